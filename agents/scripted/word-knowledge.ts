import { plainWords, type WordPair } from '@parlor/envs';

/** Facts as they are said, and the plain words by which each is known when it is heard. */
export interface Facts {
  readonly said: readonly string[];
  readonly plain: ReadonlySet<string>;
}

/** A pair as it looks from one of its words, with what is true of both, of its own alone, and of the other alone. */
export interface Side {
  readonly word: string;
  readonly other: string;
  readonly both: Facts;
  readonly own: Facts;
  readonly others: Facts;
}

const factsOf = (said: readonly string[]): Facts => ({ said, plain: new Set(said.map(plainWords)) });

const NONE = factsOf([]);
/** A word of which nothing is known. */
export const UNKNOWN: Side = { word: '', other: '', both: NONE, own: NONE, others: NONE };

/** What a clue says of a word. */
export type Truth = 'true' | 'false' | 'unknown';

/** Pairs of words and what is true of them, made to be looked up. */
export class WordKnowledge {
  readonly sides: readonly Side[];
  private readonly byWord = new Map<string, Side[]>();
  /** What is known to be true of each word, in plain words. */
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
      for (const fact of [...both.plain, ...own.plain]) {
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

  /** The facts that a clue holds, word for word, whatever is said besides, in plain words. */
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

  /** What facts, in plain words, say of a side's word, or of the other of its pair. */
  truth(facts: readonly string[], side: Side, other: boolean): Truth {
    if (facts.length === 0) return 'unknown';
    const [own, others] = other ? [side.others, side.own] : [side.own, side.others];
    if (facts.some((fact) => side.both.plain.has(fact) || own.plain.has(fact))) return 'true';
    if (facts.some((fact) => others.plain.has(fact))) return 'false';
    const known = this.facts.get(other ? side.other : side.word);
    return facts.some((fact) => known?.has(fact)) ? 'true' : 'unknown';
  }
}

function sidesOf({ words, both, own }: WordPair): Side[] {
  return [0, 1].map((first) => ({
    word: words[first],
    other: words[1 - first],
    both: factsOf(both),
    own: factsOf(own[first]),
    others: factsOf(own[1 - first]),
  }));
}
