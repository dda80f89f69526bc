import { Learner, Network, ortEngine } from '@parlor/agents';
import { stream } from '@parlor/envs';
import { type Figure, rates } from './measure.ts';

/** Inputs, hidden layers, and actions beside the value. */
const SHAPE = { inputs: 64, hidden: [128, 128], actions: 8 };
const BATCHES = [1, 64, 512, 4096];
const TRAINING_BATCH = 1024;

/** Evaluations and training steps of a 64-128-128-(8+1) network on one thread. */
export async function benchNetworks(): Promise<Figure[]> {
  const engine = await ortEngine();
  const random = stream(1, 'test');
  const network = await Network.create(engine, SHAPE);
  const learner = await Learner.create({
    engine,
    shape: SHAPE,
    loss: { algorithm: 'ppo', space: 'logit' },
    learningRate: 1e-4,
    entropy: 0.05,
    minibatch: TRAINING_BATCH,
    initialise: stream(1, 'learner'),
    shuffle: stream(2, 'learner'),
  });
  const evaluator = network.evaluator(learner.weights);
  const most = Math.max(...BATCHES);
  const observations = Float32Array.from({ length: most * SHAPE.inputs }, () => random.below(2));
  const logits = new Float32Array(most * SHAPE.actions);
  const values = new Float32Array(most);
  const batch = {
    count: TRAINING_BATCH,
    observations,
    legalOffsets: Int32Array.from({ length: TRAINING_BATCH + 1 }, (_, row) => row * SHAPE.actions),
    legalActions: Int32Array.from({ length: TRAINING_BATCH * SHAPE.actions }, (_, at) => at % SHAPE.actions),
    actions: Int32Array.from({ length: TRAINING_BATCH }, () => random.below(SHAPE.actions)),
    oldProbability: new Float32Array(TRAINING_BATCH).fill(1 / SHAPE.actions),
    advantages: Float32Array.from({ length: TRAINING_BATCH }, () => 2 * random.unit() - 1),
    returns: Float32Array.from({ length: TRAINING_BATCH }, () => 2 * random.unit() - 1),
  };
  const subjects = [
    ...BATCHES.map((rows) => ({
      name: `evaluations, batch ${rows}`,
      unit: 'evaluations/s',
      run: async () => {
        await evaluator.run(observations, rows, logits, values);
        return rows;
      },
    })),
    {
      name: `training, batch ${TRAINING_BATCH}`,
      unit: 'steps/s',
      run: async () => (await learner.update(batch)).gradientSteps,
    },
  ];
  const results = await rates(subjects, 8);
  return subjects.map(({ name, unit }, index) => ({
    suite: 'networks',
    name: `64-128-128-(8+1), ${name}`,
    value: results[index] ?? 0,
    unit,
    baseline: null,
  }));
}
