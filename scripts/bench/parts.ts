import { UsageError } from '../support/errors.ts';
import { closedGame } from '../support/games.ts';
import { KUHN } from './open-spiel.ts';

/** Variants that are measured besides every game's default. */
const VARIANTS = ['holdem(betting=limit)', 'holdem(players=6)', 'trading(resources=5)'];

/** A suite; of the suite games the defaults together, or one game alone. */
export interface Part {
  readonly suite: string;
  readonly game?: string;
}

/**
 * What a command line asks to be measured.
 * @throws UsageError or OptionError where games are named beside another suite, or one that there is not
 */
export function partsOf(
  suites: readonly string[],
  given: readonly string[],
  games: readonly string[],
): Part[] {
  if (games.length > 0) {
    if (given.some((suite) => suite !== 'games'))
      throw new UsageError('--game goes with the suite games alone.');
    for (const game of games) closedGame(game); // a name that is wrong ends it before anything is measured
    // Kuhn poker first, since the others are told as parts of it.
    const order = games.toSorted((one, other) => Number(other === KUHN) - Number(one === KUHN));
    return order.map((game) => ({ suite: 'games', game }));
  }
  const asked = suites.filter((suite) => given.length === 0 || given.includes(suite));
  return asked.flatMap((suite) =>
    suite === 'games' ? [{ suite }, ...VARIANTS.map((game) => ({ suite, game }))] : [{ suite }],
  );
}

/** Whether a part among several is measured in a process of its own. The games together are parts themselves. */
export function hasOwnProcess({ suite, game }: Part): boolean {
  return suite !== 'games' || game !== undefined;
}

/** The words of a command line that asks for this part alone. */
export function wordsOf({ suite, game }: Part): string[] {
  return game === undefined ? [suite] : [suite, '--game', game];
}
