import type { State } from '../core/game.ts';
import type { GoofspielOptions } from './goofspiel-options.ts';

/**
 * Writes what everybody gets for their points, which stand in the state from `at` on, into `out` [players]. `winner`:
 * everybody stakes 1, and those with most points share it; `points`: one's own; `difference`: one's own less the mean of
 * the others'.
 */
export function payOut(
  state: State,
  at: number,
  { players, result }: Pick<GoofspielOptions, 'players' | 'result'>,
  out: Float64Array,
): void {
  let sum = 0;
  let most = 0;
  let winners = 0;
  for (let seat = 0; seat < players; seat++) {
    const points = state[at + seat];
    sum += points;
    if (points > most) {
      most = points;
      winners = 0;
    }
    if (points === most) winners++;
  }
  for (let seat = 0; seat < players; seat++) {
    const points = state[at + seat];
    if (result === 'points') out[seat] = points;
    else if (result === 'difference') out[seat] = points - (sum - points) / (players - 1);
    else out[seat] = points === most ? players / winners - 1 : -1;
  }
}

/**
 * The least and the greatest payoff. Who wins a round loses another, for all hold the same cards: of two players the
 * loser has at least the prize 1. Of more, the others may waste it in a tie; carried over, it is not even lost.
 */
export function payoffRangeOf({ players, cards, ties, result }: GoofspielOptions): [number, number] {
  if (result === 'winner') return [-1, players - 1];
  const all = (cards * (cards + 1)) / 2;
  const most = players > 2 && ties === 'carry' ? all : all - 1;
  if (result === 'points') return [0, most];
  return players === 2 ? [2 - all, all - 2] : [-most / (players - 1), most];
}
