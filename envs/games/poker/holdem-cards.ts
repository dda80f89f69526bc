import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import type { Random } from '../../core/random.ts';
import type { HoldemTable } from './holdem-table.ts';

/** A token is a safe integer: so many combinations of what is dealt and hands that are shown have room in it. */
const ROOM = 2 ** 53 / 64 / 7;

/**
 * Cards: how they are dealt and turned up. A seat sees its hand when all of it is dealt, and the flop when it is three
 * cards, since their order means nothing; so the state keeps hands and the flop in ascending order.
 */
export function holdemCards(table: HoldemTable) {
  const { at, players, hole, cards, firstCard } = table;
  const holeCards = players * hole;
  /** Hands have 2 or 4 cards: what `dealt & ofHand` leaves is the place within one, without a division. */
  const ofHand = hole - 1;
  /** How many sets of n cards lie below one whose greatest card is c: C(c, n), for n of 1 to 4. */
  const below = Array.from({ length: 5 }, (_, n) =>
    Int32Array.from({ length: 53 }, (_, c) => binomial(c, n)),
  );
  const hands = binomial(52, hole);
  /** Hands that one token tells of at most. */
  const together = Math.floor(Math.log(ROOM) / Math.log(hands));

  /** Puts a card where it belongs among the `count` ascending ones from `from` on. */
  function insert(state: State, from: number, count: number, card: number): void {
    let place = from + count;
    while (place > from && state[place - 1] > card) {
      state[place] = state[place - 1];
      place--;
    }
    state[place] = card;
  }

  /** Number of a set of cards, from 0 (combinatorial number system): `count` ascending ones, and a further one. */
  function setOf(state: State, from: number, count: number, further: number): number {
    let code = 0;
    let rank = 0;
    let pending = further;
    for (let place = from; place < from + count; place++) {
      if (pending >= 0 && pending < state[place]) {
        code += below[++rank][pending];
        pending = -1;
      }
      code += below[++rank][state[place]];
    }
    return pending >= 0 ? code + below[rank + 1][pending] : code;
  }

  function isUsed(state: State, card: number): boolean {
    return card < 26 ? ((state[at.used] >> card) & 1) === 1 : ((state[at.used + 1] >> (card - 26)) & 1) === 1;
  }

  function use(state: State, card: number): void {
    if (card < 26) state[at.used] |= 1 << card;
    else state[at.used + 1] |= 1 << (card - 26);
  }

  /** Whether hands have begun to be turned up: no card and no action comes after that. */
  function isShowing(state: State): boolean {
    return state[at.shown] > 0;
  }

  function dealHole(state: State, outcome: number): void {
    const dealt = state[at.dealt];
    const card = outcome + firstCard;
    use(state, card);
    const own = dealt & ofHand;
    insert(state, at.hole + dealt - own, own, card);
    state[at.dealt] = dealt + 1;
  }

  /** @returns how many board cards there are now */
  function dealBoard(state: State, outcome: number): number {
    const open = state[at.open];
    const card = outcome + firstCard;
    use(state, card);
    if (open < 3) insert(state, at.board, open, card);
    else state[at.board + open] = card;
    state[at.open] = open + 1;
    return open + 1;
  }

  /** Turns up hands: as many as one token can tell of, in order of seats. */
  function show(state: State): void {
    const shown = Math.min(state[at.shown] + together, state[at.lives]);
    state[at.shown] = shown;
    state[at.mover] = shown === state[at.lives] ? TERMINAL : CHANCE;
  }

  /** Whether the hand of a seat that is in has been turned up. */
  function isShown(state: State, seat: number): boolean {
    const shown = state[at.shown];
    if (shown === 0) return false;
    const live = state[at.live];
    if (((live >> seat) & 1) === 0) return false;
    let before = 0;
    for (let other = 0; other < seat; other++) before += (live >> other) & 1;
    return before < shown;
  }

  /** Number of the hands that are turned up next, of the seats in `live`. */
  function showCode(state: State, live: number): number {
    let [code, place] = [0, 0];
    const shown = state[at.shown];
    for (let seat = 0; seat < players; seat++) {
      if (((live >> seat) & 1) === 0) continue;
      if (place >= shown && place < shown + together) {
        code = code * hands + setOf(state, at.hole + seat * hole, hole, -1);
      }
      place++;
    }
    return code;
  }

  function chance(state: State, probabilities: Float64Array): number {
    if (isShowing(state)) {
      probabilities.fill(0);
      probabilities[0] = 1;
      return 1;
    }
    const left = cards - state[at.dealt] - state[at.open];
    for (let outcome = 0; outcome < cards; outcome++) {
      probabilities[outcome] = isUsed(state, outcome + firstCard) ? 0 : 1 / left;
    }
    return left;
  }

  /** A card that is not in use, as an outcome of chance. */
  function fresh(state: State, random: Random): number {
    for (;;) {
      const outcome = random.below(cards);
      if (!isUsed(state, outcome + firstCard)) return outcome;
    }
  }

  function draw(state: State, random: Random): number {
    return isShowing(state) ? 0 : fresh(state, random);
  }

  /** Deals anew what the seat does not see: betting says nothing about cards where nobody looks at them. */
  function resample(state: State, seat: number, random: Random, out: State): void {
    out.set(state);
    const { dealt, open } = { dealt: state[at.dealt], open: state[at.open] };
    const seesBoard = open >= 3;
    out[at.used] = 0;
    out[at.used + 1] = 0;
    if (seesBoard) for (let place = 0; place < open; place++) use(out, state[at.board + place]);
    for (let owner = 0; owner * hole < dealt; owner++) {
      if (!sees(state, seat, owner)) continue;
      for (let place = 0; place < hole; place++) use(out, state[at.hole + owner * hole + place]);
    }
    for (let place = 0; place < dealt; place++) {
      if (sees(state, seat, Math.floor(place / hole))) continue;
      const card = fresh(out, random) + firstCard;
      use(out, card);
      insert(out, at.hole + place - (place % hole), place % hole, card);
    }
    for (let place = 0; !seesBoard && place < open; place++) {
      const card = fresh(out, random) + firstCard;
      use(out, card);
      insert(out, at.board, place, card);
    }
  }

  /** Whether a seat knows a whole hand: its own, or one that is turned up. */
  function sees(state: State, seat: number, owner: number): boolean {
    if (state[at.dealt] < (owner + 1) * hole) return false;
    return owner === seat || isShown(state, owner);
  }

  return {
    holeCards,
    setOf,
    isShowing,
    dealHole,
    dealBoard,
    show,
    showCode,
    isShown,
    sees,
    chance,
    draw,
    resample,
  };
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let step = 1; step <= k; step++) value = (value * (n - k + step)) / step;
  return n < k ? 0 : Math.round(value);
}
