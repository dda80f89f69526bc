import type { Watch, WatchReport } from '@parlor/agents';
import { type Game, ParlorError, type State } from '@parlor/envs';
import { ConfigError, type LeagueConfig } from './config.ts';
import type { LeagueLearner } from './league-learner.ts';

/** A watch that answers what cannot be told. */
export class WatchError extends ParlorError {
  override readonly name = 'WatchError';
}

/** Whoever watches the learners of a league, one for each, and which of them plays now. */
export class Watching {
  private readonly seats: number;
  private readonly watches: ReadonlyMap<string, Watch>;
  private learner: LeagueLearner | undefined;
  private watch: Watch | undefined;
  private lineup: Int32Array = new Int32Array(0);
  /** Where in the lineup the episode at hand begins. */
  private start = 0;
  /** Made once, since it is asked for every episode: in a lineup the learner is actor 0. */
  private readonly holds = (seat: number): boolean => this.lineup[this.start + seat] === 0;

  private constructor(seats: number, watches: ReadonlyMap<string, Watch>) {
    this.seats = seats;
    this.watches = watches;
  }

  /** @throws ConfigError where the league is to stop on an alarm that nobody gives. */
  static create(
    game: Game,
    { learners, stopOn }: LeagueConfig,
    make: ((game: Game, learner: string) => Watch) | undefined,
  ): Watching | undefined {
    const watches = new Map(make && learners.map(({ name }) => [name, make(game, name)]));
    const known = [...new Set([...watches.values()].flatMap(({ alarms }) => alarms))];
    const unknown = stopOn.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new ConfigError(
        `stopOn lists the alarm "${unknown}", but ${
          known.length > 0
            ? `the alarms of ${game.spec} are ${known.join(', ')}`
            : `nobody watches a league on ${game.spec}; leave stopOn empty`
        }.`,
      );
    }
    return make && new Watching(game.seats, watches);
  }

  /** A round of a learner begins. @param lineup actors by seat, the learner being actor 0: [episodes, seats] */
  begin(learner: LeagueLearner, lineup: Int32Array): void {
    this.learner = learner;
    this.watch = this.watches.get(learner.name);
    this.lineup = lineup;
  }

  ended(state: State, episode: number): void {
    this.start = episode * this.seats;
    this.watch?.ended(state, this.holds);
  }

  /**
   * The round that has begun has been played.
   * @throws WatchError for a measure that is no finite number, or an alarm that was not announced.
   */
  report(): WatchReport | undefined {
    const { learner, watch } = this;
    if (learner === undefined || watch === undefined) return undefined;
    const report = watch.report({ surprisal: learner.surprisal() });
    for (const [name, value] of Object.entries(report.measures)) {
      if (Number.isFinite(value)) continue;
      throw new WatchError(
        `The measure "${name}" of ${learner.name} is ${value}; a watch leaves out what has no value.`,
      );
    }
    for (const { name } of report.alarms) {
      if (watch.alarms.includes(name)) continue;
      throw new WatchError(
        `The alarm "${name}" is none of those that the watch announced; add it to alarms.`,
      );
    }
    return report;
  }
}
