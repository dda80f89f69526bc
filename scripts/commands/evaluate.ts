import { buildTree, NashConv, tabulate, uniformTreePolicy } from '@parlor/agents';
import { policyFile } from '../support/agents.ts';
import { command, type CommonOptions } from '../support/command.ts';
import { nameOfGame } from '../support/game-module.ts';
import { closedGame, GAME_HELP, shortSpec } from '../support/games.ts';
import { nashConvMeaning } from '../support/nash-conv.ts';
import { Output, table } from '../support/output.ts';

export const evaluateCommand = command([
  'parlor solve leduc_poker --out leduc.json && npx parlor evaluate leduc_poker leduc.json',
])
  .argument('<game>', GAME_HELP)
  .argument('<policy>', 'a policy file: .onnx (a network) or .json (a table)')
  .action(async (spec: string, path: string, options: CommonOptions) => {
    const out = new Output(options);
    const game = closedGame(await nameOfGame(spec));
    const policy = await policyFile(path, game);
    const tree = buildTree(game);
    const measure = new NashConv(tree);

    const uniformNashConv = measure.evaluate(uniformTreePolicy(tree));
    const uniformValue = Array.from(measure.values);
    const nashConv = measure.evaluate(await tabulate(tree, policy));
    const value = Array.from(measure.values);

    out.say(`${shortSpec(game.spec)}, all seats played by ${path} (${policy.name})\n`);
    const seats = value.map((_, seat) => `value of seat ${seat}`);
    const rows = [
      ['this policy', nashConv.toFixed(8), ...value.map((worth) => worth.toFixed(8))],
      ['uniform', uniformNashConv.toFixed(8), ...uniformValue.map((worth) => worth.toFixed(8))],
    ];
    out.say(table(['', 'NashConv', ...seats], rows));
    out.say(`\n${nashConvMeaning(game)}`);
    out.result({
      game: game.id,
      spec: game.spec,
      policy: path,
      nashConv,
      value,
      uniformNashConv,
      uniformValue,
    });
  });
