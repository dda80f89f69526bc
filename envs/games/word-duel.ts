import { TERMINAL } from '../core/game.ts';
import { defineLanguageGame } from '../core/language-game.ts';
import { GAME_AUTHOR, type Message } from '../core/message.ts';
import { lastMarked, quote } from '../core/reply.ts';
import type { ParseFailure } from '../core/text.ts';
import { WORDS } from './word-duel-words.ts';

export type WordDuelState = {
  /** The word that each seat hides, and the other seat must find. */
  readonly secrets: readonly [string, string];
  /** Seat 0's first guess, seat 1's first, seat 0's second, … */
  readonly guesses: readonly string[];
};

const BOTH = [0, 1];

/**
 * Word duel: each of two players hides a word of a list that both know, dealt at random, never the same to both. In
 * turn they guess the other's word and both are told, letter by letter, how close the guess was. Whoever finds the
 * word first wins; if nobody has after so many guesses each, it is a draw.
 */
export const wordDuel = defineLanguageGame({
  id: 'word_duel',
  summary: 'guess the word that the other hides before it finds yours',
  options: {
    rounds: { kind: 'integer', default: 6, min: 1, max: 64, doc: 'guesses that each player has' },
    length: { kind: 'integer', default: 5, min: 4, max: 5, doc: 'letters in a word' },
    words: { kind: 'integer', default: 64, min: 2, max: 64, doc: 'words in the list' },
  },
  create({ rounds, length, words: count }) {
    const words = WORDS[length === 4 ? 4 : 5].slice(0, count);
    const known = new Set(words);

    const seatOf = (turn: number): number => turn % 2;
    /** The seat whose last guess found the word, or −1. */
    function winner({ secrets, guesses }: WordDuelState): number {
      const last = guesses.length - 1;
      return last >= 0 && guesses[last] === secrets[1 - seatOf(last)] ? seatOf(last) : -1;
    }
    function mover(state: WordDuelState): number {
      const turns = state.guesses.length;
      return turns === 2 * rounds || winner(state) >= 0 ? TERMINAL : seatOf(turns);
    }
    const tell = (audience: readonly number[], text: string): Message => ({
      author: GAME_AUTHOR,
      audience,
      text,
    });

    return {
      version: 1,
      seats: 2,
      roles: ['first', 'second'],
      maxTurns: 2 * rounds,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'imperfect',

      rules: (role) =>
        [
          `Word duel${role < 0 ? '' : `; you guess ${role === 0 ? 'first' : 'second'}`}.`,
          `Each player hides a word of ${length} letters from this list, not the same: ${words.join(' ')}.`,
          'In turn, guess the word that the other player hides. Both of you are told about each letter:',
          '+ right letter in the right place, ~ the word has it elsewhere, - the word has no (further) such letter.',
          `Whoever finds the word first wins; after ${rounds} ${rounds === 1 ? 'guess' : 'guesses'} each it is a draw.`,
          `Answer with a word of the list in brackets, such as [${words[0]}].`,
        ].join('\n'),

      start(random) {
        const first = random.below(words.length);
        const other = random.below(words.length - 1);
        const state: WordDuelState = {
          secrets: [words[first], words[other < first ? other : other + 1]],
          guesses: [],
        };
        return {
          state,
          messages: BOTH.map((seat) => tell([seat], `You hide the word ${state.secrets[seat]}.`)),
        };
      },

      mover,
      role: (_state, seat) => seat,
      hidden: (state) =>
        mover(state) === TERMINAL ? [] : BOTH.map((seat) => ({ path: ['secrets', seat], knownTo: [seat] })),
      sample: (_state, _seat, random) => `[${words[random.below(words.length)]}]`,

      parse(_state, _seat, reply) {
        const format = `Answer with a word of the list in brackets, such as [${words[0]}].`;
        const marked = lastMarked(reply);
        if (marked !== undefined) {
          const word = marked.toLowerCase();
          return known.has(word) ? { action: word } : { reason: refusal(marked, length), format };
        }
        const named = new Set(
          (reply.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => known.has(word)),
        );
        const [word] = named;
        return named.size === 1 ? { action: word } : { reason: unclear(reply, named.size), format };
      },

      apply({ secrets, guesses }, guess) {
        const seat = seatOf(guesses.length);
        const state: WordDuelState = { secrets, guesses: [...guesses, guess] };
        const messages: Message[] = [
          { author: seat, audience: BOTH, text: guess },
          tell(BOTH, `${guess} ${feedback(secrets[1 - seat], guess)}`),
        ];
        if (mover(state) === TERMINAL) {
          const result =
            winner(state) === seat ? `Player ${seat + 1} has found the word and wins.` : 'A draw.';
          messages.push(tell(BOTH, `${result} Player 1 hid ${secrets[0]}, player 2 hid ${secrets[1]}.`));
        }
        return { state, messages };
      },

      returns(state) {
        const won = winner(state);
        return BOTH.map((seat) => (won < 0 ? 0 : seat === won ? 1 : -1));
      },
    };
  },
});

/**
 * How close a guess is, a sign per letter: `+` right place, `~` elsewhere, `-` not there. Letters in the right place
 * are counted first, then from left to right, each letter of the secret at most once.
 */
export function feedback(secret: string, guess: string): string {
  const left = [...secret].filter((letter, at) => letter !== guess[at]);
  return [...guess]
    .map((letter, at) => {
      if (letter === secret[at]) return '+';
      const index = left.indexOf(letter);
      if (index < 0) return '-';
      left.splice(index, 1);
      return '~';
    })
    .join('');
}

function refusal(word: string, length: number): ParseFailure['reason'] {
  if (word === '') return 'There is nothing in the brackets.';
  if (!/^[a-z]+$/i.test(word)) return `${quote(word)} is not one word of the letters a to z.`;
  if (word.length !== length) return `${quote(word)} has ${word.length} letters, not ${length}.`;
  return `${quote(word)} is not in the list.`;
}

function unclear(reply: string, named: number): ParseFailure['reason'] {
  if (reply.trim() === '') return 'The reply is empty.';
  return named === 0
    ? 'The reply names no word of the list.'
    : 'The reply names several words of the list without brackets.';
}
