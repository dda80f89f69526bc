import {
  cardName,
  CHANCE,
  type Game,
  type HoldemReader,
  holdemReader,
  OptionError,
  type State,
  TERMINAL,
} from '@parlor/envs';
import { stringify } from 'smol-toml';

/** What a file may say besides how the hand went. */
export interface HandHistoryNotes {
  /** Names, in order of seats. */
  readonly players?: readonly string[];
  readonly event?: string;
  /** A name or a number of the hand. */
  readonly hand?: string | number;
  readonly author?: string;
}

/**
 * Writes a hand of `holdem` in the Poker Hand History format; {@link parseHandHistory} and `replayHand` read it.
 * @param history chance outcomes and actions, as records have them; it may stop before the hand is over
 * @throws OptionError where the game is no hold'em, or of a kind that the format has no code for
 */
export function writeHandHistory(
  game: Game,
  history: readonly number[],
  notes: HandHistoryNotes = {},
): string {
  const reader = holdemReader(game);
  const { options, stacks } = reader;
  const variant = variantOf(game, reader);
  const { players } = options;
  const order = Array.from({ length: players }, (_, player) => (players === 2 ? 1 - player : player));
  const { actions, state } = actionsOf(game, reader, history, order);
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  const inOrder = <Value>(values: readonly Value[]): Value[] =>
    order.flatMap((seat) => values.slice(seat, seat + 1));
  const fields = {
    variant,
    // Of two players the format assigns these in reverse: as seats have them.
    antes: reader.antes,
    blinds_or_straddles: reader.posts,
    ...(variant === 'FT'
      ? { small_bet: options.small_bet, big_bet: options.big_bet }
      : { min_bet: options.big_blind }),
    starting_stacks: inOrder(stacks),
  };
  const ending =
    game.mover(state) === TERMINAL
      ? { finishing_stacks: inOrder(stacks.map((stack, seat) => stack + (returns[seat] ?? 0))) }
      : {};
  const { players: names, ...others } = notes;
  const known = { ...ending, ...(names === undefined ? {} : { players: inOrder(names) }), ...others };
  const listed = actions.map((action) => `  ${JSON.stringify(action)},\n`).join('');
  return `${stringify(fields).trimEnd()}\nactions = [\n${listed}]\n${stringify(known)}`;
}

function variantOf({ spec }: Game, { options }: HoldemReader): string {
  const kind = `${options.betting} ${options.variant} ${options.deck}`;
  const codes: Readonly<Record<string, string>> = {
    'limit holdem full': 'FT',
    'no-limit holdem full': 'NT',
    'no-limit holdem short': 'NS',
    'pot-limit omaha full': 'PO',
  };
  const code = codes[kind];
  if (code !== undefined) return code;
  throw new OptionError(
    `The Poker Hand History format has no code for ${spec}: it knows fixed-limit and no-limit hold'em, no-limit short deck and pot-limit Omaha.`,
  );
}

function actionsOf(
  game: Game,
  reader: HoldemReader,
  history: readonly number[],
  order: readonly number[],
): { actions: string[]; state: State } {
  const state = new Int32Array(game.stateSize);
  const actions: string[] = [];
  const name = (seat: number): string => `p${order.indexOf(seat) + 1}`;
  const cards = (list: readonly number[]): string => list.map(cardName).join('');
  const { players } = reader.options;
  let shown = false;
  game.start(state);
  for (const step of history) {
    const mover = game.mover(state);
    const before = reader.board(state).length;
    const dealing = reader.isDealing(state);
    if (mover >= 0) {
      const raise = step > 1 ? `cbr ${reader.amountOf(state, step)}` : '';
      actions.push(`${name(mover)} ${step === 0 ? 'f' : step === 1 ? 'cc' : raise}`);
    }
    game.apply(state, step);
    const board = reader.board(state);
    if (dealing && !reader.isDealing(state)) {
      for (const seat of order) actions.push(`d dh ${name(seat)} ${cards(reader.hand(state, seat))}`);
    }
    if (board.length > before) actions.push(`d db ${cards(board.slice(before))}`);
    // Hands are shown where nobody can act any more, before the rest of the board.
    const left = order.filter((seat) => !reader.hasFolded(state, seat));
    const over =
      !reader.isDealing(state) &&
      (reader.isRunOut(state) || left.some((seat) => reader.isShown(state, seat)));
    if (over && left.length > 1 && !shown) {
      shown = true;
      const first = reader.firstToShow(state);
      const turn = (seat: number): number => (seat - first + players) % players;
      for (const seat of left.toSorted((a, b) => turn(a) - turn(b))) {
        actions.push(`${name(seat)} sm ${cards(reader.hand(state, seat))}`);
      }
    }
  }
  if (game.mover(state) === CHANCE && reader.isDealing(state)) {
    for (const seat of order) {
      const hand = reader.hand(state, seat);
      if (hand.length > 0) actions.push(`d dh ${name(seat)} ${cards(hand)}`);
    }
  }
  return { actions, state };
}
