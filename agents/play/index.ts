export type { Actor } from './decision-group.ts';
export * from './errors.ts';
export * from './match.ts';
export * from './play-episode.ts';
export * from './self-play.ts';
export * from './rollout.ts';
