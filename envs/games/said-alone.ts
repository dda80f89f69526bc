import { lastMarked } from '../core/reply.ts';
import { REPLY_LIMIT } from '../core/text.ts';

/**
 * What a reply says and nothing besides: in its last brackets or, without any, the whole of it. In lower case, without
 * `I` before it and a full stop after it, so that words that mean an action only when they stand alone can be told.
 */
export function saidAlone(reply: string): string {
  const text = reply.slice(-REPLY_LIMIT);
  return (lastMarked(text) ?? text)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^i (?:will )?/, '')
    .replace(/ ?[.!]+$/, '');
}
