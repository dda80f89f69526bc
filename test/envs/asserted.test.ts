import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Env, gameKind, gameNames, loadGame, stream } from '@parlor/envs';
import { asserted } from '../../envs/core/asserted.ts';

const stated = (text: string): string =>
  asserted(text)
    .replace(/[\s;,:.]+/g, ' ')
    .trim();

test('what one denies, doubts, asks, makes a condition of or tells of others is not stated', () => {
  for (const [text, left] of [
    ["I won't bet: I check.", 'I check'],
    ["I don't think I will call", ''],
    ['I dont call', ''],
    ['I refuse to accept.', ''],
    ['Instead of folding I call', 'I call'],
    ['Rather than play card 2, discard card 1', 'discard card 1'],
    ['I will accept if you give me 2', ''],
    ["I want to accept but can't", ''],
    ['accept nothing less', ''],
    ['Should I accept? No. I make an offer', 'I make an offer'],
    ['Please accept my offer', ''],
    ['You offered 4; I accept', 'I accept'],
    ['player 2 should play card 2', ''],
    ['I bet you will fold', 'I bet'],
    ['it would be wrong to call', ''],
    ['too expensive to call', ''],
    ['a bet is not wise', ''],
    ['Maybe I call', ''],
    ['I call I do not fold', 'I call'],
    ["I won't bet I call I won't fold", 'I call'],
    ['I fold rather than call', 'I fold'],
    ['I call, since he has nothing', 'I call since'],
  ] as const)
    assert.equal(stated(text), left, text);
});

test('what one does is stated, also to somebody, and of what cannot be otherwise', () => {
  for (const [text, left] of [
    ['I accept your offer', 'I accept your offer'],
    ['I agree with you', 'I agree with you'],
    ['I offer you 2 hats, 1.5 at most', 'I offer you 2 hats 1 5 at most'],
    ['Thank you, I accept', 'Thank you I accept'],
    ['No doubt I call', 'I call'],
    ['I have no choice but to fold', 'I have but to fold'],
  ] as const)
    assert.equal(stated(text), left, text);
});

test('a name that is denied is no action in any game', () => {
  const denials = ["I can't ", 'I never ', "Don't ", 'If you ', 'Why would I ', 'You should '];
  for (const name of gameNames().filter((one) => gameKind(one) === 'closed')) {
    const game = loadGame(name);
    const env = new Env(game);
    const random = stream(5, 'seat');
    let step = env.reset({ seed: 5 });
    for (let turn = 0; turn < 12 && !step.done; turn++) {
      const action = step.legal[random.below(step.legal.length)] ?? 0;
      const words = game.text.actionName(env.position, action);
      for (const denial of denials) {
        const read = game.text.parse(env.position, `${denial}${words}.`);
        assert.equal(
          typeof read,
          'object',
          `${name}: "${denial}${words}." is read as ${JSON.stringify(read)}`,
        );
      }
      assert.equal(game.text.parse(env.position, `[${words}]`), action);
      step = env.step(action);
    }
  }
});

test('takes any text, and adds nothing to it but marks where something was left out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
      assert.ok(asserted(text).length <= 3 * text.length + 3);
    }),
  );
});
