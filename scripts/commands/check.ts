import { gameLaws, languageLaws, LawError, type Violation } from '@parlor/envs/laws';
import fc from 'fast-check';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { UsageError } from '../support/errors.ts';
import { isModulePath, loadGameModule } from '../support/game-module.ts';
import { anyGame } from '../support/games.ts';
import { Output } from '../support/output.ts';
import { visible } from '../support/visible.ts';

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
    const { kind, game } = isModulePath(name) ? await loadGameModule(name) : anyGame(name);

    const laws = kind === 'closed' ? gameLaws(game) : languageLaws(game);
    const violations: Violation[] = [];
    const told = new Map<string, string>();
    out.say(`${game.spec}: ${laws.length} laws, ${runs} playthroughs each, seed ${seed}\n`);
    for (const [index, law] of laws.entries()) {
      out.progress(() => `law ${index + 1} of ${laws.length}: ${law.name}`);
      const broken = violationsOf(await check(law.property, { numRuns: runs, seed }));
      violations.push(...broken);
      out.say(`${broken.length === 0 ? '✔' : '✖'} ${law.name.padEnd(36)} ${law.summary}`);
      // The line above names the law already.
      const heading = `${game.spec} breaks ${law.name} (${law.summary}). `;
      for (const violation of broken) {
        const message = violation.message.replace(heading, '');
        // One mistake breaks many laws: what it is need be read once.
        const what = message.slice(message.indexOf(': ') + 2);
        const first = told.get(what);
        told.set(what, first ?? law.name);
        out.say(
          first === undefined
            ? `    ${message}\n    ${scriptOf(violation)}`
            : `    the same as under ${first}`,
        );
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

/** What breaks the law when it is played again. */
function scriptOf({ actions, replies, seed }: Violation): string {
  return replies === undefined
    ? `actions: [${actions.join(', ')}]`
    : `seed: ${seed ?? 0}, replies: ${visible(replies)}`;
}

/** Laws of closed games are checked at once, those of games in words take their time. */
async function check(
  property: fc.IProperty<unknown> | fc.IAsyncProperty<unknown>,
  parameters: fc.Parameters<unknown>,
): Promise<fc.RunDetails<unknown>> {
  return property.isAsync() ? fc.check(property, parameters) : fc.check(property, parameters);
}

function violationsOf(details: fc.RunDetails<unknown>): readonly Violation[] {
  if (!details.failed) return [];
  if (details.errorInstance instanceof LawError) return details.errorInstance.violations;
  throw details.errorInstance; // a defect of the law kit: laws turn what a game throws into a LawError
}
