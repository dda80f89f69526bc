import { PROPOSER, type TimeStep } from '@parlor/envs';
import type { Agent, Seating } from '../../agent.ts';
import { SearchProposer, type SearchProposerOptions } from './search-proposer.ts';
import { SearchSolver, type SearchSolverOptions } from './search-solver.ts';

export interface SearchAgentOptions {
  readonly proposer?: SearchProposerOptions;
  readonly solver?: SearchSolverOptions;
}

/** A player by rules for `search_self_play`, in either role: {@link SearchProposer} or {@link SearchSolver}. */
export class SearchAgent implements Agent {
  readonly name = 'searcher';
  private readonly proposer: SearchProposer;
  private readonly solver: SearchSolver;

  constructor({ proposer, solver }: SearchAgentOptions = {}) {
    this.proposer = new SearchProposer(proposer);
    this.solver = new SearchSolver(solver);
  }

  begin(seating: Seating): void {
    this.proposer.begin(seating);
    this.solver.begin(seating);
  }

  /** @throws AgentError where it was told neither an answer nor a question. */
  act(step: TimeStep): string {
    return step.role === PROPOSER ? this.proposer.act(step) : this.solver.act(step);
  }
}
