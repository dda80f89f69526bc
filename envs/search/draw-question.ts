import type { Random } from '../core/random.ts';
import { mentionsAnswer } from './answers.ts';
import { answersTo, type FactIndex } from './fact-index.ts';
import { isWellTyped, phraseQuestion, type Question, type Step } from './question.ts';
import type { World } from './world.ts';

/** Walks back from an answer before it is given up. */
const TRIES = 40;

export interface DrawQuestion {
  /** What the question is to ask for. */
  readonly answer: string;
  /** How many steps its path has, 1 … MOST_HOPS. */
  readonly hops: number;
  readonly random: Random;
}

/**
 * Draws a question to which the facts give the answer and no other: a random walk of so many hops from the answer along
 * facts, to no entity twice, turned round. Its words do not mention the answer. Of a world, the answer may be left out:
 * then each walk starts from another entity.
 * @param facts a world, or what is known of one
 * @returns undefined where a bounded number of walks found none
 */
export function drawQuestion(facts: FactIndex, draw: DrawQuestion): Question | undefined;
export function drawQuestion(world: World, draw: Omit<DrawQuestion, 'answer'>): Question | undefined;
export function drawQuestion(
  facts: FactIndex | World,
  { answer, hops, random }: Omit<DrawQuestion, 'answer'> & Partial<DrawQuestion>,
): Question | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const end =
      answer ?? ('entities' in facts ? facts.entities[random.below(facts.entities.length)].name : '');
    const question = walkBack(facts, end, hops, random);
    if (question && !mentionsAnswer(phraseQuestion(question), end)) return question;
  }
  return undefined;
}

/**
 * The steps lead to the answer alone from wherever the walk has come, since a question with several answers keeps them
 * however it goes on.
 */
function walkBack(facts: FactIndex, answer: string, hops: number, random: Random): Question | undefined {
  const visited = new Set([answer]);
  let question: Question = { start: answer, path: [] };
  while (question.path.length < hops) {
    const longer = stepsBack(facts, question, visited);
    let next: Question | undefined;
    while (longer.length > 0 && !next) {
      const [drawn] = longer.splice(random.below(longer.length), 1);
      if (answersTo(drawn, facts).length === 1) next = drawn;
    }
    if (!next) return undefined;
    visited.add(next.start);
    question = next;
  }
  return question;
}

/** The question with one step more in front of it, for every fact about its start and something not yet visited. */
function stepsBack(facts: FactIndex, { start, path }: Question, visited: ReadonlySet<string>): Question[] {
  return facts.about(start).flatMap(({ subject, relation, object }): Question[] => {
    const forward = object === start;
    const before = forward ? subject : object;
    const step: Step = { relation, direction: forward ? 'forward' : 'backward' };
    const longer = { start: before, path: [step, ...path] };
    return visited.has(before) || !isWellTyped(longer) ? [] : [longer];
  });
}
