import { hex } from './hex.ts';
import { inWordsGame } from './in-words.ts';
import { alternatingOffers } from './alternating-offers.ts';
import { darkHex } from './dark-hex.ts';
import { goofspiel } from './goofspiel.ts';
import { battleOfTheSexes } from './battle-of-the-sexes.ts';
import { chicken } from './chicken.ts';
import { dealOrNoDeal } from './deal-or-no-deal.ts';
import { breakthrough } from './breakthrough.ts';
import { connectFour } from './connect-four.ts';
import { graphSearch } from './search/graph-search.ts';
import { hanabi } from './hanabi.ts';
import { holdem } from './poker/holdem.ts';
import { kuhnPoker } from './kuhn-poker.ts';
import { leducPoker } from './leduc-poker.ts';
import { liarsDice } from './liars-dice.ts';
import { matchingPennies } from './matching-pennies.ts';
import { matrixGame } from './matrix-game.ts';
import { multiIssueNegotiation } from './multi-issue-negotiation.ts';
import { prisonersDilemma } from './prisoners-dilemma.ts';
import { publicGoods } from './public-goods.ts';
import { repeatedGame } from './repeated-game.ts';
import { phantomTicTacToe } from './phantom-tic-tac-toe.ts';
import { negotiation } from './negotiation.ts';
import { rockPaperScissors } from './rock-paper-scissors.ts';
import { searchSelfPlay } from './search/search-self-play.ts';
import { spyPictures } from './spy/pictures.ts';
import { spyWords } from './spy/words.ts';
import { simpleNegotiation } from './simple-negotiation.ts';
import { stagHunt } from './stag-hunt.ts';
import { ticTacToe } from './tic-tac-toe.ts';
import { tinyHanabi } from './tiny-hanabi.ts';
import { trading } from './trading.ts';
import { ultimatum } from './ultimatum.ts';
import { whoIsTheSpy } from './spy/who-is-the-spy.ts';
import { wordDuel } from './word-duel.ts';

/** The closed games of the suite, by name: one line each. */
export const games = {
  alternating_offers: alternatingOffers,
  dark_hex: darkHex,
  goofspiel,
  battle_of_the_sexes: battleOfTheSexes,
  chicken,
  deal_or_no_deal: dealOrNoDeal,
  breakthrough,
  connect_four: connectFour,
  graph_search: graphSearch,
  hex,
  hanabi,
  holdem,
  kuhn_poker: kuhnPoker,
  leduc_poker: leducPoker,
  liars_dice: liarsDice,
  matching_pennies: matchingPennies,
  matrix_game: matrixGame,
  multi_issue_negotiation: multiIssueNegotiation,
  prisoners_dilemma: prisonersDilemma,
  public_goods: publicGoods,
  repeated_game: repeatedGame,
  phantom_tic_tac_toe: phantomTicTacToe,
  negotiation,
  rock_paper_scissors: rockPaperScissors,
  stag_hunt: stagHunt,
  tic_tac_toe: ticTacToe,
  tiny_hanabi: tinyHanabi,
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
