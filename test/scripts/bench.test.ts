import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasOwnProcess, partsOf, wordsOf } from '../../scripts/bench/parts.ts';

const SUITES = ['vector', 'games', 'hands'];

/** The parts that the command line of a part asks for. */
function askedBy(words: readonly string[]): unknown {
  const [suite, , game] = words;
  return partsOf(SUITES, [suite], game === undefined ? [] : [game]);
}

test('whatever has a process of its own asks there for itself alone, so that processes do not beget processes', () => {
  const parts = partsOf(SUITES, [], []);
  assert.deepEqual(parts.slice(0, 2), [{ suite: 'vector' }, { suite: 'games' }]);
  assert.ok(parts.some(({ game }) => game === 'holdem(players=6)'));
  for (const part of parts.filter(hasOwnProcess)) assert.deepEqual(askedBy(wordsOf(part)), [part]);
  assert.equal(parts.filter((part) => !hasOwnProcess(part)).length, 1);
});

test('games may be named alone, as games only', () => {
  assert.deepEqual(partsOf(SUITES, [], ['kuhn_poker', 'hex(rows=5)']), [
    { suite: 'games', game: 'kuhn_poker' },
    { suite: 'games', game: 'hex(rows=5)' },
  ]);
  assert.throws(() => partsOf(SUITES, ['hands'], ['kuhn_poker']), /--game goes with the suite games alone/);
  assert.throws(() => partsOf(SUITES, ['games'], ['kuhnn_poker']), /There is no game/);
});
