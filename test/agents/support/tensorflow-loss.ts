import * as tf from '@tensorflow/tfjs';
import { parameters } from '../../../agents/network/network.ts';
import type { LossOptions } from '../../../agents/training/loss.ts';
import type { Problem } from './problem.ts';

/**
 * The gradient of a loss by TensorFlow.js on its plain JavaScript backend, in the order of the flat weights: written
 * from the definitions, with nothing of the suite but the layout of the weights.
 */
export async function tensorflowGradient(problem: Problem, options: LossOptions): Promise<Float32Array> {
  tf.env().set('PROD', true); // no greeting on the console
  await tf.setBackend('cpu');
  tf.engine().startScope();
  const { shape, rows, batch } = problem;
  const { clip = 0.2, valueCoefficient = 0.5, importanceCap = 10 } = options;
  const matrix = (values: Float64Array, columns: number): tf.Tensor2D =>
    tf.tensor2d(Float32Array.from(values), [rows, columns]);
  const layout = parameters(shape);
  const weights = layout.map(({ offset, rows: height, columns }) =>
    tf.tensor2d(Float32Array.from(problem.weights.subarray(offset, offset + height * columns)), [
      height,
      columns,
    ]),
  );
  const observation = matrix(batch.observation, shape.inputs);
  const legal = matrix(batch.legal, shape.actions);
  const chosen = matrix(batch.chosen, shape.actions);
  const old = matrix(batch.oldProbability, 1);
  const advantage = matrix(batch.advantage, 1);
  const target = matrix(batch.valueTarget, 1);
  const alpha = batch.entropyCoefficient[0];

  const forward = (parts: tf.Tensor[]) => {
    let layer: tf.Tensor2D = observation;
    for (let index = 0; index < parts.length; index += 2) {
      if (index > 0) layer = tf.relu(layer);
      layer = tf.matMul(layer, parts[index] as tf.Tensor2D, false, true).add(parts[index + 1]);
    }
    const logits = layer.slice([0, 0], [rows, shape.actions]);
    const masked = tf.where(legal.greater(0), logits, tf.fill([rows, shape.actions], -1e9));
    const logProbability = tf.logSoftmax(masked, -1);
    return { logits, logProbability, value: layer.slice([0, shape.actions], [rows, 1]) };
  };
  const ratioOf = (logProbability: tf.Tensor): tf.Tensor =>
    tf.exp(logProbability.mul(chosen).sum(1, true)).div(old);

  /** What the gradient with respect to each logit shall be, as numbers. */
  const slope = tf.tidy(() => {
    const { logProbability } = forward(weights);
    const ratio = ratioOf(logProbability);
    const tooFar = tf.logicalOr(
      tf.logicalAnd(advantage.greater(0), ratio.greater(1 + clip)),
      tf.logicalAnd(advantage.less(0), ratio.less(1 - clip)),
    );
    const inside = options.algorithm === 'ppo' ? tf.logicalNot(tooFar).toFloat() : tf.onesLike(ratio);
    const count = legal.sum(1, true);
    const gain = advantage.mul(tf.minimum(tf.onesLike(old).div(old), importanceCap)).mul(inside);
    const legalLog = tf.where(legal.greater(0), logProbability, tf.zerosLike(logProbability));
    const centred = legalLog.sub(legalLog.sum(1, true).div(count)).mul(legal);
    return centred.mul(alpha).sub(chosen.sub(legal.div(count)).mul(gain));
  });

  const loss = (...parts: tf.Tensor[]): tf.Scalar => {
    const { logits, logProbability, value } = forward(parts);
    const legalLog = tf.where(legal.greater(0), logProbability, tf.zerosLike(logProbability));
    let result: tf.Tensor;
    if (options.space === 'logit') {
      result = logits.mul(slope).sum(1).mean();
    } else {
      const entropy = tf.exp(logProbability).mul(legalLog).sum(1).mean().neg();
      const ratio = ratioOf(logProbability);
      const gain =
        options.algorithm === 'ppo'
          ? tf.minimum(ratio.mul(advantage), tf.clipByValue(ratio, 1 - clip, 1 + clip).mul(advantage))
          : legalLog.mul(chosen).sum(1, true).mul(advantage);
      result = gain.mean().neg().sub(entropy.mul(alpha));
    }
    if (options.algorithm === 'ppo')
      result = result.add(value.sub(target).square().mean().mul(valueCoefficient));
    return result.asScalar();
  };
  const slopes = tf.grads(loss)(weights);
  const flat = new Float32Array(problem.weights.length);
  for (const [index, { offset }] of layout.entries()) flat.set(await slopes[index].data<'float32'>(), offset);
  tf.engine().endScope();
  return flat;
}
