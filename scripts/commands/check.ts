import { gameLaws, languageLaws, type Violation } from '@parlor/envs/laws';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { isModulePath, loadGameModule } from '../support/game-module.ts';
import { anyGame, shortSpec } from '../support/games.ts';
import { type AnyLaw, checkEach, scriptOf, wholeSeed } from '../support/law-check.ts';
import { Output } from '../support/output.ts';

interface CheckOptions extends CommonOptions {
  readonly runs: number;
}

export const checkCommand = command(['parlor check leduc_poker', 'parlor check ./my-game.ts --runs 1000'], 0)
  .argument('<game>', 'a game (name or "name(option=value,…)"), or a file whose default export is one')
  .option('--runs <n>', 'random playthroughs for each law', integer(1), 100)
  .action(async (name: string, options: CheckOptions) => {
    const { runs } = options;
    const seed = wholeSeed(options.seed);
    const out = new Output(options);
    const { kind, game } = isModulePath(name) ? await loadGameModule(name) : anyGame(name);

    const laws: readonly AnyLaw[] = kind === 'closed' ? gameLaws(game) : languageLaws(game);
    const violations: Violation[] = [];
    const told = new Map<string, string>();
    out.say(`${shortSpec(game.spec)}: ${laws.length} laws, ${runs} playthroughs each, seed ${seed}\n`);
    let checked = 0;
    const results = checkEach(laws, { numRuns: runs, seed }, (law, index) =>
      out.progress(() => `law ${index + 1} of ${laws.length}: ${law.name}`),
    );
    for await (const { law, violations: broken } of results) {
      checked++;
      violations.push(...broken);
      out.say(`${broken.length === 0 ? '✔' : '✖'} ${law.name.padEnd(36)} ${law.summary}`);
      // The line above names the law already.
      const heading = `${shortSpec(game.spec)} breaks ${law.name} (${law.summary}). `;
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
    }
    if (checked < laws.length) out.say('\nThe other laws mean nothing until this one holds.');
    const count = violations.length;
    out.say(count === 0 ? '\nEvery law holds.' : `\n${count} ${count === 1 ? 'law is' : 'laws are'} broken.`);
    const verdict = { ok: count === 0, laws: laws.length, violations };
    out.result({ game: game.id, spec: game.spec, runs, seed, ...verdict });
    if (count > 0) process.exitCode = 1;
  });
