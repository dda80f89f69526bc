/** Games, environments and records of the Parlor suite. The law kit is in `@parlor/envs/laws`. */
export * from './core/async-env.ts';
export * from './core/env.ts';
export * from './core/environment.ts';
export * from './core/errors.ts';
export * from './core/factory.ts';
export * from './core/field.ts';
export * from './core/closed-decision.ts';
export * from './core/closing.ts';
export * from './core/game.ts';
export * from './core/in-words.ts';
export * from './core/information.ts';
export * from './core/invalid-moves.ts';
export * from './core/language-game.ts';
export * from './core/layout.ts';
export * from './core/message.ts';
export * from './core/options.ts';
export * from './core/random.ts';
export * from './core/record.ts';
export * from './core/record-episode.ts';
export * from './core/record-parse.ts';
export * from './core/registry.ts';
export * from './core/replay.ts';
export * from './core/reply.ts';
export * from './core/signal.ts';
export * from './core/signals-of.ts';
export * from './core/simulated-game.ts';
export * from './core/specialise.ts';
export * from './core/text.ts';
export * from './core/time-step.ts';
export * from './core/trajectory.ts';
export * from './core/vector-env.ts';
export { hex } from './games/hex.ts';
export { holdem } from './games/poker/holdem.ts';
export { type HoldemReader, holdemReader } from './games/poker/holdem-reader.ts';
export { type HoldemOptions } from './games/poker/holdem-options.ts';
export { inWordsGame } from './games/in-words.ts';
export { alternatingOffers } from './games/alternating-offers.ts';
export { darkHex } from './games/dark-hex.ts';
export { hanabi } from './games/hanabi.ts';
export { goofspiel } from './games/goofspiel.ts';
export { dealOrNoDeal } from './games/deal-or-no-deal.ts';
export { breakthrough } from './games/breakthrough.ts';
export { connectFour } from './games/connect-four.ts';
export { kuhnPoker } from './games/kuhn-poker.ts';
export { leducPoker } from './games/leduc-poker.ts';
export { liarsDice } from './games/liars-dice.ts';
export { battleOfTheSexes } from './games/battle-of-the-sexes.ts';
export { chicken } from './games/chicken.ts';
export { matchingPennies } from './games/matching-pennies.ts';
export { type NestedPayoffs, type NormalForm, normalForm } from './games/matrix/normal-form.ts';
export { matrixGame } from './games/matrix-game.ts';
export { multiIssueNegotiation } from './games/multi-issue-negotiation.ts';
export { prisonersDilemma } from './games/prisoners-dilemma.ts';
export { publicGoods } from './games/public-goods.ts';
export { repeated, type RepeatedOptions } from './games/repeated/repeated-rules.ts';
export { repeatedGame } from './games/repeated-game.ts';
export { phantomTicTacToe } from './games/phantom-tic-tac-toe.ts';
export { negotiation } from './games/negotiation.ts';
export { cardName, cardRank, cardSuit, cardSymbol, readCard, readCards } from './games/poker/cards.ts';
export { type Equity, type EquityOptions, handEquity } from './games/poker/equity.ts';
export { type HandEvaluator, handEvaluator } from './games/poker/hand-evaluator.ts';
export { describeHand, handCategory } from './games/poker/hand-name.ts';
export { HAND_CATEGORIES, type HandCategory, type HandOrder } from './games/poker/hand-order.ts';
export { omahaStrength } from './games/poker/omaha.ts';
export { rockPaperScissors } from './games/rock-paper-scissors.ts';
export { type NegotiationState, simpleNegotiation } from './games/simple-negotiation.ts';
export { stagHunt } from './games/stag-hunt.ts';
export { ticTacToe } from './games/tic-tac-toe.ts';
export { tinyHanabi } from './games/tiny-hanabi.ts';
export { trading } from './games/trading.ts';
export { feedback as wordDuelFeedback, wordDuel } from './games/word-duel.ts';
export { WORD_CATEGORIES, WORD_PAIRS, type WordPair } from './games/spy/word-pairs.ts';
export { ultimatum } from './games/ultimatum.ts';
export { CIVILIAN, JUDGE, SPY, type SpyOptions, spyRoles } from './games/spy/options.ts';
export {
  ABSTAINED,
  clueRewards,
  decisionReward,
  releasedDecisionReward,
  votedOut,
} from './games/spy/payoffs.ts';
export * from './games/spy/statements.ts';
export { holdsWord, plainWords } from './games/spy/clue.ts';
export { readWordPairs } from './games/spy/read-word-pairs.ts';
export { type SpyAction, type SpyState } from './games/spy/language.ts';
export { spyPictures, spyPicturesOf, type TwoPictures } from './games/spy/pictures.ts';
export { spyWords, spyWordsOf, type TwoWords } from './games/spy/words.ts';
export {
  GRAPH_ENTITIES,
  GRAPH_RELATIONS,
  readQuestion as readGraphQuestion,
  sayQuestion,
  sayQuestion as sayGraphQuestion,
} from './games/search/graph-names.ts';
export { Verdict as GraphVerdict } from './games/search/graph-question.ts';
export { graphReader, type GraphRecord, type GraphRejection } from './games/search/graph-record.ts';
export { graphSearch } from './games/search/graph-search.ts';
export {
  payoffRange as searchPayoffRange,
  PROPOSER_REWARDS,
  proposerReward,
  type ProposerRewards,
  solverReward,
} from './games/search/payoffs.ts';
export {
  type Rejection,
  type SearchAction,
  type SearchState,
  type SolverState,
} from './games/search/search-state.ts';
export { PROPOSER, type SearchOptions, SOLVER } from './games/search/options.ts';
export { searchSelfPlay } from './games/search/search-self-play.ts';
export { type OwnSearch, searchSelfPlayOf } from './games/search/search-self-play-of.ts';
export { type GivenQuestion, type SearchSources } from './games/search/sources.ts';
export { whoIsTheSpy } from './games/spy/who-is-the-spy.ts';
export { WORDS as WORD_DUEL_WORDS } from './games/word-duel-words.ts';
export { type TradingActions, tradingActions } from './games/trading-actions.ts';
export { fixedValues, type Good, MOST_VALUE, tradingGoods } from './games/trading-goods.ts';
export { parseOffer, printOffer, type TradeOffer } from './games/trading-offer.ts';
export {
  type Chart,
  CHART_KINDS,
  CHART_VALUES,
  type ChartAxis,
  chartAxis,
  type ChartKind,
  checkedChart,
} from './pictures/chart.ts';
export * from './pictures/chart-pair.ts';
export * from './pictures/chart-svg.ts';
export { chartText } from './pictures/chart-text.ts';
export {
  canLetter,
  lettering,
  type LetteringPlace,
  letteringStroke,
  letteringWidth,
} from './pictures/lettering.ts';
export { base64 } from './pictures/base64.ts';
export * from './pictures/picture-pairs.ts';
export { type PictureType, pictureType } from './pictures/picture-type.ts';
export * from './pictures/picture.ts';
export * from './pictures/picture-size.ts';
export { pictureUrl, PngError, pngOf } from './pictures/png.ts';
export * from './pictures/scene.ts';
export * from './pictures/scene-pair.ts';
export * from './pictures/scene-svg.ts';
export { changeText, lookText, placeText, sceneText } from './pictures/scene-text.ts';
export { isClear, type ScreenBox } from './pictures/scene-view.ts';
export * from './search/answers.ts';
export * from './search/corpus.ts';
export * from './search/corpus-document.ts';
export * from './search/create-world.ts';
export * from './search/document.ts';
export * from './search/draw-question.ts';
export * from './search/fact-index.ts';
export { type MiniSearchOptions } from './search/index-options.ts';
export * from './search/mini-search-engine.ts';
export { NAME } from './search/names.ts';
export * from './search/question.ts';
export * from './search/reader.ts';
export * from './search/relations.ts';
export { SearchIndexError } from './search/saved-index.ts';
export * from './search/search-engine.ts';
export * from './search/similarity.ts';
export * from './search/statements.ts';
export { foldText, STOP_WORDS } from './search/terms.ts';
export * from './search/world.ts';
export * from './search/world-reader.ts';
export * from './views/aec.ts';
export { type AgentInfo, agentNames, type PerAgent } from './views/agents.ts';
export * from './views/parallel.ts';
export * from './wrappers/recording.ts';
export * from './wrappers/time-limit.ts';
export * from './wrappers/wrapper.ts';
