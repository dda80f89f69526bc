import type { Game } from '@parlor/envs';

/** What NashConv means in a game, a sentence or two. */
export function nashConvMeaning({ payoff }: Pick<Game, 'payoff'>): string {
  const meaning = 'NashConv: what best responses to it would gain, over all seats; 0 in an equilibrium.';
  if (payoff !== 'common') return meaning;
  return `${meaning}\nAll seats are paid alike here, and an equilibrium need not be the best that they can do together: compare values.`;
}

/** What a solver by regrets does not promise in a game; empty where it comes as near to an equilibrium as is wished. */
export function convergenceNote({ payoff, seats }: Pick<Game, 'payoff' | 'seats'>): string {
  if (payoff === 'common')
    return (
      'All seats are paid alike: NashConv tells what a seat could gain alone. At 0 it is an equilibrium, which need not\n' +
      'be the best that they can do together: the value tells how good it is.'
    );
  if (seats === 2 && payoff !== 'general-sum') return '';
  const why = seats > 2 ? `for two seats, not for ${seats}` : 'where payoffs have a constant sum';
  return `That NashConv falls to 0 is proven ${why}: here it may come to rest above.`;
}
