import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Network, SelfPlay, StageSwitch, UniformPolicy } from '@parlor/agents';
import { type Game, register } from '@parlor/envs';
import { ConfigError, type LeagueConfigInput, parseConfig } from '@parlor/league';
import { LeagueLearner, networkShape } from '../../league/league-learner.ts';
import { StageAdvantages } from '../../league/stage-advantages.ts';
import { stranger } from '../envs/stranger.ts';
import { engine, playLeague, tiny } from './support.ts';

register(stranger);
const game = stranger();
const EPISODES = 60;
type Stages = NonNullable<NonNullable<LeagueConfigInput['training']>['stages']>;

/** A learner of the game, and rounds in which it holds every seat, or some of them. */
async function setting(stages: Stages, rules: Game = game, sits: (at: number) => boolean = () => true) {
  const training = { algorithm: 'reinforce', hidden: [16], minibatch: 50, stages } as const;
  const config = parseConfig({ game: game.spec, training });
  const network = await Network.create(engine, networkShape(rules, config.training));
  const learner = await LeagueLearner.create(rules, config, 0, network, engine);
  const play = new SelfPlay(rules, { seed: 1, episodes: EPISODES, batch: 32 });
  const lineup = Int32Array.from({ length: EPISODES * rules.seats }, (_, at) => (sits(at) ? 0 : 1));
  let round = 0;
  const actors = [learner.actor, { policy: new UniformPolicy() }];
  return {
    learner,
    play,
    async round() {
      learner.begin();
      await play.play(round++, 0, actors, lineup);
      return learner.learn(EPISODES, play.returns, play.signals);
    },
  };
}

const weightsOf = ({ learner }: { readonly learner: LeagueLearner }): number[] =>
  Array.from(learner.learner.weights);

describe('training by stages', { concurrency: 1 }, () => {
  test('is off unless it is asked for: a game learns what it would without stages, to the last bit', async () => {
    const plain: { -readonly [Part in keyof Game]: Game[Part] } = { ...game };
    delete plain.stages;
    delete plain.signals;
    const learners = [await setting({ rule: 'returns' }), await setting({ rule: 'returns' }, plain)];
    for (const each of learners) {
      for (let round = 0; round < 3; round++) await each.round();
      assert.equal(each.learner.stageReport, undefined);
    }
    assert.deepEqual(...(learners.map(weightsOf) as [number[], number[]]));
  });

  test('learns the stage that is due and counts its decisions alone: 3 signs or 2 votes an episode', async () => {
    const each = await setting({ rule: 'alternate', cycle: 2 });
    const story: [string, number][] = [];
    for (let round = 0; round < 6; round++) {
      const before = each.learner.steps;
      await each.round();
      story.push([each.learner.stageReport?.trained.join() ?? '', (each.learner.steps - before) / EPISODES]);
    }
    const [sign, vote] = [['sign', 3] as [string, number], ['vote', 2] as [string, number]];
    assert.deepEqual(story, [sign, sign, vote, vote, sign, sign]);
    const together = await setting({ rule: 'together' });
    await together.round();
    assert.deepEqual(together.learner.stageReport?.trained, ['sign', 'vote']);
    assert.equal(together.learner.steps, 5 * EPISODES);
  });

  test('where the learner decided nothing of the stage that is due, it learns from what it did decide', async () => {
    const silent: Game = {
      ...game,
      signals(state, out) {
        game.signals?.(state, out);
        out.fill(NaN, 3);
      },
    };
    const each = await setting({ rule: 'alternate', start: 'decision' }, silent);
    await each.round();
    assert.deepEqual(each.learner.stageReport, {
      trained: ['sign'],
      accuracy: null,
      abstention: null,
      averages: null,
    });
    assert.equal(each.learner.steps, 3 * EPISODES);
  });

  test('gives votes what they were worth among those of their episode, and each stage mean 0 and deviation 1', async () => {
    // The learner holds two of the three seats, and is compared with all that voted.
    const { learner, play, round } = await setting({ rule: 'returns' }, game, (at) => at % 3 !== 1);
    await round();
    const store = learner.actor.learning?.store ?? assert.fail();
    const advantages = Float32Array.from({ length: store.count }, (_, row) => 5 + (row % 7));
    const before = advantages.slice();
    const stages = new StageAdvantages(game, undefined);
    const report = stages.select(store, EPISODES, play.signals, advantages);
    assert.deepEqual(
      Array.from(stages.rows.subarray(0, stages.count)),
      Array.from(store.order.subarray(0, store.count)),
    );
    const expected = new Map<number, number>();
    let [votes, right, nobody] = [0, 0, 0];
    for (let row = 0; row < store.count; row++) {
      const action = store.actions[row] ?? 0;
      if (action < 2) {
        expected.set(row, before[row] ?? NaN);
        continue;
      }
      const episode = store.episode[row] ?? 0;
      const signals = Array.from(play.signals.subarray(6 * episode + 3, 6 * episode + 6));
      const own = signals[store.seat[row] ?? 0] ?? NaN;
      const [one = NaN, other = NaN] = signals.filter((signal) => !Number.isNaN(signal));
      const mean = (one + other) / 2;
      expected.set(row, (own - mean) / (Math.abs(one - other) / 2 + 1e-4));
      votes++;
      if (own === 1) right++;
      if (action === 5) nobody++;
    }
    assert.ok(votes > 50 && right > 0 && nobody > 0);
    assert.deepEqual([report.accuracy, report.abstention], [right / votes, nobody / votes]);
    for (const vote of [false, true]) {
      const rows = [...expected.keys()].filter((row) => (store.actions[row] ?? 0) >= 2 === vote);
      const values = rows.map((row) => expected.get(row) ?? NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / rows.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length);
      rows.forEach((row, index) => {
        const standard = ((values[index] ?? NaN) - mean) / deviation;
        assert.ok(Math.abs((advantages[row] ?? NaN) - standard) < 1e-5);
      });
    }
  });

  test('by Iterative-SPO follows the learner’s own votes, and starts anew with the learner', async () => {
    const each = await setting({ rule: 'iterative-spo', dwell: 2 });
    const by = new StageSwitch({ dwell: 2 });
    for (let round = 0; round < 5; round++) {
      const { stage } = by;
      await each.round();
      const { trained, accuracy, abstention, averages } = each.learner.stageReport ?? assert.fail();
      assert.deepEqual(trained, [stage === 'clue' ? 'sign' : 'vote']);
      assert.ok(accuracy !== null && abstention !== null && accuracy > 0 && abstention > 0);
      by.next({ accuracy, abstention });
      assert.deepEqual(averages, by.averages);
    }
    assert.equal(by.stage, 'decision');
    assert.deepEqual(each.learner.learner.state().stages, by.state());
    each.learner.reset();
    assert.deepEqual(each.learner.learner.state().stages, new StageSwitch().state());
  });

  test('teaches voters who can see who it is to say so, and then turns to the clues', async () => {
    const dealt = game.observation.find(({ name }) => name === 'dealt') ?? assert.fail();
    const open: Game = {
      ...game,
      observe(state, seat, out) {
        game.observe(state, seat, out);
        if ((state[0] ?? 0) > 0) out[dealt.offset + (state[0] ?? 0) - 1] = 1;
      },
    };
    const each = await setting({ rule: 'iterative-spo', start: 'decision', rho: 0.8 }, open);
    await each.round();
    const first = each.learner.stageReport ?? assert.fail();
    assert.ok((first.accuracy ?? 1) < 0.5 && (first.abstention ?? 0) > 0.2, JSON.stringify(first));
    const trained: string[] = [];
    for (let round = 0; round < 120 && trained.at(-1) !== 'sign'; round++) {
      await each.round();
      trained.push(each.learner.stageReport?.trained.join() ?? '');
    }
    assert.equal(trained.at(-1), 'sign', `${JSON.stringify(each.learner.stageReport)}`);
    const last = each.learner.stageReport ?? assert.fail();
    assert.ok((last.accuracy ?? 0) > 0.85 && (last.abstention ?? 1) < 0.1, JSON.stringify(last));
  });
});

describe('a league of a game with stages', { concurrency: 1 }, () => {
  const config = (stages: Stages): LeagueConfigInput =>
    tiny(game.spec, {
      training: { algorithm: 'reinforce', stages },
      learners: [
        { name: 'main', role: 'main' },
        { name: 'other', role: 'main' },
      ],
    });

  test('tells with every round what was learned, the same whatever is played side by side', async () => {
    const stages = { rule: 'iterative-spo', dwell: 1 } as const;
    const [one, other] = [
      await playLeague(config(stages), { batch: 80 }),
      await playLeague(config(stages), { batch: 7 }),
    ];
    assert.deepEqual(one.of('round'), other.of('round'));
    assert.deepEqual(one.result, other.result);
    for (const name of ['main', 'other']) {
      const rounds = one.of('round').filter(({ learner }) => learner === name);
      assert.ok(rounds.length >= 3);
      const by = new StageSwitch({ dwell: 1 });
      for (const { stages: report } of rounds) {
        assert.ok(report && report.accuracy !== null && report.abstention !== null);
        assert.deepEqual(report.trained, [by.stage === 'clue' ? 'sign' : 'vote']);
        by.next({ accuracy: report.accuracy, abstention: report.abstention });
      }
    }
    const [main, rival] = ['main', 'other'].map((name) =>
      one.of('round').find(({ learner }) => learner === name),
    );
    assert.notDeepEqual(main?.stages, rival?.stages, 'each learner has rounds and signals of its own');
    const single = await playLeague({ ...config(stages), learners: [{ name: 'main', role: 'main' }] });
    assert.deepEqual(single.of('round')[0], main, 'what another learner plays does not count');
    const plain = await playLeague(config({ rule: 'returns' }));
    assert.ok(plain.of('round').every((event) => !('stages' in event)));
  });

  test('refuses what cannot be told apart, with the remedy', async () => {
    assert.throws(
      () => parseConfig({ training: { stages: { rule: 'together' } } }),
      (error) => error instanceof ConfigError && /set training.algorithm to "reinforce"/.test(error.message),
    );
    await assert.rejects(
      playLeague(tiny('kuhn_poker', { training: { algorithm: 'reinforce', stages: { rule: 'alternate' } } })),
      (error) =>
        error instanceof ConfigError &&
        /kuhn_poker.* has no stages, so training.stages cannot be "alternate"; set it to \{ "rule": "returns" \}/.test(
          error.message,
        ),
    );
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ rule: 'often' }, /expected one of "returns"\|"together"\|"alternate"\|"iterative-spo"/],
      [{ rule: 'alternate', cycle: 0 }, /training.stages.cycle/],
      [{ rule: 'iterative-spo', easyAccuracy: 0.5 }, /hardError": expected more than 1 − easyAccuracy/],
      [{ rule: 'iterative-spo', easyAbstention: 0.5 }, /hardAbstention": expected more than easyAbstention/],
      [{ rule: 'iterative-spo', patience: 2 }, /patience": expected null or at least dwell/],
    ];
    for (const [stages, message] of wrong) {
      assert.throws(
        () => parseConfig({ training: { algorithm: 'reinforce', stages } }),
        (error) => error instanceof ConfigError && message.test(error.message),
      );
    }
  });
});
