import type { Fact, RelationName } from './relations.ts';

/** Facts by what they are about: a world, or what documents state. */
export interface FactIndex {
  /** What the subject has this relation to, each once. */
  objectsOf(subject: string, relation: RelationName): readonly string[];
  /** Who has this relation to the object, each once. */
  subjectsOf(relation: RelationName, object: string): readonly string[];
  /** All facts that name the entity, as subject or object. */
  about(name: string): readonly Fact[];
}

const NONE: readonly never[] = [];

/** An index of facts; the same fact may come several times. */
export function factIndex(facts: Iterable<Fact>): FactIndex {
  const objects = new Map<string, string[]>();
  const subjects = new Map<string, string[]>();
  const mentions = new Map<string, Fact[]>();
  for (const fact of facts) {
    const { subject, relation, object } = fact;
    if (!add(objects, `${relation}\t${subject}`, object)) continue;
    add(subjects, `${relation}\t${object}`, subject);
    add(mentions, subject, fact);
    if (object !== subject) add(mentions, object, fact);
  }
  return {
    objectsOf: (subject, relation) => objects.get(`${relation}\t${subject}`) ?? NONE,
    subjectsOf: (relation, object) => subjects.get(`${relation}\t${object}`) ?? NONE,
    about: (name) => mentions.get(name) ?? NONE,
  };
}

/** Whether the value was not there yet. */
function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): boolean {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (list.includes(value)) return false;
  else list.push(value);
  return true;
}
