import { LawError, type Violation, gameLaws } from '@parlor/envs/laws';
import fc from 'fast-check';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { UsageError } from '../support/errors.ts';
import { isModulePath, loadGameModule } from '../support/game-module.ts';
import { closedGame } from '../support/games.ts';
import { Output } from '../support/output.ts';

interface CheckOptions extends CommonOptions {
  readonly runs: number;
}

export const checkCommand = command(['parlor check leduc_poker', 'parlor check ./my-game.ts --runs 1000'], 0)
  .argument('<game>', 'a game (name or "name(option=value,…)"), or a file whose default export is one')
  .option('--runs <n>', 'random playthroughs for each law', integer(1), 100)
  .action(async (name: string, options: CheckOptions) => {
    const { runs, seed } = options;
    if (typeof seed !== 'number') throw new UsageError('The seed of a check must be a whole number.');
    const out = new Output(options);
    const game = isModulePath(name) ? await loadGameModule(name) : closedGame(name);

    const laws = gameLaws(game);
    const violations: Violation[] = [];
    out.say(`${game.spec}: ${laws.length} laws, ${runs} playthroughs each, seed ${seed}\n`);
    for (const [index, law] of laws.entries()) {
      out.progress(() => `law ${index + 1} of ${laws.length}: ${law.name}`);
      const broken = violationsOf(fc.check(law.property, { numRuns: runs, seed }));
      violations.push(...broken);
      out.say(`${broken.length === 0 ? '✔' : '✖'} ${law.name.padEnd(36)} ${law.summary}`);
      // The line above names the law already.
      const heading = `${game.spec} breaks ${law.name} (${law.summary}). `;
      for (const { message, actions } of broken) {
        out.say(`    ${message.replace(heading, '')}\n    actions: [${actions.join(', ')}]`);
      }
      out.row({ type: 'law', law: law.name, ok: broken.length === 0, violations: broken });
      if (index === 0 && broken.length > 0) {
        out.say('\nThe other laws mean nothing until this one holds.');
        break;
      }
    }
    const count = violations.length;
    out.say(count === 0 ? '\nEvery law holds.' : `\n${count} ${count === 1 ? 'law is' : 'laws are'} broken.`);
    const verdict = { ok: count === 0, laws: laws.length, violations };
    out.result({ game: game.id, spec: game.spec, runs, seed, ...verdict });
    if (count > 0) process.exitCode = 1;
  });

function violationsOf(details: fc.RunDetails<unknown>): readonly Violation[] {
  if (!details.failed) return [];
  if (details.errorInstance instanceof LawError) return details.errorInstance.violations;
  throw details.errorInstance; // a defect of the law kit: laws turn what a game throws into a LawError
}
