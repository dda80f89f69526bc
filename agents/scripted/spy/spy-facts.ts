import {
  type Game,
  parseSpec,
  SCENE_ATTRIBUTES,
  type Statement,
  type Vocabulary,
  vocabularyOf,
} from '@parlor/envs';
import { PolicyError } from '../../policies/errors.ts';
import { optionOf } from '../reading.ts';
import { Columns } from './columns.ts';

/** What the options of a closed game of Who Is the Spy fix: who plays, what clues there are, what they say of scenes. */
export interface SpyFacts {
  readonly game: Game;
  readonly players: number;
  readonly spies: number;
  readonly rounds: number;
  /** Most polls. */
  readonly votes: number;
  /** Seats that may vote, and the first of them. */
  readonly voters: number;
  readonly firstVoter: number;
  /** Whether players know their roles. */
  readonly told: boolean;
  /** Whether spies see nothing. */
  readonly blank: boolean;
  readonly edits: number;
  readonly lies: 'none' | 'spies' | 'all';
  readonly repeats: boolean;
  /** Room for clues: [votes, rounds, players], in the order in which they are given. */
  readonly slots: number;
  readonly clueCount: number;
  /** Every set of players that may be the spies, as a set of bits. */
  readonly deals: Int32Array;
  readonly vocabulary: Vocabulary;
  /** One for each attribute. */
  readonly columns: readonly Columns[];
  /** The attribute of each clue, and its place among the clues about it: [clueCount]. */
  readonly attributeOf: Int32Array;
  readonly placeOf: Int32Array;
}

const known = new WeakMap<Game, SpyFacts>();

/**
 * Read once for each game.
 * @throws PolicyError where the game is another
 */
export function spyFacts(game: Game): SpyFacts {
  let facts = known.get(game);
  if (facts === undefined) {
    facts = readFacts(game);
    known.set(game, facts);
  }
  return facts;
}

function readFacts(game: Game): SpyFacts {
  if (game.id !== 'who_is_the_spy') {
    throw new PolicyError(`Rules for who_is_the_spy do not fit ${game.spec}; give them a game of that name.`);
  }
  const { options } = parseSpec(game.spec);
  const number = (name: string): number => optionOf(game, name);
  const [players, spies, rounds, votes] = ['players', 'spies', 'rounds', 'votes'].map(number);
  const [objects, attributes, judges, edits] = ['objects', 'attributes', 'judges', 'edits'].map(number);
  const kinds = options.clues;
  const lies = options.lies;
  if (
    (kinds !== 'objects' && kinds !== 'counts' && kinds !== 'comparisons') ||
    (lies !== 'none' && lies !== 'spies' && lies !== 'all')
  ) {
    throw new PolicyError(`${game.spec} states no clues and lies; load the game by its spec.`);
  }
  const counts = SCENE_ATTRIBUTES.slice(0, attributes).map(({ values }) =>
    Math.min(values.length, number('values')),
  );
  const vocabulary = vocabularyOf(objects, counts, kinds);
  const statements: readonly Statement[] = vocabulary.statements;
  const columns = counts.map(
    (values, attribute) => new Columns(attribute, values, objects, statements, Math.min(edits, objects)),
  );
  const placeOf = new Int32Array(statements.length);
  for (const { clues } of columns) for (const [place, clue] of clues.entries()) placeOf[clue] = place;
  return {
    game,
    players,
    spies,
    rounds,
    votes,
    voters: judges > 0 ? judges : players,
    firstVoter: judges > 0 ? players : 0,
    told: options.told === true,
    blank: options.spy_sees === 'blank',
    edits,
    lies,
    repeats: options.repeats === true,
    slots: votes * rounds * players,
    clueCount: statements.length,
    deals: Int32Array.from(setsOf(players, spies)),
    vocabulary,
    columns,
    attributeOf: Int32Array.from(statements, ({ attribute }) => attribute),
    placeOf,
  };
}

/** Sets of `size` of `players`, as sets of bits, ascending. */
function setsOf(players: number, size: number): number[] {
  const sets: number[] = [];
  for (let set = 0; set < 1 << players; set++) {
    let bits = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
    if (bits === size) sets.push(set);
  }
  return sets;
}
