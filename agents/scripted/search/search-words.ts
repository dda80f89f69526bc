import { type EntityKind, type FactIndex, type Relation, RELATIONS, type Step } from '@parlor/envs';

const BY_NAME: ReadonlyMap<string, Relation> = new Map(
  RELATIONS.map((relation) => [relation.name, relation]),
);

/**
 * Searches for where a step leads from an entity, the most likely to find it first. What a subject has, documents about
 * the subject tell: its name and words of the relation find them. Who has an object stands in documents about others:
 * the words of sentences find them, with one word of the object's name alone, or documents about the object come first.
 */
export function searchesFor(name: string, { relation, direction }: Step): string[] {
  const { words = relation, sentences = [] } = BY_NAME.get(relation) ?? {};
  const stated = sentences.map((sentence) => sentence.replace(/\{[soy]\}|[.,]/g, ' '));
  if (direction === 'forward') return [words, ...stated, ''].map((more) => onceEach(`${name} ${more}`));
  const parts = name.split(' ');
  const all = stated.join(' ');
  return [
    ...[all, ...stated].map((sentence) => onceEach(`${sentence} ${parts[parts.length - 1]}`)),
    onceEach(`${all} ${parts[0]}`),
    onceEach(`${words} ${name}`),
  ];
}

/** The words of a text, each once. */
function onceEach(text: string): string {
  return [...new Set(text.split(' '))].filter((word) => word !== '').join(' ');
}

/** What an entity is, by the facts that name it; undefined where none does. */
export function kindIn(facts: FactIndex, name: string): EntityKind | undefined {
  const [fact] = facts.about(name);
  const relation = fact && BY_NAME.get(fact.relation);
  return relation && (fact.subject === name ? relation.subject : relation.object);
}
