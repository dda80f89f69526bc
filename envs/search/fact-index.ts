import type { Question } from './question.ts';
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

/** Where a path leads along the facts: the start, then whatever each step reaches, one set for every step. */
export function reachedAlong({ start, path }: Question, facts: FactIndex): ReadonlySet<string>[] {
  let here: ReadonlySet<string> = new Set([start]);
  const reached = [here];
  for (const { relation, direction } of path) {
    const next = new Set<string>();
    for (const name of here) {
      const found =
        direction === 'forward' ? facts.objectsOf(name, relation) : facts.subjectsOf(relation, name);
      for (const other of found) next.add(other);
    }
    reached.push(next);
    here = next;
  }
  return reached;
}

/** Everything that the path leads to from the start, each once, in the order of UTF-16 code units. */
export function answersTo(question: Question, facts: FactIndex): string[] {
  const reached = reachedAlong(question, facts);
  return [...reached[reached.length - 1]].sort();
}
