/** What two members did against each other: deals that the first won, drew and lost. */
export interface PairScore {
  readonly first: number;
  readonly second: number;
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/** A rating in Elo points with its 95 % interval. */
export interface Rating {
  readonly rating: number;
  readonly low: number;
  readonly high: number;
}

/** Elo points of one natural unit of strength: 400 / ln 10 (A. Elo, 1978). */
const POINTS = 400 / Math.LN10;
/** Half of a 95 % interval, in standard deviations. */
export const Z95 = 1.959963984540054;
/** Draws that every member is taken to have had with the anchor, so that the unbeaten stay finite. */
const PRIOR_DRAWS = 1;

/**
 * Bradley–Terry ratings by maximum likelihood: P(i beats j) = 1 / (1 + exp(θj − θi)), a draw half a win and half a loss
 * (R. Bradley and M. Terry, 1952), with one virtual draw of everybody with the anchor as a prior. Newton's method on
 * the concave log-likelihood; the intervals come from the inverse of the observed information, relative to the anchor.
 * @param anchor the member whose rating is 0
 */
export function bradleyTerry(members: number, scores: readonly PairScore[], anchor: number): Rating[] {
  const pairs = scores.filter(({ first, second }) => first !== second);
  const games = [
    ...pairs.map(({ first, second, wins, draws, losses }) => ({
      first,
      second,
      points: wins + draws / 2,
      count: wins + draws + losses,
    })),
    ...Array.from({ length: members }, (_, member) => ({
      first: member,
      second: anchor,
      points: PRIOR_DRAWS / 2,
      count: PRIOR_DRAWS,
    })).filter(({ first }) => first !== anchor),
  ];
  const free = Array.from({ length: members }, (_, member) => member).filter((member) => member !== anchor);
  const place = new Map(free.map((member, index) => [member, index]));
  const strength = new Array<number>(members).fill(0);

  let covariance: number[][] = [];
  for (let iteration = 0; iteration < 100; iteration++) {
    const gradient = free.map(() => 0);
    const information = free.map(() => free.map(() => 0));
    const add = (row: number | undefined, column: number | undefined, value: number): void => {
      const cells = row === undefined ? undefined : information[row];
      if (cells && column !== undefined) cells[column] = (cells[column] ?? 0) + value;
    };
    for (const { first, second, points, count } of games) {
      const expected = 1 / (1 + Math.exp((strength[second] ?? 0) - (strength[first] ?? 0)));
      const [i, j] = [place.get(first), place.get(second)];
      const surplus = points - count * expected;
      if (i !== undefined) gradient[i] = (gradient[i] ?? 0) + surplus;
      if (j !== undefined) gradient[j] = (gradient[j] ?? 0) - surplus;
      const weight = count * expected * (1 - expected);
      add(i, i, weight);
      add(j, j, weight);
      add(i, j, -weight);
      add(j, i, -weight);
    }
    covariance = inverse(information);
    let largest = 0;
    free.forEach((member, row) => {
      const step = (covariance[row] ?? []).reduce(
        (sum, cell, column) => sum + cell * (gradient[column] ?? 0),
        0,
      );
      // A step of more than 2 (350 Elo) overshoots where somebody wins nearly always.
      const bounded = Math.max(-2, Math.min(2, step));
      strength[member] = (strength[member] ?? 0) + bounded;
      largest = Math.max(largest, Math.abs(bounded));
    });
    if (largest < 1e-10) break;
  }
  return strength.map((theta, member) => {
    const row = place.get(member);
    const variance = row === undefined ? 0 : (covariance[row]?.[row] ?? 0);
    const margin = Z95 * Math.sqrt(variance);
    return { rating: theta * POINTS, low: (theta - margin) * POINTS, high: (theta + margin) * POINTS };
  });
}

/** The inverse of a symmetric positive definite matrix (Gauss and Jordan; no pivoting is needed for these). */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  rows.forEach((row, pivot) => {
    const scale = row[pivot] ?? 1;
    row.forEach((cell, column) => (row[column] = cell / scale));
    for (const other of rows) {
      if (other === row) continue;
      const factor = other[pivot] ?? 0;
      if (factor !== 0) other.forEach((cell, column) => (other[column] = cell - factor * (row[column] ?? 0)));
    }
  });
  return rows.map((row) => row.slice(size));
}
