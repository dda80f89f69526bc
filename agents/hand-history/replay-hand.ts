import { type Game, holdemReader, type Random, type State } from '@parlor/envs';
import { handActions } from './hand-action.ts';
import { dealHands } from './hand-deal.ts';
import { chipOf, gameOf, seatOf } from './hand-game.ts';
import type { HandHistory } from './hand-history.ts';
import { HandPlay } from './hand-play.ts';

/** A hand history, played. */
export interface ReplayedHand {
  readonly game: Game;
  /** Chance outcomes and actions, as environments and records have them. */
  readonly history: readonly number[];
  /** Where they lead. A history may stop before the hand is over. */
  readonly state: State;
  /** What a chip of the game is worth in the file: 1 where the file has whole chips. */
  readonly chip: number;
  /** The seat of each player of the file. */
  readonly seats: readonly number[];
}

/**
 * Plays a hand history by the rules of `holdem`: each action must be legal, each card new. Amounts are divided by the
 * largest chip that makes all of them whole. Betting is without limit on what is bet (`actions=full`), or fixed.
 * @param random deals the cards that the file does not know (`??`); left out, such a file is refused
 * @throws HandHistoryError that names the line
 */
export function replayHand(
  history: HandHistory,
  { random }: { readonly random?: Random } = {},
): ReplayedHand {
  const actions = handActions(history);
  const chip = chipOf(history, actions);
  const game = gameOf(history, chip);
  const players = history.stacks.length;
  const seats = Array.from({ length: players }, (_, player) => seatOf(player, players));
  const reader = holdemReader(game);
  const hands = dealHands(history, actions, reader, random);
  const played = new HandPlay(history, game, reader, seats, chip);
  for (const seat of seats.keys()) {
    for (const card of hands[seats.indexOf(seat)] ?? []) played.deal(card, undefined);
  }
  const shown = new Set(actions.flatMap((action) => (action.kind === 'show' ? [action.player] : [])));
  for (const action of actions) if (action.kind !== 'hole') played.take(action, hands);
  played.finish(shown.size > 0);
  return { game, history: played.history, state: played.state, chip, seats };
}
