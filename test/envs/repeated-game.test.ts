import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CHANCE,
  Env,
  type Game,
  loadGame,
  matrixGame,
  OptionError,
  parseName,
  repeated,
  TERMINAL,
} from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import fc from 'fast-check';
import { choices, perft } from './perft.ts';
import './closed-play.ts';

/**
 * Counted by hand: a round multiplies histories by the joint choices, seat by seat; chance doubles them, and half of
 * them end.
 */
const PERFT: readonly (readonly [spec: string, counts: readonly number[]])[] = [
  ['repeated_game(rounds=3)', [1, 2, 4, 8, 16, 32, 64]],
  ['repeated_game(rounds=3,memory=1,discount=0.5)', [1, 2, 4, 8, 16, 32, 64]],
  ['repeated_game(game=rock_paper_scissors,rounds=2)', [1, 3, 9, 27, 81]],
  ['repeated_game(rounds=3,continue=0.5)', [1, 2, 4, 8, 8, 16, 32, 32, 64]],
  ['repeated_game(rounds=3,continue=0)', [1, 2, 4, 4]],
  ['repeated_game(rounds=1,continue=0.5)', [1, 2, 4]],
  ['repeated_game(game=public_goods(players=3,endowment=2),rounds=2)', [1, 3, 9, 27, 81, 243, 729]],
];

describe('repeated games have exactly their histories', () => {
  for (const [spec, counts] of PERFT) test(spec, () => assert.deepEqual(perft(loadGame(spec)), counts));
});

const ONE_SHOT = [
  'prisoners_dilemma',
  'matching_pennies',
  'matching_pennies(players=3)',
  'matrix_game(actions=1/3,payoffs=-2/-1/-3/-4/-0.5/-6)',
  'public_goods(players=3,endowment=4,unit=2)',
  'matrix_game(actions=2/2,payoffs=0.7/0.3/0.5/0.5/0.1/0.9/1/0)',
];

const repetitions = fc.record({
  inner: fc.constantFrom(...ONE_SHOT),
  rounds: fc.integer({ min: 1, max: 6 }),
  discount: fc.constantFrom(0, 0.5, 0.9, 1),
  continuation: fc.constantFrom(0, 0.3, 0.99, 1),
  forget: fc.nat({ max: 5 }),
});
type Repetition = typeof repetitions extends fc.Arbitrary<infer Value> ? Value : never;

function specOf({ inner, rounds, discount, continuation, forget }: Repetition): string {
  const memory = Math.max(1, rounds - forget);
  return `repeated_game(game=${inner},rounds=${rounds},discount=${discount},continue=${continuation},memory=${memory})`;
}

/** What everybody is paid for one round, by the game that is repeated. */
function paidOnce(game: Game, joint: readonly number[]): number[] {
  const state = new Int32Array(game.stateSize);
  const out = new Float64Array(game.seats);
  game.start(state);
  for (const choice of joint) game.apply(state, choice);
  game.returns(state, out);
  return Array.from(out);
}

function returnsOf(game: Game, state: Int32Array): number[] {
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return Array.from(out);
}

/** The joint choices that an observation tells of, the last round first, the reader's own choice first; −1 for none. */
function remembered(game: Game, state: Int32Array, seat: number): number[][] {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  const past = game.observation.find(({ name }) => name === 'past');
  assert.ok(past);
  const [memory, seats, width] = past.shape;
  return Array.from({ length: memory }, (_, ago) =>
    Array.from({ length: seats }, (_, step) => {
      const from = past.offset + (ago * seats + step) * width;
      return out.subarray(from, from + width).indexOf(1);
    }),
  );
}

describe('a repeated game', () => {
  test('does what a list of rounds does, and pays each by its discount', () => {
    const picks = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(repetitions, picks, (repetition, by) => {
        const { inner, rounds, discount, continuation, forget } = repetition;
        const game = loadGame(specOf(repetition));
        const one = loadGame(inner);
        const state = new Int32Array(game.stateSize).fill(7);
        game.start(state);
        const past: number[][] = [];
        let now: number[] = [];
        let waits = false;
        let over = false;
        for (const pick of by) {
          assert.equal(game.mover(state), over ? TERMINAL : waits ? CHANCE : now.length);
          const expected = Array.from({ length: game.seats }, (_, seat) =>
            past.reduce((sum, joint, round) => sum + discount ** round * paidOnce(one, joint)[seat], 0),
          );
          returnsOf(game, state).forEach((value, seat) =>
            assert.ok(Math.abs(value - expected[seat]) < 1e-12),
          );
          const memory = Math.max(1, rounds - forget);
          for (let seat = 0; seat < game.seats; seat++) {
            const turned = (joint: readonly number[]): number[] => [
              ...joint.slice(seat),
              ...joint.slice(0, seat),
            ];
            const rows = past.slice(-memory).reverse().map(turned);
            const empty = Array.from({ length: game.seats }, () => -1);
            while (rows.length < memory) rows.push(empty);
            assert.deepEqual(remembered(game, state, seat), rows);
          }
          const possible = choices(game, state);
          if (over) {
            assert.deepEqual(possible, []);
            return;
          }
          const action = possible[pick % possible.length];
          game.apply(state, action);
          if (waits) {
            assert.deepEqual(possible, continuation === 0 ? [0] : [0, 1]);
            waits = false;
            over = action === 0;
            continue;
          }
          now = [...now, action];
          if (now.length < game.seats) continue;
          past.push(now);
          now = [];
          over = past.length === rounds;
          waits = !over && continuation < 1;
        }
        assert.fail('the game should be over by now');
      }),
      { numRuns: 200 },
    );
  });

  test('pays within its range, reaches both ends, and adds up as its kind says', () => {
    const small = repetitions.map((repetition) => ({
      ...repetition,
      rounds: Math.min(repetition.rounds, 2),
    }));
    const kinds = new Set<string>();
    fc.assert(
      fc.property(small, (repetition) => {
        const game = loadGame(specOf(repetition));
        kinds.add(game.payoff);
        let [low, high] = [Infinity, -Infinity];
        const sums: number[] = [];
        const walk = (state: Int32Array): void => {
          if (game.mover(state) === TERMINAL) {
            const returns = returnsOf(game, state);
            [low, high] = [Math.min(low, ...returns), Math.max(high, ...returns)];
            sums.push(returns.reduce((sum, value) => sum + value, 0));
          }
          for (const action of choices(game, state)) {
            const next = state.slice();
            game.apply(next, action);
            walk(next);
          }
        };
        const start = new Int32Array(game.stateSize);
        game.start(start);
        walk(start);
        assert.deepEqual(game.payoffRange, [low, high]);
        const [least, most] = [Math.min(...sums), Math.max(...sums)];
        const constant = most - least < 1e-12;
        const expected = !constant ? 'general-sum' : Math.abs(most) < 1e-12 ? 'zero-sum' : 'constant-sum';
        assert.equal(game.payoff, expected);
      }),
      { numRuns: 60 },
    );
    assert.ok(kinds.has('zero-sum') && kinds.has('constant-sum') && kinds.has('general-sum'));
  });

  test('gives rewards along the way that add up to its returns', () => {
    fc.assert(
      fc.property(repetitions, fc.integer(), (repetition, seed) => {
        const env = new Env(loadGame(specOf(repetition)));
        let step = env.reset({ seed });
        const sums = step.rewards.slice();
        while (!step.done) {
          step = env.step(step.legal[0]);
          step.rewards.forEach((reward, seat) => (sums[seat] += reward));
        }
        step.returns.forEach((value, seat) => assert.ok(Math.abs(value - sums[seat]) < 1e-12));
      }),
      { numRuns: 50 },
    );
  });

  test('goes on as often as it says', () => {
    // Lengths are geometric, cut at the most: rounds − 1 successes of probability 0.75 for the longest.
    const env = new Env(loadGame('repeated_game(rounds=4,continue=0.75)'));
    const lengths = [0, 0, 0, 0];
    const episodes = 4000;
    for (let episode = 0; episode < episodes; episode++) {
      let step = env.reset({ seed: 5, episode });
      let turns = 0;
      for (; !step.done; turns++) step = env.step(step.legal[0]);
      lengths[turns / 2 - 1]++;
    }
    [0.25, 0.75 * 0.25, 0.75 ** 2 * 0.25, 0.75 ** 3].forEach((probability, index) => {
      const deviation = Math.sqrt(episodes * probability * (1 - probability));
      assert.ok(Math.abs(lengths[index] - episodes * probability) < 5 * deviation, String(lengths));
    });
  });

  test('remembers everything by its observation where memory covers the rounds before the last', () => {
    assert.equal(loadGame('repeated_game(rounds=4)').recall, 'perfect');
    assert.equal(loadGame('repeated_game(rounds=4,memory=3)').recall, 'perfect');
    assert.equal(loadGame('repeated_game(rounds=4,memory=2)').recall, 'current');
  });

  test('names its game canonically, options and all', () => {
    const { spec, version } = loadGame('repeated_game(game=stag_hunt(hare=2),rounds=3)');
    assert.equal(
      spec,
      'repeated_game(game=stag_hunt(stag=4,hare=2,failure=0),rounds=3,discount=1,continue=1,memory=3)',
    );
    assert.equal(loadGame(spec).spec, spec);
    assert.equal(version, 1000 + loadGame('stag_hunt').version);
    assert.equal(
      loadGame('repeated_game').spec,
      loadGame('repeated_game', { game: 'prisoners_dilemma' }).spec,
    );
  });

  test('refuses games of another kind, and says why', () => {
    const wrong: readonly (readonly [spec: string, message: RegExp])[] = [
      ['repeated_game(game=kuhn_poker)', /in kuhn_poker\(players=2\) chance moves; take .*prisoners_dilemma/],
      ['repeated_game(game=tic_tac_toe)', /in tic_tac_toe seats do not choose at the same time/],
      ['repeated_game(game=pennies_test)', /player 1 chooses more than once/],
      ['repeated_game(game=repeated_game(rounds=2))', /chooses more than once/],
      ['repeated_game(game=word_duel)', /word_duel is a language game/],
      ['repeated_game(game=chess_960)', /no game "chess_960"/],
      ['repeated_game(rounds=2,memory=3)', /memory is at most rounds, 2, not 3/],
      ['repeated_game(continue=1.5)', /continue must be a number from 0 to 1/],
    ];
    for (const [spec, message] of wrong) {
      assert.throws(
        () => loadGame(spec),
        (error) => error instanceof OptionError && message.test(error.message),
        spec,
      );
    }
  });
});

const square = matrixGame({ actions: [2, 2], payoffs: [1, 2, 3, 4, 5, 6, 7, 8] });
const CROSSED_ACTIONS = [
  [1, 3],
  [0, 2],
];
const asked = (state: Int32Array): number => (state[0] < 2 ? 1 - state[0] : TERMINAL);
const crossedNames = (state: Int32Array): string[] =>
  CROSSED_ACTIONS[Math.max(asked(state), 0)].map((action) => `choice ${action}`);

/** The second seat is asked first, and the seats have different actions of a common numbering. */
const crossed: Game = {
  ...square,
  id: 'crossed',
  spec: 'crossed',
  roles: ['row', 'column'],
  actionCount: 4,
  mover: asked,
  role: (_state, seat) => seat,
  legal(state, out) {
    if (state[0] === 2) return 0;
    out.set(CROSSED_ACTIONS[asked(state)]);
    return 2;
  },
  apply(state, action) {
    state[1 + asked(state)] = action >> 1;
    state[0]++;
  },
  text: {
    ...square.text,
    actionName: (_state, action) => `choice ${action}`,
    parse(state, reply) {
      const found = parseName(reply, crossedNames(state));
      return typeof found === 'number' ? CROSSED_ACTIONS[asked(state)][found] : found;
    },
  },
};

test('a game whose seats are asked in another order, with actions of their own, can be repeated', () => {
  const rules = repeated(crossed, { rounds: 2, discount: 0.5, continuation: 1, memory: 2 });
  const game: Game = { ...rules, id: 'crossed_twice', spec: 'crossed_twice' };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const [action, possible] of [
    [3, [1, 3]],
    [0, [0, 2]],
    [1, [1, 3]],
    [2, [0, 2]],
  ] as const) {
    assert.deepEqual(choices(game, state), possible);
    assert.equal(game.text.actionName(state, action), `choice ${action}`);
    game.apply(state, action);
  }
  // Row 1, column 0 pays 5 and 6; row 0, column 1 pays 3 and 4, worth half.
  assert.deepEqual(returnsOf(game, state), [6.5, 8]);
  assert.match(game.text.view(state, 1), /^1 +\| choice 0 \| choice 3 +\| 6 +\| 6$/m);
  assert.equal(game.role(state, 1), 1);
  assert.deepEqual(checkGame(game, { runs: 40, seed: 1 }).violations, []);
});

describe('a repeated game in words', () => {
  test('shows the rounds before from the side of whoever reads, and the totals', () => {
    const env = new Env(loadGame('repeated_game(rounds=3,discount=0.5)'));
    env.reset({ seed: 1 });
    for (const action of [0, 1, 1, 1]) env.step(action);
    assert.deepEqual(env.view(0).split('\n').slice(0, 6), [
      'Round 3 of 3. Payoffs count 0.25 times now.',
      'round | you       | the other player | you get | counts',
      '------+-----------+------------------+---------+-------',
      '1     | cooperate | defect           | 0       | 0',
      '2     | defect    | defect           | 1       | 0.5',
      'In all you have 0.5, the other player has 5.5.',
    ]);
    assert.match(env.view(1), /^1 +\| defect \| cooperate +\| 5 +\| 5$/m);
    assert.match(env.view(1), /Choose: \[cooperate\] \[defect\]\.$/);
    const rules = env.game.text.rules(0);
    assert.match(rules, /The same players play 3 rounds\. After each round everybody sees what all did\./);
    assert.match(rules, /With every round that passes, a payoff counts 0\.5 times as much\./);
    const before = env.position;
    env.step(0);
    assert.equal(env.game.text.event(before, 0, 0), 'You choose cooperate.');
    assert.equal(
      env.game.text.event(env.position, 0, 0),
      'Round 3: You chose cooperate, the other player chose cooperate. You get 3, the other player gets 3. That counts 0.25 times: 0.75 for you.',
    );
  });

  test('speaks as the game that is repeated does', () => {
    const game = loadGame('repeated_game(game=public_goods(players=3,endowment=20),rounds=2)');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    assert.match(game.text.view(state, 0), /\nContribute: any number from \[0\] to \[20\]\.$/);
    assert.equal(game.text.event(state, 5, 0), 'You contribute 5.');
    game.apply(state, 5);
    assert.match(game.text.view(state, 0), /\nIn this round you contributed 5\.$/);
    game.apply(state, 0);
    assert.equal(
      game.text.event(state, 10, 0),
      'Round 1: You contributed 5, the others 0 (player 2), 10 (player 3). You get 23, the others 28 (player 2), 18 (player 3).',
    );
    const failure = game.text.parse(state, '[21]');
    assert.equal(
      typeof failure === 'object' && failure.format,
      'Answer with a number from 0 to 20, such as [10].',
    );
  });

  test('says when chance ends it', () => {
    const game = loadGame('repeated_game(rounds=9,continue=0.5)');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    game.apply(state, 0);
    game.apply(state, 0);
    assert.match(game.text.view(state, 0), /^Round 1 is over; chance decides/);
    assert.equal(game.text.event(state, 1, 0), 'There is another round.');
    game.apply(state, 0);
    assert.match(game.text.view(state, 1), /^The game ended after 1 round\./);
    assert.match(game.text.rules(0), /another one with probability 0\.5, up to 9 in all/);
  });
});
