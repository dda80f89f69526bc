import { OptionError } from '../core/errors.ts';

export const CHART_KINDS = ['bar', 'line', 'pie'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A chart of one series as plain JSON: one value for each label, in the order in which they are drawn. */
export interface Chart {
  readonly kind: ChartKind;
  readonly title: string;
  /** What the values count, such as `km`; `%` for a pie; empty where the title says it. */
  readonly unit: string;
  readonly labels: readonly string[];
  /** 0 or more; whole percentages that add up to 100 in a pie. */
  readonly values: readonly number[];
  /** Where the axis of a bar or line chart ends, so that the charts of a pair have the same; the values' own if left out. */
  readonly top?: number;
}

/** How many values a chart may have: more cannot be read at its size. */
export const CHART_VALUES = { least: 2, most: { bar: 12, line: 12, pie: 8 } } as const;

/** An axis from 0 to `top` with a tick at every multiple of `step`. */
export interface ChartAxis {
  readonly top: number;
  readonly step: number;
  readonly ticks: readonly number[];
}

/**
 * A round axis for values up to `most`: steps of 1, 2 or 5 times a power of ten, and at most six of them.
 * @throws OptionError where `most` is not a finite number above 0.
 */
export function chartAxis(most: number): ChartAxis {
  if (!Number.isFinite(most) || most <= 0) {
    throw new OptionError(`A chart's axis cannot end at ${most}; give a number above 0.`);
  }
  const power = 10 ** Math.floor(Math.log10(most) - 1);
  const step = tidy([1, 2, 5, 10, 20].map((factor) => factor * power).find((one) => most / one <= 6) ?? most);
  const count = Math.ceil(tidy(most / step));
  const ticks = Array.from({ length: count + 1 }, (_, index) => tidy(index * step));
  return { top: tidy(count * step), step, ticks };
}

/** The axis that a bar or line chart is drawn with. */
export const axisOf = (chart: Chart): ChartAxis => chartAxis(Math.max(chart.top ?? 0, ...chart.values) || 1);

/**
 * The chart itself, once it is seen to be whole.
 * @throws OptionError where it has no title, too few or too many values, two labels alike, a value below 0 or no number,
 * a value beyond its `top`, or the slices of a pie do not add up to 100.
 */
export function checkedChart(chart: Chart): Chart {
  const { kind, title, labels, values, top } = chart;
  const wrong = (what: string): OptionError => new OptionError(`chart ${JSON.stringify(title)}: ${what}.`);
  if (!CHART_KINDS.includes(kind)) throw wrong(`kind must be one of ${CHART_KINDS.join(', ')}`);
  if (title.trim() === '') throw wrong('give it a title');
  const most = CHART_VALUES.most[kind];
  if (values.length < CHART_VALUES.least || values.length > most) {
    throw wrong(`a ${kind} chart has ${CHART_VALUES.least} to ${most} values, not ${values.length}`);
  }
  if (labels.length !== values.length) {
    throw wrong(`there are ${labels.length} labels for ${values.length} values; give one each`);
  }
  if (new Set(labels).size < labels.length || labels.some((label) => label.trim() === '')) {
    throw wrong('labels must differ, and none may be empty');
  }
  const bad = values.find((value) => !Number.isFinite(value) || value < 0 || value > (top ?? Infinity));
  if (bad !== undefined) throw wrong(`value ${bad} must be a number from 0 to ${top ?? 'any height'}`);
  const sum = tidy(values.reduce((all, value) => all + value, 0));
  if (kind === 'pie' && sum !== 100) throw wrong(`the slices add up to ${sum}; make it 100`);
  return chart;
}

/** A number in plain English, such as `1,250` or `0.5`. */
export function formatValue(value: number): string {
  const [whole, decimals] = String(tidy(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Without the noise of binary fractions. */
export const tidy = (value: number): number => Number(value.toPrecision(12));
