import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncRecording,
  EpisodeOverError,
  type EpisodeRecord,
  IllegalActionError,
  make,
  OptionError,
  Recording,
  replay,
  type SavedEnv,
  TimeLimit,
} from '@parlor/envs';
import fc from 'fast-check';
import { chosen, CLOSED_SPECS, picks, plain, playClosed } from './closed-play.ts';

describe('a time limit', () => {
  test('changes nothing before the limit, and cuts the episode short there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLOSED_SPECS),
        fc.integer(),
        picks,
        fc.integer({ min: 1, max: 10 }),
        (spec, seed, by, limit) => {
          const free = playClosed(make(spec), seed, by);
          const env = new TimeLimit(make(spec), limit);
          const steps = playClosed(env, seed, by);
          let end = limit; // a round of simultaneous choices is finished first
          while ((free[end - 1]?.info.choosing?.length ?? 0) > 1) end++;
          assert.equal(steps.length, Math.min(free.length, end + 1));
          assert.deepEqual(steps.slice(0, end).map(plain), free.slice(0, end).map(plain));
          const last = steps[steps.length - 1];
          assert.equal(last.done, true);
          assert.equal(last.terminated, free.length <= end + 1);
          assert.equal(last.truncated, !last.terminated);
          assert.deepEqual(last.returns, free[steps.length - 1].returns);
          assert.deepEqual(last.rewards, free[steps.length - 1].rewards);
          assert.equal(env.current, last);
          if (last.truncated) assert.match(last.info.reason ?? '', /time limit of \d+ decisions/);
          if (last.truncated)
            assert.deepEqual(
              last.messages,
              last.returns.flatMap((_, seat) => env.messages(seat)),
            );
          assert.throws(() => env.step(0), EpisodeOverError);
          assert.throws(() => env.parse('[0]'), EpisodeOverError);
        },
      ),
    );
  });

  test('counts on after restore and in a clone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLOSED_SPECS),
        fc.integer(),
        picks,
        fc.integer({ min: 1, max: 6 }),
        fc.nat(6),
        (spec, seed, by, limit, cut) => {
          const env = new TimeLimit(make(spec), limit);
          playClosed(env, seed, by, cut);
          const twins = [env.clone(), new TimeLimit(make(spec), limit)];
          twins[1].restore(JSON.parse(JSON.stringify(env.save())) as SavedEnv);
          for (const twin of twins) assert.deepEqual(plain(twin.current), plain(env.current));
          for (const pick of by.slice(cut)) {
            if (env.current.done) break;
            const action = chosen(env.current, pick);
            const step = plain(env.step(action));
            for (const twin of twins) assert.deepEqual(plain(twin.step(action)), step);
          }
          for (const twin of twins) assert.equal(twin.current.done, true);
        },
      ),
    );
  });

  test('must be a positive whole number', () => {
    for (const limit of [0, -1, 1.5, NaN, Infinity]) {
      assert.throws(() => new TimeLimit(make('kuhn_poker'), limit), OptionError);
    }
  });

  test('does not count an action that is refused', () => {
    const env = new TimeLimit(make('tic_tac_toe'), 2);
    env.reset({ seed: 1 });
    env.step(4);
    assert.throws(() => env.step(4), IllegalActionError);
    assert.equal(env.current.done, false);
    assert.equal(env.step(0).truncated, true);
  });
});

describe('a recording', () => {
  test('hands over every finished episode once, and plays like the environment in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CLOSED_SPECS), fc.integer(), picks, (spec, seed, by) => {
        const records: EpisodeRecord[] = [];
        const env = new Recording(make(spec), { onEpisode: (record) => records.push(record) });
        assert.deepEqual(playClosed(env, seed, by).map(plain), playClosed(make(spec), seed, by).map(plain));
        assert.equal(records.length, 1);
        assert.deepEqual(records[0], env.record());
        assert.deepEqual([records[0].seed, records[0].episode], [seed, 0]);
        let step = env.reset();
        for (const pick of by) if (!step.done) step = env.step(chosen(step, pick));
        assert.equal(records.length, 2);
        assert.deepEqual([records[1].seed, records[1].episode], [seed, 1]);
        assert.deepEqual(replay(records[1]).map(plain).at(-1), plain(step));
      }),
    );
  });

  test('keeps what players add to their decisions, for accepted actions alone', () => {
    const env = new Recording(make('tic_tac_toe'), { players: ['ann', 'bob'], onEpisode: () => {} });
    env.reset({ seed: 1 });
    env.step(4, { probability: 0.5, value: 0.1, reasoning: 'the middle' });
    assert.throws(() => env.step(4, { value: 9 }), IllegalActionError);
    env.step(0);
    const { decisions, seats } = env.record();
    assert.deepEqual(decisions[0], {
      turn: 0,
      seat: 0,
      role: 'x',
      legal: [0, 1, 2, 3, 4, 5, 6, 7, 8],
      action: 4,
      probability: 0.5,
      value: 0.1,
      reasoning: 'the middle',
    });
    assert.equal('value' in decisions[1], false);
    assert.deepEqual(seats, [
      { player: 'ann', role: 'x' },
      { player: 'bob', role: 'o' },
    ]);
    env.reset();
    assert.equal(env.record().decisions.length, 0);
  });

  test('outside a time limit records that the episode was cut short', () => {
    const records: EpisodeRecord[] = [];
    const env = new Recording(new TimeLimit(make('tic_tac_toe'), 3), {
      onEpisode: (record) => records.push(record),
    });
    playClosed(env, 1, [0, 0, 0, 0]);
    assert.equal(records.length, 1);
    assert.deepEqual([records[0].truncated, records[0].terminated], [true, false]);
    assert.equal(records[0].reason, 'The time limit of 3 decisions was reached.');
  });

  test('inside a time limit plays the same, and has the episode as far as it came', () => {
    const inside = new Recording(make('tic_tac_toe'), { onEpisode: () => assert.fail('it has not ended') });
    const env = new TimeLimit(inside, 3);
    playClosed(env, 1, [0, 0, 0, 0]);
    assert.equal(env.current.truncated, true);
    assert.equal(inside.record().decisions.length, 3);
    assert.equal(inside.record().truncated, false);
  });

  test('does not record its clones', () => {
    let count = 0;
    const env = new Recording(make('kuhn_poker'), { onEpisode: () => count++ });
    env.reset({ seed: 1 });
    const clone = env.clone();
    while (!clone.current.done) clone.step(clone.current.legal[0]);
    assert.equal(count, 0);
    assert.equal(env.current.done, false);
  });

  test('of a language game hands over every finished episode once', async () => {
    const records: EpisodeRecord[] = [];
    const env = new AsyncRecording(make('word_duel', { rounds: 1 }), {
      players: ['ann', 'bob'],
      onEpisode: (record) => records.push(record),
    });
    for (let episode = 0; episode < 2; episode++) {
      await env.reset(episode === 0 ? { seed: 4 } : {});
      await env.step('apple', {}, { value: 0.5 });
      await assert.rejects(env.step('beach', { signal: AbortSignal.abort() }, { value: 9 }));
      await env.step('?', {}, { value: 1 });
      await env.step('?');
    }
    assert.deepEqual(
      records.map(({ episode, reason }) => [episode, reason?.slice(0, 17)]),
      [
        [0, 'Player 2 forfeits'],
        [1, 'Player 2 forfeits'],
      ],
    );
    assert.deepEqual(
      records[1].decisions.map(({ value }) => value),
      [0.5, 1, undefined],
    );
    assert.deepEqual(records[1].seats, [
      { player: 'ann', role: 'first' },
      { player: 'bob', role: 'second' },
    ]);
  });
});
