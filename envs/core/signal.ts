/** The platform's AbortSignal; where the compiler knows no platform, the part of it that is used here. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Platform } }
  ? Platform
  : PortableSignal;

interface PortableSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Does some work, but waits no longer than until the signal aborts; what the work gives after that is dropped.
 * @throws the signal's reason once it has aborted, or what the work throws.
 */
export async function cancellable<Result>(
  work: () => Result | Promise<Result>,
  signal: Signal | undefined,
): Promise<Result> {
  if (signal === undefined) return work();
  if (signal.aborted) throw signal.reason;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    stop = () => reject(signal.reason);
  });
  aborted.catch(() => undefined); // nobody waits for it where the work throws at once
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
