/** Policies, exact solvers and small neural learners for Parlor's games. */
export * from './agent.ts';
export * from './bots/index.ts';
export * from './chat/index.ts';
export * from './curriculum/index.ts';
export * from './errors.ts';
export * from './hand-history/index.ts';
export * from './network/index.ts';
export * from './pictures/picture-folder.ts';
export * from './play/index.ts';
export * from './policies/index.ts';
export * from './policy.ts';
export * from './scripted/index.ts';
export * from './search/index.ts';
export * from './solvers/index.ts';
export * from './training/index.ts';
