import type { Panel } from '../../support/line-chart.ts';
import { type ArmPoint, ARMS, type Arm } from './arms.ts';
import { COMPARED, type Compared, PENALTIES, type PenaltyPoint, RATES } from './penalty.ts';

const ARM_NAMES: Readonly<Record<Arm, string>> = {
  both: 'both learn',
  solver: 'solver only',
  proposer: 'prop. only',
  nature: 'nature asks',
};
const COMPARED_NAMES: Readonly<Record<Compared, string>> = { raw: 'no baseline', role: 'baseline' };

/** What the arms come to: held-out success in total and by hops; then the questions that are asked in training. */
export function armPanels(points: readonly ArmPoint[]): Panel[] {
  const panel = (title: string, value: (point: ArmPoint) => number | null, axis?: 'own'): Panel => ({
    title,
    levels: [],
    ...(axis && { axis }),
    lines: ARMS.map((arm) => ({
      label: ARM_NAMES[arm],
      ...course(
        points.filter((point) => point.arm === arm),
        value,
      ),
    })),
  });
  const percent = (share: number | null | undefined): number | null =>
    share === null || share === undefined ? null : 100 * share;
  return [
    panel('held-out success, questions of nature', ({ success }) => percent(success)),
    panel('of one hop', ({ byHops }) => percent(byHops[0])),
    panel('of two hops', ({ byHops }) => percent(byHops[1])),
    panel('of three hops', ({ byHops }) => percent(byHops[2])),
    panel('asked in training: difficulty, 1 − success', ({ difficulty }) => percent(difficulty)),
    panel('asked in training: hops', ({ hops }) => hops, 'own'),
    panel('asked in training: validity', ({ validity }) => percent(validity)),
    panel('asked in training: diversity', ({ diversity }) => percent(diversity)),
  ];
}

/** Validity beside the proposer's entropy, for each rate and each comparison. */
export function penaltyPanels(points: readonly PenaltyPoint[]): Panel[] {
  return COMPARED.flatMap((compared) =>
    RATES.flatMap((rate) => {
      const own = points.filter((point) => point.compared === compared && point.rate === rate);
      const panel = (what: string, value: (point: PenaltyPoint) => number | null, axis?: 'own'): Panel => ({
        title: `${COMPARED_NAMES[compared]}, learning rate ${rate}: ${what}`,
        levels: [],
        ...(axis && { axis }),
        lines: PENALTIES.map((penalty) => ({
          label: `pays ${String(penalty).replace('-', '−')}`,
          ...course(
            own.filter((point) => point.penalty === penalty),
            value,
          ),
        })),
      });
      return [
        panel('validity', ({ validity }) => (validity === null ? null : 100 * validity)),
        panel('entropy', ({ entropy }) => entropy, 'own'),
      ];
    }),
  );
}

/** Means over seeds at each round, and between which values they lie; rounds in which nothing is known are left out. */
function course<Point extends { readonly round: number }>(
  points: readonly Point[],
  value: (point: Point) => number | null,
): Pick<Panel['lines'][number], 'points'> & { band: [number, number, number][] } {
  const rounds = new Map<number, number[]>();
  for (const point of points) {
    const known = value(point);
    if (known !== null) rounds.set(point.round, [...(rounds.get(point.round) ?? []), known]);
  }
  const all = [...rounds].sort(([one], [other]) => one - other);
  return {
    points: all.map(
      ([round, values]) => [round, values.reduce((sum, one) => sum + one, 0) / values.length] as const,
    ),
    band: all.map(([round, values]) => [round, Math.min(...values), Math.max(...values)]),
  };
}
