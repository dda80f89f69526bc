import { OptionError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import { type Chart, CHART_KINDS } from './chart.ts';
import { chartPair } from './chart-pair.ts';
import { chartSvg } from './chart-svg.ts';
import { chartText, valueText } from './chart-text.ts';
import type { PictureSize } from './picture-size.ts';
import type { Scene } from './scene.ts';
import { scenePair } from './scene-pair.ts';
import { sceneSvg } from './scene-svg.ts';
import { changeText, sceneText } from './scene-text.ts';

/** What a player of Who Is the Spy may see, as plain JSON. */
export type Picture =
  { readonly kind: 'scene'; readonly scene: Scene } | { readonly kind: 'chart'; readonly chart: Chart };

/** What pictures there are to draw: scenes of objects, and charts of each kind. */
export const PICTURE_KINDS = ['scene', ...CHART_KINDS] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

export interface DrawnPairOptions {
  readonly kind: PictureKind;
  /** How many objects a scene has; see `scenePair`. Charts have as many values as they have. */
  readonly objects?: number;
  /** How many objects or values are edited; see `scenePair` and `chartPair`. */
  readonly edits?: number;
}

/** A picture and its edit: what civilians see, and what a spy sees. */
export interface DrawnPair {
  readonly original: Picture;
  readonly edited: Picture;
  /** What was edited, in plain English, one line for each object or value. */
  readonly changes: readonly string[];
}

/**
 * Draws a picture and its edit. Both are drawn alike, so that a picture alone does not tell which one it is.
 * @throws OptionError where the kind is unknown or an option is out of its range.
 */
export function picturePair(random: Random, { kind, objects, edits }: DrawnPairOptions): DrawnPair {
  const edited = edits === undefined ? {} : { edits };
  switch (kind) {
    case 'scene': {
      const pair = scenePair(random, { ...edited, ...(objects === undefined ? {} : { objects }) });
      return {
        original: { kind: 'scene', scene: pair.original },
        edited: { kind: 'scene', scene: pair.edited },
        changes: changeText(pair),
      };
    }
    case 'bar':
    case 'line':
    case 'pie': {
      const pair = chartPair(random, { kind, ...edited });
      const { unit } = pair.original;
      return {
        original: { kind: 'chart', chart: pair.original },
        edited: { kind: 'chart', chart: pair.edited },
        changes: pair.changes.map(
          (change) =>
            `${change.label}: ${valueText(change.original, unit)} becomes ${valueText(change.edited, unit)}`,
        ),
      };
    }
    default:
      throw new OptionError(
        `picture pair: kind must be one of ${PICTURE_KINDS.join(', ')}, not ${String(kind satisfies never)}.`,
      );
  }
}

/**
 * A picture as an SVG document without text elements.
 * @throws OptionError where the size is out of its range: from 16 to 4096 for scenes, see `chartSvg` for charts.
 */
export function pictureSvg(picture: Picture, size?: PictureSize): string {
  return picture.kind === 'scene' ? sceneSvg(picture.scene, size) : chartSvg(picture.chart, size);
}

/** A picture in plain English, for players that see none. */
export function pictureText(picture: Picture): string {
  return picture.kind === 'scene' ? sceneText(picture.scene) : chartText(picture.chart);
}
