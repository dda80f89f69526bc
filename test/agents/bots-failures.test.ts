import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { after, describe, test } from 'node:test';
import {
  AgentError,
  BotAgent,
  type BotLimits,
  InvalidReplyError,
  playEpisode,
  RandomAgent,
} from '@parlor/agents';
import { make, OptionError } from '@parlor/envs';
import fc from 'fast-check';
import { excerpt, failureDetail } from '../../agents/bots/bot-detail.ts';
import { ask, botFile, foldersLeft, scriptBot, scriptFile, until } from './support/bots.ts';

const kuhn = make('kuhn_poker').reset({ seed: 1 });
const duel = await make('word_duel').reset({ seed: 1 });

/** The public reason, which is all that others get to read. */
async function reasonOf(work: Promise<unknown>): Promise<AgentError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof AgentError, String(error));
    assert.match(error.reason, /^[^\n/\\]{5,100}(?<!\.)$/, 'one clause, without paths');
    return error;
  }
  throw new assert.AssertionError({ message: 'The bot did not fail.' });
}

const ACT = "message.type === 'act'";

interface Row {
  readonly when: string;
  readonly reason: string;
  readonly command: string | readonly string[];
  readonly limits?: Partial<BotLimits>;
  readonly words?: true;
  readonly detail?: string;
}

const ROWS: readonly Row[] = [
  { when: 'there is no file', reason: 'its program is not there', command: '/no/such/bot.py' },
  {
    when: 'its file cannot be run',
    reason: 'its program is not executable',
    command: botFile('bot', '#!/bin/sh\n'),
  },
  {
    when: 'its interpreter is missing',
    reason: 'its program could not be started',
    command: botFile('bot', '#!/no/such/interpreter\n', 0o755),
  },
  {
    when: 'a command line names no program',
    reason: 'its program is not installed',
    command: ['no-such-program-here', '-x'],
  },
  {
    when: 'it ends at once',
    reason: 'its process ended with status 3',
    command: botFile('bot.sh', 'exit 3'),
  },
  {
    when: 'it ends while it is to move',
    reason: 'its process ended with status 0',
    command: scriptFile(`if (${ACT}) process.exit(0);`),
  },
  {
    when: 'a signal ends it',
    reason: 'its process was ended by SIGTERM',
    command: scriptFile(`if (${ACT}) process.kill(process.pid, 'SIGTERM');`),
  },
  {
    when: 'it never speaks',
    reason: 'it did not answer within 0.7 s',
    command: botFile('bot.sh', 'exec sleep 60'),
    limits: { time: 0.2, startTime: 0.5 },
  },
  {
    when: 'it is ready, but gives no answer',
    reason: 'it did not answer within 0.2 s',
    command: scriptFile("if (message.type === 'begin') say({ type: 'ready' });"),
    limits: { time: 0.2 },
  },
  {
    when: 'it writes too long a line',
    reason: 'it wrote a line of more than 1000000 bytes',
    command: scriptFile(`if (${ACT}) say({ reply: 'x'.repeat(1e6) });`),
  },
  {
    when: 'it writes without end and without a line',
    reason: 'it wrote a line of more than 5000 bytes',
    command: botFile('bot.sh', "while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done"),
    limits: { lineSize: 5000 },
  },
  {
    when: 'it writes lines without end',
    reason: 'it wrote more than 20000 bytes for one answer',
    command: botFile('bot.sh', 'while :; do echo \'{"type":"log","text":"still thinking"}\'; done'),
    limits: { outputSize: 20_000 },
  },
  {
    when: 'it writes something else',
    reason: 'it wrote a line that is not JSON',
    command: scriptFile(`if (${ACT}) say('I bet.');`),
  },
  ...['{}', '[1]', 'null', '7', '{"reply":5}', '{"action":"1"}', '{"action":0.5}', '{"type":"answer"}'].map(
    (line) => ({
      when: `it answers ${line}`,
      reason: 'it wrote a line that is no answer: "reply" must be a text, or "action" a number',
      command: scriptFile(`if (${ACT}) say(${JSON.stringify(line)});`),
    }),
  ),
  {
    when: 'it answers another question only',
    reason: 'it did not answer within 0.5 s, only another question',
    command: scriptFile(`say(${ACT} ? { id: 8, action: 0 } : { type: 'ready' });`),
    limits: { time: 0.5 },
    detail: 'An answer to question 8 came while 1 was asked.',
  },
  {
    when: 'it chooses an action that is not legal',
    reason: 'it chose action 7, which is not legal',
    command: scriptFile(`if (${ACT}) say({ action: 7 });`),
  },
  {
    when: 'it chooses a number in a game in words',
    reason: 'it chose an action by number in a game that is played in words',
    command: scriptFile(`if (${ACT}) say({ action: 0 });`),
    words: true,
  },
  {
    when: 'it closes its output',
    reason: 'it closed its output',
    command: botFile('bot.sh', 'exec >&-; sleep 60'),
  },
];

describe('a bot fails with a reason', { concurrency: 3 }, () => {
  for (const { when, reason, command, limits = {}, words, detail } of ROWS) {
    test(`when ${when}`, async () => {
      const bot = new BotAgent(command, { limits });
      const asked = words ? ask(bot, duel, 'word_duel') : ask(bot, kuhn);
      const error = await reasonOf(asked);
      assert.equal(error.reason, reason);
      if (detail !== undefined) assert.equal(error.detail, detail);
      await bot.close();
    });
  }

  test('when it closes its input', async () => {
    const bot = new BotAgent(botFile('bot.sh', 'exec <&-; echo closed >&2; sleep 60'));
    await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
    assert.ok(await until(() => bot.stderr.includes('closed')));
    assert.equal((await reasonOf(bot.act(kuhn))).reason, 'it closed its input');
  });

  test('when it answers without being asked', async () => {
    const bot = scriptBot(
      "if (message.type === 'begin') process.stderr.write('says', () => say({ action: 0 }));",
    );
    await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 });
    // It is ended for it, and what it had written is still there.
    assert.ok(await until(() => bot.stderr === 'says'));
    await wait(1000);
    assert.equal((await reasonOf(bot.act(kuhn))).reason, 'it answered without being asked');
  });

  test('when it does not read, however much it is told', async () => {
    const bot = new BotAgent(botFile('bot.sh', 'exec sleep 60'), { limits: { time: 60 } });
    const text = 'x'.repeat(300_000);
    for (let episode = 0; episode < 20; episode++) {
      await bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1, episode });
      if (bot.starts > 1) break;
      bot.note({ author: -1, audience: [0], text });
      bot.end([0, 0]);
    }
    assert.equal(bot.starts, 2, 'the first process was given up, and the next begin started another');
    bot.note({ author: -1, audience: [0], text: text.repeat(4) });
    bot.end([0, 0]);
    assert.equal((await reasonOf(ask(bot, kuhn))).reason, 'it does not read its input');
  });
});

test('the end of its standard error is for whoever runs the match, clean and short, and not for the public', async () => {
  const bot = scriptBot(
    `if (${ACT}) process.stderr.write('x'.repeat(10000) + '\\n\\x1b[31msecret:\\x07\\tno such card\\x1b[0m\\r\\n', () => process.exit(1));`,
  );
  const error = await reasonOf(ask(bot, kuhn));
  assert.ok(!error.message.includes('secret'));
  assert.match(error.detail ?? '', /^x+\nsecret: {3}no such card$/);
  assert.ok(error.detail && error.detail.length > 900 && error.detail.length <= 1000);
});

test('a failure has no detail where there is nothing to add', async () => {
  const error = await reasonOf(ask(new BotAgent(botFile('bot.sh', 'exit 3')), kuhn));
  assert.equal(error.detail, undefined);
});

test('a line that is not understood is shown, on one line and cut at 80 characters', async () => {
  for (const [said, shown] of [
    ['I\\u001b[1m bet\\r', 'I bet'],
    ['{"reply":5}', '{"reply":5}'],
    ['y'.repeat(500), `${'y'.repeat(79)}…`],
  ]) {
    const error = await reasonOf(ask(scriptBot(`if (${ACT}) say('${said}');`), kuhn));
    assert.equal(error.detail, `It wrote: ${shown}`);
  }
});

test('a folder and a missing file are named in the detail alone', async () => {
  for (const [command, detail] of [
    [tmpdir(), `${tmpdir()} is a folder; name the bot's file in it.`],
    ['/no/such/bot.py', 'There is no file /no/such/bot.py.'],
  ] as const) {
    assert.equal((await reasonOf(ask(new BotAgent(command), kuhn))).detail, detail);
  }
});

test('details are lines without control characters, 1000 characters at most', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3000 });
  fc.assert(
    fc.property(text, text, (remark, stderr) => {
      const detail = failureDetail(remark, stderr);
      assert.match(detail ?? 'none', /^[^\p{C}]([^\p{C}]|\n){0,999}$/u);
      assert.match(excerpt(stderr), /^\P{C}{0,80}$/u);
    }),
  );
  assert.equal(failureDetail(' \n', '\u001b[0m'), undefined);
});

test('after a failure the next episode starts the bot anew', async () => {
  const env = make('kuhn_poker');
  const bot = scriptBot(`
    if (message.type === 'begin') globalThis.odd = message.seed % 2 === 1;
    if (${ACT}) { if (globalThis.odd) process.exit(1); say({ action: message.actions[0] }); }`);
  const outcomes = new Set<string>();
  for (let episode = 0; episode < 8; episode++) {
    const playing = playEpisode(env, [bot, new RandomAgent()], { seed: 5, episode });
    outcomes.add(await playing.then(() => 'played').catch((error: unknown) => (error as AgentError).reason));
  }
  assert.deepEqual([...outcomes].sort(), ['its process ended with status 1', 'played']);
  assert.ok(bot.starts > 1 && bot.starts < 8);
  assert.equal(await bot.close(), true);
});

test('a bot that fails in a game in words forfeits, and everybody reads why', async () => {
  const env = make('word_duel');
  const bot = scriptBot(`if (${ACT}) { if (message.id > 1) process.exit(9); say({ reply: '[apple]' }); }`);
  const agents = [bot, new RandomAgent(env)];
  for (const [seat, agent] of agents.entries()) await agent.begin({ spec: 'word_duel', seat, seed: 1 });
  let step = await env.reset({ seed: 1 });
  while (!step.done) {
    try {
      step = await env.step(String(await agents[step.seat].act(step)));
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      step = await env.forfeit(error.reason);
    }
  }
  assert.deepEqual(step.returns, [-1, 1]);
  assert.equal(step.info.forfeit, 0);
  const why = 'Player 1 forfeits: its process ended with status 9.';
  for (const seat of [0, 1]) assert.equal(env.messages(seat).at(-1)?.text, why);
});

test('words that name no action are the game to refuse, and end no process', async () => {
  const env = make('kuhn_poker');
  const hesitant = `if (${ACT}) say(message.messages.at(-1).text.includes('names no') ? { action: 1 } : { reply: 'hm' });`;
  const bot = scriptBot(hesitant);
  const { decisions } = await playEpisode(env, [bot, new RandomAgent()], { seed: 1 });
  assert.equal(decisions[0].reply, 1, 'it was told why, and answered again');
  assert.equal(bot.starts, 1);
  await bot.close();
  const stubborn = scriptBot(`if (${ACT}) say({ reply: 'hm' });`);
  await assert.rejects(playEpisode(env, [stubborn, new RandomAgent()], { seed: 1 }), InvalidReplyError);
  await stubborn.close();
});

test('an abort ends a bot that is to move, with the reason of the signal', async () => {
  const stop = new AbortController();
  const bot = new BotAgent(botFile('bot.sh', 'echo up >&2; exec sleep 60'), { signal: stop.signal });
  const asked = ask(bot, kuhn);
  const reason = new Error('enough');
  setImmediate(() => void until(() => bot.stderr !== '').then(() => stop.abort(reason)));
  await assert.rejects(asked, (error) => error === reason);
  await assert.rejects(bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 }), (error) => error === reason);
});

test('a bot that could not start does not answer either', async () => {
  const bot = new BotAgent('/no/such/bot.py');
  const { reason } = await reasonOf(bot.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 }));
  assert.equal((await reasonOf(bot.act(kuhn))).reason, reason);
});

test('a new episode gives up a question that waits, and its answer is never taken for another', async () => {
  const bot = scriptBot(`
    if (message.type === 'begin') globalThis.slow = message.seat === 0;
    if (${ACT}) setTimeout(() => say({ action: globalThis.slow ? 1 : 0 }), globalThis.slow ? 300 : 0);`);
  const first = reasonOf(ask(bot, kuhn));
  assert.ok(await until(() => bot.starts === 1));
  await bot.begin({ spec: 'kuhn_poker', seat: 1, seed: 1 });
  assert.equal((await first).reason, 'another episode began before it answered');
  assert.equal(await bot.act({ ...kuhn, tokens: [], messages: [], seat: 1 }), 0);
  assert.equal(bot.starts, 2);
  await bot.close();
});

test('limits are checked', () => {
  assert.throws(() => new BotAgent('bot.py', { limits: { time: 0 } }), OptionError);
  assert.throws(() => new BotAgent('bot.py', { limits: { memory: 1.5 } }), OptionError);
  assert.throws(() => new BotAgent('bot.py', { limits: { speed: 3 } as Partial<BotLimits> }), /speed/);
});

after(() => assert.deepEqual(foldersLeft(), [], 'no bot leaves a temporary folder behind'));
