import type { Figure } from './measure.ts';

/**
 * Random play on one thread, chance included, of the OpenSpiel 1.x C++ core, as measured for this project on another
 * machine. Hold'em without limit has the same four actions there: fold, call, pot and all-in. Unit: M transitions/s.
 */
export const OPEN_SPIEL: Readonly<Record<string, number>> = {
  connect_four: 3.7,
  deal_or_no_deal: 1.96, // called bargaining there
  hanabi: 1.93,
  holdem: 0.8,
  'holdem(betting=limit)': 1.45,
  kuhn_poker: 10.9,
  leduc_poker: 7.4,
  liars_dice: 7.5,
  tic_tac_toe: 7.4,
};

/** The game whose speed others are told as parts of. */
export const KUHN = 'kuhn_poker';
const COMPILED = ', compiled loop';

/** A figure of the games beside OpenSpiel's. What is not known is null. */
export interface Compared {
  /** M transitions/s there. */
  readonly openSpiel: number | null;
  readonly timesOpenSpiel: number | null;
  /** As a part of Kuhn poker's figure in the same run and by the same loop: machines cancel out. */
  readonly perKuhn: number | null;
  readonly openSpielPerKuhn: number | null;
}

/**
 * How a figure of the games compares; of other suites undefined.
 * @param measured figures of the same run, Kuhn poker's among them where it was played
 */
export function compared(figure: Figure, measured: readonly Figure[]): Compared | undefined {
  if (figure.suite !== 'games') return undefined;
  const game = figure.name.replace(COMPILED, '');
  const yardstick = figure.name.replace(game, KUHN);
  const kuhn = measured.find(({ suite, name }) => suite === 'games' && name === yardstick)?.value;
  const there = OPEN_SPIEL[game];
  return {
    openSpiel: there ?? null,
    timesOpenSpiel: there === undefined ? null : figure.value / there,
    perKuhn: kuhn === undefined ? null : figure.value / kuhn,
    openSpielPerKuhn: there === undefined ? null : there / OPEN_SPIEL[KUHN]!,
  };
}
