import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  Env,
  formatSpec,
  loadGame,
  make,
  OptionError,
  parseName,
  parseSpec,
  resolveOptions,
  TERMINAL,
} from '@parlor/envs';
import { choices, perft } from './perft.ts';

/**
 * They add up to the totals of the reference table (58, 617, 9 457, 549 946); tic-tac-toe: perft as published. Search, by
 * hand: 2³ graphs, 3 answers, 2 look-ups, both of which find one entity on average; begun with it or the answer, and gone
 * on in 2 directions. Accepted is who was found by the second look-up, forth: 24 questions, with 3 answers at once and 2
 * look-ups that show one of 3 entities or the truth, with 3 answers then.
 */
const PERFT: readonly (readonly [spec: string, counts: readonly number[]])[] = [
  [
    'graph_search(entities=3,relations=1,hops=1,look_ups=1,solver_look_ups=1,solvers=1,distractors=0)',
    [1, 2, 4, 8, 24, 48, 96, 192, 24 * (3 + 2), 24 * 2 * (3 + 1), 24 * 2 * 4 * 3],
  ],
  ['kuhn_poker', [1, 3, 6, 12, 24, 12]],
  ['kuhn_poker(players=3)', [1, 4, 12, 24, 48, 96, 192, 144, 96]],
  ['leduc_poker', [1, 6, 30, 60, 150, 390, 780, 1800, 2640, 2280, 1080, 240]],
  ['rock_paper_scissors', [1, 3, 9]],
  ['tic_tac_toe', [1, 9, 72, 504, 3024, 15120, 54720, 148176, 200448, 127872]],
];

describe('the games have exactly their histories', () => {
  for (const [spec, counts] of PERFT) test(spec, () => assert.deepEqual(perft(loadGame(spec)), counts));
});

/** A hand told by its outcomes and actions, and what everybody gets. */
const HANDS: readonly (readonly [
  string,
  spec: string,
  history: readonly number[],
  returns: readonly number[],
])[] = [
  ['both check, the king wins the antes', 'kuhn_poker', [2, 0, 0, 0], [1, -1]],
  ['a bet is folded to', 'kuhn_poker', [0, 2, 1, 0], [1, -1]],
  ['a bet is called', 'kuhn_poker', [0, 1, 1, 1], [-2, 2]],
  ['check, bet, call', 'kuhn_poker', [2, 1, 0, 1, 1], [2, -2]],
  ['three: one bets, one folds, one calls', 'kuhn_poker(players=3)', [0, 3, 2, 1, 0, 1], [-2, -1, 3]],
  ['three: the best card folded', 'kuhn_poker(players=3)', [0, 3, 2, 0, 0, 1, 1, 0], [-2, -1, 3]],
  ['a pair beats a king', 'leduc_poker', [0, 4, 1, 1, 1, 1, 1], [1, -1]],
  ['equal ranks share the pot', 'leduc_poker', [2, 3, 2, 2, 1, 0, 2, 1], [0, 0]],
  ['four raises and a showdown', 'leduc_poker', [4, 0, 2, 2, 1, 2, 2, 2, 1], [13, -13]],
  ['a raise is folded to', 'leduc_poker', [4, 0, 1, 2, 0], [-1, 1]],
  ['three: two fold in turn', 'leduc_poker(players=3)', [0, 2, 4, 2, 0, 0], [2, -1, -1]],
  [
    'three: two pairs of one rank share',
    'leduc_poker(players=3,ranks=2,suits=3)',
    [0, 1, 3, 1, 1, 1, 2, 1, 1, 1],
    [0.5, 0.5, -1],
  ],
  ['a row wins', 'tic_tac_toe', [0, 3, 1, 4, 2], [1, -1]],
  ['o wins with a diagonal', 'tic_tac_toe', [0, 2, 1, 4, 8, 6], [-1, 1]],
  ['the last cell still wins', 'tic_tac_toe', [0, 1, 2, 3, 4, 6, 5, 7, 8], [1, -1]],
  ['a full board is a draw', 'tic_tac_toe', [0, 1, 2, 4, 3, 5, 7, 6, 8], [0, 0]],
  ['paper beats rock', 'rock_paper_scissors', [0, 1], [-1, 1]],
  ['scissors lose to rock', 'rock_paper_scissors', [2, 0], [-1, 1]],
  ['equal choices draw', 'rock_paper_scissors', [2, 2], [0, 0]],
];

describe('hands and games told move by move', () => {
  for (const [name, spec, history, returns] of HANDS) {
    test(`${spec}: ${name}`, () => {
      const game = loadGame(spec);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      for (const action of history) {
        assert.ok(choices(game, state).includes(action), `${action} is possible`);
        game.apply(state, action);
      }
      assert.equal(game.mover(state), TERMINAL);
      const out = new Float64Array(game.seats);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), returns);
    });
  }
});

const STACKS = {
  kind: 'numbers',
  default: [1, 2],
  min: 1,
  max: 1000,
  whole: true,
  lengths: [2, 3],
  doc: 'chips of each seat',
} as const;

describe('options', () => {
  test('the default deck of Leduc poker has one rank more than there are players', () => {
    assert.equal(
      loadGame('leduc_poker', { players: 3 }).spec,
      'leduc_poker(players=3,ranks=4,suits=2,raises=2)',
    );
    assert.equal(loadGame('leduc_poker').chanceCount, 6);
  });

  test('a deck that is too small is refused, with what to raise', () => {
    assert.throws(() => loadGame('leduc_poker(players=6,ranks=2,suits=2)'), {
      name: 'OptionError',
      message: /4 cards.*need 7: raise ranks or suits/,
    });
  });

  test('the compiler knows the options of every game', () => {
    // @ts-expect-error Kuhn poker has no option of this name, and the compiler says so before anything runs
    assert.throws(() => loadGame('kuhn_poker', { player: 3 }), OptionError);
  });

  test('several numbers are an array in code and parts between slashes in a spec', () => {
    const read = (stacks: unknown): unknown => resolveOptions('table', { stacks: STACKS }, { stacks }).stacks;
    assert.deepEqual(read([100, 50]), [100, 50]);
    assert.deepEqual(read('100/50/200'), [100, 50, 200]);
    const spec = formatSpec('table', { stacks: [100, 50, 200] });
    assert.equal(spec, 'table(stacks=100/50/200)');
    assert.equal(parseSpec(spec).options.stacks, '100/50/200');
    for (const wrong of [
      [100],
      '100',
      '100/',
      '/1',
      '1/2/3/4',
      [0, 1],
      [1.5, 2],
      '1/x',
      [Number.NaN, 1],
      {},
      true,
    ]) {
      assert.throws(() => read(wrong), {
        name: 'OptionError',
        message: /stacks must be 2 to 3 whole numbers from 1 to 1000 with \/ in between/,
      });
    }
  });

  test('what is wrong is named, with what would do', () => {
    const wrong: readonly (readonly [() => unknown, RegExp])[] = [
      [() => loadGame('chess960'), /no game "chess960".*kuhn_poker/],
      [() => loadGame('kuhn_poker' as string, { player: 3 }), /no option "player"; its options are players/],
      [() => loadGame('kuhn_poker(players=7)'), /players must be a whole number from 2 to 6, not 7/],
      [() => loadGame('kuhn_poker(players=2.5)'), /whole number/],
      [() => loadGame('kuhn_poker(players)'), /"players" is no option; write option=value/],
      [() => loadGame('kuhn_poker(players=2,players=3)'), /given twice/],
      [() => loadGame('tic_tac_toe(size=4)'), /it has no options/],
      [() => loadGame('Kuhn poker'), /names no game/],
      [() => loadGame('kuhn_poker' as string, { ['__proto__x']: 1 }), /no option/],
    ];
    for (const [action, message] of wrong) {
      assert.throws(action, (error: unknown) => error instanceof OptionError && message.test(error.message));
    }
  });
});

describe('a reply without brackets', () => {
  test('names a number as a whole: not within another one, nor without its sign', () => {
    const names = ['1', '3', '5', '500', '12 books'];
    assert.equal(parseName('I take 5.', names), 2);
    assert.equal(parseName('5, I think', names), 2);
    assert.equal(parseName('12 books!', names), 4);
    for (const reply of ['-5', '−5', '+5', '5.5', '1,500', '0.5', '5e3', '1.12 books', 'x5']) {
      assert.notEqual(typeof parseName(reply, names), 'number', reply);
    }
  });
});

describe('words', () => {
  test('a showdown turns up the cards of those who are in, for everybody', () => {
    const env = make('kuhn_poker(players=3)');
    let step = env.reset({ seed: 1 });
    for (const reply of ['check', 'bet', 'fold', 'call']) {
      const action = env.game.text.parse(env.position, reply);
      assert.equal(typeof action, 'number');
      step = env.step(Number(action));
    }
    assert.ok(step.done);
    assert.match(env.view(2), /Player 1 shows .*Player 2 shows /);
    assert.doesNotMatch(env.view(0), /Player 3 shows/);
  });

  /** What a reply means after others, or why it means nothing. */
  const read = (spec: string, before: readonly string[], reply: string): string => {
    const env = new Env(loadGame(spec));
    env.reset({ seed: 1 });
    for (const said of before) env.step(Number(env.game.text.parse(env.position, said)));
    const found = env.game.text.parse(env.position, reply);
    return typeof found === 'number' ? env.game.text.actionName(env.position, found) : found.reason;
  };

  test('what cannot be done now in Kuhn poker is refused with the reason', () => {
    for (const [before, reply, reason] of [
      [[], '[call]', 'There is nothing to call: check is free.'],
      [[], 'I fold.', 'There is nothing to call, so nobody folds.'],
      [[], 'raise', 'There is no raise in Kuhn poker: a bet is called, or folded to.'],
      [['bet'], 'check', 'You cannot check: to stay in you must call 1.'],
      [['bet'], '[bet]', 'There is a bet already: call it or fold.'],
      [['check', 'bet'], '[raise]', 'There is no raise in Kuhn poker: a bet is called, or folded to.'],
      [[], '[dance]', '"dance" is not possible here.'],
    ] as const) {
      assert.equal(read('kuhn_poker', before, reply), reason, reply);
    }
  });

  test('a pass in Kuhn poker is what passes: a check, or a fold once there is a bet', () => {
    for (const reply of ['pass', '[pass]', 'I pass.', '\\boxed{Pass}']) {
      assert.equal(read('kuhn_poker', [], reply), 'check', reply);
      assert.equal(read('kuhn_poker', ['bet'], reply), 'fold', reply);
    }
    assert.equal(read('kuhn_poker', [], 'I pass on betting: check'), 'check');
    assert.equal(read('kuhn_poker', [], "I'd rather not bet; pass"), 'check');
  });

  test('a turn in Kuhn poker lists what can be said as other games do', () => {
    const env = make('kuhn_poker');
    env.reset({ seed: 1 });
    assert.match(env.view(0), /^Your turn: \[check\] \[bet\]\.$/m);
    env.step(1);
    assert.match(env.view(1), /^Your turn: \[fold\] \[call\]\.$/m);
  });

  test('what cannot be done now in Leduc poker is refused with the reason', () => {
    for (const [before, reply, reason] of [
      [[], '[call]', 'There is nothing to call: check is free.'],
      [[], 'fold', 'There is nothing to call, so nobody folds.'],
      [['bet'], '[check]', 'You cannot check: to stay in you must call 2.'],
      [
        ['bet', 'raise'],
        '[raise]',
        'You cannot raise: there have been 2 bets in this round, as many as there may be.',
      ],
      [['bet'], 'pass', 'To pass could be to fold or to call here: to stay in you must call 2.'],
      [['bet'], 'Another bet, please', 'There is a bet already: more is a raise.'],
      [[], 'A raise, please', 'There is nothing to raise: bet.'],
    ] as const) {
      assert.equal(read('leduc_poker', before, reply), reason, reply);
    }
  });

  test('in Leduc poker a pass is a free check, and the first raise of a round a bet', () => {
    for (const [before, reply, action] of [
      [[], 'I pass.', 'check'],
      [[], "I'll pass this time", 'check'],
      [['check'], '[pass]', 'check'],
      [[], '[raise]', 'bet'],
      [['bet'], '[bet]', 'raise'],
      [['bet'], 'They bet, so I call', 'call'],
    ] as const) {
      assert.equal(read('leduc_poker', before, reply), action, reply);
    }
  });

  test('nobody sees a card when everybody else folds', () => {
    const env = make('leduc_poker');
    env.reset({ seed: 3 });
    env.step(2);
    env.step(0);
    assert.doesNotMatch(env.view(0), /show/);
    assert.match(env.view(0), /Player 2 folds/);
  });

  test('an undecided player of rock-paper-scissors sees the same whatever the other chose', () => {
    const views = [0, 1, 2].map((choice) => {
      const env = make('rock_paper_scissors');
      env.reset({ seed: 0 });
      const step = env.step(choice);
      return [env.view(1), step.observation.join(), step.messages.length, step.tokens.length].join('|');
    });
    assert.equal(new Set(views).size, 1);
  });
});
