import { OptionError } from '../../core/errors.ts';
import { layout } from '../../core/layout.ts';
import type { OptionSchema, OptionsOf } from '../../core/options.ts';
import { PAYOFF_OPTIONS } from './payoffs.ts';

/**
 * What happens next: first what chance does, then decisions. `length`, `start` and `path` are of questions that nature
 * asks; `noise` and `distractor` are of a solver's look-up.
 */
export const GraphPhase = {
  facts: 0,
  given: 1,
  length: 2,
  start: 3,
  path: 4,
  noise: 5,
  distractor: 6,
  looking: 7,
  composing: 8,
  solving: 9,
  over: 10,
} as const;

export const PROPOSER = 0;
export const SOLVER = 1;

/** Options of the closed game of search self-play. */
export const GRAPH_OPTIONS = {
  entities: { kind: 'integer', default: 8, min: 3, max: 16, doc: 'entities of the knowledge graph' },
  relations: {
    kind: 'integer',
    default: 2,
    min: 1,
    max: 4,
    doc: 'relations, of each of which every entity has one object',
  },
  hops: { kind: 'integer', default: 3, min: 1, max: 4, doc: 'relations of the longest question' },
  look_ups: { kind: 'integer', default: 5, min: 1, max: 12, doc: 'look-ups that the proposer may make' },
  solver_look_ups: {
    kind: 'integer',
    default: 4,
    min: 0,
    max: 12,
    doc: 'look-ups that each solver may make',
  },
  least_look_ups: {
    kind: 'integer',
    default: (options) => Math.min(2, Number(options['look_ups'])),
    min: 0,
    max: 12,
    doc: 'look-ups that the proposer makes before it may begin a question, if there are so many',
  },
  noise: {
    kind: 'real',
    default: 0.1,
    min: 0,
    max: 1,
    doc: 'how often a solver is shown one entity at random in place of what it looked up',
  },
  distractors: {
    kind: 'integer',
    default: 1,
    min: 0,
    max: 4,
    doc: 'entities at random that are added to what a solver is shown',
  },
  given: { kind: 'boolean', default: true, doc: 'whether the proposer is given the answer' },
  asks: {
    kind: 'choice',
    default: 'proposer',
    values: ['proposer', 'chance'],
    doc: 'who asks: the proposer, or nature a question at random, for training and testing solvers alone',
  },
  ...PAYOFF_OPTIONS,
} as const satisfies OptionSchema;
export type GraphOptions = OptionsOf<typeof GRAPH_OPTIONS>;

/** What is fixed by the options: sizes, the numbers of actions, and the layout of a state. */
export type GraphTable = ReturnType<typeof graphTable>;

/**
 * Sets of entities are 16 bits, entity e being bit e. Directions are d < R from an entity to its object, and d ≥ R from
 * an object back to every entity that has it. A look-up is entity × 2R + direction.
 * @throws OptionError where options contradict each other
 */
export function graphTable(id: string, options: GraphOptions) {
  const { entities, relations, hops, look_ups, solver_look_ups, least_look_ups, solvers } = options;
  if (least_look_ups > look_ups) {
    throw new OptionError(
      `${id}: ${least_look_ups} look-ups cannot come before a question where there are ${look_ups}; raise look_ups or lower least_look_ups.`,
    );
  }
  const directions = 2 * relations;
  const lookUps = entities * directions;
  const seats = 1 + solvers;
  const { at, size } = layout({
    phase: 1,
    turn: 1, // the solver to act
    cell: 1, // facts drawn; then distractors
    facts: lookUps, // what each look-up truly finds, as sets
    answer: 1, // entity + 1, where it is given, or known from the question
    length: 1, // relations of the question so far
    wanted: 1, // of a question that nature asks: relations in all
    start: 1, // entity + 1
    path: hops, // directions
    verdict: 1, // what a question came to: a Verdict
    looked: entities, // directions that the proposer has looked up, as sets, by entity
    heard: seats, // entities that each seat has heard of, as sets
    made: seats, // look-ups that each seat has made
    shown: 1, // what a solver's look-up shows so far
    found: look_ups + solvers * solver_look_ups, // look-ups of each seat in order: (look-up + 1) × 2¹⁶ + what it showed
    named: solvers, // answers, entity + 1
  });
  return {
    options,
    at,
    size,
    seats,
    directions,
    lookUps,
    /** Entities × relations: facts that chance draws. */
    cells: entities * relations,
    all: (1 << entities) - 1,
    /** Whether chance comes between a solver's look-up and what it is shown. */
    blurred: options.noise > 0 || options.distractors > 0,
    byChance: options.asks === 'chance',
    /** Naming an entity, to begin a question or to answer one, is an action from here on. */
    naming: lookUps,
    /** Going on by a relation, forth or back. */
    going: lookUps + entities,
    /** Asking the question as it is. */
    ask: lookUps + entities + directions,
    actionCount: lookUps + entities + directions + 1,
    /** Where a seat's look-ups are in the state. */
    foundOf: (seat: number): number =>
      at.found + (seat === PROPOSER ? 0 : look_ups + (seat - 1) * solver_look_ups),
  };
}
