import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { loadGame, loadLanguageGame } from '@parlor/envs';
import { parlorMany, type Run } from '../support/process.ts';
import { type Fields, rows } from '../support/rows.ts';

/** What cannot be loaded, and what the refusal must say. */
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['tiny_hanabi(cards=3)', /3 cards and 3 actions need 81 payoffs/],
  ['hanabi(colours=1,ranks=1)', /raise colours or ranks, or take a smaller hand/],
  ['hex(size=3)', /hex has no option "size"; its options are rows, columns, swap/],
  ['word_duel(length=400)', /option length must be a whole number from 4 to 5, not 400/],
  ['in_words(game=kuhn_poker(players=9))', /players must be a whole number from 2 to 6, not 9/],
];

/** Options of a row, by their names. */
function optionsOf(row: Fields): Readonly<Record<string, Fields>> {
  const options = row['options'] as readonly Fields[];
  return Object.fromEntries(options.map((option) => [String(option['name']), option]));
}

describe('games, with options', { concurrency: 2 }, () => {
  let runs: readonly Run[] = [];
  before(async () => {
    runs = await parlorMany([
      ['games', 'hex(rows=3)'],
      ['games', 'hex', 'word_duel'],
      ['games', 'hanabi', 'hanabi(players=3)'],
      ['games', 'word_duel(length=4)'],
      ...REFUSED.map(([spec]) => ['games', spec]),
    ]);
  });

  test('has the sizes of the board that is asked for, and marks which options are given', () => {
    const { status, stdout } = runs[0];
    assert.equal(status, 0);
    assert.match(stdout, /^hex\(rows=3\) +2 +x, o +zero-sum +perfect +9 +21 +0 +29$/m);
    assert.match(stdout, /^ {2}rows .*; 11 unless given; here 3, as given\)$/m);
    assert.match(stdout, /^ {2}columns .*; 11 unless others say otherwise; here 3\)$/m);
    assert.match(stdout, /^ {2}swap .*; false unless given\)$/m);
  });

  test('says below the table with which options the sizes are', () => {
    const [given, plain, mixed, words] = runs.map(({ stdout }) => stdout);
    assert.match(plain, /^Sizes are those with default options:/m);
    for (const stdout of [given, mixed])
      assert.match(stdout, /^Sizes are those with the options given, and the defaults of the others:/m);
    assert.doesNotMatch(words, /^Sizes/m); // it has none
  });

  test('a game without options has as many players as there may be, one with options as it has seats', () => {
    const { stdout } = runs[2];
    assert.match(stdout, /^hanabi +2–5 +player 1, player 2 /m);
    assert.match(stdout, /^hanabi\(players=3\) +3 +player 1, player 2, player 3 /m);
  });

  test('marks the options of a game in words as well', () => {
    const { stdout } = runs[3];
    assert.match(stdout, /^word_duel\(length=4\) +2 /m);
    assert.match(stdout, /^ {2}length .*; 5 unless given; here 4, as given\)$/m);
  });

  for (const [index, [spec, message]] of REFUSED.entries()) {
    test(`refuses ${spec} as loading it does`, () => {
      const { status, stdout, stderr } = runs[4 + index];
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
    });
  }

  test('has rows with the spec that is loaded, its sizes, and each option as it is', async () => {
    const hex = loadGame('hex(rows=3)');
    const words = loadLanguageGame('in_words(game=kuhn_poker(players=3))');
    const told = await rows(['games', 'hex', 'hex(rows=3)', words.spec, '--json'], 'game');
    const [plain, small, kuhn] = told.rows;
    assert.deepEqual([small['name'], small['given'], small['spec']], ['hex', 'hex(rows=3)', hex.spec]);
    const { actionCount: actions, observationSize: observation, chanceCount: chance, stateSize: state } = hex;
    assert.deepEqual(small['sizes'], { actions, observation, chance, state });
    assert.notDeepEqual(plain['sizes'], small['sizes']);
    const columns = { default: null, usual: '11', value: '3', given: false };
    const { rows: rowsOption, columns: columnsOption } = optionsOf(small);
    assert.deepEqual({ ...columnsOption, ...columns }, columnsOption);
    assert.deepEqual([rowsOption['value'], rowsOption['given']], ['3', true]);
    assert.equal(optionsOf(plain)['rows']['value'], '11');
    assert.deepEqual([kuhn['spec'], kuhn['seats'], kuhn['sizes']], [words.spec, 3, null]);
    assert.equal(optionsOf(kuhn)['game']['value'], 'kuhn_poker(players=3)');
  });
});
