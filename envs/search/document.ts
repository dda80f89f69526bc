/** A text that can be found. */
export interface Document {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A document that a search found, and how well it fits: the higher the better, in the engine's own unit. */
export interface ScoredDocument extends Document {
  readonly score: number;
}
