import { defineGame } from '../core/factory.ts';
import { CHANCE, TERMINAL } from '../core/game.ts';
import { hanabiObservation } from './hanabi-observation.ts';
import { hanabiPosterior } from './hanabi-posterior.ts';
import { hanabiRules } from './hanabi-rules.ts';
import { hanabiTable, MOST_COLOURS, MOST_RANKS } from './hanabi-table.ts';
import { hanabiText } from './hanabi-text.ts';

/**
 * Hanabi (A. Bauza, 2010; N. Bard et al., The Hanabi Challenge, 2020), for 2 to 5 players who all get the score. Each
 * colour has three cards of rank 1, one of the highest rank and two of each between; with one rank, three of it.
 * Everybody sees all hands but its own. In turn each player discards a card for a hint token, which is not allowed
 * while all tokens are there; plays a card, which must be the next of its colour's firework, or else costs a life; or
 * spends a token to name all cards of one colour or one rank, at least one, in another player's hand. A completed
 * firework gives a token back. Whoever plays or discards draws; once the deck is empty everybody, the drawer of the
 * last card included, has one more turn. The game ends at once when all fireworks are complete or no life is left.
 *
 * Hands are dealt seat by seat. Place 0 of a hand is its oldest card: where one leaves, the newer ones move down by one,
 * and the drawn card takes the last place. Actions, in this order: discard place i; play place i; name a colour to the
 * player `offset` = 1, 2, … seats on; name a rank. Chance outcomes are kinds of cards: colour × ranks + rank.
 *
 * An observation tells the position, what all hints together leave open, and what everybody did last, as in the Hanabi
 * Learning Environment; not the whole past. `resample` takes what others choose to tell nothing beyond their hints.
 */
export const hanabi = defineGame({
  id: 'hanabi',
  summary: 'cooperative: everybody sees the cards of all others, and hints are scarce',
  options: {
    players: { kind: 'integer', default: 2, min: 2, max: 5, doc: 'players at the table' },
    colours: { kind: 'integer', default: 5, min: 1, max: MOST_COLOURS, doc: 'colours of the cards' },
    ranks: { kind: 'integer', default: 5, min: 1, max: MOST_RANKS, doc: 'ranks of each colour' },
    hand: {
      kind: 'integer',
      default: ({ players }) => (Number(players) < 4 ? 5 : 4),
      min: 1,
      max: 5,
      doc: 'cards in a hand; left out, 5 with 2 or 3 players and 4 with more',
    },
    information_tokens: {
      kind: 'integer',
      default: 8,
      min: 1,
      max: 10,
      doc: 'hint tokens at the start, and at most',
    },
    lives: { kind: 'integer', default: 3, min: 1, max: 10, doc: 'wrong plays that end the game' },
    lost: {
      kind: 'choice',
      values: ['zero', 'points'],
      default: 'zero',
      doc: 'what is scored when the last life is lost: nothing, as in the rules, or the points so far',
    },
  },
  create(options) {
    const table = hanabiTable(options);
    const { players, colours, ranks, hand, mostTokens, zeroWhenLost, kinds, total, dealt, deck, at } = table;
    const { hintColour, actionCount } = table;
    const rules = hanabiRules(table);
    const { start, legal, kindOf, apply, kindAt, named } = rules;
    const { fields, observe } = hanabiObservation(table);

    return {
      version: 1,
      seats: players,
      roles: Array.from({ length: players }, (_, seat) => `player ${seat + 1}`),
      actionCount,
      maxLegal: 2 * hand + (players - 1) * (Math.min(colours, hand) + Math.min(ranks, hand)),
      chanceCount: kinds,
      chanceKind: 'exact',
      stateSize: table.size,
      observation: fields.list,
      observationSize: fields.size,
      recall: 'current',
      // The longest game hints while there are tokens, then discards and hints in turn, and ends with a turn each.
      maxTurns: dealt + (deck > 0 ? 3 * deck + mostTokens - 1 : 0) + players,
      payoff: 'common',
      payoffRange: [0, Math.min(kinds, deck + players)], // a play for each card drawn, and one in everybody's last turn
      information: 'imperfect',
      pays: 'at-end',

      start,
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal,
      chance(state, probabilities) {
        const left = total - state[at.drawn];
        let possible = 0;
        for (let kind = 0; kind < kinds; kind++) {
          const count = state[at.deck + kind];
          probabilities[kind] = count / left;
          if (count > 0) possible++;
        }
        return possible;
      },
      draw: (state, random) => kindOf(state, random.below(total - state[at.drawn])),
      apply,
      returns(state, out) {
        const lost = zeroWhenLost && state[at.lives] === 0;
        const score = state[at.mover] === TERMINAL && !lost ? state[at.score] : 0;
        for (let seat = 0; seat < players; seat++) out[seat] = score;
      },
      witness(state, action, seat) {
        const actor = state[at.seat];
        if (state[at.mover] === CHANCE) return seat === actor ? 1 : 2 + action;
        const seen =
          action >= hintColour
            ? named(state, action)
            : kindAt(state, actor, action < hand ? action : action - hand);
        return 2 + kinds + seen * actionCount + action;
      },
      observe,
      resample: hanabiPosterior(table),
      text: hanabiText({ ...table, ...rules }),
    };
  },
});
