import type { EpisodeSettings } from './environment.ts';
import { ParlorError, SimulationError } from './errors.ts';
import { TERMINAL } from './game.ts';
import { GAME_AUTHOR } from './message.ts';
import { key, type Seed, Stream } from './random.ts';
import type { DecisionRecord, MessageRecord } from './record.ts';
import type { SplitReply } from './reply.ts';
import { cancellable, type Signal } from './signal.ts';
import type { SimulatedGame, Transition } from './simulated-game.ts';
import type { ParseFailure } from './text.ts';
import type { StepInfo, TimeStep } from './time-step.ts';

/** Everything that is true at one moment of an episode. Never written to, so a step that fails leaves no trace. */
export interface Point<State> {
  readonly seed: Seed;
  readonly episode: number;
  readonly settings: EpisodeSettings;
  readonly state: State;
  /** State of the chance generator. */
  readonly chance: readonly [number, number, number, number];
  readonly log: readonly MessageRecord[];
  readonly decisions: readonly DecisionRecord[];
  /** Per seat, how much of the log it had been shown when it last acted. */
  readonly told: readonly number[];
  /** Replies of the mover rejected in a row. */
  readonly rejected: number;
  /** Seats that have forfeited and without which the game goes on. */
  readonly forfeited: readonly number[];
  readonly step: TimeStep;
}

/** What the environment, not the game, has to say about a step. */
interface Verdict {
  /** Why the reply was rejected, where the seat is asked again. */
  readonly rejected?: string;
  /** The seat that forfeits, where one does. */
  readonly forfeit?: number;
  readonly reason?: string;
  /** Whether others still choose in the round of the action just done, so that it is not cut short now. */
  readonly open?: boolean;
}

const NO_FEATURES = new Float32Array(0);

/** The first point of an episode. */
export async function beginEpisode<State>(
  game: SimulatedGame<State>,
  seed: Seed,
  episode: number,
  settings: EpisodeSettings,
  signal: Signal | undefined,
): Promise<Point<State>> {
  const draws = new Stream().seek(key(seed, 'chance'), 0, episode);
  const { state, messages } = await ask(game, 'start', () => game.start(draws, signal), signal);
  const nothing = new Array<number>(game.seats).fill(0);
  const log = messages.map((message) => ({ turn: 0, ...message }));
  const chance = draws.save();
  const none = { decisions: [], told: nothing, rejected: 0, forfeited: [] };
  return arrive(game, { seed, episode, settings, state, chance, log, ...none }, 0, nothing);
}

/** The point after the mover's reply, which is at the same turn where the reply is rejected. */
export async function answerEpisode<State, Action>(
  game: SimulatedGame<State, Action>,
  point: Point<State>,
  { speech, reasoning }: SplitReply,
  signal: Signal | undefined,
): Promise<Point<State>> {
  const { seat, role, returns, info } = point.step;
  const decision: DecisionRecord = {
    turn: info.turn,
    seat,
    role: role < 0 ? null : game.roles[role],
    legal: [],
    reply: speech,
    ...(reasoning === '' ? {} : { reasoning }),
  };
  const told = point.told.map((count, index) => (index === seat ? point.log.length : count));
  const parsed = await ask(game, 'parse', () => game.parse(point.state, seat, speech), signal);
  if (!('action' in parsed)) return reject(game, { ...point, told }, decision, parsed);

  const draws = new Stream();
  draws.restore(point.chance);
  const apply = () => game.apply(point.state, parsed.action, draws, signal);
  const { state, messages } = await ask(game, 'apply', apply, signal);
  const turn = info.turn + 1;
  const parts = {
    ...point,
    state,
    chance: draws.save(),
    log: [...point.log, ...messages.map((message) => ({ turn, ...message }))],
    decisions: [...point.decisions, decision],
    told,
    rejected: 0,
  };
  return arrive(game, parts, turn, returns, { open: (info.choosing?.length ?? 0) > 1 });
}

/** Why the mover's reply would be rejected at this point; undefined where it would be accepted. */
export function judgeReply<State, Action>(
  game: SimulatedGame<State, Action>,
  { state, step }: Point<State>,
  speech: string,
): ParseFailure | undefined {
  try {
    const parsed = game.parse(state, step.seat, speech);
    return 'action' in parsed ? undefined : parsed;
  } catch (error) {
    throw failed(game, 'parse', error);
  }
}

/** The point after the mover gave no reply at all, which is a forfeit as too many rejected replies are. */
export function forfeitEpisode<State>(
  game: SimulatedGame<State>,
  point: Point<State>,
  why: string,
): Point<State> {
  const { seat, role, info } = point.step;
  const decision: DecisionRecord = {
    turn: info.turn,
    seat,
    role: role < 0 ? null : game.roles[role],
    legal: [],
    reply: '',
    forfeit: why,
  };
  return lose(game, { ...point, decisions: [...point.decisions, decision] }, why);
}

function reject<State>(
  game: SimulatedGame<State>,
  point: Point<State>,
  decision: DecisionRecord,
  failure: ParseFailure,
): Point<State> {
  const { turn, seat } = decision;
  const rejected = point.rejected + 1;
  const left = point.settings.invalidMoves.retries - point.rejected;
  const rest =
    left > 1 ? `${left} more and you forfeit.` : left === 1 ? 'One more and you forfeit.' : 'You forfeit.';
  const text = `Your reply was rejected: ${failure.reason} ${failure.format} ${rest}`;
  const log: MessageRecord[] = [...point.log, { turn, author: GAME_AUTHOR, audience: [seat], text }];
  const decisions = [...point.decisions, { ...decision, rejected: failure.reason }];
  if (left > 0) {
    const parts = { ...point, log, decisions, rejected };
    return arrive(game, parts, turn, point.step.returns, { rejected: failure.reason });
  }
  // Everybody learns that the seat forfeits, but nobody else what it had said.
  const why = rejected === 1 ? 'its reply was rejected' : `${rejected} replies in a row were rejected`;
  return lose(game, { ...point, log, decisions, rejected }, why);
}

/** The mover forfeits: everybody is told why, and the episode is over or goes on without the seat. */
function lose<State>(game: SimulatedGame<State>, point: Point<State>, why: string): Point<State> {
  const { seat, returns, info } = point.step;
  const reason = `Player ${seat + 1} forfeits: ${why}.`;
  const audience = Array.from({ length: game.seats }, (_, index) => index);
  const told: MessageRecord = { turn: info.turn, author: GAME_AUTHOR, audience, text: reason };
  const log = [...point.log, told];
  if (!game.forfeit) return arrive(game, { ...point, log }, info.turn, returns, { forfeit: seat, reason });

  const draws = new Stream();
  draws.restore(point.chance);
  let after: Transition<State>;
  try {
    after = game.forfeit(point.state, draws);
  } catch (error) {
    throw failed(game, 'forfeit', error);
  }
  const { state, messages } = after;
  const turn = info.turn + 1;
  const parts = {
    ...point,
    state,
    chance: draws.save(),
    log: [...log, ...messages.map((message) => ({ turn, ...message }))],
    rejected: 0,
    forfeited: [...point.forfeited, seat],
  };
  return arrive(game, parts, turn, returns, { open: (info.choosing?.length ?? 0) > 1 });
}

/** Makes the time step of a point; `paid` are the returns at the step before. */
function arrive<State>(
  game: SimulatedGame<State>,
  parts: Omit<Point<State>, 'step'>,
  turn: number,
  paid: readonly number[],
  { rejected, forfeit, reason, open = false }: Verdict = {},
): Point<State> {
  const { state, settings, log, told, episode, forfeited } = parts;
  const { offender, others } = settings.invalidMoves;
  const mover = game.mover(state);
  if (mover !== TERMINAL && !(Number.isInteger(mover) && mover >= 0 && mover < game.seats)) {
    throw new SimulationError(
      `${game.spec}: mover() answered ${mover}, which is neither a seat nor TERMINAL of @parlor/envs.`,
    );
  }
  const terminated = mover === TERMINAL || forfeit !== undefined;
  const truncated = !terminated && !open && turn >= settings.turnLimit;
  const done = terminated || truncated;
  const returns =
    forfeit === undefined
      ? game.returns(state)
      : paid.map((_, seat) => (seat === forfeit ? offender : others));
  const why = truncated ? `The turn limit of ${settings.turnLimit} was reached.` : reason;
  const choosing = done ? undefined : game.choosing?.(state);
  // A forfeit ends an episode of which the rules know no end.
  const signals = terminated && forfeit === undefined ? game.signals?.(state) : undefined;
  const info: StepInfo = {
    turn,
    episode,
    ...(choosing && { choosing }),
    ...(why !== undefined && { reason: why }),
    ...(forfeit !== undefined && { forfeit }),
    ...(forfeited.length > 0 && { forfeited }),
    ...(rejected !== undefined && { rejected }),
    ...(signals && { signals }),
  };
  const knowsRole = !done && (game.knowsRole?.(state, mover) ?? true);
  const closed = done ? undefined : game.closed?.(state);
  const step: TimeStep = {
    seat: done ? TERMINAL : mover,
    role: knowsRole ? game.role(state, mover) : -1,
    observation: NO_FEATURES,
    legal: [],
    tokens: [],
    messages: done ? log : log.slice(told[mover]).filter(({ audience }) => audience.includes(mover)),
    rewards: returns.map((value, seat) => value - paid[seat]),
    returns,
    terminated,
    truncated,
    done,
    info,
    ...(closed && { closed }),
  };
  return { ...parts, step };
}

/** Asks the game something, no longer than until the signal aborts. */
async function ask<Answer>(
  game: SimulatedGame,
  what: string,
  question: () => Answer | Promise<Answer>,
  signal: Signal | undefined,
): Promise<Answer> {
  try {
    return await cancellable(question, signal);
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw failed(game, what, error);
  }
}

function failed(game: SimulatedGame, what: string, error: unknown): ParlorError {
  if (error instanceof ParlorError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SimulationError(`${game.spec}: ${what} failed: ${message}`, { cause: error });
}
