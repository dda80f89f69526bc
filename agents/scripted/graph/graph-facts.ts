import { type Game, parseSpec } from '@parlor/envs';
import { optionOf, placeOf } from '../reading.ts';

/** What the options of a closed game of search fix, and where its observations hold what rules want to know. */
export type GraphFacts = ReturnType<typeof graphFacts>;

/** @throws PolicyError where the game is another */
export function graphFacts(game: Game) {
  const place = (name: string): number => placeOf(game, 'graph_search', name, 'graph').offset;
  const number = (name: string): number => optionOf(game, name);
  const { options } = parseSpec(game.spec);
  const [entities, relations, hops] = ['entities', 'relations', 'hops'].map(number);
  const directions = 2 * relations;
  return {
    game,
    entities,
    relations,
    directions,
    /** Relations of the longest question. */
    hops,
    /** Look-ups that an observation has room for. */
    slots: Math.max(number('look_ups'), number('solver_look_ups')),
    /** Whether the proposer is given the answer. */
    given: options.given === true,
    /** Whether nature asks, so that a question's answer may be its start. */
    byChance: options.asks === 'chance',
    /** The first actions that name an entity and that go on by a direction, and the one that asks. */
    naming: entities * directions,
    going: entities * directions + entities,
    ask: entities * directions + entities + directions,
    /** Offsets of the fields of an observation. */
    at: {
      role: place('role'),
      answer: place('answer'),
      entity: place('entity'),
      direction: place('direction'),
      found: place('found'),
      start: place('start'),
      path: place('path'),
      left: place('left'),
      heard: place('heard'),
    },
  };
}
