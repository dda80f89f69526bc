import { OptionError } from '@parlor/envs';
import { z } from 'zod';
import { Secret } from '../chat/secret.ts';

/** The longest that a timer is set for, and that `fetch` waits by itself. Unit: milliseconds. */
const LONGEST = 300_000;
/** What HTTP itself decides. */
const OWN_HEADERS =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

const count = z.number().int().min(1);
const milliseconds = z.number().min(0).max(LONGEST);
const names = z.array(z.string().regex(/^[^,\p{C}]+$/u, 'expected names without commas'));

const address = z
  .url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8080' })
  .refine((text) => /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/i.test(text), {
    error: 'expected no name, password, query or fragment in it; give credentials as headers',
  })
  .transform((text) => text.replace(/\/+$/, ''));

const header = z.record(
  z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'expected the names of headers'),
  z.string().regex(/^[\t\x20-\x7e]*$/, 'expected a line of ASCII characters'),
  'expected the names and values of headers',
);

const schema = z.strictObject({
  /** The base address of SearXNG, without `/search`. */
  url: address,
  /** Such as `en`; left out, what SearXNG is set to. So with all that narrow the search. */
  language: z
    .string()
    .regex(/^[\w-]{1,20}$/, 'expected a language such as en or de-CH')
    .optional(),
  /** Such as `['general', 'science']`. */
  categories: names.optional(),
  /** Such as `['wikipedia']`. */
  engines: names.optional(),
  /** 0: off, 1: moderate, 2: strict. */
  safesearch: z.number().int().min(0).max(2).optional(),
  /** Which page of results, from 1. */
  pageno: count.optional(),
  /** Milliseconds that one request may take. A wait for its turn is not counted. */
  timeout: milliseconds.min(1).default(10_000),
  /** Further requests after the first one that fails, for one search. */
  retries: z.number().int().min(0).max(20).default(2),
  /** Milliseconds before the first retry, doubled for each further one up to `most`. */
  backoff: z
    .strictObject({ first: milliseconds.default(500), most: milliseconds.default(10_000) })
    .prefault({}),
  /** The longest wait, in milliseconds, that SearXNG may ask for; one that asks for more is not asked again. */
  longestWait: milliseconds.default(30_000),
  /** The least milliseconds between the starts of two requests of this engine. */
  interval: milliseconds.default(0),
  /** Requests of this engine at the same time. */
  concurrency: count.default(4),
  /** How many answers are held in memory, the least recently used of which goes first; 0: none. */
  cache: z.number().int().min(0).default(1000),
  /** Where answers are kept on disk, for ever; left out, nowhere. The folder is made. */
  cacheFolder: z.string().min(1).optional(),
  /** Bytes of the largest reply that is read. */
  largestReply: count.max(2 ** 26).default(2 ** 21),
  /** UTF-16 code units of the longest text of a document; the rest is cut off. */
  longestText: count.default(2000),
  /** UTF-16 code units of the longest query; the rest is cut off. */
  longestQuery: count.max(4000).default(500),
  /** Sent with every request, such as `{ authorization: 'Bearer …' }`; no error and no file tells their values. */
  headers: header
    .refine((given) => !Object.keys(given).some((name) => OWN_HEADERS.test(name)), {
      error: 'expected none that HTTP sets itself, such as host or connection',
    })
    .transform((given) => Object.entries(given).map(([name, value]) => [name, new Secret(value)] as const))
    .default([]),
  /** Of the jitter of retries; give different processes different ones. */
  seed: z.union([z.string(), z.number()]).default(0),
});

/** How SearXNG is asked; only `url` must be given. */
export type SearxngOptions = z.input<typeof schema>;
export type SearxngSettings = Readonly<z.output<typeof schema>>;

/** @throws OptionError with one sentence that names the first thing that is wrong, and quotes no value. */
export function searxngSettings(options: unknown): SearxngSettings {
  const parsed = schema.safeParse(options, { reportInput: false });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The name of a header may be a key that was put in the wrong place.
  const path = issue.path[0] === 'headers' ? ['headers'] : issue.path;
  const place = path.length > 0 ? `${path.join('.')}: ` : '';
  throw new OptionError(
    `The options of the SearXNG engine are not valid: ${place}${issue.message.replace(/\.$/, '')}.`,
  );
}
