import { OptionError } from '../core/errors.ts';

/** How large a picture is, in pixels; whole numbers from 16 to 4096. */
export interface PictureSize {
  readonly width?: number;
  readonly height?: number;
}

/** A size that vision models take, with room for a scene: 3 : 2. */
export const PICTURE_SIZE = { width: 480, height: 320 } as const;

/** The size with what was left out. @throws OptionError where a side is not a whole number from 16 to 4096. */
export function sizeOf({ width = PICTURE_SIZE.width, height = PICTURE_SIZE.height }: PictureSize = {}): {
  readonly width: number;
  readonly height: number;
} {
  for (const [name, value] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!Number.isInteger(value) || value < 16 || value > 4096)
      throw new OptionError(`picture: ${name} must be a whole number from 16 to 4096, not ${value}.`);
  }
  return { width, height };
}
