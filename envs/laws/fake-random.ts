import type { Game, State } from '../core/game.ts';
import type { Random } from '../core/random.ts';

/** Most answers of `below` that are tried out for one draw. */
const BUDGET = 1_500;

/** What stops a draw that asks for one more number: made once, since a stack costs more than the draw. */
const MORE = new Error('one more number is asked for');
/** What stops a draw that asks for a real number, whose answers cannot be listed. */
const REAL = new Error('a real number is asked for');

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
  const random = new Scripted();
  const copy = state.slice();
  for (let at = 0; at < queue.length; at++) {
    const { answers, weight } = queue[at];
    try {
      copy.set(state);
      const outcome = game.draw(copy, random.begin(answers));
      mass.set(outcome, (mass.get(outcome) ?? 0) + weight);
    } catch (error) {
      if (error === REAL) return undefined;
      if (error !== MORE) throw error;
      const { asked } = random;
      if (queue.length + asked > BUDGET) unresolved += weight;
      else
        for (let answer = 0; answer < asked; answer++)
          queue.push({ answers: [...answers, answer], weight: weight / asked });
    }
  }
  return { mass, unresolved };
}

/** Gives answers one after the other, and stops the draw when it wants another. */
class Scripted implements Random {
  /** Below which number the draw wanted one more. */
  asked = 0;
  private answers: readonly number[] = [];
  private next = 0;

  begin(answers: readonly number[]): this {
    this.answers = answers;
    this.next = 0;
    return this;
  }

  below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 21)) throw new RangeError(`draw calls below(${n})`);
    if (this.next < this.answers.length) return this.answers[this.next++];
    this.asked = n;
    throw MORE;
  }

  unit(): number {
    throw REAL;
  }
}
