import type {
  AsyncEnvironment,
  Cancellable,
  Environment,
  ResetOptions,
  SavedAsyncEnv,
  SavedEnv,
} from '../core/environment.ts';
import type { Message } from '../core/message.ts';
import type { Random } from '../core/random.ts';
import { recordEpisode, recordLanguageEpisode } from '../core/record-episode.ts';
import type { DecisionNote, DecisionRecord, EpisodeRecord, MessageRecord } from '../core/record.ts';
import type { SimulatedGame } from '../core/simulated-game.ts';
import type { ParseFailure } from '../core/text.ts';
import type { TimeStep } from '../core/time-step.ts';
import { Wrapper } from './wrapper.ts';

export interface RecordingOptions {
  /** Who sits where: [seats]. Default: `player_0`, `player_1`, … */
  readonly players?: readonly string[];
  /** Gets every episode that is played to its end. */
  readonly onEpisode: (record: EpisodeRecord) => void;
}

/**
 * Records the episodes that are played in an environment. It belongs outside other wrappers, so that it sees how an
 * episode ends; its clones are not recorded.
 */
export class Recording extends Wrapper {
  readonly players: readonly string[];
  private readonly onEpisode: (record: EpisodeRecord) => void;
  private notes = new Map<number, DecisionNote>();

  constructor(inner: Environment, { players, onEpisode }: RecordingOptions) {
    super(inner);
    this.players = players ?? seatNames(inner.game.seats);
    this.onEpisode = onEpisode;
  }

  override reset(options?: ResetOptions): TimeStep {
    const step = this.inner.reset(options);
    this.notes = new Map();
    return this.look(step);
  }

  /** @param note what the player adds to its decision: probability, value, reasoning */
  override step(action: number, note?: DecisionNote): TimeStep {
    const { turn } = this.inner.current.info;
    const step = this.inner.step(action);
    if (note !== undefined) this.notes.set(turn, note);
    return this.look(step);
  }

  /** Goes to a saved point; what players had added to the decisions before it is not in it. */
  override restore(saved: SavedEnv): TimeStep {
    const step = this.inner.restore(saved);
    this.notes = new Map();
    return step;
  }

  override clone(): Environment {
    return this.inner.clone();
  }

  /** The episode as far as it has come. */
  record(): EpisodeRecord {
    const { seed, episode, game = 0, history } = this.inner.save();
    const { truncated, info } = this.inner.current;
    return recordEpisode(this.game, {
      seed,
      episode,
      game,
      history,
      players: this.players,
      notes: this.notes,
      ...(truncated && { truncated: info.reason ?? 'cut short' }),
    });
  }

  private look(step: TimeStep): TimeStep {
    if (step.done) this.onEpisode(this.record());
    return step;
  }
}

/** Records the episodes that are played in an environment of a language game, as {@link Recording} does. */
export class AsyncRecording implements AsyncEnvironment {
  readonly inner: AsyncEnvironment;
  readonly players: readonly string[];
  private readonly onEpisode: (record: EpisodeRecord) => void;
  private notes = new Map<number, DecisionNote>();

  constructor(inner: AsyncEnvironment, { players, onEpisode }: RecordingOptions) {
    this.inner = inner;
    this.players = players ?? seatNames(inner.game.seats);
    this.onEpisode = onEpisode;
  }

  get game(): SimulatedGame {
    return this.inner.game;
  }

  get current(): TimeStep {
    return this.inner.current;
  }

  get log(): readonly MessageRecord[] {
    return this.inner.log;
  }

  get decisions(): readonly DecisionRecord[] {
    return this.inner.decisions;
  }

  get roles(): readonly number[] {
    return this.inner.roles;
  }

  get knownRoles(): readonly number[] {
    return this.inner.knownRoles;
  }

  async reset(options?: ResetOptions & Cancellable): Promise<TimeStep> {
    const step = await this.inner.reset(options);
    this.notes = new Map();
    return this.look(step);
  }

  /** @param note what the player adds to its decision; reasoning in the reply itself is recorded without */
  async step(reply: string, options?: Cancellable, note?: DecisionNote): Promise<TimeStep> {
    const index = this.inner.decisions.length;
    const step = await this.inner.step(reply, options);
    if (note !== undefined) this.notes.set(index, note);
    return this.look(step);
  }

  verdict(reply: string): ParseFailure | undefined {
    return this.inner.verdict(reply);
  }

  async forfeit(why: string): Promise<TimeStep> {
    return this.look(await this.inner.forfeit(why));
  }

  sample(random: Random): string | undefined {
    return this.inner.sample(random);
  }

  /** Goes to a saved point; what players had added to the decisions before it is not in it. */
  async restore(saved: SavedAsyncEnv, options?: Cancellable): Promise<TimeStep> {
    const step = await this.inner.restore(saved, options);
    this.notes = new Map();
    return step;
  }

  view(seat: number): string {
    return this.inner.view(seat);
  }

  messages(seat: number): Message[] {
    return this.inner.messages(seat);
  }

  save(): SavedAsyncEnv {
    return this.inner.save();
  }

  clone(): AsyncEnvironment {
    return this.inner.clone();
  }

  /** The episode as far as it has come. */
  record(): EpisodeRecord {
    return recordLanguageEpisode(this.inner, this.players, this.notes);
  }

  private look(step: TimeStep): TimeStep {
    if (step.done) this.onEpisode(this.record());
    return step;
  }
}

function seatNames(seats: number): string[] {
  return Array.from({ length: seats }, (_, seat) => `player_${seat}`);
}
