import { ParlorError } from '../core/errors.ts';
import { base64 } from './base64.ts';
import { pictureType, type PictureType } from './picture-type.ts';

/** Two pictures of one name, each as a data URL such as `data:image/png;base64,…`, as chat models take them. */
export interface PicturePair {
  readonly name: string;
  readonly original: string;
  readonly edited: string;
}

/** A file's name and what is in it, or why it could not be read, as in `is no regular file`. */
export type PictureFile =
  { readonly file: string; readonly bytes: Uint8Array } | { readonly file: string; readonly problem: string };

/** Pictures that cannot be used; `problems` names every one that is wrong, and why. */
export class PictureError extends ParlorError {
  override readonly name = 'PictureError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], where = 'pictures') {
    const shown = problems.slice(0, 5).join('; ');
    const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
    super(
      `${where}: ${shown}${more}; give pairs NAME_original.png and NAME_modified.png (or jpg, jpeg, webp) and nothing else.`,
    );
    this.problems = problems;
  }
}

const FILE = /^(.+)_(original|modified)\.(png|jpe?g|webp)$/is;

const TYPES: Readonly<Record<string, PictureType>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/**
 * Pairs of pictures from files called `NAME_original.png` and `NAME_modified.png`, as in the data of Vision-Zero; also jpg,
 * jpeg and webp. What is in a file must be what its ending says, by its first bytes, and the two of a pair must differ.
 * @param files one after the other, so that no more than one need be held; in any order
 * @param where what an error calls them, such as the name of a folder
 * @returns the pairs in ascending order of their names (by UTF-16 code units, so alike on every machine)
 * @throws PictureError that names all that is wrong: no files, files of another name or format, without a partner, or
 * that could not be read.
 */
export function picturePairs(files: Iterable<PictureFile>, where?: string): PicturePair[] {
  const problems: string[] = [];
  const sides = { original: new Map<string, string>(), modified: new Map<string, string>() };
  for (const entry of files) {
    const [, name, word, extension] = FILE.exec(entry.file) ?? [];
    const side = sides[word?.toLowerCase() === 'original' ? 'original' : 'modified'];
    const { url = '', problem } =
      name === undefined
        ? { problem: 'has no name of a picture of a pair' }
        : side.has(name)
          ? { problem: 'is the second of its name' }
          : dataUrl(entry, TYPES[extension.toLowerCase()]);
    if (problem !== undefined) problems.push(`${JSON.stringify(entry.file)} ${problem}`);
    if (name !== undefined && !side.has(name)) side.set(name, url);
  }
  const names = [...new Set([...sides.original.keys(), ...sides.modified.keys()])].sort();
  const pairs = names.map((name) => {
    const [original, edited] = [sides.original.get(name), sides.modified.get(name)];
    if (original === undefined) problems.push(`${JSON.stringify(name)} has no original picture`);
    else if (edited === undefined) problems.push(`${JSON.stringify(name)} has no modified picture`);
    else if (original === edited && original !== '') {
      problems.push(`${JSON.stringify(name)} is twice the same picture`);
    }
    return { name, original: original ?? '', edited: edited ?? '' };
  });
  if (names.length === 0 && problems.length === 0) problems.push('there are none');
  if (problems.length > 0) throw new PictureError(problems, where);
  return pairs;
}

/** A file as a data URL, or what is wrong with it. */
function dataUrl(
  entry: PictureFile,
  named: PictureType,
): { readonly url?: string; readonly problem?: string } {
  if ('problem' in entry) return { problem: entry.problem };
  const type = pictureType(entry.bytes);
  if (type === undefined) return { problem: 'holds no png, jpeg or webp picture' };
  if (type !== named) return { problem: `holds ${type}, not ${named}` };
  return { url: `data:${type};base64,${base64(entry.bytes)}` };
}
