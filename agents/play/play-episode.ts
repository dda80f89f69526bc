import {
  GAME_AUTHOR,
  OptionError,
  type Message,
  type ParseFailure,
  type Seed,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Reply } from '../agent.ts';
import { InvalidReplyError } from './errors.ts';

/** What an episode is played in: an environment of a closed game, or one in words, whose answers are awaited. */
export interface Playable {
  readonly game: { readonly spec: string; readonly seats: number };
  reset(options: { readonly seed: Seed; readonly episode: number }): TimeStep | Promise<TimeStep>;
  step(reply: Reply): TimeStep | Promise<TimeStep>;
  /** Everything that a seat has been told in this episode so far. */
  messages(seat: number): readonly Message[];
  /** Only closed games: the legal action that the mover's reply names. */
  parse?(reply: string): number | ParseFailure;
}

export interface PlayOptions {
  /** Of the deal, and of the agents' own choices, each in a stream of its own. */
  readonly seed: Seed;
  /** Which episode of the seed; default 0. */
  readonly episode?: number;
  /** In closed games: replies in a row that may name no action before the episode is given up; default 3. */
  readonly retries?: number;
}

/** Who did what: an action of a closed game, or the reply in words. */
export interface Decision {
  readonly seat: number;
  readonly reply: Reply;
}

export interface PlayedEpisode {
  /** The step that ended it. */
  readonly step: TimeStep;
  /** Every decision, in order. */
  readonly decisions: readonly Decision[];
}

/**
 * Plays one episode: `agents[s]` holds seat s. Agents that listen (`note`) are told every message addressed to their
 * seat, as soon as it is there.
 * @throws OptionError where there is not one agent for each seat.
 * @throws InvalidReplyError where an agent keeps naming no legal action in words.
 * @throws IllegalActionError where an agent names an illegal one by number.
 */
export async function playEpisode(
  env: Playable,
  agents: readonly Agent[],
  options: PlayOptions,
): Promise<PlayedEpisode> {
  const { spec, seats } = env.game;
  const { seed, episode = 0, retries = 3 } = options;
  if (agents.length !== seats) {
    throw new OptionError(
      `${spec} has ${seats} seats, and ${agents.length} agents were given; give one for each seat.`,
    );
  }
  for (const [seat, agent] of agents.entries()) await agent.begin({ spec, seat, seed, episode });
  const told = agents.map(() => 0);
  const tell = async (): Promise<void> => {
    for (const [seat, agent] of agents.entries()) {
      if (!agent.note) continue;
      const messages = env.messages(seat);
      while (told[seat] < messages.length) await agent.note(messages[told[seat]++]);
    }
  };

  const decisions: Decision[] = [];
  let step = await env.reset({ seed, episode });
  await tell();
  while (!step.done) {
    const reply = await decide(env, agents[step.seat], step, retries);
    decisions.push({ seat: step.seat, reply });
    step = await env.step(reply);
    await tell();
  }
  for (const agent of agents) await agent.end?.(step.returns);
  return { step, decisions };
}

/** The agent's reply as the environment takes it; one that names no action is given back with the reason. */
async function decide(env: Playable, agent: Agent, step: TimeStep, retries: number): Promise<Reply> {
  for (let failures = 0; ; failures++) {
    const reply = await agent.act(step);
    if (!env.parse) return String(reply);
    if (typeof reply === 'number') return reply;
    const parsed = env.parse(reply);
    if (typeof parsed === 'number') return parsed;
    const text = `${parsed.reason} ${parsed.format}`;
    if (failures >= retries) {
      throw new InvalidReplyError(
        `${env.game.spec}: ${agent.name} (seat ${step.seat}) named no legal action ${failures + 1} times; last: ${text}`,
      );
    }
    await agent.note?.({ author: GAME_AUTHOR, audience: [step.seat], text });
  }
}
