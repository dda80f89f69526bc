import { GRAPH_ENTITIES, GRAPH_RELATIONS, listed, sayEntities, sayGoing, sayLookUp } from './graph-names.ts';
import { type GraphTable, PROPOSER } from './graph-table.ts';

/** The rules of the closed game of search as a role reads them; −1 for a seat without one. */
export function graphSearchRules({ byChance, options }: GraphTable): (role: number) => string {
  const { entities, relations, hops, look_ups, solver_look_ups, least_look_ups } = options;
  const { noise, distractors, given, solvers, rewards, penalty } = options;
  const times = (count: number, what: string): string => `${count} ${count === 1 ? what : `${what}s`}`;
  const some = GRAPH_RELATIONS[0];

  const asking = byChance
    ? [
        `Nature asks a question about them: a person to begin with, and up to ${times(hops, 'step')} from there.`,
      ]
    : [
        `The proposer ${given ? 'is given an answer. It ' : ''}looks up ${
          least_look_ups === look_ups
            ? `${times(look_ups, 'fact')}`
            : `${least_look_ups > 0 ? `at least ${least_look_ups} and ` : ''}at most ${times(look_ups, 'fact')}`
        }, none twice, and then composes a question: a person to begin with, and up to ${times(hops, 'step')} from there. It can look up, and begin with, whom it has heard of${given ? '' : ', which is everybody'}.`,
        `The question is rejected unless it leads to ${given ? 'the given answer' : 'somebody'} and to nobody else, begins with somebody else, and every fact in it was looked up: a step to somebody's ${some} from either side, a step to those whose ${some} somebody is by looking up just these.`,
      ];
  const blur = [
    ...(noise > 0
      ? [
          `In ${Math.round(noise * 1000) / 10} of 100 look-ups a solver finds somebody at random in place of the truth.`,
        ]
      : []),
    ...(distractors > 0
      ? [
          `Besides, ${distractors === 1 ? 'somebody at random is' : `${distractors} times somebody at random is`} added to what a solver finds.`,
        ]
      : []),
  ];
  const pays = {
    difficulty: 'the share of solvers who fail',
    intermediate:
      '1 where half of the solvers succeed, less the more or the fewer do, and nothing where all or none do',
    format: '1',
  }[rewards];
  const example = `[answer ${GRAPH_ENTITIES[1]}]`;
  const lookUps = `[${sayLookUp(0, relations)}], [${sayLookUp(relations, relations)}]`;

  /** What a reply looks like in this role. */
  function act(role: number): string {
    if (role !== PROPOSER)
      return `Act in brackets: ${solver_look_ups === 0 ? '' : `${lookUps} or `}${example}.`;
    if (byChance) return 'The proposer has nothing to do and nothing to gain.';
    return `Act in brackets: ${lookUps}, [begin with ${GRAPH_ENTITIES[1]}], [${sayGoing(0, relations)}] or [ask].`;
  }

  return (role) =>
    [
      `A search game for a proposer, player 1, and ${times(solvers, 'solver')}${role < 0 ? '' : `; you are ${role === PROPOSER ? 'the proposer' : 'a solver'}`}.`,
      `There are ${entities} people: ${sayEntities((1 << entities) - 1)}. Each has one ${listed(GRAPH_RELATIONS.slice(0, relations).map((name, at) => (at === 0 ? name : `one ${name}`)))}, always another of them; at first nobody knows who.`,
      ...asking,
      `Then each solver, on its own, may look up ${solver_look_ups === 0 ? 'nothing' : `at most ${times(solver_look_ups, 'fact')} about whom it has heard of`}, and names an answer.`,
      ...(solver_look_ups === 0 ? [] : blur),
      byChance
        ? 'A right answer pays its solver 1.'
        : `A right answer pays its solver 1. A question that is accepted pays the proposer ${pays}${penalty < 0 ? `; one that is rejected pays it ${penalty}` : ''}.`,
      act(role),
    ].join('\n');
}
