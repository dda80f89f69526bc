import { setImmediate as turn } from 'node:timers/promises';
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

/** Who takes part in a match: a name, and agents for the tables that are played at side by side. */
export interface Entrant {
  readonly name: string;
  /** An agent that sits down at a table, for the episodes there until the seats change, one after the other. */
  seat(table: AsyncEnvironment): Agent | Promise<Agent>;
}

export interface MatchOptions {
  /** Of the deals and, in streams of their own, of the agents' choices. */
  readonly seed: Seed;
  /** Deals; each is played once from every seat, so `deals × seats` episodes. */
  readonly deals: number;
  /**
   * Duplicate dealing, the default: a deal comes out the same from every seat, cards and all, so that nobody is luckier
   * than another. False deals every episode anew: the mean is the same, and its interval wider.
   */
  readonly duplicate?: boolean;
  /** Tables at which episodes are played side by side, no part of the result; default 1. */
  readonly tables?: number;
  readonly settings?: AsyncEnvOptions;
  /** Stops the match; what was played until then is the result. */
  readonly signal?: AbortSignal;
  /** Told of every episode, in order of blocks, rotations and deals; after a stop, of what was over by then. */
  readonly onEpisode?: (episode: MatchEpisode) => void;
}

/** One episode of a match. */
export interface MatchEpisode {
  readonly deal: number;
  /** By how many seats the entrants have moved on: entrant e sits in seat (e + rotation) modulo seats. */
  readonly rotation: number;
  /** Final return of each entrant: [seats]. */
  readonly returns: readonly number[];
  /** The entrant whose forfeit ended it; null where nobody's did. */
  readonly forfeit: number | null;
  /** The entrants that forfeited, in that order, where the game went on without them. */
  readonly forfeited: readonly number[];
  /** Agents that could not answer, with the reason. */
  readonly failures: readonly AgentFailure[];
  readonly record: EpisodeRecord;
}

export interface MatchResult {
  /** Episodes that were played to their end. */
  readonly episodes: number;
  /** Final returns of each entrant, in the order in which `onEpisode` was told: [episodes, seats]. */
  readonly returns: Float64Array;
  /** Forfeits of each entrant: [seats]. */
  readonly forfeits: readonly number[];
  /** Whether it was stopped before all were played. */
  readonly interrupted: boolean;
}

/**
 * Plays a match between as many entrants as the game has seats: every deal once from every seat, so that nobody is
 * luckier than another. Deals come in blocks; all of a block are played from one seating before the seats change, by
 * agents that are seated anew, so that none meets a deal that it has seen from the other side. Agents may be of any
 * kind. Who cannot answer forfeits, and the match goes on.
 * @throws OptionError where there is not one entrant a seat, or a number is out of range.
 * @throws what an agent throws that is no AgentError, after every table is closed.
 */
export async function playMatch(
  game: SimulatedGame,
  entrants: readonly Entrant[],
  options: MatchOptions,
): Promise<MatchResult> {
  const { seed, deals, duplicate = true, tables = 1, settings, signal, onEpisode } = options;
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
  const returns: number[] = [];
  const forfeits = entrants.map(() => 0);
  const waiting = new Map<number, MatchEpisode>();
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  let next = 0;
  let due = 0;
  let episodes = 0;

  const count = (episode: MatchEpisode): void => {
    episodes++;
    for (const value of episode.returns) returns.push(value);
    if (episode.forfeit !== null) forfeits[episode.forfeit]++;
    for (const entrant of episode.forfeited) forfeits[entrant]++;
    onEpisode?.(episode);
  };
  /** Counts an episode once all before it have been. */
  const report = (index: number, episode: MatchEpisode): void => {
    waiting.set(index, episode);
    for (let ready = waiting.get(due); ready; ready = waiting.get(due)) {
      waiting.delete(due++);
      count(ready);
    }
  };

  const playAt = async (table: Table): Promise<void> => {
    const mine = AbortSignal.any([stop]); // a thousand listeners on one signal look like a leak
    try {
      while (next < total && !stop.aborted) {
        const index = next++;
        const place = placeOf(index, deals, seats);
        const episode = duplicate ? place.deal : place.deal * seats + place.rotation;
        report(index, await table.play(place, { seed, episode }, mine));
        await turn(); // agents that answer at once would leave no time for signals, files and other tables
      }
    } catch (error) {
      if (!(signal?.aborted && error === signal.reason)) failure.abort(error);
    }
  };

  const seated = Array.from(
    { length: Math.min(tables, total) },
    () => new Table(new AsyncEnv(game, settings), entrants),
  );
  await Promise.all(seated.map(playAt));
  const closed = await Promise.allSettled(seated.map((table) => table.close()));
  if (failure.signal.aborted) throw failure.signal.reason;
  for (const one of closed) if (one.status === 'rejected') throw one.reason;
  // What was over when the match was stopped counts, though an earlier episode was not.
  for (const index of [...waiting.keys()].sort((a, b) => a - b)) {
    const episode = waiting.get(index);
    if (episode) count(episode);
  }
  return { episodes, returns: Float64Array.from(returns), forfeits, interrupted: episodes < total };
}

/** Deals that are played from one seating before the seats change. */
const BLOCK = 500;

/** Where an episode stands in the match. */
interface Place {
  readonly deal: number;
  readonly rotation: number;
  /** Counts the seatings: a block's first, its second, …, then those of the next block. */
  readonly seating: number;
}

function placeOf(index: number, deals: number, seats: number): Place {
  const block = Math.floor(index / (BLOCK * seats));
  const size = Math.min(BLOCK, deals - block * BLOCK);
  const rest = index - block * BLOCK * seats;
  const rotation = Math.floor(rest / size);
  return { deal: block * BLOCK + (rest % size), rotation, seating: block * seats + rotation };
}

/** An environment, and agents of the entrants, who stay for one episode after the other while they keep their seats. */
class Table {
  private readonly env: AsyncEnv;
  private readonly entrants: readonly Entrant[];
  private agents: readonly Agent[] = [];
  private seating = -1;

  constructor(env: AsyncEnv, entrants: readonly Entrant[]) {
    this.env = env;
    this.entrants = entrants;
  }

  async play(
    { deal, rotation, seating: number }: Place,
    dealt: { readonly seed: Seed; readonly episode: number },
    signal: AbortSignal,
  ): Promise<MatchEpisode> {
    if (number !== this.seating) await this.seat(number);
    const { agents, entrants, env } = this;
    const seats = agents.length;
    const seating = agents.map((_, seat) => (seat - rotation + seats) % seats); // which entrant holds each seat
    const { step, failures } = await playEpisode(
      env,
      seating.map((entrant) => agents[entrant]),
      { ...dealt, signal },
    );
    return {
      deal,
      rotation,
      returns: agents.map((_, entrant) => step.returns[(entrant + rotation) % seats]),
      forfeit: step.info.forfeit === undefined ? null : seating[step.info.forfeit],
      forfeited: (step.info.forfeited ?? []).map((seat) => seating[seat]),
      failures,
      record: recordLanguageEpisode(
        env,
        seating.map((entrant) => entrants[entrant].name),
      ),
    };
  }

  /** Lets every agent go, whatever becomes of the others. */
  async close(): Promise<void> {
    const closing = this.agents.map(async (agent) => agent.close?.());
    this.agents = [];
    for (const one of await Promise.allSettled(closing)) if (one.status === 'rejected') throw one.reason;
  }

  private async seat(seating: number): Promise<void> {
    await this.close();
    this.seating = seating;
    const agents: Agent[] = [];
    this.agents = agents; // those that sit already are let go of, should another fail to
    for (const entrant of this.entrants) agents.push(await entrant.seat(this.env));
  }
}
