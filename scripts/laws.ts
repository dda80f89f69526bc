/**
 * `npm run laws`: holds every closed game and variant of support/law-specs.ts to every law, with so many random
 * playthroughs for each. It ends with status 1, and tells the shortest play that it found, where a law is broken.
 */
import { Option } from 'commander';
import { type Game, gameNames, parseSpec } from '@parlor/envs';
import { gameLaws, type Violation } from '@parlor/envs/laws';
import { append, command, type CommonOptions, integer, runCommand } from './support/command.ts';
import { UsageError } from './support/errors.ts';
import { isModulePath, loadGameModule } from './support/game-module.ts';
import { closedGame, shortSpec } from './support/games.ts';
import { checkEach, plays, scriptOf, wholeSeed } from './support/law-check.ts';
import { LARGER_LAW_SPECS, LAW_SPECS } from './support/law-specs.ts';
import { Output, table } from './support/output.ts';

interface LawsOptions extends CommonOptions {
  readonly playthroughs: number;
  readonly game: readonly string[];
}

interface Held {
  /** As it is told: without the options that have their defaults. */
  readonly name: string;
  readonly game: Game;
}

interface Report {
  readonly name: string;
  readonly spec: string;
  readonly laws: number;
  readonly playthroughs: number;
  readonly seconds: number;
  readonly violations: readonly Violation[];
}

const lawsCommand = command([], 1)
  .name('npm run laws --')
  .option('--playthroughs <n>', 'random playthroughs of each game, over all its laws', integer(1), 100_000)
  .addOption(
    new Option(
      '--game <spec>',
      'a closed game, or a file whose default export is one; again for further ones',
    )
      .argParser(append)
      .default([], 'all'),
  )
  .action(async (options: LawsOptions) => {
    const { playthroughs } = options;
    const seed = wholeSeed(options.seed);
    const out = new Output(options);
    const named = options.game.length > 0 ? options.game : gamesUnderLaw();
    const games = await Promise.all(named.map(load)); // a name that is wrong ends it before the first game is played
    const reports: Report[] = [];
    for (const [index, held] of games.entries()) {
      const report = await hold(held, playthroughs, seed, (law) =>
        out.progress(() => `${held.name} (${index + 1} of ${games.length}): ${law}`),
      );
      const { name, violations, ...counts } = report;
      reports.push(report);
      out.row({ type: 'laws', seed, ...counts, ok: violations.length === 0, violations });
      for (const violation of violations)
        out.say(`✖ ${name}: ${violation.message}\n    ${scriptOf(violation)}\n`);
    }
    const bad = reports.filter(({ violations }) => violations.length > 0).length;
    const played = reports.reduce((sum, report) => sum + report.playthroughs, 0);
    const verdict = bad === 0 ? 'every law holds' : `${bad} of ${reports.length} games break a law`;
    out.say(summary(reports));
    out.say(`\n${played} playthroughs, seed ${seed}, ${out.seconds.toFixed(0)} s: ${verdict}.`);
    out.result({ ok: bad === 0, playthroughs: played, seed, games: reports.length, seconds: out.seconds });
    if (bad > 0) process.exitCode = 1;
  });

/** The lists, and by its default whatever is registered and not on them. */
function gamesUnderLaw(): string[] {
  const specs = [...LAW_SPECS, ...LARGER_LAW_SPECS];
  const listed = new Set(specs.map((spec) => parseSpec(spec).game));
  return [...specs, ...gameNames('closed').filter((name) => !listed.has(name))];
}

async function load(name: string): Promise<Held> {
  if (!isModulePath(name)) return { name: shortSpec(name), game: closedGame(name) };
  const { kind, game } = await loadGameModule(name);
  if (kind === 'closed') return { name: game.spec, game };
  throw new UsageError(`${name} is a game in words: npx parlor check ${name} holds it to its own laws.`);
}

/** Laws of constants play nothing: the playthroughs are shared by the others. */
async function hold(
  { name, game }: Held,
  playthroughs: number,
  seed: number,
  progress: (law: string) => void,
): Promise<Report> {
  const laws = gameLaws(game);
  const numRuns = Math.ceil(playthroughs / laws.filter(plays).length);
  const violations: Violation[] = [];
  const started = performance.now();
  let [asked, played] = [0, 0];
  for await (const { law, violations: broken } of checkEach(laws, { numRuns, seed }, (next) =>
    progress(next.name),
  )) {
    asked++;
    violations.push(...broken);
    // Of a law that is broken the rest is not played; it does not count as if it were.
    if (plays(law) && broken.length === 0) played += numRuns;
  }
  const seconds = (performance.now() - started) / 1000;
  return { name, spec: game.spec, laws: asked, playthroughs: played, seconds, violations };
}

function summary(reports: readonly Report[]): string {
  return table(
    ['game', 'laws', 'playthroughs', 'seconds', 'verdict'],
    reports.map(({ name, laws, playthroughs, seconds, violations }) => [
      name,
      laws,
      playthroughs,
      seconds.toFixed(1),
      violations.length === 0
        ? 'every law holds'
        : `broken: ${[...new Set(violations.map(({ law }) => law))].join(', ')}`,
    ]),
  );
}

await runCommand(() => lawsCommand.parseAsync(process.argv.slice(2), { from: 'user' }));
