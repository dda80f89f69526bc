/** Who wrote a message: a seat, or the game itself. */
export const GAME_AUTHOR = -1;

/** Words with an author and an audience. A seat sees the messages addressed to it, and nothing else. */
export interface Message {
  /** A seat, or {@link GAME_AUTHOR}. */
  readonly author: number;
  /** The seats that see it. */
  readonly audience: readonly number[];
  readonly text: string;
  /** Pictures that belong to the text, as data URLs: `data:image/png;base64,…`. Left out where there are none. */
  readonly images?: readonly string[];
}

/**
 * Messages as one text, for a seat to read. Each begins with its author at the margin; its further lines are indented,
 * so no message can hold a line that looks like another message.
 */
export function transcript(messages: readonly Message[], seat: number): string {
  return messages
    .map(({ author, text }) => {
      const name = author === GAME_AUTHOR ? 'Game' : author === seat ? 'You' : `Player ${author + 1}`;
      return `${name}: ${text.split(LINE_BREAK).join('\n  ')}`;
    })
    .join('\n');
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
