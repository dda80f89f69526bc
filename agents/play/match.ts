import {
  AsyncEnv,
  type AsyncEnvironment,
  type AsyncEnvOptions,
  type EpisodeRecord,
  OptionError,
  recordLanguageEpisode,
  type Seed,
  type SimulatedGame,
} from '@parlor/envs';
import type { Agent } from '../agent.ts';
import { type AgentFailure, playEpisode } from './play-episode.ts';

/** Who takes part in a match: a name, and an agent for every table that is played at side by side. */
export interface Entrant {
  readonly name: string;
  /** An agent that sits down at a table, for as many episodes as are played there, one after the other. */
  seat(table: AsyncEnvironment): Agent | Promise<Agent>;
}

export interface MatchOptions {
  /** Of the deals and, in streams of their own, of the agents' choices. */
  readonly seed: Seed;
  /** Deals; each is played once from every seat, so `deals × seats` episodes. */
  readonly deals: number;
  /** Tables at which episodes are played side by side, no part of the result; default 1. */
  readonly tables?: number;
  readonly settings?: AsyncEnvOptions;
  /** Stops the match; what was played until then is the result. */
  readonly signal?: AbortSignal;
  /** Told of every episode, in order of deals and rotations. */
  readonly onEpisode?: (episode: MatchEpisode) => void;
}

/** One episode of a match. */
export interface MatchEpisode {
  readonly deal: number;
  /** By how many seats the entrants have moved on: entrant e sits in seat (e + rotation) modulo seats. */
  readonly rotation: number;
  /** Final return of each entrant: [seats]. */
  readonly returns: readonly number[];
  /** The entrant whose forfeit ended it, or −1. */
  readonly forfeit: number;
  /** Agents that could not answer, with the reason. */
  readonly failures: readonly AgentFailure[];
  readonly record: EpisodeRecord;
}

export interface MatchResult {
  /** Episodes that count: the first so many of the match. */
  readonly episodes: number;
  /** Final returns of each entrant: [episodes, seats]; episode `deal × seats + rotation`. */
  readonly returns: Float64Array;
  /** Forfeits of each entrant: [seats]. */
  readonly forfeits: readonly number[];
  readonly interrupted: boolean;
}

/**
 * Plays a match between as many entrants as the game has seats: every deal once from every seat, so that nobody is
 * luckier than another. Agents may be of any kind. Who cannot answer forfeits, and the match goes on.
 * @throws OptionError where there is not one entrant a seat, or a number is out of range.
 * @throws what an agent throws that is no AgentError, after every table is closed.
 */
export async function playMatch(
  game: SimulatedGame,
  entrants: readonly Entrant[],
  options: MatchOptions,
): Promise<MatchResult> {
  const { seed, deals, tables = 1, settings, signal, onEpisode } = options;
  const { seats } = game;
  if (entrants.length !== seats) {
    throw new OptionError(
      `${game.spec} has ${seats} seats, and ${entrants.length} entrants were given; give one for each.`,
    );
  }
  for (const [name, value] of Object.entries({ deals, tables })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new OptionError(`A match's ${name} must be a whole number from 1 on, not ${value}.`);
  }
  const total = deals * seats;
  const returns = new Float64Array(total * seats);
  const forfeits = entrants.map(() => 0);
  const waiting = new Map<number, MatchEpisode>();
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  let next = 0;
  let counted = 0;

  /** Counts an episode once all before it have been. */
  const report = (index: number, episode: MatchEpisode): void => {
    waiting.set(index, episode);
    for (let ready = waiting.get(counted); ready; ready = waiting.get(counted)) {
      waiting.delete(counted);
      returns.set(ready.returns, counted * seats);
      if (ready.forfeit >= 0) forfeits[ready.forfeit]++;
      counted++;
      onEpisode?.(ready);
    }
  };

  const playAt = async (table: Table): Promise<void> => {
    const mine = AbortSignal.any([stop]); // a thousand listeners on one signal look like a leak
    try {
      await table.open();
      while (next < total && !stop.aborted) {
        const index = next++;
        report(index, await table.play(Math.floor(index / seats), index % seats, seed, mine));
      }
    } catch (error) {
      if (!signal?.aborted) failure.abort(error);
    } finally {
      await table.close();
    }
  };

  const count = Math.min(tables, total);
  await Promise.all(
    Array.from({ length: count }, () => playAt(new Table(new AsyncEnv(game, settings), entrants))),
  );
  if (failure.signal.aborted) throw failure.signal.reason;
  return {
    episodes: counted,
    returns: returns.slice(0, counted * seats),
    forfeits,
    interrupted: counted < total,
  };
}

/** An environment and an agent of every entrant, who stay for one episode after the other. */
class Table {
  private readonly env: AsyncEnv;
  private readonly entrants: readonly Entrant[];
  private readonly agents: Agent[] = [];

  constructor(env: AsyncEnv, entrants: readonly Entrant[]) {
    this.env = env;
    this.entrants = entrants;
  }

  async open(): Promise<void> {
    for (const entrant of this.entrants) this.agents.push(await entrant.seat(this.env));
  }

  async play(deal: number, rotation: number, seed: Seed, signal: AbortSignal): Promise<MatchEpisode> {
    const { agents, entrants, env } = this;
    const seats = agents.length;
    const seating = agents.map((_, seat) => (seat - rotation + seats) % seats); // which entrant holds each seat
    const { step, failures } = await playEpisode(
      env,
      seating.map((entrant) => agents[entrant]),
      { seed, episode: deal, signal },
    );
    return {
      deal,
      rotation,
      returns: agents.map((_, entrant) => step.returns[(entrant + rotation) % seats]),
      forfeit: step.info.forfeit === undefined ? -1 : seating[step.info.forfeit],
      failures,
      record: recordLanguageEpisode(
        env,
        seating.map((entrant) => entrants[entrant].name),
      ),
    };
  }

  async close(): Promise<void> {
    for (const agent of this.agents) await agent.close?.();
  }
}
