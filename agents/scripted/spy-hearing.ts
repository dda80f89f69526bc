import { GAME_AUTHOR, type Message } from '@parlor/envs';

/** A clue as it was heard. */
export interface HeardClue {
  readonly seat: number;
  readonly text: string;
}

/** What a seat of Who Is the Spy in words has been told: its own deal, the clues, who has left, and what it is to do. */
export class SpyHearing {
  readonly seat: number;
  /** Undefined where the seat was not told. */
  role: 'civilian' | 'spy' | 'judge' | undefined;
  /** What it was told of its secret: `Your word is cat.` */
  deal = '';
  readonly clues: HeardClue[] = [];
  /** Whether it is to vote now, and for whom it may. */
  voting = false;
  candidates: readonly number[] = [];
  abstain = false;
  /** Whether this is the last round of clues before a vote. */
  lastRound = false;
  /** Players that were voted out, and whether they were spies. */
  readonly out = new Map<number, boolean>();

  constructor(seat: number) {
    this.seat = seat;
  }

  read(messages: readonly Message[]): void {
    for (const { author, text } of messages) {
      if (author === GAME_AUTHOR) this.readGame(text);
      else this.clues.push({ seat: author, text });
    }
  }

  private readGame(text: string): void {
    const dealt = /^You are player \d+(?:, (?:an?|the) (civilian|spy|judge))?\. ([^]*)$/.exec(text);
    if (dealt) {
      const [, role, deal = ''] = dealt;
      this.role = role === 'civilian' || role === 'spy' || role === 'judge' ? role : undefined;
      this.deal = deal;
    } else if (/^Clues\b/.test(text)) {
      this.voting = false;
      const [, round = '1', rounds = '1'] = /round (\d+) of (\d+):/.exec(text) ?? [];
      this.lastRound = round === rounds;
    } else if (/^All clues\b/.test(text)) {
      this.voting = true;
      this.abstain = text.includes('[n/a]');
      const named = Array.from(text.matchAll(/\[player (\d+)\]/g), ([, player]) => Number(player) - 1);
      this.candidates = named.filter((player) => player !== this.seat);
    } else {
      const left = /Player (\d+) leaves: a (civilian|spy)\.$/.exec(text);
      if (left) this.out.set(Number(left[1]) - 1, left[2] === 'spy');
    }
  }
}
