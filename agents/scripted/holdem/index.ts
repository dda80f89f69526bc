export * from './holdem-rule-policy.ts';
