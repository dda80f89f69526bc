import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux tells about processes in files; other systems have no such folder. */
const PROC = '/proc';

/**
 * The processes of every session, by its leader. A detached process and all that it starts are one session, but for
 * what leaves it. Empty on systems other than Linux.
 */
export function sessions(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  if (!existsSync(`${PROC}/self/stat`)) return found;
  for (const name of readdirSync(PROC)) {
    if (!/^\d+$/.test(name)) continue;
    const leader = sessionOf(name);
    const members = found.get(leader);
    if (members) members.push(Number(name));
    else found.set(leader, [Number(name)]);
  }
  return found;
}

/** Memory that processes hold in RAM (resident), each shared page counted in each. Unit: bytes. */
export function residentMemory(processes: readonly number[]): number {
  return processes.reduce((sum, pid) => {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(read(`${PROC}/${pid}/status`))?.[1];
    return sum + 1024 * Number(kilobytes ?? 0);
  }, 0);
}

/** Ends a detached process, its group, and on Linux all groups of its session, at once. */
export function killSession(leader: number): void {
  kill(-leader);
  for (const pid of sessions().get(leader) ?? []) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended already, which macOS may tell as a lack of permission.
    if (!hasCode(error, 'ESRCH', 'EPERM')) throw error;
  }
}

/** `pid (name) state parent group session …`; the name may hold anything (proc_pid_stat(5)). */
function sessionOf(pid: string): number {
  const stat = read(`${PROC}/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}

/** A file of a process; empty where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return '';
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
