import { type ChildProcess, spawn } from 'node:child_process';
import { DEFAULT_PATH, type ResolvedCommand } from './bot-command.ts';

/**
 * Run by /bin/sh with the hard stop in kilobytes, then the command's words. A guard in the bot's group waits until
 * descriptor 3 closes, which it does however our process ends, and then ends the group. The guard is nobody's child
 * and never holds the bot's pipes, or the end of one would go unnoticed for a moment. The shell then becomes the bot.
 */
const LAUNCHER = `
( exec </dev/null >/dev/null 2>&1; ( exec <&3 3<&-; read -r _; rm -rf -- "$TMPDIR"; kill -KILL 0 ) & )
exec 3<&-
ulimit -d "$1" 2>/dev/null || :
shift
exec "$@"
`;

/**
 * What one process may allocate beyond the memory limit before the system refuses: runtimes reserve more than they
 * use (Node with tsx 190 MB on two cores). Unit: bytes.
 */
const HEADROOM = 512e6;
/**
 * Starts a bot in a session and a group of its own, with pipes for input, output and errors, and one more that its
 * guard waits at.
 * @param temporary its home and temporary folder
 * @param memory limit of memory, in bytes
 */
export function launch(
  { words, folder: cwd }: ResolvedCommand,
  temporary: string,
  memory: number,
): ChildProcess {
  const hardStop = String(Math.ceil((memory + HEADROOM) / 1024));
  return spawn('/bin/sh', ['-c', LAUNCHER, 'sh', hardStop, ...words], {
    cwd,
    env: environment(temporary),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

/** All that a bot gets to know of our environment. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH = DEFAULT_PATH, LANG, LC_ALL } = process.env;
  return {
    PATH,
    ...(LANG !== undefined && { LANG }),
    ...(LC_ALL !== undefined && { LC_ALL }),
    HOME: folder,
    TMPDIR: folder,
  };
}
