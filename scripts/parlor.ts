import { Command } from 'commander';
import { quiet, runCommand } from './support/command.ts';
import { fail, UsageError } from './support/errors.ts';
import { nearest } from './support/nearest.ts';
import { readerLeft } from './support/reader.ts';

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Each command is a file of its own, read only when it is called. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  games: {
    summary: 'list the games, their sizes and their options',
    load: async () => (await import('./commands/games.ts')).gamesCommand,
  },
  play: {
    summary: 'play a game in the terminal, against any agent',
    load: async () => (await import('./commands/play.ts')).playCommand,
  },
  match: {
    summary: 'let agents of any kind meet: people, scripts, policies, bots, chat models',
    load: async () => (await import('./commands/match.ts')).matchCommand,
  },
  hands: {
    summary: 'tell hands of poker from hand histories',
    load: async () => (await import('./commands/hands.ts')).handsCommand,
  },
  rollout: {
    summary: 'play many episodes and report mean returns and speed',
    load: async () => (await import('./commands/rollout.ts')).rolloutCommand,
  },
  check: {
    summary: 'hold a game, ours or yours, against the laws',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  solve: {
    summary: 'compute an equilibrium of a small game',
    load: async () => (await import('./commands/solve.ts')).solveCommand,
  },
  evaluate: {
    summary: 'measure a saved policy exactly',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  },
  league: {
    summary: 'train a population by self-play',
    load: async () => (await import('./commands/league.ts')).leagueCommand,
  },
  bench: {
    summary: 'measure speed',
    load: async () => (await import('./commands/bench.ts')).benchCommand,
  },
  'check-bot': {
    summary: 'hold a bot of any language against the protocol',
    load: async () => (await import('./commands/check-bot.ts')).checkBotCommand,
  },
};

/** The whole command line, with only what `words` call for read from its file. */
async function program(words: readonly string[]): Promise<Command> {
  const main = quiet(new Command('parlor'))
    .description('Multi-agent games, exact solvers and a self-play league.')
    .usage('<command> [options]')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', '\nparlor <command> --help tells more, with an example.');
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = words.includes(name) ? await load() : new Command(name);
    main.addCommand(command.name(name).description(summary));
  }
  return main;
}

function checkName(words: readonly string[]): void {
  const [first, second] = words;
  const name = first === 'help' ? second : first;
  if (name === undefined || name.startsWith('-') || name === 'help' || Object.hasOwn(COMMANDS, name)) return;
  const known = Object.keys(COMMANDS);
  throw new UsageError(
    `There is no command "${name}"${nearest(name, known)}; the commands are ${known.join(', ')}.`,
  );
}

/** Runs the command that `words` ask for; sets the exit status: 0, 1 for a failure, 2 for a wrong command line. */
export async function main(words: readonly string[]): Promise<void> {
  await runCommand(async () => {
    checkName(words);
    const commands = await program(words);
    if (words.length === 0) commands.outputHelp();
    else await commands.parseAsync(words, { from: 'user' });
  });
}

let muted = false;

/** What to do when standard output fails. Whoever reads it, such as `head`, may stop reading: that is no failure. */
export function stop(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exit(fail(error));
  if (muted) return;
  muted = readerLeft();
  if (!muted) process.exit(process.exitCode);
}
