import type { State } from '../core/game.ts';
import type { TextFace } from '../core/text.ts';
import { amount } from './amount.ts';
import { parseNegotiation } from './multi-issue-negotiation-reply.ts';

/** What is negotiated, the first of them where there are fewer issues; a high level is what a buyer would want. */
export const ISSUE_NAMES = ['discount', 'delivery', 'warranty', 'support', 'training', 'returns'] as const;

const SIDES = ['buyer', 'seller'];
const [OPEN, AGREED] = [0, 1];

interface NegotiationTable {
  readonly issues: number;
  readonly levels: number;
  readonly points: number;
  readonly noDeal: number;
  readonly turns: number;
  readonly offers: number;
  /** Every way to share out the points: [deals, issues]. */
  readonly weights: Int32Array;
  /** The levels of every offer: [offers, issues]. */
  readonly settled: Int32Array;
  readonly at: Readonly<Record<'dealt' | 'deal' | 'made' | 'end' | 'offers', number>>;
  worth(state: State, seat: number, offer: number): number;
}

/** Multi-issue negotiation in words: `[offer discount=2, delivery=0, warranty=1]`, `[accept]`, `[walk away]`. */
export function multiIssueText(table: NegotiationTable): TextFace {
  const { issues, levels, points, noDeal, turns, offers, weights, settled, worth, at } = table;
  const names = ISSUE_NAMES.slice(0, issues);
  const top = levels - 1;

  const terms = (offer: number): string =>
    names.map((name, issue) => `${name}=${settled[offer * issues + issue]}`).join(', ');
  const list = (row: ArrayLike<number>, from: number): string =>
    names.map((name, issue) => `${name} ${row[from + issue]}`).join(', ');
  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `The ${SIDES[seat]}`);
  const choosing = (state: State): boolean => state[at.dealt] === 2 && state[at.end] === OPEN;
  const lastOffer = (state: State): number => state[at.offers + state[at.made] - 1];

  const tellOffer = (state: State, seat: number, offer: number, reader: number): string =>
    `${who(seat, reader)} ${seat === reader ? 'offer' : 'offers'} ${terms(offer)}: ` +
    `worth ${amount(worth(state, reader, offer))} to you.`;
  const tellEnd = (state: State, agreed: boolean, reader: number): string => {
    const seat = state[at.made] & 1;
    const [plural, singular] = agreed ? ['accept', 'accepts'] : ['walk away', 'walks away'];
    const paid = agreed ? worth(state, reader, lastOffer(state)) : noDeal;
    return `${who(seat, reader)} ${seat === reader ? plural : singular}. You are paid ${amount(paid)}.`;
  };

  const example = (): { weights: number[]; offer: number } => {
    const first = points - issues + 1;
    const digits = names.map((_, issue) => Math.max(top - issue, 0));
    return {
      weights: names.map((_, issue) => (issue === 0 ? first : 1)),
      offer: digits.reduce((number, digit) => number * levels + digit, 0),
    };
  };
  const exampleLine = (role: number): string => {
    const { weights: held, offer } = example();
    const good = names.map((_, issue) => {
      const level = settled[offer * issues + issue];
      return role === 0 ? level : top - level;
    });
    const sum = held.reduce((total, weight, issue) => total + (weight * good[issue]) / top, 0);
    const products = held.map((weight, issue) => `${weight} × ${good[issue]}/${top}`).join(' + ');
    return `Example: with the weights ${list(held, 0)}, a deal on ${terms(offer)} pays you ${products} = ${amount(sum)}.`;
  };

  const tellTurn = (state: State, seat: number): string[] => {
    const made = state[at.made];
    if (!choosing(state) || (made & 1) !== seat) return [];
    const choices = [
      ...(made < turns
        ? [`offer ${made + 1} of at most ${turns}, such as [offer ${terms(example().offer)}]`]
        : []),
      ...(made > 0 ? ['[accept]'] : []),
      '[walk away]',
    ];
    const open =
      made > 0
        ? [
            `The open offer is worth ${amount(worth(state, seat, lastOffer(state)))} to you; no deal is worth ${amount(noDeal)}.`,
          ]
        : [];
    return [...open, `Your turn: ${choices.join(', or ')}.`];
  };

  return {
    rules: (role) =>
      [
        `Negotiation about ${names.join(', ')}${role < 0 ? '' : `; you are the ${SIDES[role]}`}. The buyer makes the first offer.`,
        `Each issue is settled at a level from 0 to ${top}. The buyer wants high levels, the seller low ones.`,
        `You have private weights for the issues, whole numbers of at least 1 that add up to ${points}.`,
        'The other side has weights of its own: both may gain where each gives way in what matters less to it.',
        ...(role < 0
          ? [
              `A deal pays, for each issue, the buyer its weight × the level / ${top}, the seller its weight × (${top} - the level) / ${top}.`,
            ]
          : [
              role === 0
                ? `A deal pays you, for each issue, your weight × its level / ${top}.`
                : `A deal pays you, for each issue, your weight × (${top} - its level) / ${top}.`,
              exampleLine(role),
            ]),
        'In turn, accept the open offer, replace it by an offer of your own, or walk away.',
        `There are at most ${turns} offers; the last can only be accepted, or refused by walking away.`,
        `Without a deal each side is paid ${amount(noDeal)}.`,
        `Answer with the action in brackets: an offer such as [offer ${terms(example().offer)}], [accept] or [walk away].`,
      ].join('\n'),

    view(state, seat) {
      const lines = [`You are the ${SIDES[seat]}.`];
      if (seat < state[at.dealt])
        lines.push(`Your weights: ${list(weights, state[at.deal + seat] * issues)}.`);
      const made = state[at.made];
      for (let turn = 0; turn < made; turn++) {
        lines.push(tellOffer(state, turn & 1, state[at.offers + turn], seat));
      }
      if (state[at.end] !== OPEN) lines.push(tellEnd(state, state[at.end] === AGREED, seat));
      return [...lines, ...tellTurn(state, seat)].join('\n');
    },

    event(state, action, seat) {
      const dealt = state[at.dealt];
      if (dealt < 2) return dealt === seat ? `Your weights: ${list(weights, action * issues)}.` : null;
      if (action < offers) return tellOffer(state, state[at.made] & 1, action, seat);
      return tellEnd(state, action === offers, seat);
    },

    actionName(state, action) {
      if (state[at.dealt] < 2) return `deal ${list(weights, action * issues)}`;
      if (action < offers) return `offer ${terms(action)}`;
      return action === offers ? 'accept' : 'walk away';
    },

    parse(state, reply) {
      const made = state[at.made];
      return parseNegotiation(reply, {
        names,
        levels,
        canOffer: made < turns,
        canAccept: made > 0,
        example: `offer ${terms(example().offer)}`,
      });
    },
  };
}
