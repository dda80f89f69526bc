/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'breakthrough(rows=4,columns=2)',
  'breakthrough(rows=5,columns=3)',
  'connect_four',
  'connect_four(rows=3,columns=3,connect=3)',
  'connect_four(rows=2,columns=5,connect=3)',
  'connect_four(rows=12,columns=2,connect=3)',
  'kuhn_poker',
  'leduc_poker',
  'rock_paper_scissors',
  'tic_tac_toe',
];
