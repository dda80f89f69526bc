import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OptionError, register } from '@parlor/envs';
import { ConfigError, League, parseConfig } from '@parlor/league';
import { lowOrHigh } from '../envs/broken/tiny.ts';
import { engine } from './support.ts';

const ROLE = { opponents: [{ rule: 'latest' }], admission: { rule: 'steps', every: 10 } };

/** What is wrong, a configuration, and what the one sentence must name. */
const MISTAKES: readonly (readonly [string, unknown, RegExp])[] = [
  ['an unknown key', { colour: 1 }, /"colour"/],
  ['an unknown key further in', { training: { speed: 1 } }, /"training".*"speed"/],
  ['a number for an object', 7, /expected object/],
  ['nothing', null, /expected object/],
  ['a list', [], /expected object/],
  ['steps that are none', { steps: 0 }, /"steps".*>0/],
  ['half a step', { steps: 1.5 }, /"steps".*int/],
  ['steps without end', { steps: Infinity }, /"steps"/],
  ['more episodes than memory holds', { episodes: 1e12 }, /"episodes".*1000000/],
  ['a layer wider than memory', { training: { hidden: [1e9] } }, /"training\.hidden\.0".*4096/],
  ['no layer at all', { training: { hidden: [] } }, /"training\.hidden"/],
  ['a seed that is no whole number', { seed: 0.5 }, /"seed".*whole number or a text/],
  ['a learning rate below 0', { training: { learningRate: -1 } }, /"training\.learningRate".*>=0/],
  [
    'a rate that falls exponentially to 0',
    { training: { learningRate: { kind: 'exponential', from: 1, to: 0 } } },
    /"training\.learningRate.to".*>0/,
  ],
  [
    'an unknown kind of schedule',
    { training: { entropy: { kind: 'cosine', from: 1, to: 0 } } },
    /"training\.entropy".*linear.*exponential/,
  ],
  ['a discount above 1', { training: { gamma: 1.1 } }, /"training\.gamma".*<=1/],
  [
    'a baseline that never moves',
    { training: { baseline: { decay: 1 } } },
    /"training\.baseline\.decay".*<1/,
  ],
  ['an unknown algorithm', { training: { algorithm: 'dqn' } }, /"training\.algorithm".*ppo.*reinforce/],
  [
    'an unknown opponent rule',
    { roles: { main: { ...ROLE, opponents: [{ rule: 'best' }] } } },
    /"roles\.main\.opponents\.0\.rule".*self-play.*latest.*uniform/,
  ],
  ['a role without opponents', { roles: { main: { ...ROLE, opponents: [] } } }, /"roles\.main\.opponents"/],
  [
    'an opponent rule without a share',
    { roles: { main: { ...ROLE, opponents: [{ rule: 'latest', weight: 0 }] } } },
    /"roles\.main\.opponents\.0\.weight".*>0/,
  ],
  [
    'an unknown admission rule',
    { roles: { main: { ...ROLE, admission: { rule: 'never' } } } },
    /"roles\.main\.admission\.rule".*steps.*score/,
  ],
  [
    'an unknown reset rule',
    { roles: { main: { ...ROLE, reset: { rule: 'daily' } } } },
    /"roles\.main\.reset\.rule".*never.*on-admission/,
  ],
  [
    'a rule that is only a name',
    { roles: { main: { ...ROLE, opponents: ['latest'] } } },
    /"roles\.main\.opponents\.0".*object/,
  ],
  [
    'an option of another rule',
    { roles: { main: { ...ROLE, admission: { rule: 'steps', every: 1, above: 1 } } } },
    /"roles\.main\.admission".*"above"/,
  ],
  [
    'an opponent rule with an option that it does not have',
    { roles: { main: { ...ROLE, opponents: [{ rule: 'latest', power: 1 }] } } },
    /"roles\.main\.opponents\.0".*"power"/,
  ],
  [
    'a single deal, whose interval would be nothing',
    { evaluation: { deals: 1 } },
    /"evaluation\.deals".*>=2/,
  ],
  [
    'bounds of admission that cross',
    { roles: { main: { ...ROLE, admission: { rule: 'score', above: 0, atLeast: 3, atMost: 2 } } } },
    /"roles\.main\.admission\.atMost".*atLeast/,
  ],
  ['no learners', { learners: [] }, /"learners"/],
  ['a learner’s name that is a path', { learners: [{ name: '../x', role: 'main' }] }, /"learners\.0\.name"/],
  [
    'two learners of one name',
    { learners: ['main', 'main'].map((role) => ({ name: 'ann', role })) },
    /two learners "ann"/,
  ],
  [
    'an unknown role',
    { learners: [{ name: 'ann', role: 'boss' }] },
    /"ann".*unknown league role "boss".*roles are main/,
  ],
  ['a role of every object', { learners: [{ name: 'ann', role: 'toString' }] }, /"toString"/],
];

describe('a league configuration', () => {
  for (const [what, config, names] of MISTAKES) {
    test(`with ${what} is refused in one sentence that names it`, () => {
      assert.throws(
        () => parseConfig(config),
        (error) => {
          assert.ok(error instanceof ConfigError);
          assert.match(error.message, names);
          assert.match(error.message, /^[^\n]+[^.]\.$/);
          return true;
        },
      );
    });
  }

  test('that says nothing is self-play on Leduc poker', () => {
    const config = parseConfig({});
    assert.equal(config.game, 'leduc_poker');
    assert.equal(config.seed, 1);
    assert.deepEqual(config.learners, [{ name: 'main', role: 'main' }]);
    assert.deepEqual(config.roles['main']?.opponents, [{ rule: 'self-play', weight: 1 }]);
    assert.deepEqual(config.roles['main'].reset, { rule: 'never' });
    assert.equal(config.training.algorithm, 'ppo');
    assert.equal(config.training.space, 'logit');
    const baseline = { decay: 0.95, timing: 'pre', biasCorrection: false, by: 'role' };
    assert.deepEqual(config.training.baseline, baseline);
    assert.deepEqual(config.training.stages, { rule: 'returns' });
  });

  test('keeps what it says and fills in the rest, and is then as it is', () => {
    const role = { ...ROLE, admission: { rule: 'score', above: 0.1, atLeast: 5, atMost: 5 } };
    const config = parseConfig({
      seed: 'x',
      roles: { boss: role },
      learners: [{ name: 'ann', role: 'boss' }],
      training: { hidden: [7], baseline: { timing: 'post' } },
    });
    assert.equal(config.seed, 'x');
    assert.deepEqual(config.roles, {
      boss: {
        opponents: [{ rule: 'latest', weight: 1 }],
        admission: { ...role.admission, games: 200 },
        reset: { rule: 'never' },
      },
    });
    assert.deepEqual(config.training.hidden, [7]);
    const baseline = { decay: 0.95, timing: 'post', biasCorrection: false, by: 'role' };
    assert.deepEqual(config.training.baseline, baseline);
    assert.deepEqual(parseConfig(structuredClone(config)), config);
    // Each entry is written with its rule first, then its options.
    assert.equal(JSON.stringify(config.roles['boss']?.opponents), '[{"rule":"latest","weight":1}]');
    assert.deepEqual(Object.keys(config.roles['boss']?.admission ?? {}), [
      ...['rule', 'above', 'games', 'atLeast', 'atMost'],
    ]);
  });

  test('with a game that is not there, or for one alone, is refused before anything is set up', async () => {
    const league = (game: string): Promise<League> => League.create(parseConfig({ game }), { engine });
    await assert.rejects(league('kuhn_pocker'), OptionError);
    await assert.rejects(league('kuhn_poker(players=9)'), /players/);
    await assert.rejects(league('word_duel'), OptionError);
    register(lowOrHigh);
    await assert.rejects(league('low_or_high'), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /low_or_high has one seat/);
      return true;
    });
  });
});
