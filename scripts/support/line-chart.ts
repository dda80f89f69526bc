/** One small chart of several: lines over the same axis, and levels to compare with. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly {
    readonly label: string;
    readonly points: readonly (readonly [number, number])[];
    /** Between which values the line is an average: x, the least and the greatest. */
    readonly band?: readonly (readonly [number, number, number])[];
  }[];
  readonly levels: readonly { readonly label: string; readonly value: number }[];
  /** Whether its vertical axis is that of the other panels, the default, or reaches as far as its own values. */
  readonly axis?: 'shared' | 'own';
}

export interface Chart {
  readonly title: string;
  readonly note: string;
  /** What the horizontal axis counts. */
  readonly x: string;
  readonly panels: readonly Panel[];
}

const COLUMNS = 2;
const WIDTH = 420;
const HEIGHT = 240;
const LEFT = 44;
const RIGHT = 92;
const TOP = 44;
const BOTTOM = 40;
const HEAD = 58;
const COLOURS = ['#0b6e4f', '#b4552d', '#3d5a98', '#8a6d1f', '#7a3b78'];

/** Small multiples side by side, as one SVG file that needs nothing else. */
export function lineChart({ title, note, x: unit, panels }: Chart): string {
  const rows = Math.ceil(panels.length / COLUMNS);
  const last = Math.max(
    1,
    ...panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(([x]) => x))),
  );
  const shared = verticalAxis(panels.filter(({ axis }) => axis !== 'own'));
  const x = (value: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * value) / last;

  const drawn = panels.map((panel, index) => {
    const { low, high, step } = panel.axis === 'own' ? verticalAxis([panel]) : shared;
    const y = (value: number): number =>
      TOP + ((HEIGHT - TOP - BOTTOM) * (high - Math.min(high, Math.max(low, value)))) / (high - low);
    const left = (index % COLUMNS) * WIDTH;
    const top = HEAD + Math.floor(index / COLUMNS) * HEIGHT;
    const ticks = Array.from(
      { length: Math.round((high - low) / step) + 1 },
      (_, tick) => low + tick * step,
    ).map(
      (value) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/>` +
        `<text class="soft" x="${LEFT - 6}" y="${at(y(value) + 4)}" text-anchor="end">${round(value)}</text>`,
    );
    const across = tickStep(last);
    const counts = Array.from({ length: Math.floor(last / across) + 1 }, (_, tick) => tick * across).map(
      (value) =>
        `<text class="soft" x="${at(x(value))}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${short(value)}</text>`,
    );
    const levels = apart(panel.levels.map(({ value }) => y(value))).map((place, level) => {
      const { label = '', value = 0 } = panel.levels[level] ?? {};
      return (
        `<line class="level" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(value))}" y2="${at(y(value))}"/>` +
        `<text class="soft" x="${WIDTH - RIGHT + 4}" y="${at(place + 4)}">${escape(label)}</text>`
      );
    });
    const bands = panel.lines.map(({ band = [] }, line) => {
      if (band.length === 0) return '';
      const edge = [
        ...band.map(([px, low]) => `${at(x(px))},${at(y(low))}`),
        ...band.map(([px, , high]) => `${at(x(px))},${at(y(high))}`).reverse(),
      ];
      return `<polygon fill="${COLOURS[line % COLOURS.length] ?? ''}" fill-opacity="0.13" points="${edge.join(' ')}"/>`;
    });
    const lines = panel.lines.map(({ label, points }, line) => {
      const path = points.map(([px, py]) => `${at(x(px))},${at(y(py))}`).join(' ');
      return `<polyline stroke="${COLOURS[line % COLOURS.length] ?? ''}" points="${path}"><title>${escape(label)}</title></polyline>`;
    });
    return (
      `<g transform="translate(${left} ${top})"><text x="${LEFT}" y="${TOP - 12}">${escape(panel.title)}</text>` +
      `${ticks.join('')}${counts.join('')}${levels.join('')}${bands.join('')}${lines.join('')}</g>`
    );
  });
  const legend = (panels[0]?.lines ?? []).map(
    ({ label }, line) =>
      `<line x1="${LEFT + line * 90}" x2="${LEFT + line * 90 + 18}" y1="46" y2="46" stroke="${COLOURS[line % COLOURS.length] ?? ''}" stroke-width="2"/>` +
      `<text class="soft" x="${LEFT + line * 90 + 24}" y="50">${escape(label)}</text>`,
  );
  const [width, height] = [COLUMNS * WIDTH, HEAD + rows * HEIGHT];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">\n` +
    `<style>text{font:12px system-ui,sans-serif;fill:#1c2127}.head{font-size:15px;font-weight:600}.soft{fill:#6b7480;font-size:11px}.grid{stroke:#e3e5e0}.level{stroke:#6b7480;stroke-dasharray:5 4}polyline{fill:none;stroke-width:1.8}</style>\n` +
    `<rect width="${width}" height="${height}" fill="#fdfdfb"/>\n<text class="head" x="${LEFT}" y="18">${escape(title)}</text>` +
    `<text class="soft" x="${LEFT}" y="34">${escape(note)}</text>${legend.join('')}` +
    `<text class="soft" x="${width - RIGHT}" y="50" text-anchor="end">${escape(unit)}</text>\n${drawn.join('\n')}\n</svg>\n`
  );
}

/** Round ends of an axis that holds all values, bands and levels of some panels. */
function verticalAxis(panels: readonly Panel[]): { low: number; high: number; step: number } {
  const values = panels.flatMap(({ lines, levels }) => [
    ...lines.flatMap(({ points, band = [] }) => [
      ...points.map(([, value]) => value),
      ...band.flatMap(([, low, high]) => [low, high]),
    ]),
    ...levels.map(({ value }) => value),
  ]);
  const step = tickStep(Math.max(...values) - Math.min(...values));
  const low = Math.floor(Math.min(...values) / step) * step;
  return { low, high: Math.max(low + step, Math.ceil(Math.max(...values) / step) * step), step };
}

/** A round distance between ticks, so that there are about five. */
function tickStep(span: number): number {
  const rough = Math.max(span, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10);
}

/** Places of labels, moved so that no two lie on each other. */
function apart(places: readonly number[]): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = places.slice();
  for (const [rank, index] of order.entries()) {
    const above = moved[order[rank - 1] ?? -1];
    if (above !== undefined) moved[index] = Math.max(moved[index] ?? 0, above + 12);
  }
  return moved;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

function short(value: number): string {
  if (value >= 1e6) return `${round(value / 1e6)} M`;
  return value >= 1e3 ? `${round(value / 1e3)} k` : round(value);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A coordinate: a hundredth of a pixel is enough. */
function at(value: number): string {
  return value.toFixed(2);
}
