import { checkReset, checkSeat, type Environment, type ResetOptions, type SavedEnv } from './environment.ts';
import { EpisodeOverError, IllegalActionError, RecordError } from './errors.ts';
import { CHANCE, type Game, type State, TERMINAL } from './game.ts';
import { eventWords, informationState } from './information.ts';
import { GAME_AUTHOR, type Message } from './message.ts';
import { isPossible } from './possible.ts';
import { key, type Key, type Seed, Stream } from './random.ts';
import type { ParseFailure } from './text.ts';
import { signalsOf } from './signals-of.ts';
import type { StepInfo, TimeStep } from './time-step.ts';

export type { ResetOptions, SavedEnv };

const NO_FEATURES = new Float32Array(0);

/**
 * One game behind one step/reset interface: chance is drawn by itself, actions are checked, nothing that is handed
 * out is written to again.
 */
export class Env implements Environment {
  readonly game: Game;
  private readonly state: State;
  private readonly chance = new Stream();
  private readonly legalBuffer: Int32Array;
  private readonly returnsBuffer: Float64Array;
  private seed: Seed = 0;
  private chanceKey: Key = key(0, 'chance');
  private episode = -1;
  /** Which of the seed's games. */
  private table = 0;
  private history: number[] = [];
  /** Per seat, how much of the history it had been told when it last acted. */
  private told: number[] = [];
  private last: TimeStep | undefined;

  constructor(game: Game) {
    this.game = game;
    this.state = new Int32Array(game.stateSize);
    this.legalBuffer = new Int32Array(game.maxLegal);
    this.returnsBuffer = new Float64Array(game.seats);
  }

  /**
   * Starts an episode: the same seed gives the same episode, always. Without a seed, the next episode of the seed
   * before (0 at first).
   * @throws OptionError where the seed or the episode number is of the wrong kind.
   */
  reset(options: ResetOptions = {}): TimeStep {
    const { seed, episode, game: table } = options;
    checkReset(this.game.id, options);
    if (seed !== undefined) {
      this.seed = seed;
      this.chanceKey = key(seed, 'chance');
      this.episode = -1;
      this.table = 0;
    }
    this.episode = episode ?? this.episode + 1;
    this.table = table ?? this.table;
    this.chance.seek(this.chanceKey, this.table, this.episode);
    this.game.start(this.state);
    this.history = [];
    this.told = new Array<number>(this.game.seats).fill(0);
    this.last = undefined;
    return this.advance();
  }

  /**
   * The mover does an action; chance follows by itself.
   * @throws IllegalActionError where it is not legal; the state is as it was.
   * @throws EpisodeOverError when the episode is over or none has started.
   */
  step(action: number): TimeStep {
    const before = this.last;
    if (before === undefined || before.done) throw new EpisodeOverError(this.game.id, before !== undefined);
    if (!before.legal.includes(action)) {
      throw new IllegalActionError(this.game.id, before.seat, action, before.legal);
    }
    this.told[before.seat] = this.history.length;
    this.take(action);
    return this.advance();
  }

  /** The step that `reset` or `step` gave last. */
  get current(): TimeStep {
    if (this.last === undefined) throw new EpisodeOverError(this.game.id, false);
    return this.last;
  }

  /** What a seat knows now, as features: a fresh [observationSize], whether it is to move or not. */
  observe(seat: number): Float32Array {
    this.checkSeat(seat);
    const features = new Float32Array(this.game.observationSize);
    this.game.observe(this.state, seat, features);
    return features;
  }

  /** What a seat sees now, in words. */
  view(seat: number): string {
    this.checkSeat(seat);
    return this.game.text.view(this.state, seat);
  }

  /** Everything that a seat has been told in this episode so far, in words. */
  messages(seat: number): Message[] {
    this.checkSeat(seat);
    return eventWords(this.game, this.history, seat).map((text) => ({
      author: GAME_AUTHOR,
      audience: [seat],
      text,
    }));
  }

  /** The legal action that the mover's reply in words names, or why it names none. */
  parse(reply: string): number | ParseFailure {
    if (this.last === undefined || this.last.done)
      throw new EpisodeOverError(this.game.id, this.last !== undefined);
    return this.game.text.parse(this.state, reply);
  }

  /** A seat's information state: everything it has witnessed, as tokens. */
  tokens(seat: number): number[] {
    this.checkSeat(seat);
    return informationState(this.game, this.history, seat);
  }

  /** Actions and chance outcomes of this episode so far, in order. */
  get actions(): readonly number[] {
    return this.history.slice();
  }

  /** A copy of the state, for tools that may see everything. */
  get position(): State {
    return this.state.slice();
  }

  /** This point of the episode, as JSON. */
  save(): SavedEnv {
    const { spec, version } = this.game;
    if (this.last === undefined) throw new EpisodeOverError(this.game.id, false);
    return {
      spec,
      version,
      seed: this.seed,
      episode: this.episode,
      ...(this.table === 0 ? {} : { game: this.table }),
      history: this.history.slice(),
      chance: this.chance.save(),
    };
  }

  /**
   * Goes to a saved point by playing its history again; what follows is what would have followed there.
   * @throws RecordError where it was saved from another game or version, or does not play; nothing has changed then.
   */
  restore(saved: SavedEnv): TimeStep {
    const twin = new Env(this.game);
    twin.replay(saved);
    this.become(twin);
    return this.current;
  }

  /** An environment at the same point that goes its own way. */
  clone(): Env {
    const twin = new Env(this.game);
    twin.become(this);
    return twin;
  }

  /** Steps that were handed out are never written to, so that both may hold the same one. */
  private become(other: Env): void {
    this.seed = other.seed;
    this.chanceKey = other.chanceKey;
    this.episode = other.episode;
    this.table = other.table;
    this.state.set(other.state);
    this.chance.restore(other.chance.save());
    this.history = other.history.slice();
    this.told = other.told.slice();
    this.last = other.last;
  }

  private replay(saved: SavedEnv): void {
    const { game } = this;
    if (saved.spec !== game.spec || saved.version !== game.version) {
      throw new RecordError(
        `${game.spec} version ${game.version} cannot restore what ${saved.spec} version ${saved.version} saved.`,
      );
    }
    checkSaved(saved);
    this.reset({ seed: saved.seed, episode: saved.episode, game: saved.game ?? 0 });
    game.start(this.state);
    this.history = [];
    this.told.fill(0);
    // Steps are made without drawing: the outcomes are in the history, the generator's state beside it.
    let previous: number[] | undefined;
    for (const [turn, action] of saved.history.entries()) {
      const mover = game.mover(this.state);
      if (!isPossible(game, this.state, action)) {
        throw new RecordError(
          `${game.spec}: turn ${turn} of the saved history, ${action}, is not possible there.`,
        );
      }
      if (mover >= 0) {
        this.told[mover] = this.history.length;
        previous = this.readReturns();
      }
      this.take(action);
    }
    if (game.mover(this.state) === CHANCE) {
      throw new RecordError(`${game.spec}: the saved history stops before a chance outcome.`);
    }
    this.chance.restore(saved.chance);
    this.last = this.makeStep(previous);
  }

  private take(action: number): void {
    this.game.apply(this.state, action);
    this.history.push(action);
  }

  /** Lets chance happen until a seat must act or the episode ends. */
  private advance(): TimeStep {
    const { game, state } = this;
    while (game.mover(state) === CHANCE) this.take(game.draw(state, this.chance));
    this.last = this.makeStep(this.last?.returns);
    return this.last;
  }

  private readReturns(): number[] {
    const { returnsBuffer } = this;
    this.game.returns(this.state, returnsBuffer);
    return listOf(returnsBuffer, returnsBuffer.length);
  }

  /** @param before returns at the step before; 0 unless given */
  private makeStep(before: readonly number[] | undefined): TimeStep {
    const { game, state } = this;
    const returns = this.readReturns();
    const rewards = before === undefined ? returns : returns.map((value, seat) => value - before[seat]);
    const seat = game.mover(state);
    const done = seat === TERMINAL;
    const knowsRole = !done && (game.knowsRole?.(state, seat) ?? true);
    const count = done ? 0 : game.legal(state, this.legalBuffer);
    return new ClosedStep(game, this.history, done ? 0 : this.told[seat], {
      seat,
      role: knowsRole ? game.role(state, seat) : -1,
      observation: done ? NO_FEATURES : this.observe(seat),
      legal: listOf(this.legalBuffer, count),
      rewards,
      returns,
      terminated: done,
      info: this.info(done),
    });
  }

  private info(done: boolean): StepInfo {
    const { game, state } = this;
    const info = { turn: this.history.length, episode: this.episode };
    if (done) return game.stages ? { ...info, signals: signalsOf(game, state) } : info;
    if (!game.choosing) return info;
    const seats = new Int32Array(game.seats);
    const count = game.choosing(state, seats);
    return { ...info, choosing: Array.from(seats.subarray(0, count)) };
  }

  private checkSeat(seat: number): void {
    if (this.episode < 0) throw new EpisodeOverError(this.game.id, false);
    checkSeat(this.game, seat);
  }
}

/** @throws RecordError where a part of what was saved is missing or of the wrong kind. */
function checkSaved({ spec, seed, episode, game = 0, history, chance }: SavedEnv): void {
  const numbered = [episode, game].every((number) => Number.isInteger(number) && number >= 0);
  const seeded = typeof seed === 'string' || Number.isFinite(seed);
  const drawing = Array.isArray(chance) && chance.length === 4 && chance.every(Number.isInteger);
  if (numbered && seeded && drawing && Array.isArray(history)) return;
  throw new RecordError(
    `${spec}: what was saved is damaged; it needs a seed, an episode, a history and the four numbers of the generator.`,
  );
}

/** The first numbers as a list; a good deal faster than `Array.from`, which asks for an iterator. */
function listOf(numbers: Int32Array | Float64Array, count: number): number[] {
  const list: number[] = [];
  for (let index = 0; index < count; index++) list.push(numbers[index]);
  return list;
}

/**
 * A time step of a closed game. Words and tokens cost more than the rest together, so they are found when they are
 * asked for: by getters of a class, since getters of their own would make every step six times slower.
 */
class ClosedStep implements TimeStep {
  readonly seat: number;
  readonly role: number;
  readonly observation: Float32Array;
  readonly legal: readonly number[];
  readonly rewards: readonly number[];
  readonly returns: readonly number[];
  readonly terminated: boolean;
  readonly truncated = false;
  readonly done: boolean;
  readonly info: StepInfo;
  readonly #game: Game;
  readonly #history: readonly number[];
  readonly #from: number;
  #messages: readonly Message[] | undefined;
  #tokens: readonly number[] | undefined;

  constructor(
    game: Game,
    history: readonly number[],
    from: number,
    parts: Omit<TimeStep, 'messages' | 'tokens' | 'done' | 'truncated'>,
  ) {
    this.seat = parts.seat;
    this.role = parts.role;
    this.observation = parts.observation;
    this.legal = parts.legal;
    this.rewards = parts.rewards;
    this.returns = parts.returns;
    this.terminated = parts.terminated;
    this.done = parts.terminated;
    this.info = parts.info;
    this.#game = game;
    this.#history = history;
    this.#from = from;
  }

  /** With what the getters find, which JSON would leave out. */
  toJSON(): TimeStep {
    return { ...this, tokens: this.tokens, messages: this.messages };
  }

  get tokens(): readonly number[] {
    this.#tokens ??= this.done ? [] : informationState(this.#game, this.past(), this.seat);
    return this.#tokens;
  }

  /** Words that the seat was told since it last acted; at the end, what each seat was told in the whole episode. */
  get messages(): readonly Message[] {
    this.#messages ??= this.tell();
    return this.#messages;
  }

  /** The environment goes on writing to its history, so only the part up to this step is read. */
  private past(): readonly number[] {
    return this.#history.slice(0, this.info.turn);
  }

  private tell(): Message[] {
    const history = this.past();
    const seats = this.seat >= 0 ? [this.seat] : Array.from({ length: this.#game.seats }, (_, seat) => seat);
    return seats.flatMap((seat) =>
      eventWords(this.#game, history, seat, this.#from).map((text) => ({
        author: GAME_AUTHOR,
        audience: [seat],
        text,
      })),
    );
  }
}
