import { closeSync, ftruncateSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParlorError } from '@parlor/envs';
import type { LeagueConfig } from './config.ts';
import type { LeagueEvent } from './events.ts';
import { leagueReport } from './report.ts';

/** A folder that a run cannot be written to. */
export class RunFolderError extends ParlorError {
  override readonly name = 'RunFolderError';
}

/**
 * The folder of one run: `config.json`, `events.jsonl` (written as things happen), and at the end `policy.onnx`,
 * `result.json` and `report.html`. Whole files, and whole lines of the log, appear at once or not at all.
 */
export class RunFolder {
  readonly path: string;
  private readonly log: number;
  private logged = 0;
  private readonly past: LeagueEvent[] = [];

  /**
   * Makes the folder `root/name`; without a name, the first of `<game>-seed<seed>`, `…-2`, `…-3` that is free.
   * @throws RunFolderError where it exists already or cannot be written to.
   */
  constructor(root: string, config: LeagueConfig, name?: string) {
    if (name !== undefined && !/^[\w-][\w.-]*$/.test(name)) {
      throw new RunFolderError(
        `"${name}" is no name for a run; use letters, digits, dots, dashes and underscores.`,
      );
    }
    this.path = guard(name === undefined ? root : join(root, name), () => {
      mkdirSync(root, { recursive: true });
      return name === undefined ? makeNext(root, defaultName(config)) : make(join(root, name));
    });
    try {
      this.save('config.json', `${JSON.stringify(config, null, 2)}\n`);
      this.log = guard(this.path, () => openSync(join(this.path, 'events.jsonl'), 'w'));
    } catch (error) {
      rmSync(this.path, { recursive: true, force: true });
      throw error;
    }
  }

  /** Adds a line to the log. @param seconds since the run began, kept as `time` */
  record(event: LeagueEvent, seconds: number): void {
    this.past.push(event);
    const line = Buffer.from(`${JSON.stringify({ ...event, time: Number(seconds.toFixed(3)) })}\n`);
    guard(this.path, () => {
      try {
        writeFileSync(this.log, line);
        this.logged += line.length;
      } catch (error) {
        ftruncateSync(this.log, this.logged);
        throw error;
      }
    });
  }

  /** Writes what is left when a run has ended. */
  finish(policy: Uint8Array): void {
    const last = this.past.at(-1);
    this.save('policy.onnx', policy);
    if (last?.type === 'finished') this.save('result.json', `${JSON.stringify(last.result, null, 2)}\n`);
    this.save('report.html', leagueReport(this.past));
  }

  close(): void {
    closeSync(this.log);
  }

  private save(name: string, content: string | Uint8Array): void {
    const path = join(this.path, name);
    const partial = `${path}.partial`;
    guard(this.path, () => {
      try {
        writeFileSync(partial, content);
        renameSync(partial, path);
      } catch (error) {
        rmSync(partial, { force: true });
        throw error;
      }
    });
  }
}

function defaultName({ game, seed }: LeagueConfig): string {
  return `${game}-seed${seed}`
    .replace(/\W+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}

function make(path: string): string {
  mkdirSync(path);
  return path;
}

function makeNext(root: string, name: string): string {
  for (let number = 1; ; number++) {
    const path = join(root, number === 1 ? name : `${name}-${number}`);
    try {
      return make(path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something of that name exists already; choose another',
  EFBIG: 'the file is larger than is allowed',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is a file',
  EPERM: 'that is not permitted',
  EROFS: 'the disk can only be read',
};

function guard<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof ParlorError || !(error instanceof Error && 'code' in error)) throw error;
    const code = String(error.code);
    throw new RunFolderError(
      `The run cannot be written to ${path}: ${REASONS[code] ?? error.message} (${code}).`,
      {
        cause: error,
      },
    );
  }
}
