import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { stream } from '@parlor/envs';
import { bradleyTerry, type PairScore } from '@parlor/league';

const POINTS = 400 / Math.LN10;

/** What is maximised: half a win and half a loss for a draw, and one virtual draw of everybody with the anchor. */
function logLikelihood(strengths: readonly number[], scores: readonly PairScore[], anchor: number): number {
  const log = (i: number, j: number): number => -Math.log1p(Math.exp(strengths[j] - strengths[i]));
  let sum = 0;
  for (const { first, second, wins, draws, losses } of scores) {
    if (first === second) continue;
    sum += (wins + draws / 2) * log(first, second) + (losses + draws / 2) * log(second, first);
  }
  for (const member of strengths.keys()) {
    if (member !== anchor) sum += (log(member, anchor) + log(anchor, member)) / 2;
  }
  return sum;
}

/** By brute force: one strength after the other, by golden sections, until none moves. */
function maximise(members: number, scores: readonly PairScore[], anchor: number): number[] {
  const strengths = new Array<number>(members).fill(0);
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let sweep = 0; sweep < 3000; sweep++) {
    let moved = 0;
    for (let member = 0; member < members; member++) {
      if (member === anchor) continue;
      const at = (value: number): number => logLikelihood(strengths.with(member, value), scores, anchor);
      let [low, high] = sweep < 3 ? [-40, 40] : [strengths[member] - 1, strengths[member] + 1];
      while (high - low > 1e-9) {
        const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
        if (at(left) > at(right)) high = right;
        else low = left;
      }
      moved = Math.max(moved, Math.abs(strengths[member] - low));
      strengths[member] = low;
    }
    if (moved < 1e-7) break;
  }
  return strengths;
}

interface Setting {
  readonly members: number;
  readonly anchor: number;
  readonly scores: readonly PairScore[];
}

const settings: fc.Arbitrary<Setting> = fc.integer({ min: 2, max: 4 }).chain((members) =>
  fc.record({
    members: fc.constant(members),
    anchor: fc.nat(members - 1),
    scores: fc.array(
      fc.record({
        first: fc.nat(members - 1),
        second: fc.nat(members - 1),
        wins: fc.nat(30),
        draws: fc.nat(10),
        losses: fc.nat(30),
      }),
      { maxLength: 6 },
    ),
  }),
);

function near(a: number, b: number, tolerance: number): void {
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b} differ by ${Math.abs(a - b)}`);
}

describe('Bradley–Terry ratings', () => {
  test('are the strengths of the greatest likelihood, as brute force finds them', () => {
    fc.assert(
      fc.property(settings, ({ members, anchor, scores }) => {
        const expected = maximise(members, scores, anchor);
        bradleyTerry(members, scores, anchor).forEach(({ rating }, member) =>
          near(rating, expected[member] * POINTS, 0.01),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('have intervals as wide as the curvature of the likelihood says', () => {
    fc.assert(
      fc.property(settings, ({ members, anchor, scores }) => {
        const ratings = bradleyTerry(members, scores, anchor);
        const best = ratings.map(({ rating }) => rating / POINTS);
        // Against the profile: how much likelihood is lost, at best, by moving one strength by a little.
        ratings.forEach(({ rating, low, high }, member) => {
          near(high - rating, rating - low, 1e-6);
          if (member === anchor) return assert.deepEqual([low, rating, high], [0, 0, 0]);
          const deviation = (high - rating) / POINTS / 1.959963984540054;
          const shift = 0.01 * deviation;
          const pinned = best.with(member, best[member] + shift);
          const free = pinned
            .map((_, index) => index)
            .filter((index) => index !== anchor && index !== member);
          for (let sweep = 0; sweep < 400; sweep++) {
            for (const other of free) pinned[other] += newtonStep(pinned, scores, anchor, other);
          }
          const loss = logLikelihood(best, scores, anchor) - logLikelihood(pinned, scores, anchor);
          near(loss / (shift ** 2 / (2 * deviation ** 2)), 1, 0.05);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('have the anchor at 0 and do not depend on the order of the members', () => {
    fc.assert(
      fc.property(
        settings.chain((setting) =>
          fc.record({
            setting: fc.constant(setting),
            order: fc.shuffledSubarray([...Array(setting.members).keys()], { minLength: setting.members }),
          }),
        ),
        ({ setting: { members, anchor, scores }, order }) => {
          const ratings = bradleyTerry(members, scores, anchor);
          assert.deepEqual(ratings[anchor], { rating: 0, low: 0, high: 0 });
          const place = (member: number): number => order.indexOf(member);
          const turned = scores.map(({ first, second, wins, draws, losses }) => ({
            first: place(second),
            second: place(first),
            wins: losses,
            draws,
            losses: wins,
          }));
          const permuted = bradleyTerry(members, turned, place(anchor));
          ratings.forEach((rating, member) => {
            for (const key of ['rating', 'low', 'high'] as const)
              near(rating[key], permuted[place(member)][key], 1e-6);
          });
        },
      ),
    );
  });

  test('of two members are what the Elo formula says of the score, with the prior’s draw', () => {
    const [, better] = bradleyTerry(2, [{ first: 1, second: 0, wins: 80, draws: 0, losses: 19 }], 0);
    near(better.rating, 400 * Math.log10(80.5 / 19.5), 1e-6);
    near(better.high - better.rating, (1.959963984540054 * POINTS) / Math.sqrt((80.5 * 19.5) / 100), 1e-6);
  });

  test('stay finite for who never loses, in any number of games, and for who never wins', () => {
    for (const games of [1, 100, 10_000, 1e9]) {
      const ratings = bradleyTerry(
        3,
        [
          { first: 1, second: 0, wins: games, draws: 0, losses: 0 },
          { first: 2, second: 1, wins: games, draws: 0, losses: 0 },
          { first: 2, second: 0, wins: games, draws: 0, losses: 0 },
        ],
        0,
      );
      const [anchor, middle, best] = ratings;
      assert.ok(ratings.every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high)));
      assert.ok(best.rating > middle.rating && middle.rating > anchor.rating, JSON.stringify(ratings));
      assert.ok(best.low < best.rating && best.rating < best.high);
    }
  });

  test('are found where many lopsided results contradict each other, and whole Newton steps overshoot', () => {
    const results = [
      [3, 4, 1, 0, 294],
      [3, 4, 0, 1, 20_922],
      [2, 4, 0, 0, 14_224],
      [3, 1, 90_447, 0, 5],
      [2, 0, 9_740, 0, 18],
      [3, 0, 9, 2, 35],
      [0, 2, 1_155, 1, 387_583],
    ];
    const scores = results.map(([first, second, wins, draws, losses]) => ({
      first,
      second,
      wins,
      draws,
      losses,
    }));
    const strengths = bradleyTerry(5, scores, 0).map(({ rating }) => rating / POINTS);
    // At the maximum nobody scores more or less than expected.
    for (const member of [1, 2, 3, 4]) {
      const slope = (shift: number): number =>
        logLikelihood(strengths.with(member, strengths[member] + shift), scores, 0);
      near((slope(1e-4) - slope(-1e-4)) / 2e-4, 0, 1e-3);
    }
  });

  test('of members that never met go by whom both have met, and of who never played are unknown', () => {
    const ratings = bradleyTerry(
      4,
      [
        { first: 1, second: 0, wins: 75, draws: 0, losses: 25 },
        { first: 2, second: 1, wins: 75, draws: 0, losses: 25 },
      ],
      0,
    );
    assert.ok(ratings[2].rating > ratings[1].rating + 150);
    assert.ok(ratings[2].high - ratings[2].low > ratings[1].high - ratings[1].low);
    near(ratings[3].rating, 0, 1e-9);
    assert.ok(ratings[3].high > 600 && ratings[3].low < -600);
  });

  test('of one member, or of none, are the anchor’s, or none', () => {
    assert.deepEqual(bradleyTerry(1, [], 0), [{ rating: 0, low: 0, high: 0 }]);
    assert.deepEqual(bradleyTerry(0, [], 0), []);
  });

  test('recover known strengths from results drawn by them, within intervals that hold 95 % of the time', () => {
    const strengths = [0, 0.4, -0.8, 1.2, 0.1];
    const random = stream(11, 'test');
    let covered = 0;
    let intervals = 0;
    for (let trial = 0; trial < 100; trial++) {
      const scores: PairScore[] = [];
      for (let first = 0; first < 5; first++) {
        for (let second = 0; second < first; second++) {
          const chance = 1 / (1 + Math.exp(strengths[second] - strengths[first]));
          let wins = 0;
          for (let game = 0; game < 200; game++) if (random.unit() < chance) wins++;
          scores.push({ first, second, wins, draws: 0, losses: 200 - wins });
        }
      }
      bradleyTerry(5, scores, 0).forEach(({ rating, low, high }, member) => {
        if (member === 0) return;
        near(rating / POINTS, strengths[member], 0.6);
        intervals++;
        if (low / POINTS <= strengths[member] && strengths[member] <= high / POINTS) covered++;
      });
    }
    assert.ok(covered / intervals > 0.92 && covered / intervals < 0.98, `${covered} of ${intervals}`);
  });
});

/** Newton's step of one strength, the others fixed. */
function newtonStep(
  strengths: readonly number[],
  scores: readonly PairScore[],
  anchor: number,
  member: number,
): number {
  const width = 1e-4;
  const at = (shift: number): number =>
    logLikelihood(strengths.with(member, strengths[member] + shift), scores, anchor);
  const [below, here, above] = [at(-width), at(0), at(width)];
  const curvature = (above - 2 * here + below) / width ** 2;
  return curvature < 0 ? -(above - below) / (2 * width) / curvature : 0;
}
