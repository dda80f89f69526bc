import type { ScoredDocument } from '@parlor/envs';
import { z } from 'zod';

/** Units: UTF-16 code units. */
const LONGEST_ID = 2000;
const LONGEST_TITLE = 300;

const replySchema = z.object({
  results: z.array(z.unknown()),
  /** Which of the engines behind SearXNG did not answer, and why. */
  unresponsive_engines: z.array(z.unknown()).optional().catch(undefined),
});
const resultSchema = z.object({
  url: z.string(),
  title: z.string().nullish().catch(undefined),
  content: z.string(),
  score: z.number().optional().catch(undefined),
});

/** What SearXNG found, in its order. */
export interface SearxngReply {
  readonly documents: readonly ScoredDocument[];
  /** How many engines behind it did not answer. */
  readonly silent: number;
}

/** Reads the JSON of a reply; undefined where it has another shape. Results without an address or a text are dropped. */
export function readReply(json: unknown, longestText: number): SearxngReply | undefined {
  const reply = replySchema.safeParse(json);
  if (!reply.success) return undefined;
  const documents = new Map<string, ScoredDocument>();
  for (const given of reply.data.results) {
    const result = resultSchema.safeParse(given);
    if (!result.success) continue;
    const { url, title, content, score } = result.data;
    const id = webAddress(url);
    const text = clean(content, longestText);
    if (id === undefined || text === '' || documents.has(id)) continue;
    const rank = documents.size + 1;
    const document = { id, title: clean(title ?? '', LONGEST_TITLE), text, score: score ?? 1 / rank };
    documents.set(id, Object.freeze(document)); // callers share what is cached
  }
  return { documents: [...documents.values()], silent: reply.data.unresponsive_engines?.length ?? 0 };
}

/** The address in its normal form, if it is one of the web. */
function webAddress(text: string): string | undefined {
  const url = text.length > LONGEST_ID || !URL.canParse(text) ? undefined : new URL(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return url.href.length > LONGEST_ID ? undefined : url.href;
}

/** One line without control and invisible characters, at most so many UTF-16 code units long. */
export function clean(text: string, longest: number): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (line.length <= longest) return line;
  return line.slice(0, longest).replace(/[\ud800-\udbff]$|\s+$/, '');
}
