import type { State } from '../core/game.ts';
import { worthOf } from './divisions.ts';

interface PayRules {
  readonly types: number;
  /** What a pool holds and a proposer keeps, by number: [rows, types]. */
  readonly amounts: Int32Array;
  /** What one of each is worth, by number: [rows, types]. */
  readonly values: Int32Array;
  /** Whether both are paid what the deal is worth to both. */
  readonly shared: boolean;
  /** Whether pay is a share of the most that any deal could pay. */
  readonly scaled: boolean;
  readonly at: Readonly<Record<'pool' | 'first' | 'second' | 'made' | 'proposals', number>>;
}

/** What proposals of a negotiation are worth, and what is paid where the last one is accepted. */
export interface NegotiationPay {
  /** In points, to a seat. */
  worth(state: State, seat: number, turn: number): number;
  /** Both seats' pay: [2]. */
  accepted(state: State, out: Float64Array): void;
}

export function negotiationPay({ types, amounts, values, shared, scaled, at }: PayRules): NegotiationPay {
  /** What the whole pool is worth to a seat. */
  function poolWorth(state: State, seat: number): number {
    return worthOf(amounts, state[at.pool], values, state[at.first + seat], types);
  }

  function worth(state: State, seat: number, turn: number): number {
    const kept = worthOf(amounts, state[at.proposals + turn], values, state[at.first + seat], types);
    return (turn & 1) === seat ? kept : poolWorth(state, seat) - kept;
  }

  /** The most that any division is worth to both together: each item goes to whoever values it more. */
  function mostTogether(state: State): number {
    const pool = state[at.pool] * types;
    const first = state[at.first] * types;
    const second = state[at.second] * types;
    let sum = 0;
    for (let type = 0; type < types; type++) {
      sum += amounts[pool + type] * Math.max(values[first + type], values[second + type]);
    }
    return sum;
  }

  /** Points as they are paid; where nothing could be worth anything, nothing is. */
  function paid(points: number, most: number): number {
    if (!scaled) return points;
    return most > 0 ? points / most : 0;
  }

  return {
    worth,
    accepted(state, out) {
      const turn = state[at.made] - 1;
      const first = worth(state, 0, turn);
      const second = worth(state, 1, turn);
      if (shared) out[0] = out[1] = paid(first + second, mostTogether(state));
      else {
        out[0] = paid(first, poolWorth(state, 0));
        out[1] = paid(second, poolWorth(state, 1));
      }
    },
  };
}
