import { quote } from '../../core/reply.ts';

/** Who the entities are, in words. */
export const GRAPH_ENTITIES = [
  'Ana',
  'Boro',
  'Cleo',
  'Dima',
  'Eska',
  'Fenn',
  'Gilo',
  'Hana',
  'Iven',
  'Jora',
  'Kesh',
  'Luma',
  'Miro',
  'Nela',
  'Orin',
  'Pavi',
] as const;

/** What relates them. */
export const GRAPH_RELATIONS = ['teacher', 'neighbour', 'rival', 'heir'] as const;

/** The names in a set of bits: `Ana`, `Ana and Boro`, `Ana, Boro and Cleo`, `nobody`. */
export function sayEntities(set: number): string {
  return set === 0 ? 'nobody' : listed(GRAPH_ENTITIES.filter((_, entity) => (set >> entity) & 1));
}

/** `Ana`, `Ana and Boro`, `Ana, Boro and Cleo`. */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** Who is one step on: `the teacher of Ana`, or back: `the one whose teacher is Ana`. */
export function sayStep(whom: string, direction: number, relations: number): string {
  return direction < relations
    ? `the ${GRAPH_RELATIONS[direction]} of ${whom}`
    : `the one whose ${GRAPH_RELATIONS[direction - relations]} is ${whom}`;
}

/** `go on to the teacher of that`, `go on to the one whose teacher is that`. */
export function sayGoing(direction: number, relations: number): string {
  return `go on to ${sayStep('that', direction, relations)}`;
}

/** `look up the teacher of Ana`, `look up whose teacher is Ana`. */
export function sayLookUp(lookUp: number, relations: number): string {
  const entity = Math.floor(lookUp / (2 * relations));
  const direction = lookUp - entity * 2 * relations;
  const name = GRAPH_ENTITIES[entity];
  return direction < relations
    ? `look up the ${GRAPH_RELATIONS[direction]} of ${name}`
    : `look up whose ${GRAPH_RELATIONS[direction - relations]} is ${name}`;
}

/** `Who is the teacher of the rival of Ana?` */
export function sayQuestion(start: number, path: readonly number[], relations: number): string {
  const whom = path.reduce(
    (said, direction) => sayStep(said, direction, relations),
    GRAPH_ENTITIES[start] as string,
  );
  return `Who is ${whom}?`;
}

/** A question as {@link sayQuestion} puts it, or why the words are none. */
export function readQuestion(
  words: string,
  relations: number,
): { readonly start: number; readonly path: readonly number[] } | { readonly reason: string } {
  const fail = (part: string): { reason: string } => ({ reason: `${quote(part)} is no part of a question.` });
  const body = /^\s*who is (.*?)\s*\?\s*$/is.exec(words)?.[1];
  if (body === undefined) return fail(words);
  const path: number[] = [];
  for (let rest = body; ;) {
    const step = /^the (?:one whose ([a-z]+) is|([a-z]+) of) (.*)$/is.exec(rest);
    if (step === null) {
      const start = GRAPH_ENTITIES.findIndex((name) => name.toLowerCase() === rest.trim().toLowerCase());
      return start < 0 ? fail(rest) : { start, path: path.reverse() };
    }
    const [, back, forth, whom] = step;
    const relation = GRAPH_RELATIONS.findIndex((name) => name === (back ?? forth).toLowerCase());
    if (relation < 0 || relation >= relations) return fail(rest);
    path.push(back === undefined ? relation : relation + relations);
    rest = whom;
  }
}
