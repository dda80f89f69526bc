import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import {
  bitOf,
  CARD_BITS,
  COLOUR_BIT,
  COLOUR_BITS,
  COLOUR_TOLD,
  type HanabiTable,
  OPEN_BIT,
  RANK_BITS,
  RANK_TOLD,
  report,
} from './hanabi-table.ts';

export type HanabiRules = ReturnType<typeof hanabiRules>;

/** What happens at the table: the start, what is legal, what actions and draws do. */
export function hanabiRules(table: HanabiTable) {
  const { players, colours, ranks, hand, mostTokens, mostLives, kinds, total, dealt, deck, at, size } = table;
  const { hintColour, hintRank, copiesOfKind, fresh } = table;

  function start(state: State): void {
    for (let i = 0; i < size; i++) state[i] = 0;
    state[at.mover] = CHANCE;
    state[at.tokens] = mostTokens;
    state[at.lives] = mostLives;
    for (let kind = 0; kind < kinds; kind++) state[at.deck + kind] = copiesOfKind[kind];
  }

  function legal(state: State, actions: Int32Array): number {
    const seat = state[at.mover];
    if (seat < 0) return 0;
    const tokens = state[at.tokens];
    let count = 0;
    // Nobody is to move with less than a full hand: cards are replaced until the deck is empty, and then there is
    // one turn each.
    if (tokens < mostTokens) while (count < hand) actions[count] = count++;
    for (let place = 0; place < hand; place++) actions[count++] = hand + place;
    if (tokens === 0) return count;
    // Hints that name at least one card: a bit for each player and colour, or player and rank.
    let colourHints = 0;
    let rankHints = 0;
    for (let offset = 1, other = seat; offset < players; offset++) {
      other = other + 1 === players ? 0 : other + 1;
      const first = at.cards + other * hand;
      let held = 0;
      for (let place = 0; place < hand; place++) held |= state[first + place];
      colourHints |= ((held & COLOUR_BITS) >> COLOUR_BIT) << ((offset - 1) * colours);
      rankHints |= (held & RANK_BITS) << ((offset - 1) * ranks);
    }
    for (; colourHints !== 0; colourHints &= colourHints - 1) {
      actions[count++] = hintColour + bitOf(colourHints & -colourHints);
    }
    for (; rankHints !== 0; rankHints &= rankHints - 1) {
      actions[count++] = hintRank + bitOf(rankHints & -rankHints);
    }
    return count;
  }

  /** Kind of a card of the deck, when they lie in the order of their kinds. */
  function kindOf(state: State, card: number): number {
    let kind = 0;
    for (let rest = card - state[at.deck]; rest >= 0; rest -= state[at.deck + kind]) kind++;
    return kind;
  }

  function end(state: State): void {
    state[at.turns] = 0;
    state[at.mover] = TERMINAL;
  }

  function pass(state: State): void {
    const turns = state[at.turns];
    if (turns === 1) return end(state);
    if (turns > 0) state[at.turns] = turns - 1;
    const seat = state[at.seat];
    const next = seat + 1 === players ? 0 : seat + 1;
    state[at.seat] = next;
    state[at.mover] = next;
  }

  function deal(state: State, kind: number): void {
    const drawn = state[at.drawn];
    const seat = state[at.seat];
    state[at.deck + kind]--;
    state[at.drawn] = drawn + 1;
    if (drawn < dealt) {
      state[at.cards + drawn] = fresh[kind];
      if (drawn + 1 < dealt) {
        if (drawn + 1 === (seat + 1) * hand) state[at.seat] = seat + 1;
        return;
      }
      if (deck === 0) state[at.turns] = players;
      state[at.seat] = 0;
      state[at.mover] = 0;
      return;
    }
    state[at.cards + seat * hand + hand - 1] = fresh[kind];
    if (drawn + 1 < total) {
      const next = seat + 1 === players ? 0 : seat + 1;
      state[at.seat] = next;
      state[at.mover] = next;
      return;
    }
    pass(state);
    state[at.turns] = players;
  }

  /** Names all cards of one rank or colour, `bit`, of all those in `group`; answers the set of them. */
  function name(state: State, other: number, bit: number, group: number, told: number): number {
    const first = at.cards + other * hand;
    let named = 0;
    for (let place = 0; place < hand; place++) {
      const word = state[first + place];
      if ((word & bit) === 0) {
        state[first + place] = word & ~(bit << OPEN_BIT);
      } else {
        state[first + place] = (word & ~(group << OPEN_BIT)) | (bit << OPEN_BIT) | told;
        named |= 1 << place;
      }
    }
    return named;
  }

  function hint(state: State, action: number): void {
    const seat = state[at.seat];
    let named: number;
    if (action < hintRank) {
      const offset = ((action - hintColour) / colours) | 0;
      const bit = 1 << (COLOUR_BIT + action - hintColour - offset * colours);
      named = name(state, (seat + 1 + offset) % players, bit, COLOUR_BITS, COLOUR_TOLD);
    } else {
      const offset = ((action - hintRank) / ranks) | 0;
      named = name(
        state,
        (seat + 1 + offset) % players,
        1 << (action - hintRank - offset * ranks),
        RANK_BITS,
        RANK_TOLD,
      );
    }
    state[at.last + seat] = report(action, named, 0);
    state[at.tokens]--;
    pass(state);
  }

  /** Kind of the card at a place of a hand. */
  function kindAt(state: State, seat: number, place: number): number {
    const card = state[at.cards + seat * hand + place] & CARD_BITS;
    return bitOf(card >> COLOUR_BIT) * ranks + bitOf(card & RANK_BITS);
  }

  function apply(state: State, action: number): void {
    if (state[at.mover] === CHANCE) return deal(state, action);
    if (action >= hintColour) return hint(state, action);
    const seat = state[at.seat];
    const plays = action >= hand;
    const place = plays ? action - hand : action;
    const first = at.cards + seat * hand;
    const card = state[first + place];
    for (let newer = place + 1; newer < hand; newer++) state[first + newer - 1] = state[first + newer];
    state[first + hand - 1] = 0;
    const rank = bitOf(card & RANK_BITS);
    const colour = bitOf((card & COLOUR_BITS) >> COLOUR_BIT);
    const kind = colour * ranks + rank;
    let over = false;
    if (plays && state[at.fireworks + colour] === rank) {
      state[at.fireworks + colour] = rank + 1;
      const score = state[at.score] + 1;
      state[at.score] = score;
      if (rank + 1 === ranks && state[at.tokens] < mostTokens) state[at.tokens]++;
      state[at.last + seat] = report(action, kind, 1);
      over = score === kinds;
    } else {
      state[at.discards + kind]++;
      state[at.last + seat] = report(action, kind, 0);
      if (plays) over = --state[at.lives] === 0;
      else state[at.tokens]++;
    }
    if (over) end(state);
    else if (state[at.drawn] < total) state[at.mover] = CHANCE;
    else pass(state);
  }

  /** Cards that a hint would name, as a set of places. */
  function named(state: State, action: number): number {
    const ofColour = action < hintRank;
    const place = ofColour ? action - hintColour : action - hintRank;
    const span = ofColour ? colours : ranks;
    const offset = (place / span) | 0;
    const bit = 1 << (place - offset * span + (ofColour ? COLOUR_BIT : 0));
    const first = at.cards + ((state[at.seat] + 1 + offset) % players) * hand;
    let set = 0;
    for (let card = 0; card < hand; card++) if ((state[first + card] & bit) !== 0) set |= 1 << card;
    return set;
  }

  return { start, legal, kindOf, apply, kindAt, named };
}
