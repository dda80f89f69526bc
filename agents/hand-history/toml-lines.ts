/** Where the keys of a table stand. */
export interface TomlLines {
  /** The line of the table's header; of the document itself undefined. */
  readonly header: number | undefined;
  /** The line where a key is assigned. */
  lineOf(key: string): number | undefined;
  /** For an array the line of each of its entries. */
  entryLinesOf(key: string): number[];
}

/**
 * Where things stand in a TOML document that has been parsed: a parser gives values and no lines.
 * @returns the keys of the document itself where no table is named, else those under a header such as `[1]`
 */
export function tomlLines(source: string): (table?: string) => TomlLines {
  let tokens: Token[] = [];
  const tables = new Map<string | undefined, Token[]>([[undefined, tokens]]);
  let isHeader = false;
  for (const token of tokenize(source)) {
    if (token.depth === 0 && token.starts && token.text === '[') {
      isHeader = true;
      tokens = [];
    } else if (isHeader && token.depth === 1) {
      isHeader = false;
      tables.set(unquoted(token.text), tokens);
    }
    tokens.push(token);
  }
  return (table) => linesOf(tables.get(table) ?? []);
}

function linesOf(tokens: readonly Token[]): TomlLines {
  const assigned = (key: string): number =>
    tokens.findIndex(
      ({ text, depth, starts }, at) =>
        depth === 0 && starts && unquoted(text) === key && tokens[at + 1]?.text === '=',
    );
  const [first] = tokens;
  return {
    header: first?.text === '[' && first.depth === 0 ? first.line : undefined,
    lineOf: (key) => tokens[assigned(key)]?.line,
    entryLinesOf(key) {
      const lines: number[] = [];
      const from = assigned(key);
      if (from < 0) return lines;
      for (const { text, depth, line } of tokens.slice(from + 2)) {
        if (depth === 0 && text !== '[') break;
        if (depth === 1 && !/^[,\]}]$/.test(text)) lines.push(line);
      }
      return lines;
    },
  };
}

interface Token {
  readonly text: string;
  readonly line: number;
  /** How many brackets are open before it. */
  readonly depth: number;
  /** Whether it is the first of its line. */
  readonly starts: boolean;
}

/** Strings (of all four kinds), brackets, commas, equal signs and bare words; comments and space are left out. */
const TOKEN =
  /"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|\n|[[\]{},=]|[^\s"'#[\]{},=]+/g;

function* tokenize(source: string): Generator<Token> {
  let [line, depth, starts] = [1, 0, true];
  for (const [text] of source.matchAll(TOKEN)) {
    if (text === '\n') {
      line++;
      starts = true;
      continue;
    }
    if (text.startsWith('#')) continue;
    if (text === ']' || text === '}') depth--;
    yield { text, line, depth, starts };
    starts = false;
    if (text === '[' || text === '{') depth++;
    line += text.split('\n').length - 1;
  }
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
