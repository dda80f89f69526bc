import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsyncEnv, make, OptionError, stream, wordDuel } from '@parlor/envs';
import { assertLanguageGame } from '@parlor/envs/laws';
import fc from 'fast-check';
import { feedback } from '../../envs/games/word-duel.ts';
import { WORDS } from '../../envs/games/word-duel-words.ts';
import { play } from '../../envs/laws/language/script.ts';

const word = fc.constantFrom(...WORDS[5]);
const guess = fc.oneof(
  word.map((name) => `[${name}]`),
  word.map((name) => `I guess \\boxed{\\text{${name.toUpperCase()}}}`),
  word.map((name) => `${name}!`),
);

test('word duel keeps the laws of language games, in other words, sizes and settings', async () => {
  await assertLanguageGame(wordDuel({ words: 8 }), { replies: guess, runs: 30 });
  const settings = { turnLimit: 3, invalidMoves: { retries: 3 } };
  await assertLanguageGame(wordDuel({ length: 4 }), { settings, runs: 30 });
});

test('the lists hold 64 different words of each length, in alphabetical order', () => {
  for (const length of [4, 5] as const) {
    const words = WORDS[length];
    assert.equal(words.length, 64);
    assert.deepEqual([...new Set(words)].sort(), words);
    for (const name of words) assert.match(name, new RegExp(`^[a-z]{${length}}$`));
  }
});

test('feedback marks letters in place first, then from the left, each letter of the secret once', () => {
  assert.equal(feedback('crane', 'crane'), '+++++');
  assert.equal(feedback('apple', 'paper'), '~~+~-');
  assert.equal(feedback('berry', 'river'), '~--~~');
  assert.equal(feedback('eagle', 'ember'), '+--~-');
  assert.equal(feedback('melon', 'lemon'), '~+~++');
  assert.equal(feedback('abbbb', 'ccaaa'), '--~--');
});

test('feedback agrees with its definition: + where letters are equal, as many marks as letters in common', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(short, short, (secret, said) => {
      const marks = feedback(secret, said);
      for (const [at, mark] of [...marks].entries()) assert.equal(mark === '+', secret[at] === said[at]);
      for (const letter of 'abc') {
        const count = (text: string): number => [...text].filter((other) => other === letter).length;
        const marked = [...said].map((other, at) => (other === letter ? marks[at] : '')).join('');
        const found = marked.replaceAll('-', '');
        assert.equal(found.length, Math.min(count(secret), count(said)));
        assert.doesNotMatch(marked, /-.*~/); // what is left over is counted from the left
      }
    }),
  );
});

test('the two secrets are different, and every pair is dealt', () => {
  const game = wordDuel({ words: 3 });
  const dealt = new Map<string, number>();
  for (let episode = 0; episode < 600; episode++) {
    const pair = game.start(stream(1, 'chance', { episode })).state.secrets;
    assert.notEqual(pair[0], pair[1]);
    dealt.set(pair.join(), (dealt.get(pair.join()) ?? 0) + 1);
  }
  assert.equal(dealt.size, 6);
  for (const count of dealt.values()) assert.equal(Math.abs(count - 100) < 40, true); // 4.4 standard deviations
});

test('a seat is told its own word at the start, and never the other before the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(word, { maxLength: 12 }), async (seed, guesses) => {
      const env = new AsyncEnv(wordDuel());
      let step = await env.reset({ seed });
      const { secrets } = env.position;
      for (const seat of [0, 1])
        assert.match(env.messages(seat)[0].text, new RegExp(`\\b${secrets[seat]}\\b`));
      for (const said of guesses) {
        if (step.done) break;
        for (const seat of [0, 1]) {
          const told = env
            .messages(seat)
            .map(({ text }) => text)
            .join(' ');
          const guessed = env.position.guesses.includes(secrets[1 - seat]);
          assert.equal(told.includes(secrets[1 - seat]), guessed);
        }
        step = await env.step(`[${said}]`);
      }
    }),
  );
});

test('finding the word wins, whoever finds it', async () => {
  for (const winner of [0, 1]) {
    const env = new AsyncEnv(wordDuel());
    await env.reset({ seed: 3 });
    const { secrets } = env.position;
    if (winner === 1) await env.step(`[${secrets[0]}]`); // its own word, which the other does not hide
    const last = await env.step(`[${secrets[1 - winner]}]`);
    assert.equal(last.terminated && !last.truncated, true);
    assert.deepEqual(last.returns, winner === 0 ? [1, -1] : [-1, 1]);
    assert.match(last.messages.at(-1)?.text ?? '', new RegExp(`Player ${winner + 1} has found the word`));
    for (const secret of secrets) assert.equal(last.messages.at(-1)?.text.includes(secret), true);
  }
});

test('it is a draw when nobody has found the word after all rounds', async () => {
  const env = new AsyncEnv(wordDuel({ rounds: 2 }));
  await env.reset({ seed: 3 });
  const wrong = WORDS[5].filter((name) => !env.position.secrets.includes(name));
  const steps = await play(env, 3, wrong);
  assert.equal(steps.length, 5);
  assert.equal(env.current.terminated, true);
  assert.deepEqual(env.current.returns, [0, 0]);
});

test('the guess is the last word in brackets or a box, or the only word of the list that is named', async () => {
  const env = new AsyncEnv(wordDuel(), { invalidMoves: { retries: 20 } });
  await env.reset({ seed: 1 });
  const state = env.position;
  const read = (reply: string): unknown => {
    const parsed = env.game.parse(state, 0, reply);
    return 'action' in parsed ? parsed.action : parsed.reason;
  };
  assert.equal(read('[crane]'), 'crane');
  assert.equal(read('First [tiger], no: [ Crane ].'), 'crane');
  assert.equal(read('[tiger] or rather \\boxed{crane}'), 'crane');
  assert.equal(read('\\boxed{\\text{[crane]}}'), 'crane');
  assert.equal(read('my guess is Crane.'), 'crane');
  assert.equal(read('crane, yes, crane'), 'crane');
  assert.match(String(read('crane or tiger')), /several/);
  assert.match(String(read('cranes')), /no word of the list/);
  assert.match(String(read('crane [xylem]')), /"xylem" is not in the list/);
  assert.match(String(read('[cranes]')), /6 letters, not 5/);
  assert.match(String(read('[сrаnе]')), /letters a to z/);
  assert.match(String(read('[]')), /nothing in the brackets/);
  assert.match(String(read('')), /empty/);
});

test('every rule and every format says how to answer, with a word that is accepted', () => {
  for (const length of [4, 5]) {
    const game = wordDuel({ length, words: 5 });
    const { state } = game.start(stream(1, 'chance'));
    const failure = game.parse(state, 0, '?');
    assert.ok('format' in failure, 'a question mark is no guess');
    for (const text of [game.rules(0), game.rules(1), failure.format]) {
      const parsed = game.parse(state, 0, text);
      assert.ok('action' in parsed, text);
    }
    for (const name of WORDS[length === 4 ? 4 : 5].slice(0, 5))
      assert.equal(game.rules(0).includes(name), true);
  }
});

test('what it draws as a reply is any word of the list, and accepted', () => {
  const game = wordDuel({ words: 4 });
  const { state } = game.start(stream(1, 'chance'));
  const random = stream(1, 'seat');
  const drawn = new Set(Array.from({ length: 100 }, () => game.sample?.(state, 0, random) ?? ''));
  assert.deepEqual(
    [...drawn].sort(),
    WORDS[5].slice(0, 4).map((name) => `[${name}]`),
  );
  for (const reply of drawn) assert.ok('action' in game.parse(state, 0, reply));
});

test('a secret is hidden from the other seat until the game is over', async () => {
  const game = wordDuel();
  const env = new AsyncEnv(game);
  await env.reset({ seed: 3 });
  const known = (): unknown => game.hidden?.(env.position).map(({ knownTo }) => knownTo);
  const paths = game.hidden?.(env.position).map(({ path }) => path);
  assert.deepEqual(paths, [
    ['secrets', 0],
    ['secrets', 1],
  ]);
  assert.deepEqual(known(), [[0], [1]]);
  await env.step(`[${env.position.secrets[1]}]`);
  assert.deepEqual(known(), []);
});

test('options are checked', () => {
  assert.equal(make('word_duel(length=4)', { rounds: 2 }).game.spec, 'word_duel(rounds=2,length=4,words=64)');
  assert.throws(() => wordDuel({ length: 6 }), OptionError);
  assert.throws(() => wordDuel({ words: 1 }), OptionError);
  assert.throws(() => wordDuel({ rounds: 0 }), OptionError);
});
