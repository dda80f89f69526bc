import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { tinyHanabiText } from './tiny-hanabi-text.ts';

/**
 * What both get, by first card, second card, first choice and second choice. The middle choice is safe; 10 takes a
 * convention by which the first choice tells the first card. One 10 is missing, so that not every convention will do.
 */
// prettier-ignore
const BAD_PAYOFFS: readonly number[] = [
  10, 0, 0,  4, 8, 4,  10, 0, 0,
  0, 0, 10,  4, 8, 4,  0, 0, 10,
  0, 0, 10,  4, 8, 4,  0, 0, 0,
  10, 0, 0,  4, 8, 4,  10, 0, 0,
];
const MOST = 5;

/**
 * Tiny Hanabi: the two-step game of J. Foerster et al., Bayesian Action Decoder, 2019. Each of two players is dealt one
 * of the cards, independently and uniformly, and sees it alone. Player 1 chooses, player 2 sees the choice and chooses,
 * and both get what the table says; then the cards are turned up.
 */
export const tinyHanabi = defineGame({
  id: 'tiny_hanabi',
  summary: 'one card and one choice each, one payoff for both: a signal must be agreed on',
  options: {
    cards: { kind: 'integer', default: 2, min: 1, max: MOST, doc: 'cards that a player may be dealt' },
    actions: { kind: 'integer', default: 3, min: 2, max: MOST, doc: 'choices of each player' },
    payoffs: {
      kind: 'numbers',
      default: ({ cards, actions }) => (cards === 2 && actions === 3 ? BAD_PAYOFFS : []),
      min: -1000,
      max: 1000,
      whole: false,
      lengths: [4, (MOST * MOST) ** 2],
      doc: 'what both get, by first card, second card, first choice, second choice, the last running fastest',
    },
  },
  create({ cards, actions, payoffs }) {
    const wanted = (cards * actions) ** 2;
    if (payoffs.length !== wanted) {
      throw new OptionError(
        `tiny_hanabi: ${cards} ${cards === 1 ? 'card' : 'cards'} and ${actions} actions need ${wanted} payoffs, ` +
          `not ${payoffs.length}: give one for every two cards and two choices.`,
      );
    }
    const { at, size } = layout({ turn: 1, card: 2, choice: 2 }); // turns 0 and 1 deal, 2 and 3 choose
    const features = fields({
      seat: { shape: [2], kind: 'one-hot' },
      card: { shape: [cards], kind: 'one-hot' },
      choices: { shape: [2, actions], kind: 'one-hot' },
    });
    const table = Float64Array.from(payoffs);

    return {
      version: 1,
      seats: 2,
      roles: ['player 1', 'player 2'],
      actionCount: actions,
      maxLegal: actions,
      chanceCount: cards,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 4,
      payoff: 'common',
      payoffRange: [Math.min(...payoffs), Math.max(...payoffs)],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
      },
      mover(state) {
        const turn = state[at.turn];
        return turn < 2 ? CHANCE : turn < 4 ? turn - 2 : TERMINAL;
      },
      role: (_state, seat) => seat,
      legal(state, out) {
        if ((state[at.turn] & 6) !== 2) return 0; // neither turn 2 nor turn 3
        for (let action = 0; action < actions; action++) out[action] = action;
        return actions;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / cards);
        return cards;
      },
      draw: (_state, random) => random.below(cards),
      apply(state, action) {
        const turn = state[at.turn];
        state[at.card + turn] = action; // cards and choices lie in the order of the turns
        state[at.turn] = turn + 1;
      },
      returns(state, out) {
        const deal = state[at.card] * cards + state[at.card + 1];
        const place = (deal * actions + state[at.choice]) * actions + state[at.choice + 1];
        const payoff = state[at.turn] === 4 ? table[place] : 0;
        out[0] = payoff;
        out[1] = payoff;
      },
      witness(state, action, seat) {
        const turn = state[at.turn];
        if (turn < 2) return seat === turn ? 1 + action : 0;
        // With the second choice both cards are turned up.
        const shown = turn === 2 ? 0 : 1 + state[at.card] * cards + state[at.card + 1];
        return 1 + cards + shown * actions + action;
      },
      observe(state, seat, out) {
        const turn = state[at.turn];
        out[features.at.seat + seat] = 1;
        if (turn > seat) out[features.at.card + state[at.card + seat]] = 1;
        for (let choice = 0; choice < turn - 2; choice++) {
          out[features.at.choices + choice * actions + state[at.choice + choice]] = 1;
        }
      },
      resample(state, seat, random, out) {
        out.set(state);
        const other = 1 - seat; // its card is independent of the seat's own, and turned up at the end
        const turn = state[at.turn];
        if (other < turn && turn < 4) out[at.card + other] = random.below(cards);
      },
      text: tinyHanabiText({ cards, actions, payoffs, at }),
    };
  },
});
