import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  StageAlternation,
  type StageRates,
  type StageSchedule,
  StageSwitch,
  type StageSwitchOptions,
  type TrainingStage,
} from '@parlor/agents';
import { OptionError } from '@parlor/envs';

const PERFECT: StageRates = { accuracy: 1, abstention: 0 };
const HOPELESS: StageRates = { accuracy: 0, abstention: 0.5 };

/** The stages of so many steps, the first one included. */
function stages(
  schedule: StageSchedule,
  steps: number,
  rates: (step: number) => StageRates | null,
): TrainingStage[] {
  return Array.from({ length: steps }, (_, step) => {
    const { stage } = schedule;
    schedule.next(rates(step));
    return stage;
  });
}

/** Steps after which the stage changed. */
function changes(list: readonly TrainingStage[]): number[] {
  return list.flatMap((stage, step) => (step > 0 && stage !== list[step - 1] ? [step] : []));
}

describe('the switch of Iterative-SPO', () => {
  test('leaves decisions that are all right when the average first reaches 0.9, after 45 steps', () => {
    const schedule = new StageSwitch({ start: 'decision' });
    for (let step = 1; step < 45; step++) assert.equal(schedule.next(PERFECT), 'decision', `step ${step}`);
    assert.ok(schedule.averages.accuracy < 0.9);
    assert.equal(schedule.next(PERFECT), 'clue');
    assert.ok(schedule.averages.accuracy >= 0.9);
    assert.ok(Math.abs(schedule.averages.accuracy - (1 - 0.95 ** 45)) < 1e-12);
  });

  test('leaves clues that it starts with after the least stay of 5 steps, however good the votes: averages begin at 0', () => {
    for (const rates of [PERFECT, HOPELESS])
      assert.deepEqual(changes(stages(new StageSwitch(), 8, () => rates)), [5]);
    assert.deepEqual(changes(stages(new StageSwitch({ dwell: 12 }), 20, () => PERFECT)), [12]);
  });

  test('goes back to clues when votes are easy, and to votes when the error reaches 0.4 or half take no position', () => {
    const schedule = new StageSwitch({ start: 'decision' });
    const easy = stages(schedule, 60, () => PERFECT);
    assert.deepEqual(changes(easy), [45]);
    // ā = (1 − 0.95⁶⁰) 0.95ⁿ is first at most 0.6 at n = 10.
    assert.deepEqual(changes(stages(schedule, 20, () => ({ accuracy: 0, abstention: 0 }))), [10]);
    const silent = new StageSwitch({ start: 'decision' });
    stages(silent, 60, () => PERFECT);
    // n̄ = 1 − 0.95ⁿ reaches 0.5 at n = 14, with votes that are right otherwise.
    assert.deepEqual(changes(stages(silent, 20, () => ({ accuracy: 1, abstention: 1 }))), [14]);
  });

  test('keeps decisions that are right but seldom taken', () => {
    const schedule = new StageSwitch({ start: 'decision' });
    assert.deepEqual(changes(stages(schedule, 300, () => ({ accuracy: 1, abstention: 0.2 }))), []);
  });

  test('with a patience ends a stage in any case, and without one, as in the published algorithm, never', () => {
    const between = (): StageRates => ({ accuracy: 0.75, abstention: 0.3 });
    const patient = new StageSwitch({ start: 'decision', patience: 20 });
    // The clues that follow at step 20 are too hard after the least stay while ā is young, and so on.
    const times = changes(stages(patient, 200, between));
    assert.equal(times[0], 20);
    const late = times.slice(4);
    assert.ok(
      late.every((time, index) => index === 0 || time - late[index - 1] === 20),
      late.join(),
    );
    assert.deepEqual(changes(stages(new StageSwitch({ start: 'decision' }), 500, between)), []);
  });

  test('leaves its averages as they are where nothing was decided', () => {
    const schedule = new StageSwitch({ start: 'decision' });
    schedule.next(PERFECT);
    const before = schedule.averages;
    schedule.next(null);
    assert.deepEqual(schedule.averages, before);
    assert.equal(schedule.state().steps, 2);
  });

  const rates = fc.record({
    accuracy: fc.double({ min: 0, max: 1, noNaN: true }),
    abstention: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  // Runs of the same rates, so that averages travel.
  const course = fc
    .array(fc.tuple(fc.oneof(rates, fc.constantFrom(PERFECT, HOPELESS)), fc.integer({ min: 1, max: 40 })), {
      maxLength: 8,
    })
    .map((runs) => runs.flatMap(([each, times]) => new Array<StageRates>(times).fill(each)));
  const options: fc.Arbitrary<StageSwitchOptions> = fc.record({
    rho: fc.constantFrom(0, 0.5, 0.95),
    dwell: fc.integer({ min: 1, max: 9 }),
    patience: fc.option(fc.integer({ min: 9, max: 30 }), { nil: null }),
    start: fc.constantFrom('clue', 'decision'),
  });

  test('never changes twice within the least stay, and always within the patience', () => {
    fc.assert(
      fc.property(options, course, (given, steps) => {
        const times = [0, ...changes(stages(new StageSwitch(given), steps.length, (step) => steps[step]))];
        const { dwell = 5, patience = null } = given;
        for (let index = 1; index < times.length; index++) {
          const stay = times[index] - times[index - 1];
          assert.ok(stay >= dwell && stay <= (patience ?? Infinity), times.join());
        }
        assert.ok(steps.length - (times.at(-1) ?? 0) <= (patience ?? Infinity));
      }),
      { numRuns: 200 },
    );
  });

  test('stays between the thresholds, and changes beyond them as soon as the least stay is over', () => {
    fc.assert(
      fc.property(options, course, (given, steps) => {
        const { dwell = 5, patience = null } = given;
        const schedule = new StageSwitch(given);
        for (const each of steps) {
          const before = schedule.state();
          const after = schedule.next(each);
          const { accuracy, abstention } = schedule.averages;
          const beyond =
            before.stage === 'decision'
              ? accuracy >= 0.9 && abstention <= 0.1
              : 1 - accuracy >= 0.4 || abstention >= 0.5;
          const stay = before.steps + 1;
          const due = stay >= dwell && (beyond || stay === patience);
          assert.equal(after !== before.stage, due);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is the same for the same rates, and goes on from its state, as JSON, as if it had never stopped', () => {
    fc.assert(
      fc.property(options, course, fc.nat(), (given, steps, cut) => {
        const whole = new StageSwitch(given);
        const list = stages(whole, steps.length, (step) => steps[step]);
        const at = steps.length > 0 ? cut % steps.length : 0;
        const first = new StageSwitch(given);
        const start = stages(first, at, (step) => steps[step]);
        const second = new StageSwitch({ ...given, start: 'decision' });
        second.next(HOPELESS);
        second.restore(JSON.parse(JSON.stringify(first.state())) as ReturnType<StageSwitch['state']>);
        const rest = stages(second, steps.length - at, (step) => steps[at + step]);
        assert.deepEqual([...start, ...rest], list);
        assert.deepEqual(second.state(), whole.state());
      }),
      { numRuns: 100 },
    );
  });

  test('refuses options out of range, and thresholds with nothing between them', () => {
    const bad: readonly (readonly [StageSwitchOptions, RegExp])[] = [
      [{ rho: 1 }, /rho must be at least 0 and less than 1, not 1/],
      [{ hardError: 1.5 }, /hardError must be between 0 and 1, not 1.5/],
      [{ easyAccuracy: 0.5, hardError: 0.4 }, /hardError must be above 1 − easyAccuracy/],
      [{ easyAbstention: 0.6 }, /hardAbstention above easyAbstention/],
      [{ dwell: 0 }, /dwell must be a whole number of at least 1, not 0/],
      [{ patience: 3 }, /patience must be null or a whole number of at least dwell, not 3/],
    ];
    for (const [given, message] of bad) {
      assert.throws(
        () => new StageSwitch(given),
        (error) => error instanceof OptionError && message.test(error.message),
      );
    }
  });
});

describe('the alternation of the released code', () => {
  test('gives each stage as many steps as the cycle says, in turns, whatever the rates are', () => {
    for (const cycle of [1, 3]) {
      const list = stages(new StageAlternation({ cycle }), 24, () => HOPELESS);
      list.forEach((stage, step) =>
        assert.equal(stage, step % (2 * cycle) < cycle ? 'clue' : 'decision', `cycle ${cycle}, step ${step}`),
      );
    }
    assert.deepEqual(
      stages(new StageAlternation({ start: 'decision' }), 3, () => null),
      ['decision', 'clue', 'decision'],
    );
    assert.throws(
      () => new StageAlternation({ cycle: 0 }),
      /cycle must be a whole number of at least 1, not 0/,
    );
  });

  test('goes on from its state', () => {
    const first = new StageAlternation({ cycle: 3 });
    for (let step = 0; step < 4; step++) first.next();
    const second = new StageAlternation({ cycle: 3 });
    second.restore(first.state());
    assert.deepEqual(
      stages(second, 6, () => null),
      stages(first, 6, () => null),
    );
  });
});
