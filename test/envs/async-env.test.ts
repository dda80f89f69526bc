import assert from 'node:assert/strict';
import { setImmediate as nextTick } from 'node:timers/promises';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  AsyncRecording,
  EpisodeOverError,
  GAME_AUTHOR,
  OptionError,
  recordLanguageEpisode,
  RecordError,
  replayLanguage,
  SimulationError,
  type SimulatedGame,
  StepPendingError,
  TERMINAL,
  wordDuel,
} from '@parlor/envs';
import { play } from '../../envs/laws/language/script.ts';

/** What the adder's simulator waits for, and how it fails: set by each test. */
interface Simulator {
  gate?: Promise<void>;
  failure?: Error;
  signals: (AbortSignal | undefined)[];
}

type Sum = { readonly total: number; readonly turns: number };

/** Two seats add numbers and a die in turn, in a simulator that takes its time; seat 0 gets the total at six turns. */
function adder(simulator: Simulator = { signals: [] }): SimulatedGame<Sum, number> {
  return {
    id: 'adder',
    spec: 'adder',
    version: 1,
    seats: 2,
    roles: ['even', 'odd'],
    maxTurns: 6,
    payoff: 'general-sum',
    payoffRange: [0, 1000],
    information: 'perfect',
    rules: () => 'Answer with a digit.',
    start: () => ({
      state: { total: 0, turns: 0 },
      messages: [{ author: GAME_AUTHOR, audience: [0, 1], text: 'Begin.' }],
    }),
    mover: ({ turns }) => (turns === 6 ? TERMINAL : turns % 2),
    role: (_state, seat) => seat,
    parse: (_state, _seat, reply) =>
      /^\d$/.test(reply) ? { action: Number(reply) } : { reason: 'No digit.', format: 'Answer 0 to 9.' },
    async apply({ total, turns }, digit, random, signal) {
      simulator.signals.push(signal);
      const die = 1 + random.below(6);
      await simulator.gate;
      if (simulator.failure) throw simulator.failure;
      const state = { total: total + digit + die, turns: turns + 1 };
      return { state, messages: [{ author: GAME_AUTHOR, audience: [0, 1], text: `Total ${state.total}.` }] };
    },
    returns: ({ total, turns }) => (turns === 6 ? [total, 0] : [0, 0]),
    view: ({ total }, seat) => `seat ${seat} sees ${total}`,
  };
}

const SCRIPT = ['1', '2', '3', '4', '5', '6'];

test('an asynchronous simulator plays, saves and restores like any game', async () => {
  const env = new AsyncEnv(adder());
  const steps = await play(env, 5, SCRIPT);
  assert.equal(steps.length, 7);
  assert.equal(env.current.terminated, true);
  assert.equal(env.current.returns[0] >= 21 + 6 && env.current.returns[0] <= 21 + 36, true);
  const twin = new AsyncEnv(adder());
  assert.deepEqual(await play(twin, 5, SCRIPT), steps);
  await twin.restore(env.save());
  assert.deepEqual(twin.position, env.position);
  assert.equal(env.view(1), `seat 1 sees ${env.position.total}`);
  assert.notDeepEqual((await play(twin, 6, SCRIPT)).at(-1)?.returns, steps.at(-1)?.returns);
});

test('episodes of one seed follow each other without a seed, and any is reached by its number', async () => {
  const env = new AsyncEnv(wordDuel());
  await env.reset({ seed: 'tuesday' });
  const first = env.position;
  await env.reset();
  const second = env.position;
  assert.notDeepEqual(second, first);
  assert.equal(env.current.info.episode, 1);
  await env.reset({ seed: 'tuesday', episode: 1 });
  assert.deepEqual(env.position, second);
});

describe('a step that does not happen leaves the environment as it was', () => {
  const started = async (simulator: Simulator): Promise<AsyncEnv<Sum, number>> => {
    const env = new AsyncEnv(adder(simulator));
    await env.reset({ seed: 5 });
    await env.step('1');
    return env;
  };
  /** Everything that there is to see of an environment. */
  const everything = (env: AsyncEnv): unknown => [
    env.save(),
    env.current,
    env.log,
    env.decisions,
    env.position,
  ];

  test('when it is cancelled before it begins', async () => {
    const simulator: Simulator = { signals: [] };
    const env = await started(simulator);
    const before = everything(env);
    const reason = new Error('too late');
    await assert.rejects(env.step('2', { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(simulator.signals.length, 1, 'the simulator was not asked');
    assert.deepEqual(everything(env), before);
  });

  test('when it is cancelled under way, and goes on as if it had never been', async () => {
    const simulator: Simulator = { signals: [] };
    const env = await started(simulator);
    const before = everything(env);
    let open = (): void => {};
    simulator.gate = new Promise((resolve) => (open = resolve));
    const controller = new AbortController();
    const step = env.step('2', { signal: controller.signal });
    await nextTick();
    assert.equal(simulator.signals.at(-1), controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(step, /enough/);
    assert.deepEqual(everything(env), before);
    open(); // the simulator answers after all; nobody listens
    await nextTick();
    assert.deepEqual(everything(env), before);
    delete simulator.gate;
    for (const reply of SCRIPT.slice(1)) await env.step(reply);
    const undisturbed = new AsyncEnv(adder());
    await play(undisturbed, 5, SCRIPT);
    assert.deepEqual(env.current, undisturbed.current);
  });

  test('when the simulator fails, which is told by a SimulationError with its cause', async () => {
    const simulator: Simulator = { signals: [] };
    const env = await started(simulator);
    const before = everything(env);
    simulator.failure = new RangeError('the world is full');
    await assert.rejects(env.step('2'), (error: unknown) => {
      assert.ok(error instanceof SimulationError, String(error));
      assert.match(error.message, /^adder: apply failed: the world is full$/);
      assert.equal(error.cause, simulator.failure);
      return true;
    });
    assert.deepEqual(everything(env), before);
    delete simulator.failure;
    assert.equal((await env.step('2')).info.turn, 2);
  });

  test('when another call is under way', async () => {
    const simulator: Simulator = { signals: [] };
    const env = await started(simulator);
    let open = (): void => {};
    simulator.gate = new Promise((resolve) => (open = resolve));
    const first = env.step('2');
    await assert.rejects(env.step('3'), StepPendingError);
    await assert.rejects(env.reset(), StepPendingError);
    assert.equal(env.save().replies.length, 1);
    open();
    await first;
    assert.deepEqual(env.save().replies, ['1', '2']);
  });

  test('when a reset or a restore is cancelled', async () => {
    const env = await started({ signals: [] });
    const before = everything(env);
    const signal = AbortSignal.abort(new Error('no'));
    await assert.rejects(env.reset({ seed: 9, signal }), /no/);
    await assert.rejects(env.restore(env.save(), { signal }), /no/);
    assert.deepEqual(everything(env), before);
  });

  test('when what is to be restored does not fit', async () => {
    const env = await started({ signals: [] });
    const before = everything(env);
    const saved = env.save();
    await assert.rejects(env.restore({ ...saved, version: 2 }), RecordError);
    await assert.rejects(env.restore({ ...saved, spec: 'other' }), RecordError);
    await assert.rejects(env.restore({ ...saved, replies: [...SCRIPT, '7'] }), /over before reply 6/);
    assert.deepEqual(everything(env), before);
  });

  test('when the reply is no text', async () => {
    const env = await started({ signals: [] });
    const before = everything(env);
    await assert.rejects(env.step(7 as unknown as string), OptionError);
    assert.deepEqual(everything(env), before);
  });
});

test('stepping before the first reset or after the end is an error', async () => {
  const env = new AsyncEnv(adder());
  assert.throws(() => env.current, EpisodeOverError);
  assert.throws(() => env.save(), EpisodeOverError);
  await assert.rejects(env.step('1'), /call reset\(\) first/);
  await play(env, 1, SCRIPT);
  const last = env.current;
  await assert.rejects(env.step('1'), /the episode is over/);
  assert.equal(env.current, last);
});

test('a rejected reply is answered in private and may be corrected as often as the policy allows', async () => {
  for (const retries of [0, 1, 2, 5]) {
    const env = new AsyncEnv(adder(), { invalidMoves: { retries, offender: -1.5, others: 0.5 } });
    await env.reset({ seed: 1 });
    await env.step('1');
    for (let wrong = 0; wrong < retries; wrong++) {
      const step = await env.step('?');
      assert.equal(step.seat, 1);
      assert.equal(step.info.rejected, 'No digit.');
      assert.deepEqual(
        step.messages.map(({ audience }) => audience),
        [[1]],
      );
    }
    const corrected = env.clone();
    let step = await corrected.step('2');
    assert.equal(step.seat, 0);
    assert.equal(step.info.rejected, undefined);
    step = await corrected.step('?'); // the count starts anew for every decision
    assert.equal(step.done, retries === 0);

    step = await env.step('?');
    assert.equal(step.terminated && !step.truncated, true);
    assert.equal(step.info.forfeit, 1);
    assert.match(step.info.reason ?? '', /^Player 2 forfeits/);
    assert.deepEqual(step.returns, [0.5, -1.5]);
    assert.deepEqual(step.rewards, [0.5, -1.5]);
    assert.equal(
      env.messages(0).some(({ text }) => text.startsWith('Player 2 forfeits')),
      true,
    );
    await assert.rejects(env.step('1'), EpisodeOverError);
  }
});

test('a verdict says whether a reply would be accepted, and nothing happens', async () => {
  const env = new AsyncEnv(adder());
  assert.throws(() => env.verdict('1'), /call reset\(\) first/);
  await env.reset({ seed: 1 });
  const before = [env.save(), env.current, env.log, env.decisions, env.position];
  const recorded = new AsyncRecording(env, { onEpisode: () => {} });
  for (const table of [env, recorded]) {
    assert.equal(table.verdict('1'), undefined);
    assert.equal(table.verdict('<think>12</think>1'), undefined);
    assert.deepEqual(table.verdict('12'), { reason: 'No digit.', format: 'Answer 0 to 9.' });
    assert.throws(() => table.verdict(7 as unknown as string), OptionError);
  }
  assert.deepEqual([env.save(), env.current, env.log, env.decisions, env.position], before);
  await play(env, 1, SCRIPT);
  assert.throws(() => env.verdict('1'), EpisodeOverError);
});

test('a verdict reads a long reply as a step does, and a game that cannot read it is reported', async () => {
  const duel = new AsyncEnv(wordDuel());
  await duel.reset({ seed: 1 });
  const long = `[apple] ${'and so on '.repeat(1000)}`;
  const reason = duel.verdict(long)?.reason;
  assert.equal(reason, 'The reply names no word of the list.');
  assert.equal((await duel.step(long)).info.rejected, reason);
  const parse = (): never => {
    throw new RangeError('what is that');
  };
  const env = new AsyncEnv({ ...adder(), parse });
  await env.reset({ seed: 1 });
  assert.throws(() => env.verdict('1'), /adder: parse failed: what is that/);
});

test('a forfeit takes the place of what had been paid before', async () => {
  const game: SimulatedGame<Sum, number> = { ...adder(), returns: ({ total }) => [total, 3] };
  const env = new AsyncEnv(game, { invalidMoves: { retries: 0, offender: -1, others: 2 } });
  await env.reset({ seed: 1 });
  const paid = (await env.step('1')).returns[0];
  const step = await env.step('?');
  assert.deepEqual(step.returns, [2, -1]);
  assert.deepEqual(step.rewards, [2 - paid, -4]);
});

describe('where a game goes on without a seat that forfeits', () => {
  const lenient: SimulatedGame<Sum, number> = {
    ...adder(),
    forfeit: ({ total, turns }, random) => ({
      state: { total: total + random.below(6), turns: turns + 1 },
      messages: [{ author: GAME_AUTHOR, audience: [0, 1], text: 'A die is added in its place.' }],
    }),
  };
  const settings = { invalidMoves: { retries: 0 } };

  test('everybody is told, the next seat is to move, and returns are those of the game', async () => {
    const env = new AsyncEnv(lenient, settings);
    await env.reset({ seed: 1 });
    await env.step('1');
    let step = await env.step('?');
    assert.deepEqual([step.done, step.seat, step.info.turn], [false, 0, 2]);
    assert.deepEqual(
      [step.info.forfeit, step.info.forfeited, step.info.rejected],
      [undefined, [1], undefined],
    );
    assert.deepEqual(
      step.messages.slice(-2).map(({ text }) => text),
      ['Player 2 forfeits: its reply was rejected.', 'A die is added in its place.'],
    );
    step = await env.forfeit('its model is silent');
    assert.deepEqual(step.info.forfeited, [1, 0]);
    for (const reply of ['1', '2', '3']) step = await env.step(reply);
    assert.deepEqual([step.terminated, step.info.forfeit, step.info.forfeited], [true, undefined, [1, 0]]);
    assert.deepEqual(step.returns, lenient.returns(env.position));
  });

  test('the episode is saved, restored and replayed with its forfeits', async () => {
    const env = new AsyncEnv(lenient, settings);
    await env.reset({ seed: 3 });
    for (const reply of ['4', '?', '5']) await env.step(reply);
    await env.forfeit('it gives up');
    const restored = new AsyncEnv(lenient, settings);
    await restored.restore(env.save());
    assert.deepEqual(restored.position, env.position);
    for (const table of [env, restored]) for (const reply of ['7', '?']) await table.step(reply);
    assert.deepEqual(restored.log, env.log);
    assert.equal(env.current.done, true);
    const steps = await replayLanguage(recordLanguageEpisode(env, ['a', 'b']), lenient);
    assert.deepEqual(steps.at(-1)?.returns, env.current.returns);
  });
});

test('left to itself a forfeit keeps the payoff kind of the game', () => {
  const policy = (parts: Partial<SimulatedGame<Sum, number>>): unknown =>
    new AsyncEnv({ ...adder(), ...parts }).settings.invalidMoves;
  assert.deepEqual(new AsyncEnv(wordDuel()).settings.invalidMoves, { retries: 1, offender: -1, others: 1 });
  const three = policy({ seats: 3, payoff: 'zero-sum', payoffRange: [-2, 4] });
  assert.deepEqual(three, { retries: 1, offender: -2, others: 1 });
  assert.deepEqual(policy({ payoff: 'common', payoffRange: [-1, 5] }), {
    retries: 1,
    offender: -1,
    others: -1,
  });
  assert.deepEqual(policy({ payoffRange: [2, 5] }), { retries: 1, offender: 2, others: 2 });
});

test('a turn limit cuts the episode short with the payoff to date', async () => {
  const env = new AsyncEnv(adder(), { turnLimit: 2 });
  const steps = await play(env, 1, SCRIPT);
  assert.equal(steps.length, 3);
  assert.equal(env.current.truncated && !env.current.terminated, true);
  assert.equal(env.current.info.reason, 'The turn limit of 2 was reached.');
  assert.deepEqual(env.current.returns, [0, 0]);
  await assert.rejects(env.step('1'), EpisodeOverError);
});

test('a turn limit does not cut a round of simultaneous choices in two', async () => {
  const game: SimulatedGame<Sum, number> = {
    ...adder(),
    choosing: ({ turns }) => (turns % 2 === 0 ? [0, 1] : [1]),
  };
  const env = new AsyncEnv(game, { turnLimit: 3 });
  const steps = await play(env, 1, SCRIPT);
  assert.deepEqual(steps[0].info.choosing, [0, 1]);
  assert.equal(steps.length, 5);
  assert.equal(env.current.truncated, true);
});

test('an episode that the rules end at the turn limit is not truncated', async () => {
  const env = new AsyncEnv(adder(), { turnLimit: 6 });
  await play(env, 1, SCRIPT);
  assert.equal(env.current.terminated && !env.current.truncated, true);
  assert.equal(env.current.info.reason, undefined);
});

test('a restored episode keeps the settings that it was saved with; the next one has its own again', async () => {
  const strict = new AsyncEnv(adder(), { turnLimit: 3, invalidMoves: { retries: 0 } });
  await strict.reset({ seed: 2 });
  await strict.step('1');
  const env = new AsyncEnv(adder());
  await env.restore(strict.save());
  assert.equal((await env.step('?')).done, true);
  await env.reset();
  assert.equal(!(await env.step('?')).done, true);
});

test('settings out of range are named', () => {
  for (const turnLimit of [0, -1, 1.5, NaN]) {
    assert.throws(
      () => new AsyncEnv(adder(), { turnLimit }),
      /adder: turnLimit must be a positive whole number/,
    );
  }
  for (const retries of [-1, 0.5, Infinity]) {
    assert.throws(() => new AsyncEnv(adder(), { invalidMoves: { retries } }), /invalidMoves.retries/);
  }
  assert.throws(() => new AsyncEnv(adder(), { invalidMoves: { offender: NaN } }), /invalidMoves.offender/);
  assert.throws(() => new AsyncEnv(adder(), { invalidMoves: { others: Infinity } }), /invalidMoves.others/);
});

test('a game that names no seat is reported, and the environment stays as it was', async () => {
  const env = new AsyncEnv({ ...adder(), mover: ({ turns }: Sum) => turns });
  await env.reset({ seed: 1 });
  await env.step('1');
  await assert.rejects(env.step('1'), /mover\(\) answered 2/);
  assert.equal(env.current.info.turn, 1);
});

test('private reasoning is kept for the record, and nowhere else', async () => {
  const env = new AsyncEnv(adder());
  await env.reset({ seed: 1 });
  await env.step('<think>nobody may know</think>1');
  assert.equal(env.decisions[0].reasoning, 'nobody may know');
  assert.equal(env.decisions[0].reply, '1');
  for (const shown of [env.save(), env.current, env.log])
    assert.equal(!JSON.stringify(shown).includes('nobody'), true);
});

test('only the end of a very long reply is read, and the same end is saved', async () => {
  const env = new AsyncEnv(wordDuel());
  await env.reset({ seed: 1 });
  await env.step(`[apple] ${'and so on '.repeat(100_000)}`);
  assert.equal(env.decisions[0].rejected, 'The reply names no word of the list.');
  assert.equal((await env.step(`${'thus '.repeat(100_000)}[apple]`)).info.turn, 1);
  const twin = new AsyncEnv(wordDuel());
  assert.deepEqual(await twin.restore(env.save()), env.current);
  assert.equal(JSON.stringify(env.save()).length < 10_000, true);
});

test('tags that come together when reasoning is taken out do not swallow the answer of a restored reply', async () => {
  const env = new AsyncEnv(wordDuel());
  await env.reset({ seed: 1 });
  await env.step('<th<think>x</think>ink>[apple]');
  const twin = new AsyncEnv(wordDuel());
  assert.deepEqual(await twin.restore(env.save()), env.current);
  assert.equal(twin.current.info.turn, 1);
});
