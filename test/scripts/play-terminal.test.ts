import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import test from 'node:test';
import fc from 'fast-check';
import { coloured } from '../../scripts/support/colours.ts';
import { Console } from '../../scripts/support/console.ts';
import { columnsOf, wrap } from '../../scripts/support/wrap.ts';

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });

test('wrapping loses no word, breaks none, and keeps to the width and the indentation', () => {
  fc.assert(
    fc.property(
      words,
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: 0, max: 4 }),
      (said, columns, by) => {
        const indent = ' '.repeat(by);
        const lines = wrap(indent + said.join(' '), columns).split('\n');
        assert.deepEqual(
          lines.flatMap((line) => line.trim().split(' ')),
          said,
        );
        for (const line of lines) {
          assert.ok(line.startsWith(indent) && line[by] !== ' ');
          assert.ok(line.length <= columns || !line.trim().includes(' '), 'only a long word alone is longer');
        }
      },
    ),
  );
});

test('lines that fit stay as they are, and text that goes into a file is never wrapped', () => {
  const board = ' 1 | x | 3\n---+---+---\n  4   5   6 \n\n';
  assert.equal(wrap(board, 12), board);
  const long = 'so it goes '.repeat(100);
  assert.equal(wrap(long, columnsOf({ columns: 20 })), long);
  assert.equal(wrap(long, columnsOf({ isTTY: true, columns: 0 })), long);
});

test('the console wraps at the width of its terminal', () => {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  new Console(Object.assign(stream, { isTTY: true, columns: 12 })).write(
    'Answer with a word.\n  of the list, please\n',
  );
  assert.equal(written.join(''), 'Answer with\na word.\n  of the\n  list,\n  please\n');
});

test('red suits are red where the terminal shows colours, and plain elsewhere', () => {
  const written = (screen: object): string => {
    let text = '';
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    new Console(Object.assign(stream, screen)).write('Board: T♥ 9♠ 10♦.');
    return text;
  };
  const red = '\u001b[31m';
  const plain = '\u001b[39m';
  assert.equal(written({ hasColors: () => true }), `Board: ${red}T♥${plain} 9♠ ${red}10♦${plain}.`);
  for (const screen of [{}, { isTTY: true, hasColors: () => false }])
    assert.equal(written(screen), 'Board: T♥ 9♠ 10♦.');
});

test('the turn and the pot stand out where there are colours, and what only reads like them does not', () => {
  const text = 'Board: 9♠. Pot: 120: main pot 60.\nYour turn: [check].\nIt is not Your turn.';
  const [bold, plain] = ['\u001b[1m', '\u001b[22m'];
  assert.equal(
    coloured(text, { hasColors: () => true }),
    `Board: 9♠. ${bold}Pot: 120${plain}: main pot 60.\n${bold}Your turn${plain}: [check].\nIt is not Your turn.`,
  );
  assert.equal(coloured(text, {}), text);
});
