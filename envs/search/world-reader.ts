import { factIndex, type FactIndex } from './fact-index.ts';
import { answersTo, readQuestion } from './question.ts';
import type { Reader } from './reader.ts';
import { statementsIn } from './statements.ts';

/**
 * A reader by rules for the documents of a fictional world: it believes what they state, leaves out hearsay, and follows
 * the question's path. It knows the world too, so that it answers no question that has several answers there, and none
 * from statements that are not true there: whatever it answers is the one supported answer.
 * @param world the facts of the world, asked for when a question is read
 */
export function worldReader(world: () => FactIndex): Reader {
  return {
    name: 'world reader',
    read(text, documents) {
      const question = readQuestion(text);
      if (question === undefined) return { none: 'the reader cannot make out the question' };
      const stated = documents.flatMap((document) =>
        statementsIn(document.text).filter(({ hearsay }) => !hearsay),
      );
      const answers = answersTo(question, factIndex(stated));
      if (answers.length === 0) return { none: 'the documents do not support an answer' };
      if (answers.length > 1) return { none: `the documents support ${answers.length} answers` };
      const all = answersTo(question, world());
      if (all.length > 1) return { none: `there are ${all.length} answers to it` };
      const [answer] = answers;
      return all[0] === answer ? { answer } : { none: 'the documents contradict each other' };
    },
  };
}
