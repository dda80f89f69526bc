import { defineGame } from '../core/factory.ts';
import { twoPlayerGame } from './matrix/normal-form.ts';

/**
 * Chicken (B. Russell, 1959), also hawk-dove: whoever swerves alone loses face, where nobody does both crash. In the
 * mixed equilibrium each goes straight with probability 1/10.
 */
export const chicken = defineGame({
  id: 'chicken',
  summary: 'swerve or go straight: who yields first',
  options: {},
  create: () => twoPlayerGame('Chicken', ['swerve', 'straight'], [0, 0, -1, 1, 1, -1, -10, -10]),
});
