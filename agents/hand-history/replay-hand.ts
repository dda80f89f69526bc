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

/** Unknown cards are dealt so often at most until the hand ends as the file says. */
const DEALS = 1000;

/**
 * Plays a hand history by the rules of `holdem`: each action must be legal, each card new, and the stacks at the end those
 * of the file, where it has them. Amounts are divided by the largest chip that makes all of them whole. Betting is without
 * limit on what is bet (`actions=full`), or fixed.
 * @param random deals the cards that the file does not know (`??`), again until no hand that was mucked wins; left out,
 * such a file is refused
 * @throws HandHistoryError that names the line
 */
export function replayHand(
  history: HandHistory,
  { random }: { readonly random?: Random } = {},
): ReplayedHand {
  const actions = handActions(history);
  const chip = chipOf(history, actions);
  const game = gameOf(history, chip, actions);
  const players = history.stacks.length;
  const seats = Array.from({ length: players }, (_, player) => seatOf(player, players));
  const reader = holdemReader(game);
  const isShown = actions.some(({ kind }) => kind === 'show');
  for (let deal = 1; ; deal++) {
    const { hands, drawn } = dealHands(history, actions, reader, random);
    const played = new HandPlay(history, game, reader, seats, chip);
    for (const seat of seats.keys()) {
      for (const card of hands[seats.indexOf(seat)] ?? []) played.deal(card, undefined);
    }
    for (const action of actions) if (action.kind !== 'hole') played.take(action);
    played.finish(isShown);
    const misfit = played.misfit(hands);
    if (misfit === undefined) return { game, history: played.history, state: played.state, chip, seats };
    if (!drawn || deal === DEALS) throw misfit;
  }
}
