import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KuhnEquilibriumPolicy, ortEngine, type Policy } from '@parlor/agents';
import { ConfigError, League, type LeagueEvent, OPPONENT_RULES, parseConfig } from '@parlor/league';

const SMALL = {
  game: 'kuhn_poker',
  steps: 3000,
  episodes: 256,
  evaluation: { points: 1, deals: 50, referenceIterations: 0 },
} as const;

const against = (...opponents: object[]): object => ({
  main: { opponents, admission: { rule: 'steps', every: 1000 } },
});

test('a learner can be set against members that never learn, which are rated with the others', async () => {
  const config = parseConfig({
    ...SMALL,
    fixed: ['uniform', 'script'],
    roles: against({ rule: 'fixed' }, { rule: 'uniform' }),
  });
  const league = await League.create(config, { engine: await ortEngine() });
  const events: LeagueEvent[] = [];
  league.events.subscribe((event) => events.push(event));
  const { members } = await league.run();
  await league.release();
  const names = members.map(({ name }) => name);
  assert.ok(names.includes('uniform') && names.includes('script'), names.join());
  assert.equal(new Set(names).size, names.length);
  const rounds = events.filter((event) => event.type === 'round');
  // A learner that meets itself learns from both seats; against fixed members from one.
  assert.ok(rounds[0] && rounds[0].steps < 2 * SMALL.episodes, String(rounds[0]?.steps));
});

test('a rule names one fixed member, or weighs all alike, and no snapshot', () => {
  const member = (name: string, learner: string) => ({
    name,
    learner,
    steps: 0,
    weights: new Float32Array(0),
    policy: { name, act: () => undefined },
  });
  const context = {
    learner: 'main',
    snapshots: [member('uniform', ''), member('script', ''), member('main:1', 'main')],
    payoffs: { get: () => ({ episodes: 0, mean: 0 }) } as never,
  };
  assert.deepEqual(OPPONENT_RULES.fixed.apply({ rule: 'fixed' }, context), [1, 1, 0]);
  assert.deepEqual(OPPONENT_RULES.fixed.apply({ rule: 'fixed', name: 'script' }, context), [0, 1, 0]);
  assert.deepEqual(OPPONENT_RULES.uniform.apply({ rule: 'uniform' }, context), [0, 0, 1]);
});

test('a rule about fixed members that there are not is refused', () => {
  for (const wrong of [
    { roles: against({ rule: 'fixed' }) },
    { fixed: ['uniform'], roles: against({ rule: 'fixed', name: 'script' }) },
    { fixed: ['uniform', 'uniform'] },
    { fixed: ['no name'] },
  ]) {
    assert.throws(() => parseConfig({ ...SMALL, ...wrong }), ConfigError);
  }
});

test('a policy of one’s own plays under the name that the configuration gives it, and a name alone is refused', async () => {
  const config = parseConfig({
    ...SMALL,
    fixed: ['expert'],
    roles: against({ rule: 'fixed', name: 'expert' }),
  });
  const engine = await ortEngine();
  await assert.rejects(
    League.create(config, { engine }),
    (error) =>
      error instanceof ConfigError &&
      /"expert" is not one of uniform, script, and no policy/.test(error.message),
  );
  let asked = 0;
  const wise = new KuhnEquilibriumPolicy();
  const expert: Policy = {
    name: 'wise',
    act(batch, probabilities) {
      asked += batch.count;
      wise.act(batch, probabilities);
    },
  };
  const league = await League.create(config, { engine, policies: { expert } });
  const { members } = await league.run();
  await league.release();
  assert.ok(members.some(({ name }) => name === 'expert'));
  assert.ok(asked > SMALL.steps / 2, String(asked));
});
