import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Game, loadGame, OptionError, type State, stream, TERMINAL } from '@parlor/envs';
import { choices, perft } from './perft.ts';
import { hexWinner, joined, type Mark } from './slow-boards.ts';

const MARKS: readonly Mark[] = ['x', 'o'];

/** Histories by depth, by the slow rules. */
function slowPerft(rows: number, columns: number): number[] {
  const winner = hexWinner(rows, columns);
  const counts: number[] = [];
  const walk = (stones: Map<number, Mark>): void => {
    counts[stones.size] = (counts[stones.size] ?? 0) + 1;
    if (winner(stones) !== undefined) return;
    for (let cell = 0; cell < rows * columns; cell++) {
      if (!stones.has(cell)) walk(new Map([...stones, [cell, MARKS[stones.size % 2]]]));
    }
  };
  walk(new Map());
  return counts;
}

function stateAfter(game: Game, history: readonly number[]): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) {
    assert.ok(choices(game, state).includes(action), `${action} is possible`);
    game.apply(state, action);
  }
  return state;
}

function returnsOf(game: Game, state: State): number[] {
  const out = new Float64Array(2).fill(NaN);
  game.returns(state, out);
  return Array.from(out);
}

/** What x gets where both play their best. */
function minimax(game: Game, state: State, known = new Map<string, number>()): number {
  const mover = game.mover(state);
  if (mover === TERMINAL) return returnsOf(game, state)[0];
  const observed = new Float32Array(game.observationSize);
  game.observe(state, 0, observed);
  const key = observed.join('');
  let best = known.get(key);
  if (best !== undefined) return best;
  const sign = mover === 0 ? 1 : -1;
  best = -1;
  for (const action of choices(game, state)) {
    const next = state.slice();
    game.apply(next, action);
    best = Math.max(best, sign * minimax(game, next, known));
    if (best === 1) break;
  }
  known.set(key, sign * best);
  return sign * best;
}

const valueAfter = (game: Game, history: readonly number[]): number =>
  minimax(game, stateAfter(game, history));

describe('hex', () => {
  test('two by two and two by three cells have the histories counted by hand', () => {
    // 2 × 2: two stones of x join top and bottom as a1 a2, b1 b2 or b1 a2, three of the six pairs, so that half of the
    // 24 histories of three stones end there; the others end with the fourth.
    assert.deepEqual(perft(loadGame('hex(rows=2)')), [1, 4, 12, 24, 12]);
    for (const [rows, columns] of [
      [1, 1],
      [1, 4],
      [3, 1],
      [2, 2],
      [2, 3],
      [3, 2],
      [2, 4],
    ] as const) {
      const game = loadGame('hex', { rows, columns });
      assert.deepEqual(perft(game), slowPerft(rows, columns), `${rows} × ${columns}`);
    }
  });

  test('a game told move by move', () => {
    const game = loadGame('hex(rows=3)');
    // x: b1, a2, a3 is a chain from the top to the bottom, since b1 and a2 touch.
    const state = stateAfter(game, [1, 4, 3, 2, 6]);
    assert.equal(game.mover(state), TERMINAL);
    assert.deepEqual(returnsOf(game, state), [1, -1]);
    // a1 and b2 do not touch: no chain yet.
    assert.equal(game.mover(stateAfter(game, [0, 1, 4, 2, 7])), 1);
    // o: a3, b2, c1 is a chain from the left to the right.
    assert.deepEqual(returnsOf(game, stateAfter(game, [0, 6, 1, 4, 8, 2])), [-1, 1]);
  });

  test('every full board joins the edges of exactly one, and a game ends with the stone that joins them', () => {
    const board = fc.record({
      rows: fc.integer({ min: 1, max: 19 }),
      columns: fc.integer({ min: 1, max: 19 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(board, ({ rows, columns, seed }) => {
        const game = loadGame('hex', { rows, columns });
        const random = stream(seed, 'test');
        const state = new Int32Array(game.stateSize);
        const stones = new Map<number, Mark>();
        const actions = new Int32Array(game.maxLegal);
        game.start(state);
        while (game.mover(state) !== TERMINAL) {
          const count = game.legal(state, actions);
          assert.equal(count, rows * columns - stones.size);
          const cell = actions[random.below(count)];
          assert.ok(!stones.has(cell));
          stones.set(cell, MARKS[game.mover(state)]);
          game.apply(state, cell);
          assert.equal(game.mover(state) === TERMINAL, hexWinner(rows, columns)(stones) !== undefined);
        }
        const won = MARKS.filter((mark) => joined(rows, columns, stones, mark));
        assert.deepEqual(returnsOf(game, state), won[0] === 'x' ? [1, -1] : [-1, 1]);
        // Whoever goes on to fill the board, the same one has joined its edges, and nobody else.
        for (let cell = 0; cell < rows * columns; cell++) {
          if (!stones.has(cell)) stones.set(cell, MARKS[random.below(2)]);
        }
        assert.deepEqual(
          MARKS.filter((mark) => joined(rows, columns, stones, mark)),
          won,
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('the first player wins on square boards, and where it has the shorter way even as the second', () => {
    for (const rows of [1, 2, 3]) assert.equal(valueAfter(loadGame('hex', { rows }), []), 1, `${rows}`);
    // With more rows than columns o has the shorter way, and wins as the second (M. Gardner, 1959).
    assert.equal(valueAfter(loadGame('hex(rows=3,columns=2)'), []), -1);
    assert.equal(valueAfter(loadGame('hex(rows=4,columns=3)'), []), -1);
  });

  test('the openings that win on 2 × 2 are on the short diagonal, and on 3 × 3 in the middle row and the obtuse corners', () => {
    const opened = (rows: number): number[] => {
      const game = loadGame('hex', { rows });
      return Array.from({ length: rows * rows }, (_, cell) => cell).filter(
        (cell) => valueAfter(game, [cell]) === 1,
      );
    };
    assert.deepEqual(opened(2), [1, 2]);
    assert.deepEqual(opened(3), [2, 3, 4, 5, 6]);
  });

  test('a swap makes of the first stone an o, mirrored at the long diagonal', () => {
    const game = loadGame('hex(rows=3,swap=true)');
    const swapped = stateAfter(game, [7, 9]);
    assert.equal(game.mover(swapped), 0);
    assert.deepEqual(choices(game, swapped), [0, 1, 2, 3, 4, 6, 7, 8]);
    assert.match(game.text.view(swapped, 1), /2 o\\ \. \. o \\o/);
    // o has c2 and joins left and right by b2, beside it, and a3, which touches b2.
    assert.deepEqual(returnsOf(game, stateAfter(game, [7, 9, 0, 4, 1, 6])), [-1, 1]);
    assert.deepEqual(choices(game, stateAfter(game, [7, 0])), [1, 2, 3, 4, 5, 6, 8]);
    assert.equal(game.text.event(stateAfter(game, [7]), 9, 0), 'o swaps: the stone at b3 is now an o at c2.');
  });

  test('with the swap rule the second player wins on two by two and three by three cells', () => {
    for (const rows of [2, 3]) assert.equal(valueAfter(loadGame('hex', { rows, swap: true }), []), -1);
  });

  test('a swap takes as many rows as columns', () => {
    assert.throws(
      () => loadGame('hex(rows=3,columns=4,swap=true)'),
      (error: unknown) => error instanceof OptionError && /as many rows as columns/.test(error.message),
    );
  });

  test('the board is drawn with its edges and coordinates', () => {
    const game = loadGame('hex(rows=3)');
    const state = stateAfter(game, [4, 2]);
    assert.equal(
      game.text.view(state, 0),
      [
        'You play x: join top and bottom.',
        '     a b c',
        '    ─x─x─x─',
        '1 o\\ . . o \\o',
        ' 2 o\\ . x . \\o',
        '  3 o\\ . . . \\o',
        '       ─x─x─x─',
        'Your turn: [a1] [b1] [a2] [c2] [a3] [b3] [c3].',
      ].join('\n'),
    );
    assert.equal(game.text.parse(state, 'I take the corner, [a1].'), 0);
    assert.equal(game.text.parse(state, 'c3'), 8);
    assert.deepEqual(game.text.parse(state, '[b2]'), {
      reason: 'b2 is taken: x is there.',
      format: 'Answer with one free cell in brackets, its column and its row, such as [c2].',
    });
  });

  test('a move that cannot be is refused with the reason', () => {
    const plain = loadGame('hex(rows=3)');
    const swaps = loadGame('hex(rows=3,swap=true)');
    for (const [game, history, reply, reason] of [
      [plain, [4, 2], 'I take c1', 'c1 is taken: o is there.'],
      [plain, [4], '[d1]', '"d1" is not on the board.'],
      [plain, [4], 'swap', 'There is no swap in this game.'],
      [swaps, [], '[swap]', 'There is no stone to swap yet.'],
      [
        swaps,
        [4, 2, 0],
        '[swap]',
        'It is too late to swap: only the first stone can be taken over, in answer to it.',
      ],
    ] as const) {
      const found = game.text.parse(stateAfter(game, history), reply);
      assert.equal(typeof found === 'object' && found.reason, reason);
    }
  });
});
