import {
  Cfr,
  encodePolicy,
  type Engine,
  loadPolicy,
  Network,
  NetworkPolicy,
  OnnxPolicy,
  type Policy,
  scriptedPolicies,
  SelfPlay,
  TabularPolicy,
  UniformPolicy,
  type Watch,
  type WatchReport,
} from '@parlor/agents';
import { type Game, loadGame, ParlorError, stream } from '@parlor/envs';
import { type Observable, Subject } from 'rxjs';
import { ADMISSION_RULES } from './admission-rules.ts';
import { ConfigError, FIXED_MEMBERS, type LeagueConfig } from './config.ts';
import { type Contestant, Evaluation } from './evaluation.ts';
import type { LeagueEvent, LeagueResult, StoppedBy } from './events.ts';
import { ExactEvaluator } from './exact.ts';
import { LeagueLearner, networkShape } from './league-learner.ts';
import { assignSeats, SELF } from './matchmaking.ts';
import { PayoffTable } from './payoff-table.ts';
import { Population, type Snapshot } from './population.ts';
import { RESET_RULES } from './reset-rules.ts';
import { applyRule } from './rule.ts';
import { Watching } from './watching.ts';

/** A league that is asked for something that it cannot do any more, or not yet. */
export class LeagueError extends ParlorError {
  override readonly name = 'LeagueError';
}

/** What a league is made with besides its configuration. But for `policies` and `watcher`, nothing of it changes results. */
export interface LeagueOptions {
  readonly engine: Engine;
  /** Policies by the names under which the configuration's `fixed` lists them. */
  readonly policies?: Readonly<Record<string, Policy>>;
  /**
   * Makes who watches a learner's training episodes. It measures and raises alarms, and changes nothing but where the
   * configuration's `stopOn` lists an alarm.
   */
  readonly watcher?: (game: Game, learner: string) => Watch;
  /** Threads of one network evaluation; default 1. */
  readonly threads?: number;
  /** Most games side by side; default all episodes of a round. */
  readonly batch?: number;
}

/** Histories that the CFR+ reference visits at most, so that a league on a large tree begins within seconds. */
const REFERENCE_VISITS = 2e7;

/** Name of the member that plays at random, whose rating is 0. */
export const ANCHOR = 'uniform';

/**
 * A self-play league: live learners, frozen snapshots, rounds of episodes, evaluation matches. It advances in rounds:
 * what happens in a round depends on earlier rounds only, in the order of episodes. Everything that happens is told
 * in one stream of events.
 */
export class League {
  readonly config: LeagueConfig;
  readonly game: Game;
  /** Everything that happens, in order; completes when `run` is done. */
  readonly events: Observable<LeagueEvent>;
  private readonly subject = new Subject<LeagueEvent>();
  private readonly engine: Engine;
  private readonly network: Network;
  private readonly learners: readonly LeagueLearner[];
  private readonly population: Population;
  private readonly play: SelfPlay;
  private readonly evaluation: Evaluation;
  private readonly exact: ExactEvaluator | undefined;
  private readonly notExact: string | null;
  /** Results of training episodes against frozen members, of each learner since it was admitted last. */
  private readonly training = new PayoffTable();
  private readonly contestants: Contestant[];
  /** Members that never learn. */
  private readonly fixed: readonly Snapshot[];
  private readonly watching: Watching | undefined;
  private reference: Contestant | undefined;
  private stoppedBy: StoppedBy | undefined;
  private round = 0;
  private state: 'new' | 'running' | 'over' = 'new';
  private released: Promise<void> | undefined;

  private constructor(game: Game, config: LeagueConfig, parts: LeagueParts, batch: number) {
    this.game = game;
    this.engine = parts.engine;
    this.network = parts.network;
    this.config = config;
    this.events = this.subject.asObservable();
    this.learners = parts.learners;
    this.exact = typeof parts.exact === 'string' ? undefined : parts.exact;
    this.notExact = typeof parts.exact === 'string' ? parts.exact : null;
    const shape = networkShape(game, config.training);
    this.population = new Population(
      (name, weights) => new NetworkPolicy(name, parts.network.evaluator(weights), shape),
    );
    const { seed, episodes } = config;
    const { watching } = parts;
    this.watching = watching;
    this.play = new SelfPlay(game, {
      seed,
      episodes,
      batch: Math.min(batch, episodes),
      ...(watching && { ended: (state, episode) => watching.ended(state, episode) }),
    });
    this.evaluation = new Evaluation(game, { seed, deals: config.evaluation.deals, batch });
    this.contestants = [{ name: ANCHOR, policy: new UniformPolicy() }];
    this.fixed = parts.fixed.map((policy) => this.population.fix(policy));
  }

  /**
   * Sets a league up; nothing is played yet.
   * @throws OptionError for an unknown game, ConfigError for one that a league cannot play.
   */
  static async create(config: LeagueConfig, options: LeagueOptions): Promise<League> {
    const game = loadGame(config.game);
    if (game.seats < 2)
      throw new ConfigError(`${game.spec} has one seat; a league needs a game for two or more.`);
    checkStages(game, config);
    const { engine, threads = 1, batch = config.episodes, policies = {}, watcher } = options;
    const watching = Watching.create(game, config, watcher);
    const fixed = config.fixed.map((name) => fixedPolicy(game, name, policies));
    const exact = ExactEvaluator.create(game, config.evaluation.maxHistories);
    const network = await Network.create(engine, networkShape(game, config.training), threads);
    const learners: LeagueLearner[] = [];
    try {
      for (const index of config.learners.keys()) {
        learners.push(await LeagueLearner.create(game, config, index, network, engine));
      }
      return new League(game, config, { engine, network, learners, exact, fixed, watching }, batch);
    } catch (error) {
      await releaseAll([network, ...learners]);
      throw error;
    }
  }

  /**
   * Plays until every learner has spent its budget, or until the signal or an alarm that the configuration's `stopOn`
   * lists asks for an early end after the round at hand.
   * @returns how it ended
   * @throws LeagueError when it has been run or released before
   */
  async run(signal?: AbortSignal): Promise<LeagueResult> {
    if (this.state !== 'new' || this.released)
      throw new LeagueError('A league runs once, before it is released; create another one.');
    this.state = 'running';
    try {
      const measures = this.startMeasures();
      this.emit({
        type: 'started',
        game: this.game.spec,
        version: this.game.version,
        seed: this.config.seed,
        config: this.config,
        ...measures,
      });
      if (this.reference) await this.introduce(this.reference);
      for (const member of this.fixed) if (member.name !== ANCHOR) await this.introduce(member);
      for (const learner of this.learners) {
        await this.evaluate(learner);
        await this.admit(learner);
      }
      while (!signal?.aborted && !this.stoppedBy && this.active.length > 0) await this.playRound();
      const result = await this.finish(measures);
      this.emit({ type: 'finished', result });
      this.subject.complete();
      return result;
    } catch (error) {
      this.subject.error(error);
      throw error;
    } finally {
      this.state = 'over';
    }
  }

  /**
   * Frees what the engine holds for the league, once; `policyFile` still works.
   * @throws LeagueError while the league runs
   */
  async release(): Promise<void> {
    if (this.state === 'running')
      throw new LeagueError('The league is running; end it by its signal before it is released.');
    this.released ??= releaseAll([this.network, ...this.learners]);
    await this.released;
  }

  /** The published policy as an ONNX file: the average of the first learner's weights. */
  policyFile(): Uint8Array {
    const { game, config, published } = this;
    published.refreshAverage();
    const notes = {
      member: published.average.name,
      seed: String(config.seed),
      steps: String(published.steps),
    };
    return encodePolicy(
      { game: game.spec, gameVersion: game.version, shape: published.learner.shape, notes },
      published.averageWeights,
    );
  }

  /** Learners with a budget left. */
  private get active(): LeagueLearner[] {
    return this.learners.filter(({ steps }) => steps < this.config.steps);
  }

  private get published(): LeagueLearner {
    const [first] = this.learners;
    if (!first) throw new ConfigError('A league needs a learner.');
    return first;
  }

  /** NashConv of the published policy as its file has it, so that the file alone gives the same figure again. */
  private async publishedNashConv(): Promise<number | null> {
    if (!this.exact) return null;
    const loaded = await loadPolicy(this.engine, this.policyFile());
    try {
      return await this.exact.nashConv(new OnnxPolicy(this.published.average.name, loaded));
    } finally {
      await loaded.release();
    }
  }

  private startMeasures(): StartMeasures {
    const { exact, notExact } = this;
    if (!exact) return { uniformNashConv: null, referenceNashConv: null, notExact };
    const uniformNashConv = exact.uniform();
    const { referenceIterations } = this.config.evaluation;
    const iterations = Math.min(referenceIterations, Math.ceil(REFERENCE_VISITS / exact.tree.nodeCount));
    if (iterations === 0) return { uniformNashConv, referenceNashConv: null, notExact };
    const solver = new Cfr(exact.tree, { plus: true }).run(iterations);
    const solution = solver.averagePolicy();
    this.reference = { name: 'cfr+', policy: TabularPolicy.fromTree(exact.tree, solution, 'cfr+') };
    return { uniformNashConv, referenceNashConv: exact.treeNashConv(solution), notExact };
  }

  /** All learners play with the weights they have, then all learn, then those that are due are admitted. */
  private async playRound(): Promise<void> {
    const { config, game, round } = this;
    const { active } = this;
    const rounds: LearnerRound[] = [];
    for (const learner of active) {
      const index = this.learners.indexOf(learner);
      learner.begin();
      const { actors, lineup, members } = this.lineup(learner, index);
      this.watching?.begin(learner, lineup);
      await this.play.play(round, index * config.episodes, actors, lineup);
      const watched = this.watching?.report();
      const { play } = this;
      const [returns, signals] =
        active.length > 1 ? [play.returns.slice(), play.signals.slice()] : [play.returns, play.signals];
      this.record(members, lineup, returns);
      rounds.push({ learner, returns, signals, watched });
    }
    for (const { learner, returns, signals, watched } of rounds) {
      const before = learner.steps;
      const update = await learner.learn(config.episodes, returns, signals);
      if (!update)
        throw new ConfigError(`In ${game.spec} nobody decides anything, so there is nothing to learn.`);
      const { episodes } = config;
      const { name, steps } = learner;
      this.emit({
        type: 'round',
        round,
        learner: name,
        episodes,
        steps,
        returns: learner.meanReturns(returns),
        update,
        ...(learner.stageReport && { stages: learner.stageReport }),
      });
      if (watched) this.tellWatched(name, watched);
      if (this.passes(before, steps)) await this.evaluate(learner);
    }
    // Who is due is decided before anybody is admitted, so that no learner's turn depends on another's of this round.
    const due = active.filter((learner) => this.isDue(learner));
    for (const learner of due) await this.admit(learner);
    for (const learner of active) {
      if (!applyRule(RESET_RULES, this.role(learner).reset, { admitted: due.includes(learner) })) continue;
      learner.reset();
      this.training.forget(learner.name);
    }
    this.round++;
  }

  /**
   * Who sits where in a learner's round, as actors: the learner is actor 0, opponents follow. A snapshot is its own
   * actor, the same object in every round, so that the room for its decisions is made once.
   */
  private lineup(learner: LeagueLearner, index: number) {
    const { config, game, population } = this;
    const lineup = new Int32Array(config.episodes * game.seats);
    const context = { learner: learner.name, snapshots: population.snapshots, payoffs: this.training };
    const random = stream(config.seed, 'league', { game: index, episode: this.round });
    assignSeats(this.role(learner), context, game.seats, random, lineup);
    const used = [...new Set(lineup)].filter((member) => member !== SELF).sort((a, b) => a - b);
    const opponents = used.flatMap((member) => population.snapshots[member] ?? []);
    const places = new Map(used.map((member, place) => [member, place + 1]));
    for (let at = 0; at < lineup.length; at++) lineup[at] = places.get(lineup[at] ?? SELF) ?? 0;
    const members = [learner.name, ...opponents.map(({ name }) => name)];
    return { actors: [learner.actor, ...opponents], lineup, members };
  }

  /** Enters the episodes against frozen members. */
  private record(members: readonly string[], lineup: Int32Array, returns: Float64Array): void {
    if (members.length === 1) return;
    const { seats } = this.game;
    for (let start = 0; start < lineup.length; start += seats) {
      const names = Array.from(lineup.subarray(start, start + seats), (actor) => members[actor] ?? '');
      this.training.add(names, returns.subarray(start, start + seats));
    }
  }

  private tellWatched(learner: string, { measures, alarms }: WatchReport): void {
    const { round } = this;
    this.emit({ type: 'measured', round, learner, measures });
    for (const { name, on } of alarms) {
      this.emit({ type: 'alarm', round, learner, name, on });
      if (on && this.config.stopOn.includes(name)) this.stoppedBy ??= { alarm: name, learner, round };
    }
  }

  private isDue(learner: LeagueLearner): boolean {
    return applyRule(ADMISSION_RULES, this.role(learner).admission, {
      learner: learner.name,
      stepsSince: learner.steps - learner.admittedAt,
      snapshots: this.population.snapshots,
      payoffs: this.training,
    });
  }

  /**
   * Copies a learner into the population and lets the copy play everybody there. The learner's training results are
   * forgotten: what it does from now on is to count, not what it did when it was weaker.
   */
  private async admit(learner: LeagueLearner): Promise<void> {
    learner.admittedAt = learner.steps;
    this.training.forget(learner.name);
    const snapshot: Snapshot | undefined = this.population.admit(
      learner.name,
      learner.learner.weights,
      learner.steps,
    );
    if (!snapshot) return;
    this.emit({ type: 'admitted', learner: learner.name, member: snapshot.name, steps: snapshot.steps });
    await this.introduce(snapshot);
  }

  private async introduce(newcomer: Contestant): Promise<void> {
    for (const other of this.contestants) {
      this.emit({ type: 'match', ...(await this.evaluation.match(newcomer, other)) });
    }
    this.contestants.push(newcomer);
    this.emit({ type: 'rated', members: this.evaluation.table(ANCHOR) });
  }

  private async evaluate(learner: LeagueLearner): Promise<void> {
    const { exact } = this;
    if (!exact) return;
    learner.refreshAverage();
    this.emit({
      type: 'evaluated',
      learner: learner.name,
      steps: learner.steps,
      nashConv: await exact.nashConv(learner.policy),
      averageNashConv: await exact.nashConv(learner.average),
    });
  }

  private async finish(measures: StartMeasures): Promise<LeagueResult> {
    const { published, game, config, stoppedBy } = this;
    const interrupted = this.active.length > 0;
    published.refreshAverage();
    await this.introduce({ name: published.average.name, policy: published.average });
    return {
      game: game.spec,
      seed: config.seed,
      steps: this.learners.reduce((sum, { steps }) => sum + steps, 0),
      rounds: this.round,
      interrupted,
      ...(interrupted && stoppedBy && { stoppedBy }),
      published: published.average.name,
      nashConv: await this.publishedNashConv(),
      ...measures,
      members: this.evaluation.table(ANCHOR),
      scores: this.evaluation.scores(),
    };
  }

  /** Whether an evaluation is due between two counts of steps. */
  private passes(before: number, after: number): boolean {
    const { steps, evaluation } = this.config;
    const due = (count: number): number => Math.floor((count * evaluation.points) / steps);
    return due(after) > due(before);
  }

  private role(learner: LeagueLearner) {
    const name = this.config.learners.find((entry) => entry.name === learner.name)?.role ?? '';
    const role = this.config.roles[name];
    if (!role) throw new ConfigError(`Learner "${learner.name}" has the unknown league role "${name}".`);
    return role;
  }

  private emit(event: LeagueEvent): void {
    this.subject.next(event);
  }
}

/** @throws ConfigError where stages are to be told apart that the game does not have. */
function checkStages({ spec, stages = [] }: Game, { training }: LeagueConfig): void {
  const { rule } = training.stages;
  if (rule === 'returns' || stages.length > 1) return;
  const has = stages.length === 0 ? 'no stages' : 'one stage';
  throw new ConfigError(
    `${spec} has ${has}, so training.stages cannot be "${rule}"; set it to { "rule": "returns" }.`,
  );
}

/** The policy of a fixed member, under the name that the configuration gives it. */
function fixedPolicy(game: Game, name: string, policies: Readonly<Record<string, Policy>>): Policy {
  if (name === ANCHOR) return new UniformPolicy();
  const policy = Object.hasOwn(policies, name)
    ? policies[name]
    : name === 'script'
      ? scriptedPolicies[game.id]?.(game)
      : undefined;
  if (policy === undefined) {
    throw new ConfigError(
      name === 'script'
        ? `${game.spec} has no scripted policy; take "script" out of fixed.`
        : `The fixed member "${name}" is not one of ${FIXED_MEMBERS.join(', ')}, and no policy of that name is given.`,
    );
  }
  return { name, act: (batch, probabilities) => policy.act(batch, probabilities) };
}

/** What is known before anything is played. */
type StartMeasures = Pick<LeagueResult, 'uniformNashConv' | 'referenceNashConv' | 'notExact'>;

interface LeagueParts {
  readonly engine: Engine;
  readonly network: Network;
  readonly learners: readonly LeagueLearner[];
  /** Or why there is none. */
  readonly exact: ExactEvaluator | string;
  readonly fixed: readonly Policy[];
  readonly watching: Watching | undefined;
}

/** What a learner learns from, and what whoever watches says of it. */
interface LearnerRound {
  readonly learner: LeagueLearner;
  readonly returns: Float64Array;
  readonly signals: Float64Array;
  readonly watched: WatchReport | undefined;
}

async function releaseAll(parts: readonly { release(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.release();
}
