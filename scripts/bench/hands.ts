import { HAND_CATEGORIES, handEquity, handEvaluator, omahaStrength, stream } from '@parlor/envs';
import { type Figure, rates, type Subject } from './measure.ts';
import { choices, compareNaiveHands, type NaiveHand, naiveHand } from './naive/poker-hand.ts';

/** Hands that are dealt beforehand, each of nine different cards: seven, or four and a board in Omaha. */
const HANDS = 100_000;
const CARDS = 9;
/** Hands that the naive evaluator is given at a time. */
const NAIVE_HANDS = 100;
const FULL = HAND_CATEGORIES.full;

/** Poker hands a second: random ones, dealt beforehand, and boards of an exact equity before the flop. */
export async function benchHands(): Promise<Figure[]> {
  const dealt = deal();
  const evaluator = handEvaluator();
  const { strength, strength5, strength7, strengthOf } = evaluator;
  let total = 0;
  const naively =
    (judge: (cards: readonly number[]) => NaiveHand): Subject['run'] =>
    () => {
      for (let at = 0; at < NAIVE_HANDS * CARDS; at += CARDS) {
        total += judge(Array.from(dealt.subarray(at, at + CARDS))).value[0] ?? 0;
      }
      return NAIVE_HANDS;
    };
  const naiveSeven = naively((cards) => naiveHand(cards.slice(0, 7), FULL));
  // Each loop adds strengths up, so that none can be left out; each is a function of its own, since V8 would learn
  // nothing of one that called them all.
  const subjects: readonly (Subject & { readonly naive?: Subject['run'] })[] = [
    {
      name: 'seven cards',
      naive: naiveSeven,
      run() {
        let sum = 0;
        for (let at = 0; at < dealt.length; at += CARDS) {
          sum += strength7(
            dealt[at]!,
            dealt[at + 1]!,
            dealt[at + 2]!,
            dealt[at + 3]!,
            dealt[at + 4]!,
            dealt[at + 5]!,
            dealt[at + 6]!,
          );
        }
        total += sum;
        return HANDS;
      },
    },
    {
      name: 'seven cards of an array',
      naive: naiveSeven,
      run() {
        let sum = 0;
        for (let at = 0; at < dealt.length; at += CARDS) sum += strengthOf(dealt, at, 7);
        total += sum;
        return HANDS;
      },
    },
    {
      name: 'seven cards of an array, checked',
      naive: naiveSeven,
      run() {
        let sum = 0;
        for (let at = 0; at < dealt.length; at += CARDS) sum += strength(dealt, at, 7);
        total += sum;
        return HANDS;
      },
    },
    {
      name: 'five cards',
      naive: naively((cards) => naiveHand(cards.slice(0, 5), FULL)),
      run() {
        let sum = 0;
        for (let at = 0; at < dealt.length; at += CARDS) {
          sum += strength5(dealt[at]!, dealt[at + 1]!, dealt[at + 2]!, dealt[at + 3]!, dealt[at + 4]!);
        }
        total += sum;
        return HANDS;
      },
    },
    {
      name: 'Omaha, five on the board',
      naive: naively((cards) => naiveOmaha(cards.slice(0, 4), cards.slice(4))),
      run() {
        let sum = 0;
        const some = dealt.length / 20;
        for (let at = 0; at < some; at += CARDS) sum += omahaStrength(evaluator, dealt, at, dealt, at + 4, 5);
        total += sum;
        return HANDS / 20;
      },
    },
    {
      name: 'boards of an equity of two hands',
      run() {
        return handEquity([
          [48, 45],
          [40, 41],
        ]).reduce((boards, { wins, ties }) => boards + wins + ties / 2, 0);
      },
    },
  ];
  const baselines = subjects.flatMap(({ name, naive }): Subject[] =>
    naive ? [{ name, baseline: true, run: naive }] : [],
  );
  const results = await rates([...subjects, ...baselines]);
  if (total === 0) throw new Error('no hand had a strength');
  const millions = (index: number): number => (results[index] ?? 0) / 1e6;
  return subjects.map(({ name }, index) => {
    const baseline = baselines.findIndex((other) => other.name === name);
    return {
      suite: 'hands',
      name,
      value: millions(index),
      unit: name.startsWith('boards') ? 'M boards/s' : 'M hands/s',
      baseline: baseline < 0 ? null : millions(subjects.length + baseline),
    };
  });
}

function deal(): Int32Array {
  const random = stream(1, 'test');
  const dealt = new Int32Array(HANDS * CARDS);
  const deck = Int32Array.from({ length: 52 }, (_, card) => card);
  for (let hand = 0; hand < HANDS; hand++) {
    for (let card = 0; card < CARDS; card++) {
      const other = card + random.below(deck.length - card);
      [deck[card], deck[other]] = [deck[other]!, deck[card]!];
    }
    dealt.set(deck.subarray(0, CARDS), hand * CARDS);
  }
  return dealt;
}

function naiveOmaha(hole: readonly number[], board: readonly number[]): NaiveHand {
  return choices(hole, 2)
    .flatMap((two) => choices(board, 3).map((three) => naiveHand([...two, ...three], FULL)))
    .reduce((best, hand) => (compareNaiveHands(hand, best) > 0 ? hand : best));
}
