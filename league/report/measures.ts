import { decimal, escape } from './html.ts';

const WIDTH = 192;
const HEIGHT = 26;
const EDGE = 2;

/** What was measured in one round. */
export interface MeasuredRound {
  readonly round: number;
  readonly measures: Readonly<Record<string, number>>;
}

/** An alarm that began or ended in a round. */
export interface AlarmRound {
  readonly round: number;
  readonly name: string;
  readonly on: boolean;
}

/** Every measure in a row: its course over the rounds, and its first, least, greatest and last value. */
export function measureTable(rounds: readonly MeasuredRound[]): string {
  const names = [...new Set(rounds.flatMap(({ measures }) => Object.keys(measures)))];
  const rows = names.map((name) => {
    const points = rounds.flatMap(({ round, measures }) => {
      const value = Object.hasOwn(measures, name) ? measures[name] : undefined;
      return value === undefined ? [] : [[round, value] as const];
    });
    const values = points.map(([, value]) => value);
    const shown = [values[0], Math.min(...values), Math.max(...values), values.at(-1)]
      .map((value) => `<td>${decimal(value ?? 0, 3)}</td>`)
      .join('');
    return `<tr><th scope="row">${escape(name)}</th><td>${spark(name, points)}</td>${shown}</tr>`;
  });
  return `<table><thead><tr><th>measure</th><th></th><th>first</th><th>least</th><th>greatest</th><th>last</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Every alarm that there was, and the rounds in which it was on. */
export function alarmTable(changes: readonly AlarmRound[]): string {
  const names = [...new Set(changes.map(({ name }) => name))];
  if (names.length === 0) return '<p>No alarm went on.</p>';
  const rows = names.map((name) => {
    const spans: string[] = [];
    for (const { round, on } of changes.filter((change) => change.name === name)) {
      if (on) spans.push(`from ${round}`);
      else spans.push(`${spans.pop() ?? ''} to ${round}`.trim());
    }
    return `<tr><th scope="row">${escape(name)}</th><td>${spans.join('; ')}</td></tr>`;
  });
  return `<table><thead><tr><th>alarm</th><th>on, in rounds</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** A line that is as wide as all rounds and as high as the values differ. */
function spark(name: string, points: readonly (readonly [number, number])[]): string {
  const rounds = points.map(([round]) => round);
  const values = points.map(([, value]) => value);
  const [first, low] = [Math.min(...rounds), Math.min(...values)];
  const wide = Math.max(1, Math.max(...rounds) - first);
  const high = Math.max(...values) - low;
  const stride = Math.ceil(points.length / WIDTH);
  const drawn = points.filter((_, index) => index % stride === 0 || index === points.length - 1);
  const path = drawn.map(([round, value]) => {
    const x = EDGE + ((WIDTH - 2 * EDGE) * (round - first)) / wide;
    const y = high > 0 ? EDGE + (HEIGHT - 2 * EDGE) * (1 - (value - low) / high) : HEIGHT / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(name)} by rounds"><polyline class="average" points="${path.join(' ')}"/></svg>`;
}
