import type { DecisionStore, RoleBaselines } from '@parlor/agents';
import type { Game } from '@parlor/envs';

/** Where a payoff of every seat is in an array of all episodes: at episode · stride + offset + seat. */
export interface Payoffs {
  readonly values: Float64Array;
  readonly stride: number;
  readonly offset: number;
}

/**
 * Role-conditioned advantages: an episode's return, or another payoff, less the baseline of the role, the same for all
 * decisions of a seat. Baselines follow every round, whichever decisions are learned from.
 */
export class RoleAdvantages {
  private readonly game: Game;
  private readonly baselines: RoleBaselines;
  private readonly scale: number;
  /** What its baselines are kept under. */
  private readonly title: string;
  /** Of the learner's seats in one episode: their baselines, and returns that become advantages. */
  private readonly slots: Int32Array;
  private readonly values: Float64Array;
  /** Where among them each seat is, −1 where the learner does not hold it. */
  private readonly places: Int32Array;

  /**
   * @param scale what payoffs are multiplied with first
   * @param stage the stage whose signals they are; left out, they are the returns
   */
  constructor(game: Game, baselines: RoleBaselines, scale: number, stage?: string) {
    this.game = game;
    this.baselines = baselines;
    this.scale = scale;
    this.title = stage === undefined ? game.spec : `${game.spec} ${stage}`;
    this.slots = new Int32Array(game.seats);
    this.values = new Float64Array(game.seats);
    this.places = new Int32Array(game.seats);
  }

  /**
   * Writes every decision's advantage, 0 for a seat whose payoff is NaN. The store is sorted.
   * @param wanted which rows are written; left out, all
   */
  estimate(
    store: DecisionStore,
    payoffs: Payoffs,
    advantages: Float32Array,
    wanted?: (row: number) => boolean,
  ): void {
    const { game, baselines, scale, slots, values, places, title } = this;
    const { order, episode: episodes, seat: seats, role: roles, count } = store;
    const ofRole = game.roles.map((role) => baselines.slot(title, role));
    const undecided = baselines.slot(title, '');
    let at = 0;
    while (at < count) {
      const episode = episodes[order[at] ?? 0] ?? 0;
      let end = at;
      let held = 0;
      places.fill(-1);
      for (; end < count && episodes[order[end] ?? 0] === episode; end++) {
        const row = order[end] ?? 0;
        const seat = seats[row] ?? 0;
        const paid = payoffs.values[episode * payoffs.stride + payoffs.offset + seat] ?? NaN;
        if ((places[seat] ?? 0) >= 0 || Number.isNaN(paid)) continue;
        slots[held] = ofRole[roles[row] ?? -1] ?? undecided;
        values[held] = paid * scale;
        places[seat] = held++;
      }
      baselines.advantages(slots, values, held);
      for (; at < end; at++) {
        const row = order[at] ?? 0;
        if (wanted !== undefined && !wanted(row)) continue;
        const place = places[seats[row] ?? 0] ?? -1;
        advantages[row] = place < 0 ? 0 : (values[place] ?? 0);
      }
    }
  }
}
