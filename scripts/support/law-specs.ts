/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'goofspiel(cards=3)',
  'goofspiel(cards=3,prizes=descending,information=imperfect,turns=turn-based)',
  'goofspiel(cards=4,prizes=ascending,information=imperfect,ties=carry,result=points)',
  'goofspiel(players=3,cards=3,information=imperfect,result=difference)',
  'kuhn_poker',
  'leduc_poker',
  'liars_dice',
  'liars_dice(dice=2,sides=2,wild=false)',
  'liars_dice(players=3,sides=2)',
  'rock_paper_scissors',
  'tic_tac_toe',
];
