import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseRecord, replayLanguage } from '@parlor/envs';
import { ModelServer } from '../../scripts/support/model-server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { parlor } from '../support/process.ts';
import { rows } from '../support/rows.ts';

describe('match', { concurrency: 2 }, () => {
  test('shows a cross-table of everybody against everybody', async () => {
    const words = [
      'match',
      '--game',
      'tic_tac_toe',
      '--agents',
      'uniform,script,first-legal',
      '--deals',
      '20',
    ];
    const { status, stdout, stderr } = await parlor(words);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /20 deals from every seat in each of 3 matches/);
    assert.match(stdout, /return +± 95 % +x +o[^]*\n1 +script +\+0\.\d+/);
    assert.match(stdout, /Mean return of the row against the column:/);
    assert.match(stdout, /In all 120 episodes/);
  });

  test('where all are paid alike, says nothing of who has won; programs are told as of any game', async () => {
    const words = ['match', '--game', 'tiny_hanabi', '--agents', 'random,uniform', '--deals', '3'];
    const { status, stdout } = await parlor(words);
    assert.equal(status, 0);
    assert.match(stdout, /^ +agent +return +± 95 % +player 1 +player 2$/m);
    assert.doesNotMatch(stdout, /drawn/);
    const { result } = await rows([...words, '--json'], 'episode');
    for (const { wins, draws, losses } of result['agents'] as readonly Record<string, unknown>[])
      assert.deepEqual([wins, draws, losses], [0, 6, 0]);
  });

  test('gives the same rows for the same seed and any number of tables, and records that replay', async () => {
    const file = join(temporaryFolder(), 'records.jsonl');
    const words = ['match', '--game', 'word_duel', '--agents', 'script,script', '--deals', '4', '--json'];
    const alone = await rows([...words, '--seed', '5', '--records', file], 'episode');
    const together = await rows([...words, '--seed', '5', '--tables', '3'], 'episode');
    assert.equal(alone.rows.length, 8);
    assert.deepEqual(together.rows, alone.rows);
    const records = readFileSync(file, 'utf8').trimEnd().split('\n');
    assert.equal(records.length, 8);
    for (const line of records) {
      const record = parseRecord(JSON.parse(line));
      assert.equal(record.kind, 'episode');
      if (record.kind === 'episode') assert.equal((await replayLanguage(record)).at(-1)?.done, true);
    }
    const { agents, episodes, interrupted } = alone.result;
    assert.deepEqual([episodes, interrupted], [8, false]);
    assert.equal(Array.isArray(agents) && agents.length, 2);
  });

  test('counts forfeits with their reasons, under the policy that is asked for', async () => {
    const file = join(temporaryFolder(), 'babbler.mjs');
    writeFileSync(
      file,
      `import { createInterface } from 'node:readline';
       for await (const line of createInterface({ input: process.stdin })) {
         const { type, id } = JSON.parse(line);
         if (type === 'begin') console.log(JSON.stringify({ type: 'ready', name: 'babbler' }));
         if (type === 'act') console.log(JSON.stringify({ id, reply: 'zzz' }));
       }`,
    );
    const { status, stdout } = await parlor([
      'match',
      '--game',
      'word_duel(rounds=1)',
      '--agents',
      `bot:${file},script`,
      '--deals',
      '1',
      '--invalid-moves',
      'spiral',
    ]);
    assert.equal(status, 0);
    assert.match(stdout, /Forfeits and failures:\n {2}bot:.*babbler\.mjs: its reply was rejected \(2 ×\)/);
    assert.match(stdout, /2 +bot:.*babbler\.mjs +-1\.500/);
  });

  test('keeps what was played when a person leaves', async () => {
    const { status, stdout } = await parlor(
      ['match', '--game', 'word_duel(rounds=1)', '--agents', 'human,script', '--deals', '3'],
      { input: 'apple\napple\n' },
    );
    assert.equal(status, 0);
    assert.match(stdout, /You have left the match\./);
    assert.match(stdout, /Stopped after 2 episodes/);
  });

  test('plays a game of one’s own from its file', async () => {
    const file = join(temporaryFolder(), 'own.ts');
    writeFileSync(
      file,
      `import { kuhnPoker } from '@parlor/envs';\nexport default { ...kuhnPoker(), id: 'own_poker', spec: 'own_poker' };\n`,
    );
    const { status, stdout, stderr } = await parlor([
      'match',
      '--game',
      file,
      '--agents',
      'random,uniform',
      '--deals',
      '2',
    ]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^own_poker in words, 2 deals/);
  });

  test('ends with status 1 where an endpoint has never answered, and says where to look', async () => {
    const server = await ModelServer.start({
      respond: () => ({ kind: 'status', status: 404, message: 'no such model' }),
    });
    const { status, stdout, stderr } = await parlor(
      ['match', '--game', 'word_duel', '--agents', 'chat:nope,script', '--deals', '100', '--json'],
      { env: { OPENAI_BASE_URL: server.baseURL, OPENAI_API_KEY: 'none' } },
    );
    await server.close();
    assert.equal(status, 1);
    assert.match(stderr, /has not answered chat:nope once: .*404.*Check OPENAI_BASE_URL/);
    assert.ok(server.requests < 10, `${server.requests} requests`);
    assert.doesNotMatch(stdout, /"type":"result"/);
  });

  test('refuses what cannot be with one line and status 2', async () => {
    for (const [wrong, message] of [
      [['--game', 'word_duel', '--agents', 'script'], /has 2 seats, and --agents names 1/],
      [['--game', 'word_duel', '--agents', 'script,cfr'], /is a game in words: the agents are human, script/],
      [['--game', 'kuhn_poker', '--agents', 'script,expert'], /no agent "expert"/],
      [['--game', 'chess_960', '--agents', 'script,script'], /no game "chess_960"/],
      [['--agents', 'script,script'], /--game/],
      [['--game', 'word_duel', '--agents', 'human,script', '--tables', '2'], /one table/],
      [['--game', 'word_duel', '--agents', 'random:5,script'], /nothing follows random/],
      [['--game', 'word_duel', '--agents', 'random,script', '--cache', 'x'], /for chat models/],
      [['--game', './nowhere.ts', '--agents', 'random,script'], /There is no file/],
      [['--game', 'word_duel', '--agents', 'script,script', '--deals', '0'], /whole number from 1/],
    ] as const) {
      const { status, stdout, stderr } = await parlor(['match', ...wrong]);
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    }
  });
});
