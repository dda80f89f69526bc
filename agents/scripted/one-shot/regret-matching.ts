import { type JointChoices, spread } from './joint-choices.ts';

/** Terms of the payoff table that are added up in all, and the bounds of the iterations that this makes. */
const WORK = 4_000_000;
const FEWEST = 50;
const MOST = 2000;

/**
 * Predictive regret matching+ of all seats at once on a game of one simultaneous choice (G. Farina, C. Kroer,
 * T. Sandholm, 2021: the last regrets count twice), averaged by the number of the iteration: a probability for every action
 * of every seat, [seats][actions]. All begin uniform and are updated together, so that seats which could swap places play
 * alike; of two seats with opposed payoffs the average comes to an equilibrium.
 */
export function regretMatching({ counts, payoffs }: JointChoices): Float64Array[] {
  const seats = counts.length;
  const size = payoffs.length / seats;
  const choices = new Int32Array(seats);
  const blank = (): Float64Array[] => counts.map((count) => new Float64Array(count));
  const [values, regrets, sums] = [blank(), blank(), blank()];
  const policy = counts.map((count) => new Float64Array(count).fill(1 / count));

  const iterations = Math.max(FEWEST, Math.min(MOST, Math.floor(WORK / (size * seats * seats))));
  for (let iteration = 1; iteration <= iterations; iteration++) {
    for (const row of values) row.fill(0);
    for (let joint = 0; joint < size; joint++) {
      spread(joint, counts, choices);
      for (let seat = 0; seat < seats; seat++) {
        let reach = 1;
        for (let other = 0; other < seats; other++) {
          if (other !== seat) reach *= policy[other][choices[other]];
        }
        values[seat][choices[seat]] += reach * payoffs[joint * seats + seat];
      }
    }
    for (let seat = 0; seat < seats; seat++) {
      const worth = policy[seat].reduce((sum, part, action) => sum + part * values[seat][action], 0);
      for (let action = 0; action < counts[seat]; action++) {
        sums[seat][action] += iteration * policy[seat][action];
        const regret = values[seat][action] - worth;
        regrets[seat][action] = Math.max(0, regrets[seat][action] + regret);
        // What is predicted stands where the values stood, which are not needed any more.
        values[seat][action] = Math.max(0, regrets[seat][action] + regret);
      }
      normalise(values[seat], policy[seat]);
    }
  }
  for (let seat = 0; seat < seats; seat++) normalise(sums[seat], policy[seat]);
  return policy;
}

/** Parts of the sum; uniform where that is 0. */
function normalise(weights: Float64Array, out: Float64Array): void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let at = 0; at < out.length; at++) out[at] = sum > 0 ? weights[at] / sum : 1 / out.length;
}
