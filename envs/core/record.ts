import type { EpisodeSettings } from './environment.ts';
import { RecordError } from './errors.ts';
import type { Message } from './message.ts';
import type { Seed } from './random.ts';

/** What every recorded file says it is. */
export const RECORD_FORMAT = 'parlor';
/** Raised when the meaning of a field changes; `parseRecord` reads this version. */
export const RECORD_FORMAT_VERSION = 1;

interface RecordHeader {
  readonly format: typeof RECORD_FORMAT;
  readonly formatVersion: typeof RECORD_FORMAT_VERSION;
}

/** Whether actions are numbers out of a finite set, or words. */
export const GAME_KINDS = ['closed', 'language'] as const;
export type GameKind = (typeof GAME_KINDS)[number];

/** Who sat where. */
export interface SeatRecord {
  /** The player's name; null where the viewer may not know it. */
  readonly player: string | null;
  /** The role's name at the end of the record; null while undecided, or where the viewer may not know it. */
  readonly role: string | null;
}

/** What a player may add to its decision. It is the author's own: nobody else's view of a record holds it. */
export interface DecisionNote {
  /** With which it was chosen. */
  readonly probability?: number;
  /** The return that the player expected. */
  readonly value?: number;
  /** What it thought, in words. */
  readonly reasoning?: string;
}

/** One decision of one seat. */
export interface DecisionRecord extends DecisionNote {
  /** Transitions of the episode before it, chance included. */
  readonly turn: number;
  readonly seat: number;
  /** The role's name as the seat was shown it; null where it was not. */
  readonly role: string | null;
  /** What it could do, ascending; empty in a language game. */
  readonly legal: readonly number[];
  /** Only in a closed game. */
  readonly action?: number;
  /** Only in a language game: the words that were read, without private reasoning. */
  readonly reply?: string;
  /** Why the reply was rejected; left out where it was not. */
  readonly rejected?: string;
  /** Why the seat gave no reply and so forfeited; left out where it gave one. */
  readonly forfeit?: string;
}

/** A message, and when it was sent. */
export interface MessageRecord extends Message {
  /** Transitions of the episode before it, the one that it tells of included. */
  readonly turn: number;
}

/** One play from start to end, or as far as it came. */
export interface EpisodeRecord extends RecordHeader {
  readonly kind: 'episode';
  readonly gameKind: GameKind;
  readonly spec: string;
  readonly version: number;
  /** The seat whose view of the episode this is; null where it is complete. */
  readonly viewer: number | null;
  /** Null in a seat's view: it would tell the deal. */
  readonly seed: Seed | null;
  readonly episode: number;
  /** Which of the seed's games, as in a vector environment; 0 in a language game. */
  readonly game: number;
  /** [seats] */
  readonly seats: readonly SeatRecord[];
  /** Every action and chance outcome; null in a language game and in a seat's view. */
  readonly history: readonly number[] | null;
  /** Null in a closed game. */
  readonly settings: EpisodeSettings | null;
  readonly decisions: readonly DecisionRecord[];
  readonly messages: readonly MessageRecord[];
  /** Payoff of each seat to date: [seats]. */
  readonly returns: readonly number[];
  readonly terminated: boolean;
  readonly truncated: boolean;
  /** Why it was cut short or forfeited. */
  readonly reason: string | null;
}

/** Episodes of one game between assigned players. */
export interface MatchRecord extends RecordHeader {
  readonly kind: 'match';
  readonly spec: string;
  readonly version: number;
  /** Everybody who holds a seat in one of the episodes, once each. */
  readonly players: readonly string[];
  readonly episodes: readonly EpisodeRecord[];
}

export type ParlorRecord = EpisodeRecord | MatchRecord;

/** The header of a record that is made now. */
export const RECORD_HEADER: RecordHeader = { format: RECORD_FORMAT, formatVersion: RECORD_FORMAT_VERSION };

/**
 * A seat's view of an episode: its own decisions, the messages addressed to it, what it was paid and how it ended.
 * The deal, the seed, other seats' decisions, roles and names are left out.
 * @throws RecordError where there is no such seat, or the record is another seat's view.
 */
export function recordFor(record: EpisodeRecord, seat: number): EpisodeRecord {
  if (!(Number.isInteger(seat) && seat >= 0 && seat < record.seats.length)) {
    throw new RecordError(
      `${record.spec}: the record has seats 0 to ${record.seats.length - 1}, not ${seat}.`,
    );
  }
  if (record.viewer !== null && record.viewer !== seat) {
    throw new RecordError(
      `${record.spec}: the record is what seat ${record.viewer} may know, not seat ${seat}.`,
    );
  }
  const decisions = record.decisions.filter((decision) => decision.seat === seat);
  return {
    ...record,
    viewer: seat,
    seed: null,
    history: null,
    seats: record.seats.map(({ player }, index) =>
      index === seat ? { player, role: decisions.at(-1)?.role ?? null } : { player: null, role: null },
    ),
    decisions,
    messages: record.messages.filter((message) => message.audience.includes(seat)),
  };
}
