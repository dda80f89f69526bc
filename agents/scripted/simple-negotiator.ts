import {
  GAME_AUTHOR,
  parseOffer,
  printOffer,
  type TimeStep,
  type TradeOffer,
  tradingGoods,
} from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import { AgentError } from '../errors.ts';

/** The most of a good on one side of its offers. */
const MOST = 3;
/** How many offers it makes before it asks for the least. */
const PATIENCE = 6;

/** An offer it could make, and how much more it gains by it than the other, as far as it can know. */
interface Candidate {
  readonly offer: TradeOffer;
  readonly lead: number;
}

/**
 * A simple negotiator for `simple_negotiation`, which knows what its messages say and no more. It takes the other to
 * value goods as is usual. It accepts what gains it, and more than the other; else it asks for much at first, and
 * for less with each offer that comes to nothing.
 */
export class SimpleNegotiator implements Agent {
  readonly name = 'negotiator';
  private seat = 0;
  private names: readonly string[] = [];
  private values: readonly number[] = [];
  /** What it holds, as it was told last. */
  private holding = '';
  /** The other's offer, while it waits for an answer. */
  private open: TradeOffer | undefined;
  /** Its offers that came to nothing, the last perhaps yet to be answered. */
  private refusals = 0;

  begin({ seat }: Seating): void {
    this.seat = seat;
    this.names = [];
    this.values = [];
    this.holding = '';
    this.open = undefined;
    this.refusals = 0;
  }

  /** @throws AgentError where it has not been told what goods are worth to it. */
  act({ messages }: TimeStep): string {
    for (const { author, text } of messages) if (author === GAME_AUTHOR) this.read(text);
    if (this.values.length < 2) throw new AgentError(this.name, 'it was not told what goods are worth to it');
    const { open } = this;
    if (open !== undefined && this.accepts(open)) return 'That suits me. [Accept]';

    const candidates = this.candidates();
    const step = Math.min(1, this.refusals / PATIENCE) * (candidates.length - 1);
    const best = candidates.at(Math.floor(step));
    if (best === undefined) return open === undefined ? 'I keep what I have.' : 'I keep what I have. [Deny]';
    const words = this.refusals === 0 ? 'Let us trade.' : 'How about this?';
    this.refusals++;
    return `${words} [${printOffer(best.offer, this.goods())}]`;
  }

  /** Takes in what the game says. */
  private read(text: string): void {
    const values = /^Your values: (.+)\.$/.exec(text);
    if (values) {
      const pairs = values[1].split(', ').map((pair) => pair.split(' '));
      this.names = pairs.map(([name]) => name);
      this.values = pairs.map(([, value]) => Number(value));
    }
    const holding = /^You hold (.+)\.$/.exec(text);
    if (holding) this.holding = holding[1];
    const offered = /^Player (\d) (?:offers|replaces its offer by): \[Offer(.+)\]$/.exec(text);
    if (offered) {
      const offer = parseOffer(offered[2], this.goods());
      this.open = Number(offered[1]) !== this.seat + 1 && typeof offer !== 'string' ? offer : undefined;
    } else if (/ denies the offer\.$| is cancelled\.$/.test(text)) this.open = undefined;
    const accepted = /^Player (\d) accepts the offer, and/.exec(text);
    if (accepted) {
      this.open = undefined;
      if (Number(accepted[1]) !== this.seat + 1) this.refusals = Math.max(0, this.refusals - 1);
    }
  }

  /** Amounts of what it holds, by good. */
  private held(): number[] {
    const amounts = new Map(this.holding.split(', ').map((part) => [part.split(' ')[1], part.split(' ')[0]]));
    return this.names.map((name) => Number(amounts.get(name) ?? 0));
  }

  private goods(): { readonly name: string }[] {
    return this.names.map((name) => ({ name }));
  }

  private accepts({ give, want }: TradeOffer): boolean {
    const held = this.held();
    if (want.some((amount, good) => amount > held[good])) return false;
    const [own, other] = this.gains(give, want);
    return own > 0 && own > other;
  }

  /** What it gains by getting goods for others, and what the other then gains if it values goods as is usual. */
  private gains(get: readonly number[], pay: readonly number[]): [own: number, other: number] {
    const usual = tradingGoods(this.names.length);
    let own = 0;
    let other = 0;
    for (const [good, value] of this.values.entries()) {
      own += (get[good] - pay[good]) * value;
      other += (pay[good] - get[good]) * usual[good].base;
    }
    return [own, other];
  }

  /** What it could offer of one good for one other and gain more by than the other, the best for itself first. */
  private candidates(): Candidate[] {
    const found: Candidate[] = [];
    const side = (good: number, amount: number): number[] =>
      this.names.map((_, index) => (index === good ? amount : 0));
    for (const [mine, held] of this.held().entries()) {
      for (const yours of this.values.keys()) {
        if (yours === mine) continue;
        for (let paid = 1; paid <= Math.min(MOST, held); paid++) {
          for (let got = 1; got <= MOST; got++) {
            const offer = { give: side(mine, paid), want: side(yours, got) };
            const [own, other] = this.gains(offer.want, offer.give);
            if (own > 0 && own > other) found.push({ offer, lead: own - other });
          }
        }
      }
    }
    return found.sort((one, another) => another.lead - one.lead);
  }
}
