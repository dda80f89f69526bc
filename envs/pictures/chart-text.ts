import { type Chart, checkedChart, formatValue } from './chart.ts';

/**
 * A chart in plain English, for players that see no pictures: its kind and title, then a line for each value.
 * @throws OptionError where the chart is not whole.
 */
export function chartText(chart: Chart): string {
  const { kind, title, unit, labels, values } = checkedChart(chart);
  const rows = labels.map((label, index) => `${label}: ${valueText(values[index], unit)}`);
  return [`A ${kind} chart, "${title}"${unit === '' ? '' : `, in ${unit}`}:`, ...rows].join('\n');
}

/** A value and its unit, such as `1,250 km` or `12%`. */
export function valueText(value: number, unit: string): string {
  if (unit === '') return formatValue(value);
  return `${formatValue(value)}${unit.startsWith('%') ? '' : ' '}${unit}`;
}
