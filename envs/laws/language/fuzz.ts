import type { AsyncEnvironment } from '../../core/environment.ts';
import type { LanguageGame } from '../../core/language-game.ts';
import type { ParseFailure } from '../../core/text.ts';
import { key, type Random, type Seed, Stream } from '../../core/random.ts';
import { junkReply } from './junk.ts';
import { markupFault, verdictFault, watch } from './verdict.ts';

export interface FuzzOptions {
  /** Replies that are to get a verdict. */
  readonly replies: number;
  /** The same seed says the same. Default 0. */
  readonly seed?: Seed;
  /** A clock, in milliseconds, for the slowest reply; left out, no time is taken. */
  readonly now?: () => number;
  /** Called now and then with the number of replies so far. */
  readonly progress?: (replies: number) => void;
}

/** A reply that did not get the verdict it should. */
export interface FuzzFault {
  /** What was said in the episode, the reply that was at fault last: give them to `step` after `reset`. */
  readonly replies: readonly string[];
  readonly seed: Seed;
  readonly episode: number;
  /** What went wrong, as a clause about the reply. */
  readonly clause: string;
}

export interface FuzzReport {
  readonly spec: string;
  readonly replies: number;
  readonly accepted: number;
  /** Rejected replies by kind of reason: what is in quotation marks and numbers left out. */
  readonly rejected: ReadonlyMap<string, number>;
  readonly episodes: number;
  readonly forfeits: number;
  /** Unit: milliseconds; 0 without a clock. */
  readonly slowest: number;
  /** The first one, where play stopped. */
  readonly fault?: FuzzFault;
}

/** Rejected replies in a row that are let pass, so that most episodes go on and some end by forfeit. */
const RETRIES = 4;
/** So many of four replies are sensible, where the game knows of any. */
const SENSIBLE = 1;
/** Replies between two calls of `progress`. */
const EVERY = 4096;

/**
 * Says junk and sensible things until enough replies have got a verdict: each must be accepted or rejected with a
 * reason and a format of one clean line, none may throw, and none may reach a seat as markup of the game.
 */
export async function fuzzLanguageGame(game: LanguageGame, options: FuzzOptions): Promise<FuzzReport> {
  const { replies, seed = 0, now, progress } = options;
  const { env, failed } = watch(game, { invalidMoves: { retries: RETRIES } });
  const random = new Stream().seek(key(seed, 'test'), 0, 0);
  const rejected = new Map<string, number>();
  let [accepted, episodes, forfeits, slowest] = [0, 0, 0, 0];
  const report = (said: number, fault?: FuzzFault): FuzzReport => {
    const counts = { replies: said, accepted, rejected, episodes, forfeits, slowest };
    return { spec: game.spec, ...counts, ...(fault && { fault }) };
  };

  let script: string[] = [];
  let step = await env.reset({ seed });
  for (let said = 0; said < replies; said++) {
    if (step.done) {
      script = [];
      step = await env.reset({ seed, episode: ++episodes });
    }
    let clause: string | undefined;
    const known = env.log.length;
    try {
      script.push(replyOf(env, random));
      const started = now?.() ?? 0;
      step = await env.step(script[script.length - 1]);
      if (now) slowest = Math.max(slowest, now() - started);
      clause = verdictFault(failed()) ?? markupFault(env.log.slice(known));
    } catch (error) {
      clause = `makes the game throw ${String(error)}`;
    }
    if (clause !== undefined) return report(said + 1, { replies: script, seed, episode: episodes, clause });
    const failure = failed();
    if (failure === undefined) accepted++;
    else rejected.set(kindOf(failure), (rejected.get(kindOf(failure)) ?? 0) + 1);
    if (failure !== undefined && step.info.rejected === undefined) forfeits++;
    if (said % EVERY === EVERY - 1) progress?.(said + 1);
  }
  return report(replies);
}

function replyOf(env: AsyncEnvironment, random: Random): string {
  const sensible = env.sample(random);
  if (sensible === undefined) return junkReply(random);
  return random.below(4) < SENSIBLE ? sensible : junkReply(random, sensible);
}

/** The reason without what is quoted in it. */
function kindOf({ reason }: ParseFailure): string {
  return reason.replace(/".*"/s, '"…"').replace(/\d+/g, 'n');
}
