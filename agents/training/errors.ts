/** Training that can not go on: a gradient that is not finite, or a batch or checkpoint that does not fit. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
