import { defineGame } from '../core/factory.ts';
import { tableGame, twoPlayerGame } from './matrix/normal-form.ts';

const SIDES = ['heads', 'tails'];

/**
 * Matching pennies: player 1 wins 1 from player 2 where both coins show the same side, and loses 1 where they differ.
 * With three players (J. S. Jordan, Three Problems in Learning Mixed-Strategy Nash Equilibria, 1993) each looks at the
 * next one: players 1 and 2 win 1 where they match the next player, player 3 where it does not match player 1; whoever
 * does not win loses 1. Either way the only equilibrium is to toss the coin.
 */
export const matchingPennies = defineGame({
  id: 'matching_pennies',
  summary: 'one wants equal coins, the other different ones; also for three',
  options: {
    players: { kind: 'integer', default: 2, min: 2, max: 3, doc: 'players, each with a coin' },
  },
  create({ players }) {
    if (players === 2) {
      return twoPlayerGame(
        'Matching pennies',
        SIDES,
        [1, -1, -1, 1, -1, 1, 1, -1],
        ['Player 1 wins where both coins show the same side, player 2 where they differ.'],
      );
    }
    const cells = Array.from({ length: 8 }, (_, cell) => [cell >> 2, (cell >> 1) & 1, cell & 1]);
    return tableGame({
      counts: [2, 2, 2],
      payoffs: Float64Array.from(
        cells.flatMap(([one, two, three]) =>
          [one === two, two === three, three !== one].map((wins) => (wins ? 1 : -1)),
        ),
      ),
      title: 'Matching pennies',
      lines: [
        'Player 1 wins where it matches player 2, player 2 where it matches player 3, player 3 where it does not match player 1.',
      ],
      names: [SIDES, SIDES, SIDES],
    });
  },
});
