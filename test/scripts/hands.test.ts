import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { parseHandHistory, replayHand, writeHandHistory } from '@parlor/agents';
import { temporaryFolder } from '../support/folder.ts';
import { parlorMany, type Run } from '../support/process.ts';

/** Three players in tenths of a unit, of whom one is not known to have held what. */
const HAND = `variant = "NT"
antes = [0, 0.5, 0]
blinds_or_straddles = [0.5, 1, 0]
min_bet = 1
starting_stacks = [100.5, 2000, 50.1]
actions = [
  "d dh p1 AsAh", "d dh p2 ????", "d dh p3 KsKh",
  "p3 cbr 50.1", "p1 cc", "p2 f",
  "p1 sm AsAh", "p3 sm KsKh", "d db 2c7d9hJdQc",
]
players = ["Ann", "Ben\\u001b[31m", ""]
hand = 12
`.replace('2c7d9hJdQc"', '2c7d9h", "d db Jd", "d db Qc"');

/** Of the HandHQ logs of 2009: whoever loses keeps its cards to itself. */
const HIDDEN = `variant = 'NT'
antes = [0, 0]
blinds_or_straddles = [5, 10]
min_bet = 10
starting_stacks = [1851.58, 1475.69]
actions = ['d dh p1 ????', 'd dh p2 ????', 'p2 cc', 'p1 cc', 'd db 5c7c7s', 'p1 cbr 20', 'p2 cc', 'd db 9d', 'p1 cbr 45',
  'p2 cc', 'd db Jh', 'p1 cc', 'p2 cbr 150', 'p1 cc', 'p2 sm 4cJc', 'p1 sm ????']
`;

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const match = (game: string, ...more: string[]): string[] => {
  const players = game.includes('players=3') ? ['uniform,random,uniform'] : ['uniform,uniform'];
  return ['match', '--game', game, '--deals', '2', '--agents', ...players, '--json', ...more];
};
const three = 'holdem(players=3,posts=1/2/4,ante=0/3,stacks=30)';
const play = (game: string, seats: string, ...more: string[]): string[] => [
  ...['play', game, '--seats', seats, '--episodes', '2', '--seed', '3', ...more],
];
const COMMANDS = {
  tell: ['hands', path('good.phh')],
  hidden: ['hands', path('hidden.phh'), '--seed', '5'],
  hiddenRows: ['hands', path('hidden.phh'), path('good.phh'), '--json'],
  folders: ['hands', path('good.phh'), folder, path('good.phh'), '--json'],
  rows: ['hands', path('bad.phh'), path('good.phh'), path('none.phh'), path('many.phhs'), '--json'],
  match: match(three, '--hands', path('new/hands')),
  again: match(three, '--hands', path('new/hands')),
  tables: match(three, '--hands', path('tables'), '--tables', '3'),
  closed: play('holdem', 'uniform,uniform', '--hands', path('closed')),
  words: play('holdem', 'random,random', '--hands', path('words')),
  kuhn: match('kuhn_poker', '--hands', path('refused')),
  rounds: match('in_words(game=holdem,rounds=2)', '--hands', path('refused')),
  code: play('holdem(deck=short-trips)', 'uniform,uniform', '--hands', path('refused')),
};

describe('hands', () => {
  const done = new Map<string, Run>();
  const of = (name: keyof typeof COMMANDS): Run => done.get(name) ?? assert.fail(name);
  const rowsOf = (name: keyof typeof COMMANDS): Readonly<Record<string, unknown>>[] =>
    of(name)
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const written = (name: string): string[] =>
    readdirSync(path(name)).map((file) => readFileSync(join(path(name), file), 'utf8'));

  before(async () => {
    writeFileSync(path('good.phh'), HAND);
    writeFileSync(path('hidden.phh'), HIDDEN);
    writeFileSync(path('bad.phh'), HAND.replace('p2 f', 'p2 x'));
    writeFileSync(
      path('many.phhs'),
      `[1]\n${HAND}\n[2]\n${HAND.replace('cbr 50.1', 'cbr 1.5')}\n[3]\n${HAND}`,
    );
    const runs = await parlorMany(Object.values(COMMANDS));
    for (const [index, name] of Object.keys(COMMANDS).entries()) done.set(name, runs[index] ?? assert.fail());
  });

  test('tells a hand line by line in the amounts of its file, to the final stacks', () => {
    const { status, stdout, stderr } = of('tell');
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(stdout.trimEnd().split('\n').slice(1), [
      'Ann (small blind) has 100.5, posts 0.5.',
      'Ben�[31m (big blind) has 2,000, puts in an ante of 0.5, posts 1.',
      'Player 3 (button) has 50.1.',
      'Ann is dealt A♠ A♥.',
      'Ben�[31m is dealt cards that are not known.',
      'Player 3 is dealt K♠ K♥.',
      'Player 3 raises to 50.1 and is all-in.',
      'Ann calls 49.6.',
      'Ben�[31m folds.',
      'The flop is 2♣ 7♦ 9♥.',
      'The turn is J♦.',
      'The river is Q♣.',
      'Ann shows A♠ A♥: pair of aces, queen, jack and nine kickers.',
      'Player 3 shows K♠ K♥: pair of kings, queen, jack and nine kickers.',
      'Ann wins 101.7.',
      'Stacks now: Ann 152.1 (+51.6), Ben�[31m 1,998.5 (-1.5), Player 3 0 (-50.1).',
    ]);
  });

  test('tells which cards are not of the file, and lets none of them win a hand that was shown', () => {
    const { status, stdout } = of('hidden');
    assert.equal(status, 0);
    assert.match(stdout, /^Player 1 shows \S+ \S+ \(dealt here where the file does not say\): /m);
    assert.match(stdout, /^Player 2 shows J♣ 4♣: two pair, jacks and sevens, nine kicker\.$/m);
    assert.match(stdout, /^Player 2 wins 450\.$/m);
    assert.deepEqual(
      rowsOf('hiddenRows').map(({ unknown, gains }) => ({ unknown, gains })),
      [
        { unknown: [1], gains: [-225, 225] },
        { unknown: [2], gains: [51.6, -1.5, -50.1] },
        { unknown: undefined, gains: undefined },
      ],
    );
  });

  test('says of a folder that it is one, and tells the files beside it', () => {
    const { status, stderr } = of('folders');
    assert.equal(status, 1);
    assert.equal(stderr, `parlor: Cannot read ${folder}: it is a folder; name a file.\n`);
    const [, row, ...others] = rowsOf('folders');
    assert.deepEqual(row, {
      ...{ type: 'hand', file: folder, hand: null, ok: false, line: null },
      error: `Cannot read ${folder}: it is a folder; name a file.`,
    });
    assert.deepEqual(others.at(-1), { type: 'result', files: 3, hands: 2, failed: 1 });
  });

  test('reports what is malformed with file, line and remedy, and tells the others', () => {
    const told = rowsOf('rows');
    const { status, stderr } = of('rows');
    assert.equal(status, 1);
    assert.deepEqual(told.pop(), { type: 'result', files: 4, hands: 3, failed: 3 });
    assert.deepEqual(
      told.map(({ ok, hand, line, gains }) => ({ ok, hand, line, gains })),
      [
        { ok: false, hand: 1, line: 8, gains: undefined },
        { ok: true, hand: 1, line: undefined, gains: [51.6, -1.5, -50.1] },
        { ok: false, hand: null, line: null, gains: undefined },
        { ok: true, hand: 1, line: undefined, gains: [51.6, -1.5, -50.1] },
        { ok: false, hand: 2, line: 23, gains: undefined },
        { ok: true, hand: 3, line: undefined, gains: [51.6, -1.5, -50.1] },
      ],
    );
    assert.match(
      stderr,
      /bad\.phh, line 8: "p2 x" is no action of hold'em: write .*\n.*none\.phh: there is no such file/,
    );
    assert.match(
      stderr,
      /many\.phhs, hand \[2\], line 23: p3 cannot bet or raise to 1\.5 here: it can .* 2 to 50\.1/,
    );
  });

  test('a match writes each hand to a file, which replays, and the same for the same seed', () => {
    const episodes = rowsOf('match').filter(({ type }) => type === 'episode');
    const placed = episodes.map(({ deal, rotation, returns }) => {
      assert.ok(Array.isArray(returns));
      return {
        name: `deal-${String(deal)}-rotation-${String(rotation)}`,
        returns: returns.map(Number).sort(),
      };
    });
    placed.sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(
      readdirSync(path('new/hands')),
      placed.map(({ name }) => `${name}.phh`),
    );
    assert.equal(placed.length, 6);
    for (const [index, text] of written('new/hands').entries()) {
      const hand = replayHand(parseHandHistory(text));
      assert.equal(writeHandHistory(hand.game, hand.history, hand.notes), text);
      assert.equal(hand.notes.fields?.['hand'], placed[index]?.name.replaceAll('-', ' '));
      const paid = new Float64Array(3);
      hand.game.returns(hand.state, paid);
      assert.deepEqual(Array.from(paid, Number).sort(), placed[index]?.returns);
    }
    assert.deepEqual(written('tables'), written('new/hands'));
    assert.equal(of('again').status, 2);
    assert.match(of('again').stderr, /has hands already, which stay as they are; name another folder/);
  });

  test('play writes hands too, of a closed table and of one in words', () => {
    for (const name of ['closed', 'words'] as const) {
      assert.equal(of(name).status, 0);
      assert.deepEqual(readdirSync(path(name)), ['hand-0001.phh', 'hand-0002.phh']);
      for (const text of written(name)) assert.ok(replayHand(parseHandHistory(text)));
    }
  });

  test('games that have no hands are refused before anything is played or made', () => {
    const refusals = {
      kuhn: /--hands is for holdem, not for kuhn_poker/,
      rounds: /--hands is for episodes of one hand: leave rounds/,
      code: /has no code for holdem/,
    };
    for (const [name, message] of Object.entries(refusals)) {
      const { status, stdout, stderr } = done.get(name) ?? assert.fail(name);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
    }
    assert.ok(!existsSync(path('refused')));
  });
});
