import {
  cancellable,
  GAME_AUTHOR,
  OptionError,
  type Message,
  type ParseFailure,
  type Seed,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Reply } from '../agent.ts';
import { AgentError } from '../errors.ts';
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
  /** Only games in words: the mover gives no reply and forfeits, because of `why`. */
  forfeit?(why: string): Promise<TimeStep>;
}

export interface PlayOptions {
  /** Of the deal, and of the agents' own choices, each in a stream of its own. */
  readonly seed: Seed;
  /** Which episode of the seed; default 0. */
  readonly episode?: number;
  /** In closed games: replies in a row that may name no action before the episode is given up; default 3. */
  readonly retries?: number;
  /** Ends the play between two decisions, or while an agent thinks. */
  readonly signal?: AbortSignal;
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
  /** Agents that could not answer, in the order in which they failed. */
  readonly failures: readonly AgentFailure[];
}

export interface AgentFailure {
  readonly seat: number;
  readonly agent: string;
  /** Everybody may read it. */
  readonly reason: string;
  /** What whoever runs the match may read besides, where there is something; see {@link AgentError}. */
  readonly detail?: string;
}

/**
 * Plays one episode: `agents[s]` holds seat s. Agents that listen (`note`) are told every message addressed to their
 * seat, as soon as it is there. In a game in words an agent that cannot answer (AgentError) forfeits when it is to
 * move; in a closed game, which has no forfeits, its error ends the play.
 * @throws OptionError where there is not one agent for each seat.
 * @throws InvalidReplyError where an agent keeps naming no legal action in words.
 * @throws IllegalActionError where an agent names an illegal one by number.
 * @throws AgentError, or the signal's reason
 */
export async function playEpisode(
  env: Playable,
  agents: readonly Agent[],
  options: PlayOptions,
): Promise<PlayedEpisode> {
  const { spec, seats } = env.game;
  const { seed, episode = 0, retries = 3, signal } = options;
  if (agents.length !== seats) {
    throw new OptionError(
      `${spec} has ${seats} seats, and ${agents.length} agents were given; give one for each seat.`,
    );
  }
  const failures: AgentFailure[] = [];
  const failed = (seat: number): AgentFailure | undefined =>
    failures.find((failure) => failure.seat === seat);
  /** Asks an agent something; undefined where it cannot answer, now or since earlier. */
  const ask = async <Answer>(
    seat: number,
    question: () => Answer | Promise<Answer>,
  ): Promise<Answer | undefined> => {
    if (failed(seat)) return undefined;
    try {
      return await cancellable(question, signal);
    } catch (error) {
      if (!(error instanceof AgentError) || !env.forfeit) throw error;
      const { reason, detail } = error;
      failures.push({ seat, agent: agents[seat].name, reason, ...(detail !== undefined && { detail }) });
      return undefined;
    }
  };
  const told = agents.map(() => 0);
  const tell = async (): Promise<void> => {
    for (const [seat, agent] of agents.entries()) {
      if (!agent.note) continue;
      const messages = env.messages(seat);
      while (told[seat] < messages.length) {
        const message = messages[told[seat]++];
        await ask(seat, () => agent.note?.(message));
      }
    }
  };

  for (const [seat, agent] of agents.entries())
    await ask(seat, () => agent.begin({ spec, seat, seed, episode }));
  const decisions: Decision[] = [];
  let step = await cancellable(() => env.reset({ seed, episode }), signal);
  await tell();
  while (!step.done) {
    const { seat } = step;
    const reply = await ask(seat, () => decide(env, agents[seat], step, retries));
    if (reply === undefined) {
      const why = failed(seat)?.reason ?? 'it gave no reply';
      if (!env.forfeit) throw new AgentError(agents[seat].name, why);
      step = await env.forfeit(why);
    } else {
      decisions.push({ seat, reply });
      // A search engine may hang where an agent does not.
      step = await cancellable(() => env.step(reply), signal);
    }
    await tell();
  }
  for (const [seat, agent] of agents.entries()) await ask(seat, () => agent.end?.(step.returns));
  return { step, decisions, failures };
}

/** The agent's reply as the environment takes it; one that names no action is given back with the reason. */
async function decide(env: Playable, agent: Agent, step: TimeStep, retries: number): Promise<Reply> {
  for (let attempts = 1; ; attempts++) {
    const reply = await agent.act(step);
    if (!env.parse) return inWords(reply, step);
    if (typeof reply === 'number') return reply;
    const parsed = env.parse(reply);
    if (typeof parsed === 'number') return parsed;
    const text = `${parsed.reason} ${parsed.format}`;
    if (attempts > retries) {
      throw new InvalidReplyError(
        `${env.game.spec}: ${agent.name} (seat ${step.seat}) named no legal action ${attempts} times; last: ${text}`,
      );
    }
    await agent.note?.({ author: GAME_AUTHOR, audience: [step.seat], text });
  }
}

/** An action by its number is said by its name where the game in words is a closed one. */
function inWords(reply: Reply, { closed }: TimeStep): string {
  if (typeof reply === 'string') return reply;
  const name = closed?.names[closed.legal.indexOf(reply)];
  return name === undefined ? String(reply) : `[${name}]`;
}
