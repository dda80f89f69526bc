import { CHANCE, TERMINAL } from '../core/game.ts';
import { answersOf, choosingOf, difference, returnsOf } from './answers.ts';
import { type GameRow, playLaw, positionLaw } from './law.ts';
import { pick, type Position, walk } from './playthrough.ts';
import { broken } from './violation.ts';

const ROUNDING = 1e-9;
/** Games that promise to be longer are believed. */
const FARTHEST = 100_000;

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function checkRange({ game, state, mover }: Position): void {
  const returns = new Float64Array(game.seats).fill(NaN);
  game.returns(state, returns);
  const [low, high] = game.payoffRange;
  for (const [seat, value] of returns.entries()) {
    if (!Number.isFinite(value)) broken(`the return of seat ${seat} is ${value}`);
    if (mover === TERMINAL && !(value >= low - ROUNDING && value <= high + ROUNDING)) {
      broken(`seat ${seat} ends with ${value}, out of the range ${low} to ${high}`);
    }
  }
}

function checkTerminal({ game, state, mover }: Position): void {
  if (mover !== TERMINAL) return;
  const before = state.slice();
  const answers = answersOf(game, state);
  const count = game.legal(state, new Int32Array(game.maxLegal));
  if (count !== 0) broken(`the game has ended, but legal answers ${count}`);
  if (game.choosing && choosingOf(game, state).length > 0)
    broken('the game has ended, but seats are choosing');
  game.text.parse(state, 'anything');
  for (let role = 0; role < game.roles.length; role++) game.text.rules(role);
  if (game.mover(state) !== TERMINAL)
    broken(`the game had ended, but then mover answers ${game.mover(state)}`);
  if (before.some((word, at) => word !== state[at])) broken('a finished game changes when it is asked');
  const differs = difference(answersOf(game, state), answers);
  if (differs !== undefined) broken(`a finished game answers ${differs} was its answer before`);
}

function checkKind({ game, state, mover }: Position): void {
  if (mover !== TERMINAL) return;
  const returns = returnsOf(game, state);
  const sum = total(returns);
  const told = `the returns ${returns.join(', ')}`;
  if (game.payoff === 'zero-sum' && !(Math.abs(sum) <= ROUNDING))
    broken(`${told} of a zero-sum game add up to ${sum}`);
  if (game.payoff === 'common' && returns.some((value) => value !== returns[0])) {
    broken(`${told} differ, but the payoff is common`);
  }
  if (game.payoff !== 'constant-sum') return;
  const other: number[] = [];
  let first: Position | undefined;
  for (const position of walk(game, [], other)) first = position;
  if (first?.mover !== TERMINAL) return;
  const constant = total(returnsOf(game, first.state));
  if (!(Math.abs(sum - constant) <= ROUNDING)) {
    broken(
      `${told} of a constant-sum game add up to ${sum}, those after ${other.join()} to ${constant}`,
      undefined,
      other,
    );
  }
}

export const PAYOFF_LAWS: readonly GameRow[] = [
  positionLaw('payoff-kind', 'final returns add up as the payoff kind says', checkKind, 'cheap'),
  positionLaw('payoff-range', 'returns are finite, and final ones within payoffRange', checkRange, 'cheap'),
  positionLaw(
    'pays-as-promised',
    'a game that pays at the end pays nothing before',
    ({ game, state, mover }) => {
      if (game.pays !== 'at-end' || mover === TERMINAL) return;
      const returns = returnsOf(game, state);
      if (returns.some((value) => value !== 0))
        broken(`before the end the returns are ${returns.join(', ')}`);
    },
    'cheap',
  ),
  playLaw('length-is-bounded', 'no episode has more than maxTurns transitions', (game, choices, history) => {
    const state = new Int32Array(game.stateSize);
    const seen = new Map<string, number>();
    game.start(state);
    for (let turn = 0; turn <= Math.min(game.maxTurns, FARTHEST); turn++) {
      const mover = game.mover(state);
      if (mover === TERMINAL) return;
      if (seen.size <= 1000) {
        const words = state.join();
        const before = seen.get(words);
        if (before !== undefined)
          broken(`the state is that of turn ${before} again, so play could go round for ever`);
        seen.set(words, turn);
      }
      const action = pick(game, state, mover, choices[turn] ?? 0);
      if (action === undefined) return;
      history.push(action);
      game.apply(state, action);
    }
    if (game.mover(state) !== TERMINAL || history.length > game.maxTurns) {
      if (game.maxTurns <= FARTHEST)
        broken(`${history.length} transitions are done, maxTurns is ${game.maxTurns}`);
    }
  }),
  positionLaw(
    'terminal-stays',
    'a finished game answers every question and stays as it is',
    checkTerminal,
    'cheap',
  ),
  positionLaw(
    'moves-follow-the-mover',
    'only seats choose, and the mover among them',
    (position) => {
      const { game, state, mover } = position;
      if (!game.choosing) return;
      const seats = choosingOf(game, state);
      const ascending = seats.every(
        (seat, at) => seat >= 0 && seat < game.seats && (at === 0 || seat > seats[at - 1]),
      );
      if (!ascending) broken(`choosing lists ${seats.join(', ')}`);
      if (mover >= 0 && !seats.includes(mover))
        broken(`seat ${mover} is to move, but choosing are ${seats.join(', ')}`);
      if (mover === CHANCE && seats.length > 0)
        broken(`chance is to move, but choosing are ${seats.join(', ')}`);
    },
    'cheap',
  ),
];
