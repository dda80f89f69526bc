import { OptionError } from '../core/errors.ts';
import { factIndex, type FactIndex } from './fact-index.ts';
import { type EntityKind, type Fact, type RelationName, RELATIONS } from './relations.ts';

/** Who or what there is in a world. No two have one name, and facts hold names. */
export interface Entity {
  readonly name: string;
  readonly kind: EntityKind;
}

/**
 * A fictional world: who and what there is, and all that is true of them. Documents are made from it, and answers are held
 * against it. Every lookup takes constant time.
 */
export interface World extends FactIndex {
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  kindOf(name: string): EntityKind | undefined;
  objectOf(subject: string, relation: RelationName): string | undefined;
  /** The facts whose subject it is, one a relation at most. */
  factsOf(subject: string): readonly Fact[];
  /** Whether it is so: where the fact tells no year, in whatever year. */
  holds(fact: Fact): boolean;
}

const NONE: readonly Fact[] = [];

/**
 * The world of these entities and facts.
 * @throws OptionError where two entities have one name, or a fact is about none of them, about the wrong kind, about one
 *   entity twice, or the second of its subject and relation
 */
export function worldOf(entities: readonly Entity[], facts: readonly Fact[]): World {
  const kinds = new Map<string, EntityKind>();
  for (const { name, kind } of entities) {
    if (kinds.has(name)) throw new OptionError(`A world has two entities ${name}; name them apart.`);
    kinds.set(name, kind);
  }
  const bySubject = new Map<string, Fact[]>();
  for (const fact of facts) {
    const { subject, relation, object } = fact;
    const fault = faultOf(fact, kinds);
    if (fault !== undefined) throw new OptionError(`${subject} has ${object} as its ${relation}: ${fault}.`);
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [fact]);
    else if (known.every((other) => other.relation !== relation)) known.push(fact);
    else throw new OptionError(`${subject} has two facts of the relation ${relation}; give it one.`);
  }
  const factsOf = (subject: string) => bySubject.get(subject) ?? NONE;
  const factOf = (subject: string, relation: RelationName) =>
    factsOf(subject).find((fact) => fact.relation === relation);
  return {
    entities,
    facts,
    kindOf: (name) => kinds.get(name),
    objectOf: (subject, relation) => factOf(subject, relation)?.object,
    factsOf,
    holds({ subject, relation, object, year }) {
      const known = factOf(subject, relation);
      return known !== undefined && known.object === object && (year === undefined || year === known.year);
    },
    ...factIndex(facts),
  };
}

/** What is wrong with a fact, as a clause that tells the remedy. */
function faultOf(
  { subject, relation: name, object }: Fact,
  kinds: ReadonlyMap<string, EntityKind>,
): string | undefined {
  const relation = RELATIONS.find((each) => each.name === name);
  if (relation === undefined) return 'take a relation of RELATIONS';
  if (kinds.get(subject) !== relation.subject)
    return `its subject must be a ${relation.subject} of the world`;
  if (kinds.get(object) !== relation.object) return `its object must be a ${relation.object} of the world`;
  return subject === object ? 'nothing is related to itself' : undefined;
}
