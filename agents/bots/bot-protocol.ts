import type { Message } from '@parlor/envs';
import { z } from 'zod';

/** The version that `begin` states; docs/bots.md describes it. */
export const PROTOCOL = 1;

/** A seat is taken and an episode begins, whatever was before. */
export interface BeginMessage {
  readonly type: 'begin';
  readonly protocol: number;
  readonly game: string;
  readonly seat: number;
  readonly seats: number;
  /** For the bot's own random choices; the deal does not follow from it. 0 … 2³¹ − 1. */
  readonly seed: number;
}

/** The seat must act. What does not apply is left out. */
export interface ActMessage {
  readonly type: 'act';
  /** Which question this is; an answer that repeats another number is dropped. */
  readonly id: number;
  readonly seat: number;
  /** null while it is undecided or the seat does not know it. */
  readonly role: string | null;
  /** Seconds for the answer. */
  readonly time: number;
  /** How to play and to answer: in the first question of an episode, and whenever the role has changed. */
  readonly rules?: string;
  /** What the seat was told since the last question. */
  readonly messages: readonly Message[];
  /** What the seat sees now, in words. */
  readonly view?: string;
  /** Legal actions by number, ascending; only in games that number them. */
  readonly actions?: readonly number[];
  /** Their names, in the same order: in brackets they are replies. */
  readonly legal?: readonly string[];
  /** What the seat knows, as features. */
  readonly observation?: readonly number[];
}

/** The episode is over. */
export interface EndMessage {
  readonly type: 'end';
  readonly returns: readonly number[];
  readonly messages: readonly Message[];
}

export type BotMessage = BeginMessage | ActMessage | EndMessage;

const readySchema = z.object({ type: z.literal('ready'), name: z.string().optional() });
const replySchema = z.object({ reply: z.string(), id: z.number().optional() });
const actionSchema = z.object({ action: z.int(), id: z.number().optional() });
const typedSchema = z.object({ type: z.string() });

/** A line that a bot wrote, understood. */
export type BotLine =
  | { readonly kind: 'ready'; readonly name: string | undefined }
  | { readonly kind: 'answer'; readonly id: number | undefined; readonly answer: string | number }
  /** Of a type that this version does not know. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong'; readonly reason: string };

/** What a line of a bot's output means; a wrong one comes with the reason. */
export function readBotLine(line: string): BotLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'wrong', reason: 'it wrote a line that is not JSON' };
  }
  const ready = readySchema.safeParse(value).data;
  if (ready) return { kind: 'ready', name: ready.name };
  const reply = replySchema.safeParse(value).data;
  if (reply) return { kind: 'answer', id: reply.id, answer: reply.reply };
  const action = actionSchema.safeParse(value).data;
  if (action) return { kind: 'answer', id: action.id, answer: action.action };
  const type = typedSchema.safeParse(value).data?.type;
  if (type !== undefined && type !== 'ready' && type !== 'answer') return { kind: 'unknown' };
  return {
    kind: 'wrong',
    reason: 'it wrote a line that is no answer: "reply" must be a text, or "action" a number',
  };
}

/** A name as a table shows it: on one line, without invisible characters, cut at 40 characters. */
export function cleanName(name: string): string {
  const line = name
    .slice(0, 400)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return [...line].slice(0, 40).join('').trim();
}
