import { type Game, gameNames, key, loadGame, type Random, specialise, Stream } from '@parlor/envs';
import { type Figure, rates, type Subject } from './measure.ts';
import { NAIVE_GAMES } from './naive/index.ts';

/** Transitions of one call, so that the clock is not asked too often. */
const TURNS = 20_000;

/** Plays at random, chance included, for so many transitions. Flat, since `specialise` compiles it from its source. */
function playRandomly(game: Game, random: Random, turns: number, returned: Float64Array): number {
  const { start, mover, legal, draw, apply, returns } = game;
  const state = new Int32Array(game.stateSize);
  const actions = new Int32Array(game.maxLegal);
  let done = 0;
  start(state);
  while (done < turns) {
    const seat = mover(state);
    if (seat === -1) {
      apply(state, draw(state, random));
      done++;
    } else if (seat === -2) {
      returns(state, returned);
      start(state);
    } else {
      apply(state, actions[random.below(legal(state, actions))]!);
      done++;
    }
  }
  return done;
}

function playNaively(name: string, random: Random, turns: number): number {
  const make = NAIVE_GAMES[name];
  if (!make) throw new Error(`there is no naive ${name}`);
  let done = 0;
  let game = make();
  while (done < turns) {
    const player = game.currentPlayer();
    if (player === -2) {
      game.returns();
      game = make();
      continue;
    }
    const actions = player === -1 ? game.chanceOutcomes().map(({ outcome }) => outcome) : game.legalActions();
    game.applyAction(actions[random.below(actions.length)] ?? 0);
    done++;
  }
  return done;
}

/**
 * Random play on one thread: transitions a second, by a generic loop that has seen all games, and compiled per game.
 * Of no game two variants are loaded, as in most runs: V8 compiles constants into what has one instance.
 */
export async function benchGames(names: readonly string[]): Promise<Figure[]> {
  const random = new Stream().seek(key(1, 'test'), 0, 0);
  const games = names.map((name) => loadGame(name));
  const ids = new Set(games.map(({ id }) => id));
  const returned = new Float64Array(16);
  for (const name of gameNames('closed')) {
    if (!ids.has(name)) playRandomly(loadGame(name), random, TURNS, returned);
  }
  for (const game of games) playRandomly(game, random, TURNS, returned);
  const subjects = games.flatMap((game, index): Subject[] => {
    const compiled = specialise(playRandomly, game);
    const name = names[index] ?? '';
    return [
      { name, run: () => playRandomly(game, random, TURNS, returned) },
      { name: `${name}, compiled loop`, run: () => compiled(game, random, TURNS, returned) },
      { name, baseline: true, run: () => (name in NAIVE_GAMES ? playNaively(name, random, TURNS / 20) : 1) },
    ];
  });
  const results = await rates(subjects);
  return subjects.flatMap(({ name, baseline }, index): Figure[] => {
    if (baseline) return [];
    const own = name.replace(', compiled loop', '');
    const naive = subjects.findIndex((subject) => subject.baseline && subject.name === own);
    const value = (results[index] ?? 0) / 1e6;
    const reference = own in NAIVE_GAMES ? (results[naive] ?? 0) / 1e6 : null;
    return [{ suite: 'games', name, value, unit: 'M transitions/s', baseline: reference }];
  });
}
