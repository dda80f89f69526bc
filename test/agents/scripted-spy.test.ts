import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CIVILIAN, type Game, JUDGE, loadGame, SPY } from '@parlor/envs';
import { checkAgent } from '@parlor/envs/laws';
import {
  Alternatives,
  BayesianVoter,
  CLUE_RULES,
  type DecisionBatch,
  type Policy,
  PolicyError,
  rollout,
  SceneBelief,
  scriptedPolicies,
  spyFacts,
  SpyPolicy,
  SpyReading,
  spyRows,
  UniformPolicy,
} from '@parlor/agents';

describe('a player by rules obeys every law of policies in', () => {
  for (const spec of [
    'who_is_the_spy',
    'who_is_the_spy(preset=paper)',
    'who_is_the_spy(preset=released)',
    'who_is_the_spy(preset=party)',
    'who_is_the_spy(players=5,spies=2,lies=all,repeats=true,voters=everybody)',
    'who_is_the_spy(objects=1,attributes=1,values=2,rounds=4,spy_sees=blank,voters=everybody)',
  ]) {
    test(spec, async () => {
      const game = loadGame(spec);
      const policy = scriptedPolicies['who_is_the_spy'](game);
      assert.deepEqual((await checkAgent(policy, game, { runs: 8 })).violations, []);
    });
  }

  test('the truth voter with other clues', async () => {
    const game = loadGame('who_is_the_spy(preset=party,told=true,voters=everybody,abstain=true)');
    const policy = new SpyPolicy(game, { civilian: 'least-revealing', spy: 'blending', voter: 'truth' });
    assert.deepEqual((await checkAgent(policy, game, { runs: 8 })).violations, []);
  });
});

/** Plays by a policy, and shows every batch with the answers. */
function shown(policy: Policy, show: (batch: DecisionBatch, probabilities: Float64Array) => void): Policy {
  return {
    name: policy.name,
    async act(batch, probabilities) {
      await policy.act(batch, probabilities);
      show(batch, probabilities);
    },
  };
}

async function playAll(game: Game, policy: Policy, episodes: number): Promise<void> {
  await rollout(
    game,
    Array.from({ length: game.seats }, () => policy),
    { seed: 'clues', episodes },
  );
}

/** Every clue decision of some episodes, with the probabilities of the clues. */
async function clues(
  spec: string,
  options: ConstructorParameters<typeof SpyPolicy>[1],
  visit: (reading: SpyReading, legal: Int32Array, probabilities: Float64Array) => void,
): Promise<void> {
  const game = loadGame(spec);
  const reading = new SpyReading(spyFacts(game));
  const policy = shown(new SpyPolicy(game, options), (batch, probabilities) => {
    for (let row = 0; row < batch.count; row++) {
      reading.read(batch.observations, row * game.observationSize, batch.seats[row]);
      if (reading.voting) continue;
      const [from, to] = [batch.legalOffsets[row], batch.legalOffsets[row + 1]];
      visit(reading, batch.legalActions.subarray(from, to), probabilities.subarray(from, to));
    }
  });
  await playAll(game, policy, 60);
}

const CIVILIANS = ['consistent', 'least-revealing', 'most-telling'] as const;

describe('what a civilian says is true of its scene, and new while there is more to say', () => {
  for (const civilian of CIVILIANS) {
    for (const spec of ['who_is_the_spy(lies=all)', 'who_is_the_spy(preset=party,repeats=true)']) {
      test(`${civilian}, ${spec}`, async () => {
        const { holds } = spyFacts(loadGame(spec)).vocabulary;
        let said = 0;
        await clues(spec, { civilian, voter: 'truth' }, ({ view, scene }, legal, probabilities) => {
          if (view.role === SPY) return;
          const fresh = legal.some((clue) => holds(scene, 0, clue) && view.said[clue] === 0);
          for (const [index, clue] of legal.entries()) {
            if (probabilities[index] === 0) continue;
            said++;
            assert.ok(holds(scene, 0, clue) && (view.said[clue] === 0 || !fresh));
          }
        });
        assert.ok(said > 100);
      });
    }
  }

  test('the least revealing of true clues leaves the most scenes to a listener, the most telling the fewest', async () => {
    const facts = spyFacts(loadGame('who_is_the_spy'));
    const { holds } = facts.vocabulary;
    const belief = new SceneBelief(facts);
    for (const [civilian, most] of [
      ['least-revealing', Math.max],
      ['most-telling', Math.min],
    ] as const) {
      await clues('who_is_the_spy', { civilian }, ({ view, scene }, legal, probabilities) => {
        if (view.role === SPY) return;
        belief.listen(view);
        const truths = Array.from(legal).filter((clue) => holds(scene, 0, clue) && view.said[clue] === 0);
        const best = most(...truths.map((clue) => belief.truth[clue]));
        for (const [index, clue] of legal.entries())
          assert.equal(
            probabilities[index] > 0,
            truths.includes(clue) && Math.abs(belief.truth[clue] - best) < 1e-9,
          );
      });
    }
  });
});

describe('what a spy says is true of the civilians’ scene more often than a reckless one’s, as it sees it', () => {
  for (const spec of [
    'who_is_the_spy',
    'who_is_the_spy(preset=paper)',
    'who_is_the_spy(players=6,spies=2)',
  ]) {
    test(spec, async () => {
      const facts = spyFacts(loadGame(spec));
      const belief = new SceneBelief(facts);
      const reckless = CLUE_RULES.reckless(facts);
      const other = new Float64Array(facts.clueCount);
      for (const spy of ['blending', 'imitating'] as const) {
        let [told, lead] = [0, 0];
        await clues(
          spec,
          { spy, civilian: 'consistent', voter: 'truth' },
          (reading, legal, probabilities) => {
            if (reading.view.role !== SPY) return;
            belief.guess(reading.view);
            reckless.weigh(reading.view, legal, legal.length, other);
            let one = 0;
            for (const [index, clue] of legal.entries()) {
              one += (probabilities[index] - other[index]) * belief.truth[clue];
              assert.ok(probabilities[index] === 0 || reading.view.said[clue] === 0);
            }
            if (spy === 'blending') assert.ok(one > -1e-9);
            told++;
            lead += one;
          },
        );
        assert.ok(told >= 60 && lead / told > 0.02, `${spy}: ahead by ${lead / told}`);
      }
    });
  }
});

/** Plays some rows by one policy, which the row's role and seat pick, the rest by another. */
function split(
  game: Game,
  mine: (role: number, seat: number) => boolean,
  one: Policy,
  other: Policy,
): Policy {
  const rows = spyRows(game);
  let room = new Float64Array(0);
  return {
    name: 'split',
    async act(batch, probabilities) {
      if (room.length < probabilities.length) room = new Float64Array(probabilities.length);
      await one.act(batch, probabilities);
      await other.act(batch, room);
      for (let row = 0; row < batch.count; row++) {
        if (mine(rows.role(batch.observations, row), batch.seats[row])) continue;
        for (let at = batch.legalOffsets[row]; at < batch.legalOffsets[row + 1]; at++)
          probabilities[at] = room[at];
      }
    },
  };
}

/** Who was the one spy of each episode, and its return. */
async function spiesOf(
  game: Game,
  policy: Policy,
  episodes: number,
): Promise<{ seat: number; value: number }[]> {
  const seats = Array.from({ length: game.seats }, () => policy);
  const { returns } = await rollout(game, seats, { seed: 'spies', episodes });
  // The party game pays ±1 to the spy, and less to each civilian.
  return Array.from({ length: episodes }, (_, episode) => {
    const own = returns.subarray(episode * game.seats, (episode + 1) * game.seats);
    const seat = own.findIndex((value) => Math.abs(value) > 0.99);
    return { seat, value: own[seat] };
  });
}

/** That what was gained, deal by deal, is clearly more than 0. */
function assertGain(gain: readonly number[], what: string): void {
  const mean = gain.reduce((sum, value) => sum + value, 0) / gain.length;
  const error = Math.sqrt(gain.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / gain.length;
  assert.ok(mean > 4 * error, `${what}: ahead by ${mean}, standard error ${error}`);
}

describe('in every role a player by rules does clearly better than one at random, in', () => {
  for (const spec of [
    'who_is_the_spy(rewards=party)',
    'who_is_the_spy(preset=paper,rewards=party)',
    'who_is_the_spy(preset=released,rewards=party)',
    'who_is_the_spy(preset=party,told=true,voters=everybody)',
  ]) {
    test(spec, async () => {
      const game = loadGame(spec);
      const scripted = scriptedPolicies['who_is_the_spy'](game);
      // What a spy says matters to whoever looks for lies; what a civilian does, to those who play alike.
      const simple = new SpyPolicy(game, { civilian: 'consistent', spy: 'reckless', voter: 'truth' });
      for (const [role, others] of [
        [CIVILIAN, scripted],
        [SPY, simple],
        [JUDGE, simple],
      ] as const) {
        if (role >= game.roles.length) continue;
        const mine = (own: number): boolean => own === role;
        const rules = await spiesOf(game, split(game, mine, scripted, others), 200);
        const random = await spiesOf(game, split(game, mine, new UniformPolicy(), others), 200);
        const sign = role === SPY ? 1 : -1;
        const gain = rules.map(({ value }, episode) => sign * (value - random[episode].value));
        assertGain(gain, game.roles[role]);
      }
    });
  }

  test('who_is_the_spy(preset=party), where nobody knows its role', async () => {
    const game = loadGame('who_is_the_spy(preset=party)');
    const scripted = scriptedPolicies['who_is_the_spy'](game);
    const simple = new SpyPolicy(game, { civilian: 'consistent', voter: 'truth' });
    for (const [role, seats] of [
      [CIVILIAN, 4],
      [SPY, 1],
    ] as const) {
      const mine = (_role: number, seat: number): boolean => seat < seats;
      const others = role === SPY ? simple : new UniformPolicy();
      const rules = await spiesOf(game, split(game, mine, scripted, others), 400);
      const random = await spiesOf(game, split(game, mine, new UniformPolicy(), others), 400);
      const sign = role === SPY ? 1 : -1;
      const gain = rules
        .map(({ seat, value }, episode) => ({ seat, value: sign * (value - random[episode].value) }))
        .filter(({ seat }) => seat < seats === (role === SPY))
        .map(({ value }) => value);
      assert.ok(gain.length > 40);
      assertGain(gain, game.roles[role]);
    }
  });
});

describe('of those by rules', () => {
  /** How often the spy is voted out. */
  async function caught(options: ConstructorParameters<typeof SpyPolicy>[1]): Promise<number> {
    const game = loadGame('who_is_the_spy(rewards=party)');
    const spies = await spiesOf(game, new SpyPolicy(game, options), 300);
    return spies.filter(({ value }) => value < 0).length / spies.length;
  }

  test('Bayesian voters catch spies more often than those who look for lies alone', async () => {
    for (const spy of ['reckless', 'blending', 'imitating'] as const) {
      const [bayesian, truth] = [
        await caught({ civilian: 'consistent', spy, voter: 'bayesian' }),
        await caught({ civilian: 'consistent', spy, voter: 'truth' }),
      ];
      assert.ok(bayesian > truth + 0.1, `${spy}: ${bayesian} and ${truth}`);
    }
  });

  test('a spy that blends in is hardly caught by its lies, but by its habit if that is known', async () => {
    const civilian = 'consistent';
    const lying = await caught({ civilian, spy: 'blending', voter: 'truth' });
    assert.ok(lying < 0.12, `by lies ${lying}`);
    const [blending, imitating] = [await caught({ civilian, spy: 'blending' }), await caught({ civilian })];
    assert.ok(blending > imitating + 0.08, `${blending} and ${imitating}`);
  });

  test('civilians who tell most are told from spies most surely', async () => {
    const [telling, consistent] = [
      await caught({ civilian: 'most-telling' }),
      await caught({ civilian: 'consistent' }),
    ];
    assert.ok(telling > consistent + 0.3, `${telling} and ${consistent}`);
  });
});

describe('a Bayesian voter', () => {
  test('says n/a just where nobody is a spy by 1/4, if it is paid by the decision reward', async () => {
    const game = loadGame('who_is_the_spy(players=7)');
    const facts = spyFacts(game);
    const [civilian, spy] = [CLUE_RULES.consistent(facts), CLUE_RULES.imitating(facts)];
    const voter = new BayesianVoter(facts, { civilian, spy, aim: 'reward' });
    const reading = new SpyReading(facts);
    let [abstained, voted] = [0, 0];
    const policy = shown(new SpyPolicy(game, { civilian, spy, voter }), (batch, probabilities) => {
      for (let row = 0; row < batch.count; row++) {
        reading.read(batch.observations, row * game.observationSize, batch.seats[row]);
        if (!reading.voting) continue;
        voter.infer(reading);
        const most = Math.max(...voter.suspicion);
        const last = batch.legalOffsets[row + 1] - 1;
        if (probabilities[last] === 1) abstained++;
        else voted++;
        assert.equal(probabilities[last], most < 0.25 ? 1 : 0);
        for (let at = batch.legalOffsets[row]; at < last; at++) {
          const player = batch.legalActions[at] - facts.clueCount;
          if (probabilities[at] > 0) assert.ok(voter.suspicion[player] > most - 1e-8);
        }
      }
    });
    await playAll(game, policy, 60);
    assert.ok(abstained > 10 && voted > 10, `${abstained} n/a, ${voted} votes`);
  });

  test('stands for more edits than can be listed by a sample of them', () => {
    const game = loadGame('who_is_the_spy(attributes=3,edits=5,voters=judges,judges=1)');
    const alternatives = new Alternatives(spyFacts(game), false, 1000);
    assert.equal(alternatives.exact, false);
    assert.ok(Math.abs(alternatives.prior.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
    const own = new Int32Array(3);
    const other = new Int32Array(3);
    for (let index = 0; index < alternatives.count; index++) {
      alternatives.write(index, own, other);
      const digits = [other[0], other[1]].flatMap((column) => [
        column % 3,
        Math.floor(column / 3) % 3,
        Math.floor(column / 9),
      ]);
      digits.push(other[2] & 1, (other[2] >> 1) & 1, other[2] >> 2);
      assert.equal(digits.filter((digit) => digit > 0).length, 5);
    }
  });
});

test('rules for the spy game refuse another game', () => {
  for (const make of [spyRows, spyFacts, (game: Game) => new SpyPolicy(game)])
    assert.throws(() => make(loadGame('kuhn_poker')), PolicyError);
});
