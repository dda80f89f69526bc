let leaving: (() => void) | undefined;

/**
 * What a command does when whoever reads its output stops reading, as `head` does: it goes on to its end in silence,
 * since it has a file to write. Other commands end there.
 */
export function whenReaderLeaves(action: () => void): void {
  leaving = action;
}

/** Called when standard output has nobody to read it any more; tells whether the command goes on. */
export function readerLeft(): boolean {
  const action = leaving;
  leaving = undefined;
  action?.();
  return action !== undefined;
}
