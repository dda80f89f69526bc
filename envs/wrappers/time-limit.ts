import type { Environment, ResetOptions, SavedEnv } from '../core/environment.ts';
import { EpisodeOverError, OptionError } from '../core/errors.ts';
import type { Game, State } from '../core/game.ts';
import type { ParseFailure } from '../core/text.ts';
import type { TimeStep } from '../core/time-step.ts';
import { truncatedStep } from '../core/truncate.ts';
import { Wrapper } from './wrapper.ts';

/**
 * Cuts an episode short after a number of decisions: the last step is `truncated`, with the payoff to date. Where seats
 * choose at the same time, the round is finished first. An {@link AsyncEnv} has a `turnLimit` of its own.
 */
export class TimeLimit extends Wrapper {
  /** Decisions, of all seats together, that an episode may have. */
  readonly limit: number;
  private decisions = 0;
  private cut: TimeStep | undefined;

  /** @throws OptionError where the limit is no positive whole number. */
  constructor(inner: Environment, limit: number) {
    super(inner);
    if (!(Number.isInteger(limit) && limit > 0)) {
      throw new OptionError(
        `${inner.game.id}: a time limit is a positive whole number of decisions, not ${limit}.`,
      );
    }
    this.limit = limit;
  }

  override get current(): TimeStep {
    return this.cut ?? this.inner.current;
  }

  override reset(options?: ResetOptions): TimeStep {
    return this.look(this.inner.reset(options), 0, false);
  }

  override step(action: number): TimeStep {
    if (this.cut !== undefined) throw new EpisodeOverError(this.game.id, true);
    const open = isOpen(this.inner.current.info.choosing);
    return this.look(this.inner.step(action), this.decisions + 1, open);
  }

  override parse(reply: string): number | ParseFailure {
    if (this.cut !== undefined) throw new EpisodeOverError(this.game.id, true);
    return this.inner.parse(reply);
  }

  override restore(saved: SavedEnv): TimeStep {
    const step = this.inner.restore(saved);
    const { decisions, open } = count(this.game, saved.history);
    return this.look(step, decisions, open);
  }

  override clone(): TimeLimit {
    const twin = new TimeLimit(this.inner.clone(), this.limit);
    twin.decisions = this.decisions;
    twin.cut = this.cut;
    return twin;
  }

  /** @param open whether the last decision left others of its round to be made */
  private look(step: TimeStep, decisions: number, open: boolean): TimeStep {
    this.decisions = decisions;
    const reason = `The time limit of ${this.limit} decisions was reached.`;
    const over = decisions >= this.limit && !open && !step.done;
    this.cut = over ? truncatedStep(this.game, this.inner.actions, step, reason) : undefined;
    return this.cut ?? step;
  }
}

/** Whether somebody else still chooses in a round when one of those that choose has. */
function isOpen(choosing: ArrayLike<number> | undefined): boolean {
  return choosing !== undefined && choosing.length > 1;
}

function count(game: Game, history: readonly number[]): { decisions: number; open: boolean } {
  const state: State = new Int32Array(game.stateSize);
  const seats = new Int32Array(game.seats);
  let decisions = 0;
  let open = false;
  game.start(state);
  for (const action of history) {
    if (game.mover(state) >= 0) {
      decisions++;
      open = isOpen(seats.subarray(0, game.choosing?.(state, seats) ?? 0));
    }
    game.apply(state, action);
  }
  return { decisions, open };
}
