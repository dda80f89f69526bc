import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type HandComment,
  HandHistoryError,
  type HandHistoryNotes,
  parseHandHistories,
  parseHandHistory,
  type ReplayedHand,
  replayHand,
  writeHandHistory,
} from '@parlor/agents';
import { type Game, holdem, loadGame, type Random, stream, TERMINAL } from '@parlor/envs';
import fc from 'fast-check';
import { randomHand } from './random-hand.ts';

/** Dwan against Ivey, 2009, as the authors of the format tell it; stacks at the end are theirs as well. */
const DWAN_IVEY = `# The first televised million-dollar pot.
variant = "NT"
ante_trimming_status = true
antes = [500, 500, 500]
blinds_or_straddles = [1000, 2000, 0]
min_bet = 2000
starting_stacks = [1125600, 2000000, 553500]
actions = [
  # Pre-flop
  "d dh p1 Ac2d", # Ivey
  "d dh p2 ????", # Antonius
  "d dh p3 7h6h", # Dwan
  "p3 cbr 7000",
  "p1 cbr 23000",
  "p2 f",
  "p3 cc",
  # Flop
  "d db Jc3d5c",
  "p1 cbr 35000",
  "p3 cc",
  # Turn
  "d db 4h",
  "p1 cbr 90000 # He has the straight",
  "p3 cbr 232600",
  "p1 cbr 1067100",
  "p3 cc",
  # Showdown
  "p1 sm Ac2d",
  "p3 sm 7h6h",
  # River
  "d db Jh",
]
players = ["Phil Ivey", "Patrik Antonius", "Tom Dwan"]
`;

/** Chips of each player of the file at the end, in the amounts of the file. */
function stacksOf({ game, state, chip, seats }: ReplayedHand, starting: readonly number[]): number[] {
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  return starting.map((stack, player) => stack + returns[seats[player]] * chip);
}

test('a published hand comes out as published', () => {
  const file = parseHandHistory(DWAN_IVEY, 'dwan-ivey-2009.phh');
  assert.deepEqual(file.players, ['Phil Ivey', 'Patrik Antonius', 'Tom Dwan']);
  const hand = replayHand(file, { random: stream(1, 'chance') });
  assert.equal(hand.chip, 1);
  assert.equal(hand.game.mover(hand.state), TERMINAL);
  assert.deepEqual(stacksOf(hand, file.stacks), [572100, 1997500, 1109500]);
});

/** Hands of the pokerkit repository (data/), of other kinds than that: facts of play alone, and stacks as it ends them. */
const PUBLISHED: readonly (readonly [string, string, readonly number[], chip: number])[] = [
  [
    'Xuan against Phua, 2019: short deck, the button alone posts a blind',
    `variant = "NS"
     ante_trimming_status = true
     antes = [3000, 3000, 3000, 3000, 3000, 3000]
     blinds_or_straddles = [0, 0, 0, 0, 0, 3000]
     min_bet = 3000
     starting_stacks = [495000, 232000, 362000, 403000, 301000, 204000]
     actions = ["d dh p1 Th8h", "d dh p2 QsJd", "d dh p3 QhQd", "d dh p4 8d7c", "d dh p5 KhKs", "d dh p6 8c7h",
       "p1 cc", "p2 cc", "p3 cbr 35000", "p4 f", "p5 cbr 298000", "p6 f", "p1 f", "p2 f", "p3 cc",
       "p5 sm KhKs", "p3 sm QhQd", "d db 9h6cKc", "d db Jh", "d db Ts"]`,
    [489000, 226000, 684000, 400000, 0, 198000],
    1,
  ],
  [
    'Antonius against Blom, 2009: pot-limit Omaha, in quarters of a dollar',
    `variant = "PO"
     antes = [0, 0]
     blinds_or_straddles = [500, 1000]
     min_bet = 1000
     starting_stacks = [1259450.25, 678473.5]
     actions = ["d dh p1 Ah3sKsKh", "d dh p2 6d9s7d8h", "p2 cbr 3000", "p1 cbr 9000", "p2 cbr 27000", "p1 cbr 81000",
       "p2 cc", "d db 4s5c2h", "p1 cbr 91000", "p2 cbr 435000", "p1 cbr 779000", "p2 cc",
       "p1 sm Ah3sKsKh", "p2 sm 6d9s7d8h", "d db 5h", "d db 9c"]`,
    [1937923.75, 0],
    0.25,
  ],
  [
    'a hand of the World Series of 2023: the big blind pays the ante, cards are dealt one by one',
    `variant = "NT"
     antes = [0, 120000, 0, 0, 0]
     blinds_or_straddles = [40000, 80000, 0, 0, 0]
     min_bet = 80000
     starting_stacks = [3775000, 5110000, 8935000, 4545000, 7340000]
     actions = ["d dh p1 Th", "d dh p2 Qs", "d dh p3 Ac", "d dh p4 Qc", "d dh p5 As", "d dh p1 5d", "d dh p2 4s",
       "d dh p3 5h", "d dh p4 Js", "d dh p5 Qh", "p3 cbr 170000", "p4 f", "p5 cc", "p1 f", "p2 cbr 875000", "p3 f",
       "p5 cbr 4990000", "p2 f"]`,
    [3735000, 4115000, 8765000, 4545000, 8545000],
    1,
  ],
  [
    'another of it, at limit: a stack of more chips than are played is divided by what all amounts are multiples of',
    `variant = "FT"
     antes = [0, 0, 0, 0, 0]
     blinds_or_straddles = [100000, 200000, 0, 0, 0]
     small_bet = 200000
     big_bet = 400000
     starting_stacks = [14425000, 7450000, 2850000, 3500000, 1475000]
     actions = ["d dh p1 Jd3d", "d dh p2 8d7s", "d dh p3 Jh5d", "d dh p4 Ah4h", "d dh p5 TsTd", "p3 f", "p4 cbr 400000",
       "p5 cbr 600000", "p1 f", "p2 f", "p4 cc", "d db AcQdKh", "p4 cc", "p5 cbr 200000", "p4 cbr 400000", "p5 cc",
       "d db 6c", "p4 cbr 400000", "p5 f"]`,
    [14325000, 7250000, 2850000, 4800000, 475000],
    25000,
  ],
];

for (const [name, text, stacks, chip] of PUBLISHED) {
  test(name, () => {
    const file = parseHandHistory(text);
    const hand = replayHand(file);
    assert.equal(hand.chip, chip);
    assert.deepEqual(stacksOf(hand, file.stacks), stacks);
    const again = replayHand(parseHandHistory(writeHandHistory(hand.game, hand.history, hand.notes)));
    assert.deepEqual(again.state, hand.state);
  });
}

test('unknown cards are dealt from what is left by the random numbers given, and refused without', () => {
  const file = parseHandHistory(DWAN_IVEY, 'dwan-ivey-2009.phh');
  const once = replayHand(file, { random: stream(5, 'chance') });
  assert.deepEqual(replayHand(file, { random: stream(5, 'chance') }).history, once.history);
  assert.notDeepEqual(replayHand(file, { random: stream(6, 'chance') }).history, once.history);
  assert.throws(() => replayHand(file), {
    name: 'HandHistoryError',
    message: /dwan-ivey-2009.phh, line 11: cards of p2 are unknown: name them .* or have them dealt/,
  });
  const undealt = DWAN_IVEY.replace('"d dh p2 ????", # Antonius\n', '');
  assert.throws(() => replayHand(parseHandHistory(undealt)), /line 8: cards of p2 are unknown/);
});

test('of two players the file names the big blind first, and the button acts first before the flop', () => {
  const file = parseHandHistory(
    [
      'variant = "NT"',
      'antes = [0, 0]',
      'blinds_or_straddles = [1, 2]',
      'min_bet = 2',
      'starting_stacks = [100, 80]',
      'actions = ["d dh p1 AsAh", "d dh p2 KsKh", "p2 cbr 6", "p1 cc", "d db 2c7d9h", "p1 cc", "p2 cbr 10", "p1 f"]',
    ].join('\n'),
  );
  const hand = replayHand(file);
  assert.deepEqual(stacksOf(hand, file.stacks), [94, 86]);
  assert.equal(hand.game.spec.includes('stacks=80/100'), true);
});

const tables = fc
  .record({
    players: fc.integer({ min: 2, max: 9 }),
    kind: fc.constantFrom(
      { betting: 'limit' } as const,
      { betting: 'limit', bets: 7 } as const,
      { betting: 'no-limit', actions: 'full' } as const,
      { betting: 'no-limit', actions: 'fractions', fractions: [0.5, 1] } as const,
      { betting: 'no-limit', actions: 'full', deck: 'short' } as const,
      { betting: 'pot-limit', actions: 'full', variant: 'omaha' } as const,
    ),
    antes: fc.oneof(fc.constantFrom([0], [2]), fc.array(fc.nat({ max: 4 }), { minLength: 2, maxLength: 9 })),
    posts: fc.option(fc.array(fc.constantFrom(0, 2, 5, 10, 20), { minLength: 2, maxLength: 9 })),
    depth: fc.constantFrom(10, 60, 400),
    seed: fc.nat(),
  })
  .map(({ players, kind, antes, posts, depth, seed }) => {
    const random = stream(seed, 'test');
    const stacks = Array.from({ length: players }, () => 1 + random.below(depth));
    const some = posts?.slice(0, players);
    const enough = kind.betting !== 'pot-limit' || Math.max(...(some ?? [])) >= 5;
    const posted = some === undefined || !enough ? { small_blind: 2 } : { posts: some };
    return {
      game: holdem({ ...kind, ...posted, players, ante: antes.slice(0, players), stacks, big_blind: 5 }),
      random,
    };
  });

test('what is written is read and played again to the same state and the same stacks', () => {
  fc.assert(
    fc.property(tables, units, ({ game, random }, unit) => {
      const history = randomHand(game, random);
      const notes = notesAtRandom(game, history, unit, random);
      const text = writeHandHistory(game, history, notes);
      const file = parseHandHistory(text);
      const hand = replayHand(file);
      const { finishing_stacks, ante_trimming_status, ...fields } = hand.notes.fields ?? {};
      assert.ok(ante_trimming_status === undefined || ante_trimming_status === true);
      assert.deepEqual(finishing_stacks, file.finishing);
      assert.deepEqual(fields, notes.fields);
      assert.deepEqual(hand.notes.players, notes.players);
      assert.deepEqual(ordered(hand.notes.comments), ordered(notes.comments));
      const returns = new Float64Array(game.seats);
      const state = stateAfter(game, history);
      game.returns(state, returns);
      const again = new Float64Array(game.seats);
      hand.game.returns(hand.state, again);
      assert.deepEqual(
        Array.from(again, (value) => Math.round((value * hand.chip) / unit)),
        Array.from(returns),
      );
      assert.equal(writeHandHistory(hand.game, hand.history, hand.notes), text);
      // The same words, cards and chips whatever set of actions the first game had; chips may be of another size.
      if (hand.chip === unit) {
        for (let seat = 0; seat < game.seats; seat++) {
          assert.equal(hand.game.text.view(hand.state, seat), game.text.view(state, seat));
        }
        if (hand.game.spec === game.spec) assert.deepEqual(hand.state, state);
      }
      assert.match(text, /finishing_stacks = \[/);
    }),
    { numRuns: 150, seed: 4 },
  );
});

test('what a file says beside the play is kept and given back: fields, dates, comments, names, and its amounts', () => {
  const text = [
    'variant = "NT"',
    'antes = [ 0, 0 ]',
    'blinds_or_straddles = [ 0.25, 0.5 ]',
    'min_bet = 0.5',
    'starting_stacks = [ 40, 25.75 ]',
    'actions = [',
    '  "# The last hand of the night",',
    '  "d dh p1 AhAs # aces",',
    '  "d dh p2 KhKs",',
    '  "# Both look",',
    '  "p2 cbr 2 # quickly",',
    '  "p1 cbr 40",',
    '  "p2 cc",',
    '  "p1 sm AhAs # at once",',
    '  "p2 sm KhKs",',
    '  "# The board",',
    '  "d db 2c7d9h # dry",',
    '  "d db 3c",',
    '  "d db 4s",',
    '  "# Good night",',
    ']',
    'finishing_stacks = [ 65.75, 0 ]',
    'players = [ "Ann", "Ben" ]',
    'time = 20:15:00.000',
    'time_limit = inf',
    'hand = 90071992547409931',
    'seats = [ 4, 2 ]',
    'winnings = [ 51.5, 0 ]',
    '',
    '[_meta]',
    'by = "us"',
    '',
  ].join('\n');
  const file = parseHandHistory(text);
  const hand = replayHand(file);
  assert.equal(hand.chip, 0.25);
  assert.deepEqual(hand.notes.players, ['Ben', 'Ann']);
  assert.equal(writeHandHistory(hand.game, hand.history, hand.notes), text);
});

test('a file may have several hands, and one that is malformed leaves the others readable', () => {
  const one = DWAN_IVEY.replace('????', '2s2h');
  const text = `[1]\n${one}\n[2]\n${one.replace('p2 f', 'p2 x')}\n[third]\n${one}`;
  const [first, second, third, ...others] = parseHandHistories(text, 'night.phhs');
  assert.deepEqual(others, []);
  const read = [first?.(), third?.()].flatMap((file) => file ?? []);
  assert.deepEqual(replayHand(read[0]).state, replayHand(read[1]).state);
  const line = text.split('\n').findIndex((words) => words.includes('p2 x')) + 1;
  assert.throws(() => replayHand((second ?? assert.fail())()), {
    message: `night.phhs, hand [2], line ${line}: "p2 x" is no action of hold'em: write "d dh p1 AsKs", "d db 2c3c4c", "p1 f", "p1 cc", "p1 cbr 400" or "p1 sm AsKs".`,
  });
  assert.throws(() => parseHandHistory(text), /it has 3 hands: read it with parseHandHistories/);
});

test("a first hand without a header takes no others with it, while tables of one's own stay", () => {
  const one = DWAN_IVEY.replace('????', '2s2h');
  const line = one.split('\n').length;
  for (const header of ['[2]', '["2"] # the next', '[ 2 ]']) {
    const text = `${one}${header}\n${one}`;
    const message = new RegExp(
      `night.phhs, line ${line}: \\[2\\] begins another hand, but the first has no header`,
    );
    assert.throws(() => parseHandHistory(text, 'night.phhs'), { name: 'HandHistoryError', message });
    const [first] = parseHandHistories(text, 'night.phhs');
    assert.throws(() => first?.(), { name: 'HandHistoryError', message });
  }
  const { notes } = parseHandHistory(`${one}[_2]\nby = "us"\n`);
  assert.deepEqual({ ...Object(notes['_2']) }, { by: 'us' });
});

test('a pot that is shared at a table of large chips may leave an odd one of them', () => {
  const file = (end: string): string =>
    `variant = "NT"\nantes = [0, 0, 0]\nblinds_or_straddles = [100, 200, 0]\nmin_bet = 200\nstarting_stacks = [900, 900, 900]
     actions = ["d dh p1 2c3d", "d dh p2 AsKs", "d dh p3 AhKh", "p3 cc", "p1 f", "p2 cc", "d db QdJcTh", "p2 cc", "p3 cc",
       "d db 4s", "p2 cc", "p3 cc", "d db 5d", "p2 cc", "p3 cc"]
     finishing_stacks = [${end}]`;
  for (const end of ['800, 950, 950', '800, 1000, 900']) assert.ok(replayHand(parseHandHistory(file(end))));
  assert.throws(() => replayHand(parseHandHistory(file('800, 1050, 850'))), /the hand leaves 800, 950, 950/);
});

test('a hand that is left before its end is written and read as far as it goes', () => {
  const game = loadGame('holdem(players=3,actions=full,stacks=50)');
  const history = randomHand(game, stream(3, 'test'));
  for (let length = 6; length < history.length; length++) {
    const state = stateAfter(game, history.slice(0, length));
    const board = /Board: ([^.]*)\./.exec(game.text.view(state, 0))?.[1];
    const hand = replayHand(parseHandHistory(writeHandHistory(game, history.slice(0, length))));
    assert.equal(/Board: ([^.]*)\./.exec(hand.game.text.view(hand.state, 0))?.[1], board);
    assert.equal(hand.game.mover(hand.state), game.mover(state));
  }
});

/** What a chip is worth in a file. */
const units = fc.constantFrom(1, 1, 0.5, 0.25, 0.01);

const FIELDS = {
  event: 'A "test" # 1',
  hand: 7,
  venue: 'Port Tilbury \\',
  year: 2024,
  currency: 'EUR',
  _sponsors: ['', 'Ink & Co.'],
};

/** Fields and comments such as files have: beside some actions and after some, and at the first hand. */
function notesAtRandom(
  game: Game,
  history: readonly number[],
  chip: number,
  random: Random,
): HandHistoryNotes {
  const comments: HandComment[] = [{ after: game.spec.includes('omaha') ? 4 : 2, text: 'a # "hand"' }];
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const [index, step] of history.entries()) {
    const acts = game.mover(state) >= 0;
    game.apply(state, step);
    if (acts && random.below(4) === 0) comments.push({ after: index + 1, text: `step ${index} \\ \u007f` });
    if (acts && random.below(4) === 0) comments.push({ after: index + 1, alone: true, text: 'a pause' });
  }
  return { players: names(game.seats), chip, fields: FIELDS, comments };
}

function ordered(comments: readonly HandComment[] = []): string[] {
  return comments.map(({ after, text, alone = false }) => JSON.stringify({ after, text, alone })).sort();
}

function stateAfter(game: Game, history: readonly number[]): Int32Array {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const step of history) game.apply(state, step);
  return state;
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, seat) => `Player "${seat}" \u007f\\`);
}

describe('a malformed history is refused with the line', () => {
  const good = [
    'variant = "NT"', // 1
    'antes = [0, 0, 0]', // 2
    'blinds_or_straddles = [1, 2, 0]', // 3
    'min_bet = 2', // 4
    'starting_stacks = [100, 100, 100]', // 5
    'actions = [', // 6
    '  "d dh p1 AsAh",', // 7
    '  "d dh p2 KsKh", # comment', // 8
    '  "d dh p3 QsQh", "p3 cbr 6",', // 9
    '  """p1 cc""",', // 10
    "  'p2 f',", // 11
    '  "d db 2c7d9h",', // 12
    '  "p1 cc",', // 13
    ']', // 14
  ];
  const rows: readonly (readonly [string, line: number, instead: string, RegExp])[] = [
    ['no TOML', 3, 'blinds_or_straddles = [1, 2, 0', /line 4: this is no TOML/],
    ['another game', 1, 'variant = "FR"', /line 1: variant must be one of FT, NT, NS, PO/],
    ['a field of another kind', 2, 'antes = [0, "1", 0]', /line 2: antes, entry 2/],
    ['a stack of nothing', 5, 'starting_stacks = [100, 0, 100]', /line 5: starting_stacks, entry 2/],
    ['an unknown stack', 5, 'starting_stacks = [100, inf, 100]', /line 5: starting_stacks, entry 2/],
    [
      'a list of another length',
      3,
      'blinds_or_straddles = [1, 2]',
      /line 3: blinds_or_straddles has 2 entries/,
    ],
    ['a bet of limit', 4, 'min_bet = 2\nsmall_bet = 2', /line 5: small_bet is not for variant NT/],
    ['a least bet of nothing', 4, 'min_bet = 0', /line 4: min_bet must be a number above 0\.$/],
    [
      'a list that is none',
      2,
      'antes = "none"',
      /line 2: antes must be a list of 2 to 10 numbers, one for each/,
    ],
    ['an action that is no text', 13, '  5,', /line 13: actions, entry 8, must be a text such as "p1 cc"\.$/],
    ['a year in words', 4, 'min_bet = 2\nyear = "last"', /line 5: year must be a whole number\.$/],
    [
      'a seat in words',
      4,
      'min_bet = 2\nseats = [1, 2, "x"]',
      /line 5: seats, entry 3, must be a whole number\.$/,
    ],
    [
      'seats of others',
      4,
      'min_bet = 2\nseats = [1, 2]',
      /line 5: seats has 2 entries and starting_stacks 3/,
    ],
    ['a time that is none', 4, 'min_bet = 2\ntime = 5', /line 5: time must be a time such as 20:15:00\.$/],
    [
      'a time limit below all numbers',
      4,
      'min_bet = 2\ntime_limit = -inf',
      /line 5: time_limit must be a number of seconds, or inf where there is no limit\.$/,
    ],
    ['a time limit that is no number', 4, 'min_bet = 2\ntime_limit = nan', /line 5: time_limit must be a/],
    [
      'winnings of others',
      4,
      'min_bet = 2\nwinnings = [1, 2]',
      /line 5: winnings has 2 entries and starting_stacks 3/,
    ],
    [
      'winnings in words',
      4,
      'min_bet = 2\nwinnings = [0, "all", 0]',
      /line 5: winnings, entry 2, must be a number from 0 on\.$/,
    ],
    [
      'antes that differ and are trimmed',
      2,
      'antes = [0, 2, 0]\nante_trimming_status = true',
      /line 3: antes that differ can be won by everybody: say ante_trimming_status = false/,
    ],
    [
      'a stack below the ante that may win all antes',
      2,
      'antes = [200, 200, 200]',
      /line 2: p1 has less than the ante, and wins of each other what it has put in/,
    ],
    [
      'more chips than are played',
      5,
      'starting_stacks = [100, 100, 200000.01]',
      /line 5: 200000\.01 is 20000001 chips of 0\.01, the largest .* 10000000 are the most that are played/,
    ],
    ['a raise without end', 10, `  "p1 cbr ${'9'.repeat(400)}",`, /line 10: .* is more than anybody has/],
    [
      'a player that there is not',
      9,
      '  "d dh p4 QsQh", "p3 cbr 6",',
      /line 9: "d dh p4 QsQh" names no player/,
    ],
    ['a card that there is not', 7, '  "d dh p1 AsAx",', /line 7: .* has no card called "Ax"/],
    ['a card that comes twice', 8, '  "d dh p2 KsAh",', /line 8: Ah is dealt again: it is with p1 already/],
    ['three cards in a hand', 8, '  "d dh p2 KsKhKd",', /line 8: p2 has more than 2 cards/],
    ['a word that means nothing', 13, '  "p1 check",', /line 13: "p1 check" is no action of hold'em: write/],
    ['words too many', 13, '  "p1 cc 5 6",', /line 13: .* words too many/],
    ['another turn', 10, '  """p2 cc""",', /line 10: p2 acts, but it is the turn of p1/],
    [
      'a raise that is too small',
      10,
      '  "p1 cbr 8",',
      /line 10: p1 cannot bet or raise to 8 here: it can fold \(f\), check or call \(cc\) or bet or raise \(cbr\) 10 to 100/,
    ],
    [
      'a raise by parts of a chip',
      10,
      '  "p1 cbr 10.0004",',
      /line 10: 10.0004 must be a multiple of a thousandth/,
    ],
    [
      'a fold where nothing is to call',
      13,
      '  "p1 f",',
      /line 13: p1 cannot fold here: it can check or call/,
    ],
    [
      'a board that comes too early',
      10,
      '  "d db 3c8dTh",',
      /line 10: 3c is dealt, but it is the turn of p1/,
    ],
    ['a board of an unknown card', 12, '  "d db 2c7d??",', /line 12: a card of the board is unknown/],
    ['a board that is missing', 12, '  "p1 cc",', /line 12: p1 acts, but a card of the board is next/],
    ['hands shown too early', 13, '  "p1 sm AsAh",', /line 13: p1 shows, but it is the turn of p1/],
    [
      'cards shown that were not dealt',
      13,
      '  "p1 sm AsAd",',
      /line 13: p1 shows Ad, which it was not dealt/,
    ],
  ];
  for (const [name, line, instead, message] of rows) {
    test(name, () => {
      const text = good.map((one, index) => (index === line - 1 ? instead : one)).join('\n');
      const refused = (): unknown => replayHand(parseHandHistory(text, 'hand.phh'));
      assert.throws(refused, (error: unknown) => {
        assert.ok(error instanceof HandHistoryError, String(error));
        assert.match(error.message, /^hand\.phh/);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('the same without what is wrong is read', () => {
    assert.equal(replayHand(parseHandHistory(good.join('\n'))).history.length, 6 + 3 + 3 + 1);
  });

  test('a field that is missing is named', () => {
    for (const [field, line] of [
      ['variant', 1],
      ['antes', 2],
      ['min_bet', 4],
      ['starting_stacks', 5],
    ] as const) {
      const text = good.filter((_, index) => index !== line - 1).join('\n');
      assert.throws(() => parseHandHistory(text, 'hand.phh'), {
        name: 'HandHistoryError',
        message: new RegExp(`hand.phh: ${field} is missing`),
      });
    }
  });

  const head =
    'variant = "NT"\nantes = [0, 0]\nblinds_or_straddles = [1, 2]\nmin_bet = 2\nstarting_stacks = [100, 100]\n';
  const board = ['d db 2c7d9h', 'd db 3c', 'd db 4s'];
  const allIn = (first: string, second: string): string[] => [
    `d dh p1 ${first}`,
    `d dh p2 ${second}`,
    'p2 cbr 100',
    'p1 cc',
  ];
  const file = (actions: readonly string[], more = ''): string =>
    `${head}actions = ${JSON.stringify(actions)}\n${more}`;

  test('a hand that wins is not mucked, be it before or after the rest of the board', () => {
    for (const loser of [
      [...allIn('AsAh', 'KsKh'), ...board, 'p2 sm'],
      [...allIn('AsAh', 'KsKh'), 'p2 sm', ...board],
    ]) {
      assert.ok(replayHand(parseHandHistory(file(loser))));
      const winner = loser.map((action) => action.replace('p2 sm', 'p1 sm'));
      assert.throws(() => replayHand(parseHandHistory(file(winner))), /line 6: p1 mucks AsAh, which wins/);
    }
  });

  test('unknown hands that are mucked are dealt so that they lose', () => {
    const text = file([...allIn('????', '7c2d'), 'p1 sm', 'p2 sm 7c2d', 'd db 3c9hTs', 'd db Jd', 'd db 4s']);
    for (let seed = 0; seed < 25; seed++) {
      const hand = replayHand(parseHandHistory(text), { random: stream(seed, 'chance') });
      assert.deepEqual(stacksOf(hand, [100, 100]), [0, 200]);
    }
  });

  test('stacks at the end that are not those of the hand are refused, unless chips were taken from the pot', () => {
    const actions = [...allIn('AsAh', 'KsKh'), ...board];
    const end = (stacks: string): unknown =>
      replayHand(parseHandHistory(file(actions, `finishing_stacks = [${stacks}]\n`), 'hand.phh'));
    assert.ok(end('200, 0'));
    assert.ok(end('195, 0'));
    assert.throws(
      () => end('0, 200'),
      /^HandHistoryError: hand.phh, line 7: the hand leaves 200, 0, and not these stacks/,
    );
  });

  test('hands are dealt first, and who has folded shows nothing', () => {
    const late = ['d dh p1 AsAh', 'p2 cc', 'd dh p2 KsKh'];
    assert.throws(
      () => replayHand(parseHandHistory(file(late))),
      /line 6: hands are dealt before anybody acts/,
    );
    const folded = ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 f', 'p2 sm KsKh'];
    assert.throws(() => replayHand(parseHandHistory(file(folded))), /line 6: p2 shows, but has folded/);
  });

  test('who bet last shows first, or else who was first to act', () => {
    const shows = (river: readonly string[]): string[] => {
      const checks = ['p1 cc', 'p2 cc'];
      const actions = ['d dh p1 AsAh', 'd dh p2 KsKh', 'p2 cc', 'p1 cc'];
      for (const cards of board) actions.push(cards, ...(cards === 'd db 4s' ? river : checks));
      const hand = replayHand(parseHandHistory(file(actions)));
      return [...writeHandHistory(hand.game, hand.history).matchAll(/p\d sm/g)].map(([said]) => said);
    };
    assert.deepEqual(shows(['p1 cc', 'p2 cbr 5', 'p1 cc']), ['p2 sm', 'p1 sm']);
    assert.deepEqual(shows(['p1 cc', 'p2 cc']), ['p1 sm', 'p2 sm']);
  });

  test('junk of any kind is refused with a HandHistoryError, and nothing else is thrown', () => {
    const junk = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.nat({ max: 13 }), fc.string())
        .map(([at, text]) => good.map((one, index) => (index === at ? one + text : one)).join('\n')),
      fc.tuple(fc.nat({ max: good.join('\n').length - 1 }), fc.nat({ max: 6 })).map(([at, length]) => {
        const text = good.join('\n');
        return text.slice(0, at) + text.slice(at + length);
      }),
    );
    fc.assert(
      fc.property(junk, (text) => {
        try {
          replayHand(parseHandHistory(text));
        } catch (error) {
          assert.ok(error instanceof HandHistoryError, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('the format has no code for other games, and the error says which it knows', () => {
  assert.throws(
    () => writeHandHistory(loadGame('holdem(betting=pot-limit)'), []),
    /no code for .* pot-limit Omaha/,
  );
  assert.throws(() => writeHandHistory(loadGame('kuhn_poker'), []), { name: 'OptionError' });
  assert.throws(
    () => writeHandHistory(loadGame('holdem'), [], { fields: { actions: [] } }),
    /The hand itself says what actions is: leave it out/,
  );
});
