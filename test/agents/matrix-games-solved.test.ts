import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame, matrixGame } from '@parlor/envs';
import fc from 'fast-check';
import {
  buildTree,
  Cfr,
  expectedValue,
  NashConv,
  nashConv,
  type Tree,
  type TreePolicy,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';

const EPSILON = 1e-12;

function near(actual: number, expected: number, what: string, tolerance = EPSILON): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} is ${actual}, not ${expected}`);
}

/** A policy that does in every information state what `choose` says: a probability for each action. */
function policyOf(
  tree: Tree,
  choose: (seat: number, tokens: readonly number[]) => readonly number[],
): TreePolicy {
  const policy = new Float64Array(tree.sequenceCount);
  for (let infoset = 0; infoset < tree.infosetCount; infoset++) {
    policy.set(choose(tree.infosetSeats[infoset], tree.tokens(infoset)), tree.sequenceOffsets[infoset]);
  }
  return policy;
}

const third = [1 / 3, 1 / 3, 1 / 3];
const half = [0.5, 0.5];
const first = [1, 0];
const second = [0, 1];

/** What each seat does, and the sum of what best responses gain, by hand. */
const PROFILES: readonly (readonly [
  what: string,
  spec: string,
  profile: readonly (readonly number[])[],
  nashConv: number,
])[] = [
  ['thirds', 'rock_paper_scissors', [third, third], 0],
  [
    'rock against rock: paper wins 1 for each',
    'rock_paper_scissors',
    [
      [1, 0, 0],
      [1, 0, 0],
    ],
    2,
  ],
  ['rock against thirds: paper wins 1 for one', 'rock_paper_scissors', [[1, 0, 0], third], 1],
  ['tossed coins', 'matching_pennies', [half, half], 0],
  ['heads against tossed: the other wins 1', 'matching_pennies', [first, half], 1],
  ['three tossed coins', 'matching_pennies(players=3)', [half, half, half], 0],
  ['three heads: player 3 would win for a loss', 'matching_pennies(players=3)', [first, first, first], 2],
  ['defect, defect', 'prisoners_dilemma', [second, second], 0],
  ['cooperate, cooperate: 5 for 3, twice', 'prisoners_dilemma', [first, first], 4],
  ['uniform: (5 + 1)/2 for (3 + 0 + 5 + 1)/4, twice', 'prisoners_dilemma', [half, half], 1.5],
  ['both hunt the stag', 'stag_hunt', [first, first], 0],
  ['both hunt the hare', 'stag_hunt', [second, second], 0],
  [
    'mixed: the stag 3/4',
    'stag_hunt',
    [
      [3 / 4, 1 / 4],
      [3 / 4, 1 / 4],
    ],
    0,
  ],
  ['uniform: 3 for (4 + 0 + 3 + 3)/4, twice', 'stag_hunt', [half, half], 1],
  ['one yields', 'chicken', [first, second], 0],
  ['the other yields', 'chicken', [second, first], 0],
  [
    'mixed: straight 1/10',
    'chicken',
    [
      [0.9, 0.1],
      [0.9, 0.1],
    ],
    0,
  ],
  ['uniform: −1/2 for (0 − 1 + 1 − 10)/4, twice', 'chicken', [half, half], 4],
  ['both at the opera', 'battle_of_the_sexes', [first, first], 0],
  ['both at the football', 'battle_of_the_sexes', [second, second], 0],
  [
    'mixed: the favourite 3/5',
    'battle_of_the_sexes',
    [
      [0.6, 0.4],
      [0.4, 0.6],
    ],
    0,
  ],
  ['uniform: 3/2 for 5/4, twice', 'battle_of_the_sexes', [half, half], 0.5],
];

describe('equilibria and other profiles have the NashConv that they have by hand', () => {
  for (const [what, spec, profile, gap] of PROFILES) {
    test(`${spec}: ${what}`, () => {
      const tree = buildTree(loadGame(spec));
      near(
        nashConv(
          tree,
          policyOf(tree, (seat) => profile[seat]),
        ),
        gap,
        'NashConv',
      );
    });
  }
});

const payoff = fc.integer({ min: -20, max: 20 });

test('each stag hunt has a mixed equilibrium, by its payoffs', () => {
  fc.assert(
    fc.property(fc.uniqueArray(payoff, { minLength: 3, maxLength: 3 }), (payoffs) => {
      const [failure, hare, stag] = payoffs.sort((a, b) => a - b);
      const tree = buildTree(loadGame('stag_hunt', { stag, hare, failure }));
      const hunts = (hare - failure) / (stag - failure);
      const policy = policyOf(tree, () => [hunts, 1 - hunts]);
      near(nashConv(tree, policy), 0, 'NashConv', 1e-9);
      near(expectedValue(tree, policy)[0], hare, 'value', 1e-9);
    }),
    { numRuns: 50 },
  );
});

test('CFR+ finds the value of a zero-sum table of two rows and columns without a saddle point', () => {
  // Von Neumann's formula: (ad − bc) / (a + d − b − c) where a and d are both more than b and c.
  const high = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(high, high, high, high, (a, d, b, c) => {
      const rows = [a, -b, -c, d];
      const tree = buildTree(matrixGame({ actions: [2, 2], payoffs: rows.flatMap((one) => [one, -one]) }));
      const evaluator = new NashConv(tree);
      const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(2000).averagePolicy());
      assert.ok(gap < 0.05, `NashConv is ${gap}`);
      near(evaluator.values[0], (a * d - b * c) / (a + d + b + c), 'value', gap + EPSILON);
    }),
    { numRuns: 10 },
  );
});

describe('public goods', () => {
  const groups = [
    { players: 2, endowment: 20, multiplier: 1.5 },
    { players: 3, endowment: 10, multiplier: 2.2 },
    { players: 4, endowment: 6, multiplier: 1.6 },
  ];
  for (const group of groups) {
    const { players, endowment, multiplier } = group;
    const game = loadGame('public_goods', group);
    test(`${game.spec}: to ride free is the equilibrium, whatever others do`, () => {
      const tree = buildTree(game);
      const gives = (tokens: number): number[] =>
        Array.from({ length: endowment + 1 }, (_, action) => Number(action === tokens));
      const evaluator = new NashConv(tree);
      near(evaluator.evaluate(policyOf(tree, () => gives(0))), 0, 'NashConv of nothing');
      near(evaluator.values[0], endowment, 'value of nothing');
      // A token that is kept instead is worth 1 − multiplier / players more, for each player.
      const kept = players * (1 - multiplier / players);
      near(
        evaluator.evaluate(policyOf(tree, () => gives(endowment))),
        kept * endowment,
        'NashConv of all',
        1e-9,
      );
      near(evaluator.values[0], multiplier * endowment, 'value of all', 1e-9);
      near(evaluator.evaluate(uniformTreePolicy(tree)), (kept * endowment) / 2, 'uniform NashConv', 1e-9);
    });
  }
});

/** Tokens of a repeated game of two actions and two seats: 1 and 2 are chance's, 3 and 4 own choices, then joint ones. */
const FIRST_JOINT = 5;

function jointChoices(tokens: readonly number[]): (readonly [number, number])[] {
  return tokens
    .filter((token) => token >= FIRST_JOINT)
    .map((token) => [(token - FIRST_JOINT) >> 1, (token - FIRST_JOINT) & 1]);
}

interface Horizon {
  readonly rounds: number;
  readonly discount: number;
  readonly continuation: number;
}

const horizons = fc.record<Horizon>({
  rounds: fc.integer({ min: 1, max: 5 }),
  discount: fc.constantFrom(1, 0.9, 0.5, 0.1),
  continuation: fc.constantFrom(1, 0.8, 0.3),
});

const repeatedTree = (inner: string, { rounds, discount, continuation }: Horizon): Tree =>
  buildTree(
    loadGame(`repeated_game(game=${inner},rounds=${rounds},discount=${discount},continue=${continuation})`),
  );

/** What 1 in every round is worth: a round t counts with probability continue^t, and then discount^t. */
function worthOfOne({ rounds, discount, continuation }: Horizon): number {
  const share = discount * continuation;
  return share === 1 ? rounds : (1 - share ** rounds) / (1 - share);
}

describe('the repeated prisoner’s dilemma', () => {
  const [temptation, reward, punishment] = [5, 3, 1];

  test('always to defect is an equilibrium, always to cooperate loses 2 a round to each', () => {
    fc.assert(
      fc.property(horizons, (horizon) => {
        const tree = repeatedTree('prisoners_dilemma', horizon);
        const evaluator = new NashConv(tree);
        const one = worthOfOne(horizon);
        near(evaluator.evaluate(policyOf(tree, () => second)), 0, 'NashConv of defection', 1e-9);
        near(evaluator.values[0], punishment * one, 'value of defection', 1e-9);
        const gap = evaluator.evaluate(policyOf(tree, () => first));
        near(gap, 2 * (temptation - reward) * one, 'NashConv of cooperation', 1e-9);
        near(evaluator.values[1], reward * one, 'value of cooperation', 1e-9);
        near(expectedValue(tree, uniformTreePolicy(tree))[0], (9 / 4) * one, 'uniform value', 1e-9);
      }),
      { numRuns: 25 },
    );
  });

  test('against the grim trigger it is best to defect from the round on in which it pays most', () => {
    fc.assert(
      fc.property(horizons, (horizon) => {
        const { rounds, discount, continuation } = horizon;
        const tree = repeatedTree('prisoners_dilemma', horizon);
        const grim = policyOf(tree, (_seat, tokens) =>
          jointChoices(tokens).some(([one, other]) => one + other > 0) ? second : first,
        );
        const worth = Array.from({ length: rounds }, (_, round) => (discount * continuation) ** round);
        const earned = (from: number): number =>
          worth.reduce(
            (sum, share, round) =>
              sum + share * (round < from ? reward : round === from ? temptation : punishment),
            0,
          );
        const best = Math.max(...worth.map((_, from) => earned(from)));
        near(nashConv(tree, grim), 2 * (best - reward * worthOfOne(horizon)), 'NashConv', 1e-9);
      }),
      { numRuns: 25 },
    );
  });

  test('two who play tit for tat cooperate, and gain by defecting in the last of many rounds alone', () => {
    // Against tit for tat, defecting once and then cooperating costs (5 + 0) − (3 + 3), so it pays at the end only.
    const tree = repeatedTree('prisoners_dilemma', { rounds: 5, discount: 1, continuation: 1 });
    const evaluator = new NashConv(tree);
    const gap = evaluator.evaluate(
      policyOf(tree, (seat, tokens) => (jointChoices(tokens).at(-1)?.[1 - seat] === 1 ? second : first)),
    );
    near(evaluator.values[0], 5 * 3, 'value');
    near(gap, 2 * (5 - 3), 'NashConv');
  });
});

test('an equilibrium of one round, played in every round, is one of all of them', () => {
  for (const [inner, profile] of [
    ['rock_paper_scissors', [third, third]],
    ['matching_pennies(players=3)', [half, half, half]],
    [
      'battle_of_the_sexes',
      [
        [0.6, 0.4],
        [0.4, 0.6],
      ],
    ],
    ['public_goods(players=3,endowment=1)', [first, first, first]],
  ] as const) {
    for (const horizon of [
      { rounds: 3, discount: 1, continuation: 1 },
      { rounds: 3, discount: 0.7, continuation: 0.6 },
    ]) {
      const tree = repeatedTree(inner, horizon);
      near(
        nashConv(
          tree,
          policyOf(tree, (seat) => profile[seat]),
        ),
        0,
        `NashConv of ${inner}`,
        1e-9,
      );
    }
  }
});
