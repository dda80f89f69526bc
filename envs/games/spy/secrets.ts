import type { Random } from '../../core/random.ts';

/** Words with the pictures that belong to them. */
export interface Shown {
  readonly text: string;
  /** Data URLs. */
  readonly images?: readonly string[];
}

/**
 * What the seats of a game of Who Is the Spy are given: words, or pictures. A secret is a text in the state, by which it
 * is known and shown; the empty text is nothing at all.
 */
export interface SpySecrets {
  /** `word`, `picture`. */
  readonly noun: string;
  /** The secret of the civilians and that of the spies, drawn by chance. */
  deal(random: Random): readonly [civilians: string, spies: string];
  /** A secret as it is told and shown to whoever gets it: `Your word is cat.` */
  own(secret: string): Shown;
  /** Both of them, as they are told to everybody at the end. */
  both(civilians: string, spies: string, spyNoun: string): Shown;
  /** What seats are given, as two sentences for the rules: the spies' is another, or nothing. */
  readonly rules: string;
  /** A clue, as an example. */
  readonly example: string;
  /** Whether a secret is a word that its holder must not say. */
  readonly unspeakable: boolean;
}
