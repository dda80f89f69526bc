import { GAME_AUTHOR, type Message, transcript } from '@parlor/envs';

/** Messages as a model gets to read them. */
export interface Rendered {
  readonly text: string;
  /** Data URLs of the pictures that the text numbers from 1; empty where pictures are off. */
  readonly images: readonly string[];
}

/**
 * Messages as one text that is data and nothing else: every author is at the margin, every further line indented
 * ({@link transcript}), invisible characters are blanks, and no words can pass for the signs by which chat models
 * tell roles apart.
 */
export function render(messages: readonly Message[], seat: number, images: boolean): Rendered {
  const shown: string[] = [];
  const told = messages.map((message) => {
    const pictures = message.images ?? [];
    const notes = pictures.map((picture) => {
      if (!images) return '(a picture that you cannot see)';
      shown.push(picture);
      return `(picture ${shown.length})`;
    });
    return { ...message, text: [harmless(message.text), ...notes].join('\n') };
  });
  return {
    text: told.length === 0 ? 'Game: nothing new has happened.' : transcript(told, seat),
    images: shown,
  };
}

/**
 * `<|im_start|>`, `</s>`, `<start_of_turn>`, `<think>`, `<answer>`, `[INST]`, `<<SYS>>` and their like: some servers
 * read them as the marks of their own chat template wherever they stand.
 */
const OPENING = /<(?=[\p{L}/|!<\uff5c])/gu;
const INSTRUCTION = /\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\])/giu;
const INVISIBLE = /[^\P{C}\n\r\v\f\u0085\u200c\u200d]/gu;

function harmless(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(OPENING, '‹').replace(INSTRUCTION, '⁅');
}

/** Which messages the seat may see; the environment has seen to it already. */
export function addressedTo(seat: number): (message: Message) => boolean {
  return ({ audience }) => audience.includes(seat);
}

/** A remark of the game between messages. */
export function remark(text: string, seat: number): Message {
  return { author: GAME_AUTHOR, audience: [seat], text };
}
