import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { AgentError, BotAgent } from '@parlor/agents';
import { make } from '@parlor/envs';
import { ROOT } from '../support/folder.ts';
import { node, TYPESCRIPT } from '../support/process.ts';
import { needs } from '../support/require.ts';
import { ask, botFile, foldersLeft, isRunning, scratch, scriptBot, until } from './support/bots.ts';

const kuhn = make('kuhn_poker').reset({ seed: 1 });
const NOT_LINUX = process.platform === 'linux' ? false : 'only Linux tells the memory of processes';

/** Starts a child that would go on for minutes, and tells both numbers. */
const PARENT = `sleep 300 & echo "$$ $!" > pids; echo '{"type":"ready"}'`;
const pids = (file: string): number[] =>
  readFileSync(join(dirname(file), 'pids'), 'utf8')
    .trim()
    .split(' ')
    .map(Number);

describe('a bot and all that it starts', { concurrency: 3 }, () => {
  for (const [when, rest] of [
    ['is closed and ends by itself', 'while read -r line; do :; done'],
    ['is closed and does not end', 'exec sleep 300'],
  ] as const) {
    test(`are gone when it ${when}`, async () => {
      const file = botFile('bot.sh', `${PARENT}\n${rest}\n`);
      const bot = new BotAgent(file, { limits: { stopTime: 0.3 } });
      await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
      assert.ok(await until(() => existsSync(join(dirname(file), 'pids')) && pids(file).length === 2));
      assert.deepEqual(pids(file).map(isRunning), [true, true]);
      assert.equal(await bot.close(), rest.startsWith('while'));
      assert.ok(await until(() => !pids(file).some(isRunning)));
    });
  }

  for (const [when, rest] of [
    ['ends in the middle', 'read -r line; exit 1'],
    ['is late', 'exec sleep 300'],
  ] as const) {
    test(`are gone when it ${when}`, async () => {
      const file = botFile('bot.sh', `${PARENT}\n${rest}\n`);
      await assert.rejects(ask(new BotAgent(file, { limits: { time: 0.5 } }), kuhn), AgentError);
      assert.ok(await until(() => !pids(file).some(isRunning)));
    });
  }

  test('are gone with a child that has left the group', { skip: NOT_LINUX || needs('python3') }, async () => {
    const file = botFile(
      'bot.py',
      `import os, subprocess, sys
child = subprocess.Popen(['sleep', '300'], preexec_fn=os.setpgrp)
open('pids', 'w').write(f'{os.getpid()} {child.pid}')
sys.stdin.readline()
sys.exit(4)
`,
    );
    await assert.rejects(ask(new BotAgent(file), kuhn), /status 4/);
    assert.ok(await until(() => !pids(file).some(isRunning)));
  });

  for (const how of ["process.kill(process.pid, 'SIGKILL')", 'process.exit(0)', "throw new Error('bug')"]) {
    test(`are gone when our program ends by ${how}`, async () => {
      const file = botFile('bot.sh', `${PARENT}\nexec sleep 300\n`);
      const program = `
        import { BotAgent } from '@parlor/agents';
        import { existsSync, readdirSync } from 'node:fs';
        await new BotAgent(${JSON.stringify(file)}).begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
        const look = () => {
          if (existsSync(${JSON.stringify(join(dirname(file), 'pids'))})) { ${how}; }
          setTimeout(look, 20);
        };
        look();`;
      await node([...TYPESCRIPT, '--input-type=module', '-e', program]);
      assert.ok(await until(() => pids(file).length === 2 && !pids(file).some(isRunning)));
    });
  }
});

test('a program that forgets to close its bot ends nevertheless', async () => {
  const program = `
    import { BotAgent } from '@parlor/agents';
    await new BotAgent('examples/bots/random.sh').begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
    console.log('done');`;
  const { status, stdout } = await node([...TYPESCRIPT, '--input-type=module', '-e', program], {
    cwd: ROOT,
  });
  assert.deepEqual([status, stdout], [0, 'done\n']);
});

describe('memory', { skip: NOT_LINUX }, () => {
  const GREEDY = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(10_000_000, 1)), 20);';

  test('has a limit', async () => {
    const bot = scriptBot(GREEDY, { limits: { memory: 200 } });
    await assert.rejects(ask(bot, kuhn), /it used more than 200 MB of memory/);
  });

  test('has a limit that holds for all processes of a bot together', async () => {
    const bot = scriptBot(
      `import('node:child_process').then(({ spawn }) => spawn(process.execPath, ['-e', ${JSON.stringify(GREEDY)}]));`,
      { limits: { memory: 250 } },
    );
    await assert.rejects(ask(bot, kuhn), /it used more than 250 MB of memory/);
  });

  test('has a hard stop in each process, for what grows faster than anybody looks', async () => {
    const bot = new BotAgent(
      botFile(
        'bot.sh',
        'read -r begin; while read -r line; do echo "{\\"reply\\":\\"$(ulimit -d)\\"}"; done',
      ),
    );
    assert.equal(await ask(bot, kuhn), '1000000'); // kilobytes: 512 MB, and 512 MB for what is reserved
    await bot.close();
  });
});

test('nothing of our environment reaches a bot but the path and the language', async () => {
  process.env['OPENAI_API_KEY'] = 'sk-secret';
  process.env['LC_ALL'] = 'C.UTF-8';
  const bot = scriptBot(
    "if (message.type === 'act') say({ reply: JSON.stringify({ cwd: process.cwd(), env: process.env }) });",
  );
  const { cwd, env } = JSON.parse(String(await ask(bot, kuhn))) as {
    cwd: string;
    env: Record<string, string>;
  };
  // A shell may add what it knows of itself.
  const names = Object.keys(env).filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name));
  assert.deepEqual(names.filter((name) => name !== 'LANG').sort(), ['HOME', 'LC_ALL', 'PATH', 'TMPDIR']);
  assert.ok(!JSON.stringify(env).includes('sk-secret'));
  assert.equal(env['PATH'], process.env['PATH']);
  assert.equal(env['HOME'], env['TMPDIR']);
  assert.equal(dirname(env['HOME'] ?? ''), scratch);
  assert.ok(existsSync(join(cwd, 'bot.mjs')), 'it runs in its own folder');
  assert.ok(existsSync(env['TMPDIR'] ?? ''));
  await bot.close();
  assert.ok(!existsSync(env['TMPDIR'] ?? ''));
});

test('what a bot has written to its temporary folder is removed', async () => {
  const bot = new BotAgent(
    botFile(
      'bot.sh',
      'mkdir -p "$TMPDIR/a/b" && echo x > "$HOME/a/b/c"; read -r line; read -r line; echo \'{"action":0}\'; cat',
    ),
  );
  assert.equal(await ask(bot, kuhn), 0);
  assert.equal(foldersLeft().length > 0, true);
  await bot.close();
});

after(async () => {
  assert.ok(await until(() => foldersLeft().length === 0), 'no temporary folder is left behind');
});
