import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { convergenceNote, nashConvMeaning } from '../../scripts/support/nash-conv.ts';
import { temporaryFolder } from '../support/folder.ts';
import { parlor, parlorCommand } from '../support/process.ts';
import { rows } from '../support/rows.ts';

/** NashConv of Kuhn poker's average policies after 0 to 1000 iterations, as published implementations agree on. */
const KUHN: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  cfr: { 0: 0.916666667, 1: 0.916666667, 10: 0.137397588, 100: 0.016451955, 1000: 0.001875233 },
  'cfr+': { 0: 0.916666667, 1: 0.916666667, 10: 0.065374181, 100: 0.002388808, 1000: 0.000174731 },
};

const near = (value: unknown, wanted: number, reach = 1e-9): void =>
  assert.ok(
    typeof value === 'number' && Math.abs(value - wanted) <= reach,
    `${String(value)} is not ${wanted}`,
  );

describe('solve', { concurrency: 2 }, () => {
  for (const [algorithm, reference] of Object.entries(KUHN)) {
    test(`with ${algorithm} reaches the reference values on Kuhn poker`, async () => {
      const { rows: steps, result } = await rows(
        ['solve', 'kuhn_poker', '--algorithm', algorithm, '--iterations', '1000', '--json'],
        'iteration',
      );
      const nashConv = new Map(steps.map((row) => [row['iteration'], row['nashConv']]));
      for (const [iteration, wanted] of Object.entries(reference))
        near(nashConv.get(Number(iteration)), wanted);
      const { value, ...others } = result;
      assert.deepEqual(others, {
        type: 'result',
        game: 'kuhn_poker',
        spec: 'kuhn_poker(players=2)',
        algorithm,
        iterations: 1000,
        nashConv: nashConv.get(1000),
      });
      const [first, second] = value as number[];
      near(first, -1 / 18, 1e-3);
      assert.equal(first, -(second ?? NaN));
    });
  }

  test('with no iteration tells the uniform policy', async () => {
    const { rows: steps, result } = await rows(
      ['solve', 'leduc_poker', '--iterations', '0', '--json'],
      'iteration',
    );
    assert.equal(steps.length, 1);
    near(result['nashConv'], 4.747222222);
    near((result['value'] as number[])[0], -0.078125);
  });

  test('says what NashConv does not promise: where all are paid alike, of more than two seats, of no constant sum', async () => {
    for (const [spec, note] of [
      [
        'kuhn_poker(players=3)',
        'That NashConv falls to 0 is proven for two seats, not for 3: here it may come to rest above.',
      ],
      [
        'stag_hunt',
        'That NashConv falls to 0 is proven where payoffs have a constant sum: here it may come to rest above.',
      ],
      ['kuhn_poker', ''],
    ] as const)
      assert.equal(convergenceNote(loadGame(spec)), note);
    // A game in a file of the user's does as well as one of the suite.
    const file = join(temporaryFolder(), 'meeting.ts');
    const payoffs = '[[[2, 2], [0, 0]], [[0, 0], [1, 1]]]';
    writeFileSync(
      file,
      `import { normalForm } from '@parlor/envs';\nexport default normalForm({ id: 'meeting', payoffs: ${payoffs} });\n`,
    );
    const { stdout } = await parlor(['solve', file, '--iterations', '1']);
    assert.match(stdout, /^meeting: 7 histories, 2 information states/);
    assert.match(
      stdout,
      /\nAll seats are paid alike: .*\nbe the best that they can do together: the value tells/,
    );
    assert.match(nashConvMeaning(loadGame('tiny_hanabi')), /an equilibrium need not be the best/);
  });

  test('shows NashConv as it falls, and the values at the end', async () => {
    const { stdout, status } = await parlor(['solve', 'kuhn_poker', '--iterations', '100']);
    assert.equal(status, 0);
    assert.match(stdout, /^ +0 +0\.9166666667$/m);
    assert.match(stdout, /^ +100 +0\.0023888082$/m);
    assert.match(stdout, /^seat 1 +0\.05/m);
  });

  test('saves its policy even where nobody reads the table to its end', async () => {
    const path = join(temporaryFolder(), 'kuhn.json');
    const words = ['solve', 'kuhn_poker', '--iterations', '2000', '--out', path];
    const child = spawn(process.execPath, parlorCommand(words));
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    child.stdout.destroy(); // before anything is written, so that every write fails
    await once(child, 'close');
    assert.deepEqual({ status: child.exitCode, stderr }, { status: 0, stderr: '' });
    assert.match(readFileSync(path, 'utf8'), /kuhn_poker/);
  });

  test('saves a policy that evaluate finds to be worth the same, and that plays', async () => {
    const path = join(temporaryFolder(), 'kuhn.json');
    const solved = await rows(
      ['solve', 'kuhn_poker', '--iterations', '100', '--out', path, '--json'],
      'iteration',
    );
    const { result } = await rows(['evaluate', 'kuhn_poker', path, '--json']);
    near(result['nashConv'], Number(solved.result['nashConv']), 1e-12);
    near(result['uniformNashConv'], 0.916666667);
    assert.deepEqual(result['value'], solved.result['value']);

    const words = ['rollout', 'kuhn_poker', '--policy', `${path},uniform`, '--episodes', '50', '--json'];
    assert.equal((await rows(words)).status, 0);
    const other = await parlor(['evaluate', 'leduc_poker', path]);
    assert.deepEqual([other.status, other.stdout], [1, '']);
    assert.match(other.stderr, /^parlor: .*kuhn_poker.*leduc_poker.*\n$/);
  });
});
