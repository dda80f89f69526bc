/** Bytes of all array buffers that can be reached from a value, each counted once; what `except` names is not looked into. */
export function footprint(value: unknown, except: readonly unknown[] = []): number {
  const seen = new Set<unknown>(except);
  const waiting = [value];
  let bytes = 0;
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    if (part instanceof ArrayBuffer) bytes += part.byteLength;
    else if (ArrayBuffer.isView(part)) waiting.push(part.buffer);
    else for (const inner of Object.values<unknown>({ ...part })) waiting.push(inner);
  }
  return bytes;
}
