import { AsyncEnv, type AsyncEnvOptions } from '../../core/async-env.ts';
import type { Json, LanguageGame } from '../../core/language-game.ts';
import { GAME_AUTHOR, type Message, transcript } from '../../core/message.ts';
import { lastMarked, SPEECH_LIMIT } from '../../core/reply.ts';
import type { ParseFailure } from '../../core/text.ts';
import { broken } from '../violation.ts';
import { MARKER } from './junk-texts.ts';
import type { LanguageRow } from './law.ts';
import { contrast, quoted } from './show.ts';

/** An environment that tells why the game rejected the last reply. */
export interface Watched {
  readonly env: AsyncEnv<Json, Json>;
  /** The failure that `parse` gave last; undefined where it gave an action. */
  failed(): ParseFailure | undefined;
}

export function watch(game: LanguageGame, settings: AsyncEnvOptions = {}): Watched {
  let failure: ParseFailure | undefined;
  const watched: LanguageGame = {
    ...game,
    parse(state: Json, seat: number, reply: string) {
      failure = undefined;
      const parsed = game.parse(state, seat, reply);
      if (!('action' in parsed)) failure = parsed;
      return parsed;
    },
  };
  return { env: new AsyncEnv(watched, settings), failed: () => failure };
}

/** The longest run of a reply's own words in a sentence of the game. `quote` cuts at 40. Unit: UTF-16 code units. */
const QUOTED = 80;
/** The longest reason and the longest format. Unit: UTF-16 code units. */
const SENTENCE = 2000;

/** Whatever ends a line for somebody: for a terminal, for JavaScript, or for Python's `splitlines`. */
// eslint-disable-next-line no-control-regex
const LINE_BREAK = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/u;
/** Control and invisible characters and line breaks, but for the line feed and the joiners that words need. */
const UNSEEN = /[^\P{C}\n\u200c\u200d]|[\u2028\u2029]/u;
const MARGIN = /^(?:Game|You|Player \d+): /;
const QUOTES = new RegExp(`(?:${MARKER}[ab]?\\s*){2,}`, 'g');
const BOTH_LINES = new RegExp(`${MARKER}a[^\\n]*\\n[^\\n]{0,40}${MARKER}b`);

/** What is wrong with the verdict on a reply: nothing, or a clause. */
export function verdictFault(failure: ParseFailure | undefined): string | undefined {
  if (failure === undefined) return undefined;
  for (const part of ['reason', 'format'] as const) {
    const text: unknown = failure[part];
    if (typeof text !== 'string' || text.trim() === '') return `is rejected without a ${part}`;
    if (LINE_BREAK.test(text) || UNSEEN.test(text))
      return `is rejected with the ${part} ${quoted(text)}, which is not one clean line`;
    if (text.length > SENTENCE) return `is rejected with a ${part} of ${text.length} characters`;
    const run = quotedRun(text);
    if (run > QUOTED) return `is rejected with a ${part} that quotes ${run} characters of it`;
  }
  return undefined;
}

/** What is wrong with the messages that a reply led to: nothing, or a clause. */
export function markupFault(news: readonly Message[]): string | undefined {
  for (const { author, text } of news) {
    const clear = UNSEEN.exec(text);
    if (clear)
      return `leads to the message ${quoted(text.slice(Math.max(0, clear.index - 20)))} with characters that cannot be seen`;
    if (author !== GAME_AUTHOR) {
      if (text.length > SPEECH_LIMIT)
        return `leads to a speech of ${text.length} characters; ${SPEECH_LIMIT} are heard`;
      const mark = lastMarked(text);
      if (mark !== undefined) return `lets a seat speak the marked action ${quoted(mark)}`;
    } else if (text.includes(MARKER)) {
      if (BOTH_LINES.test(text)) return `is quoted by the game on several lines: ${quoted(text)}`;
      const run = quotedRun(text);
      if (run > QUOTED) return `has ${run} of its characters quoted by the game: ${quoted(text)}`;
    }
  }
  // Nobody's words begin a line at the margin, where a message's author is.
  const lines = news.length === 0 ? [] : transcript(news, 0).split(LINE_BREAK);
  const margins = lines.filter((line) => !line.startsWith('  '));
  if (margins.length !== news.length || !margins.every((line) => MARGIN.test(line)))
    return `is told as ${margins.length} messages, but there are ${news.length}: ${quoted(margins.join('\n'))}`;
  return undefined;
}

function quotedRun(text: string): number {
  if (!text.includes(MARKER)) return 0;
  return Math.max(0, ...Array.from(text.matchAll(QUOTES), ([run]) => run.length));
}

/** So many replies in a row that mean nothing, so that the episode goes on. */
const PATIENT: AsyncEnvOptions = { invalidMoves: { retries: 1000 } };

export const VERDICT_LAWS: readonly LanguageRow[] = [
  {
    name: 'every-reply-gets-a-verdict',
    summary:
      'every reply is accepted, or rejected with a reason and a format of one line each, and none makes it throw',
    async check({ game, seed, replies }) {
      const { env, failed } = watch(game, PATIENT);
      let step = await env.reset({ seed });
      for (const reply of replies) {
        if (step.done) return;
        const seat = step.seat;
        const [one, two] = [game.parse(env.position, seat, reply), game.parse(env.position, seat, reply)];
        if (JSON.stringify(one) !== JSON.stringify(two))
          broken(
            `${quoted(reply, 60)} means ${contrast(JSON.stringify(one), JSON.stringify(two))} when read again`,
          );
        step = await env.step(reply);
        const fault = verdictFault(failed());
        if (fault !== undefined) broken(`${quoted(reply, 60)} ${fault}`);
      }
    },
  },
  {
    name: 'nothing-passes-for-markup',
    summary: "no reply reaches a seat as markup of the game, nor on several lines of the game's own words",
    async check({ game, seed, replies }) {
      const { env } = watch(game, PATIENT);
      let step = await env.reset({ seed });
      let known = 0;
      for (const reply of ['', ...replies]) {
        const fault = markupFault(env.log.slice(known));
        if (fault !== undefined) broken(`a reply ${fault}`);
        known = env.log.length;
        if (step.done) return;
        step = await env.step(reply);
      }
    },
  },
];
