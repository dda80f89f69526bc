import { amount, decimal, escape } from './html.ts';

export interface CurveSeries {
  readonly label: string;
  /** Name of a CSS class that gives the colour. */
  readonly style: string;
  /** Steps and values. */
  readonly points: readonly (readonly [number, number])[];
}

export interface CurveLine {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 860;
const HEIGHT = 380;
const LEFT = 64;
const RIGHT = 150;
const TOP = 40;
const BOTTOM = 44;
/** Smaller values are drawn at the bottom of the axis. */
const LEAST = 1e-9;

/** Curves over steps on a logarithmic axis, as SVG, with level lines to compare with. */
export function curve(title: string, series: readonly CurveSeries[], lines: readonly CurveLine[]): string {
  const points = series.flatMap((one) => one.points);
  const values = [...points.map(([, value]) => value), ...lines.map(({ value }) => value)];
  const positive = values.filter((value) => value > LEAST); // rounding can leave a hair above or below 0
  if (positive.length === 0) positive.push(1);
  const low = Math.floor(Math.log10(Math.min(...positive)) * 2) / 2;
  const high = Math.ceil(Math.log10(Math.max(...positive)) * 2) / 2;
  const last = Math.max(1, ...points.map(([steps]) => steps));
  const x = (steps: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * steps) / last;
  const y = (value: number): number =>
    TOP +
    ((HEIGHT - TOP - BOTTOM) * (high - Math.log10(Math.max(value, 10 ** low)))) / Math.max(high - low, 0.5);

  const ticks = logTicks(low, high).map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/>` +
      `<text class="tick" x="${LEFT - 8}" y="${at(y(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  const steps = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text class="tick" x="${at(x(share * last))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${amount(share * last)}</text>`,
  );
  const levels = lines.map(
    ({ label, value }) =>
      `<line class="level" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/>` +
      `<text class="label" x="${WIDTH - RIGHT + 8}" y="${at(y(value) + 4)}">${escape(label)} ${shown(value)}</text>`,
  );
  const curves = series.map(({ label, style, points: line }, index) => {
    const path = line.map(([step, value]) => `${at(x(step))},${at(y(value))}`).join(' ');
    const dots = line.map(
      ([step, value]) =>
        `<circle class="${style}" cx="${at(x(step))}" cy="${at(y(value))}" r="2.2"><title>${escape(label)}: ${shown(value)} after ${amount(step)} decisions</title></circle>`,
    );
    const legend = LEFT + index * 220;
    return (
      `<polyline class="${style}" points="${path}"/>${dots.join('')}` +
      `<line class="${style}" x1="${legend}" x2="${legend + 22}" y1="14" y2="14"/>` +
      `<text class="label" x="${legend + 30}" y="18">${escape(label)}</text>`
    );
  });
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">${ticks.join('')}${steps.join('')}` +
    `<text class="tick" x="${LEFT}" y="${HEIGHT - 6}">decisions learned from</text>${levels.join('')}${curves.join('')}</svg>`
  );
}

/** 1, 2 and 5 times the powers of ten between two exponents. */
function logTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (const digit of [1, 2, 5]) {
      const exponent = power + Math.log10(digit);
      if (exponent >= low - 1e-9 && exponent <= high + 1e-9) ticks.push(Number(`${digit}e${power}`));
    }
  }
  return ticks;
}

function shown(value: number): string {
  return decimal(value, value < 0.01 ? 5 : 3);
}

/** A coordinate: a hundredth of a pixel is enough. */
function at(value: number): string {
  return value.toFixed(2);
}
