import { type Game, TERMINAL } from '../core/game.ts';
import { returnsOf } from './answers.ts';
import { constantLaw, type GameRow, positionLaw } from './law.ts';
import type { Position } from './playthrough.ts';
import { broken } from './violation.ts';

/** Guards the numbers around the signals. */
const SENTINEL = -12345;
/** Numbers on each side that a stray write would land in. */
const MARGIN = 8;

function checkStages({ stages, signals, actionCount }: Game): void {
  if (stages === undefined && signals === undefined) return;
  if (stages === undefined) broken('there are signals, but no stages');
  if (typeof signals !== 'function') broken('there are stages, but no signals');
  if (stages.length === 0) broken('stages is an empty list');
  let next = 0;
  for (const { name, first, end, abstain } of stages) {
    if (typeof name !== 'string' || name.trim() === '') broken('a stage has no name');
    if (first !== next) broken(`stage ${name} begins with action ${first}, not with ${next}`);
    if (!(Number.isSafeInteger(end) && end > first)) broken(`stage ${name} ends before ${end}`);
    if (abstain !== undefined && !(Number.isInteger(abstain) && abstain >= first && abstain < end))
      broken(`stage ${name} has the actions ${first} to ${end - 1}, but abstains with ${abstain}`);
    next = end;
  }
  if (next !== actionCount) broken(`the stages end before action ${next}, and actionCount is ${actionCount}`);
  if (new Set(stages.map(({ name }) => name)).size < stages.length)
    broken(`the stages are ${stages.map(({ name }) => name).join(', ')}: one twice`);
}

/** The signals as the game writes them over what the array held. */
function signalsOver({ game, state }: Position, held: number): Float64Array {
  const size = (game.stages?.length ?? 0) * game.seats;
  const slab = new Float64Array(size + 2 * MARGIN).fill(SENTINEL);
  const out = slab.subarray(MARGIN, MARGIN + size).fill(held);
  game.signals?.(state, out);
  if (slab.some((value, at) => value !== SENTINEL && (at < MARGIN || at >= MARGIN + size)))
    broken(`signals writes outside its ${size} numbers`);
  return out;
}

function checkSignals(position: Position): void {
  const { game, state, mover } = position;
  if (game.signals === undefined || mover !== TERMINAL) return;
  const before = state.slice();
  const first = signalsOver(position, NaN);
  const second = signalsOver(position, SENTINEL);
  if (before.some((word, at) => word !== state[at])) broken('signals changes the state');
  for (const [at, value] of first.entries()) {
    const seat = at % game.seats;
    const stage = game.stages?.[Math.floor(at / game.seats)]?.name ?? '';
    if (!Number.isNaN(value) && !Number.isFinite(value))
      broken(`the ${stage} signal of seat ${seat} is ${value}`);
    if (!Object.is(value, second[at]))
      broken(
        `the ${stage} signal of seat ${seat} is ${value}, and ${second[at]} where the array held something else`,
      );
  }
}

function checkFirst(position: Position): void {
  const { game, state, mover } = position;
  if (game.signals === undefined || mover !== TERMINAL) return;
  const signals = signalsOver(position, NaN);
  for (const [seat, value] of returnsOf(game, state).entries()) {
    if (!Number.isNaN(signals[seat]) && signals[seat] !== value)
      broken(`the first stage's signal of seat ${seat} is ${signals[seat]}, its return ${value}`);
  }
}

export const STAGE_LAWS: readonly GameRow[] = [
  constantLaw(
    'stages-divide-the-actions',
    'the stages are ascending, without gaps and over all actions, and there are signals where there are stages',
    checkStages,
  ),
  positionLaw(
    'signals-are-whole',
    'signals of a finished game are finite or NaN, all written, and change nothing',
    checkSignals,
    'cheap',
  ),
  positionLaw(
    'first-stage-is-played-for-returns',
    "the first stage's signals are the returns",
    checkFirst,
    'cheap',
  ),
];
