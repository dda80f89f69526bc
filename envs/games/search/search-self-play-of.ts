import { formatSpec, resolveOptions } from '../../core/options.ts';
import type { SimulatedGame } from '../../core/simulated-game.ts';
import { searchGame } from './language.ts';
import type { SearchAction, SearchState } from './search-state.ts';
import { checkSearchOptions, SEARCH_OPTIONS, type SearchOptions } from './options.ts';
import type { SearchSources } from './sources.ts';

/** Search self-play over sources of one's own. */
export interface OwnSearch {
  /** The game's name in records, such as `search_wikipedia`. */
  readonly id: string;
  readonly sources: SearchSources;
}

/**
 * Search self-play over a user's own engine, reader and answers, which may have to be awaited: a game for
 * `new AsyncEnv(game)` and for matches. An episode is saved and restored by its replies, so it is the same again where
 * the sources answer the same.
 * @throws OptionError where an option is unknown or out of range, or options contradict each other.
 */
export function searchSelfPlayOf(
  { id, sources }: OwnSearch,
  given: Partial<SearchOptions> = {},
): SimulatedGame<SearchState, SearchAction> {
  const options = resolveOptions(id, SEARCH_OPTIONS, given);
  checkSearchOptions(id, options);
  return { id, spec: formatSpec(id, options), ...searchGame(sources, options) };
}
