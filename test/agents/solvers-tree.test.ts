import assert from 'node:assert/strict';
import test from 'node:test';
import { CHANCE, type Game, informationState, loadGame, TERMINAL } from '@parlor/envs';
import { buildTree, type Tree, TreeError } from '../../agents/solvers/index.ts';

const SPECS = ['kuhn_poker', 'kuhn_poker(players=3)', 'leduc_poker', 'rock_paper_scissors'] as const;

/** Actions and outcomes from the root to a node. */
function historyOf(tree: Tree, node: number): number[] {
  const history: number[] = [];
  for (let at = node; at > 0; at = tree.parents[at]) history.push(tree.actions[at]);
  return history.reverse();
}

function replay(game: Game, history: readonly number[]): Int32Array {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) game.apply(state, action);
  return state;
}

for (const spec of SPECS) {
  const game = loadGame(spec);
  const tree = buildTree(game);

  test(`every node of ${spec} is what replaying its history gives`, () => {
    const legal = new Int32Array(game.maxLegal);
    const returns = new Float64Array(game.seats);
    let terminal = 0;
    for (let node = 0; node < tree.nodeCount; node++) {
      const history = historyOf(tree, node);
      const state = replay(game, history);
      const mover = game.mover(state);
      assert.equal(tree.movers[node], mover);
      if (mover === TERMINAL) {
        game.returns(state, returns);
        assert.equal(tree.terminalNodes[terminal], node);
        const row = terminal++ * game.seats;
        assert.deepEqual(tree.payoffs.subarray(row, row + game.seats), returns);
      } else if (mover >= 0) {
        const infoset = tree.infosets[node];
        const count = game.legal(state, legal);
        const observation = new Float32Array(game.observationSize);
        game.observe(state, mover, observation);
        const from = tree.sequenceOffsets[infoset];
        assert.equal(tree.infosetSeats[infoset], mover);
        assert.deepEqual(tree.tokens(infoset), informationState(game, history, mover));
        assert.deepEqual(tree.sequenceActions.subarray(from, from + count), legal.subarray(0, count));
        assert.equal(tree.sequenceOffsets[infoset + 1], from + count);
        const row = infoset * game.observationSize;
        assert.deepEqual(tree.observations.subarray(row, row + game.observationSize), observation);
      }
    }
    assert.equal(terminal, tree.terminalCount);
  });

  test(`nodes, edges and sequences of ${spec} are laid out as documented`, () => {
    const keys = new Set<string>();
    for (let seat = 0; seat < tree.seats; seat++) {
      for (let infoset = tree.seatInfosets[seat]; infoset < tree.seatInfosets[seat + 1]; infoset++) {
        assert.equal(tree.infosetSeats[infoset], seat);
        const parent = tree.parentSequences[infoset];
        assert.ok(parent === tree.sequenceCount + seat || parent < tree.sequenceOffsets[infoset]);
        if (parent < tree.sequenceCount) assert.ok(parent >= tree.sequenceOffsets[tree.seatInfosets[seat]]);
        keys.add(`${seat} ${tree.tokens(infoset).join()}`);
      }
    }
    assert.equal(keys.size, tree.infosetCount, 'information states have keys of their own');

    const weights = new Float64Array(tree.edgeCount);
    weights.set(tree.chanceWeights, tree.sequenceCount + tree.seats);
    for (let node = 0; node < tree.nodeCount; node++) {
      const first = tree.firstChild[node];
      const count = tree.childCount[node];
      let chance = 0;
      for (let k = 0; k < count; k++) {
        const child = first + k;
        assert.ok(child > node);
        assert.equal(tree.parents[child], node);
        assert.equal(tree.edges[child], tree.edges[first] + k);
        if (k > 0) assert.ok(tree.actions[child] > tree.actions[child - 1]);
        if (tree.infosets[node] >= 0) {
          assert.equal(tree.edges[child], tree.sequenceOffsets[tree.infosets[node]] + k);
          assert.equal(tree.sequenceActions[tree.edges[child]], tree.actions[child]);
        } else chance += weights[tree.edges[child]];
      }
      if (tree.movers[node] === CHANCE) assert.ok(Math.abs(chance - 1) < 1e-12);
    }

    for (let terminal = 0; terminal < tree.terminalCount; terminal++) {
      const last = Array.from({ length: tree.seats }, (_, seat) => tree.sequenceCount + seat);
      let chance = 1;
      const path: number[] = [];
      for (let node = tree.terminalNodes[terminal]; node > 0; node = tree.parents[node]) path.unshift(node);
      for (const node of path) {
        const mover = tree.movers[tree.parents[node]];
        if (mover === CHANCE) chance *= weights[tree.edges[node]];
        else last[mover] = tree.edges[node];
      }
      const row = terminal * tree.seats;
      assert.deepEqual(Array.from(tree.terminalSequences.subarray(row, row + tree.seats)), last);
      assert.ok(Math.abs(tree.terminalChance[terminal] - chance) < 1e-15);
    }
  });
}

test('Leduc poker has 1093 sequences for each seat, the empty one included', () => {
  const tree = buildTree(loadGame('leduc_poker'));
  assert.equal(tree.sequenceOffsets[tree.seatInfosets[1]] + 1, 1093);
  assert.equal(tree.sequenceCount + tree.seats, 2 * 1093);
});

test('a tree that is larger than allowed is refused with the game and the remedy', () => {
  const game = loadGame('kuhn_poker');
  assert.equal(buildTree(game, { maxHistories: 58 }).nodeCount, 58);
  assert.throws(
    () => buildTree(game, { maxHistories: 57 }),
    (error) => error instanceof TreeError && /kuhn_poker.*57 histories.*maxHistories/.test(error.message),
  );
});

test('a game whose chance cannot be listed is refused', () => {
  const game: Game = { ...loadGame('kuhn_poker'), chanceKind: 'sampled' };
  assert.throws(
    () => buildTree(game),
    (error) => error instanceof TreeError && /kuhn_poker.*listed.*samples/.test(error.message),
  );
});

test('a game whose tokens do not tell a seat its own actions is refused', () => {
  const leduc = loadGame('leduc_poker', { raises: 4 });
  const forgetful: Game = {
    ...leduc,
    // A seat is told nothing of what it does itself.
    witness: (state, action, seat) => (leduc.mover(state) === seat ? 0 : leduc.witness(state, action, seat)),
  };
  assert.throws(
    () => buildTree(forgetful),
    (error) => error instanceof TreeError && /leduc_poker.*what it did itself.*witness/.test(error.message),
  );
});

test('a game whose tokens do not tell what is legal is refused', () => {
  const leduc = loadGame('leduc_poker');
  const blurred: Game = {
    ...leduc,
    // Whether the other seat called or raised cannot be told, and so not whether a fold is possible.
    witness: (state, action, seat) =>
      leduc.mover(state) >= 0 && leduc.mover(state) !== seat ? 1 : leduc.witness(state, action, seat),
  };
  assert.throws(
    () => buildTree(blurred),
    (error) =>
      error instanceof TreeError && /leduc_poker.*different legal actions.*witness/.test(error.message),
  );
});

test('a position without a legal action that is no end is refused', () => {
  const stuck: Game = { ...loadGame('rock_paper_scissors'), legal: () => 0 };
  assert.throws(
    () => buildTree(stuck),
    (error) => error instanceof TreeError && /without a legal action/.test(error.message),
  );
});
