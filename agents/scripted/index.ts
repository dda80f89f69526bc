import type { Game } from '@parlor/envs';
import type { Agent } from '../agent.ts';
import { KuhnEquilibriumPolicy } from '../policies/kuhn-equilibrium-policy.ts';
import { UniformPolicy } from '../policies/uniform-policy.ts';
import type { Policy } from '../policy.ts';
import { BreakthroughPolicy } from './breakthrough-policy.ts';
import { ConcedingNegotiator } from './conceding-negotiator.ts';
import { ConnectFourPolicy } from './connect-four-policy.ts';
import { FairBargainer } from './fair-bargainer.ts';
import { GoofspielPolicy } from './goofspiel-policy.ts';
import { GraphPolicy } from './graph/index.ts';
import { HanabiRulePolicy, TinyHanabiConvention } from './hanabi/index.ts';
import { HexPolicy } from './hex-policy.ts';
import { HoldemRulePolicy } from './holdem/index.ts';
import { KuhnRulePolicy } from './kuhn-rule-policy.ts';
import { LeducRulePolicy } from './leduc-rule-policy.ts';
import { LiarsDicePolicy } from './liars-dice-policy.ts';
import { FreeRider, OneShotPolicy, Reciprocator } from './one-shot/index.ts';
import { PhantomTicTacToePolicy } from './phantom-tic-tac-toe-policy.ts';
import { PoolDivider } from './pool-divider.ts';
import { SearchAgent } from './search/index.ts';
import { SimpleNegotiator } from './simple-negotiator.ts';
import { SpyPolicy } from './spy/index.ts';
import { SpyPicturesAgent } from './spy-pictures-agent.ts';
import { SpyWordsAgent } from './spy-words-agent.ts';
import { SubgamePerfectBargainer } from './subgame-perfect-bargainer.ts';
import { TicTacToePolicy } from './tic-tac-toe-policy.ts';
import { TradingPolicy } from './trading-policy.ts';
import { WordDuelAgent } from './word-duel-agent.ts';

export * from './breakthrough-policy.ts';
export * from './conceding-negotiator.ts';
export * from './connect-four-policy.ts';
export * from './fair-bargainer.ts';
export * from './goofspiel-policy.ts';
export * from './graph/index.ts';
export * from './hanabi/index.ts';
export * from './hex-policy.ts';
export * from './holdem/index.ts';
export * from './kuhn-rule-policy.ts';
export * from './leduc-rule-policy.ts';
export * from './liars-dice-policy.ts';
export * from './one-shot/index.ts';
export * from './phantom-tic-tac-toe-policy.ts';
export * from './pool-divider.ts';
export * from './search/index.ts';
export * from './simple-negotiator.ts';
export * from './spy/index.ts';
export * from './spy-pictures-agent.ts';
export * from './spy-words-agent.ts';
export * from './subgame-perfect-bargainer.ts';
export * from './tic-tac-toe-policy.ts';
export * from './trading-policy.ts';
export * from './word-duel-agent.ts';

/** A player by rules for every closed game of the suite, by the game's name. */
export const scriptedPolicies: Readonly<Record<string, (game: Game) => Policy>> = {
  // The subgame-perfect player takes the other for one; whoever is not pays the fair one more.
  alternating_offers: (game) => new FairBargainer(game),
  battle_of_the_sexes: (game) => new OneShotPolicy(game),
  breakthrough: (game) => new BreakthroughPolicy(game),
  chicken: (game) => new OneShotPolicy(game),
  connect_four: (game) => new ConnectFourPolicy(game),
  dark_hex: (game) => new HexPolicy(game),
  deal_or_no_deal: (game) => new PoolDivider(game),
  goofspiel: (game) => new GoofspielPolicy(game),
  graph_search: (game) => new GraphPolicy(game),
  hanabi: (game) => new HanabiRulePolicy(game),
  hex: (game) => new HexPolicy(game),
  holdem: (game) => new HoldemRulePolicy(game),
  kuhn_poker: (game) => (game.seats === 2 ? new KuhnEquilibriumPolicy() : new KuhnRulePolicy(game)),
  leduc_poker: (game) => new LeducRulePolicy(game),
  liars_dice: (game) => new LiarsDicePolicy(game),
  matching_pennies: (game) => new OneShotPolicy(game),
  matrix_game: (game) => new OneShotPolicy(game),
  multi_issue_negotiation: (game) => new ConcedingNegotiator(game),
  negotiation: (game) => new PoolDivider(game),
  phantom_tic_tac_toe: (game) => new PhantomTicTacToePolicy(game),
  prisoners_dilemma: (game) => new OneShotPolicy(game),
  public_goods: (game) => new FreeRider(game),
  repeated_game: (game) => new Reciprocator(game),
  // The only equilibrium is uniform, and no policy earns more against it or less: there is nothing to improve.
  rock_paper_scissors: () => new UniformPolicy(),
  stag_hunt: (game) => new OneShotPolicy(game),
  tic_tac_toe: (game) => new TicTacToePolicy(game),
  tiny_hanabi: (game) => new TinyHanabiConvention(game),
  trading: (game) => new TradingPolicy(game),
  ultimatum: (game) => new SubgamePerfectBargainer(game),
  who_is_the_spy: (game) => new SpyPolicy(game),
};

/** A player by rules for every language game of the suite, by the game's name. */
export const scriptedAgents: Readonly<Record<string, () => Agent>> = {
  search_self_play: () => new SearchAgent(),
  simple_negotiation: () => new SimpleNegotiator(),
  spy_pictures: () => new SpyPicturesAgent(),
  spy_words: () => new SpyWordsAgent(),
  word_duel: () => new WordDuelAgent(),
};
