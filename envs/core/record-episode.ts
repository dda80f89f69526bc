import type { AsyncEnvironment } from './environment.ts';
import { RecordError } from './errors.ts';
import { CHANCE, type Game, type State, TERMINAL } from './game.ts';
import { legalList } from './legal-list.ts';
import { GAME_AUTHOR } from './message.ts';
import { isPossible } from './possible.ts';
import type { Seed } from './random.ts';
import {
  type DecisionNote,
  type DecisionRecord,
  type EpisodeRecord,
  type MessageRecord,
  RECORD_HEADER,
} from './record.ts';

/** What is recorded about an episode of a closed game besides its rules. */
export interface ClosedEpisode {
  readonly seed: Seed;
  readonly episode: number;
  /** Which of the seed's games; left out, game 0. */
  readonly game?: number;
  /** Every action and chance outcome, in order. */
  readonly history: ArrayLike<number>;
  /** Who sat where: [seats]. */
  readonly players: readonly string[];
  /** What players add to their decisions, by the number of transitions before it. */
  readonly notes?: ReadonlyMap<number, DecisionNote>;
  /** Why it was cut short, where it was. */
  readonly truncated?: string;
}

/**
 * Makes the record of an episode of a closed game out of its history.
 * @throws RecordError where the history does not play, or there is not one player a seat.
 */
export function recordEpisode(game: Game, given: ClosedEpisode): EpisodeRecord {
  const { seed, episode, game: table = 0, history, players, notes, truncated } = given;
  checkPlayers(game, players);
  const state: State = new Int32Array(game.stateSize);
  const decisions: DecisionRecord[] = [];
  const messages: MessageRecord[] = [];
  game.start(state);
  for (let turn = 0; turn < history.length; turn++) {
    const action = history[turn];
    if (!isPossible(game, state, action)) {
      throw new RecordError(
        `${game.spec}: turn ${turn} of the history, ${action}, is not possible there.`,
        `history[${turn}]`,
      );
    }
    const seat = game.mover(state);
    if (seat !== CHANCE) {
      const role = (game.knowsRole?.(state, seat) ?? true) ? game.role(state, seat) : -1;
      decisions.push({
        turn,
        seat,
        role: roleName(game, role),
        legal: legalList(game, state),
        action,
        ...notes?.get(turn),
      });
    }
    for (let reader = 0; reader < game.seats; reader++) {
      const text = game.text.event(state, action, reader);
      if (text !== null) messages.push({ turn: turn + 1, author: GAME_AUTHOR, audience: [reader], text });
    }
    game.apply(state, action);
  }
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  return {
    ...RECORD_HEADER,
    kind: 'episode',
    gameKind: 'closed',
    spec: game.spec,
    version: game.version,
    viewer: null,
    seed,
    episode,
    game: table,
    seats: players.map((player, seat) => ({ player, role: roleName(game, game.role(state, seat)) })),
    history: Array.from(history),
    settings: null,
    decisions,
    messages,
    returns: Array.from(returns, (value) => value + 0), // JSON has no −0
    terminated: game.mover(state) === TERMINAL,
    truncated: truncated !== undefined,
    reason: truncated ?? null,
  };
}

/**
 * Makes the record of the episode that an environment of a language game is in.
 * @param notes what players add to their decisions, by the decision's index
 * @throws RecordError where there is not one player a seat.
 */
export function recordLanguageEpisode(
  env: AsyncEnvironment,
  players: readonly string[],
  notes?: ReadonlyMap<number, DecisionNote>,
): EpisodeRecord {
  const { game, current, roles } = env;
  checkPlayers(game, players);
  const { spec, version, seed, episode, settings } = env.save();
  return {
    ...RECORD_HEADER,
    kind: 'episode',
    gameKind: 'language',
    spec,
    version,
    viewer: null,
    seed,
    episode,
    game: 0,
    seats: players.map((player, seat) => ({ player, role: roleName(game, roles[seat]) })),
    history: null,
    settings,
    decisions: env.decisions.map((decision, index) => ({ ...decision, ...notes?.get(index) })),
    messages: env.log,
    returns: current.returns.map((value) => value + 0),
    terminated: current.terminated,
    truncated: current.truncated,
    reason: current.info.reason ?? null,
  };
}

function roleName(game: { readonly roles: readonly string[] }, role: number): string | null {
  return role < 0 ? null : game.roles[role];
}

function checkPlayers(
  game: { readonly spec: string; readonly seats: number },
  players: readonly string[],
): void {
  if (players.length === game.seats) return;
  throw new RecordError(
    `${game.spec} has ${game.seats} seats, but ${players.length} players are named.`,
    'seats',
  );
}
