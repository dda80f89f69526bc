import { TERMINAL } from '../core/game.ts';
import { INVALID_MOVE_PRESETS } from '../core/invalid-moves.ts';
import { defineLanguageGame, type HiddenPart } from '../core/language-game.ts';
import type { Message } from '../core/message.ts';
import { quote, speech } from '../core/reply.ts';
import type { ParsedAction } from '../core/simulated-game.ts';
import type { ParseFailure } from '../core/text.ts';
import {
  type Answer,
  holds,
  NEGOTIATION_PRESETS,
  NEGOTIATION_RULES,
  type NegotiationPreset,
  type OpenOffer,
  settle,
} from './negotiation-rules.ts';
import { randomMessage } from './negotiation-sample.ts';
import * as say from './simple-negotiation-text.ts';
import { fixedValues, tradingGoods, worth } from './trading-goods.ts';
import { parseOffer, printOffer, readTokens, type TradeOffer } from './trading-offer.ts';

export type NegotiationState = {
  /** What each seat held at the start, and holds: [seats][goods]. */
  readonly stocks: readonly (readonly number[])[];
  readonly goods: readonly (readonly number[])[];
  /** What a unit of each good is worth to each seat: [seats][goods]. */
  readonly values: readonly (readonly number[])[];
  readonly offer: OpenOffer | null;
  /** Messages so far. */
  readonly turn: number;
};

export type NegotiationAction = {
  /** What is said besides, as both hear it. */
  readonly words: string;
  readonly answer: Answer;
  readonly offer: TradeOffer | null;
};

const BOTH = [0, 1];

/**
 * Simple negotiation: two players hold goods that they value differently and in secret, talk freely, and trade by
 * offers in brackets. Whoever gains more by its own values wins. Sources: SPIRAL's SimpleNegotiation-v1 (two kinds of
 * goods) and TextArena's SimpleNegotiation-v0 (five). An offer belongs to its addressee; what the presets do otherwise
 * is in {@link NEGOTIATION_RULES}. In every preset goods are conserved and never negative, what is in brackets but no
 * token is rejected, and so are several offers in one message, or one good on both sides of an offer.
 */
export const simpleNegotiation = defineLanguageGame({
  id: 'simple_negotiation',
  summary: 'talk and trade goods that two players value differently; the larger gain wins',
  options: {
    preset: {
      kind: 'choice',
      default: 'none',
      values: NEGOTIATION_PRESETS,
      doc: 'the rules of a released system; none for the documented ones',
    },
    resources: {
      kind: 'integer',
      default: ({ preset }) => (preset === 'textarena' ? 5 : 2),
      min: 2,
      max: 5,
      doc: 'kinds of goods; left out, 2, or 5 for textarena',
    },
    turns: { kind: 'integer', default: 10, min: 1, max: 100, doc: 'messages of both players together' },
    stocks: {
      kind: 'choice',
      default: ({ resources }) => (resources === 2 ? 'fixed' : 'random'),
      values: ['fixed', 'random'],
      doc: 'stock of each good, or 5 to 25 at random; left out, fixed for two kinds of goods',
    },
    stock: {
      kind: 'integer',
      default: 10,
      min: 1,
      max: 100,
      doc: 'units of each good that a player starts with where stocks are fixed',
    },
    values: {
      kind: 'choice',
      default: ({ resources }) => (resources === 2 ? 'fixed' : 'random'),
      values: ['fixed', 'random'],
      doc: 'what goods are worth: opposite for the two, or drawn; left out, fixed for two kinds of goods',
    },
  },
  create({ preset, resources, turns, stocks, stock, values }) {
    const goods = tradingGoods(resources);
    const rules = NEGOTIATION_RULES[preset];
    const limit = turns + rules.extraTurns;
    const none = goods.map(() => 0);

    const mover = ({ turn }: NegotiationState): number => (turn === limit ? TERMINAL : turn % 2);
    const gains = (state: NegotiationState): number[] =>
      BOTH.map(
        (seat) =>
          worth(state.goods[seat], state.values[seat]) - worth(state.stocks[seat], state.values[seat]),
      );

    function failure({ goods: held }: NegotiationState, seat: number, reason: string): ParseFailure {
      const have = held[seat].findIndex((amount) => amount > 0);
      const one = (good: number): number[] => none.map((_, index) => (index === good ? 1 : 0));
      const other = have === 0 ? 1 : 0;
      const offer = have < 0 ? '' : ` such as [${printOffer({ give: one(have), want: one(other) }, goods)}]`;
      return {
        reason,
        format: `Say what you like, with at most one offer${offer} and one answer to the open offer.`,
      };
    }

    return {
      version: 1,
      seats: 2,
      roles: ['first', 'second'],
      maxTurns: limit,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'imperfect',
      ...invalidMoves(preset),

      rules: (role) => say.negotiationRules(goods, limit, rules, role),

      start(random) {
        const dealt = BOTH.map(() => goods.map(() => (stocks === 'fixed' ? stock : 5 + random.below(21))));
        const fixed = fixedValues(resources);
        const state: NegotiationState = {
          stocks: dealt,
          goods: dealt,
          values: BOTH.map((seat) =>
            goods.map(({ low, high }, good) =>
              values === 'fixed' ? fixed[seat][good] : low + random.below(high - low + 1),
            ),
          ),
          offer: null,
          turn: 0,
        };
        const messages = BOTH.flatMap((seat) => [
          say.tellHoldings(seat, dealt[seat], goods),
          say.tellValues(seat, state.values[seat], goods),
        ]);
        messages.push(say.tellTurn(state, 0, limit, goods));
        return { state, messages };
      },

      mover,
      role: (_state, seat) => seat,

      parse(state, seat, reply): ParsedAction<NegotiationAction> | ParseFailure {
        const tokens = readTokens(reply);
        const fail = (reason: string): ParseFailure => failure(state, seat, reason);
        if (tokens.unknown.length > 0) return fail(unknownToken(tokens.unknown[0]));
        if (tokens.unclosed) return fail('A bracket is opened but not closed.');
        if (tokens.accepts && tokens.denies) return fail('The message both accepts and denies.');
        if (tokens.offers.length > 1) return fail('The message makes more than one offer.');
        const words = speech(tokens.words);
        const answer = tokens.accepts ? 'accept' : tokens.denies ? 'deny' : 'none';
        const [text] = tokens.offers;
        if (words === '' && answer === 'none' && text === undefined) return fail('The message says nothing.');
        const settled = settle(rules, state.goods, state.offer, seat, answer);
        if (settled.rejected !== null) return fail(settled.rejected);
        if (text === undefined) return { action: { words, answer, offer: null } };
        const offer = parseOffer(text, goods);
        if (typeof offer === 'string') return fail(offer);
        if (!holds(settled.goods[seat], offer.give)) return fail('You do not hold what you offer.');
        return { action: { words, answer, offer } };
      },

      apply(state, { words, answer, offer }: NegotiationAction) {
        const seat = mover(state);
        const settled = settle(rules, state.goods, state.offer, seat, answer);
        const messages: Message[] = words === '' ? [] : [{ author: seat, audience: BOTH, text: words }];
        for (const news of settled.news) messages.push(say.tell(BOTH, news));
        if (settled.goods !== state.goods) {
          messages.push(...BOTH.map((owner) => say.tellHoldings(owner, settled.goods[owner], goods)));
        }
        const open = offer === null ? settled.offer : { by: seat, ...offer };
        if (offer !== null && open !== null) {
          const before = settled.offer;
          if (before !== null && before.by !== seat && !rules.silenceRejects) {
            messages.push(say.tell(BOTH, `Player ${seat + 1} denies the open offer by making another.`));
          }
          messages.push(say.tellOffer(open, before?.by === seat && rules.tellsReplacement, goods));
        }
        const next: NegotiationState = { ...state, goods: settled.goods, offer: open, turn: state.turn + 1 };
        messages.push(
          mover(next) === TERMINAL
            ? say.tellResult(gains(next))
            : say.tellTurn(next, mover(next), limit, goods),
        );
        return { state: next, messages };
      },

      returns(state) {
        if (mover(state) !== TERMINAL) return [0, 0];
        const [first, second] = gains(state);
        return first === second ? [0, 0] : first > second ? [1, -1] : [-1, 1];
      },

      hidden(state) {
        if (mover(state) === TERMINAL) return []; // the gains have been told, which says something about all of it
        return (['stocks', 'goods', 'values'] as const).flatMap((name) =>
          BOTH.flatMap((seat) =>
            goods.map((_, good): HiddenPart => ({ path: [name, seat, good], knownTo: [seat] })),
          ),
        );
      },

      sample: ({ goods: held, offer }, seat, random) => randomMessage(held[seat], offer, seat, goods, random),
    };
  },
});

function invalidMoves(preset: NegotiationPreset) {
  return preset === 'none' ? {} : { invalidMoves: INVALID_MOVE_PRESETS[preset] };
}

function unknownToken(said: string): string {
  return said === ''
    ? 'There is nothing in the brackets.'
    : `${quote(said)} in brackets is no offer, [Accept] or [Deny]; say other things without brackets.`;
}
