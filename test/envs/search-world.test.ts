import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createWorld,
  ENTITY_KINDS,
  type Fact,
  NAME,
  normaliseAnswer,
  OptionError,
  type RelationName,
  RELATIONS,
  stream,
  type World,
  worldOf,
} from '@parlor/envs';
import fc from 'fast-check';
import { Names } from '../../envs/search/names.ts';

const WHOLE_NAME = new RegExp(`^${NAME}$`);
const sizes = fc.integer({ min: 10, max: 400 });
const worlds = fc.tuple(fc.nat(), sizes).map(([seed, entities]) => createWorld({ seed, entities }));
const large = createWorld({ seed: 'large', entities: 4000 });

/** Every run of words of a name, but for the whole. */
function* partsOf(name: string): Generator<string> {
  const words = name.split(' ');
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      if (to - from < words.length) yield words.slice(from, to).join(' ');
    }
  }
}

/** Holds the names of a world to what they promise. */
function checkNames({ entities }: World): void {
  const plain = new Set(entities.map(({ name }) => normaliseAnswer(name)));
  assert.equal(plain.size, entities.length, 'two names are the same answer');
  for (const { name } of entities) {
    assert.match(name, WHOLE_NAME);
    assert.doesNotMatch(name, /[,.'"()<>[\]]/);
    for (const part of partsOf(normaliseAnswer(name)))
      assert.ok(!plain.has(part), `${part} is a name, and part of ${name}`);
  }
}

describe('the names of a fictional world', () => {
  test('are distinct as answers, none is part of another, and all have the form of a name', () => {
    fc.assert(fc.property(worlds, checkNames), { numRuns: 15 });
    checkNames(large);
  });

  test('suffice for 40 000 entities', () => {
    const names = new Names(stream(1, 'test'));
    const drawn = Array.from({ length: 40_000 }, (_, index) =>
      names.next(ENTITY_KINDS[index % 5]).toLowerCase(),
    );
    assert.equal(new Set(drawn).size, drawn.length);
  });

  test('share words, so that there is something to mix up', () => {
    const counts = new Map<string, number>();
    for (const { name } of large.entities)
      for (const word of name.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    const shared = large.entities.filter(
      ({ name, kind }) => kind === 'person' && (counts.get(name.split(' ')[1]) ?? 0) > 1,
    );
    assert.ok(shared.length > 300, `${shared.length} persons share their family name`);
  });
});

/** The year of a fact of this relation, if there is one. */
const yearOf = ({ factsOf }: World, subject: string, relation: RelationName): number | undefined =>
  factsOf(subject).find((fact) => fact.relation === relation)?.year;

/** What is as old as the venue. */
const HELD: readonly RelationName[] = ['organiser', 'winner'];

/** A fact that comes before another in time: which is wrong in this world. */
function anachronism(world: World, { subject, relation, object, year = NaN }: Fact): string | undefined {
  const before = (name: string, start: RelationName, least: number): string | undefined => {
    const from = yearOf(world, name, start);
    return from !== undefined && year < from + least
      ? `${relation} of ${subject} in ${year}, but ${start} of ${name} in ${from}`
      : undefined;
  };
  switch (relation) {
    case 'birthplace':
    case 'sister':
      return undefined;
    case 'employer':
      return before(subject, 'birthplace', 16) ?? before(object, 'founder', 0);
    case 'teacher':
      return before(subject, 'birthplace', 10) ?? before(object, 'birthplace', 22);
    case 'residence':
      return before(subject, 'birthplace', 16);
    case 'seat':
      return before(subject, 'founder', 0);
    case 'rival':
      return before(subject, 'founder', 0) ?? before(object, 'founder', 0);
    case 'founder':
      return before(object, 'birthplace', 18);
    case 'author':
      return before(object, 'birthplace', 16);
    case 'mayor':
      return before(object, 'birthplace', 28);
    case 'publisher':
      return before(subject, 'author', 0) ?? before(object, 'founder', 0);
    case 'organiser':
      return before(object, 'founder', 0);
    case 'winner':
      return before(object, 'birthplace', 14);
    case 'setting': {
      const written = yearOf(world, subject, 'author');
      return written !== undefined && year > written ? `${subject} is set after it was written` : undefined;
    }
    case 'venue':
      return HELD.some((other) => (yearOf(world, subject, other) ?? year) !== year)
        ? `${subject} is held in two years`
        : undefined;
  }
}

describe('a fictional world', () => {
  test('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(fc.nat(), sizes, (seed, entities) => {
        const { entities: first, facts } = createWorld({ seed, entities });
        const again = createWorld({ seed, entities });
        assert.deepEqual([again.entities, again.facts], [first, facts]);
        assert.notDeepEqual(createWorld({ seed: seed + 1, entities }).entities, first);
      }),
      { numRuns: 15 },
    );
  });

  test('holds facts of the right kinds, one a subject and relation, none about one entity twice', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const seen = new Set<string>();
        for (const { subject, relation, object, year } of world.facts) {
          const known = RELATIONS.find(({ name }) => name === relation);
          assert.equal(world.kindOf(subject), known?.subject);
          assert.equal(world.kindOf(object), known?.object);
          assert.notEqual(subject, object);
          assert.ok(year !== undefined && year > 1700 && year <= 1950, `${year}`);
          assert.ok(!seen.has(`${subject}/${relation}`), `${subject} has two facts of ${relation}`);
          seen.add(`${subject}/${relation}`);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('finds what it holds, from either side', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const { name } of world.entities) {
          for (const { name: relation } of RELATIONS) {
            const facts = world.facts.filter((fact) => fact.relation === relation);
            const [forward] = facts.filter(({ subject }) => subject === name);
            assert.equal(world.objectOf(name, relation), forward?.object);
            assert.deepEqual(world.objectsOf(name, relation), forward ? [forward.object] : []);
            const backward = facts.filter(({ object }) => object === name).map(({ subject }) => subject);
            assert.deepEqual(world.subjectsOf(relation, name), backward);
          }
          const about = world.facts.filter(({ subject, object }) => [subject, object].includes(name));
          assert.deepEqual(world.about(name), about);
          assert.deepEqual(
            world.factsOf(name),
            about.filter(({ subject }) => subject === name),
          );
        }
        for (const fact of world.facts) {
          assert.equal(world.holds(fact), true);
          assert.equal(world.holds({ ...fact, year: (fact.year ?? 0) + 1 }), false);
          assert.equal(world.holds({ ...fact, object: fact.subject }), false);
        }
        assert.equal(world.kindOf('Nobody'), undefined);
        assert.equal(world.objectOf('Nobody', 'teacher'), undefined);
      }),
      { numRuns: 5 },
    );
  });

  test('has dates that agree: nobody acts before birth, nothing happens to what is yet to be', () => {
    const check = (world: World): void =>
      assert.deepEqual(
        world.facts.flatMap((fact) => anachronism(world, fact) ?? []),
        [],
      );
    fc.assert(fc.property(worlds, check), { numRuns: 15 });
    check(large);
  });

  test('gives nearly every subject each relation, and entities none, one or several subjects', () => {
    for (const kind of ENTITY_KINDS)
      assert.ok(
        large.entities.some((entity) => entity.kind === kind),
        kind,
      );
    for (const { name, subject, object } of RELATIONS) {
      const facts = large.facts.filter(({ relation }) => relation === name).length;
      const share = facts / large.entities.filter(({ kind }) => kind === subject).length;
      // The eldest have no teacher.
      assert.ok(share > (name === 'teacher' ? 0.65 : 0.88) && share < 0.98, `${name}: ${share}`);
      const objects = large.entities.filter(({ kind }) => kind === object);
      const counts = objects.map((entity) => large.subjectsOf(name, entity.name).length);
      for (const least of [
        counts.filter((n) => n === 0),
        counts.filter((n) => n === 1),
        counts.filter((n) => n > 1),
      ])
        assert.ok(least.length > objects.length / 20, `${name}: ${least.length} of ${objects.length}`);
    }
  });

  test('refuses what it cannot be', () => {
    for (const entities of [9, 40_001, 12.5]) {
      assert.throws(() => createWorld({ seed: 1, entities }), OptionError);
    }
    const entities = [
      { name: 'Ana Velm', kind: 'person' },
      { name: 'Bo Karr', kind: 'person' },
      { name: 'Torrin', kind: 'place' },
    ] as const;
    const fact = (subject: string, relation: RelationName, object: string): Fact => ({
      subject,
      relation,
      object,
    });
    const refused: readonly [RegExp, readonly Fact[]][] = [
      [
        /has two facts of the relation teacher/,
        [fact('Ana Velm', 'teacher', 'Bo Karr'), fact('Ana Velm', 'teacher', 'Bo Karr')],
      ],
      [/nothing is related to itself/, [fact('Ana Velm', 'teacher', 'Ana Velm')]],
      [/its object must be a place/, [fact('Ana Velm', 'birthplace', 'Bo Karr')]],
      [/its subject must be a person/, [fact('Nobody', 'birthplace', 'Torrin')]],
    ];
    for (const [message, facts] of refused) {
      assert.throws(
        () => worldOf(entities, facts),
        (error) => error instanceof OptionError && message.test(error.message),
      );
    }
    assert.throws(() => worldOf([entities[0], entities[0]], []), /two entities Ana Velm/);
    assert.equal(
      worldOf(entities, [fact('Ana Velm', 'teacher', 'Bo Karr')]).objectOf('Ana Velm', 'teacher'),
      'Bo Karr',
    );
  });
});

test('no syllables of an invented name meet in a word that nobody wants to read', () => {
  const bad = /fuck|cunt|nigg|whor|sex|piss|turd|porn|dick|anus|shit|slut|twat|penis|vagin/i;
  for (let seed = 0; seed < 12; seed++) {
    const { entities } = createWorld({ seed, entities: 3000 });
    assert.deepEqual(
      entities.filter(({ name }) => bad.test(name)),
      [],
    );
  }
});
