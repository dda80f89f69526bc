import { gradient } from '../network/gradient.ts';
import type { Graph, Node } from '../network/graph.ts';
import { GraphBuilder } from '../network/graph-builder.ts';
import {
  forwardPass,
  maskedLogits,
  parameterInputs,
  parameters,
  type NetworkShape,
} from '../network/network.ts';

export interface LossOptions {
  /** REINFORCE without a critic, or PPO's clipped surrogate with a value loss. */
  readonly algorithm: 'reinforce' | 'ppo';
  /**
   * What the policy gradient acts on. `probability`: the usual one, in which each action's logit moves in proportion to
   * its probability. `logit`: without that factor, as in neural replicator dynamics (D. Hennes et al., 2020), so that
   * rare actions react as fast as common ones.
   */
  readonly space: 'probability' | 'logit';
  /** PPO keeps the ratio of probabilities within 1 ± clip. */
  readonly clip?: number;
  /** Weight of the mean squared error of the value (PPO only). */
  readonly valueCoefficient?: number;
  /** Largest importance weight 1 / (probability with which the action was drawn), in logit space. */
  readonly importanceCap?: number;
}

/** Scalars, 1 × 1. */
export interface LossNodes {
  /** What is differentiated. In logit space only its gradient has a meaning. */
  readonly loss: Node;
  /** Minus the mean surrogate (PPO), or minus the mean of log-probability times advantage. */
  readonly policyLoss: Node;
  /** Mean squared error of the value, before its coefficient; REINFORCE has none. */
  readonly valueLoss?: Node;
  /** Mean entropy of the policy over the legal actions, nats. */
  readonly entropy: Node;
}

/**
 * The loss of a batch: a mean over rows, by `rowWeight` (usually 1 / rows each). Inputs of the graph, besides the
 * weights: `observation` [rows, inputs], `legal` and `chosen` (one-hot) [rows, actions], `oldProbability`, `advantage`,
 * `valueTarget` and `rowWeight` [rows, 1], `entropyCoefficient` [1, 1]. A graph has those that its form of loss needs.
 */
export function lossNodes(
  graph: GraphBuilder,
  shape: NetworkShape,
  weights: readonly Node[],
  options: LossOptions,
): LossNodes {
  const { algorithm, space, clip = 0.2, valueCoefficient = 0.5, importanceCap = 10 } = options;
  const one = graph.constant(1);
  const legal = graph.input('legal', ['rows', shape.actions]);
  const chosen = graph.input('chosen', ['rows', shape.actions]);
  const oldProbability = graph.input('oldProbability', ['rows', 1]);
  const advantage = graph.input('advantage', ['rows', 1]);
  const rowWeight = graph.input('rowWeight', ['rows', 1]);
  const entropyCoefficient = graph.input('entropyCoefficient', [1, 1]);
  const mean = (x: Node): Node => graph.sum(graph.mul(x, rowWeight), 0);

  const observation = graph.input('observation', ['rows', shape.inputs]);
  const { logits, value } = forwardPass(graph, shape, weights, observation);
  const logProbability = graph.logSoftmax(maskedLogits(graph, logits, legal));
  const probability = graph.exp(logProbability);
  const entropy = mean(graph.neg(graph.sum(graph.mul(probability, logProbability), 1)));

  let surrogate: Node;
  let inside = one;
  if (algorithm === 'ppo') {
    const ratio = graph.div(graph.sum(graph.mul(probability, chosen), 1), oldProbability);
    const unclipped = graph.mul(ratio, advantage);
    surrogate = graph.min(unclipped, graph.mul(graph.clip(ratio, 1 - clip, 1 + clip), advantage));
    inside = graph.equal(surrogate, unclipped);
  } else {
    surrogate = graph.mul(graph.sum(graph.mul(logProbability, chosen), 1), advantage);
  }
  const policyLoss = graph.neg(mean(surrogate));

  let loss: Node;
  if (space === 'probability') {
    loss = graph.sub(policyLoss, graph.mul(entropyCoefficient, entropy));
  } else {
    // The gradient with respect to the logits is given; a linear function of the logits has it.
    const importance = graph.min(graph.div(one, oldProbability), graph.constant(importanceCap));
    const gain = graph.mul(graph.mul(advantage, importance), inside);
    const legalCount = graph.sum(legal, 1);
    const uniform = graph.div(legal, legalCount);
    const centred = graph.sub(logProbability, graph.sum(graph.mul(uniform, logProbability), 1));
    const ascent = graph.mul(graph.sub(chosen, uniform), gain);
    const slope = graph.sub(graph.mul(graph.mul(legal, centred), entropyCoefficient), ascent);
    loss = mean(graph.sum(graph.mul(logits, graph.stop(slope)), 1));
  }
  if (algorithm === 'reinforce') return { loss, policyLoss, entropy };
  const error = graph.sub(value, graph.input('valueTarget', ['rows', 1]));
  const valueLoss = mean(graph.mul(error, error));
  loss = graph.add(loss, graph.mul(graph.constant(valueCoefficient), valueLoss));
  return { loss, policyLoss, entropy, valueLoss };
}

/**
 * The graph of one gradient step: `policyLoss`, `entropy` and (PPO) `valueLoss`, and the gradient as `d <parameter>`
 * for every parameter of the network.
 */
export function trainingGraph(shape: NetworkShape, options: LossOptions): Graph {
  const graph = new GraphBuilder();
  const weights = parameterInputs(graph, shape);
  const nodes = lossNodes(graph, shape, weights, options);
  const slopes = gradient(graph, nodes.loss, weights);
  const { policyLoss, entropy, valueLoss } = nodes;
  const outputs: Record<string, Node> = { policyLoss, entropy, ...(valueLoss && { valueLoss }) };
  parameters(shape).forEach(({ name }, index) => (outputs[`d ${name}`] = slopes[index]));
  return graph.graph(outputs);
}
