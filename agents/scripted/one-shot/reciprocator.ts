import { type Game, loadGame, parseSpec } from '@parlor/envs';
import { PolicyError } from '../../policies/errors.ts';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { type JointChoices, jointChoices } from './joint-choices.ts';
import { choose, expectGame, hotIn, placeOf, type Place } from '../reading.ts';
import { regretMatching } from './regret-matching.ts';

/**
 * A player of `repeated_game` that answers like with like. Where two seats have two actions each, of which one pays more
 * in sum when both do it, it plays tit for tat (A. Rapoport in R. Axelrod's tournament, 1980): that action first, then
 * what the other did last. In public goods it contributes all at first and then the mean of what the others did, rounded,
 * as conditional cooperators do (U. Fischbacher, S. Gächter, E. Fehr, 2001). In any other game it plays every round as
 * if it were the only one.
 */
export class Reciprocator implements Policy {
  readonly name = 'reciprocator';
  private readonly game: Game;
  private readonly past: Place;
  /** What it does before it has seen anything, where it reciprocates. */
  private readonly opening: number;
  /** What it does in every round where it does not: [seats][actions]. */
  private readonly strategies: readonly Float64Array[];

  /** @throws PolicyError where the game is another, or too large a table is repeated */
  constructor(game: Game) {
    this.game = game;
    this.past = placeOf(game, 'repeated_game', 'past', this.name);
    const { game: spec } = parseSpec(game.spec).options;
    if (typeof spec !== 'string') {
      throw new PolicyError(`${game.spec} does not state what is repeated; load the game by its spec.`);
    }
    const round = loadGame(spec);
    if (round.id === 'public_goods') {
      this.opening = round.actionCount - 1;
      this.strategies = [];
      return;
    }
    const table = jointChoices(round, this.name);
    this.opening = cooperation(table);
    this.strategies = this.opening < 0 ? regretMatching(table) : [];
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    for (let row = 0; row < batch.count; row++) {
      if (this.opening < 0) probabilities.set(this.strategies[batch.seats[row]], batch.legalOffsets[row]);
      else choose(batch, row, this.answer(batch.observations, row), probabilities);
    }
  }

  /** The mean of what the others did in the last round; of one other it is what that did. */
  private answer(observations: Float32Array, row: number): number {
    const { seats, actionCount: width, observationSize } = this.game;
    const start = row * observationSize + this.past.offset;
    let sum = 0;
    for (let step = 1; step < seats; step++) {
      const done = hotIn(observations, start + step * width, width);
      if (done < 0) return this.opening;
      sum += done;
    }
    return Math.round(sum / (seats - 1));
  }
}

/** Of two actions that two seats have, the one that pays more in sum where both do it; −1 where there is none. */
function cooperation({ counts, payoffs }: JointChoices): number {
  if (counts.join() !== '2,2') return -1;
  const [first, second] = [payoffs[0] + payoffs[1], payoffs[6] + payoffs[7]];
  return first === second ? -1 : first > second ? 0 : 1;
}
