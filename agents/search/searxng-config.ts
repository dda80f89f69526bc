import { OptionError } from '@parlor/envs';
import { z } from 'zod';
import { Secret } from '../chat/secret.ts';

const positive = z.number().gt(0);
const count = z.number().int().min(1);
const seconds = positive.max(86_400);
const names = z.array(z.string().regex(/^[^,\p{C}]+$/u, 'expected names without commas')).default([]);

const address = z
  .url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8080' })
  .refine((text) => /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/i.test(text), {
    error: 'expected no name, password, query or fragment in it; give credentials as headers',
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** Parts of a header's value that are long enough to be a secret of their own: what follows `Bearer`, a cookie's value. */
const SECRET_PART = /[^\s;,="]{16,}/g;

/** Headers whose values nothing shows by accident. */
export class SecretHeaders {
  /** The values, and parts of them that a complaint may quote alone. */
  readonly secrets: readonly Secret[];
  private readonly values: readonly (readonly [string, Secret])[];

  constructor(given: Readonly<Record<string, string>>) {
    this.values = Object.entries(given).map(([name, value]) => [name, new Secret(value)]);
    this.secrets = Object.values(given)
      .flatMap((value) => [value, ...(value.match(SECRET_PART) ?? [])])
      .map((value) => new Secret(value));
  }

  /** The headers themselves, for the request that sends them. */
  reveal(): [string, string][] {
    return this.values.map(([name, value]) => [name, value.reveal()]);
  }
}

/** RFC 9110, section 5: a token, and visible characters with spaces and tabs between them. */
const headers = z
  .record(z.string(), z.string().regex(/^[!-~](?:[ \t!-~]*[!-~])?$/, 'expected visible ASCII characters'))
  .refine((given) => Object.keys(given).every((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name)), {
    error: 'expected names of headers, of letters, digits and hyphens',
  })
  .transform((given) => new SecretHeaders(given));

const searxngConfig = z.strictObject({
  /** The instance, without `/search`. */
  url: address,
  /** Sent with every request; whatever they hold is in no error and no cache. */
  headers: headers.prefault({}),
  /** As SearXNG names them; left out, the instance decides. */
  categories: names,
  engines: names,
  language: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  /** 0: off, 1: moderate, 2: strict. */
  safesearch: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  timeRange: z.enum(['day', 'week', 'month', 'year']).optional(),
  /** The most pages of results that a search looks at; one holds about twenty. */
  pages: count.default(1),
  /** Seconds for one request; a wait for its turn is not counted. */
  timeLimit: seconds.default(10),
  /** Further requests after the first one that fails. */
  retries: z.number().int().min(0).default(3),
  /** Seconds before the first retry, doubled for each further one up to `most`. */
  backoff: z.strictObject({ first: positive.default(0.5), most: positive.default(30) }).prefault({}),
  /** The longest that it waits where the instance asks for patience (`Retry-After`). Unit: seconds. */
  patience: seconds.default(60),
  /** Requests at the same time. */
  concurrency: count.default(4),
  /** Requests per second; left out, as many as come. */
  rate: positive.max(1000).optional(),
  /** The longest answer that is read. Unit: bytes. */
  maxBytes: count.default(4 * 2 ** 20),
  /** The longest text of a result that is kept; of a title a tenth. Unit: UTF-16 code units. */
  maxText: z.number().int().min(100).default(4000),
  cache: z
    .strictObject({
      /** Answers that are kept in memory, those used last. */
      memory: z.number().int().min(0).default(1000),
      /** Where answers are kept for later runs; left out, nowhere. Nothing is ever removed there. */
      folder: z.string().min(1).optional(),
      /** `read-only`: nobody is asked, and what is not in the folder is a failure. */
      mode: z.enum(['read-write', 'read-only']).default('read-write'),
    })
    .refine(({ folder, mode }) => mode === 'read-write' || folder !== undefined, {
      error: 'expected a folder where the mode is read-only',
    })
    .prefault({}),
});

export type SearxngConfig = Readonly<z.output<typeof searxngConfig>>;
export type SearxngConfigInput = z.input<typeof searxngConfig>;

/** @throws OptionError with one sentence that names the first thing that is wrong, and quotes no value. */
export function parseSearxngConfig(input: unknown): SearxngConfig {
  const parsed = searxngConfig.safeParse(input, { reportInput: false });
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const place = path.length > 0 ? `${path.join('.')}: ` : '';
  throw new OptionError(`The configuration of SearXNG is not valid: ${place}${message.replace(/\.$/, '')}.`);
}
