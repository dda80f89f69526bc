import { axisOf, type Chart, formatValue } from './chart.ts';
import { COLOURS, fitting, INK, MARGIN, px, rule, SIZE, words } from './ink.ts';
import { letteringWidth, shortened } from './lettering.ts';

/** The part of a picture that bars or a line are drawn in. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Bars or a line over their labels, before a grid with round ticks. */
export function axes(chart: Chart, width: number, height: number): string[] {
  const axis = axisOf(chart);
  const ticks = axis.ticks.map(formatValue);
  const left = MARGIN + Math.max(...ticks.map((tick) => letteringWidth(tick, SIZE.label))) + 8;
  const right = width - MARGIN;
  const slot = (right - left) / chart.values.length;
  const labels = labelRow(chart.labels, slot, height);
  const numbers = chart.values.map(formatValue);
  const widest = Math.max(...numbers.map((number) => letteringWidth(number, SIZE.value)));
  const upright = widest <= slot - 4;
  const centres = chart.values.map((_, index) => left + slot * (index + 0.5));
  const widths = numbers.map((number) => letteringWidth(number, SIZE.value));
  const layout = (gap: number) => {
    const plot: Plot = {
      left,
      right,
      top: 44 + (upright ? SIZE.value : widest),
      bottom: height - MARGIN - labels.height - gap,
    };
    const level = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * value) / axis.top;
    const points = chart.values.map((value, index) => [centres[index], level(value)] as const);
    const places = upright
      ? numberPlaces(chart, points, widths, plot.bottom)
      : points.map(([x, y]) => ({ x, y: y - 8 }));
    return { plot, level, places, gap };
  };
  // Numbers of low points are under the axis, and the labels make room for them.
  const close = layout(8);
  const under = close.places.some(({ y }) => y > close.plot.bottom);
  const { plot, level, places, gap } = under ? layout(8 + UNDER_AXIS) : close;
  const parts = axis.ticks.flatMap((tick, index) => [
    rule(left, level(tick), right, level(tick), index === 0 ? INK.axis : INK.grid),
    words(fitting(ticks[index], SIZE.label, SIZE.label, left), {
      x: left - 8,
      y: level(tick) + SIZE.label * 0.35,
      anchor: 'end',
      colour: INK.soft,
    }),
  ]);
  const marks = chart.kind === 'bar' ? bars(chart, centres, slot, level, plot) : line(chart, centres, level);
  const written = numbers.map((number, index) => numberAt(number, places[index], upright));
  return [...parts, ...marks, ...written, ...labels.draw(centres, plot.bottom + gap)];
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

/** Where a number's baseline is: at its bar's end, or on the side of its point that the line leaves free. */
interface NumberPlace {
  readonly x: number;
  readonly y: number;
}

/** How high a digit is, and how far below the axis the number of a point just above it ends. Pixels. */
const DIGIT = SIZE.value * 0.7;
const UNDER_AXIS = 4 + DIGIT;

/** Above a bar. At a point of a line, on the outer side of its bend, and away from a line that runs steeply through it. */
function numberPlaces(
  { kind }: Chart,
  points: readonly (readonly [x: number, y: number])[],
  widths: readonly number[],
  floor: number,
): NumberPlace[] {
  return points.map(([x, y], index) => {
    if (kind === 'bar') return { x, y: y - 8 };
    const slopes = [points[index - 1], points[index + 1]].flatMap((other) =>
      other === undefined ? [] : [(other[1] - y) / (other[0] - x)],
    );
    const [before, after] = [slopes[0], slopes[slopes.length - 1]];
    // Pixels count downwards: where the slope falls on the way, the line bends upwards and leaves the space below free.
    const bend = index === 0 ? -after : slopes.length === 1 ? before : before - after;
    const through = before * after > 0 && slopes.length === 2;
    const steep = through ? Math.sign(before) * Math.min(Math.abs(before), Math.abs(after)) : 0;
    const aside = (steep / (1 + Math.abs(steep))) * (widths[index] * 0.6 + 4);
    if (bend <= 0) return { x: x + aside, y: y - 8 };
    const below = y + 9 + DIGIT;
    // A number that would touch the axis is written under it: above its point it would stand in the bend.
    return { x: x - aside, y: below + 3 <= floor ? below : floor + UNDER_AXIS };
  });
}

/** A number at its place, or turned upwards where its neighbours leave no room. */
function numberAt(text: string, { x, y }: NumberPlace, upright: boolean): string {
  const size = SIZE.value;
  if (!upright) return words({ text, size }, { x: x + size * 0.35, y, turn: -90, halo: true });
  return words({ text, size }, { x, y, anchor: 'middle', halo: true });
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
