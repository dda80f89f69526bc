/**
 * All poker hands of five and of seven cards, and exact equities, against the table of reference values:
 * `npm run evidence:hands`. Some seconds. Writes figures/hands.jsonl; ends with status 1 where a count is another.
 */
import {
  HAND_CATEGORIES,
  handCategory,
  type HandCategory,
  handEquity,
  handEvaluator,
  readCards,
} from '@parlor/envs';
import { saveRows } from '../support/figures.ts';
import { table } from '../support/output.ts';

/** Runs of which the fastest counts; the first of them builds tables and is compiled meanwhile. */
const RUNS = 3;

type Counts = Record<HandCategory, number>;

/** Combinatorics of the 52-card deck, as in any textbook. */
const EXPECTED: readonly { readonly cards: 5 | 7; readonly strengths: number; readonly counts: Counts }[] = [
  {
    cards: 5,
    strengths: 7462,
    counts: {
      'high card': 1_302_540,
      pair: 1_098_240,
      'two pair': 123_552,
      'three of a kind': 54_912,
      straight: 10_200,
      flush: 5108,
      'full house': 3744,
      'four of a kind': 624,
      'straight flush': 36,
      'royal flush': 4,
    },
  },
  {
    cards: 7,
    strengths: 4824,
    counts: {
      'high card': 23_294_460,
      pair: 58_627_800,
      'two pair': 31_433_400,
      'three of a kind': 6_461_620,
      straight: 6_180_020,
      flush: 4_047_644,
      'full house': 3_473_184,
      'four of a kind': 224_848,
      'straight flush': 37_260,
      'royal flush': 4324,
    },
  },
];

/** Of the first hand, before the flop. */
const EQUITIES = [
  { hands: ['AsAh', 'KsKh'], wins: 1_410_336, losses: 292_660, ties: 9308 },
  { hands: ['AsKs', 'QdQc'], wins: 787_966, losses: 917_606, ties: 6732 },
  { hands: ['2c2d', 'AsKs'], wins: 849_322, losses: 852_207, ties: 10_775 },
] as const;

/** How often each strength comes. */
function countFive(): Int32Array {
  const { strength5, tables } = handEvaluator();
  const counts = new Int32Array(tables.classes.length);
  for (let a = 0; a < 52; a++)
    for (let b = a + 1; b < 52; b++)
      for (let c = b + 1; c < 52; c++)
        for (let d = c + 1; d < 52; d++) for (let e = d + 1; e < 52; e++) counts[strength5(a, b, c, d, e)]!++;
  return counts;
}

function countSeven(): Int32Array {
  const { strength7, tables } = handEvaluator();
  const counts = new Int32Array(tables.classes.length);
  for (let a = 0; a < 52; a++)
    for (let b = a + 1; b < 52; b++)
      for (let c = b + 1; c < 52; c++)
        for (let d = c + 1; d < 52; d++)
          for (let e = d + 1; e < 52; e++)
            for (let f = e + 1; f < 52; f++)
              for (let g = f + 1; g < 52; g++) counts[strength7(a, b, c, d, e, f, g)]!++;
  return counts;
}

interface Time {
  readonly seconds: number;
  /** Processor time of the same run, which a busy machine lengthens less. Unit: seconds. */
  readonly processor: number;
}

/** The last result, and the time of the fastest run. */
function timed<Result>(work: () => Result): [result: Result, time: Time] {
  let result = work();
  let fastest: Time = { seconds: Infinity, processor: Infinity };
  for (let run = 0; run < RUNS; run++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    result = work();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(used);
    if (seconds < fastest.seconds) fastest = { seconds, processor: (user + system) / 1e6 };
  }
  return [result, fastest];
}

const counted = EXPECTED.map(({ cards, strengths, counts: expected }) => {
  process.stderr.write(`all hands of ${cards} cards\n`);
  const [byStrength, time] = timed(cards === 5 ? countFive : countSeven);
  const counts = { ...expected };
  for (const category of HAND_CATEGORIES.full) counts[category] = 0;
  for (const [strength, count] of byStrength.entries()) counts[handCategory(strength, 'full')] += count;
  const found = byStrength.filter((count) => count > 0).length;
  const agrees =
    found === strengths && HAND_CATEGORIES.full.every((category) => counts[category] === expected[category]);
  const hands = byStrength.reduce((sum, count) => sum + count, 0);
  return { type: 'counts', cards, hands, strengths: found, counts, expected, agrees, ...time };
});

const equities = EQUITIES.map(({ hands, ...expected }) => {
  const cards = hands.map(readCards);
  const [[first], time] = timed(() => handEquity(cards));
  const agrees =
    first?.wins === expected.wins && first.losses === expected.losses && first.ties === expected.ties;
  return { type: 'equity', hands, ...first, expected, agrees, ...time };
});

saveRows('hands.jsonl', 'npm run evidence:hands', [{ type: 'setting', runs: RUNS }, ...counted, ...equities]);
process.stdout.write(
  `${table(
    ['hands of', ...counted.map(({ cards }) => `${cards} cards`)],
    [
      ...HAND_CATEGORIES.full.map((category) => [
        category,
        ...counted.map(({ counts }) => whole(counts[category])),
      ]),
      ['all', ...counted.map(({ hands }) => whole(hands))],
      ['strengths', ...counted.map(({ strengths }) => whole(strengths))],
      ['as in the table', ...counted.map(({ agrees }) => (agrees ? 'yes' : 'no'))],
      ['seconds', ...counted.map(({ seconds }) => seconds.toFixed(3))],
      ['of the processor', ...counted.map(({ processor }) => processor.toFixed(3))],
    ],
  )}\n\n${table(
    ['before the flop', 'wins', 'losses', 'ties', 'share', 'as in the table', 'ms', 'of the processor'],
    equities.map(({ hands, wins, losses, ties, share, agrees, seconds, processor }) => [
      hands.join(' against '),
      ...[wins, losses, ties].map((count) => whole(count ?? NaN)),
      (share ?? NaN).toFixed(6),
      agrees ? 'yes' : 'no',
      (1000 * seconds).toFixed(1),
      (1000 * processor).toFixed(1),
    ]),
  )}\n`,
);
if (![...counted, ...equities].every(({ agrees }) => agrees)) process.exitCode = 1;

function whole(count: number): string {
  return count.toLocaleString('en');
}
