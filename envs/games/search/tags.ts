/** A tagged passage of a reply: `<search>…</search>`. */
export interface Tagged {
  readonly tag: string;
  /** What is between the tags, without spaces around it. */
  readonly content: string;
  /** How many passages of that tag the reply has. */
  readonly count: number;
}

/**
 * The tagged passage that counts in a reply, as where a model stops at the first closing tag that does something: a
 * search where one is closed before anything else, otherwise the last passage of the tag that is closed first. The end
 * of a reply closes what is open. Tags are read whatever their case.
 */
export function readTags(reply: string, tags: readonly string[]): Tagged | undefined {
  const found = passages(reply, tags);
  if (found.length === 0) return undefined;
  const [{ tag }] = found;
  const same = found.filter((passage) => passage.tag === tag);
  const { content } = tag === SEARCH ? same[0] : same[same.length - 1];
  return { tag, content, count: same.length };
}

/** The tag of a search, after which a model is to stop. */
export const SEARCH = 'search';

/** All passages in the order in which they are closed. Takes time linear in the length. */
function passages(reply: string, tags: readonly string[]): { tag: string; content: string }[] {
  const found: { tag: string; content: string }[] = [];
  const opened = new Map<string, number>();
  for (const match of reply.matchAll(new RegExp(`<(/?)\\s*(${tags.join('|')})\\s*>`, 'gi'))) {
    const tag = match[2].toLowerCase();
    const start = opened.get(tag);
    if (match[1] === '') {
      opened.set(tag, match.index + match[0].length);
    } else if (start !== undefined) {
      found.push({ tag, content: reply.slice(start, match.index).trim() });
      opened.delete(tag);
    }
  }
  if (found.length > 0) return found;
  // Where a model stops at the closing tag, the tag itself is often cut off.
  const [last] = [...opened].sort((a, b) => b[1] - a[1]);
  return last === undefined ? [] : [{ tag: last[0], content: reply.slice(last[1]).trim() }];
}
