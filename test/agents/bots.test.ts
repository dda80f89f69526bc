import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { BotAgent, PolicyAgent, playEpisode, RandomAgent, UniformPolicy } from '@parlor/agents';
import { type Env, loadGame, make } from '@parlor/envs';
import fc from 'fast-check';
import { cleanName, readBotLine } from '../../agents/bots/bot-protocol.ts';
import { LineReader } from '../../agents/bots/line-reader.ts';
import { ROOT } from '../support/folder.ts';
import { needs } from '../support/require.ts';
import { ask, botFile, foldersLeft, scriptBot } from './support/bots.ts';

const docs = readFileSync(join(ROOT, 'docs/bots.md'), 'utf8');
const ACT = "message.type === 'act'";

describe('the page on bots', () => {
  test('shows the examples as they are', () => {
    for (const [name, language] of [
      ['random.py', 'python'],
      ['random.sh', 'sh'],
    ]) {
      const example = readFileSync(join(ROOT, 'examples/bots', name), 'utf8');
      assert.ok(docs.includes(`\`\`\`${language}\n${example}\`\`\``), name);
    }
  });

  test('shows a game, line by line as it is played', async () => {
    const [, transcript] = /```text\n(→[\s\S]*?)\n```/.exec(docs) ?? [];
    const lines = (transcript ?? '').split('\n');
    // Says what the page says, and keeps what it reads.
    const file = botFile(
      'careful.mjs',
      `import { appendFileSync } from 'node:fs';
       import { createInterface } from 'node:readline';
       const answers = ${JSON.stringify(lines.filter((line) => line.startsWith('←')))};
       for await (const line of createInterface({ input: process.stdin })) {
         appendFileSync('read', '→ ' + line + '\\n');
         if (line.includes('"type":"end"')) continue;
         const answer = answers.shift();
         appendFileSync('read', answer + '\\n');
         console.log(answer.slice(2));
       }`,
    );
    const env = make('kuhn_poker');
    const bot = new BotAgent(file, { table: env });
    await playEpisode(env, [bot, new PolicyAgent(new UniformPolicy())], { seed: 9 });
    assert.equal(bot.name, 'careful');
    assert.equal(await bot.close(), true);
    assert.equal(readFileSync(join(dirname(file), 'read'), 'utf8'), `${lines.join('\n')}\n`);
  });
});

describe('the examples', () => {
  for (const [name, skip] of [
    ['random.py', needs('python3')],
    ['random.sh', false],
    ['random.mjs', false],
  ] as const) {
    test(
      `${name} plays closed games and games in words in every seat, in one process`,
      { skip },
      async () => {
        const bot = new BotAgent(join(ROOT, 'examples/bots', name));
        const actions = new Set<number | string>();
        for (const seat of [0, 1]) {
          for (let episode = 0; episode < 4; episode++) {
            for (const env of [
              make('leduc_poker'),
              make('tic_tac_toe'),
              make('word_duel'),
              make('simple_negotiation'),
            ]) {
              const other = new RandomAgent('sample' in env ? env : undefined);
              const agents = seat === 0 ? [bot, other] : [other, bot];
              const { step, decisions } = await playEpisode(env, agents, { seed: 3, episode, retries: 0 });
              assert.equal(step.terminated, true);
              assert.equal(step.info.forfeit, undefined);
              for (const decision of decisions) if (decision.seat === seat) actions.add(decision.reply);
            }
          }
        }
        assert.equal(bot.name, name);
        assert.equal(bot.starts, 1);
        assert.ok(actions.size >= 12, 'it makes different choices');
        for (const reply of ['[Accept]', '[Deny]', '[Offer: 1 Wood -> 1 Gold]', 'No, thank you.'])
          assert.ok(actions.has(reply), `it says ${reply}`);
        assert.equal(await bot.close(), true);
      },
    );
  }
});

describe('a bot', () => {
  test('may answer by number or in words, where actions are numbered', async () => {
    for (const [answer, expected] of [
      ['{ action: message.actions[1] }', 1],
      ["{ reply: '[' + message.legal[1] + ']' }", '[bet]'],
    ] as const) {
      const env: Env = make('kuhn_poker');
      const step = env.reset({ seed: 1 });
      const bot = scriptBot(`if (${ACT}) say(${answer});`, { table: env });
      assert.equal(await ask(bot, step), expected);
      await bot.close();
    }
  });

  test('that answers by number in a closed game played in words replies with the name', async () => {
    const step = {
      ...(await make('word_duel').reset({ seed: 1 })),
      closed: {
        game: loadGame('kuhn_poker'),
        seat: 1,
        legal: [0, 1],
        names: ['fold', 'call'],
        observation: Float32Array.of(0.5, 0),
        tokens: [],
      },
    };
    const bot = scriptBot(`if (${ACT}) {
      const { actions, legal, observation } = message;
      say(JSON.stringify([actions, legal, observation]) === '[[0,1],["fold","call"],[0.5,0]]' ? { action: 1 } : {});
    }`);
    assert.equal(await ask(bot, step, 'word_duel'), '[call]');
    await bot.close();
  });

  test('is told the rules of its role once an episode, and every message once', async () => {
    const bot = scriptBot(`
      globalThis.log ??= [];
      if (message.type === 'begin') globalThis.log = [];
      log.push(message);
      if (${ACT}) say({ reply: message.id < 3 ? '[apple]' : JSON.stringify(log) });`);
    const env = make('word_duel');
    await env.reset({ seed: 1 });
    await bot.begin({ spec: 'word_duel', seat: 0, seed: 1 });
    for (const message of env.messages(0)) bot.note(message);
    await env.step(String(await bot.act(env.current)));
    await env.step('[beach]');
    const told = env.messages(0).length;
    const seen = JSON.stringify(env.messages(0).map(({ text }) => text));
    await bot.act(env.current);
    const log = JSON.parse(String(await bot.act({ ...env.current, messages: [] }))) as {
      rules?: string;
      messages?: { text: string }[];
    }[];
    assert.deepEqual(
      log.map(({ rules }) => rules),
      [undefined, env.game.rules(0), undefined, undefined],
    );
    assert.equal(JSON.stringify(log.flatMap(({ messages = [] }) => messages.map(({ text }) => text))), seen);
    assert.ok(told > 3);
    await bot.close();
  });

  test('may send late answers and lines of unknown types: they are dropped', async () => {
    const env = make('tic_tac_toe');
    const bot = scriptBot(`if (${ACT}) {
      say({ type: 'log', text: 'hm' });
      say({ id: message.id - 1, action: 99 });
      say({ type: 'answer', id: message.id, action: message.actions[0], mood: 'good' });
      say({ id: message.id, action: 98 });
    }`);
    const { step } = await playEpisode(env, [bot, new RandomAgent()], { seed: 2 });
    assert.equal(step.terminated, true);
    assert.equal(await bot.close(), true);
  });

  test('gets a seed that follows from the run, the episode and the seat, and does not tell the run', async () => {
    const bot = scriptBot(`if (message.type === 'begin') globalThis.own = message.seed;
      if (${ACT}) say({ reply: String(own) });`);
    const step = make('kuhn_poker').reset({ seed: 1 });
    const seeds: (string | number)[] = [];
    for (const episode of [0, 0, 1]) {
      await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 7, episode });
      seeds.push(await bot.act(step));
    }
    assert.equal(seeds[0], seeds[1]);
    assert.notEqual(seeds[0], seeds[2]);
    assert.ok(Number.isSafeInteger(Number(seeds[0])) && Number(seeds[0]) !== 7);
    await bot.close();
  });

  test('is a command line too, word by word and without a shell that reads it', async () => {
    const file = botFile(
      '$(touch oops) bot.mjs',
      'process.stdin.once("data", () => console.log(\'{"type":"ready","name":"x"}\')).on("data", () => setTimeout(() => console.log(JSON.stringify({ reply: process.argv.at(-1) })), 50))',
    );
    const bot = new BotAgent([process.execPath, file, '$HOME; `id`']);
    await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
    const step = make('kuhn_poker').reset({ seed: 1 });
    assert.equal(await bot.act(step), '$HOME; `id`');
    await bot.close();
  });

  test('in TypeScript runs with tsx', async () => {
    const file = botFile(
      'bot.ts',
      `const answer: { reply: string } = { reply: 'typed' };
       let lines = '';
       process.stdin.on('data', (part: Buffer) => {
         lines += String(part);
         if (lines.includes('"act"')) { console.log(JSON.stringify(answer)); lines = ''; }
       });`,
    );
    const bot = new BotAgent(file, { limits: { startTime: 60 } });
    assert.equal(await ask(bot, make('kuhn_poker').reset({ seed: 1 })), 'typed');
    await bot.close();
  });

  test('holds one seat at a time', async () => {
    const bot = scriptBot(`if (${ACT}) say({ action: 0 });`);
    await bot.begin({ spec: 'kuhn_poker', seat: 1, seed: 1 });
    await assert.rejects(
      bot.act(make('kuhn_poker').reset({ seed: 1 })),
      /holds seat 1 and one episode at a time/,
    );
    await bot.close();
    await assert.rejects(
      new BotAgent('x.sh').act(make('kuhn_poker').reset({ seed: 1 })),
      /holds no seat yet/,
    );
  });
});

describe('what a bot writes', () => {
  test('is cut into the same lines, whatever pieces it arrives in', () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replace(/\s/g, '_')),
    );
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (texts, sizes) => {
        const bytes = Buffer.from(texts.map((text) => `${text}\n\n`).join(''));
        const reader = new LineReader(1e6, 1e6);
        const read: string[] = [];
        for (let at = 0, k = 0; at < bytes.length; k++) {
          const size = sizes[k % sizes.length];
          assert.equal(
            reader.push(bytes.subarray(at, at + size), (line) => read.push(line)),
            undefined,
          );
          at += size;
        }
        assert.deepEqual(read, texts);
      }),
    );
  });

  test('is held to the length of a line and of the whole, exactly', () => {
    const push = (reader: LineReader, text: string) => reader.push(Buffer.from(text), () => undefined);
    assert.equal(push(new LineReader(5, 100), '12345\n12345'), undefined);
    assert.equal(push(new LineReader(5, 100), '12345\n123456'), 'line');
    const reader = new LineReader(5, 12);
    assert.equal(push(reader, '12345\n12345\n'), undefined);
    assert.equal(push(reader, '1'), 'output');
    reader.start();
    assert.equal(push(reader, '1'), undefined);
  });

  test('has a meaning or a reason, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (line) => {
        const { kind } = readBotLine(line);
        assert.ok(['ready', 'answer', 'unknown', 'wrong'].includes(kind));
      }),
    );
    assert.equal(readBotLine('['.repeat(900_000)).kind, 'wrong');
    assert.equal(readBotLine(`${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`).kind, 'wrong');
  });

  test('names it on one line of 40 characters, whatever it calls itself', () => {
    assert.equal(cleanName('  Deep\n\u001b[31mBlue\u202e\t II '), 'Deep [31mBlue II');
    assert.equal(cleanName('\u0000\n'), '');
    assert.equal([...cleanName('🂡'.repeat(80))].length, 40);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        assert.match(cleanName(name), /^[^\p{C}\n]{0,40}$/u);
      }),
    );
  });
});

after(() => assert.deepEqual(foldersLeft(), [], 'no bot leaves a temporary folder behind'));
