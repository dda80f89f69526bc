const LATE = ['button', 'cutoff', 'hijack', 'lojack'];

/** What the seats of a table are called, in order: the blinds first, the button last; of two the button is the small blind. */
export function positionNames(players: number): string[] {
  if (players === 2) return ['small blind', 'big blind'];
  const others = players - 2;
  const early = Math.max(0, others - LATE.length);
  const names = Array.from({ length: early }, (_, place) =>
    place === 0 ? 'under the gun' : `under the gun +${place}`,
  );
  return ['small blind', 'big blind', ...names, ...LATE.slice(0, others).reverse()];
}
