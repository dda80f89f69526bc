import { defineGame } from '../core/factory.ts';
import type { Game } from '../core/game.ts';
import { parseSpec } from '../core/options.ts';
import { gameFactory } from '../core/registry.ts';
import { repeated } from './repeated/repeated-rules.ts';

/** `loadGame` by another way: its types tell of all games, this one included. */
function load(spec: string): Game {
  const { game, options } = parseSpec(spec);
  return gameFactory(game)(options);
}

/**
 * A game of one simultaneous choice by every seat, such as a matrix game or public goods, repeated by the same seats in
 * the same places: one episode, in which whoever chooses knows what all did in the rounds before, so that strategies
 * such as tit for tat are policies of it. Round t, counted from 0, pays discount^t times the game's payoff. With
 * `continue` below 1 chance decides after each round whether there is another; `rounds` is then the most. Observations
 * tell of the last `memory` rounds.
 *
 * The rounds of `in_words` are another thing: those are games apart, whose seats go round, and each round's information
 * state begins anew. `in_words(game=repeated_game(…))` puts this one into words.
 */
export const repeatedGame = defineGame({
  id: 'repeated_game',
  summary: 'a game of one simultaneous choice, repeated, with discount or an open end',
  options: {
    game: {
      kind: 'game',
      default: 'prisoners_dilemma(temptation=5,reward=3,punishment=1,sucker=0)',
      read: (spec: string): string => load(spec).spec,
      doc: 'what is repeated',
    },
    rounds: { kind: 'integer', default: 10, min: 1, max: 1000, doc: 'rounds, or the most of them' },
    discount: { kind: 'real', default: 1, min: 0, max: 1, doc: 'what a payoff keeps of its worth per round' },
    continue: {
      kind: 'real',
      default: 1,
      min: 0,
      max: 1,
      doc: 'probability of another round after each',
    },
    memory: {
      kind: 'integer',
      default: ({ rounds }) => Number(rounds),
      min: 1,
      max: 1000,
      doc: 'last rounds that observations tell of',
    },
  },
  create: ({ game, continue: continuation, ...options }) =>
    repeated(load(game), { ...options, continuation }),
});
