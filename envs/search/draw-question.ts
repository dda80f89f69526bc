import type { Random } from '../core/random.ts';
import type { FactIndex } from './fact-index.ts';
import { answersTo, type Question, type Step } from './question.ts';

/** Walks back from an answer before it is given up. */
const TRIES = 40;

/**
 * Draws a question of so many hops that the facts give one answer to, the given one: a random walk from the answer along
 * facts, to no entity twice, whose steps are turned round.
 * @returns undefined where none was found
 */
export function drawQuestion(
  facts: FactIndex,
  { answer, hops, random }: { readonly answer: string; readonly hops: number; readonly random: Random },
): Question | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const question = walkBack(facts, answer, hops, random);
    if (question === undefined) continue;
    const answers = answersTo(question, facts);
    if (answers.length === 1 && answers[0] === answer) return question;
  }
  return undefined;
}

function walkBack(facts: FactIndex, answer: string, hops: number, random: Random): Question | undefined {
  const visited = new Set([answer]);
  const path: Step[] = [];
  let at = answer;
  while (path.length < hops) {
    const steps = facts
      .about(at)
      .filter(({ subject, object }) => !visited.has(subject === at ? object : subject));
    if (steps.length === 0) return undefined;
    const { subject, relation, object } = steps[random.below(steps.length)];
    const forward = object === at;
    at = forward ? subject : object;
    visited.add(at);
    path.push({ relation, direction: forward ? 'forward' : 'backward' });
  }
  return { start: at, path: path.reverse() };
}
