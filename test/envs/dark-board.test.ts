import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Game, informationState, loadGame, type State, stream, TERMINAL } from '@parlor/envs';
import { checkGame, gameLaws } from '@parlor/envs/laws';
import { choices } from './perft.ts';
import { hexWinner, type Mark, SlowDark, threeInARow } from './slow-boards.ts';

const MARKS: readonly Mark[] = ['x', 'o'];
const VARIANTS = ['classical', 'abrupt'].flatMap((version) =>
  ['nothing', 'number'].map((told) => ({ version, told })),
);

const darkHex = (rows: number, columns: number, version: string, told = 'nothing'): Game =>
  loadGame(`dark_hex(rows=${rows},columns=${columns},version=${version},told=${told})`);
const slowHex = (rows: number, columns: number, version: string): SlowDark =>
  new SlowDark(rows * columns, hexWinner(rows, columns), version === 'abrupt');

/** Every history with what the slow rules make of it. */
function everywhere(game: Game, slow: SlowDark, visit: (state: State, slow: SlowDark) => void): void {
  const walk = (state: State, then: SlowDark): void => {
    visit(state, then);
    for (const cell of choices(game, state)) {
      const next = state.slice();
      game.apply(next, cell);
      walk(next, then.step(cell));
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state, slow);
}

function agree(game: Game, state: State, slow: SlowDark): void {
  const { result } = slow;
  const returns = new Float64Array(2);
  game.returns(state, returns);
  assert.deepEqual(choices(game, state), slow.legal);
  assert.equal(game.mover(state), result === undefined ? MARKS.indexOf(slow.mover) : TERMINAL);
  assert.deepEqual(Array.from(returns), result === 'x' ? [1, -1] : result === 'o' ? [-1, 1] : [0, 0]);
}

describe('boards in the dark', () => {
  test('small boards have the histories of a second implementation, outcome by outcome', () => {
    for (const [rows, columns] of [
      [1, 3],
      [3, 1],
      [2, 2],
    ] as const) {
      for (const { version, told } of VARIANTS) {
        everywhere(darkHex(rows, columns, version, told), slowHex(rows, columns, version), (state, slow) =>
          agree(darkHex(rows, columns, version, told), state, slow),
        );
      }
    }
  });

  test('what a seat has witnessed is its own tries, what came of them, the result and, where told, how often the other tried', () => {
    for (const { version, told } of VARIANTS) {
      const game = darkHex(2, 2, version, told);
      const tokensOf = new Map<string, string>();
      const knownAs = new Map<string, string>();
      everywhere(game, slowHex(2, 2, version), (_state, slow) => {
        const history = slow.tries.map(({ cell }) => cell);
        for (const [seat, mark] of MARKS.entries()) {
          const known = `${seat} ${slow.known(mark, told === 'number')}`;
          const tokens = `${seat} ${informationState(game, history, seat).join()}`;
          assert.equal(tokensOf.get(known) ?? tokens, tokens, `the same is known in ${known}`);
          assert.equal(knownAs.get(tokens) ?? known, known, `the same is witnessed in ${tokens}`);
          tokensOf.set(known, tokens);
          knownAs.set(tokens, known);
        }
      });
    }
  });

  test('larger boards agree with a second implementation on random playthroughs', () => {
    const table = fc.record({
      rows: fc.integer({ min: 1, max: 7 }),
      columns: fc.integer({ min: 1, max: 7 }),
      variant: fc.constantFrom(...VARIANTS),
      phantom: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(table, ({ rows, columns, variant: { version, told }, phantom, seed }) => {
        const game = phantom
          ? loadGame(`phantom_tic_tac_toe(version=${version},told=${told})`)
          : darkHex(rows, columns, version, told);
        const random = stream(seed, 'test');
        const state = new Int32Array(game.stateSize);
        let slow = phantom
          ? new SlowDark(9, threeInARow, version === 'abrupt')
          : slowHex(rows, columns, version);
        game.start(state);
        for (;;) {
          agree(game, state, slow);
          if (game.mover(state) === TERMINAL) return;
          const { legal } = slow;
          const cell = legal[random.below(legal.length)];
          game.apply(state, cell);
          slow = slow.step(cell);
        }
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  test('until somebody can have won, each seat chooses among the cells that it has not tried', () => {
    // Of 9 cells each seat tries one less every time, whatever came of the tries; x wins with its third stone.
    const abrupt = loadGame('phantom_tic_tac_toe(version=abrupt)');
    const state = new Int32Array(abrupt.stateSize);
    abrupt.start(state);
    assert.deepEqual(perftTo(abrupt, state, 5), [1, 9, 81, 81 * 8, 81 * 64, 81 * 64 * 7]);
  });

  test('a try on a taken cell is repeated in the classical version, and lost in the abrupt one', () => {
    for (const { version, told } of VARIANTS) {
      const game = loadGame(`phantom_tic_tac_toe(version=${version},told=${told})`);
      const state = new Int32Array(game.stateSize);
      game.start(state);
      game.apply(state, 4);
      const lost = version === 'abrupt';
      assert.equal(
        game.text.event(state, 4, 1),
        lost ? '5 is taken: your turn is lost.' : '5 is taken: try again.',
      );
      assert.equal(game.text.event(state, 4, 0), told === 'number' ? 'o tries a cell.' : null);
      game.apply(state, 4);
      assert.equal(game.mover(state), lost ? 0 : 1);
      assert.match(game.text.view(state, 1), / 4 \| x \| 6[^]*Your tries: 5 \(taken\)\./);
      assert.doesNotMatch(game.text.view(state, 0), /o \||\| o|taken/);
      assert.equal(/o has tried once\./.test(game.text.view(state, 0)), told === 'number');
    }
  });

  test('everybody is told how it ended', () => {
    const game = loadGame('phantom_tic_tac_toe');
    const state = new Int32Array(game.stateSize);
    const play = (cells: readonly number[]): void => {
      game.start(state);
      for (const cell of cells) game.apply(state, cell);
    };
    play([0, 3, 1, 4]);
    assert.equal(game.text.event(state, 2, 0), 'You take 3 and win.');
    assert.equal(game.text.event(state, 2, 1), 'x wins.');
    game.apply(state, 2);
    assert.match(game.text.view(state, 0), /You win\.$/);
    assert.match(game.text.view(state, 1), /You lose\.$/);
    play([0, 1, 2, 4, 3, 5, 7, 6]);
    assert.equal(game.text.event(state, 8, 0), 'You take 9: the board is full, a draw.');
    assert.equal(game.text.event(state, 8, 1), 'x fills the board: a draw.');
    game.apply(state, 8);
    assert.equal(game.mover(state), TERMINAL);
    assert.match(game.text.view(state, 1), /A draw\.$/);
  });

  test('a cell that the mover knows to be taken is refused with what it knows, and nothing else', () => {
    const game = loadGame('dark_hex');
    const state = stateAfter(game, [0, 4, 4]);
    const reason = (reply: string): string => {
      const found = game.text.parse(state, reply);
      assert.ok(typeof found === 'object', reply);
      return found.reason;
    };
    assert.equal(reason('[a1]'), 'Your own stone is on a1.');
    assert.equal(reason('b2 it is'), 'You know that b2 is taken.');
    assert.equal(reason('[d1]'), '"d1" is not on the board.');
    assert.match(
      loadGame('phantom_tic_tac_toe').text.rules(0),
      /^Phantom tic-tac-toe; you play x\.[^]* marks\./,
    );
    assert.match(game.text.rules(1), /^Dark Hex on 3 × 3 cells; you play o\.[^]* stones\./);
  });

  test('whoever looks on is shown the whole board, and everything that was tried', () => {
    const game = loadGame('phantom_tic_tac_toe');
    const state = stateAfter(game, [0, 0, 3, 1, 4, 2]);
    assert.equal(
      game.text.spectator?.(state),
      [
        'The whole board:',
        ' x | x | x',
        '---+---+---',
        ' o | o | 6',
        '---+---+---',
        ' 7 | 8 | 9',
        'x tried 1, 2, 3.',
        'o tried 1 (taken), 4, 5.',
      ].join('\n'),
    );
    assert.doesNotMatch(game.text.view(state, 0), / o /);
  });

  test('in the classical version, too, the whole of two by two cells keeps every law of information', () => {
    const laws = gameLaws(darkHex(2, 2, 'classical')).map(({ name }) => name);
    const chosen = laws.filter((name) => /^(no-|resample-keeps|tokens|own-actions)/.test(name));
    assert.ok(chosen.length > 10);
    for (const told of ['nothing', 'number']) {
      const game = darkHex(2, 2, 'classical', told);
      assert.deepEqual(checkGame(game, { runs: 5, seed: 1, laws: chosen }).violations, []);
    }
  });
});

function stateAfter(game: Game, history: readonly number[]): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) game.apply(state, action);
  return state;
}

/** Histories by depth, no deeper than `depth`. */
function perftTo(game: Game, state: State, depth: number): number[] {
  const counts = [1];
  if (depth === 0) return counts;
  for (const action of choices(game, state)) {
    const next = state.slice();
    game.apply(next, action);
    for (const [at, count] of perftTo(game, next, depth - 1).entries()) {
      counts[at + 1] = (counts[at + 1] ?? 0) + count;
    }
  }
  return counts;
}
