import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseHandHistory, type ReplayedHand, replayHand, writeHandHistory } from '@parlor/agents';
import { holdem, stream } from '@parlor/envs';
import fc from 'fast-check';
import { randomHand } from './random-hand.ts';

/** A file of a hand without limit whose blinds are 1 and 2 unless given; what is in `fields` follows the actions. */
function file(
  stacks: readonly number[],
  actions: readonly string[],
  fields = '',
  blinds: readonly number[] = [1, 2],
): string {
  const zeros = stacks.map(() => 0);
  return `variant = "NT"
antes = ${JSON.stringify(zeros)}
blinds_or_straddles = ${JSON.stringify([...blinds, ...zeros.slice(2)])}
min_bet = ${blinds[1]}
starting_stacks = ${JSON.stringify(stacks)}
actions = ${JSON.stringify(actions)}
${fields}
`;
}

/** Gains of each player of the file, in its amounts. */
function gains(text: string, seed?: number): number[] {
  const random = seed === undefined ? {} : { random: stream(seed, 'chance') };
  return gainsOf(replayHand(parseHandHistory(text, 'hand.phh'), random));
}

function gainsOf({ game, state, chip, seats }: ReplayedHand): number[] {
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  return seats.map((seat) => returns[seat] * chip);
}

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

/** A hand of the HandHQ logs of 2009: the loser's cards are not known; 0.75 of the pot was taken. */
const HANDHQ = [
  ...['d dh p1 ????', 'd dh p2 ????', 'p2 cc', 'p1 cc', 'd db 5c7c7s', 'p1 cbr 20', 'p2 cc', 'd db 9d'],
  ...['p1 cbr 45', 'p2 cc', 'd db Jh', 'p1 cc', 'p2 cbr 150', 'p1 cc'],
];
const STACKS = [1851.58, 1475.69];
const handHq = (shows: readonly string[], fields = ''): string =>
  file(STACKS, [...HANDHQ, ...shows], fields, [5, 10]);

/** Two who put in 6 each, and a board that leaves the better pair the better hand. */
const pairs = (first: string, second: string, shows: readonly string[] = []): string[] => [
  ...[`d dh p1 ${first}`, `d dh p2 ${second}`, 'p2 cbr 6', 'p1 cc', 'd db 2c7d9h', 'p1 cc', 'p2 cc'],
  ...['d db Jd', 'p1 cc', 'p2 cc', 'd db 4s', 'p1 cc', 'p2 cc', ...shows],
];

/** A board that leaves the better pair the better hand, all-in. */
const BOARD = ['d db 2c7d9h', 'd db Jd', 'd db 4s'];

/** Three players, of whom the first folds its blind: the others put in 6 each, and the pot is 13. */
const thirteen = (second: string, third: string, fields: string): string =>
  file(
    [100, 100, 100],
    [
      ...['d dh p1 AsQh', `d dh p2 ${second}`, `d dh p3 ${third}`, 'p3 cbr 6', 'p1 f', 'p2 cc'],
      ...['d db 2s3s4h', 'p2 cc', 'p3 cc', 'd db 9h', 'p2 cc', 'p3 cc', 'd db Jh', 'p2 cc', 'p3 cc'],
    ],
    fields,
  );
const tied = (fields: string): string => thirteen('KcKd', 'KhKs', fields);
const secondWins = (fields: string): string => thirteen('AcAd', 'KhKs', fields);

/** The first folds its blind; all others are all-in against the third, and play the board: they share every pot. */
function allIn(stacks: readonly number[]): string[] {
  const hands = ['2c2d', '3c3d', '4c4d', '5c5d', '6c6d', '7c7d'].slice(0, stacks.length);
  const calls = [...stacks.keys()].slice(3).map((player) => `p${player + 1} cc`);
  return [
    ...hands.map((cards, index) => `d dh p${index + 1} ${cards}`),
    ...[`p3 cbr ${stacks[2]}`, ...calls, 'p1 f', 'p2 cc', 'd db AsKsQs', 'd db Js', 'd db Ts'],
  ];
}

describe('an odd chip', () => {
  test('may go to any of those who share the pot', () => {
    for (const [end, fits] of [
      ['99, 101, 100', true],
      ['99, 100, 101', true], // the same chip, to the other winner
      ['99, 100.5, 100.5', true],
      ['99, 100, 100', true], // a rake
      ['99, 94, 101', true], // all that the second has won
      ['99, 101, 101', false], // one chip too many
      ['99, 102, 99', false], // two of 13 that are 7 and 6
      ['99, 99, 102', false],
      ['99, 93, 101', false], // less than it has kept
      ['100, 100, 100', false], // to who has folded
      ['98, 101, 101', false],
    ] as const) {
      const read = (): number[] => gains(tied(`finishing_stacks = [${end}]`));
      if (fits) assert.ok(read(), end);
      else
        assert.throws(
          read,
          { name: 'HandHistoryError', message: /line 7: the hand leaves 99, 101, 100/ },
          end,
        );
    }
  });

  test('is none where a pot is not shared, though another is', () => {
    // The first, who has 21, shares 63 with the second, who alone wins 78 of the third's and its own.
    const actions = [
      ...['d dh p1 AsKd', 'd dh p2 AdKh', 'd dh p3 QsQh', 'd dh p4 3h2h'],
      ...['p3 cbr 60', 'p4 f', 'p1 cc', 'p2 cc', 'd db KsTc9d', 'p2 cc', 'p3 cc'],
      ...['d db 5c', 'p2 cc', 'p3 cc', 'd db 4s', 'p2 cc', 'p3 cc'],
    ];
    const read = (end: string): number[] =>
      gains(file([21, 100, 100, 100], actions, `finishing_stacks = [${end}]`, [1, 2]));
    // Of 63 one has 32, by the seats or by the house.
    assert.ok(read('32, 149, 40, 100'));
    assert.ok(read('31, 150, 40, 100'));
    for (const end of ['33, 148, 40, 100', '30, 151, 40, 100', '32, 148, 41, 100', '32, 149, 40, 101'])
      assert.throws(() => read(end), /the hand leaves/, end);
  });

  test('of any number of players who share any number of pots goes to anybody, and nobody has more', () => {
    const some = fc.record({
      blind: fc.integer({ min: 1, max: 9 }),
      short: fc.array(fc.integer({ min: 11, max: 39 }), { minLength: 1, maxLength: 4 }),
      first: fc.nat(),
      isAtOnce: fc.boolean(),
      other: fc.nat(),
    });
    const property = fc.property(some, ({ blind, short: [second, ...others], first, isAtOnce, other }) => {
      const stacks = [101, second, 40, ...others];
      const levels = [...new Set([second, ...others])].sort((one, two) => one - two);
      const won = stacks.map(() => 0);
      const bounds = stacks.map(() => 0);
      for (const [index, level] of levels.entries()) {
        const sharers = [...stacks.keys()].filter((player) => player > 0 && stacks[player] >= level);
        const each = level - (levels[index - 1] ?? 0);
        const extra = index === 0 ? blind : 0;
        const odd = extra % sharers.length;
        for (const player of sharers) {
          won[player] += each + Math.floor(extra / sharers.length);
          bounds[player] += each + extra / sharers.length + Math.max(1, odd);
        }
        for (let chip = 0; chip < odd; chip++)
          won[sharers[(first + (isAtOnce ? 0 : chip)) % sharers.length]]++;
      }
      const back = 40 - Math.max(...levels);
      const kept = stacks.map((_, player) => [101 - blind, 0, back][player] ?? 0);
      const read = (shares: readonly number[], field: string): unknown => {
        const base = field === 'winnings' ? stacks.map(() => 0) : kept;
        const amounts = shares.map((share, player) => base[player] + share);
        return gains(file(stacks, allIn(stacks), `${field} = ${JSON.stringify(amounts)}`, [blind, 10]));
      };
      const winner = 1 + (other % (stacks.length - 1));
      const sharesWith = (player: number, share: number, rest = won): number[] =>
        rest.map((one, at) => (at === player ? share : one));
      const modest = won.map((share) => Math.min(share, 1));
      for (const field of ['finishing_stacks', 'winnings']) {
        assert.ok(read(won, field));
        for (const strange of [
          sharesWith(winner, won[winner] + 1), // chips from nowhere
          // More odd chips than there are, though a rake makes room for them.
          sharesWith(winner, bounds[winner], modest),
          sharesWith(0, 1, sharesWith(winner, won[winner] - 1)), // who has folded
        ])
          assert.throws(
            () => read(strange, field),
            { name: 'HandHistoryError' },
            `${field} ${strange.join()}`,
          );
      }
    });
    fc.assert(property, { numRuns: 100, seed: 7 });
  });
});

describe('stacks at the end', () => {
  test('tell who has won, though a rake was taken, and unknown cards are dealt accordingly', () => {
    for (const [shows, stacks, paid] of [
      [['p2 sm 4cJc', 'p1 sm ????'], '1626.58, 1699.94', [-225, 225]],
      [['p2 sm ????', 'p1 sm ????'], '1626.58, 1699.94', [-225, 225]],
      [['p2 sm ????', 'p1 sm ????'], '2075.83, 1250.69', [225, -225]],
    ] as const) {
      const text = handHq(shows, `finishing_stacks = [${stacks}]`);
      for (const seed of SEEDS) assert.deepEqual(gains(text, seed).map(Math.round), paid);
    }
  });

  test('give nobody more than the hand does, and only who wins less', () => {
    const folded = ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 cbr 6', 'p1 f'];
    const six = ['AsQh', 'KsKh', 'QsJh', 'Ts9h', '8s7h'].map((cards, index) => `d dh p${index + 1} ${cards}`);
    const more = [...six, 'p3 cbr 6', 'p4 f', 'p5 f', 'p1 f', 'p2 f'];
    const split = pairs('AsKh', 'AhKs');
    const rows: readonly (readonly [readonly number[], readonly string[], string, boolean])[] = [
      [[100, 100], folded, '98, 102', true],
      [[100, 100], folded, '98, 101.75', true],
      [[100, 100], folded, '98, 98', true],
      [[100, 100], folded, '98, 97', false], // more than it has won
      [[100, 100], folded, '101, 90', false], // less in all, and more for who has folded
      [[100, 100], folded, '97, 102', false],
      [[100, 100], folded, '98, 103', false],
      [[100, 100, 100, 100, 100], more, '99, 98, 103, 100, 100', true],
      [[100, 100, 100, 100, 100], more, '99, 98, 102, 100, 100', true],
      [[100, 100, 100, 100, 100], more, '99, 98, 102, 99, 100', false], // put nothing in, and has less
      [[100, 100], split, '100, 100', true],
      [[100, 100], split, '99.5, 99.5', true],
      [[100, 100], split, '99.5, 100.5', true], // one smaller coin, as the table may have shared it
      [[100, 100], split, '100.75, 100.75', false], // chips from nowhere
      [[100, 100], split, '101, 98', false],
    ];
    for (const [stacks, actions, end, fits] of rows) {
      const text = file(stacks, actions, `finishing_stacks = [${end}]`);
      if (fits) assert.ok(gains(text), end);
      else {
        const message =
          /^hand\.phh, line 7: the hand leaves .*, and not these stacks: only who wins may have less/;
        assert.throws(() => gains(text), { name: 'HandHistoryError', message }, end);
      }
    }
  });

  test('of two players at random: the winner may have less by what it has won, and every other change is refused', () => {
    const property = fc.property(
      fc.nat(),
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 5, max: 60 }),
      fc.nat(),
      (seed, one, other, part) => {
        const game = holdem({ players: 2, stacks: [one, other], actions: 'full' });
        const history = randomHand(game, stream(seed, 'test'));
        const { finishing = [], ...rest } = parseHandHistory(writeHandHistory(game, history));
        const paid = gainsOf(replayHand(rest));
        const winner = paid.findIndex((gain) => gain > 0);
        fc.pre(winner >= 0);
        const changed = (player: number, by: number): unknown =>
          replayHand({
            ...rest,
            finishing: finishing.map((stack, index) => stack + (index === player ? by : 0)),
          });
        assert.ok(changed(winner, -(1 + (part % paid[winner]))));
        for (const [player, by] of [
          [winner, 1],
          [1 - winner, 1],
          [1 - winner, -1],
        ])
          assert.throws(() => changed(player, by), /the hand leaves/);
      },
    );
    fc.assert(property, { numRuns: 150, seed: 5 });
  });
});

describe('a hand that nobody sees', () => {
  test('loses to those that are shown, without a word about stacks', () => {
    for (const shows of [
      ['p2 sm 4cJc', 'p1 sm ????'],
      ['p1 sm ????', 'p2 sm 4cJc'],
      ['p2 sm 4cJc', 'p1 sm'],
    ]) {
      for (const seed of SEEDS) assert.deepEqual(gains(handHq(shows), seed), [-225, 225]);
    }
  });

  test('wins as it may where no hand is shown', () => {
    const won = SEEDS.map((seed) => gains(handHq(['p2 sm ????', 'p1 sm ????']), seed)[0] ?? 0);
    assert.ok(won.some((gain) => gain > 0) && won.some((gain) => gain < 0));
  });

  test('is refused where it must share the pot', () => {
    // All play the board.
    const royal = ['d db AsKsQs', 'p1 cc', 'p2 cc', 'd db Js', 'p1 cc', 'p2 cc', 'd db Ts', 'p1 cc', 'p2 cc'];
    const text = file(
      [100, 100],
      ['d dh p1 ????', 'd dh p2 3h3d', 'p2 cc', 'p1 cc', ...royal, 'p2 sm -', 'p1 sm ????'],
    );
    const message = /^hand\.phh, line 6: p1 wins, however often its cards are dealt, and does not show them/;
    assert.throws(() => gains(text, 1), { name: 'HandHistoryError', message });
  });

  test('shares with others of its kind what lies beyond the hand that is shown', () => {
    const text = file(
      [20, 100, 100],
      [
        ...['d dh p1 AsAh', 'd dh p2 ????', 'd dh p3 ????', 'p3 cc', 'p1 cbr 20', 'p2 cc', 'p3 cc'],
        ...['d db 2c7d9h', 'p2 cbr 30', 'p3 cc', 'd db Jd', 'p2 cc', 'p3 cc', 'd db 4s', 'p2 cc', 'p3 cc'],
        ...['p2 sm ????', 'p3 sm ????', 'p1 sm -'],
      ],
    );
    const sides = SEEDS.map((seed) => {
      const [first, ...others] = gains(text, seed);
      assert.equal(first, 40); // the main pot, of 60
      return others.join();
    });
    assert.ok(sides.includes('10,-50') && sides.includes('-50,10'));
  });

  test('may win where all others have folded', () => {
    const text = file([100, 100], ['d dh p1 ????', 'd dh p2 KsKh', 'p2 cbr 6', 'p1 f', 'p2 sm']);
    assert.deepEqual(gains(text, 1), [-2, 2]);
  });
});

describe('winnings', () => {
  test('tell who has won, and unknown cards are dealt accordingly', () => {
    for (const [winnings, paid] of [
      ['0, 449.25', [-225, 225]],
      ['449.25, 0', [225, -225]],
      ['224.62, 224.63', [0, 0]],
    ] as const) {
      const text = handHq(['p2 sm ????', 'p1 sm ????'], `winnings = [${winnings}]`);
      for (const seed of SEEDS) assert.deepEqual(gains(text, seed), paid);
    }
  });

  test('belong to those who win, and to nobody else', () => {
    const shown = pairs('AsAh', 'KsKh');
    assert.ok(gains(file([100, 100], shown, 'winnings = [11.5, 0]')));
    for (const [winnings, message] of [
      ['0, 12', /^hand\.phh, line 7: p1 wins 12 in this hand, and not 0: say what each gets out of the pots/],
      ['12, 1', /^hand\.phh, line 7: p2 wins nothing in this hand, and not 1: say/],
      ['0, 0', /^hand\.phh, line 7: p1 wins 12/],
    ] as const) {
      const text = file([100, 100], shown, `winnings = [${winnings}]`);
      assert.throws(() => gains(text), { name: 'HandHistoryError', message });
    }
  });

  test('are no more than the pots give', () => {
    const refused = (text: string, message: RegExp): void => {
      assert.throws(() => gains(text), { name: 'HandHistoryError', message });
    };
    assert.ok(gains(secondWins('winnings = [0, 13, 0]')));
    refused(
      secondWins('winnings = [0, 1000, 0]'),
      /^hand\.phh, line 7: p2 wins 13 in this hand, and not 1000: say what each gets out of the pots/,
    );
    refused(secondWins('winnings = [0, 13.5, 0]'), /line 7: p2 wins 13 in this hand, and not 13.5: say/);
    for (const shares of ['7, 6', '6, 7', '6.5, 6.5', '6, 6'])
      assert.ok(gains(tied(`winnings = [0, ${shares}]`)));
    refused(tied('winnings = [0, 100, 100]'), /line 7: p2 wins 7 in this hand, and not 100: say/);
    refused(tied('winnings = [0, 5, 8]'), /line 7: p3 wins 6 in this hand, and not 8: say/);
    refused(tied('winnings = [0, 7, 7]'), /line 7: all win 13 in this hand, and not 14: say/);
    // The second has 4 back, which nobody has called.
    const called = ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 cbr 6', 'p1 f'];
    assert.ok(gains(file([100, 100], called, 'winnings = [0, 4]')));
    assert.ok(gains(file([100, 100], called, 'winnings = [0, 8]')));
    refused(
      file([100, 100], called, 'winnings = [0, 8.5]'),
      /line 7: p2 wins 4 in this hand, and not 8.5: say/,
    );
    // Nothing is counted that comes back where others have called less.
    const short = file([20, 100], ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 cbr 50', 'p1 cc', ...BOARD]);
    assert.ok(gains(`${short}winnings = [40, 0]\n`));
    refused(`${short}winnings = [40, 30]\n`, /p2 wins nothing in this hand, and not 30/);
  });

  test('and stacks at the end say the same', () => {
    const both = (hand: (fields: string) => string, winnings: string, end: string): number[] =>
      gains(hand(`winnings = [${winnings}]\nfinishing_stacks = [${end}]`));
    const message =
      /^hand\.phh, line 7: p2 has 107 at the end, 13 of it won, and not 5: say what each gets out of the pots/;
    assert.throws(() => both(secondWins, '0, 5, 0', '99, 107, 94'), { name: 'HandHistoryError', message });
    assert.ok(both(secondWins, '0, 13, 0', '99, 107, 94'));
    assert.ok(both(secondWins, '0, 12.5, 0', '99, 106.5, 94'));
    assert.throws(
      () => both(secondWins, '0, 13, 0', '99, 106.5, 94'),
      /106.5 at the end, 12.5 of it won, and not 13/,
    );
    assert.ok(both(tied, '0, 6, 7', '99, 101, 100')); // the odd chip, of which one of them has lost sight
    assert.ok(both(tied, '0, 6.5, 6.5', '99, 100, 101'));
    assert.throws(
      () => both(tied, '0, 7, 5', '99, 100, 101'),
      /p3 has 101 at the end, 7 of it won, and not 5/,
    );
    // Who is left alone may count what comes back.
    const walk = (fields: string): string =>
      file([100, 100], ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 f'], fields);
    for (const winnings of ['2, 0', '3, 0']) assert.ok(both(walk, winnings, '101, 99'));
    assert.throws(() => both(walk, '1, 0', '101, 99'), /p1 has 101 at the end, 2 of it won, and not 1/);
  });

  test('may count a blind that nobody has called, as the HandHQ logs do', () => {
    const walk = ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 f'];
    assert.ok(gains(file([100, 100], walk, 'winnings = [3, 0]')));
    const all = ['d dh p1 AsAh', 'd dh p2 KsKh', 'd dh p3 QsQh', 'p3 f', 'p1 f'];
    assert.ok(gains(file([100, 100, 100], all, 'winnings = [0, 2, 0]', [0, 2])));
    assert.ok(gains(file([100, 100, 100], all, 'winnings = [0, 0, 0]', [0, 2])));
    const other = file([100, 100, 100], all, 'winnings = [2, 0, 0]', [0, 2]);
    assert.throws(() => gains(other), /line 7: p1 wins nothing in this hand, and not 2/);
  });
});

describe('a dash', () => {
  test('shows the cards that were dealt', () => {
    for (const shows of [
      ['p1 sm -', 'p2 sm -'],
      ['p1 sm - # aces', 'p2 sm KsKh'],
    ]) {
      assert.deepEqual(gains(file([100, 100], pairs('AsAh', 'KsKh', shows))), [6, -6]);
    }
  });

  test('is refused where those are not known', () => {
    const message =
      /^hand\.phh, line 6: p2 shows the cards that it was dealt, which are not all known: name them in place/;
    for (const cards of ['????', 'Ks??']) {
      const text = file([100, 100], pairs('AsAh', cards, ['p1 sm -', 'p2 sm -']));
      assert.throws(() => gains(text, 1), { name: 'HandHistoryError', message });
    }
    const dealt = file([100, 100], ['d dh p1 AsAh', 'd dh p2 -']);
    assert.throws(() => gains(dealt, 1), /line 6: "d dh p2 -" names no cards/);
  });
});
