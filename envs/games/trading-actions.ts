/** The actions of the closed trading game, by number: 0 pass, 1 accept, then the offers. */
export interface TradingActions {
  /** How many there are. */
  readonly count: number;
  /** What each offer gives and wants, by action; 0 for the others: [count]. */
  readonly give: Int32Array;
  readonly giveAmount: Int32Array;
  readonly want: Int32Array;
  readonly wantAmount: Int32Array;
}

/**
 * Every offer of one good for one other, up to `quantity` units of each, in order of what is given, what is wanted,
 * the amount given, the amount wanted.
 */
export function tradingActions(resources: number, quantity: number): TradingActions {
  const rows = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  for (let give = 0; give < resources; give++) {
    for (let want = 0; want < resources; want++) {
      if (want === give) continue;
      for (let giveAmount = 1; giveAmount <= quantity; giveAmount++) {
        for (let wantAmount = 1; wantAmount <= quantity; wantAmount++) {
          rows.push([give, giveAmount, want, wantAmount]);
        }
      }
    }
  }
  const column = (index: number): Int32Array => Int32Array.from(rows, (row) => row[index]);
  return {
    count: rows.length,
    give: column(0),
    giveAmount: column(1),
    want: column(2),
    wantAmount: column(3),
  };
}
