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
import { amountOf } from './hand-amounts.ts';
import { type HandComment, HandComments } from './hand-comment.ts';
import { PLAY_FIELDS } from './hand-form.ts';
import type { HandHistoryValue } from './hand-history.ts';

/** What a file may say besides how the hand went. */
export interface HandHistoryNotes {
  /** Names, in order of seats. */
  readonly players?: readonly string[];
  /** What a chip of the game is worth in the file; 1 unless given. */
  readonly chip?: number;
  readonly comments?: readonly HandComment[];
  /**
   * Further fields, such as `event` or `hand`. Lists have an entry for each player in the order of the file, which of two
   * players begins with the second seat. `finishing_stacks` takes the place of those that the hand leaves.
   */
  readonly fields?: Readonly<Record<string, HandHistoryValue>>;
}

/**
 * Writes a hand of `holdem` in the Poker Hand History format; `parseHandHistory` and `replayHand` read it.
 * @param history chance outcomes and actions, as records have them; it may stop before the hand is over
 * @throws OptionError where the game is no hold'em, or of a kind that the format has no code for, or where a field that
 * says how the hand is played is given as a note
 */
export function writeHandHistory(
  game: Game,
  history: readonly number[],
  notes: HandHistoryNotes = {},
): string {
  const reader = holdemReader(game);
  const { options, stacks, antes } = reader;
  const { chip = 1, comments = [], players: names, fields: others = {} } = notes;
  const variant = variantOf(game, reader);
  const taken = Object.keys(others).find((name) => PLAY_FIELDS.includes(name) && name !== 'finishing_stacks');
  if (taken !== undefined)
    throw new OptionError(`The hand itself says what ${taken} is: leave it out of the fields.`);
  const { players } = options;
  const order = Array.from({ length: players }, (_, player) => (players === 2 ? 1 - player : player));
  const amount = (chips: number): number => amountOf(chips, chip);
  const { actions, state } = actionsOf(game, reader, history, {
    order,
    amount,
    comments: new HandComments(comments),
  });
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  const inOrder = <Value>(values: readonly Value[]): Value[] =>
    order.flatMap((seat) => values.slice(seat, seat + 1));
  const isTrimmed = antes.some((ante, seat) => ante > (stacks[seat] ?? 0)) && new Set(antes).size === 1;
  const fields = {
    variant,
    // Of two players the format assigns these in reverse: as seats have them.
    antes: antes.map(amount),
    blinds_or_straddles: reader.posts.map(amount),
    ...(variant === 'FT'
      ? { small_bet: amount(options.small_bet), big_bet: amount(options.big_bet) }
      : { min_bet: amount(options.big_blind) }),
    starting_stacks: inOrder(stacks).map(amount),
  };
  const ending =
    game.mover(state) === TERMINAL
      ? { finishing_stacks: inOrder(stacks.map((stack, seat) => amount(stack + (returns[seat] ?? 0)))) }
      : {};
  const known = {
    ...ending,
    ...(names === undefined ? {} : { players: inOrder(names) }),
    ...(isTrimmed ? { ante_trimming_status: true } : {}),
    ...others,
  };
  const listed = actions.map((action) => `  ${quoted(action)},\n`).join('');
  return `${stringify(fields).trimEnd()}\nactions = [\n${listed}]\n${stringify(known)}`;
}

/** A basic string of TOML, which has the escapes of JSON and one control character more to escape. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
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

/** How actions are written. */
interface Manner {
  /** The seats, in the order of the file. */
  readonly order: readonly number[];
  readonly comments: HandComments;
  amount(chips: number): number;
}

function actionsOf(
  game: Game,
  reader: HoldemReader,
  history: readonly number[],
  { order, amount, comments }: Manner,
): { actions: string[]; state: State } {
  const state = new Int32Array(game.stateSize);
  const actions: string[] = comments.alone(0);
  const name = (seat: number): string => `p${order.indexOf(seat) + 1}`;
  const cards = (list: readonly number[]): string => list.map(cardName).join('');
  const { hole, options } = reader;
  const { players } = options;
  let shown = false;
  game.start(state);
  for (const [index, step] of history.entries()) {
    const after = index + 1;
    const mover = game.mover(state);
    const before = reader.board(state).length;
    const dealing = reader.isDealing(state);
    if (mover >= 0) {
      const raise = step > 1 ? `cbr ${amount(reader.amountOf(state, step))}` : '';
      const action = `${name(mover)} ${step === 0 ? 'f' : step === 1 ? 'cc' : raise}`;
      actions.push(...comments.beside(action, after));
    }
    game.apply(state, step);
    const board = reader.board(state);
    if (dealing && !reader.isDealing(state)) {
      for (const seat of order) {
        const dealt = `d dh ${name(seat)} ${cards(reader.hand(state, seat))}`;
        actions.push(...comments.beside(dealt, hole * (seat + 1)));
      }
    }
    if (board.length > before) actions.push(...comments.beside(`d db ${cards(board.slice(before))}`, after));
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
        actions.push(...comments.besideShow(`${name(seat)} sm ${cards(reader.hand(state, seat))}`, seat));
      }
    }
    actions.push(...comments.alone(after));
  }
  if (game.mover(state) === CHANCE && reader.isDealing(state)) {
    for (const seat of order) {
      const hand = reader.hand(state, seat);
      if (hand.length > 0) actions.push(`d dh ${name(seat)} ${cards(hand)}`);
    }
  }
  return { actions, state };
}
