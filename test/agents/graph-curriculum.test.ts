import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  COLLAPSE_SIGNALS,
  graphCurriculum,
  graphQuestion,
  SelfPlay,
  UniformPolicy,
  type WatchReport,
} from '@parlor/agents';
import { type GraphRecord, graphReader, loadGame, tokenSet } from '@parlor/envs';

const EPISODES = 300;
const SPEC = 'graph_search(entities=4,given=false,solvers=2';

/** A round of random play, in which the learner holds the proposer's seat in some episodes. */
async function round(
  spec: string,
  proposes: (episode: number) => boolean,
  surprisal: (number | null)[] = [1.25, 2],
): Promise<{ report: WatchReport; records: GraphRecord[] }> {
  const game = loadGame(spec);
  const watch = graphCurriculum(game, { window: EPISODES });
  assert.equal(watch.alarms, COLLAPSE_SIGNALS);
  const read = graphReader(game);
  const records: GraphRecord[] = [];
  const play = new SelfPlay(game, {
    seed: 1,
    episodes: EPISODES,
    batch: 100,
    ended(state, episode) {
      watch.ended(state, (seat) => seat > 0 || proposes(episode));
      records.push(read(state));
    },
  });
  const lineup = new Int32Array(EPISODES * game.seats);
  await play.play(0, 0, [{ policy: new UniformPolicy() }], lineup);
  return { report: watch.report({ surprisal }), records };
}

describe('the curriculum of the closed game of search', () => {
  test('measures the questions that the learner asks', async () => {
    const proposes = (episode: number): boolean => episode % 3 === 0;
    const { report, records } = await round(`${SPEC})`, proposes);
    const own = records.filter((_, episode) => proposes(episode));
    const accepted = own.filter(({ rejection }) => rejection === undefined);
    const { measures } = report;
    assert.equal(measures.proposals, own.length);
    assert.equal(measures.questions, accepted.length);
    assert.ok(accepted.length > 5);
    assert.equal(measures.entropy, 1.25);
    const mean = (value: (record: GraphRecord) => number): number =>
      accepted.reduce((sum, record) => sum + value(record), 0) / accepted.length;
    assert.ok(Math.abs(measures.hops - mean(({ path }) => path.length)) < 1e-12);
    assert.ok(Math.abs(measures.solverSkill - mean(({ right }) => right / 2)) < 1e-12);
    const unsupported = own.filter(({ rejection }) => rejection === 'unsupported').length;
    assert.equal(measures['rejected unsupported'], unsupported);
    assert.ok(Object.values(measures).every(Number.isFinite));
  });

  test('leaves out what has no value, and forgets a round once it is told', async () => {
    const { report } = await round(`${SPEC})`, () => false, [null, 1]);
    assert.deepEqual(report, { measures: { proposals: 0, questions: 0 }, alarms: [] });
  });

  test('measures all questions where nature asks', async () => {
    const { report } = await round(`${SPEC},asks=chance)`, () => false);
    assert.deepEqual([report.measures.proposals, report.measures.validity], [EPISODES, 1]);
  });

  test('raises alarms: of few questions many are repeated', async () => {
    const { report } = await round(`${SPEC},relations=1,hops=1,asks=chance)`, () => true);
    assert.deepEqual(report.alarms, [{ name: 'repetition', on: true }]);
  });

  test('takes questions as the same where start and every step are', () => {
    const record = { right: 1, solvers: 2 };
    const tokens = (start: number, ...path: number[]): string =>
      [...tokenSet(graphQuestion({ ...record, start, path }).text)].join();
    assert.equal(tokens(1, 2, 3), tokens(1, 2, 3));
    const others = [
      tokens(1, 2, 3),
      tokens(2, 2, 3),
      tokens(1, 3, 2),
      tokens(1, 2),
      tokens(1, 2, 3, 3),
      tokens(12, 3),
    ];
    assert.equal(new Set(others).size, others.length);
    const rejected = graphQuestion({ ...record, start: 0, path: [0], rejection: 'unsupported' }, 0.5);
    assert.deepEqual([rejected.accepted, rejected.reason, rejected.entropy], [false, 'unsupported', 0.5]);
  });
});
