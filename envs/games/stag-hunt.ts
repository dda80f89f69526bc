import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { twoPlayerGame } from './matrix/normal-form.ts';

const payoff = (value: number, doc: string) =>
  ({ kind: 'real', default: value, min: -1000, max: 1000, doc }) as const;

/**
 * The stag hunt (J.-J. Rousseau, 1755): a stag takes both hunters, a hare one. Both equilibria in pure strategies are
 * strict: one pays more, the other is safe. In the mixed one each hunts the stag with probability
 * (hare − failure) / (stag − failure).
 */
export const stagHunt = defineGame({
  id: 'stag_hunt',
  summary: 'a stag that takes both, or a hare that is safe: a game of trust',
  options: {
    stag: payoff(4, 'for both where both hunt the stag'),
    hare: payoff(3, 'for hunting the hare, whatever the other does'),
    failure: payoff(0, 'for hunting the stag alone'),
  },
  create({ stag, hare, failure }) {
    if (!(stag > hare && hare > failure)) {
      throw new OptionError(
        `stag_hunt: stag > hare > failure must hold, not ${stag}, ${hare}, ${failure}; matrix_game takes any payoffs.`,
      );
    }
    return twoPlayerGame(
      'The stag hunt',
      ['stag', 'hare'],
      [...[stag, stag, failure, hare], ...[hare, failure, hare, hare]],
    );
  },
});
