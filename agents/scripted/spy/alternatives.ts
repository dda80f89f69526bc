import { stream } from '@parlor/envs';
import type { SpyFacts } from './spy-facts.ts';

/** Most alternatives that are listed; of more so many are drawn. */
export const MOST_ALTERNATIVES = 20_000;
const DRAWN = 2000;

/**
 * What another's scene may be, given one's own: every scene that the edits can make of it, or, where `all`, any scene
 * at all. An alternative is a shift of the values of one's own scene, so that one list serves every scene. The prior
 * is that of the game. Of more than {@link MOST_ALTERNATIVES} a fixed sample stands for all of them.
 */
export class Alternatives {
  readonly count: number;
  /** Prior of each, which add up to 1: [count]. */
  readonly prior: Float64Array;
  /** Whether these are all. */
  readonly exact: boolean;
  private readonly facts: SpyFacts;
  /** A column of shifts for each attribute: [count, attributes]. */
  private readonly shifts: Int32Array;

  constructor(facts: SpyFacts, all = false, most = MOST_ALTERNATIVES) {
    this.facts = facts;
    const { columns } = facts;
    const size = all ? columns.reduce((product, { count }) => product * count, 1) : countEdited(facts);
    this.exact = size <= most;
    this.count = this.exact ? size : Math.min(most, DRAWN);
    this.prior = new Float64Array(this.count);
    this.shifts = new Int32Array(this.count * columns.length);
    if (this.exact) this.list(all);
    else this.draw(all);
  }

  /** Writes an alternative to a scene. @param columns of one's own scene and of the other: [attributes] */
  write(index: number, columns: Int32Array, out: Int32Array): void {
    const attributes = columns.length;
    for (let attribute = 0; attribute < attributes; attribute++)
      out[attribute] = this.facts.columns[attribute].shifted(
        columns[attribute],
        this.shifts[index * attributes + attribute],
      );
  }

  private list(all: boolean): void {
    const { facts, prior, shifts } = this;
    const { columns, edits } = facts;
    const attributes = columns.length;
    const chosen = new Int32Array(attributes);
    let written = 0;
    let sum = 0;
    const visit = (attribute: number, left: number, weight: number): void => {
      if (attribute === attributes) {
        if (!all && left > 0) return;
        shifts.set(chosen, written * attributes);
        prior[written++] = weight;
        sum += weight;
        return;
      }
      const { changed, count, near, values } = columns[attribute];
      for (let index = 0; index < (all ? count : near.length); index++) {
        chosen[attribute] = all ? index : near[index];
        if (all) visit(attribute + 1, 0, 1);
        else if (changed[index] <= left)
          visit(attribute + 1, left - changed[index], weight * (values - 1) ** -changed[index]);
      }
    };
    visit(0, edits, 1);
    for (let index = 0; index < this.count; index++) prior[index] /= sum;
  }

  private draw(all: boolean): void {
    const { facts, shifts, prior, count } = this;
    const { columns, edits } = facts;
    const attributes = columns.length;
    const { objects, cells } = facts.vocabulary;
    const random = stream('alternatives', 'test');
    for (let index = 0; index < count; index++) {
      for (let cell = 0, left = all ? cells : edits; cell < cells; cell++) {
        if (random.below(cells - cell) >= left) continue; // selection sampling
        left--;
        const attribute = Math.floor(cell / objects);
        const { values } = columns[attribute];
        const shift = all ? random.below(values) : 1 + random.below(values - 1);
        shifts[index * attributes + attribute] += shift * values ** (cell % objects);
      }
    }
    prior.fill(1 / count);
  }
}

/** How many scenes the edits can make of one. */
function countEdited({ columns, edits }: SpyFacts): number {
  let ways = [1];
  for (const { changed } of columns) {
    const next = new Array<number>(edits + 1).fill(0);
    const byDegree = new Array<number>(edits + 1).fill(0);
    for (const degree of changed) byDegree[degree]++;
    for (const [left, count] of ways.entries())
      for (let degree = 0; left + degree <= edits; degree++) next[left + degree] += count * byDegree[degree];
    ways = next;
  }
  return ways[edits];
}
