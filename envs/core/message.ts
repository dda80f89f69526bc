/** Who wrote a message: a seat, or the game itself. */
export const GAME_AUTHOR = -1;

/** Words with an author and an audience. A seat sees the messages addressed to it, and nothing else. */
export interface Message {
  /** A seat, or {@link GAME_AUTHOR}. */
  readonly author: number;
  /** The seats that see it. */
  readonly audience: readonly number[];
  readonly text: string;
}
