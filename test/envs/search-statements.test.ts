import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createWorld, type Fact, HEARSAY, RELATIONS, statementsIn, type World } from '@parlor/envs';

const world: World = createWorld({ seed: 5, entities: 400 });

/** A fact in words, as a template says it: written out here once more, by other means than the reader's. */
function say(fact: Fact, template: string): string {
  const said: Record<string, string> = { s: fact.subject, o: fact.object, y: String(fact.year) };
  return template
    .split(/[{}]/u)
    .map((part, index) => (index % 2 === 1 ? said[part] : part))
    .join('');
}

const awkwardNames = [
  'The Seat of The Mayor',
  'In',
  'Since 1900',
  '1900',
  'A1',
  'The',
  'Born',
  'Z-9 and Sea of the X',
];
const facts: fc.Arbitrary<Fact> = fc.oneof(
  fc.constantFrom(...world.facts),
  fc
    .tuple(
      fc.constantFrom(...awkwardNames),
      fc.constantFrom(...RELATIONS.map(({ name }) => name)),
      fc.constantFrom(...awkwardNames),
      fc.integer({ min: 1, max: 9999 }),
    )
    .map(([subject, relation, object, year]) => ({ subject, relation, object, year })),
);

/** A sentence and the statement in it. */
const sentences = fc
  .tuple(facts, fc.nat({ max: 2 }), fc.option(fc.constantFrom(...HEARSAY)), fc.boolean())
  .map(([fact, wording, phrase, small]) => {
    const relation = RELATIONS.find(({ name }) => name === fact.relation);
    const template = relation?.sentences[wording] ?? '';
    let text = say(fact, template);
    // Behind a phrase, a sentence that starts with a word of its own may start small.
    if (phrase !== null && small && !template.startsWith('{'))
      text = text.charAt(0).toLowerCase() + text.slice(1);
    if (phrase !== null) text = `${phrase} ${text}`;
    const { year, ...rest } = fact;
    const statement = { ...rest, ...(template.includes('{y}') ? { year } : {}), hearsay: phrase !== null };
    return { text, statement: statement };
  });

const filler = fc.constantFrom(
  'Nothing is older than the well behind the attic.',
  'Ana Velm was born.',
  'Il Sarn was born in Torrin in 1900, or so.',
  'Did you know? Alas!',
  'Of this, In 1900, nothing is known.',
  'Torrin, a place near Orvane Institute and the Guild of Keys.',
  'ana velm was born in torrin in 1900.',
  'The founder of nothing is Ana Velm.',
  'It is false that Il Sarn was born in Torrin in 1900.',
  'Il Sarn was born in Torrin in 1900 and died in Velm.',
  'Il Sarn was born in Torrin in 0190.',
  'Il Sarn was born in Torrin in 19000.',
  'Il Sarn was born in Torrin in MCM.',
  'Was Il Sarn was born in Torrin in 1900?',
  'Il Sarn was born in torrin in 1900.',
  'Il Sarn was born  in Torrin in 1900.',
  'Il Sarn was born in Torrin in 1900.And so on.',
  'Of 1900, Torrin saw the birth of Il Sarn.',
  'During 1900, Torrin saw the birth of Il Sarn.',
  'A birthplace of Il Sarn is Torrin.',
  'Rumour has it that Rumour has it that Il Sarn was born in Torrin in 1900.',
);

describe('the statements in a text', () => {
  test('are exactly those that were written, in order, amid whatever else is written', () => {
    const parts = fc.array(
      fc.tuple(
        fc.oneof(
          sentences,
          filler.map((text) => ({ text, statement: undefined })),
        ),
        fc.constantFrom(' ', '\n', '\n\n', '  '),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(parts, (list) => {
        const text = list.map(([part, space]) => part.text + space).join('');
        const wanted = list.flatMap(([{ statement }]) => (statement ? [statement] : []));
        assert.deepEqual(statementsIn(text), wanted);
      }),
      { numRuns: 300 },
    );
  });

  test('come out of every sentence of every relation, so that none reads like another', () => {
    const [subject, object, year] = ['The Garden of the Iron Bells', 'Isle of Orrin', 1903];
    for (const { name: relation, sentences: templates } of RELATIONS) {
      for (const template of templates) {
        const fact = { subject, relation, object, ...(template.includes('{y}') ? { year } : {}) };
        assert.deepEqual(statementsIn(say({ ...fact, year }, template)), [{ ...fact, hearsay: false }]);
      }
    }
  });

  test('are none in junk', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(filler, fc.string({ unit: 'grapheme', maxLength: 20 }))), (junk) => {
        assert.deepEqual(statementsIn(junk.join(' ')), []);
      }),
    );
  });

  test('are none where a letter of the sentence is missing, unless it is a letter of a name or a year', () => {
    fc.assert(
      fc.property(sentences, fc.nat(), ({ text, statement }, nat) => {
        const at = nat % text.length;
        const [read, ...more] = statementsIn(text.slice(0, at) + text.slice(at + 1));
        assert.deepEqual(more, []);
        if (!read) return;
        const spoken = `${statement.subject}|${statement.object}|${statement.year}`;
        assert.equal(`${read.subject}|${read.object}|${read.year}`.length, spoken.length - 1, text);
        assert.equal(read.relation, statement.relation);
        assert.equal(read.hearsay, statement.hearsay);
      }),
      { numRuns: 300 },
    );
  });

  test('are found in little time, whatever the text', () => {
    const n = 100_000;
    const long = [
      'A '.repeat(n),
      'A of the '.repeat(n),
      `${'A '.repeat(n)}was born in ${'A '.repeat(n)}in 1900!`,
      'The birthplace of '.repeat(n),
      'The birthplace of A is '.repeat(n),
      `${'A-'.repeat(n)}é.`,
      '. '.repeat(n),
      ' '.repeat(n),
      '\n'.repeat(n),
      '.'.repeat(n),
      `${HEARSAY[0]} `.repeat(n),
      '1'.repeat(n),
    ];
    const started = performance.now();
    for (const text of long) assert.equal(statementsIn(text).length, 0);
    assert.ok(performance.now() - started < 5000);
  });
});
