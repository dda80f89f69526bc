import type { Random } from '../core/random.ts';
import { holds, type OpenOffer } from './negotiation-rules.ts';
import { remark } from './simple-negotiation-text.ts';
import type { Good } from './trading-goods.ts';
import { printOffer, type TradeOffer } from './trading-offer.ts';

/** The most of a good that a random offer gives or wants. */
const MOST = 3;

/** What a random player says that holds these goods: a remark, an answer to the other's offer, an offer, or several. */
export function randomMessage(
  held: readonly number[],
  open: OpenOffer | null,
  seat: number,
  goods: readonly Good[],
  random: Random,
): string {
  const parts: string[] = [];
  let after = held;
  if (open !== null && open.by !== seat) {
    const answer = random.below(3);
    if (answer === 0 && holds(held, open.want)) {
      parts.push('[Accept]');
      after = held.map((amount, good) => amount + open.give[good] - open.want[good]);
    } else if (answer === 1) parts.push('[Deny]');
  }
  const offer = random.below(2) === 0 ? randomOffer(after, random) : null;
  if (offer !== null) parts.push(`[${printOffer(offer, goods)}]`);
  if (parts.length === 0 || random.below(2) === 0) parts.unshift(remark(random));
  return parts.join(' ');
}

/** An offer of one or two goods for one or two others, which whoever holds these goods can make; null where none is. */
function randomOffer(held: readonly number[], random: Random): TradeOffer | null {
  const give = held.map(() => 0);
  const want = held.map(() => 0);
  const owned = held.flatMap((amount, good) => (amount > 0 ? [good] : []));
  if (owned.length === 0) return null;
  for (let kinds = 1 + random.below(2); kinds > 0; kinds--) {
    const good = owned[random.below(owned.length)];
    give[good] = 1 + random.below(Math.min(MOST, held[good]));
  }
  const others = give.flatMap((amount, good) => (amount === 0 ? [good] : []));
  if (others.length === 0) return null;
  for (let kinds = 1 + random.below(2); kinds > 0; kinds--) {
    want[others[random.below(others.length)]] = 1 + random.below(MOST);
  }
  return { give, want };
}
