import { defineGame } from '../core/factory.ts';
import { twoPlayerGame } from './matrix/normal-form.ts';

const PAYOFFS = [0, 0, -1, 1, 1, -1, 1, -1, 0, 0, -1, 1, -1, 1, 1, -1, 0, 0];

/** Rock-paper-scissors: both seats choose at the same time; rock beats scissors, scissors paper, paper rock. */
export const rockPaperScissors = defineGame({
  id: 'rock_paper_scissors',
  summary: 'both choose at once: the smallest simultaneous game',
  options: {},
  create: () =>
    twoPlayerGame('Rock-paper-scissors', ['rock', 'paper', 'scissors'], PAYOFFS, [
      'Rock beats scissors, scissors beat paper, paper beats rock.',
    ]),
});
