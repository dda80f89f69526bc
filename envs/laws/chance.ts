import fc from 'fast-check';
import { CHANCE, type Game, type State } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { chanceOf } from './answers.ts';
import { enumerateDraw } from './fake-random.ts';
import { type GameRow, isVisited, judge, positionLaw } from './law.ts';
import { LAW_KEY, type Position, walk } from './playthrough.ts';
import { broken } from './violation.ts';

const ROUNDING = 1e-12;
/** Draws of a statistical test. The seed is fixed, so that a test that passes once passes always. */
const DRAWS = 3_000;
/** Standard deviations that a count may be off: exceeded by chance once in 1.7 million counts. */
const DEVIATIONS = 5;

function checkDistribution({ game, state, mover }: Position): void {
  if (mover !== CHANCE || game.chanceKind !== 'exact') return;
  const probabilities = new Float64Array(game.chanceCount).fill(NaN);
  const count = game.chance(state, probabilities);
  let positive = 0;
  let sum = 0;
  for (const [outcome, probability] of probabilities.entries()) {
    if (!(probability >= 0 && probability <= 1 + ROUNDING))
      broken(`outcome ${outcome} has probability ${probability}`);
    if (probability > 0) positive++;
    sum += probability;
  }
  if (count !== positive) broken(`chance answers ${count}, but ${positive} outcomes have a probability`);
  if (Math.abs(sum - 1) > ROUNDING) broken(`the probabilities add up to ${sum}`);
}

/** `draw` against the stated distribution: by enumeration, or by counting where it asks for real numbers. */
function checkDraw({ game, state }: Position): void {
  const probabilities = chanceOf(game, state);
  const exact = enumerateDraw(game, state);
  if (exact === undefined) return countDraws(game, state, probabilities);
  for (const [outcome, mass] of exact.mass) {
    const probability = probabilities[outcome] ?? 0;
    if (mass > probability + ROUNDING) {
      broken(`draw gives ${outcome} with probability ${mass} at least, chance says ${probability}`);
    }
  }
  for (const [outcome, probability] of probabilities.entries()) {
    const most = (exact.mass.get(outcome) ?? 0) + exact.unresolved;
    if (probability > most + ROUNDING) {
      broken(`draw gives ${outcome} with probability ${most} at most, chance says ${probability}`);
    }
  }
}

function countDraws(game: Game, state: State, probabilities: Float64Array): void {
  const random = new Stream().seek(LAW_KEY, 0, 0);
  const counts = new Float64Array(game.chanceCount);
  for (let draw = 0; draw < DRAWS; draw++) {
    const outcome = game.draw(state, random);
    if (!(probabilities[outcome] > 0)) broken(`draw gives ${outcome}, which chance says is impossible`);
    counts[outcome]++;
  }
  for (const [outcome, probability] of probabilities.entries()) {
    const spread = DEVIATIONS * Math.sqrt(DRAWS * probability * (1 - probability)) + 1;
    if (Math.abs(counts[outcome] - DRAWS * probability) > spread) {
      broken(
        `${DRAWS} draws give ${outcome} ${counts[outcome]} times, chance says ${(DRAWS * probability).toFixed(1)}`,
      );
    }
  }
}

/** Outcomes that cannot be listed: draws must be outcomes, depend on the stream alone, and differ between streams. */
function checkSampled({ game, state }: Position): void {
  const streams = 256;
  const apart = Array.from({ length: streams }, (_, stream) =>
    game.draw(state, new Stream().seek(LAW_KEY, stream, 1)),
  );
  for (const [stream, outcome] of apart.entries()) {
    if (!(Number.isInteger(outcome) && outcome >= 0 && outcome < game.chanceCount)) {
      broken(`draw gives ${outcome}; the outcomes are 0 to ${game.chanceCount - 1}`);
    }
    const again = game.draw(state, new Stream().seek(LAW_KEY, stream, 1));
    if (again !== outcome) broken(`the same random numbers give ${outcome} and then ${again}`);
  }
  if (game.chanceCount > 1 && new Set(apart).size === 1)
    broken(`${streams} random streams all give ${apart[0]}`);
  // Outcomes along one stream must be spread as outcomes of many streams are (chi-squared, two samples).
  const random = new Stream().seek(LAW_KEY, 0, 2);
  const along = Array.from(apart, () => game.draw(state, random));
  const cells = 8;
  let distance = 0;
  for (let cell = 0; cell < cells; cell++) {
    const a = apart.filter((outcome) => outcome % cells === cell).length;
    const b = along.filter((outcome) => outcome % cells === cell).length;
    if (a + b > 0) distance += (a - b) ** 2 / (a + b);
  }
  // χ² with 7 degrees of freedom exceeds 40 once in 800 000 times.
  if (distance > 40) broken('draws along one stream are spread in another way than draws of many streams');
}

/** A law of chance positions; each state is tested once, for it costs a thousand draws. */
function drawLaw(
  name: string,
  summary: string,
  kind: 'exact' | 'sampled',
  check: (position: Position) => void,
): GameRow {
  return {
    name,
    summary,
    property({ game, choices }) {
      const tested = new Set<string>();
      return fc.property(choices, (chosen) => {
        const history: number[] = [];
        judge(name, summary, game, history, () => {
          if (game.chanceKind !== kind) return;
          for (const position of walk(game, chosen, history)) {
            if (position.mover !== CHANCE || !isVisited(position, chosen.length)) continue;
            const state = position.state.join();
            if (tested.has(state)) continue;
            check(position);
            tested.add(state);
          }
        });
      });
    },
  };
}

export const CHANCE_LAWS: readonly GameRow[] = [
  positionLaw(
    'chance-is-a-distribution',
    'probabilities are not negative, add up to 1 and are counted',
    checkDistribution,
    'cheap',
  ),
  drawLaw(
    'draw-agrees-with-chance',
    'draw has exactly the distribution that chance states',
    'exact',
    checkDraw,
  ),
  drawLaw(
    'sampled-draw',
    'sampled outcomes are valid and depend on the random numbers alone',
    'sampled',
    checkSampled,
  ),
];
