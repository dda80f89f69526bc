import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { ROOT, temporaryFolder } from '../support/folder.ts';
import { node, parlor, parlorMany, type Run } from '../support/process.ts';
import { rows } from '../support/rows.ts';

const COMMANDS = ['games', 'play', 'rollout', 'check', 'solve', 'evaluate', 'league', 'bench'];
const folder = temporaryFolder();

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function subfolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

describe('help', () => {
  test('lists every command, from any folder', async () => {
    const { status, stdout, stderr } = await parlor(['--help'], { cwd: folder });
    assert.deepEqual([status, stderr], [0, '']);
    for (const name of COMMANDS) assert.match(stdout, new RegExp(`^  ${name} +\\S`, 'm'));
    assert.equal((await parlor([])).stdout, stdout);
  });

  test('of each command shows an example, the seed and JSON', async () => {
    const helps = await parlorMany(
      COMMANDS.flatMap((name) => [
        [name, '--help'],
        ['help', name],
      ]),
    );
    for (const [index, { status, stdout, stderr }] of helps.entries()) {
      const name = COMMANDS[index >> 1];
      assert.deepEqual([status, stderr], [0, ''], name);
      assert.match(stdout, new RegExp(`^Usage: parlor ${name} `));
      for (const part of ['Example:\n', `npx parlor ${name}`, '--seed', '--json'])
        assert.ok(stdout.includes(part), part);
    }
  });
});

/** Bad input, the exit status, and what the one line must name. */
const MISTAKES: readonly (readonly [string, string[], number, RegExp])[] = [
  [
    'a command',
    ['slove'],
    2,
    /"slove" \(did you mean solve\?\).*games, play, match, hands, rollout, check, solve, evaluate/,
  ],
  ['a command that help is asked for', ['help', 'slove'], 2, /"slove"/],
  ['an option', ['solve', 'kuhn_poker', '--iteration', '3'], 2, /--iteration.*--iterations.*--algorithm/],
  ['an option before any command', ['--fast'], 2, /--fast/],
  [
    'a game',
    ['solve', 'kuhn_pocker'],
    2,
    /"kuhn_pocker" \(did you mean kuhn_poker\?\).*leduc_poker.*tic_tac_toe/,
  ],
  ['the beginning of a game', ['solve', 'leduc'], 2, /"leduc" \(did you mean leduc_poker\?\)/],
  ['no game', ['solve'], 2, /game/i],
  ['too many arguments', ['solve', 'kuhn_poker', 'leduc_poker'], 2, /solve/],
  ['an unknown game to be described', ['games', 'chess'], 2, /no game "chess".*kuhn_poker/],
  ['a game option', ['rollout', 'kuhn_poker(colour=3)'], 2, /colour.*players/],
  ['a game option out of range', ['rollout', 'kuhn_poker(players=9)'], 2, /players.*from 2 to 6.*9/],
  ['a spec that is none', ['solve', 'kuhn_poker(players'], 2, /option=value/],
  ['an algorithm', ['solve', 'kuhn_poker', '--algorithm', 'cfr++'], 2, /cfr\+\+.*cfr, cfr\+/],
  ['a negative number', ['solve', 'kuhn_poker', '--iterations', '-1'], 2, /iterations.*from 0 on/],
  ['a fraction', ['rollout', 'kuhn_poker', '--episodes', '2.5'], 2, /episodes.*whole number/],
  ['an option without its value', ['games', '--seed'], 2, /--seed/],
  ['a language game where a closed one is needed', ['solve', 'word_duel'], 2, /word_duel.*kuhn_poker/],
  [
    'an agent',
    ['play', 'kuhn_poker', '--seats', 'human,unifrom'],
    2,
    /"unifrom" \(did you mean uniform\?\).*human/,
  ],
  ['too few agents', ['play', 'kuhn_poker', '--seats', 'uniform'], 2, /takes 2 to 6 players/],
  [
    'an agent for another game',
    ['rollout', 'leduc_poker', '--policy', 'kuhn-equilibrium'],
    2,
    /kuhn_poker.*leduc_poker/,
  ],
  ['too many policies', ['rollout', 'kuhn_poker', '--policy', 'uniform,uniform,uniform'], 2, /2 seats.*3/],
  ['a policy file that is not there', ['evaluate', 'kuhn_poker', '/nowhere/x.onnx'], 2, /\/nowhere\/x\.onnx/],
  ['a file of another kind', ['evaluate', 'kuhn_poker', join(ROOT, 'package.json')], 1, /package\.json/],
  ['a damaged table', ['evaluate', 'kuhn_poker', file('bad.json', '{"format":')], 1, /bad\.json/],
  ['a damaged network', ['evaluate', 'kuhn_poker', file('bad.onnx', 'not a model')], 1, /bad\.onnx/],
  ['a folder that is not there', ['solve', 'kuhn_poker', '--out', '/nowhere/x.json'], 1, /\/nowhere.*ENOENT/],
  ['a folder in place of a file', ['solve', 'kuhn_poker', '--out', folder], 2, /is a folder/],
  ['a module that is not there', ['check', './nowhere.ts'], 2, /nowhere\.ts/],
  ['a module without a game', ['check', file('none.mjs', 'export default 7')], 2, /none\.mjs.*Game/],
  ['a module that throws', ['check', file('throws.mjs', 'throw new Error("boo")')], 1, /throws\.mjs.*boo/],
  [
    'a module whose factory throws',
    ['check', file('factory.mjs', 'export default () => { throw new Error("boo") }')],
    1,
    /factory\.mjs.*boo$/m,
  ],
  ['a league of a game in words', ['league', '--game', 'word_duel'], 2, /word_duel.*kuhn_poker/],
  ['a league configuration', ['league', file('league.json', '{"stepz": 3}')], 2, /league\.json.*stepz/],
  [
    'a folder in place of a league configuration',
    ['league', folder],
    2,
    /Cannot read .*: it is a folder; name/,
  ],
  [
    'a folder in place of a chat configuration',
    ['play', 'kuhn_poker', '--seats', `chat:${subfolder('chat.json')},uniform`],
    2,
    /Cannot read .*chat\.json: it is a folder; name a file/,
  ],
  ['a seed in words for the laws', ['check', 'kuhn_poker', '--seed', 'x'], 2, /whole number/],
  [
    'a tree that is too large to solve for play',
    ['rollout', 'kuhn_poker(players=6)', '--policy', 'cfr'],
    2,
    /too large.*--out/,
  ],
];

describe('bad input gets one clear line and nothing on standard output', () => {
  let runs: readonly Run[] = [];
  before(async () => {
    runs = await parlorMany(MISTAKES.map(([, words]) => words));
  });
  for (const [index, [what, , expected, message]] of MISTAKES.entries()) {
    test(what, () => {
      const { status, stdout, stderr } = runs[index];
      assert.deepEqual({ status, stdout }, { status: expected, stdout: '' }, stderr);
      assert.match(stderr, /^parlor: .+\n$/);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  test('with the exit status of the process, and whether JSON is asked for or not', async () => {
    for (const [words, expected] of [
      [['solve', 'kuhn_pocker', '--json'], 2],
      [['evaluate', 'kuhn_poker', file('empty.json', ''), '--json'], 1],
    ] as const) {
      const { status, stdout, stderr } = await parlor(words);
      assert.deepEqual([status, stdout], [expected, '']);
      assert.match(stderr, /^parlor: .+\n$/);
    }
  });
});

test('without the packages one line says what to do', async () => {
  const script = join(folder, 'parlor.mjs');
  cpSync(join(ROOT, 'scripts/parlor.mjs'), script);
  const { status, stdout, stderr } = await node([script, 'games'], { cwd: folder });
  assert.deepEqual([status, stdout], [1, '']);
  assert.equal(stderr, 'parlor: packages are missing; run npm ci.\n');
});

describe('output', { concurrency: 2 }, () => {
  test('a reader that stops early is no failure', async () => {
    const child = spawn(process.execPath, [
      join(ROOT, 'scripts/parlor.mjs'),
      'play',
      'kuhn_poker',
      '--json',
      '--seats',
      'uniform,uniform',
      '--episodes',
      '2000',
    ]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    await once(child, 'close');
    assert.deepEqual({ status: child.exitCode, stderr }, { status: 0, stderr: '' });
  });

  test('of games is a row for each game, with what its options may be', async () => {
    const games = await rows(['games', '--json'], 'game');
    assert.deepEqual(games.result, { type: 'result', games: games.rows.length });
    const leduc = games.rows.find(({ name }) => name === 'leduc_poker');
    assert.ok(leduc);
    assert.deepEqual(leduc['sizes'], { actions: 3, observation: 30, chance: 6, state: 23 });
    assert.deepEqual(leduc['players'], [2, 6]);
    assert.ok(games.rows.some(({ kind }) => kind === 'language'));
    const { stdout } = await parlor(['games']);
    for (const { name } of games.rows) assert.ok(stdout.includes(`\n${String(name)} `));
    const one = await rows(['games', 'leduc_poker', '--json'], 'game');
    assert.deepEqual(one.rows, [leduc]);
    const { stdout: told } = await parlor(['games', 'leduc_poker']);
    assert.match(told, /ranks .*\(2 to 13; 3 unless others say otherwise\)/);
    assert.doesNotMatch(told, /kuhn_poker/);
  });

  test('of rollout has means within their intervals, alike for the same seed alone', async () => {
    const run = (seed: string) =>
      rows(['rollout', 'kuhn_poker', '--episodes', '9000', '--seed', seed, '--json']);
    const [first, again, other] = await Promise.all([run('5'), run('5'), run('6')]);
    const seats = first.result['seats'] as { mean: number; low: number; high: number; policy: string }[];
    // Uniform against uniform is worth 1/8 to the first seat; 9000 episodes tell it to 0.03 or so.
    assert.ok(seats.length === 2 && Math.abs((seats[0]?.mean ?? NaN) - 0.125) < 0.08);
    for (const { mean, low, high, policy } of seats)
      assert.ok(low < mean && mean < high && policy === 'uniform');
    assert.equal((seats[0]?.mean ?? NaN) + (seats[1]?.mean ?? NaN), 0);
    assert.deepEqual(again.result['seats'], seats);
    assert.notDeepEqual(other.result['seats'], seats);
    assert.equal(first.result['episodes'], 9000);
    assert.ok(Number(first.result['transitions']) === Number(first.result['decisions']) + 2 * 9000);
  });
});
