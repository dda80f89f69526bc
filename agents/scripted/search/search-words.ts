import { type EntityKind, type FactIndex, type RelationName, RELATIONS } from '@parlor/envs';

const WORDS: ReadonlyMap<string, string> = new Map(RELATIONS.map(({ name, words }) => [name, words]));

/** A search for facts of a relation that name an entity. */
export function searchFor(name: string, relation: RelationName): string {
  return `${name} ${WORDS.get(relation) ?? relation}`;
}

/** What an entity is, by the facts that name it; undefined where none does. */
export function kindIn(facts: FactIndex, name: string): EntityKind | undefined {
  const [fact] = facts.about(name);
  const relation = fact && RELATIONS.find((known) => known.name === fact.relation);
  return relation && (fact.subject === name ? relation.subject : relation.object);
}
