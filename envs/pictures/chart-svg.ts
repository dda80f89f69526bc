import { OptionError } from '../core/errors.ts';
import { axisOf, type Chart, checkedChart, formatValue } from './chart.ts';
import { valueText } from './chart-text.ts';
import { lettering, type LetteringPlace, letteringStroke, letteringWidth, shortened } from './lettering.ts';

export interface ChartSize {
  /** Pixels, 320 to 2048; 480 by default. */
  readonly width?: number;
  /** Pixels, 240 to 2048; 320 by default. */
  readonly height?: number;
}

/** Calm colours that differ in lightness as well as in hue. */
const COLOURS = ['#3f6f9f', '#e0a458', '#5f9e86', '#b8575a', '#9c8cc4', '#57a8b8', '#7a6a4f', '#a9b0b8'];
const INK = { text: '#2b3036', soft: '#59616b', grid: '#e1e4e8', axis: '#8b939c', paper: '#ffffff' } as const;
const SIZE = { title: 16, label: 13, value: 12.5, least: 10.5 } as const;
const MARGIN = 14;

/** The part of a picture that bars or a line are drawn in. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A chart as an SVG picture. Letters are strokes of our own ({@link lettering}): there is no text element in it, so it
 * looks the same everywhere and nothing but the picture tells what it shows. Every value is written beside its mark.
 * @throws OptionError where the chart is not whole, or a size is out of its range.
 */
export function chartSvg(chart: Chart, { width = 480, height = 320 }: ChartSize = {}): string {
  const whole = checkedChart(chart);
  for (const [name, value, least] of [
    ['width', width, 320],
    ['height', height, 240],
  ] as const) {
    if (!Number.isInteger(value) || value < least || value > 2048) {
      throw new OptionError(`chart picture: ${name} must be a whole number from ${least} to 2048.`);
    }
  }
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    heading(whole, width),
    ...(whole.kind === 'pie' ? pie(whole, width, height) : axes(whole, width, height)),
    '</svg>',
  ];
  return parts.join('\n');
}

function heading({ title, unit, kind }: Chart, width: number): string {
  const said = unit === '' || kind === 'pie' || title.toLowerCase().includes(unit.toLowerCase());
  const whole = said ? title : `${title} (${unit})`;
  return words(fitting(whole, SIZE.title, 13, width - 2 * MARGIN), {
    x: width / 2,
    y: 27,
    anchor: 'middle',
    bold: true,
  });
}

/** Bars or a line over their labels, before a grid with round ticks. */
function axes(chart: Chart, width: number, height: number): string[] {
  const axis = axisOf(chart);
  const ticks = axis.ticks.map(formatValue);
  const left = MARGIN + Math.max(...ticks.map((tick) => letteringWidth(tick, SIZE.label))) + 8;
  const right = width - MARGIN;
  const slot = (right - left) / chart.values.length;
  const labels = labelRow(chart.labels, slot, height);
  const numbers = chart.values.map(formatValue);
  const widest = Math.max(...numbers.map((number) => letteringWidth(number, SIZE.value)));
  const upright = widest <= slot - 4;
  const plot: Plot = {
    left,
    right,
    top: 44 + (upright ? SIZE.value : widest),
    bottom: height - MARGIN - labels.height - 8,
  };
  const level = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * value) / axis.top;
  const parts = axis.ticks.flatMap((tick, index) => [
    rule(left, level(tick), right, level(tick), index === 0 ? INK.axis : INK.grid),
    words(fitting(ticks[index], SIZE.label, SIZE.label, left), {
      x: left - 8,
      y: level(tick) + SIZE.label * 0.35,
      anchor: 'end',
      colour: INK.soft,
    }),
  ]);
  const centres = chart.values.map((_, index) => left + slot * (index + 0.5));
  const marks = chart.kind === 'bar' ? bars(chart, centres, slot, level, plot) : line(chart, centres, level);
  const points = chart.values.map((value, index) => [centres[index], level(value)] as const);
  const widths = numbers.map((number) => letteringWidth(number, SIZE.value));
  const places = upright
    ? numberPlaces(chart, points, widths, plot.bottom)
    : points.map(([x, y]) => ({ x, y, below: false }));
  const written = numbers.map((number, index) => numberAt(number, places[index], upright));
  return [...parts, ...marks, ...written, ...labels.draw(centres, plot.bottom + 8)];
}

function bars(
  { values }: Chart,
  centres: readonly number[],
  slot: number,
  level: (value: number) => number,
  plot: Plot,
): string[] {
  const breadth = Math.min(slot * 0.62, 72);
  return values.map((value, index) => {
    const top = level(value);
    return `<rect x="${px(centres[index] - breadth / 2)}" y="${px(top)}" width="${px(breadth)}" height="${px(plot.bottom - top)}" fill="${COLOURS[0]}"/>`;
  });
}

function line({ values }: Chart, centres: readonly number[], level: (value: number) => number): string[] {
  const points = values.map((value, index) => [px(centres[index]), px(level(value))] as const);
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return [
    `<path d="${path}" fill="none" stroke="${COLOURS[0]}" stroke-width="2.5" stroke-linejoin="round"/>`,
    ...points.map(
      ([x, y]) =>
        `<circle cx="${x}" cy="${y}" r="4" fill="${COLOURS[0]}" stroke="${INK.paper}" stroke-width="1.5"/>`,
    ),
  ];
}

/** Where a number is written: at its bar's end, or on the side of its point that the line leaves free. */
interface NumberPlace {
  readonly x: number;
  readonly y: number;
  /** Below the mark instead of above it. */
  readonly below: boolean;
}

/** Above a bar. At a point of a line, on the outer side of its bend, and away from a line that runs steeply through it. */
function numberPlaces(
  { kind }: Chart,
  points: readonly (readonly [x: number, y: number])[],
  widths: readonly number[],
  floor: number,
): NumberPlace[] {
  return points.map(([x, y], index) => {
    if (kind === 'bar') return { x, y, below: false };
    const slopes = [points[index - 1], points[index + 1]].flatMap((other) =>
      other === undefined ? [] : [(other[1] - y) / (other[0] - x)],
    );
    const [before, after] = [slopes[0], slopes[slopes.length - 1]];
    // Pixels count downwards: where the slope falls on the way, the line bends upwards and leaves the space below free.
    const bend = index === 0 ? -after : slopes.length === 1 ? before : before - after;
    const below = bend > 0 && y + 9 + SIZE.value < floor;
    const through = before * after > 0 && slopes.length === 2;
    const steep = through ? Math.sign(before) * Math.min(Math.abs(before), Math.abs(after)) : 0;
    const aside = (steep / (1 + Math.abs(steep))) * (widths[index] * 0.6 + 4);
    return { x: below ? x - aside : x + aside, y, below };
  });
}

/** A number at its place, or turned upwards where its neighbours leave no room. */
function numberAt(text: string, { x, y, below }: NumberPlace, upright: boolean): string {
  const size = SIZE.value;
  if (!upright) return words({ text, size }, { x: x + size * 0.35, y: y - 8, turn: -90, halo: true });
  return words({ text, size }, { x, y: below ? y + 9 + size * 0.7 : y - 8, anchor: 'middle', halo: true });
}

/** The labels below the axis: side by side where they fit, smaller, or else slanted and, at worst, shortened. */
function labelRow(labels: readonly string[], slot: number, height: number) {
  const widest = (size: number): number => Math.max(...labels.map((label) => letteringWidth(label, size)));
  const flat = [SIZE.label, 12, 11].find((size) => widest(size) <= slot - 6);
  if (flat !== undefined) {
    return {
      height: flat,
      draw: (centres: readonly number[], top: number): string[] =>
        labels.map((text, index) =>
          words({ text, size: flat }, { x: centres[index], y: top + flat * 0.8, anchor: 'middle' }),
        ),
    };
  }
  const size = 12;
  const slant = 35;
  const [across, down] = [Math.cos((slant * Math.PI) / 180), Math.sin((slant * Math.PI) / 180)];
  const longest = Math.min(widest(size), (height * 0.25) / down);
  return {
    height: longest * down + size * 0.8,
    draw: (centres: readonly number[], top: number): string[] =>
      labels.map((label, index) => {
        const text = shortened(label, size, Math.min(longest, (centres[index] - 4) / across)); // within the paper
        return words(
          { text, size },
          { x: centres[index] + 4, y: top + size * 0.7, anchor: 'end', turn: -slant },
        );
      }),
  };
}

/** Slices clockwise from the top, with their shares beside them, and a legend in the same order with all shares. */
function pie({ labels, values, unit }: Chart, width: number, height: number): string[] {
  const legendWidth = width * 0.34;
  const radius = Math.min((height - 44 - 2 * MARGIN) / 2 - 18, (width - legendWidth) / 2 - 48);
  const centre = { x: (width - legendWidth) / 2, y: 44 + (height - 44 - MARGIN) / 2 };
  const at = (share: number, distance: number): readonly [number, number] => {
    const angle = (share / 100) * 2 * Math.PI;
    return [centre.x + Math.sin(angle) * distance, centre.y - Math.cos(angle) * distance];
  };
  const parts: string[] = [];
  const pitch = Math.min(30, (height - 70) / labels.length);
  let from = 0;
  values.forEach((value, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const text = valueText(value, unit);
    if (value > 0) parts.push(slice(at, radius, from, from + value, colour));
    const wide = letteringWidth(text, SIZE.label);
    // Thin slices leave no room beside them: the legend alone has their numbers.
    if ((value / 100) * 2 * Math.PI * (radius + 10) > wide + 3) {
      const [x, y] = at(from + value / 2, radius + 10 + wide * 0.25);
      const lean = Math.sin(((from + value / 2) / 100) * 2 * Math.PI);
      const shift = lean * wide * 0.25;
      parts.push(
        words({ text, size: SIZE.label }, { x: x + shift, y: y + SIZE.label * 0.35, anchor: 'middle' }),
      );
    }
    const row = centre.y + (index - (labels.length - 1) / 2) * pitch;
    const [x, end] = [width - legendWidth, width - MARGIN];
    const baseline = row + SIZE.label * 0.35;
    parts.push(
      `<rect x="${px(x)}" y="${px(row - 7)}" width="14" height="14" fill="${colour}"/>`,
      words(fitting(labels[index], SIZE.label, SIZE.least, end - x - 30 - wide), { x: x + 22, y: baseline }),
      words({ text, size: SIZE.label }, { x: end, y: baseline, anchor: 'end', colour: INK.soft }),
    );
    from += value;
  });
  return parts;
}

function slice(
  at: (share: number, distance: number) => readonly [number, number],
  radius: number,
  from: number,
  to: number,
  colour: string,
): string {
  const style = `fill="${colour}" stroke="${INK.paper}" stroke-width="1.5" stroke-linejoin="round"`;
  const [cx, cy] = at(0, 0);
  if (to - from === 100) return `<circle cx="${px(cx)}" cy="${px(cy)}" r="${px(radius)}" ${style}/>`;
  const [start, end] = [at(from, radius), at(to, radius)];
  const arc = `A${px(radius)} ${px(radius)} 0 ${to - from > 50 ? 1 : 0} 1 ${px(end[0])} ${px(end[1])}`;
  return `<path d="M${px(cx)} ${px(cy)}L${px(start[0])} ${px(start[1])}${arc}Z" ${style}/>`;
}

interface Line {
  readonly text: string;
  readonly size: number;
}

/** A text as large as fits into the width, from `size` down to `least`, and shortened where even that is too wide. */
function fitting(text: string, size: number, least: number, width: number): Line {
  const fits = Math.min(size, (size * width) / Math.max(1, letteringWidth(text, size)));
  const chosen = Math.max(least, Math.floor(fits * 2) / 2);
  return { text: shortened(text, chosen, width), size: chosen };
}

interface Ink extends Pick<LetteringPlace, 'x' | 'y' | 'anchor'> {
  readonly colour?: string;
  readonly bold?: boolean;
  /** A rim in the colour of the paper, so that lines below do not cross the letters. */
  readonly halo?: boolean;
  /** Degrees clockwise about (x, y). */
  readonly turn?: number;
}

function words({ text, size }: Line, ink: Ink): string {
  const { x, y, anchor = 'start', colour = INK.text, bold = false, halo = false, turn } = ink;
  const path = lettering(text, { x, y, size, anchor });
  const turned = turn === undefined ? '' : ` transform="rotate(${turn} ${px(x)} ${px(y)})"`;
  const draw = (stroke: string, wide: number): string =>
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round"${turned}/>`;
  const wide = letteringStroke(size, bold);
  return halo ? draw(INK.paper, px(wide + 4)) + draw(colour, wide) : draw(colour, wide);
}

const rule = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
  `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" stroke="${colour}" stroke-width="1"/>`;

/** Hundredths of a pixel are more than enough. */
const px = (value: number): number => Math.round(value * 100) / 100;
