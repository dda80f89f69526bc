import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { GeneralisedAdvantages, type DecisionSequence } from '../../agents/training/advantage.ts';
import { RoleBaselines } from '../../agents/training/baseline.ts';

const near = (actual: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

// The worked numbers of SPIRAL's code (pre) and formula (post), decay 0.95.
test('the first return of 1 has advantage 1 before the update, which leaves the baseline at 0.05', () => {
  const baselines = new RoleBaselines();
  const slot = baselines.slot('kuhn_poker(players=2)', 'player');
  assert.equal(baselines.advantage(slot, 1), 1);
  near(baselines.value(slot), 0.05);
});

test('the first return of 1 has advantage 0.95 after the update', () => {
  const baselines = new RoleBaselines({ timing: 'post' });
  near(baselines.advantage(baselines.slot('game', 'role'), 1), 0.95);
});

test('a constant return of 1 gives baselines 1 − 0.95ⁿ and advantages 0.95ⁿ⁻¹ (pre) or 0.95ⁿ (post)', () => {
  const pre = new RoleBaselines({ timing: 'pre' });
  const post = new RoleBaselines({ timing: 'post' });
  const [a, b] = [pre, post].map((baselines) => baselines.slot('game', 'role'));
  for (let n = 1; n <= 40; n++) {
    near(pre.advantage(a, 1), 0.95 ** (n - 1));
    near(post.advantage(b, 1), 0.95 ** n);
    near(pre.value(a), 1 - 0.95 ** n);
  }
});

test('with bias correction the baseline of a constant return is that return from the first on', () => {
  const baselines = new RoleBaselines({ biasCorrection: true });
  const slot = baselines.slot('game', 'role');
  assert.equal(baselines.advantage(slot, 3), 3);
  for (let n = 0; n < 5; n++) near(baselines.advantage(slot, 3), 0);
});

test('seats of one role share a baseline, which takes their mean in once an episode', () => {
  for (const timing of ['pre', 'post'] as const) {
    const baselines = new RoleBaselines({ timing });
    const spy = baselines.slot('game', 'spy');
    const civilian = baselines.slot('game', 'civilian');
    const [before, after] = [new Float64Array(2), new Float64Array(2)];
    for (let episode = 1; episode <= 30; episode++) {
      // One spy and three civilians, wherever they sit: −3, and 1 on average.
      const seats = [spy, civilian, civilian, civilian];
      const paid = [-3, 0.25, 0.5, 2.25];
      const turn = episode % 4;
      const slots = Int32Array.from(seats, (_, at) => seats[(at + turn) % 4]);
      const returns = Float64Array.from(paid, (_, at) => paid[(at + turn) % 4]);
      baselines.advantages(slots, returns, 4);
      after.set([spy, civilian].map((slot) => baselines.value(slot)));
      near(after[0], -3 * (1 - 0.95 ** episode));
      near(after[1], 1 - 0.95 ** episode);
      const subtracted = timing === 'pre' ? before : after;
      for (let at = 0; at < 4; at++) {
        const source = (at + turn) % 4;
        near(returns[at], paid[source] - subtracted[source === 0 ? 0 : 1]);
      }
      before.set(after);
    }
    assert.deepEqual(
      baselines.state().map(({ count }) => count),
      [30, 30],
    );
  }
});

test('where every seat has a role of its own an episode is what its returns are one by one, to the last bit', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })),
      ),
      fc.constantFrom('pre', 'post'),
      fc.boolean(),
      (episodes, timing, biasCorrection) => {
        const [whole, single] = [0, 1].map(() => new RoleBaselines({ timing, biasCorrection }));
        const slots = Int32Array.from(
          ['a', 'b'],
          (role) => (single.slot('game', role), whole.slot('game', role)),
        );
        for (const paid of episodes) {
          const returns = Float64Array.from(paid);
          whole.advantages(slots, returns, 2);
          assert.deepEqual(
            Array.from(returns),
            paid.map((ret, seat) => single.advantage(slots[seat], ret)),
          );
        }
        assert.deepEqual(whole.state(), single.state());
      },
    ),
    { numRuns: 50 },
  );
});

test('one baseline of all roles takes the mean of all seats in, and is restored as what it is', () => {
  const baselines = new RoleBaselines({ by: 'game' });
  const slots = Int32Array.from(['spy', 'civilian'], (role) => baselines.slot('game', role));
  assert.equal(slots[0], slots[1]);
  const returns = Float64Array.of(3, 1);
  baselines.advantages(slots, returns, 2);
  assert.deepEqual(Array.from(returns), [3, 1]);
  near(baselines.value(slots[0]), 0.1);
  const other = new RoleBaselines({ by: 'game' });
  other.restore(baselines.state());
  near(other.value(other.slot('game', 'anybody')), 0.1);
  assert.deepEqual(other.state(), baselines.state());
});

test('each game and role has a baseline of its own', () => {
  const baselines = new RoleBaselines();
  const slots = [
    ['spy', 'clue'],
    ['civilian', 'clue'],
    ['spy', 'vote'],
  ].map(([role, game]) => baselines.slot(game, role));
  baselines.advantage(slots[0], 1);
  baselines.advantage(slots[1], -1);
  assert.deepEqual(
    slots.map((slot) => Math.round(baselines.value(slot) * 1000)),
    [50, -50, 0],
  );
  assert.equal(baselines.slot('clue', 'spy'), slots[0]);
});

test('baselines go on from their state, as JSON, whatever the order in which roles are met', () => {
  const first = new RoleBaselines({ biasCorrection: true });
  for (const ret of [1, -2, 5]) first.advantage(first.slot('game', 'a'), ret);
  first.advantage(first.slot('game', 'b'), 7);
  const second = new RoleBaselines({ biasCorrection: true });
  second.advantage(second.slot('game', 'b'), 100); // forgotten
  const stale = second.slot('game', 'c');
  second.advantage(stale, 100); // forgotten
  second.restore(JSON.parse(JSON.stringify(first.state())) as ReturnType<RoleBaselines['state']>);
  assert.equal(second.value(stale), 0);
  for (const role of ['a', 'b']) {
    assert.equal(
      second.advantage(second.slot('game', role), 4),
      first.advantage(first.slot('game', role), 4),
    );
  }
});

test('a decay out of range is refused', () => {
  assert.throws(() => new RoleBaselines({ decay: 1 }), /decay must be at least 0 and less than 1, not 1/);
});

interface Estimate {
  advantages: number[];
  targets: number[];
}

function estimate(sequence: DecisionSequence, gamma: number, lambda: number): Estimate {
  const advantages = new Float32Array(sequence.count);
  const targets = new Float32Array(sequence.count);
  new GeneralisedAdvantages({ gamma, lambda }).estimate(sequence, advantages, targets);
  return { advantages: [...advantages], targets: [...targets] };
}

/** The definition, slowly: A = Σ (γλ)ᵏ δ over the seat's own decisions, rewards in between summed. */
function slowly(sequence: DecisionSequence, gamma: number, lambda: number): Estimate {
  const { count, seats, episode, seat, values, rewards, bootstrap } = sequence;
  const result: Estimate = { advantages: [], targets: [] };
  for (let decision = 0; decision < count; decision++) {
    const own: number[] = [];
    for (let later = decision; later < count; later++) {
      if (episode[later] === episode[decision] && seat[later] === seat[decision]) own.push(later);
    }
    let advantage = 0;
    own.forEach((at, position) => {
      const next = own.at(position + 1);
      let reward = 0;
      for (let between = at; between < (next ?? count); between++) {
        if (episode[between] === episode[at]) reward += rewards[between * seats + seat[at]];
      }
      const after = next === undefined ? (bootstrap?.[episode[at] * seats + seat[at]] ?? 0) : values[next];
      advantage += (gamma * lambda) ** position * (reward + gamma * after - values[at]);
    });
    result.advantages.push(advantage);
    result.targets.push(advantage + values[decision]);
  }
  return result;
}

test('what ends an episode reaches the seats that did not move last', () => {
  // Seat 0 acts, seat 1 acts, seat 0 folds: both are paid after the last decision.
  const sequence = {
    count: 3,
    seats: 2,
    episodes: 1,
    episode: [0, 0, 0],
    seat: [0, 1, 0],
    values: [0.1, 0.2, 0.3],
    rewards: [0, 0, 0, 0, -1, 1],
  };
  const { advantages, targets } = estimate(sequence, 1, 1);
  [-1.1, 0.8, -1.3].forEach((expected, index) => near(advantages[index], expected, 1e-6));
  [-1, 1, -1].forEach((expected, index) => near(targets[index], expected, 1e-6));
  // One own turn ahead: seat 0 bootstraps from its own next value, never from that of seat 1.
  const short = estimate(sequence, 1, 0);
  [0.2, 0.8, -1.3].forEach((expected, index) => near(short.advantages[index], expected, 1e-6));
});

test('rewards between a seat’s own turns are summed, undiscounted, and what precedes its first turn is not its doing', () => {
  const sequence = {
    count: 4,
    seats: 2,
    episodes: 1,
    episode: [0, 0, 0, 0],
    seat: [1, 0, 1, 0],
    values: [0, 0, 0, 0],
    rewards: [5, 0, 1, 0, 2, 0, 4, 0],
  };
  const { advantages } = estimate(sequence, 0.5, 1);
  near(advantages[1], 1 + 2 + 0.5 * 4);
  near(advantages[3], 4);
});

test('generalised advantages are the definition for interleaved episodes of any number of seats', () => {
  const sequences = fc
    .record({
      seats: fc.integer({ min: 1, max: 4 }),
      episodes: fc.integer({ min: 1, max: 3 }),
      truncated: fc.boolean(),
      decisions: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: -8, max: 8 })), {
        minLength: 1,
        maxLength: 14,
      }),
      pay: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 64, maxLength: 64 }),
    })
    .map(({ seats, episodes, truncated, decisions, pay }): DecisionSequence => {
      const sequence = {
        count: decisions.length,
        seats,
        episodes,
        episode: decisions.map(([episode]) => episode % episodes),
        seat: decisions.map(([, seat]) => seat % seats),
        values: decisions.map(([, , value]) => value / 4),
        rewards: pay,
      };
      return truncated
        ? { ...sequence, bootstrap: pay.slice(0, episodes * seats).map((value) => value / 8) }
        : sequence;
    });
  const factors = fc.constantFrom(0, 0.5, 0.9, 1);
  const property = fc.property(sequences, factors, factors, (sequence, gamma, lambda) => {
    const actual = estimate(sequence, gamma, lambda);
    const expected = slowly(sequence, gamma, lambda);
    expected.advantages.forEach((advantage, index) => near(actual.advantages[index], advantage, 1e-4));
    expected.targets.forEach((target, index) => near(actual.targets[index], target, 1e-4));
  });
  fc.assert(property, { numRuns: 300, seed: 2 });
});

test('an estimator keeps nothing from one batch to the next', () => {
  const estimator = new GeneralisedAdvantages({ lambda: 0.9 });
  const sequence = { count: 1, seats: 2, episodes: 2, episode: [1], seat: [0], values: [1], rewards: [3, 9] };
  const first = new Float32Array(1);
  const second = new Float32Array(1);
  estimator.estimate({ ...sequence, bootstrap: [5, 5, 5, 5] }, new Float32Array(1), new Float32Array(1));
  estimator.estimate(sequence, first, new Float32Array(1));
  estimator.estimate(sequence, second, new Float32Array(1));
  assert.deepEqual([...first, ...second], [2, 2]);
});

test('a discount or a weight of longer returns out of range is refused', () => {
  assert.throws(() => new GeneralisedAdvantages({ gamma: 1.1 }), /gamma must be between 0 and 1, not 1.1/);
  assert.throws(() => new GeneralisedAdvantages({ lambda: -1 }), /lambda must be between 0 and 1, not -1/);
});
