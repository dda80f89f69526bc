import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type DecisionBatch,
  type Policy,
  PolicyError,
  rollout,
  SplitPolicy,
  UniformPolicy,
} from '@parlor/agents';
import { type Game, loadGame, VectorEnv } from '@parlor/envs';

/** Answers by all that a row says: its observation, seat, tokens and legal actions. */
class Reader implements Policy {
  readonly name: string;
  asked = 0;
  private readonly salt: number;
  private readonly later: boolean;

  constructor(salt: number, later: boolean) {
    this.name = `reader ${salt}`;
    this.salt = salt;
    this.later = later;
  }

  act(batch: DecisionBatch, probabilities: Float64Array): void | Promise<void> {
    this.asked += batch.count;
    if (!this.later) return this.answer(batch, probabilities);
    return Promise.resolve().then(() => this.answer(batch, probabilities));
  }

  private answer(batch: DecisionBatch, probabilities: Float64Array): void {
    const size = batch.game.observationSize;
    for (let row = 0; row < batch.count; row++) {
      const seen = [
        this.salt,
        batch.seats[row],
        ...batch.tokens(row),
        ...batch.observations.subarray(row * size, (row + 1) * size),
      ];
      const mark = seen.reduce((hash, value) => (hash * 31 + value * 7 + 1) % 10_007, 0);
      const [from, to] = [batch.legalOffsets[row], batch.legalOffsets[row + 1]];
      let sum = 0;
      for (let at = from; at < to; at++)
        sum += probabilities[at] = 1 + ((mark * (3 + batch.legalActions[at])) % 11);
      for (let at = from; at < to; at++) probabilities[at] /= sum;
    }
  }
}

/** The decisions that wait in a vector environment, in any order and from any place of the legal list on. */
function waiting(env: VectorEnv, order: readonly number[]): DecisionBatch {
  const { game } = env;
  const size = game.observationSize;
  const offsets = [0];
  const legal: number[] = [];
  for (const k of order) {
    legal.push(...env.legalActions.subarray(env.legalOffsets[k], env.legalOffsets[k + 1]));
    offsets.push(legal.length);
  }
  return {
    game,
    count: order.length,
    observations: Float32Array.from(
      order.flatMap((k) => Array.from(env.observations.subarray(k * size, (k + 1) * size))),
    ),
    seats: Int32Array.from(order, (k) => env.seats[k]),
    legalOffsets: Int32Array.from(offsets),
    legalActions: Int32Array.from(legal),
    tokens: (row) => env.tokens(order[row]),
  };
}

/** A batch after some steps, so that rows differ in seats and in how much is legal. */
function environment(game: Game, count: number, steps: number): VectorEnv {
  const env = new VectorEnv(game, { count, track: true });
  env.reset({ seed: count });
  for (let step = 0; step < steps; step++) {
    env.step(
      Int32Array.from({ length: count }, (_, k) => {
        const from = env.legalOffsets[k];
        return env.legalActions[from + ((k * 7 + step) % (env.legalOffsets[k + 1] - from))];
      }),
    );
  }
  return env;
}

const rowsOf = (batch: DecisionBatch, probabilities: Float64Array): number[][] =>
  Array.from({ length: batch.count }, (_, row) =>
    Array.from(probabilities.subarray(batch.legalOffsets[row], batch.legalOffsets[row + 1])),
  );

async function ask(policy: Policy, batch: DecisionBatch): Promise<number[][]> {
  const probabilities = new Float64Array(batch.legalActions.length).fill(NaN);
  await policy.act(batch, probabilities);
  return rowsOf(batch, probabilities);
}

describe('a split policy', () => {
  const specs = ['leduc_poker', 'tic_tac_toe', 'kuhn_poker(players=3)'];

  test('answers each row as the policy that decides it does, asks none about another row, in batches of any size', async () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(6)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...specs),
        sizes,
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.nat(6),
        async (spec, batches, later, turn) => {
          const parts = later.map((waits, salt) => new Reader(salt, waits));
          const which = ({ seats }: DecisionBatch, row: number): number => (seats[row] + row + turn) % 3;
          const policy = new SplitPolicy('split', parts, which);
          for (const [count, steps] of batches) {
            const env = environment(loadGame(spec), count, steps);
            const batch = waiting(
              env,
              Array.from({ length: count }, (_, k) => k),
            );
            const before = parts.map(({ asked }) => asked);
            const answers = await ask(policy, batch);
            for (let row = 0; row < count; row++) {
              const index = which(batch, row);
              const [alone] = await ask(new Reader(index, false), waiting(env, [row]));
              assert.deepEqual(answers[row], alone);
            }
            const asked = parts.map((part, index) => part.asked - before[index]);
            assert.equal(
              asked.reduce((sum, rows) => sum + rows),
              count,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('gives a row the same answer wherever it stands', async () => {
    const env = environment(loadGame('leduc_poker'), 9, 3);
    const policy = new SplitPolicy(
      'split',
      [new Reader(0, false), new Reader(1, true)],
      ({ seats }, row) => seats[row],
    );
    const straight = Array.from({ length: 9 }, (_, k) => k);
    const answers = await ask(policy, waiting(env, straight));
    const shuffled = [4, 0, 8, 2, 6, 1, 7, 3, 5];
    const others = await ask(policy, waiting(env, shuffled));
    assert.deepEqual(
      others,
      shuffled.map((k) => answers[k]),
    );
  });

  test('answers at once where all its policies do', () => {
    const env = environment(loadGame('kuhn_poker'), 4, 1);
    const batch = waiting(env, [0, 1, 2, 3]);
    const now = new SplitPolicy('split', [new Reader(0, false), new UniformPolicy()], (_, row) => row % 2);
    assert.equal(now.act(batch, new Float64Array(8)), undefined);
  });

  test('plays as its parts would in the seats that it gives them', async () => {
    const game = loadGame('leduc_poker');
    const parts = [new Reader(3, false), new Reader(4, true)];
    const split = new SplitPolicy('split', parts, ({ seats }, row) => seats[row]);
    const options = { seed: 2, episodes: 60, batch: 25 };
    assert.deepEqual(await rollout(game, [split, split], options), await rollout(game, parts, options));
  });

  test('says which policies it has when a row is given to another', () => {
    const env = environment(loadGame('kuhn_poker'), 2, 0);
    for (const index of [-1, 1, 0.5, NaN]) {
      const policy = new SplitPolicy('odd', [new UniformPolicy()], () => index);
      assert.throws(
        () => policy.act(waiting(env, [0, 1]), new Float64Array(4)),
        (error) =>
          error instanceof PolicyError && /odd has the policies 0 to 0, and row 0/.test(error.message),
      );
    }
  });
});
