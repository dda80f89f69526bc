import { kuhnPoker } from './kuhn-poker.ts';
import { leducPoker } from './leduc-poker.ts';
import { rockPaperScissors } from './rock-paper-scissors.ts';
import { simpleNegotiation } from './simple-negotiation.ts';
import { ticTacToe } from './tic-tac-toe.ts';
import { trading } from './trading.ts';
import { wordDuel } from './word-duel.ts';

/** The closed games of the suite, by name: one line each. */
export const games = {
  kuhn_poker: kuhnPoker,
  leduc_poker: leducPoker,
  rock_paper_scissors: rockPaperScissors,
  tic_tac_toe: ticTacToe,
  trading,
};

/** The language games of the suite, by name: one line each. */
export const languageGames = {
  simple_negotiation: simpleNegotiation,
  word_duel: wordDuel,
};
