import type { State } from '../../core/game.ts';
import type { Random } from '../../core/random.ts';
import { GraphPhase, type GraphTable } from './graph-table.ts';

/**
 * What chance does in the closed game of search: it draws each entity's objects, uniform among the others; the answer
 * that is given; questions that nature asks; and what a solver is shown in place of and besides what it looked up.
 * Outcomes are entities, lengths − 1 and relations; of noise 0 where there is none, else 1 + the entity that is shown.
 */
export function graphChance({ at, options }: GraphTable) {
  const { entities, hops, noise, relations } = options;
  return {
    chanceCount: Math.max(noise > 0 ? entities + 1 : entities, hops, relations),
    chance(state: State, probabilities: Float64Array): number {
      probabilities.fill(0);
      let count: number = entities;
      switch (state[at.phase]) {
        case GraphPhase.facts:
          probabilities.fill(1 / (entities - 1), 0, entities);
          probabilities[Math.floor(state[at.cell] / relations)] = 0;
          return entities - 1;
        case GraphPhase.noise:
          probabilities.fill(noise / entities, 1, entities + 1);
          probabilities[0] = 1 - noise;
          return noise < 1 ? entities + 1 : entities;
        case GraphPhase.length:
          count = hops;
          break;
        case GraphPhase.path:
          count = relations;
      }
      probabilities.fill(1 / count, 0, count);
      return count;
    },
    draw(state: State, random: Random): number {
      switch (state[at.phase]) {
        case GraphPhase.facts: {
          const object = random.below(entities - 1);
          return object < Math.floor(state[at.cell] / relations) ? object : object + 1;
        }
        case GraphPhase.noise:
          return random.unit() < noise ? 1 + random.below(entities) : 0;
        case GraphPhase.length:
          return random.below(hops);
        case GraphPhase.path:
          return random.below(relations);
        default:
          return random.below(entities);
      }
    },
  };
}
