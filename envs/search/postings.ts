/** Fields of a document in which words are looked for, by their number in the index. */
export const FIELDS = ['title', 'text'] as const;

/** Parameters of BM25 as MiniSearch has it, and its defaults: saturation, share of the length, and a floor (BM25+). */
export const BM25 = { k: 1.2, b: 0.7, d: 0.5 } as const;

/** By field: a document and how often the word is there, a document and how often, …; documents ascending. */
type Lists = readonly [number[], number[]];

/** An inverted index: for every word the documents that hold it. Documents are numbered from 0. */
export class Postings {
  documents = 0;
  /** Every word with its number. */
  readonly terms = new Map<string, number>();
  /** By the number of the word. */
  readonly lists: Lists[] = [];
  /** By document: how many different words each field has. */
  readonly lengths: [number, number][] = [];
  private readonly totals: [number, number] = [0, 0];

  /** Adds the next document: the words of its fields. */
  add(...fields: readonly [title: readonly string[], text: readonly string[]]): void {
    const document = this.documents++;
    const length: [number, number] = [0, 0];
    this.lengths.push(length);
    for (let field = 0; field < FIELDS.length; field++) {
      for (const term of fields[field]) {
        const list = this.listsOf(term)[field];
        const end = list.length;
        if (end > 0 && list[end - 2] === document) list[end - 1]++;
        else {
          list.push(document, 1);
          length[field]++;
        }
      }
      this.totals[field] += length[field];
    }
  }

  /** Takes so many documents whose words are told one by one, with `tell`. */
  open(documents: number): void {
    this.documents = documents;
    for (let document = 0; document < documents; document++) this.lengths.push([0, 0]);
  }

  /** Adds a word that is not here yet, and where it is. */
  tell(term: string, lists: Lists): void {
    this.terms.set(term, this.lists.length);
    this.lists.push(lists);
    for (let field = 0; field < FIELDS.length; field++) {
      const list = lists[field];
      for (let at = 0; at < list.length; at += 2) this.lengths[list[at]][field]++;
      this.totals[field] += list.length / 2;
    }
  }

  /** The mean of `lengths`, by field. */
  get meanLengths(): [number, number] {
    const documents = Math.max(this.documents, 1);
    return [this.totals[0] / documents, this.totals[1] / documents];
  }

  private listsOf(term: string): Lists {
    const known = this.terms.get(term);
    if (known !== undefined) return this.lists[known];
    const lists: Lists = [[], []];
    this.terms.set(term, this.lists.length);
    this.lists.push(lists);
    return lists;
  }
}

/** What is known of every word before anybody looks for it; by its number. */
export interface TermStatistics {
  readonly terms: ReadonlyMap<string, number>;
  /** In how many fields of how many documents it is. */
  readonly counts: Int32Array;
  /** The most that it adds to the score of any document. */
  readonly ceilings: Float64Array;
}

/** @param boosts what a word counts, by field */
export function termStatistics(postings: Postings, boosts: readonly [number, number]): TermStatistics {
  const { documents, terms, lists, lengths, meanLengths } = postings;
  const counts = new Int32Array(lists.length);
  const ceilings = new Float64Array(lists.length);
  for (let term = 0; term < lists.length; term++) {
    for (let field = 0; field < FIELDS.length; field++) {
      const list = lists[term][field];
      if (list.length === 0) continue;
      const matching = list.length / 2;
      let most = 0;
      for (let at = 0; at < list.length; at += 2) {
        const share = lengths[list[at]][field] / meanLengths[field];
        const often = list[at + 1];
        most = Math.max(most, often / (often + BM25.k * (1 - BM25.b + BM25.b * share)));
      }
      const rarity = Math.log(1 + (documents - matching + 0.5) / (matching + 0.5));
      counts[term] += matching;
      ceilings[term] += boosts[field] * rarity * (BM25.d + (BM25.k + 1) * most);
    }
    ceilings[term] *= 1 + 1e-9; // what rounding may do to a sum
  }
  return { terms, counts, ceilings };
}
