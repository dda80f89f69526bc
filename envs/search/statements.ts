import { NAME } from './names.ts';
import { type Fact, HEARSAY, type RelationName, RELATIONS } from './relations.ts';

/** A fact that a text states, be it true or not. */
export interface StatedFact extends Fact {
  /** Whether the text marks it as hearsay. */
  readonly hearsay: boolean;
}

/** What stands in a sentence where its pattern has a name or a year: words of the pattern, then the one or the other. */
interface Slot {
  readonly words: string;
  readonly role: Role;
}
type Role = 'subject' | 'object' | 'year' | 'none';

interface Pattern {
  readonly relation: RelationName;
  readonly slots: readonly Slot[];
}

/** A name, or a year, together with what precedes it in capitals: `In 1920`. */
const NAMES = new RegExp(NAME, 'gu');
const YEAR = /^[1-9]\d{0,3}$/u;
const MARK = '{}';

/** Takes a sentence apart: the words between its names, with marks for these, and the names by order. */
function takeApart(sentence: string): { readonly between: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const between = sentence.replace(NAMES, (name) => {
    names.push(name);
    return MARK;
  });
  return { between, names };
}

const FILLERS: readonly (readonly [hole: string, filler: string, role: Role])[] = [
  ['{s}', 'Subject', 'subject'],
  ['{o}', 'Object', 'object'],
  ['{y}', '1900', 'year'],
];

/** A pattern and the words between its names, found by taking apart a sentence made from it. */
function patternOf(relation: RelationName, sentence: string): [string, Pattern] {
  let filled = sentence;
  for (const [hole, filler] of FILLERS) filled = filled.replace(hole, filler);
  const { between, names } = takeApart(filled);
  const slots = names.map((name): Slot => {
    const found = FILLERS.find(([, filler]) => name.endsWith(filler));
    return found ? { words: name.slice(0, -found[1].length), role: found[2] } : { words: name, role: 'none' };
  });
  return [between, { relation, slots }];
}

/** Every pattern, by the words between its names. */
const PATTERNS = new Map(
  RELATIONS.flatMap(({ name, sentences }) => sentences.map((sentence) => patternOf(name, sentence))),
);

/**
 * What a text states, in order: every sentence that is one of the patterns of {@link RELATIONS}, whole, alone or behind
 * a phrase of {@link HEARSAY}. A sentence ends at a full stop before a space, or at the end of its line. Takes time
 * linear in the text, whatever it says.
 */
export function statementsIn(text: string): StatedFact[] {
  const statements: StatedFact[] = [];
  for (const line of text.split(/(?<=[.!?])\s+|\n/u)) {
    const sentence = line.trim();
    if (!sentence.endsWith('.')) continue;
    const rumour = HEARSAY.find((phrase) => sentence.startsWith(`${phrase} `));
    const statement =
      rumour === undefined
        ? read(sentence, false)
        : read(capitalised(sentence.slice(rumour.length + 1)), true);
    if (statement) statements.push(statement);
  }
  return statements;
}

/** Behind a phrase, a sentence that starts with a word of its own may start in lower case. */
function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function read(sentence: string, hearsay: boolean): StatedFact | undefined {
  const { between, names } = takeApart(sentence);
  const pattern = PATTERNS.get(between);
  if (!pattern) return undefined;
  let subject = '';
  let object = '';
  let year: number | undefined;
  for (const [index, { words, role }] of pattern.slots.entries()) {
    const name = names[index];
    if (!name.startsWith(words)) return undefined;
    const rest = name.slice(words.length);
    if (role === 'subject') subject = rest;
    else if (role === 'object') object = rest;
    else if (role === 'none' ? rest !== '' : !YEAR.test(rest)) return undefined;
    else if (role === 'year') year = Number(rest);
  }
  const { relation } = pattern;
  return { subject, relation, object, ...(year === undefined ? {} : { year }), hearsay };
}
