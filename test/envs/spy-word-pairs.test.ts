import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORD_CATEGORIES, WORD_PAIRS, type WordPair } from '@parlor/envs';

/** What is said of a pair that breaks a rule: an empty list means that the rule holds for all pairs. */
const breaches = (rule: (pair: WordPair) => readonly string[]): string[] =>
  WORD_PAIRS.flatMap((pair) => rule(pair).map((text) => `${pair.words.join(' / ')}: ${text}`));

const cluesOf = ({ both, own: [first, second] }: WordPair): readonly string[] => [
  ...both,
  ...first,
  ...second,
];

/** Whether one of the two is the other or its plural. */
const sameWord = (one: string, other: string): boolean =>
  [
    [one, other],
    [other, one],
  ].some(([a = '', b]) => [a, `${a}s`, `${a}es`, a.replace(/y$/, 'ies')].includes(b ?? ''));

/** Whether a clue says a word, which may be several words long. */
function says(clue: string, word: string): boolean {
  const said = clue.toLowerCase().split(/[^a-z]+/);
  const parts = word.split(' ');
  return said.some((_, at) => parts.every((part, offset) => sameWord(said[at + offset] ?? '', part)));
}

/** Names that English writes with a capital; USA is one in capitals throughout. */
const NAMES = new Set(
  `Africa British Broadway Einstein France Greeks Halloween Hawaii India Italian Italians Italy Japan Louisiana Mexico
  Newton Nile Nobel Olympic Olympics Oscar Romans Santa Saturdays Shakespeare Sunday Sundays Thai USA Vikings
  Wimbledon`.split(/\s+/),
);

/** The pronouns and determiners that may open a clause; whatever else does is a noun, or a word before one. */
const OPENERS = new Set(
  `it they he she you your its this there somebody someone everybody everyone nobody nothing something anybody a an the
  some many most all both two three half another each every one few no only part lots`.split(/\s+/),
);
/** What follows a verb and no subject: `wears a helmet` and `stands in front`, but not `doctors wear one`. */
const AFTER_VERB = new Set(
  'a an the its your his her to into in on at up down out by from off over after away around along back about above under with without long wide white homework'.split(
    ' ',
  ),
);
/** Verbs that a clue without a subject would open with. */
const VERBS = new Set(
  `has have is are was were may can must will does do makes make needs need gives give takes take goes go comes come keeps keep
  wears wear works work knows know sees see stands sits sews floats helps holds looks hold worn made used held useful good`.split(
    /\s+/,
  ),
);

/** Whether a clue opens with a subject: a word of {@link OPENERS}, or a noun that a verb comes after. */
function hasSubject(clue: string): boolean {
  const [first = '', second = '', ...more] = clue.toLowerCase().split(/[ ,]+/);
  if (OPENERS.has(first)) return second !== '';
  // `Fruit and sugar go into it` is a clause, `long and thin` is none.
  return !VERBS.has(first) && more.length > (second === 'and' ? 1 : 0) && !AFTER_VERB.has(second);
}

const difficulties = ['easy', 'medium', 'hard'] as const;

test('there are at least 320 pairs of words in at least 14 categories', () => {
  assert.ok(WORD_PAIRS.length >= 320, `${WORD_PAIRS.length} pairs`);
  assert.ok(WORD_CATEGORIES.length >= 14, `${WORD_CATEGORIES.length} categories`);
});

test('categories are single words of their own, and every pair is in one of them', () => {
  assert.equal(new Set(WORD_CATEGORIES).size, WORD_CATEGORIES.length);
  assert.deepEqual(
    WORD_CATEGORIES.filter((category) => !/^[a-z]+$/.test(category)),
    [],
  );
  assert.deepEqual(
    breaches(({ category }) => (WORD_CATEGORIES.includes(category) ? [] : [category])),
    [],
  );
});

test('every category has easy, medium and hard pairs, none of them rare', () => {
  for (const category of WORD_CATEGORIES) {
    const inside = WORD_PAIRS.filter((pair) => pair.category === category);
    for (const difficulty of difficulties) {
      const share = inside.filter((pair) => pair.difficulty === difficulty).length / inside.length;
      assert.ok(share >= 0.2, `${category}: ${share} of the pairs are ${difficulty}`);
    }
  }
});

test('words are in lower case, with no more than single spaces between them', () => {
  assert.deepEqual(
    breaches(({ words }) => words.filter((word) => !/^[a-z]+( [a-z]+)*$/.test(word))),
    [],
  );
});

test('no pair comes twice, in either order, and no word is in more than three pairs', () => {
  const keys = WORD_PAIRS.map(({ words }) => words.toSorted().join('/'));
  assert.deepEqual(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
  const uses = new Map<string, number>();
  for (const word of WORD_PAIRS.flatMap(({ words }) => words)) uses.set(word, (uses.get(word) ?? 0) + 1);
  assert.deepEqual(
    [...uses].filter(([, count]) => count > 3),
    [],
  );
  assert.deepEqual(
    breaches(({ words: [first, second] }) => (sameWord(first, second) ? ['the same'] : [])),
    [],
  );
});

test('a pair has three clues that fit both words, and two for either word alone', () => {
  assert.deepEqual(
    breaches(({ both, own: [first, second] }) =>
      both.length >= 3 && first.length >= 2 && second.length >= 2 ? [] : ['too few clues'],
    ),
    [],
  );
});

test('clues are short, in plain letters and simple punctuation, and said once in a pair', () => {
  assert.deepEqual(
    breaches((pair) =>
      cluesOf(pair).filter((clue) => clue.length > 60 || !/^[A-Za-z]+([ ,'-]{1,2}[A-Za-z]+)*$/.test(clue)),
    ),
    [],
  );
  assert.deepEqual(
    breaches((pair) => cluesOf(pair).filter((clue, at, clues) => clues.indexOf(clue) !== at)),
    [],
  );
});

test('clues are clauses with a subject, so that they can follow `I agree that`', () => {
  for (const clue of [
    'it floats',
    'doctors work there',
    'their owner may look cool',
    'long speeches cause it',
  ])
    assert.ok(hasSubject(clue), clue);
  for (const clue of [
    'sews',
    'makes you look good',
    'pulls a rabbit out of a hat',
    'long and thin',
    'stands in front',
  ])
    assert.ok(!hasSubject(clue), clue);
  assert.deepEqual(
    breaches((pair) => cluesOf(pair).filter((clue) => !hasSubject(clue))),
    [],
  );
});

test('names have a capital in clues, and nothing else has', () => {
  const names = new Set([...NAMES].map((name) => name.toLowerCase()));
  assert.deepEqual(
    breaches((pair) =>
      cluesOf(pair)
        .flatMap((clue) => clue.replaceAll('Robin Hood', '').split(/[^A-Za-z]+/))
        .filter((word) => (/[A-Z]/.test(word) || names.has(word)) && !NAMES.has(word)),
    ),
    [],
  );
});

test('a plural, a word within a sentence and words in a row are found, a part of a word is not', () => {
  assert.ok(says('it catches mice, flies and noses', 'fly'));
  assert.ok(says('it catches mice, flies and noses', 'nose'));
  assert.ok(says('two glasses of it', 'glass'));
  assert.ok(says('it needs an ice cream', 'ice cream'));
  assert.ok(!says('it has a nice cap', 'ice'));
  assert.ok(!says('ice makes it creamy', 'ice cream'));
});

test('no clue says a word of its pair, in the singular or in the plural', () => {
  assert.deepEqual(
    breaches((pair) => cluesOf(pair).filter((clue) => pair.words.some((word) => says(clue, word)))),
    [],
  );
});

test('no clue is true of a word in one pair and untrue of it in another', () => {
  const truths = new Set<string>();
  for (const { words, both, own } of WORD_PAIRS) {
    words.forEach((word, at) => {
      for (const clue of [...both, ...(own[at] ?? [])]) truths.add(`${word}: ${clue}`);
    });
  }
  assert.deepEqual(
    WORD_PAIRS.flatMap(({ words: [first, second], own: [ofFirst, ofSecond] }) => [
      ...ofFirst.map((clue) => `${second}: ${clue}`),
      ...ofSecond.map((clue) => `${first}: ${clue}`),
    ]).filter((claim) => truths.has(claim)),
    [],
  );
});
