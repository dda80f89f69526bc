import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CORPUS_KINDS,
  CORPUS_STYLES,
  type Corpus,
  type CorpusDocument,
  corpusOf,
  type CorpusOptions,
  createWorld,
  ENTITY_KINDS,
  type Fact,
  HEARSAY,
  NAME,
  OptionError,
  RELATIONS,
  statementsIn,
} from '@parlor/envs';
import fc from 'fast-check';
import { FILLER, FILLER_OF } from '../../envs/search/filler.ts';
import { NEAR_DUPLICATE, similarity } from '../../envs/search/similarity.ts';
import { STYLES } from '../../envs/search/styles.ts';

/** Every sentence of every relation, as it is read: written here on its own, so that two ways of reading must agree. */
const PATTERNS = RELATIONS.flatMap(({ name, sentences }) =>
  sentences.map((sentence) => ({
    relation: name,
    pattern: new RegExp(
      `^${sentence
        .replace('.', '\\.')
        .replace('{s}', `(?<s>${NAME})`)
        .replace('{o}', `(?<o>${NAME})`)
        .replace('{y}', '(?<y>[0-9]{4})')}$`,
    ),
  })),
);

const sentencesOf = (text: string): string[] => text.split(/(?<=\.) /);

/** What a text tells, sentence by sentence; a sentence that could be read in two ways is an error. */
function told(text: string): { readonly states: readonly Fact[]; readonly rumours: readonly Fact[] } {
  const states: Fact[] = [];
  const rumours: Fact[] = [];
  for (const whole of sentencesOf(text)) {
    const hearsay = HEARSAY.find((phrase) => whole.startsWith(phrase));
    const sentence = hearsay === undefined ? whole : whole.slice(hearsay.length + 1);
    const readings = PATTERNS.flatMap(({ relation, pattern }): Fact[] => {
      const { s: subject = '', o: object = '', y } = pattern.exec(sentence)?.groups ?? {};
      if (subject === '') return [];
      return [{ subject, relation, object, ...(y !== undefined && { year: Number(y) }) }];
    });
    assert.ok(readings.length <= 1, `"${sentence}" says ${JSON.stringify(readings)}`);
    (hearsay === undefined ? states : rumours).push(...readings);
  }
  return { states, rumours };
}

const plain = ({ subject, relation, object }: Fact): string => `${subject}/${relation}/${object}`;

/** Holds a document to its marks and to the world. */
function checkDocument({ world }: Corpus, document: CorpusDocument): void {
  const { text, kind, about, states, rumours } = document;
  assert.deepEqual(told(text), { states, rumours });
  assert.deepEqual(
    statementsIn(text),
    sentencesOf(text).flatMap((sentence) => {
      const one = told(sentence);
      return [
        ...one.states.map((fact) => ({ ...fact, hearsay: false })),
        ...one.rumours.map((fact) => ({ ...fact, hearsay: true })),
      ];
    }),
  );
  assert.equal(new Set(states.map(plain)).size, states.length, 'a fact is stated twice');
  for (const fact of states) assert.ok(world.holds(fact), `not so: ${JSON.stringify(fact)}`);
  for (const fact of rumours) {
    const { subject, relation, object } = fact;
    const truth = world.objectOf(subject, relation);
    assert.ok(truth !== undefined && truth !== object, `no rumour: ${JSON.stringify(fact)}`);
    assert.equal(world.kindOf(object), world.kindOf(truth));
    assert.notEqual(object, subject);
  }
  assert.ok(
    about.length > 0 && about.every((name) => world.kindOf(name) !== undefined),
    `about ${about.join()}`,
  );
  assert.ok(text.includes(about[0]) && document.title.includes(about[0]), `does not name ${about[0]}`);
  if (kind === 'article' || kind === 'distractor') assert.deepEqual(rumours, []);
  if (kind === 'article') {
    for (const { subject, object } of states)
      assert.ok([subject, object].includes(about[0]), `is not about ${about[0]}`);
  }
  if (kind === 'rumour') {
    assert.ok(rumours.length > 0, 'a rumour that tells none');
    for (const { subject } of rumours) assert.equal(subject, about[0]);
    const doubted = new Set<string>(rumours.map(({ relation }) => relation));
    for (const { relation } of states)
      assert.ok(!doubted.has(relation), `states the ${relation} that it doubts`);
  }
  if (kind === 'distractor') {
    for (const { subject, object } of states) {
      assert.ok(
        !about.includes(subject) && !about.includes(object),
        'a distractor tells something of what it is about',
      );
    }
  }
}

function checkCorpus(options: CorpusOptions): Corpus {
  const corpus = corpusOf(options);
  const { words = 100 } = options;
  const stated = new Set<string>();
  const originals = new Map<string, CorpusDocument>();
  const copies: CorpusDocument[] = [];
  let size = 0;
  let total = 0;
  for (const document of corpus.documents()) {
    assert.equal(document.id, `d${String(size++).padStart(6, '0')}`);
    checkDocument(corpus, document);
    assert.doesNotMatch(`${document.title} ${document.text}`, /[<>[\]{}]|undefined|NaN| {2}/);
    const count = document.text.split(' ').length;
    assert.ok(count >= words * 0.6 && count <= words * 1.5, `${document.id} has ${count} words`);
    total += count;
    if (document.kind === 'near-duplicate') copies.push(document);
    else originals.set(document.id, document);
    if (document.kind === 'article') for (const fact of document.states) stated.add(plain(fact));
  }
  assert.equal(size, options.documents);
  assert.deepEqual(
    corpus.world.facts.filter((fact) => !stated.has(plain(fact))),
    [],
  );
  assert.ok(Math.abs(total / size - words) < words * 0.15, `${total / size} words on average`);
  for (const copy of copies) {
    const original = originals.get(copy.copyOf ?? '');
    assert.ok(original !== undefined, `${copy.id} is a copy of ${copy.copyOf}`);
    assert.notEqual(copy.text, original.text);
    const near = similarity(copy.text, original.text);
    assert.ok(near > NEAR_DUPLICATE, `${copy.id} is only ${near} like ${original.id}`);
    assert.deepEqual(new Set(copy.states.map(plain)), new Set(original.states.map(plain)));
    assert.deepEqual(new Set(copy.rumours.map(plain)), new Set(original.rumours.map(plain)));
  }
  return corpus;
}

// A smaller seed makes no simpler corpus: what fails is reported as it is (endOnFailure).
const seeds = fc.oneof(fc.nat(), fc.string());

describe('a corpus about a fictional world', () => {
  test('says what its marks say, states every fact of the world, and marks what is not so', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 100, max: 200 }), (seed, documents) => {
        checkCorpus({ seed, documents });
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });

  test('does so with any sizes and shares', () => {
    const shares = fc.record({
      distractors: fc.double({ min: 0, max: 0.3, noNaN: true }),
      nearDuplicates: fc.double({ min: 0, max: 0.2, noNaN: true }),
      rumours: fc.double({ min: 0, max: 0.2, noNaN: true }),
      words: fc.integer({ min: 80, max: 400 }),
      entities: fc.integer({ min: 20, max: 29 }),
    });
    fc.assert(
      fc.property(fc.nat(), shares, (seed, options) => {
        checkCorpus({ seed, documents: 100, ...options });
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });

  test('has kinds in their shares, styles alike, and a world of a quarter as many entities', () => {
    const corpus = checkCorpus({ seed: 3, documents: 1000 });
    const documents = [...corpus.documents()];
    const of = (kind: string): number => documents.filter((document) => document.kind === kind).length;
    assert.deepEqual(CORPUS_KINDS.map(of), [650, 150, 100, 100]);
    for (const style of CORPUS_STYLES) {
      const share = documents.filter((document) => document.style === style).length / 1000;
      assert.ok(share > 0.14 && share < 0.26, `${style}: ${share}`);
    }
    assert.equal(corpus.world.entities.length, 250);
    assert.deepEqual(corpus.world.facts, createWorld({ seed: 3, entities: 250 }).facts);
    // Each text is its own, though all come from the same sentences.
    assert.equal(new Set(documents.map(({ text }) => text)).size, 1000);
    const distractors = documents.filter(({ kind }) => kind === 'distractor');
    const alike = distractors.filter(({ about: [one, other = ''] }) =>
      one.split(' ').some((word) => other.split(' ').includes(word)),
    );
    assert.ok(alike.length > distractors.length / 2, `${alike.length} of ${distractors.length}`);
  });

  test('is the same to the byte for the same seed, whatever is asked for first', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(99), { maxLength: 20 }), (seed, places) => {
        const all = [...corpusOf({ seed, documents: 100 }).documents()];
        const corpus = corpusOf({ seed, documents: 100 });
        for (const place of places) assert.deepEqual(corpus.document(place), all[place]);
        assert.equal(JSON.stringify([...corpus.documents()]), JSON.stringify(all));
      }),
      { numRuns: 5 },
    );
    const [one, other] = [1, 2].map((seed) => [...corpusOf({ seed, documents: 100 }).documents()]);
    assert.notDeepEqual(one, other);
  });

  test('refuses what it cannot be', () => {
    const refused: readonly Partial<CorpusOptions>[] = [
      { documents: 99 },
      { documents: 100_001 },
      { words: 79 },
      { entities: 19 },
      { rumours: -0.1 },
      { entities: 66 },
      { distractors: 0.5, rumours: 0.5 },
    ];
    for (const options of refused) {
      assert.throws(
        () => corpusOf({ seed: 1, documents: 100, ...options }),
        OptionError,
        JSON.stringify(options),
      );
    }
    const corpus = corpusOf({ seed: 1, documents: 100, entities: 65 });
    for (const index of [-1, 100, 0.5]) assert.throws(() => corpus.document(index), OptionError);
  });
});

describe('sentences that tell nothing', () => {
  const places = new Map([
    ['s', 'Isle of Torrin'],
    ['t', 'Ana Velm'],
  ]);
  const all = [
    ...FILLER,
    ...ENTITY_KINDS.flatMap((kind) => FILLER_OF[kind]),
    ...CORPUS_STYLES.flatMap((style) => [
      ...STYLES[style].openings,
      ...STYLES[style].filler,
      ...STYLES[style].endings,
    ]),
  ].map((template) =>
    template.map((part, at) => (at % 2 === 0 ? part : (places.get(part) ?? 'things'))).join(''),
  );

  test('are read as no statement, and are one sentence each', () => {
    for (const sentence of all) {
      assert.deepEqual(told(sentence), { states: [], rumours: [] });
      assert.deepEqual(statementsIn(sentence), []);
      assert.match(sentence, /^[^.!?]+\.$/);
    }
    assert.equal(new Set(all).size, all.length);
  });

  test('never pass for hearsay, and styles draw their wordings out of ten', () => {
    const passing = all.filter((sentence) => HEARSAY.some((phrase) => sentence.includes(phrase)));
    assert.deepEqual(passing, []);
    for (const style of CORPUS_STYLES) {
      const { wordings } = STYLES[style];
      assert.equal(
        wordings.reduce((sum, times) => sum + times),
        10,
      );
      for (const { name, sentences } of RELATIONS) assert.equal(sentences.length, wordings.length, name);
    }
  });
});
