import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Network, SelfPlay, UniformPolicy } from '@parlor/agents';
import { type Game, loadGame } from '@parlor/envs';
import { type LeagueConfigInput, parseConfig } from '@parlor/league';
import { LeagueLearner, networkShape } from '../../league/league-learner.ts';
import { stranger } from '../envs/stranger.ts';
import { engine } from './support.ts';

const EPISODES = 40;

interface Round {
  readonly learner: LeagueLearner;
  readonly returns: Float64Array;
  readonly lineup: Int32Array;
  readonly play: SelfPlay;
}

/** Plays a round, not yet learned from. */
async function playRound(
  game: Game,
  training: LeagueConfigInput['training'],
  sits: (episode: number, seat: number) => boolean = () => true,
): Promise<Round> {
  const config = parseConfig({ game: game.spec, training: { hidden: [16], ...training } });
  const network = await Network.create(engine, networkShape(game, config.training));
  const learner = await LeagueLearner.create(game, config, 0, network, engine);
  const lineup = Int32Array.from({ length: EPISODES * game.seats }, (_, at) =>
    sits(Math.floor(at / game.seats), at % game.seats) ? 0 : 1,
  );
  const play = new SelfPlay(game, { seed: 1, episodes: EPISODES, batch: 16 });
  learner.begin();
  await play.play(0, 0, [learner.actor, { policy: new UniformPolicy() }], lineup);
  return { learner, returns: play.returns, lineup, play };
}

describe('a learner of the league', { concurrency: 1 }, () => {
  test('by reinforce takes each return in once for each episode and role, in order, over the largest payoff', async () => {
    for (const [spec, largest] of [
      ['kuhn_poker(players=3)', 4],
      ['leduc_poker', 13],
    ] as const) {
      const game = loadGame(spec);
      const { learner, returns } = await playRound(
        game,
        { algorithm: 'reinforce', baseline: { decay: 0.9 } },
        (episode, seat) => seat === 0 || episode % 3 === 0,
      );
      await learner.learn(EPISODES, returns);
      const baselines = learner.learner.baselines.state();
      game.roles.forEach((role, seat) => {
        let [value, count] = [0, 0];
        for (let episode = 0; episode < EPISODES; episode++) {
          if (seat !== 0 && episode % 3 !== 0) continue;
          value = 0.9 * value + (0.1 * returns[episode * game.seats + seat]) / largest;
          count++;
        }
        const found = baselines.find((baseline) => baseline.role === role);
        assert.equal(found?.count, count, role);
        assert.ok(Math.abs((found?.value ?? NaN) - value) < 1e-12, role);
        assert.notEqual(value, 0);
      });
      assert.equal(
        baselines.reduce((sum, { count }) => sum + count, 0),
        EPISODES + (game.seats - 1) * Math.ceil(EPISODES / 3),
      );
    }
  });

  test('by reinforce takes the mean of seats of one role in once an episode, or that of all seats where they share', async () => {
    const game = stranger();
    for (const by of ['role', 'game'] as const) {
      const sits = (episode: number, seat: number): boolean => seat !== episode % 4;
      const baseline = { decay: 0.5, by };
      const { learner, returns, play } = await playRound(game, { algorithm: 'reinforce', baseline }, sits);
      await learner.learn(EPISODES, returns);
      const values = new Map<string, number>();
      const counts = new Map<string, number>();
      for (let episode = 0; episode < EPISODES; episode++) {
        const held = [0, 1, 2].filter((seat) => sits(episode, seat));
        const groups = new Map<string, number[]>();
        for (const seat of held) {
          const role = by === 'game' ? '*' : (game.roles[play.roles[3 * episode + seat] ?? -1] ?? '');
          groups.set(role, [...(groups.get(role) ?? []), seat]);
        }
        for (const [role, seats] of groups) {
          const mean =
            seats.reduce((sum, seat) => sum + (returns[3 * episode + seat] ?? 0), 0) / seats.length;
          values.set(role, 0.5 * (values.get(role) ?? 0) + 0.5 * mean);
          counts.set(role, (counts.get(role) ?? 0) + 1);
        }
      }
      const state = learner.learner.baselines.state().filter(({ count }) => count > 0);
      assert.deepEqual(new Map(state.map(({ role, count }) => [role, count])), counts);
      for (const { role, value } of state)
        assert.ok(Math.abs(value - (values.get(role) ?? NaN)) < 1e-12, role);
      assert.equal(state.length, by === 'role' ? 2 : 1);
    }
  });

  test('tells its mean return in each seat over the episodes in which it sat there', async () => {
    const game = loadGame('rock_paper_scissors');
    const { learner, returns } = await playRound(game, {}, (episode, seat) => episode % 2 === seat);
    for (const seat of [0, 1]) {
      const own = Array.from({ length: EPISODES / 2 }, (_, index) => returns[2 * (2 * index + seat) + seat]);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      assert.equal(learner.meanReturns(returns)[seat], mean);
      assert.notEqual(mean, 0);
    }
    const other = await playRound(game, {}, (_, seat) => seat === 1);
    assert.equal(other.learner.meanReturns(other.returns)[0], null);
  });

  test('by ppo learns values of payoffs over the largest, so that they are at most 1', async () => {
    const { learner, returns } = await playRound(loadGame('leduc_poker'), {});
    const update = await learner.learn(EPISODES, returns);
    const squares = returns.reduce((sum, value) => sum + value * value, 0) / returns.length;
    assert.ok(squares > 5, 'payoffs are large');
    assert.ok(update !== undefined && update.valueLoss > 0 && update.valueLoss < 1, `${update?.valueLoss}`);
  });

  test('of a game that pays nobody anything stays finite', async () => {
    const game = {
      ...loadGame('rock_paper_scissors'),
      payoffRange: [0, 0] as const,
      returns: () => undefined,
    };
    for (const algorithm of ['ppo', 'reinforce'] as const) {
      const { learner, returns } = await playRound(game, { algorithm });
      await learner.learn(EPISODES, returns);
      assert.ok(learner.learner.weights.every(Number.isFinite));
      assert.ok(learner.steps > 0);
    }
  });

  test('that decided nothing learns nothing', async () => {
    const { learner, returns } = await playRound(loadGame('kuhn_poker'), {}, () => false);
    const before = learner.learner.weights.slice();
    assert.equal(await learner.learn(EPISODES, returns), undefined);
    assert.deepEqual(learner.learner.weights, before);
    assert.deepEqual(learner.meanReturns(returns), [null, null]);
  });
});
