import { residentMemory, sessions } from './session.ts';

/** How often memory is looked at. Unit: milliseconds. */
const INTERVAL = 200;

interface Watched {
  readonly limit: number;
  readonly exceeded: () => void;
}

const watched = new Map<number, Watched>();
let timer: NodeJS.Timeout | undefined;

/**
 * Calls `exceeded` once when all processes of a session together hold more than `limit` bytes. Only Linux tells; on
 * other systems nothing is ever called. One timer serves all sessions, and keeps no program from ending.
 * @returns ends the watch
 */
export function watchMemory(leader: number, limit: number, exceeded: () => void): () => void {
  watched.set(leader, { limit, exceeded });
  timer ??= setInterval(look, INTERVAL).unref();
  return () => {
    watched.delete(leader);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function look(): void {
  const processes = sessions();
  for (const [leader, { limit, exceeded }] of [...watched]) {
    if (residentMemory(processes.get(leader) ?? []) <= limit) continue;
    watched.delete(leader);
    exceeded();
  }
}
