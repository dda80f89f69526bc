import { instant } from '../../core/awaitable.ts';
import { defineLanguageGame } from '../../core/language-game.ts';
import { searchGame } from './language.ts';
import type { SearchAction, SearchState } from './search-state.ts';
import { searchLibrary } from './library.ts';
import { checkSearchOptions, SEARCH_OPTIONS } from './options.ts';

const ID = 'search_self_play';

/**
 * Search self-play in a generated world: its documents are searched by the embedded engine, and its questions are
 * checked by a reader that knows the sentences of such worlds. All of it answers at once. The engine needs the
 * `minisearch` package, an optional peer.
 */
export const searchSelfPlay = defineLanguageGame({
  id: ID,
  summary:
    'a proposer searches and asks a question that is hard but has one answer; solvers search and answer it',
  options: {
    ...SEARCH_OPTIONS,
    world: {
      kind: 'integer',
      default: 1,
      min: 0,
      max: 2 ** 31 - 1,
      doc: 'seed of the world and its documents',
    },
    documents: { kind: 'integer', default: 400, min: 100, max: 100_000, doc: 'documents about it' },
    asks: {
      kind: 'choice',
      default: 'proposer',
      values: ['proposer', 'world'],
      doc: 'who asks: the proposer, or the game itself, for solvers alone',
    },
    hops: { kind: 'integer', default: 2, min: 1, max: 4, doc: 'facts that a question of the game chains' },
  },
  create({ world, documents, asks, hops, ...options }) {
    checkSearchOptions(ID, options);
    const library = searchLibrary(world, documents);
    const game = searchGame(library.sources(asks === 'world' ? hops : 0), options);
    return {
      ...game,
      start: (random) => instant(game.start(random), ID),
      apply: (state: SearchState, action: SearchAction, random) =>
        instant(game.apply(state, action, random), ID),
    };
  },
});
