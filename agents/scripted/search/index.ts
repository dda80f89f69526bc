export * from './search-agent.ts';
export * from './search-proposer.ts';
export * from './search-solver.ts';
