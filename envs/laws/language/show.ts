/** What a terminal would not show, or would obey: control, invisible and unassigned characters, and line breaks. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text in quotes on one line: what cannot be seen as its code, cut where it is long. */
export function quoted(text: string, limit = 160): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return JSON.stringify(cut).replace(
    UNSEEN,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
}

/** Where two texts part, in quotes. */
export function contrast(one: string, other: string): string {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const from = Math.max(0, same - 20);
  return `${quoted(one.slice(from), 80)} and not ${quoted(other.slice(from), 80)}`;
}
