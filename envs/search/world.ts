import { OptionError } from '../core/errors.ts';
import { type EntityKind, type Fact, type RelationName, RELATIONS } from './relations.ts';

/** What there is in a world. Names are unique, and facts hold them. */
export interface Entity {
  readonly name: string;
  readonly kind: EntityKind;
}

const NOBODY: readonly string[] = [];
const NOTHING: readonly Fact[] = [];

/**
 * A fictional world: entities, and facts about them. It is the ground truth that documents are made from and answers are
 * held against. Every lookup takes constant time.
 */
export class World {
  readonly entities: readonly Entity[];
  /** Those of one subject stand together, in the order of the entities. */
  readonly facts: readonly Fact[];
  private readonly kinds = new Map<string, EntityKind>();
  private readonly bySubject = new Map<string, Fact[]>();
  private readonly byObject = new Map<string, Fact[]>();
  private readonly subjects = new Map<RelationName, Map<string, string[]>>(
    RELATIONS.map(({ name }) => [name, new Map<string, string[]>()]),
  );

  /**
   * @throws OptionError where two entities have one name, or a fact is about none of them, about the wrong kind, or the
   *   second of its subject and relation
   */
  constructor(entities: readonly Entity[], facts: readonly Fact[]) {
    this.entities = entities;
    for (const { name, kind } of entities) {
      if (this.kinds.has(name)) throw new OptionError(`A world has two entities ${name}; name them apart.`);
      this.kinds.set(name, kind);
    }
    for (const fact of facts) this.add(fact);
    this.facts = entities.flatMap(({ name }) => this.factsOf(name));
  }

  kindOf(name: string): EntityKind | undefined {
    return this.kinds.get(name);
  }

  objectOf(subject: string, relation: RelationName): string | undefined {
    return this.factOf(subject, relation)?.object;
  }

  /** In the order of the facts given; none where nobody has the object. */
  subjectsOf(relation: RelationName, object: string): readonly string[] {
    return this.subjects.get(relation)?.get(object) ?? NOBODY;
  }

  factOf(subject: string, relation: RelationName): Fact | undefined {
    return this.factsOf(subject).find((fact) => fact.relation === relation); // a handful at most
  }

  /** The facts whose subject it is. */
  factsOf(subject: string): readonly Fact[] {
    return this.bySubject.get(subject) ?? NOTHING;
  }

  /** The facts whose object it is. */
  factsOn(object: string): readonly Fact[] {
    return this.byObject.get(object) ?? NOTHING;
  }

  /** Whether it is so: where the fact tells no year, in whatever year. */
  holds({ subject, relation, object, year }: Fact): boolean {
    const known = this.factOf(subject, relation);
    return known !== undefined && known.object === object && (year === undefined || year === known.year);
  }

  private add(fact: Fact): void {
    const relation = RELATIONS.find(({ name }) => name === fact.relation);
    const subjects = this.subjects.get(fact.relation);
    const fits =
      relation !== undefined &&
      subjects !== undefined &&
      this.kinds.get(fact.subject) === relation.subject &&
      this.kinds.get(fact.object) === relation.object;
    if (!fits) {
      throw new OptionError(
        `The ${fact.relation} of ${fact.subject} cannot be ${fact.object}; add entities of the relation's kinds first.`,
      );
    }
    if (this.factOf(fact.subject, fact.relation))
      throw new OptionError(`The ${fact.relation} of ${fact.subject} is given twice; give it once.`);
    push(this.bySubject, fact.subject, fact);
    push(this.byObject, fact.object, fact);
    push(subjects, fact.object, fact.subject);
  }
}

function push<Value>(lists: Map<string, Value[]>, at: string, value: Value): void {
  const list = lists.get(at);
  if (list) list.push(value);
  else lists.set(at, [value]);
}
