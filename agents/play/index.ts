export * from './errors.ts';
export * from './play-episode.ts';
export * from './vector-rollout.ts';
