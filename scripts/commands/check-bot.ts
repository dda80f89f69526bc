import { statSync } from 'node:fs';
import { BotCheck, type Finding } from '../support/bot-check.ts';
import { BotTable } from '../support/bot-table.ts';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { UsageError } from '../support/errors.ts';
import { GAME_HELP } from '../support/games.ts';
import { Output } from '../support/output.ts';

interface CheckBotOptions extends CommonOptions {
  readonly game?: readonly string[];
  readonly time: number;
  readonly memory: number;
}

/** Numbered actions without and with chance and hidden cards, and words. */
const GAMES = ['kuhn_poker', 'tic_tac_toe', 'word_duel'];

/** How often the progress line is looked at. Unit: milliseconds. */
const TICK = 250;

export const checkBotCommand = command([
  'parlor check-bot ./mybot',
  'parlor check-bot examples/bots/random.py --game leduc_poker',
  'parlor check-bot -- python3 -m mybot',
])
  .argument('<bot...>', 'an executable file, one that ends in .py, .js, .mjs, .ts or .sh, or a command line')
  .option(
    '--game <game>',
    `${GAME_HELP}; may be given several times (default: ${GAMES.join(', ')})`,
    (spec: string, earlier: readonly string[] = []) => [...earlier, spec],
  )
  .option('--time <seconds>', 'how long an answer may take', integer(1, 3600), 10)
  .option('--memory <MB>', 'how much memory all its processes may use together', integer(1), 512)
  .action(async (words: readonly string[], options: CheckBotOptions) => {
    const { seed, time, memory } = options;
    const out = new Output(options);
    const tables = (options.game ?? GAMES).map((spec) => new BotTable(spec));
    let current = '';
    const check = new BotCheck({
      command: botCommand(words),
      tables,
      seed,
      limits: { time, memory },
      onStep: (step) => (current = step),
    });
    out.say(`${words.join(' ')}: ${time} s an answer, ${memory} MB, seed ${seed}\n`);
    // A bot may keep us waiting: the line is shown meanwhile.
    const timer = setInterval(() => out.progress(() => `trying whether it ${current}`), TICK);
    const findings: Finding[] = [];
    try {
      for await (const finding of check.run()) {
        findings.push(finding);
        tell(out, finding);
      }
    } finally {
      clearInterval(timer);
    }
    const failed = findings.filter(({ ok }) => !ok).length;
    if (failed > 0) process.exitCode = 1;
    const count = `${failed} ${failed === 1 ? 'step fails' : 'steps fail'}`;
    out.say(failed === 0 ? '\nThe bot may play.' : `\n${count}; docs/bots.md describes the protocol.`);
    out.result({
      bot: words,
      name: check.name,
      games: tables.map(({ spec }) => spec),
      seed,
      ok: failed === 0,
      steps: findings.length,
      failed,
      slowest: check.slowest,
    });
  });

/** @throws UsageError where a single word is a folder, or names nothing. */
function botCommand(words: readonly string[]): string | readonly string[] {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) return words;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new UsageError(`${file} is a folder; name the bot's file in it.`);
  if (found) return file;
  throw new UsageError(`There is no file ${file}; name a bot's file, or its whole command line after --.`);
}

function tell(out: Output, finding: Finding): void {
  const { step, ok, detail, remedy, written } = finding;
  out.say(`${ok ? '✔' : '✖'} ${step}${detail === '' ? '' : ` — ${detail}`}`);
  if (remedy !== undefined) out.say(`    ${remedy}`);
  if (written !== undefined) out.say(written.replace(/^/gm, '    | '));
  out.row({ type: 'step', ...finding });
}
