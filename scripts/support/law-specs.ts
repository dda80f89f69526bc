/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'dark_hex',
  'dark_hex(rows=2,version=abrupt)',
  'dark_hex(rows=2,columns=3,told=number)',
  'hex(rows=2,columns=3)',
  'hex(rows=3,swap=true)',
  'hex(rows=4)',
  'kuhn_poker',
  'leduc_poker',
  'phantom_tic_tac_toe',
  'phantom_tic_tac_toe(version=abrupt,told=number)',
  'rock_paper_scissors',
  'tic_tac_toe',
];
