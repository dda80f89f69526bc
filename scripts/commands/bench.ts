import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gameNames } from '@parlor/envs';
import { Argument, Option } from 'commander';
import { figureTable } from '../bench/figure-table.ts';
import { benchGames } from '../bench/games.ts';
import { benchHands } from '../bench/hands.ts';
import { benchLanguage } from '../bench/language.ts';
import { benchLearning } from '../bench/learning.ts';
import type { Figure } from '../bench/measure.ts';
import { benchNetworks } from '../bench/networks.ts';
import { compared } from '../bench/open-spiel.ts';
import { hasOwnProcess, type Part, partsOf, wordsOf } from '../bench/parts.ts';
import { benchPictures } from '../bench/pictures.ts';
import { benchSearch } from '../bench/search.ts';
import { benchSolvers } from '../bench/solvers.ts';
import { benchVector } from '../bench/vector.ts';
import { append, command, type CommonOptions } from '../support/command.ts';
import { Output } from '../support/output.ts';

const SUITES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  vector: () => benchVector(['kuhn_poker', 'leduc_poker', 'tic_tac_toe']),
  games: () => benchGames(gameNames('closed')),
  hands: benchHands,
  solvers: benchSolvers,
  networks: benchNetworks,
  learning: benchLearning,
  language: benchLanguage,
  pictures: benchPictures,
  search: benchSearch,
};

interface BenchOptions extends CommonOptions {
  readonly game: readonly string[];
}

export const benchCommand = command([
  'parlor bench',
  'parlor bench games vector',
  'parlor bench games --game "holdem(players=9)"',
])
  .addArgument(
    new Argument('[suites...]', 'which benchmarks; all when left out').choices(Object.keys(SUITES)),
  )
  .addOption(
    new Option('--game <spec>', 'of the games, a closed one alone; again for further ones')
      .argParser(append)
      .default([], 'all, and some variants'),
  )
  .action(async (given: readonly string[], options: BenchOptions) => {
    const out = new Output(options);
    const parts = partsOf(Object.keys(SUITES), given, options.game);
    const figures: Figure[] = [];
    for (const part of parts) {
      process.stderr.write(`measuring ${part.game ?? part.suite}\n`);
      const measured = await measure(part, parts.length > 1);
      figures.push(...measured);
      for (const figure of measured) out.row({ type: 'figure', ...figure, ...compared(figure, figures) });
    }
    out.say(figureTable(figures));
    out.say(`\nBest of short windows taken in turns, one thread. Node ${process.version}.`);
    out.result({ figures: figures.length, node: process.version, seconds: out.seconds });
  });

/**
 * One part's figures; of several, each in a process of its own, since what V8 learns in one slows others down. The
 * games together are measured here, where nothing else is.
 */
async function measure(part: Part, several: boolean): Promise<Figure[]> {
  const { suite, game } = part;
  if (several && hasOwnProcess(part)) {
    const script = fileURLToPath(new URL('../parlor.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      'bench',
      ...wordsOf(part),
      '--json',
    ]);
    const rows = stdout.trimEnd().split('\n').slice(0, -1); // the last is the result
    return rows.map((row) => JSON.parse(row) as Figure);
  }
  return game === undefined ? ((await SUITES[suite]?.()) ?? []) : benchGames([game]);
}
