import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Game,
  key,
  loadGame,
  loadLanguageGame,
  type NegotiationState,
  parseOffer,
  printOffer,
  Stream,
  stream,
  TERMINAL,
  trading,
  tradingActions,
  tradingGoods,
} from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import fc from 'fast-check';
import { perft } from './perft.ts';
import { buildTree, Cfr, expectedValue, nashConv, uniformTreePolicy } from '../../agents/solvers/index.ts';

const PASS = 0;
const ACCEPT = 1;

describe('trading keeps the laws of games', () => {
  const games: readonly (readonly [Game, number])[] = [
    [trading({ turns: 4, quantity: 1 }), 24],
    [trading({ turns: 2, quantity: 1, stock: 1, values: 'random' }), 24],
    [trading({ resources: 3, turns: 4, values: 'random', result: 'gain' }), 12],
    [trading({ resources: 4, stock: 2, turns: 4, values: 'fixed' }), 10],
    [trading({ resources: 5, turns: 3 }), 10],
  ];
  for (const [game, runs] of games) {
    test(game.spec, () => assert.deepEqual(checkGame(game, { runs, seed: 1 }).violations, []));
  }
});

/** The state after a history of actions and outcomes, each of which must be possible. */
function reach(game: Game, history: readonly number[]): Int32Array {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) {
    if (game.mover(state) >= 0) {
      const legal = new Int32Array(game.maxLegal);
      const count = game.legal(state, legal);
      assert.ok(legal.subarray(0, count).includes(action), `${action} is possible`);
    }
    game.apply(state, action);
  }
  return state;
}

function returnsOf(game: Game, state: Int32Array): number[] {
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return Array.from(out);
}

/** The action that a reply names in the position after the replies before it. */
function say(game: Game, replies: readonly string[]): Int32Array {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const reply of replies) {
    const action = game.text.parse(state, reply);
    assert.equal(typeof action, 'number', reply);
    game.apply(state, Number(action));
  }
  return state;
}

describe('trades between the players that SPIRAL released', () => {
  /** Source: specification of published systems, section 12, item 4. */
  const rows: readonly (readonly [replies: string[], gains: number[], result: number[]])[] = [
    [
      ['[Offer: 1 Wood -> 1 Gold]', '[Accept]'],
      [10, 10],
      [0, 0],
    ],
    [
      ['[Offer: 1 Wood -> 2 Gold]', '[Accept]'],
      [25, 5],
      [1, -1],
    ],
    [
      ['[Pass]', '[Offer: 2 Gold -> 1 Wood]', '[Accept]', '[Pass]'],
      [25, 5],
      [1, -1],
    ],
    [
      ['[Offer: 1 Wood -> 2 Gold]', '[Deny]'],
      [0, 0],
      [0, 0],
    ],
    [
      ['[Pass]', '[Pass]'],
      [0, 0],
      [0, 0],
    ],
  ];
  for (const [replies, gains, result] of rows) {
    test(`${replies.join(' ')}: gains ${gains.join(' and ')}`, () => {
      const turns = replies.length;
      const gain = trading({ turns, result: 'gain' });
      const winner = trading({ turns });
      assert.deepEqual(returnsOf(gain, say(gain, replies)), gains);
      assert.deepEqual(returnsOf(winner, say(winner, replies)), result);
    });
  }
});

/** Histories of exactly each depth, counted by rules written again for two goods, one unit a side, plain numbers. */
function countHistories(stock: number, turns: number): number[] {
  const counts = new Array<number>(turns + 1).fill(0);
  const walk = (wood: readonly number[], gold: readonly number[], open: string, turn: number): void => {
    counts[turn]++;
    if (turn === turns) return;
    const [me, you] = turn % 2 === 0 ? [0, 1] : [1, 0];
    walk(wood, gold, '', turn + 1);
    if (open === 'wood for gold' && gold[me] > 0) {
      walk(moved(wood, you, me), moved(gold, me, you), '', turn + 1);
    }
    if (open === 'gold for wood' && wood[me] > 0) {
      walk(moved(wood, me, you), moved(gold, you, me), '', turn + 1);
    }
    if (wood[me] > 0) walk(wood, gold, 'wood for gold', turn + 1);
    if (gold[me] > 0) walk(wood, gold, 'gold for wood', turn + 1);
  };
  walk([stock, stock], [stock, stock], '', 0);
  return counts;
}

function moved(held: readonly number[], from: number, to: number): number[] {
  return held.map((amount, owner) => amount + (owner === to ? 1 : 0) - (owner === from ? 1 : 0));
}

describe('a tiny game has exactly its histories', () => {
  const rows: readonly (readonly [stock: number, turns: number, counts: number[]])[] = [
    [1, 2, [1, 3, 11]],
    [2, 3, [1, 3, 11, 39]],
  ];
  for (const [stock, turns, counts] of rows) {
    test(`stock ${stock}, ${turns} turns: ${counts.join(', ')}`, () => {
      assert.deepEqual(countHistories(stock, turns), counts);
      assert.deepEqual(perft(trading({ stock, turns, quantity: 1 })), counts);
    });
  }
  test('stocks 1 and 2 for 7 turns, as counted by rules written twice', () => {
    for (const stock of [1, 2]) {
      assert.deepEqual(perft(trading({ stock, turns: 7, quantity: 1 })), countHistories(stock, 7));
    }
  });
});

test('an offer is made only by who holds what it gives, accepted only by who holds what it wants', () => {
  const game = trading({ stock: 2, turns: 3 });
  const state = reach(game, []);
  assert.match(JSON.stringify(game.text.parse(state, '[Offer: 3 Wood -> 1 Gold]')), /hold only 2 Wood/);
  game.apply(state, Number(game.text.parse(state, '[Offer: 1 Wood -> 3 Gold]')));
  assert.match(JSON.stringify(game.text.parse(state, '[Accept]')), /hold only 2 Gold/);
  const legal = new Int32Array(game.maxLegal);
  assert.equal(legal.subarray(0, game.legal(state, legal)).includes(ACCEPT), false);
});

test('any action but to accept denies the open offer', () => {
  const game = trading();
  const offer = '[Offer: 1 Wood -> 1 Gold]';
  for (const reply of ['[Pass]', '[Deny]', '[Offer: 1 Wood -> 2 Gold]']) {
    const state = say(game, [offer, reply, '[Pass]']);
    assert.match(JSON.stringify(game.text.parse(state, '[Accept]')), /no open offer/);
  }
});

test('replies that are no action are refused with a reason and the format', () => {
  const game = trading();
  const state = reach(game, []);
  const rows: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    ['[hello]', /hello/],
    ['[Accept]', /no open offer/],
    ['[Offer: 1 Wood]', /two sides/],
    ['[Offer: 4 Wood -> 1 Gold]', /up to 3/],
    ['[Offer: 1 Wood -> 1 Wood]', /both sides/],
    ['[Offer: 1 Wood, 1 Gold -> 1 Ore]', /no good called/],
    ['[Offer: 0 Wood -> 1 Gold]', /from 1 on/],
  ];
  for (const [reply, reason] of rows) {
    const parsed = game.text.parse(state, reply);
    assert.ok(typeof parsed !== 'number', reply);
    assert.match(parsed.reason, reason);
    assert.match(parsed.format, /\[Offer: 1 Wood -> 1 Gold\].*\[Pass\]/);
  }
});

test('values are drawn between 80 and 120 per cent of their bases, no less than 5 and no more than 40', () => {
  const game = trading({ resources: 5, turns: 1 });
  const probabilities = new Float64Array(game.chanceCount);
  const outcomes = [2, 5, 7, 11, 9]; // 5–6, 8–12, 12–18, 20–30, 32–40
  const state = reach(game, []);
  for (let draw = 0; draw < 10; draw++) {
    assert.equal(game.chance(state, probabilities), outcomes[draw % 5]);
    game.apply(state, outcomes[draw % 5] - 1);
  }
  for (const seat of [0, 1]) {
    assert.match(game.text.view(state, seat), /Your values: Wheat 6, Wood 12, Sheep 18, Brick 30, Ore 40\./);
  }
});

test('a seat is told its own values only, and at the end both gains', () => {
  const game = trading({ turns: 1, values: 'random' });
  const state = reach(game, [0, 1, 2]);
  assert.equal(game.text.event(state, 3, 0), null);
  assert.equal(game.text.event(state, 3, 1), 'A unit of Gold is worth 11 to you.');
  game.apply(state, 3);
  assert.equal(
    game.text.event(state, PASS, 1),
    'Player 1 passes. Player 1 has gained 0, You have gained 0: a draw.',
  );
});

describe('where the larger gain wins, nobody can be made to lose', () => {
  for (const spec of [
    'trading(turns=4,quantity=2,stock=2)',
    'trading(turns=2,quantity=1,stock=1,values=random)',
  ] as const) {
    test(`so ${spec} is worth 0, which CFR finds`, () => {
      const tree = buildTree(loadGame(spec));
      assert.ok(nashConv(tree, uniformTreePolicy(tree)) > 0.1);
      const policy = new Cfr(tree, { plus: true }).run(200).averagePolicy();
      assert.ok(nashConv(tree, policy) < 1e-3);
      assert.ok(Math.abs(expectedValue(tree, policy)[0]) < 1e-3);
    });
  }
});

/** A random episode: its actions, chance outcomes left out, and the state after each of them. */
function randomEpisode(game: Game, seed: number): { actions: number[]; states: Int32Array[] } {
  const random = new Stream().seek(key(seed, 'test'), 0, 0);
  const state = new Int32Array(game.stateSize);
  const legal = new Int32Array(game.maxLegal);
  const actions: number[] = [];
  game.start(state);
  while (game.mover(state) < 0) game.apply(state, game.draw(state, random));
  const states = [state.slice()];
  while (game.mover(state) !== TERMINAL) {
    const count = game.legal(state, legal);
    // Half of all offers are accepted where that is possible: random players hardly ever would.
    const accepts = legal[1] === ACCEPT && count > 1 && random.below(2) === 0;
    const action = accepts ? ACCEPT : legal[random.below(count)];
    game.apply(state, action);
    actions.push(action);
    states.push(state.slice());
  }
  return { actions, states };
}

/** What a player of the game in words says to do an action of the closed game. */
function inWords(game: Game, state: Int32Array, action: number): string {
  const name = game.text.actionName(state, action);
  return name === 'Pass' ? 'I pass.' : `[${name}]`;
}

describe('the closed game and the game in words agree', () => {
  const options: readonly { resources: number; stock: number; turns: number; values: 'fixed' | 'random' }[] =
    [
      { resources: 2, stock: 10, turns: 10, values: 'fixed' },
      { resources: 2, stock: 2, turns: 9, values: 'random' },
      { resources: 5, stock: 3, turns: 12, values: 'random' },
    ];
  for (const { resources, stock, turns, values } of options) {
    test(`${resources} goods, stock ${stock}, ${turns} turns, ${values} values`, () => {
      const closed = trading({ resources, stock, turns, values });
      const words = loadLanguageGame('simple_negotiation', {
        resources,
        stock,
        turns,
        values,
        stocks: 'fixed',
      });
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const { actions, states } = randomEpisode(closed, seed);
          // Layout of the closed state: dealt, turn, open, then goods and values by seat.
          const table = (state: Int32Array, from: number): number[][] =>
            [0, 1].map((seat) => {
              const start = 3 + from + seat * resources;
              return Array.from(state.subarray(start, start + resources));
            });
          const random = stream(seed, 'test');
          let state: NegotiationState = {
            ...(words.start(random).state as NegotiationState),
            values: table(states[0], 2 * resources),
          };
          for (const [turn, action] of actions.entries()) {
            const seat = words.mover(state);
            assert.equal(seat, closed.mover(states[turn]));
            const reply = inWords(closed, states[turn], action);
            const parsed = words.parse(state, seat, reply);
            assert.ok('action' in parsed, `${reply}: ${JSON.stringify(parsed)}`);
            state = words.apply(state, parsed.action, random).state as NegotiationState;
            assert.deepEqual(state.goods, table(states[turn + 1], 0));
            for (const good of tradingGoods(resources).keys()) {
              assert.equal(state.goods[0][good] + state.goods[1][good], 2 * stock);
              assert.ok(state.goods[0][good] >= 0 && state.goods[1][good] >= 0);
            }
          }
          assert.equal(words.mover(state), TERMINAL);
          assert.deepEqual(words.returns(state), returnsOf(closed, states[actions.length]));
        }),
        { numRuns: 200, seed: 1 },
      );
    });
  }
});

test('offers are read back as they are printed, and actions are all the offers of one good for another', () => {
  const goods = tradingGoods(5);
  const amounts = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(amounts, (changes) => {
      const give = changes.map((change) => Math.max(0, -change));
      const want = changes.map((change) => Math.max(0, change));
      fc.pre(give.some((amount) => amount > 0) && want.some((amount) => amount > 0));
      const text = printOffer({ give, want }, goods);
      assert.deepEqual(parseOffer(text.slice('Offer'.length), goods), { give, want });
    }),
  );
  assert.equal(tradingActions(2, 3).count, 2 + 2 * 9);
  assert.equal(tradingActions(5, 3).count, 2 + 20 * 9);
});
