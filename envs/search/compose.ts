import { type Random, shuffle } from '../core/random.ts';
import type { CorpusStyle } from './corpus-document.ts';
import { fill, FILLER, FILLER_OF, type Template } from './filler.ts';
import type { EntityKind, Fact } from './relations.ts';
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
  /** Sentences that tell something; they stand in the text in an order of its style. */
  readonly told: readonly Sentence[];
  /** About how many words there are to be, on average over many texts. */
  readonly words: number;
}

/** No text is shorter, as a share of the words asked for. */
export const SHORTEST = 0.6;

const order = new Int32Array(100);

export function wordCount(text: string): number {
  let words = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words++;
  return words;
}

/** A text: an opening, what it tells amid sentences that tell nothing, as many as are wanted, and an ending. */
export function compose({
  style,
  subject,
  kind,
  other,
  told,
  words,
  random,
}: Writing & { random: Random }): Sentence[] {
  const { openings, filler, endings, order: arrangement } = STYLES[style];
  const write = (template: Template): Sentence => ({ text: fill(template, subject, other, random) });
  const opening = write(pick(openings, random));
  const ending = write(pick(endings, random));
  let count = 0;
  for (const { text } of [opening, ...told, ending]) count += wordCount(text);
  // Filler goes a little beyond what is wanted, so that the mean is as asked for.
  const wanted = words * (0.7 + 0.5 * random.unit());
  const choice = FILLER.length + FILLER_OF[kind].length + filler.length;
  const idle: Sentence[] = [];
  for (let next = choice; count < wanted; next++) {
    if (next >= choice) {
      next = 0;
      for (let at = 0; at < choice; at++) order[at] = at;
      shuffle(order, choice, random);
    }
    const sentence = write(templateAt(order[next], kind, filler));
    count += wordCount(sentence.text);
    idle.push(sentence);
  }
  const body =
    arrangement === 'together' ? [...told, ...idle] : scatter(inOrder(told, arrangement), idle, random);
  return [opening, ...body, ending];
}

function templateAt(index: number, kind: EntityKind, ofStyle: readonly Template[]): Template {
  if (index < FILLER.length) return FILLER[index];
  const ofKind = FILLER_OF[kind];
  const rest = index - FILLER.length;
  return rest < ofKind.length ? ofKind[rest] : ofStyle[rest - ofKind.length];
}

function inOrder(told: readonly Sentence[], arrangement: 'scattered' | 'by-year'): readonly Sentence[] {
  if (arrangement === 'scattered') return told;
  return told.toSorted((a, b) => (a.fact?.year ?? 0) - (b.fact?.year ?? 0));
}

/** Both lists in one, each in its own order, every interleaving equally likely. */
function scatter(told: readonly Sentence[], idle: readonly Sentence[], random: Random): Sentence[] {
  const all: Sentence[] = [];
  let a = 0;
  let b = 0;
  while (a + b < told.length + idle.length) {
    const left = told.length - a;
    all.push(random.below(left + idle.length - b) < left ? told[a++] : idle[b++]);
  }
  return all;
}

export function pick<Value>(values: readonly Value[], random: Random): Value {
  return values[random.below(values.length)];
}
