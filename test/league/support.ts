import {
  type Binding,
  type Engine,
  EngineError,
  Network,
  NetworkPolicy,
  ortEngine,
  type Program,
  SelfPlay,
} from '@parlor/agents';
import { loadGame } from '@parlor/envs';
import {
  League,
  type LeagueConfigInput,
  type LeagueEvent,
  type LeagueOptions,
  type LeagueResult,
  parseConfig,
  Population,
} from '@parlor/league';
import { LeagueLearner, networkShape } from '../../league/league-learner.ts';

export const engine = await ortEngine();

export type EventOf<Type extends LeagueEvent['type']> = Extract<LeagueEvent, { type: Type }>;

export interface Played {
  readonly league: League;
  readonly events: readonly LeagueEvent[];
  readonly result: LeagueResult;
  of<Type extends LeagueEvent['type']>(type: Type): EventOf<Type>[];
}

/** Plays a league to its end and keeps all that it tells. */
export async function playLeague(
  config: LeagueConfigInput,
  options: Omit<Partial<LeagueOptions>, 'engine'> & { readonly signal?: AbortSignal } = {},
): Promise<Played> {
  const { signal, ...rest } = options;
  const league = await League.create(parseConfig(config), { engine, ...rest });
  const events: LeagueEvent[] = [];
  league.events.subscribe({ next: (event) => events.push(event), error: () => undefined });
  const result = await league.run(signal);
  return {
    league,
    events,
    result,
    of: <Type extends LeagueEvent['type']>(type: Type) =>
      events.filter((event): event is EventOf<Type> => event.type === type),
  };
}

/** A league that is over in a moment: a few rounds of a tiny network. */
export function tiny(game: string, more: LeagueConfigInput = {}): LeagueConfigInput {
  return {
    game,
    steps: 600,
    episodes: 80,
    ...more,
    training: { hidden: [16], minibatch: 100, ...more.training },
    evaluation: { points: 3, deals: 30, referenceIterations: 3, maxHistories: 20_000, ...more.evaluation },
  };
}

/** An engine that knows how many of its programs are in use, and that fails where it is told to. */
export function countingEngine({ compilesAtMost = Infinity, loadedRunsAtMost = Infinity } = {}): {
  readonly engine: Engine;
  held(): number;
} {
  const held = new Set<Program>();
  let [compiles, runs] = [0, 0];
  const limited = (binding: Binding): Binding => ({
    bind: (arrays, rows) => limited(binding.bind(arrays, rows)),
    run: async () => {
      if (++runs > loadedRunsAtMost) throw new EngineError('There are no more runs.');
      await binding.run();
    },
  });
  const hold = (program: Program, bind: Program['bind']): Program => {
    const own: Program = {
      inputs: program.inputs,
      outputs: program.outputs,
      bind,
      release: async () => {
        if (!held.delete(own)) throw new EngineError('A program is released twice.');
        await program.release();
      },
    };
    held.add(own);
    return own;
  };
  return {
    held: () => held.size,
    engine: {
      name: engine.name,
      compile: async (graph, options) => {
        if (++compiles > compilesAtMost) throw new EngineError('There are no more programs.');
        const program = await engine.compile(graph, options);
        return hold(program, (arrays, rows) => program.bind(arrays, rows));
      },
      load: async (model, options) => {
        const program = await engine.load(model, options);
        return hold(program, (arrays, rows) => limited(program.bind(arrays, rows)));
      },
    },
  };
}

/** A learner of Kuhn poker, a population to copy it into, and rounds of self-play for it to learn from. */
export async function learningMember() {
  const game = loadGame('kuhn_poker');
  const config = parseConfig({
    game: game.spec,
    episodes: 64,
    training: { hidden: [16], algorithm: 'reinforce' },
  });
  const network = await Network.create(engine, networkShape(game, config.training));
  const learner = await LeagueLearner.create(game, config, 0, network, engine);
  const population = new Population(
    (name, own) => new NetworkPolicy(name, network.evaluator(own), network.shape),
  );
  const play = new SelfPlay(game, { seed: 1, episodes: 64, batch: 64 });
  let round = 0;
  const train = async (rounds: number): Promise<void> => {
    for (const end = round + rounds; round < end; round++) {
      learner.begin();
      await play.play(round, 0, [learner.actor], new Int32Array(2 * 64));
      await learner.learn(64, play.returns);
    }
  };
  return { game, learner, population, train };
}
