import { OptionError } from '../../core/errors.ts';
import type { Game, State } from '../../core/game.ts';
import { parseSpec, resolveOptions } from '../../core/options.ts';
import { Verdict } from './graph-question.ts';
import { GRAPH_OPTIONS, graphTable } from './graph-table.ts';

/** Why a question of the closed game of search is rejected. */
export type GraphRejection =
  'no-answer' | 'several-answers' | 'other-answer' | 'answer-in-question' | 'unsupported';

/** What an episode of the closed game of search came to. */
export interface GraphRecord {
  /** The entity that the question begins with. */
  readonly start: number;
  /** Its steps: relations forth, then relations back. */
  readonly path: readonly number[];
  /** Why it was rejected; left out where it was accepted. */
  readonly rejection?: GraphRejection;
  /** How many solvers gave the right answer. */
  readonly right: number;
  readonly solvers: number;
}

const REJECTIONS: Readonly<Record<number, GraphRejection>> = {
  [Verdict.noAnswer]: 'no-answer',
  [Verdict.several]: 'several-answers',
  [Verdict.another]: 'other-answer',
  [Verdict.inQuestion]: 'answer-in-question',
  [Verdict.unsupported]: 'unsupported',
};

/**
 * Reads terminal states of a closed game of search.
 * @throws OptionError where the game is another
 */
export function graphReader(game: Game): (state: State) => GraphRecord {
  const parsed = parseSpec(game.spec);
  if (parsed.game !== 'graph_search')
    throw new OptionError(`${game.spec} is no graph_search; its episodes are read another way.`);
  const { at, options } = graphTable(game.id, resolveOptions(game.id, GRAPH_OPTIONS, parsed.options));
  const { solvers } = options;
  return (state) => {
    let right = 0;
    const accepted = state[at.verdict] === Verdict.accepted;
    for (let solver = 0; accepted && solver < solvers; solver++)
      if (state[at.named + solver] === state[at.answer]) right++;
    const rejection = REJECTIONS[state[at.verdict]];
    return {
      start: state[at.start] - 1,
      path: Array.from(state.subarray(at.path, at.path + state[at.length])),
      ...(rejection && { rejection }),
      right,
      solvers,
    };
  };
}
