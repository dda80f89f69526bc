import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isModulePath } from '../../scripts/support/game-module.ts';
import { seatedSpec } from '../../scripts/support/games.ts';
import { namesOf } from '../../scripts/support/names.ts';

test('a list of names is parted by commas, and a name with a number stands for so many', () => {
  assert.deepEqual(namesOf('human, script ,random'), ['human', 'script', 'random']);
  assert.deepEqual(namesOf('human,script*3'), ['human', 'script', 'script', 'script']);
  assert.deepEqual(namesOf('bot:./my*bot.py*2'), ['bot:./my*bot.py', 'bot:./my*bot.py']);
  assert.deepEqual(namesOf('script*0,script*x'), ['script*0', 'script*x']);
  assert.deepEqual(namesOf(''), ['']);
});

test('a spec is no path, though values of its options have slashes in between', () => {
  for (const spec of [
    'kuhn_poker',
    'holdem(stacks=9/14)',
    'repeated_game(game=matrix_game(payoffs=1/2))',
    ' hex (rows=3)',
  ]) {
    assert.equal(isModulePath(spec), false, spec);
  }
  for (const path of [
    './my-game.ts',
    'games/mine',
    'mine.mjs',
    'C:\\games\\mine',
    './holdem(1)/game.ts',
    'holdem(1).ts',
  ]) {
    assert.equal(isModulePath(path), true, path);
  }
});

test('a game has as many players as are named, where it takes so many and its spec says none', () => {
  assert.match(seatedSpec('holdem', 3), /^holdem\(players=3\)$/);
  assert.match(seatedSpec('holdem(stacks=9)', 6), /^holdem\(stacks=9,players=6\)$/);
  for (const spec of ['holdem(players=2)', 'tic_tac_toe', 'in_words(game=holdem)']) {
    assert.equal(seatedSpec(spec, 3), spec);
  }
  assert.equal(seatedSpec('holdem', 11), 'holdem');
});
