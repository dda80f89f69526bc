import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  canLetter,
  type Chart,
  CHART_KINDS,
  chartAxis,
  type ChartKind,
  chartPair,
  type ChartPair,
  chartSvg,
  chartText,
  checkedChart,
  LEAST_CHANGE,
  LEAST_SLICE,
  lettering,
  letteringWidth,
  OptionError,
  stream,
} from '@parlor/envs';
import fc from 'fast-check';

interface Wanted {
  readonly kind: ChartKind;
  readonly edits: number;
  readonly seed: number;
}

const wanted: fc.Arbitrary<Wanted> = fc
  .record({
    kind: fc.constantFrom(...CHART_KINDS),
    edits: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat({ max: 1e6 }),
  })
  .filter(({ kind, edits }) => kind !== 'pie' || edits > 1);

const pairOf = ({ kind, edits, seed }: Wanted): ChartPair =>
  chartPair(stream(seed, 'chance'), { kind, edits });

/** How far a change moves its mark: a share of the axis, or points of a pie. */
const moved = ({ kind, top = 0 }: Chart, before: number, after: number): number =>
  Math.abs(before - after) / (kind === 'pie' ? 1 : chartAxis(top).top);

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The box around points: [x, y, x, y, …], each turned about a centre. */
function boxOf(points: readonly number[], turn = 0, cx = 0, cy = 0): Box {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at] - cx, points[at + 1] - cy];
    xs.push(cx + x * cos - y * sin);
    ys.push(cy + x * sin + y * cos);
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The texts of a picture: the path, its box, and by how many degrees it is turned; boxes of turned ones in its own frame. */
function textsOf(svg: string): { path: string; box: Box; paper: Box; turn: number }[] {
  const texts = svg.matchAll(
    /<path d="([^"]*)" fill="none" stroke="#(?:2b3036|59616b)"[^>]*?(?:rotate\((\S+) (\S+) (\S+)\)"[^>]*)?\/>/g,
  );
  return [...texts].map(([, path, turn = '0', cx = '0', cy = '0']) => {
    const points = [...path.matchAll(/([-\d.]+) ([-\d.]+)(?=[MLCA]|$)/g)].flatMap(([, x, y]) => [+x, +y]);
    const paper = boxOf(points, +turn, +cx, +cy);
    // Texts that are turned alike are held against each other in one upright frame.
    const upright = points.flatMap((_, at) => {
      if (at % 2 === 1) return [];
      const [left, top] = boxOf([points[at], points[at + 1]], +turn, +cx, +cy);
      const [x, y] = boxOf([left, top], -Number(turn));
      return [x, y];
    });
    return { path, box: boxOf(upright), paper, turn: +turn };
  });
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** What is wrong with where texts are: outside the paper, or two on one spot. */
function misplaced(svg: string, width: number, height: number): string[] {
  const texts = textsOf(svg);
  const outside = texts.filter(
    ({ paper: [left, top, right, bottom] }) =>
      left < 1 || top < 1 || right > width - 1 || bottom > height - 1,
  );
  const collisions = texts.flatMap((one, index) =>
    texts.slice(index + 1).filter((other) => one.turn === other.turn && overlap(one.box, other.box)),
  );
  return [
    ...outside.map(({ paper }) => `outside at ${paper.join(' ')}`),
    ...collisions.map(({ paper }) => `collides at ${paper.join(' ')}`),
  ];
}

/** The names of the elements that are open at the end; none where every one is closed in turn. */
function openElements(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name, own] of svg.matchAll(/<(\/?)([a-z]+)(?:\s+[\w-]+="[^"<>&]*")*(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else if (!own) open.push(name);
  }
  return open;
}

/** The forms of a picture's texts: strokes are told from others by them, wherever they stand and whatever their size. */
const formsOf = (svg: string): string[] => textsOf(svg).map(({ path }) => form(path));
const form = (path: string): string =>
  path.replaceAll(/[-\d. ]+/g, (run) => `${run.trim().split(/\s+/).length}`);
const written = (text: string): string => form(lettering(text, { x: 50, y: 50, size: 12.5 }));

const plain = (chart: Partial<Chart>): Chart => ({
  kind: 'bar',
  title: 'Loaves',
  unit: 'loaves',
  labels: ['Rye', 'Oat'],
  values: [3, 4],
  ...chart,
});

describe('pairs of charts', () => {
  test('differ in exactly the values that were asked for, each by enough to be seen, and in nothing else', () => {
    fc.assert(
      fc.property(wanted, (options) => {
        const { original, edited, changes } = pairOf(options);
        assert.equal(changes.length, options.edits);
        assert.deepEqual({ ...edited, values: original.values }, original);
        for (const [index, label] of original.labels.entries()) {
          const [before, after] = [original.values[index], edited.values[index]];
          const change = changes.find((one) => one.label === label);
          assert.deepEqual(change, before === after ? undefined : { label, original: before, edited: after });
          const least = options.kind === 'pie' ? LEAST_CHANGE.slice : LEAST_CHANGE.axis;
          if (change) assert.ok(moved(original, before, after) >= least - 1e-12, JSON.stringify(change));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('are whole charts on one axis with four to seven labels, in a pie three to six slices that are not thin', () => {
    fc.assert(
      fc.property(wanted, (options) => {
        const pair = pairOf(options);
        for (const chart of [pair.original, pair.edited]) {
          assert.equal(checkedChart(chart), chart);
          assert.deepEqual(JSON.parse(JSON.stringify(chart)), chart);
          const [fewest, most] = chart.kind === 'pie' ? [3, 6] : [4, 7];
          assert.ok(chart.values.length >= fewest && chart.values.length <= most);
          if (chart.kind === 'pie') assert.ok(Math.min(...chart.values) >= LEAST_SLICE);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are the same for the same seed, and hardly ever for another', () => {
    fc.assert(fc.property(wanted, (options) => assert.deepEqual(pairOf(options), pairOf(options))));
    const texts = Array.from({ length: 300 }, (_, seed) =>
      JSON.stringify(pairOf({ kind: 'bar', edits: 2, seed })),
    );
    assert.equal(new Set(texts).size, texts.length);
  });

  test('are swaps about as often as new values', () => {
    const swapped = Array.from({ length: 1000 }, (_, seed) => pairOf({ kind: 'bar', edits: 2, seed })).filter(
      ({ changes: [a, b] }) => a.original === b.edited && b.original === a.edited,
    );
    assert.ok(swapped.length > 400 && swapped.length < 600, `${swapped.length} of 1000`);
  });

  test('do not tell which of the two was edited: one slice shrinks for two as often as it grows', () => {
    const shrinks = Array.from({ length: 1000 }, (_, seed) => pairOf({ kind: 'pie', edits: 3, seed })).filter(
      ({ changes }) => changes.filter(({ original, edited }) => edited < original).length === 1,
    );
    assert.ok(Math.abs(shrinks.length - 500) < 5 * Math.sqrt(250), `${shrinks.length} of 1000`);
  });

  test('are refused for another number of edits or another kind, with the range', () => {
    const random = stream(0, 'chance');
    for (const edits of [0, 4, 1.5, NaN]) {
      assert.throws(
        () => chartPair(random, { kind: 'line', edits }),
        (error) => error instanceof OptionError && /from 1 to 3/.test(error.message),
      );
    }
    assert.throws(() => chartPair(random, { kind: 'pie', edits: 1 }), /from 2 to 3 for a pie/);
    const kind: ChartKind = JSON.parse('"radar"') as ChartKind;
    assert.throws(() => chartPair(random, { kind }), /one of bar, line, pie, not radar/);
  });
});

describe('a chart', () => {
  const broken: readonly [string, Partial<Chart>, RegExp][] = [
    ['without a title', { title: ' ' }, /title/],
    ['of one value', { labels: ['Rye'], values: [3] }, /2 to 12 values, not 1/],
    ['with a label too many', { labels: ['Rye', 'Oat', 'Corn'] }, /3 labels for 2 values/],
    ['with two labels alike', { labels: ['Rye', 'Rye'] }, /differ/],
    ['with a value below 0', { values: [3, -4] }, /value -4/],
    ['with a value that is no number', { values: [3, NaN] }, /value NaN/],
    ['with a value beyond its axis', { top: 3 }, /value 4 must be a number from 0 to 3/],
    ['as a pie that is not whole', { kind: 'pie', values: [50, 49] }, /add up to 99/],
  ];
  for (const [what, change, message] of broken) {
    test(`${what} is refused, in picture and in words`, () => {
      for (const use of [checkedChart, chartSvg, chartText]) {
        assert.throws(
          () => use(plain(change)),
          (error) => error instanceof OptionError && message.test(error.message),
        );
      }
    });
  }

  test('in plain English has its title, its unit, and every label with its value', () => {
    assert.equal(
      chartText(plain({ title: 'Flour used', unit: 'kg', labels: ['Rye', 'Oat'], values: [1250, 0.5] })),
      'A bar chart, "Flour used", in kg:\nRye: 1,250 kg\nOat: 0.5 kg',
    );
    assert.equal(
      chartText(plain({ kind: 'pie', title: 'Bread', unit: '%', values: [70, 30] })),
      'A pie chart, "Bread", in %:\nRye: 70%\nOat: 30%',
    );
  });
});

describe('an axis', () => {
  test('has three to seven round ticks from 0, and the last is the first at or above the largest value', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
        const { top, step, ticks } = chartAxis(most);
        assert.ok(top >= most * (1 - 1e-11) && top - step < most, `${top} for ${most}`);
        assert.ok(ticks.length >= 3 && ticks.length <= 7, ticks.join(' '));
        assert.equal(ticks[0], 0);
        assert.equal(ticks.at(-1), top);
        assert.match(String(step.toExponential()), /^[125]e/);
      }),
    );
  });

  test('of known values is the one that a person would draw', () => {
    assert.deepEqual(chartAxis(95).ticks, [0, 20, 40, 60, 80, 100]);
    assert.deepEqual(chartAxis(58).ticks, [0, 10, 20, 30, 40, 50, 60]);
    assert.deepEqual(chartAxis(0.3).ticks, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
    assert.deepEqual(chartAxis(5900).ticks, [0, 1000, 2000, 3000, 4000, 5000, 6000]);
    assert.throws(() => chartAxis(0), OptionError);
  });
});

describe('the picture of a chart', () => {
  test('is well-formed, with strokes for letters, inside its paper and none over another', () => {
    fc.assert(
      fc.property(wanted, (options) => {
        for (const chart of [pairOf(options).original, pairOf(options).edited]) {
          const svg = chartSvg(chart);
          assert.deepEqual(openElements(svg), []);
          assert.doesNotMatch(svg, /NaN|undefined|Infinity|<text|null/);
          assert.deepEqual(misplaced(svg, 480, 320), []);
        }
      }),
    );
  });

  test('shows every change: the pictures of a pair differ, and those of one chart do not', () => {
    fc.assert(
      fc.property(wanted, (options) => {
        const { original, edited } = pairOf(options);
        assert.notEqual(chartSvg(original), chartSvg(edited));
        assert.equal(chartSvg(original), chartSvg(original));
      }),
    );
  });

  test('draws bars as high as their values on the axis', () => {
    const svg = chartSvg(plain({ values: [3, 4], top: 5 }));
    const heights = [
      ...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)" fill="#3f6f9f"/g),
    ];
    const [first, second] = heights.map(([, height]) => Number(height));
    assert.equal(heights.length, 2);
    assert.ok(Math.abs(first / second - 3 / 4) < 1e-3, `${first} and ${second}`);
  });

  test('writes every value once beside a bar or point, and every share of a pie in the legend', () => {
    fc.assert(
      fc.property(wanted, (options) => {
        const chart = pairOf(options).original;
        const found = formsOf(chartSvg(chart));
        const lines = chartText({ ...chart, unit: chart.kind === 'pie' ? '%' : '' }).split('\n');
        for (const line of lines.slice(1)) {
          const value = line.slice(line.lastIndexOf(' ') + 1);
          assert.ok(found.includes(written(value)), value);
        }
      }),
    );
  });

  test('cuts no label of the lists of words, at 480 by 320, nor a pie any at 320 by 240', () => {
    const cut = new Set<string>();
    for (const kind of CHART_KINDS) {
      for (let seed = 0; seed < 250; seed++) {
        const chart = pairOf({ kind, edits: 2, seed }).original;
        for (const size of kind === 'pie' ? [{}, { width: 320, height: 240 }] : [{}]) {
          const found = new Set(formsOf(chartSvg(chart, size)));
          for (const label of chart.labels) if (!found.has(written(label))) cut.add(label);
        }
      }
    }
    assert.deepEqual([...cut], []);
  });

  test('has a legend of one size beside a pie, that is wider or smaller where its labels are long', () => {
    const labels = ['Vegetables', 'Electricity', 'Fruit', 'Ice', 'Marmalade', 'Tea'];
    const chart = plain({ kind: 'pie', unit: '%', labels, values: [4, 40, 4, 4, 28, 20] });
    for (const [width, height] of [
      [480, 320],
      [320, 240],
      [400, 400],
    ] as const) {
      const svg = chartSvg(chart, { width, height });
      assert.deepEqual(misplaced(svg, width, height), []);
      const legend = svg.slice(svg.indexOf('<rect', svg.indexOf('<path d="M')));
      const found = formsOf(svg);
      for (const text of [...labels, '4%', '40%', '28%', '20%'])
        assert.ok(found.includes(written(text)), `${text} at ${width}`);
      const entries = [...legend.matchAll(/<rect[^>]*\/>\n(.*)\n(.*)/g)].flatMap(([, ...lines]) => lines);
      const strokes = new Set(entries.map((line) => /stroke-width="([^"]*)"/.exec(line)?.[1]));
      assert.equal(entries.length, 2 * labels.length);
      assert.equal(strokes.size, 1, [...strokes].join(' '));
    }
  });

  test('writes the number of a minimum of a line below its point, however low it lies', () => {
    const beside = (chart: Chart): void => {
      const svg = chartSvg(chart);
      const points = [...svg.matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/g)].map(
        ([, x, y]) => [+x, +y] as const,
      );
      assert.equal(points.length, chart.values.length);
      const numbers = textsOf(svg).filter(({ turn }) => turn === 0);
      chart.values.forEach((value, index) => {
        const [before, after] = [chart.values[index - 1] ?? 0, chart.values[index + 1] ?? 0];
        if (index === 0 || index === points.length - 1 || value >= before || value >= after) return;
        const [x, y] = points[index];
        const own = numbers.filter(
          ({ path, box: [left, , right] }) =>
            left < x + 1 && x < right + 1 && form(path) === written(formatted(value)),
        );
        assert.ok(
          own.length > 0 && own.every(({ box: [, top] }) => top > y),
          `${value} in ${chart.values.join(' ')}`,
        );
      });
      assert.deepEqual(misplaced(svg, 480, 320), []);
    };
    const formatted = (value: number): string =>
      chartText(plain({ unit: '', values: [value, 0] }))
        .split(': ')[1]
        .split('\n')[0];
    for (const low of [0, 1, 3, 6, 9, 12, 20])
      beside(
        plain({
          kind: 'line',
          labels: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'],
          values: [80, low, 75, 30, 95],
          top: 100,
        }),
      );
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), (seed) => beside(pairOf({ kind: 'line', edits: 2, seed }).original)),
    );
  });

  test('fits long labels, many values and small paper, and refuses paper out of range', () => {
    const labels = Array.from({ length: 12 }, (_, index) => `Department number ${index} & sons (north)`);
    const values = labels.map((_, index) => index * 12345.5);
    for (const kind of ['bar', 'line'] as const) {
      const svg = chartSvg(plain({ kind, labels, values }), { width: 320, height: 240 });
      assert.deepEqual(openElements(svg), []);
      assert.deepEqual(misplaced(svg, 320, 240), []);
    }
    assert.match(chartSvg(plain({ kind: 'pie', values: [100, 0] })), /<circle/);
    assert.throws(() => chartSvg(plain({}), { width: 319 }), /width must be a whole number from 320 to 2048/);
    assert.throws(() => chartSvg(plain({}), { height: 250.5 }), OptionError);
  });
});

describe('lettering', () => {
  test('has every character of every title, label and unit that charts are made of', () => {
    const missing = new Set<string>();
    for (const kind of CHART_KINDS) {
      for (let seed = 0; seed < 400; seed++) {
        const text = chartText(pairOf({ kind, edits: 2, seed }).original).replaceAll(/["\n]/g, '');
        for (const character of text) if (!canLetter(character)) missing.add(character);
      }
    }
    assert.deepEqual([...missing], []);
    const asked = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%.,-()/&' ";
    assert.ok(canLetter(asked));
  });

  test('gives every character strokes of its own, and one box to all that it lacks', () => {
    const at = { x: 0, y: 20, size: 20 };
    const all = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%.,-()/&':+?!"];
    assert.equal(new Set(all.map((character) => lettering(character, at))).size, all.length);
    assert.equal(lettering('Ж', at), lettering('漢', at));
    assert.equal(lettering('🙂', at), lettering('Ж', at));
    assert.ok(!canLetter('Ж'));
  });

  test('stays within its width and height, whatever the anchor', () => {
    const text = fc.string({ unit: fc.constantFrom(...'AaBgjQW019,%()/- '), minLength: 1, maxLength: 12 });
    const anchors = { start: 0, middle: 0.5, end: 1 } as const;
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('start', 'middle', 'end'),
        fc.double({ min: 8, max: 40, noNaN: true }),
        (words, anchor, size) => {
          const path = lettering(words, { x: 200, y: 100, size, anchor });
          const left = 200 - letteringWidth(words, size) * anchors[anchor];
          const right = left + letteringWidth(words, size);
          for (const [, x, y] of path.matchAll(/([-\d.]+) ([-\d.]+)(?=[MLCA]|$)/g)) {
            assert.ok(
              Number(x) >= left - size * 0.06 && Number(x) <= right + size * 0.06,
              `${x} in ${words}`,
            );
            assert.ok(Number(y) >= 100 - size * 0.8 && Number(y) <= 100 + size * 0.25, `${y} in ${words}`);
          }
        },
      ),
    );
  });

  test('is as wide as its letters and the gaps between them, in proportion to its size', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.double({ min: 1, max: 99, noNaN: true }),
        (one, other, size) => {
          const gap = one !== '' && other !== '' ? letteringWidth('ll', 1) - 2 * letteringWidth('l', 1) : 0;
          const parts = letteringWidth(one, 1) + letteringWidth(other, 1) + gap;
          assert.ok(Math.abs(letteringWidth(one + other, size) - parts * size) < 1e-6);
        },
      ),
    );
  });

  test('refuses a place that is none', () => {
    for (const place of [
      { x: NaN, y: 0, size: 12 },
      { x: 0, y: 0, size: 0 },
    ]) {
      assert.throws(() => lettering('a', place), OptionError);
    }
  });
});
