import { createHash } from 'node:crypto';
import type { ModelRequest } from './model-behaviour.ts';

/**
 * A good answer to a request, made of nothing but its messages: a word that fits all that is known in word duel, one
 * of the answers that a game lists, or else a word in brackets. The same request gives the same answer.
 */
export function sensibleAnswer({ messages }: Pick<ModelRequest, 'messages'>): string {
  const told = messages.filter(({ role }) => role !== 'assistant').map(({ text }) => text);
  const all = told.join('\n');
  const choose = (answers: readonly string[]): string | undefined => answers[hash(all) % answers.length];
  const words = /from this list, not the same: ([a-z ]+)\./.exec(all)?.[1]?.split(' ');
  if (words) return `[${choose(fitting(words, told.slice(1).join('\n'))) ?? words[0]}]`;
  const listed = [...(told.at(-1) ?? '').matchAll(/\[([^\][]+)\]/g)].map(([, answer]) => answer ?? '');
  const ruled = [...(told[0] ?? '').matchAll(/\[([^\][]+)\]/g)].map(([, answer]) => answer ?? '');
  return `[${choose(listed) ?? choose(ruled) ?? 'pass'}]`;
}

/** The words that the seat's own guesses do not rule out. */
function fitting(words: readonly string[], told: string): string[] {
  const own = /You: ([a-z]+)\nGame: ([a-z]+) ([+~-]+)/g;
  const known = [...told.matchAll(own)].filter(([, guess, echo]) => guess === echo);
  const hidden = /You hide the word ([a-z]+)\./.exec(told)?.[1];
  return words.filter(
    (word) =>
      word !== hidden &&
      known.every(
        ([, guess = '', , signs]) => word.length === guess.length && signsOf(word, guess) === signs,
      ),
  );
}

/** What word duel tells of a guess, if this is the hidden word: see its rules. */
function signsOf(secret: string, guess: string): string {
  const rest = [...secret].filter((letter, at) => letter !== guess[at]);
  return [...guess]
    .map((letter, at) => {
      if (letter === secret[at]) return '+';
      const found = rest.indexOf(letter);
      if (found >= 0) rest.splice(found, 1);
      return found >= 0 ? '~' : '-';
    })
    .join('');
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0);
}
