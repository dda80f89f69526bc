import { factIndex, type FactIndex, reachedAlong } from './fact-index.ts';
import { readQuestion } from './question.ts';
import type { Reader } from './reader.ts';
import type { Fact } from './relations.ts';
import { statementsIn } from './statements.ts';

/**
 * A reader by rules for the documents of a fictional world: it believes what they state, leaves out hearsay, and follows
 * the question's path. It knows the world too, so that it answers no question that has several answers there, and none
 * by way of a statement that is not true there: whatever it answers is the one answer in the world, and supported.
 * @param world the facts of the world, asked for when a question is read
 */
export function worldReader(world: () => FactIndex): Reader {
  return {
    name: 'world reader',
    exact: true,
    read(text, documents) {
      const question = readQuestion(text);
      if (question === undefined)
        return { none: 'the reader cannot make out the question, which must be in the words of the rules' };
      const stated = documents.flatMap((document) =>
        statementsIn(document.text).filter(({ hearsay }) => !hearsay),
      );
      const reached = reachedAlong(question, factIndex(stated));
      const answers = [...reached[question.path.length]];
      if (answers.length === 0) return { none: 'the documents do not support an answer' };
      if (answers.length > 1) return { none: `the documents support ${answers.length} answers` };
      const truth = world();
      const all = reachedAlong(question, truth);
      const several = all.findIndex((names) => names.size > 1);
      if (several === question.path.length) return { none: `there are ${all[several].size} answers to it` };
      if (several >= 0) return { none: 'the question speaks of several as if there were one' };
      // With an untrue statement on the way, even the right answer would be no more than luck.
      const followed = ({ subject, relation, object }: Fact): boolean =>
        question.path.some(
          (step, at) =>
            step.relation === relation && reached[at].has(step.direction === 'forward' ? subject : object),
        );
      const sound = stated.every((fact) => !followed(fact) || holds(truth, fact));
      return sound ? { answer: answers[0] } : { none: 'what the documents state about it is not true' };
    },
  };
}

/** Whether a fact is so: where it tells no year, in whatever year. */
function holds(facts: FactIndex, { subject, relation, object, year }: Fact): boolean {
  return facts
    .about(subject)
    .some(
      (known) =>
        known.subject === subject &&
        known.relation === relation &&
        known.object === object &&
        (year === undefined || known.year === undefined || year === known.year),
    );
}
