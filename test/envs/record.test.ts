import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  AsyncRecording,
  type EpisodeRecord,
  make,
  loadGame,
  type MatchRecord,
  parseRecord,
  RECORD_HEADER,
  RecordError,
  recordEpisode,
  recordFor,
  Recording,
  wordDuel,
} from '@parlor/envs';
import { junkText } from '@parlor/envs/laws';
import fc from 'fast-check';
import { CLOSED_SPECS, picks, playClosed } from './closed-play.ts';
import { WORDS } from '../../envs/games/word-duel-words.ts';
import { play } from '../../envs/laws/language/script.ts';

function closedRecord(spec: string, seed: number, by: readonly number[], limit?: number): EpisodeRecord {
  const env = new Recording(make(spec as 'kuhn_poker'), { onEpisode: () => {} });
  playClosed(env, seed, by, limit);
  return env.record();
}

async function languageRecord(seed: number, script: readonly string[]): Promise<EpisodeRecord> {
  const env = new AsyncRecording(make('word_duel', { words: 4 }), { onEpisode: () => {} });
  await env.reset({ seed });
  for (const reply of script) if (!env.current.done) await env.step(reply);
  return env.record();
}

const script = fc.array(fc.oneof(fc.constantFrom(...WORDS[5].slice(0, 4)), junkText), { maxLength: 24 });
const closed = fc
  .tuple(fc.constantFrom(...CLOSED_SPECS), fc.integer(), picks, fc.nat(10))
  .map(([spec, seed, by, limit]) => closedRecord(spec, seed, by, limit));

function match(episodes: readonly EpisodeRecord[]): MatchRecord {
  const { spec, version } = episodes[0];
  return {
    ...RECORD_HEADER,
    kind: 'match',
    spec,
    version,
    players: ['player_0', 'player_1', 'player_2'],
    episodes,
  };
}

describe('a record', () => {
  test('of a closed game comes back from JSON as it was', () => {
    fc.assert(
      fc.property(closed, (record) => {
        assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(record))), record);
      }),
    );
  });

  test('of a language game comes back from JSON as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), script, async (seed, replies) => {
        const record = await languageRecord(seed, replies);
        assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(record))), record);
      }),
    );
  });

  test('of a match comes back from JSON as it was', () => {
    fc.assert(
      fc.property(closed, closed, (one, other) => {
        const record = match(one.spec === other.spec ? [one, other] : [one]);
        assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(record))), record);
      }),
    );
  });

  test("as a seat's view comes back from JSON as it was", () => {
    fc.assert(
      fc.property(closed, fc.nat(1), (record, seat) => {
        const view = recordFor(record, seat);
        assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(view))), view);
        assert.deepEqual(recordFor(view, seat), view);
      }),
    );
  });

  test('holds a decision for every decision, with what was legal and who made it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CLOSED_SPECS), fc.integer(), picks, (spec, seed, by) => {
        const env = make(spec);
        const steps = playClosed(env, seed, by);
        const record = closedRecord(spec, seed, by);
        assert.equal(record.decisions.length, steps.length - 1);
        for (const [index, { seat, turn, legal, action, role }] of record.decisions.entries()) {
          const step = steps[index];
          assert.deepEqual(
            { seat, turn, legal },
            { seat: step.seat, turn: step.info.turn, legal: step.legal },
          );
          assert.equal(action, record.history?.[turn]);
          assert.equal(role, env.game.roles[step.role]);
        }
        assert.deepEqual(record.returns, steps.at(-1)?.returns);
        assert.equal(record.terminated, true);
        for (let seat = 0; seat < env.game.seats; seat++) {
          const told = record.messages
            .filter(({ audience }) => audience.includes(seat))
            .map(({ text }) => text);
          assert.deepEqual(
            told,
            env.messages(seat).map(({ text }) => text),
          );
        }
      }),
    );
  });

  test('is not made of a history that does not play, or without a player a seat', () => {
    const game = loadGame('tic_tac_toe');
    const given = { seed: 0, episode: 0, players: ['a', 'b'] };
    assert.throws(
      () => recordEpisode(game, { ...given, history: [0, 0] }),
      /turn 1 of the history, 0, is not possible/,
    );
    assert.throws(() => recordEpisode(game, { ...given, history: [9] }), RecordError);
    assert.throws(() => recordEpisode(game, { ...given, history: [0, 3, 1, 4, 2, 5] }), /turn 5/);
    assert.throws(
      () => recordEpisode(game, { ...given, players: ['a'], history: [] }),
      /2 seats, but 1 players/,
    );
  });
});

describe("a seat's view of a record", () => {
  test('holds its own decisions and messages and nobody else’s', () => {
    fc.assert(
      fc.property(closed, (record) => {
        for (const seat of record.seats.keys()) {
          const view = recordFor(record, seat);
          assert.deepEqual(
            view.decisions,
            record.decisions.filter((decision) => decision.seat === seat),
          );
          assert.deepEqual(
            view.messages,
            record.messages.filter(({ audience }) => audience.includes(seat)),
          );
          assert.deepEqual([view.seed, view.history, view.viewer], [null, null, seat]);
          for (const [other, { player, role }] of view.seats.entries()) {
            if (other !== seat) assert.deepEqual([player, role], [null, null]);
          }
        }
      }),
    );
  });

  test('is the same whatever cards it has not seen', () => {
    // Two deals of Kuhn poker in which seat 0 holds the middle card and seat 1 folds: its card is never shown.
    const game = loadGame('kuhn_poker');
    const views = [0, 2].map((hidden) =>
      recordFor(
        recordEpisode(game, { seed: hidden, episode: 0, history: [1, hidden, 1, 0], players: ['a', 'b'] }),
        0,
      ),
    );
    assert.deepEqual(views[0], views[1]);
  });

  test('never holds what another seat thinks, says in vain or expects', async () => {
    const env = new AsyncRecording(make('word_duel'), {
      onEpisode: () => {},
      players: ['canary0', 'canary1'],
    });
    let step = await env.reset({ seed: 'canary' });
    for (let index = 0; index < 4; index++) {
      const mark = `canary${step.seat}`;
      await env.step(`<think>${mark}</think> [${mark}]`, {}, { value: 0.25 + step.seat });
      step = await env.step(`${mark} [apple]`, {}, { reasoning: mark, probability: 0.125 });
    }
    const record = env.record();
    for (const seat of [0, 1]) {
      const view = JSON.stringify(recordFor(record, seat));
      assert.ok(!view.includes(`canary${1 - seat}`), view);
      assert.ok(view.includes(`canary${seat}`), view);
      assert.ok(!view.includes(String(0.25 + 1 - seat)), view);
      assert.ok(!view.includes('"canary"'), view);
    }
  });

  test('does not tell a seat a role that it was not shown', async () => {
    const blind = { ...wordDuel(), knowsRole: () => false };
    const env = new AsyncRecording(new AsyncEnv(blind), { onEpisode: () => {} });
    await env.reset({ seed: 1 });
    await env.step('[apple]');
    const record = env.record();
    assert.deepEqual(
      record.seats.map(({ role }) => role),
      ['first', 'second'],
    );
    for (const seat of [0, 1])
      assert.ok(!JSON.stringify(recordFor(record, seat)).includes('"first"'), 'it is told');
  });

  test('is refused for a seat that is not there, and for another seat than the viewer', () => {
    const record = closedRecord('kuhn_poker', 1, [0, 0, 0]);
    assert.throws(() => recordFor(record, 2), RecordError);
    assert.throws(() => recordFor(record, 0.5), RecordError);
    assert.throws(() => recordFor(recordFor(record, 0), 1), /what seat 0 may know, not seat 1/);
  });
});

describe('parseRecord', () => {
  /** Everything that JSON may hold, and values that records are sensitive to. */
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      -1,
      0.5,
      2,
      7,
      1e300,
      'closed',
      'language',
      'match',
      'episode',
      null,
      [],
      {},
      '__proto__',
    ),
  );

  /** Changes one place of a JSON value: a field is replaced, left out, doubled or renamed. */
  function mutate(json: unknown, path: readonly number[], value: unknown, how: number): unknown {
    if (typeof json !== 'object' || json === null || path.length === 0) return value;
    const keys = Object.keys(json);
    if (keys.length === 0) return value;
    const name = keys[path[0] % keys.length];
    const entries = Object.entries(json);
    const changed = entries.flatMap(([field, inner]): [string, unknown][] => {
      if (field !== name) return [[field, inner]];
      if (path.length > 1 && typeof inner === 'object' && inner !== null) {
        return [[field, mutate(inner, path.slice(1), value, how)]];
      }
      if (how === 0) return [];
      if (how === 1) return [[`${field}s`, inner]];
      return [[field, value]];
    });
    if (!Array.isArray(json)) return Object.fromEntries(changed);
    return how === 3 ? [...changed, ...changed].map(([, item]) => item) : changed.map(([, item]) => item);
  }

  const check = (json: unknown): void => {
    let record;
    try {
      record = parseRecord(json);
    } catch (error) {
      assert.ok(error instanceof RecordError, `another error: ${String(error)}`);
      return;
    }
    assert.deepEqual(parseRecord(JSON.parse(JSON.stringify(record))), record);
  };

  test('answers mutated records with a valid record or a RecordError, and nothing else', () => {
    fc.assert(
      fc.property(
        closed,
        fc.array(fc.nat(), { maxLength: 5 }),
        anything,
        fc.nat(3),
        fc.boolean(),
        (record, path, value, how, whole) => {
          check(mutate(JSON.parse(JSON.stringify(whole ? match([record]) : record)), path, value, how));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('answers mutated records of language games likewise', async () => {
    const records = await Promise.all(
      [1, 2, 3].map((seed) => languageRecord(seed, ['apple', '?', 'beach', '?', '?'])),
    );
    const jsons = [...records, ...records.map((record) => recordFor(record, 0))];
    fc.assert(
      fc.property(
        fc.constantFrom(...jsons),
        fc.array(fc.nat(), { maxLength: 5 }),
        anything,
        fc.nat(3),
        (record, path, value, how) => {
          check(mutate(JSON.parse(JSON.stringify(record)), path, value, how));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('reads −0 as 0, which is what JSON will write: a record with one once came back different', async () => {
    const record = await languageRecord(1, ['apple']);
    const read = parseRecord({ ...record, episode: -0, returns: [-0, 0] });
    assert.deepEqual(read, JSON.parse(JSON.stringify(read)));
  });

  test('answers any JSON with a RecordError', () => {
    fc.assert(fc.property(anything, (json) => assert.throws(() => parseRecord(json), RecordError)));
  });

  test('names the field that is wrong', async () => {
    const record = await languageRecord(1, ['apple', '?', 'beach']);
    const deal = closedRecord('kuhn_poker', 1, [0, 1, 0]);
    const wrong: [path: string, json: unknown][] = [
      ['', 7],
      ['format', { ...record, format: 'other' }],
      ['formatVersion', { ...record, formatVersion: 2 }],
      ['kind', { ...record, kind: 'replay' }],
      ['gameKind', { ...record, gameKind: 'open' }],
      ['viewer', { ...record, viewer: 2 }],
      ['seed', { ...record, seed: null }],
      ['seed', { ...record, viewer: 0 }],
      ['history', { ...record, history: [] }],
      ['history', { ...deal, history: null }],
      ['history[1]', { ...deal, history: [0, -1] }],
      ['settings', { ...record, settings: null }],
      [
        'settings.invalidMoves.retries',
        { ...record, settings: { turnLimit: 1, invalidMoves: { retries: -1 } } },
      ],
      ['seats[1].player', { ...record, seats: [record.seats[0], { role: null }] }],
      ['returns', { ...record, returns: [0] }],
      ['returns[1]', { ...record, returns: [0, '1'] }],
      ['decisions[0].seat', { ...record, decisions: [{ ...record.decisions[0], seat: 2 }] }],
      ['decisions[0].action', { ...deal, decisions: [{ ...deal.decisions[0], action: 5 }] }],
      ['decisions[0].legal', { ...deal, decisions: [{ ...deal.decisions[0], legal: [1, 0] }] }],
      ['decisions[0].probability', { ...deal, decisions: [{ ...deal.decisions[0], probability: 1.5 }] }],
      ['messages[0].audience[0]', { ...record, messages: [{ ...record.messages[0], audience: [-1] }] }],
      ['messages[0].author', { ...record, messages: [{ ...record.messages[0], author: -2 }] }],
      ['episodes[0].kind', { ...match([deal]), episodes: [match([deal])] }],
      ['episodes[0].version', { ...match([deal]), version: 9 }],
      ['episodes[0].seats[0].player', { ...match([deal]), players: ['somebody'] }],
    ];
    for (const [path, json] of wrong) {
      assert.throws(
        () => parseRecord(JSON.parse(JSON.stringify(json))),
        (error: unknown) => {
          assert.ok(error instanceof RecordError, String(error));
          assert.equal(error.path, path, error.message);
          assert.ok(error.message.includes(path === '' ? 'The record' : path), error.message);
          return true;
        },
      );
    }
  });

  test('refuses another seat’s decision or message in a view', () => {
    const record = closedRecord('kuhn_poker', 1, [0, 1, 0]);
    const view = recordFor(record, 0);
    assert.throws(
      () => parseRecord({ ...view, decisions: record.decisions }),
      /decisions\[1\]\.seat must be 0, the viewer/,
    );
    assert.throws(() => parseRecord({ ...view, messages: record.messages }), /audience must be with seat 0/);
  });
});

test('what was played is what is recorded, for a language game', async () => {
  const env = make('word_duel', { words: 4 });
  await play(env, 3, ['apple', '?', '<think>b</think>beach']);
  const record = await languageRecord(3, ['apple', '?', '<think>b</think>beach']);
  assert.deepEqual(record.decisions, env.decisions);
  assert.deepEqual(record.messages, env.log);
  assert.deepEqual(
    record.decisions.map(({ seat, turn, reply, rejected, reasoning }) => [
      seat,
      turn,
      reply,
      rejected !== undefined,
      reasoning,
    ]),
    [
      [0, 0, 'apple', false, undefined],
      [1, 1, '?', true, undefined],
      [1, 1, 'beach', false, 'b'],
    ],
  );
});
