import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  mentionsAnswer,
  NEAR_DUPLICATE,
  normaliseAnswer,
  sameAnswer,
  similarity,
  tokenSet,
} from '@parlor/envs';

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
const words = fc
  .array(fc.constantFrom('Ana', 'the', 'A', 'an', 'Velm', 'of', '1920', 'été', '—', 'ﬁn.'), { maxLength: 8 })
  .map((list) => list.join(' '));

describe('exact match of answers', () => {
  test('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, words), (text) => {
        const once = normaliseAnswer(text);
        assert.equal(normaliseAnswer(once), once);
      }),
    );
  });

  test('heeds no case, punctuation, article or extra space, and is the same both ways round', () => {
    fc.assert(
      fc.property(words, fc.oneof(words, anyText), (text, other) => {
        const dressed = ` "The ${text.toUpperCase().replaceAll(' ', ',  ')}"! `;
        const empty = normaliseAnswer(text) === '';
        assert.equal(sameAnswer(text, dressed), !empty);
        assert.equal(sameAnswer(text, other), sameAnswer(other, text));
        assert.equal(sameAnswer(text, other), !empty && normaliseAnswer(text) === normaliseAnswer(other));
      }),
    );
  });

  const table: [string, string, boolean][] = [
    ['The Hollow of Glass', 'hollow of glass.', true],
    ['U.S.', 'us', true],
    ['an apple a day', 'apple day', true],
    ['ＴＯＲＲＩＮ', 'Torrin', true],
    ['ﬁn', 'fin', true],
    ['“Torrin”', 'Torrin', true],
    ['Tor\u200brin', 'Torrin', true],
    ['Port-Royal', 'portroyal', true],
    ['another', 'other', false],
    ['Ana Velm', 'Velm Ana', false],
    ['Ana Velm', 'Ana', false],
    ['été', 'ete', false],
    ['', '', false],
    ['the', 'a', false],
    ['?!', '?!', false],
  ];
  for (const [a, b, same] of table) {
    test(`says that ${JSON.stringify(a)} and ${JSON.stringify(b)} are ${same ? 'the same' : 'not the same'}`, () => {
      assert.equal(sameAnswer(a, b), same);
    });
  }

  test('finds an answer in a text by its letters or by its words, and never one that is empty', () => {
    assert.ok(mentionsAnswer('Who is the mayor of torrin Falls?', 'Torrin'));
    assert.ok(mentionsAnswer('Who wrote "The Garden of Glass"?', 'a garden of glass'));
    assert.ok(mentionsAnswer('Who lives in Port, Royal?', 'Port Royal'));
    assert.ok(!mentionsAnswer('Who is the mayor of Torrin?', 'Torrin Falls'));
    assert.ok(!mentionsAnswer('Who is the mayor of Torrin?', ' '));
    assert.ok(mentionsAnswer('in other words', 'the'), 'letters count, as in the released filter');
    assert.ok(!mentionsAnswer('the words', '?'));
  });
});

describe('similarity of texts by their words', () => {
  test('is words in both over words in either: 0 … 1, the same both ways round, 1 for a text and itself', () => {
    fc.assert(
      fc.property(words, words, anyText, (a, b, c) => {
        const union = new Set([...tokenSet(a), ...tokenSet(b)]).size;
        const both = [...tokenSet(a)].filter((word) => tokenSet(b).has(word)).length;
        assert.equal(similarity(a, b), union === 0 ? 1 : both / union);
        assert.equal(similarity(a, b), similarity(tokenSet(b), tokenSet(a)));
        assert.equal(similarity(c, c), 1);
      }),
    );
  });

  test('counts each word once, in lower case, letters and digits alone', () => {
    assert.deepEqual([...tokenSet('Who, who — born in 1920? Été!')], ['who', 'born', 'in', '1920', 'été']);
    assert.equal(similarity('a b c d', 'A, B; C! E'), 3 / 5);
    assert.equal(similarity('one', ''), 0);
  });

  test('takes four of five words for no near-duplicate, and five of six for one', () => {
    assert.ok(!(similarity('a b c d', 'a b c d e') > NEAR_DUPLICATE));
    assert.ok(similarity('a b c d e', 'a b c d e f') > NEAR_DUPLICATE);
  });
});
