/**
 * Closed games and variants that are held to every law: by the tests with more than a thousand random playthroughs
 * each, by `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'alternating_offers',
  'graph_search(entities=4,relations=1,hops=2,look_ups=5,solver_look_ups=2,solvers=2)',
  'graph_search',
  'hanabi',
  'hanabi(colours=1,ranks=2,hand=1,information_tokens=1)',
  'hanabi(colours=1,ranks=3,hand=3,information_tokens=1,lives=1,lost=points)',
  'hanabi(players=3,colours=1,ranks=2,hand=1,information_tokens=1)',
  'kuhn_poker',
  'leduc_poker',
  'multi_issue_negotiation',
  'rock_paper_scissors',
  'tic_tac_toe',
  'tiny_hanabi',
  'tiny_hanabi(cards=3,actions=2,payoffs=1/0/0/1/0/1/1/0/2/0/0/2/0/3/3/0/1/1/0/0/0/0/2.5/-1/4/0/0/4/0/0/5/5/1/2/3/4)',
  'trading',
  'trading(turns=3,quantity=1,stock=1,result=gain)',
  'ultimatum',
  'who_is_the_spy',
  'who_is_the_spy(preset=released,voters=civilians,judges=0,objects=1)',
];
