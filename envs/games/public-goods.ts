import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import type { State } from '../core/game.ts';
import { oneShot } from './matrix/one-shot.ts';
import { publicGoodsWords } from './public-goods-text.ts';

/** With 8 players all joint contributions can still be numbered by a safe integer. */
const MOST_AMOUNTS = 91;

/**
 * The linear public goods game (G. Marwell and R. E. Ames, 1979), by default with the group, endowment and multiplier
 * of E. Fehr and S. Gächter (Cooperation and Punishment in Public Goods Experiments, 2000). All contribute to a common
 * pot at the same time; it is multiplied and shared equally, whoever gave what. Action k contributes k units:
 * payoff = endowment − own contribution + multiplier × sum of contributions / players.
 *
 * The multiplier is more than 1, so that together all earn most by giving everything, and less than the number of
 * players, so that each earns most by giving nothing.
 */
export const publicGoods = defineGame({
  id: 'public_goods',
  summary: 'give to a common pot that is multiplied and shared equally, or ride free',
  options: {
    players: { kind: 'integer', default: 4, min: 2, max: 8, doc: 'players in the group' },
    endowment: { kind: 'integer', default: 20, min: 1, max: 1000, doc: 'tokens of each player' },
    unit: {
      kind: 'integer',
      default: 1,
      min: 1,
      max: 1000,
      doc: 'tokens that contributions are multiples of',
    },
    multiplier: {
      kind: 'real',
      default: 1.6,
      min: 1,
      max: 8,
      doc: 'what the pot is multiplied by, more than 1 and less than players',
    },
  },
  create({ players, endowment, unit, multiplier }) {
    if (!(multiplier > 1 && multiplier < players)) {
      throw new OptionError(
        `public_goods: multiplier must be more than 1 and less than the number of players, ${players}, not ${multiplier}; ` +
          'for payoffs that are no such dilemma take stag_hunt, or matrix_game with a table.',
      );
    }
    if (endowment % unit !== 0) {
      throw new OptionError(
        `public_goods: unit must divide endowment, ${endowment}, which ${unit} does not.`,
      );
    }
    const actions = endowment / unit + 1;
    if (actions > MOST_AMOUNTS) {
      throw new OptionError(
        `public_goods: ${actions} amounts to choose from are too many; raise unit or lower endowment, ${MOST_AMOUNTS} are the most.`,
      );
    }
    const payoff = (own: number, sum: number): number => endowment - own + (multiplier * sum) / players;
    const pay = (state: State, first: number, out: Float64Array): void => {
      let sum = 0;
      for (let seat = 0; seat < players; seat++) sum += state[first + seat];
      for (let seat = 0; seat < players; seat++) out[seat] = payoff(state[first + seat] * unit, sum * unit);
    };
    return oneShot({
      counts: Array.from({ length: players }, () => actions),
      roles: ['player'],
      payoff: 'general-sum',
      // The only one to give everything, and the only one to give nothing.
      payoffRange: [payoff(endowment, endowment), payoff(0, (players - 1) * endowment)],
      pay,
      words: publicGoodsWords({ players, endowment, unit, multiplier }),
    });
  },
});
