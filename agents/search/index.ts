export * from './chat-judge.ts';
export { ChatReader, type ChatReaderOptions, READER_DEFAULTS } from './chat-reader.ts';
export { CorpusError } from './corpus-error.ts';
export * from './corpus-file.ts';
export * from './errors.ts';
export type { ModelQuestionOptions } from './model-question.ts';
export * from './question-pool.ts';
export type { BrokenEpisode, MakeAgent, SearchEpisode, SearchPlace } from './search-episode.ts';
export * from './search-rounds.ts';
