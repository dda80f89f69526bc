import { type DecisionStore, groupAdvantages, type StageRates, type StageSchedule } from '@parlor/agents';
import type { Game, Stage } from '@parlor/envs';

/** What a round was learned from, in a game whose stages are told apart. */
export interface StageReport {
  /** Names of the stages that were learned. */
  readonly trained: readonly string[];
  /**
   * Shares of the learner's decisions with a signal of their own: with a positive one (right), and without a position;
   * null where it made none.
   */
  readonly accuracy: number | null;
  readonly abstention: number | null;
  /** Moving averages of the two after the round, where they decide what is learned next. */
  readonly averages: StageRates | null;
}

/**
 * Tells the stages of a game apart: gives the decisions of every stage but the first advantages of their own signals,
 * and picks those that are learned from in a round.
 */
export class StageAdvantages {
  /** Rows of the store that are learned from, in its order: [count]. */
  rows = new Int32Array(0);
  count = 0;
  private readonly game: Game;
  private readonly stages: readonly Stage[];
  private readonly schedule: StageSchedule | undefined;
  /** The stage of every action. */
  private readonly stageOf: Uint8Array;
  /** Advantages of the seats by one stage's signals: [episodes, seats]. */
  private group = new Float64Array(0);

  /** @param schedule left out, all stages are learned in every round */
  constructor(game: Game, schedule: StageSchedule | undefined) {
    this.game = game;
    this.stages = game.stages ?? [];
    this.schedule = schedule;
    this.stageOf = new Uint8Array(game.actionCount);
    this.stages.forEach(({ first, end }, stage) => this.stageOf.fill(stage, first, end));
  }

  /**
   * Picks the rows of the stage that is due, in advantages of mean 0 and deviation 1 stage by stage, so that none drowns
   * another. Where the learner decided nothing of that stage, it learns from what it did decide.
   * @param signals of all seats: [episodes, stages, seats]
   * @param advantages by the returns, as the first stage keeps them; those of other stages are written over
   */
  select(
    store: DecisionStore,
    episodes: number,
    signals: Float64Array,
    advantages: Float32Array,
  ): StageReport {
    const { stages, schedule } = this;
    if (this.rows.length < store.count) this.rows = new Int32Array(store.actions.length);
    for (let stage = 1; stage < stages.length; stage++)
      this.estimate(store, stage, episodes, signals, advantages);
    const rates = this.rates(store, signals);
    const due = schedule?.stage;
    this.pick(store, signals, due !== 'decision', due !== 'clue');
    if (this.count === 0) this.pick(store, signals, true, true);
    const trained = stages
      .filter((_, stage) => this.standardise(store, stage, advantages))
      .map(({ name }) => name);
    schedule?.next(rates);
    return {
      trained,
      accuracy: rates?.accuracy ?? null,
      abstention: rates?.abstention ?? null,
      averages: schedule?.averages ?? null,
    };
  }

  /** Advantages within the episode: of the learner's seats, against all that have a signal. */
  private estimate(
    store: DecisionStore,
    stage: number,
    episodes: number,
    signals: Float64Array,
    advantages: Float32Array,
  ): void {
    const { seats } = this.game;
    if (this.group.length < episodes * seats) this.group = new Float64Array(episodes * seats);
    const { group } = this;
    const stride = this.stages.length * seats;
    groupAdvantages(
      { groups: episodes, size: seats, rewards: signals, stride, offset: stage * seats },
      group,
    );
    for (let row = 0; row < store.count; row++) {
      if (this.stageAt(store, row) !== stage) continue;
      advantages[row] = group[(store.episode[row] ?? 0) * seats + (store.seat[row] ?? 0)] ?? 0;
    }
  }

  private rates(store: DecisionStore, signals: Float64Array): StageRates | null {
    let [judged, right, abstained] = [0, 0, 0];
    for (let row = 0; row < store.count; row++) {
      const stage = this.stageAt(store, row);
      const signal = this.signalAt(store, row, signals);
      if (stage === 0 || Number.isNaN(signal)) continue;
      judged++;
      if (signal > 0) right++;
      if (store.actions[row] === this.stages[stage]?.abstain) abstained++;
    }
    return judged > 0 ? { accuracy: right / judged, abstention: abstained / judged } : null;
  }

  /** Picks the rows of the first stage, of the others, or both; a decision without a signal teaches nothing. */
  private pick(store: DecisionStore, signals: Float64Array, first: boolean, others: boolean): void {
    const { rows } = this;
    let count = 0;
    for (let at = 0; at < store.count; at++) {
      const row = store.order[at] ?? 0;
      const wanted = this.stageAt(store, row) === 0 ? first : others;
      if (wanted && !Number.isNaN(this.signalAt(store, row, signals))) rows[count++] = row;
    }
    this.count = count;
  }

  /** Shifts and scales a stage's picked advantages to mean 0 and deviation 1; false where none is picked. */
  private standardise(store: DecisionStore, stage: number, advantages: Float32Array): boolean {
    const { rows, count } = this;
    let [own, sum, squares] = [0, 0, 0];
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      if (this.stageAt(store, row) !== stage) continue;
      own++;
      sum += advantages[row] ?? 0;
    }
    const mean = sum / own;
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      if (this.stageAt(store, row) === stage) squares += ((advantages[row] ?? 0) - mean) ** 2;
    }
    const scale = 1 / (Math.sqrt(squares / own) + 1e-8);
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      if (this.stageAt(store, row) === stage) advantages[row] = ((advantages[row] ?? 0) - mean) * scale;
    }
    return own > 0;
  }

  private stageAt(store: DecisionStore, row: number): number {
    return this.stageOf[store.actions[row] ?? 0] ?? 0;
  }

  private signalAt(store: DecisionStore, row: number, signals: Float64Array): number {
    const { seats } = this.game;
    const place = (store.episode[row] ?? 0) * this.stages.length + this.stageAt(store, row);
    return signals[place * seats + (store.seat[row] ?? 0)] ?? NaN;
  }
}
