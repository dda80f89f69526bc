import type { PictureView } from './picture-view.ts';

/** `The value of Rye is 40`, `The value of Rye is more than 30`, `The value of Rye is less than that of Oat`. */
const STATEMENT = /^(?:.*\bthe value of )?(.+?) is (?:(more|less) than )?(?:that of )?(.+?)[.!]?$/i;

const isValue = (label: string, value: number): string => `The value of ${label} is ${value}`;
const isMore = (label: string, than: number | string): string =>
  `The value of ${label} is more than ${typeof than === 'number' ? than : `that of ${than}`}`;

/** A value of a chart, as it is drawn. */
interface Row {
  readonly label: string;
  readonly value: number;
}

/** The rows of a description: `Rye: 1,250 loaves`. */
export function chartRows(text: string): Row[] {
  if (!/^\s*An? (?:bar|line|pie) chart\b/m.test(text)) return [];
  return Array.from(text.matchAll(/^\s*(.+): (\d[\d,.]*)(?:%| .*)?$/gm), ([, label, value]) => ({
    label,
    value: numberOf(value),
  }));
}

const numberOf = (text: string): number => Number(text.replaceAll(',', '').replace(/\.$/, ''));

/** The number that a text begins with. */
function numberIn(text: string): number | undefined {
  const found = /^(\d[\d,.]*)(?:%|\s|$)/.exec(text)?.[1];
  const number = found === undefined ? NaN : numberOf(found);
  return Number.isFinite(number) ? number : undefined;
}

/** How much less than a value is surely less, as others may see it: three quarters, on two digits. */
const below = (value: number): number => Number((0.75 * value).toPrecision(2));

/** A chart by its values. */
export function chartView(rows: readonly Row[]): PictureView {
  const find = (name: string): Row | undefined =>
    rows.find(({ label }) => name.toLowerCase().endsWith(label.toLowerCase()));

  function read(text: string): { row: Row; relation: string | undefined; other: number } | undefined {
    const [, name = '', relation, what = ''] = STATEMENT.exec(text) ?? [];
    const row = find(name);
    const other = find(what)?.value ?? numberIn(what);
    return row === undefined || other === undefined ? undefined : { row, relation, other };
  }

  const ascending = [...rows].sort((one, other) => one.value - other.value);
  const comparisons = ascending.flatMap((low, at) =>
    ascending
      .slice(at + 1)
      .filter((high) => high.value > low.value)
      .map((high) => isMore(high.label, low.label)),
  );
  return {
    truth(text) {
      const found = read(text);
      if (found === undefined) return undefined;
      const { row, relation, other } = found;
      return relation === 'more'
        ? row.value > other
        : relation === 'less'
          ? row.value < other
          : row.value === other;
    },
    telling: [...rows.map(({ label, value }) => isValue(label, value)), ...comparisons],
    safe: rows.map(({ label, value }) => isMore(label, below(value))),
    // Two values that were told say which is more.
    guesses(heard) {
      const values = heard.flatMap((text) => {
        const [, label, relation, what = ''] = STATEMENT.exec(text) ?? [];
        const number = numberIn(what);
        return label === undefined || relation !== undefined || number === undefined
          ? []
          : [{ label, value: number }];
      });
      return values.flatMap((high) =>
        values.filter((low) => low.value < high.value).map((low) => isMore(high.label, low.label)),
      );
    },
    weaker(text) {
      const found = read(text);
      if (found === undefined || found.relation === 'less') return [];
      const { label } = found.row;
      return [1, 0.75, 0.5].map((part) => isMore(label, below(part * found.other)));
    },
  };
}
