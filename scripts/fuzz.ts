/**
 * `npm run fuzz`: says junk and sensible things in every registered game in words until so many replies have got a
 * verdict. It ends with status 1, and tells what was said, where a reply throws, gets no verdict, or reaches another
 * seat as markup of the game.
 */
import { Option } from 'commander';
import { gameNames } from '@parlor/envs';
import { fuzzLanguageGame, type FuzzReport } from '@parlor/envs/laws';
import { append, command, type CommonOptions, integer, runCommand } from './support/command.ts';
import { UsageError } from './support/errors.ts';
import { anyGame } from './support/games.ts';
import { Output, table } from './support/output.ts';
import { visible } from './support/visible.ts';

interface FuzzCommandOptions extends CommonOptions {
  readonly replies: number;
  readonly game: readonly string[];
}

/** Kinds of reasons that are told of each game; --json has all. */
const KINDS = 12;

const fuzzCommand = command([], 1)
  .name('npm run fuzz --')
  .option('--replies <n>', 'replies over all games', integer(1), 10_000_000)
  .addOption(
    new Option('--game <spec>', 'a game in words; again for further ones')
      .argParser(append)
      .default([], 'all'),
  )
  .action(async (options: FuzzCommandOptions) => {
    const { replies, seed } = options;
    const out = new Output(options);
    const specs = options.game.length > 0 ? options.game : gameNames('language');
    const reports: (FuzzReport & { readonly seconds: number })[] = [];
    for (const [index, spec] of specs.entries()) {
      const { kind, game } = anyGame(spec);
      if (kind !== 'language') throw new UsageError(`${spec} is a closed game: nothing is said in it.`);
      const share =
        Math.floor(((index + 1) * replies) / specs.length) - Math.floor((index * replies) / specs.length);
      const started = out.seconds;
      const report = await fuzzLanguageGame(game, {
        replies: share,
        seed,
        now: () => performance.now(),
        progress: (said) => out.progress(() => `${game.spec}: ${said} of ${share} replies`),
      });
      const seconds = out.seconds - started;
      reports.push({ ...report, seconds });
      const { rejected, fault, ...counts } = report;
      const speed = { seconds, perSecond: Math.round(report.replies / seconds) };
      out.row({
        type: 'fuzz',
        seed,
        ...counts,
        rejected: Object.fromEntries(rejected),
        ...speed,
        fault: fault ?? null,
      });
      if (fault !== undefined) tellFault(out, game.spec, fault);
    }
    out.say(summary(reports));
    for (const { spec, rejected } of reports) out.say(`\n${spec}: rejected\n${reasons(rejected)}`);
    const faults = reports.filter(({ fault }) => fault !== undefined).length;
    const said = reports.reduce((sum, report) => sum + report.replies, 0);
    const verdict =
      faults === 0 ? 'every one got a verdict' : `${faults} of ${reports.length} games are at fault`;
    out.say(`\n${said} replies, seed ${seed}, ${out.seconds.toFixed(0)} s: ${verdict}.`);
    out.result({ ok: faults === 0, replies: said, seed, games: reports.length, seconds: out.seconds });
    if (faults > 0) process.exitCode = 1;
  });

function tellFault(
  out: Output,
  spec: string,
  { replies, episode, seed, clause }: NonNullable<FuzzReport['fault']>,
): void {
  out.say(`✖ ${spec}: the last of these replies ${clause}\n    seed: ${visible(seed)}, episode: ${episode}`);
  out.say(`    replies: ${visible(replies)}\n`);
}

function summary(reports: readonly (FuzzReport & { readonly seconds: number })[]): string {
  return table(
    ['game', 'replies', 'accepted', 'rejected', 'episodes', 'forfeits', 'slowest ms', 'replies/s'],
    reports.map(({ spec, replies, accepted, rejected, episodes, forfeits, slowest, seconds }) => [
      spec,
      replies,
      accepted,
      [...rejected.values()].reduce((sum, count) => sum + count, 0),
      episodes,
      forfeits,
      slowest.toFixed(1),
      Math.round(replies / seconds),
    ]),
  );
}

function reasons(rejected: ReadonlyMap<string, number>): string {
  const rows = [...rejected].sort(([, a], [, b]) => b - a);
  const told = rows.slice(0, KINDS).map(([kind, count]) => `  ${String(count).padStart(9)}  ${kind}`);
  return [...told, ...(rows.length > KINDS ? [`  and ${rows.length - KINDS} further kinds`] : [])].join('\n');
}

await runCommand(() => fuzzCommand.parseAsync(process.argv.slice(2), { from: 'user' }));
