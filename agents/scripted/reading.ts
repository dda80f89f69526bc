import { fieldSize, type Game, parseSpec } from '@parlor/envs';
import type { DecisionBatch } from '../policy.ts';
import { PolicyError } from '../policies/errors.ts';

/** A field of an observation as a rule reads it: where it starts in a row, and how many numbers it has. */
export interface Place {
  readonly offset: number;
  readonly size: number;
}

/**
 * Where a game's observation holds what a rule wants to know.
 * @throws PolicyError where the game is not the one that the policy is for
 */
export function placeOf(game: Game, id: string, name: string, policy: string): Place {
  const field = game.observation.find((candidate) => candidate.name === name);
  if (game.id !== id || field === undefined) {
    throw new PolicyError(
      `The policy ${policy} is for ${id}, not for ${game.spec}; give it a game of that name.`,
    );
  }
  return { offset: field.offset, size: fieldSize(field) };
}

/**
 * A number among the options of a game, as its spec states it.
 * @throws PolicyError where there is none of this name
 */
export function optionOf(game: Game, name: string): number {
  const value = parseSpec(game.spec).options[name];
  if (typeof value === 'number') return value;
  throw new PolicyError(`${game.spec} states no number for ${name}; load the game by its spec.`);
}

/** @throws PolicyError where a batch is of another game than the policy was made for */
export function expectGame(batch: DecisionBatch, game: Game, policy: string): void {
  if (batch.game.spec === game.spec) return;
  throw new PolicyError(
    `The policy ${policy} was made for ${game.spec}, not for ${batch.game.spec}; make another.`,
  );
}

/** Which number of a one-hot part of an observation is 1; −1 for none. */
export function hotIn(observations: Float32Array, from: number, length: number): number {
  for (let at = 0; at < length; at++) if (observations[from + at] === 1) return at;
  return -1;
}

/**
 * Writes that a row does one action for certain.
 * @throws PolicyError where it is not legal there
 */
export function choose(batch: DecisionBatch, row: number, action: number, probabilities: Float64Array): void {
  const { legalOffsets, legalActions } = batch;
  let found = false;
  for (let at = legalOffsets[row]; at < legalOffsets[row + 1]; at++) {
    const chosen = legalActions[at] === action;
    probabilities[at] = chosen ? 1 : 0;
    found ||= chosen;
  }
  if (!found) throw new PolicyError(`Action ${action} is not legal in row ${row} of ${batch.game.spec}.`);
}

/** Turns what a row's actions are worth, as `probabilities` holds it, into the same probability for all that are best. */
export function shareAmongBest(batch: DecisionBatch, row: number, probabilities: Float64Array): void {
  const from = batch.legalOffsets[row];
  const to = batch.legalOffsets[row + 1];
  let best = -Infinity;
  let count = 0;
  for (let at = from; at < to; at++) {
    const worth = probabilities[at];
    count = worth > best ? 1 : worth === best ? count + 1 : count;
    if (worth > best) best = worth;
  }
  for (let at = from; at < to; at++) probabilities[at] = probabilities[at] === best ? 1 / count : 0;
}
