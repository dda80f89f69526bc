import { type Game, type State, TERMINAL } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { LAW_KEY, longest, pick, possible, walk } from './playthrough.ts';

/** Playthroughs in which one turn went another way. */
const PERTURBED = 5;
/** Playthroughs per seat that the seat cannot tell from the first. */
const REDEALT = 2;
/** Possibilities that are looked at for a turn that a seat cannot tell apart. */
const LOOKED_AT = 64;

/** A playthrough with its relatives: what is compared where a game is too large to compare everything. */
export function familyOf(game: Game, choices: readonly number[], salt: number): number[][] {
  const original: number[] = [];
  for (const position of walk(game, choices, original)) void position;
  const random = new Stream().seek(LAW_KEY, salt, 3);
  const family = [original];
  for (let copy = 0; copy < PERTURBED && original.length > 0; copy++) {
    family.push(perturb(game, choices, random.below(original.length), 1 + random.below(16)));
  }
  for (let seat = 0; seat < game.seats; seat++) {
    for (let copy = 0; copy < REDEALT; copy++) family.push(redeal(game, original, seat, random));
  }
  return family;
}

/** The same choices, but for one turn. */
function perturb(game: Game, choices: readonly number[], turn: number, by: number): number[] {
  const history: number[] = [];
  const changed = choices.slice();
  while (changed.length <= turn) changed.push(0);
  changed[turn] += by;
  for (const position of walk(game, changed, history)) void position;
  return history;
}

/**
 * Another playthrough with the same tokens for one seat: what it cannot see is dealt and chosen anew. It stops where
 * nothing that can happen looks the same.
 */
export function redeal(game: Game, original: readonly number[], seat: number, random: Stream): number[] {
  const tokens = tokensOf(game, original, seat);
  const state: State = new Int32Array(game.stateSize);
  const history: number[] = [];
  let seen = 0;
  game.start(state);
  for (let turn = 0; turn < longest(game); turn++) {
    const mover = game.mover(state);
    if (mover === TERMINAL) return history;
    const action = alike(game, state, mover, seat, tokens[seen] ?? 0, random);
    if (action === undefined) return history;
    if (game.witness(state, action, seat) !== 0) seen++;
    history.push(action);
    game.apply(state, action);
    if (seen === tokens.length && turn >= original.length) return history;
  }
  return history;
}

/** Something that can happen here of which the seat sees nothing, or the token that comes next. */
function alike(
  game: Game,
  state: State,
  mover: number,
  seat: number,
  next: number,
  random: Stream,
): number | undefined {
  const options =
    mover === -1 && game.chanceKind === 'sampled'
      ? Array.from({ length: LOOKED_AT }, () => pick(game, state, mover, random.below(2 ** 20)) ?? 0)
      : possible(game, state, mover);
  const first = random.below(Math.max(options.length, 1));
  for (let step = 0; step < options.length; step++) {
    const action = options[(first + step) % options.length];
    const token = game.witness(state, action, seat);
    if (token === 0 || token === next) return action;
  }
  return undefined;
}

function tokensOf(game: Game, history: readonly number[], seat: number): number[] {
  const state: State = new Int32Array(game.stateSize);
  const tokens: number[] = [];
  game.start(state);
  for (const action of history) {
    const token = game.witness(state, action, seat);
    if (token !== 0) tokens.push(token);
    game.apply(state, action);
  }
  return tokens;
}
