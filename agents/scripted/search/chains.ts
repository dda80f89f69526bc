import { answersTo, type FactIndex, phraseQuestion, type Question, type Step } from '@parlor/envs';

/** A question, and from where each of its steps leads on. */
export interface Chain extends Question {
  /** The start, then what each step but the last leads to: as many as there are steps. */
  readonly via: readonly string[];
}

/** Walks that are looked at before the search for questions is given up. */
const MOST_WALKS = 2000;

/**
 * Questions to which the facts give this answer and no other, of at most so many hops: chains of facts to the answer,
 * through no entity twice, that do not name it. The longest come first, and of equally long ones those that lead back
 * least often, since many may have what a subject has only one of.
 */
export function chainsTo(facts: FactIndex, answer: string, hops: number): Chain[] {
  const found: Chain[] = [];
  let walks = 0;
  const walk = (via: readonly string[], path: readonly Step[]): void => {
    const chain = { start: via[0], path, via };
    if (path.length > 0 && answersOnly(chain, facts, answer)) found.push(chain);
    if (path.length === hops) return;
    const at = path.length === 0 ? answer : via[0];
    for (const { subject, relation, object } of facts.about(at)) {
      const forward = object === at;
      const next = forward ? subject : object;
      if (next === answer || via.includes(next) || walks++ >= MOST_WALKS) continue;
      walk([next, ...via], [{ relation, direction: forward ? 'forward' : 'backward' }, ...path]);
    }
  };
  walk([], []);
  return found.sort((a, b) => b.path.length - a.path.length || stepsBack(a) - stepsBack(b));
}

const stepsBack = ({ path }: Chain): number =>
  path.filter(({ direction }) => direction === 'backward').length;

function answersOnly(question: Question, facts: FactIndex, answer: string): boolean {
  const answers = answersTo(question, facts);
  if (answers.length !== 1 || answers[0] !== answer) return false;
  return !phraseQuestion(question).toLowerCase().includes(answer.toLowerCase());
}
