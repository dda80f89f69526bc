import { OptionError } from '../core/errors.ts';
import { type Chart, checkedChart } from './chart.ts';
import { axes } from './chart-axes.ts';
import { pie } from './chart-pie.ts';
import { fitting, INK, MARGIN, SIZE, words } from './ink.ts';

export interface ChartSize {
  /** Pixels, 320 to 2048; 480 by default. */
  readonly width?: number;
  /** Pixels, 240 to 2048; 320 by default. */
  readonly height?: number;
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
