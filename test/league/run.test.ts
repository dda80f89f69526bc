import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  type LeagueConfigInput,
  type LeagueEvent,
  parseConfig,
  RunFolder,
  RunFolderError,
  runLeague,
  type RunOptions,
} from '@parlor/league';
import { temporaryFolder } from '../support/folder.ts';
import { parlor, parlorCommand, run } from '../support/process.ts';
import { rows } from '../support/rows.ts';
import { countingEngine, engine, tiny } from './support.ts';

const root = temporaryFolder();
const FILES = ['config.json', 'events.jsonl', 'policy.onnx', 'report.html', 'result.json'];

/** A clock that goes on by a bit each time it is read. */
function clock(tick: number): () => number {
  let now = 0;
  return () => (now += tick);
}

function start(config: LeagueConfigInput, more: Partial<RunOptions> = {}) {
  return runLeague(parseConfig(config), { engine, root, seconds: clock(0.5), ...more });
}

function linesOf(folder: string): string[] {
  const text = readFileSync(join(folder, 'events.jsonl'), 'utf8');
  assert.ok(text.endsWith('\n'));
  return text.trimEnd().split('\n');
}

/** What a bad folder is refused with: a RunFolderError, one sentence that matches. */
function refused(names: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof RunFolderError, String(error));
    assert.match(error.message, names);
    assert.match(error.message, /^[^\n]+\.$/);
    return true;
  };
}

describe('a run', { concurrency: 1 }, () => {
  test('leaves its configuration, events, policy, result and report, and nothing else', async () => {
    const seen: LeagueEvent[] = [];
    const config = tiny('kuhn_poker', { seed: 'whole' });
    const { result, folder } = await start(config, { name: 'whole', watch: (event) => seen.push(event) });
    assert.equal(folder, join(root, 'whole'));
    assert.deepEqual(readdirSync(folder).sort(), FILES);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
    assert.deepEqual(parseConfig(read('config.json')), parseConfig(config));
    assert.deepEqual(read('result.json'), JSON.parse(JSON.stringify(result)));
    const logged = linesOf(folder).map((line) => JSON.parse(line) as LeagueEvent & { time: number });
    assert.deepEqual(
      logged.map(({ time }) => time),
      logged.map((_, index) => (index + 1) / 2),
    );
    const told = seen.map((event, index) => ({ ...event, time: (index + 1) / 2 }));
    assert.deepEqual(logged, JSON.parse(JSON.stringify(told)));
    assert.equal(logged.at(-1)?.type, 'finished');
  });

  test('writes the same bytes again apart from the times, whatever the batch size and the threads', async () => {
    const config = tiny('leduc_poker', { seed: 5 });
    const log = async (options: Partial<RunOptions>): Promise<[string, Buffer]> => {
      const { folder } = await start(config, options);
      const lines = linesOf(folder).map((line) => line.replace(/,"time":[\d.]+}$/, '}'));
      return [lines.join('\n'), readFileSync(join(folder, 'policy.onnx'))];
    };
    const first = await log({});
    assert.deepEqual(await log({ seconds: clock(7), batch: 9 }), first);
    assert.deepEqual(await log({ threads: 2 }), first);
    const other = await start({ ...config, seed: 6 });
    assert.notEqual(linesOf(other.folder).at(-1), first[0].split('\n').at(-1));
  });

  test('gives back what the engine holds, however it ends', async () => {
    const counting = countingEngine();
    const config = tiny('kuhn_poker');
    await start(config, { engine: counting.engine, name: 'released' });
    assert.equal(counting.held(), 0);
    await assert.rejects(
      start(config, { engine: counting.engine, name: 'released' }),
      refused(/exists already/),
    );
    assert.equal(counting.held(), 0);
    const watch = (): void => assert.fail('watched');
    await assert.rejects(start(config, { engine: counting.engine, name: 'failed', watch }), /watched/);
    assert.equal(counting.held(), 0);
  });

  test('without a name takes the first that is free, made of the game and the seed', () => {
    const place = join(root, 'names');
    const folders: string[] = [];
    for (const [game, seed] of [
      ['kuhn_poker', 1],
      ['kuhn_poker', 1],
      ['kuhn_poker', 1],
      ['kuhn_poker(players=3)', -2],
      ['kuhn_poker', '../ü ?'],
    ] as const) {
      const folder = new RunFolder(place, parseConfig({ game, seed }));
      folder.close();
      folders.push(folder.path);
    }
    const names = ['', '-2', '-3'].map((suffix) => `kuhn_poker-seed1${suffix}`);
    names.push('kuhn_poker-players-3-seed-2', 'kuhn_poker-seed');
    assert.deepEqual(
      folders,
      names.map((name) => join(place, name)),
    );
  });

  test('refuses a name that is a path or exists already, and leaves what is there alone', async () => {
    const config = tiny('kuhn_poker');
    for (const name of ['../x', 'a/b', '..', '.', '', '/tmp/x', '.hidden', 'a\\b', 'a b'])
      await assert.rejects(start(config, { name }), refused(/is no name for a run/), name);
    mkdirSync(join(root, 'taken'));
    writeFileSync(join(root, 'taken', 'mine'), 'mine');
    await assert.rejects(start(config, { name: 'taken' }), refused(/taken.*exists already/));
    assert.deepEqual(readdirSync(join(root, 'taken')), ['mine']);
    await assert.rejects(start(config, { name: 'x'.repeat(300) }), refused(/the name is too long/));
  });

  test('refuses a folder that cannot be, naming it', async () => {
    writeFileSync(join(root, 'file'), 'x');
    const config = tiny('kuhn_poker');
    await assert.rejects(
      start(config, { root: join(root, 'file', 'runs') }),
      refused(/file\/runs: part of the path is a file/),
    );
    await assert.rejects(start(config, { root: join(root, 'file') }), refused(/file/));
    assert.equal(readFileSync(join(root, 'file'), 'utf8'), 'x');
  });

  test('of a game that is not there makes no folder', async () => {
    await assert.rejects(start({ game: 'chess' }, { root: join(root, 'none') }), /chess/);
    assert.equal(existsSync(join(root, 'none')), false);
  });

  test('that is stopped ends after the round at hand and saves everything', async () => {
    const stop = new AbortController();
    const { result, folder } = await start(tiny('kuhn_poker', { steps: 1e9 }), {
      name: 'stopped',
      signal: stop.signal,
      watch: (event) => {
        if (event.type === 'round' && event.round === 1) stop.abort();
      },
    });
    assert.deepEqual([result.interrupted, result.rounds], [true, 2]);
    assert.deepEqual(readdirSync(folder).sort(), FILES);
    assert.match(readFileSync(join(folder, 'report.html'), 'utf8'), /stopped early/);
  });

  test('stops with the error of whoever watches it', async () => {
    const trouble = new Error('the screen is broken');
    let seen = 0;
    await assert.rejects(
      start(tiny('kuhn_poker', { steps: 1e9 }), {
        name: 'watched',
        watch: (event) => {
          seen++;
          if (event.type === 'round') throw trouble;
        },
      }),
      (error) => error === trouble,
    );
    assert.ok(!existsSync(join(root, 'watched', 'result.json')));
    const types = linesOf(join(root, 'watched')).map((line) => (JSON.parse(line) as LeagueEvent).type);
    assert.equal(types.length, seen);
    assert.equal(types.indexOf('round'), types.length - 1, 'nothing is told or logged afterwards');
  });

  test('stops when it cannot be written, and leaves nothing half-written', async () => {
    // A limit on the size of files stands in for a full disk: the write that reaches it is cut short.
    const path = join(root, 'limited.json');
    const limit = (config: LeagueConfigInput) => writeFileSync(path, JSON.stringify(config));
    limit(tiny('kuhn_poker', { steps: 1e9, evaluation: { points: 1 } }));
    const limited = (blocks: number, name: string) =>
      run('sh', [
        '-c',
        `ulimit -f ${blocks}; exec "$0" "$@"`,
        ...[process.execPath, ...parlorCommand(['league', path, '--runs', root, '--name', name])],
      ]);
    const { status, stderr } = await limited(16, 'full');
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^parlor: The run cannot be written to \S+full: [^\n]+\(EFBIG\)\.\n$/);
    assert.deepEqual(readdirSync(join(root, 'full')).sort(), ['config.json', 'events.jsonl']);
    const lines = linesOf(join(root, 'full'));
    assert.ok(lines.length > 5);
    for (const line of lines) assert.equal(typeof (JSON.parse(line) as { time: number }).time, 'number');

    const atOnce = await limited(1, 'empty');
    assert.equal(atOnce.status, 1, atOnce.stderr);
    assert.match(atOnce.stderr, /^parlor: [^\n]*empty[^\n]*\n$/);
    assert.ok(!existsSync(join(root, 'empty')), 'nothing is left of a run that could not begin');

    limit(tiny('kuhn_poker', { training: { hidden: [200, 200] } })); // a policy of 170 kB
    const atLast = await limited(100, 'last');
    assert.equal(atLast.status, 1, atLast.stderr);
    assert.deepEqual(readdirSync(join(root, 'last')).sort(), ['config.json', 'events.jsonl']);
    assert.match(linesOf(join(root, 'last')).at(-1) ?? '', /"type":"finished"/);
  });
});

describe('parlor league', { concurrency: 2 }, () => {
  test('tells what parlor evaluate finds in the policy file alone', async () => {
    const path = join(root, 'seed.json');
    writeFileSync(path, JSON.stringify(tiny('leduc_poker', { seed: 12, evaluation: { points: 2 } })));
    const { stdout, status, stderr } = await parlor([
      ...['league', path, '--runs', root, '--name', 'evaluated', '--json'],
    ]);
    assert.equal(status, 0, stderr);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const result = told.at(-1) ?? assert.fail();
    assert.equal(result['type'], 'result');
    assert.equal(result['seed'], 12, 'the configuration’s seed counts where no other is given');
    for (const key of ['game', 'seed', 'steps', 'seconds', 'nashConv', 'uniformNashConv', 'members'])
      assert.ok(key in result, key);
    assert.ok(told.slice(0, -1).every(({ type }) => type !== 'result' && type !== 'finished'));
    const evaluated = await rows(['evaluate', 'leduc_poker', join(root, 'evaluated/policy.onnx'), '--json']);
    assert.equal(evaluated.result['nashConv'], result['nashConv']);
    assert.equal(evaluated.result['uniformNashConv'], result['uniformNashConv']);
  });

  test('takes game, steps and seed from the command line before the configuration’s', async () => {
    const path = join(root, 'other.json');
    writeFileSync(path, JSON.stringify(tiny('leduc_poker', { seed: 12, evaluation: { points: 2 } })));
    const words = [
      '--game',
      'kuhn_poker',
      '--steps',
      '300',
      '--seed',
      'x',
      '--runs',
      root,
      '--name',
      'other',
    ];
    const { status, stderr } = await parlor(['league', path, ...words]);
    assert.equal(status, 0, stderr);
    const config = parseConfig(JSON.parse(readFileSync(join(root, 'other/config.json'), 'utf8')));
    assert.deepEqual([config.game, config.steps, config.seed, config.episodes], ['kuhn_poker', 300, 'x', 80]);
  });

  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', '{', /wrong0\.json.*JSON/],
    ['a list', '[]', /wrong1\.json.*one JSON object/],
    ['a mistake', '{"steps": -3}', /"steps"/],
  ];
  mistakes.forEach(([what, text, names], index) => {
    test(`refuses a configuration file that holds ${what}, in one line`, async () => {
      const path = join(root, `wrong${index}.json`);
      writeFileSync(path, text);
      const { status, stdout, stderr } = await parlor(['league', path, '--runs', root]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, names);
      assert.match(stderr, /^parlor: [^\n]+\n$/);
    });
  });
});
