import { GAME_AUTHOR, type Message } from '../core/message.ts';
import type { Random } from '../core/random.ts';
import type { NegotiationRules, OpenOffer } from './negotiation-rules.ts';
import { type Good, listGoods, signed, worth } from './trading-goods.ts';
import { printOffer } from './trading-offer.ts';

const BOTH = [0, 1];

/** What the game says to some seats. */
export function tell(audience: readonly number[], text: string): Message {
  return { author: GAME_AUTHOR, audience, text };
}

export function negotiationRules(
  goods: readonly Good[],
  turns: number,
  { silenceRejects, ownAccept }: NegotiationRules,
  role: number,
): string {
  return [
    `Negotiation${role < 0 ? '' : `; you are player ${role + 1} of 2`}. Player 1 begins.`,
    `Both of you hold some of ${goods.map(({ name }) => name).join(', ')}. How much you hold and what a unit is worth to you is private, and may differ between you.`,
    `You speak in turn, ${turns} messages together. Say what you like; brackets are for trading alone:`,
    `[Offer: 1 ${goods[0].name} -> 1 ${goods[1].name}] gives the first to the other player for the second; several goods are parted by commas. You must hold what you offer.`,
    silenceRejects
      ? '[Accept] accepts the open offer. A message without it counts as a rejection, but the offer stays open.'
      : '[Accept] or [Deny] answers the open offer of the other player. A new offer of yours denies it too.',
    ...(ownAccept === 'trades' ? ['The open offer is the last one that was made, by whoever made it.'] : []),
    'One message may answer the open offer and make a new one, in this order.',
    'Your gain is what your goods are worth to you at the end, less what they were at the start. The larger gain wins; equal gains are a draw.',
  ].join('\n');
}

/** What a seat holds, for it alone. */
export function tellHoldings(seat: number, held: readonly number[], goods: readonly Good[]): Message {
  return tell([seat], `You hold ${listGoods(held, goods)}.`);
}

/** What goods are worth to a seat, for it alone. */
export function tellValues(seat: number, values: readonly number[], goods: readonly Good[]): Message {
  return tell([seat], `Your values: ${goods.map(({ name }, good) => `${name} ${values[good]}`).join(', ')}.`);
}

export function tellOffer(offer: OpenOffer, replaces: boolean, goods: readonly Good[]): Message {
  const verb = replaces ? 'replaces its offer by' : 'offers';
  return tell(BOTH, `Player ${offer.by + 1} ${verb}: [${printOffer(offer, goods)}]`);
}

/** What a seat must know of the state to go on. */
interface Standing {
  readonly turn: number;
  readonly offer: OpenOffer | null;
  /** [seats][goods] */
  readonly values: readonly (readonly number[])[];
}

/** Where things stand, for the seat that is to speak: how many messages are left, and what there is to answer. */
export function tellTurn(
  { turn, offer, values }: Standing,
  seat: number,
  limit: number,
  goods: readonly Good[],
): Message {
  const lines = [`Your turn: message ${turn + 1} of ${limit}.`];
  if (offer !== null && offer.by === seat) lines.push('Your own offer is still open.');
  else if (offer !== null) {
    const value = worth(offer.give, values[seat]) - worth(offer.want, values[seat]);
    lines.push(
      `Open offer: you get ${listGoods(offer.give, goods)} for ${listGoods(offer.want, goods)}, worth ${signed(value)} to you.`,
    );
  }
  return tell([seat], lines.join(' '));
}

export function tellResult(gains: readonly number[]): Message {
  const told = gains.map((gain, seat) => `player ${seat + 1} has gained ${signed(gain)}`).join(', ');
  const result = gains[0] === gains[1] ? 'a draw' : `player ${gains[0] > gains[1] ? 1 : 2} wins`;
  return tell(BOTH, `It is over; ${told}: ${result}.`);
}

/** What a random player says. */
const REMARKS = [
  'Let us find a trade that suits us both.',
  'What do you need most?',
  'I have plenty to spare.',
  'That is a little too dear for me.',
  'We could both gain here.',
  'I would rather wait.',
];

export function remark(random: Random): string {
  return REMARKS[random.below(REMARKS.length)];
}
