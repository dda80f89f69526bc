import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { COLLAPSE_SIGNALS, Curriculum, type Watch, type WatchedRound } from '@parlor/agents';
import {
  defineGame,
  fields,
  type Game,
  layout,
  parseName,
  register,
  type State,
  TERMINAL,
} from '@parlor/envs';
import {
  ConfigError,
  type LeagueConfigInput,
  type LeagueEvent,
  leagueReport,
  parseConfig,
  runLeague,
  WatchError,
} from '@parlor/league';
import { engine, type Played, playLeague, tiny } from './support.ts';

const QUESTIONS = 6;
const { at, size } = layout({ asked: 1, answered: 1 });

/**
 * The least game of a proposer and a solver: the first seat asks one of six questions, of which the even ones are
 * accepted; the second says how hard it was, and a half of the answers are right.
 */
const riddle = defineGame({
  id: 'riddle',
  summary: 'one asks, one answers',
  options: {},
  create() {
    const features = fields({
      role: { shape: [2], kind: 'one-hot' },
      asked: { shape: [QUESTIONS], kind: 'one-hot' },
    });
    const names = Array.from({ length: QUESTIONS }, (_, action) => `option ${action}`);
    return {
      version: 1,
      seats: 2,
      roles: ['proposer', 'solver'],
      actionCount: QUESTIONS,
      maxLegal: QUESTIONS,
      chanceCount: 0,
      chanceKind: 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 2,
      payoff: 'general-sum',
      payoffRange: [0, 1],
      information: 'perfect',
      pays: 'at-end',
      start: (state) => void state.fill(-1),
      mover: (state) => (state[at.asked] < 0 ? 0 : accepted(state) && state[at.answered] < 0 ? 1 : TERMINAL),
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.asked] >= 0 && (!accepted(state) || state[at.answered] >= 0)) return 0;
        for (let action = 0; action < QUESTIONS; action++) actions[action] = action;
        return QUESTIONS;
      },
      chance: () => 0,
      draw: () => 0,
      apply(state, action) {
        state[state[at.asked] < 0 ? at.asked : at.answered] = action;
      },
      returns(state, out) {
        out.fill(0);
        if (state[at.answered] < 0) return;
        out[1] = Number(solved(state));
        out[0] = 1 - out[1];
      },
      witness: (_state, action) => 1 + action,
      observe(state, seat, out) {
        out[features.at.role + seat] = 1;
        if (state[at.asked] >= 0) out[features.at.asked + state[at.asked]] = 1;
      },
      text: {
        rules: () => 'Ask, or answer.',
        view: () => 'It is your turn.',
        event: (_state, action) => `Option ${action}.`,
        actionName: (_state, action) => names[action],
        parse: (_state, reply) => parseName(reply, names),
      },
    };
  },
});
register(riddle);

function accepted(state: State): boolean {
  return state[at.asked] % 2 === 0;
}

function solved(state: State): boolean {
  return state[at.answered] % 2 === 0;
}

/** What a watch of the riddle saw, for the tests to look at. */
interface Seen {
  readonly watch: Watch;
  readonly learner: string;
  readonly states: number[][];
  readonly holds: boolean[][];
  readonly rounds: WatchedRound[];
}

function watcher(seen: Seen[] = []): (game: Game, learner: string) => Watch {
  return (game, learner) => {
    const curriculum = new Curriculum({ window: 80, atLeast: 1 });
    const [states, holds, rounds]: [number[][], boolean[][], WatchedRound[]] = [[], [], []];
    const watch: Watch = {
      alarms: COLLAPSE_SIGNALS,
      ended(state, held) {
        states.push(Array.from(state));
        holds.push(Array.from({ length: game.seats }, (_, seat) => held(seat)));
        const success = state[at.answered] >= 0 && solved(state) ? 1 : 0;
        curriculum.add({
          accepted: accepted(state),
          text: `question ${state[at.asked]}`,
          success,
          solvers: 1,
        });
      },
      report(round) {
        rounds.push(round);
        const { validity, diversity } = curriculum.measures();
        return {
          measures: { validity: validity ?? 0, ...(diversity !== null && { diversity }) },
          alarms: curriculum.assess(),
        };
      },
    };
    seen.push({ watch, learner, states, holds, rounds });
    return watch;
  };
}

const RIDDLE: LeagueConfigInput = tiny('riddle');
/** Two learners, the second of which also meets frozen members. */
const PAIR: LeagueConfigInput = {
  ...tiny('riddle', { steps: 500 }),
  fixed: ['uniform'],
  roles: {
    main: { opponents: [{ rule: 'self-play' }], admission: { rule: 'steps', every: 200 } },
    other: {
      opponents: [{ rule: 'self-play' }, { rule: 'fixed' }],
      admission: { rule: 'steps', every: 200 },
    },
  },
  learners: [
    { name: 'ann', role: 'main' },
    { name: 'bob', role: 'other' },
  ],
};

/** What a league tells besides what is watched. */
function others({ events }: Pick<Played, 'events'>): LeagueEvent[] {
  return events.filter(({ type }) => type !== 'measured' && type !== 'alarm');
}

describe('a watched league', { concurrency: 1 }, () => {
  test('tells what it would tell otherwise, and after each round what was measured in it', async () => {
    const watched = await playLeague(PAIR, { watcher: watcher() });
    assert.deepEqual(others(watched), (await playLeague(PAIR)).events);
    const rounds = watched.of('round').map(({ round, learner }) => [round, learner]);
    assert.deepEqual(
      watched.of('measured').map(({ round, learner }) => [round, learner]),
      rounds,
    );
    for (const [index, event] of watched.events.entries()) {
      if (event.type !== 'measured') continue;
      const before = watched.events[index - 1];
      assert.deepEqual([before.type, 'round' in before && before.round], ['round', event.round]);
    }
    // Six questions among the last hundred.
    assert.ok(watched.of('measured').every(({ measures }) => measures.diversity <= 0.3));
    const alarms = watched.of('alarm').filter(({ name }) => name === 'repetition');
    assert.deepEqual(
      alarms.map(({ round, learner, on }) => [round, learner, on]),
      [
        [0, 'ann', true],
        [0, 'bob', true],
      ],
    );
    assert.equal(watched.result.stoppedBy, undefined);
  });

  test('is watched the same for every batch size', async () => {
    const play = async (batch: number): Promise<unknown> => {
      const seen: Seen[] = [];
      const { events } = await playLeague(PAIR, { batch, watcher: watcher(seen) });
      return [events, seen.map(({ states, holds, rounds }) => [states, holds, rounds])];
    };
    const first = await play(80);
    for (const batch of [1, 7, 1000]) assert.deepEqual(await play(batch), first);
  });

  test('shows each watch the ends of its own learner’s episodes, who held which seat, and how the learner chose', async () => {
    const seen: Seen[] = [];
    const { of } = await playLeague(PAIR, { watcher: watcher(seen) });
    assert.deepEqual(
      seen.map(({ learner }) => learner),
      ['ann', 'bob'],
    );
    for (const { learner, states, holds, rounds } of seen) {
      const own = of('round').filter((event) => event.learner === learner);
      assert.equal(states.length, 80 * own.length);
      assert.equal(rounds.length, own.length);
      const proposed = states.filter((_, episode) => holds[episode][0]).length;
      const alone = holds.every(([first, second]) => first && second);
      assert.equal(alone, learner === 'ann');
      assert.ok(alone || (holds.every(([first, second]) => first || second) && proposed < states.length));
      // Returns of the round are those of the states that were shown.
      own.forEach(({ returns }, round) => {
        const shown = states.slice(80 * round, 80 * (round + 1)).filter((_, at) => holds[80 * round + at][0]);
        const paid = shown.filter(
          (state) => accepted(Int32Array.from(state)) && state[at.answered] % 2 === 1,
        );
        assert.ok(Math.abs((returns[0] ?? NaN) - paid.length / shown.length) < 1e-12);
      });
      for (const { surprisal } of rounds) {
        assert.equal(surprisal.length, 2);
        // Nearly uniform over six options, being new.
        for (const value of surprisal)
          assert.ok(value !== null && Math.abs(value - Math.log(6)) < 0.5, String(value));
      }
    }
  });

  test('ends after the round in which an alarm begins that stopOn lists, and says why', async () => {
    const { result, events, of } = await playLeague(
      { ...PAIR, stopOn: ['too-easy', 'repetition'] },
      { watcher: watcher() },
    );
    assert.deepEqual(result.stoppedBy, { alarm: 'repetition', learner: 'ann', round: 0 });
    assert.equal(result.interrupted, true);
    assert.equal(result.rounds, 1);
    assert.equal(of('round').length, 2, 'the other learner ends the round too');
    assert.equal(events.at(-1)?.type, 'finished');
    assert.match(leagueReport(events), /stopped early by the alarm repetition of ann/);
  });

  test('goes on where an alarm is not listed, and where the budget is spent is not stopped', async () => {
    const free = await playLeague({ ...RIDDLE, stopOn: ['too-hard'] }, { watcher: watcher() });
    assert.equal(free.result.interrupted, false);
    const spent = await playLeague({ ...RIDDLE, steps: 1, stopOn: ['repetition'] }, { watcher: watcher() });
    assert.ok(spent.of('alarm').some(({ name }) => name === 'repetition'));
    assert.deepEqual([spent.result.interrupted, spent.result.stoppedBy], [false, undefined]);
  });

  test('refuses to stop on what nobody watches for', async () => {
    const config = { ...RIDDLE, stopOn: ['boredom'] };
    await assert.rejects(playLeague(config), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /"boredom", but nobody watches a league on riddle; leave stopOn empty\.$/);
      return true;
    });
    await assert.rejects(
      playLeague(config, { watcher: watcher() }),
      /the alarms of riddle are validity-collapse,/,
    );
    assert.throws(() => parseConfig({ ...RIDDLE, stopOn: ['no name'] }), ConfigError);
  });

  test('ends with a reason where a watch answers what cannot be told', async () => {
    const silent: Watch = {
      alarms: [],
      ended: () => undefined,
      report: () => ({ measures: {}, alarms: [] }),
    };
    for (const [report, message] of [
      [{ measures: { validity: NaN }, alarms: [] }, /"validity" of main is NaN/],
      [{ measures: {}, alarms: [{ name: 'fire', on: true }] }, /"fire" is none of those/],
    ] as const) {
      await assert.rejects(
        playLeague(RIDDLE, { watcher: () => ({ ...silent, report: () => report }) }),
        (error) => error instanceof WatchError && message.test(error.message),
      );
    }
    const { of } = await playLeague(RIDDLE, { watcher: () => silent });
    assert.ok(of('measured').every(({ measures }) => Object.keys(measures).length === 0));
  });

  test('keeps measures and alarms in its folder’s log, and shows them in its report', async () => {
    const root = mkdtempSync(join(tmpdir(), 'parlor-watch-'));
    try {
      const seconds = () => 0;
      const { folder } = await runLeague(parseConfig(PAIR), { engine, root, seconds, watcher: watcher() });
      const log = readFileSync(join(folder, 'events.jsonl'), 'utf8');
      assert.match(
        log,
        /"type":"measured","round":0,"learner":"bob","measures":\{"validity":0\.\d+,"diversity":/,
      );
      assert.match(log, /"type":"alarm","round":0,"learner":"bob","name":"repetition","on":true/);
      const report = readFileSync(join(folder, 'report.html'), 'utf8');
      assert.match(report, /<h2>Measures of training<\/h2>.*<h3>ann<\/h3>.*<h3>bob<\/h3>/s);
      assert.match(report, /<th scope="row">repetition<\/th><td>from 0<\/td>/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
