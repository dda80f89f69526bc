import type { Game, State } from '../core/game.ts';
import type { Random } from '../core/random.ts';

/** Most answers of `below` that are tried out for one draw. */
const BUDGET = 1_500;

/** The draw asks for one more number, below n. */
class More extends Error {
  readonly n: number;
  constructor(n: number) {
    super('one more number is asked for');
    this.n = n;
  }
}

/** The draw asks for a real number, whose answers cannot be listed. */
class Real extends Error {}

/** Exact probability that `draw` gives each outcome, and that it has not decided yet. */
export interface Enumeration {
  readonly mass: Map<number, number>;
  readonly unresolved: number;
}

/**
 * Enumerates what `below` may answer to a draw, breadth first: exact lower bounds of the outcomes' probabilities.
 * @returns undefined where the draw asks for real numbers
 */
export function enumerateDraw(game: Game, state: State): Enumeration | undefined {
  const mass = new Map<number, number>();
  const queue: { answers: number[]; weight: number }[] = [{ answers: [], weight: 1 }];
  let unresolved = 0;
  for (let at = 0; at < queue.length; at++) {
    const { answers, weight } = queue[at];
    try {
      const outcome = game.draw(state.slice(), scripted(answers));
      mass.set(outcome, (mass.get(outcome) ?? 0) + weight);
    } catch (error) {
      if (error instanceof Real) return undefined;
      if (!(error instanceof More)) throw error;
      if (queue.length + error.n > BUDGET) unresolved += weight;
      else
        for (let answer = 0; answer < error.n; answer++)
          queue.push({ answers: [...answers, answer], weight: weight / error.n });
    }
  }
  return { mass, unresolved };
}

/** Gives these answers, one after the other, and stops the draw when it wants another. */
function scripted(answers: readonly number[]): Random {
  let next = 0;
  return {
    below(n) {
      if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 21)) throw new RangeError(`draw calls below(${n})`);
      if (next === answers.length) throw new More(n);
      return answers[next++];
    },
    unit() {
      throw new Real('a real number is asked for');
    },
  };
}
