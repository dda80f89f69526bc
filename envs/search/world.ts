import { OptionError } from '../core/errors.ts';
import { type Random, stream } from '../core/random.ts';
import { factIndex, type FactIndex } from './fact-index.ts';
import { NameSource } from './names.ts';
import { ENTITY_KINDS, type EntityKind, type Fact, type RelationName, RELATIONS } from './relations.ts';

export interface Entity {
  readonly name: string;
  readonly kind: EntityKind;
}

/** A fictional world: who and what there is, and all that is true of them. */
export interface World extends FactIndex {
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  kindOf(name: string): EntityKind | undefined;
}

export interface WorldOptions {
  /** A whole number; the same seed gives the same world. */
  readonly seed: number;
  /** How many there are, of all kinds together; at least 20. */
  readonly entities: number;
}

/** Shares of the kinds among the entities, out of 20. */
const SHARES: Readonly<Record<EntityKind, number>> = {
  person: 7,
  place: 4,
  organisation: 4,
  work: 3,
  event: 2,
};
/** Of so many facts that there could be, one is missing. */
const MISSING = 10;
/** One object in so many is drawn among the few that are well known. */
const FAMOUS = 4;
/** The well-known ones of a kind are one in so many. */
const FEW = 8;

/**
 * When entities of a kind begin, as the first year and how many years: people are born before what they make and do, so
 * that all dates agree.
 */
const BEGINNINGS: Readonly<Record<EntityKind, readonly [number, number]>> = {
  person: [1800, 30],
  place: [1500, 200],
  organisation: [1855, 10],
  work: [1855, 15],
  event: [1870, 15],
};
/** Facts that are as old as their subject; a pupil is at least 15, all else comes when everybody is there. */
const FROM_BEGINNING = new Set<RelationName>([
  'birthplace',
  'founder',
  'author',
  'publisher',
  'venue',
  'organiser',
  'winner',
]);
const LATER: readonly [number, number] = [1870, 15];
const YEARS_OF_TRADE = 15;

/**
 * Draws a fictional world. Every entity is the subject of most relations that its kind can have, each with one object,
 * never itself; some objects are had by many.
 * @throws OptionError where there are too few entities.
 */
export function createWorld({ seed, entities: count }: WorldOptions): World {
  if (!(Number.isInteger(count) && count >= 20)) {
    throw new OptionError(`A world has 20 entities or more, not ${count}.`);
  }
  const random = stream(seed, 'world');
  const names = new NameSource(random);
  const entities: Entity[] = [];
  const ofKind = new Map<EntityKind, Entity[]>();
  const began = new Map<string, number>();
  for (const kind of ENTITY_KINDS) {
    const list: Entity[] = [];
    const size = Math.max(2, Math.round((count * SHARES[kind]) / 20));
    for (let made = 0; made < size && entities.length < count; made++) {
      const entity = { name: names.next(kind), kind };
      list.push(entity);
      entities.push(entity);
      began.set(entity.name, drawYear(BEGINNINGS[kind], random));
    }
    ofKind.set(kind, list);
  }
  const facts: Fact[] = [];
  for (const { name: subject, kind } of entities) {
    for (const relation of RELATIONS) {
      if (relation.subject !== kind || random.below(MISSING) === 0) continue;
      const object = drawObject(ofKind.get(relation.object) ?? [], subject, random);
      if (object === undefined) continue;
      const year = yearOf(relation.name, began.get(subject) ?? 0, began.get(object) ?? 0, random);
      facts.push({ subject, relation: relation.name, object, year });
    }
  }
  const kinds = new Map(entities.map(({ name, kind }) => [name, kind]));
  return { entities, facts, kindOf: (name) => kinds.get(name), ...factIndex(facts) };
}

function drawObject(list: readonly Entity[], subject: string, random: Random): string | undefined {
  const few = Math.max(1, Math.floor(list.length / FEW));
  for (let tries = 0; tries < 8; tries++) {
    const { name } = list[random.below(random.below(FAMOUS) === 0 ? few : list.length)];
    if (name !== subject) return name;
  }
  return undefined;
}

const drawYear = ([first, years]: readonly [number, number], random: Random): number =>
  first + random.below(years);

/** When a fact came to be so. @param subject when the subject began @param object when the object did */
function yearOf(relation: RelationName, subject: number, object: number, random: Random): number {
  if (FROM_BEGINNING.has(relation)) return subject;
  if (relation === 'teacher') return Math.max(subject, object) + YEARS_OF_TRADE + random.below(5);
  return drawYear(LATER, random);
}
