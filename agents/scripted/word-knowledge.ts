import { plainWords, type WordPair } from '@parlor/envs';

/** A pair as it looks from one of its words; what is true of them is in plain words. */
export interface Side {
  readonly word: string;
  readonly other: string;
  readonly both: readonly string[];
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** A word of which nothing is known. */
export const UNKNOWN: Side = { word: '', other: '', both: [], own: [], others: [] };

/** What a clue says of a word. */
export type Truth = 'true' | 'false' | 'unknown';

/** Pairs of words and what is true of them, made to be looked up. */
export class WordKnowledge {
  readonly sides: readonly Side[];
  private readonly byWord = new Map<string, Side[]>();
  /** What is known to be true of each word. */
  private readonly facts = new Map<string, Set<string>>();
  private readonly all = new Set<string>();
  /** The most words of a fact. */
  private longest = 0;

  constructor(pairs: readonly WordPair[]) {
    this.sides = pairs.flatMap(sidesOf);
    for (const side of this.sides) {
      const { word, both, own } = side;
      this.byWord.set(word, [...(this.byWord.get(word) ?? []), side]);
      const known = this.facts.get(word) ?? new Set();
      this.facts.set(word, known);
      for (const fact of [...both, ...own]) {
        known.add(fact);
        this.all.add(fact);
        this.longest = Math.max(this.longest, fact.split(' ').length);
      }
    }
  }

  /** The pairs that a word is in. */
  of(word: string): readonly Side[] {
    return this.byWord.get(word) ?? [];
  }

  /** The facts that a clue holds, word for word, whatever is said besides. */
  in(clue: string): string[] {
    const words = plainWords(clue).split(' ');
    const found: string[] = [];
    for (let from = 0; from < words.length; from++) {
      let fact = '';
      for (let to = from; to < Math.min(words.length, from + this.longest); to++) {
        fact += to === from ? words[to] : ` ${words[to]}`;
        if (this.all.has(fact)) found.push(fact);
      }
    }
    return found;
  }

  /** What facts say of a side's word, or of the other of its pair. */
  truth(facts: readonly string[], side: Side, other: boolean): Truth {
    if (facts.length === 0) return 'unknown';
    const [own, others] = other ? [side.others, side.own] : [side.own, side.others];
    if (facts.some((fact) => side.both.includes(fact) || own.includes(fact))) return 'true';
    if (facts.some((fact) => others.includes(fact))) return 'false';
    const known = this.facts.get(other ? side.other : side.word);
    return facts.some((fact) => known?.has(fact)) ? 'true' : 'unknown';
  }
}

function sidesOf({ words, both, own }: WordPair): Side[] {
  return [0, 1].map((first) => ({
    word: words[first],
    other: words[1 - first],
    both: both.map(plainWords),
    own: own[first].map(plainWords),
    others: own[1 - first].map(plainWords),
  }));
}
