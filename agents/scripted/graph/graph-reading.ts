import { hotIn } from '../reading.ts';
import type { GraphFacts } from './graph-facts.ts';

/** One seat's position in the closed game of search as its observation shows it; written over by each `read`. */
export class GraphReading {
  proposing = false;
  /** The given answer; −1 where there is none. */
  answer = -1;
  /** Look-ups that were made, and in order what was looked up and shown: entity, direction, set of entities as bits. */
  made = 0;
  readonly entity: Int32Array;
  readonly direction: Int32Array;
  readonly found: Int32Array;
  /** Look-ups that may still be made. */
  left = 0;
  /** Entities that the seat has heard of, as bits. */
  heard = 0;
  /** The question so far: its start, −1 for none, and the directions of its path. */
  start = -1;
  length = 0;
  readonly path: Int32Array;
  private readonly facts: GraphFacts;

  constructor(facts: GraphFacts) {
    this.facts = facts;
    this.entity = new Int32Array(facts.slots);
    this.direction = new Int32Array(facts.slots);
    this.found = new Int32Array(facts.slots);
    this.path = new Int32Array(facts.hops);
  }

  /** Reads the observation that begins at `row`. */
  read(observations: Float32Array, row: number): void {
    const { at, directions, entities, hops, slots } = this.facts;
    this.proposing = observations[row + at.role] === 1;
    this.answer = hotIn(observations, row + at.answer, entities);
    this.made = 0;
    for (let slot = 0; slot < slots; slot++) {
      const entity = hotIn(observations, row + at.entity + slot * entities, entities);
      if (entity < 0) break;
      this.entity[slot] = entity;
      this.direction[slot] = hotIn(observations, row + at.direction + slot * directions, directions);
      this.found[slot] = bits(observations, row + at.found + slot * entities, entities);
      this.made++;
    }
    this.left = Math.round(observations[row + at.left] * slots);
    this.heard = bits(observations, row + at.heard, entities);
    this.start = hotIn(observations, row + at.start, entities);
    this.length = 0;
    for (let hop = 0; hop < hops; hop++) {
      const direction = hotIn(observations, row + at.path + hop * directions, directions);
      if (direction < 0) break;
      this.path[hop] = direction;
      this.length++;
    }
  }
}

function bits(observations: Float32Array, from: number, length: number): number {
  let set = 0;
  for (let at = 0; at < length; at++) if (observations[from + at] === 1) set |= 1 << at;
  return set;
}
