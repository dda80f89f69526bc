import type { LeagueEvent, MemberRating } from '@parlor/league';

/** What the progress line of a league says, kept up to date by its events. */
export class LeagueProgress {
  private readonly budget: number;
  /** When the first round began. */
  private begun = 0;
  private episodes = 0;
  private steps = new Map<string, number>();
  /** Of the learner that learned last. */
  private stages: Extract<LeagueEvent, { type: 'round' }>['stages'];
  private evaluated: Extract<LeagueEvent, { type: 'evaluated' }> | undefined;
  /** Alarms that are on, each with its learner. */
  private readonly alarms = new Map<string, string>();
  private ratings: readonly MemberRating[] = [];

  /** @param budget decisions of all learners together */
  constructor(budget: number) {
    this.budget = budget;
  }

  /** @param seconds since the command began */
  note(event: LeagueEvent, seconds: number): void {
    if (this.steps.size === 0) this.begun = seconds;
    if (event.type === 'round') {
      this.episodes += event.episodes;
      this.steps.set(event.learner, event.steps);
      this.stages = event.stages;
    } else if (event.type === 'alarm') {
      const key = JSON.stringify([event.learner, event.name]);
      if (event.on) this.alarms.set(key, `${event.name} of ${event.learner}`);
      else this.alarms.delete(key);
    } else if (event.type === 'evaluated') this.evaluated = event;
    else if (event.type === 'rated') this.ratings = event.members;
  }

  /** One line. @param seconds since the command began */
  line(seconds: number): string {
    const steps = [...this.steps.values()].reduce((sum, count) => sum + count, 0);
    const playing = Math.max(seconds - this.begun, 1e-9);
    const left = steps > 0 ? (playing * Math.max(0, this.budget - steps)) / steps : NaN;
    const parts = [
      `${Math.min(100, (100 * steps) / this.budget)
        .toFixed(0)
        .padStart(3)} %`,
      `${(steps / 1e6).toFixed(1)} M decisions`,
      `${Math.round(this.episodes / playing).toLocaleString('en')} episodes/s`,
      `${Number.isNaN(left) ? '?' : left.toFixed(0)} s left`,
    ];
    if (this.stages) {
      const { trained, accuracy, abstention } = this.stages;
      parts.push(`learning ${trained.join(' and ')}`);
      if (accuracy !== null && abstention !== null)
        parts.push(`${(100 * accuracy).toFixed(0)} % right, ${(100 * abstention).toFixed(0)} % n/a`);
    }
    if (this.evaluated) {
      const { nashConv, averageNashConv } = this.evaluated;
      parts.push(`NashConv ${nashConv.toFixed(3)}, averaged ${averageNashConv.toFixed(3)}`);
    }
    if (this.alarms.size > 0) parts.push(`alarm: ${[...this.alarms.values()].join(', ')}`);
    const best = this.ratings.slice(0, 2).map(({ name, rating }) => `${name} ${rating.toFixed(0)}`);
    if (best.length > 0) parts.push(`ratings ${best.join(', ')}`);
    return parts.join(' · ');
  }
}
