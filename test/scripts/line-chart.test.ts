import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { lineChart, type Panel } from '../../scripts/support/line-chart.ts';

/** Points of every polygon or polyline of a drawing. */
function shapes(svg: string, name: 'polygon' | 'polyline'): number[][][] {
  return [...svg.matchAll(new RegExp(`<${name}[^>]* points="([^"]*)"`, 'g'))].map(([, points]) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );
}

const chart = (panels: readonly Panel[]): string =>
  lineChart({ title: 'chart', note: '', x: 'rounds', panels });

test('a line lies within its band, and both within their panel', () => {
  const value = fc.double({ min: -5, max: 100, noNaN: true });
  const course = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(course, fc.constantFrom('own', 'shared'), (rows, axis) => {
      const sorted = rows.map((row) => row.toSorted((a, b) => a - b));
      const panel: Panel = {
        title: 'panel',
        levels: [],
        axis,
        lines: [
          {
            label: 'line',
            points: sorted.map(([, middle], x) => [x, middle]),
            band: sorted.map(([low, , high], x) => [x, low, high]),
          },
        ],
      };
      const other: Panel = { title: 'other', levels: [], lines: [{ label: 'line', points: [[0, 1]] }] };
      const svg = chart([panel, other]);
      const [line] = shapes(svg, 'polyline');
      const [band, ...more] = shapes(svg, 'polygon');
      assert.equal(more.length, 0, 'a line without a band has none');
      assert.equal(band.length, 2 * rows.length);
      line.forEach(([x, y], at) => {
        const [[lowX, low], [highX, high]] = [band[at], band[band.length - 1 - at]];
        assert.deepEqual([lowX, highX], [x, x]);
        assert.ok(high <= y && y <= low, `${high} ${y} ${low}`); // downwards
        assert.ok(high >= 44 && low <= 200, `${high} ${low}`);
      });
    }),
  );
});

test('a panel with an axis of its own is as high as its values, whatever the others hold', () => {
  const panel = (height: number, axis?: 'own'): Panel => ({
    title: '',
    levels: [],
    ...(axis && { axis }),
    lines: [
      {
        label: '',
        points: [
          [0, 0],
          [1, height],
        ],
      },
    ],
  });
  const tops = (panels: readonly Panel[]): number[] =>
    shapes(chart(panels), 'polyline').map((line) => Math.min(...line.map(([, y]) => y)));
  assert.deepEqual(tops([panel(100), panel(2, 'own'), panel(50)]), [44, 44, 122]);
});
