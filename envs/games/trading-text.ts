import { type State, TERMINAL } from '../core/game.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT, type TextFace } from '../core/text.ts';
import type { TradingActions } from './trading-actions.ts';
import { type Good, listGoods, signed } from './trading-goods.ts';
import { parseOffer, printOffer, type TradeOffer } from './trading-offer.ts';

const [PASS, ACCEPT] = [0, 1];
const SEATS = [0, 1];

interface TradingTable {
  readonly goods: readonly Good[];
  readonly turns: number;
  readonly quantity: number;
  readonly actions: TradingActions;
  /** Whether values are private and drawn. */
  readonly drawn: boolean;
  /** What everybody values goods at where they are not: [seats × goods]. */
  readonly fixed: Int32Array;
  /** Whether the larger gain wins, or the gain itself is paid. */
  readonly wins: boolean;
  readonly at: Readonly<Record<'dealt' | 'turn' | 'open' | 'goods' | 'value' | 'log', number>>;
  mover(state: State): number;
  gain(state: State, seat: number): number;
  apply(state: State, action: number): void;
}

/** Trading in words. Offers are written as in `simple_negotiation`, of one good for one other. */
export function tradingText(table: TradingTable): TextFace {
  const { goods, turns, quantity, actions, drawn, fixed, wins, at, mover } = table;
  /** Offers by their actions, and the other way round. */
  const names = Array.from({ length: actions.count }, (_, action) =>
    action > ACCEPT ? printOffer(offerOf(actions, action, goods.length), goods) : '',
  );
  const offerActions = new Map(names.map((name, action) => [name, action] as const).slice(ACCEPT + 1));

  const held = (state: State, seat: number): Int32Array =>
    state.subarray(at.goods + seat * goods.length, at.goods + (seat + 1) * goods.length);
  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  const listValues = (values: ArrayLike<number>): string =>
    goods.flatMap(({ name }, good) => (values[good] > 0 ? [`${name} ${values[good]}`] : [])).join(', ');

  /** What a seat does, told to a reader; `answers` whether there is an offer for it to answer. */
  const tell = (action: number, answers: boolean, seat: number, reader: number): string => {
    const [verb, rest] =
      action === ACCEPT
        ? ['accept', '']
        : action > ACCEPT
          ? ['offer', ` [${names[action]}]`]
          : answers
            ? ['deny', '']
            : ['pass', ''];
    const third = verb === 'deny' ? 'denies' : verb === 'pass' ? 'passes' : `${verb}s`;
    return `${who(seat, reader)} ${seat === reader ? verb : third}${rest}.`;
  };

  const outcome = (state: State, reader: number): string => {
    const gains = SEATS.map((seat) => table.gain(state, seat));
    const told = SEATS.map((seat) => {
      const verb = seat === reader ? 'have' : 'has';
      return `${who(seat, reader)} ${verb} gained ${signed(gains[seat])}`;
    }).join(', ');
    if (!wins) return `${told}.`;
    if (gains[0] === gains[1]) return `${told}: a draw.`;
    const winner = gains[0] > gains[1] ? 0 : 1;
    return `${told}: ${who(winner, reader)} ${winner === reader ? 'win' : 'wins'}.`;
  };

  const refuse = (state: State, reason: string): ParseFailure => {
    const format = `Answer with an offer of one good for another, up to ${quantity} of each, such as ${example(goods)}`;
    const answers = state[at.open] > 0 ? ', with [Accept], or with [Deny].' : ', or with [Pass].';
    return { reason, format: format + answers };
  };

  /** The number of the offer that a reply makes, or what is wrong with it. */
  const parseAction = (state: State, text: string): number | string => {
    const offer = parseOffer(text, goods);
    if (typeof offer === 'string') return offer;
    const action = offerActions.get(printOffer(offer, goods));
    if (action === undefined) {
      return `An offer gives up to ${quantity} of one good for up to ${quantity} of one other.`;
    }
    const has = held(state, mover(state))[actions.give[action]];
    if (has >= actions.giveAmount[action]) return action;
    return `You hold only ${has} ${goods[actions.give[action]].name}.`;
  };

  return {
    rules: (role) =>
      [
        `Trading${role < 0 ? '' : `; you are player ${role + 1} of 2`}. Player 1 begins.`,
        `Both players start with the same amounts of ${goods.map(({ name }) => name).join(', ')}, which each values differently.`,
        drawn
          ? `A unit is worth, drawn for each player: ${goods.map(({ name, low, high }) => `${name} ${low} to ${high}`).join(', ')}.`
          : SEATS.map((seat) => {
              const values = fixed.subarray(seat * goods.length, (seat + 1) * goods.length);
              return `A unit is worth to player ${seat + 1}: ${listValues(values)}.`;
            }).join('\n'),
        `In turn, ${turns} turns together, a player offers goods, accepts the other's offer, or passes, which denies it. Another offer denies it too.`,
        `A player's gain is what its goods are worth to it at the end, less what they were at the start. ${
          wins ? 'The larger gain wins; equal gains are a draw.' : 'The gain is what it gets.'
        }`,
        `Answer in brackets: an offer of one good for another, up to ${quantity} of each, such as ${example(goods)}; [Accept]; or [Pass].`,
      ].join('\n'),

    view(state, seat) {
      const values = state.subarray(at.value + seat * goods.length, at.value + (seat + 1) * goods.length);
      const lines = [
        `You are player ${seat + 1}.`,
        `You hold ${listGoods(held(state, seat), goods)}; player ${2 - seat} holds ${listGoods(held(state, 1 - seat), goods)}.`,
      ];
      if (values.some((value) => value > 0)) lines.push(`Your values: ${listValues(values)}.`);
      for (let turn = 0; turn < state[at.turn]; turn++) {
        const answers = turn > 0 && state[at.log + turn - 1] > ACCEPT;
        lines.push(tell(state[at.log + turn], answers, turn & 1, seat));
      }
      if (mover(state) === TERMINAL) lines.push(outcome(state, seat));
      else if (mover(state) === seat) {
        const open = state[at.open] > 0;
        lines.push(
          `Your turn, ${state[at.turn] + 1} of ${turns}: ${open ? 'answer the offer, or make one' : 'make an offer, or pass'}.`,
        );
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const actor = mover(state);
      if (actor < 0) {
        const good = state[at.dealt] % goods.length;
        const mine = state[at.dealt] - good === seat * goods.length;
        return mine ? `A unit of ${goods[good].name} is worth ${goods[good].low + action} to you.` : null;
      }
      const after = state.slice();
      table.apply(after, action);
      const told = tell(action, state[at.open] > 0, actor, seat);
      return mover(after) === TERMINAL ? `${told} ${outcome(after, seat)}` : told;
    },

    actionName(state, action) {
      if (mover(state) < 0) {
        const { name, low } = goods[state[at.dealt] % goods.length];
        return `${name} is worth ${low + action}`;
      }
      if (action > ACCEPT) return names[action];
      return action === ACCEPT ? 'Accept' : state[at.open] > 0 ? 'Deny' : 'Pass';
    },

    parse(state, reply) {
      const text = reply.slice(-REPLY_LIMIT);
      const said = (lastMarked(text) ?? text).trim();
      if (/^(?:pass|deny)$/i.test(said)) return PASS;
      if (/^accept$/i.test(said)) {
        const open = state[at.open];
        if (open === 0) return refuse(state, 'There is no open offer to accept.');
        const has = held(state, mover(state))[actions.want[open]];
        if (has >= actions.wantAmount[open]) return ACCEPT;
        return refuse(state, `You hold only ${has} ${goods[actions.want[open]].name}.`);
      }
      if (/^offer[\s:]/i.test(said)) {
        const action = parseAction(state, said.slice('offer'.length));
        return typeof action === 'number' ? action : refuse(state, action);
      }
      return refuse(
        state,
        said === '' ? 'The reply is empty.' : `${quote(said)} is no offer and no answer to one.`,
      );
    },
  };
}

function example(goods: readonly Good[]): string {
  const amounts = (index: number): number[] => goods.map((_, good) => (good === index ? 1 : 0));
  return `[${printOffer({ give: amounts(0), want: amounts(1) }, goods)}]`;
}

/** The offer that an action makes. */
export function offerOf(actions: TradingActions, action: number, resources: number): TradeOffer {
  const side = (good: number, amount: number): number[] =>
    Array.from({ length: resources }, (_, index) => (index === good ? amount : 0));
  return {
    give: side(actions.give[action], actions.giveAmount[action]),
    want: side(actions.want[action], actions.wantAmount[action]),
  };
}
