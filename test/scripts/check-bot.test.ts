import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/folder.ts';
import { parlor, parlorMany } from '../support/process.ts';
import { needs } from '../support/require.ts';
import { rows } from '../support/rows.ts';

const folder = temporaryFolder();

/** A bot that plays its first action, but for what `quirk` does with a `message` first. */
function bot(name: string, quirk: string, after = ''): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { createInterface } from 'node:readline';
     const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\\n');
     for await (const line of createInterface({ input: process.stdin })) {
       const message = JSON.parse(line);
       ${quirk}
       if (message.type === 'act') say({ id: message.id, ...(message.actions ? { action: message.actions[0] } : { reply: '[zzzzz]' }) });
     }
     ${after}`,
  );
  return file;
}

const KUHN = ['--game', 'kuhn_poker'];
const failing = (stdout: string): string[] =>
  [...stdout.matchAll(/^✖ (.*?)(?: — .*)?$/gm)].map(([, step]) => step);

// Some bots are waited for.
describe('check-bot', { concurrency: 3 }, () => {
  for (const [name, skip] of [
    ['random.py', needs('python3')],
    ['random.sh', false],
    ['random.mjs', false],
  ] as const) {
    test(`passes the example ${name}`, { skip }, async () => {
      const games = ['kuhn_poker', 'tic_tac_toe', 'word_duel', 'simple_negotiation'];
      const words = games.flatMap((game) => ['--game', game]);
      const { status, stdout } = await parlor(['check-bot', `examples/bots/${name}`, ...words]);
      assert.equal(status, 0, stdout);
      assert.deepEqual(failing(stdout), []);
      assert.match(stdout, /✔ plays kuhn_poker\(players=2\) as player 2 — 1 answer\./);
      assert.match(stdout, /✔ plays word_duel\(.*\) as player 1 — 6 answers\./);
      assert.match(stdout, /✔ plays simple_negotiation\(.*\) as player 2 — \d+ answers\./);
      assert.doesNotMatch(stdout, /Note:/);
      assert.match(stdout, /The bot may play\.\n$/);
    });
  }

  test('with JSON gives each step', async () => {
    const words = ['check-bot', '--json', ...KUHN, '--seed', '5', '--', 'sh', 'examples/bots/random.sh'];
    const { rows: steps, result, status } = await rows(words, 'step');
    assert.equal(status, 0);
    assert.ok(steps.every(({ ok }) => ok === true));
    const { slowest, ...rest } = result;
    assert.ok(typeof slowest === 'number' && slowest > 0);
    assert.deepEqual(rest, {
      type: 'result',
      bot: ['sh', 'examples/bots/random.sh'],
      name: 'random.sh',
      games: ['kuhn_poker(players=2)'],
      seed: 5,
      ok: true,
      steps: 8,
      failed: 0,
    });
  });

  for (const [what, file, step, detail] of [
    [
      'a bot that ends after an episode',
      bot('once', "if (message.type === 'end') process.exit(0);"),
      'plays episode after episode in one process',
      /✖ plays episode after .*\n {4}Read on/,
    ],
    [
      'a bot that knows no later versions',
      bot('strict', "if (message.later) throw new Error('What is later?');"),
      'ignores fields and messages that it does not know',
      /Its process ended with status 1\.\n {4}It broke down; .* no version knows\.\n(?: {4}\| .*\n)*.*What is later\?/,
    ],
    [
      'a bot that stays',
      bot('stay', '', 'setInterval(() => {}, 1000);'),
      'ends when its input ends',
      /had to be killed\.\n {4}Leave the loop/,
    ],
  ] as const) {
    test(`finds ${what}, and says what to do`, async () => {
      const { status, stdout } = await parlor(['check-bot', file, ...KUHN]);
      assert.equal(status, 1, stdout);
      // Whether a bot that ends at will is there for other steps is a matter of luck.
      if (what.includes('after an episode')) assert.ok(failing(stdout).includes(step));
      else assert.deepEqual(failing(stdout), [step]);
      assert.match(stdout, detail);
      assert.match(stdout, /steps? fails?; docs\/bots\.md/);
    });
  }

  test('only notes that a bot does not repeat itself', async () => {
    // Every other process of it plays the other way round.
    const file = bot(
      'moody',
      `globalThis.odd ??= await import('node:fs').then(({ appendFileSync, statSync }) => {
         const log = new URL(import.meta.url + '.starts');
         appendFileSync(log, '.');
         return statSync(log).size % 2;
       });
       if (message.actions && globalThis.odd) message.actions.reverse();`,
    );
    const { status, stdout } = await parlor(['check-bot', file, '--game', 'tic_tac_toe']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /✔ plays the same .* — Note: it does not, in tic_tac_toe;/);
  });

  test('finds replies that the game refuses', async () => {
    const file = bot('wordless', '');
    const { status, stdout } = await parlor([
      'check-bot',
      file,
      '--game',
      'kuhn_poker',
      '--game',
      'word_duel(rounds=1)',
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /✔ plays kuhn_poker/);
    assert.match(stdout, /✖ plays word_duel.*"zzzzz" is not in the list\.\n {4}The rules,/);
  });

  test('lets a game in words ask again, as its policy says', async () => {
    const file = bot(
      'stray',
      "if (message.messages?.[0].text.startsWith('Your reply was rej')) { say({ reply: '[apple]' }); continue; }",
    );
    const { status, stdout } = await parlor(['check-bot', file, '--game', 'word_duel(rounds=1)']);
    assert.equal(status, 0, stdout);
  });

  for (const [what, file, found] of [
    [
      'an answer to another question',
      bot('behind', "if (message.type === 'act') { say({ id: 8, action: 0 }); continue; }"),
      /did not answer within \d+ s, only another question\.\n {4}Repeat the "id".*\n {4}\| An answer to question 8 came while 1 was asked\./,
    ],
    [
      'a line that is not JSON',
      bot('chatty', "if (message.type === 'act') process.stdout.write('I \\x1b[1mthink…\\n');"),
      /a line that is not JSON\.\n {4}Write nothing but JSON.*\n {4}\| It wrote: I think…\n/,
    ],
    [
      'a crash at the start',
      bot('unborn', '', "import './no-such-file.mjs';"),
      /ended with status 1\.\n {4}It broke down; .*\n(?: {4}\| .*\n)* {4}\| .*no-such-file/,
    ],
    [
      'a crash in a game in words',
      bot('lost', "if (message.type === 'act' && !message.actions) throw new Error('Words fail me.');"),
      /✔ starts and answers — It does not say its name, and gave[^]*✖ plays word_duel.*ended with status 1\.\n(?: {4}.*\n)* {4}\| .*Words fail me\./,
    ],
  ] as const) {
    test(`shows ${what}, and what to do about it`, async () => {
      const games = ['--game', 'kuhn_poker', '--game', 'word_duel(rounds=1)'];
      const { status, stdout } = await parlor(['check-bot', file, ...games, '--time', '2']);
      assert.equal(status, 1);
      assert.match(stdout, found);
    });
  }

  test('goes no further where a bot does not answer, and shows that it waits', async () => {
    const file = bot(
      'mute',
      'console.error("thinking"); if (message.type === "begin") say({ type: "ready" }); continue;',
    );
    const { status, stdout, stderr } = await parlor(['check-bot', file, '--time', '3']);
    assert.equal(status, 1);
    assert.deepEqual(failing(stdout), ['starts and answers']);
    assert.doesNotMatch(stdout, /✔/);
    assert.match(stdout, /It did not answer within 3 s\.\n {4}Answer every "act".*flush/);
    assert.match(stdout, /\| .*thinking/);
    assert.match(stderr, /trying whether it starts and answers/);
  });

  test('says what is wrong with the command line', async () => {
    const wrong = [
      [['./no-such-bot'], /There is no file \.\/no-such-bot; name a bot's file/],
      [['examples/bots'], /examples\/bots is a folder; name the bot's file in it\./],
      [['examples/bots/random.sh', '--game', 'no_game'], /no game "no_game"/],
      [['examples/bots/random.sh', '--time', '0'], /whole number from 1 to 3600/],
      [[], /missing required argument 'bot'/i],
    ] as const;
    const found = await parlorMany(wrong.map(([words]) => ['check-bot', ...words]));
    for (const [at, { status, stdout, stderr }] of found.entries()) {
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, wrong[at][1]);
    }
  });
});
