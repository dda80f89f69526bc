const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** How many characters are made of codes at once: a call takes only so many arguments. */
const CHUNK = 8192;

/** Bytes in base64 with padding (RFC 4648, section 4). It is written out since this package knows no platform. */
export function base64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const group =
      (bytes[from] << 16) | (left > 1 ? bytes[from + 1] << 8 : 0) | (left > 2 ? bytes[from + 2] : 0);
    codes[to++] = ALPHABET.charCodeAt(group >> 18);
    codes[to++] = ALPHABET.charCodeAt((group >> 12) & 63);
    codes[to++] = left > 1 ? ALPHABET.charCodeAt((group >> 6) & 63) : 61; // the code of =
    codes[to++] = left > 2 ? ALPHABET.charCodeAt(group & 63) : 61;
  }
  let text = '';
  for (let from = 0; from < codes.length; from += CHUNK) {
    text += String.fromCharCode(...codes.subarray(from, from + CHUNK));
  }
  return text;
}
