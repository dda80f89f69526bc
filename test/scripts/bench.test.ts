import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadGame } from '@parlor/envs';
import { figureTable } from '../../scripts/bench/figure-table.ts';
import type { Figure } from '../../scripts/bench/measure.ts';
import { compared, OPEN_SPIEL } from '../../scripts/bench/open-spiel.ts';
import { hasOwnProcess, partsOf, wordsOf } from '../../scripts/bench/parts.ts';
import { rows } from '../support/rows.ts';

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

test('Kuhn poker is measured before the games that are told as parts of it', () => {
  const named = partsOf(SUITES, [], ['hex', 'connect_four', 'kuhn_poker']).map(({ game }) => game);
  assert.deepEqual(named, ['kuhn_poker', 'hex', 'connect_four']);
});

const figure = (name: string, value: number, suite = 'games'): Figure => ({
  suite,
  name,
  value,
  unit: 'M transitions/s',
  baseline: null,
});

const MEASURED = [
  figure('kuhn_poker', 20),
  figure('kuhn_poker, compiled loop', 40),
  figure('holdem(betting=limit)', 10),
  figure('holdem(betting=limit), compiled loop', 12),
  figure('hex', 5),
];

test("figures of games stand beside OpenSpiel's, and both beside Kuhn poker's by the same loop", () => {
  const [kuhn, , limit, compiled, hex] = MEASURED.map((one) => compared(one, MEASURED));
  assert.deepEqual(kuhn, {
    openSpiel: 10.9,
    timesOpenSpiel: 20 / 10.9,
    perKuhn: 1,
    openSpielPerKuhn: 1,
  });
  const there = { openSpiel: 1.45, openSpielPerKuhn: 1.45 / 10.9 };
  assert.deepEqual(limit, { ...there, timesOpenSpiel: 10 / 1.45, perKuhn: 0.5 });
  assert.deepEqual(compiled, { ...there, timesOpenSpiel: 12 / 1.45, perKuhn: 0.3 });
  assert.deepEqual(hex, { openSpiel: null, timesOpenSpiel: null, perKuhn: 0.25, openSpielPerKuhn: null });
});

test('without Kuhn poker in the run nothing is a part of it, and other suites are not compared at all', () => {
  const [, , limit] = MEASURED;
  assert.deepEqual(compared(limit, [limit])?.perKuhn, null);
  assert.equal(compared(figure('kuhn_poker', 3, 'vector'), MEASURED), undefined);
});

test('people are told the same, in columns that are there for games alone', () => {
  const lines = figureTable(MEASURED).split('\n');
  assert.match(lines[0], /naive +ratio +OpenSpiel +times OpenSpiel +per Kuhn +OpenSpiel per Kuhn$/);
  assert.match(lines[4], /holdem\(betting=limit\) .* 1\.45 +6\.90 +0\.500 +0\.133$/);
  assert.match(lines[6], /hex .* 0\.250$/);
  assert.match(lines[7], /on another machine/);
  assert.doesNotMatch(figureTable([figure('seven cards', 80, 'hands')]), /OpenSpiel|Kuhn/);
});

test("every game of OpenSpiel's figures is one of ours by the name that is measured", () => {
  for (const spec of Object.keys(OPEN_SPIEL)) assert.doesNotThrow(() => loadGame(spec), spec);
  const measured = partsOf(SUITES, ['games'], []).flatMap(({ game }) => game ?? []);
  const variants = Object.keys(OPEN_SPIEL).filter((spec) => spec.includes('('));
  for (const spec of variants) assert.ok(measured.includes(spec), spec);
});

test('programs are told it in the row of a figure', async () => {
  const told = await rows(['bench', 'games', '--game', 'kuhn_poker', '--json'], 'figure');
  assert.deepEqual(
    told.rows.map(({ name, openSpiel, perKuhn }) => ({ name, openSpiel, perKuhn })),
    ['kuhn_poker', 'kuhn_poker, compiled loop'].map((name) => ({ name, openSpiel: 10.9, perKuhn: 1 })),
  );
  for (const { value, timesOpenSpiel } of told.rows) assert.equal(timesOpenSpiel, Number(value) / 10.9);
});
