/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'deal_or_no_deal(turns=3)',
  'deal_or_no_deal(types=2,max_items=2,total=2,turns=3,discount=0.9,prob_end=0.25)',
  'kuhn_poker',
  'leduc_poker',
  'rock_paper_scissors',
  'tic_tac_toe',
];
