import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { ROOT, temporaryFolder } from '../support/folder.ts';
import { node, type Run, TYPESCRIPT } from '../support/process.ts';

const laws = (...words: string[]): Promise<Run> =>
  node([...TYPESCRIPT, join(ROOT, 'scripts/laws.ts'), ...words]);

/** Rock, paper, scissors in which both are said to win at most half a point. */
const BAD = `
import { rockPaperScissors } from '@parlor/envs';
export default { ...rockPaperScissors(), id: 'small_stakes', spec: 'small_stakes', payoffRange: [-0.5, 0.5] };
`;
const bad = join(temporaryFolder(), 'small-stakes.ts');
writeFileSync(bad, BAD);

describe('laws', { concurrency: 2 }, () => {
  test('holds games to every law, with as many playthroughs of each as asked for', async () => {
    const specs = ['ultimatum(pot=3)', 'rock_paper_scissors', 'kuhn_poker'];
    const words = specs.flatMap((spec) => ['--game', spec]);
    const { status, stdout } = await laws('--playthroughs', '200', '--json', ...words);
    assert.equal(status, 0, stdout);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const result = rows.pop();
    assert.deepEqual([result?.['type'], result?.['ok'], result?.['games']], ['result', true, rows.length]);
    assert.deepEqual(
      rows.map(({ spec }) => spec),
      specs.map((spec) => loadGame(spec).spec),
    );
    for (const { type, playthroughs, laws: asked, ok, violations } of rows) {
      assert.deepEqual([type, ok, violations], ['laws', true, []]);
      assert.ok(Number(playthroughs) >= 200 && Number(asked) > 50);
    }
  });

  test('tells the shortest play that breaks a law beside the games that keep theirs, and fails', async () => {
    const { status, stdout } = await laws(
      ...['--playthroughs', '500', '--game', bad, '--game', 'kuhn_poker(players=3)', '--seed', '7'],
    );
    assert.equal(status, 1, stdout);
    assert.match(stdout, /✖ small_stakes: .* breaks payoff-range .*\n +actions: \[0, 1\]\n/);
    assert.match(stdout, /\nsmall_stakes +56 .* broken: payoff-range/);
    assert.match(stdout, /\nkuhn_poker\(players=3\) +\d+ +\d+ +[\d.]+ +every law holds\n/);
    assert.match(stdout, /\d+ playthroughs, seed 7, \d+ s: 1 of 2 games break a law\.\n$/);
  });

  test('refuses a game in words, an unknown game and a seed that is a text in one line', async () => {
    for (const [words, problem] of [
      [['--game', 'word_duel'], /word_duel is a game in words/],
      [['--game', 'nothing'], /no game "nothing"/],
      [['--seed', 'x'], /seed of a check must be a whole number/],
      [['--playthroughs', '0'], /whole number from 1 on; see npm run laws -- --help\.$/m],
    ] as const) {
      const { status, stderr } = await laws(...words);
      assert.equal(status, 2);
      assert.match(stderr, problem);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    }
  });
});
