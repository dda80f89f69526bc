import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf } from '../../scripts/support/names.ts';

test('a list of names is parted by commas, and a name with a number stands for so many', () => {
  assert.deepEqual(namesOf('human, script ,random'), ['human', 'script', 'random']);
  assert.deepEqual(namesOf('human,script*3'), ['human', 'script', 'script', 'script']);
  assert.deepEqual(namesOf('bot:./my*bot.py*2'), ['bot:./my*bot.py', 'bot:./my*bot.py']);
  assert.deepEqual(namesOf('script*0,script*x'), ['script*0', 'script*x']);
  assert.deepEqual(namesOf(''), ['']);
});
