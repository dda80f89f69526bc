/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'kuhn_poker',
  'leduc_poker',
  'matching_pennies',
  'matching_pennies(players=3)',
  'matrix_game',
  'matrix_game(actions=2/3/1,payoffs=1/2/3/0.5/0/-1/4/4/4/2/2/0/0/1/0/3/-2/1)',
  'prisoners_dilemma',
  'public_goods(players=2,endowment=5,multiplier=1.25)',
  'public_goods(players=3,endowment=4,unit=2)',
  'repeated_game(rounds=3)',
  'repeated_game(game=matching_pennies(players=3),rounds=2,continue=0.5)',
  'repeated_game(rounds=4,discount=0.9,continue=0.75,memory=1)',
  'rock_paper_scissors',
  'stag_hunt',
  'tic_tac_toe',
];
