import { defineGame } from '../core/factory.ts';
import { twoPlayerGame } from './matrix/normal-form.ts';

/**
 * Battle of the sexes (R. D. Luce and H. Raiffa, 1957): both would rather meet than not, and each where it likes to be.
 * In the mixed equilibrium each goes where it likes to be with probability 3/5.
 */
export const battleOfTheSexes = defineGame({
  id: 'battle_of_the_sexes',
  summary: 'meet at the opera or at the football: agreement, with a favourite each',
  options: {},
  create: () => twoPlayerGame('Battle of the sexes', ['opera', 'football'], [3, 2, 0, 0, 0, 0, 2, 3]),
});
