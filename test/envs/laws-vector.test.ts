import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { kuhnPoker, leducPoker, VectorEnv, type VectorReset } from '@parlor/envs';
import { benchOf } from '../../envs/laws/law.ts';
import { vectorLaw } from '../../envs/laws/vector.ts';
import { antes, natural } from './broken/deals.ts';
import { oddOneOut } from './broken/tiny.ts';
import { stranger } from './stranger.ts';

const GAMES = [kuhnPoker(), leducPoker(), oddOneOut(), natural(), antes, stranger()];

/** Whether the law finds no fault with vector environments of a kind. */
function holds(game: (typeof GAMES)[number], Kind: typeof VectorEnv): boolean {
  const law = vectorLaw((rules, options) => new Kind(rules, options));
  return !fc.check(law.property(benchOf(game)), { seed: 1, numRuns: 40 }).failed;
}

/** Pays at `reset` what chance pays before the first decision, and not again. */
class PaysAtReset extends VectorEnv {
  private before = new Float64Array(0);

  override reset(options: VectorReset): void {
    super.reset(options);
    this.before = new Float64Array(this.rewards.length);
    for (let k = 0; k < this.count; k++) {
      const { seats } = this.game;
      if (this.finished[k] === 0)
        this.game.returns(this.state(k), this.before.subarray(k * seats, (k + 1) * seats));
    }
    this.before.forEach((value, at) => (this.rewards[at] += value));
  }

  override step(actions: Int32Array): void {
    super.step(actions);
    this.before.forEach((value, at) => (this.rewards[at] -= value));
    this.before.fill(0);
  }
}

/** Keeps quiet about episodes that end before anybody decides. */
class SkipsEpisodes extends VectorEnv {
  override reset(options: VectorReset): void {
    super.reset(options);
    this.finished.fill(0);
  }
}

/** Restarts finished games although it was asked not to. */
class AlwaysRestarts extends VectorEnv {
  constructor(...[game, options]: ConstructorParameters<typeof VectorEnv>) {
    super(game, { ...options, restart: true });
  }
}

/** Tells the history of the episode that has just begun as that of the one that has ended. */
class WrongHistory extends VectorEnv {
  override finalHistory(k: number): Int32Array {
    return this.history(k);
  }
}

/** Gives the signals of the episode that ended first, for as long as it is. */
class StaleSignals extends VectorEnv {
  private before: Float64Array | undefined;

  override step(actions: Int32Array): void {
    super.step(actions);
    if (!this.finished.includes(1)) return;
    if (this.before === undefined) this.before = this.finalSignals.slice();
    else this.finalSignals.set(this.before);
  }
}

/** Gives the roles of the episode that has just begun as those of the one that has ended. */
class NextRoles extends VectorEnv {
  override step(actions: Int32Array): void {
    super.step(actions);
    const { seats, role } = this.game;
    for (let k = 0; k < this.count; k++) {
      for (let seat = 0; seat < seats && this.seats[k] >= 0; seat++)
        this.finalRoles[k * seats + seat] = role(this.state(k), seat);
    }
  }
}

describe('the law of vector environments', () => {
  for (const game of GAMES) {
    test(`holds of ${game.spec}`, () => assert.ok(holds(game, VectorEnv)));
  }

  test('catches one that pays antes at reset', () => {
    assert.equal(holds(antes, PaysAtReset), false);
    assert.equal(holds(natural(), PaysAtReset), false);
    assert.equal(holds(kuhnPoker(), PaysAtReset), true);
  });

  test('catches one that hides episodes that end before anybody decides', () => {
    assert.equal(holds(natural(), SkipsEpisodes), false);
    assert.equal(holds(kuhnPoker(), SkipsEpisodes), true);
  });

  test('catches one that restarts games that should stay finished', () => {
    for (const game of GAMES) assert.equal(holds(game, AlwaysRestarts), false);
  });

  test('catches one that mixes up the signals, or the roles, of two episodes', () => {
    for (const Kind of [StaleSignals, NextRoles]) {
      assert.equal(holds(stranger(), Kind), false);
      assert.equal(holds(kuhnPoker(), Kind), true);
    }
  });

  test('catches one that mixes up the histories of two episodes', () => {
    for (const game of GAMES) assert.equal(holds(game, WrongHistory), false);
  });
});
