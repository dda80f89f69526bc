import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadGame, OptionError } from '@parlor/envs';
import {
  BayesianVoter,
  buildTree,
  CLUE_RULES,
  type ClueRule,
  type ClueRuleName,
  edgeWeights,
  mixedClues,
  spyFacts,
  SpyPolicy,
  SpyReading,
  tabulate,
  type Tree,
  type Voter,
} from '@parlor/agents';

/** Says any legal clue. */
const anything: ClueRule = {
  name: 'anything',
  weigh: (_view, _legal, count, out) => void out.fill(1 / count, 0, count),
};

/** Votes for anybody else, so that votes are no evidence. */
const blind: Voter = {
  name: 'blind',
  vote(reading, _abstain, out) {
    const others = Array.from({ length: out.length - 1 }, (_, player) => player).filter(
      (player) => player !== reading.view.seat && reading.inGame(player),
    );
    out.fill(0);
    for (const player of others) out[player] = 1 / others.length;
  },
};

interface Play {
  readonly civilian: ClueRuleName;
  readonly spy: ClueRuleName;
  readonly tremble: number;
}

/**
 * Compares the posterior of the Bayesian voter with that of counting histories: of those in an information state, each
 * with the probability that chance and the others bring it about, which part has which spies.
 * @returns how many information states were compared, and the furthest that a probability was off
 */
async function compare(tree: Tree, { civilian, spy, tremble }: Play): Promise<[number, number]> {
  const facts = spyFacts(tree.game);
  const rules = { civilian: CLUE_RULES[civilian](facts), spy: CLUE_RULES[spy](facts) };
  const played = new SpyPolicy(tree.game, {
    civilian: mixedClues(anything, tremble, rules.civilian),
    spy: mixedClues(anything, tremble, facts.told ? rules.spy : rules.civilian),
    voter: blind,
  });
  const weights = edgeWeights(tree);
  weights.set(await tabulate(tree, played));
  const voter = new BayesianVoter(facts, { ...rules, tremble });
  const reading = new SpyReading(facts);
  const { nodeCount, parents, edges, movers, actions, infosets, infosetCount } = tree;
  const { deals, players } = facts;
  const dealAt = new Int32Array(nodeCount);
  const reach = new Float64Array(nodeCount);
  const counted = new Float64Array(infosetCount * deals.length);
  for (let seat = 0; seat < tree.seats; seat++) {
    reach[0] = 1;
    for (let node = 1; node < nodeCount; node++) {
      const parent = parents[node];
      dealAt[node] = parent === 0 ? actions[node] : dealAt[parent];
      reach[node] = reach[parent] * (movers[parent] === seat ? 1 : weights[edges[node]]);
      if (movers[node] === seat) counted[infosets[node] * deals.length + dealAt[node]] += reach[node];
    }
  }
  let compared = 0;
  let furthest = 0;
  for (let infoset = 0; infoset < infosetCount; infoset++) {
    const own = counted.subarray(infoset * deals.length, (infoset + 1) * deals.length);
    const sum = own.reduce((total, weight) => total + weight, 0);
    if (sum === 0) continue; // the others never let it come to this
    reading.read(tree.observations, infoset * tree.game.observationSize, tree.infosetSeats[infoset]);
    voter.infer(reading);
    compared++;
    for (const [deal, weight] of own.entries())
      furthest = Math.max(furthest, Math.abs(weight / sum - voter.posterior[deal]));
    for (let player = 0; player < players; player++) {
      let suspicion = 0;
      for (const [deal, weight] of own.entries())
        if (((deals[deal] >> player) & 1) === 1) suspicion += weight / sum;
      furthest = Math.max(furthest, Math.abs(suspicion - voter.suspicion[player]));
    }
  }
  return [compared, furthest];
}

const SMALL = 'players=3,objects=1,attributes=2,values=2';
const TREES = [
  SMALL,
  `${SMALL},told=false`,
  `${SMALL},told=false,abstain=false`,
  `${SMALL},lies=none`,
  `${SMALL},edits=2,repeats=true`,
  `${SMALL},spy_sees=blank`,
  'players=3,objects=1,attributes=1,values=3,lies=all,voters=judges,judges=1',
  'players=3,objects=1,attributes=1,values=3,voters=everybody,rounds=2,abstain=false',
  'players=3,objects=2,attributes=1,values=2,told=false,lies=all,voters=judges,judges=1',
  'players=3,objects=2,attributes=1,values=2,voters=judges,judges=1,edits=2',
  'players=3,objects=1,attributes=1,values=2,told=false,votes=2,rewards=party',
  'players=4,objects=1,attributes=1,values=2,voters=everybody,votes=2,rewards=party,abstain=false',
  'players=3,objects=1,attributes=3,values=3,lies=none,voters=judges,judges=1',
  'players=5,spies=2,objects=1,attributes=1,values=2,voters=judges,judges=1',
  'players=5,spies=2,objects=1,attributes=1,values=2,voters=judges,judges=1,spy_sees=blank',
  'players=5,spies=2,objects=1,attributes=2,values=2,voters=judges,judges=1,told=false',
] as const;
const trees = new Map<string, Tree>();
function treeOf(options: string): Tree {
  const tree = trees.get(options) ?? buildTree(loadGame(`who_is_the_spy(${options})`));
  trees.set(options, tree);
  return tree;
}

describe('the Bayesian voter’s posterior is that of counting histories', () => {
  for (const civilian of ['consistent', 'least-revealing', 'most-telling'] as const) {
    for (const spy of ['reckless', 'blending', 'imitating'] as const) {
      test(`${civilian} civilians, ${spy} spies`, async () => {
        const [compared, furthest] = await compare(treeOf(SMALL), { civilian, spy, tremble: 0 });
        assert.ok(compared > 50, `${compared} information states`);
        assert.ok(furthest < 1e-9, `off by ${furthest}`);
      });
    }
  }

  for (const options of TREES) {
    test(options, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            civilian: fc.constantFrom('consistent', 'least-revealing', 'most-telling'),
            spy: fc.constantFrom('reckless', 'blending', 'imitating'),
            tremble: fc.constantFrom(0, 0.1, 0.5),
          }),
          async (play) => {
            const [compared, furthest] = await compare(treeOf(options), play);
            assert.ok(compared > 10, `${compared} information states`);
            assert.ok(furthest < 1e-9, `off by ${furthest}`);
          },
        ),
        { numRuns: 3 },
      );
    });
  }
});

test('a Bayesian voter refuses a tremble that is no probability', () => {
  const facts = spyFacts(loadGame('who_is_the_spy'));
  const [civilian, spy] = [CLUE_RULES.consistent(facts), CLUE_RULES.reckless(facts)];
  assert.throws(() => new BayesianVoter(facts, { civilian, spy, tremble: 1.5 }), OptionError);
  assert.throws(() => new BayesianVoter(facts, { civilian, spy, tremble: NaN }), OptionError);
});
