import type { TradeOffer } from './trading-offer.ts';

/** An offer that waits for an answer. */
export type OpenOffer = TradeOffer & { readonly by: number };

/** What both players hold: [seats][goods]. */
export type Holdings = readonly (readonly number[])[];

/** Where a preset of `simple_negotiation` differs from the documented rules. */
export interface NegotiationRules {
  /** What becomes of an answer where no open offer is addressed to its author. */
  readonly strayAnswer: 'rejected' | 'ignored';
  /** What becomes of `[Accept]` by the author of the open offer. */
  readonly ownAccept: 'rejected' | 'trades';
  /** Whether every message but an acceptance is told as a rejection of the open offer, which stays open all the same. */
  readonly silenceRejects: boolean;
  /** Whether goods of the acceptor are looked at before those of the proposer. */
  readonly acceptorFirst: boolean;
  /** Whether it is said that an offer replaces its author's last. */
  readonly tellsReplacement: boolean;
  /** Turns beyond the option `turns`. */
  readonly extraTurns: number;
}

export const NEGOTIATION_PRESETS = ['none', 'spiral', 'textarena'] as const;
export type NegotiationPreset = (typeof NEGOTIATION_PRESETS)[number];

const DOCUMENTED: NegotiationRules = {
  strayAnswer: 'rejected',
  ownAccept: 'rejected',
  silenceRejects: false,
  acceptorFirst: false,
  tellsReplacement: true,
  extraTurns: 0,
};

/** The documented rules, and what SPIRAL and TextArena released. Source: their SimpleNegotiation-v1 and -v0. */
export const NEGOTIATION_RULES: Readonly<Record<NegotiationPreset, NegotiationRules>> = {
  none: DOCUMENTED,
  spiral: { ...DOCUMENTED, strayAnswer: 'ignored', tellsReplacement: false },
  textarena: {
    strayAnswer: 'ignored',
    ownAccept: 'trades',
    silenceRejects: true,
    acceptorFirst: true,
    tellsReplacement: false,
    extraTurns: 1, // the limit is looked at before the turn is counted
  },
};

export type Answer = 'accept' | 'deny' | 'none';

/** What is true once a message's answer has been dealt with, and what is told to both about it. */
export interface Settled {
  readonly goods: Holdings;
  readonly offer: OpenOffer | null;
  readonly news: readonly string[];
  /** Why there is no such answer here, in one sentence for its author; then nothing has changed. */
  readonly rejected: string | null;
}

/** Whether these goods are held, each in its amount. */
export function holds(held: readonly number[], amounts: readonly number[]): boolean {
  return amounts.every((amount, good) => held[good] >= amount);
}

/** What follows where a seat gives this answer. */
export function settle(
  rules: NegotiationRules,
  goods: Holdings,
  offer: OpenOffer | null,
  seat: number,
  answer: Answer,
): Settled {
  const stay = (...news: string[]): Settled => ({ goods, offer, news, rejected: null });
  const reject = (rejected: string): Settled => ({ goods, offer, news: [], rejected });
  const name = `Player ${seat + 1}`;
  const own = offer?.by === seat;

  if (answer === 'none' || (answer === 'deny' && rules.silenceRejects)) {
    if (offer === null || !rules.silenceRejects) return stay();
    return stay(`${name} has not accepted the offer, which counts as a rejection; it stays open.`);
  }
  if (own && answer === 'accept' && rules.ownAccept === 'rejected') {
    return reject('You cannot accept your own offer.');
  }
  if (offer === null || (own && answer === 'deny')) {
    if (rules.strayAnswer === 'rejected') return reject(`No open offer is yours to ${answer}.`);
    return stay(`No open offer is player ${seat + 1}'s to ${answer}: nothing happens.`);
  }
  if (answer === 'deny') return { ...stay(`${name} denies the offer.`), offer: null };

  const { by, give, want } = offer;
  const acceptor = 1 - by; // perhaps not who says so
  const able = holds(goods[acceptor], want);
  const possible = holds(goods[by], give);
  if (!able && (possible || rules.acceptorFirst)) {
    // As TextArena answers it; so a seat that offers and accepts by itself learns whether the other holds the goods.
    return reject(
      own ? 'The other player does not hold what you ask for.' : 'You do not hold what is asked for.',
    );
  }
  if (!possible) {
    const news = `${name} accepts, but player ${by + 1} no longer holds what it offered: the offer is cancelled.`;
    return { ...stay(news), offer: null };
  }
  const moved = goods.map((held, owner) =>
    held.map((amount, good) => amount + (owner === by ? want[good] - give[good] : give[good] - want[good])),
  );
  return { ...stay(`${name} accepts the offer, and the goods change hands.`), goods: moved, offer: null };
}
