import { fields } from '../../core/field.ts';
import type { State } from '../../core/game.ts';
import { Verdict } from './graph-question.ts';
import { GraphPhase, type GraphTable, PROPOSER, SOLVER } from './graph-table.ts';

/**
 * Features of what a seat knows in the closed game of search, and what writes them. E entities, R relations, 2R
 * directions; as many slots as the larger budget has look-ups.
 */
export function graphObservation({ at, byChance, directions, foundOf, options }: GraphTable) {
  const { entities, given, hops, look_ups, relations, solver_look_ups } = options;
  const slots = Math.max(look_ups, solver_look_ups);
  const features = fields({
    role: { shape: [2], kind: 'one-hot' }, // proposer, solver
    phase: { shape: [3], kind: 'one-hot' }, // the proposer looks up, composes; a solver has a question
    answer: { shape: [entities], kind: 'one-hot' }, // what the proposer is given
    // Its look-ups in order: the entity, the direction, and what was found (for solvers: shown).
    entity: { shape: [slots, entities], kind: 'one-hot' },
    direction: { shape: [slots, directions], kind: 'one-hot' },
    found: { shape: [slots, entities], kind: 'flag' },
    // The question so far.
    start: { shape: [entities], kind: 'one-hot' },
    path: { shape: [hops, directions], kind: 'one-hot' },
    left: { shape: [1], kind: 'real' }, // look-ups that it may still make, as a share of all slots
    heard: { shape: [entities], kind: 'flag' }, // entities that it has heard of
    // Derived: where its own look-ups lead when the question so far is followed. Row 0 is the start. Row j counts, for
    // each entity y, the look-ups that show the question's step j from an entity of row j − 1 to y: x was looked up and
    // y found, or y was looked up the other way round and x found. A count of n is written as 1 − 2⁻ⁿ.
    reach: { shape: [hops + 1, entities], kind: 'real' },
  });
  const place = features.at;
  const shares = Float32Array.from({ length: slots + 1 }, (_, count) => 1 - 2 ** -count);

  function observeReach(state: State, seat: number, out: Float32Array): void {
    const made = state[at.made + seat];
    const from = foundOf(seat);
    let reached = 1 << (state[at.start] - 1);
    out[place.reach + state[at.start] - 1] = 1;
    for (let hop = 0; hop < state[at.length]; hop++) {
      const forth = state[at.path + hop];
      const back = forth < relations ? forth + relations : forth - relations;
      const row = place.reach + (hop + 1) * entities;
      let next = 0;
      for (let slot = 0; slot < made; slot++) {
        const found = state[from + slot];
        const lookUp = (found >> 16) - 1;
        const entity = Math.floor(lookUp / directions);
        const direction = lookUp - entity * directions;
        if (direction === forth && (reached >> entity) & 1) {
          next |= found & 0xffff;
          for (let rest = found & 0xffff; rest !== 0; rest &= rest - 1)
            out[row + 31 - Math.clz32(rest & -rest)]++;
        } else if (direction === back && (found & reached) !== 0) {
          next |= 1 << entity;
          out[row + entity]++;
        }
      }
      for (let rest = next; rest !== 0; rest &= rest - 1) {
        const cell = row + 31 - Math.clz32(rest & -rest);
        out[cell] = shares[out[cell]];
      }
      reached = next;
    }
  }

  return {
    fields: features,
    observe(state: State, seat: number, out: Float32Array): void {
      const asked = state[at.verdict] === Verdict.accepted;
      const composing = state[at.phase] === GraphPhase.composing;
      const proposing = seat === PROPOSER && !byChance;
      out[place.role + (seat === PROPOSER ? PROPOSER : SOLVER)] = 1;
      const begun = proposing ? state[at.start] > 0 : asked;
      if (seat === PROPOSER) {
        if (proposing && !begun) out[place.phase] = 1;
        if (proposing && composing) out[place.phase + 1] = 1;
      } else if (asked) out[place.phase + 2] = 1;
      if (proposing && given && state[at.answer] > 0) out[place.answer + state[at.answer] - 1] = 1;

      const made = state[at.made + seat];
      const from = foundOf(seat);
      for (let slot = 0; slot < made; slot++) {
        const found = state[from + slot];
        const lookUp = (found >> 16) - 1;
        const entity = Math.floor(lookUp / directions);
        out[place.entity + slot * entities + entity] = 1;
        out[place.direction + slot * directions + lookUp - entity * directions] = 1;
        for (let rest = found & 0xffff; rest !== 0; rest &= rest - 1)
          out[place.found + slot * entities + 31 - Math.clz32(rest & -rest)] = 1;
      }
      const budget = seat !== PROPOSER ? solver_look_ups : byChance ? 0 : look_ups;
      out[place.left] = (budget - made) / slots;
      for (let rest = state[at.heard + seat]; rest !== 0; rest &= rest - 1)
        out[place.heard + 31 - Math.clz32(rest & -rest)] = 1;
      if (!begun) return;
      out[place.start + state[at.start] - 1] = 1;
      for (let hop = 0; hop < state[at.length]; hop++)
        out[place.path + hop * directions + state[at.path + hop]] = 1;
      observeReach(state, seat, out);
    },
  };
}
