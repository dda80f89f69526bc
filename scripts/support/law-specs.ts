/**
 * Closed games and variants that are held to every law: by the tests with more than a thousand random playthroughs
 * each, by `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'alternating_offers',
  'graph_search(entities=4,relations=1,hops=2,look_ups=5,solver_look_ups=2,solvers=2)',
  'graph_search',
  'holdem',
  'holdem(betting=limit,small_blind=5,big_blind=10)',
  'holdem(players=3,betting=limit,stacks=5/9/30,ante=1)',
  'holdem(players=4,straddle=4,stacks=7/30/12/200,fractions=0.5/1)',
  'holdem(actions=full,stacks=9/14,deck=short)',
  'holdem(players=3,variant=omaha,betting=pot-limit,stacks=8/20/40)',
  'holdem(players=6,stacks=4)',
  'kuhn_poker',
  'leduc_poker',
  'multi_issue_negotiation',
  'rock_paper_scissors',
  'tic_tac_toe',
  'trading',
  'trading(turns=3,quantity=1,stock=1,result=gain)',
  'ultimatum',
  'who_is_the_spy',
  'who_is_the_spy(preset=released,voters=civilians,judges=0,objects=1)',
];
