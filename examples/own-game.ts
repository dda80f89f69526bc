/** A game in words of one's own, whole, and held to the laws: `npx parlor check ./examples/own-game.ts`. */
import { defineLanguageGame, GAME_AUTHOR, lastMarked, speech, TERMINAL, unmarked } from '@parlor/envs';
import { assertLanguageGame } from '@parlor/envs/laws';

type State = { readonly secret: number; readonly guesses: readonly number[] };
type Action = { readonly guess: number; readonly words: string };
const BOTH = [0, 1];

/** Seat 0 knows a number from 1 to 9 and may talk; seat 1 must guess it, and both win if it does. */
export const hint = defineLanguageGame({
  id: 'hint',
  summary: 'one knows a number, the other guesses it',
  options: { rounds: { kind: 'integer', default: 2, min: 1, max: 9, doc: 'guesses' } },
  create: ({ rounds }) => ({
    version: 1,
    seats: 2,
    roles: ['teller', 'guesser'],
    maxTurns: 2 * rounds,
    payoff: 'common',
    payoffRange: [0, 1],
    information: 'imperfect',
    rules: (role) =>
      role === 0 ? 'Say something, without numbers.' : 'Guess a number from 1 to 9, such as [5].',
    start: (random) => {
      const state: State = { secret: 1 + random.below(9), guesses: [] };
      return {
        state,
        messages: [{ author: GAME_AUTHOR, audience: [0], text: `The number is ${state.secret}.` }],
      };
    },
    mover: ({ secret, guesses }: State) =>
      guesses.length === 2 * rounds || guesses.at(-1) === secret ? TERMINAL : guesses.length % 2,
    role: (_state, seat) => seat,
    hidden: ({ guesses }) => (guesses.length < 2 * rounds ? [{ path: ['secret'], knownTo: [0] }] : []),
    sample: (_state, seat, random) => (seat === 0 ? 'Think of trees.' : `[${1 + random.below(9)}]`),
    parse(_state, seat, reply) {
      if (seat === 1) {
        const guess = Number(lastMarked(reply));
        if (Number.isInteger(guess) && guess >= 1 && guess <= 9) return { action: { guess, words: '' } };
        return { reason: 'That is no number from 1 to 9.', format: 'Guess as in [5].' };
      }
      const words = speech(unmarked(reply)).replace(/\p{N}/gu, '·');
      if (words !== '') return { action: { guess: 0, words } };
      return { reason: 'You say nothing.', format: 'Say something, without numbers.' };
    },
    apply: ({ secret, guesses }: State, { guess, words }: Action) => ({
      state: { secret, guesses: [...guesses, guess] },
      messages:
        guess === 0
          ? [{ author: 0, audience: BOTH, text: words }]
          : [
              {
                author: GAME_AUTHOR,
                audience: BOTH,
                text: `${guess} is ${guess === secret ? 'right' : 'wrong'}.`,
              },
            ],
    }),
    returns: ({ secret, guesses }) => BOTH.map(() => (guesses.includes(secret) ? 1 : 0)),
  }),
});

export default hint;
await assertLanguageGame(hint(), { runs: 50 });
console.log('Every law holds.');
