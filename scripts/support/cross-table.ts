import type { MatchEpisode } from '@parlor/agents';
import { Mean } from './mean.ts';
import { table } from './output.ts';

/** How one agent has done in all its matches. */
export interface Standing {
  readonly agent: string;
  readonly episodes: number;
  /** Mean return an episode, with its 95 % interval; deals are what is drawn, so each counts once. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Mean return by the seat it held: [seats]. */
  readonly seats: readonly number[];
  /** Episodes with more, as much and less than the mean of all seats. */
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  readonly forfeits: number;
}

/** Results of matches between some of several agents, as they come in. */
export class CrossTable {
  private readonly names: readonly string[];
  private readonly seats: number;
  private readonly deals: Mean[];
  private readonly bySeat: Mean[][];
  private readonly counts: { wins: number; draws: number; losses: number; forfeits: number }[];
  /** Mean return of the row's agent where the column's sits at the table too. */
  private readonly pairs: Mean[][];
  /** Forfeits and failures by agent and reason. */
  private readonly reasons = new Map<string, number>();
  /** Returns of the deal that is being played, from every seat so far. */
  private waiting: number[] = [];

  constructor(names: readonly string[], seats: number) {
    this.names = names;
    this.seats = seats;
    const means = (length: number): Mean[] => Array.from({ length }, () => new Mean());
    this.deals = means(names.length);
    this.bySeat = names.map(() => means(seats));
    this.pairs = names.map(() => means(names.length));
    this.counts = names.map(() => ({ wins: 0, draws: 0, losses: 0, forfeits: 0 }));
  }

  /** @param players which agent each entrant of the match is */
  add(players: readonly number[], { rotation, returns, forfeit, failures, record }: MatchEpisode): void {
    const even = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    if (rotation === 0) this.waiting = returns.map(() => 0);
    for (const [entrant, player] of players.entries()) {
      const value = returns[entrant] ?? 0;
      const counts = this.counts[player];
      this.waiting[entrant] = (this.waiting[entrant] ?? 0) + value;
      this.bySeat[player]?.[(entrant + rotation) % this.seats]?.add(value);
      for (const other of players) if (other !== player) this.pairs[player]?.[other]?.add(value);
      if (rotation === this.seats - 1) this.deals[player]?.add((this.waiting[entrant] ?? 0) / this.seats);
      if (!counts) continue;
      if (Math.abs(value - even) < 1e-9) counts.draws++;
      else if (value > even) counts.wins++;
      else counts.losses++;
      if (entrant === forfeit) {
        counts.forfeits++;
        this.count(this.names[player] ?? '', forfeitReason(record.reason));
      }
    }
    // An agent that failed after its last decision has not forfeited, but is worth knowing of.
    if (forfeit < 0) for (const { agent, reason } of failures) this.count(agent, reason);
  }

  standings(): Standing[] {
    return this.names
      .map((agent, player): Standing => {
        const { mean, low, high } = this.deals[player]?.summary() ?? { mean: NaN, low: NaN, high: NaN };
        const counts = this.counts[player] ?? { wins: 0, draws: 0, losses: 0, forfeits: 0 };
        const seats = (this.bySeat[player] ?? []).map((seat) => seat.summary().mean);
        const { wins, draws, losses } = counts;
        return { agent, episodes: wins + draws + losses, mean, low, high, seats, ...counts };
      })
      .sort((a, b) => b.mean - a.mean);
  }

  /** Mean return of the first agent where both sit at the table; undefined where they have not met. */
  between(agent: string, other: string): number | undefined {
    const [row, column] = [this.names.indexOf(agent), this.names.indexOf(other)];
    if (row === column) return undefined;
    const { mean, low } = this.pairs[row]?.[column]?.summary() ?? { mean: 0, low: 0 };
    return Number.isNaN(low) ? undefined : mean;
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

  /** For people to look at. @param roles what the seats are called */
  text(roles: readonly string[]): string {
    const standings = this.standings();
    const crossed = standings.length > 2 && this.seats === 2;
    const headings = [
      '',
      'agent',
      'return',
      '95 %',
      ...roles.map((role) => `as ${role}`),
      'won',
      'drawn',
      'lost',
      'forfeits',
    ];
    const rows = standings.map((row, place) => [
      place + 1,
      row.agent,
      signed(row.mean),
      `${signed(row.low)} … ${signed(row.high)}`,
      ...row.seats.map(signed),
      row.wins,
      row.draws,
      row.losses,
      row.forfeits,
    ]);
    const lines = [table(headings, rows)];
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
  return `${value > 0 ? '+' : ''}${value.toFixed(3)}`;
}
