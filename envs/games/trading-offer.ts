import { quote } from '../core/reply.ts';
import { listGoods, type Named } from './trading-goods.ts';

/** What the author of an offer gives and wants: amounts by good. */
export type TradeOffer = {
  readonly give: readonly number[];
  readonly want: readonly number[];
};

/** What a message says in brackets, and its words besides. */
export interface TradeTokens {
  /** The message without its tokens. */
  readonly words: string;
  /** What follows `Offer` in each offer, in order. */
  readonly offers: readonly string[];
  readonly accepts: boolean;
  readonly denies: boolean;
  /** What is in brackets but no token. */
  readonly unknown: readonly string[];
  /** Whether a token has been begun but not closed. */
  readonly unclosed: boolean;
}

/** The most of a good that an offer can name: no player ever holds so much. */
const MOST = 999_999;

/** An offer as it is written: `[Offer: 2 Wood, 1 Gold -> 3 Wheat]`, without the brackets. */
export function printOffer({ give, want }: TradeOffer, goods: readonly Named[]): string {
  return `Offer: ${listGoods(give, goods)} -> ${listGoods(want, goods)}`;
}

/**
 * Reads what follows the word `Offer`: `: 2 Wood, 1 Gold -> 3 Wheat`. Goods are parted by commas or `and`, case does
 * not matter, and amounts of the same good on one side add up.
 * @returns the offer, or one sentence that says what is wrong
 */
export function parseOffer(text: string, goods: readonly Named[]): TradeOffer | string {
  const sides = text.replace(/^\s*:/, '').split(/->|→/);
  if (sides.length !== 2) return 'An offer has two sides with one -> between them.';
  const [give, want] = sides.map((side) => parseAmounts(side, goods));
  if (typeof give === 'string') return give;
  if (typeof want === 'string') return want;
  const both = goods.find((_, index) => give[index] > 0 && want[index] > 0);
  return both === undefined ? { give, want } : `${both.name} is on both sides of the offer.`;
}

function parseAmounts(side: string, goods: readonly Named[]): number[] | string {
  const amounts = goods.map(() => 0);
  for (const part of side.split(/,|\band\b/i)) {
    const [amount, name, ...rest] = part.trim().split(/\s+/);
    if (name === undefined || rest.length > 0 || !/^[+-]?\d+$/.test(amount)) {
      return `${quote(part)} is not an amount and a good, such as 1 ${goods[0].name}.`;
    }
    const index = goods.findIndex((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (index < 0) {
      return `There is no good called ${quote(name)}; there are ${goods.map((known) => known.name).join(', ')}.`;
    }
    const count = Number(amount);
    if (!(count >= 1 && count <= MOST)) return `${quote(part)}: an amount must be a whole number from 1 on.`;
    amounts[index] += count;
  }
  return amounts;
}

const TOKEN = /^(offer(?=[\s:])|accept|deny)\s*/i;

/**
 * Finds the tokens of a message: `[Offer: …]`, `[Accept]` and `[Deny]`, in brackets, in `\boxed{…}`, or both. Takes
 * time linear in the length.
 */
export function readTokens(reply: string): TradeTokens {
  const offers: string[] = [];
  const unknown: string[] = [];
  let accepts = false;
  let denies = false;
  const words = unbox(reply).replace(/\[([^[\]]*)\]/g, (_, content: string) => {
    const said = content.trim();
    const name = TOKEN.exec(said)?.[1].toLowerCase();
    const rest = said.slice(name?.length ?? 0);
    if (name === 'offer') offers.push(rest);
    else if (name === undefined || rest !== '') unknown.push(said);
    else if (name === 'accept') accepts = true;
    else denies = true;
    return ' ';
  });
  return { words, offers, accepts, denies, unknown, unclosed: /\[\s*(?:offer|accept|deny)/i.test(words) };
}

/** The text with brackets in place of boxes, which chat models like to write: `\boxed{\text{[Deny]}}` is `[Deny]`. */
function unbox(text: string): string {
  return text
    .replace(/\\text\{([^{}]*)\}/g, '$1')
    .replace(/\\boxed\{([^{}]*)\}/g, (_, content: string) =>
      content.includes('[') ? content : `[${content}]`,
    );
}
