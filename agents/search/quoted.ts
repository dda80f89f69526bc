/**
 * Somebody else's words in a question to a model: data on one line, cut to size. Nothing in them passes for a tag, a
 * bracket, another document, the question, or an answer.
 * @param limit UTF-16 code units
 */
export function quoted(text: string, limit: number): string {
  const line = text
    .slice(0, 4 * limit)
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/[<＜]/g, '‹')
    .replace(/[>＞]/g, '›')
    .replace(/[[［【]/g, '(')
    .replace(/[\]］】]/g, ')')
    .replace(/\b(answer|question|document)( \d+)?\s?[:：]/giu, '$1$2 –')
    .trim();
  return line.length > limit ? `${line.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
