import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  loadGame,
  OptionError,
  stream,
  TERMINAL,
  wordDuel,
  wordDuelFeedback,
  WORD_DUEL_WORDS,
} from '@parlor/envs';
import { checkAgent } from '@parlor/envs/laws';
import type { Agent } from '../../agents/agent.ts';
import { AgentError } from '../../agents/errors.ts';
import { playEpisode, rollout } from '../../agents/play/index.ts';
import { PolicyError } from '../../agents/policies/index.ts';
import {
  ConcedingNegotiator,
  FairBargainer,
  scriptedAgents,
  scriptedPolicies,
  SubgamePerfectBargainer,
  WordDuelAgent,
} from '../../agents/scripted/index.ts';
import {
  buildTree,
  expectedValue,
  nashConv,
  tabulate,
  type Tree,
  type TreePolicy,
  uniformTreePolicy,
} from '../../agents/solvers/index.ts';
import { beatsUniform, means, obeysLaws, scripted } from './support/scripted.ts';

describe('a scripted policy obeys every law of policies in', () => {
  for (const spec of [
    'ultimatum',
    'alternating_offers',
    'alternating_offers(pot=1,turns=3,discount=1)',
    'multi_issue_negotiation',
    'multi_issue_negotiation(issues=2,levels=4,points=7,turns=1,no_deal=9)',
    'kuhn_poker',
    'kuhn_poker(players=4)',
    'leduc_poker',
    'leduc_poker(players=3)',
    'leduc_poker(ranks=13,suits=4,raises=4)',
    'tic_tac_toe',
    'rock_paper_scissors',
  ]) {
    test(spec, () => obeysLaws(spec, 40));
  }

  test('alternating_offers, the subgame-perfect one', async () => {
    const game = loadGame('alternating_offers');
    assert.deepEqual(
      (await checkAgent(new SubgamePerfectBargainer(game), game, { runs: 40 })).violations,
      [],
    );
  });

  test('ultimatum, the fair one', async () => {
    const game = loadGame('ultimatum');
    assert.deepEqual((await checkAgent(new FairBargainer(game), game, { runs: 40 })).violations, []);
  });
});

describe('in every role a scripted policy earns clearly more of uniform opponents than a uniform player does, in', () => {
  for (const [spec, episodes] of [
    ['ultimatum', 2000],
    ['alternating_offers', 4000],
    ['multi_issue_negotiation', 1000],
    ['multi_issue_negotiation(issues=4,levels=3,points=12,turns=9,no_deal=4)', 500],
    ['kuhn_poker(players=3)', 20_000],
    ['kuhn_poker(players=4)', 20_000],
    ['leduc_poker', 4000],
    ['leduc_poker(players=4)', 4000],
    ['tic_tac_toe', 2000],
  ] as const) {
    test(spec, () => beatsUniform(spec, episodes));
  }
});

/** `one` in a seat's information states, `other` in the rest. */
function seated(tree: Tree, one: TreePolicy, other: TreePolicy, seat: number): TreePolicy {
  const from = tree.sequenceOffsets[tree.seatInfosets[seat]];
  const to = tree.sequenceOffsets[tree.seatInfosets[seat + 1]];
  const policy = other.slice();
  policy.set(one.subarray(from, to), from);
  return policy;
}

describe('exactly', () => {
  test('the Kuhn equilibrium is worth −1/18 and beats uniform play in both seats', async () => {
    const tree = buildTree(loadGame('kuhn_poker'));
    const policy = await tabulate(tree, scripted(tree.game));
    const base = uniformTreePolicy(tree);
    assert.ok(Math.abs(nashConv(tree, policy)) < 1e-12);
    assert.ok(Math.abs(expectedValue(tree, policy)[0] + 1 / 18) < 1e-12);
    assert.deepEqual(
      [0, 1].map((seat) => expectedValue(tree, seated(tree, policy, base, seat))[seat].toFixed(4)),
      ['0.1667', '0.1667'], // uniform play: 1/8 and −1/8
    );
    assert.deepEqual(
      Array.from(expectedValue(tree, base), (value) => value.toFixed(4)),
      ['0.1250', '-0.1250'],
    );
  });

  for (const [spec, worth] of [
    ['kuhn_poker(players=3)', 0.1],
    ['leduc_poker', 1],
    ['multi_issue_negotiation(issues=2,levels=2,points=4,turns=3)', 0.2],
    ['alternating_offers(pot=6,turns=3)', 0.4],
  ] as const) {
    test(`a scripted policy earns at least ${worth} more than uniform play in every role of ${spec}`, async () => {
      const tree = buildTree(loadGame(spec));
      const policy = await tabulate(tree, scripted(tree.game));
      const base = uniformTreePolicy(tree);
      const fair = expectedValue(tree, base);
      for (let seat = 0; seat < tree.seats; seat++) {
        const own = expectedValue(tree, seated(tree, policy, base, seat))[seat];
        assert.ok(own - fair[seat] >= worth, `seat ${seat}: ${own}, uniform ${fair[seat]}`);
      }
    });
  }

  test('nobody beats uniform play of rock-paper-scissors, so it is what is played', async () => {
    const tree = buildTree(loadGame('rock_paper_scissors'));
    const policy = await tabulate(tree, scripted(tree.game));
    assert.ok(nashConv(tree, policy) < 1e-12);
    assert.deepEqual(policy, uniformTreePolicy(tree));
  });
});

test('tic-tac-toe is never lost, whatever the other does, and a win that is there is taken', async () => {
  const tree = buildTree(loadGame('tic_tac_toe'));
  const policy = await tabulate(tree, scripted(tree.game));
  const terminalAt = new Int32Array(tree.nodeCount).fill(-1);
  tree.terminalNodes.forEach((node, terminal) => (terminalAt[node] = terminal));
  for (const seat of [0, 1]) {
    const wins = (node: number): boolean =>
      terminalAt[node] >= 0 && tree.payoffs[2 * terminalAt[node] + seat] === 1;
    const reached = new Uint8Array(tree.nodeCount);
    reached[0] = 1;
    let ends = 0;
    for (let node = 0; node < tree.nodeCount; node++) {
      if (reached[node] === 0) continue;
      if (tree.movers[node] === TERMINAL) {
        ends++;
        if (tree.payoffs[2 * terminalAt[node] + seat] < 0) assert.fail(`seat ${seat} loses at node ${node}`);
        continue;
      }
      const sequence = tree.movers[node] === seat ? tree.sequenceOffsets[tree.infosets[node]] : -1;
      const children = Array.from(
        { length: tree.childCount[node] },
        (_, choice) => tree.firstChild[node] + choice,
      );
      const canWin = sequence >= 0 && children.some(wins);
      for (const [choice, child] of children.entries()) {
        if (sequence >= 0 && policy[sequence + choice] === 0) continue;
        if (canWin && !wins(child)) assert.fail(`seat ${seat} leaves a win at node ${node}`);
        reached[child] = 1; // children come after their parent
      }
    }
    assert.ok(ends > 100);
  }
});

describe('bargainers', () => {
  test('the subgame-perfect one is an equilibrium with itself, and in every subgame', async () => {
    for (const spec of [
      'ultimatum',
      'ultimatum(pot=1)',
      'alternating_offers(pot=4,turns=3,discount=0.6)',
      'alternating_offers(pot=3,turns=4)',
      'alternating_offers(pot=3,turns=4,discount=1)',
      'alternating_offers(pot=5,turns=3,discount=0.99)',
    ]) {
      const tree = buildTree(loadGame(spec));
      const policy = await tabulate(tree, new SubgamePerfectBargainer(tree.game));
      assert.ok(Math.abs(nashConv(tree, policy)) < 1e-9, spec);

      // With perfect information: no single change at any node pays whoever makes it (one-shot deviations).
      const values = new Float64Array(tree.nodeCount * 2);
      for (let terminal = 0; terminal < tree.terminalCount; terminal++) {
        values.set(tree.payoffs.subarray(2 * terminal, 2 * terminal + 2), 2 * tree.terminalNodes[terminal]);
      }
      for (let node = tree.nodeCount - 1; node >= 0; node--) {
        if (tree.movers[node] === TERMINAL) continue;
        const seat = tree.movers[node];
        const sequence = tree.sequenceOffsets[tree.infosets[node]];
        let most = -Infinity;
        for (let choice = 0; choice < tree.childCount[node]; choice++) {
          const child = tree.firstChild[node] + choice;
          const weight = policy[sequence + choice];
          for (const side of [0, 1]) values[2 * node + side] += weight * values[2 * child + side];
          most = Math.max(most, values[2 * child + seat]);
        }
        assert.ok(most <= values[2 * node + seat] + 1e-8, `${spec}, node ${node}`);
      }
    }
  });

  test('the subgame-perfect one shares a fine pot as Ståhl (1972) says, to within its units', async () => {
    for (const discount of [0.5, 0.9]) {
      for (const turns of [1, 2, 3, 6, 20]) {
        const game = loadGame('alternating_offers', { pot: 1000, turns, discount });
        const policy = new SubgamePerfectBargainer(game);
        const [first, second] = await means(game, [policy, policy], 2);
        const share = (1 - (-discount) ** turns) / (1 + discount);
        assert.ok(Math.abs(first.mean / 1000 - share) <= 1 / 1000 / (1 - discount ** 2) + 1e-9);
        assert.equal(first.mean + second.mean, 1000); // agreed at once
      }
    }
  });

  test('the fair one offers half, and accepts from its threshold on', async () => {
    const game = loadGame('ultimatum');
    const tree = buildTree(game);
    const [strict, mild] = await Promise.all(
      [0.4, 0.1].map((threshold) => tabulate(tree, new FairBargainer(game, threshold))),
    );
    assert.deepEqual(Array.from(expectedValue(tree, strict)), [5, 5]);
    const accepted = (policy: TreePolicy): number[] =>
      Array.from({ length: 11 }, (_, units) => {
        const node = tree.firstChild[0] + units;
        return policy[tree.sequenceOffsets[tree.infosets[node]]];
      });
    assert.deepEqual(accepted(strict), [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(accepted(mild), [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.throws(() => new FairBargainer(game, 1.5), OptionError);
  });

  test('two conceding negotiators agree on more than half for both, where their weights differ', async () => {
    const game = loadGame('multi_issue_negotiation');
    const policy = new ConcedingNegotiator(game);
    const [buyer, seller] = await means(game, [policy, policy], 1000);
    assert.ok(buyer.mean > 6 && seller.mean > 6, `${buyer.mean} and ${seller.mean}`);
  });

  test('a negotiator walks away where no deal can be as good as none', async () => {
    const game = loadGame('multi_issue_negotiation(points=5,no_deal=6)');
    const policy = new ConcedingNegotiator(game);
    const { returns, decisions } = await rollout(game, [policy, policy], { seed: 1, episodes: 10 });
    assert.equal(decisions, 10);
    assert.deepEqual([...new Set(returns)], [6]);
  });
});

test('a policy for another game, or made for another, says so', async () => {
  const [ultimatum, kuhn] = [loadGame('ultimatum'), loadGame('kuhn_poker(players=3)')];
  for (const id of Object.keys(scriptedPolicies)) {
    if (id === 'rock_paper_scissors') continue; // uniform anywhere
    const stranger = id === 'leduc_poker' ? ultimatum : loadGame('leduc_poker');
    if (id !== 'kuhn_poker') assert.throws(() => scriptedPolicies[id](stranger), PolicyError, id);
    const own = scriptedPolicies[id](id === 'kuhn_poker' ? kuhn : loadGame(id));
    await assert.rejects(rollout(stranger, [own, own], { seed: 1, episodes: 1 }), PolicyError, id);
  }
});

describe('the word duel agent', () => {
  /** Guesses any word of the list. */
  function guesser(): Agent {
    let random = stream(0, 'test');
    return {
      name: 'guesser',
      begin: ({ seed, seat, episode = 0 }) => void (random = stream(seed, 'seat', { seat, episode })),
      act: () => `[${WORD_DUEL_WORDS[5][random.below(64)]}]`,
    };
  }

  for (const seat of [0, 1]) {
    test(`beats random guesses nearly always from seat ${seat}`, async () => {
      const env = new AsyncEnv(wordDuel());
      const agent = scriptedAgents['word_duel']();
      let wins = 0;
      let losses = 0;
      for (let episode = 0; episode < 100; episode++) {
        const agents = seat === 0 ? [agent, guesser()] : [guesser(), agent];
        const { step } = await playEpisode(env, agents, { seed: 'duel', episode });
        wins += step.returns[seat] === 1 ? 1 : 0;
        losses += step.returns[seat] === -1 ? 1 : 0;
      }
      assert.ok(wins >= 90 && losses <= 10, `${wins} wins, ${losses} losses`);
    });
  }

  for (const options of [{}, { length: 4 }, { words: 2 }]) {
    const game = wordDuel(options);
    test(`guesses only what fits all it was told, and one of two finds the word, in ${game.spec}`, async () => {
      const env = new AsyncEnv(game);
      for (let episode = 0; episode < 40; episode++) {
        const agents = [new WordDuelAgent(), new WordDuelAgent()];
        const { step, decisions } = await playEpisode(env, agents, { seed: 'both', episode });
        assert.notEqual(step.returns[0], 0);
        for (const [turn, guess] of env.position.guesses.entries()) {
          assert.equal(decisions[turn].reply, `[${guess}]`);
          const secret = env.position.secrets[1 - (turn % 2)];
          assert.notEqual(guess, env.position.secrets[turn % 2]); // its own word
          for (let before = turn - 2; before >= 0; before -= 2) {
            const asked = env.position.guesses[before];
            assert.equal(wordDuelFeedback(guess, asked), wordDuelFeedback(secret, asked));
          }
        }
      }
    });
  }

  test('plays the same in an episode whatever it has played before', async () => {
    const env = new AsyncEnv(wordDuel());
    const [veteran, other] = [new WordDuelAgent(), new WordDuelAgent()];
    const first = await playEpisode(env, [veteran, other], { seed: 4, episode: 3 });
    await playEpisode(env, [other, veteran], { seed: 4, episode: 4 });
    await env.reset({ seed: 9 });
    const again = await playEpisode(env, [veteran, other], { seed: 4, episode: 3 });
    assert.deepEqual(again.decisions, first.decisions);
  });

  test('says so where the game is another, or nothing fits what it is told', async () => {
    const agent = new WordDuelAgent();
    assert.throws(() => agent.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 }), OptionError);
    agent.begin({ spec: 'word_duel', seat: 0, seed: 1 });
    const step = await new AsyncEnv(wordDuel()).reset({ seed: 1 });
    const guess = /\[(\w+)\]/.exec(agent.act(step))?.[1] ?? '';
    const messages = [
      { author: 0, audience: [0, 1], text: guess },
      { author: -1, audience: [0, 1], text: `${guess} ~~~~~` },
    ];
    assert.throws(() => agent.act({ ...step, tokens: [], messages }), AgentError);
  });
});
