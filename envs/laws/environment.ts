import fc from 'fast-check';
import { EpisodeOverError, IllegalActionError, ParlorError } from '../core/errors.ts';
import { difference } from './answers.ts';
import {
  type EnvironmentOptions,
  type EnvironmentUnderTest,
  expectSame,
  linesOf,
  nameOf,
  Play,
  type StepUnderTest,
  thrownBy,
} from './environment-play.ts';
import { checkLaws, type Law } from './law.ts';
import { Broken, broken, LawError, type Verdict } from './violation.ts';

const ROUNDING = 1e-9;
const SEEDS = 64;

function checkShape(step: StepUnderTest): void {
  const { seat, legal, rewards, returns, terminated, truncated, done } = step;
  if (done !== (terminated || truncated))
    broken(`done is ${done}, terminated ${terminated}, truncated ${truncated}`);
  if (!(rewards.length === returns.length && returns.length > 0)) {
    broken(`there are ${rewards.length} rewards and ${returns.length} returns`);
  }
  if (![...rewards, ...returns].every(Number.isFinite))
    broken(`rewards ${rewards.join()} or returns ${returns.join()}`);
  if (done) {
    if (seat >= 0 || legal.length > 0) broken(`the episode is over, but seat ${seat} may do ${legal.join()}`);
    return;
  }
  if (!(Number.isInteger(seat) && seat >= 0 && seat < returns.length))
    broken(`seat ${seat} of ${returns.length} is to act`);
  if (legal.length === 0) broken(`seat ${seat} is to act, but nothing is legal`);
  if (
    !legal.every(
      (action, at) => Number.isInteger(action) && action >= 0 && (at === 0 || action > legal[at - 1]),
    )
  ) {
    broken(`legal actions are ${legal.join()}: not ascending whole numbers`);
  }
  if (!Array.from(step.observation ?? []).every(Number.isFinite))
    broken('the observation has a number that is not finite');
}

interface EnvironmentRow {
  readonly name: string;
  readonly summary: string;
  check(play: Play): void;
}

const ROWS: readonly EnvironmentRow[] = [
  {
    name: 'same-seed-same-episode',
    summary: 'the same seed and actions give the same episode, always',
    check(play) {
      const env = play.make();
      const first = Array.from(play.follow(env, env.reset({ seed: play.seed })), linesOf);
      for (const step of play.follow(env, env.reset({ seed: play.seed + 1 }))) void step;
      expectSame(play.follow(env, env.reset({ seed: play.seed })), first, 'reset with the same seed again,');
      expectSame(play.episode(), first, 'in another environment');
    },
  },
  {
    name: 'seeds-matter',
    summary: 'different seeds give different episodes where there is chance',
    check(play) {
      if (play.options.chance === false) return;
      const env = play.make();
      const episodes = new Set<string>();
      for (let offset = 0; offset < SEEDS; offset++) {
        const steps = Array.from(play.follow(env, env.reset({ seed: play.seed + offset })), linesOf);
        episodes.add(JSON.stringify(steps));
        if (episodes.size > 1) return;
      }
      broken(`seeds ${play.seed} to ${play.seed + SEEDS - 1} all give the same episode`);
    },
  },
  {
    name: 'episodes-follow-the-seed',
    summary: 'reset without a seed starts the next episode of the seed, whatever was played before',
    check(play) {
      const fresh = play.make();
      const second = Array.from(play.follow(fresh, fresh.reset({ seed: play.seed, episode: 1 })), linesOf);
      const env = play.make();
      for (const step of play.follow(env, env.reset({ seed: play.seed }))) void step;
      expectSame(play.follow(env, env.reset()), second, 'after the episode before,');
      env.reset({ seed: play.seed });
      expectSame(play.follow(env, env.reset()), second, 'after an episode that was not ended,');
    },
  },
  {
    name: 'steps-are-well-formed',
    summary: 'a step names a seat and its legal actions, or is done',
    check(play) {
      for (const step of play.episode()) checkShape(step);
    },
  },
  {
    name: 'legal-actions-are-accepted',
    summary: 'every listed action can be done',
    check(play) {
      const before: number[] = [];
      for (const { legal } of play.episode()) {
        before.splice(0, before.length, ...play.actions);
        for (const action of before.length < 40 ? legal : []) {
          const env = play.make();
          env.reset({ seed: play.seed });
          for (const past of before) env.step(past);
          const error = thrownBy(() => env.step(action));
          if (error !== undefined)
            broken(`${action} is listed as legal, but doing it throws ${nameOf(error)}`, before);
        }
      }
    },
  },
  {
    name: 'illegal-actions-change-nothing',
    summary: 'an action that is not listed throws an IllegalActionError and changes nothing',
    check(play) {
      const reference = Array.from(play.episode(), linesOf);
      const env = play.make();
      const episode = play.follow(env, env.reset({ seed: play.seed }));
      let turn = 0;
      for (const step of episode) {
        const differs = difference(linesOf(step), reference[turn] ?? []);
        if (differs !== undefined) broken(`after illegal actions it shows ${differs} is shown without them`);
        turn++;
        if (step.done) continue;
        for (const action of [
          -1,
          0.5,
          NaN,
          Infinity,
          2 ** 31,
          ...Array((step.legal.at(-1) ?? 0) + 2).keys(),
        ]) {
          if (step.legal.includes(action)) continue;
          const saved = JSON.stringify(env.save?.());
          const error = thrownBy(() => env.step(action));
          if (!(error instanceof IllegalActionError)) {
            broken(
              `legal are ${step.legal.join()}, but ${action} throws ${nameOf(error)} and no IllegalActionError`,
            );
          }
          if (JSON.stringify(env.save?.()) !== saved)
            broken(`the illegal action ${action} changes what is saved`);
        }
      }
    },
  },
  {
    name: 'over-is-over',
    summary: 'a step before the first reset or after the end throws an EpisodeOverError',
    check(play) {
      const early = thrownBy(() => play.make().step(0));
      if (!(early instanceof EpisodeOverError))
        broken(`a step before reset throws ${nameOf(early)}, no EpisodeOverError`, []);
      const env = play.make();
      let last: StepUnderTest | undefined;
      for (const step of play.follow(env, env.reset({ seed: play.seed }))) last = step;
      if (!last?.done) return;
      for (const action of [0, 0, -1]) {
        const error = thrownBy(() => env.step(action));
        if (!(error instanceof EpisodeOverError)) {
          broken(`a step after the end throws ${nameOf(error)}, no EpisodeOverError`);
        }
      }
    },
  },
  {
    name: 'episodes-end',
    summary: 'an episode ends',
    check(play) {
      let last: StepUnderTest | undefined;
      for (const step of play.episode()) last = step;
      if (!last?.done) broken(`${play.actions.length} actions are done and the episode goes on`);
    },
  },
  {
    name: 'rewards-add-up',
    summary: 'the rewards of an episode add up to its returns',
    check(play) {
      let sums: number[] | undefined;
      for (const { rewards, returns } of play.episode()) {
        sums = rewards.map((reward, seat) => reward + (sums?.[seat] ?? 0));
        const seat = sums.findIndex((sum, at) => !(Math.abs(sum - returns[at]) <= ROUNDING));
        if (seat >= 0)
          broken(`the rewards of seat ${seat} add up to ${sums[seat]}, its return is ${returns[seat]}`);
      }
    },
  },
  {
    name: 'saved-and-restored',
    summary: 'what was saved as JSON is restored, and goes on in the same way',
    check(play) {
      const env = play.make();
      if (!env.save || !env.restore) return;
      const reference = Array.from(play.episode(), linesOf);
      let turn = 0;
      for (const step of play.follow(env, env.reset({ seed: play.seed }))) {
        const other = play.make();
        const json = JSON.stringify(env.save());
        const restored = other.restore?.(JSON.parse(json)) ?? step;
        // Rewards and messages belong to the way to a step: what is restored is the step, then what follows.
        expectSame([restored], [reference[turn]], 'restored,');
        if (JSON.stringify(other.save?.()) !== json) broken('what was restored is saved in another form');
        const done = play.actions.slice();
        const rest = play.follow(other, restored, play.choices.slice(turn));
        expectSame(rest, reference.slice(turn), 'restored and played on,');
        play.actions = done;
        turn++;
      }
    },
  },
  {
    name: 'clones-go-their-own-way',
    summary: 'a clone is at the same point, and neither follows the other',
    check(play) {
      const env = play.make();
      if (!env.clone) return;
      const reference = Array.from(play.episode(), linesOf);
      const kept: { clone: EnvironmentUnderTest; step: StepUnderTest; turn: number }[] = [];
      let turn = 0;
      for (const step of play.follow(env, env.reset({ seed: play.seed }))) {
        const differs = difference(linesOf(step), reference[turn]);
        if (differs !== undefined)
          broken(`when a clone has played on, the original shows ${differs} was to be shown`);
        if (turn < 20) {
          const clone = env.clone();
          kept.push({ clone: env.clone(), step, turn });
          if (!step.done) clone.step(step.legal[((play.choices[turn] ?? 0) + 1) % step.legal.length]);
        }
        turn++;
      }
      for (const { clone, step, turn: then } of kept) {
        const rest = play.follow(clone, step, play.choices.slice(then));
        expectSame(rest, reference.slice(then), `a clone made after ${then} actions, played on later:`);
      }
    },
  },
  {
    name: 'steps-are-never-rewritten',
    summary: 'a step that was handed out never changes',
    check(play) {
      const early = Array.from(play.episode(), linesOf);
      const env = play.make();
      const steps = Array.from(play.follow(env, env.reset({ seed: play.seed })));
      env.reset();
      for (const [turn, step] of steps.entries()) {
        const differs = difference(linesOf(step), early[turn]);
        if (differs !== undefined)
          broken(`once the episode is over, the step after ${turn} actions shows ${differs} was shown then`);
      }
    },
  },
  {
    name: 'messages-are-addressed',
    summary: 'a seat is given the messages that are addressed to it, and no other',
    check(play) {
      for (const { seat, done, messages } of play.episode()) {
        for (const { audience, text } of messages ?? []) {
          if (!done && !audience.includes(seat))
            broken(`seat ${seat} reads "${text}", addressed to ${audience.join()}`);
          if (typeof text !== 'string' || text === '')
            broken(`seat ${seat} is given a message without a text`);
        }
      }
    },
  },
  {
    name: 'bad-options-are-refused',
    summary: 'a seed or an episode that cannot be throws a ParlorError',
    check(play) {
      for (const bad of [
        { seed: NaN },
        { seed: Infinity },
        { seed: 0, episode: -1 },
        { seed: 0, episode: 0.5 },
      ]) {
        const error = thrownBy(() => play.make().reset(bad));
        if (!(error instanceof ParlorError)) {
          broken(
            `reset with seed ${bad.seed} and episode ${bad.episode ?? 'none'} throws ${nameOf(error)}, no ParlorError`,
            [],
          );
        }
      }
    },
  },
];

function judgePlay(row: EnvironmentRow, play: Play): void {
  try {
    row.check(play);
  } catch (error) {
    const actions = (error instanceof Broken ? error.history : undefined) ?? play.actions.slice();
    const clause =
      error instanceof Broken
        ? error.message
        : `the environment throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const told = actions.length > 0 ? `and then step(${actions.join('), step(')})` : '';
    const message = `The environment breaks ${row.name} (${row.summary}). After reset({ seed: ${play.seed} }) ${told}: ${clause}.`;
    throw new LawError([{ law: row.name, actions, message, seed: play.seed }], { cause: error });
  }
}

/**
 * Every law that a step/reset environment must obey, as properties for any test runner.
 * @param make gives a fresh environment of the same game each time
 */
export function environmentLaws(make: () => EnvironmentUnderTest, options: EnvironmentOptions = {}): Law[] {
  const choices = fc.noBias(fc.array(fc.nat({ max: 720_719 }), { maxLength: 64, size: 'max' }));
  return ROWS.map((row) => ({
    name: row.name,
    summary: row.summary,
    property: fc.property(fc.nat({ max: 9_999 }), choices, (seed, chosen) =>
      judgePlay(row, new Play(make, seed, chosen, options)),
    ),
  }));
}

/**
 * Checks a step/reset environment against every law.
 * @param make gives a fresh environment of the same game each time
 * @returns as `checkGame` does; `actions` are those given to `step` after `reset({ seed })`
 */
export function checkEnvironment(
  make: () => EnvironmentUnderTest,
  options: EnvironmentOptions = {},
): Verdict {
  return checkLaws(environmentLaws(make, options), options);
}
