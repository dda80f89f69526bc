import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import { LAW_SPECS } from '../../scripts/support/law-specs.ts';

/** Of each law; over all of a game's laws there are more than a thousand. */
const RUNS = 40;

describe('every law holds in', () => {
  for (const spec of LAW_SPECS) {
    test(spec, () => {
      assert.deepEqual(checkGame(loadGame(spec), { runs: RUNS, seed: 1 }).violations, []);
    });
  }
});
