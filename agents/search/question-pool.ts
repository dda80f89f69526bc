import type { GivenQuestion, Random } from '@parlor/envs';
import { z } from 'zod';
import { RoundsError } from './errors.ts';

/** A question that was accepted, and how many of its solvers answered it. */
export interface PooledQuestion extends GivenQuestion {
  /** Mean success of the solvers, 0 … 1. */
  readonly success: number;
}

export interface QuestionPoolOptions {
  /** A question that succeeded more often is not used again; 0 … 1, default 1: every one may be. */
  readonly threshold?: number;
  /** After so many rounds the pool is emptied; `'never'` where it is not. Default: 10. */
  readonly reset?: number | 'never';
  /** The share of its questions that survive that, the newest ones; 0 … 1, default 0. */
  readonly keep?: number;
}

const share = z.number().min(0).max(1);
const optionsSchema = z.strictObject({
  threshold: share.default(1),
  reset: z.union([z.number().int().min(1), z.literal('never')]).default(10),
  keep: share.default(0),
});

const stateSchema = z.strictObject({
  rounds: z.number().int().min(0),
  questions: z.array(
    z.strictObject({ question: z.string().min(1), answer: z.string().min(1), success: share }),
  ),
});

/** A pool as a checkpoint keeps it, in JSON. */
export type QuestionPoolState = z.output<typeof stateSchema>;

/**
 * Earlier questions that were accepted, for slots of a round that are free. Defaults are those of Search Self-play
 * (arXiv 2510.18821, and its code): any question may be used again, and none outlives ten rounds.
 */
export class QuestionPool {
  readonly options: Readonly<Required<QuestionPoolOptions>>;
  private questions: PooledQuestion[] = [];
  /** Rounds that have ended. */
  private rounds = 0;

  /** @throws RoundsError where an option is out of range. */
  constructor(options: QuestionPoolOptions = {}) {
    this.options = parse(optionsSchema, options, 'The options of the question pool');
  }

  /**
   * A pool as it was saved.
   * @throws RoundsError where the state or an option is not valid.
   */
  static restore(state: unknown, options: QuestionPoolOptions = {}): QuestionPool {
    const pool = new QuestionPool(options);
    const { rounds, questions } = parse(stateSchema, state, 'The state of the question pool');
    pool.rounds = rounds;
    pool.questions = questions;
    return pool;
  }

  /** How many questions may be used again now. */
  get size(): number {
    return this.questions.length;
  }

  /** Takes in a question that was accepted, unless it succeeds too often to be used again. */
  add({ question, answer, success }: PooledQuestion): void {
    if (success <= this.options.threshold) this.questions.push({ question, answer, success });
  }

  /**
   * Draws questions: each as likely as any other, none twice before all were drawn; none at all from an empty pool.
   * The pool stays as it is.
   */
  draw(count: number, random: Random): PooledQuestion[] {
    const drawn: PooledQuestion[] = [];
    let left: PooledQuestion[] = [];
    while (drawn.length < count && this.questions.length > 0) {
      if (left.length === 0) left = [...this.questions];
      const index = random.below(left.length);
      drawn.push(left[index]);
      left[index] = left[left.length - 1];
      left.pop();
    }
    return drawn;
  }

  /** A round is over; after every `reset` of them the pool is emptied, but for the share that is kept. */
  endRound(): void {
    const { reset, keep } = this.options;
    this.rounds++;
    if (reset === 'never' || this.rounds % reset !== 0) return;
    const kept = Math.floor(keep * this.questions.length);
    this.questions = this.questions.slice(this.questions.length - kept);
  }

  /** For {@link restore}. */
  save(): QuestionPoolState {
    return { rounds: this.rounds, questions: this.questions.map((question) => ({ ...question })) };
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new RoundsError(`${what} are not valid: ${place}${issue.message.replace(/\.$/, '')}.`);
}
