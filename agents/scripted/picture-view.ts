import { chartRows, chartView } from './chart-view.ts';
import { sceneObjects, sceneView } from './scene-view.ts';

/** A picture as a player by rules reads it in words, and what can be said of pictures of its kind. */
export interface PictureView {
  /** Whether a statement is true of the picture; undefined where it says nothing that can be checked. */
  truth(statement: string): boolean | undefined;
  /** What is true of the picture and tells it from others, the most telling first. */
  readonly telling: readonly string[];
  /** What is true of the picture, and probably of another one that differs in little. */
  readonly safe: readonly string[];
  /** For a picture that is not seen: what is probably true of it, by what others have said. */
  guesses(heard: readonly string[]): string[];
  /** What is true where a statement is, and says less, the most telling first. */
  weaker(statement: string): string[];
}

/** The view of a picture that is described in words; where nothing is described, of one that is not seen. */
export function pictureView(description: string, kind: string): PictureView {
  return kind === 'scene' ? sceneView(sceneObjects(description)) : chartView(chartRows(description));
}
