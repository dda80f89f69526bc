import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/folder.ts';
import { node, parlor, PARLOR } from '../support/process.ts';
import { rows } from '../support/rows.ts';

/** A user's file, in a folder that knows nothing of the suite: seat 0 calls a number, which it wins. */
const CALL = `
import { defineGame, parseName, type State, TERMINAL } from '@parlor/envs';

export default defineGame({
  id: 'call',
  summary: 'say a number',
  options: { top: { kind: 'integer', default: 2, min: 1, max: 5, doc: 'the greatest number' } },
  create: ({ top }) => ({
    version: 1, seats: 2, roles: ['caller', 'payer'], actionCount: top + 1, maxLegal: top + 1, chanceCount: 0,
    chanceKind: 'none', stateSize: 2, observationSize: 2, recall: 'perfect', maxTurns: 1, payoff: 'zero-sum',
    payoffRange: [-top, top], information: 'perfect',
    observation: [{ name: 'called', offset: 0, shape: [2], kind: 'count', low: 0, high: top }],
    start(state: State) { state.fill(0); },
    mover: (state: State) => (state[0] === 1 ? TERMINAL : 0),
    role: (_state: State, seat: number) => seat,
    legal(state: State, actions: Int32Array) {
      if (state[0] === 1) return 0;
      for (let action = 0; action <= top; action++) actions[action] = action;
      return top + 1;
    },
    chance: () => 0,
    draw: () => 0,
    apply(state: State, action: number) { state[0] = 1; state[1] = action; },
    returns(state: State, out: Float64Array) { out[0] = state[1]; out[1] = PAID; },
    witness: (_state: State, action: number) => 1 + action,
    observe(state: State, _seat: number, out: Float32Array) { out[0] = state[0]; out[1] = state[1]; },
    text: {
      rules: () => 'Say a number.',
      view: (state: State) => (state[0] === 1 ? \`It is \${state[1]}.\` : 'Say a number.'),
      event: (_state: State, action: number) => \`It is \${action}.\`,
      actionName: (_state: State, action: number) => String(action),
      parse: (_state: State, reply: string) => parseName(reply, Array.from({ length: top + 1 }, (_, n) => String(n))),
    },
  }),
});
`;

/** A user's game in words, in which seat 0 says a number and nobody checks it. */
const SAY = `
import { defineLanguageGame, TERMINAL } from '@parlor/envs';

export default defineLanguageGame({
  id: 'say',
  summary: 'say a number',
  options: {},
  create: () => ({
    version: 1, seats: 2, roles: ['speaker', 'hearer'], maxTurns: 1, payoff: 'zero-sum', payoffRange: [-9, 9],
    information: 'perfect',
    rules: () => 'Say a digit.',
    start: () => ({ state: { said: -1 }, messages: [] }),
    mover: ({ said }: { said: number }) => (said < 0 ? 0 : TERMINAL),
    role: (_state: unknown, seat: number) => seat,
    sample: () => '[3]',
    parse(_state: unknown, _seat: number, reply: string) {
      const digit = /[0-9]/.exec(reply);
      return digit ? { action: Number(digit[0]) } : { reason: 'There is no digit.', format: 'Say [0] to [9].' };
    },
    apply: (_state: unknown, said: number) => ({ state: { said }, messages: [] }),
    returns: ({ said }: { said: number }) => (said < 0 ? [0, 0] : [said, PAID]),
  }),
});
`;

const folder = temporaryFolder();
const good = join(folder, 'good-game.ts');
const bad = join(folder, 'bad-game.ts');
writeFileSync(good, CALL.replace('PAID', '0 - state[1]'));
writeFileSync(bad, CALL.replace('PAID', 'state[1]'));

const goodWords = join(folder, 'good-words.ts');
const badWords = join(folder, 'bad-words.ts');
writeFileSync(goodWords, SAY.replace('PAID', '0 - said'));
writeFileSync(badWords, SAY.replace('PAID', 'said'));

/** What is told besides progress, which a busy machine is shown. */
const complaints = (stderr: string): string => stderr.replace(/^law \d+ of \d+: .*\n/gm, '');

describe('check', { concurrency: 2 }, () => {
  test('ticks off every law of a game', async () => {
    const { status, stdout } = await parlor(['check', 'kuhn_poker', '--runs', '20']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /✔ payoff-kind/);
    assert.doesNotMatch(stdout, /✖/);
    assert.match(stdout, /Every law holds\.\n$/);
  });

  test("loads a user's TypeScript from any folder", async () => {
    const { status, stdout, stderr } = await node([PARLOR, 'check', 'good-game.ts', '--runs', '20'], {
      cwd: folder,
    });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^call\(top=2\): /);
  });

  test('tells the story of a law that is broken, and fails', async () => {
    const { status, stdout, stderr } = await parlor(['check', bad, '--runs', '20']);
    assert.deepEqual([status, complaints(stderr)], [1, '']);
    assert.equal(stdout.split('payoff-kind').length, 2, 'the law is named once');
    assert.match(stdout, /✖ payoff-kind .*\n +After seat 0.*\n +actions: \[\d\]/);
  });

  test('with JSON gives each law, and counterexamples to replay', async () => {
    const { rows: laws, result, status } = await rows(['check', bad, '--runs', '20', '--json'], 'law');
    assert.equal(status, 1);
    assert.equal(result['ok'], false);
    assert.equal(result['laws'], laws.length);
    const broken = laws.filter(({ ok }) => ok === false);
    assert.deepEqual(
      result['violations'],
      broken.flatMap(({ violations }) => violations),
    );
    const payoff = broken.find(({ law }) => law === 'payoff-kind');
    assert.ok(payoff);
    const [violation] = payoff['violations'] as { actions: number[] }[];
    // Only a number above 0 breaks the sum, and the smallest is the shrunk one.
    assert.deepEqual(violation?.actions, [1]);
  });

  test('holds a game in words to laws of its own, by name or by file', async () => {
    for (const [game, spec] of [
      ['word_duel(words=4)', /^word_duel\(.*words=4\): \d+ laws/],
      [goodWords, /^say: \d+ laws/],
    ] as const) {
      const { status, stdout, stderr } = await parlor(['check', game, '--runs', '10']);
      assert.deepEqual([status, complaints(stderr)], [0, ''], stdout);
      assert.match(stdout, spec);
      assert.match(stdout, /✔ no-leak-of-hidden/);
      assert.match(stdout, /Every law holds\.\n$/);
    }
  });

  test('tells which replies break a law, on one line each', async () => {
    const { status, stdout, stderr } = await parlor(['check', badWords, '--runs', '20']);
    assert.deepEqual([status, complaints(stderr)], [1, '']);
    assert.match(stdout, /✖ payoff-kind .*\n +With seed \d+, after .*\n +seed: \d+, replies: \["\[3\]"\]/);
    const { result } = await rows(['check', badWords, '--runs', '20', '--json'], 'law');
    const [violation] = result['violations'] as { law: string; replies: string[] }[];
    assert.deepEqual([violation?.law, violation?.replies], ['payoff-kind', ['[3]']]);
  });
});
