import { z } from 'zod';
import { CUT_ANSWER, type Failure, HTML_ANSWER, otherShape, silentEngines } from './searxng-failure.ts';

/** A result as it is kept; the score is null where the instance gave none. */
export const resultSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  score: z.number().nullable(),
});
export type Result = Readonly<z.output<typeof resultSchema>>;

/** What came of a request. */
export type Outcome = { readonly results: readonly Result[] } | { readonly failed: Failure };

const answerSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      url: z.string().nullish(),
      title: z.string().nullish(),
      content: z.string().nullish(),
      score: z.number().nullish(),
    }),
  ),
  /** Pairs of a name and a reason. */
  unresponsive_engines: z.array(z.unknown()).nullish(),
});

/** What of an answer is kept. */
export interface AnswerOptions {
  /** The longest text; of a title a tenth. Unit: UTF-16 code units. */
  readonly maxText: number;
  /** Takes the credentials out, should the instance repeat them. */
  readonly redact: (text: string) => string;
}

/**
 * The results in the answer of SearXNG. Those without an address of the web are left out, and so is a second one of the
 * same address. Nothing found is a failure where engines of the instance did not answer.
 */
export function readAnswer(body: string, type: string, { maxText, redact }: AnswerOptions): Outcome {
  if (/\bhtml\b/i.test(type) || /^\s*</.test(body)) return { failed: HTML_ANSWER };
  const parsed = json(body);
  if (parsed === undefined) return { failed: CUT_ANSWER };
  const answer = answerSchema.safeParse(parsed, { reportInput: false });
  if (!answer.success) {
    const [{ path, message }] = answer.error.issues;
    return { failed: otherShape(`${path.join('.') || 'the whole'}: ${message}`) };
  }
  const results = new Map<string, Result>();
  for (const { url, title, content, score } of answer.data.results) {
    const id = webAddress(url ?? '');
    if (id === undefined || id.length > maxText || results.has(id)) continue;
    const clean = (text: string | null | undefined, most: number): string =>
      plainText(redact(text ?? ''), most);
    const kept = { title: clean(title, maxText / 10), text: clean(content, maxText) };
    results.set(id, { id: redact(id), ...kept, score: score ?? null });
  }
  const silent = answer.data.unresponsive_engines ?? [];
  if (results.size > 0 || silent.length === 0) return { results: [...results.values()] };
  const named = silent
    .slice(0, 5)
    .map((engine) => (Array.isArray(engine) ? String(engine[0]) : String(engine)));
  return { failed: silentEngines(plainText(redact(named.join(', ')), 100)) };
}

/** One line without control characters and the like, cut where it is too long. */
export function plainText(text: string, most: number): string {
  const line = text
    .slice(0, 4 * most)
    .replace(/[^\P{C}\u200c\u200d]+/gu, ' ') // joiners are letters in some scripts
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim();
  return line
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** Undefined where it is none; `null` is some. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
