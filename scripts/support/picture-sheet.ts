import { lettering, letteringStroke, letteringWidth } from '@parlor/envs';

/** Two pictures side by side, with what is to be seen in them. */
export interface SheetPair {
  readonly title: string;
  /** SVG documents of the sheet's size. */
  readonly pictures: readonly [original: string, edited: string];
  /** Ellipses around what differs, in pixels of each picture. */
  readonly marks: readonly (readonly [left: Mark, right: Mark])[];
  /** What differs, in words. */
  readonly lines: readonly string[];
}

/** A rectangle to draw an ellipse around. */
export interface Mark {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SheetLayout {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
}

const GAP = 4;
const SPACE = 18;
const HEAD = 44;
const LINE = 16;
const MARGIN = 6;

/** A sheet of pairs of pictures that a person can check by eye, as one SVG document without text elements. */
export function pictureSheet(pairs: readonly SheetPair[], layout: SheetLayout): string {
  const { width, height, columns } = layout;
  const lines = Math.max(...pairs.map((pair) => pair.lines.length));
  const across = 2 * width + GAP + SPACE;
  const down = height + (lines + 1) * LINE + SPACE;
  const whole = [SPACE + columns * across, HEAD + Math.ceil(pairs.length / columns) * down] as const;
  const drawn = pairs.map((pair, index) => {
    const [x, y] = [SPACE + (index % columns) * across, HEAD + Math.floor(index / columns) * down];
    const pictures = pair.pictures.map(
      (svg, side) => `<svg x="${x + side * (width + GAP)}" y="${y + LINE}">${svg}</svg>`,
    );
    const marks = pair.marks.flatMap((both) =>
      both.map((mark, side) => ellipse(mark, x + side * (width + GAP), y + LINE)),
    );
    const words = pair.lines.map((line, at) =>
      written(line, x, y + height + LINE * (at + 2) - 2, fitting(line, 11.5, across - SPACE)),
    );
    return [written(pair.title, x, y + 10, 12, true), ...pictures, ...marks, ...words].join('');
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole[0]}" height="${whole[1]}" ` +
    `viewBox="0 0 ${whole[0]} ${whole[1]}"><rect width="${whole[0]}" height="${whole[1]}" fill="#fff"/>` +
    `${written(layout.title, SPACE, 26, 16, true)}${drawn.join('\n')}</svg>\n`
  );
}

/** The size, or less of it where the line is too long for the room. */
const fitting = (line: string, size: number, room: number): number =>
  Math.min(size, (size * room) / letteringWidth(line, size));

const written = (text: string, x: number, y: number, size: number, bold = false): string =>
  `<path d="${lettering(text, { x, y, size })}" fill="none" stroke="#22262b" stroke-linecap="round" ` +
  `stroke-linejoin="round" stroke-width="${letteringStroke(size, bold)}"/>`;

function ellipse({ left, right, top, bottom }: Mark, x: number, y: number): string {
  const [rx, ry] = [(right - left) / 2 + MARGIN, (bottom - top) / 2 + MARGIN].map((radius) =>
    Math.round(radius * 1.1),
  );
  return (
    `<ellipse cx="${Math.round(x + (left + right) / 2)}" cy="${Math.round(y + (top + bottom) / 2)}" rx="${rx}" ` +
    `ry="${ry}" fill="none" stroke="#e0007a" stroke-width="1.5" stroke-dasharray="5 3"/>`
  );
}
