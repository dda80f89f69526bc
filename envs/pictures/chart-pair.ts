import { OptionError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import { type Chart, chartAxis, type ChartKind, CHART_KINDS, tidy } from './chart.ts';
import { BAR_TOPICS, LINE_TOPICS, PIE_TOPICS } from './chart-topics.ts';

/** A value that the two charts of a pair do not share. */
export interface ChartChange {
  readonly label: string;
  readonly original: number;
  readonly edited: number;
}

/** Two charts of one title, with the same labels and axis, that differ in the values of `changes` and in nothing else. */
export interface ChartPair {
  readonly original: Chart;
  readonly edited: Chart;
  /** In the order of the labels. */
  readonly changes: readonly ChartChange[];
}

export interface ChartPairOptions {
  readonly kind: ChartKind;
  /** How many values differ: 1 to 3, in a pie 2 or 3, since slices add up to 100. 2 by default. */
  readonly edits?: number;
}

/** The least difference that an edit makes: a share of the axis in bar and line charts, percentage points in a pie. */
export const LEAST_CHANGE = { axis: 0.06, slice: 5 } as const;

/** No slice of a pie is thinner, in percent: its number still has room beside it. */
export const LEAST_SLICE = 4;

/** How many labels a drawn chart has. */
const LABELS = { least: 4, most: 7 } as const;

/** A line's next value is at most this share of the topic's range away: it goes up and down, yet looks like a course. */
const STRIDE = 0.45;

/** Values as whole numbers of steps, so that sums and differences are exact. */
interface Draft {
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly least: number;
  readonly top?: number;
}

/**
 * Draws a chart and a copy with some values changed or swapped. Which of the two is the original is a fair draw, so a
 * picture alone never tells whether it is the edited one.
 * @throws OptionError where the kind is unknown or `edits` is out of its range.
 */
export function chartPair(random: Random, options: ChartPairOptions): ChartPair {
  const { kind, edits = 2 } = options;
  if (!CHART_KINDS.includes(kind)) {
    throw new OptionError(`chart pair: kind must be one of ${CHART_KINDS.join(', ')}, not ${String(kind)}.`);
  }
  const fewest = kind === 'pie' ? 2 : 1;
  if (!Number.isInteger(edits) || edits < fewest || edits > 3) {
    throw new OptionError(
      `chart pair: edits must be a whole number from ${fewest} to 3 for a ${kind} chart.`,
    );
  }
  const draft = kind === 'pie' ? pieDraft(random) : axisDraft(random, kind);
  const changed = edited(random, draft, kind, edits);
  const [first, second] = random.below(2) === 0 ? [draft.values, changed] : [changed, draft.values];
  return pairOf(chartOf(kind, draft, first), chartOf(kind, draft, second));
}

function chartOf(kind: ChartKind, draft: Draft, values: readonly number[]): Chart {
  const { title, unit, labels, step, top } = draft;
  const scaled = values.map((value) => tidy(value * step));
  return { kind, title, unit, labels, values: scaled, ...(top === undefined ? {} : { top }) };
}

function pairOf(original: Chart, edited: Chart): ChartPair {
  const changes = original.labels.flatMap((label, index) => {
    const [before, after] = [original.values[index], edited.values[index]];
    return before === after ? [] : [{ label, original: before, edited: after }];
  });
  return { original, edited, changes };
}

function axisDraft(random: Random, kind: 'bar' | 'line'): Draft {
  const { title, unit, step, ...topic } = oneOf(random, kind === 'bar' ? BAR_TOPICS : LINE_TOPICS);
  const [low, high] = [Math.round(topic.low / step), Math.round(topic.high / step)];
  const count = between(random, LABELS.least, LABELS.most);
  const labels = kind === 'bar' ? some(random, topic.labels, count) : neighbours(random, topic.labels, count);
  const stride = kind === 'bar' ? high - low : Math.ceil((high - low) * STRIDE);
  const values: number[] = [];
  for (let last = between(random, low, high); values.length < count;) {
    last = between(random, Math.max(low, last - stride), Math.min(high, last + stride));
    values.push(last);
  }
  const { top } = chartAxis(topic.high);
  const least = Math.ceil(tidy((LEAST_CHANGE.axis * top) / step));
  return { title, unit, labels, values, low, high, step, least, top };
}

function pieDraft(random: Random): Draft {
  const { title, labels: all } = oneOf(random, PIE_TOPICS);
  const count = between(random, LABELS.least - 1, Math.min(all.length, LABELS.most - 1));
  const spare = 100 - count * LEAST_SLICE;
  const cuts = Array.from({ length: count - 1 }, () => random.below(spare + 1)).sort((a, b) => a - b);
  const values = [...cuts, spare].map((cut, index) => LEAST_SLICE + cut - (cuts[index - 1] ?? 0));
  const labels = some(random, all, count);
  return {
    title,
    unit: '%',
    labels,
    values,
    low: LEAST_SLICE,
    high: 100,
    step: 1,
    least: LEAST_CHANGE.slice,
  };
}

/** The values with `edits` of them changed by at least `least` each: two swapped, or new ones. */
function edited(random: Random, draft: Draft, kind: ChartKind, edits: number): number[] {
  const values = [...draft.values];
  const places = values.map((_, index) => index);
  const swaps = places.flatMap((a) =>
    places.filter((b) => a < b && Math.abs(values[a] - values[b]) >= draft.least).map((b) => [a, b]),
  );
  const swappable = edits === 2 || (edits > 2 && kind !== 'pie');
  const [a, b] = swappable && swaps.length > 0 && random.below(2) === 0 ? oneOf(random, swaps) : [];
  if (a !== undefined && b !== undefined) {
    values[a] = draft.values[b];
    values[b] = draft.values[a];
    if (edits === 2) return values;
  }
  const rest = places.filter((place) => place !== a && place !== b);
  const open = edits - (places.length - rest.length);
  if (kind === 'pie') handOut(random, draft, values, open);
  else for (const place of some(random, rest, open)) values[place] = another(random, draft, values[place]);
  return values;
}

/** A plausible value that is at least `least` away from this one. */
function another(random: Random, { low, high, least }: Draft, value: number): number {
  const below = Math.max(0, value - least - low + 1);
  const above = Math.max(0, high - value - least + 1);
  const index = random.below(below + above);
  return index < below ? low + index : value + least + index - below;
}

/** One slice gives to `edits` − 1 others: always possible, since the largest of six slices has 17 or more to give of. */
function handOut(random: Random, { low, least }: Draft, values: number[], edits: number): void {
  const places = values.map((_, index) => index);
  const most = (giver: number): number => values[giver] - low - least * (edits - 1);
  const giver = oneOf(
    random,
    places.filter((place) => most(place) >= 0),
  );
  const takers = some(
    random,
    places.filter((place) => place !== giver),
    edits - 1,
  );
  let spare = most(giver);
  for (const taker of takers) {
    const extra = random.below(spare + 1);
    spare -= extra;
    values[taker] += least + extra;
    values[giver] -= least + extra;
  }
}

const between = (random: Random, low: number, high: number): number => low + random.below(high - low + 1);

const oneOf = <Item>(random: Random, items: readonly Item[]): Item => items[random.below(items.length)];

/** `count` different items, in random order. */
function some<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}

/** `count` neighbours, in their order. */
function neighbours<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const from = random.below(items.length - count + 1);
  return items.slice(from, from + count);
}
