import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Kinds of pictures that are written to a file, by their type, and how the file's name ends. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
};

/**
 * Puts pictures into a folder, where a person can look at them, and answers the path of each. The folder is made for
 * the first one; left out, it is a temporary one. Nothing that is in it is written over: numbers that are taken are
 * left out, so several people may have the same folder.
 */
export function pictureShelf(folder?: string): (url: string) => string {
  let shelf: string | undefined;
  let count = 0;
  const known = new Map<string, string>();
  return (url) => {
    const seen = known.get(url);
    if (seen !== undefined) return seen;
    const [, type = '', coding, content = ''] = /^data:([\w/+.-]+)(;base64)?,(.*)$/s.exec(url) ?? [];
    const ending = ENDINGS[type];
    if (ending === undefined) return 'of a kind that cannot be shown here';
    if (shelf === undefined && folder !== undefined) mkdirSync(folder, { recursive: true });
    shelf ??= folder === undefined ? mkdtempSync(join(tmpdir(), 'parlor-pictures-')) : resolve(folder);
    let path: string;
    do path = join(shelf, `${++count}.${ending}`);
    while (existsSync(path));
    const bytes =
      coding === undefined ? Buffer.from(decodeURIComponent(content)) : Buffer.from(content, 'base64');
    writeFileSync(path, bytes, { flag: 'wx' });
    known.set(url, path);
    return path;
  };
}
