import { OptionError } from '@parlor/envs';

/** Which decisions are learned from: those that are played for the returns, or those with a signal of their own. */
export type TrainingStage = 'clue' | 'decision';

/** How the decisions of one step of training came out. */
export interface StageRates {
  /** Share that was right, 0 to 1. */
  readonly accuracy: number;
  /** Share that took no position (n/a), 0 to 1. */
  readonly abstention: number;
}

/** What a schedule of stages goes on from; plain data, for checkpoints. */
export interface StageState extends StageRates {
  readonly stage: TrainingStage;
  /** Steps that the stage has lasted. */
  readonly steps: number;
}

/** Decides before each step of training which stage is learned. */
export interface StageSchedule {
  /** The stage of the next step. */
  readonly stage: TrainingStage;
  /** A step is over. @param rates null where there was no decision in it to judge */
  next(rates: StageRates | null): TrainingStage;
  /** Moving averages of the rates, where they matter. */
  readonly averages: StageRates | null;
  state(): StageState;
  restore(state: StageState): void;
}

export interface StageSwitchOptions {
  /** Weight of the old average in the moving ones (ρ); 0.95 unless given. */
  readonly rho?: number;
  /** From decisions to clues: accuracy of at least so much (0.9) … */
  readonly easyAccuracy?: number;
  /** … and abstention of at most so much (0.1): decisions have become too easy. */
  readonly easyAbstention?: number;
  /** From clues to decisions: an error, 1 − accuracy, of at least so much (0.4) … */
  readonly hardError?: number;
  /** … or abstention of at least so much (0.5): clues have become too hard to judge. */
  readonly hardAbstention?: number;
  /** Steps that a stage lasts at least (K_min); 5 unless given. */
  readonly dwell?: number;
  /**
   * Steps after which a stage ends whatever the rates are. The paper describes it (P = 20), but its algorithm does
   * without; null, the default, is the algorithm.
   */
  readonly patience?: number | null;
  /** `clue` unless given. */
  readonly start?: TrainingStage;
}

/**
 * The switch of Iterative-SPO (Vision-Zero; Q. Wang et al., arXiv 2509.25541): moving averages of how
 * often decisions are right and how often they take no position, from 0, tell when the other stage is to be learned.
 * Between the thresholds the stage stays.
 */
export class StageSwitch implements StageSchedule {
  private readonly options: Required<Omit<StageSwitchOptions, 'start'>>;
  private current: TrainingStage;
  private steps = 0;
  private accuracy = 0;
  private abstention = 0;

  /** @throws OptionError for options out of range, or thresholds that leave nothing between them. */
  constructor(options: StageSwitchOptions = {}) {
    const { start = 'clue', patience = null, dwell = 5, rho = 0.95 } = options;
    const { easyAccuracy = 0.9, easyAbstention = 0.1, hardError = 0.4, hardAbstention = 0.5 } = options;
    if (!(rho >= 0 && rho < 1)) throw new OptionError(`rho must be at least 0 and less than 1, not ${rho}.`);
    for (const [name, share] of Object.entries({ easyAccuracy, easyAbstention, hardError, hardAbstention })) {
      if (!(share >= 0 && share <= 1))
        throw new OptionError(`${name} must be between 0 and 1, not ${share}.`);
    }
    if (!(1 - easyAccuracy < hardError && easyAbstention < hardAbstention)) {
      throw new OptionError(
        `what is easy must not be hard as well: hardError must be above 1 − easyAccuracy, and hardAbstention above easyAbstention.`,
      );
    }
    if (!(Number.isInteger(dwell) && dwell >= 1))
      throw new OptionError(`dwell must be a whole number of at least 1, not ${dwell}.`);
    if (patience !== null && !(Number.isInteger(patience) && patience >= dwell))
      throw new OptionError(`patience must be null or a whole number of at least dwell, not ${patience}.`);
    this.options = { rho, easyAccuracy, easyAbstention, hardError, hardAbstention, dwell, patience };
    this.current = start;
  }

  get stage(): TrainingStage {
    return this.current;
  }

  get averages(): StageRates {
    return { accuracy: this.accuracy, abstention: this.abstention };
  }

  next(rates: StageRates | null): TrainingStage {
    const { rho, dwell, patience } = this.options;
    if (rates !== null) {
      this.accuracy = rho * this.accuracy + (1 - rho) * rates.accuracy;
      this.abstention = rho * this.abstention + (1 - rho) * rates.abstention;
    }
    this.steps++;
    if (this.steps >= dwell && (this.isOver() || (patience !== null && this.steps >= patience))) {
      this.current = this.current === 'clue' ? 'decision' : 'clue';
      this.steps = 0;
    }
    return this.current;
  }

  state(): StageState {
    return { stage: this.current, steps: this.steps, ...this.averages };
  }

  restore({ stage, steps, accuracy, abstention }: StageState): void {
    this.current = stage;
    this.steps = steps;
    this.accuracy = accuracy;
    this.abstention = abstention;
  }

  private isOver(): boolean {
    const { easyAccuracy, easyAbstention, hardError, hardAbstention } = this.options;
    if (this.current === 'decision')
      return this.accuracy >= easyAccuracy && this.abstention <= easyAbstention;
    return 1 - this.accuracy >= hardError || this.abstention >= hardAbstention;
  }
}

export interface StageAlternationOptions {
  /** Steps that each stage lasts; 1 unless given. */
  readonly cycle?: number;
  /** `clue` unless given. */
  readonly start?: TrainingStage;
}

/** What Vision-Zero's released code does instead of the switch: the stages take turns, whatever the rates are. */
export class StageAlternation implements StageSchedule {
  readonly averages = null;
  private readonly cycle: number;
  private current: TrainingStage;
  private steps = 0;

  /** @throws OptionError where the cycle is no positive whole number. */
  constructor({ cycle = 1, start = 'clue' }: StageAlternationOptions = {}) {
    if (!(Number.isInteger(cycle) && cycle >= 1))
      throw new OptionError(`cycle must be a whole number of at least 1, not ${cycle}.`);
    this.cycle = cycle;
    this.current = start;
  }

  get stage(): TrainingStage {
    return this.current;
  }

  next(): TrainingStage {
    if (++this.steps === this.cycle) {
      this.current = this.current === 'clue' ? 'decision' : 'clue';
      this.steps = 0;
    }
    return this.current;
  }

  state(): StageState {
    return { stage: this.current, steps: this.steps, accuracy: 0, abstention: 0 };
  }

  restore({ stage, steps }: StageState): void {
    this.current = stage;
    this.steps = steps;
  }
}
