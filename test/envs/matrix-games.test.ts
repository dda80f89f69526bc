import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  Env,
  type Game,
  loadGame,
  matrixGame,
  type NestedPayoffs,
  normalForm,
  OptionError,
} from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import fc from 'fast-check';
import { perft } from './perft.ts';

/** One action more a level: the product of the seats' actions so far, whatever they are called. */
const PERFT: readonly (readonly [spec: string, counts: readonly number[]])[] = [
  ['battle_of_the_sexes', [1, 2, 4]],
  ['chicken', [1, 2, 4]],
  ['matching_pennies', [1, 2, 4]],
  ['matching_pennies(players=3)', [1, 2, 4, 8]],
  ['matrix_game', [1, 2, 4]],
  ['matrix_game(actions=3/1/2,payoffs=0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0)', [1, 3, 3, 6]],
  ['prisoners_dilemma', [1, 2, 4]],
  ['stag_hunt', [1, 2, 4]],
];

describe('matrix games have exactly their histories', () => {
  for (const [spec, counts] of PERFT) test(spec, () => assert.deepEqual(perft(loadGame(spec)), counts));
});

/** What every seat is paid for a joint choice. */
function payoffsOf(game: Game, choices: readonly number[]): number[] {
  const state = new Int32Array(game.stateSize);
  const out = new Float64Array(game.seats);
  game.start(state);
  for (const choice of choices) game.apply(state, choice);
  game.returns(state, out);
  return Array.from(out);
}

/** All joint choices, the last seat's changing fastest. */
function jointChoices(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (joint, count) =>
      joint.flatMap((begun) => Array.from({ length: count }, (_, action) => [...begun, action])),
    [[]],
  );
}

/** By name, row by row, as textbooks print them. */
const TEXTBOOK: readonly (readonly [spec: string, kind: string, payoffs: readonly (readonly number[])[]])[] =
  [
    [
      'battle_of_the_sexes',
      'general-sum',
      [
        [3, 2],
        [0, 0],
        [0, 0],
        [2, 3],
      ],
    ],
    [
      'chicken',
      'general-sum',
      [
        [0, 0],
        [-1, 1],
        [1, -1],
        [-10, -10],
      ],
    ],
    [
      'matching_pennies',
      'zero-sum',
      [
        [1, -1],
        [-1, 1],
        [-1, 1],
        [1, -1],
      ],
    ],
    [
      'matching_pennies(players=3)',
      'general-sum',
      [
        [1, 1, -1],
        [1, -1, 1],
        [-1, -1, -1],
        [-1, 1, 1],
        [-1, 1, 1],
        [-1, -1, -1],
        [1, -1, 1],
        [1, 1, -1],
      ],
    ],
    [
      'prisoners_dilemma',
      'general-sum',
      [
        [3, 3],
        [0, 5],
        [5, 0],
        [1, 1],
      ],
    ],
    [
      'prisoners_dilemma(temptation=1,reward=0.5,punishment=-0.5,sucker=-1)',
      'general-sum',
      [
        [0.5, 0.5],
        [-1, 1],
        [1, -1],
        [-0.5, -0.5],
      ],
    ],
    [
      'stag_hunt',
      'general-sum',
      [
        [4, 4],
        [0, 3],
        [3, 0],
        [3, 3],
      ],
    ],
    [
      'stag_hunt(stag=2,hare=1,failure=-1)',
      'general-sum',
      [
        [2, 2],
        [-1, 1],
        [1, -1],
        [1, 1],
      ],
    ],
    [
      'rock_paper_scissors',
      'zero-sum',
      [
        [0, 0],
        [-1, 1],
        [1, -1],
        [1, -1],
        [0, 0],
        [-1, 1],
        [-1, 1],
        [1, -1],
        [0, 0],
      ],
    ],
  ];

describe('the games that have names pay what textbooks say', () => {
  for (const [spec, kind, payoffs] of TEXTBOOK) {
    test(spec, () => {
      const game = loadGame(spec);
      const counts = Array.from({ length: game.seats }, () => game.actionCount);
      assert.deepEqual(
        jointChoices(counts).map((choices) => payoffsOf(game, choices)),
        payoffs,
      );
      assert.equal(game.payoff, kind);
      assert.deepEqual(game.payoffRange, [Math.min(...payoffs.flat()), Math.max(...payoffs.flat())]);
    });
  }
});

/** A table, its sums exact in doubles: counts, and each cell's payoffs, by kind. */
const tables = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    fc.constantFrom('zero-sum', 'constant-sum', 'common', 'general-sum'),
    fc.integer({ min: -9, max: 9 }),
  )
  .chain(([counts, kind, constant]) => {
    const seats = counts.length;
    const cell = fc
      .array(
        fc.integer({ min: -40, max: 40 }).map((quarters) => quarters / 4),
        { minLength: seats, maxLength: seats },
      )
      .map((payoffs) => {
        if (kind === 'common') return payoffs.map(() => payoffs[0]);
        if (kind === 'general-sum') return payoffs;
        const sum = payoffs.slice(1).reduce((total, payoff) => total + payoff, 0);
        return [(kind === 'zero-sum' ? 0 : constant) - sum, ...payoffs.slice(1)];
      });
    const cells = jointChoices(counts).length;
    return fc.record({
      counts: fc.constant(counts),
      cells: fc.array(cell, { minLength: cells, maxLength: cells }),
    });
  });

/** The same table as nested arrays. */
function nested(counts: readonly number[], cells: readonly (readonly number[])[]): NestedPayoffs {
  const [count, ...rest] = counts;
  if (count === undefined) return cells[0];
  const size = cells.length / count;
  return Array.from({ length: count }, (_, action) =>
    nested(rest, cells.slice(action * size, (action + 1) * size)),
  );
}

function permutations(length: number): number[][] {
  if (length === 0) return [[]];
  return permutations(length - 1).flatMap((shorter) =>
    Array.from({ length }, (_, at) => [...shorter.slice(0, at), length - 1, ...shorter.slice(at)]),
  );
}

describe('a game from any table', () => {
  test('pays what the table says for every joint choice, and knows its kind, its range and its roles', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(tables, ({ counts, cells }) => {
        const game = matrixGame({ actions: counts, payoffs: cells.flat() });
        const joint = jointChoices(counts);
        assert.deepEqual(
          joint.map((choices) => payoffsOf(game, choices)),
          cells.map((cell) => cell.map((payoff) => payoff + 0)),
        );

        const sums = cells.map((cell) => cell.reduce((sum, payoff) => sum + payoff, 0));
        const constant = sums.every((sum) => sum === sums[0]);
        const common = cells.every((cell) => cell.every((payoff) => payoff === cell[0]));
        const kind =
          constant && sums[0] === 0
            ? 'zero-sum'
            : common
              ? 'common'
              : constant
                ? 'constant-sum'
                : 'general-sum';
        assert.equal(game.payoff, kind);
        kinds.add(kind);
        assert.deepEqual(game.payoffRange, [Math.min(...cells.flat()), Math.max(...cells.flat())]);

        // Whoever sits where: everybody is paid what its new seat is paid when choices move along with the seats.
        const pay = new Map(joint.map((choices, index) => [choices.join(), cells[index]]));
        const symmetric = permutations(counts.length).every((places) =>
          joint.every((choices, index) => {
            const moved = pay.get(places.map((_, seat) => choices[places.indexOf(seat)]).join());
            return places.every((place, seat) => moved?.[place] === cells[index][seat]);
          }),
        );
        assert.equal(game.roles.length, symmetric ? 1 : counts.length);
      }),
      { numRuns: 300 },
    );
    assert.equal(kinds.size, 4);
  });

  test('has one role where it makes no difference who sits where', () => {
    // Three seats that choose 0, 1 or 2 are paid by their own choice and by the sum of all, whoever chose what.
    const payoffs = fc.array(fc.integer(), { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(payoffs, fc.nat({ max: 26 }), fc.nat({ max: 2 }), (table, cell, seat) => {
        const cells = jointChoices([3, 3, 3]).map((choices) =>
          choices.map((own) => table[7 * own + choices[0] + choices[1] + choices[2]] % 1000),
        );
        const roles = (): number => matrixGame({ actions: [3, 3, 3], payoffs: cells.flat() }).roles.length;
        assert.equal(roles(), 1);
        cells[cell][seat] += 5000;
        const alike = jointChoices([3, 3, 3])[cell].every((choice, _, all) => choice === all[0]);
        if (!alike) assert.equal(roles(), 3);
      }),
      { numRuns: 50 },
    );
  });

  test('is zero-sum where sums are 0 but for rounding', () => {
    assert.notEqual(0.1 + 0.2 - 0.3, 0);
    const { payoff } = loadGame('matrix_game(actions=1/1/2,payoffs=0.1/0.2/-0.3/1/-0.4/-0.6)');
    assert.equal(payoff, 'zero-sum');
    assert.equal(loadGame('matrix_game(actions=1/2,payoffs=1/-1/1/-0.999999)').payoff, 'general-sum');
  });

  test('is the same from nested arrays as from a spec', () => {
    fc.assert(
      fc.property(tables, ({ counts, cells }) => {
        const spec = `matrix_game(actions=${counts.join('/')},payoffs=${cells.flat().join('/')})`;
        const [one, other] = [loadGame(spec), normalForm({ id: 'own', payoffs: nested(counts, cells) })()];
        for (const choices of jointChoices(counts))
          assert.deepEqual(payoffsOf(one, choices), payoffsOf(other, choices));
        const facts = ({ payoff, payoffRange, roles, observation, actionCount }: Game): unknown => [
          ...[payoff, payoffRange, roles, observation, actionCount],
        ];
        assert.deepEqual(facts(one), facts(other));
      }),
      { numRuns: 50 },
    );
  });

  test('keeps every law with actions that have names', () => {
    const game = normalForm({
      id: 'inspection',
      title: 'The inspection game',
      payoffs: [
        [
          [0, 0],
          [10, -10],
        ],
        [
          [-5, 6],
          [-1, 2],
        ],
        [
          [1, 1],
          [2, 2],
        ],
      ],
      names: [
        ['shirk', 'work', 'stay at home'],
        ['trust', "don't trust"],
      ],
      lines: ['An inspector looks into what a worker does.'],
    })();
    assert.deepEqual(checkGame(game, { runs: 40, seed: 1 }).violations, []);
    assert.match(game.text.rules(1), /^The inspection game: .*you are player 2\.\nAn inspector looks into/);
  });
});

describe('the table is drawn', () => {
  const lines = (game: Game, seat: number): string[] => {
    const state = new Int32Array(game.stateSize);
    game.start(state);
    return game.text.view(state, seat).split('\n');
  };

  test('for two, with the rows of whoever reads it', () => {
    const game = matrixGame({ actions: [2, 3], payoffs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -11, 12.5] });
    assert.deepEqual(lines(game, 0), [
      'You are player 1.',
      'What you get, then what the other player gets:',
      'you \\ the other player | A    | B     | C',
      '-----------------------+------+-------+----------',
      'A                      | 1, 2 | 3, 4  | 5, 6',
      'B                      | 7, 8 | 9, 10 | -11, 12.5',
      'Choose: [A] [B].',
    ]);
    assert.deepEqual(lines(game, 1).slice(2), [
      'you \\ the other player | A    | B',
      '-----------------------+------+----------',
      'A                      | 2, 1 | 8, 7',
      'B                      | 4, 3 | 10, 9',
      'C                      | 6, 5 | 12.5, -11',
      'Choose: [A] [B] [C].',
    ]);
  });

  test('for more, once for everything that the others may choose', () => {
    const payoffs = jointChoices([2, 1, 2, 2]).flatMap((choices) => choices);
    const view = lines(matrixGame({ actions: [2, 1, 2, 2], payoffs }), 3);
    assert.equal(view.filter((line) => line.startsWith('If ')).length, 4);
    const at = view.indexOf('If player 3 chooses A and player 4 chooses B:');
    assert.deepEqual(view.slice(at + 3, at + 5), [
      'A                   | 0, 0, 0, 1',
      'B                   | 1, 0, 0, 1',
    ]);
  });

  test('and what happened is told to each from its side', () => {
    const env = new Env(loadGame('prisoners_dilemma'));
    env.reset({ seed: 1 });
    env.step(0);
    assert.equal(env.view(0), 'You chose cooperate.');
    env.step(1);
    assert.match(
      env.view(0),
      /^You chose cooperate, the other player chose defect\. You get 0, the other player gets 5\./,
    );
    assert.match(
      env.view(1),
      /^You chose defect, the other player chose cooperate\. You get 5, the other player gets 0\./,
    );
  });
});

test('a table or an option that will not do is refused, with what would', () => {
  const two: NestedPayoffs = [
    [
      [1, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 1],
    ],
  ];
  const wrong: readonly (readonly [() => unknown, RegExp])[] = [
    [
      () => loadGame('matrix_game(actions=2/3)'),
      /2\/3 make 6 joint choices of 2 payoffs each: payoffs must be 12 numbers, not 8/,
    ],
    [() => loadGame('matrix_game(actions=100/100/100)'), /table of 3000000 payoffs; 100000 are the most/],
    [() => loadGame('matrix_game(actions=2)'), /actions must be 2 to 8 whole numbers/],
    [
      () => loadGame('prisoners_dilemma(reward=1)'),
      /temptation > reward > punishment > sucker must hold, not 5, 1, 1, 0/,
    ],
    [
      () => loadGame('prisoners_dilemma(temptation=6)'),
      /2 × reward, 6, must be more than temptation \+ sucker, 6/,
    ],
    [() => loadGame('stag_hunt(hare=4)'), /stag > hare > failure must hold/],
    [
      () =>
        normalForm({
          id: 'g',
          payoffs: [
            [
              [1, 1],
              [0, 0],
            ],
            [[0, 0]],
          ],
        }),
      /g: payoffs\[1\] must have 2 entries, .* not 1: the table has 2 × 2 cells of 2 finite numbers/,
    ],
    [() => normalForm({ id: 'g', payoffs: [[[1, 1, 1]]] }), /1 × 1 cells of 2 finite/],
    [() => normalForm({ id: 'g', payoffs: [[[1, NaN]]] }), /finite/],
    [
      () => normalForm({ id: 'g', payoffs: [[[1, 1]], [1, 1]] }),
      /^g: payoffs\[1\] must have 1 entries.*not 2/,
    ],
    [
      () => normalForm({ id: 'g', payoffs: [two[0], [[1, 1], [1]]] }),
      /^g: payoffs\[1\]\[1\] must be 2 finite numbers: the table has 2 × 2 cells of 2 finite numbers, one for each seat\.$/,
    ],
    [() => normalForm({ id: 'g', payoffs: [1, 2] }), /2 to 8 seats, not 0/],
    [() => normalForm({ id: 'g', payoffs: [] }), /hold something/],
    [() => normalForm({ id: 'g', payoffs: two, names: ['a'] }), /seat 0 has 2 actions and 1 names/],
    [
      () => normalForm({ id: 'g', payoffs: two, names: [['a', 'b'], ['a']] }),
      /seat 1 has 2 actions and 1 names/,
    ],
    [() => normalForm({ id: 'g', payoffs: two, names: ['a', 'A'] }), /two actions of one name/],
    [() => normalForm({ id: 'g', payoffs: two, names: ['a', '[b]'] }), /"\[b\]" is no name/],
    [() => normalForm({ id: 'g', payoffs: two, names: ['a', 'b\nc'] }), /is no name/],
  ];
  for (const [action, message] of wrong) {
    assert.throws(
      action,
      (error: unknown) => error instanceof OptionError && message.test(error.message),
      String(message),
    );
  }
});
