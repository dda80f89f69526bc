import { EpisodeOverError } from '../../core/errors.ts';
import { TERMINAL } from '../../core/game.ts';
import { broken } from '../violation.ts';
import type { TimeStep } from '../../core/time-step.ts';
import type { LanguageRow, Stage } from './law.ts';
import { play, stepText } from './script.ts';
import { contrast } from './show.ts';
import { chanceOf } from './walk.ts';

/** Sums of payoffs may differ by rounding. */
const ROUNDING = 1e-9;
/** An episode is played on by samples no longer than this. */
const LONGEST = 2000;

/** Where an episode is after a script. */
async function endOf({ env, replies }: Stage, seed: number): Promise<TimeStep> {
  const played = env();
  await play(played, seed, replies);
  return played.current;
}

const settled = ({ terminated, info }: TimeStep): boolean => terminated && info.forfeit === undefined;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const PAYOFF_LAWS: readonly LanguageRow[] = [
  {
    name: 'rewards-add-up',
    summary: 'every seat has a finite return at every step, and its rewards add up to it',
    async check({ seed, replies, seats, env }) {
      const total = seats.map(() => 0);
      for (const { rewards, returns } of await play(env(), seed, replies)) {
        if (returns.length !== seats.length || !returns.every(Number.isFinite))
          broken(`the returns of ${seats.length} seats are ${returns.join()}`);
        for (const seat of seats) {
          total[seat] += rewards[seat];
          if (Math.abs(total[seat] - returns[seat]) > ROUNDING * Math.max(1, Math.abs(returns[seat])))
            broken(`the rewards of seat ${seat} add up to ${total[seat]}, its return is ${returns[seat]}`);
        }
      }
    },
  },
  {
    name: 'payoff-kind',
    summary: 'returns at the end are what payoff says: they add up to a constant, or are the same for all',
    async check(stage) {
      const { game, seed } = stage;
      const end = await endOf(stage, seed);
      const { returns } = end;
      if (!settled(end)) return;
      if (game.payoff === 'zero-sum' && Math.abs(sum(returns)) > ROUNDING)
        broken(`payoff is zero-sum, but the returns are ${returns.join()}`);
      if (game.payoff === 'common' && returns.some((value) => value !== returns[0]))
        broken(`payoff is common, but the returns are ${returns.join()}`);
      if (game.payoff !== 'constant-sum') return;
      const other = await endOf(stage, seed + 1);
      if (settled(other) && Math.abs(sum(returns) - sum(other.returns)) > ROUNDING)
        broken(
          `payoff is constant-sum, but returns add up to ${sum(returns)}, and to ${sum(other.returns)} with another seed`,
        );
    },
  },
  {
    name: 'payoff-range',
    summary: 'returns at the end lie within payoffRange',
    async check(stage) {
      const end = await endOf(stage, stage.seed);
      if (!settled(end)) return;
      const [low, high] = stage.game.payoffRange;
      for (const value of end.returns) {
        if (value < low - ROUNDING || value > high + ROUNDING)
          broken(`a return is ${value}, out of ${low} to ${high}`);
      }
    },
  },
  {
    name: 'signals-fit-seats',
    summary:
      'a finished episode has a finite signal or none for every seat, by the same names as another one',
    async check(stage) {
      const { game, seed, seats } = stage;
      const end = await endOf(stage, seed);
      const { signals } = end.info;
      if (game.signals === undefined || !settled(end)) {
        if (signals !== undefined) broken('there are signals of an episode that has no end by the rules');
        return;
      }
      if (signals === undefined) broken('there are no signals at the end');
      for (const [name, values] of Object.entries(signals)) {
        if (values.length !== seats.length)
          broken(`the signals of ${name} are ${values.length}, not ${seats.length}`);
        const odd = values.findIndex((value) => value !== null && !Number.isFinite(value));
        if (odd >= 0) broken(`the ${name} signal of seat ${odd} is ${values[odd]}`);
      }
      const other = await endOf(stage, seed + 1);
      if (!settled(other)) return;
      const [names, others] = [signals, other.info.signals ?? {}].map((named) => Object.keys(named).join());
      if (names !== others) broken(`the signals are of ${names}, and of ${others} with another seed`);
    },
  },
  {
    name: 'length-is-bounded',
    summary: 'no episode has more than maxTurns actions, and a turn limit cuts it short',
    async check({ game, seed, replies, settings, env }) {
      const { maxTurns, seats } = game;
      const played = env({ ...settings, turnLimit: maxTurns + 1 });
      await play(played, seed, replies);
      // Beyond the script, as far as the game can tell how to go on.
      for (let turn = 0; !played.current.done && turn < LONGEST; turn++) {
        const reply = played.sample(chanceOf(seed + turn));
        if (reply === undefined) break;
        await played.step(reply);
      }
      const { turn } = played.current.info;
      if (turn > maxTurns) broken(`an episode has ${turn} actions, maxTurns is ${maxTurns}`);
      const turnLimit = 1 + (seed % maxTurns);
      const limited = env({ ...settings, turnLimit });
      await play(limited, seed, replies);
      const { done, truncated, info } = limited.current;
      // A round of simultaneous choices is finished first.
      if (info.turn >= turnLimit + seats || (info.turn >= turnLimit && !done && info.choosing === undefined))
        broken(`with a turn limit of ${turnLimit} it goes on to turn ${info.turn}`);
      if (truncated && info.reason === undefined) broken('it is cut short without a reason');
    },
  },
  {
    name: 'forfeits-come-to-an-end',
    summary:
      'where a game goes on without a seat that forfeits, it ends when every seat forfeits in its turn',
    async check({ game, seed, replies, settings, env }) {
      if (!game.forfeit) return;
      const played = env({ ...settings, turnLimit: 2 * game.maxTurns + 2 });
      await play(played, seed, replies);
      for (let turn = 0; !played.current.done; turn++) {
        if (turn > game.maxTurns) broken(`after ${turn} forfeits in a row it still goes on`);
        await played.forfeit('it gives up');
      }
      const { terminated, returns } = played.current;
      const [low, high] = game.payoffRange;
      if (terminated && returns.some((value) => value < low - ROUNDING || value > high + ROUNDING))
        broken(`forfeits end it with the returns ${returns.join()}, out of ${low} to ${high}`);
    },
  },
  {
    name: 'the-end-is-the-end',
    summary: 'an episode that is over takes no reply, and stays as it is',
    async check({ game, seed, replies, env }) {
      const played = env();
      await play(played, seed, replies);
      if (!played.current.done) return;
      const before = JSON.stringify([stepText(played.current), played.save(), played.log, played.position]);
      for (const reply of ['', replies.at(-1) ?? 'more']) {
        const error = await played.step(reply).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (!(error instanceof EpisodeOverError))
          broken(`a step after the end gives ${error instanceof Error ? error.message : 'another step'}`);
        const after = JSON.stringify([stepText(played.current), played.save(), played.log, played.position]);
        if (after !== before) broken(`a step after the end makes it ${contrast(after, before)}`);
      }
      if (!played.current.terminated || played.current.info.forfeit !== undefined) return;
      const state = played.position;
      const mover = game.mover(state);
      if (mover !== TERMINAL) broken(`it was over, and now seat ${mover} is to move`);
      const again = game.returns(state).join();
      if (again !== played.current.returns.join())
        broken(`it was over with the returns ${played.current.returns.join()}, which are now ${again}`);
      const restored = env();
      const last = await restored.restore(played.save());
      if (!last.done) broken('restored, it is not over');
    },
  },
];
