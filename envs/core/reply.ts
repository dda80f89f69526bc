/** A reply in words, taken apart. */
export interface SplitReply {
  /** What the seat says: all that the game and the other seats may ever get to see. */
  readonly speech: string;
  /** What it thought aloud, for its author's record only. */
  readonly reasoning: string;
}

/**
 * The tags that models put around their private reasoning: `<think>` and its kin, also with a prefix as in
 * `<seed:think>`; `[THINK]`; `◁think▷`; `<|begin_of_thought|>`; and the channels of `<|channel|>analysis<|message|>`,
 * of which all but `final` are private.
 */
const NAME = '(?:\\w{1,20}:)?(?:think|thinking|thought|thoughts|reasoning|scratchpad|analysis|reflection)';
const REASONING_TAG = new RegExp(
  [
    `</?\\s*${NAME}\\b[^<>]{0,100}>`,
    '\\[/?think\\]',
    '◁/?think▷',
    '<\\|(?:begin|end)_of_thought\\|>',
    '<\\|channel\\|>\\s*\\w{1,20}\\s*<\\|message\\|>',
  ].join('|'),
  'gi',
);

/** Whether a tag ends the reasoning: it has a slash, says so, or opens the channel that everybody is to read. */
function closes(tag: string): boolean {
  return /^[<[◁]\s*\/|^<\|end_of|^<\|channel\|>\s*final/i.test(tag);
}

/**
 * Parts a reply from the private reasoning that models write between `<think>` tags and their kin. In doubt a passage is private:
 * after an opening tag without its closing one, and before a closing tag without its opening one, which many chat
 * templates write themselves. Takes time linear in the length.
 */
export function splitReasoning(reply: string): SplitReply {
  const speech: string[] = [];
  const reasoning: string[] = [];
  let from = 0;
  let thinking = false;
  for (const tag of reply.matchAll(REASONING_TAG)) {
    const passage = reply.slice(from, tag.index);
    const ends = closes(tag[0]);
    if (ends && !thinking) reasoning.push(...speech.splice(0), passage);
    else (thinking ? reasoning : speech).push(passage);
    thinking = !ends;
    from = tag.index + tag[0].length;
  }
  (thinking ? reasoning : speech).push(reply.slice(from));
  return { speech: speech.join(''), reasoning: reasoning.filter((passage) => passage !== '').join('\n') };
}

/**
 * The content of the last `[…]` or `\boxed{…}` of a text, whichever ends last, without the brackets or `\text{…}`
 * inside a box; nothing where there is none. Braces in a box are balanced, brackets do not nest.
 */
export function lastMarked(text: string): string | undefined {
  return lastMark(text)?.content;
}

/** The contents of all marks of a text, as {@link lastMarked} finds the last, in the order in which they end. */
export function marks(text: string): string[] {
  return Array.from(eachMark(text), ({ content }) => content);
}

/** Where a mark is, its signs included, and what is in it. */
interface Mark {
  readonly from: number;
  readonly to: number;
  readonly content: string;
}

function lastMark(text: string): Mark | undefined {
  let found: Mark | undefined;
  for (const mark of eachMark(text)) found = mark;
  return found;
}

function* eachMark(text: string): Generator<Mark> {
  let bracket = -1;
  const braces: number[] = []; // where the content of each open brace starts; negative where it is no box
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '[') bracket = at;
    else if (sign === ']' && bracket >= 0) {
      yield { from: bracket, to: at + 1, content: text.slice(bracket + 1, at).trim() };
      bracket = -1;
    } else if (sign === '{') {
      braces.push(text.endsWith('\\boxed', at) ? at + 1 : -1);
    } else if (sign === '}') {
      const start = braces.pop() ?? -1;
      if (start < 0) continue;
      yield {
        from: start - '\\boxed{'.length,
        to: at + 1,
        content: unwrap(text.slice(start, at)).trim(),
      };
    }
  }
}

function unwrap(content: string): string {
  const inner = /^\s*\\text\{(.*)\}\s*$/s.exec(content)?.[1] ?? content;
  return /^\s*\[(.*)\]\s*$/s.exec(inner)?.[1] ?? inner;
}

/** The longest speech that other seats get to hear; of a longer one its end. Unit: UTF-16 code units. */
export const SPEECH_LIMIT = 1000;

/**
 * Free words as other seats may hear them: its end where it is long, without control and invisible characters, on at
 * most so many lines as it has, none blank, with round brackets for those that mark actions. A message is told apart from its text by whoever shows it ({@link
 * transcript}), so that nothing in it can pass for another message.
 */
export function speech(text: string): string {
  return (
    text
      .slice(-SPEECH_LIMIT)
      .replace(/[^\P{C}\n\u200c\u200d]+/gu, ' ')
      // Brackets and boxes mark actions: in words that are only heard there are none, nor what looks like them.
      .replace(/[[［【〔⟦〚⁅❲]/gu, '(')
      .replace(/[\]］】〕⟧〛⁆❳]/gu, ')')
      .replace(/\\+boxed/g, 'boxed')
      .split(/[\n\u2028\u2029]+/u)
      .map((line) => line.replace(/\p{Zs}+/gu, ' ').trim())
      .filter((line) => line !== '')
      .join('\n')
  );
}

/** The text without its last `[…]` or `\boxed{…}`, which {@link lastMarked} reads: what is said besides the action. */
export function unmarked(text: string): string {
  const found = lastMark(text);
  return found === undefined ? text : `${text.slice(0, found.from)} ${text.slice(found.to)}`;
}

/** A short quotation of somebody's words for a sentence: on one line, cut at 40 characters, in quotation marks. */
export function quote(text: string): string {
  const line = text
    .slice(0, 400)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  const letters = [...line];
  return `"${letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('')}"`;
}
