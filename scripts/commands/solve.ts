import { buildTree, Cfr, NashConv, saveTabularPolicy, TabularPolicy } from '@parlor/agents';
import { Option } from 'commander';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { checkWritable } from '../support/files.ts';
import { nameOfGame } from '../support/game-module.ts';
import { closedGame, GAME_HELP, shortSpec } from '../support/games.ts';
import { convergenceNote } from '../support/nash-conv.ts';
import { Output, table } from '../support/output.ts';
import { whenReaderLeaves } from '../support/reader.ts';

const ALGORITHMS = ['cfr', 'cfr+'] as const;

interface SolveOptions extends CommonOptions {
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly iterations: number;
  readonly out?: string;
}

export const solveCommand = command([
  'parlor solve kuhn_poker --algorithm cfr+ --iterations 1000',
  'parlor solve "leduc_poker(players=2)" --out leduc.json',
])
  .argument('<game>', GAME_HELP)
  .addOption(
    new Option('--algorithm <name>', 'counterfactual regret minimisation, or CFR+')
      .choices(ALGORITHMS)
      .default('cfr+'),
  )
  .option('--iterations <n>', 'how many; 0 is the uniform policy', integer(0), 1000)
  .option('--out <file>', 'where to save the average policy, as JSON')
  .action(async (spec: string, options: SolveOptions) => {
    const { algorithm, iterations } = options;
    const out = new Output(options);
    if (options.out !== undefined) {
      checkWritable(options.out);
      whenReaderLeaves(() => undefined);
    }
    const tree = buildTree(closedGame(await nameOfGame(spec)));
    const solver = new Cfr(tree, { plus: algorithm === 'cfr+' });
    const measure = new NashConv(tree);
    out.say(
      `${shortSpec(tree.game.spec)}: ${tree.nodeCount} histories, ${tree.infosetCount} information states, ${algorithm}\n\n` +
        'iteration       NashConv',
    );

    const report = (): number => {
      const nashConv = measure.evaluate(solver.averagePolicy());
      out.say(`${String(solver.iterations).padStart(9)}  ${nashConv.toFixed(10).padStart(13)}`);
      out.row({ type: 'iteration', iteration: solver.iterations, nashConv });
      return nashConv;
    };
    let nashConv = report();
    for (const milestone of milestones(iterations)) {
      while (solver.iterations < milestone) {
        solver.run(Math.min(milestone - solver.iterations, STRIDE));
        out.progress(() => `iteration ${solver.iterations} of ${iterations}`);
      }
      nashConv = report();
    }

    const value = Array.from(measure.values);
    const rows = value.map((worth, seat) => [
      `seat ${seat}`,
      worth.toFixed(10),
      ((measure.bestResponses[seat] ?? 0) - worth).toFixed(10),
    ]);
    out.say(
      `\n${table(['', 'value', 'gain of a best response'], rows)}\n\nNashConv ${nashConv.toPrecision(10)}`,
    );
    const note = convergenceNote(tree.game);
    if (note !== '') out.say(note);
    if (options.out !== undefined) {
      const name = `${algorithm}, ${iterations} iterations`;
      await saveTabularPolicy(options.out, TabularPolicy.fromTree(tree, solver.averagePolicy(), name));
      out.say(`The average policy is in ${options.out}.`);
    }
    out.result({ game: tree.game.id, spec: tree.game.spec, algorithm, iterations, nashConv, value });
  });

/** Iterations between two looks at the clock. */
const STRIDE = 20;

/** 1, 2, 5, 10, 20, 50 … and the last. */
function milestones(iterations: number): number[] {
  const marks: number[] = [];
  for (let power = 1; power < iterations; power *= 10) marks.push(power, 2 * power, 5 * power);
  return [...marks.filter((mark) => mark < iterations), ...(iterations > 0 ? [iterations] : [])];
}
