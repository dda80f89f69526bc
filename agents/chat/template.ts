import { z } from 'zod';
import { parse } from './parse.ts';

/** What `{name}` in a template may stand for. */
export const SYSTEM_PLACEHOLDERS = ['rules', 'game', 'role', 'seat', 'seats', 'mark'] as const;
export const TURN_PLACEHOLDERS = ['messages', 'role', 'seat', 'mark'] as const;

/** The sentence of `{mark}`: how the model is to mark its answer. */
const MARKS = {
  brackets: 'Write an action in brackets as the rules show it, at the end, and nothing else in brackets.',
  box: 'Write an action in a box, \\boxed{…}, where the rules show brackets, at the end, and nothing else in a box.',
  'answer-tags':
    'Write what you want to say in the game, your action included, between <answer> and </answer>. Nobody sees the rest.',
} as const;

const PLACEHOLDER = /\{\{|\}\}|\{([a-z_]+)\}/g;

/** A text whose placeholders are all known; `{{` and `}}` are braces. */
function words(known: readonly string[]) {
  return z.string().refine((text) => unknown(text, known) === undefined, {
    error: ({ input }) =>
      `there is no placeholder {${typeof input === 'string' ? unknown(input, known) : ''}}; ` +
      `there are ${known.map((name) => `{${name}}`).join(', ')}, and {{ for a brace`,
  });
}

function unknown(text: string, known: readonly string[]): string | undefined {
  return [...text.matchAll(PLACEHOLDER)]
    .map(([, name]) => name)
    .find((name) => name && !known.includes(name));
}

const template = z.strictObject({
  name: z.string().regex(/^[\w-]+$/, { error: 'expected letters, digits, _ and -' }),
  /** The system message. */
  system: words(SYSTEM_PLACEHOLDERS),
  /** The user message of a turn. */
  turn: words(TURN_PLACEHOLDERS),
  /**
   * How the past is shown: `chat` as turns of the user and of the model, `transcript` as one user message that holds
   * everything, `first-and-last` as one with the messages of the first turn and the newest ones.
   */
  history: z.enum(['chat', 'transcript', 'first-and-last']).default('chat'),
  /** How the model marks its answer. Games read brackets and boxes; what is in answer tags is taken out of them. */
  mark: z.enum(['brackets', 'box', 'answer-tags']).default('brackets'),
});

/** How a game is put to a model. */
export type ChatTemplate = z.output<typeof template>;
export type ChatTemplateInput = z.input<typeof template>;

/**
 * Checks a template and fills in the defaults.
 * @throws ChatError with one sentence that names the first thing that is wrong.
 */
export function parseTemplate(input: unknown): ChatTemplate {
  return parse(template, input, 'The prompt template');
}

/** Puts values in the place of placeholders, in one pass: braces in a value are never read as a placeholder. */
export function fill(
  text: string,
  mark: ChatTemplate['mark'],
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(PLACEHOLDER, (found, name: string | undefined) => {
    if (name === undefined) return found[0];
    return name === 'mark' ? MARKS[mark] : values[name];
  });
}
