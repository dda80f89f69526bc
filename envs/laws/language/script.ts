import fc from 'fast-check';
import type { AsyncEnvironment } from '../../core/environment.ts';
import type { LanguageGame } from '../../core/language-game.ts';
import { Stream } from '../../core/random.ts';
import type { TimeStep } from '../../core/time-step.ts';
import { LAW_KEY } from '../playthrough.ts';
import { junkReply, junkText, twisted } from './junk.ts';

/** A line of a script: a reply, or which of the game's samples it is, as it is or spoilt. */
export type Line = string | { readonly draw: number; readonly spoil?: number };

/** No script is longer, however long the game. */
const LONGEST = 256;

/** Numbers below this are drawn from streams of their own. */
const DRAWS = 2 ** 20;

/** Random scripts: mostly replies that the game is likely to accept, now and then junk. */
export function linesOf(game: LanguageGame, replies?: fc.Arbitrary<string>): fc.Arbitrary<Line[]> {
  const draw = fc.nat({ max: DRAWS - 1 });
  const junk = { weight: 1, arbitrary: junkText };
  const line: fc.Arbitrary<Line> = replies
    ? fc.oneof(
        { weight: 8, arbitrary: replies },
        { weight: 1, arbitrary: fc.tuple(replies, draw).map(([reply, spoil]) => spoilt(reply, spoil)) },
        junk,
      )
    : game.sample
      ? fc.oneof(
          { weight: 8, arbitrary: fc.record({ draw }) },
          { weight: 1, arbitrary: fc.record({ draw, spoil: draw }) },
          junk,
        )
      : junkText;
  const turns = Number.isInteger(game.maxTurns) ? game.maxTurns : LONGEST;
  return fc.array(line, { maxLength: Math.max(1, Math.min(2 * turns, LONGEST)), size: 'max' });
}

function spoilt(reply: string, draw: number): string {
  return twisted(reply, new Stream().seek(LAW_KEY, draw, 1));
}

/** Plays a script and writes what was said into `replies`, as far as the episode takes it. */
export async function resolveLines(
  env: AsyncEnvironment,
  seed: number,
  lines: readonly Line[],
  replies: string[],
): Promise<void> {
  let step = await env.reset({ seed });
  for (const line of lines) {
    if (step.done) return;
    const reply = typeof line === 'string' ? line : drawn(env, line.draw, line.spoil);
    replies.push(reply);
    step = await env.step(reply);
  }
}

function drawn(env: AsyncEnvironment, draw: number, spoil: number | undefined): string {
  const random = new Stream().seek(LAW_KEY, draw, 0);
  const reply = env.sample(random) ?? junkReply(random);
  return spoil === undefined ? reply : spoilt(reply, spoil);
}

/** A whole script from a reset on, or as much as the episode takes: every time step. */
export async function play(
  env: AsyncEnvironment,
  seed: number,
  replies: readonly string[],
): Promise<TimeStep[]> {
  return [await env.reset({ seed }), ...(await playOn(env, replies))];
}

/** A script from where the environment is, or as much as the episode takes. */
export async function playOn(env: AsyncEnvironment, replies: readonly string[]): Promise<TimeStep[]> {
  const steps: TimeStep[] = [];
  for (const reply of replies) {
    if (env.current.done) break;
    steps.push(await env.step(reply));
  }
  return steps;
}

/** All that a time step tells, as one text. */
export function stepText(step: TimeStep): string {
  const { seat, role, messages, rewards, returns, terminated, truncated, done, info, closed } = step;
  const decision = closed && {
    seat: closed.seat,
    legal: closed.legal,
    names: closed.names,
    observation: Array.from(closed.observation),
    tokens: closed.tokens,
  };
  const told = { seat, role, messages, rewards, returns, terminated, truncated, done, info };
  return JSON.stringify({ ...told, ...(decision && { closed: decision }) });
}
