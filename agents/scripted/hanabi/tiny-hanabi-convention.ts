import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { choose, expectGame, hotIn, type Place, placeOf } from '../reading.ts';

/**
 * The best convention of `tiny_hanabi`, for two who both keep it. It looks at everything that the first player can do by
 * its card, (actions ^ cards) ways, and takes the first of those that pay most with the best answers of the second one.
 */
export class TinyHanabiConvention implements Policy {
  readonly name = 'convention';
  /** What it pays on average. */
  readonly value: number;
  private readonly game: Game;
  private readonly card: Place;
  private readonly choices: Place;
  /** What the first player does, by its card. */
  private readonly signals: readonly number[];
  /** What the second player does, by its card and the first one's choice: [cards, actions]. */
  private readonly answers: readonly number[];

  /** @throws PolicyError where the game is another */
  constructor(game: Game) {
    this.game = game;
    this.card = placeOf(game, 'tiny_hanabi', 'card', this.name);
    this.choices = placeOf(game, 'tiny_hanabi', 'choices', this.name);
    const [cards, actions] = [this.card.size, game.actionCount];
    const payoffs = payoffsOf(game, cards);
    let best = { value: -Infinity, signals: [0], answers: [0] };
    for (let way = 0; way < actions ** cards; way++) {
      const signals = Array.from({ length: cards }, (_, card) => Math.floor(way / actions ** card) % actions);
      const { value, answers } = answersTo(signals, payoffs, actions);
      if (value > best.value) best = { value, signals, answers };
    }
    this.value = best.value;
    this.signals = best.signals;
    this.answers = best.answers;
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    expectGame(batch, this.game, this.name);
    const { observations, count, seats } = batch;
    const { actionCount, observationSize } = this.game;
    for (let row = 0; row < count; row++) {
      const start = row * observationSize;
      const card = hotIn(observations, start + this.card.offset, this.card.size);
      const signal = hotIn(observations, start + this.choices.offset, actionCount);
      const action = seats[row] === 0 ? this.signals[card] : this.answers[card * actionCount + signal];
      choose(batch, row, action, probabilities);
    }
  }
}

/** What both get: [first cards, second cards, first choices, second choices]. */
function payoffsOf(game: Game, cards: number): Float64Array {
  const { actionCount: actions } = game;
  const state = new Int32Array(game.stateSize);
  const returns = new Float64Array(2);
  return Float64Array.from({ length: (cards * actions) ** 2 }, (_, at) => {
    const choice = at % actions ** 2;
    const deal = (at - choice) / actions ** 2;
    game.start(state);
    for (const step of [
      Math.floor(deal / cards),
      deal % cards,
      Math.floor(choice / actions),
      choice % actions,
    ]) {
      game.apply(state, step);
    }
    game.returns(state, returns);
    return returns[0];
  });
}

/** The second player's best answers to what the first one does, and what they pay on average. */
function answersTo(
  signals: readonly number[],
  payoffs: Float64Array,
  actions: number,
): { value: number; answers: number[] } {
  const cards = signals.length;
  let sum = 0;
  const answers = Array.from({ length: cards * actions }, (_, at) => {
    const signal = at % actions;
    const card = (at - signal) / actions;
    const given = signals.flatMap((made, first) => (made === signal ? [first] : []));
    // A choice that nobody makes by the convention says nothing about the card.
    const possible = given.length > 0 ? given : signals.map((_made, first) => first);
    let best = { action: 0, worth: -Infinity };
    for (let action = 0; action < actions; action++) {
      const worth = possible.reduce(
        (total, first) => total + payoffs[((first * cards + card) * actions + signal) * actions + action],
        0,
      );
      if (worth > best.worth) best = { action, worth };
    }
    if (given.length > 0) sum += best.worth;
    return best.action;
  });
  return { value: sum / cards ** 2, answers };
}
