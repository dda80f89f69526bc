import type { Game, State } from './game.ts';

/**
 * What each seat has witnessed along a sequence of actions and chance outcomes from the start: its information state.
 * @param history actions and outcomes in order
 * @returns the seat's tokens that are not 0
 */
export function informationState(game: Game, history: ArrayLike<number>, seat: number): number[] {
  const state: State = new Int32Array(game.stateSize);
  const tokens: number[] = [];
  game.start(state);
  for (let turn = 0; turn < history.length; turn++) {
    const token = game.witness(state, history[turn], seat);
    if (token !== 0) tokens.push(token);
    game.apply(state, history[turn]);
  }
  return tokens;
}

/** What a seat has been told in words along a sequence of actions and outcomes, from turn `from` on. */
export function eventWords(game: Game, history: ArrayLike<number>, seat: number, from = 0): string[] {
  const state: State = new Int32Array(game.stateSize);
  const words: string[] = [];
  game.start(state);
  for (let turn = 0; turn < history.length; turn++) {
    if (turn >= from) {
      const word = game.text.event(state, history[turn], seat);
      if (word !== null) words.push(word);
    }
    game.apply(state, history[turn]);
  }
  return words;
}
