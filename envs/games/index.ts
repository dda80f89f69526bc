import { inWordsGame } from './in-words.ts';
import { alternatingOffers } from './alternating-offers.ts';
import { breakthrough } from './breakthrough.ts';
import { connectFour } from './connect-four.ts';
import { graphSearch } from './search/graph-search.ts';
import { holdem } from './poker/holdem.ts';
import { kuhnPoker } from './kuhn-poker.ts';
import { leducPoker } from './leduc-poker.ts';
import { multiIssueNegotiation } from './multi-issue-negotiation.ts';
import { rockPaperScissors } from './rock-paper-scissors.ts';
import { searchSelfPlay } from './search/search-self-play.ts';
import { spyPictures } from './spy/pictures.ts';
import { spyWords } from './spy/words.ts';
import { simpleNegotiation } from './simple-negotiation.ts';
import { ticTacToe } from './tic-tac-toe.ts';
import { trading } from './trading.ts';
import { ultimatum } from './ultimatum.ts';
import { whoIsTheSpy } from './spy/who-is-the-spy.ts';
import { wordDuel } from './word-duel.ts';

/** The closed games of the suite, by name: one line each. */
export const games = {
  alternating_offers: alternatingOffers,
  breakthrough,
  connect_four: connectFour,
  graph_search: graphSearch,
  holdem,
  kuhn_poker: kuhnPoker,
  leduc_poker: leducPoker,
  multi_issue_negotiation: multiIssueNegotiation,
  rock_paper_scissors: rockPaperScissors,
  tic_tac_toe: ticTacToe,
  trading,
  ultimatum,
  who_is_the_spy: whoIsTheSpy,
};

/** The language games of the suite, by name: one line each. */
export const languageGames = {
  in_words: inWordsGame,
  search_self_play: searchSelfPlay,
  simple_negotiation: simpleNegotiation,
  spy_pictures: spyPictures,
  spy_words: spyWords,
  word_duel: wordDuel,
};
