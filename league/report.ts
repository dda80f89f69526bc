import type { LeagueEvent, LeagueResult, MemberRating } from './events.ts';
import { curve, type CurveLine } from './report/curve.ts';
import { heatMap } from './report/heat-map.ts';
import { amount, decimal, escape } from './report/html.ts';
import { alarmTable, measureTable } from './report/measures.ts';

type EventOf<Type extends LeagueEvent['type']> = Extract<LeagueEvent, { type: Type }>;

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2127; --soft: #6b7480; --paper: #fdfdfb; --rule: #d9dcd6; --current: #9aa6b2; --average: #0b6e4f; --win: #3fa672; --lose: #d2664f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --soft: #98a2ad; --paper: #15181c; --rule: #343a41; --current: #66727e; --average: #5fcf9e; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin-bottom: 0.2rem; } h2 { font-size: 1.15rem; margin-top: 2.4rem; } p.sub { color: var(--soft); margin-top: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 0.6rem 2.4rem; margin: 1.4rem 0; } .facts div { display: flex; flex-direction: column; } .facts b { font-size: 1.45rem; font-weight: 600; } .facts span { color: var(--soft); font-size: 0.85rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } td, th { padding: 0.28rem 0.7rem; text-align: right; border-bottom: 1px solid var(--rule); font-weight: normal; } th:first-child { text-align: left; } thead th { color: var(--soft); font-size: 0.85rem; }
.wide { overflow-x: auto; } .heat td { min-width: 2.6rem; padding: 0.28rem 0.3rem; font-size: 0.9rem; border: 2px solid var(--paper); text-align: center; } .heat thead th { font-size: 0.75rem; max-width: 3.6rem; padding: 0.28rem 0.2rem; overflow-wrap: anywhere; vertical-align: bottom; text-align: center; } .heat .none { background: none; }
svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); } svg .tick { fill: var(--soft); } svg .grid { stroke: var(--rule); } svg .level { stroke: var(--soft); stroke-dasharray: 5 4; }
svg polyline { fill: none; stroke-width: 2; } svg line.average, svg polyline.average { stroke: var(--average); stroke-width: 2; } svg line.current, svg polyline.current { stroke: var(--current); stroke-width: 2; } svg circle.average { fill: var(--average); } svg circle.current { fill: var(--current); }
svg.spark { width: 12rem; height: 1.6rem; vertical-align: middle; } h3 { font-size: 1rem; margin-bottom: 0.3rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--rule); border-radius: 6px; font-size: 0.85rem; }`;

/** A league's run as one HTML page that needs nothing else: figures, curve, cross-table, heat-map, configuration. */
export function leagueReport(events: readonly LeagueEvent[]): string {
  const started = find(events, 'started');
  const result = find(events, 'finished')?.result;
  const title = `League on ${started?.game ?? 'a game'}`;
  const members = result?.members ?? find([...events].reverse(), 'rated')?.members ?? [];
  const body = [
    `<h1>${escape(title)}</h1>`,
    `<p class="sub">seed ${escape(String(started?.seed ?? ''))}${result ? `, ${amount(result.steps)} decisions in ${amount(result.rounds)} rounds` : ''}${result ? ending(result) : ''}</p>`,
    result ? facts(result) : '<p>The run has not ended.</p>',
    started?.notExact ? `<p class="sub">NashConv is not computed: ${escape(started.notExact)}</p>` : '',
    curves(events, started),
    watched(events),
    '<h2>Members</h2>',
    '<p class="sub">Payoff: mean return per episode over all matches. Rating: Bradley–Terry in Elo points from deals won, drawn and lost; the uniform policy is 0. Both with 95 % intervals. Games: episodes; a deal is played once from every seat, so it is as many games as there are seats, but one result for the rating.</p>',
    `<div class="wide">${memberTable(members)}</div>`,
    '<h2>Payoffs</h2>',
    '<p class="sub">Mean return of the row against the column; every deal is played from every seat.</p>',
    `<div class="wide">${payoffs(events, members)}</div>`,
    '<h2>Configuration</h2>',
    `<pre>${escape(JSON.stringify(started?.config ?? {}, null, 2))}</pre>`,
  ];
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head>\n<body>\n${body.filter(Boolean).join('\n')}\n</body></html>\n`;
}

/** How a run that did not spend its budget came to its end. */
function ending({ interrupted, stoppedBy }: LeagueResult): string {
  if (!interrupted) return '';
  return stoppedBy
    ? `, stopped early by the alarm ${escape(stoppedBy.alarm)} of ${escape(stoppedBy.learner)}`
    : ', stopped early';
}

/** What whoever watched the league measured, and the alarms. */
function watched(events: readonly LeagueEvent[]): string {
  const measured = events.filter((event) => event.type === 'measured');
  if (measured.length === 0) return '';
  const learners = [...new Set(measured.map(({ learner }) => learner))];
  const tables = learners.map((name) => {
    const own = measured.filter(({ learner }) => learner === name);
    const alarms = events.filter((event) => event.type === 'alarm').filter(({ learner }) => learner === name);
    return (
      `${learners.length > 1 ? `<h3>${escape(name)}</h3>` : ''}<div class="wide">${measureTable(own)}</div>` +
      alarmTable(alarms)
    );
  });
  return `<h2>Measures of training</h2><p class="sub">What was watched in the episodes that were learned from, round by round.</p>${tables.join('')}`;
}

function facts(result: LeagueResult): string {
  const { nashConv, uniformNashConv, referenceNashConv, published } = result;
  const entries: [string, string][] = [];
  if (nashConv !== null) entries.push([decimal(nashConv, 4), `NashConv of ${published}`]);
  if (uniformNashConv !== null) entries.push([decimal(uniformNashConv, 4), 'NashConv of the uniform policy']);
  if (referenceNashConv !== null)
    entries.push([decimal(referenceNashConv, 5), 'NashConv of a CFR+ solution']);
  return `<div class="facts">${entries.map(([value, label]) => `<div><b>${value}</b><span>${escape(label)}</span></div>`).join('')}</div>`;
}

function curves(events: readonly LeagueEvent[], started: EventOf<'started'> | undefined): string {
  const evaluated = events.filter((event) => event.type === 'evaluated');
  if (evaluated.length === 0) return '';
  const lines: CurveLine[] = [];
  if (started?.uniformNashConv) lines.push({ label: 'uniform', value: started.uniformNashConv });
  if (started?.referenceNashConv) lines.push({ label: 'CFR+', value: started.referenceNashConv });
  const learners = [...new Set(evaluated.map(({ learner }) => learner))];
  const charts = learners.map((name) => {
    const own = evaluated.filter(({ learner }) => learner === name);
    const series = [
      {
        label: `${name}, as it plays`,
        style: 'current',
        points: own.map(({ steps, nashConv }) => [steps, nashConv] as const),
      },
      {
        label: `${name}, averaged`,
        style: 'average',
        points: own.map(({ steps, averageNashConv }) => [steps, averageNashConv] as const),
      },
    ];
    return curve(`NashConv of ${name} by decisions`, series, lines);
  });
  return `<h2>Exploitability</h2><p class="sub">Exact NashConv (twice the exploitability where two play for a zero sum); lower is better.</p>${charts.join('')}`;
}

function memberTable(members: readonly MemberRating[]): string {
  const rows = members.map(
    ({ name, payoff, payoffLow, payoffHigh, rating, low, high, games }) =>
      `<tr><th scope="row">${escape(name)}</th><td>${decimal(payoff, 3)}</td><td>${decimal(payoffLow, 3)} … ${decimal(payoffHigh, 3)}</td><td>${decimal(rating, 0)}</td><td>${decimal(low, 0)} … ${decimal(high, 0)}</td><td>${games}</td></tr>`,
  );
  return `<table><thead><tr><th>member</th><th>payoff</th><th>95 %</th><th>rating</th><th>95 %</th><th>games</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function payoffs(events: readonly LeagueEvent[], members: readonly MemberRating[]): string {
  const matches = events.filter((event) => event.type === 'match');
  const names = members.map(({ name }) => name);
  return heatMap(names, (row, column) => {
    const match = matches.find(({ members: [first, second] }) => first === row && second === column);
    if (match) return match;
    const turned = matches.find(({ members: [first, second] }) => first === column && second === row);
    return turned && { payoff: turned.opponentPayoff, margin: turned.opponentMargin };
  });
}

function find<Type extends LeagueEvent['type']>(
  events: readonly LeagueEvent[],
  type: Type,
): EventOf<Type> | undefined {
  return events.find((event): event is EventOf<Type> => event.type === type);
}
