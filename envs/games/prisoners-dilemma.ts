import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { twoPlayerGame } from './matrix/normal-form.ts';

const payoff = (value: number, doc: string) =>
  ({ kind: 'real', default: value, min: -1000, max: 1000, doc }) as const;

/**
 * The prisoner's dilemma (M. Flood and M. Dresher, 1950) with the payoffs of R. Axelrod's tournaments (The Evolution of
 * Cooperation, 1984): whoever defects earns more, whatever the other does, and both earn less than if they cooperated.
 */
export const prisonersDilemma = defineGame({
  id: 'prisoners_dilemma',
  summary: 'cooperate or defect: what is best for each is bad for both',
  options: {
    temptation: payoff(5, 'for defecting alone'),
    reward: payoff(3, 'for both where both cooperate'),
    punishment: payoff(1, 'for both where both defect'),
    sucker: payoff(0, 'for cooperating alone'),
  },
  create({ temptation, reward, punishment, sucker }) {
    if (!(temptation > reward && reward > punishment && punishment > sucker)) {
      throw new OptionError(
        'prisoners_dilemma: temptation > reward > punishment > sucker must hold, ' +
          `not ${temptation}, ${reward}, ${punishment}, ${sucker}; matrix_game takes any payoffs.`,
      );
    }
    if (!(2 * reward > temptation + sucker)) {
      throw new OptionError(
        `prisoners_dilemma: taking turns must not pay: 2 × reward, ${2 * reward}, must be more than ` +
          `temptation + sucker, ${temptation + sucker}; matrix_game takes any payoffs.`,
      );
    }
    return twoPlayerGame(
      "The prisoner's dilemma",
      ['cooperate', 'defect'],
      [...[reward, reward, sucker, temptation], ...[temptation, sucker, punishment, punishment]],
    );
  },
});
