import type { ClueView } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';

/**
 * What somebody who does not see the civilians' scene believes of it: the probability that each clue is true of it.
 * Exact, one attribute at a time, where every clue that counts is known to be a civilian's and civilians choose evenly
 * among what is true: all scenes that fit are equally likely, or, for who sees an edited one, those that differ from
 * it by the edits. With several spies a clue may be a fellow's: then it counts as that of a civilian or of somebody
 * who says anything, each clue by itself, which is an approximation. Where nothing fits, clues are disregarded.
 */
export class SceneBelief {
  /** Probability that each clue is true of the civilians' scene: [clueCount]. */
  readonly truth: Float64Array;
  private readonly facts: SpyFacts;
  /** Clues that must hold, as sets of bits, by attribute. */
  private readonly needed: readonly Int32Array[];
  /** Clues that may be a fellow spy's. */
  private readonly doubtful: Int32Array;
  private doubts = 0;
  /** Weight of a scene for each doubtful clue that is false of it. */
  private readonly doubt: number;
  /** Weight of columns by how many values differ from one's own, in all and where each clue is true. */
  private readonly weights: Float64Array;
  private readonly truths: Float64Array;
  private readonly rest: Float64Array;

  constructor(facts: SpyFacts) {
    const { columns, clueCount, edits, slots, players, spies, vocabulary } = facts;
    this.facts = facts;
    this.truth = new Float64Array(clueCount);
    this.needed = columns.map(({ words }) => new Int32Array(words));
    this.doubtful = new Int32Array(slots);
    const fellow = (spies - 1) / (players - 1) / clueCount;
    const civilian = (players - spies) / (players - 1) / vocabulary.mostTrue;
    this.doubt = fellow / (civilian + fellow);
    this.weights = new Float64Array(columns.length * (edits + 1));
    this.truths = new Float64Array(clueCount * (edits + 1));
    this.rest = new Float64Array(edits + 1);
  }

  /** As somebody sees it who sees no scene and takes every clue that is heard for true. */
  listen(view: ClueView): void {
    this.forget();
    for (let slot = 0; slot < view.end; slot++) if (view.clues[slot] >= 0) this.need(view.clues[slot]);
    this.imagine();
  }

  /** As a spy sees it, from its scene, where it has one, and from what others say. */
  guess(view: ClueView): void {
    const { facts } = this;
    const { players, rounds, spies } = facts;
    this.forget();
    const poll = Math.floor(view.end / (players * rounds));
    for (let slot = 0; slot < view.end; slot++) {
      const clue = view.clues[slot];
      const speaker = slot % players;
      if (clue < 0 || speaker === view.seat) continue;
      const gone = view.left[speaker] < poll;
      if (gone && view.exposed[speaker] === 1) continue;
      if (gone || spies === 1) this.need(clue);
      else this.doubtful[this.doubts++] = clue;
    }
    if (view.sees) this.compare(view);
    else this.imagine();
  }

  /** From a spy's own scene alone, or from nothing. */
  presume(view: ClueView): void {
    this.forget();
    if (view.sees) this.compare(view);
    else this.imagine();
  }

  private forget(): void {
    for (const set of this.needed) set.fill(0);
    this.doubts = 0;
  }

  private need(clue: number): void {
    const place = this.facts.placeOf[clue];
    this.needed[this.facts.attributeOf[clue]][place >> 5] |= 1 << (place & 31);
  }

  /** The weight of a column by the clues about its attribute. */
  private weigh(attribute: number, column: number): number {
    const { columns, attributeOf, placeOf } = this.facts;
    const { truths, words } = columns[attribute];
    const needed = this.needed[attribute];
    for (let word = 0; word < words; word++)
      if ((needed[word] & ~truths[column * words + word]) !== 0) return 0;
    let weight = 1;
    for (let index = 0; index < this.doubts; index++) {
      const clue = this.doubtful[index];
      if (attributeOf[clue] === attribute && !columns[attribute].holds(column, placeOf[clue]))
        weight *= this.doubt;
    }
    return weight;
  }

  /** Of all scenes. */
  private imagine(): void {
    const { facts, truth } = this;
    truth.fill(0);
    for (let attribute = 0; attribute < facts.columns.length; attribute++) {
      const { clues, count, truths, words } = facts.columns[attribute];
      let sum = 0;
      for (let pass = 0; sum === 0 && pass < 2; pass++) {
        for (let column = 0; column < count; column++) {
          const weight = pass === 0 ? this.weigh(attribute, column) : 1;
          if (weight === 0) continue;
          sum += weight;
          for (let word = 0; word < words; word++)
            for (let rest = truths[column * words + word]; rest !== 0; rest &= rest - 1)
              truth[clues[word * 32 + 31 - Math.clz32(rest & -rest)]] += weight;
        }
      }
      for (let place = 0; place < clues.length; place++) truth[clues[place]] /= sum;
    }
  }

  /**
   * Of the scenes that differ from one's own in just as many values as were edited. Counts them as polynomials do: the
   * coefficient of zᵈ belongs to d edits, and those of attributes multiply.
   */
  private compare(view: ClueView): void {
    if (this.tally(view, true)) return;
    this.tally(view, false);
  }

  /** @returns false where no scene fits */
  private tally(view: ClueView, heed: boolean): boolean {
    const { facts, truth, weights, truths, rest } = this;
    const { columns, edits } = facts;
    const size = edits + 1;
    weights.fill(0);
    truths.fill(0);
    for (let attribute = 0; attribute < columns.length; attribute++) {
      const { clues, changed, near, truths: sets, values, words } = columns[attribute];
      const own = columns[attribute];
      for (let index = 0; index < near.length; index++) {
        const column = own.shifted(view.columns[attribute], near[index]);
        const degree = changed[index];
        const weight = (heed ? this.weigh(attribute, column) : 1) * (values - 1) ** -degree;
        if (weight === 0) continue;
        weights[attribute * size + degree] += weight;
        for (let word = 0; word < words; word++)
          for (let set = sets[column * words + word]; set !== 0; set &= set - 1)
            truths[clues[word * 32 + 31 - Math.clz32(set & -set)] * size + degree] += weight;
      }
    }
    for (let attribute = 0; attribute < columns.length; attribute++) {
      rest.fill(0);
      rest[0] = 1;
      for (let other = 0; other < columns.length; other++) if (other !== attribute) this.multiply(other);
      let sum = 0;
      for (let degree = 0; degree < size; degree++)
        sum += weights[attribute * size + degree] * rest[edits - degree];
      if (sum === 0) return false;
      const { clues } = columns[attribute];
      for (let place = 0; place < clues.length; place++) {
        const clue = clues[place];
        let part = 0;
        for (let degree = 0; degree < size; degree++)
          part += truths[clue * size + degree] * rest[edits - degree];
        truth[clue] = part / sum;
      }
    }
    return true;
  }

  /** Multiplies `rest` by the polynomial of an attribute, in place, from the highest power on. */
  private multiply(attribute: number): void {
    const { rest, weights } = this;
    const size = rest.length;
    for (let power = size - 1; power >= 0; power--) {
      let sum = 0;
      for (let degree = 0; degree <= power; degree++)
        sum += weights[attribute * size + degree] * rest[power - degree];
      rest[power] = sum;
    }
  }
}
