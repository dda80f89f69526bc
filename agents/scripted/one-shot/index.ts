export * from './free-rider.ts';
export * from './one-shot-policy.ts';
export * from './reciprocator.ts';
