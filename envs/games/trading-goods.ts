/** A kind of goods that can be traded. */
export interface Named {
  readonly name: string;
}

/** A kind of goods, and what a unit of it may be worth to a player. */
export interface Good extends Named {
  /** What it is worth on the average; private values are whole numbers from `low` to `high`. */
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

/** No good is worth less or more than this to anybody. Source: TextArena's SimpleNegotiation-v0. */
export const LEAST_VALUE = 5;
export const MOST_VALUE = 40;

/** Two goods with equal bases: the names are SPIRAL's, the bases the mean of what SPIRAL's two players value. */
const TWO = [good('Wood', 10), good('Gold', 10)];
/** Source of names and bases: TextArena's SimpleNegotiation-v0. */
const FIVE = [good('Wheat', 5), good('Wood', 10), good('Sheep', 15), good('Brick', 25), good('Ore', 40)];
/** What SPIRAL's two players value Wood and Gold at. */
const SPIRAL_VALUES = [
  [5, 15],
  [15, 5],
];

function good(name: string, base: number): Good {
  const spread = Math.trunc(0.2 * base);
  return {
    name,
    base,
    low: Math.max(LEAST_VALUE, base - spread),
    high: Math.min(MOST_VALUE, base + spread),
  };
}

/** The goods of a trading game: Wood and Gold where there are two, else the first of Wheat, Wood, Sheep, Brick, Ore. */
export function tradingGoods(resources: number): readonly Good[] {
  return resources === 2 ? TWO : FIVE.slice(0, resources);
}

/**
 * What each seat values each good at where values are fixed: [seats][goods]. For two goods SPIRAL's; for more, the
 * bases, from the other end for seat 1, so that what is cheap to one is dear to the other as it is there.
 */
export function fixedValues(resources: number): readonly (readonly number[])[] {
  if (resources === 2) return SPIRAL_VALUES;
  const bases = tradingGoods(resources).map(({ base }) => base);
  return [bases, [...bases].reverse()];
}

/** Amounts of goods in words: `2 Wood, 1 Gold`; those of which there are none are left out. */
export function listGoods(amounts: ArrayLike<number>, goods: readonly Named[]): string {
  const parts = goods.flatMap(({ name }, index) => (amounts[index] > 0 ? [`${amounts[index]} ${name}`] : []));
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

/** What amounts of goods are worth together. */
export function worth(amounts: readonly number[], values: readonly number[]): number {
  return amounts.reduce((sum, amount, index) => sum + amount * values[index], 0);
}

/** A number with its sign, as gains are told: `+10`, `−5`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `-${-value}` : '0';
}
