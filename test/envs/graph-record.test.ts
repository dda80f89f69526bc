import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SelfPlay, UniformPolicy } from '@parlor/agents';
import {
  type Game,
  type GraphRecord,
  graphReader,
  loadGame,
  OptionError,
  sayGraphQuestion,
  type State,
} from '@parlor/envs';

const RELATIONS = 2;

/** Ends of episodes of random play, each with its record and returns. */
async function ends(game: Game): Promise<{ state: State; record: GraphRecord; returns: number[] }[]> {
  const episodes = 400;
  const read = graphReader(game);
  const seen: { state: State; record: GraphRecord }[] = [];
  const play = new SelfPlay(game, {
    seed: 3,
    episodes,
    batch: 400,
    ended: (state) => seen.push({ state: state.slice(), record: read(state) }),
  });
  await play.play(0, 0, [{ policy: new UniformPolicy() }], new Int32Array(episodes * game.seats));
  return seen.map((end, episode) => ({
    ...end,
    returns: Array.from(play.returns.subarray(episode * game.seats, (episode + 1) * game.seats)),
  }));
}

describe('the record of an episode of the closed game of search', () => {
  for (const options of ['given=false', 'given=true', 'asks=chance']) {
    test(`tells the question, whether it was accepted, and who was right, with ${options}`, async () => {
      const spec = `graph_search(entities=4,relations=${RELATIONS},${options},rewards=format,penalty=-0.5,solvers=3)`;
      const game = loadGame(spec);
      const reasons = new Map<string | undefined, number>();
      for (const { state, record, returns } of await ends(game)) {
        const { start, path, rejection, right, solvers } = record;
        reasons.set(rejection, (reasons.get(rejection) ?? 0) + 1);
        assert.equal(solvers, 3);
        const accepted = options === 'asks=chance' ? 0 : 1; // whoever has asked is paid
        assert.equal(returns[0], rejection === undefined ? accepted : -0.5);
        assert.equal(right, returns[1] + returns[2] + returns[3]);
        const words = sayGraphQuestion(start, path, RELATIONS);
        assert.ok(game.text.view(state, 0).includes(words), `${game.text.view(state, 0)} is not ${words}`);
      }
      if (options === 'asks=chance') return assert.deepEqual([...reasons.keys()], [undefined]);
      const common = [
        'no-answer',
        'several-answers',
        'answer-in-question',
        'unsupported',
        undefined,
      ] as const;
      for (const reason of common) assert.ok((reasons.get(reason) ?? 0) > 0, String(reason));
      assert.equal(reasons.has('other-answer'), options === 'given=true');
    });
  }

  test('is not read from the states of another game', () => {
    assert.throws(() => graphReader(loadGame('kuhn_poker')), OptionError);
  });
});
