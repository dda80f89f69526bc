/** The base of every error that the suite throws on purpose. The message is one sentence with the remedy. */
export class ParlorError extends Error {
  override readonly name: string = 'ParlorError';
}

/** An unknown game, an unknown option, or an option out of its range. */
export class OptionError extends ParlorError {
  override readonly name = 'OptionError';
}

/** An action that is no legal action of the seat that is to move; the state is as it was. */
export class IllegalActionError extends ParlorError {
  override readonly name = 'IllegalActionError';
  readonly game: string;
  readonly seat: number;
  readonly action: unknown;
  readonly legal: readonly number[];

  constructor(game: string, seat: number, action: unknown, legal: readonly number[]) {
    super(
      `${game}: action ${describe(action)} is not legal for seat ${seat}; legal actions are ${listed(legal)}.`,
    );
    this.game = game;
    this.seat = seat;
    this.action = action;
    this.legal = legal;
  }
}

/** All of them, or of many the first and the last ones. */
function listed(actions: readonly number[]): string {
  if (actions.length <= 40) return actions.join(', ');
  const [first, last] = [actions.slice(0, 20), actions.slice(-5)];
  return `${first.join(', ')}, … ${last.join(', ')} (${actions.length} in all)`;
}

/** `step` on an episode that has ended, or before the first `reset`. */
export class EpisodeOverError extends ParlorError {
  override readonly name = 'EpisodeOverError';

  constructor(game: string, started: boolean) {
    super(
      started
        ? `${game}: the episode is over; call reset() to start another.`
        : `${game}: no episode has started; call reset() first.`,
    );
  }
}

/** A saved state, record or trajectory that has the wrong form, or does not fit the game that is to read it. */
export class RecordError extends ParlorError {
  override readonly name = 'RecordError';
  /** The field that is wrong, such as `decisions[2].seat`; empty where it is the whole. */
  readonly path: string;

  constructor(message: string, path = '') {
    super(message);
    this.path = path;
  }
}

/** A call to an asynchronous environment while an earlier one is still under way. */
export class StepPendingError extends ParlorError {
  override readonly name = 'StepPendingError';

  constructor(game: string) {
    super(`${game}: a reset or step is still under way; await it before the next.`);
  }
}

/** A game's own rules or simulator failed; `cause` says how. The environment is as it was. */
export class SimulationError extends ParlorError {
  override readonly name = 'SimulationError';
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
