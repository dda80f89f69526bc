import { splitReasoning } from '@parlor/envs';
import type { Completion } from './completion.ts';
import type { ChatTemplate } from './template.ts';

/** What is kept of a model's words and of its reasoning, each: the end of what is longer. Unit: UTF-16 code units. */
export const WORDS_LIMIT = 100_000;

export interface Spoken {
  /** For the game, private reasoning first between `<think>` tags, which the environment keeps for its author. */
  readonly reply: string;
  /** The words without the reasoning, as the model is shown them later as its own. */
  readonly said: string;
}

/**
 * What a model's answer says in the game. Reasoning is told apart before anything is cut, so that a cut never makes
 * it public. With answer tags, only what is in the last pair is said; what surrounds it is reasoning.
 */
export function spoken({ text, reasoning, refusal }: Completion, mark: ChatTemplate['mark']): Spoken {
  const split = splitReasoning(text === '' ? (refusal ?? '') : text);
  const said = end(split.speech).trim();
  const { answer, rest } = mark === 'answer-tags' ? unwrap(said) : { answer: said, rest: '' };
  const thoughts = [reasoning, split.reasoning, rest]
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const thinking = end(thoughts.join('\n')).replace(TAG, '‹');
  return { reply: thinking === '' ? answer : `<think>${thinking}</think>${answer}`, said };
}

/** Reasoning that quotes a closing tag must not end the tag around it. */
const TAG = /<(?=\/?\s*(?:think|thinking|reasoning)\b)/gi;

function end(text: string): string {
  return text.slice(-WORDS_LIMIT);
}

/** What the last `<answer>` holds, up to its closing tag or the end; without one, everything. */
function unwrap(text: string): { answer: string; rest: string } {
  const open = /<answer>/gi;
  let from = -1;
  let start = 0;
  for (const tag of text.matchAll(open)) [from, start] = [tag.index, tag.index + tag[0].length];
  if (from < 0) return { answer: text, rest: '' };
  const close = text.slice(start).search(/<\/answer>/i);
  const to = close < 0 ? text.length : start + close;
  const after = text.slice(to).replace(/^<\/answer>/i, '');
  return { answer: text.slice(start, to).trim(), rest: `${text.slice(0, from).trim()} ${after.trim()}` };
}

/** Whether an answer is a refusal, or says nothing, and how: for the log, since the game judges it like any other. */
export function refusal({ text, refusal: why, finish, toolCalls }: Completion): string | undefined {
  if (why !== null) return `the model declines: ${why.slice(0, 200)}`;
  if (finish === 'content_filter') return 'the answer was filtered';
  if (splitReasoning(text).speech.trim() !== '') return undefined;
  if (toolCalls > 0) return 'the model calls a tool instead of answering';
  return finish === 'length' ? 'the answer ran out of tokens before it said anything' : 'the answer is empty';
}
