import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gameNames, loadGame, parseSpec } from '@parlor/envs';
import { checkGame, gameLaws } from '@parlor/envs/laws';
import { LARGER_LAW_SPECS, LAW_SPECS } from '../../scripts/support/law-specs.ts';

/** Of each law that plays at random. */
const RUNS = 21;
/** What is asked for: playthroughs of each game, over all its laws. */
const LEAST = 1_000;

describe('every law holds in', () => {
  for (const spec of LAW_SPECS) {
    test(spec, () => {
      const game = loadGame(spec);
      assert.ok(gameLaws(game).filter(({ once }) => !once).length * RUNS >= LEAST);
      assert.deepEqual(checkGame(game, { runs: RUNS, seed: 1 }).violations, []);
    });
  }
});

describe('the games under law', () => {
  const all = [...LAW_SPECS, ...LARGER_LAW_SPECS];

  test('are every registered closed game, and none twice', () => {
    const listed = new Set(LAW_SPECS.map((spec) => parseSpec(spec).game));
    assert.deepEqual([...listed].sort(), gameNames('closed'));
    assert.equal(new Set(all.map((spec) => loadGame(spec).spec)).size, all.length);
  });

  // What people play first must not be what was never checked; hex alone takes too long, and has a smaller board.
  test('are all of them as they are without options', () => {
    const specs = new Set(all.map((spec) => loadGame(spec).spec));
    const missing = gameNames('closed').filter((name) => !specs.has(loadGame(name).spec));
    assert.deepEqual(missing, ['hex']);
  });
});
