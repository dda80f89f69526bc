export { type HandComment } from './hand-comment.ts';
export * from './hand-history.ts';
export * from './hand-history-error.ts';
export * from './replay-hand.ts';
export * from './write-hand-history.ts';
