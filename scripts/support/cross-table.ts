import type { MatchEpisode } from '@parlor/agents';
import type { Payoff } from '@parlor/envs';
import { Mean } from './mean.ts';
import { table } from './output.ts';

/** How one agent has done in all its matches. */
export interface Standing {
  readonly agent: string;
  readonly episodes: number;
  /** Deals that were played from every seat. */
  readonly deals: number;
  /** Mean return an episode over whole deals, NaN where there is none. */
  readonly mean: number;
  /** Its 95 % interval, without width for one deal; deals are what is drawn, so each counts once. */
  readonly low: number;
  readonly high: number;
  /** Mean return by the seat it held: [seats]. */
  readonly seats: readonly number[];
  /**
   * Opponents that got less, as much and more, one by one, over all episodes: with two seats an episode is one
   * comparison, with n seats n − 1, so that the best of a table beats all others and two who share first place draw.
   */
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  readonly forfeits: number;
}

const NOTHING = { episodes: 0, wins: 0, draws: 0, losses: 0, forfeits: 0 } as const;

/** Results of matches between some of several agents, as they come in. */
export class CrossTable {
  private readonly names: readonly string[];
  private readonly seats: number;
  private readonly deals: Mean[];
  private readonly bySeat: Mean[][];
  private readonly counts: {
    episodes: number;
    wins: number;
    draws: number;
    losses: number;
    forfeits: number;
  }[];
  /** Mean return of the row's agent where the column's sits at the table too. */
  private readonly pairs: Mean[][];
  /** Forfeits and failures by agent and reason. */
  private readonly reasons = new Map<string, number>();
  /** Sums of the returns of deals that have not been played from every seat, by match and deal. */
  private readonly waiting = new Map<string, { played: number; sums: number[] }>();
  /** Episodes that a turn limit cut short. */
  private cut = 0;

  constructor(names: readonly string[], seats: number) {
    this.names = names;
    this.seats = seats;
    const means = (length: number): Mean[] => Array.from({ length }, () => new Mean());
    this.deals = means(names.length);
    this.bySeat = names.map(() => means(seats));
    this.pairs = names.map(() => means(names.length));
    this.counts = names.map(() => ({ ...NOTHING }));
  }

  /** @param players which agent each entrant of the match is */
  add(
    players: readonly number[],
    { deal, rotation, returns, forfeit, forfeited, failures, record }: MatchEpisode,
  ): void {
    const place = `${players.join()}:${deal}`;
    const dealt = this.waiting.get(place) ?? { played: 0, sums: returns.map(() => 0) };
    this.waiting.set(place, dealt);
    const whole = ++dealt.played === this.seats;
    if (whole) this.waiting.delete(place);
    if (record.truncated) this.cut++;
    for (const [entrant, player] of players.entries()) {
      const value = returns[entrant] ?? 0;
      const counts = this.counts[player];
      const sum = (dealt.sums[entrant] ?? 0) + value;
      dealt.sums[entrant] = sum;
      this.bySeat[player]?.[(entrant + rotation) % this.seats]?.add(value);
      for (const other of players) if (other !== player) this.pairs[player]?.[other]?.add(value);
      if (whole) this.deals[player]?.add(sum / this.seats);
      if (!counts) continue;
      counts.episodes++;
      for (const [other, paid] of returns.entries()) {
        if (other === entrant) continue;
        if (Math.abs(value - paid) < 2e-9) counts.draws++;
        else if (value > paid) counts.wins++;
        else counts.losses++;
      }
      if (entrant === forfeit) {
        counts.forfeits++;
        this.count(this.names[player] ?? '', forfeitReason(record.reason));
      }
      for (const other of forfeited) {
        if (other !== entrant) continue;
        counts.forfeits++;
        const start = `Player ${((entrant + rotation) % this.seats) + 1} forfeits: `;
        const told = record.messages.find(({ author, text }) => author < 0 && text.startsWith(start));
        this.count(this.names[player] ?? '', forfeitReason(told?.text ?? null));
      }
    }
    // An agent that failed after its last decision has not forfeited, but is worth knowing of.
    if (forfeit === null && forfeited.length === 0)
      for (const { agent, reason } of failures) this.count(agent, reason);
  }

  standings(): Standing[] {
    return this.names
      .map((agent, player): Standing => {
        const deals = this.deals[player]?.size ?? 0;
        const { mean, low, high } = this.deals[player]?.summary() ?? { mean: NaN, low: NaN, high: NaN };
        const { episodes, ...counts } = this.counts[player] ?? NOTHING;
        const seats = (this.bySeat[player] ?? []).map((seat) => seat.summary().mean);
        return { agent, episodes, deals, mean, low, high, seats, ...counts };
      })
      .sort((a, b) => b.mean - a.mean || 0);
  }

  /** Mean return of the first agent where both sit at the table; undefined where they have not met. */
  between(agent: string, other: string): number | undefined {
    const [row, column] = [this.names.indexOf(agent), this.names.indexOf(other)];
    if (row === column) return undefined;
    const pair = this.pairs[row]?.[column];
    return pair !== undefined && pair.size > 0 ? pair.summary().mean : undefined;
  }

  /** Why agents forfeited or failed, and how often, most often first. */
  failures(): { readonly agent: string; readonly reason: string; readonly count: number }[] {
    return [...this.reasons]
      .map(([line, count]) => {
        const [agent = '', reason = ''] = line.split('\n');
        return { agent, reason, count };
      })
      .sort((a, b) => b.count - a.count);
  }

  /**
   * For people to look at. Where the payoff is common everybody has drawn with everybody, and nothing is said of it.
   * @param roles what the seats are called
   */
  text(roles: readonly string[], payoff: Payoff): string {
    const apart = payoff !== 'common';
    const standings = this.standings();
    const crossed = standings.length > 2 && this.seats === 2;
    const forfeits = standings.some((row) => row.forfeits > 0);
    const headings = [
      '',
      'agent',
      'return',
      '± 95 %',
      ...roles,
      ...(apart ? ['won/drawn/lost'] : []),
      ...(forfeits ? ['forfeits'] : []),
    ];
    const rows = standings.map((row, place) => [
      place + 1,
      row.agent,
      signed(row.mean),
      row.deals > 1 ? ((row.high - row.low) / 2).toFixed(3) : '·',
      ...row.seats.map(signed),
      ...(apart ? [`${row.wins}/${row.draws}/${row.losses}`] : []),
      ...(forfeits ? [row.forfeits] : []),
    ]);
    const lines = [table(headings, rows)];
    if (apart && this.seats > 2)
      lines.push('Won, drawn and lost count every opponent at the table, by what each got.');
    if (this.cut > 0) lines.push(`Cut short by the turn limit: ${this.cut} of the episodes.`);
    if (standings.every(({ deals }) => deals === 0))
      lines.push('No deal was played from every seat: there is no fair return yet.');
    if (crossed) {
      const numbers = standings.map((_, place) => String(place + 1));
      const cells = standings.map((row, place) => [
        place + 1,
        row.agent,
        ...standings.map((other) => {
          const mean = this.between(row.agent, other.agent);
          return mean === undefined ? '·' : signed(mean);
        }),
      ]);
      lines.push('', 'Mean return of the row against the column:', table(['', 'agent', ...numbers], cells));
    }
    return lines.join('\n');
  }

  private count(agent: string, reason: string): void {
    const line = `${agent}\n${reason}`;
    this.reasons.set(line, (this.reasons.get(line) ?? 0) + 1);
  }
}

/** The reason in a forfeit that everybody was told: `Player 1 forfeits: its reply was rejected.` */
function forfeitReason(told: string | null): string {
  return (told ?? '').replace(/^Player \d+ forfeits: /, '').replace(/\.$/, '');
}

function signed(value: number): string {
  if (Number.isNaN(value)) return '·';
  const digits = value.toFixed(3);
  return Number(digits) === 0 ? '0.000' : `${value > 0 ? '+' : ''}${digits}`;
}
