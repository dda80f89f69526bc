import { asserted } from '../core/asserted.ts';
import type { State } from '../core/game.ts';
import { lastMarked, quote } from '../core/reply.ts';
import { type ParseFailure, parseName, REPLY_LIMIT, type TextFace } from '../core/text.ts';
import { accepts } from './acceptance.ts';
import { amount } from './amount.ts';
import { saidAlone } from './said-alone.ts';

const ANSWERS = ['accept', 'reject'];
const [OPEN, AGREED] = [0, 1];

interface BargainingTable {
  readonly pot: number;
  readonly turns: number;
  readonly discount: number;
  readonly roles: readonly [string, string];
  /** What one unit is worth when it is agreed on at each offer: [turns]. */
  readonly worth: Float64Array;
  readonly at: Readonly<Record<'made' | 'open' | 'end' | 'offers', number>>;
}

/** The ultimatum game and alternating offers in words: `[offer 4]`, `[accept]`, `[reject]`. */
export function bargainingText({ pot, turns, discount, roles, worth, at }: BargainingTable): TextFace {
  const accept = pot + 1;
  const single = roles[0] === 'proposer'; // the ultimatum game, whose seats have names
  const shrinks = discount < 1 && turns > 1;
  const example = Math.floor(0.4 * pot);

  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  const whom = (seat: number, reader: number): string => (seat === reader ? 'you' : `player ${seat + 1}`);
  const answering = (state: State): boolean => state[at.open] === 1 && state[at.end] === OPEN;

  const tellOffer = (turn: number, units: number, reader: number): string => {
    const seat = turn & 1;
    const verb = seat === reader ? 'offer' : 'offers';
    return `${who(seat, reader)} ${verb} ${units} of ${pot} to ${whom(1 - seat, reader)} and would keep ${pot - units}.`;
  };
  /** What an agreement on offer `turn` pays. */
  const tellDeal = (turn: number, units: number, reader: number): string => {
    const paid = (seat: number): string => amount(worth[turn] * (seat === (turn & 1) ? pot - units : units));
    return `You are paid ${paid(reader)}, player ${2 - reader} is paid ${paid(1 - reader)}.`;
  };
  const tellAnswer = (state: State, accepts: boolean, reader: number): string => {
    const made = state[at.made];
    const seat = made & 1;
    const word = `${who(seat, reader)} ${accepts ? 'accept' : 'reject'}${seat === reader ? '' : 's'}.`;
    if (accepts) return `${word} ${tellDeal(made - 1, state[at.offers + made - 1], reader)}`;
    return made === turns ? `${word} There is no agreement: both get nothing.` : word;
  };

  const tellTurn = (state: State, seat: number): string[] => {
    const made = state[at.made];
    if (state[at.end] !== OPEN || (made & 1) !== seat) return [];
    if (state[at.open] === 1) {
      const units = state[at.offers + made - 1];
      const after = made < turns ? 'and make the next offer' : 'and both get nothing';
      return [
        `The open offer is worth ${amount(worth[made - 1] * units)} to you.`,
        `Your turn: [accept] it, or [reject] it ${after}.`,
      ];
    }
    const value = shrinks ? ` A unit agreed on now is worth ${amount(worth[made])}.` : '';
    const number = turns > 1 ? `offer ${made + 1} of at most ${turns}` : 'your offer';
    return [`Your turn: make ${number}, such as [offer ${example}].${value}`];
  };

  return {
    rules: (role) =>
      single
        ? [
            `Ultimatum game about ${pot} units${role < 0 ? '' : `; you are the ${roles[role]}`}.`,
            'The proposer offers the responder a whole number of units and would keep the rest.',
            'If the responder accepts, both are paid so; if it rejects, both get nothing.',
            `Example: [offer ${example}] that is accepted pays the responder ${example} and the proposer ${pot - example}.`,
            role === 0
              ? `Answer with your offer in brackets, such as [offer ${example}].`
              : role === 1
                ? 'Answer with [accept] or [reject].'
                : `The proposer answers with an offer such as [offer ${example}], the responder with [accept] or [reject].`,
          ].join('\n')
        : [
            `Bargaining about ${pot} units${role < 0 ? '' : `; you are player ${role + 1}`}. Player 1 makes the first offer.`,
            'An offer says how many whole units the other player gets; whoever makes it would keep the rest.',
            'The other player accepts it, or rejects it and makes the next offer.',
            `There are at most ${turns} offers; if the last is rejected, both get nothing.`,
            ...(shrinks
              ? [
                  `Waiting costs: with every rejected offer, what a unit is worth is multiplied by ${discount}.`,
                  `Example: ${example} units agreed on at the second offer pay ${example} × ${discount} = ${amount(worth[1] * example)}.`,
                ]
              : [`Example: an offer of ${example} that is accepted pays ${example} and ${pot - example}.`]),
            // What the role does first comes last, so that the sentence itself reads as a good answer.
            role === 0
              ? `Answer with the action in brackets: [accept], [reject], or an offer such as [offer ${example}].`
              : `Answer with the action in brackets: an offer such as [offer ${example}], [reject] or [accept].`,
          ].join('\n'),

    view(state, seat) {
      const made = state[at.made];
      const lines = [single ? `You are the ${roles[seat]}.` : `You are player ${seat + 1} of 2.`];
      for (let turn = 0; turn < made; turn++) {
        const last = turn === made - 1;
        const answer =
          !last || state[at.open] === 0
            ? ` ${who(1 - (turn & 1), seat)} rejected it.`
            : state[at.end] === AGREED
              ? ` ${who(1 - (turn & 1), seat)} accepted it.`
              : '';
        lines.push(tellOffer(turn, state[at.offers + turn], seat) + answer);
      }
      if (state[at.end] === AGREED) lines.push(tellDeal(made - 1, state[at.offers + made - 1], seat));
      else if (state[at.end] !== OPEN) lines.push('There is no agreement: both get nothing.');
      return [...lines, ...tellTurn(state, seat)].join('\n');
    },

    event: (state, action, seat) =>
      action <= pot ? tellOffer(state[at.made], action, seat) : tellAnswer(state, action === accept, seat),

    actionName: (_state, action) => (action <= pot ? `offer ${action}` : ANSWERS[action - accept]),

    parse(state, reply) {
      if (!answering(state)) return parseOffer(reply, pot, example);
      const found = parseName(accepts(wordsOf(reply)) ? 'accept' : reply, ANSWERS);
      return typeof found === 'number' ? accept + found : found;
    },
  };
}

/** The words of a reply that says nothing besides. */
function wordsOf(reply: string): string[] {
  return saidAlone(reply).match(/\p{L}+|-?\p{N}+/gu) ?? [];
}

/** Reads `offer 4`, also `Offer: 4` or `4` alone, in the last brackets or, without any, as the only offer there is. */
function parseOffer(reply: string, pot: number, example: number): number | ParseFailure {
  const format = `Answer with a whole number of units from 0 to ${pot} for the other player, such as [offer ${example}].`;
  const text = reply.slice(-REPLY_LIMIT);
  const marked = lastMarked(text);
  const said = (marked ?? text).trim();
  const alone = /^(?:offer\b)?\s?[:=]?\s?(\d{1,9})$/i.exec(said.replace(/\s+/g, ' '))?.[1];
  const named =
    marked === undefined && alone === undefined
      ? [...asserted(text).matchAll(/\boffer\b\s?[:=]?\s?(\d{1,9})(?![\w.,]*\d)/gi)].map((match) =>
          Number(match[1]),
        )
      : [];
  const offers = [...new Set(alone === undefined ? named : [Number(alone)])];
  if (offers.length > 1) return { reason: 'The reply names more than one offer.', format };
  const [units] = offers;
  if (units === undefined && (accepts(wordsOf(reply)) || saidAlone(reply) === 'reject')) {
    return { reason: 'There is no open offer to answer: make one.', format };
  }
  if (units === undefined) {
    return { reason: said === '' ? 'The reply is empty.' : `${quote(said)} names no offer.`, format };
  }
  return units <= pot ? units : { reason: `The pot holds ${pot}, so ${units} cannot be offered.`, format };
}
