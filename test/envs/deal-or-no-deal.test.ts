import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CHANCE,
  Env,
  type Game,
  key,
  loadGame,
  OptionError,
  type State,
  Stream,
  TERMINAL,
} from '@parlor/envs';
import fc from 'fast-check';
import { NaiveDealOrNoDeal } from '../../scripts/bench/naive/deal-or-no-deal.ts';
import { choices, perft } from './perft.ts';

interface Instance {
  readonly pool: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Every instance, by trying out all numbers: the rules as they are told, and nothing that the game is made of. */
function bruteInstances(items: readonly [number, number], total: number, contested: boolean): Instance[] {
  const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, number) => number);
  const triples = (most: number): number[][] =>
    upTo(most).flatMap((a) => upTo(most).flatMap((b) => upTo(most).map((c) => [a, b, c])));
  const found: Instance[] = [];
  for (const pool of triples(items[1])) {
    const [a, b, c] = pool;
    if (pool.includes(0) || a + b + c < items[0] || a + b + c > items[1]) continue;
    const values = triples(total).filter(([x, y, z]) => a * x + b * y + c * z === total);
    for (const first of values) {
      for (const second of values) {
        if (pool.some((_, type) => first[type] + second[type] === 0)) continue;
        if (contested && pool.every((_, type) => first[type] * second[type] === 0)) continue;
        found.push({ pool, first, second });
      }
    }
  }
  return found;
}

/** Deals at random, or all there are, as the game itself tells it in words. */
function dealt(game: Game): Map<string, number> {
  const deals = new Map<string, number>();
  const walk = (state: State, words: readonly string[], mass: number): void => {
    if (game.mover(state) !== CHANCE) {
      deals.set(words.join(' | '), (deals.get(words.join(' | ')) ?? 0) + mass);
      return;
    }
    const probabilities = new Float64Array(game.chanceCount);
    game.chance(state, probabilities);
    for (const outcome of choices(game, state)) {
      const next = state.slice();
      game.apply(next, outcome);
      walk(next, [...words, game.text.actionName(state, outcome)], mass * probabilities[outcome]);
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state, [], 1);
  return deals;
}

const NOUNS = [
  ['book', 'books'],
  ['hat', 'hats'],
  ['ball', 'balls'],
];
function inWords({ pool, first, second }: Instance): string {
  const items = pool.map((count, type) => `${count} ${NOUNS[type][count === 1 ? 0 : 1]}`).join(', ');
  const values = (own: readonly number[]): string =>
    own.map((value, type) => `${NOUNS[type][0]} ${value}`).join(', ');
  return `the pool is ${items} | worth to player 1: ${values(first)} | worth to player 2: ${values(second)}`;
}

describe('the instances', () => {
  for (const [spec, items, total, contested, count] of [
    ['deal_or_no_deal', [5, 7], 10, true, 5793],
    ['deal_or_no_deal(contested=false)', [5, 7], 10, false, 6123],
    ['deal_or_no_deal(max_items=4,total=6)', [3, 4], 6, true, undefined],
  ] as const) {
    test(`of ${spec} are all that the rules allow, each as likely as any other`, () => {
      const expected = bruteInstances(items, total, contested);
      if (count !== undefined) assert.equal(expected.length, count);
      const deals = dealt(loadGame(spec));
      assert.deepEqual([...deals.keys()].sort(), expected.map(inWords).sort());
      for (const mass of deals.values()) assert.ok(Math.abs(mass * expected.length - 1) < 1e-9, `${mass}`);
    });
  }

  test('are drawn by exactly the probabilities that are stated', () => {
    const game = loadGame('deal_or_no_deal');
    const random = new Stream().seek(key(1, 'test'), 0, 0);
    const state = new Int32Array(game.stateSize);
    const probabilities = new Float64Array(game.chanceCount);
    for (let deal = 0; deal < 20; deal++) {
      game.start(state);
      while (game.mover(state) === CHANCE) {
        // Every answer that `below` may give, once: counts are then exact.
        const counts = new Float64Array(game.chanceCount);
        let size = 1;
        for (let answer = 0; answer < size; answer++) {
          const outcome = game.draw(state, {
            below(n) {
              size = n;
              return answer;
            },
            unit: () => assert.fail('nothing here is a real number'),
          });
          counts[outcome]++;
        }
        game.chance(state, probabilities);
        probabilities.forEach((probability, outcome) => {
          assert.ok(Math.abs(probability - counts[outcome] / size) < 1e-12, `${outcome} of ${size}`);
        });
        game.apply(state, game.draw(state, random));
      }
    }
  });

  test('can be listed, one that is listed twice being twice as likely', () => {
    // As published with OpenSpiel: "1,2,3 8,1,0 4,0,2" and "1,1,3 0,1,3 1,3,2".
    const [one, other] = [
      [1, 2, 3, 8, 1, 0, 4, 0, 2],
      [1, 1, 3, 0, 1, 3, 1, 3, 2],
    ];
    const game = loadGame('deal_or_no_deal', { instances: [...one, ...other, ...one] });
    const deals = dealt(game);
    const likely = (pool: number[], first: number[], second: number[]): number | undefined =>
      deals.get(inWords({ pool, first, second }));
    assert.equal(deals.size, 2);
    assert.ok(Math.abs((likely([1, 2, 3], [8, 1, 0], [4, 0, 2]) ?? 0) - 2 / 3) < 1e-12);
    assert.ok(Math.abs((likely([1, 1, 3], [0, 1, 3], [1, 3, 2]) ?? 0) - 1 / 3) < 1e-12);
    assert.equal(loadGame(game.spec).spec, game.spec);
  });

  test('that break the rules are refused, with what is wrong', () => {
    const wrong: readonly (readonly [readonly number[], RegExp])[] = [
      [[1, 2, 3], /9 numbers each.*3 numbers are neither/],
      [[0, 2, 3, 8, 1, 0, 4, 0, 2], /instance 1 .*an item type is not in the pool/],
      [[1, 1, 1, 8, 1, 1, 4, 4, 2], /instance 1 .*there are 3 items in the pool, not 5 to 7/],
      [[1, 2, 3, 8, 1, 0, 4, 0, 1], /instance 1 .*the pool is not worth 10 to each player/],
      [[2, 2, 1, 5, 0, 0, 4, 0, 2], /instance 1 .*an item is worth nothing to either player/],
      [[2, 2, 1, 5, 0, 0, 0, 4, 2], /instance 1 .*no item is worth something to both/],
      [[1, 2, 3, 8, 1, 0, 4, 0, 2, 1, 2, 3, 8, 1, 0, 8, 1, 0], /instance 2 .*worth nothing to either/],
    ];
    for (const [instances, message] of wrong) {
      assert.throws(
        () => loadGame('deal_or_no_deal', { instances }),
        (error: unknown) => error instanceof OptionError && message.test(error.message),
        String(message),
      );
    }
    assert.throws(
      () => loadGame('deal_or_no_deal(types=1,max_items=7,min_items=7)'),
      /no instance with 7 to 7/,
    );
    assert.throws(() => loadGame('deal_or_no_deal(min_items=8)'), /8 to 7 items of 3 types cannot be/);
    assert.throws(() => loadGame('deal_or_no_deal(total=100)'), /more than 1048576 instances; lower/);
  });
});

test('divisions are numbered densely: 120 of at most 7 items of 3 types, and one action to agree', () => {
  assert.equal(loadGame('deal_or_no_deal').actionCount, 121);
  assert.equal(loadGame('deal_or_no_deal(max_items=12)').actionCount, 456); // C(15, 3) + 1
  // The most that can be legal: pools of 7 items allow at most 3 · 3 · 4 + … = (2 + 1)(2 + 1)(3 + 1) divisions.
  assert.equal(loadGame('deal_or_no_deal').maxLegal, 37);
});

describe('the games have exactly their histories', () => {
  test('with one item of each of two types, by hand', () => {
    // Values (0,2), (1,1), (2,0): 5 pairs leave nothing worthless and something contested. 4 divisions, or to agree.
    const spec = 'deal_or_no_deal(types=2,max_items=2,total=2,turns=3)';
    assert.deepEqual(perft(loadGame(spec)), [1, 1, 3, 5, 5 * 4, 20 * 5, 80 * 5]);
    // Chance says whether it goes on after each of the 80 second proposals.
    const ends = spec.replace('turns=3', 'turns=3,prob_end=0.5');
    assert.deepEqual(perft(loadGame(ends)), [1, 1, 3, 5, 20, 100, 160, 400]);
  });

  test('with the usual pools and one turn, by trying out all instances', () => {
    const instances = bruteInstances([5, 7], 10, true);
    const pools = new Set(instances.map(({ pool }) => pool.join()));
    const firsts = new Set(instances.map(({ pool, first }) => `${pool.join()} ${first.join()}`));
    const divisions = instances.map(({ pool: [a, b, c] }) => (a + 1) * (b + 1) * (c + 1));
    const counts = [
      1,
      pools.size,
      firsts.size,
      instances.length,
      divisions.reduce((sum, count) => sum + count),
    ];
    assert.equal(pools.size, 31);
    assert.deepEqual(perft(loadGame('deal_or_no_deal(turns=1)')), counts);
  });
});

/** Actions by name, in a game with one instance: 1 book, 2 hats, 3 balls; worth 8, 1, 0 and 4, 0, 2. */
const ONE = '1/2/3/8/1/0/4/0/2';
const STORIES: readonly (readonly [
  string,
  options: string,
  history: readonly string[],
  returns: readonly number[],
])[] = [
  ['each takes what it values more', '', ['propose 1 book, 2 hats', 'agree'], [10, 6]],
  [
    'the second player gets what it proposed to keep',
    '',
    ['propose 1 book', 'propose 1 book, 3 balls', 'agree'],
    [2, 10],
  ],
  ['everything is kept', '', ['propose 1 book, 2 hats, 3 balls', 'agree'], [10, 0]],
  ['everything is given away', '', ['propose nothing', 'agree'], [0, 10]],
  ['nobody can agree to the last proposal', 'turns=2', ['propose nothing', 'propose nothing'], [0, 0]],
  ['the last turn can still agree', 'turns=2', ['propose 2 hats', 'agree'], [2, 10]],
  ['one turn makes no deal', 'turns=1', ['propose 1 book'], [0, 0]],
  [
    'an agreement in the second turn is paid in full',
    'discount=0.5',
    ['propose 1 book, 2 hats', 'agree'],
    [10, 6],
  ],
  // the second player keeps 3 balls, worth 6: the third turn halves it
  [
    'in the third turn it is discounted once',
    'discount=0.5',
    ['propose nothing', 'propose 3 balls', 'agree'],
    [5, 3],
  ],
  [
    'in the fourth turn it is discounted twice',
    'discount=0.5',
    ['propose nothing', 'propose nothing', 'propose 1 book, 2 hats', 'agree'],
    [2.5, 1.5],
  ],
  [
    'time is up after the second turn',
    'prob_end=0.25',
    ['propose 1 book', 'propose 1 book', 'time is up'],
    [0, 0],
  ],
  [
    'it goes on',
    'prob_end=0.25',
    ['propose 1 book', 'propose 1 book', 'it goes on', 'propose 2 hats', 'it goes on', 'agree'],
    [2, 10],
  ],
  [
    'after the last turn nothing is left to chance',
    'prob_end=0.25,turns=3',
    ['propose 1 book', 'propose 1 book', 'it goes on', 'propose 1 book'],
    [0, 0],
  ],
];

describe('episodes told turn by turn', () => {
  for (const [name, options, history, returns] of STORIES) {
    test(`${options} ${name}`, () => {
      const game = loadGame(`deal_or_no_deal(instances=${ONE}${options === '' ? '' : `,${options}`})`);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      for (let deal = 0; deal < 3; deal++) game.apply(state, choices(game, state)[0]);
      for (const said of history) {
        const action = choices(game, state).find((one) => game.text.actionName(state, one) === said);
        assert.ok(action !== undefined, `${said} is possible`);
        game.apply(state, action);
      }
      assert.equal(game.mover(state), TERMINAL);
      const out = new Float64Array(2);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), returns);
    });
  }

  test('there is nothing to agree to in the first turn, and afterwards there is, the last turn included', () => {
    const env = new Env(loadGame(`deal_or_no_deal(instances=${ONE},turns=2)`));
    assert.equal(env.reset({ seed: 1 }).legal.length, 2 * 3 * 4);
    assert.equal(env.step(0).legal.at(-1), 120);
  });

  test('the chance that time is up is the stated one', () => {
    const game = loadGame(`deal_or_no_deal(instances=${ONE},prob_end=0.25)`);
    const state = new Int32Array(game.stateSize);
    game.start(state);
    for (let deal = 0; deal < 3; deal++) game.apply(state, choices(game, state)[0]);
    game.apply(state, 0);
    game.apply(state, 0);
    const probabilities = new Float64Array(game.chanceCount);
    assert.equal(game.chance(state, probabilities), 2);
    assert.deepEqual(Array.from(probabilities.subarray(0, 2)), [0.75, 0.25]);
  });
});

test('random episodes are those of a slow second implementation, observations and all', () => {
  const game = loadGame('deal_or_no_deal');
  const state = new Int32Array(game.stateSize);
  const probabilities = new Float64Array(game.chanceCount);
  const returns = new Float64Array(2);
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new Stream().seek(key(seed, 'test'), 0, 0);
      const slow = new NaiveDealOrNoDeal();
      game.start(state);
      for (;;) {
        const mover = game.mover(state);
        assert.equal(mover, slow.currentPlayer());
        if (mover !== CHANCE) {
          for (const seat of [0, 1]) {
            const row = new Float32Array(game.observationSize);
            game.observe(state, seat, row);
            assert.deepEqual(Array.from(row), slow.observation(seat));
          }
        }
        game.returns(state, returns);
        assert.deepEqual(Array.from(returns), slow.returns());
        if (mover === TERMINAL) return;
        const possible = choices(game, state);
        if (mover === CHANCE) {
          game.chance(state, probabilities);
          const outcomes = slow.chanceOutcomes();
          assert.deepEqual(
            outcomes.map(({ outcome }) => outcome),
            possible,
          );
          for (const { outcome, probability } of outcomes) {
            assert.ok(Math.abs(probability - probabilities[outcome]) < 1e-12);
          }
        } else assert.deepEqual(slow.legalActions(), possible);
        const action = mover === CHANCE ? game.draw(state, random) : possible[random.below(possible.length)];
        game.apply(state, action);
        slow.applyAction(action);
      }
    }),
    { numRuns: 60 },
  );
});

describe('words', () => {
  const game = loadGame(`deal_or_no_deal(instances=${ONE},turns=3)`);
  const after = (actions: readonly string[]): Env => {
    const env = new Env(game);
    env.reset({ seed: 1 });
    for (const said of actions) {
      const action = game.text.parse(env.position, `[${said}]`);
      assert.ok(typeof action === 'number', said);
      env.step(action);
    }
    return env;
  };
  const read = (actions: readonly string[], reply: string): string => {
    const env = after(actions);
    const parsed = game.text.parse(env.position, reply);
    return typeof parsed === 'number' ? game.text.actionName(env.position, parsed) : parsed.reason;
  };

  test('what a player would keep is read in many forms', () => {
    const two = 'propose 1 book, 2 hats';
    const cases: readonly (readonly [string, string])[] = [
      ['[propose 1 book, 2 hats]', two],
      ['[Propose: 2 hats and a book]', two],
      ['propose 1 book, 2 hats', two],
      ['[1 book, 2 hats, 0 balls]', two],
      [
        '[keep one book and both hats]',
        '"both" is no amount and no item; the items are books, hats and balls.',
      ],
      ['[I take the book]', '"the book" does not say how many books.'],
      ['\\boxed{I would like to keep 1 book and all the hats}', two],
      ['Let us be fair. I propose 1 book, 2 hats; you get the balls.', two],
      [
        'I propose 1 book, 2 hats. Or I take 3 balls.',
        'The reply names more than one action without brackets.',
      ],
      ['[propose 1 2 0]', two],
      ['1, 2, 0', two],
      ['[propose 1 2 4]', 'There are only 3 balls in the pool.'],
      ['[propose nothing]', 'propose nothing'],
      ['[propose everything]', 'propose 1 book, 2 hats, 3 balls'],
      ['[propose no hats, 2 balls]', 'propose 2 balls'],
      ['[propose 2 books]', 'There is only 1 book in the pool.'],
      ['[propose 1 hat, 1 hat]', '"1 hat 1 hat" names hats twice.'],
      ['[propose 3]', '"3" does not say of which item.'],
      ['[propose 1 2 hats]', '"1 2 hats" does not say of which item each number is.'],
      ['[propose 1 pen]', '"pen" is no item here; the items are books, hats and balls.'],
      ['[propose]', 'The reply does not say what you keep.'],
      ['[propose -1 hats]', '"-1" is no amount and no item; the items are books, hats and balls.'],
      ['[give 1 hat]', '"give" is no amount and no item; the items are books, hats and balls.'],
      ['[agree]', 'There is no proposal to agree to yet.'],
      ['I agree with you.', 'There is no proposal to agree to yet.'],
      ['propose 1.5 hats', 'Amounts are whole numbers, and 1.5 is not written as one.'],
      ['[propose 1 book, 1.5 hats]', 'Amounts are whole numbers, and 1.5 is not written as one.'],
      // Not the 1 hat after the stop.
      ['I keep 0.1 hat', 'Amounts are whole numbers, and 0.1 is not written as one.'],
      ['I keep 1 book.I am sure', 'propose 1 book'],
      ['', 'The reply is empty.'],
    ];
    for (const [reply, expected] of cases) assert.equal(read([], reply), expected, reply);
  });

  test('to agree is read from brackets or from a sentence that says so', () => {
    for (const reply of [
      '[agree]',
      'I agree.',
      '[Agree to the proposal]',
      'Well done. I accept your offer!',
      'I agree with you',
      '[agree with your proposal]',
      '[accept]',
      '[Deal]',
      "OK. It's a deal!",
      'agree',
    ]) {
      assert.equal(read(['propose 2 hats'], reply), 'agree', reply);
    }
    for (const reply of ['I do not agree', 'I agree that hats are fine', 'We disagree.', '[no deal]']) {
      assert.notEqual(read(['propose 2 hats'], reply), 'agree', reply);
    }
  });

  test('every rule and every format says how to answer, with an action that is possible', () => {
    for (const spec of [
      'deal_or_no_deal',
      'deal_or_no_deal(types=1,max_items=5,discount=0.9,prob_end=0.1)',
    ]) {
      const env = new Env(loadGame(spec));
      for (let step = env.reset({ seed: 2 }); !step.done; step = env.step(step.legal[0])) {
        const { text } = env.game;
        const failure = text.parse(env.position, '?');
        assert.ok(typeof failure !== 'number');
        assert.ok(step.legal.includes(Number(text.parse(env.position, failure.format))), failure.format);
        assert.ok(step.legal.includes(Number(text.parse(env.position, text.rules(step.seat)))));
      }
    }
  });

  test('a view shows the pool, the own values, every proposal and what it is worth to whoever looks', () => {
    const env = after(['propose 1 book', 'propose 3 balls']);
    assert.equal(
      game.text.view(env.position, 0),
      [
        'You are player 1.',
        '                     books  hats  balls',
        'in the pool              1     2      3',
        'one is worth to you      8     1      0',
        'Turn 1: You propose to keep 1 book, worth 8 to you; player 2 would get 2 hats, 3 balls.',
        'Turn 2: Player 2 proposes to keep 3 balls; you would get 1 book, 2 hats, worth 10 to you.',
        'Your turn (3 of 3, the last): [agree], which pays you 10, or say what you would keep.',
      ].join('\n'),
    );
    const said = game.text.event(env.position, 120, 1);
    assert.equal(said, 'Player 1 agrees: you get 3 balls and are paid 6.');
  });
});
