import { z } from 'zod';
import { parse } from './parse.ts';
import { Secret } from './secret.ts';
import { chatTemplate } from './templates.ts';
import type { ChatTemplate, ChatTemplateInput } from './template.ts';

const OPENAI = 'https://api.openai.com/v1';
/** Fields of a request that are set by the agent itself. */
const OWN_FIELDS = ['model', 'messages', 'stream', 'n'];

const amount = z.number().min(0);
const positive = z.number().gt(0);
const count = z.number().int().min(1);

const address = z
  .url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:8000/v1' })
  .refine((text) => /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/i.test(text), {
    error: 'expected no name, password, query or fragment in it; give the key by itself',
  })
  .transform((text) => text.replace(/\/+$/, ''));

const chatConfig = z.strictObject({
  /** Where `/chat/completions` is; left out, OPENAI_BASE_URL, or OpenAI itself. */
  baseURL: address,
  model: z.string().min(1),
  /** Left out, OPENAI_API_KEY; null where the server wants none. */
  key: z
    .union([z.string(), z.null()])
    .optional()
    .transform((key) => (key ? new Secret(key) : null)),
  temperature: amount.optional(),
  topP: z.number().gt(0).max(1).optional(),
  /** Tokens of a reply, private reasoning included. */
  maxTokens: count.default(2048),
  /** What the endpoint calls that limit: OpenAI's newer models want `max_completion_tokens`. */
  tokensField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  /** Seconds for a whole reply, retries and the waits between them included; a wait for a free slot is not. */
  timeLimit: positive.max(86_400).default(60),
  /** Further requests after the first one that fails, for one reply. */
  retries: z.number().int().min(0).default(5),
  /** Seconds before the first retry, doubled for each further one up to `most`. */
  backoff: z.strictObject({ first: positive.default(0.5), most: positive.default(30) }).prefault({}),
  /** Requests at the same time to this base URL, of all agents in the process; the smallest that one of them asks for. */
  concurrency: count.default(8),
  /** Per million tokens, in any currency. */
  prices: z.strictObject({ input: amount.default(0), output: amount.default(0) }).prefault({}),
  /** Tokens, in and out, that all replies together may take; left out, no limit. */
  tokenBudget: count.optional(),
  /** What all replies together may cost, in the currency of `prices`; left out, no limit. */
  costBudget: positive.optional(),
  /** A name of `TEMPLATES`, or a template. */
  template: z.unknown().optional(),
  /** Whether the answer comes in a stream. */
  stream: z.boolean().default(false),
  /** Whether the model gets to see pictures; if not, it is told that there are some. */
  images: z.boolean().default(false),
  /** Further fields of the request, as the endpoint wants them. */
  extra: z
    .record(z.string(), z.json())
    .refine((fields) => !OWN_FIELDS.some((name) => Object.hasOwn(fields, name)), {
      error: `expected none of ${OWN_FIELDS.join(', ')}, which the agent sets itself`,
    })
    .default({}),
});

/** Everything that decides what a chat model is asked, and how. */
export type ChatConfig = Readonly<Omit<z.output<typeof chatConfig>, 'template'> & { template: ChatTemplate }>;
export type ChatConfigInput = Omit<z.input<typeof chatConfig>, 'baseURL' | 'template'> & {
  baseURL?: string;
  template?: string | ChatTemplateInput;
};

/**
 * Checks a configuration once and fills in the defaults.
 * @param environment where the address and the key come from if the configuration gives none
 * @throws ChatError with one sentence that names the first thing that is wrong.
 */
export function parseChatConfig(
  input: unknown,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ChatConfig {
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const filled = given.success
    ? {
        ...given.data,
        baseURL: given.data['baseURL'] ?? (environment['OPENAI_BASE_URL'] || OPENAI),
        key: given.data['key'] === undefined ? environment['OPENAI_API_KEY'] : given.data['key'],
      }
    : input;
  const config = parse(chatConfig, filled, 'The configuration of the chat agent');
  return { ...config, template: chatTemplate(config.template ?? 'default') };
}
