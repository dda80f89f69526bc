import { CHANCE, type Game, type State, TERMINAL } from '../core/game.ts';
import { drawOf, mixed, possible, spread } from './playthrough.ts';

/** So many questions are asked about single possibilities of all seats together: of many, of other ones in other states. */
const ASKED = 16;

/** Everything that a game answers about a state, a line each: two states with equal answers cannot be told apart. */
export function answersOf(game: Game, state: State): string[] {
  const mover = game.mover(state);
  const lines = [`mover: ${mover}`, `returns: ${returnsOf(game, state).join()}`];
  if (game.observeState) lines.push(`observation of the state: ${sparse(stateObservationOf(game, state))}`);
  if (game.signals && mover === TERMINAL) lines.push(`signals: ${finalSignalsOf(game, state).join()}`);
  if (game.choosing) lines.push(`choosing: ${choosingOf(game, state).join()}`);
  if (mover === CHANCE) {
    if (game.chanceKind === 'exact') lines.push(`chance: ${chanceOf(game, state).join()}`);
    lines.push(`draw: ${drawOf(game, state, 0)}`);
  }
  const all = possible(game, state, mover);
  const options = spread(all, Math.max(2, Math.floor(ASKED / game.seats)), mixed(state));
  if (mover >= 0) lines.push(`legal: ${all.join()}`);
  for (let seat = 0; seat < game.seats; seat++) {
    lines.push(`role of seat ${seat}: ${game.role(state, seat)}`);
    if (game.knowsRole) lines.push(`seat ${seat} knows its role: ${game.knowsRole(state, seat)}`);
    lines.push(`observation of seat ${seat}: ${sparse(observationOf(game, state, seat))}`);
    lines.push(`view of seat ${seat}: ${game.text.view(state, seat)}`);
  }
  for (const action of options) {
    lines.push(`name of ${action}: ${game.text.actionName(state, action)}`);
    for (let seat = 0; seat < game.seats; seat++) {
      lines.push(`seat ${seat} witnesses ${action}: ${game.witness(state, action, seat)}`);
      lines.push(`seat ${seat} is told of ${action}: ${game.text.event(state, action, seat)}`);
    }
  }
  return lines;
}

/** The first answer that differs, as `one, but other`; undefined where none does. */
export function difference(one: readonly string[], other: readonly string[]): string | undefined {
  const index = one.findIndex((line, at) => line !== other[at]);
  if (index < 0 && one.length === other.length) return undefined;
  const at = index < 0 ? one.length : index;
  return `"${one[at] ?? 'nothing'}", but "${other[at] ?? 'nothing'}"`;
}

export function returnsOf(game: Game, state: State): Float64Array {
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  return returns;
}

/** Of an episode that is over: [stages, seats]; none where the game has no stages. */
export function finalSignalsOf(game: Game, state: State): Float64Array {
  const signals = new Float64Array((game.stages?.length ?? 0) * game.seats);
  game.signals?.(state, signals);
  return signals;
}

export function chanceOf(game: Game, state: State): Float64Array {
  const probabilities = new Float64Array(game.chanceCount);
  game.chance(state, probabilities);
  return probabilities;
}

export function observationOf(game: Game, state: State, seat: number): Float32Array {
  const features = new Float32Array(game.observationSize);
  game.observe(state, seat, features);
  return features;
}

/** All-seeing features; none where the game has none. */
export function stateObservationOf(game: Game, state: State): Float32Array {
  const features = new Float32Array(game.stateObservationSize ?? 0);
  game.observeState?.(state, features);
  return features;
}

/** Seats that choose now; the mover alone where the game says nothing about it. */
export function choosingOf(game: Game, state: State): number[] {
  if (!game.choosing) {
    const mover = game.mover(state);
    return mover >= 0 ? [mover] : [];
  }
  const seats = new Int32Array(game.seats);
  return Array.from(seats.subarray(0, game.choosing(state, seats)));
}

/** The numbers that are not zero, as `index:number`. */
export function sparse(features: Float32Array): string {
  let text = '';
  for (let index = 0; index < features.length; index++) {
    if (features[index] !== 0) text += `${index}:${features[index]} `;
  }
  return text;
}
