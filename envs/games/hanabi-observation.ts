import { fields as lay } from '../core/field.ts';
import type { State } from '../core/game.ts';
import {
  bitOf,
  COLOUR_BIT,
  COLOUR_BITS,
  COLOUR_TOLD,
  type HanabiTable,
  OPEN_BIT,
  RANK_BITS,
  RANK_TOLD,
} from './hanabi-table.ts';

/**
 * What a player sees now. Players are counted from the observer on: 0 is itself, 1 the next in turn. Tokens, lives and
 * cards of the deck are so many ones, then zeros. It tells the position, what the hints say of every card, and what
 * everybody did last, not all that happened before.
 */
export function hanabiObservation(table: HanabiTable) {
  const {
    players,
    colours,
    ranks,
    hand,
    mostTokens,
    mostLives,
    kinds,
    deck,
    total,
    hintColour,
    actionCount,
    at,
  } = table;
  const fields = lay({
    seat: { shape: [players], kind: 'one-hot' },
    turn: { shape: [players], kind: 'one-hot' }, // whose turn it is, to draw included; of nobody at the end
    held: { shape: [players, hand], kind: 'flag' }, // whether there is a card at this place
    cards: { shape: [players - 1, hand, kinds], kind: 'one-hot' }, // of the others
    fireworks: { shape: [colours, ranks], kind: 'one-hot' }, // rank of the top card
    discards: { shape: [kinds], kind: 'count', high: 3 },
    tokens: { shape: [mostTokens], kind: 'flag' },
    lives: { shape: [mostLives], kind: 'flag' },
    deck: { shape: [Math.max(deck, 1)], kind: 'flag' },
    turnsLeft: { shape: [players], kind: 'one-hot' }, // once the deck is empty
    openRanks: { shape: [players, hand, ranks], kind: 'flag' }, // what the hints leave open
    openColours: { shape: [players, hand, colours], kind: 'flag' },
    told: { shape: [players, hand, 2], kind: 'flag' }, // whether a hint named its rank, its colour
    lastAction: { shape: [players, actionCount], kind: 'one-hot' },
    lastCard: { shape: [players, kinds], kind: 'one-hot' }, // what it played or discarded
    lastFitted: { shape: [players], kind: 'flag' }, // whether what it played fitted
    lastNamed: { shape: [players, hand], kind: 'flag' }, // what its hint named
  });
  const to = fields.at;

  function ones(out: Float32Array, from: number, count: number): void {
    for (let place = 0; place < count; place++) out[from + place] = 1;
  }

  function observeHand(state: State, other: number, player: number, out: Float32Array): void {
    const first = at.cards + other * hand;
    for (let place = 0, spot = player * hand; place < hand; place++, spot++) {
      const word = state[first + place];
      if (word === 0) continue;
      out[to.held + spot] = 1;
      if (player > 0) {
        const kind = bitOf((word & COLOUR_BITS) >> COLOUR_BIT) * ranks + bitOf(word & RANK_BITS);
        out[to.cards + (spot - hand) * kinds + kind] = 1;
      }
      const openRanks = (word >> OPEN_BIT) & RANK_BITS;
      for (let rest = openRanks; rest !== 0; rest &= rest - 1) {
        out[to.openRanks + spot * ranks + bitOf(rest & -rest)] = 1;
      }
      const openColours = (word >> (OPEN_BIT + COLOUR_BIT)) & RANK_BITS;
      for (let rest = openColours; rest !== 0; rest &= rest - 1) {
        out[to.openColours + spot * colours + bitOf(rest & -rest)] = 1;
      }
      if ((word & RANK_TOLD) !== 0) out[to.told + 2 * spot] = 1;
      if ((word & COLOUR_TOLD) !== 0) out[to.told + 2 * spot + 1] = 1;
    }
  }

  function observeLast(word: number, player: number, out: Float32Array): void {
    if (word === 0) return;
    const action = (word & 255) - 1;
    const detail = (word >> 8) & 255;
    out[to.lastAction + player * actionCount + action] = 1;
    if (action < hintColour) {
      out[to.lastCard + player * kinds + detail] = 1;
      if (word >> 16 === 1) out[to.lastFitted + player] = 1;
      return;
    }
    for (let rest = detail; rest !== 0; rest &= rest - 1) {
      out[to.lastNamed + player * hand + bitOf(rest & -rest)] = 1;
    }
  }

  function observe(state: State, seat: number, out: Float32Array): void {
    out[to.seat + seat] = 1;
    if (state[at.mover] >= -1) out[to.turn + ((state[at.seat] - seat + players) % players)] = 1;
    for (let player = 0, other = seat; player < players; player++) {
      observeHand(state, other, player, out);
      observeLast(state[at.last + other], player, out);
      other = other + 1 === players ? 0 : other + 1;
    }
    for (let colour = 0; colour < colours; colour++) {
      const height = state[at.fireworks + colour];
      if (height > 0) out[to.fireworks + colour * ranks + height - 1] = 1;
    }
    for (let kind = 0; kind < kinds; kind++) {
      const count = state[at.discards + kind];
      if (count > 0) out[to.discards + kind] = count;
    }
    ones(out, to.tokens, state[at.tokens]);
    ones(out, to.lives, state[at.lives]);
    ones(out, to.deck, Math.min(total - state[at.drawn], deck)); // full until the hands are dealt
    if (state[at.turns] > 0) out[to.turnsLeft + state[at.turns] - 1] = 1;
  }

  return { fields, observe };
}
