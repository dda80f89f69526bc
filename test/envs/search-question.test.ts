import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  ENTITY_KINDS,
  type EntityKind,
  isWellTyped,
  kindsOf,
  MOST_HOPS,
  phraseQuestion,
  type Question,
  readQuestion,
  RELATIONS,
  type Step,
  stream,
} from '@parlor/envs';
import { Names } from '../../envs/search/names.ts';

const STEPS = RELATIONS.flatMap(({ name: relation }): Step[] => [
  { relation, direction: 'forward' },
  { relation, direction: 'backward' },
]);

/** Names that begin and end like phrases, years and sentences, and invented ones. */
const awkward = [
  'The Mayor of Torrin',
  'The Author of the Founder',
  'Who',
  '1920',
  'In 1920',
  'A',
  'Which Place and Is',
];
const names = fc.oneof(
  fc.constantFrom(...awkward),
  fc
    .record({ seed: fc.nat(), kind: fc.constantFrom(...ENTITY_KINDS) })
    .map(({ seed, kind }) => new Names(stream(seed, 'test')).next(kind)),
);

/** Well-typed paths: from some kind, any step that leads on. */
const paths = fc
  .record({
    kind: fc.constantFrom(...ENTITY_KINDS),
    choices: fc.array(fc.nat(), { minLength: 1, maxLength: MOST_HOPS }),
  })
  .map(({ kind, choices }) => {
    let at: EntityKind = kind;
    return choices.map((choice) => {
      const steps = STEPS.filter((step) => kindsOf(step)[0] === at);
      const step = steps[choice % steps.length];
      at = kindsOf(step)[1];
      return step;
    });
  });
const questions: fc.Arbitrary<Question> = fc.tuple(names, paths).map(([start, path]) => ({ start, path }));

describe('a question about a fictional world', () => {
  test('reads back as it was phrased, has ten words or more and says what kind of thing it asks for', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const text = phraseQuestion(question);
        assert.deepEqual(readQuestion(text), question);
        assert.ok(text.split(' ').length >= 10, text);
        const last = question.path[question.path.length - 1];
        const [, kind] = kindsOf(last);
        const asked = last.direction === 'backward' ? ` what is the ${kind} ` : ` which ${kind} is `;
        assert.match(text, kind === 'person' ? / who is / : new RegExp(asked, 'u'));
      }),
      { numRuns: 500 },
    );
  });

  test('reads back from every way to write it: spaces, capitals of phrases, no lead-in, no question mark', () => {
    const rewrite = fc.record({
      space: fc.constantFrom(' ', '  ', '\n', '\t '),
      leadIn: fc.boolean(),
      mark: fc.constantFrom('?', '', ' ? ', '?\n'),
      upper: fc.boolean(),
    });
    fc.assert(
      fc.property(questions, rewrite, (question, { space, leadIn, mark, upper }) => {
        const text = phraseQuestion(question).slice(0, -1);
        let words = text.slice(0, text.length - question.start.length);
        if (!leadIn) words = words.replace('According to the documents, ', '');
        if (upper) words = words.toUpperCase();
        // In capitals, a phrase and a name that begins like one look the same.
        fc.pre(!upper || !awkward.includes(question.start));
        const written = `${space}${words}${question.start}${mark}`.replaceAll(' ', space);
        assert.deepEqual(readQuestion(written), question);
      }),
    );
  });

  test('gets the capitals of its name back where it is in upper or lower case throughout', () => {
    fc.assert(
      fc.property(questions, (question) => {
        fc.pre(!awkward.includes(question.start));
        const text = phraseQuestion(question);
        assert.deepEqual(readQuestion(text.toLowerCase()), question);
        assert.deepEqual(readQuestion(text.toUpperCase()), question);
      }),
    );
  });

  test('with a word or letter changed is another question or none, and whatever is read can be phrased', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.integer({ min: 0, max: 12 }),
      put: fc.string({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(questions, edit, (question, { at, cut, put }) => {
        const text = phraseQuestion(question);
        const place = at % text.length;
        const read = readQuestion(text.slice(0, place) + put + text.slice(place + cut));
        if (read) assert.deepEqual(readQuestion(phraseQuestion(read)), read);
      }),
      { numRuns: 500 },
    );
  });

  test('is not what junk is read as, however long', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => !readQuestion(text)));
    const phrase = 'the teacher of ';
    const long = [
      'A '.repeat(200_000),
      ' '.repeat(200_000),
      '?'.repeat(200_000),
      `who is ${phrase.repeat(20_000)}Ana`,
      `who is the teacher of ${'A of '.repeat(50_000)}`,
      `who is the teacher of ${'a '.repeat(50_000)}!`,
      `who is the teacher of ${'A of the '.repeat(50_000)}é?`,
    ];
    const started = performance.now();
    for (const text of long) assert.equal(readQuestion(text), undefined);
    assert.ok(performance.now() - started < 2000);
  });

  const said: [Question, string][] = [
    [
      {
        start: 'Orvane Institute',
        path: [
          { relation: 'founder', direction: 'forward' },
          { relation: 'birthplace', direction: 'forward' },
        ],
      },
      'According to the documents, which place is the birthplace of the founder of Orvane Institute?',
    ],
    [
      { start: 'Torrin', path: [{ relation: 'mayor', direction: 'forward' }] },
      'According to the documents, who is the mayor of Torrin?',
    ],
    [
      {
        start: 'Isle of Orrin',
        path: [
          { relation: 'seat', direction: 'backward' },
          { relation: 'rival', direction: 'backward' },
          { relation: 'organiser', direction: 'backward' },
        ],
      },
      'According to the documents, what is the event organised by the organisation whose main rival is the organisation based in Isle of Orrin?',
    ],
  ];
  for (const [question, text] of said) {
    test(`is said like this: ${text}`, () => {
      assert.equal(phraseQuestion(question), text);
      assert.deepEqual(readQuestion(text), question);
    });
  }

  const misses = [
    '',
    'Who?',
    'According to the documents, who is Ana Velm?',
    'According to the documents, which place is the founder of Orvane Institute?',
    'According to the documents, who is the birthplace of Ana Velm?',
    'According to the documents, which place is the birthplace of the seat of Orvane Institute?',
    'According to the documents, which place is the birthplace of the brother of Ana Velm?',
    'According to the documents, which place is the birthplace Ana Velm?',
    'According to the documents, which place is the birthplace of?',
    'According to the documents, which place is the birthplace of Ana Velm, the teacher?',
    'According to the documents, which place is the birthplace of Ana Velm? And of Il Sarn?',
    'In the documents, which place is the birthplace of Ana Velm?',
    `According to the documents, who is ${'the teacher of '.repeat(MOST_HOPS + 1)}Ana Velm?`,
  ];
  for (const text of misses) {
    test(`is not read in ${JSON.stringify(text)}`, () => assert.equal(readQuestion(text), undefined));
  }

  test('needs one to six steps, each from what the one before it leads to, and a name to start from', () => {
    const teacher: Step = { relation: 'teacher', direction: 'forward' };
    const seat: Step = { relation: 'seat', direction: 'forward' };
    const bad = [[], Array<Step>(MOST_HOPS + 1).fill(teacher), [teacher, seat], [seat, teacher]];
    for (const path of bad) {
      assert.equal(isWellTyped({ path }), false);
      assert.throws(() => phraseQuestion({ start: 'Ana Velm', path }), /A question has 1 to 6 steps/u);
    }
    assert.ok(isWellTyped({ path: Array<Step>(MOST_HOPS).fill(teacher) }));
    assert.ok(isWellTyped({ path: [seat] }, 'organisation'));
    assert.ok(!isWellTyped({ path: [seat] }, 'person'));
    for (const start of ['', 'ana', 'Ana ', 'Ana?', 'Ana, Il']) {
      assert.throws(() => phraseQuestion({ start, path: [teacher] }), /starts from the name of an entity/u);
    }
  });

  test('goes along every relation in both directions', () => {
    for (const { name: relation, subject, object } of RELATIONS) {
      assert.deepEqual(kindsOf({ relation, direction: 'forward' }), [subject, object]);
      assert.deepEqual(kindsOf({ relation, direction: 'backward' }), [object, subject]);
    }
  });
});

describe('the phrases of relations', () => {
  const phrases = RELATIONS.flatMap(({ forward, backward }) => [forward, backward]);

  test('have three words or more, and none is the beginning of another', () => {
    for (const phrase of phrases) {
      assert.match(phrase, /^the( [a-z]+){2,}$/u);
      assert.deepEqual(
        phrases.filter((other) => `${other} `.startsWith(`${phrase} `)),
        [phrase],
      );
    }
  });
});
