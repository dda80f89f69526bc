import type { GraphFacts } from './graph-facts.ts';
import type { GraphReading } from './graph-reading.ts';

/**
 * What a proposer knows from its look-ups, and the valid questions that can be made of it. A question that comes to a
 * set of entities again is left out: without the round trip it is shorter and as valid.
 */
export class GraphChains {
  /** Where a step leads, as bits, by entity and direction; −1 where no look-up shows all of it. */
  private readonly steps: Int32Array;
  /** The sets that the question in hand has come to. */
  private readonly sets: Int32Array;
  private readonly facts: GraphFacts;
  private answer = -1;
  private most = 0;

  constructor(facts: GraphFacts) {
    this.facts = facts;
    this.steps = new Int32Array(facts.entities * facts.directions);
    this.sets = new Int32Array(facts.hops + 1);
  }

  /** Takes in what was looked up. */
  learn({ answer, direction, entity, found, made }: GraphReading): void {
    const { directions, relations } = this.facts;
    this.steps.fill(-1);
    this.answer = answer;
    for (let slot = 0; slot < made; slot++) {
      this.steps[entity[slot] * directions + direction[slot]] = found[slot];
      // Of whom somebody is the object this somebody is the only one.
      if (direction[slot] < relations) continue;
      for (let rest = found[slot]; rest !== 0; rest &= rest - 1) {
        const subject = 31 - Math.clz32(rest & -rest);
        this.steps[subject * directions + direction[slot] - relations] = 1 << entity[slot];
      }
    }
  }

  /** Where a step from an entity leads, as bits; −1 where this was not looked up. */
  step(entity: number, direction: number): number {
    return this.steps[entity * this.facts.directions + direction];
  }

  /**
   * Length of the longest valid question that begins like this, of at most `most` steps or those it has.
   * @param length so many entries of `path` count
   * @returns −1 where there is none
   */
  longest(start: number, path: Int32Array, length: number, most: number): number {
    const { sets } = this;
    sets[0] = 1 << start;
    for (let hop = 0; hop < length; hop++) {
      sets[hop + 1] = this.from(sets[hop], path[hop]);
      if (sets[hop + 1] < 0) return -1;
    }
    this.most = Math.max(most, length);
    return this.extend(length);
  }

  /**
   * Length of the longest chain of at most `most` steps that ends with each entity, into `lengths` [entities]; where an
   * answer is given, that begins with the entity and ends with the answer. −1 for none.
   */
  chains(most: number, lengths: Int32Array): void {
    const { entities } = this.facts;
    this.most = most;
    lengths.fill(-1);
    for (let start = 0; start < entities; start++) {
      this.sets[0] = 1 << start;
      if (this.answer >= 0) lengths[start] = start === this.answer ? 0 : this.extend(0);
      else this.spread(0, lengths);
    }
  }

  private from(set: number, direction: number): number {
    let to = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      const step = this.step(31 - Math.clz32(rest & -rest), direction);
      if (step < 0) return -1;
      to |= step;
    }
    return to;
  }

  /** Goes on from the sets so far; whether there is somewhere new to go. */
  private goes(length: number, direction: number): boolean {
    const { sets } = this;
    const to = this.from(sets[length], direction);
    if (to <= 0) return false;
    for (let hop = 0; hop <= length; hop++) if (sets[hop] === to) return false;
    sets[length + 1] = to;
    return true;
  }

  private extend(length: number): number {
    const set = this.sets[length];
    const single = (set & (set - 1)) === 0 && set !== 0;
    const valid =
      length > 0 && single && set !== this.sets[0] && (this.answer < 0 || set === 1 << this.answer);
    let best = valid ? length : -1;
    if (length === this.most) return best;
    for (let direction = 0; direction < this.facts.directions; direction++)
      if (this.goes(length, direction)) best = Math.max(best, this.extend(length + 1));
    return best;
  }

  private spread(length: number, lengths: Int32Array): void {
    const set = this.sets[length];
    if ((set & (set - 1)) === 0) {
      const end = 31 - Math.clz32(set);
      lengths[end] = Math.max(lengths[end], length);
    }
    if (length === this.most) return;
    for (let direction = 0; direction < this.facts.directions; direction++)
      if (this.goes(length, direction)) this.spread(length + 1, lengths);
  }
}
