import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Game, loadGame, type NestedPayoffs, normalForm } from '@parlor/envs';
import fc from 'fast-check';
import { PolicyError } from '../../agents/policies/index.ts';
import { OneShotPolicy, Reciprocator } from '../../agents/scripted/index.ts';
import {
  buildTree,
  expectedValue,
  nashConv,
  tabulate,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';
import { beatsUniform, choiceAfter, means, obeysLaws, scripted } from './support/scripted.ts';

const MIXED_TABLE = 'matrix_game(actions=2/3/1,payoffs=1/2/3/0.5/0/-1/4/4/4/2/2/0/0/1/0/3/-2/1)';

describe('the player by rules obeys every law of policies in', () => {
  for (const [spec, runs] of [
    ['battle_of_the_sexes', 5],
    ['chicken', 5],
    ['matching_pennies', 5],
    ['matching_pennies(players=3)', 5],
    ['matrix_game', 5],
    [MIXED_TABLE, 5],
    ['prisoners_dilemma', 5],
    ['stag_hunt', 5],
    ['public_goods', 5],
    ['public_goods(players=3,endowment=4,unit=2)', 5],
    ['repeated_game', 5],
    ['repeated_game(rounds=4,discount=0.9,continue=0.75,memory=1)', 10],
    ['repeated_game(game=public_goods(players=3,endowment=4),rounds=3)', 10],
    [`repeated_game(game=${MIXED_TABLE},rounds=2)`, 10],
    ['deal_or_no_deal', 5],
    ['deal_or_no_deal(types=2,max_items=3,min_items=2,total=4,turns=3,discount=0.9,prob_end=0.25)', 10],
    ['negotiation', 5],
    [
      'negotiation(types=2,max_items=2,max_value=2,max_turns=4,symbols=4,utterance_length=5,scaled=false)',
      10,
    ],
    ['negotiation(max_turns=5,min_turns=1,proposals=hidden,rewards=shared,utterances=false)', 10],
  ] as const) {
    test(spec, () => obeysLaws(spec, runs));
  }
});

describe('in every role the player by rules earns clearly more of uniform others than a uniform one does, in', () => {
  for (const [spec, episodes] of [
    ['chicken', 400],
    ['prisoners_dilemma', 400],
    ['stag_hunt', 400],
    ['public_goods', 200],
    ['public_goods(players=2,endowment=5,multiplier=1.25)', 400],
    ['deal_or_no_deal', 200],
    ['deal_or_no_deal(types=2,max_items=4,total=6,turns=4,discount=0.8,prob_end=0.2)', 200],
    ['negotiation', 200],
    ['negotiation(proposals=hidden,utterances=false,scaled=false)', 200],
    ['negotiation(rewards=shared,max_turns=5)', 200],
  ] as const) {
    test(spec, () => beatsUniform(spec, episodes));
  }

  test('battle_of_the_sexes, exactly: 1.3 for 1.25, and it is an equilibrium', async () => {
    const tree = buildTree(loadGame('battle_of_the_sexes'));
    const policy = await tabulate(tree, scripted(tree.game));
    const base = uniformTreePolicy(tree);
    for (const seat of [0, 1]) {
      const line =
        seat === 0
          ? [...policy.subarray(0, 2), ...base.subarray(2)]
          : [...base.subarray(0, 2), ...policy.subarray(2)];
      const own = expectedValue(tree, Float64Array.from(line))[seat];
      assert.ok(Math.abs(own - 1.3) < 1e-3, `seat ${seat}: ${own}`);
    }
    assert.ok(nashConv(tree, policy) < 0.01);
  });
});

describe('games of one simultaneous choice', () => {
  for (const [spec, expected] of [
    [
      'matching_pennies',
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
    [
      'matching_pennies(players=3)',
      [
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
    [
      'prisoners_dilemma',
      [
        [0, 1],
        [0, 1],
      ],
    ],
    [
      'matrix_game',
      [
        [0, 1],
        [0, 1],
      ],
    ],
    [
      'stag_hunt',
      [
        [0, 1],
        [0, 1],
      ],
    ],
    [
      'chicken',
      [
        [0.9, 0.1],
        [0.9, 0.1],
      ],
    ],
    [
      'rock_paper_scissors',
      [
        [1 / 3, 1 / 3, 1 / 3],
        [1 / 3, 1 / 3, 1 / 3],
      ],
    ],
  ] as const) {
    test(`${spec} is played as its equilibrium has it, and alike by whoever could swap seats`, () => {
      const { strategies } = new OneShotPolicy(loadGame(spec));
      for (const [seat, strategy] of expected.entries()) {
        for (const [action, probability] of strategy.entries()) {
          const found = strategies[seat][action];
          assert.ok(Math.abs(found - probability) < 5e-3, `seat ${seat}, action ${action}: ${found}`);
        }
      }
    });
  }

  test('in zero-sum tables of two players it comes near an equilibrium', async () => {
    const payoff = fc.integer({ min: -9, max: 9 });
    const rows = fc.array(fc.array(payoff, { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const payoffs: NestedPayoffs = table.map((row) => row.map((won) => [won, -won]));
        const tree = buildTree(normalForm({ id: 'zero_sum', payoffs })());
        const policy = await tabulate(tree, new OneShotPolicy(tree.game));
        const gap = nashConv(tree, policy);
        assert.ok(gap < 0.03, `NashConv ${gap}`); // of payoffs from −9 to 9
      }),
      { numRuns: 15 },
    );
  });

  test('a table that is too large, and a game of another kind, are refused', () => {
    for (const spec of ['public_goods(players=8)', 'kuhn_poker', 'tic_tac_toe', 'repeated_game(rounds=2)']) {
      assert.throws(() => new OneShotPolicy(loadGame(spec)), PolicyError, spec);
    }
  });
});

describe('repeated games', () => {
  const [COOPERATE, DEFECT] = [0, 1];

  test('tit for tat cooperates at first and answers what the other did last', async () => {
    for (const memory of [1, 4]) {
      const game = loadGame('repeated_game', { rounds: 4, memory });
      assert.equal(await choiceAfter(game, []), COOPERATE);
      assert.equal(await choiceAfter(game, [COOPERATE]), COOPERATE); // what the other does now is not to be seen
      assert.equal(await choiceAfter(game, [DEFECT]), COOPERATE);
      assert.equal(await choiceAfter(game, [COOPERATE, DEFECT]), DEFECT);
      assert.equal(await choiceAfter(game, [COOPERATE, DEFECT, DEFECT]), COOPERATE);
      assert.equal(await choiceAfter(game, [COOPERATE, DEFECT, DEFECT, COOPERATE]), COOPERATE);
      assert.equal(await choiceAfter(game, [DEFECT, COOPERATE, COOPERATE, DEFECT, COOPERATE]), COOPERATE);
    }
  });

  test('the action that pays more in sum is the one to cooperate by, wherever it stands', async () => {
    const turned = loadGame('repeated_game(game=matrix_game(actions=2/2,payoffs=1/1/5/0/0/5/3/3),rounds=3)');
    assert.equal(await choiceAfter(turned, []), 1);
    assert.equal(await choiceAfter(turned, [1, 0]), 0);
  });

  test('two who reciprocate get what cooperation pays', async () => {
    for (const [spec, each] of [
      ['repeated_game', 30],
      ['repeated_game(game=stag_hunt)', 40],
      ['repeated_game(game=public_goods(players=3,endowment=10,multiplier=2))', 200],
    ] as const) {
      const game = loadGame(spec);
      const policy = scripted(game);
      const earned = await means(
        game,
        game.roles.length === 1 ? Array.from({ length: game.seats }, () => policy) : [policy, policy],
        2,
      );
      for (const { mean } of earned) assert.equal(mean, each, spec);
    }
  });

  test('in public goods it gives the mean of what the others gave', async () => {
    const game = loadGame('repeated_game(game=public_goods(players=3,endowment=8,unit=2),rounds=3)');
    assert.equal(await choiceAfter(game, []), 4);
    assert.equal(await choiceAfter(game, [0, 1, 3]), 2);
    assert.equal(await choiceAfter(game, [0, 1, 3, 2]), 2); // seat 1 saw 0 and 3
    assert.equal(await choiceAfter(game, [0, 1, 4, 2, 2]), 1); // seat 2 saw 0 and 1
  });

  test('where nothing is to be reciprocated, every round is played as if it were the only one', async () => {
    const game = loadGame('repeated_game(game=matching_pennies,rounds=3)');
    const tree = buildTree(game);
    assert.ok(nashConv(tree, await tabulate(tree, new Reciprocator(game))) < 1e-9);
  });
});

describe('who divides a pool', () => {
  /** Whoever divides it, and each seat's values: 1 book, 2 hats and 3 balls. */
  const dealt = (first: string, second: string, turns = 10): Game =>
    loadGame(`deal_or_no_deal(turns=${turns},instances=1/2/3/${first}/${second})`);
  /** The number of a division of at most 7 items of 3 types. */
  const division = (...kept: readonly [number, number, number]): number => {
    let number = 0;
    for (let books = 0; books <= 7; books++) {
      for (let hats = 0; hats <= 7 - books; hats++) {
        for (let balls = 0; balls <= 7 - books - hats; balls++, number++) {
          if (books === kept[0] && hats === kept[1] && balls === kept[2]) return number;
        }
      }
    }
    throw new Error(`${kept.join()} is no division`);
  };
  const AGREE = 120;

  // The values of both, in the order of what could be dealt, are outcomes of chance.
  const first = [0, 1, 0]; // 4/3/0 for the first seat and 1/0/3 for the second

  test('asks for all that is worth something to it at first, and for nothing else', async () => {
    assert.equal(await choiceAfter(dealt('4/3/0', '1/0/3'), first), division(1, 2, 0));
    assert.equal(await choiceAfter(dealt('1/0/3', '4/3/0'), [0, 0, 1]), division(1, 0, 3));
  });

  test('concedes from all to half, and accepts what is worth what it would ask for', async () => {
    const game = dealt('4/3/0', '1/0/3', 4);
    // The second seat asks for 7.5 of 10: three balls are 9, two are 6.
    assert.equal(await choiceAfter(game, [...first, division(1, 2, 0)]), AGREE);
    assert.equal(await choiceAfter(game, [...first, division(1, 2, 1)]), division(0, 0, 3));
    // The first one then asks for 5: the hats are 6, the book is 4.
    const second = [...first, division(1, 2, 3)];
    assert.equal(await choiceAfter(game, [...second, division(1, 0, 3)]), AGREE);
    assert.equal(await choiceAfter(game, [...second, division(0, 2, 3)]), division(1, 1, 0));
  });

  test('leaves what the other has claimed rather than what it has not', async () => {
    const game = loadGame('deal_or_no_deal(turns=4,instances=2/2/2/2/2/1/2/1/2)');
    // It asks for 5; a book or a hat is 2 to it, a ball 1. What was claimed it leaves, but for one.
    const answer = (claimed: number): Promise<number> =>
      choiceAfter(game, [0, 1, 0, division(2, 2, 2), claimed]);
    assert.equal(await answer(division(2, 0, 2)), division(1, 2, 0));
    assert.equal(await answer(division(0, 2, 2)), division(2, 1, 0));
  });

  test('takes anything in the last turn, and where the game will hardly go on', async () => {
    const all = [...first, division(1, 2, 3)];
    assert.equal(await choiceAfter(dealt('4/3/0', '1/0/3', 2), all), AGREE);
    assert.notEqual(await choiceAfter(dealt('4/3/0', '1/0/3', 3), all), AGREE);
    const risky = loadGame('deal_or_no_deal(instances=1/2/3/4/3/0/1/0/3,prob_end=0.9)');
    assert.equal(await choiceAfter(risky, [...first, division(1, 2, 2)]), AGREE); // 3 now, or 10 with probability 1/10
  });

  /** Turn limit, pool and both values, each as the number of its outcome, of one type. */
  const small = 'negotiation(types=1,max_items=4,max_value=10,min_turns=2';
  const ACCEPT = 5;

  test('says the same whatever it proposes', async () => {
    const game = loadGame(`${small},max_turns=3)`);
    for (const proposal of [0, 3]) assert.equal(await choiceAfter(game, [1, 4, 7, 2, proposal]), ACCEPT + 1);
  });

  test('takes a proposal that it does not see for half of the pool', async () => {
    const hidden = loadGame(`${small},max_turns=8,mean_turns=100,proposals=hidden,utterances=false)`);
    assert.equal(await choiceAfter(hidden, [6, 4, 7, 2]), 4);
    assert.equal(await choiceAfter(hidden, [6, 4, 7, 2, 4]), ACCEPT); // it asks for half itself by now
    const patient = loadGame(`${small.replace('=2', '=8')},max_turns=8,proposals=hidden,utterances=false)`);
    assert.equal(await choiceAfter(patient, [0, 4, 7, 2, 4]), 4);
  });

  test('keeps for the sake of both what is worth more to it than to others on average', async () => {
    const game = loadGame(`${small},max_turns=4,rewards=shared,utterances=false)`);
    assert.equal(await choiceAfter(game, [2, 4, 7, 2]), 4);
    assert.equal(await choiceAfter(game, [2, 4, 3, 2]), 0);
  });
});
