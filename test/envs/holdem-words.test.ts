import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Game, holdem, make, TERMINAL } from '@parlor/envs';
import { choices } from './perft.ts';
import { type Options, play } from './told-hand.ts';

const start = (options: Options = {}): { game: Game; state: Int32Array } =>
  play({ options, hands: ['AsKs', 'QdQc', '7h2d'].slice(0, options.players ?? 2), actions: [] });

const reasonOf = (game: Game, state: Int32Array, reply: string): string => {
  const read = game.text.parse(state, reply);
  assert.equal(typeof read, 'object', `${reply} is read as ${JSON.stringify(read)}`);
  return typeof read === 'number' ? '' : read.reason;
};

describe('replies', () => {
  test('may name an amount, all-in or the pot, in brackets or not', () => {
    const { game, state } = start();
    const said = (reply: string): unknown => game.text.parse(state, reply);
    assert.equal(said('I think [raise to 6] is best'), 2);
    for (const raise of ['raise 6', 'bet 6', 'RAISE BY 4', 'POT', '[pot]'])
      assert.equal(said(raise), 2, raise);
    for (const all of ['I go all in!', 'all-in', '[allin]', '[raise all-in]'])
      assert.equal(said(all), 3, all);
    assert.equal(said('[call]'), 1);
  });

  test('that say two things, or nothing, name no action', () => {
    const { game, state } = start();
    assert.equal(reasonOf(game, state, 'I fold or call.'), 'The reply names more than one action.');
    assert.equal(reasonOf(game, state, 'hm'), '"hm" names no action.');
    assert.equal(reasonOf(game, state, ' '), 'The reply is empty.');
    assert.equal(reasonOf(game, state, '[hope]'), '"hope" is not possible here.');
  });

  // Whatever stood beside a `pot`, it was bet whole, and who would not fold folded.
  test('may name a part of the pot, and say what one does not do', () => {
    const { game, state } = start({ fractions: [0.5, 1, 2] }); // raises to 4, 6 and 10, then all-in
    const said = (reply: string): unknown => game.text.parse(state, reply);
    for (const half of [
      'half pot',
      '[Half the pot]',
      'I raise 1/2 pot.',
      '[bet 50% of the pot]',
      '[raise 0.5x pot]',
    ])
      assert.equal(said(half), 2, half);
    for (const pot of ['pot', 'bet the pot', 'raise pot', '[pot-sized bet]', 'a pot-sized raise', '100% pot'])
      assert.equal(said(pot), 3, pot);
    for (const twice of ['2x pot', 'pot x 2', '[twice the pot]', 'I bet 200% pot!'])
      assert.equal(said(twice), 4, twice);
    for (const call of [
      'I will not fold: call.',
      "I don't want to raise to 6, I call",
      'call 1',
      '[call: 1]',
      'call 2',
    ])
      assert.equal(said(call), 1, call);
    assert.equal(
      reasonOf(game, state, '[third of the pot]'),
      '"third of the pot" is not among the amounts that you are offered.',
    );
    assert.equal(reasonOf(game, state, 'call 5'), 'A call costs 1, not 5.');
    assert.equal(reasonOf(game, state, 'raise 4 or 6'), '"raise 4 or 6" names more than one amount.');
    assert.equal(reasonOf(game, state, '40'), '"40" alone is no action: say what it is for.');
    for (const nothing of ['The pot is big', 'I never fold', 'I will not fold.', '[not fold]'])
      assert.match(reasonOf(game, state, nothing), /names no action|is not possible here/, nothing);
    const full = start({ actions: 'full', stacks: [40] });
    for (const [reply, to] of [
      ['[half pot]', 4],
      ['2x pot', 10],
      ['raise 75%', 5],
      ['pot', 6],
    ] as const)
      assert.equal(full.game.text.parse(full.state, reply), 1 + to, reply);
    assert.match(reasonOf(full.game, full.state, '20x pot'), /more than you have: raise to at most 40/);
    assert.match(
      reasonOf(full.game, full.state, 'a third of the pot'),
      /3 is too little: raise to 4 or more/,
    );
  });

  test('may be as short as players make them', () => {
    const { game, state } = start({ actions: 'full', stacks: [40] });
    for (const [reply, action] of [
      ['f', 0],
      ['c', 1],
      ['min', 5],
      ['[min-raise]', 5],
      ['raise the minimum', 5],
      ['max', 41],
      ['shove', 41],
      ['raise all in', 41],
      ["[I'm all-in]", 41],
      ['[Raise: 12]', 13],
      ['raise to $12', 13],
      ['[raise to 12 chips]', 13],
    ] as const)
      assert.equal(game.text.parse(state, reply), action, reply);
  });

  // `raise to 5 BB` was five chips, `raise to 10 000` ten, `bet 20% of my stack` a part of the pot.
  test('have their amounts read as a whole, in chips, blinds or parts of the pot, or not at all', () => {
    const { game, state } = start({ actions: 'full', players: 3 });
    for (const [reply, to] of [
      ['raise to 5 BB', 10],
      ['[raise to 3bb]', 6],
      ['raise 2.5bb', 5],
      ['raise 10 more', 12],
      ['raise 10 on top', 12],
      ['[bet 50 percent pot]', 4],
      ['bet ½ pot', 4],
      ['raise it up to 6 chips', 6],
      ['make it 6', 6],
      ['re-raise to 6', 6],
      ['[raise to: 6]', 6],
      ["I'll raise to 6 because I have 2 pairs", 6],
      ['raise to 40 to put pressure on him', 40],
      ['I like a half pot bet here', 4],
      ['bet it all', 200],
    ] as const)
      assert.equal(game.text.parse(state, reply), 1 + to, reply);
    for (const reply of [
      '[raise to 10 000]',
      'raise to 6 hundred',
      'bet 66 of the pot',
      '[bet 3/4]',
      'bet 3 quarters of the pot',
      'bet pot/2',
      'bet 10 times the big blind',
      'bet 20% of my stack',
      'bet half my stack',
    ])
      assert.match(reasonOf(game, state, reply), /names no amount that can be read/, reply);
    assert.match(reasonOf(game, state, 'raise between 6 and 8'), /names more than one amount/);
    assert.match(reasonOf(game, state, '[1/0 pot]'), /is not possible here/);
    const limit = start({ betting: 'limit' });
    for (const reply of [
      'bet half my stack',
      'raise between 6 and 8',
      'I decline to raise',
      'raise? no',
      'all in all',
    ])
      assert.equal(typeof limit.game.text.parse(limit.state, reply), 'object', reply);
    assert.equal(limit.game.text.parse(limit.state, 'I raise here to build the pot'), 2);
  });

  test('that speak of what others have done mean what one does oneself', () => {
    const { game, state } = start();
    for (const [reply, action] of [
      ['facing a raise I fold', 0],
      ["I'm folding", 0],
      ['I have no choice but to fold', 0],
      ['I call your bet', 1],
      ['I call his all-in', 1],
      ["I'm calling", 1],
      ['call with 2 pair', 1],
      ['[check-call]', 1],
    ] as const)
      assert.equal(game.text.parse(state, reply), action, reply);
    for (const reply of [
      'I refuse to call',
      'too expensive to call',
      'hardly a call',
      'Calling is wrong here.',
      'A raise is not wise',
      'call or raise to 6',
    ])
      assert.equal(typeof game.text.parse(state, reply), 'object', reply);
  });

  test('that the pot is more than one has are all-in, however few amounts are left', () => {
    for (const stack of [5, 6, 40]) {
      const { game, state } = start({ actions: 'full', stacks: [stack] });
      assert.equal(game.text.parse(state, '[pot]'), 1 + Math.min(6, stack));
    }
    const { game, state } = start({ fractions: [1], stacks: [5] });
    assert.equal(game.text.actionName(state, Number(game.text.parse(state, '[pot]'))), 'all-in');
  });

  test('of one size may say what it comes to or adds, and nothing else', () => {
    const { game, state } = start({ betting: 'limit', small_blind: 5, big_blind: 10 });
    for (const reply of ['raise to 20', 'raise 10', 'bet 10', 'raise by 10'])
      assert.equal(game.text.parse(state, reply), 2, reply);
    assert.equal(reasonOf(game, state, 'raise to 30'), 'Bets have one size here: raise to 20.');
  });

  test('need no amount where there is one raise, and take bet for raise', () => {
    const { game, state } = start({ betting: 'limit' });
    assert.equal(game.text.parse(state, '[raise]'), 2);
    assert.equal(game.text.parse(state, '[bet]'), 2);
    const several = start();
    assert.equal(reasonOf(several.game, several.state, '[raise]'), 'Say how much.');
  });

  test('that are no legal action are told why, and what is', () => {
    const { game, state } = start({ actions: 'full' });
    const format = 'Answer with one of: [fold] [call] [raise to x] with x from 4 to 200.';
    const rows = [
      ['[check]', 'You cannot check: to stay in you must call 1.'],
      ['raise to 3', '3 is too little: raise to 4 or more.'],
      ['raise to 201', '201 is more than you have: raise to at most 200.'],
    ] as const;
    for (const [reply, reason] of rows) assert.deepEqual(game.text.parse(state, reply), { reason, format });
    const flop = play({ options: {}, hands: ['AsKs', 'QdQc'], board: '2c3c4c', actions: ['call', 'check'] });
    assert.equal(reasonOf(game, flop.state, 'call'), 'There is nothing to call: check is free.');
    assert.equal(reasonOf(game, flop.state, 'fold'), 'There is nothing to call, so nobody folds.');
    const pot = start({ betting: 'pot-limit', actions: 'full' });
    assert.equal(
      reasonOf(pot.game, pot.state, 'raise to 7'),
      '7 is more than the pot allows: raise to at most 6.',
    );
    const set = start();
    assert.equal(
      reasonOf(set.game, set.state, 'raise to 7'),
      '"raise to 7" is not among the amounts that you are offered.',
    );
  });

  test('that raise where nobody may are told why', () => {
    const because = (options: Options, actions: readonly string[]): string => {
      const { game, state } = play({
        options,
        hands: ['AsKs', 'QdQc', '7h2d'].slice(0, options.players ?? 2),
        actions,
      });
      return reasonOf(game, state, '[raise to 50]');
    };
    assert.match(
      because({ betting: 'limit' }, ['raise', 'raise', 'raise']),
      /there have been 4 bets in this round/,
    );
    assert.match(because({}, ['all-in']), /everybody else is all-in/);
    const poor = { players: 3, actions: 'full', stacks: [50, 200, 20] } as const;
    assert.match(because(poor, ['call', 'raise to 50']), /nobody has the chips to call more/);
    const short = { players: 3, stacks: [40, 200, 200] } as const;
    assert.match(because({ ...short, actions: 'full' }, ['raise to 40']), /a call takes your last chip/);
    const reopened = { players: 3, actions: 'full', stacks: [25, 200, 200] } as const;
    const why = because(reopened, ['raise to 20', 'all-in', 'call']);
    assert.match(why, /nobody has raised by as much as a raise must be since you acted/);
  });

  test('have their amount read as a whole or not at all', () => {
    const { game, state } = start({ actions: 'full' });
    assert.equal(game.text.parse(state, 'raise to 12, then'), 13);
    for (const amount of ['12.5', '1,200', '1e2', '-12', '12x']) {
      assert.equal(
        reasonOf(game, state, `I raise to ${amount}`),
        `"raise to ${amount}" is no whole number of chips.`,
      );
    }
  });

  test('name every legal action by its name, in every set of actions', () => {
    const options = fc.record({
      players: fc.integer({ min: 2, max: 5 }),
      actions: fc.constantFrom<'fractions' | 'full'>('fractions', 'full'),
      stack: fc.integer({ min: 3, max: 60 }),
    });
    fc.assert(
      fc.property(
        options,
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        ({ stack, ...given }, picks) => {
          const game = holdem({ ...given, stacks: [stack] });
          const state = new Int32Array(game.stateSize);
          game.start(state);
          for (let turn = 0; game.mover(state) !== TERMINAL; turn++) {
            const possible = choices(game, state);
            if (game.mover(state) >= 0) {
              for (const action of possible) {
                assert.equal(game.text.parse(state, `[${game.text.actionName(state, action)}]`), action);
              }
            }
            game.apply(state, possible[picks[turn % picks.length] % possible.length]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the view', () => {
  test('has cards, stacks, the pot and what each choice costs', () => {
    const { game, state } = start();
    const view = game.text.view(state, 0);
    assert.match(view, /A♠ K♠/);
    assert.match(view, /\[fold\], \[call\] costs 1, \[raise to 6\] costs 5, \[all-in\] costs 199/);
    assert.doesNotMatch(view, /Q[♦♣]/);
  });

  test('has the line of actions, with posts, bets and who is all-in', () => {
    const { game, state } = play({
      options: { players: 3, ante: 1, stacks: [21, 200, 200] },
      hands: ['AsKs', 'QdQc', '7h2d'],
      board: '2c3c4c5s',
      actions: ['call', 'all-in', 'call', 'call', 'check', 'pot', 'call', 'check'],
    });
    const lines = game.text.view(state, 1).split('\n');
    assert.deepEqual(lines.slice(4, 8), [
      'Posts: everybody antes 1, player 1 posts 1, you post 2.',
      'Preflop: player 3 calls; player 1 raises to 20, all-in; you call; player 3 calls.',
      'Flop: you check; player 3 bets 63; you call.',
      'Turn: you check.',
    ]);
    assert.match(
      lines[0],
      /Pot: 189: main pot 63 \(player 1, you and player 3\), side pot 126 \(you and player 3\)\./,
    );
  });

  test('tells what the cards make from the flop on', () => {
    const flop = { hands: ['AsKs', 'QdQc'], board: '2cQh2d', actions: ['call', 'check'] };
    const { game, state } = play({ options: {}, ...flop });
    assert.match(game.text.view(state, 1), /You have full house, queens over deuces\./);
    assert.match(game.text.view(state, 0), /You have pair of deuces, ace, king and queen kickers\./);
    const omaha = play({ options: { variant: 'omaha' }, ...flop, hands: ['AsKs3s4s', 'QdQc5h6h'] });
    assert.match(omaha.game.text.view(omaha.state, 1), /You have full house, queens over deuces\./);
  });

  test('of a very long round keeps the latest actions, and says that there were others', () => {
    const raises = Array.from({ length: 20 }, (_, step) => `raise to ${2 * (step + 2)}`);
    const { game, state } = play({
      options: { actions: 'full' },
      hands: ['AsKs', 'QdQc'],
      actions: raises,
    });
    const line = /Preflop: (.*)/.exec(game.text.view(state, 0))?.[1] ?? '';
    const kept = line.split('; ');
    assert.equal(kept[0], '…');
    assert.equal(kept.length, 1 + 12);
    assert.equal(kept[12], 'player 2 raises to 42.');
    assert.equal(kept[1], 'you raise to 20');
  });

  test('is as short where the stacks are ten million chips and every amount is an action', () => {
    const { game, state } = start({ actions: 'full', stacks: [10_000_000] });
    assert.match(game.text.view(state, 0), /\[raise to x\] with x from 4 to 10000000 costs 3 to 9999999\./);
    assert.equal(game.text.parse(state, 'raise to 1234567'), 1_234_568);
  });

  test('says at the end who wins which pot, and what everybody has then', () => {
    const options = { players: 3, stacks: [20, 50, 90] } as const;
    const { game, state, returns, told } = play({
      options,
      hands: ['AsAh', 'KdKc', '7h2d'],
      board: '3c4d8s9sJh',
      actions: ['all-in', 'all-in', 'all-in'],
    });
    assert.deepEqual(returns, [40, 10, -50]);
    assert.match(
      told(2),
      /Player 1 wins the main pot of 60\.\nPlayer 2 wins the side pot of 60\.\nYou get 40 back/,
    );
    // The table has what each gets once, in its stack: the pot is empty, and nobody is all-in any more.
    const view = game.text.view(state, 2);
    assert.doesNotMatch(view, /Pot:|left +all-in/);
    assert.match(view, /player 1 .* 60 left {2}wins 60 +A♠ A♥ {2}pair of aces/);
    assert.match(view, /player 3 \(you\) .* 40 left {2}40 back/);
    assert.deepEqual(
      [...view.matchAll(/(\d+) left/g)].map(([, chips]) => Number(chips)),
      [60, 60, 40],
    );
    const tie = play({
      options,
      hands: ['AsKh', 'AdKc', '7h2d'],
      board: '3c4d8s9sJh',
      actions: ['all-in', 'all-in', 'all-in'],
    });
    assert.match(tie.told(0), /You and player 2 share the main pot of 60\./);
  });
});

test('what is legal is listed in an error, of many amounts the first and the last', () => {
  const env = make('holdem', { actions: 'full', stacks: [1000] });
  env.reset({ seed: 1 });
  assert.throws(() => env.step(2), {
    name: 'IllegalActionError',
    message: /legal actions are 0, 1, 5, 6, .*, … 997, 998, 999, 1000, 1001 \(999 in all\)\.$/,
  });
  const few = make('holdem');
  few.reset({ seed: 1 });
  assert.throws(() => few.step(7), { message: /legal actions are 0, 1, 2, 3\.$/ });
});
