import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/folder.ts';
import { parlor } from '../support/process.ts';
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

const folder = temporaryFolder();
const good = join(folder, 'good-game.ts');
const bad = join(folder, 'bad-game.ts');
writeFileSync(good, CALL.replace('PAID', '0 - state[1]'));
writeFileSync(bad, CALL.replace('PAID', 'state[1]'));

describe('check', { concurrency: 2 }, () => {
  test('ticks off every law of a game', async () => {
    const { status, stdout } = await parlor(['check', 'kuhn_poker', '--runs', '20']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /✔ payoff-kind/);
    assert.doesNotMatch(stdout, /✖/);
    assert.match(stdout, /Every law holds\.\n$/);
  });

  test("loads a user's TypeScript from any folder", async () => {
    const { status, stdout, stderr } = await parlor(['check', 'good-game.ts', '--runs', '20'], {
      cwd: folder,
    });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^call\(top=2\): /);
  });

  test('tells the story of a law that is broken, and fails', async () => {
    const { status, stdout, stderr } = await parlor(['check', bad, '--runs', '20']);
    assert.deepEqual([status, stderr], [1, '']);
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
});
