import { type Random, type Seed, stream } from '../core/random.ts';
import { resolveOptions } from '../core/options.ts';
import { Names } from './names.ts';
import { ENTITY_KINDS, type EntityKind, type Fact, RELATIONS, type RelationName } from './relations.ts';
import { type Entity, type World, worldOf } from './world.ts';

/** The last year of a fictional world, which its documents look back from. */
export const PRESENT = 1950;

export interface WorldOptions {
  readonly seed: Seed;
  /** 10 … 40 000 */
  readonly entities: number;
}

const SCHEMA = {
  entities: { kind: 'integer', default: 250, min: 10, max: 40_000, doc: 'how many entities there are' },
} as const;

/** The kinds of twenty entities, over and over: the first ten hold two or more of whatever is related to its own kind. */
const KINDS: readonly EntityKind[] = [
  ...(['person', 'place', 'organisation', 'work', 'event', 'person', 'place', 'organisation'] as const),
  ...(['person', 'work', 'event', 'person', 'place', 'organisation', 'person', 'place'] as const),
  ...(['organisation', 'work', 'event', 'person'] as const),
];
/** The years in which entities of a kind begin: are born, founded, written, held. */
const BEGINNINGS: Readonly<Record<EntityKind, readonly [number, number]>> = {
  person: [1860, 1920],
  place: [1400, 1780],
  organisation: [1885, 1940],
  work: [1890, 1945],
  event: [1890, 1948],
};
/** How likely an object is looked for at all, and how often one is drawn until it fits in time. */
const LIKELY = 0.94;
const TRIES = 16;

/** An entity, and the year in which it began. */
interface Draft extends Entity {
  readonly since: number;
}

/** The years in which a relation may come to be so, the first and the last: none where the last is before the first. */
type Span = (subject: Draft, object: Draft) => readonly [number, number];

const later = (...years: readonly number[]): number => Math.max(...years);
const sooner = (...years: readonly number[]): number => Math.min(PRESENT, ...years);
/** In the very year in which the subject began, if the person was of an age between the two. */
const then =
  (youngest: number, oldest = 80): Span =>
  ({ since }, { since: born }) => [later(since, born + youngest), sooner(since, born + oldest)];

const SPANS: Readonly<Record<RelationName, Span>> = {
  birthplace: ({ since }) => [since, since],
  employer: ({ since: born }, { since: founded }) => [later(born + 16, founded), sooner(born + 60)],
  // The teacher is older by ten years or more, and at least twenty-two.
  teacher: ({ since: born }, { since: teacher }) =>
    teacher + 10 > born ? [1, 0] : [later(born + 10, teacher + 22), sooner(born + 30, teacher + 75)],
  residence: ({ since: born }) => [born + 16, sooner(born + 70)],
  seat: ({ since }) => [since, sooner(since + 40)],
  founder: then(18),
  rival: ({ since }, { since: other }) => [later(since, other), PRESENT],
  sister: () => [1880, PRESENT],
  mayor: (_, { since: born }) => [born + 28, sooner(born + 75)],
  author: then(16),
  setting: ({ since }) => [since - 120, since],
  publisher: ({ since }, { since: founded }) => [later(since, founded), sooner(since + 15)],
  venue: ({ since }) => [since, since],
  organiser: ({ since }, { since: founded }) => [later(since, founded), since],
  winner: then(14),
};

/**
 * A fictional world, drawn by its seed. Nearly every subject has each relation of its kind; some objects are a little
 * more popular than others, so that as an object an entity has no subject, one, or several. Dates fit together: nobody is
 * hired before birth or by what is yet to be founded, nothing is published before it is written.
 * @throws OptionError
 */
export function createWorld({ seed, entities: given }: WorldOptions): World {
  const { entities: count } = resolveOptions('A fictional world', SCHEMA, { entities: given });
  const random = stream(seed, 'world');
  const names = new Names(random);
  const drafts = Array.from({ length: count }, (_, index) =>
    draft(KINDS[index % KINDS.length], names, random),
  );
  const ofKind = new Map(ENTITY_KINDS.map((kind) => [kind, drafts.filter((each) => each.kind === kind)]));
  const facts: Fact[] = [];
  for (const subject of drafts) {
    for (const { name, subject: kind, object } of RELATIONS) {
      if (kind !== subject.kind) continue;
      const fact = factOf(subject, name, ofKind.get(object) ?? [], random);
      if (fact) facts.push(fact);
    }
  }
  return worldOf(
    drafts.map(({ name, kind }) => ({ name, kind })),
    facts,
  );
}

function draft(kind: EntityKind, names: Names, random: Random): Draft {
  const [first, last] = BEGINNINGS[kind];
  return { name: names.next(kind), kind, since: first + random.below(last - first + 1) };
}

/** A fact of a subject; undefined where it is to have none, or none is found that fits in time. */
function factOf(
  subject: Draft,
  relation: RelationName,
  objects: readonly Draft[],
  random: Random,
): Fact | undefined {
  if (random.unit() >= LIKELY) return undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    // Half of all objects are drawn evenly, half with a preference for the first.
    const place = random.unit();
    const object = objects[Math.floor((random.below(2) > 0 ? place : place ** 1.5) * objects.length)];
    const [first, last] = SPANS[relation](subject, object);
    if (object === subject || last < first) continue;
    const year = first + random.below(last - first + 1);
    return { subject: subject.name, relation, object: object.name, year };
  }
  return undefined;
}
