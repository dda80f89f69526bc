import assert from 'node:assert/strict';
import { CHANCE, type Game, holdem, readCard, TERMINAL } from '@parlor/envs';
import { choices } from './perft.ts';

export type Options = NonNullable<Parameters<typeof holdem>[0]>;

export interface Told {
  readonly options: Options;
  /** Hole cards of each seat, such as `AsKs`. */
  readonly hands: readonly string[];
  readonly board?: string;
  /** In words, as a player says them. */
  readonly actions: readonly string[];
}

function cardsOf(text: string): number[] {
  return (text.match(/../g) ?? []).map((name) => {
    const card = readCard(name);
    assert.ok(card !== undefined, name);
    return card;
  });
}

/** Plays a hand that is told, as far as it goes. Board cards come as they are needed. */
export function play({ options, hands, board = '', actions }: Told) {
  const game = holdem(options);
  const state = new Int32Array(game.stateSize);
  const [deck, words] = [[...hands.flatMap(cardsOf), ...cardsOf(board)], [...actions]];
  const first = options.deck === undefined || options.deck === 'full' ? 0 : 16;
  const history: number[] = [];
  const apply = (action: number): void => {
    history.push(action);
    game.apply(state, action);
  };
  game.start(state);
  for (let mover = game.mover(state); mover !== TERMINAL; mover = game.mover(state)) {
    if (mover === CHANCE) {
      const card = deck.shift();
      if (card === undefined && choices(game, state).length > 1) break;
      apply((card ?? first) - first);
      continue;
    }
    const word = words.shift();
    if (word === undefined) break;
    const action = game.text.parse(state, word);
    assert.equal(typeof action, 'number', `${word}: ${JSON.stringify(action)}`);
    apply(Number(action));
  }
  assert.deepEqual(words, [], 'every action was played');
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return {
    game,
    state,
    mover: game.mover(state),
    returns: Array.from(out),
    /** Everything that a seat has been told, line by line. */
    told: (seat: number): string => eventsOf(game, history, seat).join('\n'),
    /** What the mover may do; with deep stacks there is much of it. */
    get names(): string[] {
      if (game.mover(state) < 0) return [];
      return choices(game, state).map((action) => game.text.actionName(state, action));
    },
  };
}

function eventsOf(game: Game, history: readonly number[], seat: number): string[] {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  return history.flatMap((action) => {
    const words = game.text.event(state, action, seat);
    game.apply(state, action);
    return words ?? [];
  });
}
