const LINE_FEED = 0x0a;

/** Whether a line is longer than may be held; nothing after it is read. */
export class LongLine extends Error {}

/**
 * The lines of a file, without their line feeds, as they come in chunks. No more of it is held than one line and one chunk.
 * @param largest bytes
 * @throws LongLine at the first line that is larger
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  largest: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      size += part.length;
      if (size > largest) throw new LongLine();
      held.push(part);
      if (end < 0) break;
      yield held.length === 1 ? part : Buffer.concat(held);
      held.length = 0;
      size = 0;
      from = end + 1;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
