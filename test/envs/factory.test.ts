import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdem, kuhnPoker, loadGame, make } from '@parlor/envs';

test('who asks for the same options again is given the same game, however they are written', () => {
  const game = loadGame('leduc_poker');
  assert.equal(loadGame('leduc_poker', { players: 2 }), game);
  assert.equal(loadGame('leduc_poker(players=2)'), game);
  assert.notEqual(loadGame('leduc_poker', { players: 3 }), game);
  assert.equal(make('leduc_poker').game, game);
});

test('create makes a game that shares nothing with others', () => {
  const factory = kuhnPoker;
  const [shared, own] = [factory(), factory.create()];
  assert.notEqual(own, shared);
  assert.notEqual(own.apply, shared.apply);
  assert.equal(own.spec, shared.spec);
});

test('only the latest variants are kept: a sweep over many does not fill the memory', () => {
  const first = holdem({ stacks: [1000] });
  for (let stack = 1001; stack < 1020; stack++) {
    holdem({ stacks: [stack] });
    if (stack < 1010) assert.equal(holdem({ stacks: [1000] }), first, 'still in use');
  }
  assert.equal(holdem({ stacks: [1019] }), holdem({ stacks: [1019] }));
  for (let stack = 1020; stack < 1040; stack++) holdem({ stacks: [stack] });
  assert.notEqual(holdem({ stacks: [1000] }), first);
});
