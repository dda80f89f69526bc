/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'kuhn_poker',
  'leduc_poker',
  'liars_dice',
  'liars_dice(dice=2,sides=2,wild=false)',
  'liars_dice(players=3,sides=2)',
  'rock_paper_scissors',
  'tic_tac_toe',
];
