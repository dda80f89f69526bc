import { type Game, type GraphRecord, graphReader, parseSpec } from '@parlor/envs';
import { COLLAPSE_SIGNALS } from './collapse-signals.ts';
import { Curriculum, type CurriculumOptions } from './curriculum.ts';
import type { CurriculumMeasures } from './curriculum-measures.ts';
import type { QuestionRecord } from './question-record.ts';
import type { Watch } from './watch.ts';

const PROPOSER = 0;

/**
 * A question of the closed game of search as a curriculum takes it. Its words tell the place of each step, since the
 * same few relations in another order are another question.
 */
export function graphQuestion(record: GraphRecord, entropy?: number): QuestionRecord {
  const { start, path, rejection, right, solvers } = record;
  return {
    accepted: rejection === undefined,
    ...(rejection !== undefined && { reason: rejection }),
    text: [`from${start}`, ...path.map((direction, hop) => `step${hop + 1}by${direction}`)].join(' '),
    success: right,
    solvers,
    ...(entropy !== undefined && { entropy }),
  };
}

/**
 * Measures and signals of the questions that a learner asks in the closed game of search (of all questions, where nature
 * asks), whoever answers them, for a league to watch.
 * @throws OptionError where the game is another
 */
export function graphCurriculum(game: Game, options: CurriculumOptions = {}): Watch {
  const curriculum = new Curriculum(options);
  const read = graphReader(game);
  const byNature = parseSpec(game.spec).options['asks'] === 'chance';
  const records: GraphRecord[] = [];
  return {
    alarms: COLLAPSE_SIGNALS,
    ended(state, holds) {
      if (byNature || holds(PROPOSER)) records.push(read(state));
    },
    report({ surprisal }) {
      // How sure the proposer was is known once the round is over, and one number for all of its proposals.
      const entropy = surprisal[PROPOSER] ?? undefined;
      let hops = 0;
      let questions = 0;
      for (const record of records) {
        curriculum.add(graphQuestion(record, entropy));
        if (record.rejection !== undefined) continue;
        hops += record.path.length;
        questions++;
      }
      records.length = 0;
      const measures = curriculum.measures();
      return {
        measures: { ...numbersOf(measures), ...(questions > 0 && { hops: hops / questions }) },
        alarms: curriculum.assess(measures),
      };
    },
  };
}

/** Measures as numbers by name, those without a value left out. */
function numbersOf({ rejections, ...measures }: CurriculumMeasures): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [name, value] of Object.entries<number | null>(measures))
    if (value !== null) numbers[name] = value;
  for (const [reason, count] of Object.entries(rejections)) numbers[`rejected ${reason}`] = count;
  return numbers;
}
