import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CHANCE, holdem, loadGame, TERMINAL } from '@parlor/envs';
import { choices } from './perft.ts';
import { play, type Told } from './told-hand.ts';

const full = { actions: 'full', big_blind: 10, small_blind: 5 } as const;
const three = ['AsKs', 'QdQc', '7h2d'];

describe('order of play', () => {
  test('heads-up the button posts the small blind, acts first before the flop and last after it', () => {
    const before = play({ options: {}, hands: ['AsKs', 'QdQc'], actions: [] });
    assert.equal(before.mover, 0);
    const after = play({ options: {}, hands: ['AsKs', 'QdQc'], board: '2c3c4c', actions: ['call', 'check'] });
    assert.equal(after.mover, 1);
    assert.deepEqual(before.game.roles, ['small blind', 'big blind']);
  });

  test('with three the button acts first before the flop, the small blind after it', () => {
    assert.equal(play({ options: { players: 3 }, hands: three, actions: [] }).mover, 2);
    const flop = play({
      options: { players: 3 },
      hands: three,
      board: '2c3c4c',
      actions: ['call', 'call', 'check'],
    });
    assert.equal(flop.mover, 0);
  });

  test('the big blind may raise though all others have called', () => {
    const { mover, names } = play({ options: { players: 3 }, hands: three, actions: ['call', 'call'] });
    assert.equal(mover, 1);
    assert.deepEqual(names, ['check', 'raise to 8', 'all-in']);
  });

  test('who straddles acts last before the flop, and may raise; a raise is at least the straddle', () => {
    const options = { ...full, players: 4, straddle: 20 };
    const hands = [...three, '8h8d'];
    assert.equal(play({ options, hands, actions: [] }).mover, 3);
    const { mover, names } = play({ options, hands, actions: ['call', 'call', 'call'] });
    assert.equal(mover, 2);
    assert.deepEqual(names.slice(0, 2), ['check', 'raise to 40']);
  });
});

describe('posts of any seats', () => {
  const hands = [...three, '8h8d'];
  const six = [...hands, '9c9d', 'TcTd'];

  test('the blind of the button alone: the next seat acts first, and the button last', () => {
    const options = { ...full, small_blind: 1, players: 4, ante: 10, posts: [0, 0, 0, 10] };
    const start = play({ options, hands, actions: [] });
    assert.equal(start.mover, 0);
    assert.deepEqual(start.game.roles, ['lojack', 'hijack', 'cutoff', 'button']);
    const { mover, names } = play({ options, hands, actions: ['call', 'call', 'call'] });
    assert.equal(mover, 3);
    assert.deepEqual(names.slice(0, 2), ['check', 'raise to 20']);
    assert.match(
      start.game.text.rules(-1),
      /everybody antes 10, player 4 posts a blind of 10\.\nThe last player .* acts last, before the flop/,
    );
  });

  test('several straddles: the last of them acts last, and is the least raise', () => {
    const options = { ...full, players: 6, posts: [5, 10, 20, 40] };
    const start = play({ options, hands: six, actions: [] });
    assert.equal(start.mover, 4);
    assert.equal(start.names[2], 'raise to 80');
    assert.match(
      start.game.text.rules(-1),
      /player 3 a straddle of 20, player 4 a straddle of 40\..* player 4 does/s,
    );
  });

  test('a straddle of the button: the first seat acts first', () => {
    const options = { ...full, players: 4, posts: [5, 10, 0, 20] };
    assert.equal(play({ options, hands, actions: [] }).mover, 0);
    const { mover, names } = play({ options, hands, actions: ['fold', 'call', 'call'] });
    assert.equal(mover, 3);
    assert.deepEqual(names.slice(0, 2), ['check', 'raise to 40']);
  });

  test('of two players the button may straddle, and acts last before the flop too', () => {
    const options = { ...full, small_blind: 1, posts: [20, 10] };
    assert.equal(play({ options, hands: ['AsKs', 'QdQc'], actions: [] }).mover, 1);
  });

  test('where nobody posts, the button acts last, and a bet is at least the big blind', () => {
    for (const players of [2, 3]) {
      const options = { ...full, small_blind: 1, players, ante: 1, posts: [0] };
      const { mover, names } = play({ options, hands: three.slice(0, players), actions: [] });
      assert.equal(mover, players === 2 ? 1 : 0);
      assert.deepEqual(names.slice(0, 2), ['check', 'bet 10']);
    }
  });

  test('at limit each straddle is a bet, and nobody bets more often than there are bets', () => {
    const options = { betting: 'limit', players: 4, posts: [1, 2, 4, 6] } as const;
    const { names } = play({ options, hands, actions: ['raise'] });
    assert.deepEqual(names, ['fold', 'call']);
  });

  test('the ante of the big blind is for everybody to win, and does not come back to it', () => {
    const options = { ...full, players: 3, ante: [0, 12], stacks: [1000, 100, 1000] };
    const actions = ['raise to 50', 'fold', 'call', ...Array<string>(6).fill('check')];
    assert.deepEqual(play({ options, hands: three, board: '7s7c2s9hTd', actions }).returns, [-5, -62, 67]);
    // All-in with 38 chips: it wins those of the other, 5 of the small blind, and has its ante back.
    const short = { ...options, stacks: [1000, 50, 1000] };
    const { returns, told } = play({
      options: short,
      hands: ['AsKs', 'QdQc', '7h2d'],
      board: '3s8cJs9h4d',
      actions: ['raise to 50', 'fold', 'call'],
    });
    assert.deepEqual(returns, [-5, 43, -38]);
    assert.match(told(0), /Player 2 wins 93\.\nPlayer 3 gets 12 back/);
  });

  test('who is all-in with an ante that others do not pay wins the antes, and nothing of the bets', () => {
    const options = { ...full, players: 3, ante: [0, 12], stacks: [1000, 8, 1000] };
    const { returns } = play({
      options,
      hands: ['AsKs', 'QdQc', '7h2d'],
      board: '3s8cJs9h4d',
      actions: ['call', 'call', ...Array<string>(6).fill('check')],
    });
    assert.deepEqual(returns, [10, 0, -10]);
  });
});

describe('bets and raises', () => {
  test('a raise is at least the last one', () => {
    const { names } = play({ options: full, hands: ['AsKs', 'QdQc'], actions: ['raise to 35'] });
    assert.deepEqual(names.slice(0, 3), ['fold', 'call', 'raise to 60']);
    assert.equal(names.at(-1), 'raise to 1000');
  });

  // Rule of the Tournament Directors Association on re-opening the bet.
  test('an all-in that is too small to be a raise does not let who has acted raise again', () => {
    const options = { ...full, players: 3, stacks: [1000, 140, 1000] };
    const { mover, names } = play({
      options,
      hands: three,
      actions: ['raise to 100', 'call', 'all-in'], // button, small blind, big blind
    });
    assert.equal(mover, 2);
    assert.deepEqual(names, ['fold', 'call']);
  });

  test('several of them that add up to a raise do', () => {
    const options = { ...full, players: 4, stacks: [150, 200, 1000, 1000] };
    const { mover, names } = play({
      options,
      hands: [...three, '8h8d'],
      actions: ['raise to 100', 'call', 'all-in', 'all-in'],
    });
    assert.equal(mover, 2);
    assert.deepEqual(names.slice(0, 3), ['fold', 'call', 'raise to 290']);
  });

  test('who has not acted yet may raise after a small all-in', () => {
    const options = { ...full, players: 3, stacks: [140, 1000, 1000] };
    const { mover, names } = play({ options, hands: three, actions: ['raise to 100', 'all-in'] });
    assert.equal(mover, 1);
    assert.equal(names[2], 'raise to 230');
  });

  test('at limit half a bet counts as a bet and less can be completed', () => {
    const options = { players: 3, betting: 'limit', small_blind: 5, big_blind: 10 } as const;
    const actions = ['call', 'all-in'];
    const paid = (stacks: number[]): number => {
      const { game, state } = play({
        options: { ...options, stacks },
        hands: three,
        actions: [...actions, 'raise', 'fold'],
      });
      const out = new Float64Array(3);
      assert.equal(game.mover(state), CHANCE);
      game.returns(state, out);
      return Number(/player 2 \(you\).*?(\d+) left/.exec(game.text.view(state, 1))?.[1]);
    };
    assert.equal(paid([13, 500, 500]), 480); // completed to 20
    assert.equal(paid([15, 500, 500]), 475); // a whole raise over 15
  });

  test('at limit two small all-ins make a bet, but who faces less than half a bet may not raise again', () => {
    const options = { players: 4, betting: 'limit', small_blind: 5, big_blind: 10 } as const;
    const played = (small: number) =>
      play({
        options: { ...options, stacks: [small, 200, 14, 200] }, // the third player is all-in for 14 of 10
        hands: [...three, '8h8d'],
        actions: ['all-in', 'call', 'all-in', 'call'],
      });
    const two = played(16);
    assert.equal(two.mover, 3, 'the button, who called 14 and faces 2');
    assert.deepEqual(two.names, ['fold', 'call']);
    assert.deepEqual(played(19).names, ['fold', 'call', 'raise'], 'who faces 5 of 10 may');
  });

  // In a fourth of the hands with stacks of their own somebody was offered raises that come to a call.
  test('nobody raises where no other player has the chips to call more', () => {
    const options = { ...full, players: 3, small_blind: 1, big_blind: 2, stacks: [50, 200, 20] };
    const { mover, names } = play({ options, hands: three, actions: ['call', 'raise to 50'] });
    assert.equal(mover, 1, 'the big blind; the button has 18 and faces 48');
    assert.deepEqual(names, ['fold', 'call']);
    const deeper = play({
      options: { ...options, stacks: [50, 200, 51] },
      hands: three,
      actions: ['call', 'raise to 50'],
    });
    assert.equal(deeper.names[2], 'raise to 98');
  });

  test('at limit there are four bets in a round, and most that can be won is 240', () => {
    const options = { betting: 'limit', small_blind: 5, big_blind: 10 } as const;
    const hands = ['AsKs', 'QdQc'];
    assert.deepEqual(play({ options, hands, actions: ['raise', 'raise', 'raise'] }).names, ['fold', 'call']);
    assert.deepEqual(holdem(options).payoffRange, [-240, 240]);
    const round = ['bet', 'raise', 'raise', 'raise', 'call'];
    const actions = ['raise', 'raise', 'raise', 'call', ...round, ...round, ...round];
    assert.deepEqual(play({ options, hands, board: 'Ad7h8h2c3d', actions }).returns, [240, -240]);
  });

  test('at pot limit a raise is at most the pot after calling', () => {
    const options = { ...full, betting: 'pot-limit' } as const;
    assert.equal(play({ options, hands: ['AsKs', 'QdQc'], actions: [] }).names.at(-1), 'raise to 30');
    const flop = play({
      options,
      hands: ['AsKs', 'QdQc'],
      board: '2c3c4c',
      actions: ['raise to 30', 'call'],
    });
    assert.deepEqual([flop.names[1], flop.names.at(-1)], ['bet 10', 'bet 60']);
  });

  test('parts of the pot are counted after calling, in whole chips', () => {
    const options = { fractions: [0.5, 1, 2], small_blind: 1, big_blind: 2, stacks: [200] };
    const { names } = play({ options, hands: ['AsKs', 'QdQc'], actions: [] });
    assert.deepEqual(names, ['fold', 'call', 'raise to 4', 'raise to 6', 'raise to 10', 'all-in']);
    // Half of the pot is less than a raise must be.
    const reply = play({
      options: { ...options, fractions: [0.1, 1] },
      hands: ['AsKs', 'QdQc'],
      actions: ['raise to 6'],
    });
    assert.deepEqual(reply.names, ['fold', 'call', 'raise to 18', 'all-in']);
  });

  test('nobody raises against players who have no chips left', () => {
    const options = { ...full, players: 2, stacks: [50, 1000] };
    const { names } = play({ options, hands: ['AsKs', 'QdQc'], actions: ['all-in'] });
    assert.deepEqual(names, ['fold', 'call']);
  });
});

describe('who wins what', () => {
  const rows: readonly (readonly [string, Told, returns: readonly number[]])[] = [
    ['a fold gives up what was posted', { options: {}, hands: ['7h2d', 'AsKs'], actions: ['fold'] }, [-1, 1]],
    [
      'the better hand of two wins',
      { options: full, hands: ['AsKs', 'QdQc'], board: 'Ad7h8h2c3d', actions: ['call', ...checks(7)] },
      [10, -10],
    ],
    [
      'equal hands share',
      {
        options: full,
        hands: ['AsKs', 'AdKd'],
        board: '2c7h8h9cJd',
        actions: ['raise to 50', 'call', ...checks(6)],
      },
      [0, 0],
    ],
    [
      'three stacks, a main pot and a side pot: the short one wins the main pot alone',
      {
        options: { ...full, players: 3, stacks: [30, 100, 200] },
        hands: ['AsAh', 'KsKh', 'QsQh'],
        board: '2c7d8h9cJd',
        actions: ['all-in', 'all-in', 'call'], // what the button has more comes back
      },
      [60, 40, -100],
    ],
    [
      'chips that nobody matches come back',
      {
        options: { ...full, stacks: [1000, 40] },
        hands: ['7h2d', 'AsAh'],
        board: '3c8dTh9cKs',
        actions: ['all-in', 'call'],
      },
      [-40, 40],
    ],
    [
      'an odd chip goes to the first winner left of the button',
      {
        options: { players: 3, small_blind: 1, big_blind: 3, actions: 'full' },
        hands: ['AsKs', '7h2d', 'AdKd'],
        board: '3c8dTh9cJs', // 6 + 3 + 6 = 15
        actions: ['raise to 6', 'call', 'fold', ...checks(6)],
      },
      [2, -3, 1],
    ],
    [
      'antes are in the pot, and match no bet',
      {
        options: { ...full, players: 3, ante: 2 },
        hands: three,
        actions: ['fold', 'fold'],
      },
      [-7, 9, -2],
    ],
    [
      'a blind that is posted short does not make it cheaper to call, and its seat wins no more than it has matched',
      {
        options: { ...full, players: 3, stacks: [1000, 4, 1000] },
        hands: ['7h2d', 'AsAh', 'KsKh'],
        board: '3c8dTh9cQs',
        actions: ['call', 'call', ...checks(6)],
      },
      [-10, 8, 2],
    ],
    [
      'who is all-in with the ante wins the antes alone',
      {
        options: { ...full, players: 3, ante: 3, stacks: [1000, 1000, 3] },
        hands: ['QsQh', 'KsKh', 'AsAh'],
        board: '3c8dTh9c2s',
        actions: ['call', ...checks(7)],
      },
      [-13, 7, 6],
    ],
    [
      'Omaha plays exactly two cards of the hand: four spades on the board make no flush with one',
      {
        options: { ...full, variant: 'omaha', betting: 'pot-limit' },
        hands: ['AsKdQd4d', '7c7d3h3d'],
        board: '2s5s9sTs6h',
        actions: ['call', ...checks(7)],
      },
      [-10, 10],
    ],
    [
      'in the short deck a flush beats a full house',
      {
        options: { ...full, deck: 'short' },
        hands: ['As9s', 'KdKh'],
        board: '6s7sKs7hQd',
        actions: ['call', ...checks(7)],
      },
      [10, -10],
    ],
  ];
  for (const [name, told, returns] of rows) {
    test(name, () => {
      const { mover, returns: got } = play(told);
      assert.equal(mover, TERMINAL);
      assert.deepEqual(got, returns);
    });
  }

  function checks(count: number): string[] {
    return Array<string>(count).fill('check');
  }
});

test('chips are conserved at every node', () => {
  const options = fc.record({
    players: fc.integer({ min: 2, max: 10 }),
    depth: fc.integer({ min: 1, max: 200 }),
    betting: fc.constantFrom('limit', 'pot-limit', 'no-limit'),
    ante: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(
      options,
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      ({ depth, ...given }, picks) => {
        const stacks = Array.from({ length: given.players }, (_, seat) => 1 + ((depth * (seat + 3)) % 211));
        const game = holdem({ ...given, stacks });
        const total = stacks.reduce((sum, stack) => sum + stack, 0);
        const state = new Int32Array(game.stateSize);
        game.start(state);
        for (let turn = 0; ; turn++) {
          const view = game.text.view(state, 0);
          const left = [...view.matchAll(/(\d+) left/g)].reduce((sum, [, chips]) => sum + Number(chips), 0);
          const isOver = game.mover(state) === TERMINAL; // then the pots have been paid out
          assert.equal(left + (isOver ? 0 : Number(/Pot: (\d+)/.exec(view)?.[1])), total);
          if (isOver) break;
          const possible = choices(game, state);
          game.apply(state, possible[picks[turn % picks.length] % possible.length]);
        }
      },
    ),
    { numRuns: 60, seed: 2 },
  );
});

test('a showdown of ten hands turns all of them up, and its tokens are safe integers', () => {
  for (const spec of ['holdem(players=10,stacks=2)', 'holdem(players=10,stacks=2,variant=omaha)']) {
    const game = loadGame(spec);
    const state = new Int32Array(game.stateSize);
    let shown = '';
    game.start(state);
    let pick = 0;
    while (game.mover(state) !== TERMINAL) {
      const possible = choices(game, state);
      const action = possible[(pick += 7) % possible.length];
      const calls = game.mover(state) >= 0 ? 1 : action;
      const token = game.witness(state, calls, 0);
      assert.ok(Number.isSafeInteger(token) && token >= 0);
      shown += ` ${game.text.event(state, calls, 0) ?? ''}`;
      game.apply(state, calls);
    }
    assert.equal([...shown.matchAll(/Player \d+ shows|You show/g)].length, 10, shown);
  }
});

test('heads-up limit has 5103 betting sequences to a showdown and 5103 to a fold', () => {
  // By hand: before the flop 7 ways to go on and 7 to fold, in each later round 9 and 8, so 7 · 9³ showdowns and
  // 7 + 7 · 8 + 7 · 9 · 8 + 7 · 9² · 8 folds.
  const game = holdem({ betting: 'limit' });
  const ends = { showdown: 0, fold: 0 };
  const walk = (state: Int32Array): void => {
    const mover = game.mover(state);
    if (mover === TERMINAL) {
      ends[/ folded/.test(game.text.view(state, 0)) ? 'fold' : 'showdown']++;
      return;
    }
    const possible = choices(game, state);
    for (const action of mover === CHANCE ? possible.slice(0, 1) : possible) {
      const next = state.slice();
      game.apply(next, action);
      walk(next);
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state);
  assert.deepEqual(ends, { showdown: 5103, fold: 5103 });
});

test('the order in which cards are dealt means nothing: hands and the flop are told as sets', () => {
  const one = play({ options: {}, hands: ['AsKd', 'QdQc'], board: '2c3d4h', actions: ['call', 'check'] });
  const other = play({ options: {}, hands: ['KdAs', 'QcQd'], board: '4h2c3d', actions: ['call', 'check'] });
  assert.deepEqual(one.state, other.state);
});

describe('options that contradict each other are refused, with the remedy', () => {
  const rows: readonly (readonly [string, RegExp])[] = [
    ['holdem(betting=limit,actions=full)', /limit does not go with actions=full: fixed is for limit/],
    ['holdem(actions=fixed)', /no-limit does not go with actions=fixed/],
    ['holdem(players=3,stacks=100/200)', /3 players have 3 stacks, or one for all; stacks names 2/],
    ['holdem(straddle=4)', /with two players nobody straddles as the third/],
    ['holdem(players=3,straddle=3)', /at least twice the big blind, 4, not 3/],
    [
      'holdem(players=8,variant=omaha,deck=short)',
      /8 players and the board need 37 cards, and the deck has 36/,
    ],
    ['holdem(fractions=1/0.5)', /fractions must rise/],
    ['holdem(betting=pot-limit,fractions=1/2)', /fractions must be at most 1/],
    ['holdem(small_blind=5)', /small blind 5 is more than the big blind 2/],
    [
      'holdem(players=3,small_blind=2,posts=0/0/2)',
      /posts begins with 0, and small_blind is 2: leave small_blind out/,
    ],
    [
      'holdem(players=4,straddle=4,posts=1/2/0/4)',
      /0 for the third seat, and straddle is 4: leave straddle out/,
    ],
    ['holdem(posts=1/2/4)', /2 players post 2 blinds and straddles at most; posts names 3/],
    ['holdem(ante=0/1/2)', /2 players have 2 antes at most, or one for all; ante names 3/],
    ['holdem(betting=pot-limit,posts=1)', /at pot limit somebody posts 2 or more/],
    [
      'holdem(players=6,betting=limit,bets=2,posts=1/2/4/8)',
      /make 3 bets before anybody acts: bets must be 3/,
    ],
    ['holdem(small_bet=4)', /small_bet is for betting=limit, not no-limit: leave it out/],
    ['holdem(betting=pot-limit,big_bet=8,bets=3)', /big_bet is for betting=limit, not pot-limit/],
    ['holdem(bets=3)', /bets is for betting=limit/],
    ['holdem(actions=full,fractions=0.5/1)', /fractions are for actions=fractions, not for actions=full/],
    ['holdem(betting=limit,small_bet=4,big_bet=2)', /big bet 2 is less than the small bet 4/],
  ];
  for (const [spec, message] of rows) {
    test(spec, () => assert.throws(() => loadGame(spec), { name: 'OptionError', message }));
  }
});

test('a canonical spec names every option, and is accepted', () => {
  for (const given of [
    {},
    { betting: 'limit', small_bet: 4 },
    { players: 4, straddle: 8, big_blind: 4, ante: 1 },
    { players: 4, posts: [0, 0, 0, 9], ante: [0, 3] },
  ] as const) {
    const { spec } = holdem(given);
    assert.equal(loadGame(spec).spec, spec);
  }
});
