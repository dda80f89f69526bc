/**
 * Closed games and variants that are held to every law: by the tests with more than a thousand random playthroughs
 * each, by `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'breakthrough',
  'breakthrough(rows=4,columns=2)',
  'connect_four',
  'connect_four(rows=3,columns=3,connect=3)',
  'connect_four(rows=2,columns=5,connect=3)',
  'connect_four(rows=12,columns=2,connect=3)',
  'alternating_offers',
  'graph_search(entities=4,relations=1,hops=2,look_ups=5,solver_look_ups=2,solvers=2)',
  'graph_search',
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
