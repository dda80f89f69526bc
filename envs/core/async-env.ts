import { answerEpisode, beginEpisode, forfeitEpisode, judgeReply, type Point } from './async-episode.ts';
import {
  type AsyncEnvironment,
  type Cancellable,
  checkReset,
  checkSeat,
  type EpisodeSettings,
  type ResetOptions,
  type SavedAsyncEnv,
} from './environment.ts';
import { EpisodeOverError, OptionError, RecordError, StepPendingError } from './errors.ts';
import {
  checkInvalidMoves,
  type InvalidMovePolicy,
  invalidMovePolicy,
  type InvalidMovePreset,
} from './invalid-moves.ts';
import { type Message, transcript } from './message.ts';
import type { DecisionRecord, MessageRecord } from './record.ts';
import type { Random } from './random.ts';
import { type SplitReply, splitReasoning } from './reply.ts';
import type { SimulatedGame } from './simulated-game.ts';
import { type ParseFailure, REPLY_LIMIT } from './text.ts';
import type { TimeStep } from './time-step.ts';

export interface AsyncEnvOptions {
  /** What happens to replies that mean nothing: a preset, or parts that differ from {@link defaultInvalidMoves}. */
  readonly invalidMoves?: InvalidMovePreset | Partial<InvalidMovePolicy>;
  /** Cuts an episode short after so many actions; default: the game's `maxTurns`. */
  readonly turnLimit?: number;
}

/**
 * One game in words, or in a simulator of its own, behind the same `reset` and `step` as {@link Env}, awaited. A
 * seat sees the messages addressed to it. Private reasoning is taken out of a reply before the game reads it. A
 * reply that means nothing is rejected by a private message to its author, who is asked again or forfeits.
 */
export class AsyncEnv<State = unknown, Action = unknown> implements AsyncEnvironment {
  readonly game: SimulatedGame<State, Action>;
  /** What its episodes are played under; a restored episode keeps the settings that it was saved with. */
  readonly settings: EpisodeSettings;
  private point: Point<State> | undefined;
  private pending = false;

  /** @throws OptionError where an option is out of range. */
  constructor(game: SimulatedGame<State, Action>, options: AsyncEnvOptions = {}) {
    this.game = game;
    this.settings = checkSettings(game.id, {
      invalidMoves: invalidMovePolicy(game, options.invalidMoves),
      turnLimit: options.turnLimit ?? game.maxTurns,
    });
  }

  /**
   * Starts an episode: the same seed gives the same episode, always. Without a seed, the next episode of the seed
   * before (0 at first).
   * @throws OptionError where the seed or the episode number is of the wrong kind.
   * @throws StepPendingError, SimulationError, or the signal's reason; the environment is as it was then.
   */
  async reset(options: ResetOptions & Cancellable = {}): Promise<TimeStep> {
    checkReset(this.game.id, options);
    if (options.game !== undefined && options.game !== 0) {
      throw new OptionError(`${this.game.id}: a game in words is played one at a time; leave game out.`);
    }
    return this.exclusively(() => {
      const { point } = this;
      const next = options.seed === undefined && point ? point.episode + 1 : 0;
      const seed = options.seed ?? point?.seed ?? 0;
      return beginEpisode(this.game, seed, options.episode ?? next, this.settings, options.signal);
    });
  }

  /**
   * The mover's reply. If it is rejected, the step is the same seat's again, with a private message that says why.
   * @throws EpisodeOverError when the episode is over or none has started.
   * @throws OptionError where the reply is no text.
   * @throws StepPendingError, SimulationError, or the signal's reason; the environment is as it was then.
   */
  async step(reply: string, { signal }: Cancellable = {}): Promise<TimeStep> {
    const split = this.split(reply);
    return this.exclusively(() => answerEpisode(this.game, this.open(), split, signal));
  }

  /**
   * Why the mover's reply would be rejected here, or undefined where it would be accepted; nothing happens.
   * @throws EpisodeOverError when the episode is over or none has started.
   * @throws OptionError where the reply is no text, and SimulationError where the game fails to read it.
   */
  verdict(reply: string): ParseFailure | undefined {
    return judgeReply(this.game, this.open(), this.split(reply).speech);
  }

  /**
   * The mover gives no reply: its model is silent, its process has ended. It forfeits as after too many replies that
   * mean nothing; everybody is told why where that ends the episode, the seat alone where the game goes on without it.
   * @param why a clause without its full stop, such as `its model did not answer within 30 s`
   * @throws EpisodeOverError when the episode is over or none has started, and StepPendingError as `step` does.
   */
  async forfeit(why: string): Promise<TimeStep> {
    return this.exclusively(() => forfeitEpisode(this.game, this.open(), why));
  }

  /** A reply that the mover may well give here, drawn at random; undefined where the game knows of none. */
  sample(random: Random): string | undefined {
    const { state, step } = this.now();
    return step.done ? undefined : this.game.sample?.(state, step.seat, random);
  }

  /** The step that `reset` or `step` gave last. */
  get current(): TimeStep {
    return this.now().step;
  }

  /** What a seat sees now, in words: the game's view where it has one, else the seat's messages. */
  view(seat: number): string {
    const messages = this.messages(seat);
    return this.game.view ? this.game.view(this.now().state, seat) : transcript(messages, seat);
  }

  /** Once the episode is over: its last position for a person; for seat −1, whoever looks on. */
  closing(seat: number): readonly string[] {
    const { state, step } = this.now();
    return step.done ? (this.game.closing?.(state, seat) ?? []) : [];
  }

  /** All messages of this episode so far that are addressed to the seat. */
  messages(seat: number): Message[] {
    checkSeat(this.game, seat);
    return this.now().log.filter(({ audience }) => audience.includes(seat));
  }

  /** Every message of this episode, for tools that may see everything. */
  get log(): readonly MessageRecord[] {
    return this.now().log;
  }

  /** Every reply of this episode, private reasoning included, for tools that may see everything. */
  get decisions(): readonly DecisionRecord[] {
    return this.now().decisions;
  }

  /** The role of each seat, an index into the game's roles, for tools that may see everything: [seats]. */
  get roles(): readonly number[] {
    const { state } = this.now();
    return Array.from({ length: this.game.seats }, (_, seat) => this.game.role(state, seat));
  }

  /** The role that each seat knows it has, −1 where it is undecided or the seat does not know it: [seats]. */
  get knownRoles(): readonly number[] {
    const { state } = this.now();
    return this.roles.map((role, seat) => ((this.game.knowsRole?.(state, seat) ?? true) ? role : -1));
  }

  /** The state, for tools that may see everything; not to be written to. */
  get position(): State {
    return this.now().state;
  }

  /** This point of the episode, as JSON. */
  save(): SavedAsyncEnv {
    const { spec, version } = this.game;
    const { seed, episode, settings, decisions } = this.now();
    const replies = decisions.map(({ reply = '', forfeit }) => (forfeit === undefined ? reply : { forfeit }));
    return { spec, version, seed, episode, settings, replies };
  }

  /**
   * Goes to a saved point by playing its replies again, under the settings that they were given under.
   * @throws RecordError where it was saved from another game or version, or does not play.
   * @throws StepPendingError, SimulationError, or the signal's reason. The environment is as it was in every case.
   */
  async restore(saved: SavedAsyncEnv, { signal }: Cancellable = {}): Promise<TimeStep> {
    const { game } = this;
    const { spec, version, seed, episode, replies } = saved;
    if (spec !== game.spec || version !== game.version) {
      throw new RecordError(
        `${game.spec} version ${game.version} cannot restore what ${spec} version ${version} saved.`,
      );
    }
    checkReset(game.id, { seed, episode });
    const settings = checkSettings(game.id, saved.settings);
    return this.exclusively(async () => {
      let point = await beginEpisode(game, seed, episode, settings, signal);
      for (const [index, reply] of replies.entries()) {
        if (point.step.done) {
          throw new RecordError(
            `${spec}: the saved episode is over before reply ${index}.`,
            `replies[${index}]`,
          );
        }
        point =
          typeof reply === 'string'
            ? await answerEpisode(game, point, { speech: reply, reasoning: '' }, signal)
            : forfeitEpisode(game, point, reply.forfeit);
      }
      return point;
    });
  }

  /** An environment at the same point that goes its own way. */
  clone(): AsyncEnv<State, Action> {
    const twin = new AsyncEnv(this.game, this.settings);
    twin.point = this.point;
    return twin;
  }

  private now(): Point<State> {
    if (this.point === undefined) throw new EpisodeOverError(this.game.id, false);
    return this.point;
  }

  /** The point of an episode that still goes on. */
  private open(): Point<State> {
    const { point } = this;
    if (point === undefined || point.step.done) throw new EpisodeOverError(this.game.id, point !== undefined);
    return point;
  }

  /** What the game gets to read of a reply, and the reasoning apart from it. */
  private split(reply: string): SplitReply {
    if (typeof reply !== 'string') {
      throw new OptionError(`${this.game.id}: a reply must be a text, not ${String(reply)}.`);
    }
    const { speech, reasoning } = splitReasoning(reply);
    return { speech: speech.slice(-REPLY_LIMIT), reasoning };
  }

  private async exclusively(work: () => Point<State> | Promise<Point<State>>): Promise<TimeStep> {
    if (this.pending) throw new StepPendingError(this.game.id);
    this.pending = true;
    try {
      this.point = await work();
      return this.point.step;
    } finally {
      this.pending = false;
    }
  }
}

function checkSettings(game: string, { invalidMoves, turnLimit }: EpisodeSettings): EpisodeSettings {
  if (!(Number.isInteger(turnLimit) && turnLimit > 0)) {
    throw new OptionError(`${game}: turnLimit must be a positive whole number, not ${String(turnLimit)}.`);
  }
  return { invalidMoves: checkInvalidMoves(game, invalidMoves), turnLimit };
}
