import { type Field, FIELD_KINDS, fieldSize } from '../core/field.ts';
import type { Game } from '../core/game.ts';
import { constantLaw, type GameRow, positionLaw } from './law.ts';
import { type Position, sameState } from './playthrough.ts';
import { broken } from './violation.ts';

/** Guards the rows before and after an observation. */
const SENTINEL = -12345;
/** Zeros around an observation that a stray write would land in. */
const MARGIN = 8;

function checkFields({ observation, observationSize }: Game): void {
  const owner = new Array<string | undefined>(observationSize);
  const names = new Set<string>();
  for (const field of observation) {
    const { name, offset, shape, low, high, kind } = field;
    if (name.trim() === '' || names.has(name))
      broken(`there are two fields called "${name}", or it has no name`);
    names.add(name);
    if (!shape.every((length) => Number.isInteger(length) && length > 0))
      broken(`field ${name} has shape ${shape.join('×')}`);
    if (!FIELD_KINDS.includes(kind)) broken(`field ${name} is of the unknown kind ${kind}`);
    if (!(low < high)) broken(`field ${name} lies between ${low} and ${high}`);
    if ((kind === 'flag' || kind === 'one-hot') && !(low === 0 && high === 1)) {
      broken(`field ${name} is a ${kind} between ${low} and ${high}, not 0 and 1`);
    }
    const end = offset + fieldSize(field);
    if (!(Number.isInteger(offset) && offset >= 0 && end <= observationSize)) {
      broken(`field ${name} reaches from ${offset} to ${end}, observationSize is ${observationSize}`);
    }
    for (let at = offset; at < end; at++) {
      if (owner[at] !== undefined) broken(`fields ${owner[at]} and ${name} share number ${at}`);
      owner[at] = name;
    }
  }
  const free = Array.from(owner).indexOf(undefined);
  if (free >= 0) broken(`number ${free} belongs to no field`);
}

/** What is written into zeros in the middle of a larger array, to see stray writes. */
function guarded(size: number, name: string, write: (out: Float32Array) => void): Float32Array {
  const slab = new Float32Array(size + 2 * MARGIN).fill(SENTINEL);
  const out = slab.subarray(MARGIN, MARGIN + size).fill(0);
  write(out);
  if (slab.some((value, at) => value !== SENTINEL && (at < MARGIN || at >= MARGIN + size))) {
    broken(`${name} writes outside its ${size} numbers`);
  }
  return out;
}

function observeGuarded({ game, state }: Position, seat: number): Float32Array {
  return guarded(game.observationSize, `observe for seat ${seat}`, (out) => game.observe(state, seat, out));
}

function checkDeclared({ observeState, stateObservationSize: size }: Game): void {
  if (observeState === undefined && size === undefined) return;
  if (size === undefined) broken('there is observeState, but no stateObservationSize');
  if (observeState === undefined) broken(`stateObservationSize is ${size}, but there is no observeState`);
  if (!(Number.isSafeInteger(size) && size > 0))
    broken(`stateObservationSize is ${size}, no positive whole number`);
}

function checkStateObservation({ game, state }: Position): void {
  const { observeState, stateObservationSize: size } = game;
  if (observeState === undefined || size === undefined) return;
  const before = state.slice();
  const observe = (): Float32Array => guarded(size, 'observeState', (out) => observeState(state, out));
  const first = observe();
  const second = observe();
  for (const [at, value] of first.entries()) {
    if (!Number.isFinite(value)) broken(`observeState writes ${value} at ${at}, which is not finite`);
    if (!Object.is(value, second[at]))
      broken(`observeState writes ${value} at ${at}, and then ${second[at]}`);
  }
  if (!sameState(state, before)) broken(`observeState turns the state ${before.join()} into ${state.join()}`);
}

function checkValues(position: Position): void {
  const { game } = position;
  for (let seat = 0; seat < game.seats; seat++) {
    const out = observeGuarded(position, seat);
    for (const field of game.observation) checkField(field, out, seat);
  }
}

function checkField(field: Field, out: Float32Array, seat: number): void {
  const { name, offset, shape, kind, low, high } = field;
  const size = fieldSize(field);
  const told = (at: number): string => `seat ${seat} observes ${out[offset + at]} in ${name}[${at}]`;
  for (let at = 0; at < size; at++) {
    const value = out[offset + at];
    if (!Number.isFinite(value)) broken(`${told(at)}, which is not finite`);
    if (!(value >= Math.fround(low) && value <= Math.fround(high)))
      broken(`${told(at)}, out of ${low} to ${high}`);
    if ((kind === 'flag' || kind === 'one-hot') && value !== 0 && value !== 1)
      broken(`${told(at)}, but it is a ${kind}`);
    if (kind === 'count' && !Number.isInteger(value)) broken(`${told(at)}, but it is a count`);
  }
  if (kind !== 'one-hot') return;
  const length = shape[shape.length - 1] ?? 1;
  for (let row = 0; row < size; row += length) {
    const ones = out.subarray(offset + row, offset + row + length).filter((value) => value === 1).length;
    if (ones > 1)
      broken(`seat ${seat} observes ${ones} ones in row ${row / length} of the one-hot field ${name}`);
  }
}

export const OBSERVATION_LAWS: readonly GameRow[] = [
  constantLaw('fields-fit', 'fields share no number and cover the observation', checkFields),
  positionLaw(
    'observations-fit-their-fields',
    'observations are finite, of their kinds and within bounds',
    checkValues,
  ),
  positionLaw('observing-repeats', 'the same state observed twice is the same', (position) => {
    for (let seat = 0; seat < position.game.seats; seat++) {
      const first = observeGuarded(position, seat);
      const second = observeGuarded(position, seat);
      const at = first.findIndex((value, index) => !Object.is(value, second[index]));
      if (at >= 0) broken(`seat ${seat} observes ${first[at]} at ${at}, and then ${second[at]}`);
    }
  }),
  constantLaw(
    'state-observations-are-declared',
    'observeState has a length, and a length an observeState',
    checkDeclared,
  ),
  positionLaw(
    'state-observations-fit',
    'observations of the state are finite, within their length, and the same when repeated',
    checkStateObservation,
  ),
];
