import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectFour, type Game, loadGame, make, type State, TERMINAL } from '@parlor/envs';
import { stateAfter } from '@parlor/envs/laws';
import fc from 'fast-check';
import { NaiveConnectFour } from '../../scripts/bench/naive/connect-four.ts';
import { gamesOf, historiesTo, type PositionKey, positionsByDepth, valueOf } from './board-search.ts';
import { choices } from './perft.ts';

/** A column is a 1 and a bit for every stone, so that columns tell the position whole. */
function keyOf({ rows, columns }: { rows: number; columns: number }): PositionKey {
  return (state) => {
    let key = 0;
    for (let column = 0; column < columns; column++) key = key * 2 ** (rows + 1) + state[column];
    return key;
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('connect four has exactly its histories, positions and values', () => {
  test('histories of the depths 1 to 8 are as many as in the reference table', () => {
    assert.deepEqual(historiesTo(connectFour(), 8), [7, 49, 343, 2401, 16807, 117649, 823536, 5673234]);
  });

  test('a board of 4 columns and 3 rows has 356 232 games (OEIS A342329)', () => {
    assert.equal(gamesOf(connectFour({ rows: 3, columns: 4 })), 356_232);
  });

  test('positions after 0 to 7 stones are as many as OEIS A212693 has them', () => {
    const counts = positionsByDepth(connectFour(), keyOf({ rows: 6, columns: 7 }), 7);
    assert.deepEqual(counts, [1, 7, 49, 238, 1120, 4263, 16422, 54859]);
  });

  // J. Tromp, Number of connect-4 positions (OEIS A235610).
  for (const { positions, ...board } of [
    { rows: 4, columns: 4, positions: 161_029 },
    { rows: 2, columns: 6, positions: 29_737 },
    { rows: 4, columns: 3, positions: 6_000 },
    { rows: 7, columns: 2, positions: 4_587 },
  ]) {
    test(`${board.columns} columns of ${board.rows} have ${positions} positions`, () => {
      assert.equal(sum(positionsByDepth(connectFour(board), keyOf(board))), positions);
    });
  }

  test('four columns of four are a draw (J. Tromp, results on different board sizes)', () => {
    assert.equal(valueOf(connectFour({ rows: 4, columns: 4 }), keyOf({ rows: 4, columns: 4 })), 0);
  });
});

/** Columns filled three and three, in pairs: neighbours never agree for long. */
const PAIR = (left: number): number[] => [0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0].map((side) => left + side);

/** Games told by their columns, what x gets, and the line that wins. */
const GAMES: readonly (readonly [
  string,
  spec: string,
  history: readonly number[],
  x: number,
  line: string,
])[] = [
  ['x wins with a row', 'connect_four', [0, 0, 1, 1, 2, 2, 3], 1, 'a1 b1 c1 d1'],
  ['x closes a row in its middle', 'connect_four', [3, 3, 6, 6, 4, 4, 5], 1, 'd1 e1 f1 g1'],
  ['six in a row win as well', 'connect_four', [0, 0, 1, 1, 2, 2, 4, 4, 5, 5, 3], 1, 'a1 b1 c1 d1 e1 f1'],
  ['x wins with a column', 'connect_four', [3, 2, 3, 2, 3, 2, 3], 1, 'd1 d2 d3 d4'],
  [
    'o wins with a column up to the top',
    'connect_four',
    [6, 1, 6, 2, 1, 6, 0, 6, 1, 6, 0, 6],
    -1,
    'g3 g4 g5 g6',
  ],
  ['x wins with a rising diagonal', 'connect_four', [0, 1, 1, 2, 2, 3, 2, 3, 3, 0, 3], 1, 'a1 b2 c3 d4'],
  ['o wins with a falling diagonal', 'connect_four', [6, 3, 2, 2, 1, 1, 0, 1, 0, 0, 3, 0], -1, 'a4 b3 c2 d1'],
  [
    'the last stone still wins',
    'connect_four(rows=3,columns=3,connect=3)',
    [0, 1, 0, 0, 1, 1, 2, 2, 2],
    1,
    'a1 b2 c3',
  ],
  [
    'three win where three are asked',
    'connect_four(rows=4,columns=4,connect=3)',
    [0, 0, 1, 1, 2],
    1,
    'a1 b1 c1',
  ],
  ['a full board is a draw', 'connect_four', [...PAIR(0), ...PAIR(2), ...PAIR(4), 6, 6, 6, 6, 6, 6], 0, ''],
];

describe('games of connect four told move by move', () => {
  for (const [name, spec, history, x, line] of GAMES) {
    test(`${name}: ${spec}`, () => {
      const game = loadGame(spec);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      for (const action of history) {
        assert.ok(choices(game, state).includes(action), `${action} is possible`);
        game.apply(state, action);
      }
      assert.equal(game.mover(state), TERMINAL);
      const out = new Float64Array(2);
      game.returns(state, out);
      assert.deepEqual(Array.from(out), [x, 0 - x]);
      const last = game.text.view(state, 0).split('\n').pop();
      assert.equal(last, x === 0 ? 'The board is full: a draw.' : `${x > 0 ? 'x' : 'o'} wins with ${line}.`);
    });
  }
});

const size = fc.integer({ min: 2, max: 12 });
/** Of all sizes, and often as wide or as high as they may be. */
const boards = fc
  .oneof(
    fc.record({ rows: size, columns: size, connect: fc.integer({ min: 2, max: 5 }) }),
    fc.constantFrom({ rows: 6, columns: 12, connect: 3 }, { rows: 12, columns: 6, connect: 4 }),
  )
  .filter(({ rows, columns, connect }) => rows * columns <= 72 && connect <= Math.max(rows, columns));
/** For each turn, which of what is possible. */
const picks = fc.noBias(fc.array(fc.nat({ max: 27719 }), { maxLength: 72, size: 'max' }));

function observed(game: Game, state: State, seat: number): number[] {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  return Array.from(out);
}

function returned(game: Game, state: State): number[] {
  const out = new Float64Array(2);
  game.returns(state, out);
  return Array.from(out);
}

/** Columns of a random playthrough: each pick is taken modulo what is open. */
function playthrough(game: Game, by: readonly number[]): number[] {
  const state = new Int32Array(game.stateSize);
  const history: number[] = [];
  game.start(state);
  for (const pick of by) {
    const open = choices(game, state);
    if (open.length === 0) break;
    const action = open[pick % open.length];
    history.push(action);
    game.apply(state, action);
  }
  return history;
}

/** Whether the stones of a side, row by row from the lowest, have a line anywhere on the board. */
function hasLine(
  stones: readonly number[],
  { rows, columns, connect }: { rows: number; columns: number; connect: number },
): boolean {
  const at = (row: number, column: number): boolean =>
    row < rows && column >= 0 && column < columns && stones[row * columns + column] === 1;
  const directions = [
    [0, 1],
    [1, 0],
    [1, 1],
    [1, -1],
  ];
  return stones.some((_, cell) =>
    directions.some(([up, right]) =>
      Array.from({ length: connect }, (_, step) => step).every((step) =>
        at(Math.floor(cell / columns) + step * up, (cell % columns) + step * right),
      ),
    ),
  );
}

describe('connect four on boards of any size', () => {
  test('is the game of a second, slow implementation, and who has won has a line somewhere on the board', () => {
    fc.assert(
      fc.property(boards, picks, (board, by) => {
        const game = connectFour(board);
        const slow = new NaiveConnectFour(board.rows, board.columns, board.connect);
        const state = new Int32Array(game.stateSize);
        game.start(state);
        for (const action of [...playthrough(game, by), undefined]) {
          assert.equal(game.mover(state), slow.currentPlayer());
          assert.deepEqual(choices(game, state), slow.legalActions());
          assert.deepEqual(
            returned(game, state).map((value) => value + 0),
            slow.returns(),
          );
          for (const seat of [0, 1]) {
            const seen = observed(game, state, seat);
            assert.deepEqual(seen, slow.observation(seat));
            assert.equal(
              hasLine(seen.slice(0, board.rows * board.columns), board),
              slow.returns()[seat] === 1,
            );
          }
          if (action === undefined) break;
          game.apply(state, action);
          slow.applyAction(action);
        }
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  test('is the same in a mirror: mirrored stones lie mirrored and are worth the same', () => {
    fc.assert(
      fc.property(boards, picks, (board, by) => {
        const game = connectFour(board);
        const mirror = (column: number): number => board.columns - 1 - column;
        const history = playthrough(game, by);
        const state = stateAfter(game, history);
        const mirrored = stateAfter(game, history.map(mirror));
        assert.equal(game.mover(mirrored), game.mover(state));
        assert.deepEqual(choices(game, mirrored), choices(game, state).map(mirror).reverse());
        assert.deepEqual(returned(game, mirrored), returned(game, state));
        for (const seat of [0, 1]) {
          const rows = observed(game, state, seat);
          const toMove = rows.splice(-1);
          const turned = Array.from({ length: 2 * board.rows }, (_, row) =>
            rows.slice(row * board.columns, (row + 1) * board.columns).reverse(),
          );
          assert.deepEqual(observed(game, mirrored, seat), [...turned.flat(), ...toMove]);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test('a line that fits on no side of the board is refused, with what to change', () => {
    assert.throws(() => connectFour({ rows: 4, columns: 5, connect: 6 }), {
      name: 'OptionError',
      message: /6 in a row do not fit on 4 rows and 5 columns; lower connect or raise one of them/,
    });
    assert.equal(connectFour({ rows: 2, columns: 5, connect: 5 }).maxTurns, 10);
  });
});

describe('connect four in words', () => {
  test('the board has letters and numbers, and the last stone is in round brackets', () => {
    const env = make('connect_four');
    env.reset({ seed: 1 });
    for (const column of [3, 3, 2]) env.step(column);
    assert.equal(
      env.view(1),
      [
        'You play o.',
        '6  .  .  .  .  .  .  .',
        '5  .  .  .  .  .  .  .',
        '4  .  .  .  .  .  .  .',
        '3  .  .  .  .  .  .  .',
        '2  .  .  .  o  .  .  .',
        '1  .  . (x) x  .  .  .',
        '   a  b  c  d  e  f  g',
        'Your turn: [a1] [b1] [c2] [d3] [e1] [f1] [g1].',
      ].join('\n'),
    );
    assert.match(env.view(0), /\no is to move\.$/);
  });

  test('a move is named by the cell where it lands, and read from the cell or from the column alone', () => {
    const game = connectFour({ rows: 2, columns: 3, connect: 3 });
    const { parse, event } = game.text;
    const state = stateAfter(game, [0, 0]);
    for (const [reply, action] of [
      ['b1', 1],
      ['I take [B1].', 1],
      ['[c]', 2],
      [' C ', 2],
      ['\\boxed{c1}', 2],
    ] as const) {
      assert.equal(parse(state, reply), action, reply);
    }
    // Column a is full, b2 does not lie on anything yet, and in a sentence "b" may be anything.
    for (const reply of ['[a]', 'a3', '[b2]', 'plan b it is', '[d]', '']) {
      const { format } = parse(state, reply) as { format: string };
      assert.equal(format, 'Answer with one of: [b1] [c1].', reply);
    }
    for (const [reply, reason] of [
      ['[a]', 'Column a is full.'],
      ['column a', 'Column a is full.'],
      ['a2', 'Column a is full.'],
      ['[b2]', 'A stone in column b falls to b1, not to b2.'],
      ['[c9]', '"c9" is not on the board: rows are 1 to 2.'],
      ['[d]', 'There is no column "d": columns are a to c.'],
      ['2', 'Columns are letters, a to c.'],
    ] as const) {
      assert.equal((parse(state, reply) as { reason: string }).reason, reason, reply);
    }
    const lower = parse(stateAfter(game, [0]), '[a1]') as { reason: string };
    assert.equal(lower.reason, 'a1 is taken. A stone in column a falls to a2.');
    assert.equal(event(state, 1, 0), 'You take b1.');
    assert.equal(event(state, 1, 1), 'x takes b1.');
  });
});
