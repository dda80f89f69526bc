import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { breakthrough, type Game, loadGame, make, type State, TERMINAL } from '@parlor/envs';
import { checkGame, stateAfter } from '@parlor/envs/laws';
import fc from 'fast-check';
import { gamesOf, historiesTo, type PositionKey, positionsByDepth, valueOf } from './board-search.ts';
import { SlowBreakthrough } from './breakthrough-slow.ts';
import { choices } from './perft.ts';

interface Board {
  readonly rows: number;
  readonly columns: number;
}

const MOVER = (rows: number): number => rows + 2;

/** Rows are the first words of a state, white's set in the lower half of each. */
function keyOf({ rows, columns }: Board): PositionKey {
  return (state) => {
    let key = state[MOVER(rows)] === 1 ? 1 : 0;
    for (let row = 0; row < rows; row++) {
      key = key * 4 ** columns + (state[row] & 0xffff) * 2 ** columns + (state[row] >> 16);
    }
    return key;
  };
}

/** Histories of a depth, by the slow implementation. */
function slowHistories(board: SlowBreakthrough, depth: number): number {
  const moves = board.moves();
  if (depth === 1) return moves.length;
  return moves.reduce((total, move) => {
    const next = board.copy();
    next.play(move);
    return total + slowHistories(next, depth - 1);
  }, 0);
}

function slowGames(board: SlowBreakthrough): number {
  if (board.winner !== undefined) return 1;
  return board.moves().reduce((games, move) => {
    const next = board.copy();
    next.play(move);
    return games + slowGames(next);
  }, 0);
}

/** Who wins where both play their best, by the slow implementation. */
function slowWinner(board: SlowBreakthrough, known = new Map<string, 0 | 1>()): 0 | 1 {
  if (board.winner !== undefined) return board.winner;
  const { mover } = board;
  const key = `${mover} ${board.pieces.map((pieces) => [...pieces].sort().join(' ')).join(' / ')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const wins = board.moves().some((move) => {
    const next = board.copy();
    next.play(move);
    return slowWinner(next, known) === mover;
  });
  const winner = wins ? mover : mover === 0 ? 1 : 0;
  known.set(key, winner);
  return winner;
}

describe('breakthrough has exactly its histories, positions and values', () => {
  test('histories of the depths 1 to 5 on the board of 8 × 8; the first three as the slow implementation counts', () => {
    const counts = historiesTo(breakthrough(), 5);
    assert.deepEqual(counts, [22, 484, 11132, 256036, 6182818]);
    const slow = [1, 2, 3].map((depth) => slowHistories(new SlowBreakthrough(8, 8), depth));
    assert.deepEqual(slow, counts.slice(0, 3));
  });

  test('a board of 4 rows and 2 columns has 1 756 games, as the slow implementation counts', () => {
    assert.equal(gamesOf(breakthrough({ rows: 4, columns: 2 })), 1756);
    assert.equal(slowGames(new SlowBreakthrough(4, 2)), 1756);
  });

  // Minimax by the game, over all positions, and by the slow implementation.
  for (const { value, ...board } of [
    { rows: 4, columns: 2, value: -1 },
    { rows: 4, columns: 3, value: -1 },
    { rows: 5, columns: 2, value: -1 },
    { rows: 6, columns: 2, value: 1 },
  ]) {
    test(`${board.rows} rows and ${board.columns} columns are won by ${value > 0 ? 'white' : 'black'}`, () => {
      assert.equal(valueOf(breakthrough(board), keyOf(board)), value);
      assert.equal(slowWinner(new SlowBreakthrough(board.rows, board.columns)), value > 0 ? 0 : 1);
    });
  }

  test('no game is longer than is said, and on some boards there is one that long', () => {
    for (const { longest, ...board } of [
      { rows: 4, columns: 2, longest: 12 },
      { rows: 5, columns: 2, longest: 21 },
      { rows: 6, columns: 2, longest: 29 },
    ]) {
      const game = breakthrough(board);
      const levels = positionsByDepth(game, keyOf(board), game.maxTurns + 1);
      assert.equal(levels.length - 1, longest);
      assert.ok(longest <= game.maxTurns);
    }
    assert.equal(breakthrough({ rows: 5, columns: 2 }).maxTurns, 21);
  });

  test('as many actions can be legal at once as is said, and no more', () => {
    for (const board of [
      { rows: 4, columns: 2 },
      { rows: 4, columns: 4 },
      { rows: 5, columns: 3 },
    ]) {
      const game = breakthrough(board);
      const list = new Int32Array(game.maxLegal + 16);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      let most = 0;
      // Every way for white to stand, alone on the board, but for its last row.
      const cells = (board.rows - 1) * board.columns;
      for (let set = 0; set < 2 ** cells; set++) {
        let count = 0;
        for (let rest = set; rest !== 0; rest &= rest - 1) count++;
        if (count > 2 * board.columns) continue;
        for (let row = 0; row < board.rows; row++) {
          state[row] = (set >> (row * board.columns)) & (2 ** board.columns - 1);
        }
        most = Math.max(most, game.legal(state, list));
      }
      assert.equal(most, game.maxLegal, game.spec);
    }
    assert.equal(breakthrough().maxLegal, 48);
    assert.equal(breakthrough().actionCount, 154);
  });
});

/** Games told by their moves, what white gets, and how the board says it. */
const GAMES: readonly (readonly [string, spec: string, moves: string, white: number, end: string])[] = [
  [
    'white reaches the last row with a capture',
    'breakthrough(rows=4,columns=3)',
    'a2xb3 c3xb2 b3xa4',
    1,
    'White wins: the last row is reached.',
  ],
  [
    'white reaches the last row with a straight step',
    'breakthrough(rows=4,columns=3)',
    'a2xb3 c3xb2 a1xb2 b4-c3 b3-b4',
    1,
    'White wins: the last row is reached.',
  ],
  [
    'black reaches the first row',
    'breakthrough(rows=4,columns=3)',
    'a2xb3 c3xb2 c2-c3 b2xa1',
    -1,
    'Black wins: the last row is reached.',
  ],
  [
    'white takes the last piece',
    'breakthrough(rows=4,columns=2)',
    'a2xb3 a4xb3 b2xa3 b3-a2 b1xa2 b4-b3 a2xb3',
    1,
    'White wins: black has no piece left.',
  ],
  [
    'black takes the last piece',
    'breakthrough(rows=4,columns=2)',
    'a2xb3 a4xb3 a1-a2 a3xb2 a2-a3 b4xa3 b1-a2 b3xa2',
    -1,
    'Black wins: white has no piece left.',
  ],
];

/** Plays moves by their names. */
function played(game: Game, moves: string): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const move of moves.split(' ')) {
    const action = choices(game, state).find((one) => game.text.actionName(state, one) === move);
    assert.ok(action !== undefined, `${move} is possible`);
    game.apply(state, action);
  }
  return state;
}

function returned(game: Game, state: State): number[] {
  const out = new Float64Array(2);
  game.returns(state, out);
  return Array.from(out);
}

function observed(game: Game, state: State, seat: number): number[] {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  return Array.from(out);
}

describe('games of breakthrough told move by move', () => {
  for (const [name, spec, moves, white, end] of GAMES) {
    test(`${name}: ${spec}`, () => {
      const game = loadGame(spec);
      const state = played(game, moves);
      assert.equal(game.mover(state), TERMINAL);
      assert.deepEqual(returned(game, state), [white, -white]);
      assert.equal(game.text.view(state, 0).split('\n').pop(), end);
    });
  }
});

const boards = fc.record({
  rows: fc.integer({ min: 4, max: 10 }),
  columns: fc.integer({ min: 2, max: 10 }),
});
/** For each turn, which of what is possible. */
const picks = fc.noBias(fc.array(fc.nat({ max: 720_719 }), { maxLength: 120, size: 'max' }));

/** Actions of a random playthrough: each pick is taken modulo what is legal. */
function playthrough(game: Game, by: readonly number[]): number[] {
  const state = new Int32Array(game.stateSize);
  const history: number[] = [];
  game.start(state);
  for (const pick of by) {
    const legal = choices(game, state);
    if (legal.length === 0) break;
    const action = legal[pick % legal.length];
    history.push(action);
    game.apply(state, action);
  }
  return history;
}

describe('breakthrough on boards of any size', () => {
  test('is the game of a second, slow implementation, with its numbers, names and planes', () => {
    fc.assert(
      fc.property(boards, picks, (board, by) => {
        const game = breakthrough(board);
        const slow = new SlowBreakthrough(board.rows, board.columns);
        const state = new Int32Array(game.stateSize);
        game.start(state);
        for (const action of [...playthrough(game, by), undefined]) {
          const { winner } = slow;
          assert.equal(game.mover(state), winner === undefined ? slow.mover : TERMINAL);
          const moves = new Map(slow.moves().map((move) => [slow.action(move), move]));
          assert.deepEqual(
            choices(game, state),
            [...moves.keys()].sort((a, b) => a - b),
          );
          for (const [one, move] of moves) assert.equal(game.text.actionName(state, one), slow.name(move));
          const white = winner === undefined ? 0 : winner === 0 ? 1 : -1;
          assert.deepEqual(returned(game, state), [white, 0 - white]);
          for (const seat of [0, 1] as const) {
            assert.deepEqual(observed(game, state, seat), slow.observation(seat));
          }
          const move = moves.get(action ?? -1);
          if (action === undefined || move === undefined) break;
          game.apply(state, action);
          slow.play(move);
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('is the same in a mirror: mirrored pieces stand mirrored and are worth the same', () => {
    fc.assert(
      fc.property(boards, picks, (board, by) => {
        const game = breakthrough(board);
        const steps = 3 * board.columns - 2;
        const mirror = (action: number): number => action + steps - 1 - 2 * (action % steps);
        const history = playthrough(game, by);
        const state = stateAfter(game, history);
        const mirrored = stateAfter(game, history.map(mirror));
        assert.equal(game.mover(mirrored), game.mover(state));
        assert.deepEqual(
          choices(game, mirrored),
          choices(game, state)
            .map(mirror)
            .sort((a, b) => a - b),
        );
        assert.deepEqual(returned(game, mirrored), returned(game, state));
        for (const seat of [0, 1]) {
          const cells = observed(game, state, seat);
          const toMove = cells.splice(-1);
          const turned = Array.from({ length: 2 * board.rows }, (_, row) =>
            cells.slice(row * board.columns, (row + 1) * board.columns).reverse(),
          );
          assert.deepEqual(observed(game, mirrored, seat), [...turned.flat(), ...toMove]);
        }
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test('keeps every law on the board of 8 × 8, where plays are too long for a thousand of them', () => {
    assert.deepEqual(checkGame(breakthrough(), { runs: 2, seed: 1 }).violations, []);
  });
});

describe('breakthrough in words', () => {
  test('the board has letters and numbers, and what moved last is in round brackets', () => {
    const env = make('breakthrough(rows=5,columns=4)');
    env.reset({ seed: 1 });
    for (const move of ['b2-c3', 'd4xc3']) env.step(Number(env.game.text.parse(env.position, move)));
    assert.equal(
      env.view(0),
      [
        'You play white (W).',
        '5  B  B  B  B',
        '4  B  B  B  .',
        '3  .  . (B) .',
        '2  W  .  W  W',
        '1  W  W  W  W',
        '   a  b  c  d',
        'Last move: black d4xc3.',
        'Your turn: [a1-b2] [b1-b2] [c1-b2] [a2-a3] [a2-b3] [c2-b3] [c2-d3] [d2xc3] [d2-d3].',
      ].join('\n'),
    );
    assert.match(env.view(1), /\nWhite is to move\.$/);
  });

  test('a move is read from its two squares, whatever is between them', () => {
    const game = breakthrough({ rows: 5, columns: 4 });
    const { parse, event } = game.text;
    const state = played(game, 'b2-c3 d4xc3');
    const action = choices(game, state).find((one) => game.text.actionName(state, one) === 'd2xc3');
    assert.ok(action !== undefined);
    for (const reply of ['d2xc3', 'I take: [D2xC3]', '[d2-c3]', 'd2 c3', '\\boxed{d2c3}']) {
      assert.equal(parse(state, reply), action, reply);
    }
    // Its own piece is in the way; one straight ahead is not to be taken; black's move; no squares.
    for (const reply of ['[c1-c2]', '[c2xc3]', '[c3xb2]', '[d2]', '[z9-z8]', '']) {
      const { format } = parse(state, reply) as { format: string };
      assert.match(
        format,
        /^Answer with one of your moves in brackets, such as \[[a-d]\d[-x][a-d]\d\]\.$/,
        reply,
      );
    }
    for (const [reply, reason] of [
      ['[c1-c2]', 'Your own piece is on c2.'],
      ['[c2xc3]', 'c3 is taken, and a piece takes diagonally, never straight ahead.'],
      ['[c3xb2]', 'The piece on c3 is not yours.'],
      ['[a3-a4]', 'There is no piece on a3.'],
      ['b1 to a1', 'From b1 to a1 is no step: your pieces go one row up, straight or diagonally.'],
      ['[c2-c4]', 'From c2 to c4 is no step: your pieces go one row up, straight or diagonally.'],
      ['[a2-z3]', '"z3" is not on the board.'],
    ] as const) {
      assert.equal((parse(state, reply) as { reason: string }).reason, reason, reply);
    }
    assert.equal(event(state, action, 0), 'You play d2xc3.');
    assert.equal(event(state, action, 1), 'White plays d2xc3.');
  });
});
