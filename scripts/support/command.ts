import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Seed } from '@parlor/envs';
import { fail, UsageError } from './errors.ts';
import { nearest } from './nearest.ts';

/** What every command is given. */
export interface CommonOptions {
  readonly seed: Seed;
  readonly json?: true;
}

/**
 * A command with what all of them have; its name and summary are in the list of parlor.ts.
 * @param defaultSeed null where `seed` is to be left out unless it is given
 */
export function command(examples: readonly string[], defaultSeed: Seed | null = 1): Command {
  const shown = examples.map((line) => `  $ npx ${line}`).join('\n');
  return quiet(new Command())
    .option(
      '--seed <seed>',
      'a number or a text that all random choices follow from',
      parseSeed,
      defaultSeed ?? undefined,
    )
    .option('--json', 'one JSON object a line on standard output, the last of type "result"')
    .addHelpText('after', shown === '' ? '' : `\nExample:\n${shown}`);
}

/** Errors are thrown to parlor.ts, which tells them in one line. */
export function quiet(command: Command): Command {
  return command
    .exitOverride((error) => {
      throw Object.assign(error, { command });
    })
    .configureOutput({ outputError: () => undefined });
}

/**
 * Runs a command and tells in one line what goes wrong. Sets the exit status: 0, 1 for a failure, 2 for a wrong
 * command line.
 */
export async function runCommand(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CommanderError)) process.exitCode = fail(error);
    else if (error.exitCode !== 0) process.exitCode = fail(new UsageError(usageMessage(error)));
  }
}

/** Commander's message as one sentence, with the names that would do. */
function usageMessage(error: CommanderError & { readonly command?: Command }): string {
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\n\(.*\)$/, '')
    .replace(/\.$/, '');
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  const { command } = error;
  if (command === undefined) return `${sentence}.`;
  if (error.code === 'commander.unknownOption') {
    const names = command.options.map((option) => option.long ?? option.flags);
    const wrong = /'(.*)'/.exec(text)?.[1] ?? '';
    return `${sentence}${nearest(wrong, names)}; the options of ${command.name()} are ${[...names, '--help'].join(', ')}.`;
  }
  // A command of package.json's scripts carries its whole call as its name.
  const call = command.name().startsWith('npm ') ? command.name() : `parlor ${command.name()}`;
  return `${sentence}; see ${call} --help.`;
}

/** A whole number stays one, so that `--seed 7` and `seed: 7` in a program are the same; anything else is a text. */
export function parseSeed(text: string): Seed {
  if (text === '') throw new InvalidArgumentError('A seed is a number or a text.');
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** A parser of whole numbers between two bounds. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+(e\d+)?$/i.test(text) ? Number(text) : NaN;
    if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}

/** Gathers the values of an option that may be given several times. */
export function append(value: string, values: readonly string[]): string[] {
  return [...values, value];
}
