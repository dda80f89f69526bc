import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildTree, NashConv, uniformTreePolicy } from '@parlor/agents';
import { Env, type Game, loadGame, OptionError, type State, stream, TERMINAL } from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import fc from 'fast-check';
import { choices, perft } from './perft.ts';

const close = (value: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} to within ${tolerance}`);

describe('every law holds in', () => {
  const specs: readonly (readonly [string, number])[] = [
    ['ultimatum(pot=1)', 24],
    ['ultimatum(pot=100)', 20],
    ['alternating_offers(pot=2,turns=3,discount=0.5)', 24],
    ['alternating_offers(pot=1,turns=1)', 24],
    ['alternating_offers(pot=1000,turns=64,discount=1)', 5],
    ['multi_issue_negotiation(issues=2,levels=2,points=3,turns=2)', 24],
    ['multi_issue_negotiation(issues=1,levels=2,points=1,turns=3)', 24],
    ['multi_issue_negotiation(issues=2,levels=10,points=30,turns=20,no_deal=100)', 10],
    ['multi_issue_negotiation(issues=6,levels=2,points=9,turns=3,no_deal=0.5)', 10],
  ];
  for (const [spec, runs] of specs) {
    test(spec, () => assert.deepEqual(checkGame(loadGame(spec), { runs, seed: 1 }).violations, []));
  }
});

/** By hand: p = pot + 1 offers, each answered in two ways, one of which goes on. */
function bargainingCounts(pot: number, turns: number): number[] {
  const counts = [1];
  for (let made = 1; made <= turns; made++) counts.push((pot + 1) ** made, 2 * (pot + 1) ** made);
  return counts;
}

/** By hand: `deals` ways to weigh for each seat; n offers, or one end at the first turn, two at later ones. */
function negotiationCounts(deals: number, n: number, turns: number): number[] {
  const counts = [1, deals, deals ** 2];
  for (let turn = 0; turn <= turns; turn++) {
    const going = turn < turns ? n ** (turn + 1) : 0;
    const ended = n ** turn * (turn === 0 ? 1 : 2);
    counts.push(deals ** 2 * (going + ended));
  }
  return counts;
}

/** Deals: C(points − 1, issues − 1); offers: levels to the power of issues. */
const HISTORIES: readonly (readonly [spec: string, counts: readonly number[], byHand: readonly number[]])[] =
  [
    ['ultimatum', [1, 11, 22], bargainingCounts(10, 1)],
    ['alternating_offers(pot=3,turns=3)', [1, 4, 8, 16, 32, 64, 128], bargainingCounts(3, 3)],
    [
      'alternating_offers(pot=10,turns=4)',
      [1, 11, 22, 121, 242, 1331, 2662, 14641, 29282],
      bargainingCounts(10, 4),
    ],
    [
      'multi_issue_negotiation(issues=2,levels=2,points=3,turns=2)',
      [1, 2, 4, 20, 96, 128],
      negotiationCounts(2, 4, 2),
    ],
    [
      'multi_issue_negotiation(issues=2,levels=3,points=4,turns=3)',
      [1, 3, 9, 90, 891, 8019, 13122],
      negotiationCounts(3, 9, 3),
    ],
    ['multi_issue_negotiation(turns=1)', [1, 36, 1296, 36288, 69984], negotiationCounts(36, 27, 1)],
  ];

describe('the games have exactly their histories', () => {
  for (const [spec, counts, byHand] of HISTORIES) {
    test(spec, () => {
      assert.deepEqual(perft(loadGame(spec)), counts);
      assert.deepEqual(byHand, counts);
    });
  }
});

/**
 * An episode told by its outcomes and actions, and what everybody gets. The weights that chance deals are numbered in
 * lexicographic order: of 10 points for 3 issues, 0 is (1,1,8), 7 is (1,8,1), 9 is (2,2,6) and 35 is (8,1,1).
 */
const STORIES: readonly (readonly [
  string,
  spec: string,
  history: readonly number[],
  returns: readonly number[],
])[] = [
  ['an offer of 4 is accepted', 'ultimatum', [4, 11], [6, 4]],
  ['an offer of 4 is rejected', 'ultimatum', [4, 12], [0, 0]],
  ['the whole pot is given away', 'ultimatum(pot=3)', [3, 4], [0, 3]],
  ['the first offer is paid in full', 'alternating_offers', [5, 11], [5, 5]],
  [
    'the second offer gives seat 0 its units, discounted',
    'alternating_offers(discount=0.5)',
    [0, 12, 2, 11],
    [1, 4],
  ],
  [
    'the third offer is discounted twice',
    'alternating_offers(discount=0.5)',
    [0, 12, 0, 12, 4, 11],
    [1.5, 1],
  ],
  ['the last offer is rejected', 'alternating_offers(turns=2)', [5, 12, 5, 12], [0, 0]],
  ['without a discount waiting costs nothing', 'alternating_offers(discount=1)', [0, 12, 3, 11], [3, 7]],
  // levels 2, 0, 0 of weights (8,1,1) for the buyer; the seller's (1,8,1) want low levels: 0 + 8 + 1
  ['each gives way in what matters less', 'multi_issue_negotiation', [35, 7, 18, 27], [8, 9]],
  ['all levels in the middle give both half', 'multi_issue_negotiation', [0, 9, 13, 27], [5, 5]],
  // the seller offers 0, 1, 2: 1 × 0/2 + 1 × 1/2 + 8 × 2/2 for the buyer, 2 × 2/2 + 2 × 1/2 + 6 × 0/2 for the seller
  ['the seller replaces the offer', 'multi_issue_negotiation', [0, 9, 26, 5, 27], [8.5, 3]],
  ['the buyer walks away at once', 'multi_issue_negotiation', [0, 9, 28], [2, 2]],
  ['the seller walks away', 'multi_issue_negotiation(no_deal=0.5)', [0, 9, 0, 28], [0.5, 0.5]],
  ['the last offer can be accepted', 'multi_issue_negotiation(turns=1)', [0, 9, 0, 27], [0, 10]],
];

describe('episodes told move by move', () => {
  for (const [name, spec, history, returns] of STORIES) {
    test(`${spec}: ${name}`, () => {
      const game = loadGame(spec);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      const out = new Float64Array(game.seats);
      for (const action of history) {
        assert.ok(choices(game, state).includes(action), `${action} is possible`);
        game.returns(state, out);
        assert.deepEqual(Array.from(out), [0, 0]);
        game.apply(state, action);
      }
      assert.equal(game.mover(state), TERMINAL);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), returns);
    });
  }

  test('after the last offer of a negotiation there is only to accept or to walk away', () => {
    const env = new Env(loadGame('multi_issue_negotiation(issues=2,levels=2,points=4,turns=1)'));
    assert.deepEqual(env.reset({ seed: 1 }).legal, [0, 1, 2, 3, 5]);
    assert.deepEqual(env.step(0).legal, [4, 5]);
  });
});

/** What both get, in units of the first offer's time, where n offers are left and whoever is indifferent accepts. */
function induction(pot: number, discount: number, n: number): { proposer: number; responder: number } {
  if (n === 0) return { proposer: 0, responder: 0 };
  const next = induction(pot, discount, n - 1);
  let best = { proposer: -Infinity, responder: 0 };
  for (let units = 0; units <= pot; units++) {
    const accepted = units >= discount * next.proposer - 1e-9;
    const outcome = accepted
      ? { proposer: pot - units, responder: units }
      : { proposer: discount * next.responder, responder: discount * next.proposer };
    if (outcome.proposer > best.proposer) best = outcome;
  }
  return best;
}

/** The same by walking a game through its contract: nothing is known of its rules but who moves and what is paid. */
function byContract(game: Game, state: State): Float64Array {
  const out = new Float64Array(game.seats);
  const mover = game.mover(state);
  if (mover === TERMINAL) {
    game.returns(state, out);
    return out;
  }
  let best: Float64Array | undefined;
  for (const action of choices(game, state)) {
    const next = state.slice();
    game.apply(next, action);
    const value = byContract(game, next);
    // Legal lists ascend, so the first of equals is the smaller offer, and to accept rather than to reject.
    if (best === undefined || value[mover] > best[mover] + 1e-9) best = value;
  }
  return best ?? out;
}

describe('backward induction', () => {
  for (const [pot, turns, discount] of [
    [10, 1, 1],
    [4, 2, 0.9],
    [5, 3, 0.5],
    [3, 4, 0.75],
    [2, 5, 1],
  ]) {
    test(`over the game itself agrees with the recursion: pot ${pot}, ${turns} offers, discount ${discount}`, () => {
      const game = loadGame('alternating_offers', { pot, turns, discount });
      const state = new Int32Array(game.stateSize);
      game.start(state);
      const [first, second] = byContract(game, state);
      const { proposer, responder } = induction(pot, discount, turns);
      close(first, proposer, 1e-9);
      close(second, responder, 1e-9);
    });
  }

  test('of the ultimatum game gives the proposer everything, and of two offers without discount the second seat', () => {
    assert.deepEqual(induction(10, 1, 1), { proposer: 10, responder: 0 });
    assert.deepEqual(induction(10, 1, 2), { proposer: 0, responder: 10 });
  });

  /**
   * Ståhl (1972): with n offers the first proposer gets x_n = 1 − δ x_{n−1} = (1 − (−δ)^n) / (1 + δ); Rubinstein
   * (1982): without a last offer 1 / (1 + δ). In whole units each step rounds up what is offered by less than a unit
   * u, and the error goes on with the factor −δ: in all it is at most u (1 + δ² + δ⁴ + …) = u / (1 − δ²).
   */
  for (const discount of [0.3, 0.5, 0.8, 0.9]) {
    test(`of a fine pot approaches the closed forms: discount ${discount}`, () => {
      const pot = 1000;
      const tolerance = 1 / pot / (1 - discount ** 2) + 1e-9;
      for (const turns of [1, 2, 3, 4, 5, 8, 13, 40]) {
        const staahl = (1 - (-discount) ** turns) / (1 + discount);
        close(induction(pot, discount, turns).proposer / pot, staahl, tolerance);
      }
      const rubinstein = 1 / (1 + discount);
      close(induction(pot, discount, 64).proposer / pot, rubinstein, tolerance + discount ** 64);
    });
  }
});

/**
 * How far uniform play of the smallest negotiations is from an equilibrium, by looking at everything that can happen.
 * A uniform opponent's choices tell nothing of its weights, so a seat's best response looks at its own alone.
 */
function bruteNashConv(levels: number, points: number, turns: number, noDeal: number): number {
  const offers: number[][] = [];
  for (let x = 0; x < levels; x++) for (let y = 0; y < levels; y++) offers.push([x, y]);
  const deals: number[][] = [];
  for (let weight = 1; weight < points; weight++) deals.push([weight, points - weight]);

  const pay = (seat: number, weights: readonly number[], offer: readonly number[]): number => {
    let sum = 0;
    for (const issue of [0, 1]) {
      sum += (weights[issue] * (seat === 0 ? offer[issue] : levels - 1 - offer[issue])) / (levels - 1);
    }
    return sum;
  };
  /** What the seat can expect where `made` offers have been made, `open` being the last. */
  const value = (
    seat: number,
    weights: readonly number[],
    made: number,
    open: readonly number[] | undefined,
    plays: 'best' | 'uniform',
  ): number => {
    const options = [noDeal]; // to walk away
    if (open) options.push(pay(seat, weights, open));
    if (made < turns) for (const offer of offers) options.push(value(seat, weights, made + 1, offer, plays));
    if (made % 2 === seat && plays === 'best') return Math.max(...options);
    return options.reduce((sum, option) => sum + option, 0) / options.length;
  };
  let total = 0;
  for (const seat of [0, 1]) {
    for (const weights of deals) {
      const gain = value(seat, weights, 0, undefined, 'best') - value(seat, weights, 0, undefined, 'uniform');
      total += gain / deals.length;
    }
  }
  return total;
}

describe('the distance of uniform negotiation from an equilibrium is what brute force finds', () => {
  for (const [levels, points, turns, noDeal] of [
    [2, 3, 2, 2],
    [2, 5, 2, 1.5],
    [3, 4, 2, 0],
    [2, 4, 3, 2],
  ]) {
    test(`${levels} levels, ${points} points, ${turns} offers, ${noDeal} without a deal`, () => {
      const tree = buildTree(
        loadGame('multi_issue_negotiation', { issues: 2, levels, points, no_deal: noDeal, turns }),
      );
      const found = new NashConv(tree).evaluate(uniformTreePolicy(tree));
      assert.ok(found > 0.1);
      close(found, bruteNashConv(levels, points, turns, noDeal), 1e-9);
    });
  }
});

test('weights are dealt uniformly among all ways to share out the points, each at least 1', () => {
  const game = loadGame('multi_issue_negotiation(points=5)');
  const state = new Int32Array(game.stateSize);
  const dealt = new Set<string>();
  const counts = new Map<number, number>();
  const random = stream(1, 'test');
  for (let outcome = 0; outcome < game.chanceCount; outcome++) {
    game.start(state);
    game.apply(state, outcome);
    const out = new Float32Array(game.observationSize);
    game.observe(state, 0, out);
    const { offset } = game.observation.find(({ name }) => name === 'weights') ?? { offset: -1 };
    const weights = Array.from(out.subarray(offset, offset + 3), (part) => Math.round(part * 5));
    assert.equal(weights[0] + weights[1] + weights[2], 5);
    assert.ok(Math.min(...weights) >= 1);
    dealt.add(weights.join());
  }
  assert.equal(dealt.size, 6);
  assert.equal(game.chanceCount, 6);
  for (let draw = 0; draw < 6000; draw++) {
    const outcome = game.draw(state, random);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  for (let outcome = 0; outcome < 6; outcome++) close(counts.get(outcome) ?? 0, 1000, 150); // 5 deviations
});

describe('words', () => {
  const read = (spec: string, actions: readonly number[], reply: string): number | string => {
    const env = new Env(loadGame(spec));
    env.reset({ seed: 1 });
    for (const action of actions) env.step(action);
    const parsed = env.game.text.parse(env.position, reply);
    return typeof parsed === 'number' ? parsed : parsed.reason;
  };

  test('an offer of the pot is read from brackets, a box, or as the only offer that is named', () => {
    for (const reply of [
      '[offer 4]',
      '[ Offer: 4 ]',
      '[OFFER=4]',
      '[4]',
      '4',
      'offer 4',
      'Let us be fair. I offer 4.',
      'Not [offer 3], rather \\boxed{offer 4}',
      'You could offer 7, but [offer 4]',
    ]) {
      assert.equal(read('ultimatum', [], reply), 4, reply);
    }
    const refused: readonly (readonly [string, RegExp])[] = [
      ['[offer 11]', /pot holds 10, so 11/],
      ['[offer 4.5]', /names no offer/],
      ['offer 4.5', /names no offer/],
      ['[offer -1]', /names no offer/],
      ['[accept]', /^There is no open offer to answer: make one\.$/],
      ['I reject.', /no open offer to answer/],
      ['offer 3 or offer 4', /more than one/],
      ['', /empty/],
      ['half of it', /names no offer/],
    ];
    for (const [reply, reason] of refused) assert.match(String(read('ultimatum', [], reply)), reason);
  });

  test('an answer is to accept or to reject', () => {
    assert.equal(read('ultimatum', [4], 'Fine, I [accept].'), 11);
    assert.equal(read('ultimatum', [4], 'I REJECT that'), 12);
    for (const reply of ['I agree.', '[deal]', 'I accept your offer'])
      assert.equal(read('ultimatum', [4], reply), 11, reply);
    assert.match(String(read('alternating_offers', [4, 12], 'I accept.')), /no open offer to answer/);
    assert.match(String(read('ultimatum', [4], '[offer 4]')), /not possible/);
    assert.match(String(read('ultimatum', [4], 'accept or reject')), /more than one/);
  });

  const NAMES = ['discount', 'delivery', 'warranty'];

  test('an offer about several issues is read in any order, case and punctuation', () => {
    fc.assert(
      fc.property(
        fc.nat(26),
        fc.shuffledSubarray(NAMES, { minLength: 3 }),
        fc.constantFrom('=', ': ', ' = ', ' '),
        fc.constantFrom(', ', ' ', ';', ' and ', ',\n'),
        fc.boolean(),
        fc.constantFrom(['[offer ', ']'], ['[', ']'], ['I like it. \\boxed{OFFER: ', '} Deal?']),
        (action, order, is, comma, loud, [before, after]) => {
          const level = (name: string): number => Math.floor(action / 3 ** (2 - NAMES.indexOf(name))) % 3;
          const terms = order.map((name) => `${name}${is}${level(name)}`).join(comma);
          const reply = `${before}${loud ? terms.toUpperCase() : terms}${after}`;
          assert.equal(read('multi_issue_negotiation', [], reply), action, reply);
        },
      ),
    );
  });

  test('what is wrong with an offer about several issues is said', () => {
    const cases: readonly (readonly [string, number | RegExp, number[]])[] = [
      ['[walk away]', 28, []],
      ['[Walk-away]', 28, []],
      ['I am sorry, I walk away.', 28, []],
      ['[accept]', /no offer to accept/, []],
      ['[accept]', 27, [0]],
      ['[Accept the offer]', 27, [0]],
      ['Gladly: accept', 27, [0]],
      ['[agree]', 27, [0]],
      ["It's a deal!", 27, [0]],
      ['[no deal]', 28, [0]],
      ['I agree.', /no offer to accept/, []],
      ["I can't accept that", /names no action/, [0]],
      ['I will accept if you give me 2', /names no action/, [0]],
      ['No deal.', 28, []],
      ['No deal unless you give me 2', /names no action/, []],
      ["I won't walk away, but I want more", /names no action/, [0]],
      ['discount 2, delivery 0 and warranty 1 would be fine', 19, []],
      ['[offer discount=2, delivery=0]', /does not settle warranty/, []],
      ['[offer discount=2, delivery=0, warranty=3]', /warranty cannot be "3": levels go from 0 to 2/, []],
      ['[offer discount=2, delivery=0, warranty=-1]', /warranty cannot be "-1"/, []],
      ['[offer discount=2, discount=1, warranty=0]', /discount twice/, []],
      ['[offer discount=2, delivery=0, warranty=1, price=1]', /"price" is none of the issues discount, /, []],
      ['[offer discount=2, delivery=0, warranty=1.5]', /one level/, []],
      ['[offer 2, 0, 1]', /one level/, []],
      ['[]', /nothing in the brackets/, []],
      ['', /empty/, []],
      ['accept, or else I walk away', /more than one/, [0]],
      ['[offer discount=0, delivery=0, warranty=0]', /no offers left/, [0, 0, 0, 0, 0, 0]],
    ];
    for (const [reply, expected, actions] of cases) {
      const found = read('multi_issue_negotiation', actions, reply);
      if (typeof expected === 'number') assert.equal(found, expected, reply);
      else assert.match(String(found), expected, reply);
    }
  });

  test('every rule and every format says how to answer, with an action that is possible', () => {
    for (const spec of ['ultimatum', 'alternating_offers', 'multi_issue_negotiation']) {
      const env = new Env(loadGame(spec));
      for (let step = env.reset({ seed: 2 }); !step.done; step = env.step(step.legal[0])) {
        const { text } = env.game;
        const failure = text.parse(env.position, '?');
        assert.ok(typeof failure !== 'number');
        const { format } = failure;
        assert.ok(step.legal.includes(Number(text.parse(env.position, format))), format);
        if (step.info.turn > 2) continue; // rules say how to begin
        const rules = text.parse(env.position, text.rules(step.seat));
        assert.ok(step.legal.includes(Number(rules)), text.rules(step.seat));
      }
    }
  });

  test('a view shows the own weights, and what the open offer is worth to whoever looks', () => {
    const env = new Env(loadGame('multi_issue_negotiation'));
    env.reset({ seed: 3 });
    env.step(18);
    const weights = [0, 1].map((seat) =>
      /Your weights: discount (\d+), delivery (\d+), /.exec(env.view(seat)),
    );
    const [, buyer] = weights[0] ?? [];
    assert.match(env.view(0), new RegExp(`discount=2, delivery=0, warranty=0: worth ${buyer} to you`));
    const [, seller] = weights[1] ?? [];
    assert.match(env.view(1), new RegExp(`The open offer is worth ${10 - Number(seller)} to you`));
    assert.match(env.view(1), /Your turn: offer 2 of at most 6.*\[accept\].*\[walk away\]/);
  });
});

test('options that make no game are refused, with what to change', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['ultimatum(pot=0)', /pot must be a whole number from 1 to 100/],
    ['alternating_offers(discount=0)', /discount must be a number from 0.001 to 1/],
    ['alternating_offers(discount=1.1)', /discount/],
    ['multi_issue_negotiation(issues=4,points=3)', /3 points cannot give each of 4 issues.*raise points/],
    ['multi_issue_negotiation(issues=6,levels=5)', /15625 offers.*lower levels or issues/],
    ['multi_issue_negotiation(issues=5,points=60)', /ways.*lower points or issues/],
  ];
  for (const [spec, message] of wrong) {
    assert.throws(
      () => loadGame(spec),
      (error) => error instanceof OptionError && message.test(error.message),
    );
  }
});
