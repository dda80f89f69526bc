import { stripVTControlCharacters } from 'node:util';

/** How much of a detail is kept. Unit: characters. */
const DETAIL = 1000;
/** How much of a single line is shown. Unit: characters. */
const LINE = 80;

/**
 * What whoever runs the match is told about a failure: a remark, then the end of what the bot wrote to its standard
 * error. Undefined where there is neither.
 */
export function failureDetail(remark: string, stderr: string): string | undefined {
  const said = cleanLines(remark).slice(0, DETAIL / 2);
  const room = DETAIL - said.length - 1;
  const end = [...cleanLines(stderr)].slice(-room).join('').trimStart();
  return [said, end].filter((text) => text !== '').join('\n') || undefined;
}

/** A line that a bot wrote, on one line and cut. */
export function excerpt(line: string): string {
  const signs = [...cleanLines(line.slice(0, 10 * LINE)).replaceAll('\n', ' ')];
  return signs.length > LINE ? `${signs.slice(0, LINE - 1).join('')}…` : signs.join('');
}

/** Lines as a terminal shows them: without colours and other invisible characters. */
function cleanLines(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r?\n/g, '\n')
    .replaceAll('\t', '  ')
    .replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
}
