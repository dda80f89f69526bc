import { CHANCE, type Game, type HoldemReader, type State } from '@parlor/envs';
import { hotIn, type Place, placeOf } from '../reading.ts';

/** What may be done, as the game numbers it: raises begin with the third. */
export const [FOLD, CALL, RAISE] = [0, 1, 2];

/** Chips on a table of hold'em where a seat is to act. */
export interface HoldemChips {
  /** Others who are still in. */
  readonly others: number;
  /** What a call costs. */
  readonly call: number;
  /** All that has been paid. */
  readonly pot: number;
  /** What of the pot the seat can win by a call: of nobody more than it then has paid itself. */
  readonly contested: number;
  /** Chips that the seat has left. */
  readonly stack: number;
  /** What its bets of this round come to once it has called; 0 at limit. */
  readonly stake: number;
  /** Bets and raises in this round, blinds aside. */
  readonly raises: number;
}

/** Reads the chips of an observation that begins at `start`; the round is 0 before the flop. */
export type ChipReader = (
  observations: Float32Array,
  start: number,
  seat: number,
  round: number,
) => HoldemChips;

/** @throws PolicyError where the game is another */
export function chipReader(game: Game, reader: HoldemReader, policy: string): ChipReader {
  return reader.options.betting === 'limit'
    ? fromLog(game, reader, policy)
    : fromSummary(game, reader, policy);
}

function told(
  stacks: readonly number[],
  left: ArrayLike<number>,
  seat: number,
  rest: Omit<HoldemChips, 'pot' | 'contested' | 'stack'>,
): HoldemChips {
  const own = stacks[seat] - left[seat] + rest.call;
  let [pot, contested] = [0, 0];
  for (const [other, stack] of stacks.entries()) {
    const paid = stack - left[other];
    pot += paid;
    contested += Math.min(paid, own);
  }
  return { ...rest, pot, contested, stack: left[seat] };
}

/** Observations of games without a limit tell stacks and bets as parts of the deepest stack. */
function fromSummary(game: Game, { stacks }: HoldemReader, policy: string): ChipReader {
  const place = (name: string): Place => placeOf(game, 'holdem', name, policy);
  const [folded, stack, paid, toCall] = [place('folded'), place('stack'), place('paid'), place('to_call')];
  const raises = place('raises');
  const { seats } = game;
  const deepest = Math.max(...stacks);
  return (observations, start, seat, round) => {
    const chips = (from: number): number => Math.round(observations[start + from] * deepest);
    const left = stacks.map((_, other) => chips(stack.offset + other));
    let others = seats - 1;
    for (let other = 0; other < seats; other++) others -= observations[start + folded.offset + other];
    const call = chips(toCall.offset + seat);
    const most = raises.size / 4;
    return told(stacks, left, seat, {
      others,
      call,
      stake: chips(paid.offset + round * seats + seat) + call,
      raises: hotIn(observations, start + raises.offset + round * most, most),
    });
  };
}

/** Observations of limit games tell what was done: it is done again, with other cards, which makes no difference. */
function fromLog(game: Game, reader: HoldemReader, policy: string): ChipReader {
  const betting = placeOf(game, 'holdem', 'betting', policy);
  const size = betting.size / 4;
  const [state, called]: State[] = [new Int32Array(game.stateSize), new Int32Array(game.stateSize)];
  return (observations, start, seat, now) => {
    let [card, others, raises] = [0, game.seats - 1, 0];
    const deal = (): void => {
      while (game.mover(state) === CHANCE) game.apply(state, card++);
    };
    game.start(state);
    deal();
    for (let round = 0; round <= now; round++) {
      raises = 0;
      for (let at = 0; at < size; at += 3) {
        const action = hotIn(observations, start + betting.offset + round * size + at, 3);
        if (action < 0) break;
        if (action === FOLD) others--;
        if (action === RAISE) raises++;
        game.apply(state, action);
        deal();
      }
    }
    called.set(state);
    game.apply(called, CALL);
    const left = reader.stacks.map((_, other) => reader.stack(state, other));
    const call = left[seat] - reader.stack(called, seat);
    return told(reader.stacks, left, seat, { others, call, stake: 0, raises });
  };
}
