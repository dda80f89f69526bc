import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncRecording,
  type EpisodeRecord,
  loadGame,
  make,
  parseRecord,
  RecordError,
  recordFor,
  Recording,
  replay,
  replayLanguage,
  type TimeStep,
  TimeLimit,
  trajectories,
} from '@parlor/envs';
import { junkText } from '@parlor/envs/laws';
import fc from 'fast-check';
import { WORDS } from '../../envs/games/word-duel-words.ts';
import { CLOSED_SPECS, picks, plain, playClosed } from './closed-play.ts';

function playRecorded(
  spec: string,
  seed: number,
  by: readonly number[],
  limit: number,
): [EpisodeRecord, TimeStep[]] {
  const env = new Recording(new TimeLimit(make(spec as 'kuhn_poker'), limit), { onEpisode: () => {} });
  const steps = playClosed(env, seed, by);
  return [env.record(), steps];
}

const episode = fc
  .tuple(fc.constantFrom(...CLOSED_SPECS), fc.integer(), picks, fc.integer({ min: 1, max: 12 }))
  .map((parts) => playRecorded(...parts));

const replies = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WORDS[5].slice(0, 6)) }, junkText),
  {
    maxLength: 24,
  },
);

async function talkRecorded(seed: number, script: readonly string[]): Promise<[EpisodeRecord, TimeStep[]]> {
  const env = new AsyncRecording(make('word_duel', { words: 6 }), { onEpisode: () => {} });
  const steps = [await env.reset({ seed })];
  for (const reply of script) if (!env.current.done) steps.push(await env.step(reply));
  return [env.record(), steps];
}

describe('replay', () => {
  test('gives back every time step, from a record that has been JSON', () => {
    fc.assert(
      fc.property(episode, ([record, steps]) => {
        const read = parseRecord(JSON.parse(JSON.stringify(record)));
        assert.equal(read.kind, 'episode');
        assert.deepEqual(replay(read).map(plain), steps.map(plain));
      }),
    );
  });

  test('gives back every time step of a language game', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), replies, async (seed, script) => {
        const [record, steps] = await talkRecorded(seed, script);
        const read = parseRecord(JSON.parse(JSON.stringify(record)));
        assert.deepEqual(await replayLanguage(read as EpisodeRecord), steps);
      }),
    );
  });

  test('gives back an episode that has not ended', () => {
    const env = new Recording(make('leduc_poker'), { onEpisode: () => {} });
    const steps = playClosed(env, 1, [1, 1, 1], 2);
    assert.equal(env.current.done, false);
    assert.deepEqual(replay(env.record()).map(plain), steps.map(plain));
  });

  test('reports the first place where a record does not play', () => {
    const [record] = playRecorded('kuhn_poker', 1, [1, 1, 1], 12);
    const { decisions } = record;
    const history = record.history ?? [];
    const wrong: [path: string, record: EpisodeRecord][] = [
      ['spec', { ...record, version: 99 }],
      ['history[0]', { ...record, history: [3, ...history.slice(1)] }],
      ['history[1]', { ...record, history: [0, 0, ...history.slice(2)] }],
      ['history', { ...record, history: history.slice(0, 1) }],
      ['history[2]', { ...record, history: history.slice(0, 2) }],
      ['history[2]', { ...record, history: [...history.slice(0, 2), 7] }],
      ['history[4]', { ...record, history: [...history, 0] }],
      ['decisions[0].seat', { ...record, decisions: [{ ...decisions[0], seat: 1 }] }],
      ['decisions[0].turn', { ...record, decisions: [{ ...decisions[0], turn: 0 }] }],
      ['decisions[0].legal', { ...record, decisions: [{ ...decisions[0], legal: [1] }] }],
      ['decisions[0].action', { ...record, decisions: [{ ...decisions[0], action: 0 }] }],
      ['returns[0]', { ...record, returns: [5, -5] }],
      ['terminated', { ...record, terminated: false }],
      ['truncated', { ...record, truncated: true }],
      ['viewer', recordFor(record, 0)],
    ];
    for (const [path, broken] of wrong) {
      assert.throws(
        () => replay(broken),
        (error: unknown) => {
          assert.ok(error instanceof RecordError, String(error));
          assert.equal(error.path, path, error.message);
          return true;
        },
      );
    }
  });

  test('reports the first place where a record of a language game does not play', async () => {
    const [record] = await talkRecorded(1, ['?', 'apple', 'beach']);
    const { decisions } = record;
    const wrong: [path: string, record: EpisodeRecord][] = [
      ['spec', { ...record, version: 99 }],
      ['decisions[0].rejected', { ...record, decisions: [{ ...decisions[0], reply: 'apple' }] }],
      ['decisions[1].rejected', { ...record, decisions: [decisions[0], { ...decisions[1], reply: '!' }] }],
      ['decisions[1].seat', { ...record, decisions: [decisions[0], decisions[2]] }],
      ['returns[1]', { ...record, returns: [0, 1] }],
      ['terminated', { ...record, terminated: true }],
      ['viewer', recordFor(record, 0)],
    ];
    for (const [path, broken] of wrong) {
      await assert.rejects(replayLanguage(broken), (error: unknown) => {
        assert.ok(error instanceof RecordError, String(error));
        assert.equal(error.path, path, error.message);
        return true;
      });
    }
  });

  test('names the function for records of the other kind', async () => {
    const [closed] = playRecorded('kuhn_poker', 1, [0, 0], 12);
    const [spoken] = await talkRecorded(1, ['apple']);
    assert.throws(() => replay(spoken), /call replayLanguage\(\)/);
    await assert.rejects(replayLanguage(closed), /call replay\(\)/);
  });

  test('takes the rules of a game that is not registered', () => {
    const mine = { ...loadGame('tic_tac_toe'), id: 'mine', spec: 'mine' };
    const [record, steps] = playRecorded('tic_tac_toe', 1, [4, 2, 0, 1, 3, 0, 0, 0, 0], 12);
    assert.deepEqual(replay({ ...record, spec: 'mine' }, mine).map(plain), steps.map(plain));
    assert.throws(() => replay({ ...record, spec: 'mine' }), /no game "mine"/);
  });
});

describe('trajectories', () => {
  test('hold what each seat knew at its decisions, and rewards that add up to its return', () => {
    fc.assert(
      fc.property(episode, ([record, steps]) => {
        const lives = trajectories(record);
        assert.equal(lives.length, record.seats.length);
        for (const [seat, life] of lives.entries()) {
          const own = steps.filter((step) => step.seat === seat);
          assert.deepEqual(
            life.steps.map(({ observation }) => observation),
            own.map(({ observation }) => observation),
          );
          assert.deepEqual(
            life.steps.map(({ legal }) => legal),
            own.map(({ legal }) => legal),
          );
          assert.deepEqual(
            life.steps.map(({ messages }) => messages),
            own.map(({ messages }) => messages),
          );
          assert.deepEqual(
            life.steps.map(({ action }) => action),
            record.decisions.filter((decision) => decision.seat === seat).map(({ action }) => action),
          );
          assert.equal(life.return, record.returns[seat]);
          if (own.length > 0)
            assert.equal(
              life.steps.reduce((sum, { reward }) => sum + reward, 0),
              life.return,
            );
          assert.deepEqual([life.terminated, life.truncated], [record.terminated, record.truncated]);
        }
      }),
    );
  });

  test('of a language game hold its words, replies and notes', async () => {
    const [record] = await talkRecorded(1, ['<think>hm</think>apple', '?', 'beach']);
    const [first, second] = trajectories(record, await replayLanguage(record));
    assert.deepEqual(
      first.steps.map(({ reply }) => reply),
      ['apple'],
    );
    assert.deepEqual(
      second.steps.map(({ reply }) => reply),
      ['?', 'beach'],
    );
    assert.match(second.steps[1].messages[0].text, /rejected/);
    assert.equal(first.role, 'first');
    assert.throws(() => trajectories(record), /replayLanguage/);
  });

  test('give a reward to the decision before it, up to the seat’s next one', () => {
    // Tic-tac-toe that pays x a point whenever o moves: the point belongs to x's decision before.
    const base = loadGame('tic_tac_toe');
    const paying = {
      ...base,
      spec: 'paying',
      payoff: 'general-sum' as const,
      pays: 'along' as const,
      returns: (state: Int32Array, out: Float64Array) => {
        out[0] = Math.floor(state[2] / 2);
        out[1] = 0;
      },
    };
    const [record] = playRecorded('tic_tac_toe', 1, [0, 1, 0, 1], 4);
    const paid = { ...record, spec: 'paying', returns: [2, 0] };
    const [x, o] = trajectories(paid, replay(paid, paying));
    assert.deepEqual(
      x.steps.map(({ reward }) => reward),
      [1, 1],
    );
    assert.deepEqual(
      o.steps.map(({ reward }) => reward),
      [0, 0],
    );
  });
});
