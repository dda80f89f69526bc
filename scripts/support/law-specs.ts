/**
 * Closed games and variants that are held to every law: by the tests with some thousand random playthroughs each, by
 * `npm run laws` with a hundred thousand. One line each.
 */
export const LAW_SPECS: readonly string[] = [
  'hanabi',
  'hanabi(colours=1,ranks=2,hand=1,information_tokens=1)',
  'hanabi(colours=1,ranks=3,hand=3,information_tokens=1,lives=1,lost=points)',
  'hanabi(players=3,colours=1,ranks=2,hand=1,information_tokens=1)',
  'kuhn_poker',
  'leduc_poker',
  'rock_paper_scissors',
  'tic_tac_toe',
  'tiny_hanabi',
  'tiny_hanabi(cards=3,actions=2,payoffs=1/0/0/1/0/1/1/0/2/0/0/2/0/3/3/0/1/1/0/0/0/0/2.5/-1/4/0/0/4/0/0/5/5/1/2/3/4)',
];
