import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gameNames } from '@parlor/envs';
import { Argument } from 'commander';
import { benchGames } from '../bench/games.ts';
import { benchHands } from '../bench/hands.ts';
import { benchLanguage } from '../bench/language.ts';
import { benchLearning } from '../bench/learning.ts';
import type { Figure } from '../bench/measure.ts';
import { benchNetworks } from '../bench/networks.ts';
import { benchPictures } from '../bench/pictures.ts';
import { benchSearch } from '../bench/search.ts';
import { benchSolvers } from '../bench/solvers.ts';
import { benchVector } from '../bench/vector.ts';
import { command, type CommonOptions } from '../support/command.ts';
import { Output, table } from '../support/output.ts';

/** Variants that are measured besides every game's default. */
const VARIANTS = ['holdem(betting=limit)', 'holdem(players=6)', 'trading(resources=5)'];

const SUITES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  vector: () => benchVector(['kuhn_poker', 'leduc_poker', 'tic_tac_toe']),
  games: () => benchGames([...gameNames('closed'), ...VARIANTS]),
  hands: benchHands,
  solvers: benchSolvers,
  networks: benchNetworks,
  learning: benchLearning,
  language: benchLanguage,
  pictures: benchPictures,
  search: benchSearch,
};

export const benchCommand = command(['parlor bench', 'parlor bench games vector'])
  .addArgument(
    new Argument('[suites...]', 'which benchmarks; all when left out').choices(Object.keys(SUITES)),
  )
  .action(async (given: readonly string[], options: CommonOptions) => {
    const out = new Output(options);
    const suites = Object.keys(SUITES).filter((suite) => given.length === 0 || given.includes(suite));
    const figures: Figure[] = [];
    for (const suite of suites) {
      process.stderr.write(`measuring ${suite}\n`);
      for (const figure of await measure(suite, suites.length > 1)) {
        figures.push(figure);
        out.row({ type: 'figure', ...figure });
      }
    }
    out.say(
      table(
        ['suite', 'figure', 'value', 'unit', 'naive', 'ratio'],
        figures.map(({ suite, name, value, unit, baseline }) => [
          suite,
          name,
          amount(value),
          unit,
          baseline === null ? '' : amount(baseline),
          baseline === null ? '' : (value / baseline).toFixed(1),
        ]),
      ),
    );
    out.say(`\nBest of short windows taken in turns, one thread. Node ${process.version}.`);
    out.result({ figures: figures.length, node: process.version, seconds: out.seconds });
  });

/** One suite's figures; of several, each in a process of its own, since what V8 learns in one slows others down. */
async function measure(suite: string, apart: boolean): Promise<Figure[]> {
  if (!apart) return (await SUITES[suite]?.()) ?? [];
  const command = [fileURLToPath(new URL('../parlor.mjs', import.meta.url)), 'bench', suite, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  const rows = stdout.trimEnd().split('\n').slice(0, -1); // the last is the result
  return rows.map((row) => JSON.parse(row) as Figure);
}

function amount(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(value >= 100 ? 4 : 3);
}
