import { decimal, escape } from './html.ts';

export interface HeatCell {
  readonly payoff: number;
  readonly margin: number;
}

/**
 * Mean payoff of every member (rows) against every other (columns), as an HTML table: green where the row wins, red
 * where it loses, white where nothing can be told.
 */
export function heatMap(
  names: readonly string[],
  cell: (row: string, column: string) => HeatCell | undefined,
): string {
  const all = names.flatMap((row) => names.map((column) => Math.abs(cell(row, column)?.payoff ?? 0)));
  const top = Math.max(1e-9, ...all);
  const head = names.map((name) => `<th scope="col"><span>${escape(name)}</span></th>`).join('');
  const body = names.map((row) => {
    const cells = names.map((column) => {
      const found = cell(row, column);
      if (!found) return '<td class="none"></td>';
      const share = Math.round((100 * Math.abs(found.payoff)) / top);
      const colour = found.payoff >= 0 ? 'var(--win)' : 'var(--lose)';
      const title = `${row} against ${column}: ${decimal(found.payoff, 3)} ± ${decimal(found.margin, 3)}`;
      return (
        `<td style="background:color-mix(in srgb, ${colour} ${share}%, transparent)" title="${escape(title)}">` +
        `${decimal(found.payoff, 2)}</td>`
      );
    });
    return `<tr><th scope="row">${escape(row)}</th>${cells.join('')}</tr>`;
  });
  return `<table class="heat"><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
