/** A payoff in words: at most two decimals, none that are not needed. */
export function amount(value: number): string {
  return String(Number(value.toFixed(2)));
}
