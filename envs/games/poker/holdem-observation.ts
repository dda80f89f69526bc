import { fields } from '../../core/field.ts';
import type { State } from '../../core/game.ts';
import { CALL, CHECKED, FOLD, type HoldemTable, RAISE, RAISED } from './holdem-table.ts';

/** Raises of a round are counted up to here. */
const MOST_RAISES = 8;

interface Sight {
  sees(state: State, seat: number, owner: number): boolean;
  turnOf(state: State): number;
}

/**
 * What networks read. At limit the whole betting is in it (perfect recall); else a summary that is bounded however deep
 * the stacks are: what everybody has paid in each round and has left, as parts of the deepest stack, and for each round
 * how often it was raised and by whom last.
 */
export function holdemObservation(table: HoldemTable, { sees, turnOf }: Sight) {
  const { at, players, hole, cards, firstCard, limit, roundActions, deepest } = table;
  const dealt = {
    seat: { shape: [players], kind: 'one-hot' },
    hand: { shape: [cards], kind: 'flag' },
    flop: { shape: [cards], kind: 'flag' },
    turn: { shape: [cards], kind: 'one-hot' },
    river: { shape: [cards], kind: 'one-hot' },
  } as const;
  const log = fields({ ...dealt, betting: { shape: [4, roundActions, 3], kind: 'one-hot' } });
  const summary = fields({
    ...dealt,
    round: { shape: [4], kind: 'one-hot' },
    mover: { shape: [players], kind: 'one-hot' },
    folded: { shape: [players], kind: 'flag' },
    all_in: { shape: [players], kind: 'flag' },
    acted: { shape: [players], kind: 'flag' },
    stack: { shape: [players], kind: 'real' },
    paid: { shape: [4, players], kind: 'real' },
    pot: { shape: [1], kind: 'real', high: players },
    to_call: { shape: [players], kind: 'real' },
    raise: { shape: [1], kind: 'real', high: table.raiseHigh },
    raises: { shape: [4, MOST_RAISES + 1], kind: 'one-hot' },
    raiser: { shape: [4, players], kind: 'one-hot' },
  });

  function seeCards(state: State, seat: number, out: Float32Array): void {
    out[log.at.seat + seat] = 1;
    if (sees(state, seat, seat)) {
      for (let place = 0; place < hole; place++) {
        out[log.at.hand + state[at.hole + seat * hole + place] - firstCard] = 1;
      }
    }
    const open = state[at.open];
    if (open < 3) return;
    for (let place = 0; place < 3; place++) out[log.at.flop + state[at.board + place] - firstCard] = 1;
    if (open > 3) out[log.at.turn + state[at.board + 3] - firstCard] = 1;
    if (open > 4) out[log.at.river + state[at.board + 4] - firstCard] = 1;
  }

  function seeLog(state: State, seat: number, out: Float32Array): void {
    seeCards(state, seat, out);
    for (let round = 0; round < 4; round++) {
      const count = state[at.count + round];
      for (let turn = 0; turn < count; turn++) {
        const place = round * roundActions + turn;
        const done = state[at.log + place] >> 4;
        const action = done >= RAISED ? RAISE : done >= CHECKED ? CALL : FOLD;
        out[log.at.betting + 3 * place + action] = 1;
      }
    }
  }

  function seeSummary(state: State, seat: number, out: Float32Array): void {
    seeCards(state, seat, out);
    const { at: field } = summary;
    const scale = 1 / deepest;
    const now = state[at.round];
    const mover = turnOf(state);
    const stake = state[at.stake];
    out[field.round + now] = 1;
    if (mover >= 0) out[field.mover + mover] = 1;
    out[field.pot] = state[at.pot] * scale;
    out[field.raise] = state[at.raise] * scale;
    for (let other = 0; other < players; other++) {
      const left = state[at.stack + other];
      const short = stake - state[at.paid + now * players + other];
      const isIn = (state[at.live] >> other) & 1;
      if (isIn === 0) out[field.folded + other] = 1;
      else if (left === 0) out[field.all_in + other] = 1;
      else {
        if (short > 0) out[field.to_call + other] = (short < left ? short : left) * scale;
        if (state[at.level + other] >= 0) out[field.acted + other] = 1;
      }
      out[field.stack + other] = left * scale;
    }
    for (let round = 0; round <= now; round++) {
      for (let other = 0; other < players; other++) {
        out[field.paid + round * players + other] = state[at.paid + round * players + other] * scale;
      }
      const raises = state[at.raised + round];
      out[field.raises + round * (MOST_RAISES + 1) + (raises < MOST_RAISES ? raises : MOST_RAISES)] = 1;
      const raiser = state[at.raiser + round];
      if (raiser > 0) out[field.raiser + round * players + raiser - 1] = 1;
    }
  }

  return limit ? { features: log, observe: seeLog } : { features: summary, observe: seeSummary };
}
