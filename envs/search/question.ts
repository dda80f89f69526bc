import type { FactIndex } from './fact-index.ts';
import { NAME } from './names.ts';
import { type EntityKind, type Relation, type RelationName, RELATIONS } from './relations.ts';

/** From an entity to what it has a relation to (`forward`), or to whoever has it to the entity. */
export interface Step {
  readonly relation: RelationName;
  readonly direction: 'forward' | 'backward';
}

/** A question about a world: where one comes from an entity by a path of relations. */
export interface Question {
  readonly start: string;
  /** In the order in which they are followed. */
  readonly path: readonly Step[];
}

/** The longest path that is asked about. */
export const MOST_HOPS = 6;

const BY_NAME: ReadonlyMap<string, Relation> = new Map(
  RELATIONS.map((relation) => [relation.name, relation]),
);

/** A phrase, and the step that it stands for. */
interface Phrase {
  readonly words: string;
  readonly step: Step;
}
const PHRASES: readonly Phrase[] = RELATIONS.flatMap(({ name, forward, backward }): Phrase[] => [
  { words: forward, step: { relation: name, direction: 'forward' } },
  { words: backward, step: { relation: name, direction: 'backward' } },
]);

const LEAD = 'According to all the documents';

/** The kinds that a step leads from and to. */
export function kindsOf({ relation, direction }: Step): readonly [EntityKind, EntityKind] {
  const found = BY_NAME.get(relation);
  if (found === undefined) throw new Error(`There is no relation ${relation}.`);
  const { subject, object } = found;
  return direction === 'forward' ? [subject, object] : [object, subject];
}

/** Whether each step leads from the kind that the one before it leads to; what kind the start is may be given. */
export function isWellTyped({ path }: Pick<Question, 'path'>, start?: EntityKind): boolean {
  let kind = start;
  for (const step of path) {
    const [from, to] = kindsOf(step);
    if (kind !== undefined && kind !== from) return false;
    kind = to;
  }
  return path.length > 0 && path.length <= MOST_HOPS;
}

/** A question in words, such as `According to all the documents, which place is the seat of the employer of Ada Brun?` */
export function phraseQuestion({ start, path }: Question): string {
  const [, kind] = kindsOf(path[path.length - 1]);
  const phrase = path.reduce((inner, { relation, direction }) => {
    const { forward, backward } = BY_NAME.get(relation) ?? { forward: '', backward: '' };
    return `${direction === 'forward' ? forward : backward} ${inner}`;
  }, start);
  return `${LEAD}, which ${kind} is ${phrase}?`;
}

const ASKED =
  /^(?:.{0,80}?[,:]\s*)?(?:which|what|who)(?:\s+(?:person|place|organisation|work|event))?\s+is\s+(.*?)\s*\??$/is;
const WHOLE_NAME = new RegExp(`^${NAME}$`);

/**
 * Reads a question in words, as {@link phraseQuestion} writes them; whatever the case of all but the name, with or
 * without what comes before `which`.
 * @returns undefined for all other words
 */
export function readQuestion(text: string): Question | undefined {
  if (text.length > 1000) return undefined;
  let rest = ASKED.exec(text.replace(/\s+/g, ' ').trim())?.[1] ?? '';
  const steps: Step[] = [];
  for (;;) {
    const lower = rest.toLowerCase();
    const phrase = PHRASES.find(({ words }) => lower.startsWith(`${words} `));
    if (phrase === undefined) break;
    steps.push(phrase.step);
    rest = rest.slice(phrase.words.length + 1);
  }
  const question = { start: rest, path: steps.reverse() };
  return WHOLE_NAME.test(rest) && isWellTyped(question) ? question : undefined;
}

/** Everything that the path leads to from the start, in the order of the alphabet. */
export function answersTo({ start, path }: Question, facts: FactIndex): string[] {
  let reached: ReadonlySet<string> = new Set([start]);
  for (const { relation, direction } of path) {
    const next = new Set<string>();
    for (const name of reached) {
      const found =
        direction === 'forward' ? facts.objectsOf(name, relation) : facts.subjectsOf(relation, name);
      for (const other of found) next.add(other);
    }
    reached = next;
  }
  return [...reached].sort();
}
