import type { Chart } from './chart.ts';
import { valueText } from './chart-text.ts';
import { COLOURS, INK, MARGIN, px, SIZE, words } from './ink.ts';
import { letteringWidth, shortened } from './lettering.ts';

/** A legend's share of the width: at least, and at most where its entries need more. */
const LEGEND = { least: 0.34, most: 0.42 } as const;
/** From an entry's colour to its label, and at least from there to its number. Pixels. */
const ENTRY = { label: 22, gap: 8 } as const;

/** Slices clockwise from the top, with their shares beside them, and a legend in the same order with all shares. */
export function pie(chart: Chart, width: number, height: number): string[] {
  const { labels, values, unit } = chart;
  const { legendWidth, size, room } = legendOf(chart, width);
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
    const baseline = row + size * 0.35;
    parts.push(
      `<rect x="${px(x)}" y="${px(row - 7)}" width="14" height="14" fill="${colour}"/>`,
      words({ text: shortened(labels[index], size, room), size }, { x: x + ENTRY.label, y: baseline }),
      words({ text, size }, { x: end, y: baseline, anchor: 'end', colour: INK.soft }),
    );
    from += value;
  });
  return parts;
}

/** How wide a legend is, the one size of all its entries, and the room for a label before the widest number. */
function legendOf({ labels, values, unit }: Chart, width: number) {
  const widest = (texts: readonly string[], size: number): number =>
    Math.max(...texts.map((text) => letteringWidth(text, size)));
  const numbers = values.map((value) => valueText(value, unit));
  // A hundredth of a pixel more than is needed: sums of fractions are not exact.
  const fixed = ENTRY.label + ENTRY.gap + MARGIN + 0.01;
  const wanted = widest(labels, SIZE.label) + widest(numbers, SIZE.label);
  const legendWidth = Math.min(LEGEND.most * width, Math.max(LEGEND.least * width, fixed + wanted));
  const fits = SIZE.label * Math.min(1, (legendWidth - fixed) / wanted);
  // Half sizes, as elsewhere; what is too wide even at the least size is shortened.
  const size = Math.max(SIZE.least, Math.floor(fits * 2 + 1e-9) / 2);
  return { legendWidth, size, room: legendWidth - fixed + 0.01 - widest(numbers, size) };
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
