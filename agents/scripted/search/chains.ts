import {
  answersTo,
  type EntityKind,
  type FactIndex,
  isWellTyped,
  kindsOf,
  phraseQuestion,
  type Question,
  type Step,
} from '@parlor/envs';

/** A question, and from where each of its steps leads on. */
export interface Chain extends Question {
  /** The start, then what each step but the last leads to: as many as there are steps. */
  readonly via: readonly string[];
}

/** What there is most of: there, a step back is the most likely to lead to one alone. */
const COMMONEST: EntityKind = 'person';
/** Walks that are looked at before the search for questions is given up. */
const MOST_WALKS = 2000;

/**
 * Questions to which the facts give this answer and no other, of at most so many hops: chains of facts to the answer,
 * through no entity twice, that do not name it. First come those of no more steps back than need be, since many may have
 * what a subject has only one of; of these the longest.
 * @param need steps back that no chain to the answer can do without
 */
export function chainsTo(facts: FactIndex, answer: string, hops: number, need: number): Chain[] {
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
  const spare = (chain: Chain): number => Math.max(0, stepsBack(chain) - need);
  return found.sort(
    (a, b) => spare(a) - spare(b) || b.path.length - a.path.length || doubtful(a) - doubtful(b),
  );
}

/** Steps back from other things than there are most of. */
const doubtful = ({ path }: Chain): number =>
  path.filter((step) => step.direction === 'backward' && kindsOf(step)[0] !== COMMONEST).length;

export const stepsBack = ({ path }: Chain): number =>
  path.filter(({ direction }) => direction === 'backward').length;

function answersOnly(question: Question, facts: FactIndex, answer: string): boolean {
  // A text may call something a place here and a person there: such a path is no question.
  if (!isWellTyped(question)) return false;
  const answers = answersTo(question, facts);
  if (answers.length !== 1 || answers[0] !== answer) return false;
  return !phraseQuestion(question).toLowerCase().includes(answer.toLowerCase());
}
