import { type Random, shuffle } from '../core/random.ts';
import type { CorpusStyle } from './corpus-document.ts';
import { fill, FILLER, FILLER_OF, type Template } from './filler.ts';
import { ENTITY_KINDS, type EntityKind, type Fact } from './relations.ts';
import { STYLES } from './styles.ts';

/** A sentence, and what it tells, if anything. */
export interface Sentence {
  readonly text: string;
  readonly fact?: Fact;
  /** Whether the fact is told as hearsay. */
  readonly hearsay?: boolean;
}

/** What is to be written. */
export interface Writing {
  readonly style: CorpusStyle;
  readonly subject: string;
  readonly kind: EntityKind;
  /** Something else, to be named here and there. */
  readonly other: string;
  readonly statements: readonly Sentence[];
  /** About how many words there are to be, on average over many texts. */
  readonly words: number;
}

/** No text is shorter or longer than this, as a share of the words asked for. */
export const SHORTEST = 0.6;
export const LONGEST = 1.5;

/** All sentences without a fact that go with a style and a kind. */
const fillerOf = (style: CorpusStyle, kind: EntityKind): readonly Template[] => [
  ...FILLER,
  ...FILLER_OF[kind],
  ...STYLES[style].filler,
];
const MOST_FILLER = FILLER.length + 20;
const shuffled = new Int32Array(MOST_FILLER);

export const wordCount = (text: string): number => text.split(' ').length;
