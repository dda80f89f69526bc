import type { OptionsOf } from '../core/options.ts';

/** Options of goofspiel; the real game is played with the defaults. */
export const GOOFSPIEL_OPTIONS = {
  players: { kind: 'integer', default: 2, min: 2, max: 4, doc: 'players at the table' },
  cards: { kind: 'integer', default: 13, min: 2, max: 13, doc: 'cards of each player, and prizes' },
  prizes: {
    kind: 'choice',
    default: 'random',
    values: ['random', 'descending', 'ascending'],
    doc: 'the order in which prizes are turned up; random is drawn by chance',
  },
  information: {
    kind: 'choice',
    default: 'perfect',
    values: ['perfect', 'imperfect'],
    doc: 'whether all bids of a round are turned up, or only who won it',
  },
  turns: {
    kind: 'choice',
    default: 'simultaneous',
    values: ['simultaneous', 'turn-based'],
    doc: 'whether seats may be asked at the same time; what they see is the same',
  },
  ties: {
    kind: 'choice',
    default: 'discard',
    values: ['discard', 'carry'],
    doc: 'whether a prize that nobody wins is lost or added to the next',
  },
  result: {
    kind: 'choice',
    default: 'winner',
    values: ['winner', 'points', 'difference'],
    doc: 'what is paid: 1 to the winner by each other, points, or the lead over the mean of the others',
  },
} as const;

export type GoofspielOptions = OptionsOf<typeof GOOFSPIEL_OPTIONS>;
