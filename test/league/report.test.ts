import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type LeagueConfigInput, type LeagueEvent, leagueReport } from '@parlor/league';
import { curve } from '../../league/report/curve.ts';
import { amount, decimal, escape } from '../../league/report/html.ts';
import { heatMap } from '../../league/report/heat-map.ts';
import { alarmTable, measureTable } from '../../league/report/measures.ts';
import { playLeague, tiny } from './support.ts';

const VIEW = { width: 860, height: 380 };

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value);
}

/** Every coordinate of a drawing is a number inside its view box. */
function assertInside(svg: string): void {
  assert.deepEqual(attributes(svg, 'viewBox'), [`0 0 ${VIEW.width} ${VIEW.height}`]);
  const points = attributes(svg, 'points').flatMap((list) => list.split(' ').filter(Boolean));
  const pairs = points.map((point) => point.split(','));
  const across = [
    ...['x', 'x1', 'x2', 'cx'].flatMap((name) => attributes(svg, name)),
    ...pairs.map(([x]) => x),
  ];
  const down = [
    ...['y', 'y1', 'y2', 'cy'].flatMap((name) => attributes(svg, name)),
    ...pairs.map(([, y]) => y),
  ];
  for (const [values, most] of [
    [across, VIEW.width],
    [down, VIEW.height],
  ] as const) {
    assert.ok(values.length > 0);
    for (const value of values)
      assert.ok(value !== '' && Number(value) >= 0 && Number(value) <= most, `${value} of ${most}: ${svg}`);
  }
}

/** Tags that were opened are closed, in order. */
function assertBalanced(html: string): void {
  const open: string[] = [];
  for (const [, end, name, , alone] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (alone === '/' || name === 'meta') continue;
    if (end === '') open.push(name);
    else assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
}

async function reportOf(
  config: LeagueConfigInput,
): Promise<{ html: string; events: readonly LeagueEvent[] }> {
  const { events } = await playLeague(config);
  return { html: leagueReport(events), events };
}

describe('the report', { concurrency: 1 }, () => {
  test('is one HTML page that needs nothing else', async () => {
    const { html, events } = await reportOf(tiny('kuhn_poker(players=3)'));
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
    assert.ok(html.endsWith('</html>\n'));
    assertBalanced(html);
    assert.doesNotMatch(
      html,
      /https?:|<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|javascript:|\son\w+=/i,
    );
    assert.ok(!/NaN|undefined|Infinity|\[object/.test(html));
    for (const heading of ['Exploitability', 'Members', 'Payoffs', 'Configuration'])
      assert.ok(html.includes(`<h2>${heading}</h2>`), heading);
    assert.match(html, /Games: episodes; a deal is played once from every seat/);

    assertInside(html.slice(html.indexOf('<svg'), html.indexOf('</svg>')));
    const evaluated = events.filter(({ type }) => type === 'evaluated').length;
    assert.equal(html.match(/<circle class="average"/g)?.length, evaluated);
    assert.equal(html.match(/<circle class="current"/g)?.length, evaluated);
    assert.match(html, />uniform 2\.0\d\d</);
    assert.match(html, />CFR\+ /);

    const result = events.at(-1);
    assert.ok(result?.type === 'finished');
    const { members, nashConv } = result.result;
    assert.ok(html.includes(`<b>${decimal(nashConv ?? NaN, 4)}</b>`));
    const heat = html.slice(html.indexOf('<table class="heat">'));
    const cells = heat.match(/<td[^>]*>/g) ?? [];
    assert.equal(cells.length, members.length ** 2);
    assert.equal(cells.filter((cell) => cell.includes('class="none"')).length, members.length);
    const matches = events.filter((event) => event.type === 'match');
    assert.equal(matches.length, (members.length * (members.length - 1)) / 2);
    for (const { members: pair, payoff, margin, opponentPayoff, opponentMargin } of matches) {
      const shown = (row: string, column: string, mean: number, half: number): string =>
        `title="${row} against ${column}: ${decimal(mean, 3)} ± ${decimal(half, 3)}"`;
      assert.ok(heat.includes(shown(pair[0], pair[1], payoff, margin)));
      assert.ok(heat.includes(shown(pair[1], pair[0], opponentPayoff, opponentMargin)));
    }
  });

  test('shows markup in a seed, a name or a configuration as text', async () => {
    const seed = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;`;
    const { html } = await reportOf(tiny('rock_paper_scissors', { seed }));
    assert.ok(!html.includes('<script') && !html.includes('<img'));
    assert.ok(html.includes(escape(seed)));
    assertBalanced(html);
    const map = heatMap(['<b>', '"x"'], () => ({ payoff: 1, margin: 0 }));
    assert.ok(!map.includes('<b>') && !map.includes('""'));
    assertBalanced(map);
  });

  test('can be made of any part of the events, from none on', async () => {
    const { events } = await playLeague(tiny('kuhn_poker'));
    for (let count = 0; count < events.length; count++) {
      const html = leagueReport(events.slice(0, count));
      assertBalanced(html);
      assert.match(html, /The run has not ended/);
    }
  });

  test('of a game without an exact NashConv has no curve', async () => {
    const { html } = await reportOf(tiny('kuhn_poker', { evaluation: { maxHistories: 1 } }));
    assert.ok(!html.includes('<svg') && !html.includes('Exploitability'));
    assert.match(html, /NashConv is not computed: kuhn_poker\(players=2\) has more than 1 histories/);
    assert.ok(!/NaN|null<|undefined/.test(html.slice(0, html.indexOf('<h2>Configuration'))));
    assertBalanced(html);
  });

  test('escapes whatever could end a text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`&<>"'ab;#`) }), (text) => {
        const escaped = escape(text);
        assert.doesNotMatch(escaped, /[<>"']|&(?!#\d+;)/);
        const back = escaped.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        assert.equal(back, text);
      }),
    );
  });

  test('draws every curve inside its frame, higher where the value is higher', () => {
    const value = fc.oneof(
      fc.double({ min: -1e-15, max: 1000, noNaN: true }),
      fc.constantFrom(0, -0, 1e-17, -1e-17, 1),
    );
    const line = fc.array(value, { maxLength: 8 });
    fc.assert(
      fc.property(
        line,
        line,
        fc.array(value, { maxLength: 2 }),
        fc.nat(1e9),
        (first, second, levels, stride) => {
          const series = [first, second].map((values, index) => ({
            label: `series ${index}`,
            style: 'current',
            points: values.map((one, step) => [step * stride, one] as const),
          }));
          const svg = curve(
            'curve',
            series,
            levels.map((one) => ({ label: 'level', value: one })),
          );
          assertInside(svg);
          assertBalanced(svg);
          const heights = attributes(svg, 'cy').map(Number);
          const values = [...first, ...second];
          assert.equal(heights.length, values.length);
          values.forEach((high, a) =>
            values.forEach((low, b) => {
              if (high > low) assert.ok(heights[a] <= heights[b]);
            }),
          );
        },
      ),
    );
  });

  test('shows the course of every measure inside its frame, with its first, least, greatest and last value', () => {
    const value = fc.double({ min: -10, max: 1000, noNaN: true });
    const rounds = fc.array(fc.dictionary(fc.constantFrom('validity', 'no-document', '<b>'), value), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(rounds, fc.nat(50), (measured, stride) => {
        const html = measureTable(measured.map((measures, index) => ({ round: index * stride, measures })));
        assertBalanced(html);
        assert.ok(!html.includes('<b>') && !/NaN|undefined|Infinity/.test(html));
        for (const list of attributes(html, 'points')) {
          for (const point of list.split(' ')) {
            const [x, y] = point.split(',').map(Number);
            assert.ok(x >= 0 && x <= 192 && y >= 0 && y <= 26, point);
          }
        }
        for (const name of new Set(measured.flatMap((one) => Object.keys(one)))) {
          const values = measured.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []));
          const cells = [values[0], Math.min(...values), Math.max(...values), values[values.length - 1]];
          const row = html.slice(html.indexOf(`<th scope="row">${escape(name)}</th>`)).split('</tr>')[0];
          assert.ok(row.endsWith(cells.map((cell) => `<td>${decimal(cell, 3)}</td>`).join('')), row);
        }
      }),
    );
    const long = Array.from({ length: 10_000 }, (_, round) => ({ round, measures: { validity: round } }));
    assert.ok(measureTable(long).length < 4000, 'a long run is drawn by some of its rounds');
    assert.match(measureTable(long), / 190\.0,2\.0"/, 'the last of which is there');
  });

  test('tells in which rounds an alarm was on', () => {
    const changes = [
      { round: 2, name: 'too-<easy>', on: true },
      { round: 3, name: 'repetition', on: true },
      { round: 7, name: 'too-<easy>', on: false },
      { round: 9, name: 'too-<easy>', on: true },
    ];
    const html = alarmTable(changes);
    assertBalanced(html);
    assert.match(html, />too-&#60;easy&#62;<\/th><td>from 2 to 7; from 9</);
    assert.match(html, />repetition<\/th><td>from 3</);
    assert.match(alarmTable([]), /No alarm went on/);
  });

  test('writes numbers for people', () => {
    assert.deepEqual([decimal(-1.25, 1), decimal(-0.001, 2), decimal(0.125, 2)], ['−1.3', '0.00', '0.13']);
    assert.deepEqual([0, 7, 999, 1500, 15_000, 1.25e6, 4e7].map(amount), [
      '0',
      '7',
      '999',
      '1.5 k',
      '15 k',
      '1.3 M',
      '40 M',
    ]);
  });
});
