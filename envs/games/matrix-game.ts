import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import {
  checkSize,
  letters,
  MOST_ACTIONS,
  MOST_PAYOFFS,
  MOST_SEATS,
  tableGame,
} from './matrix/normal-form.ts';
import { cellCount } from './matrix/payoff-table.ts';

/**
 * Any normal-form game, from a table: every seat chooses once, all at the same time. Whether payoffs are zero-sum, and
 * between which bounds they are, follows from the table. {@link normalForm} makes one with names for its actions.
 *
 * `matrix_game(actions=2/2,payoffs=3/3/0/5/5/0/1/1)` is a prisoner's dilemma: for the joint choices AA, AB, BA and BB
 * what seat 0 and seat 1 are paid.
 */
export const matrixGame = defineGame({
  id: 'matrix_game',
  summary: 'any normal-form game, from a table of payoffs',
  options: {
    actions: {
      kind: 'numbers',
      default: [2, 2],
      min: 1,
      max: MOST_ACTIONS,
      whole: true,
      lengths: [2, MOST_SEATS],
      doc: 'how many actions each seat has',
    },
    payoffs: {
      kind: 'numbers',
      default: [3, 3, 0, 5, 5, 0, 1, 1],
      min: -1e6,
      max: 1e6,
      whole: false,
      lengths: [2, MOST_PAYOFFS],
      doc: "what every seat is paid, for each joint choice; the last seat's choice changes fastest",
    },
  },
  create({ actions, payoffs }) {
    checkSize('matrix_game', actions);
    const cells = cellCount(actions);
    const numbers = cells * actions.length;
    if (payoffs.length !== numbers) {
      throw new OptionError(
        `matrix_game: actions ${actions.join('/')} make ${cells} joint choices of ${actions.length} payoffs each: ` +
          `payoffs must be ${numbers} numbers, not ${payoffs.length}.`,
      );
    }
    return tableGame({
      counts: actions,
      payoffs: Float64Array.from(payoffs, (payoff) => payoff + 0), // no −0
      title: 'A game from a table',
      names: actions.map(letters),
    });
  },
});
