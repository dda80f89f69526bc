import { type Game, type HoldemReader, holdemReader, type Random, type State } from '@parlor/envs';
import { type HandAction, handActions } from './hand-action.ts';
import { amountsOf } from './hand-amounts.ts';
import { commentOf, type HandComment } from './hand-comment.ts';
import { dealHands } from './hand-deal.ts';
import { misfitOf } from './hand-ending.ts';
import { gameOf, seatOf } from './hand-game.ts';
import type { HandHistory } from './hand-history.ts';
import { HandPlay } from './hand-play.ts';
import type { HandHistoryNotes } from './write-hand-history.ts';

/** A hand history, played. */
export interface ReplayedHand {
  readonly game: Game;
  /** Chance outcomes and actions, as environments and records have them. */
  readonly history: readonly number[];
  /** Where they lead. A history may stop before the hand is over. */
  readonly state: State;
  /** What a chip of the game is worth in the file: 1 where the file has whole amounts, unless they are too many chips. */
  readonly chip: number;
  /** The seat of each player of the file. */
  readonly seats: readonly number[];
  /** Seats of which the file does not know all cards, which were dealt. */
  readonly unknown: readonly number[];
  /** What `writeHandHistory` needs to give back what the file says beside the play, in its amounts. */
  readonly notes: HandHistoryNotes;
}

/** Unknown cards are dealt so often at most until the hand ends as the file says. */
const DEALS = 10_000;

/**
 * Plays a hand history by the rules of `holdem`: each action must be legal, each card new, and the stacks and winners at the
 * end those of the file, where it has them. Amounts with parts are divided by the largest part of a unit that makes all of
 * them whole. Betting is without limit on what is bet (`actions=full`), or fixed.
 * @param random deals the cards that the file does not know (`??`), again until the hand ends as the file says and none
 * wins that was mucked, or not shown to hands that were; left out, such a file is refused
 * @throws HandHistoryError that names the line
 */
export function replayHand(
  history: HandHistory,
  { random }: { readonly random?: Random } = {},
): ReplayedHand {
  const actions = handActions(history);
  const amounts = amountsOf(history, actions);
  const { chip } = amounts;
  const game = gameOf(history, chip, actions);
  const players = history.stacks.length;
  const seats = Array.from({ length: players }, (_, player) => seatOf(player, players));
  const reader = holdemReader(game);
  const isShown = actions.some(({ kind }) => kind === 'show');
  for (let deal = 1; ; deal++) {
    const { hands, drawn } = dealHands(history, actions, reader, random);
    const played = new HandPlay(history, game, reader, seats, amounts);
    for (const seat of seats.keys()) {
      for (const card of hands[seats.indexOf(seat)] ?? []) played.deal(card, undefined);
    }
    const comments = play(played, actions, reader, seats);
    played.finish(isShown);
    const { state } = played;
    const misfit = misfitOf(history, actions, { game, reader, state, seats, amounts, hands, drawn });
    if (misfit === undefined) {
      const notes = notesOf(history, chip, seats, comments);
      const unknown = seats.filter((_, player) => drawn[player]);
      return { game, history: played.history, state, chip, seats, unknown, notes };
    }
    // Other cards would change nothing where those that the file does not know are never turned up.
    const matters = seats.some((seat, player) => drawn[player] === true && reader.isShown(state, seat));
    if (!matters || deal === DEALS) throw misfit;
  }
}

/** Plays all but the hole cards, which have been dealt. Returns the comments, each with its place. */
function play(
  played: HandPlay,
  actions: readonly HandAction[],
  { hole }: HoldemReader,
  seats: readonly number[],
): HandComment[] {
  const comments: HandComment[] = [];
  const begun = actions.findIndex(({ kind }) => kind === 'hole');
  let open = 0;
  for (const [index, action] of actions.entries()) {
    let after = index < begun ? 0 : played.history.length;
    if (action.kind === 'hole') after = hole * (1 + (seats[action.player] ?? 0));
    else {
      played.take(action);
      if (action.kind !== 'comment') after = played.history.length;
    }
    if (action.kind === 'board') {
      open += action.cards.length;
      after += Math.max(0, 3 - open); // the flop is written as a whole
    }
    const comment = commentOf(action, after, seats);
    if (comment !== undefined) comments.push(comment);
  }
  return comments;
}

function notesOf(
  { players, finishing, notes }: HandHistory,
  chip: number,
  seats: readonly number[],
  comments: readonly HandComment[],
): HandHistoryNotes {
  const names = seats.map((_, seat) => players?.[seats.indexOf(seat)] ?? '');
  return {
    ...(players === undefined ? {} : { players: names }),
    chip,
    comments,
    fields: { ...notes, ...(finishing === undefined ? {} : { finishing_stacks: [...finishing] }) },
  };
}
