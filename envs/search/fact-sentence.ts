import { type Fact, type RelationName, RELATIONS } from './relations.ts';

/** Words and, at every other place, what stands between them: `s`, `o` or `y`. */
const TEMPLATES = new Map<RelationName, readonly (readonly string[])[]>(
  RELATIONS.map(({ name, sentences }) => [name, sentences.map((sentence) => sentence.split(/\{([soy])\}/))]),
);

/** How many ways of putting it there are for every relation. */
export const WORDINGS = Math.min(...[...TEMPLATES.values()].map((templates) => templates.length));

/** What a document says, and the fact that a reader takes from it. */
export interface Statement {
  readonly sentence: string;
  readonly fact: Fact;
}

/**
 * A fact in the words of its relation's sentence number `wording`, 0 … {@link WORDINGS} − 1. The fact stated is without
 * its year where the sentence is.
 */
export function statement(fact: Fact, wording: number): Statement {
  const { subject, relation, object, year } = fact;
  const template = TEMPLATES.get(relation)?.[wording] ?? [];
  let sentence = '';
  let dated = false;
  for (let at = 0; at < template.length; at++) {
    const part = template[at];
    if (at % 2 === 0) sentence += part;
    else if (part === 's') sentence += subject;
    else if (part === 'o') sentence += object;
    else {
      sentence += String(year);
      dated = true;
    }
  }
  return { sentence, fact: dated ? fact : { subject, relation, object } };
}
