/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'deal_or_no_deal(turns=2)',
  'deal_or_no_deal(types=2,max_items=3,min_items=2,total=4,turns=3,discount=0.9,prob_end=0.25)',
  'kuhn_poker',
  'leduc_poker',
  'negotiation(types=1,max_items=1,max_value=2,max_turns=3,min_turns=2,proposals=hidden,symbols=2,utterance_length=2,rewards=shared)',
  'negotiation(types=2,max_items=1,max_value=1,max_turns=3,min_turns=2,utterances=false,proposals=hidden)',
  'negotiation(types=2,max_items=2,max_value=2,max_turns=4,symbols=4,utterance_length=5,scaled=false)',
  'rock_paper_scissors',
  'tic_tac_toe',
];
