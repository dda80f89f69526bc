import { NaiveDealOrNoDeal } from './deal-or-no-deal.ts';
import { NaiveHanabi } from './hanabi.ts';
import { NaiveConnectFour } from './connect-four.ts';
import { NaiveHoldem } from './holdem.ts';
import { NaiveKuhn } from './kuhn-poker.ts';
import { NaiveLeduc } from './leduc-poker.ts';
import { NaiveLiarsDice } from './liars-dice.ts';
import type { NaiveGame } from './naive-game.ts';
import { NaiveTicTacToe } from './tic-tac-toe.ts';

/** New naive games by the name, or the spec, of the game that they are compared with. */
export const NAIVE_GAMES: Readonly<Record<string, () => NaiveGame>> = {
  deal_or_no_deal: () => new NaiveDealOrNoDeal(),
  hanabi: () => new NaiveHanabi(),
  connect_four: () => new NaiveConnectFour(),
  holdem: () => new NaiveHoldem(2, false),
  'holdem(betting=limit)': () => new NaiveHoldem(2, true),
  'holdem(players=6)': () => new NaiveHoldem(6, false),
  kuhn_poker: () => new NaiveKuhn(),
  leduc_poker: () => new NaiveLeduc(),
  liars_dice: () => new NaiveLiarsDice(),
  tic_tac_toe: () => new NaiveTicTacToe(),
};
