import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import {
  CALL,
  CALLED,
  CHECKED,
  FOLD,
  FOLDED,
  type HoldemTable,
  logged,
  RAISE,
  RAISED,
} from './holdem-table.ts';

/**
 * Who may do what, and what it does to the chips. Rules of all-in raises: one that is smaller than a raise must be does
 * not let those raise again who have acted, until what they face adds up to a whole raise (Tournament Directors
 * Association, rule on re-opening the bet); at limit one of at least half a bet counts as a bet (Robert's Rules of Poker),
 * and those raise again who face at least half a bet.
 */
export function holdemBetting(table: HoldemTable) {
  const { at, players, button, kept, limit, hole, stacks, antes, posts } = table;
  const { betting, actions: kind, small_bet, big_bet, big_blind, bets } = table.options;
  const potLimit = betting === 'pot-limit';
  const fractions = Float64Array.from(table.options.fractions);
  const sets = { fixed: 0, fractions: 1, full: 2 };
  const set = sets[kind];
  const parts = fractions.length;
  const allIn = RAISE + parts;
  const holeCards = players * hole;
  const everybody = 2 ** players - 1;

  /** The next seat after this one whose bit is set; there is one. */
  function nextOf(seats: number, seat: number): number {
    const later = seats & -(2 << seat);
    const bits = later === 0 ? seats : later;
    return 31 - Math.clz32(bits & -bits);
  }

  function pay(state: State, seat: number, most: number): void {
    const left = state[at.stack + seat];
    const chips = most < left ? most : left;
    state[at.paid + state[at.round] * players + seat] += chips;
    state[at.pot] += chips;
    state[at.stack + seat] = left - chips;
    if (chips === left) {
      state[at.active] &= ~(1 << seat);
      state[at.actives]--;
    }
  }

  /** The only seat that can act need not where it has matched all others who are in. */
  function matched(state: State): boolean {
    const seat = 31 - Math.clz32(state[at.active]);
    const base = at.paid + state[at.round] * players;
    const own = state[base + seat];
    for (let other = 0; other < players; other++) {
      if ((state[at.live] >> other) & 1 && state[base + other] > own) return false;
    }
    return true;
  }

  function isClosed(state: State): boolean {
    if (state[at.waiting] === 0) return true;
    return state[at.actives] < 2 && (state[at.actives] === 0 || matched(state));
  }

  /**
   * The state before the first card: antes, then blinds and straddles, each as far as the stack goes. A straddle is a live
   * raise: what raises it adds at least as much as the greatest post, and at least the big blind.
   */
  function open(): State {
    const state = new Int32Array(table.size);
    state[at.mover] = CHANCE;
    state[at.live] = state[at.active] = everybody;
    state[at.lives] = state[at.actives] = players;
    state.set(stacks, at.stack);
    state.fill(-1, at.level, at.level + players);
    for (let seat = 0; seat < players; seat++) pay(state, seat, antes[seat]);
    state.fill(0, at.paid, at.paid + players); // antes are in the pot, but match no bet
    for (const [seat, post] of posts.entries()) if (state[at.stack + seat] > 0) pay(state, seat, post);
    // Who posts less than a blind does not make it cheaper for others.
    state[at.stake] = state[at.full] = table.greatestPost;
    state[at.raise] = Math.max(big_blind, table.greatestPost);
    state[at.bets] = table.postedBets;
    state[at.waiting] = state[at.actives];
    return state;
  }
  const opening = open();
  const first = isClosed(opening) ? CHANCE : nextOf(opening[at.active], table.lastPost);

  /** Whose turn it is or, while hands are dealt, who will be first; −1 where nobody is. */
  function turnOf(state: State): number {
    return state[at.dealt] < holeCards ? first : state[at.mover];
  }

  function beginRound(state: State, round: number): void {
    state[at.round] = round;
    state[at.stake] = 0;
    state[at.full] = 0;
    state[at.raise] = big_blind;
    state[at.bets] = 0;
    for (let seat = 0; seat < players; seat++) state[at.level + seat] = -1;
    state[at.waiting] = state[at.actives];
    state[at.mover] = nextOf(state[at.active], button);
  }

  /** Is there anybody but the seat who could put in more than the stake? */
  function canBeCalled(state: State, seat: number): boolean {
    const base = at.paid + state[at.round] * players;
    const stake = state[at.stake];
    for (let others = state[at.active] & ~(1 << seat); others !== 0; others &= others - 1) {
      const other = 31 - Math.clz32(others & -others);
      if (state[base + other] + state[at.stack + other] > stake) return true;
    }
    return false;
  }

  /** May the seat raise, which lacks `call` chips to the stake? Only against somebody who can still call a part of it. */
  function mayRaise(state: State, seat: number, call: number): boolean {
    if (state[at.actives] < 2 || state[at.stack + seat] <= call) return false;
    const level = state[at.level + seat];
    if (limit) {
      if (state[at.bets] >= bets) return false;
      if (level >= 0 && 2 * (state[at.stake] - level) < (state[at.round] < 2 ? small_bet : big_bet))
        return false;
    } else if (level >= 0 && state[at.stake] - level < state[at.raise]) return false;
    return canBeCalled(state, seat);
  }

  /** What the seat's bets in this round come to when it puts in its last chip. */
  function allInOf(state: State, seat: number): number {
    return state[at.paid + state[at.round] * players + seat] + state[at.stack + seat];
  }

  /** The stake after calling and raising by a part of the pot; whole chips, rounded down. Chips are less than 2³¹. */
  function raiseByPart(state: State, call: number, part: number): number {
    return state[at.stake] + ((part * (state[at.pot] + call)) | 0);
  }

  /** The stake that this action of the mover raises to. */
  function amountOf(state: State, action: number): number {
    const seat = state[at.mover];
    if (set === 2) return action - 1;
    if (set === 1) {
      if (action === allIn) return allInOf(state, seat);
      const call = state[at.stake] - state[at.paid + state[at.round] * players + seat];
      return raiseByPart(state, call, fractions[action - RAISE]);
    }
    const to = state[at.full] + (state[at.round] < 2 ? small_bet : big_bet);
    const last = allInOf(state, seat);
    return to < last ? to : last;
  }

  /** The most that the seat may bet or raise to. */
  function mostOf(state: State, seat: number, call: number): number {
    const last = allInOf(state, seat);
    const pot = potLimit ? raiseByPart(state, call, 1) : last;
    return last < pot ? last : pot;
  }

  /** The least: a whole raise, or the most where that is less. */
  function leastOf(state: State, most: number): number {
    const least = state[at.stake] + state[at.raise];
    return least < most ? least : most;
  }

  /** The least and the most that the mover may bet or raise to, besides the sets of actions; null where it may not. */
  function raiseRange(state: State): { readonly least: number; readonly most: number } | null {
    const seat = state[at.mover];
    if (seat < 0) return null;
    const call = state[at.stake] - state[at.paid + state[at.round] * players + seat];
    if (!mayRaise(state, seat, call)) return null;
    const most = mostOf(state, seat, call);
    return { least: leastOf(state, most), most };
  }

  function legal(state: State, out: Int32Array): number {
    const seat = state[at.mover];
    if (seat < 0) return 0;
    const call = state[at.stake] - state[at.paid + state[at.round] * players + seat];
    let count = 0;
    if (call > 0) out[count++] = FOLD;
    out[count++] = CALL;
    if (!mayRaise(state, seat, call)) return count;
    if (set === 0) {
      out[count++] = RAISE;
      return count;
    }
    const most = mostOf(state, seat, call);
    if (set === 2) {
      for (let to = leastOf(state, most); to <= most; to++) out[count++] = 1 + to;
      return count;
    }
    const last = allInOf(state, seat);
    let before = state[at.stake] + state[at.raise] - 1;
    for (let part = 0; part < parts; part++) {
      const to = raiseByPart(state, call, fractions[part]);
      if (to <= before || to >= last) continue; // too small, the same again, or all-in
      out[count++] = RAISE + part;
      before = to;
    }
    if (last <= most) out[count++] = allIn;
    return count;
  }

  function raiseTo(state: State, seat: number, to: number): void {
    const stake = state[at.stake];
    const round = state[at.round];
    pay(state, seat, to - state[at.paid + round * players + seat]);
    if (limit) {
      // Twice the size, so that half a bet stays whole.
      if (2 * (to - state[at.full]) >= (round < 2 ? small_bet : big_bet)) {
        state[at.full] = to;
        state[at.bets]++;
      }
    } else if (to - stake >= state[at.raise]) {
      state[at.raise] = to - stake;
      state[at.full] = to;
    }
    state[at.stake] = to;
    state[at.raised + round]++;
    state[at.raiser + round] = 1 + seat;
    state[at.waiting] = state[at.actives] - ((state[at.active] >> seat) & 1);
  }

  function write(state: State, done: number, seat: number): void {
    const round = state[at.round];
    const count = state[at.count + round];
    state[at.count + round] = count + 1;
    state[at.log + round * kept + (count < kept ? count : count % kept)] = logged(done, seat);
  }

  function act(state: State, action: number): void {
    const seat = state[at.mover];
    if (action === FOLD) {
      write(state, FOLDED, seat);
      state[at.live] &= ~(1 << seat);
      state[at.active] &= ~(1 << seat);
      state[at.actives]--;
      state[at.waiting]--;
      if (--state[at.lives] === 1) {
        state[at.mover] = TERMINAL;
        return;
      }
    } else if (action === CALL) {
      const call = state[at.stake] - state[at.paid + state[at.round] * players + seat];
      write(state, call > 0 ? CALLED : CHECKED, seat);
      if (call > 0) pay(state, seat, call);
      state[at.waiting]--;
      state[at.level + seat] = state[at.stake];
    } else {
      const to = amountOf(state, action);
      write(state, RAISED + to, seat);
      raiseTo(state, seat, to);
      state[at.level + seat] = to;
    }
    state[at.mover] = isClosed(state) ? CHANCE : nextOf(state[at.active], seat);
  }

  return { opening, first, turnOf, beginRound, legal, raiseRange, canBeCalled, act, amountOf };
}
