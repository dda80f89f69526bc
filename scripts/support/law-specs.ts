/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'kuhn_poker',
  'leduc_poker',
  'rock_paper_scissors',
  'tic_tac_toe',
];
