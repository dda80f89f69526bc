/** Policies, solvers, networks and training for the games of `@parlor/envs`. */
export * from './agent.ts';
export * from './network/index.ts';
export * from './policies/network-policy.ts';
export * from './policy.ts';
export * from './training/index.ts';
