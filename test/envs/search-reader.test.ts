import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  answersTo,
  createWorld,
  type Document,
  drawQuestion,
  type EntityKind,
  type Fact,
  factIndex,
  type FactIndex,
  HEARSAY,
  isWellTyped,
  kindsOf,
  mentionsAnswer,
  MOST_HOPS,
  phraseQuestion,
  type Question,
  reachedAlong,
  type Reading,
  RELATIONS,
  type Step,
  stream,
  type World,
  worldReader,
} from '@parlor/envs';

const worlds = [10, 60, 400].map((entities) => createWorld({ seed: 3, entities }));

/** A document that says one thing amid filler. */
function documentOf(fact: Fact, wording = 0, hearsay = ''): Document {
  const sentences = RELATIONS.find(({ name }) => name === fact.relation)?.sentences ?? [];
  const said = sentences[wording % sentences.length]
    .replace('{s}', fact.subject)
    .replace('{o}', fact.object)
    .replace('{y}', String(fact.year));
  const text = `A wet Monday kept most clerks indoors. ${hearsay}${said} Somebody lost the list.`;
  return { id: text, title: fact.subject, text };
}

interface Chain {
  readonly names: readonly string[];
  readonly facts: readonly Fact[];
}

/** Every chain of facts that a question can be followed along, and the entities that it passes, in order. */
function* chains({ start, path }: Question, facts: FactIndex): Generator<Chain> {
  const [step, ...rest] = path;
  if (step === undefined) yield { names: [start], facts: [] };
  for (const fact of facts.about(start)) {
    if (fact.relation !== step?.relation) continue;
    const [from, to] =
      step.direction === 'forward' ? [fact.subject, fact.object] : [fact.object, fact.subject];
    if (from !== start) continue;
    for (const chain of chains({ start: to, path: rest }, facts))
      yield { names: [start, ...chain.names], facts: [fact, ...chain.facts] };
  }
}

/** The first of them that passes nothing twice. */
function wayOf(question: Question, facts: FactIndex): readonly Fact[] {
  for (const chain of chains(question, facts)) {
    if (new Set(chain.names).size === chain.names.length) return chain.facts;
  }
  assert.fail('every way passes something twice');
}

/** A well-typed path. */
function pathFrom(kind: EntityKind, choices: readonly number[]): Step[] {
  let at = kind;
  return choices.map((choice) => {
    const steps = STEPS.filter((step) => kindsOf(step)[0] === at);
    const step = steps[choice % steps.length];
    at = kindsOf(step)[1];
    return step;
  });
}
const STEPS = RELATIONS.flatMap(({ name: relation }): Step[] => [
  { relation, direction: 'forward' },
  { relation, direction: 'backward' },
]);

function read(world: FactIndex, text: string, documents: readonly Document[]): Reading {
  const reading = worldReader(() => world).read(text, documents);
  assert.ok(!(reading instanceof Promise));
  return reading;
}

/** A world, a question of it with one answer, and a chain of facts to the answer. */
const drawn = fc
  .record({
    world: fc.constantFrom(...worlds),
    hops: fc.integer({ min: 1, max: MOST_HOPS }),
    seed: fc.nat(),
    wording: fc.nat({ max: 2 }),
  })
  .map(({ world, hops, seed, wording }) => {
    const random = stream(seed, 'test');
    const question = drawQuestion(world, { hops, random });
    assert.ok(question, 'worlds have questions of every length');
    const [answer] = answersTo(question, world);
    return { world, hops, question, answer, way: wayOf(question, world), wording, seed };
  });

describe('the entities that a path reaches', () => {
  test('are the ends of all chains of facts along it, sorted, each once', () => {
    let many = 0;
    const anything = fc.tuple(
      fc.constantFrom(...worlds),
      fc.nat(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(anything, ([world, place, choices]) => {
        const { name: start, kind } = world.entities[place % world.entities.length];
        const path = pathFrom(kind, choices);
        const question = { start, path };
        const ends = new Set(Array.from(chains(question, world), ({ names }) => names[path.length]));
        assert.deepEqual(answersTo(question, world), [...ends].sort());
        assert.equal(reachedAlong(question, world).length, path.length + 1);
        if (ends.size > 1) many++;
      }),
      { numRuns: 300 },
    );
    assert.ok(many > 10, `only ${many} had several answers`);
  });

  test('are none, one or many, by facts that may contradict each other', () => {
    const facts: Fact[] = [
      { subject: 'Ana', relation: 'birthplace', object: 'Torrin' },
      { subject: 'Il', relation: 'birthplace', object: 'Torrin', year: 1900 },
      { subject: 'Il', relation: 'birthplace', object: 'Velm' },
      { subject: 'Il', relation: 'birthplace', object: 'Velm', year: 1901 },
      { subject: 'Torrin', relation: 'sister', object: 'Velm' },
    ];
    const ask = (start: string, ...path: Step[]) => answersTo({ start, path }, factIndex(facts));
    const birthplace: Step = { relation: 'birthplace', direction: 'forward' };
    const bornIn: Step = { relation: 'birthplace', direction: 'backward' };
    const sister: Step = { relation: 'sister', direction: 'forward' };
    assert.deepEqual(ask('Ana', birthplace), ['Torrin']);
    assert.deepEqual(ask('Il', birthplace), ['Torrin', 'Velm']);
    assert.deepEqual(ask('Torrin', bornIn), ['Ana', 'Il']);
    assert.deepEqual(ask('Ana', birthplace, bornIn, birthplace, sister), ['Velm']);
    assert.deepEqual(ask('Velm', sister), []);
    assert.deepEqual(ask('Nobody', birthplace), []);
    assert.deepEqual(ask('Nobody'), ['Nobody']);
  });
});

describe('a question drawn from facts', () => {
  test('has the hops asked for, fits in kind, passes nothing twice, and has one answer, which it does not mention', () => {
    fc.assert(
      fc.property(drawn, ({ world, hops, question, answer, way }) => {
        assert.equal(question.path.length, hops);
        assert.ok(isWellTyped(question, world.kindOf(question.start)));
        assert.deepEqual(answersTo(question, world), [answer]);
        assert.notEqual(question.start, answer);
        assert.ok(!mentionsAnswer(phraseQuestion(question), answer));
        assert.equal(way.length, hops);
      }),
    );
  });

  test('asks for the answer given, by what is known of a world alone, and is the same again', () => {
    const known = fc.record({
      world: fc.constantFrom(...worlds),
      seed: fc.nat(),
      hops: fc.integer({ min: 1, max: 4 }),
    });
    let found = 0;
    fc.assert(
      fc.property(known, ({ world, seed, hops }) => {
        const random = stream(seed, 'test');
        const facts = factIndex(world.facts.filter(() => random.below(3) > 0));
        const answer = world.entities[random.below(world.entities.length)].name;
        const state = random.save();
        const question = drawQuestion(facts, { answer, hops, random });
        random.restore(state);
        assert.deepEqual(drawQuestion(facts, { answer, hops, random }), question);
        if (!question) return;
        found++;
        assert.equal(question.path.length, hops);
        assert.deepEqual(answersTo(question, facts), [answer]);
      }),
    );
    assert.ok(found > 20, `only ${found} of 100 were found`);
  });

  const teacher = (subject: string, object: string): Fact => ({ subject, relation: 'teacher', object });
  const none: [string, Fact[], number][] = [
    ['where nothing is known', [], 1],
    ['where nothing is known about the answer', [teacher('Il', 'Os')], 1],
    ['where there are too few facts', [teacher('Il', 'Ana')], 2],
    ['where the walk would have to turn back', [teacher('Il', 'Ana'), teacher('Os', 'Il')], 3],
    ['where the walk would come back to the answer', [teacher('Il', 'Ana'), teacher('Ana', 'Il')], 2],
    ['where others are an answer too', [teacher('Ana', 'Os'), teacher('Il', 'Os')], 1],
    ['where the answer would be mentioned', [teacher('Ana Il', 'Ana')], 1],
    ['where kinds do not fit', [teacher('Il', 'Ana'), { subject: 'Os', relation: 'seat', object: 'Il' }], 2],
    [
      'of more hops than a question has',
      Array.from({ length: 8 }, (_, at) => teacher(`A${at}`, at === 0 ? 'Ana' : `A${at - 1}`)),
      7,
    ],
  ];
  for (const [why, facts, hops] of none) {
    test(`is none ${why}`, () => {
      assert.equal(
        drawQuestion(factIndex(facts), { answer: 'Ana', hops, random: stream(1, 'test') }),
        undefined,
      );
    });
  }

  test('takes steps in both directions', () => {
    for (const direction of ['forward', 'backward'] as const) {
      const fact = direction === 'forward' ? teacher('Il', 'Ana') : teacher('Ana', 'Il');
      const question = drawQuestion(factIndex([fact]), { answer: 'Ana', hops: 1, random: stream(1, 'test') });
      assert.deepEqual(question, { start: 'Il', path: [{ relation: 'teacher', direction }] });
    }
  });
});

describe('the reader of a fictional world', () => {
  test('finds the answer in the documents of one chain of facts, in any order, and among any number of others', () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.nat(), { maxLength: 30 }), (given, noise) => {
        const { world, question, answer, way, wording } = given;
        const needed = way.map((fact) => documentOf(fact, wording)).reverse();
        assert.deepEqual(read(world, phraseQuestion(question), needed), { answer });
        const others = noise.map((place) => documentOf(world.facts[place % world.facts.length], place % 3));
        assert.deepEqual(read(world, phraseQuestion(question), [...others, ...needed]), { answer });
      }),
    );
  });

  test('answers nothing but the only answer in the world, and only where it is supported', () => {
    let answered = 0;
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 100 }), ({ world, question, answer, seed }, share) => {
        const random = stream(seed, 'test', { game: 1 });
        const told = world.facts.filter(() => random.below(100) < share);
        const reading = read(
          world,
          phraseQuestion(question),
          told.map((fact) => documentOf(fact)),
        );
        const supported = answersTo(question, factIndex(told));
        if (supported.length > 0) {
          assert.deepEqual(reading, { answer });
          answered++;
        } else assert.deepEqual(reading, { none: 'the documents do not support an answer' });
      }),
      { numRuns: 60 },
    );
    assert.ok(answered > 0 && answered < 60, `${answered} of 60 were answered`);
  });

  test('gives none once the documents of a step are gone, or only whisper it', () => {
    fc.assert(
      fc.property(drawn, ({ world, hops, question, answer, wording, seed }) => {
        const at = seed % hops;
        const { relation, direction } = question.path[at];
        const here = reachedAlong(question, world)[at];
        const dropped = new Set(
          world.facts.filter(
            (fact) =>
              fact.relation === relation && here.has(direction === 'forward' ? fact.subject : fact.object),
          ),
        );
        const text = phraseQuestion(question);
        const [without, whispered] = [[], [`${HEARSAY[seed % HEARSAY.length]} `]].map(([hearsay]) =>
          world.facts.flatMap((fact) => {
            if (!dropped.has(fact)) return [documentOf(fact, wording)];
            return hearsay === undefined ? [] : [documentOf(fact, wording, hearsay)];
          }),
        );
        assert.deepEqual(
          read(
            world,
            text,
            world.facts.map((fact) => documentOf(fact, wording)),
          ),
          { answer },
        );
        assert.ok('none' in read(world, text, without));
        assert.ok('none' in read(world, text, whispered));
      }),
      { numRuns: 15 },
    );
  });

  test('heeds no rumour: what documents pass on as hearsay changes no reading', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 2 })), { maxLength: 20 }),
        (given, places) => {
          const { world, question, way, wording } = given;
          const rumours = places.map(([place, other, phrase]) => {
            const fact = world.facts[place % world.facts.length];
            const { object } = world.facts[other % world.facts.length];
            return documentOf({ ...fact, object }, phrase, `${HEARSAY[phrase]} `);
          });
          const about = way.map((fact) =>
            documentOf({ ...fact, object: question.start }, 0, `${HEARSAY[0]} `),
          );
          for (const documents of [[], way.map((fact) => documentOf(fact, wording))]) {
            const reading = read(world, phraseQuestion(question), documents);
            assert.deepEqual(
              read(world, phraseQuestion(question), [...rumours, ...about, ...documents]),
              reading,
            );
          }
        },
      ),
    );
  });

  test('gives none where a statement on the way is untrue, and heeds none elsewhere', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), ({ world, question, answer, way }, nat) => {
        const documents = way.map((fact) => documentOf(fact));
        const text = phraseQuestion(question);
        const lie = (fact: Fact, by: Partial<Fact>) => [...documents, documentOf({ ...fact, ...by })];
        const fact = way[nat % way.length];
        const other = world.entities.find(
          ({ name, kind }) => name !== fact.object && kind === world.kindOf(fact.object),
        );
        if (question.path[nat % way.length].direction === 'forward' && other)
          assert.ok('none' in read(world, text, lie(fact, { object: other.name })));
        assert.ok('none' in read(world, text, lie(fact, { year: (fact.year ?? 0) + 1 })));
        const aside: Fact = { subject: 'Nobody', relation: fact.relation, object: 'Nowhere', year: 1900 };
        assert.deepEqual(read(world, text, lie(aside, {})), { answer });
      }),
    );
  });

  test('gives none for a question that is nearly right', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.nat(),
        fc.constantFrom('', 'x', ' ', 'the '),
        ({ world, question, answer, way }, nat, put) => {
          const text = phraseQuestion(question);
          const at = nat % (text.length - 1);
          const near = text.slice(0, at) + put + text.slice(at + 1);
          const reading = read(
            world,
            near,
            way.map((fact) => documentOf(fact)),
          );
          const asks = near.replace(/\s+/gu, ' ').trim().toLowerCase();
          // The lead-in may lack its comma, and spaces make no difference.
          if (asks.replace('documents ', 'documents, ') === text.toLowerCase())
            assert.deepEqual(reading, { answer });
          else assert.ok('none' in reading, near);
        },
      ),
      { numRuns: 200 },
    );
  });

  const [, world] = worlds;
  const everything = world.facts.map((fact) => documentOf(fact));
  /** An object with two subjects or more, and a subject of each. */
  const several = world.facts.find(({ relation, object }) => world.subjectsOf(relation, object).length > 1);

  test('says why there is no answer', () => {
    assert.ok(several);
    const { relation, object, subject } = several;
    const backward = phraseQuestion({ start: object, path: [{ relation, direction: 'backward' }] });
    const forward = phraseQuestion({ start: subject, path: [{ relation, direction: 'forward' }] });
    const count = world.subjectsOf(relation, object).length;
    const cases: [string, readonly Document[], string][] = [
      [
        'What is it?',
        everything,
        'the reader cannot make out the question, which must be in the words of the rules',
      ],
      [backward, everything, `the documents support ${count} answers`],
      [backward, [documentOf(several)], `there are ${count} answers to it`],
      [forward, [], 'the documents do not support an answer'],
      [
        forward,
        [documentOf({ ...several, object: 'Nowhere' })],
        'what the documents state about it is not true',
      ],
      [
        forward,
        [documentOf(several), documentOf({ ...several, object: 'Nowhere' })],
        'the documents support 2 answers',
      ],
      [forward.replace(subject, 'Nobody'), everything, 'the documents do not support an answer'],
    ];
    for (const [text, documents, none] of cases) assert.deepEqual(read(world, text, documents), { none });
    assert.deepEqual(read(world, forward, [documentOf(several)]), { answer: object });
  });

  test('asks for its world only when it needs it', () => {
    const reader = worldReader((): World => assert.fail('it was asked for'));
    assert.deepEqual(reader.read('?', everything), {
      none: 'the reader cannot make out the question, which must be in the words of the rules',
    });
  });
});
