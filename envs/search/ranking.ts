import type { Scorer } from './mini-search.ts';
import type { TermStatistics } from './postings.ts';

/** A document by its number, and its score. */
export interface Ranked {
  readonly document: number;
  readonly score: number;
}

/** Fewer entries of the index than this are read sooner than it is found out whether they matter. */
const FEW = 64;

/**
 * Ranks documents by several words: the score is the sum of what the words found there add, times how many of them were
 * found, as MiniSearch has it. Words are taken from the rarest to the commonest; as soon as those that are left can lift
 * no further document among the best, only documents that are still in the running are scored by them (MaxScore:
 * H. Turtle and J. Flood, 1995). Ranks and scores are those of the whole computation.
 */
export class Ranking {
  private readonly scorer: Scorer;
  private readonly statistics: TermStatistics;
  private readonly ids: readonly string[];
  /** Whether a word finds itself alone, so that its statistics hold. */
  private readonly exact: boolean;
  /** By document, all 0 between searches. */
  private readonly sums: Float64Array;
  private readonly matched: Uint8Array;
  private readonly running: Uint8Array;
  /** Documents that any word has found. */
  private readonly touched: number[] = [];

  /** @param ids of the documents: equally good ones are in their order */
  constructor(scorer: Scorer, statistics: TermStatistics, ids: readonly string[], exact: boolean) {
    this.scorer = scorer;
    this.statistics = statistics;
    this.ids = ids;
    this.exact = exact;
    this.sums = new Float64Array(ids.length);
    this.matched = new Uint8Array(ids.length);
    this.running = new Uint8Array(ids.length);
  }

  /** The k best, the best first. @param terms different ones, 255 at most */
  best(terms: readonly string[], k: number): Ranked[] {
    if (k === 0) return [];
    try {
      this.sum(this.ordered(terms), k);
      return this.leaders(k).sorted();
    } finally {
      for (const document of this.touched) {
        this.sums[document] = 0;
        this.matched[document] = 0;
        this.running[document] = 0;
      }
      this.touched.length = 0;
    }
  }

  private sum(terms: readonly string[], k: number): void {
    let only: Uint8Array | undefined;
    const found = (document: number, score: number): void => {
      if (this.matched[document]++ === 0) this.touched.push(document);
      this.sums[document] += score;
    };
    for (const [at, term] of terms.entries()) {
      this.scorer.score(term, only, found);
      if (only === undefined && this.exact && this.closed(terms, at + 1, k)) only = this.running;
    }
  }

  /** Whether no document that the words before `from` have not found can come among the best; marks who still can. */
  private closed(terms: readonly string[], from: number, k: number): boolean {
    let [left, ceiling] = [0, 0];
    for (let at = from; at < terms.length; at++) {
      left += this.count(terms[at]);
      ceiling += this.statistics.ceilings[this.statistics.terms.get(terms[at]) ?? 0];
    }
    if (left < FEW || this.touched.length < k) return false;
    const words = terms.length - from;
    const worst = this.leaders(k).worst;
    if (ceiling * words >= worst) return false;
    for (const document of this.touched) {
      const most = (this.sums[document] + ceiling) * (this.matched[document] + words);
      if (most >= worst) this.running[document] = 1;
    }
    return true;
  }

  private leaders(k: number): Leaders {
    const leaders = new Leaders(Math.min(k, this.touched.length), this.ids);
    for (const document of this.touched)
      leaders.offer(document, this.sums[document] * this.matched[document]);
    return leaders;
  }

  /** From the rarest to the commonest, always in the same order, so that sums are rounded in the same way. */
  private ordered(terms: readonly string[]): string[] {
    const known = this.exact ? terms.filter((term) => this.statistics.terms.has(term)) : [...terms];
    return known.sort((a, b) => this.count(a) - this.count(b) || (a < b ? -1 : 1));
  }

  private count(term: string): number {
    const number = this.statistics.terms.get(term);
    return number === undefined ? 0 : this.statistics.counts[number];
  }
}

/** The best of what it was offered, as a heap with the worst of them at the root. */
class Leaders {
  private readonly size: number;
  private readonly ids: readonly string[];
  private readonly heap: Ranked[] = [];

  constructor(size: number, ids: readonly string[]) {
    this.size = size;
    this.ids = ids;
  }

  /** The lowest score among the best; 0 while there are fewer than wanted. */
  get worst(): number {
    return this.heap.length < this.size || this.size === 0 ? 0 : this.heap[0].score;
  }

  offer(document: number, score: number): void {
    const { heap, size } = this;
    if (heap.length === size) {
      if (size === 0 || score < heap[0].score) return; // nearly all end here, before anything is made
      const entry = { document, score };
      if (!this.before(entry, heap[0])) return;
      heap[0] = entry;
      this.sink(0);
    } else {
      heap.push({ document, score });
      if (heap.length === size) for (let at = size >> 1; at >= 0; at--) this.sink(at);
    }
  }

  sorted(): Ranked[] {
    return [...this.heap].sort((a, b) => (this.before(a, b) ? -1 : 1));
  }

  private before(a: Ranked, b: Ranked): boolean {
    return a.score > b.score || (a.score === b.score && this.ids[a.document] < this.ids[b.document]);
  }

  private sink(from: number): void {
    const { heap } = this;
    for (let at = from; ;) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++) {
        if (this.before(heap[worst], heap[child])) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst], heap[at]];
      at = worst;
    }
  }
}
