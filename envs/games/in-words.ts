import { type Game } from '../core/game.ts';
import { inWords, MATCH_RESULTS } from '../core/in-words.ts';
import { INVALID_MOVE_PRESETS } from '../core/invalid-moves.ts';
import { defineLanguageGame } from '../core/language-game.ts';
import { OptionError } from '../core/errors.ts';
import { loadGame } from '../core/registry.ts';
import { withStillPot } from './kuhn-poker.ts';
import { asInTextArena } from './tic-tac-toe.ts';

/** Whether the options, as far as they are known, ask for a published system's Kuhn poker. */
const published = ({ game, preset }: Readonly<Record<string, unknown>>): boolean =>
  preset !== 'none' && game === 'kuhn_poker(players=2)';

/**
 * Any closed game in words: for chat models, people and bots. With `rounds` an episode is a match.
 *
 * One price of SPIRAL's is left out: a reply that its agents pass and its environment refuses costs −1 and 0 there;
 * here every invalid reply costs −1.5 and 0.5.
 *
 * The presets play what the released code of SPIRAL (KuhnPoker-v1, TicTacToe-v0) and of TextArena (KuhnPoker-v0,
 * TicTacToe-v0) plays, with their accounting of chips: a bet or a call in Kuhn poker moves none, so a round is worth
 * its antes; in SPIRAL whoever wins the last of 5 rounds wins, in TextArena whoever has most after 3; player 2 begins;
 * the cells of tic-tac-toe are 0 to 8, and o begins. Without a preset chips move as they should.
 */
export const inWordsGame = defineLanguageGame({
  id: 'in_words',
  summary: 'any closed game, played in words, over one round or several',
  options: {
    game: {
      kind: 'game',
      default: 'kuhn_poker(players=2)',
      read: (spec) => loadGame(spec).spec,
      doc: 'which game',
    },
    preset: {
      kind: 'choice',
      default: 'none',
      values: ['none', 'spiral', 'textarena'],
      doc: 'play as the released code of a published system',
    },
    rounds: {
      kind: 'integer',
      default: (options) => (!published(options) ? 1 : options['preset'] === 'spiral' ? 5 : 3),
      min: 1,
      max: 1000,
      doc: 'rounds of a match, the seats going round',
    },
    starter: {
      kind: 'integer',
      default: (options) => (published(options) ? 1 : 0),
      min: 0,
      max: 63,
      doc: 'who sits first in the first round, from 0',
    },
    result: {
      kind: 'choice',
      default: (options) =>
        !published(options) ? 'total' : options['preset'] === 'spiral' ? 'last' : 'winner',
      values: MATCH_RESULTS,
      doc: 'what the match pays: all winnings, or 1 for winning overall or the last round',
    },
    stakes: {
      kind: 'choice',
      default: (options) => (published(options) ? 'unit' : 'full'),
      values: ['full', 'unit'],
      doc: 'what a round is worth: its payoff, or 1',
    },
    speech: {
      kind: 'boolean',
      default: false,
      doc: 'whether everybody hears what is said besides the action',
    },
  },
  create({ game: spec, preset, ...options }) {
    const game = loadGame(spec);
    if (preset === 'none') return inWords(game, options);
    return inWords(facing(game, preset), { ...options, invalidMoves: INVALID_MOVE_PRESETS[preset] });
  },
});

/** The game as a published system puts it into words. */
function facing(game: Game, preset: string): Game {
  if (game.spec === 'kuhn_poker(players=2)') return withStillPot(game);
  if (game.id === 'tic_tac_toe') return asInTextArena(game);
  throw new OptionError(
    `in_words: preset=${preset} knows kuhn_poker and tic_tac_toe, not ${game.spec}; leave preset out.`,
  );
}
