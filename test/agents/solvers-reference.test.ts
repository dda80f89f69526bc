import assert from 'node:assert/strict';
import test from 'node:test';
import { CHANCE, loadGame, TERMINAL } from '@parlor/envs';
import { FirstLegalPolicy, KuhnEquilibriumPolicy } from '../../agents/policies/index.ts';
import {
  buildTree,
  Cfr,
  expectedValue,
  NashConv,
  nashConv,
  realisationPlan,
  tabulate,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';

const EPSILON = 1e-8;

function near(actual: number, expected: number, what: string, tolerance = EPSILON): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} is ${actual}, not ${expected} within ${tolerance}`,
  );
}

// Exact values of these games, computed by independent programs (OpenSpiel's C++ core, exhaustive enumeration);
// histories are chance, decision and terminal nodes of the tree with explicit chance.
const GAMES = [
  {
    spec: 'kuhn_poker(players=2)',
    histories: [4, 24, 30],
    infosets: [6, 6],
    uniform: 0.125,
    responses: [0.5, 0.416666667],
    nashConv: 11 / 12,
    first: 2,
  },
  {
    spec: 'kuhn_poker(players=3)',
    histories: [17, 288, 312],
    infosets: [16, 16, 16],
    uniform: 0.234375,
    responses: [0.78125, 0.645833333, 0.635416667],
    nashConv: 2.0625,
  },
  {
    spec: 'leduc_poker(players=2)',
    histories: [157, 3780, 5520],
    infosets: [468, 468],
    uniform: -0.078125,
    responses: [2.0875, 2.659722222],
    nashConv: 4.747222222,
    first: 2,
  },
] as const;

for (const row of GAMES) {
  test(`${row.spec} has the published tree and uniform policy values`, () => {
    const tree = buildTree(loadGame(row.spec));
    const kinds = [0, 0, 0];
    for (const mover of tree.movers) kinds[mover === CHANCE ? 0 : mover === TERMINAL ? 2 : 1]++;
    assert.deepEqual(kinds, row.histories);
    const perSeat = row.infosets.map((_, seat) => tree.seatInfosets[seat + 1] - tree.seatInfosets[seat]);
    assert.deepEqual(perSeat, row.infosets);

    const evaluator = new NashConv(tree);
    near(evaluator.evaluate(uniformTreePolicy(tree)), row.nashConv, 'NashConv');
    near(evaluator.values[0], row.uniform, 'value');
    near(expectedValue(tree, uniformTreePolicy(tree))[0], row.uniform, 'expected value');
    row.responses.forEach((value, seat) =>
      near(evaluator.bestResponses[seat], value, `best response of seat ${seat}`),
    );
  });

  if ('first' in row) {
    test(`always the first action has the published NashConv in ${row.spec}`, async () => {
      const tree = buildTree(loadGame(row.spec));
      near(nashConv(tree, await tabulate(tree, new FirstLegalPolicy())), row.first, 'NashConv');
    });
  }
}

// Alternating updates, seat 0 first, NashConv of the average policy (OpenSpiel). Row 1000 of Leduc depends on the order
// of the additions and holds for a solver that walks the nodes in order.
const ITERATIONS = [1, 10, 100, 1000];
const RUNS = [
  {
    spec: 'kuhn_poker',
    plus: false,
    nashConv: [0.916666667, 0.137397588, 0.016451955, 0.001875233],
    value: -1 / 18,
  },
  {
    spec: 'kuhn_poker',
    plus: true,
    nashConv: [0.916666667, 0.065374181, 0.002388808, 0.000174731],
    value: -1 / 18,
  },
  {
    spec: 'leduc_poker',
    plus: false,
    nashConv: [4.747222222, 1.777157966, 0.191432706, 0.023635621],
    value: -0.085606424,
  },
  {
    spec: 'leduc_poker',
    plus: true,
    nashConv: [4.747222222, 1.220877803, 0.02683199, 0.000514303],
    value: -0.085606424,
  },
];

for (const { spec, plus, nashConv: rows, value } of RUNS) {
  test(`${plus ? 'CFR+' : 'CFR'} on ${spec} has the published NashConv at every listed iteration`, () => {
    const tree = buildTree(loadGame(spec));
    const solver = new Cfr(tree, { plus });
    const evaluator = new NashConv(tree);
    rows.forEach((expected, index) => {
      solver.run(ITERATIONS[index] - solver.iterations);
      near(
        evaluator.evaluate(solver.averagePolicy()),
        expected,
        `NashConv at iteration ${ITERATIONS[index]}`,
      );
    });
    // Zero-sum: the value of a policy pair is off by no more than what best responses gain.
    near(evaluator.values[0], value, 'value', evaluator.evaluate(solver.averagePolicy()) + EPSILON);
  });
}

test('CFR+ closes in on the value of Leduc poker', () => {
  const tree = buildTree(loadGame('leduc_poker'));
  const average = new Cfr(tree, { plus: true }).run(3000).averagePolicy();
  near(expectedValue(tree, average)[0], -0.085606424, 'value', 2e-5);
});

test('CFR+ finds an equilibrium of three-player Kuhn poker, where the second player loses 1/48', () => {
  // D. Szafron, R. Gibson, N. Sturtevant, A Parameterized Family of Equilibrium Profiles for Three-Player Kuhn Poker, 2013.
  const tree = buildTree(loadGame('kuhn_poker(players=3)'));
  const evaluator = new NashConv(tree);
  const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(1000).averagePolicy());
  assert.ok(gap < 1e-4, `NashConv is ${gap}`);
  near(evaluator.values[1], -1 / 48, 'value of the second player', 1e-5);
});

test('the Kuhn equilibrium has the value −1/18', async () => {
  const tree = buildTree(loadGame('kuhn_poker'));
  for (const alpha of [0, 0.1, 1 / 3]) {
    const policy = await tabulate(tree, new KuhnEquilibriumPolicy(alpha));
    near(expectedValue(tree, policy)[0], -1 / 18, 'value', 1e-12);
    near(nashConv(tree, policy), 0, 'NashConv', 1e-12);
  }
});

test('tic-tac-toe has the published histories, positions and outcomes of random play', () => {
  const tree = buildTree(loadGame('tic_tac_toe'));
  assert.equal(tree.nodeCount, 549_946);
  assert.equal(tree.terminalCount, 255_168);
  assert.equal(tree.infosetCount, 294_778);

  // Positions as sets of cells per side, and depths, from the actions alone.
  const positions = new Int32Array(tree.nodeCount);
  const depths = new Int32Array(tree.nodeCount);
  for (let node = 1; node < tree.nodeCount; node++) {
    const parent = tree.parents[node];
    positions[node] = positions[parent] | (1 << (tree.actions[node] + 9 * tree.movers[parent]));
    depths[node] = depths[parent] + 1;
  }
  assert.equal(new Set(positions).size, 5478);

  const plan = new Float64Array(tree.sequenceCount + tree.seats);
  realisationPlan(tree, uniformTreePolicy(tree), plan);
  const histories = { x: 0, o: 0, draw: 0 };
  const probability = { x: 0, o: 0, draw: 0 };
  const ends = { x: new Set<number>(), o: new Set<number>(), draw: new Set<number>() };
  let length = 0;
  for (let terminal = 0; terminal < tree.terminalCount; terminal++) {
    const payoff = tree.payoffs[2 * terminal];
    const outcome = payoff > 0 ? 'x' : payoff < 0 ? 'o' : 'draw';
    const reach = plan[tree.terminalSequences[2 * terminal]] * plan[tree.terminalSequences[2 * terminal + 1]];
    histories[outcome]++;
    probability[outcome] += reach;
    ends[outcome].add(positions[tree.terminalNodes[terminal]]);
    length += reach * depths[tree.terminalNodes[terminal]];
  }
  assert.deepEqual(histories, { x: 131_184, o: 77_904, draw: 46_080 });
  assert.deepEqual([ends.x.size, ends.o.size, ends.draw.size], [626, 316, 16]);
  near(probability.x, 737 / 1260, 'probability that x wins', 1e-11);
  near(probability.o, 121 / 420, 'probability that o wins', 1e-11);
  near(probability.draw, 8 / 63, 'probability of a draw', 1e-11);
  near(length, 3203 / 420, 'mean length', 1e-10);
  near(expectedValue(tree, uniformTreePolicy(tree))[0], 737 / 1260 - 121 / 420, 'value', 1e-11);
});

test('tic-tac-toe is a draw between CFR+ averages', () => {
  const tree = buildTree(loadGame('tic_tac_toe'));
  const evaluator = new NashConv(tree);
  const gap = evaluator.evaluate(new Cfr(tree, { plus: true }).run(40).averagePolicy());
  assert.ok(gap < 0.03, `NashConv is ${gap}`);
  near(evaluator.values[0], 0, 'value', gap);
});
