import { PROPOSER, type TimeStep } from '@parlor/envs';
import type { Agent, Seating } from '../../agent.ts';
import { SearchProposer, type SearchProposerOptions } from './search-proposer.ts';
import { SearchSolver, type SearchSolverOptions } from './search-solver.ts';

export interface SearchAgentOptions {
  readonly proposer?: SearchProposerOptions;
  readonly solver?: SearchSolverOptions;
}

/** Steps that the solvers follow, in the order of their seats, again and again. */
const GRADES = [1, 2, 3, 4] as const;

/**
 * A player by rules for `search_self_play`, in either role: {@link SearchProposer} of up to 3 hops, or {@link SearchSolver}.
 * Unless it is told otherwise, solvers are of different skill by their seats: the first follows one step of a question, the
 * fourth four.
 */
export class SearchAgent implements Agent {
  readonly name = 'searcher';
  private readonly options: SearchAgentOptions;
  private readonly proposer: SearchProposer;
  private solver: SearchSolver;

  constructor(options: SearchAgentOptions = {}) {
    this.options = options;
    this.proposer = new SearchProposer({ hops: 3, ...options.proposer });
    this.solver = new SearchSolver(options.solver);
  }

  begin(seating: Seating): void {
    this.proposer.begin(seating);
    const hops = GRADES[Math.max(0, seating.seat - 1) % GRADES.length];
    this.solver = new SearchSolver({ hops, ...this.options.solver });
    this.solver.begin(seating);
  }

  /** @throws AgentError where it was told neither an answer nor a question. */
  act(step: TimeStep): string {
    return step.role === PROPOSER ? this.proposer.act(step) : this.solver.act(step);
  }
}
