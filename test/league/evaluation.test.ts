import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  buildTree,
  expectedValue,
  FirstLegalPolicy,
  initialWeights,
  KuhnEquilibriumPolicy,
  Network,
  NetworkPolicy,
  type Policy,
  tabulate,
  type Tree,
  UniformPolicy,
} from '@parlor/agents';
import { type Game, loadGame, stream } from '@parlor/envs';
import { type Contestant, Evaluation, type MatchResult } from '@parlor/league';
import { toll } from '../agents/support/toll.ts';
import { engine } from './support.ts';

function contestant(name: string, policy: Policy): Contestant {
  return { name, policy };
}

async function networkPolicy(game: Game, seed: number, sharpness = 20): Promise<Policy> {
  const shape = { inputs: game.observationSize, hidden: [8], actions: game.actionCount };
  const network = await Network.create(engine, shape);
  const weights = initialWeights(shape, stream(seed, 'test')).map((weight) => sharpness * weight);
  return new NetworkPolicy(`network ${seed}`, network.evaluator(weights), shape);
}

function evaluationOf(game: Game, seed: number | string = 1, deals = 50, batch = 64): Evaluation {
  return new Evaluation(game, { seed, deals, batch });
}

/** Exact expected return of every seat where each is played by a policy of its own. */
async function exactReturns(tree: Tree, policies: readonly Policy[]): Promise<Float64Array> {
  const tables = await Promise.all(policies.map((policy) => tabulate(tree, policy)));
  const mixed = new Float64Array(tree.sequenceCount);
  for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
    const [from, to] = [tree.sequenceOffsets[infoset], tree.sequenceOffsets[infoset + 1]];
    mixed.set(tables[tree.infosetSeats[infoset]].subarray(from, to), from);
  }
  return expectedValue(tree, mixed);
}

/** Exact mean payoff of the first policy in a match, and of a seat of the second. */
async function exactPayoffs(game: Game, first: Policy, second: Policy): Promise<[number, number]> {
  const tree = buildTree(game);
  let [own, other] = [0, 0];
  for (let seat = 0; seat < game.seats; seat++) {
    const policies = Array.from({ length: game.seats }, (_, place) => (place === seat ? first : second));
    const returns = await exactReturns(tree, policies);
    const total = returns.reduce((sum, value) => sum + value, 0);
    own += returns[seat] / game.seats;
    other += (total - returns[seat]) / (game.seats - 1) / game.seats;
  }
  return [own, other];
}

describe('an evaluation match', () => {
  for (const spec of ['leduc_poker', 'kuhn_poker(players=3)', 'tic_tac_toe', 'rock_paper_scissors']) {
    test(`of ${spec} between equal policies is a draw in every deal`, async () => {
      const game = loadGame(spec);
      const twins = [await networkPolicy(game, 1), await networkPolicy(game, 1)];
      const result = await evaluationOf(game).match(contestant('one', twins[0]), contestant('two', twins[1]));
      assert.deepEqual(result, {
        members: ['one', 'two'],
        deals: 50,
        payoff: 0,
        opponentPayoff: 0,
        margin: 0,
        opponentMargin: 0,
        wins: 0,
        draws: 50,
        losses: 0,
      });
    });
  }

  test('turned around gives the same with the sign changed, where two play for a zero sum', async () => {
    for (const spec of ['leduc_poker', 'tic_tac_toe', 'kuhn_poker']) {
      const game = loadGame(spec);
      const [ann, bob] = [
        contestant('ann', await networkPolicy(game, 1)),
        contestant('bob', new UniformPolicy()),
      ];
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const there = await evaluationOf(game, seed, 20).match(ann, bob);
          const back = await evaluationOf(game, seed, 20).match(bob, ann);
          assert.equal(there.payoff, 0 - back.payoff);
          assert.equal(there.opponentPayoff, 0 - there.payoff);
          assert.deepEqual(
            [there.wins, there.draws, there.losses, there.margin],
            [back.losses, back.draws, back.wins, back.margin],
          );
          assert.equal(there.wins + there.draws + there.losses, 20);
        }),
        { numRuns: 10 },
      );
    }
  });

  test('is the same whatever the batch size, and other deals are other matches', async () => {
    const game = loadGame('leduc_poker');
    const [ann, bob] = [
      contestant('ann', await networkPolicy(game, 1)),
      contestant('bob', await networkPolicy(game, 2)),
    ];
    const play = async (seed: number, batch: number): Promise<MatchResult[]> => {
      const evaluation = evaluationOf(game, seed, 50, batch);
      return [await evaluation.match(ann, bob), await evaluation.match(ann, bob)];
    };
    const whole = await play(1, 1000);
    for (const batch of [1, 7, 50]) assert.deepEqual(await play(1, batch), whole);
    assert.notDeepEqual(whole[0], whole[1]);
    assert.notDeepEqual((await play(2, 50))[0], whole[0]);
  });

  test('of a seed that is a text has other deals than of the number that reads the same', async () => {
    const game = loadGame('leduc_poker');
    const [ann, bob] = [contestant('ann', new FirstLegalPolicy()), contestant('bob', new UniformPolicy())];
    const number = await evaluationOf(game, 1).match(ann, bob);
    const text = await evaluationOf(game, '1').match(ann, bob);
    assert.notDeepEqual(text, number);
    assert.deepEqual(await evaluationOf(game, '1').match(ann, bob), text);
  });

  test('of a single deal is refused, since it would claim to be exact', () => {
    for (const deals of [0, 1])
      assert.throws(
        () => evaluationOf(loadGame('kuhn_poker'), 1, deals),
        /^ConfigError: .*at least 2 deals\.$/,
      );
  });

  const pairs: readonly (readonly [string, Policy, Policy])[] = [
    ['kuhn_poker', new KuhnEquilibriumPolicy(0.2), new UniformPolicy()],
    ['kuhn_poker(players=3)', new FirstLegalPolicy(), new UniformPolicy()],
  ];
  for (const [spec, first, second] of pairs) {
    test(`of ${spec} has the exact payoffs within its 95 % intervals nearly always`, async () => {
      const game = loadGame(spec);
      const exact = await exactPayoffs(game, first, second);
      const seeds = 100;
      const covered = [0, 0];
      const errors = [0, 0];
      for (let seed = 0; seed < seeds; seed++) {
        const evaluation = evaluationOf(game, seed, 100, 100);
        const result = await evaluation.match(contestant('a', first), contestant('b', second));
        [
          [result.payoff, result.margin],
          [result.opponentPayoff, result.opponentMargin],
        ].forEach(([payoff, margin], side) => {
          if (Math.abs(payoff - exact[side]) <= margin) covered[side]++;
          errors[side] += (payoff - exact[side]) / (margin / 1.96) / Math.sqrt(seeds);
        });
      }
      // 95 of 100 are expected; 86 or fewer have a probability of 5 in 10 000, all of 100 one of 6 in 1000.
      for (const side of [0, 1]) {
        assert.ok(covered[side] > 86, `${covered[side]} of ${seeds} intervals hold the exact payoff`);
        assert.ok(Math.abs(errors[side]) < 4, `the errors add up to ${errors[side]} standard deviations`);
      }
      assert.ok(covered[0] < seeds && covered[1] < seeds, 'intervals that always cover are too wide');
    });
  }

  test('enters its episodes by member and seat', async () => {
    const game = loadGame('kuhn_poker(players=3)');
    const evaluation = evaluationOf(game);
    const result = await evaluation.match(
      contestant('ann', new FirstLegalPolicy()),
      contestant('bob', new UniformPolicy()),
    );
    const { payoffs } = evaluation;
    for (let seat = 0; seat < 3; seat++) {
      assert.equal(payoffs.get('ann', 'bob', seat).episodes, 50);
      assert.equal(payoffs.get('bob', 'ann', seat).episodes, 100);
    }
    assert.ok(Math.abs(payoffs.get('ann', 'bob').mean - result.payoff) < 1e-12);
    assert.ok(Math.abs(payoffs.get('bob', 'ann').mean - result.opponentPayoff) < 1e-12);
    assert.ok(Math.abs(result.payoff + 2 * result.opponentPayoff) < 1e-12);
    assert.ok(Math.abs(result.margin - 2 * result.opponentMargin) < 1e-12);
    for (const { name, payoff, payoffHigh } of evaluation.table('bob')) {
      const margin = name === 'ann' ? result.margin : result.opponentMargin;
      assert.ok(Math.abs(payoffHigh - payoff - margin) < 1e-12, name);
    }
  });

  test('counts the payoffs of both where they do not add up to zero', async () => {
    const game = toll();
    const [ann, bob] = [contestant('ann', new FirstLegalPolicy()), contestant('bob', new UniformPolicy())];
    const result = await evaluationOf(game).match(ann, bob);
    // Who never takes anything is better off only if it is not beside one who does.
    assert.notEqual(Math.round(1000 * (result.payoff + 2 * result.opponentPayoff)), 0);
    assert.ok(result.margin > 0 && result.opponentMargin > 0);
  });
});

describe('the table of an evaluation', () => {
  test('adds up every member’s matches, best paid first, with the anchor at 0', async () => {
    const game = loadGame('kuhn_poker');
    const evaluation = evaluationOf(game, 1, 300, 300);
    const [uniform, passive, equilibrium] = [
      contestant('uniform', new UniformPolicy()),
      contestant('passive', new FirstLegalPolicy()),
      contestant('equilibrium', new KuhnEquilibriumPolicy(0.2)),
    ];
    const first = await evaluation.match(passive, uniform);
    const second = await evaluation.match(equilibrium, uniform);
    const third = await evaluation.match(equilibrium, passive);
    assert.deepEqual(evaluation.matches, [first, second, third]);
    const table = evaluation.table('uniform');
    assert.deepEqual(
      table.map(({ payoff }) => payoff),
      table.map(({ payoff }) => payoff).sort((a, b) => b - a),
    );
    const row = (name: string) => table.find((member) => member.name === name) ?? assert.fail(name);
    assert.deepEqual([row('uniform').rating, row('uniform').low, row('uniform').high], [0, 0, 0]);
    for (const { games } of table) assert.equal(games, 2 * 600);
    assert.equal(first.wins + first.draws + first.losses, 300, 'a rating counts deals, games are episodes');
    const { payoff, payoffLow, payoffHigh } = row('equilibrium');
    assert.ok(Math.abs(payoff - (second.payoff + third.payoff) / 2) < 1e-12);
    const margin = Math.hypot(second.margin, third.margin) / 2;
    assert.ok(
      Math.abs(payoffHigh - payoff - margin) < 1e-12 && Math.abs(payoff - payoffLow - margin) < 1e-12,
    );
    assert.ok(Math.abs(row('passive').payoff - (first.payoff - third.payoff) / 2) < 1e-12);
    assert.ok(row('equilibrium').low > 0, 'an equilibrium is surely better than chance');
    assert.deepEqual(evaluation.scores(), {
      passive: { uniform: first.payoff, equilibrium: third.opponentPayoff },
      uniform: { passive: first.opponentPayoff, equilibrium: second.opponentPayoff },
      equilibrium: { uniform: second.payoff, passive: third.payoff },
    });
  });

  test('is empty before anybody has played', () => {
    const evaluation = evaluationOf(loadGame('kuhn_poker'));
    assert.deepEqual(evaluation.table('uniform'), []);
    assert.deepEqual(evaluation.scores(), {});
  });
});
