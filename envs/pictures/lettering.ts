import { OptionError } from '../core/errors.ts';
import { FALLBACK, type Glyph, GLYPHS, GRID } from './glyphs.ts';

/** Where letters go: the point (x, y) of the baseline that the text starts at, is centred on, or ends at. */
export interface LetteringPlace {
  readonly x: number;
  readonly y: number;
  /** Pixels to the em: capitals are 0.7 of it high, small letters half of it. Made to be read from 11 px on. */
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A stroke's command and its numbers; an arc's radii and flags apart, they are pairs of x and y. */
interface Segment {
  readonly command: string;
  readonly numbers: readonly number[];
}

const segments = new Map<Glyph, readonly Segment[]>();

const glyphOf = (character: string): Glyph => GLYPHS.get(character) ?? FALLBACK;

/**
 * A text as strokes of a font of our own, so that a picture is the same on every machine, whatever fonts it has.
 * Draw it with no fill, round caps and joins, and a stroke as wide as {@link letteringStroke}. A character that the font
 * lacks is an empty box.
 * @returns SVG path data; empty for a text of spaces
 * @throws OptionError where a coordinate is no finite number, or the size is not above 0.
 */
export function lettering(text: string, place: LetteringPlace): string {
  const { x, y, size, anchor = 'start' } = place;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(size) || size <= 0) {
    throw new OptionError(
      `lettering: (${x}, ${y}) at size ${size} is no place for a text; give numbers and a size above 0.`,
    );
  }
  const scale = size / GRID.em;
  const top = y - GRID.baseline * scale;
  let left = x - letteringWidth(text, size) * { start: 0, middle: 0.5, end: 1 }[anchor];
  let path = '';
  for (const character of text) {
    const glyph = glyphOf(character);
    path += placed(glyph, left, top, scale);
    left += (glyph.width + GRID.gap) * scale;
  }
  return path;
}

/** How wide a text is, in pixels, from its first stroke to its last; 0 for no text. */
export function letteringWidth(text: string, size: number): number {
  let width = 0;
  let gap = 0;
  for (const character of text) {
    width += gap + glyphOf(character).width;
    gap = GRID.gap;
  }
  return (width * size) / GRID.em;
}

/** The stroke's width in pixels that suits a size. */
export const letteringStroke = (size: number, bold = false): number => rounded(size * (bold ? 0.13 : 0.095));

/** Whether the font has every character of a text. */
export const canLetter = (text: string): boolean => [...text].every((character) => GLYPHS.has(character));

/** The text, or as much of it as fits into `width` pixels, with an ellipsis; at least one character stays. */
export function shortened(text: string, size: number, width: number): string {
  if (letteringWidth(text, size) <= width) return text;
  const characters = [...text];
  let kept = characters.length - 1;
  const cut = (): string => `${characters.slice(0, kept).join('').trimEnd()}…`;
  while (kept > 1 && letteringWidth(cut(), size) > width) kept--;
  return cut();
}

function placed(glyph: Glyph, left: number, top: number, scale: number): string {
  let path = '';
  for (const { command, numbers } of segmentsOf(glyph)) {
    path += command;
    if (command === 'A') {
      const [rx, ry, turn, large, sweep] = numbers;
      path += `${rounded(rx * scale)} ${rounded(ry * scale)} ${turn} ${large} ${sweep} `;
    }
    for (let at = command === 'A' ? 5 : 0; at < numbers.length; at += 2) {
      path += `${rounded(left + numbers[at] * scale)} ${rounded(top + numbers[at + 1] * scale)}`;
      if (at + 2 < numbers.length) path += ' ';
    }
  }
  return path;
}

function segmentsOf(glyph: Glyph): readonly Segment[] {
  let known = segments.get(glyph);
  if (!known) {
    known = [...glyph.path.matchAll(/([MLCA])([^MLCA]*)/g)].map(([, command, numbers]) => ({
      command,
      numbers: numbers.trim().split(/\s+/).map(Number),
    }));
    segments.set(glyph, known);
  }
  return known;
}

/** Hundredths of a pixel are more than enough. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
