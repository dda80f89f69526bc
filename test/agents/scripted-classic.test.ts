import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Game, loadGame, type State, stream, TERMINAL } from '@parlor/envs';
import { checkAgent } from '@parlor/envs/laws';
import { rollout } from '../../agents/play/index.ts';
import { UniformPolicy } from '../../agents/policies/index.ts';
import type { Policy } from '../../agents/policy.ts';
import { scriptedPolicies } from '../../agents/scripted/index.ts';
import {
  BestResponse,
  buildTree,
  expectedValue,
  nashConv,
  tabulate,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';

const uniform = new UniformPolicy();

function scripted(game: Game): Policy {
  return scriptedPolicies[game.id](game);
}

/** The actions that a policy takes in a state, the legal ones, and what its seat sees. */
async function wishes(
  game: Game,
  policy: Policy,
  state: State,
): Promise<{ legal: number[]; wished: number[]; observations: Float32Array }> {
  const seat = game.mover(state);
  const observations = new Float32Array(game.observationSize);
  game.observe(state, seat, observations);
  const actions = new Int32Array(game.maxLegal);
  const count = game.legal(state, actions);
  const probabilities = new Float64Array(count);
  await policy.act(
    {
      game,
      count: 1,
      observations,
      seats: Int32Array.of(seat),
      legalOffsets: Int32Array.of(0, count),
      legalActions: actions,
      tokens: () => [],
    },
    probabilities,
  );
  const legal = Array.from(actions.subarray(0, count));
  return { legal, wished: legal.filter((_, at) => probabilities[at] > 0), observations };
}

/** What the script does after these actions, outcomes of chance among them. */
async function wishAfter(spec: string, actions: readonly number[]): Promise<number[]> {
  const game = loadGame(spec);
  const state = new Int32Array(game.stateSize);
  game.start(state);
  const legal = new Int32Array(game.maxLegal);
  for (const action of actions) {
    const count = game.legal(state, legal); // 0 where chance is to move
    assert.ok(count === 0 || legal.subarray(0, count).includes(action), `${action} of ${actions.join()}`);
    game.apply(state, action);
  }
  return (await wishes(game, scripted(game), state)).wished;
}

/** Mean return of every seat, and its standard error. */
async function means(game: Game, policies: readonly Policy[], episodes: number) {
  const { returns } = await rollout(game, policies, { seed: 'scripted', episodes });
  return policies.map((_, seat) => {
    const own = returns.filter((_value, at) => at % game.seats === seat);
    const mean = own.reduce((sum, value) => sum + value, 0) / episodes;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (episodes - 1);
    return { mean, error: Math.sqrt(variance / episodes) };
  });
}

describe('a scripted policy obeys every law of policies in', () => {
  for (const [spec, runs] of [
    ['breakthrough', 2],
    ['breakthrough(rows=4,columns=2)', 15],
    ['connect_four', 10],
    ['connect_four(rows=3,columns=12,connect=10)', 5],
    ['dark_hex', 10],
    ['dark_hex(rows=2,columns=4,version=abrupt,told=number)', 10],
    ['goofspiel', 10],
    ['goofspiel(players=3,cards=4,information=imperfect,turns=turn-based,ties=carry,result=points)', 10],
    ['hex', 1],
    ['hex(rows=1,swap=true)', 2],
    ['hex(rows=4,swap=true)', 15],
    ['hex(rows=2,columns=5)', 10],
    ['liars_dice', 15],
    ['liars_dice(players=3,dice=2,sides=2)', 10],
    ['liars_dice(players=4,sides=8,wild=false)', 5],
    ['phantom_tic_tac_toe', 15],
    ['phantom_tic_tac_toe(version=abrupt,told=number)', 10],
  ] as const) {
    test(spec, async () => {
      const game = loadGame(spec);
      assert.deepEqual((await checkAgent(scripted(game), game, { runs })).violations, []);
    });
  }
});

describe('in every role a scripted policy earns clearly more of uniform opponents than a uniform player does, in', () => {
  for (const [spec, episodes] of [
    ['breakthrough(rows=6,columns=5)', 50],
    ['connect_four', 50],
    ['dark_hex', 200],
    ['dark_hex(rows=4,version=abrupt,told=number)', 100],
    ['goofspiel', 100],
    ['goofspiel(players=3,cards=7,ties=carry,result=points)', 300],
    ['goofspiel(cards=5,information=imperfect,prizes=descending,result=difference)', 300],
    ['hex(rows=7)', 50],
    ['hex(rows=5,swap=true)', 50],
    ['liars_dice', 400],
    ['liars_dice(players=4,dice=2,sides=3,wild=false)', 400],
    ['phantom_tic_tac_toe', 300],
    ['phantom_tic_tac_toe(version=abrupt,told=number)', 300],
  ] as const) {
    test(spec, async () => {
      const game = loadGame(spec);
      const policy = scripted(game);
      const seats = Array.from({ length: game.seats }, (_, seat) => seat);
      const base = await means(
        game,
        seats.map(() => uniform),
        episodes,
      );
      for (const role of seats) {
        const lineup = seats.map((seat) => (seat === role ? policy : uniform));
        const own = (await means(game, lineup, episodes))[role]; // the same deals
        const error = Math.hypot(own.error, base[role].error);
        const told = `role ${role}: ${own.mean}, uniform ${base[role].mean}, standard error ${error}`;
        assert.ok(own.mean - base[role].mean > 4 * error, told);
      }
    });
  }
});

/** What a seat is paid right after an action; 0 where the game goes on. */
function payAfter(game: Game, state: State, action: number, seat: number): number {
  const after = state.slice();
  const returns = new Float64Array(game.seats);
  game.apply(after, action);
  game.returns(after, returns);
  return returns[seat];
}

/** Whether whoever is to move can win at once. */
function canWin(game: Game, state: State): boolean {
  const actions = new Int32Array(game.maxLegal);
  const count = game.legal(state, actions);
  const mover = game.mover(state);
  return actions.subarray(0, count).some((action) => payAfter(game, state, action, mover) === 1);
}

describe('with perfect information a win that is there is taken, and none is left to the other that can be stopped, in', () => {
  for (const [spec, games] of [
    ['breakthrough(rows=5,columns=3)', 40],
    ['breakthrough(rows=4,columns=2)', 60],
    ['connect_four(rows=5,columns=5)', 40],
    ['connect_four(rows=4,columns=4,connect=3)', 40],
    ['hex(rows=4,swap=true)', 40],
    ['hex(rows=3,columns=5)', 40],
  ] as const) {
    test(spec, async () => {
      const game = loadGame(spec);
      const policy = scripted(game);
      const random = stream('positions', 'test');
      const state = new Int32Array(game.stateSize);
      let taken = 0;
      let stopped = 0;
      for (let episode = 0; episode < games; episode++) {
        game.start(state);
        const story: number[] = [];
        while (game.mover(state) !== TERMINAL) {
          const seat = game.mover(state);
          const { legal, wished } = await wishes(game, policy, state);
          const wins = legal.filter((action) => payAfter(game, state, action, seat) === 1);
          const safe = legal.filter((action) => {
            const after = state.slice();
            game.apply(after, action);
            return !canWin(game, after);
          });
          const good = wins.length > 0 ? wins : safe;
          if (good.length > 0)
            assert.ok(
              wished.every((action) => good.includes(action)),
              story.join(),
            );
          taken += wins.length > 0 ? 1 : 0;
          stopped += wins.length === 0 && safe.length > 0 && safe.length < legal.length ? 1 : 0;
          story.push(legal[random.below(legal.length)]);
          game.apply(state, story[story.length - 1]);
        }
      }
      assert.ok(taken > 10 && stopped > 10, `${taken} wins to take, ${stopped} to stop`);
    });
  }
});

describe('exactly', () => {
  /** What the script is worth against uniform play from every seat, and the most that any policy is. */
  async function against(spec: string): Promise<{ script: number[]; best: number[]; conv: number }> {
    const tree = buildTree(loadGame(spec));
    const policy = await tabulate(tree, scripted(tree.game));
    const base = uniformTreePolicy(tree);
    const response = new BestResponse(tree);
    const seats = Array.from({ length: tree.seats }, (_, seat) => seat);
    return {
      script: seats.map((seat) => {
        const mixed = base.slice();
        const from = tree.sequenceOffsets[tree.seatInfosets[seat]];
        mixed.set(policy.subarray(from, tree.sequenceOffsets[tree.seatInfosets[seat + 1]]), from);
        return expectedValue(tree, mixed)[seat];
      }),
      best: seats.map((seat) => response.value(base, seat)),
      conv: nashConv(tree, policy),
    };
  }
  const close = (one: readonly number[], other: readonly number[]): boolean =>
    one.every((value, at) => Math.abs(value - other[at]) < 1e-9);

  test('matching bids lead uniform ones by as much as any policy does (Ross 1971)', async () => {
    for (const spec of [
      'goofspiel(cards=3,result=difference)',
      'goofspiel(cards=4,prizes=descending,result=difference)',
    ]) {
      const { script, best } = await against(spec);
      assert.ok(close(script, best), `${spec}: ${script.join(', ')}, best ${best.join(', ')}`);
    }
  });

  test('on two rows of dark hex the shortest chain is an equilibrium, and nothing does better against uniform play', async () => {
    const { script, best, conv } = await against('dark_hex(rows=2)');
    assert.ok(Math.abs(conv) < 1e-9, String(conv));
    assert.ok(close(script, best), `${script.join(', ')}, best ${best.join(', ')}`);
  });
});

describe('in connect four', () => {
  test('the first stone goes into the middle', async () => {
    assert.deepEqual(await wishAfter('connect_four', []), [3]);
  });

  test('nothing is dropped beneath a cell where the other would win', async () => {
    // In the second row o has columns 1, 2 and 3, and wins on 0 and on 4 once there is a stone beneath.
    const wished = await wishAfter('connect_four', [1, 2, 3, 1, 5, 3, 5, 2]);
    assert.ok(!wished.includes(0) && !wished.includes(4), wished.join());
  });

  test('nothing is dropped beneath a cell where it would win itself, as long as there is another', async () => {
    // o has a falling diagonal from column 4 on, and wins on its upper end in column 3, once there are three stones.
    assert.deepEqual(await wishAfter('connect_four', [3, 4, 4, 6, 5, 4, 3, 5, 0]), [5]);
  });
});

describe('in breakthrough', () => {
  // Rank × (3 × columns − 2) + 3 × column + step, on four columns.
  const move = (rank: number, column: number, step: number): number => rank * 10 + 3 * column + step;
  const spec = 'breakthrough(rows=6,columns=4)';

  test('a piece that nobody guards is taken, where the taker is safe', async () => {
    const moves = [move(1, 0, 0), move(1, 3, 0), move(2, 0, 0)];
    assert.deepEqual(await wishAfter(spec, moves), [move(1, 1, -1)]);
  });

  test('no piece goes where more can take it than guard it', async () => {
    const wished = await wishAfter(spec, [move(1, 0, 0), move(1, 3, 0)]);
    assert.ok(!wished.includes(move(2, 0, 0)), wished.join());
  });

  test('the last piece is not left to be taken', async () => {
    assert.deepEqual(await wishAfter('breakthrough(rows=4,columns=2)', [6, 2, 5, 4, 2]), [0]);
  });
});

describe('in hex', () => {
  test('on four rows o takes over the first stones that win, those on the short diagonal, and x begins beside it', async () => {
    const spec = 'hex(rows=4,swap=true)';
    for (let cell = 0; cell < 16; cell++) {
      const wished = await wishAfter(spec, [cell]);
      assert.equal(wished.includes(16), [3, 6, 9, 12].includes(cell), `cell ${cell}`);
    }
    assert.deepEqual(await wishAfter(spec, []), [5, 10]);
  });

  test('a side that is taken over goes on with its mirrored stone on the board', async () => {
    const wished = await wishAfter('hex(rows=4,swap=true)', [3, 16]);
    assert.ok(
      wished.every((cell) => cell < 16 && cell !== 12),
      wished.join(),
    );
  });

  test('both cells that complete a chain have the same probability, in the dark too', async () => {
    for (const spec of ['hex(rows=3)', 'dark_hex']) {
      assert.deepEqual(await wishAfter(spec, []), [4], spec);
      assert.deepEqual(await wishAfter(spec, [4, 0, 1, 8]), [6, 7], spec);
    }
  });

  test('in the dark a chain goes around the stones that were run into', async () => {
    assert.deepEqual(await wishAfter('dark_hex', [4, 6, 1, 8, 6]), [7]);
  });
});

describe('in phantom tic-tac-toe', () => {
  const spec = 'phantom_tic_tac_toe';

  test('the middle comes first, and corners where it is taken', async () => {
    assert.deepEqual(await wishAfter(spec, []), [4]);
    assert.deepEqual(await wishAfter(spec, [4, 4]), [0, 2, 6, 8]);
  });

  const rows = ['012', '345', '678', '036', '147', '258', '048', '246'].map((row) => Array.from(row, Number));

  test('what may win is tried, and else what stops a pair of the other that was run into', async () => {
    assert.deepEqual(await wishAfter(spec, [4, 0, 0, 8, 1, 1]), [2]);
    const game = loadGame('phantom_tic_tac_toe(version=abrupt)');
    const policy = scripted(game);
    const random = stream('positions', 'test');
    const state = new Int32Array(game.stateSize);
    const found = { own: 0, other: 0 };
    for (let episode = 0; episode < 300; episode++) {
      game.start(state);
      while (game.mover(state) !== TERMINAL) {
        const { legal, wished, observations } = await wishes(game, policy, state);
        const completing = (side: 'own' | 'other'): number[] => {
          const from = game.observation.find(({ name }) => name === side)?.offset ?? NaN;
          const marks = observations.subarray(from, from + 9);
          return legal.filter((cell) =>
            rows.some(
              (row) => row.includes(cell) && row.every((other) => other === cell || marks[other] === 1),
            ),
          );
        };
        const side = completing('own').length > 0 ? 'own' : 'other';
        const good = completing(side);
        if (good.length > 0)
          assert.ok(
            wished.every((cell) => good.includes(cell)),
            side,
          );
        found[side] += good.length > 0 ? 1 : 0;
        game.apply(state, legal[random.below(legal.length)]);
      }
    }
    assert.ok(found.own > 50 && found.other > 50, `${found.own} pairs to complete, ${found.other} to stop`);
  });
});

describe('in liar’s dice', () => {
  test('a bid that cannot hold is called, and one that holds on the own dice is not', async () => {
    const dice = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    const bid = (count: number, face: number): number => (count - 1) * 6 + face;
    assert.deepEqual(await wishAfter('liars_dice(dice=5)', [...dice, bid(6, 2)]), [60]);
    const wished = await wishAfter('liars_dice(dice=5)', [...dice, bid(5, 1)]);
    assert.ok(!wished.includes(60), wished.join());
  });

  test('of bids that hold for certain it makes the highest', async () => {
    assert.deepEqual(await wishAfter('liars_dice(dice=2,sides=3)', [0, 2, 1, 1]), [3]); // two ones, the wild face counted
    assert.deepEqual(await wishAfter('liars_dice(dice=2,sides=3,wild=false)', [0, 2, 1, 1]), [2]); // one three
  });

  test('with one die each it calls what is likelier a lie than its best bid', async () => {
    // One four is bid. With a 3 in the cup that holds 1 time in 3, as one five or two threes do; with a 4 it is true.
    assert.deepEqual(await wishAfter('liars_dice', [0, 2, 3]), [12]);
    assert.deepEqual(await wishAfter('liars_dice', [0, 3, 3]), [9]); // two fours, 1 time in 3
  });
});

describe('in goofspiel', () => {
  const bids = async (options: string, actions: readonly number[]): Promise<number[]> =>
    (await wishAfter(`goofspiel(cards=5${options})`, actions)).map((action) => action + 1);

  test('the card of the prize is bid, or the nearest, the higher of two', async () => {
    assert.deepEqual(await bids('', [4]), [5]);
    assert.deepEqual(await bids('', [2, 4, 0, 4]), [4]); // 5 went for the prize 3
    assert.deepEqual(await bids(',prizes=ascending', [1, 0]), [3]); // for 2, which is gone
    assert.deepEqual(await bids(',prizes=descending', [4, 0]), [4]);
  });

  test('what was carried over counts, what was discarded does not', async () => {
    assert.deepEqual(await bids(',ties=carry', [1, 1, 1, 2]), [5]);
    assert.deepEqual(await bids(',ties=discard', [1, 1, 1, 2]), [3]);
    assert.deepEqual(await bids(',ties=carry', [0, 2, 2, 1]), [4]); // for 3, which is gone
  });
});
