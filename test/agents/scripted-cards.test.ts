import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CHANCE, handEquity, holdemReader, loadGame, readCards, stream, TERMINAL } from '@parlor/envs';
import { chenPoints } from '../../agents/scripted/holdem/chen-points.ts';
import { HandShare } from '../../agents/scripted/holdem/hand-share.ts';
import { CALL, chipReader, FOLD } from '../../agents/scripted/holdem/holdem-chips.ts';
import { TinyHanabiConvention } from '../../agents/scripted/index.ts';
import { startingHands } from '../../agents/scripted/holdem/starting-hands.ts';
import {
  buildTree,
  expectedValue,
  NashConv,
  tabulate,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';
import {
  beatsUniform,
  choiceAfter,
  means,
  obeysLaws,
  scripted,
  winsFromUniform,
} from './support/scripted.ts';

const THREE_CARDS =
  'tiny_hanabi(cards=3,actions=2,payoffs=1/0/0/1/0/1/1/0/2/0/0/2/0/3/3/0/1/1/0/0/0/0/2.5/-1/4/0/0/4/0/0/5/5/1/2/3/4)';

describe('the player by rules obeys every law of policies in', () => {
  for (const [spec, runs] of [
    ['holdem', 5],
    ['holdem(players=3,betting=limit,stacks=5/9/30,ante=1)', 5],
    ['holdem(players=4,straddle=4,stacks=7/30/12/200,fractions=0.5/1,deck=short)', 5],
    ['holdem(players=3,variant=omaha,betting=pot-limit,actions=full,stacks=8/20/40)', 5],
    ['hanabi', 2],
    ['hanabi(players=3,colours=2,ranks=3,hand=2,information_tokens=2,lives=1)', 5],
    ['hanabi(colours=1,ranks=3,hand=1,information_tokens=1)', 20],
    ['tiny_hanabi', 10],
    [THREE_CARDS, 10],
  ] as const) {
    test(spec, () => obeysLaws(spec, runs));
  }
});

describe('the player by rules earns clearly more of uniform others than a uniform one does, in', () => {
  for (const [spec, deals] of [
    ['holdem', 500],
    ['holdem(players=3,betting=limit)', 300],
    ['holdem(players=3,stacks=60,actions=full,deck=short)', 300],
    ['holdem(variant=omaha,betting=pot-limit)', 400],
  ] as const) {
    test(spec, () => winsFromUniform(spec, deals));
  }
  for (const [spec, episodes] of [
    ['hanabi(colours=3,ranks=3,hand=3,lost=points)', 200],
    ['hanabi(players=3,colours=2,ranks=3,hand=2,lost=points)', 200],
  ] as const) {
    test(spec, () => beatsUniform(spec, episodes));
  }
  // What the first player says is agreed with whoever knows the convention.
  test('tiny_hanabi, as the second player', () => beatsUniform('tiny_hanabi', 300, [1]));
});

function cards(names: string): number[] {
  const read = readCards(names);
  assert.ok(read);
  return read;
}

describe("hold'em", () => {
  const ALL_IN = 3;
  const [headsUp, short] = [loadGame('holdem'), loadGame('holdem(stacks=200/4)')];

  test('points of starting hands are those of the formula', () => {
    for (const [hand, points] of [
      ['AsAd', 20],
      ['KsKd', 16],
      ['TsTd', 10],
      ['5s5d', 5],
      ['2s2d', 5],
      ['AsKs', 12],
      ['AsKd', 10],
      ['QsJs', 9],
      ['JsTs', 9],
      ['Js9d', 6],
      ['7s6s', 6.5],
      ['Ts7s', 5 + 2 - 2],
      ['As2s', 7],
      ['7s2d', -1.5],
    ] as const) {
      const [one, other] = cards(hand);
      assert.equal(chenPoints(one, other), points, hand);
      assert.equal(chenPoints(other, one), points, hand);
    }
  });

  test('shares of starting hands are 1/2 on average, and their order is that of the points', () => {
    for (const firstCard of [0, 16]) {
      const share = startingHands(2, firstCard);
      const hands: number[][] = [];
      for (let one = firstCard; one < 52; one++) {
        for (let other = firstCard; other < one; other++) hands.push([one, other]);
      }
      const mean = hands.reduce((sum, hand) => sum + share(hand), 0) / hands.length;
      assert.ok(Math.abs(mean - 0.5) < 1e-12, String(mean));
      const most = Math.max(...hands.map(share));
      const best = hands.filter((hand) => share(hand) === most);
      assert.deepEqual(new Set(best.map(([one]) => one >> 2)), new Set([12])); // six pairs of aces
      assert.equal(best.length, 6);
    }
    assert.ok(startingHands(4, 0)(cards('AsAhKsKh')) > 0.999);
    assert.ok(startingHands(4, 0)(cards('2s7d9cKh')) < 0.2);
  });

  test('the share of hands that one beats is what exact equities over all of them say', () => {
    const board = cards('Ks9s4h4d2c');
    const share = new HandShare(2, 'full', 0);
    for (const hand of ['KhQh', '7s6s', '4s4c', '9dAh'].map(cards)) {
      const rest = Array.from({ length: 52 }, (_, card) => card).filter(
        (card) => !board.includes(card) && !hand.includes(card),
      );
      const others = rest.flatMap((one) => rest.filter((card) => card < one).map((card) => [one, card]));
      const equities = others.map((other) => handEquity([hand, other], { board })[0]);
      const expected = equities.reduce((sum, equity) => sum + equity.share, 0) / others.length;
      const found = share.of(hand, board);
      assert.ok(Math.abs(found.share - expected) < 1e-9, `${found.share}, not ${expected}`);
      assert.equal(
        found.unbeaten,
        equities.every(({ losses }) => losses === 0),
      );
    }
  });

  test('of four cards some hundreds of hands say what all of them say, to within a few hundredths', () => {
    const [some, all] = [new HandShare(4, 'full', 0), new HandShare(4, 'full', 0, 1)];
    for (const [hand, board] of [
      ['AsKsQdJd', 'Ts9s2h'],
      ['8c8d3h2s', 'Ks9s4h8s2c'],
      ['AcAdTh9h', 'KsQs4h4d'],
    ].map((names) => names.map(cards))) {
      const [found, exact] = [some.of(hand, board).share, all.of(hand, board).share];
      assert.ok(Math.abs(found - exact) < 0.05, `${found}, not ${exact}`);
    }
  });

  test('chips are read off observations as they are on the table', () => {
    for (const spec of [
      'holdem(players=4,stacks=7/30/12/200,ante=1,straddle=4)',
      'holdem(players=3,betting=limit,stacks=5/9/30,ante=1)',
    ]) {
      const game = loadGame(spec);
      const reader = holdemReader(game);
      const read = chipReader(game, reader, 'test');
      const observation = new Float32Array(game.observationSize);
      const [state, after] = [new Int32Array(game.stateSize), new Int32Array(game.stateSize)];
      const legal = new Int32Array(game.maxLegal);
      let seen = 0;
      for (let episode = 0; episode < 40; episode++) {
        const random = stream(1, 'test', { episode });
        let [round, raises] = [0, 0];
        game.start(state);
        for (let mover = game.mover(state); mover !== TERMINAL; mover = game.mover(state)) {
          if (mover === CHANCE) {
            game.apply(state, game.draw(state, random));
            continue;
          }
          const now = Math.max(0, reader.board(state).length - 2);
          if (now > round) [round, raises] = [now, 0];
          observation.fill(0);
          game.observe(state, mover, observation);
          const chips = read(observation, 0, mover, now);
          after.set(state);
          game.apply(after, CALL);
          const call = reader.stack(state, mover) - reader.stack(after, mover);
          const seats = Array.from({ length: game.seats }, (_, seat) => seat);
          const paid = seats.map((seat) => reader.stacks[seat] - reader.stack(state, seat));
          assert.deepEqual(
            { ...chips, stake: 0 },
            {
              others: seats.filter((seat) => seat !== mover && !reader.hasFolded(state, seat)).length,
              call,
              pot: reader.pot(state),
              contested: paid.reduce((sum, some) => sum + Math.min(some, paid[mover] + call), 0),
              stack: reader.stack(state, mover),
              stake: 0,
              raises,
            },
          );
          seen++;
          const action = legal[random.below(game.legal(state, legal))];
          if (action > CALL) raises++;
          game.apply(state, action);
        }
      }
      assert.ok(seen > 150, `${seen} decisions`);
    }
  });

  /** Both hands, then what was done and the board. */
  const hand = (first: string, second: string, ...rest: (number | string)[]): number[] => [
    ...cards(first),
    ...cards(second),
    ...rest.flatMap((part) => (typeof part === 'number' ? part : cards(part))),
  ];

  test('junk is folded to an all-in, aces are not', async () => {
    for (const junk of ['7s2d', '9s4d', 'Js3d']) {
      assert.equal(await choiceAfter(headsUp, hand('AsKs', junk, ALL_IN)), FOLD, junk);
    }
    for (const good of ['AcAd', 'KcKd', 'QcQd']) {
      assert.equal(await choiceAfter(headsUp, hand('AsKs', good, ALL_IN)), CALL, good);
    }
  });

  test('of a pot it counts what it can win: few chips are not called for the rest of a deep stack', async () => {
    // Two chips for the eight that both can pay; the other 196 go back to whoever paid them.
    assert.equal(await choiceAfter(short, hand('AsKs', 'Qs8d', ALL_IN)), FOLD);
    assert.equal(await choiceAfter(short, hand('AsKs', '2s2d', ALL_IN)), CALL);
  });

  test('what nothing can beat is never folded, be it only to share the pot', async () => {
    for (const [own, board, what] of [
      ['2c3d', 'AsKsQsJsTs', 'the board is a royal flush'],
      ['As2s', 'Ks9s4s7d2c', 'the best flush'],
      ['8c9d', '5sThJd7c2c', 'the best straight'],
      ['Ac3d', 'AsAdAhKsKd', 'four aces'],
    ] as const) {
      const [flop, turn, river] = [board.slice(0, 6), board.slice(6, 8), board.slice(8)];
      // All check to the river, where the big blind is all-in.
      const history = hand(own, '4c6h', CALL, CALL, flop, CALL, CALL, turn, CALL, CALL, river, ALL_IN);
      assert.equal(await choiceAfter(headsUp, history), CALL, what);
    }
  });

  test('the best hand is bet for the pot, and on until all is in', async () => {
    const own = hand('AsAh', 'KsKh', CALL, CALL, 'AdAcTh');
    assert.equal(await choiceAfter(headsUp, [...own, CALL]), 2);
    assert.equal(await choiceAfter(headsUp, [...own, 2]), 2);
    const full = loadGame('holdem(actions=full)');
    assert.equal(await choiceAfter(full, [...own, CALL]), 1 + 4); // to the four chips of the pot
    assert.equal(await choiceAfter(full, [...own, 1 + 4]), 1 + 4 + 12); // calls 4, and raises by 12
    const halves = loadGame('holdem(fractions=0.4/0.9/3)');
    assert.equal(await choiceAfter(halves, [...own, CALL]), 3);
    const limit = loadGame('holdem(betting=limit)');
    assert.equal(await choiceAfter(limit, [...own, CALL]), 2);
  });
});

describe('Hanabi', () => {
  for (const [spec, episodes, least] of [
    ['hanabi', 30, 17.5],
    ['hanabi(players=5)', 15, 16],
  ] as const) {
    test(`players by rules score more than ${least} of 25 among themselves in ${spec}`, async () => {
      const game = loadGame(spec);
      const policy = scripted(game);
      const scores = await means(
        game,
        game.roles.map(() => policy),
        episodes,
      );
      assert.ok(scores[0].mean > least, `${scores[0].mean} ± ${scores[0].error}`);
    });
  }

  // Two colours, ranks 1 to 3, hands of two. Actions are two discards, two plays, then hints.
  const game = loadGame('hanabi(colours=2,ranks=3,hand=2,information_tokens=2)');
  const [r1, r2, r3, y1, y2, y3] = [0, 1, 2, 3, 4, 5];
  const [RED, YELLOW, ONE, TWO, THREE] = [4, 5, 6, 7, 8];

  test('a card that is known to fit is played', async () => {
    assert.equal(await choiceAfter(game, [r3, y1, r2, y2, TWO, ONE]), 3); // of either colour a 1 fits
    assert.equal(await choiceAfter(game, [y1, r3, r2, y2, TWO, ONE]), 2);
  });

  test('a card that fits is named, by what tells it from others', async () => {
    assert.equal(await choiceAfter(game, [r3, y2, r1, r2]), ONE); // both are red
    assert.equal(await choiceAfter(game, [r3, y2, r2, y1]), ONE);
  });

  test('a card that is known to be useless is discarded', async () => {
    // Each hints at the other's ones and then plays one; a second red one is left.
    assert.equal(await choiceAfter(game, [r1, r1, y1, y2, ONE, ONE, 2, r3, 2, y3]), 0);
  });

  test('of a card that nothing could replace the next player is told before it discards it', async () => {
    const careful = loadGame('hanabi(colours=2,ranks=3,hand=2,information_tokens=2,lives=1)');
    const saving = await choiceAfter(careful, [r3, r2, y2, y3, TWO]);
    assert.ok(saving === RED || saving === THREE, `action ${saving}`);
    // Here there is a second one of its oldest card: the own oldest card that was not named goes.
    assert.equal(await choiceAfter(careful, [r2, y2, y2, y3, TWO]), 1);
    assert.equal(await choiceAfter(careful, [r2, y2, r2, y3, YELLOW]), 0);
  });
});

describe('tiny Hanabi', () => {
  for (const [spec, value] of [
    ['tiny_hanabi', 10],
    [THREE_CARDS, undefined],
  ] as const) {
    test(`no first player's plan does better with the best answers than the convention of ${spec}`, async () => {
      const tree = buildTree(loadGame(spec));
      const policy = new TinyHanabiConvention(tree.game);
      const [found] = expectedValue(tree, await tabulate(tree, policy));
      assert.ok(Math.abs(found - policy.value) < 1e-12, `${found}, not ${policy.value}`);
      if (value !== undefined) assert.equal(policy.value, value);
      const evaluator = new NashConv(tree);
      let plans = [uniformTreePolicy(tree)];
      for (let infoset = 0; infoset < tree.seatInfosets[1]; infoset++) {
        const [from, to] = [tree.sequenceOffsets[infoset], tree.sequenceOffsets[infoset + 1]];
        plans = plans.flatMap((plan) =>
          Array.from({ length: to - from }, (_, action) =>
            plan
              .slice()
              .fill(0, from, to)
              .fill(1, from + action, from + action + 1),
          ),
        );
      }
      const best = plans.map((plan) => {
        evaluator.evaluate(plan);
        return evaluator.bestResponses[1];
      });
      assert.ok(
        Math.abs(Math.max(...best) - policy.value) < 1e-12,
        `${Math.max(...best)}, not ${policy.value}`,
      );
    });
  }
});
