import { table } from '../support/output.ts';
import type { Figure } from './measure.ts';
import { compared } from './open-spiel.ts';

/** The figures for people to look at; those of the games beside OpenSpiel's. */
export function figureTable(figures: readonly Figure[]): string {
  const headings = ['suite', 'figure', 'value', 'unit', 'naive', 'ratio'];
  const rows = figures.map(({ suite, name, value, unit, baseline }) => [
    suite,
    name,
    amount(value),
    unit,
    maybe(baseline),
    baseline === null ? '' : (value / baseline).toFixed(1),
  ]);
  if (!figures.some(({ suite }) => suite === 'games')) return table(headings, rows);
  const beside = figures.map((figure) => {
    const there = compared(figure, figures);
    return [there?.openSpiel, there?.timesOpenSpiel, there?.perKuhn, there?.openSpielPerKuhn].map(maybe);
  });
  return [
    table(
      [...headings, 'OpenSpiel', 'times OpenSpiel', 'per Kuhn', 'OpenSpiel per Kuhn'],
      rows.map((row, index) => [...row, ...(beside[index] ?? [])]),
    ),
    "OpenSpiel: M transitions/s of its C++ core on another machine; per Kuhn: as a part of Kuhn poker's in the same run.",
  ].join('\n');
}

function maybe(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : amount(value);
}

function amount(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(value >= 100 ? 4 : 3);
}
