import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadGame, OptionError, VectorEnv } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../agents/policy.ts';
import { rollout } from '../../agents/play/index.ts';
import { FirstLegalPolicy, TabularPolicy, UniformPolicy } from '../../agents/policies/index.ts';
import { buildTree, expectedValue, tabulate, uniformTreePolicy } from '../../agents/solvers/index.ts';
import { stranger } from '../envs/stranger.ts';
import { treePolicies } from './solvers-support.ts';

const uniform = new UniformPolicy();

/** Always the last legal action. */
const lastLegal: Policy = {
  name: 'last-legal',
  act({ count, legalOffsets }: DecisionBatch, probabilities) {
    for (let row = 0; row < count; row++) {
      probabilities.fill(0, legalOffsets[row], legalOffsets[row + 1]);
      probabilities[legalOffsets[row + 1] - 1] = 1;
    }
  },
};

/** Plays as another policy does, and keeps the first token of every decision of a first call: the card that was dealt. */
function watching(policy: Policy): Policy & { cards: number[] } {
  const watcher = {
    name: 'watcher',
    cards: [] as number[],
    act(batch: DecisionBatch, probabilities: Float64Array): void | Promise<void> {
      if (watcher.cards.length === 0) {
        for (let row = 0; row < batch.count; row++) watcher.cards.push(batch.tokens(row)[0]);
      }
      return policy.act(batch, probabilities);
    },
  };
  return watcher;
}

test('a rollout is the same for every batch size', async () => {
  for (const spec of [
    'kuhn_poker(players=3)',
    'leduc_poker',
    'tic_tac_toe',
    'rock_paper_scissors',
  ] as const) {
    const game = loadGame(spec);
    const policies = Array.from({ length: game.seats }, (_, seat) => (seat === 1 ? lastLegal : uniform));
    const whole = await rollout(game, policies, { seed: 'batches', episodes: 150 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (batch) => {
        assert.deepEqual(await rollout(game, policies, { seed: 'batches', episodes: 150, batch }), whole);
      }),
      { numRuns: 8, seed: 7, examples: [[1], [150]] },
    );
  }
});

test('a rollout of a game with stages tells roles and training signals, for every batch size', async () => {
  const game = stranger();
  const policies = [uniform, lastLegal, uniform];
  const whole = await rollout(game, policies, { seed: 8, episodes: 90 });
  const { roles, signals, returns } = whole;
  assert.ok(roles && signals);
  assert.deepEqual([roles.length, signals.length], [270, 540]);
  for (const batch of [1, 7, 64])
    assert.deepEqual(await rollout(game, policies, { seed: 8, episodes: 90, batch }), whole);
  const part = await rollout(game, policies, { seed: 8, episodes: 20, first: 30, batch: 6 });
  assert.deepEqual(part.roles, roles.subarray(90, 150));
  assert.deepEqual(part.signals, signals.subarray(180, 300));
  for (let episode = 0; episode < 90; episode++) {
    const own: Float64Array = signals.subarray(6 * episode, 6 * episode + 6);
    assert.deepEqual(own.subarray(0, 3), returns.subarray(3 * episode, 3 * episode + 3));
    // The stranger is the one role that there is once, and has no vote.
    const who = roles.subarray(3 * episode, 3 * episode + 3).indexOf(0);
    assert.deepEqual(
      [0, 1, 2].filter((seat) => Number.isNaN(own[3 + seat])),
      [who],
    );
    if (who !== 1) assert.equal(own[4], -0.5, 'the last legal vote is for nobody');
  }
  assert.deepEqual(
    Object.keys(await rollout(loadGame('kuhn_poker'), [uniform, uniform], { seed: 1, episodes: 1 })),
    ['returns', 'decisions', 'transitions'],
  );
});

test('a part of a rollout is the same played alone', async () => {
  const game = loadGame('leduc_poker');
  const whole = await rollout(game, [uniform, uniform], { seed: 3, episodes: 120 });
  const part = await rollout(game, [uniform, uniform], { seed: 3, episodes: 50, first: 60 });
  assert.deepEqual(part.returns, whole.returns.subarray(120, 220));
});

test('who sits where does not change the deal', async () => {
  const game = loadGame('leduc_poker');
  const deal = async (policies: readonly [Policy, Policy], seat: number): Promise<number[]> => {
    const watcher = watching(policies[seat]);
    const seated = policies.map((policy, at) => (at === seat ? watcher : policy));
    await rollout(game, seated, { seed: 11, episodes: 200, batch: 200 });
    assert.equal(watcher.cards.length, 200);
    return watcher.cards;
  };
  assert.deepEqual(await deal([uniform, lastLegal], 0), await deal([lastLegal, uniform], 0));
  assert.deepEqual(await deal([lastLegal, uniform], 1), await deal([lastLegal, lastLegal], 1));
  assert.notDeepEqual(await deal([uniform, uniform], 0), await deal([uniform, uniform], 1));
});

test('a policy that holds several seats is asked once a turn, and plays as copies of it would', async () => {
  const game = loadGame('kuhn_poker');
  let calls = 0;
  const counting: Policy = {
    name: 'counting',
    act(batch, probabilities) {
      calls++;
      uniform.act(batch, probabilities);
    },
  };
  const together = await rollout(game, [counting, counting], { seed: 5, episodes: 64 });
  assert.equal(calls, 3, 'no game of Kuhn poker has more than three decisions');
  assert.deepEqual(together, await rollout(game, [uniform, new UniformPolicy()], { seed: 5, episodes: 64 }));
});

test('policies may answer later', async () => {
  const game = loadGame('leduc_poker');
  const slow: Policy = {
    name: 'slow',
    async act(batch, probabilities) {
      await Promise.resolve();
      uniform.act(batch, probabilities);
    },
  };
  const options = { seed: 6, episodes: 50, batch: 20 };
  assert.deepEqual(
    await rollout(game, [slow, lastLegal], options),
    await rollout(game, [uniform, lastLegal], options),
  );
});

test('seeds tell rollouts apart', async () => {
  const game = loadGame('leduc_poker');
  const one = await rollout(game, [uniform, uniform], { seed: 1, episodes: 50 });
  const other = await rollout(game, [uniform, uniform], { seed: 2, episodes: 50 });
  assert.notDeepEqual(one.returns, other.returns);
});

test('a rollout deals as a vector environment of the same seed does, and counts what happens', async () => {
  const game = loadGame('kuhn_poker');
  const episodes = 40;
  const { returns, decisions, transitions } = await rollout(game, [lastLegal, lastLegal], {
    seed: 9,
    episodes,
  });
  const env = new VectorEnv(game, { count: episodes, restart: false });
  env.reset({ seed: 9 });
  env.step(new Int32Array(episodes).fill(1));
  env.step(new Int32Array(episodes).fill(1));
  assert.deepEqual(returns, env.finalReturns);
  assert.equal(decisions, 2 * episodes);
  assert.equal(transitions, 4 * episodes, 'two cards, a bet and a call');
});

test('mean returns agree with exact expected values', async () => {
  for (const [spec, episodes] of [
    ['kuhn_poker', 40_000],
    ['kuhn_poker(players=3)', 40_000],
    ['leduc_poker', 20_000],
    ['tic_tac_toe', 10_000],
  ] as const) {
    const game = loadGame(spec);
    const tree = buildTree(game);
    const seated = Array.from({ length: game.seats }, () => uniform);
    const { returns } = await rollout(game, seated, { seed: `mean ${spec}`, episodes });
    checkMeans(returns, expectedValue(tree, uniformTreePolicy(tree)));
  }
});

test('mean returns of tables agree with exact expected values, whoever sits where', async () => {
  const game = loadGame('kuhn_poker');
  const tree = buildTree(game);
  const tables = fc
    .sample(treePolicies(tree), { numRuns: 3, seed: 8 })
    .map((policy) => TabularPolicy.fromTree(tree, policy));
  for (const first of [...tables, new FirstLegalPolicy()]) {
    for (const second of tables) {
      const merged = (await tabulate(tree, first)).slice();
      const from = tree.sequenceOffsets[tree.seatInfosets[1]];
      merged.set((await tabulate(tree, second)).subarray(from), from);
      const { returns } = await rollout(game, [first, second], { seed: 13, episodes: 5000 });
      checkMeans(returns, expectedValue(tree, merged));
    }
  }
});

/** Every seat's mean is within five standard errors of what is expected. */
function checkMeans(returns: Float64Array, expected: Float64Array): void {
  const seats = expected.length;
  const episodes = returns.length / seats;
  expected.forEach((value, seat) => {
    const own = returns.filter((_, at) => at % seats === seat);
    const mean = own.reduce((sum, each) => sum + each, 0) / episodes;
    const variance = own.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (episodes - 1);
    const error = Math.sqrt(variance / episodes);
    assert.ok(
      Math.abs(mean - value) <= 5 * error + 1e-12,
      `seat ${seat}: mean ${mean} ± ${error}, expected ${value}`,
    );
  });
}

test('bad rollout options are refused with what would do', async () => {
  const game = loadGame('kuhn_poker');
  await assert.rejects(
    rollout(game, [uniform], { seed: 1, episodes: 1 }),
    (error) => error instanceof OptionError && /kuhn_poker.*2 seats.*1 policies/.test(error.message),
  );
  for (const bad of [
    { episodes: 0 },
    { episodes: 1.5 },
    { episodes: 1, batch: 0 },
    { episodes: 1, first: -1 },
  ]) {
    await assert.rejects(rollout(game, [uniform, uniform], { seed: 1, ...bad }), OptionError);
  }
});
