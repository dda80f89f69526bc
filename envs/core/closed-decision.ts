import type { Game, State } from './game.ts';
import { informationState } from './information.ts';
import { legalList } from './legal-list.ts';

/** A decision of a closed game that is played in words, as the closed game states it: what a policy reads. */
export interface ClosedDecision {
  readonly game: Game;
  /** The seat of the closed game that must act; in a match of several rounds the seats go round. */
  readonly seat: number;
  /** Legal actions, ascending. */
  readonly legal: readonly number[];
  /** The name of each legal action, in the same order: a reply in brackets that is accepted. */
  readonly names: readonly string[];
  /** What the seat knows, as features: [observationSize]. */
  readonly observation: Float32Array;
  /** The seat's information state in this round, as tokens. */
  readonly tokens: readonly number[];
}

/**
 * The decision that waits in a state of a closed game; what costs most is found when it is asked for.
 * @param worded how the game's words are told where they are not told as they are
 */
export function closedDecision(
  game: Game,
  state: State,
  history: readonly number[],
  worded: (words: string) => string = (words) => words,
): ClosedDecision {
  return new WaitingDecision(game, state, history, worded);
}

class WaitingDecision implements ClosedDecision {
  readonly game: Game;
  readonly seat: number;
  readonly #state: State;
  readonly #history: readonly number[];
  readonly #worded: (words: string) => string;
  #legal: readonly number[] | undefined;

  constructor(game: Game, state: State, history: readonly number[], worded: (words: string) => string) {
    this.game = game;
    this.seat = game.mover(state);
    this.#state = state;
    this.#history = history;
    this.#worded = worded;
  }

  get legal(): readonly number[] {
    this.#legal ??= legalList(this.game, this.#state);
    return this.#legal;
  }

  get names(): readonly string[] {
    return this.legal.map((action) => this.#worded(this.game.text.actionName(this.#state, action)));
  }

  get observation(): Float32Array {
    const features = new Float32Array(this.game.observationSize);
    this.game.observe(this.#state, this.seat, features);
    return features;
  }

  get tokens(): readonly number[] {
    return informationState(this.game, this.#history, this.seat);
  }
}
