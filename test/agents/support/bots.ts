import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BotAgent, type BotOptions } from '@parlor/agents';
import type { TimeStep } from '@parlor/envs';
import { temporaryFolder } from '../../support/folder.ts';

const folder = temporaryFolder();
let bots = 0;

/** Where bots of this process get their temporary folders, so that a test can see what is left of them. */
export const scratch = join(temporaryFolder(), 'scratch');
mkdirSync(scratch);
process.env['TMPDIR'] = scratch;

/** A bot's file, in a folder of its own. */
export function botFile(name: string, source: string, mode = 0o644): string {
  const home = join(folder, String(bots++));
  mkdirSync(home);
  const file = join(home, name);
  writeFileSync(file, source, { mode });
  return file;
}

/** A bot in JavaScript: what it does for each `message` that it reads; `say` writes a line. */
export function scriptFile(body: string): string {
  return botFile(
    'bot.mjs',
    `import { createInterface } from 'node:readline';
     const say = (line) => process.stdout.write((typeof line === 'string' ? line : JSON.stringify(line)) + '\\n');
     for await (const line of createInterface({ input: process.stdin })) {
       const message = JSON.parse(line);
       ${body}
     }`,
  );
}

export function scriptBot(body: string, options?: BotOptions): BotAgent {
  return new BotAgent(scriptFile(body), options);
}

/** The first question of an episode, put to a bot that has just taken the seat. */
export async function ask(bot: BotAgent, step: TimeStep, spec = 'kuhn_poker'): Promise<number | string> {
  await bot.begin({ spec, seat: step.seat, seed: 1 });
  return bot.act(step);
}

/** Whether a process runs; one that has ended and waits to be noticed does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // there is none
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync('/proc/self/stat') || (existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'latin1')));
}

/** Waits until something is so, or for ten seconds at most. */
export async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if (condition()) return true;
    await sleep(20);
  }
  return false;
}

/** Temporary folders of bots that are still there. */
export function foldersLeft(): string[] {
  return readdirSync(scratch).filter((name) => name.startsWith('parlor-bot-'));
}
