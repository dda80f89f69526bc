import type { Message, TimeStep } from '@parlor/envs';
import { addressedTo } from './render.ts';

/** What the seat was told before one of its decisions, and what it then said. */
export interface Turn {
  readonly told: readonly Message[];
  /** The model's words without its private reasoning; undefined while it has not answered. */
  readonly said: string | undefined;
}

/** What a seat has been told and has said in one episode. */
export class History {
  readonly turns: Turn[] = [];
  private readonly seat: number;
  private noted: Message[] = [];
  private step: TimeStep | undefined;

  constructor(seat: number) {
    this.seat = seat;
  }

  note(message: Message): void {
    if (addressedTo(this.seat)(message)) this.noted.push(message);
  }

  /**
   * Opens the turn of a time step. Its messages have mostly been noted before, and count once; of a step that is
   * shown again, because the reply named no action, only what was noted since is new.
   */
  open(step: TimeStep): void {
    // A turn that was never answered, because it was cancelled, is asked anew with what has come since.
    const last = this.turns.at(-1);
    if (last !== undefined && last.said === undefined) {
      this.turns.pop();
      this.noted.unshift(...last.told);
    }
    const heard = new Map<string, number>();
    for (const message of this.noted) {
      const words = identity(message);
      heard.set(words, (heard.get(words) ?? 0) + 1);
    }
    const shown = step === this.step ? [] : step.messages.filter(addressedTo(this.seat));
    const unheard = shown.filter((message) => {
      const words = identity(message);
      const left = heard.get(words) ?? 0;
      if (left > 0) heard.set(words, left - 1);
      return left === 0;
    });
    this.turns.push({ told: [...unheard, ...this.noted], said: undefined });
    this.noted = [];
    this.step = step;
  }

  /** Closes the turn with what the model said. */
  close(said: string): void {
    const last = this.turns.pop();
    this.turns.push({ told: last?.told ?? [], said });
  }
}

function identity({ author, text }: Message): string {
  return `${author} ${text}`;
}
