import fc from 'fast-check';
import { CHANCE, type Game, type State } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { chanceOf } from './answers.ts';
import { NOTHING_SEEN, type Seen, Sequences, see } from './knowledge.ts';
import { type Bench, type GameRow, judge, once } from './law.ts';
import { LAW_KEY, legalOf } from './playthrough.ts';
import { historyOf, type Tree } from './tree.ts';
import { broken } from './violation.ts';

const NAME = 'resample-follows-the-posterior';
const SUMMARY = 'resampled states are as frequent as they are likely to the seat that is to move';

/** Draws of one information state: so many that its rarest state should come this often, within bounds. */
const EXPECTED = 100;
const LEAST = 1_000;
const MOST = 20_000;
/** Standard deviations that a count may be off. The seed is fixed: a game that passes once passes always. */
const DEVIATIONS = 6;
/** Draws for a whole game; where there are more information states, every so many are tested. */
const BUDGET = 1_000_000;

/** How likely a state is, before it is divided by the sum over its information state. */
interface Weight {
  /** The product of chance probabilities: others would have done the same whatever they hold. */
  chance: number;
  /** The same, and others do each legal action equally often. */
  uniform: number;
}

/** A mover's information state. */
interface InformationState {
  readonly seat: number;
  /** The first and the last node: what is resampled must not depend on which is real. */
  readonly first: number;
  last: number;
  readonly states: Map<string, Weight>;
}

function informationStates(game: Game, tree: Tree): InformationState[] {
  const sequences = new Sequences();
  const seen: Seen[][] = [];
  const weights: Weight[] = [];
  const table = new Map<string, InformationState>();
  for (const [index, { state, mover, parent, action }] of tree.entries()) {
    const before = tree[parent]?.state;
    seen.push(
      Array.from({ length: game.seats }, (_, seat) =>
        before ? see(game, sequences, seen[parent][seat], before, action, seat) : NOTHING_SEEN,
      ),
    );
    weights.push(
      before ? weigh(game, tree[parent].mover, before, action, weights[parent]) : { chance: 1, uniform: 1 },
    );
    if (mover < 0) continue;
    const key = `${mover} ${seen[index][mover].tokens}`;
    const entry = table.get(key) ?? {
      seat: mover,
      first: index,
      last: index,
      states: new Map<string, Weight>(),
    };
    table.set(key, entry);
    entry.last = index;
    const sum = entry.states.get(state.join()) ?? { chance: 0, uniform: 0 };
    sum.chance += weights[index].chance;
    sum.uniform += weights[index].uniform;
    entry.states.set(state.join(), sum);
  }
  return [...table.values()];
}

function weigh(game: Game, mover: number, state: State, action: number, { chance, uniform }: Weight): Weight {
  if (mover !== CHANCE) return { chance, uniform: uniform / legalOf(game, state).length };
  const probability = chanceOf(game, state)[action];
  return { chance: chance * probability, uniform: uniform * probability };
}

/** Counts what is resampled from one real state. */
function checkCounts(game: Game, state: State, { seat, states }: InformationState, draws: number): void {
  const random = new Stream().seek(LAW_KEY, 0, 6);
  const counts = new Map<string, number>();
  const out = new Int32Array(game.stateSize);
  for (let draw = 0; draw < draws; draw++) {
    game.resample?.(state, seat, random, out);
    const key = out.join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const totals = { chance: 0, uniform: 0 };
  for (const { chance, uniform } of states.values()) {
    totals.chance += chance;
    totals.uniform += uniform;
  }
  for (const [key, { chance, uniform }] of states) {
    const [low, high] = [chance / totals.chance, uniform / totals.uniform].sort((a, b) => a - b);
    const count = counts.get(key) ?? 0;
    const spread = (probability: number): number =>
      DEVIATIONS * Math.sqrt(draws * probability * (1 - probability)) + 2;
    const least = draws * low - spread(low);
    const found = `${draws} resampled states for seat ${seat} are ${count} times ${key}`;
    if (least > 0 && count === 0) broken(`${found}, which is possible with what it has witnessed`);
    if (high - low > 1e-9) continue;
    if (count < least || count > draws * high + spread(high))
      broken(`${found}, which is to be expected ${(draws * low).toFixed(1)} times`);
  }
}

function drawsFor({ states }: InformationState): number {
  let total = 0;
  let rarest = Infinity;
  for (const { chance } of states.values()) {
    total += chance;
    rarest = Math.min(rarest, chance);
  }
  return Math.max(LEAST, Math.min(Math.ceil((EXPECTED * total) / rarest), MOST));
}

function checkAll({ game, tree: grow }: Bench): void {
  const tree = grow();
  if (tree === undefined) return;
  const hidden = informationStates(game, tree).filter(({ states }) => states.size > 1);
  const cost = hidden.reduce((sum, entry) => sum + 2 * drawsFor(entry), 0);
  const stride = Math.max(1, Math.ceil(cost / BUDGET));
  for (let at = 0; at < hidden.length; at += stride) {
    const entry = hidden[at];
    for (const index of [entry.first, entry.last]) {
      judge(NAME, SUMMARY, game, historyOf(tree, index), () =>
        checkCounts(game, tree[index].state.slice(), entry, drawsFor(entry)),
      );
    }
  }
}

/**
 * Holds what is resampled at a seat's own decisions against the exact posterior, in games whose tree is small; of
 * larger games nothing is known. The posterior depends on how the others choose, about which a game says nothing, so
 * frequencies are tested where two assumptions agree (that choices tell nothing about what is hidden, and that they
 * are uniform): wherever the others' legal actions do not depend on what is hidden. Elsewhere every state that is
 * possible must come up.
 */
export const POSTERIOR_LAWS: readonly GameRow[] = [
  {
    name: NAME,
    summary: SUMMARY,
    once: true,
    property(bench) {
      const check = once(() => checkAll(bench));
      return fc.property(fc.constant(0), () => {
        if (bench.game.resample) judge(NAME, SUMMARY, bench.game, [], check);
      });
    },
  },
];
