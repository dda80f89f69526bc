const LATE = ['button', 'cutoff', 'hijack', 'lojack'];

/**
 * What the seats of a table are called, in order: the blinds first, the button last; of two the button is the small blind.
 * Where neither of the first two seats posts (of two players, the second), nobody is called a blind.
 */
export function positionNames({ players, posts }: { players: number; posts: ArrayLike<number> }): string[] {
  if (players === 2) return posts[1] > 0 ? ['small blind', 'big blind'] : ['button', 'under the gun'];
  const blinds = posts[0] > 0 || posts[1] > 0 ? ['small blind', 'big blind'] : [];
  const others = players - blinds.length;
  const early = Math.max(0, others - LATE.length);
  const names = Array.from({ length: early }, (_, place) =>
    place === 0 ? 'under the gun' : `under the gun +${place}`,
  );
  return [...blinds, ...names, ...LATE.slice(0, others).reverse()];
}
