import { setSize } from '../../core/bits.ts';
import { OptionError } from '../../core/errors.ts';
import type { State } from '../../core/game.ts';
import { layout } from '../../core/layout.ts';
import type { OptionSchema, OptionsOf } from '../../core/options.ts';
import { checkSpyOptions, spyOptions } from './options.ts';
import { CLUE_KINDS, SCENE_ATTRIBUTES, vocabularyOf } from './statements.ts';

/** What happens next in a closed game of Who Is the Spy. */
export const Phase = { roles: 0, scene: 1, clues: 2, vote: 3, madeUp: 4, over: 5 } as const;

/** Options of the closed game: those of the family, its scenes, and what clues may say. */
export const CLOSED_OPTIONS = {
  ...spyOptions({ players: 4, rounds: 1, told: true }),
  objects: { kind: 'integer', default: 3, min: 1, max: 6, doc: 'objects in a scene' },
  attributes: {
    kind: 'integer',
    default: 2,
    min: 1,
    max: SCENE_ATTRIBUTES.length,
    doc: 'attributes of an object: colour, shape, material, size',
  },
  values: { kind: 'integer', default: 3, min: 2, max: 8, doc: 'most values of an attribute' },
  edits: { kind: 'integer', default: 1, min: 1, max: 24, doc: 'values that differ in what spies see' },
  clues: {
    kind: 'choice',
    default: 'comparisons',
    values: CLUE_KINDS,
    doc: 'what clues are about: objects, also counts, also comparisons',
  },
  lies: {
    kind: 'choice',
    default: (options) => (options['told'] === true ? 'spies' : 'none'),
    values: ['none', 'spies', 'all'],
    doc: 'who may say what is not true of its own scene',
  },
  repeats: { kind: 'boolean', default: false, doc: 'whether a clue may be given again' },
} as const satisfies OptionSchema;
export type ClosedSpyOptions = OptionsOf<typeof CLOSED_OPTIONS>;

/** What is fixed by the options: sizes, the layout of a state, and who is who in one. */
export type SpyTable = ReturnType<typeof spyTable>;

/** @throws OptionError where options contradict each other. */
export function spyTable(id: string, options: ClosedSpyOptions) {
  checkSpyOptions(id, options);
  const { players, spies, rounds, judges, abstain, votes, edits, repeats } = options;
  const counts = SCENE_ATTRIBUTES.slice(0, options.attributes).map(({ values }) =>
    Math.min(values.length, options.values),
  );
  const vocabulary = vocabularyOf(options.objects, counts, options.clues);
  const { cells } = vocabulary;
  if (edits > cells && options.spy_sees === 'other') {
    throw new OptionError(
      `${id}: a scene of ${cells} values cannot have ${edits} of them edited; lower edits.`,
    );
  }
  if (options.lies === 'spies' && !options.told) {
    throw new OptionError(
      `${id}: where spies alone may lie, the choice of clues tells the role; set told=true, or lies=none or all.`,
    );
  }

  const judged = judges > 0;
  const everybody = options.voters === 'everybody';
  const blank = options.spy_sees === 'blank';
  const released = options.preset === 'released';
  const clueCount = vocabulary.statements.length;
  const voters = judged ? judges : players; // seats that may vote: the judges, or the players
  const electorate = options.voters === 'civilians' ? players - spies : voters; // how many do, at the first vote
  const firstVoter = judged ? players : 0;
  const endVoter = firstVoter + voters;
  const slots = votes * rounds * players; // for clues

  const { at, size } = layout({
    phase: 1,
    deal: 1, // the spies, as a set of bits
    cell: 1, // cells drawn
    edited: 1, // of them edited
    scene: cells, // what civilians and judges see
    other: cells, // what spies see
    out: 1, // who was voted out, as a set of bits
    poll: 1, // votes that are over
    round: 1,
    turn: 1, // the seat to act
    clues: slots, // statement + 1 of each player, by vote and round; 0 for none
    said: repeats ? 0 : Math.ceil(clueCount / 32), // statements that were made, as sets of bits
    votes: votes * voters, // of each voter: 0 not yet, 1 n/a, 2 + player
    madeUp: released ? players : 0, // votes that were made up, by player
    draws: 1, // how many
  });

  const isSpy = (state: State, seat: number): boolean => ((state[at.deal] >> seat) & 1) === 1;
  const isOut = (state: State, player: number): boolean => ((state[at.out] >> player) & 1) === 1;

  return {
    options,
    vocabulary,
    at,
    size,
    blank,
    released,
    clueCount,
    voters,
    electorate,
    firstVoter,
    endVoter,
    slots,
    seats: players + judges,
    attributes: counts.length,
    /** How many values each attribute has: [attributes]. */
    counts,
    /** Most values of an attribute: an outcome of a cell is the civilians' value × most + the spies'. */
    most: Math.max(...counts),
    /** Votes are actions from `clueCount` on, one for each player; then this one, where a vote may be n/a. */
    noVote: clueCount + players,
    actionCount: clueCount + players + (abstain ? 1 : 0),
    /** Every set of spies, as a set of bits, ascending: the outcomes of dealing roles. */
    deals: Array.from({ length: 1 << players }, (_, set) => set).filter((set) => setSize(set) === spies),
    isSpy,
    isOut,
    /** Where what the seat sees is in the state; −1 where it sees nothing. */
    sceneOf: (state: State, seat: number): number =>
      seat >= players || !isSpy(state, seat) ? at.scene : blank ? -1 : at.other,
    /** The next player still in, from `player` on; `players` where there is none. */
    nextPlayer(state: State, player: number): number {
      while (player < players && isOut(state, player)) player++;
      return player;
    },
    /** The next seat that may vote, from `seat` on; `endVoter` where there is none. */
    nextVoter(state: State, seat: number): number {
      if (judged) return seat;
      while (seat < players && (isOut(state, seat) || (!everybody && isSpy(state, seat)))) seat++;
      return seat;
    },
  };
}
