/** A test for each defect that the leagues of other suites were seen to have, named after it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildTree,
  type Entrant,
  FirstLegalPolicy,
  playMatch,
  PolicyAgent,
  type Policy,
  tabulate,
  UniformPolicy,
} from '@parlor/agents';
import {
  AsyncEnv,
  CHANCE,
  defineGame,
  fields,
  type InWordsState,
  loadGame,
  loadLanguageGame,
  parseName,
  register,
  type State,
  TERMINAL,
} from '@parlor/envs';
import { bradleyTerry, Evaluation, weightHash } from '@parlor/league';
import { CrossTable } from '../../scripts/support/cross-table.ts';
import { learningMember, playLeague, tiny } from './support.ts';

declare module '@parlor/envs' {
  interface GameOptions {
    numbered_test: Record<string, never>;
  }
}

/** Decisions of each seat in an episode of the game below. */
const EACH = 5;
const LABELS = 2 ** 20;

/** Every episode has a number that all seats see, and every decision the number of those before it. */
const numbered = defineGame({
  id: 'numbered_test',
  summary: 'two seats take turns, and nothing comes of it',
  options: {},
  create() {
    const features = fields({
      label: { shape: [1], kind: 'count', high: LABELS },
      turn: { shape: [1], kind: 'count', high: 2 * EACH },
    });
    const names = ['left', 'right'];
    return {
      version: 1,
      seats: 2,
      roles: ['first', 'second'],
      actionCount: 2,
      maxLegal: 2,
      chanceCount: LABELS,
      chanceKind: 'sampled',
      stateSize: 2, // the label, 0 before it is drawn; turns
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: 1 + 2 * EACH,
      payoff: 'zero-sum',
      payoffRange: [0, 0],
      information: 'imperfect',
      start: (state: State) => void state.fill(0),
      mover: ([label, turn]: State) => (label === 0 ? CHANCE : turn === 2 * EACH ? TERMINAL : turn % 2),
      role: (_state: State, seat: number) => seat,
      legal([label, turn]: State, actions: Int32Array) {
        if (label === 0 || turn === 2 * EACH) return 0;
        actions[0] = 0;
        actions[1] = 1;
        return 2;
      },
      chance: () => 0,
      draw: (_state: State, random) => random.below(LABELS),
      apply(state: State, action: number) {
        if (state[0] === 0) state[0] = 1 + action;
        else state[1]++;
      },
      returns: (_state: State, out: Float64Array) => void out.fill(0),
      witness: (state: State, action: number, seat: number) =>
        state[0] === 0 ? 1 + action : state[1] % 2 === seat ? 1 + action : 1,
      observe(state: State, _seat: number, out: Float32Array) {
        out[0] = state[0];
        out[1] = state[1];
      },
      text: {
        rules: () => 'Take turns.',
        view: ([label, turn]: State) => `Turn ${turn} of ${label}.`,
        event: (state: State, action: number) => (state[0] === 0 ? `This is ${action}.` : 'A turn is over.'),
        actionName: (state: State, action: number) => (state[0] === 0 ? String(action) : names[action]),
        parse: (_state: State, reply: string) => parseName(reply, names),
      },
    };
  },
});
register(numbered);

/** Plays as anybody, and counts its decisions of each episode by their numbers. */
class Counting extends UniformPolicy {
  /** By label: decisions by turn. */
  readonly seen = new Map<number, number[]>();

  override act(...[batch, probabilities]: Parameters<Policy['act']>): void {
    for (let row = 0; row < batch.count; row++) {
      const [label, turn] = batch.observations.subarray(row * 2, row * 2 + 2);
      const turns = this.seen.get(label) ?? new Array<number>(2 * EACH).fill(0);
      turns[turn]++;
      this.seen.set(label, turns);
    }
    super.act(batch, probabilities);
  }
}

describe('an opponent that is swapped in the middle of an episode', () => {
  test('no opponent is swapped in the middle of an episode: whoever sits down decides all that its seat decides', async () => {
    const policies = { ann: new Counting(), bob: new Counting(), cy: new Counting() };
    const { of } = await playLeague(
      tiny('numbered_test', {
        steps: 2000,
        fixed: Object.keys(policies),
        roles: {
          main: {
            opponents: [
              { rule: 'fixed', weight: 3 },
              { rule: 'uniform', weight: 1 },
            ],
            admission: { rule: 'steps', every: 300 },
          },
        },
        evaluation: { points: 1, deals: 10, referenceIterations: 0, maxHistories: 0 },
      }),
      { policies, batch: 13 },
    );
    assert.ok(of('admitted').length >= 3 && of('round').length >= 3, 'the population grows meanwhile');
    for (const [name, { seen }] of Object.entries(policies)) {
      assert.ok(seen.size >= 30, `${name} sits down for ${seen.size} episodes`);
      for (const [label, turns] of seen) {
        for (const seat of [0, 1]) {
          const own = turns.filter((_, turn) => turn % 2 === seat);
          assert.deepEqual(new Set(own).size, 1, `${name} in episode ${label}: ${turns.join()}`);
        }
      }
    }
  });
});

describe('a frozen snapshot that the live weights overwrite', () => {
  test('no frozen snapshot is overwritten by the live weights: its bytes, answers and name stay what they were', async () => {
    const { game, learner, population, train } = await learningMember();
    const tree = buildTree(game);
    const then: { bytes: Float32Array; answers: Float64Array }[] = [];
    for (let copy = 0; copy < 3; copy++) {
      await train(2);
      const snapshot = population.admit('main', learner.learner.weights, learner.steps) ?? assert.fail();
      const answers = await tabulate(tree, snapshot.policy);
      assert.deepEqual(await tabulate(tree, learner.policy), answers);
      then.push({ bytes: snapshot.weights.slice(), answers });
    }
    await train(3);
    assert.equal(population.snapshots.length, 3);
    for (const [index, snapshot] of population.snapshots.entries()) {
      const { bytes, answers } = then[index];
      assert.deepEqual(snapshot.weights, bytes);
      assert.deepEqual(await tabulate(tree, snapshot.policy), answers);
      assert.notDeepEqual(await tabulate(tree, learner.policy), answers);
      assert.equal(snapshot.name, `main:${weightHash(snapshot.weights)}`);
    }
  });
});

describe('a tie for first that is counted as a win', () => {
  test('a tie for first is not counted as a win in the cross-table of a match', async () => {
    const rock: Entrant = { name: 'rock', seat: () => new PolicyAgent(new FirstLegalPolicy()) };
    const table = new CrossTable(['one', 'other'], 2);
    await playMatch(loadLanguageGame('in_words(game=rock_paper_scissors)'), [rock, rock], {
      seed: 1,
      deals: 5,
      onEpisode: (episode) => table.add([0, 1], episode),
    });
    for (const { wins, draws, losses } of table.standings())
      assert.deepEqual([wins, draws, losses], [0, 10, 0]);
  });

  test('a tie for first is not counted as a win in evaluation, nor in the ratings that follow', async () => {
    const evaluation = new Evaluation(loadGame('rock_paper_scissors'), { seed: 1, deals: 20, batch: 8 });
    const [one, other] = ['one', 'other'].map((name) => ({ name, policy: new FirstLegalPolicy() }));
    const { wins, draws, losses } = await evaluation.match(one, other);
    assert.deepEqual([wins, draws, losses], [0, 20, 0]);
    assert.deepEqual(
      evaluation.table('one').map(({ rating }) => rating),
      [0, 0],
    );
    const drawn = bradleyTerry(2, [{ first: 0, second: 1, wins: 0, draws: 20, losses: 0 }], 0);
    const won = bradleyTerry(2, [{ first: 0, second: 1, wins: 0, draws: 19, losses: 1 }], 0);
    assert.equal(drawn[1].rating, 0);
    assert.ok(won[1].rating > 0);
  });

  test('a tie for first is not counted as a win in a match of several rounds: who share the most share the prize', async () => {
    const env = new AsyncEnv(loadLanguageGame('in_words(game=kuhn_poker(players=3),rounds=2,result=winner)'));
    const shared = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      let step = await env.reset({ seed });
      while (!step.done) step = await env.step(`[${step.closed?.names[0] ?? ''}]`); // nobody bets
      const { scores } = env.position as InWordsState;
      const most = Math.max(...scores);
      const first = scores.filter((score) => score === most).length;
      for (const [seat, score] of scores.entries()) {
        const due = score < most ? -1 / 2 : (3 - first) / (2 * first);
        assert.equal(step.returns[seat], first === 3 ? 0 : due);
      }
      shared.add(String(first));
    }
    assert.deepEqual([...shared].sort(), ['1', '2']);
  });
});
