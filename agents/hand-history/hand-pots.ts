import { handEvaluator, type HoldemReader, omahaStrength, type State } from '@parlor/envs';

/** A pot of a hand that is over, in chips, and who wins it. */
export interface WonPot {
  readonly chips: number;
  /** Several where they share it. */
  readonly winners: readonly number[];
}

/**
 * The pots of a hand that is over: one up to each amount at which somebody's chips ended. Antes that nobody need match lie
 * in the first, what has been bet and nobody has matched in none.
 * @param matched what each seat has put in and others have matched
 * @param loose antes that nobody need match
 */
export function wonPots(
  reader: HoldemReader,
  state: State,
  matched: readonly number[],
  loose: number,
): WonPot[] {
  const live = [...matched.keys()].filter((seat) => !reader.hasFolded(state, seat));
  const paid = (seat: number): number => matched[seat] ?? 0;
  const strengths = live.length > 1 ? strengthsOf(reader, state, live) : undefined;
  const strength = (seat: number): number => strengths?.get(seat) ?? 0;
  const levels = [...new Set(live.map(paid))].sort((a, b) => a - b);
  const pots = levels.map((level, index) => {
    const below = index === 0 ? 0 : (levels[index - 1] ?? 0);
    // Who folds may have posted more than those have paid who are in: that lies in the last pot.
    const top = index === levels.length - 1 ? Infinity : level;
    const chips = matched.reduce(
      (total, one) => total + Math.max(0, Math.min(one, top) - below),
      index === 0 ? loose : 0,
    );
    const seats = live.filter((seat) => paid(seat) >= level);
    const best = Math.max(...seats.map(strength));
    return { chips, winners: seats.filter((seat) => strength(seat) === best) };
  });
  return pots.filter(({ chips }) => chips > 0);
}

/** What the hand of each of these seats is worth with the whole board. */
function strengthsOf(
  reader: HoldemReader,
  state: State,
  seats: readonly number[],
): ReadonlyMap<number, number> {
  const { hole, options } = reader;
  const evaluator = handEvaluator(options.deck);
  const board = reader.board(state);
  return new Map(
    seats.map((seat) => {
      const cards = Int32Array.from([...reader.hand(state, seat), ...board]);
      const strength =
        hole === 4
          ? omahaStrength(evaluator, cards, 0, cards, hole, board.length)
          : evaluator.strength(cards);
      return [seat, strength];
    }),
  );
}
