import type { Random } from '@parlor/envs';
import type { SpyHearing } from './spy-hearing.ts';

/** Who may be the spies, and how likely, by Bayes' rule over all sets of so many players. */
export class SpySuspects {
  /** How likely each player is a spy: [players]. */
  readonly each: Float64Array;
  /** The sum of the sets' weights, for whoever compares several of these. */
  readonly weight: number;

  /**
   * @param likelihood how likely what a player has said is, if it is a spy or if it is none, and the seat itself is
   * a spy or none
   */
  constructor(
    players: number,
    spies: number,
    { seat, role, out }: Pick<SpyHearing, 'seat' | 'role' | 'out'>,
    likelihood: (player: number, isSpy: boolean, selfIsSpy: boolean) => number,
  ) {
    this.each = new Float64Array(players);
    const tables = [false, true].map((selfIsSpy) =>
      [false, true].map((isSpy) =>
        Float64Array.from({ length: players }, (_, player) =>
          player === seat ? 1 : likelihood(player, isSpy, selfIsSpy),
        ),
      ),
    );
    let total = 0;
    for (let set = 0; set < 1 << players; set++) {
      if (sizeOf(set) !== spies) continue;
      const has = (player: number): boolean => ((set >> player) & 1) === 1;
      const selfIsSpy = seat < players && has(seat);
      if (role !== undefined && selfIsSpy !== (role === 'spy')) continue;
      if ([...out].some(([player, isSpy]) => has(player) !== isSpy)) continue;
      let weight = 1;
      for (let player = 0; player < players; player++)
        weight *= tables[selfIsSpy ? 1 : 0][has(player) ? 1 : 0][player];
      total += weight;
      for (let player = 0; player < players; player++) if (has(player)) this.each[player] += weight;
    }
    this.weight = total;
    if (total > 0) for (let player = 0; player < players; player++) this.each[player] /= total;
  }
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}

/**
 * From this on a vote pays in expectation: right is worth 1, wrong −1 and n/a −0.5, so that p − (1 − p) > −0.5 where
 * p > 1/4 (the decision rewards of Vision-Zero).
 */
const WORTH_A_VOTE = 0.25;

/**
 * The vote of a seat, as a reply: for the candidate that is most likely a spy, any among equals, or n/a where none
 * is likely enough. One that takes itself for a spy votes all the same, to draw votes away.
 */
export function voteFor(
  { candidates, abstain }: SpyHearing,
  likely: ArrayLike<number>,
  takesItselfForSpy: boolean,
  random: Random,
): string {
  const most = Math.max(...candidates.map((player) => likely[player]));
  const equals = candidates.filter((player) => likely[player] > most - 1e-9);
  const best = equals[random.below(equals.length)];
  const worth = takesItselfForSpy || most > WORTH_A_VOTE + 1e-9;
  return worth || !abstain ? `[player ${best + 1}]` : '[n/a]';
}
