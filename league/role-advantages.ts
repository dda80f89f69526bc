import type { DecisionStore, RoleBaselines } from '@parlor/agents';
import type { Game } from '@parlor/envs';

/**
 * Role-conditioned advantages: an episode's return less the baseline of the role, the same for all decisions of a seat.
 * Baselines follow every round, whichever decisions are learned from.
 */
export class RoleAdvantages {
  private readonly game: Game;
  private readonly baselines: RoleBaselines;
  private readonly scale: number;
  /** Of the learner's seats in one episode: their baselines, and returns that become advantages. */
  private readonly slots: Int32Array;
  private readonly values: Float64Array;
  /** Where among them each seat is, −1 where the learner does not hold it. */
  private readonly places: Int32Array;

  /** @param scale what returns are multiplied with first */
  constructor(game: Game, baselines: RoleBaselines, scale: number) {
    this.game = game;
    this.baselines = baselines;
    this.scale = scale;
    this.slots = new Int32Array(game.seats);
    this.values = new Float64Array(game.seats);
    this.places = new Int32Array(game.seats);
  }

  /** Writes every decision's advantage. The store is sorted. @param returns of all seats: [episodes, seats] */
  estimate(store: DecisionStore, returns: Float64Array, advantages: Float32Array): void {
    const { game, baselines, scale, slots, values, places } = this;
    const { order, episode: episodes, seat: seats, role: roles, count } = store;
    const ofRole = game.roles.map((role) => baselines.slot(game.spec, role));
    const undecided = baselines.slot(game.spec, '');
    let at = 0;
    while (at < count) {
      const episode = episodes[order[at] ?? 0] ?? 0;
      let end = at;
      let held = 0;
      places.fill(-1);
      for (; end < count && episodes[order[end] ?? 0] === episode; end++) {
        const row = order[end] ?? 0;
        const seat = seats[row] ?? 0;
        if ((places[seat] ?? 0) >= 0) continue;
        slots[held] = ofRole[roles[row] ?? -1] ?? undecided;
        values[held] = (returns[episode * game.seats + seat] ?? 0) * scale;
        places[seat] = held++;
      }
      baselines.advantages(slots, values, held);
      for (; at < end; at++) {
        const row = order[at] ?? 0;
        advantages[row] = values[places[seats[row] ?? 0] ?? 0] ?? 0;
      }
    }
  }
}
