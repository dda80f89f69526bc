import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AgentError } from '../errors.ts';
import { cleanName } from './bot-protocol.ts';

/** A path of a program, or a whole command line, word by word. */
export type BotCommand = string | readonly string[];

/** What is executed, and where. */
export interface ResolvedCommand {
  readonly words: readonly string[];
  readonly folder: string;
}

/** Where programs are looked for where our own environment does not say. */
export const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';

/** What a bot is called until it says its name. */
export function commandName(command: BotCommand): string {
  const text =
    typeof command === 'string' ? basename(command) : command.map((word) => basename(word)).join(' ');
  return cleanName(text) || 'bot';
}

/**
 * A file is run by what its ending calls for, else it must be executable; it runs in its own folder. A command line
 * runs as it is, in `folder`.
 * @throws AgentError where there is no such file, or what runs it is missing.
 */
export function resolveCommand(name: string, command: BotCommand, folder: string): ResolvedCommand {
  if (typeof command !== 'string') {
    const [program] = command;
    if (program === undefined || (!program.includes('/') && !onPath(program))) {
      throw new AgentError(name, 'its program is not installed');
    }
    return { words: command, folder };
  }
  const file = resolve(command);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    const detail = `${file} is a folder; name the bot's file in it.`;
    throw new AgentError(name, 'its program is a folder', { detail });
  }
  if (found?.isFile() !== true) {
    throw new AgentError(name, 'its program is not there', { detail: `There is no file ${file}.` });
  }
  const words = [...interpreter(name, file), file];
  const [program] = words;
  if (program === file && !isExecutable(file)) {
    const detail = `Make ${file} executable, or let its name end in .py, .js, .mjs, .ts or .sh.`;
    throw new AgentError(name, 'its program is not executable', { detail });
  }
  if (!program.includes('/') && !onPath(program)) {
    throw new AgentError(name, `${program}, which runs it, is not installed`);
  }
  return { words, folder: dirname(file) };
}

function interpreter(name: string, file: string): readonly string[] {
  switch (extname(file)) {
    case '.py':
      return ['python3'];
    case '.sh':
      return ['sh'];
    case '.js':
    case '.mjs':
      return [process.execPath];
    case '.ts':
      return [process.execPath, '--import', typescriptLoader(name, file)];
    default:
      return [];
  }
}

/** tsx as it is installed for the bot, or for this program. */
function typescriptLoader(name: string, file: string): string {
  for (const from of [file, import.meta.url]) {
    try {
      return pathToFileURL(createRequire(from).resolve('tsx')).href;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    }
  }
  throw new AgentError(name, 'tsx, which runs it, is not installed');
}

function onPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? DEFAULT_PATH).split(delimiter);
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // missing, or not ours to run: the question is answered
  }
}
