import { lettering, type LetteringPlace, letteringStroke, letteringWidth, shortened } from './lettering.ts';

/** Calm colours that differ in lightness as well as in hue. */
export const COLOURS = [
  '#3f6f9f',
  '#e0a458',
  '#5f9e86',
  '#b8575a',
  '#9c8cc4',
  '#57a8b8',
  '#7a6a4f',
  '#a9b0b8',
];
export const INK = {
  text: '#2b3036',
  soft: '#59616b',
  grid: '#e1e4e8',
  axis: '#8b939c',
  paper: '#ffffff',
} as const;
export const SIZE = { title: 16, label: 13, value: 12.5, least: 10.5 } as const;
export const MARGIN = 14;

export interface Line {
  readonly text: string;
  readonly size: number;
}

/** A text as large as fits into the width, from `size` down to `least`, and shortened where even that is too wide. */
export function fitting(text: string, size: number, least: number, width: number): Line {
  const fits = Math.min(size, (size * width) / Math.max(1, letteringWidth(text, size)));
  const chosen = Math.max(least, Math.floor(fits * 2) / 2);
  return { text: shortened(text, chosen, width), size: chosen };
}

export interface Ink extends Pick<LetteringPlace, 'x' | 'y' | 'anchor'> {
  readonly colour?: string;
  readonly bold?: boolean;
  /** A rim in the colour of the paper, so that lines below do not cross the letters. */
  readonly halo?: boolean;
  /** Degrees clockwise about (x, y). */
  readonly turn?: number;
}

export function words({ text, size }: Line, ink: Ink): string {
  const { x, y, anchor = 'start', colour = INK.text, bold = false, halo = false, turn } = ink;
  const path = lettering(text, { x, y, size, anchor });
  const turned = turn === undefined ? '' : ` transform="rotate(${turn} ${px(x)} ${px(y)})"`;
  const draw = (stroke: string, wide: number): string =>
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round"${turned}/>`;
  const wide = letteringStroke(size, bold);
  return halo ? draw(INK.paper, px(wide + 4)) + draw(colour, wide) : draw(colour, wide);
}

export const rule = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
  `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" stroke="${colour}" stroke-width="1"/>`;

/** Hundredths of a pixel are more than enough. */
export const px = (value: number): number => Math.round(value * 100) / 100;
