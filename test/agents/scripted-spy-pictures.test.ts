import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AsyncEnv, loadLanguageGame, OptionError } from '@parlor/envs';
import { playEpisode } from '../../agents/play/index.ts';
import { pictureView } from '../../agents/scripted/picture-view.ts';
import { SpyPicturesAgent } from '../../agents/scripted/index.ts';
import { larger, means, worthTheirRules } from './support/spy-means.ts';

const EPISODES = 80;

describe('among players by rules, in spy_pictures', () => {
  for (const spec of [
    'spy_pictures',
    'spy_pictures(preset=paper)',
    'spy_pictures(kind=bar)',
    'spy_pictures(kind=pie,told=false)',
  ]) {
    test(`a spy by rules is caught less than one at random, and civilians earn more, in ${spec}`, async () => {
      await worthTheirRules(spec, EPISODES);
    });
  }

  test('judges by rules find the spy, and judges at random do not', async () => {
    const spec = 'spy_pictures(preset=released,judges=2)';
    const [rules, none] = await Promise.all([means(spec, [], 40), means(spec, ['judge'], 40)]);
    assert.ok(larger(rules.vote, none.vote), `${rules.vote.mean} and ${none.vote.mean}`);
  });
});

describe('the player by rules of spy_pictures', () => {
  const scene = [
    'There are 3 objects, from left to right:',
    '1. a small red metal cube, on the left',
    '2. a large red rubber sphere, in the middle',
    '3. a large cyan metal cube, on the right',
  ].join('\n');
  const chart = [
    'A bar chart, "Bread", in loaves:',
    'Rye: 1,250 loaves',
    'Oat: 40 loaves',
    '8:00: 7 loaves',
  ].join('\n');

  for (const [kind, text, statement, truth] of [
    ['scene', scene, 'There is a small red metal cube.', true],
    ['scene', scene, 'To me: there is a red object', true],
    ['scene', scene, 'There is a cyan sphere.', false],
    ['scene', scene, 'There are 2 cubes.', true],
    ['scene', scene, 'There is one large object.', false],
    ['scene', scene, 'There are no cylinders', true],
    ['scene', scene, 'There is a shiny cube.', undefined],
    ['scene', scene, 'I like it.', undefined],
    ['scene', '', 'There is a red object', undefined],
    ['bar', chart, 'The value of Rye is 1250.', true],
    ['bar', chart, 'Rye is 1,250 loaves', true],
    ['bar', chart, 'The value of Oat is more than 30.', true],
    ['bar', chart, 'The value of 8:00 is more than that of Oat.', false],
    ['bar', chart, 'Oat is less than Rye', true],
    ['bar', chart, 'Wheat is 3', undefined],
    ['bar', chart, 'It is about bread', undefined],
  ] as const) {
    test(`takes "${statement}" of a ${text === '' ? 'picture that it does not see' : kind} for ${truth}`, () => {
      assert.equal(pictureView(text, kind).truth(statement), truth);
    });
  }

  test('says what is true of what it sees, and less where it says less', () => {
    for (const [kind, text] of [
      ['scene', scene],
      ['bar', chart],
    ] as const) {
      const view = pictureView(text, kind);
      assert.ok(view.telling.length > 5 && view.safe.length > 0);
      for (const statement of [...view.telling, ...view.safe])
        assert.equal(view.truth(statement), true, statement);
      for (const statement of view.telling)
        for (const less of view.weaker(statement))
          assert.equal(view.truth(less), true, `${less} from ${statement}`);
    }
  });

  for (const spec of ['spy_pictures(format=svg)', 'spy_pictures(players=10,rounds=4,objects=1,edits=1)'])
    test(`always has something new to say, in ${spec}`, async () => {
      const env = new AsyncEnv(loadLanguageGame(spec));
      const agents = Array.from({ length: env.game.seats }, () => new SpyPicturesAgent());
      for (let episode = 0; episode < 5; episode++) {
        const { step } = await playEpisode(env, agents, { seed: 2, episode });
        assert.equal(step.info.forfeit, undefined);
        assert.ok(env.decisions.every(({ rejected }) => rejected === undefined));
        if (spec.includes('svg'))
          assert.ok(
            step.returns.every((value) => value === 0),
            'nobody votes unseeing',
          );
      }
    });

  test('plays the same in an episode whatever it has played before, and no other game', async () => {
    const env = new AsyncEnv(loadLanguageGame('spy_pictures'));
    const agents = Array.from({ length: 4 }, () => new SpyPicturesAgent());
    const first = await playEpisode(env, agents, { seed: 4, episode: 3 });
    await playEpisode(env, [...agents].reverse(), { seed: 4, episode: 4 });
    const again = await playEpisode(env, agents, { seed: 4, episode: 3 });
    assert.deepEqual(again.decisions, first.decisions);
    assert.throws(() => agents[0].begin({ spec: 'spy_words', seat: 0, seed: 1 }), OptionError);
  });
});
