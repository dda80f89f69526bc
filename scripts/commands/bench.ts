import { gameNames } from '@parlor/envs';
import { Argument } from 'commander';
import { benchGames } from '../bench/games.ts';
import { benchLearning } from '../bench/learning.ts';
import type { Figure } from '../bench/measure.ts';
import { benchNetworks } from '../bench/networks.ts';
import { benchSolvers } from '../bench/solvers.ts';
import { benchVector } from '../bench/vector.ts';
import { command, type CommonOptions } from '../support/command.ts';
import { Output, table } from '../support/output.ts';

/** In the order of measuring: vector environments first, as in a process that learns; random play after all games. */
const SUITES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  vector: () => benchVector(['kuhn_poker', 'leduc_poker', 'tic_tac_toe']),
  games: () => benchGames(gameNames('closed')),
  solvers: benchSolvers,
  networks: benchNetworks,
  learning: benchLearning,
};

export const benchCommand = command(['parlor bench', 'parlor bench games vector'])
  .addArgument(
    new Argument('[suites...]', 'which benchmarks; all when left out').choices(Object.keys(SUITES)),
  )
  .action(async (given: readonly string[], options: CommonOptions) => {
    const out = new Output(options);
    const figures: Figure[] = [];
    for (const [suite, run] of Object.entries(SUITES)) {
      if (given.length > 0 && !given.includes(suite)) continue;
      out.progress(() => `measuring ${suite}`);
      for (const figure of await run()) {
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

function amount(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(value >= 100 ? 4 : 3);
}
