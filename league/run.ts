import type { LeagueConfig } from './config.ts';
import type { LeagueEvent, LeagueResult } from './events.ts';
import { League, type LeagueOptions } from './league.ts';
import { RunFolder } from './run-folder.ts';

export interface RunOptions extends LeagueOptions {
  /** Folder of all runs. */
  readonly root: string;
  /** Folder of this run in it; chosen when left out. */
  readonly name?: string;
  /** Seconds since the run began: the log's only clock. */
  readonly seconds: () => number;
  /** Is told everything that happens. */
  readonly watch?: (event: LeagueEvent) => void;
  /** Ends the run after the round at hand; everything is saved. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a league and keeps it in a folder.
 * @throws RunFolderError where the folder cannot be written to; the league stops then.
 */
export async function runLeague(
  config: LeagueConfig,
  options: RunOptions,
): Promise<{ result: LeagueResult; folder: string }> {
  const league = await League.create(config, options);
  try {
    return await runInFolder(league, new RunFolder(options.root, config, options.name), options);
  } finally {
    await league.release();
  }
}

async function runInFolder(
  league: League,
  folder: RunFolder,
  options: RunOptions,
): Promise<{ result: LeagueResult; folder: string }> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  options.signal?.addEventListener('abort', interrupt);
  if (options.signal?.aborted) interrupt();
  let failure: { readonly cause: unknown } | undefined;
  // An error in a subscriber must stop the league: rxjs would only report it.
  const subscription = league.events.subscribe({
    next: (event) => {
      if (failure) return;
      try {
        folder.record(event, options.seconds());
        options.watch?.(event);
      } catch (cause) {
        failure = { cause };
        stop.abort();
      }
    },
    error: () => undefined, // `run` throws the same error
  });
  try {
    const result = await league.run(stop.signal);
    throwAny(failure);
    folder.finish(league.policyFile());
    return { result, folder: folder.path };
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    subscription.unsubscribe();
    folder.close();
  }
}

/** A function, since the compiler cannot know that a subscriber has written to the variable in the meantime. */
function throwAny(failure: { readonly cause: unknown } | undefined): void {
  if (failure) throw failure.cause;
}
