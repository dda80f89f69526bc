import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gameNames } from '@parlor/envs';
import { ROOT } from '../support/folder.ts';
import { node, type Run, TYPESCRIPT } from '../support/process.ts';

const fuzz = (...words: string[]): Promise<Run> =>
  node([...TYPESCRIPT, join(ROOT, 'scripts/fuzz.ts'), ...words]);

describe('fuzz', { concurrency: 2 }, () => {
  test('says so many replies in all games in words, and counts the verdicts by their reasons', async () => {
    const { status, stdout } = await fuzz('--replies', '2000', '--json');
    assert.equal(status, 0, stdout);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const result = rows.pop();
    assert.deepEqual([result?.['type'], result?.['ok'], result?.['replies']], ['result', true, 2000]);
    assert.equal(rows.length, gameNames('language').length);
    let total = 0;
    for (const { type, replies, accepted, rejected, fault, slowest } of rows) {
      assert.deepEqual([type, fault], ['fuzz', null]);
      const counts = Object.values(rejected as Record<string, number>);
      assert.equal(
        counts.reduce((sum, count) => sum + count, Number(accepted)),
        replies,
      );
      assert.ok(Number(slowest) > 0);
      total += Number(replies);
    }
    assert.equal(total, 2000);
  });

  test('shows a table, and takes a game with its options', async () => {
    const { status, stdout } = await fuzz('--replies', '500', '--game', 'word_duel(words=4)', '--seed', 'x');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /word_duel\(rounds=6,length=5,words=4\) +500 /);
    assert.match(stdout, /500 replies, seed x, \d+ s: every one got a verdict\.\n$/);
  });

  test('refuses a closed game and an unknown option in one line', async () => {
    for (const [words, problem] of [
      [['--game', 'kuhn_poker'], /kuhn_poker is a closed game/],
      [['--game', 'nothing'], /no game "nothing"/],
      [['--replies', '0'], /whole number/],
    ] as const) {
      const { status, stderr } = await fuzz(...words);
      assert.equal(status, 2);
      assert.match(stderr, problem);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    }
  });
});
