import type { OptionSchema } from '../core/options.ts';

/** The options of negotiation. */
export const NEGOTIATION_OPTIONS = {
  types: { kind: 'integer', default: 3, min: 1, max: 3, doc: 'types of items' },
  max_items: { kind: 'integer', default: 5, min: 1, max: 9, doc: 'most items of a type in the pool' },
  max_value: {
    kind: 'integer',
    default: 10,
    min: 1,
    max: 20,
    doc: 'most that an item is worth to a player',
  },
  max_turns: { kind: 'integer', default: 10, min: 1, max: 30, doc: 'most turns, accepting included' },
  min_turns: {
    kind: 'integer',
    default: ({ max_turns: most }) => Math.min(4, Number(most)),
    min: 1,
    max: 30,
    doc: 'fewest turns before it ends without a deal',
  },
  mean_turns: {
    kind: 'real',
    default: 7,
    min: 0.1,
    max: 100,
    doc: 'mean of the Poisson distribution of turns, before it is truncated',
  },
  proposals: {
    kind: 'choice',
    default: 'public',
    values: ['public', 'hidden'],
    doc: 'whether the other player sees proposals before it accepts one',
  },
  utterances: { kind: 'boolean', default: true, doc: 'whether a proposal is followed by an utterance' },
  symbols: { kind: 'integer', default: 5, min: 2, max: 26, doc: 'symbols of the language' },
  utterance_length: { kind: 'integer', default: 3, min: 1, max: 8, doc: 'symbols of an utterance' },
  rewards: {
    kind: 'choice',
    default: 'own',
    values: ['own', 'shared'],
    doc: "what a deal pays: what a player's items are worth to it, or what both players' are",
  },
  scaled: {
    kind: 'boolean',
    default: true,
    doc: 'whether pay is a share of the most that any deal could pay, or in points',
  },
} as const satisfies OptionSchema;
