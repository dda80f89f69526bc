export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/**
 * What kind of picture these bytes begin: a PNG's signature and header chunk (W3C PNG, sections 5.2 and 11.2.1), the start
 * of a JPEG (ITU-T T.81, B.1.1), or a RIFF file of the form WEBP (RFC 9649, section 2.4).
 * @returns undefined where it is none of them
 */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const ascii = (from: number, length: number): string =>
    String.fromCharCode(...bytes.subarray(from, from + length));
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n' && ascii(12, 4) === 'IHDR') return 'image/png';
  if (ascii(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP') return 'image/webp';
  return undefined;
}
