import { join } from 'node:path';
import { graphCurriculum, ortEngine } from '@parlor/agents';
import { parseSpec } from '@parlor/envs';
import {
  ConfigError,
  type LeagueConfig,
  type LeagueEvent,
  type LeagueResult,
  parseConfig,
  runLeague,
} from '@parlor/league';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { readText } from '../support/files.ts';
import { closedGame } from '../support/games.ts';
import { LeagueProgress } from '../support/league-progress.ts';
import { whenReaderLeaves } from '../support/reader.ts';
import { Output, table } from '../support/output.ts';

interface LeagueCommandOptions extends CommonOptions {
  readonly game?: string;
  readonly steps?: number;
  readonly runs: string;
  readonly name?: string;
  readonly threads: number;
  readonly batch?: number;
  readonly printConfig?: true;
}

export const leagueCommand = command(
  ['parlor league', 'parlor league --seed 7 --steps 2000000', 'parlor league my-league.json --name first'],
  null,
)
  .argument('[config]', 'a JSON file with the configuration; left out, self-play on Leduc poker')
  .option('--game <game>', "the game, in place of the configuration's")
  .option('--steps <n>', 'decisions that each learner learns from', integer(1))
  .option('--runs <folder>', 'folder of all runs', 'runs')
  .option('--name <name>', 'folder of this run in it; left out, from the game and the seed')
  .option(
    '--threads <n>',
    "threads of a network's evaluation; the result does not depend on it",
    integer(1, 64),
    1,
  )
  .option('--batch <n>', 'most games side by side; the result does not depend on it', integer(1))
  .option(
    '--print-config',
    'print the configuration, defaults filled in, as JSON to start your own from, and end',
  )
  .action(async (path: string | undefined, options: LeagueCommandOptions) => {
    const out = new Output(options);
    const config = readConfig(path, options);
    if (options.printConfig) {
      out.say(JSON.stringify(config, null, 2));
      out.result({ config });
      return;
    }
    const progress = new LeagueProgress(config.steps * config.learners.length);
    const stop = new AbortController();
    const interrupt = (): void => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
      out.clear();
      process.stderr.write('Stopping: saving the run. Once more ends at once.\n');
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    whenReaderLeaves(interrupt);
    const engine = await ortEngine();
    out.say(`Engine: ${engine.name}, ${options.threads} ${options.threads === 1 ? 'thread' : 'threads'}`);
    try {
      const { result, folder } = await runLeague(config, {
        engine,
        root: options.runs,
        threads: options.threads,
        ...(options.batch === undefined ? {} : { batch: options.batch }),
        ...(options.name === undefined ? {} : { name: options.name }),
        ...(parseSpec(config.game).game === 'graph_search' && { watcher: (game) => graphCurriculum(game) }),
        seconds: () => out.seconds,
        signal: stop.signal,
        watch: (event) => {
          progress.note(event, out.seconds);
          tell(out, event);
          if (event.type === 'round') out.progress(() => progress.line(out.seconds));
        },
      });
      tellResult(out, result, folder, engine.name);
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
  });

function readConfig(path: string | undefined, options: LeagueCommandOptions): LeagueConfig {
  const { game, steps, seed } = options;
  const given = path === undefined ? {} : parseFile(path);
  try {
    const config = parseConfig({
      ...given,
      ...(game === undefined ? {} : { game }),
      ...(steps === undefined ? {} : { steps }),
      ...(seed === undefined ? {} : { seed }),
    });
    closedGame(config.game);
    return config;
  } catch (error) {
    if (path === undefined || !(error instanceof ConfigError)) throw error;
    throw new ConfigError(`${path}: ${error.message}`);
  }
}

function parseFile(path: string): object {
  let content: unknown;
  try {
    content = JSON.parse(readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigError(`${path} is no JSON: ${error.message}.`);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  throw new ConfigError(`${path} must hold one JSON object, a league configuration.`);
}

function tell(out: Output, event: LeagueEvent): void {
  const { type, ...fields } = event;
  if (type !== 'finished') out.row({ type, ...fields });
  if (event.type === 'started') {
    const uniform =
      event.uniformNashConv === null ? '' : `; uniform NashConv ${event.uniformNashConv.toFixed(4)}`;
    out.say(
      `League on ${event.game}, seed ${event.seed}, ${event.config.steps.toLocaleString('en')} decisions` +
        `${event.config.learners.length > 1 ? ' of each learner' : ''}${uniform}`,
    );
    if (event.notExact !== null) out.say(`NashConv is not computed: ${event.notExact}`);
  } else if (event.type === 'alarm') {
    out.say(
      `${out.seconds.toFixed(1).padStart(6)} s  alarm ${event.on ? 'on' : 'off'}: ${event.name} of ${event.learner}, round ${event.round}`,
    );
  } else if (event.type === 'admitted') {
    out.say(
      `${out.seconds.toFixed(1).padStart(6)} s  ${event.member} joins after ${event.steps.toLocaleString('en')} decisions`,
    );
  }
}

function tellResult(out: Output, result: LeagueResult, folder: string, engine: string): void {
  const { members, nashConv, uniformNashConv, referenceNashConv, notExact, published } = result;
  const rows = members.map(({ name, payoff, payoffLow, payoffHigh, rating, low, high, games }, index) => [
    index + 1,
    name,
    payoff.toFixed(3),
    `${payoffLow.toFixed(3)} … ${payoffHigh.toFixed(3)}`,
    rating.toFixed(0),
    `${low.toFixed(0)} … ${high.toFixed(0)}`,
    games,
    ...members.map((other) => result.scores[name]?.[other.name]?.toFixed(2) ?? '·'),
  ]);
  const numbers = members.map((_, index) => String(index + 1));
  out.say(`\n${table(['', 'member', 'payoff', '95 %', 'rating', '95 %', 'games', ...numbers], rows)}`);
  out.say(
    'Payoff and the last columns: mean return per episode, against each member by its number. Games: episodes, every\n' +
      'deal from every seat.\n',
  );
  if (nashConv !== null) {
    const lines = [
      [published, nashConv],
      ['uniform', uniformNashConv],
      ['cfr+', referenceNashConv],
    ] as const;
    out.say(
      table(
        ['policy', 'exact NashConv'],
        lines.flatMap(([name, value]) => (value === null ? [] : [[name, value.toFixed(6)]])),
      ),
    );
  } else {
    out.say(`NashConv was not computed: ${notExact}`);
  }
  const speed = `${Math.round(result.steps / out.seconds).toLocaleString('en')} decisions/s`;
  const { stoppedBy } = result;
  const why = stoppedBy ? ` by the alarm ${stoppedBy.alarm} of ${stoppedBy.learner}` : '';
  const ended = result.interrupted ? `Stopped${why}` : 'Done';
  out.say(
    `\n${ended} after ${result.steps.toLocaleString('en')} decisions in ${out.seconds.toFixed(1)} s (${speed}).`,
  );
  out.say(`The run is in ${folder}; open ${join(folder, 'report.html')}.`);
  out.result({
    ...result,
    game: parseSpec(result.game).game,
    spec: result.game,
    engine,
    seconds: out.seconds,
    folder,
  });
}
