import assert from 'node:assert/strict';
import test from 'node:test';
import { stream } from '@parlor/envs';
import { Network, type NetworkShape } from '../../agents/network/network.ts';
import type { TrainingBatch } from '../../agents/training/batch.ts';
import { decodeLearnerState, encodeLearnerState } from '../../agents/training/checkpoint.ts';
import { TrainingError } from '../../agents/training/errors.ts';
import { Learner, type LearnerOptions } from '../../agents/training/learner.ts';
import type { LossOptions } from '../../agents/training/loss.ts';
import { Adam, clipScale, globalNorm } from '../../agents/training/adam.ts';
import { StageSwitch } from '../../agents/training/stage-switch.ts';
import { engine, relativeError } from './support/compute.ts';
import { legalLists, randomProblem } from './support/problem.ts';

const SHAPE: NetworkShape = { inputs: 4, hidden: [16, 8], actions: 3 };
const FORMS: LossOptions[] = (['reinforce', 'ppo'] as const).flatMap((algorithm) =>
  (['probability', 'logit'] as const).map((space) => ({ algorithm, space })),
);

function options(changes: Partial<LearnerOptions> = {}): LearnerOptions {
  return {
    engine,
    shape: SHAPE,
    loss: { algorithm: 'ppo', space: 'logit' },
    learningRate: 0.01,
    entropy: 0.05,
    initialise: stream(1, 'test'),
    shuffle: stream(2, 'test'),
    ...changes,
  };
}

/** A random batch with so many decisions, as training sees it. */
function randomBatch(seed: number, count: number, shape = SHAPE): TrainingBatch {
  const { batch, actions } = randomProblem(seed, shape, count);
  return {
    count,
    observations: Float32Array.from(batch.observation),
    ...legalLists(batch.legal, shape.actions),
    actions: Int32Array.from(actions),
    oldProbability: Float32Array.from(batch.oldProbability),
    advantages: Float32Array.from(batch.advantage),
    returns: Float32Array.from(batch.valueTarget),
  };
}

const bits = (weights: Float32Array): string =>
  Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('hex');

test('the same seeds and batches give the same weights, bit for bit, and another seed does not', async () => {
  const results: string[] = [];
  for (const seed of [1, 1, 3]) {
    const learner = await Learner.create(
      options({
        initialise: stream(seed, 'test'),
        shuffle: stream(seed, 'test', { seat: 1 }),
        minibatch: 16,
        epochs: 2,
      }),
    );
    for (let round = 0; round < 3; round++) await learner.update(randomBatch(round, 50));
    results.push(bits(learner.weights));
  }
  assert.equal(results[0], results[1]);
  assert.notEqual(results[0], results[2]);
});

for (const loss of FORMS) {
  test(`${loss.algorithm} in ${loss.space} space learns which action pays in which situation`, async () => {
    const shape = { inputs: 2, hidden: [16], actions: 3 };
    const random = stream(8, 'test');
    const learner = await Learner.create(options({ shape, loss, learningRate: 0.02, entropy: 0.01 }));
    const network = await Network.create(engine, shape);
    const evaluator = network.evaluator(learner.weights);
    const count = 120;
    const logits = new Float32Array(count * 3);
    const values = new Float32Array(count);
    // Situation 0 pays for action 0, situation 1 for action 2; action 1 is never legal in situation 1.
    const probabilities = (row: number, situation: number): number[] => {
      const weights = [0, 1, 2].map((action) => {
        return situation === 1 && action === 1 ? 0 : Math.exp(logits[row * 3 + action]);
      });
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    };
    for (let round = 0; round < 60; round++) {
      const batch: TrainingBatch & { returns: Float32Array } = {
        count,
        observations: new Float32Array(count * 2),
        // Action 1 is never legal in the second situation.
        ...legalLists(
          Float32Array.from({ length: count * 3 }, (_, at) => (at % 6 === 4 ? 0 : 1)),
          3,
        ),
        actions: new Int32Array(count),
        oldProbability: new Float32Array(count),
        advantages: new Float32Array(count),
        returns: new Float32Array(count),
      };
      for (let row = 0; row < count; row++) batch.observations[row * 2 + (row % 2)] = 1;
      await evaluator.run(batch.observations, count, logits, values);
      for (let row = 0; row < count; row++) {
        const policy = probabilities(row, row % 2);
        const draw = random.unit();
        const action = draw < policy[0] ? 0 : draw < policy[0] + policy[1] ? 1 : 2;
        const pay = action === (row % 2 === 0 ? 0 : 2) ? 1 : 0;
        batch.actions[row] = action;
        batch.oldProbability[row] = policy[action];
        batch.returns[row] = pay;
        batch.advantages[row] = loss.algorithm === 'ppo' ? pay - values[row] : pay - 0.5;
      }
      await learner.update(batch);
    }
    await evaluator.run(Float32Array.of(1, 0, 0, 1), 2, logits, values);
    assert.ok(probabilities(0, 0)[0] > 0.9, `situation 0: ${probabilities(0, 0).join()}`);
    assert.ok(probabilities(1, 1)[2] > 0.9, `situation 1: ${probabilities(1, 1).join()}`);
    if (loss.algorithm === 'ppo') assert.ok(values[0] > 0.7 && values[1] > 0.7, 'the critic expects the pay');
    await network.release();
    await learner.release();
  });
}

test('a learning rate of 0 leaves the weights as they are, bit for bit, and steps still count', async () => {
  const learner = await Learner.create(options({ learningRate: 0 }));
  const before = bits(learner.weights);
  const { gradientNorm } = await learner.update(randomBatch(1, 40));
  assert.ok(gradientNorm > 0);
  assert.equal(bits(learner.weights), before);
  assert.deepEqual([learner.steps, learner.updates], [40, 1]);
});

test('a learner that is stopped and restored from its bytes ends like one that is not', async () => {
  const make = (shuffle = stream(2, 'test')): LearnerOptions =>
    options({ shuffle, minibatch: 20, learningRate: { kind: 'linear', from: 0.02, to: 0, steps: 250 } });
  const whole = await Learner.create(make());
  for (let round = 0; round < 4; round++) await whole.update(randomBatch(round, 50));

  const shuffle = stream(2, 'test');
  const first = await Learner.create(make(shuffle));
  first.baselines.advantage(first.baselines.slot('game', 'role'), 3);
  for (let round = 0; round < 2; round++) await first.update(randomBatch(round, 50));
  const bytes = encodeLearnerState(first.state());
  await first.update(randomBatch(99, 50)); // what happens after the checkpoint is no part of it

  const restored = stream(2, 'test');
  for (let draw = 0; draw < 2 * 49; draw++) restored.below(50 - (draw % 49));
  const second = await Learner.create({ ...make(restored), initialise: stream(77, 'test') });
  second.restore(decodeLearnerState(bytes));
  assert.equal(second.baselines.value(second.baselines.slot('game', 'role')).toFixed(9), '0.150000000');
  for (let round = 2; round < 4; round++) await second.update(randomBatch(round, 50));
  assert.equal(bits(second.weights), bits(whole.weights));
  assert.deepEqual(second.state().average, whole.state().average);
  assert.deepEqual([second.steps, second.updates], [200, 4]);
});

test('a checkpoint that is damaged or for another network is refused', async () => {
  const learner = await Learner.create(options());
  const bytes = encodeLearnerState(learner.state());
  for (const size of [0, 3, 4, 30, bytes.length - 1]) {
    assert.throws(() => decodeLearnerState(bytes.subarray(0, size)), TrainingError, `${size} bytes`);
  }
  const other = await Learner.create(options({ shape: { ...SHAPE, actions: 2 } }));
  assert.throws(() => other.restore(decodeLearnerState(bytes)), /has 252 weights but this network has 243/);
});

test('advantages count relative to their mean and deviation, unless told otherwise', async () => {
  const batch = randomBatch(5, 64);
  const moved = { ...batch, advantages: batch.advantages.map((advantage) => 10 * advantage - 3) };
  const results: Float32Array[] = [];
  for (const normaliseAdvantages of [true, false]) {
    for (const each of [batch, moved]) {
      const learner = await Learner.create(options({ normaliseAdvantages, gradientClip: 1e9 }));
      await learner.update(each);
      await learner.update(each);
      results.push(learner.weights);
    }
  }
  assert.ok(relativeError(results[1], results[0]) < 1e-4);
  assert.ok(relativeError(results[3], results[2]) > 1e-2);
});

test('a batch is divided evenly into about as many gradient steps as minibatches fit, in every epoch', async () => {
  const steps = async (count: number, minibatch: number, epochs: number): Promise<number> => {
    const learner = await Learner.create(options({ minibatch, epochs }));
    return (await learner.update(randomBatch(1, count))).gradientSteps;
  };
  assert.equal(await steps(100, 2048, 1), 1);
  assert.equal(await steps(100, 40, 1), 3);
  assert.equal(await steps(90, 40, 3), 6);
  assert.equal(await steps(1, 1, 2), 2);
});

test('a gradient step on a whole batch does not depend on the order of its rows, but for rounding', async () => {
  const results: Float32Array[] = [];
  for (const seed of [1, 2]) {
    const learner = await Learner.create(options({ shuffle: stream(seed, 'test') }));
    await learner.update(randomBatch(3, 200));
    results.push(learner.weights);
  }
  assert.ok(relativeError(results[1], results[0]) < 1e-4);
});

test('a gradient is what the next update steps along, and asking for it changes nothing', async () => {
  for (const loss of FORMS) {
    for (const minibatch of [2048, 40]) {
      const [asked, plain] = await Promise.all(
        [0, 1].map(() => Learner.create(options({ loss, minibatch, shuffle: stream(2, 'test') }))),
      );
      await Promise.all([asked, plain].map((learner) => learner.update(randomBatch(1, 100))));
      const out = new Float32Array(asked.weights.length).fill(9);
      await asked.gradient(randomBatch(2, 100), out);
      assert.equal(bits(asked.weights), bits(plain.weights));
      if (minibatch >= 100) {
        // One step of a fresh Adam from the same weights, by hand: the learner's own has moments of an update before.
        const [fresh, adam] = [plain.weights.slice(), new Adam(plain.weights.length)];
        adam.restore(plain.state().adam);
        adam.update(fresh, out, 0.01, clipScale(globalNorm(out), 2));
        const { gradientNorm } = await plain.update(randomBatch(2, 100));
        assert.ok(Math.abs(gradientNorm - globalNorm(out)) < 1e-4 * gradientNorm);
        assert.ok(relativeError(plain.weights, fresh) < 1e-4);
      } else {
        const whole = await Learner.create(options({ loss }));
        whole.weights.set(asked.weights);
        const once = new Float32Array(out.length);
        await whole.gradient(randomBatch(2, 100), once);
        assert.ok(relativeError(out, once) < 1e-4, 'in parts it is the same as at once');
        await plain.update(randomBatch(2, 100));
      }
      await asked.update(randomBatch(2, 100));
      assert.equal(bits(asked.weights), bits(plain.weights), 'not even the shuffling has moved');
    }
  }
  const learner = await Learner.create(options());
  await assert.rejects(learner.gradient(randomBatch(1, 5), new Float32Array(3)), /has 252 numbers, not 3/);
});

test('a batch can be learned from in part: the rows that its order names, and no other', async () => {
  const batch = randomBatch(4, 60);
  const mask = new Float32Array(60 * SHAPE.actions);
  for (let row = 0; row < 60; row++)
    for (const action of batch.legalActions.subarray(batch.legalOffsets[row], batch.legalOffsets[row + 1]))
      mask[row * SHAPE.actions + action] = 1;
  const order = Int32Array.from({ length: 60 }, (_, index) => (index < 20 ? 3 * index : 0));
  const size = (array: Float32Array): number => array.length / 60;
  const picked = (array: Float32Array): Float32Array =>
    Float32Array.from(
      { length: 20 * size(array) },
      (_, at) => array[3 * Math.floor(at / size(array)) * size(array) + (at % size(array))],
    );
  const alone: TrainingBatch = {
    count: 20,
    observations: picked(batch.observations),
    ...legalLists(picked(mask), SHAPE.actions),
    actions: Int32Array.from({ length: 20 }, (_, row) => batch.actions[3 * row]),
    oldProbability: picked(batch.oldProbability),
    advantages: picked(batch.advantages),
    returns: picked(batch.returns ?? new Float32Array(60)),
  };
  const results: string[] = [];
  for (const each of [{ ...batch, count: 20, order }, alone]) {
    const learner = await Learner.create(options({ shuffle: stream(3, 'test') }));
    // What is left out may be anything.
    if (each !== alone) each.oldProbability[1] = 0;
    await learner.update(each);
    assert.equal(learner.steps, 20);
    results.push(bits(learner.weights));
  }
  assert.equal(results[0], results[1]);
  const learner = await Learner.create(options());
  for (const [bad, message] of [
    [Int32Array.of(0, 60), /needs 244 numbers in observations, not 240/],
    [Int32Array.of(0, -1), /has row -1/],
    [Int32Array.of(0), /needs 2 numbers in order, not 1/],
    [Int32Array.of(0, 1), /decision 1 of the batch was made with probability 0/],
  ] as const) {
    await assert.rejects(learner.update({ ...batch, count: 2, order: bad }), message);
  }
});

test('a learner that tells stages apart remembers where its schedule is', async () => {
  const make = (): Promise<Learner> =>
    Learner.create(options({ stages: new StageSwitch({ start: 'decision' }) }));
  const first = await make();
  for (let step = 0; step < 7; step++) first.stages?.next({ accuracy: 0.5, abstention: 0.25 });
  const bytes = encodeLearnerState(first.state());
  first.stages?.next(null);
  const second = await make();
  second.restore(decodeLearnerState(bytes));
  second.stages?.next(null);
  assert.deepEqual(second.stages?.state(), first.stages?.state());
  assert.equal(second.stages?.state().steps, 8);
  const plain = await Learner.create(options());
  assert.throws(() => plain.restore(decodeLearnerState(bytes)), /tells stages apart, and this one does not/);
  assert.throws(() => second.restore(plain.state()), /knows of no stages/);
});

test('schedules follow the decisions seen, and statistics tell them', async () => {
  const learner = await Learner.create(
    options({
      epochs: 3,
      learningRate: { kind: 'linear', from: 0.1, to: 0, steps: 100 },
      entropy: { kind: 'exponential', from: 0.4, to: 0.1, steps: 100 },
    }),
  );
  const first = await learner.update(randomBatch(1, 50));
  const second = await learner.update(randomBatch(2, 50));
  const third = await learner.update(randomBatch(3, 50));
  assert.deepEqual([first.learningRate, second.learningRate, third.learningRate], [0.1, 0.05, 0]);
  assert.deepEqual(
    [first, second, third].map((each) => each.entropyCoefficient.toFixed(6)),
    ['0.400000', '0.200000', '0.100000'],
  );
  assert.ok(first.entropy > 0 && first.entropy < Math.log(3));
});

test('averageWeights gives the first weights before, and the average after updates', async () => {
  const learner = await Learner.create(options({ averaging: { kind: 'window', from: 0 } }));
  const out = new Float32Array(learner.weights.length);
  learner.averageWeights(out);
  assert.deepEqual(out, learner.weights);
  const snapshots: Float32Array[] = [];
  for (let round = 0; round < 3; round++) {
    await learner.update(randomBatch(round, 20));
    snapshots.push(learner.weights.slice());
  }
  learner.averageWeights(out);
  const mean = Float32Array.from(out, (_, index) =>
    snapshots.reduce((sum, each) => sum + each[index] / 3, 0),
  );
  assert.ok(relativeError(out, mean) < 1e-6);
});

test('a batch that does not fit is refused with what is wrong, before it changes a weight', async () => {
  const learner = await Learner.create(options());
  const before = bits(learner.weights);
  const good = randomBatch(1, 10);
  const refused = async (batch: TrainingBatch, message: RegExp): Promise<void> => {
    await assert.rejects(
      learner.update(batch),
      (error) => error instanceof TrainingError && message.test(error.message),
    );
    assert.equal(bits(learner.weights), before);
  };
  const { returns, ...withoutReturns } = good;
  assert.equal(returns?.length, 10);
  await refused(withoutReturns, /each of the 10 decisions of a batch needs its return/);
  await refused({ ...good, count: 0 }, /a batch of 0 decisions/);
  await refused({ ...good, observations: new Float32Array(39) }, /needs 40 numbers in observations, not 39/);
  await refused(
    { ...good, legalOffsets: new Int32Array(11) },
    /decision 0 of the batch chose action \d, which is not legal there/,
  );
  await refused({ ...good, legalOffsets: new Int32Array(10) }, /needs 11 numbers in legalOffsets, not 10/);
  const long = good.legalOffsets.with(10, good.legalActions.length + 1);
  await refused({ ...good, legalOffsets: long }, /decision 9 of the batch has its legal actions from \d+ to/);
  const wide = good.legalActions.with(good.legalActions.length - 1, 3);
  await refused({ ...good, legalActions: wide }, /has 3 as a legal action; the network has 0 to 2/);
  await refused({ ...good, actions: new Int32Array(10).fill(3) }, /chose action 3, which is not legal there/);
  await refused({ ...good, oldProbability: new Float32Array(10) }, /was made with probability 0/);
  const minibatches = await Learner.create(options({ minibatch: 1 }));
  const late = { ...good, actions: good.actions.with(9, -1) };
  await assert.rejects(minibatches.update(late), /decision 9 of the batch chose action -1/);
  assert.equal(bits(minibatches.weights), before);
  await refused(
    { ...good, observations: new Float32Array(40).fill(NaN) },
    /the gradient is not finite after 0 decisions/,
  );
});

test('options that make no sense are refused by name', async () => {
  await assert.rejects(
    Learner.create(options({ minibatch: 0 })),
    /minibatch must be a whole number of at least 1/,
  );
  await assert.rejects(
    Learner.create(options({ epochs: 1.5 })),
    /epochs must be a whole number of at least 1/,
  );
  await assert.rejects(Learner.create(options({ entropy: NaN })), /entropy must be finite/);
  await assert.rejects(
    Learner.create(options({ shape: { ...SHAPE, hidden: [0] } })),
    /sizes are whole numbers of at least 1, not 0/,
  );
});
