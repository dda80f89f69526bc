import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GAME_AUTHOR, type LanguageGame, wordDuel } from '@parlor/envs';
import fc from 'fast-check';
import type { WordDuelState } from '../../envs/games/word-duel.ts';
import { WORDS } from '../../envs/games/word-duel-words.ts';
import { languageLaws } from './language-laws.ts';

type Rules = LanguageGame<WordDuelState, string>;
const honest = wordDuel();
const both = [0, 1];

/** Word duels with one fault each, and the law that must report it. */
const FAULTS: readonly [law: RegExp, fault: string, game: () => Rules][] = [
  [
    /same seed/,
    'remembers earlier episodes',
    () => {
      let episodes = 0;
      const late = (state: WordDuelState): WordDuelState => ({
        ...state,
        secrets: ['apple', WORDS[5][++episodes % 64]],
      });
      return {
        ...honest,
        start: (random) => ({ ...honest.start(random), state: late(honest.start(random).state) }),
      };
    },
  ],
  [
    /nothing writes/,
    'writes to the state it is given',
    () => ({
      ...honest,
      apply(state, guess, random) {
        const next = honest.apply(state, guess, random);
        (state.guesses as string[]).push(guess);
        return next;
      },
    }),
  ],
  [
    /goes on as the saved one/,
    'draws from a generator of its own',
    () => {
      let calls = 0;
      return {
        ...honest,
        apply(state, guess, random) {
          const { state: next, messages } = honest.apply(state, guess, random);
          return {
            state: next,
            messages: [...messages, { author: GAME_AUTHOR, audience: both, text: `${calls++}` }],
          };
        },
      };
    },
  ],
  [
    /separate ways/,
    'shares its state with clones',
    () => {
      const guesses: string[] = [];
      return {
        ...honest,
        start(random) {
          guesses.length = 0;
          return honest.start(random);
        },
        apply(state, guess, random) {
          guesses.push(guess);
          return honest.apply({ ...state, guesses: guesses.slice(0, 12) }, guess, random);
        },
      };
    },
  ],
  [
    /never reaches another seat/,
    'shares whatever was said',
    () => ({
      ...honest,
      parse: (_state, _seat, reply) => ({ action: reply }),
      apply(state, guess, random) {
        const { state: next, messages } = honest.apply(state, 'apple', random);
        return { state: next, messages: [...messages, { author: GAME_AUTHOR, audience: both, text: guess }] };
      },
    }),
  ],
  [
    /bounded/,
    'pays both seats for a find',
    () => ({ ...honest, returns: (state) => honest.returns(state).map((value) => Math.abs(value)) }),
  ],
  [
    /bounded/,
    'ends before its time with a payoff out of range',
    () => ({ ...honest, returns: (state) => [state.guesses.length, -state.guesses.length] }),
  ],
];

for (const [law, fault, game] of FAULTS) {
  test(`a game that ${fault} breaks the law: ${law.source}`, async () => {
    // Few words, so that a random script finds one.
    const guess = fc.constantFrom(...WORDS[5].slice(0, 3)).map((name) => `[${name}]`);
    const checked = languageLaws({ ...game() }, guess).find(({ name }) => law.test(name));
    assert.ok(checked, `there is no law ${law.source}`);
    await assert.rejects(checked.check(500, { shrink: false }), /Counterexample/);
  });
}
