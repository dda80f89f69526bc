import { type Random, shuffle } from '../core/random.ts';
import { CORPUS_KINDS, type CorpusKind } from './corpus-document.ts';

/** How many documents of each kind there are. */
export type CorpusCounts = Readonly<Record<CorpusKind, number>>;

/**
 * Which document is of what kind, and which article is about whom: what each document needs to know of all the others, so
 * that any can be written on its own. A few bytes a document.
 */
export class CorpusPlan {
  readonly documents: number;
  private readonly kinds: Int32Array;
  /** How many articles come before a document. */
  private readonly articlesBefore: Int32Array;
  private readonly articles: number;
  private readonly subjects: Int32Array;

  constructor(counts: CorpusCounts, entities: number, random: Random) {
    const parts = CORPUS_KINDS.map((kind, index) => new Array<number>(counts[kind]).fill(index));
    this.kinds = Int32Array.from(parts.flat());
    this.documents = this.kinds.length;
    shuffle(this.kinds, this.documents, random);
    this.articlesBefore = new Int32Array(this.documents);
    const article = CORPUS_KINDS.indexOf('article');
    let before = 0;
    for (let index = 0; index < this.documents; index++) {
      this.articlesBefore[index] = before;
      if (this.kinds[index] === article) before++;
    }
    this.articles = before;
    this.subjects = Int32Array.from({ length: entities }, (_, index) => index);
    shuffle(this.subjects, entities, random);
  }

  kindOf(document: number): CorpusKind {
    return CORPUS_KINDS[this.kinds[document]];
  }

  /**
   * Whom an article is about, and which it is of the articles about it: every entity has one or more.
   * @returns `entity` and `part`, from 0, of `parts`
   */
  article(document: number): { readonly entity: number; readonly part: number; readonly parts: number } {
    const entities = this.subjects.length;
    const turn = this.articlesBefore[document];
    const place = turn % entities;
    return {
      entity: this.subjects[place],
      part: (turn - place) / entities,
      parts: Math.ceil((this.articles - place) / entities),
    };
  }
}
