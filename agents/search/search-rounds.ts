import {
  type AsyncEnvOptions,
  type OwnSearch,
  type SearchOptions,
  searchSelfPlayOf,
  type Seed,
  stream,
} from '@parlor/envs';
import { RoundsError } from './errors.ts';
import { type PooledQuestion, QuestionPool } from './question-pool.ts';
import {
  type BrokenEpisode,
  type MakeAgent,
  playSearch,
  type SearchEpisode,
  type SearchPlace,
} from './search-episode.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * What becomes of a slot whose question is rejected: it stays empty (`dummy`), further answers are drawn and proposed
 * on until a question is accepted (`dynamic`), or the solvers are asked a question of an earlier round (`replay`).
 */
export const SLOT_FILLS = ['dummy', 'dynamic', 'replay'] as const;
export type SlotFill = (typeof SLOT_FILLS)[number];

export interface SearchRoundsOptions extends OwnSearch {
  /** Of the game. */
  readonly options?: Partial<SearchOptions>;
  readonly proposer: MakeAgent;
  readonly solver: MakeAgent;
  /** Slots of a round, each for one question. */
  readonly batch: number;
  /** How many rounds; `Infinity` for as many as are asked for. */
  readonly rounds: number;
  /** The number of the first one: where a run goes on, with its pool as it was. Default: 0. */
  readonly first?: number;
  /** Default: `replay`, which did best in the paper. */
  readonly fill?: SlotFill;
  /** Most proposals of a slot where it is filled with further ones, 1 … 15. Default: 4. */
  readonly attempts?: number;
  /** Earlier questions; it changes between rounds. Default: an empty one of its own. */
  readonly pool?: QuestionPool;
  /** Most episodes at the same time, no part of the result. Default: 8. */
  readonly concurrency?: number;
  /** Of the answers that are dealt and, in streams of their own, of the agents' choices and of what is replayed. */
  readonly seed: Seed;
  /** What happens to replies that mean nothing. */
  readonly invalidMoves?: AsyncEnvOptions['invalidMoves'];
  /** Ends the round that is being played, and with it the rounds. */
  readonly signal?: AbortSignal;
}

/** What a slot of a round holds in the end: a question proposed at first, or later, or asked again, or none. */
export type SlotContent = 'proposed' | 'proposed-again' | 'replayed' | 'empty';

export interface SearchRound {
  readonly round: number;
  /** By slot, and in the order in which they were played there. */
  readonly episodes: readonly SearchEpisode[];
  /** Episodes that an engine or a judge broke off. */
  readonly broken: readonly BrokenEpisode[];
  /** [batch] */
  readonly slots: readonly SlotContent[];
  /** Questions that the next round may ask again. */
  readonly pooled: number;
}

/** Episodes of one slot have numbers of their own: its proposals, and at last what is asked again. */
const STRIDE = 16;
const REPLAYED = STRIDE - 1;

type Played = SearchEpisode | BrokenEpisode;
const isAccepted = (played: Played): played is SearchEpisode => 'accepted' in played && played.accepted;

/**
 * Rounds of search self-play, as proposer and solvers are trained in them (Search Self-play, arXiv 2510.18821). Every
 * episode has its seed's own deal by round, slot and attempt; the pool is read and filled in order of slots, once a
 * round has nothing left to propose and once it is over. So the rounds are the same however many episodes are played
 * at the same time.
 * @throws RoundsError or OptionError where an option is out of range.
 * @throws the signal's reason, or what an agent or a source throws that is no AgentError or SearchError
 */
export async function* searchRounds(given: SearchRoundsOptions): AsyncGenerator<SearchRound, void, void> {
  const { id, sources, options, proposer, solver, batch, rounds, seed, signal } = given;
  const { first = 0, fill = 'replay', attempts = 4, concurrency = 8, invalidMoves } = given;
  const pool = given.pool ?? new QuestionPool();
  check({ batch, rounds, first, attempts, concurrency }, fill);
  const game = searchSelfPlayOf({ id, sources }, options);
  const asks = sources.ask !== undefined;
  const table = { proposer, solver, seed, settings: invalidMoves === undefined ? {} : { invalidMoves } };
  const proposals = fill === 'dynamic' ? attempts : 1;

  const propose = async (round: number, slot: number, stop: AbortSignal): Promise<Played[]> => {
    const played: Played[] = [];
    while (played.length < proposals && !played.some(isAccepted)) {
      const place: SearchPlace = { slot, attempt: played.length, replayed: false };
      const episode = (round * batch + slot) * STRIDE + played.length;
      played.push(await playSearch(game, { place, episode, asks }, table, stop));
    }
    return played;
  };

  /** The solvers alone are asked a question of the pool, in a game that asks it. */
  const replay = (
    round: number,
    slot: number,
    question: PooledQuestion,
    stop: AbortSignal,
  ): Promise<Played> => {
    const again = searchSelfPlayOf(
      { id: `${id}_replay`, sources: { ...sources, ask: () => question } },
      options,
    );
    const place: SearchPlace = { slot, attempt: 1, replayed: true };
    const episode = (round * batch + slot) * STRIDE + REPLAYED;
    return playSearch(again, { place, episode, asks: true }, table, stop);
  };

  for (let round = first; round < first + rounds; round++) {
    const slots = await sideBySide(batch, concurrency, signal, (slot, stop) => propose(round, slot, stop));
    if (fill === 'replay') {
      const free = [...slots.keys()].filter((slot) => !slots[slot].some(isAccepted));
      const drawn = pool.draw(free.length, stream(seed, 'league', { episode: round }));
      const replays = await sideBySide(drawn.length, concurrency, signal, (index, stop) =>
        replay(round, free[index], drawn[index], stop),
      );
      for (const [index, played] of replays.entries()) slots[free[index]].push(played);
    }
    const played = slots.flat();
    for (const one of played)
      if (isAccepted(one) && !one.replayed && one.success !== null)
        pool.add({ question: one.question, answer: one.answer, success: one.success });
    pool.endRound();
    yield {
      round,
      episodes: played.filter((one) => 'record' in one),
      broken: played.filter((one) => 'error' in one),
      slots: slots.map(contentOf),
      pooled: pool.size,
    };
  }
}

function contentOf(played: readonly Played[]): SlotContent {
  const last = played.at(-1);
  if (last === undefined || !isAccepted(last)) return 'empty';
  return last.replayed ? 'replayed' : last.attempt === 0 ? 'proposed' : 'proposed-again';
}

function check(numbers: Readonly<Record<string, number>>, fill: string): void {
  const least: Readonly<Record<string, number>> = { rounds: 0, first: 0 };
  for (const [name, value] of Object.entries(numbers)) {
    const from = least[name] ?? 1;
    const to = name === 'attempts' ? REPLAYED : Infinity;
    const whole = Number.isInteger(value) || (name === 'rounds' && value === Infinity);
    if (whole && value >= from && value <= to) continue;
    const range = to === Infinity ? `from ${from} on` : `from ${from} to ${to}`;
    throw new RoundsError(`The rounds' ${name} must be a whole number ${range}, not ${value}.`);
  }
  if (!SLOT_FILLS.some((known) => known === fill))
    throw new RoundsError(`The rounds' fill must be one of ${SLOT_FILLS.join(', ')}, not ${fill}.`);
}
