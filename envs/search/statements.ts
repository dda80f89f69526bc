import { NAME } from './names.ts';
import { type Fact, HEARSAY, RELATIONS, type RelationName } from './relations.ts';

/** A fact that a text states, or passes on as hearsay. */
export interface StatedFact extends Fact {
  readonly hearsay: boolean;
}

interface Pattern {
  readonly relation: RelationName;
  readonly sentence: RegExp;
  /** Some words of every such sentence, to pass over most sentences without a closer look. */
  readonly words: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const PATTERNS: readonly Pattern[] = RELATIONS.flatMap(({ name, sentences }) =>
  sentences.map((sentence): Pattern => {
    const parts = sentence.split(/(\{[soy]\})/);
    const source = parts
      .map((part) =>
        part === '{s}'
          ? `(?<s>${NAME})`
          : part === '{o}'
            ? `(?<o>${NAME})`
            : part === '{y}'
              ? '(?<y>\\d{4})'
              : escaped(part),
      )
      .join('');
    const words = parts.filter((part) => !/^\{/.test(part)).sort((a, b) => b.length - a.length)[0];
    return { relation: name, sentence: new RegExp(`^${source}$`), words };
  }),
);

/** No sentence that states a fact is longer. Unit: UTF-16 code units. */
const SENTENCE_LIMIT = 300;

/**
 * The facts that a text states in sentences of {@link RELATIONS}, in order. A sentence ends with a full stop; one behind
 * a phrase of {@link HEARSAY} is hearsay. Whatever else a text says is passed over.
 */
export function statementsIn(text: string): StatedFact[] {
  const found: StatedFact[] = [];
  for (const passage of text.split(/(?<=[.!?])\s+/)) {
    if (passage.length > SENTENCE_LIMIT) continue;
    const rumour = HEARSAY.find((phrase) => passage.startsWith(`${phrase} `));
    const sentence = rumour === undefined ? passage : passage.slice(rumour.length + 1);
    for (const { relation, sentence: pattern, words } of PATTERNS) {
      if (!sentence.includes(words)) continue;
      const groups = pattern.exec(sentence)?.groups;
      if (!groups) continue;
      const { s: subject, o: object, y: year } = groups;
      found.push({
        subject,
        relation,
        object,
        ...(year !== undefined && { year: Number(year) }),
        hearsay: rumour !== undefined,
      });
      break;
    }
  }
  return found;
}
