import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame, make, OptionError, TERMINAL } from '@parlor/envs';
import { perft } from './perft.ts';

describe('tiny Hanabi', () => {
  // Reference table: 3 chance, 16 decision and 36 terminal histories, so 1, 2 | 4, 12 | 36 by depth.
  test('has exactly its histories', () =>
    assert.deepEqual(perft(loadGame('tiny_hanabi')), [1, 2, 4, 12, 36]));

  // The table of the paper, as OpenSpiel has it by default: cards of players 1 and 2, then choices 1 and 2.
  const payoffs = [
    [10, 0, 0, 4, 8, 4, 10, 0, 0],
    [0, 0, 10, 4, 8, 4, 0, 0, 10],
    [0, 0, 10, 4, 8, 4, 0, 0, 0],
    [10, 0, 0, 4, 8, 4, 10, 0, 0],
  ];
  test('pays both what the published table says', () => {
    const game = loadGame('tiny_hanabi');
    const state = new Int32Array(game.stateSize);
    const returns = new Float64Array(2);
    for (const [deal, table] of payoffs.entries()) {
      for (const [place, payoff] of table.entries()) {
        game.start(state);
        for (const action of [deal >> 1, deal & 1, Math.floor(place / 3), place % 3]) {
          game.returns(state, returns);
          assert.deepEqual(Array.from(returns), [0, 0]);
          game.apply(state, action);
        }
        assert.equal(game.mover(state), TERMINAL);
        game.returns(state, returns);
        assert.deepEqual(Array.from(returns), [payoff, payoff]);
      }
    }
  });

  test('the second player sees the choice and not the card behind it; at the end both cards are turned up', () => {
    const env = make('tiny_hanabi');
    const views = new Set<string>();
    const ends = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      env.reset({ seed });
      const [, first, second] = env.position;
      env.step(0);
      if (second !== 0) continue;
      views.add(env.view(1));
      env.step(2);
      ends.add(`${first}: ${env.view(1).split('\n').at(-1)}`);
    }
    assert.equal(views.size, 1);
    assert.deepEqual([...ends].sort(), [
      '0: Player 1 had A, player 2 had A: both get 0.',
      '1: Player 1 had B, player 2 had A: both get 10.',
    ]);
  });

  test('a table of another shape must be given, and must fit', () => {
    assert.throws(() => loadGame('tiny_hanabi', { cards: 3, actions: 2 }), {
      name: 'OptionError',
      message: /3 cards and 2 actions need 36 payoffs, not 0/,
    });
    assert.throws(() => loadGame('tiny_hanabi', { payoffs: [1, 2, 3, 4] }), OptionError);
    const game = loadGame('tiny_hanabi(cards=1,actions=2,payoffs=1/2/3/4.5)');
    assert.deepEqual(game.payoffRange, [1, 4.5]);
    assert.equal(loadGame(game.spec).spec, game.spec);
  });
});
