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
import { SlowNegotiation, type SlowRules } from './negotiation-slow.ts';
import { choices, perft } from './perft.ts';

const digits = (number: number, length: number, base: number): number[] =>
  Array.from({ length }, (_, at) => Math.floor(number / base ** (length - 1 - at)) % base);

/** A game dealt by hand: turn limit, pool and values, whose numbers have these as digits. */
function dealt(
  game: Game,
  outcomes: readonly [turns: number, pool: number, first: number, second: number],
): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const outcome of outcomes) {
    assert.equal(game.mover(state), CHANCE);
    assert.ok(choices(game, state).includes(outcome), `${outcome} is possible`);
    game.apply(state, outcome);
  }
  return state;
}

describe('what is dealt', () => {
  test('is a turn limit by the truncated Poisson distribution, 4 to 10 turns of mean 7', () => {
    const game = loadGame('negotiation');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    const probabilities = new Float64Array(game.chanceCount);
    assert.equal(game.chance(state, probabilities), 7);
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    const weights = [4, 5, 6, 7, 8, 9, 10].map((n) => 7 ** n / factorial(n));
    const sum = weights.reduce((total, weight) => total + weight);
    weights.forEach((weight, at) => assert.ok(Math.abs(probabilities[at] - weight / sum) < 1e-12));
    assert.deepEqual(
      choices(game, state).map((outcome) => game.text.actionName(state, outcome)),
      ['4 turns', '5 turns', '6 turns', '7 turns', '8 turns', '9 turns', '10 turns'],
    );
  });

  test('is one of 216 pools, then for each player one of all 1 330 values but nothing at all', () => {
    const game = loadGame('negotiation');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    game.apply(state, 0);
    const probabilities = new Float64Array(game.chanceCount);
    assert.equal(game.chance(state, probabilities), 6 ** 3);
    assert.ok(probabilities.subarray(0, 216).every((probability) => probability === 1 / 216));
    game.apply(state, 215);
    for (const seat of [0, 1]) {
      assert.equal(game.chance(state, probabilities), 11 ** 3 - 1);
      assert.equal(probabilities[0], 0);
      assert.ok(probabilities.subarray(1).every((probability) => probability === 1 / 1330));
      assert.equal(
        game.text.actionName(state, 127),
        `worth to player ${seat + 1}: pepper 1, cherry 0, strawberry 6`,
      );
      game.apply(state, 127);
    }
    assert.equal(game.actionCount, 216 + 1 + 5 ** 3);
  });

  test('leaves the turn limit open: as far as anybody knows it is any that has not passed', () => {
    const game = loadGame('negotiation(utterances=false,mean_turns=2)');
    const state = dealt(game, [5, 215, 1, 2]);
    const random = new Stream().seek(key(3, 'test'), 0, 0);
    for (let turn = 0; turn < 9; turn++) {
      const out = new Int32Array(game.stateSize);
      const limits = new Set<number>();
      for (let draw = 0; draw < 3000; draw++) {
        game.resample?.(state, turn & 1, random, out);
        limits.add(4 + out[2]);
      }
      // Of mean 2 the last limits are so rare that they need not come up; those that have passed must not.
      assert.equal(Math.min(...limits), Math.max(4, turn + 1));
      assert.ok(limits.size > 1);
      game.apply(state, 0);
      if (turn < 8) assert.notEqual(game.mover(state), TERMINAL);
    }
    assert.equal(game.mover(state), TERMINAL);
  });
});

/**
 * By hand: a tree of p pools of d_k divisions each, v values each, turn limits from least to most. At turn t of limit n
 * each open history has d proposals, or to accept from the second turn on; but for the last turn each is followed by
 * the words.
 */
function counts(
  divisions: readonly number[],
  values: number,
  least: number,
  most: number,
  words: readonly number[],
): number[] {
  const limits = most - least + 1;
  const deals = [1, limits, limits * divisions.length];
  deals.push(deals[2] * values, deals[2] * values ** 2);
  const depths: number[] = [];
  const add = (depth: number, count: number): void => {
    depths[depth] = (depths[depth] ?? 0) + count;
  };
  for (let limit = least; limit <= most; limit++) {
    for (const d of divisions) {
      let open = values ** 2;
      let depth = 5;
      for (let turn = 1; turn <= limit; turn++) {
        add(depth, open * (turn > 1 ? d + 1 : d));
        open *= d;
        depth++;
        if (turn === limit) break;
        for (const said of words) {
          open *= said;
          add(depth++, open);
        }
      }
    }
  }
  return [...deals, ...depths.slice(5)];
}

describe('the games have exactly their histories', () => {
  const small = 'types=1,max_items=2,max_value=2,min_turns=2,max_turns=3';
  for (const [spec, byHand] of [
    [`negotiation(${small},utterances=false)`, counts([1, 2, 3], 2, 2, 3, [])],
    [`negotiation(${small},symbols=3,utterance_length=2)`, counts([1, 2, 3], 2, 2, 3, [9])],
    [
      'negotiation(types=1,max_items=1,max_value=1,min_turns=2,max_turns=2,symbols=11,utterance_length=3)',
      counts([1, 2], 1, 2, 2, [11, 11, 11]),
    ],
    [
      'negotiation(types=2,max_items=1,max_value=1,min_turns=1,max_turns=3,utterances=false,proposals=hidden)',
      counts([1, 2, 2, 4], 3, 1, 3, []),
    ],
  ] as const) {
    test(spec, () => assert.deepEqual(perft(loadGame(spec)), byHand));
  }
  test('counted out once more: one type, one item, one turn', () => {
    // 1 limit, 2 pools, 1 value each, and 1 or 2 divisions
    assert.deepEqual(
      perft(loadGame('negotiation(types=1,max_items=1,max_value=1,max_turns=1)')),
      [1, 1, 2, 2, 2, 3],
    );
  });
});

const [PEPPERS, CHERRIES] = [36, 6]; // digits of a pool or a proposal
const VALUES = { first: 8 * 121 + 1 * 11, second: 2 * 121 + 11 + 5 }; // 8 1 0 and 2 1 5
/** 2 peppers, 3 cherries, 1 strawberry: worth 19 to the first player, 12 to the second, at most 24 to both. */
const POOL = 2 * PEPPERS + 3 * CHERRIES + 1;

describe('deals by hand', () => {
  const accepted = 2 * PEPPERS + 1 * CHERRIES; // worth 17 to the first player; the rest is worth 7 to the second
  for (const [options, paid] of [
    ['', [17 / 19, 7 / 12]],
    ['scaled=false', [17, 7]],
    ['rewards=shared', [24 / 24, 24 / 24]],
    ['rewards=shared,scaled=false', [24, 24]],
    ['proposals=hidden', [17 / 19, 7 / 12]],
  ] as const) {
    test(`with ${options || 'the usual options'} pay what they are to`, () => {
      const game = loadGame(`negotiation(utterances=false${options === '' ? '' : `,${options}`})`);
      const state = dealt(game, [0, POOL, VALUES.first, VALUES.second]);
      game.apply(state, accepted);
      game.apply(state, 216);
      assert.equal(game.mover(state), TERMINAL);
      const out = new Float64Array(2);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), paid);
    });
  }

  test('nobody is paid where the pool is empty, or worthless', () => {
    const game = loadGame('negotiation(utterances=false)');
    for (const pool of [0, PEPPERS]) {
      const state = dealt(game, [0, pool, 1, 1]); // only strawberries are worth something
      game.apply(state, 0);
      game.apply(state, 216);
      const out = new Float64Array(2).fill(9);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), [0, 0]);
    }
  });

  test('the last turn can accept, but what it proposes is lost', () => {
    const game = loadGame('negotiation(utterances=false)');
    const state = dealt(game, [0, POOL, VALUES.first, VALUES.second]); // 4 turns
    for (let turn = 0; turn < 3; turn++) game.apply(state, 0);
    assert.equal(game.mover(state), 1);
    assert.ok(choices(game, state).includes(216));
    game.apply(state, 0);
    assert.equal(game.mover(state), TERMINAL);
  });

  test('a hidden proposal is seen by nobody else until it is accepted, and then by both', () => {
    const game = loadGame('negotiation(utterances=false,proposals=hidden)');
    const state = dealt(game, [6, POOL, VALUES.first, VALUES.second]);
    const other = state.slice();
    assert.equal(game.witness(state, 7, 1), game.witness(state, 8, 1));
    assert.notEqual(game.witness(state, 7, 0), game.witness(state, 8, 0));
    assert.equal(game.text.event(state, 7, 1), 'Player 1 makes a proposal that you cannot see.');
    game.apply(state, 7);
    game.apply(other, 8);
    assert.equal(game.text.view(state, 1), game.text.view(other, 1));
    assert.notEqual(game.witness(state, 216, 1), game.witness(other, 216, 1));
    assert.equal(
      game.text.event(state, 216, 1),
      'You accept: you get 2 peppers, 2 cherries, worth 6 of 12 to you; player 1 gets 1 cherry, 1 strawberry.',
    );
  });
});

test('random episodes are those of a slow second implementation, and tell as much as it', () => {
  const known = new Map<string, string>();
  const play = (rules: SlowRules, seed: number): void => {
    const game = loadGame('negotiation', {
      types: rules.types,
      max_items: rules.maxItems,
      max_value: 3,
      max_turns: 6,
      min_turns: 2,
      proposals: rules.hidden ? 'hidden' : 'public',
      utterances: rules.utterances,
      symbols: rules.symbols,
      utterance_length: rules.length,
      rewards: rules.shared ? 'shared' : 'own',
      scaled: rules.scaled,
    });
    const random = new Stream().seek(key(seed, 'test'), 0, 0);
    const state = new Int32Array(game.stateSize);
    const outcomes: number[] = [];
    game.start(state);
    while (game.mover(state) === CHANCE) {
      outcomes.push(game.draw(state, random));
      game.apply(state, outcomes[outcomes.length - 1]);
    }
    const [turns, pool, first, second] = outcomes;
    const slow = new SlowNegotiation(rules, {
      turns: 2 + turns,
      pool: digits(pool, rules.types, rules.maxItems + 1),
      values: [digits(first, rules.types, 4), digits(second, rules.types, 4)],
    });
    const accept = (rules.maxItems + 1) ** rules.types;
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const nameOf = (action: number): string =>
      action < accept
        ? `keep ${digits(action, rules.types, rules.maxItems + 1).join(' ')}`
        : action === accept
          ? 'accept'
          : `say ${digits(action - accept - 1, rules.spelt, rules.symbols)
              .map((symbol) => letters[symbol])
              .join('')}`;
    const out = new Float64Array(2);
    for (;;) {
      const mover = game.mover(state);
      assert.equal(mover === TERMINAL ? 'over' : mover, slow.mover());
      game.returns(state, out);
      assert.deepEqual(Array.from(out), slow.returns());
      for (const seat of [0, 1]) {
        // Equal views where as much is known, and only there; of the whole run, over all episodes with these rules.
        const about = `${JSON.stringify(rules)} ${slow.knows(seat)}`;
        const row = new Float32Array(game.observationSize);
        game.observe(state, seat, row);
        const shown = `${JSON.stringify(rules)} ${mover === TERMINAL ? 'over' : mover} ${row.join()}`;
        for (const [from, to] of [
          [`know ${about}`, shown],
          [`show ${shown}`, about],
        ]) {
          const before = known.get(from) ?? to;
          assert.equal(before, to);
          known.set(from, to);
        }
      }
      const legal = mover === TERMINAL ? [] : choices(game, state);
      assert.deepEqual(legal.map(nameOf).sort(), slow.legal().sort());
      if (mover === TERMINAL) return;
      const action = legal[random.below(legal.length)];
      slow.do(nameOf(action));
      game.apply(state, action);
    }
  };
  const options = fc.record({
    types: fc.constantFrom(1, 2),
    maxItems: fc.constantFrom(1, 2),
    hidden: fc.boolean(),
    utterances: fc.boolean(),
    shared: fc.boolean(),
    scaled: fc.boolean(),
    language: fc.constantFrom(
      { symbols: 2, length: 1, spelt: 1 },
      { symbols: 3, length: 2, spelt: 2 },
      { symbols: 11, length: 3, spelt: 1 },
    ),
  });
  fc.assert(
    fc.property(options, fc.nat(1e6), ({ language, ...rules }, seed) =>
      play({ ...rules, ...language }, seed),
    ),
    { numRuns: 300 },
  );
});

describe('words', () => {
  const read = (game: Game, state: State, reply: string): string => {
    const parsed = game.text.parse(state, reply);
    return typeof parsed === 'number' ? game.text.actionName(state, parsed) : parsed.reason;
  };

  test('proposals are read as what their author keeps, and then what is said', () => {
    const game = loadGame('negotiation');
    const state = dealt(game, [6, POOL, VALUES.first, VALUES.second]);
    assert.equal(read(game, state, '[2 peppers and a strawberry]'), 'propose 2 peppers, 1 strawberry');
    assert.equal(read(game, state, '[propose 2 strawberries]'), 'There is only 1 strawberry in the pool.');
    for (const reply of ['[accept]', '[agree]', 'agree', 'I agree with you.', '[deal]'])
      assert.equal(read(game, state, reply), 'There is no proposal to accept yet.', reply);
    assert.match(read(game, state, 'propose 1.5 peppers'), /^Amounts are whole numbers, and 1\.5 is not/);
    assert.equal(read(game, state, '[say abc]'), 'A proposal comes first, and a word after it.');
    const both = [
      '[propose 2 peppers] [say abc]',
      '[say abc] [propose 2 peppers]',
      'I propose 2 peppers and say abc.',
    ];
    for (const reply of both) assert.equal(read(game, state, reply), 'propose 2 peppers', reply);
    const failure = game.text.parse(state, '[propose 9 peppers] [say abc]');
    assert.ok(typeof failure === 'object');
    assert.match(failure.reason, /^There are only \d peppers in the pool\.$/);
    assert.match(failure.format, /Your word is asked for after that\.$/);
    game.apply(state, 2 * PEPPERS);
    for (const reply of [
      '[say abc]',
      'say abc',
      'abc',
      '[A, B, C]',
      'I accept that. I say "abc".',
      '\\boxed{say a b c}',
    ]) {
      assert.equal(read(game, state, reply), 'say abc', reply);
    }
    for (const reply of both) assert.equal(read(game, state, reply), 'say abc', reply);
    for (const reply of ['[propose 1 pepper]', '[agree]'])
      assert.equal(read(game, state, reply), 'Your proposal is made; now a word goes with it.', reply);
    for (const reply of [
      '[say abcd]',
      '[say ab]',
      '[say abf]',
      '[accept]',
      'abc or cba',
      'I say abc. I say cba.',
      '',
    ]) {
      assert.doesNotMatch(read(game, state, reply), /^say/, reply);
    }
    game.apply(state, 217 + 7); // 012 in base 5
    for (const reply of [
      'I accept.',
      '[accept]',
      '[agree]',
      'I agree with you.',
      'deal',
      '[agree] [say abc]',
    ])
      assert.equal(read(game, state, reply), 'accept', reply);
    assert.equal(
      game.text.view(state, 1),
      [
        'You are player 2.',
        '                     peppers  cherries  strawberries',
        'in the pool                2         3             1',
        'one is worth to you        2         1             5',
        'Turn 1: Player 1 proposes to keep 2 peppers; you would get 3 cherries, 1 strawberry, worth 8 of 12 to you. Player 1 says "abc".',
        'Your turn (2 of 4 to 10): [accept], worth 8 of 12 to you, or say what you would keep.',
      ].join('\n'),
    );
  });

  test('every format says how to answer, with an action that is possible', () => {
    for (const spec of ['negotiation', 'negotiation(symbols=26,utterance_length=8,proposals=hidden)']) {
      const env = new Env(loadGame(spec));
      for (let step = env.reset({ seed: 2 }); !step.done; step = env.step(step.legal[0])) {
        const { text } = env.game;
        const failure = text.parse(env.position, '?');
        assert.ok(typeof failure !== 'number');
        assert.ok(step.legal.includes(Number(text.parse(env.position, failure.format))), failure.format);
      }
    }
  });
});

test('turn limits that cannot be are refused', () => {
  assert.throws(
    () => loadGame('negotiation(min_turns=5,max_turns=4)'),
    (error: unknown) => error instanceof OptionError && /at least 5 and at most 4 turns/.test(error.message),
  );
  assert.equal(loadGame('negotiation(max_turns=2)').spec.includes('min_turns=2'), true);
});
