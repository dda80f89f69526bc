import type { ReplayedHand } from '@parlor/agents';
import {
  cardSymbol,
  describeHand,
  handEvaluator,
  type HoldemReader,
  holdemReader,
  omahaStrength,
  type State,
  TERMINAL,
} from '@parlor/envs';

/** A hand that was read, in words and in the amounts of its file. */
export interface HandTold {
  /** Whether it was played to its end. */
  readonly over: boolean;
  /** What happened, a sentence a line. */
  readonly lines: readonly string[];
  /** Of each player in the order of the file, now: chips that are left, and the gain. */
  readonly stacks: readonly number[];
  readonly gains: readonly number[];
}

const STREETS: Readonly<Record<number, string>> = { 3: 'flop', 4: 'turn', 5: 'river' };

/** Tells a hand. `names` are of the players, in the order of the file; what has no name is told by its number. */
export function tellHand(hand: ReplayedHand, names: readonly string[] = []): HandTold {
  const { game, history, chip, seats, unknown } = hand;
  const reader = holdemReader(game);
  const state = new Int32Array(game.stateSize);
  game.start(state);
  const plain = (chips: number): number => Number((chips * chip).toFixed(3));
  const amount = (chips: number): string =>
    plain(chips).toLocaleString('en-US', { maximumFractionDigits: 3 });
  const nameOf = (seat: number): string => names[seats.indexOf(seat)] || `Player ${seats.indexOf(seat) + 1}`;
  /** The highest card first, as at the table. */
  const handOf = (seat: number): string => symbols(reader.hand(state, seat).toReversed());
  const lines = seats.map((seat) => {
    const stack = reader.stacks[seat] ?? 0;
    const ante = Math.min(reader.antes[seat] ?? 0, stack);
    const post = Math.min(reader.posts[seat] ?? 0, stack - ante);
    const said = [
      `${nameOf(seat)} (${game.roles[seat]}) has ${amount(stack)}`,
      ...(ante > 0 ? [`puts in an ante of ${amount(ante)}`] : []),
      ...(post > 0 ? [`posts ${amount(post)}`] : []),
    ];
    return `${said.join(', ')}.`;
  });
  for (const step of history) {
    const seat = game.mover(state);
    const dealing = reader.isDealing(state);
    const open = reader.board(state).length;
    if (seat >= 0) lines.push(`${nameOf(seat)} ${deed(step, seat)}.`);
    game.apply(state, step);
    const board = reader.board(state);
    if (dealing && !reader.isDealing(state)) {
      for (const one of seats) {
        const cards = unknown.includes(one) ? 'cards that are not known' : handOf(one);
        lines.push(`${nameOf(one)} is dealt ${cards}.`);
      }
    }
    if (board.length > open)
      lines.push(`The ${STREETS[board.length] ?? 'board'} is ${symbols(board.slice(open))}.`);
  }

  /** What an action does, told before it is played. */
  function deed(action: number, seat: number): string {
    if (action === 0) return 'folds';
    const [verb = ''] = game.text.actionName(state, action).split(' ');
    const after = state.slice();
    game.apply(after, action);
    const left = reader.stack(after, seat);
    const paid = amount(reader.stack(state, seat) - left);
    const allIn = left === 0 ? ' and is all-in' : '';
    if (verb === 'check') return 'checks';
    if (verb === 'call') return `calls ${paid}${allIn}`;
    const to = amount(reader.amountOf(state, action));
    return verb === 'bet' ? `bets ${to}${allIn}` : `raises to ${to}${allIn}`;
  }

  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  const over = game.mover(state) === TERMINAL;
  for (const seat of seats) {
    if (!reader.isShown(state, seat)) continue;
    const source = unknown.includes(seat) ? ' (dealt here where the file does not say)' : '';
    const cards = `${handOf(seat)}${source}`;
    lines.push(`${nameOf(seat)} shows ${cards}: ${made(reader, state, seat)}.`);
  }
  for (const seat of over ? seats : []) {
    const paid = (reader.stacks[seat] ?? 0) - reader.stack(state, seat);
    const back = reader.uncalled(state, seat);
    const won = (returns[seat] ?? 0) + paid - back;
    if (back > 0) lines.push(`${nameOf(seat)} gets ${amount(back)} back, which nobody has matched.`);
    if (won > 0) lines.push(`${nameOf(seat)} wins ${amount(won)}.`);
  }
  if (!over) lines.push('The file ends here, before the hand is over.');
  const gains = seats.map((seat) => returns[seat] ?? 0);
  const ends = seats.map((seat, player) =>
    over ? (reader.stacks[seat] ?? 0) + (gains[player] ?? 0) : reader.stack(state, seat),
  );
  const signed = (gain: number): string => `${gain > 0 ? '+' : ''}${amount(gain)}`;
  const sums = seats.map(
    (seat, player) => `${nameOf(seat)} ${amount(ends[player] ?? 0)} (${signed(gains[player] ?? 0)})`,
  );
  if (over) lines.push(`Stacks now: ${sums.join(', ')}.`);
  return { over, lines, stacks: ends.map(plain), gains: gains.map(plain) };
}

function symbols(cards: readonly number[]): string {
  return cards.map(cardSymbol).join(' ');
}

/** The best hand of a seat with the board. */
function made({ options, hand, board }: HoldemReader, state: State, seat: number): string {
  const evaluator = handEvaluator(options.deck);
  const cards = Int32Array.from([...hand(state, seat), ...board(state)]);
  const strength =
    options.variant === 'omaha'
      ? omahaStrength(evaluator, cards, 0, cards, 4, 5)
      : evaluator.strength(cards, 0, 7);
  return describeHand(strength, options.deck);
}
