export { GraphPolicy, type GraphPolicyOptions, graphProposer, graphSolver } from './graph-policy.ts';
