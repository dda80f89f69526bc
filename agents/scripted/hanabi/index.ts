export * from './hanabi-rule-policy.ts';
export * from './tiny-hanabi-convention.ts';
