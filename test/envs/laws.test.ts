import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  alternatingOffers,
  type Game,
  kuhnPoker,
  leducPoker,
  OptionError,
  rockPaperScissors,
} from '@parlor/envs';
import { assertGame, checkGame, gameLaws, LawError } from '@parlor/envs/laws';
import { BROKEN_GAMES } from './broken/games.ts';
import { antes, dealtAgain, natural, nothing } from './broken/deals.ts';
import { lowOrHigh, oddOneOut } from './broken/tiny.ts';
import { stranger } from './stranger.ts';

/** Besides those of laws-games.test.ts. */
const GOOD: readonly (readonly [Game, number])[] = [
  [kuhnPoker({ players: 3 }), 50],
  [kuhnPoker({ players: 4 }), 50],
  [kuhnPoker({ players: 5 }), 25],
  [kuhnPoker({ players: 6 }), 25],
  [leducPoker({ players: 3 }), 25],
  [leducPoker({ ranks: 2, suits: 2, raises: 1 }), 50],
  [leducPoker({ ranks: 3, suits: 1 }), 50],
  [leducPoker({ ranks: 13, suits: 4, raises: 4 }), 25],
  [leducPoker({ players: 6, ranks: 4 }), 10],
  [lowOrHigh(), 100],
  [oddOneOut(), 100],
  [natural(), 100],
  [antes, 100],
  [nothing(), 100],
  [dealtAgain, 100],
  [stranger(), 100],
];

describe('every law', () => {
  for (const [game, runs] of GOOD) {
    test(`holds in ${game.spec}`, () => {
      assert.deepEqual(checkGame(game, { runs, seed: 1 }).violations, []);
    });
  }

  test('has a broken game that it reports, and each broken game breaks a law that there is', () => {
    const laws = gameLaws(kuhnPoker()).map(({ name }) => name);
    assert.equal(new Set(laws).size, laws.length);
    assert.deepEqual([...new Set(BROKEN_GAMES.map(({ law }) => law))].sort(), laws.sort());
  });
});

describe('the law', () => {
  for (const { law, story, game, good, breaks } of BROKEN_GAMES) {
    test(`${law} catches that ${story}`, () => {
      const { ok, violations } = checkGame(game, { runs: 200, laws: [law] });
      assert.equal(ok, false);
      const [violation] = violations;
      assert.equal(violation.law, law);
      assert.match(violation.message, new RegExp(law));
      assert.ok(!/[\n\r]/.test(violation.message), violation.message);
      assert.ok(breaks(game, violation), `${violation.message}\nactions ${violation.actions.join()}`);
      if (good) assert.ok(!breaks(good, violation), `${good.spec} breaks too: ${violation.message}`);
    });
  }
});

describe('the law of the posterior', () => {
  /** Whoever holds the lowest card cannot bet; the second player takes it for so likely when the first passes. */
  function shy(odds: number): Game {
    return {
      ...dealtAgain,
      legal(state, actions) {
        const count = dealtAgain.legal(state, actions);
        return count === 2 && state[dealtAgain.mover(state)] === 0 ? 1 : count;
      },
      resample(state, seat, random, out) {
        out.set(state);
        const [low, high] = [0, 1, 2].filter((card) => card !== state[seat]);
        const likely = seat === 1 && low === 0 ? odds : 0.5;
        out[1 - seat] = random.unit() < likely ? low : high;
      },
    };
  }
  const laws = ['resample-follows-the-posterior'];

  test('takes either answer to what the choices of others tell, but not that they rule out what is possible', () => {
    for (const odds of [1 / 2, 2 / 3]) assert.deepEqual(checkGame(shy(odds), { laws }).violations, []);
    for (const odds of [0, 1]) assert.equal(checkGame(shy(odds), { laws }).ok, false);
  });
});

describe('checkGame', () => {
  test('shrinks the counterexample to the two cards that the first look at the leak needs', () => {
    const leaky = BROKEN_GAMES.find(({ law }) => law === 'no-leak-in-observations');
    assert.ok(leaky);
    const [{ actions, other }] = checkGame(leaky.game, { laws: [leaky.law] }).violations;
    assert.equal(actions.length, 2);
    assert.equal(other?.length, 2);
  });

  test('reports a game that throws inside, and throws nothing itself', () => {
    const base = kuhnPoker();
    for (const name of [
      'start',
      'mover',
      'legal',
      'apply',
      'returns',
      'witness',
      'observe',
      'draw',
      'chance',
      'role',
    ] as const) {
      const game: Game = {
        ...base,
        [name]() {
          throw new TypeError(`${name} is broken`);
        },
      };
      const { ok, violations } = checkGame(game, { runs: 5 });
      assert.equal(ok, false);
      assert.ok(
        violations.some(({ message }) => message.includes(`${name} is broken`)),
        name,
      );
    }
  });

  test('does not wait for a game without end', () => {
    const base = rockPaperScissors();
    const endless: Game = { ...base, apply: (state) => void (state[1] = (state[1] + 1) % 2 ** 20) };
    const { violations } = checkGame(endless, { runs: 3 });
    assert.ok(violations.some(({ law }) => law === 'length-is-bounded'));
  });

  test('looks at some of two hundred actions at each position, and at every one in the end', () => {
    const base = alternatingOffers({ pot: 199, turns: 2 });
    for (const odd of [0, 121, 199]) {
      const game: Game = {
        ...base,
        apply(state, action) {
          if (action === odd) throw new TypeError(`${odd} is broken`);
          base.apply(state, action);
        },
      };
      const { violations } = checkGame(game, {
        runs: 60,
        laws: ['possible-is-playable', 'legal-is-accepted'],
      });
      assert.deepEqual(
        violations.map(({ law }) => law),
        ['possible-is-playable', 'legal-is-accepted'],
      );
    }
  });

  test('gives the same verdict for the same seed', () => {
    const game = { ...kuhnPoker(), payoffRange: [-1, 1] as const };
    assert.deepEqual(checkGame(game, { seed: 5, runs: 20 }), checkGame(game, { seed: 5, runs: 20 }));
  });

  test('says which laws there are when asked for another', () => {
    assert.throws(
      () => checkGame(kuhnPoker(), { laws: ['gravity'] }),
      (error) => error instanceof OptionError && /gravity.*legal-list/.test(error.message),
    );
    assert.throws(() => checkGame(kuhnPoker(), { runs: 0 }), OptionError);
  });

  test('stops at constants that make no sense', () => {
    const { violations } = checkGame({ ...kuhnPoker(), stateSize: -1 });
    assert.deepEqual(
      violations.map(({ law }) => law),
      ['constants-are-sane'],
    );
  });

  test('given a factory, or nothing, says to call the factory', () => {
    for (const none of [undefined, null, 7, kuhnPoker]) {
      assert.throws(
        () => checkGame(none as unknown as Game),
        (error) => error instanceof OptionError && /call the factory/.test(error.message),
      );
    }
  });

  test('names the functions that a game in plain JavaScript lacks', () => {
    const [{ message }] = checkGame({ ...kuhnPoker(), witness: undefined } as unknown as Game).violations;
    assert.match(message, /missing: witness/);
  });
});

describe('assertGame', () => {
  test('throws every violation', () => {
    const game = { ...kuhnPoker(), payoffRange: [-1, 1] as const };
    assert.throws(
      () => assertGame(game, { runs: 20 }),
      (error) => error instanceof LawError && error.violations.some(({ law }) => law === 'payoff-range'),
    );
    assertGame(kuhnPoker(), { runs: 20 });
  });
});

describe('gameLaws', () => {
  test('are properties that fast-check can assert by itself', () => {
    for (const { property } of gameLaws(kuhnPoker())) fc.assert(property, { numRuns: 5 });
    const broken = gameLaws({ ...kuhnPoker(), payoffRange: [-1, 1] }).find(
      ({ name }) => name === 'payoff-range',
    );
    assert.ok(broken);
    assert.throws(() => fc.assert(broken.property));
  });
});
