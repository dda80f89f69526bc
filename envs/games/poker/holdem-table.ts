import { layout } from '../../core/layout.ts';
import { antesOf, type HoldemOptions, postedBets, postsOf } from './holdem-options.ts';

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
  const { players, betting, actions } = options;
  const hole = options.variant === 'omaha' ? 4 : 2;
  const cards = options.deck === 'full' ? 52 : 36;
  const stacks = Int32Array.from({ length: players }, (_, seat) => options.stacks[seat] ?? options.stacks[0]);
  const deepest = Math.max(...stacks);
  const limit = betting === 'limit';
  const button = players === 2 ? 0 : players - 1;
  const antes = Int32Array.from(antesOf(options));
  const posts = Int32Array.from(postsOf(options));
  const greatestPost = Math.max(...posts);
  /** Antes that differ, such as one of the big blind alone, are for everybody to win; else they are matched like bets. */
  const isDead = antes.some((ante) => ante !== antes[0]);
  const dead = antes.map((ante, seat) => (isDead ? Math.min(ante, stacks[seat]) : 0));
  /** What each seat can pay at most; at limit the last bet of a round may follow a short all-in. */
  const most = Array.from(stacks, (stack, seat) =>
    limit ? Math.min(stack, antes[seat] + cappedBets(options, greatestPost)) : stack,
  );
  /** Nobody can be all-in before the bets are capped. */
  const deep = limit && stacks.every((stack, seat) => stack > most[seat]);
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
    /** What each seat puts into the pot before the blinds, as far as its stack goes: [players]. */
    antes,
    /** What of each seat's antes nobody need match to win it: [players]. */
    dead,
    /** What each seat posts as blind or straddle, as far as its stack goes: [players]. */
    posts,
    greatestPost,
    /** Bets that are made by posting. */
    postedBets: postedBets(options),
    /** Before the flop the first to act is the next seat after this one: the last with the greatest post. */
    lastPost: greatestPost > 0 ? posts.lastIndexOf(greatestPost) : button,
    /** The most that a raise must add, as a part of the deepest stack. */
    raiseHigh: Math.max(1, options.big_blind / deepest, greatestPost / deepest),
    limit,
    roundActions,
    /** Actions of a round that the log keeps: at limit all of them. */
    kept,
    payoffRange: payoffRange(most, dead),
    maxTurns: players * hole + 5 + (limit ? 4 * roundActions : 3 * players + roundActions) + players,
    /** The seat that acts last after the flop. Of two players it is the small blind, and acts first before the flop. */
    button,
    actionCount: actions === 'fixed' ? 3 : actions === 'full' ? 2 + deepest : 3 + options.fractions.length,
    at,
    size,
  };
}

/** The worst and the best that can come to a seat: of bets it loses or wins no more of another than both can pay. */
function payoffRange(most: readonly number[], dead: Int32Array): readonly [number, number] {
  const bets = most.map((chips, seat) => chips - dead[seat]);
  const losses: number[] = [];
  const wins: number[] = [];
  for (const [seat, own] of bets.entries()) {
    const shared = bets.map((chips) => Math.min(own, chips)).filter((_, other) => other !== seat);
    losses.push(dead[seat] + Math.max(...shared));
    wins.push(dead.reduce((sum, ante, other) => (other === seat ? sum : sum + ante), 0) + sumOf(shared));
  }
  return [-Math.max(...losses), Math.max(...wins)];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Chips that one seat can pay in bets when each round has as many as there may be. */
function cappedBets(options: HoldemOptions, greatestPost: number): number {
  const { bets, small_bet, big_bet } = options;
  const preflop = greatestPost + Math.max(0, bets - postedBets(options)) * small_bet;
  return preflop + bets * (small_bet + 2 * big_bet);
}
