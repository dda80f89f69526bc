import { layout } from '../../core/layout.ts';
import type { HoldemOptions } from './holdem-options.ts';

/** Rounds of betting, by number. */
export const STREETS = ['preflop', 'flop', 'turn', 'river'] as const;

export const FOLD = 0;
/** A call that costs nothing is a check. */
export const CALL = 1;
/** The first action that raises; what it raises to depends on the set of actions. */
export const RAISE = 2;

/** What was done, as the log has it: one of these, or from RAISED on what the bet or raise came to. */
export const FOLDED = 0;
export const CHECKED = 1;
export const CALLED = 2;
export const RAISED = 3;

/** An entry of the log: what was done, and by which of at most ten seats. */
export function logged(done: number, seat: number): number {
  return done * 16 + seat;
}

/** What a game of hold'em is made of: constants that follow from its options. */
export type HoldemTable = ReturnType<typeof holdemTable>;

export function holdemTable(options: HoldemOptions) {
  const { players, betting, actions, ante } = options;
  const hole = options.variant === 'omaha' ? 4 : 2;
  const cards = options.deck === 'full' ? 52 : 36;
  const stacks = Int32Array.from({ length: players }, (_, seat) => options.stacks[seat] ?? options.stacks[0]);
  const deepest = Math.max(...stacks);
  const limit = betting === 'limit';
  /** What one seat can pay at most; at limit the last bet of a round may follow a short all-in. */
  const capped = limit ? ante + cappedBets(options) : Infinity;
  /** Nobody can be all-in before the bets are capped. */
  const deep = limit && Math.min(...stacks) > capped;
  // All but one check, then each raise is answered by all others. All-ins that are too small to count come on top.
  const raises = limit
    ? options.bets + (deep ? 0 : players)
    : Math.floor(deepest / options.big_blind) + players;
  const roundActions = players + raises * (players - 1);
  const kept = limit ? roundActions : Math.min(roundActions, 2 * players + 8);
  const { at, size } = layout({
    mover: 1, // a seat, CHANCE or TERMINAL
    dealt: 1, // hole cards that have been dealt
    hole: players * hole, // cards; each seat's ascending
    open: 1, // board cards
    board: 5, // cards; the first three ascending
    used: 2, // bit per card that has been dealt: the first 26, the others
    round: 1, // of betting
    waiting: 1, // seats that must act before the round ends
    stake: 1, // what a seat must have paid in this round to stay in
    full: 1, // the last stake that was a whole bet or raise
    raise: 1, // what a raise must add to the stake: the last whole raise, at least the big blind
    bets: 1, // limit: bets in this round
    pot: 1, // all that has been paid
    live: 1, // bit per seat that has not folded
    lives: 1, // how many they are
    active: 1, // bit per seat that has neither folded nor put in its last chip
    actives: 1, // how many they are
    shown: 1, // hands that have been turned up
    stack: players, // chips that are left
    level: players, // the stake when the seat last acted in this round; −1 where it has not
    paid: 4 * players, // in each round; blinds in the first, antes in none
    raised: 4, // bets and raises in each round, short ones too
    raiser: 4, // 1 + the seat that bet or raised last in each round; 0 for nobody
    count: 4, // actions in each round
    log: 4 * kept, // what was done in each round, as `logged` says; the latest where there are more than `kept`
  });
  return {
    options,
    players,
    hole,
    cards,
    /** Outcome c of chance is this card: the short deck begins with the sixes. */
    firstCard: 52 - cards,
    stacks,
    deepest,
    /** The most that a raise must add, as a part of the deepest stack. */
    raiseHigh: Math.max(1, options.big_blind / deepest, options.straddle / deepest),
    limit,
    capped,
    roundActions,
    /** Actions of a round that the log keeps: at limit all of them. */
    kept,
    payoffRange: payoffRange(Array.from(stacks, (stack) => Math.min(stack, capped))),
    maxTurns: players * hole + 5 + (limit ? 4 * roundActions : 3 * players + roundActions) + players,
    /** The seat that acts last after the flop. Of two players it is the small blind, and acts first before the flop. */
    button: players === 2 ? 0 : players - 1,
    actionCount: actions === 'fixed' ? 3 : actions === 'full' ? 2 + deepest : 3 + options.fractions.length,
    at,
    size,
  };
}

/** The worst and the best that can come to a seat: nobody loses or wins more of another than both can pay. */
function payoffRange(most: readonly number[]): readonly [number, number] {
  const shared = most.map((own, seat) =>
    most.filter((_, other) => other !== seat).map((chips) => Math.min(own, chips)),
  );
  const loss = Math.max(...shared.map((chips) => Math.max(...chips)));
  return [-loss, Math.max(...shared.map((chips) => chips.reduce((sum, one) => sum + one, 0)))];
}

/** Chips that one seat can pay in bets when each round has as many as there may be. */
function cappedBets({ bets, small_bet, big_bet, big_blind, straddle }: HoldemOptions): number {
  const posted = straddle > 0 ? 2 : 1;
  const preflop = Math.max(big_blind, straddle) + Math.max(0, bets - posted) * small_bet;
  return preflop + bets * (small_bet + 2 * big_bet);
}
