import fc from 'fast-check';
import { CHANCE, type Game, type State, TERMINAL } from '../core/game.ts';
import { key, Stream } from '../core/random.ts';

/** The key of every random number that a law draws. */
export const LAW_KEY = key('laws', 'test');

/** No playthrough is followed further, so that a game without end is reported and not waited for. */
const LONGEST = 1000;

/** Choices are drawn below this multiple of 1 to 16, so that each of few possibilities is equally likely. */
const EVEN = 720_720;

/** A point of a playthrough. `state` and `history` go on being written: copy what is to be kept. */
export interface Position {
  readonly game: Game;
  readonly state: State;
  readonly mover: number;
  /** Chance outcomes and actions since the start. */
  readonly history: readonly number[];
  /** What to look at where there is too much: another number in every playthrough. */
  readonly salt: number | 'everything';
}

/**
 * So many of a long list at most: all, or some that are spread over it evenly.
 * @param salt which ones: the same ones for the same number, in the end every one for many numbers
 */
export function spread<Item>(items: readonly Item[], most: number, salt: number): readonly Item[] {
  const { length } = items;
  if (length <= most) return items;
  const start = Math.abs(salt) % length;
  const indices = Array.from(
    { length: most },
    (_, at) => (start + Math.floor((at * length) / most)) % length,
  );
  return indices.sort((a, b) => a - b).map((index) => items[index]);
}

/** What can happen here, or where that is a lot, some of it: in other playthroughs the rest. */
export function someOf(position: Position, most: number): readonly number[] {
  return picked(position, possible(position.game, position.state, position.mover), most);
}

/** The same of any list. */
export function picked<Item>({ salt }: Position, items: readonly Item[], most: number): readonly Item[] {
  return salt === 'everything' ? items : spread(items, most, salt);
}

/** A number from numbers: not a good hash, but one that differs wherever a single one does. */
export function mixed(numbers: ArrayLike<number>): number {
  let sum = numbers.length;
  for (let index = 0; index < numbers.length; index++) sum = (Math.imul(sum, 31) + numbers[index]) | 0;
  return sum;
}

/** The most transitions of a playthrough that is followed. One more than allowed shows that a game is too long. */
export function longest(game: Game): number {
  return Number.isInteger(game.maxTurns) && game.maxTurns >= 0
    ? Math.min(game.maxTurns + 1, LONGEST)
    : LONGEST;
}

/**
 * A random playthrough: one natural number per turn, taken modulo what is possible there; turns beyond the last take
 * the first possibility. Shrinking gives short playthroughs of first possibilities.
 */
export function choicesOf(game: Game): fc.Arbitrary<number[]> {
  const choice = fc.nat({ max: Math.max(EVEN, Math.min(game.chanceCount, 2 ** 30) || 0) - 1 });
  // Twice as long as a game on average, so that half of the playthroughs are random to the end.
  return fc.noBias(fc.array(choice, { maxLength: Math.min(2 * longest(game), 256), size: 'max' }));
}

/** A seat's legal actions, as a list of their own. */
export function legalOf(game: Game, state: State): number[] {
  const actions = new Int32Array(game.maxLegal);
  const count = game.legal(state, actions);
  return Array.from(actions.subarray(0, count));
}

/** Chance outcomes that have a probability. */
export function outcomesOf(game: Game, state: State): number[] {
  const probabilities = new Float64Array(game.chanceCount);
  game.chance(state, probabilities);
  return Array.from(probabilities.keys()).filter((outcome) => probabilities[outcome] > 0);
}

/** The outcome that a sampled chance gives for one natural number. */
export function drawOf(game: Game, state: State, choice: number): number {
  return game.draw(state, new Stream().seek(LAW_KEY, choice, 0));
}

/** All that can happen here; of sampled chance, `samples` outcomes at most. */
export function possible(game: Game, state: State, mover: number, samples = 4): number[] {
  if (mover >= 0) return legalOf(game, state);
  if (mover !== CHANCE) return [];
  if (game.chanceKind === 'exact') return outcomesOf(game, state);
  const drawn = Array.from({ length: samples }, (_, choice) => drawOf(game, state, choice));
  return [...new Set(drawn)].sort((a, b) => a - b);
}

/** One of what can happen here; undefined where the game says that nothing can. */
export function pick(game: Game, state: State, mover: number, choice: number): number | undefined {
  if (mover === CHANCE && game.chanceKind === 'sampled') return drawOf(game, state, choice);
  const options = possible(game, state, mover);
  return options.length > 0 ? options[choice % options.length] : undefined;
}

/**
 * Plays and stops at every position, the first and the last included.
 * @param history is written as play goes on, so that whoever catches an error knows where it happened
 */
export function* walk(
  game: Game,
  choices: readonly number[],
  history: number[] = [],
  state: State = new Int32Array(game.stateSize),
): Generator<Position> {
  const limit = longest(game);
  const first = mixed(choices);
  history.length = 0;
  game.start(state);
  for (let turn = 0; ; turn++) {
    const mover = game.mover(state);
    yield { game, state, mover, history, salt: first + turn };
    if (mover === TERMINAL || turn === limit) return;
    const action = pick(game, state, mover, choices[turn] ?? 0);
    if (action === undefined) return;
    history.push(action);
    game.apply(state, action);
  }
}

/** The state that a sequence of chance outcomes and actions leads to. */
export function stateAfter(game: Game, history: readonly number[]): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) game.apply(state, action);
  return state;
}

/** Whether two states are the same. */
export function sameState(a: State, b: State): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
