import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Game, loadGame, OptionError, stream, TERMINAL } from '@parlor/envs';
import { buildTree, Cfr, NashConv } from '@parlor/agents';
import { checkGame } from '@parlor/envs/laws';
import { afterNames, returnsOf } from './after-names.ts';
import { choices, perft } from './perft.ts';
import { close } from './close.ts';

/** Plays to the end at random; `visit` sees every state on the way. */
function playOut(game: Game, seed: number, visit: (state: Int32Array) => void = () => undefined): Int32Array {
  const random = stream(seed, 'test');
  const state = new Int32Array(game.stateSize);
  game.start(state);
  while (game.mover(state) !== TERMINAL) {
    visit(state);
    const possible = choices(game, state);
    game.apply(
      state,
      game.mover(state) < 0 ? game.draw(state, random) : possible[random.below(possible.length)],
    );
  }
  return state;
}

const VARIANTS = [
  'who_is_the_spy(players=3,objects=1,values=2)',
  'who_is_the_spy(preset=paper,objects=2)',
  'who_is_the_spy(preset=released,objects=2)',
  'who_is_the_spy(preset=party)',
  'who_is_the_spy(players=5,spies=2,voters=everybody,votes=3,rewards=party,told=false)',
  'who_is_the_spy(players=7,spies=3,edits=3,rounds=2)',
  'who_is_the_spy(lies=all,repeats=true,abstain=false,objects=1)',
  'who_is_the_spy(judges=2,voters=judges,votes=2,rewards=party)',
  'who_is_the_spy(players=3,objects=1,attributes=2,values=2,told=false)',
];

describe('the range of returns', () => {
  test('is exactly what voters can do', () => {
    for (const spec of [
      'players=4,objects=1',
      'players=4,objects=1,voters=everybody',
      'players=5,objects=1,spies=2,abstain=false',
      'players=3,objects=1,judges=3,voters=judges,lambda=1',
    ]) {
      const game = loadGame(`who_is_the_spy(${spec},attributes=1,edits=1)`);
      const clues = game.stages?.[0].end ?? 0;
      let [low, high] = [0, 0];
      const walk = (state: Int32Array): void => {
        const mover = game.mover(state);
        const possible = choices(game, state);
        if (mover === TERMINAL) {
          low = Math.min(low, ...returnsOf(game, state));
          high = Math.max(high, ...returnsOf(game, state));
        }
        // Whatever is dealt and said, the votes can be the same.
        for (const action of mover >= 0 && possible[0] >= clues ? possible : possible.slice(0, 1)) {
          const next = state.slice();
          game.apply(next, action);
          walk(next);
        }
      };
      const state = new Int32Array(game.stateSize);
      game.start(state);
      walk(state);
      close(game.payoffRange, [low, high]);
    }
  });
});

describe('the laws hold in', () => {
  for (const spec of VARIANTS)
    test(spec, () => assert.deepEqual(checkGame(loadGame(spec), { runs: 10, seed: 1 }).violations, []));
});

describe('what is dealt', () => {
  test('differs between civilians and spies in exactly the edited values', () => {
    for (const edits of [1, 3, 6]) {
      const game = loadGame('who_is_the_spy', { edits });
      const scene = game.observation.find(({ name }) => name === 'scene');
      assert.ok(scene);
      for (let seed = 0; seed < 50; seed++) {
        const dealt: Int32Array[] = [];
        playOut(game, seed, (state) => {
          if (game.mover(state) >= 0) dealt.push(state.slice());
        });
        const [state] = dealt;
        const seen: readonly Float32Array[] = Array.from({ length: game.seats }, (_, seat) => {
          const out = new Float32Array(game.observationSize);
          game.observe(state, seat, out);
          return out.subarray(scene.offset, scene.offset + 18);
        });
        const spy = seen.findIndex((_, seat) => game.role(state, seat) === 1);
        for (const [seat, features] of seen.entries()) {
          const different = features.filter((value, at) => value !== seen[spy][at]).length / 2;
          assert.equal(different, seat === spy ? 0 : edits);
        }
      }
    }
  });

  test('is as likely wherever the edited value is', () => {
    const game = loadGame('who_is_the_spy(players=3,objects=2,attributes=1,values=2)');
    const chances = new Map<string, number>();
    const walk = (state: Int32Array, chance: number): void => {
      if (game.mover(state) >= 0) {
        const cells = game.text.view(state, 0).match(/Object \d: \w+ object/g) ?? [];
        const others = game.text.view(state, 1).match(/Object \d: \w+ object/g) ?? [];
        const key = `${cells.join()} | ${others.join()}`;
        chances.set(key, (chances.get(key) ?? 0) + chance);
        return;
      }
      const probabilities = new Float64Array(game.chanceCount);
      game.chance(state, probabilities);
      for (const outcome of choices(game, state)) {
        const next = state.slice();
        game.apply(next, outcome);
        walk(next, chance * probabilities[outcome]);
      }
    };
    walk(afterNames(game, ['deal spies 1']), 1);
    assert.equal(chances.size, 4 * 2); // scenes × which value is the other one
    for (const chance of chances.values()) assert.ok(Math.abs(chance - 1 / 8) < 1e-12);
  });
});

const DEAL = ['deal spies 1', 'colour of object 1 red, spies red', 'shape of object 1 cube, spies sphere'];

describe('who may say what', () => {
  const names = (spec: string, said: readonly string[]): string[] => {
    const game = loadGame(spec);
    const state = afterNames(game, said);
    return choices(game, state).map((action) => game.text.actionName(state, action));
  };
  const small = 'players=3,objects=1,values=2';

  test('spies say anything and civilians what is true, and nobody what was said', () => {
    const all = ['object 1 is red', 'object 1 is blue', 'object 1 is a cube', 'object 1 is a sphere'];
    assert.deepEqual(names(`who_is_the_spy(${small})`, DEAL), all);
    assert.deepEqual(names(`who_is_the_spy(${small})`, [...DEAL, 'object 1 is red']), ['object 1 is a cube']);
    assert.deepEqual(names(`who_is_the_spy(${small},repeats=true)`, [...DEAL, 'object 1 is red']), [
      'object 1 is red',
      'object 1 is a cube',
    ]);
  });

  test('where all was said, it may be said again', () => {
    const said = [...DEAL, 'object 1 is red', 'object 1 is a cube'];
    assert.deepEqual(names(`who_is_the_spy(${small})`, said), ['object 1 is red', 'object 1 is a cube']);
  });

  test('without lies spies say what is true of what they see, and with lies for all everybody says anything', () => {
    assert.deepEqual(names(`who_is_the_spy(${small},lies=none)`, DEAL), [
      'object 1 is red',
      'object 1 is a sphere',
    ]);
    assert.equal(names(`who_is_the_spy(${small},lies=all)`, [...DEAL, 'object 1 is red']).length, 3);
  });
});

describe('an episode', () => {
  const ends = (spec: string, names: readonly string[]): { game: Game; state: Int32Array } => {
    const game = loadGame(spec);
    const state = afterNames(game, names);
    assert.equal(game.mover(state), TERMINAL);
    return { game, state };
  };
  const scene = (cells: number): string[] =>
    Array.from({ length: cells }, (_, cell) =>
      cell === 0
        ? 'colour of object 1 red, spies blue'
        : `${cell % 2 === 0 ? 'colour' : 'shape'} of object ${Math.floor(cell / 2) + 1} ${cell % 2 === 0 ? 'red, spies red' : 'cube, spies cube'}`,
    );

  test('pays the rewards of the worked example, and keeps those of the votes beside them', () => {
    const { game, state } = ends('who_is_the_spy(players=5,abstain=true,objects=2)', [
      'deal spies 1',
      ...scene(4),
      'object 1 is blue',
      'object 1 is red',
      'object 2 is red',
      'object 2 is a cube',
      'object 1 is a cube',
      'n/a',
      'player 1',
      'player 1',
      'player 2',
    ]);
    // The first civilian has abstained: votes are spy 2, first civilian 1.
    close(returnsOf(game, state), [-0.175, 0.04375 - 0.075, 0.06875, 0.06875, 0.06875]);
    assert.ok(game.signals && game.stages);
    const signals = new Float64Array(2 * game.seats).fill(7);
    game.signals(state, signals);
    close(signals.subarray(0, 5), returnsOf(game, state));
    assert.deepEqual(Array.from(signals.subarray(5)), [NaN, -0.5, 1, 1, -1]);
    assert.deepEqual(
      game.stages.map(({ name }) => name),
      ['clue', 'vote'],
    );
  });

  test('of the party game goes on without whoever has most votes, until the spy is out', () => {
    const { game, state } = ends('who_is_the_spy(preset=party,players=5,objects=2,votes=2)', [
      'deal spies 2', // player 2
      ...scene(4),
      'object 1 is red',
      'object 1 is blue',
      'object 1 is a cube',
      'object 2 is red',
      'object 2 is a cube',
      ...['player 5', 'player 5', 'player 2', 'player 5', 'player 2'],
      'there are 2 red objects',
      'there are 2 cubes',
      'there are no spheres',
      'there are no cylinders',
      ...['player 2', 'player 1', 'player 2', 'player 2'],
    ]);
    close(returnsOf(game, state), [0.25, -1, 0.25, 0.25, 0.25]);
    assert.match(
      game.text.view(state, 0),
      /Player 5 is voted out: a civilian[^]*Player 2 is voted out: a spy/,
    );
    assert.match(game.text.view(state, 0), /The civilians win\.$/);
  });

  const deal = (spy: number): string[] => [`deal spies ${1 << spy}`, ...scene(4)];
  /** Plays the votes that are given, with any clues before them. */
  const vote = (spec: string, deal: readonly string[], votes: readonly string[]): Int32Array => {
    const game = loadGame(spec);
    const state = afterNames(game, deal);
    const clues = game.stages?.[0].end ?? 0;
    for (const name of votes) {
      while (choices(game, state)[0] < clues) game.apply(state, choices(game, state)[0]);
      const action = choices(game, state).find((choice) => game.text.actionName(state, choice) === name);
      assert.ok(action !== undefined, `${name} is possible`);
      game.apply(state, action);
    }
    return state;
  };

  test('of the party game ends as soon as no spy is left, and as soon as spies are as many as civilians', () => {
    const spec = 'who_is_the_spy(preset=party,players=5,objects=2)';
    assert.ok(loadGame(spec).spec.includes('votes=3'));
    const caught = vote(spec, deal(1), ['player 2', 'player 1', 'player 2', 'player 2', 'player 2']);
    assert.equal(loadGame(spec).mover(caught), TERMINAL);
    close(returnsOf(loadGame(spec), caught), [0.25, -1, 0.25, 0.25, 0.25]);

    const four = 'who_is_the_spy(preset=party,players=4,objects=2,votes=3)';
    const first = ['player 4', 'player 4', 'player 4', 'player 1'];
    const open = vote(four, deal(1), first);
    assert.notEqual(loadGame(four).mover(open), TERMINAL);
    const lost = vote(four, deal(1), [...first, 'player 3', 'player 3', 'player 1']);
    assert.equal(loadGame(four).mover(lost), TERMINAL);
    close(returnsOf(loadGame(four), lost), [-1 / 3, 1, -1 / 3, -1 / 3]);
  });

  test('of the party game can be won by civilians against several spies', () => {
    const spec = 'who_is_the_spy(preset=party,players=5,spies=2,objects=2)';
    assert.ok(loadGame(spec).spec.includes('votes=3'));
    const two = ['deal spies 3', ...scene(4)];
    const votes = ['player 2', 'player 1', 'player 1', 'player 1', 'player 1'];
    const won = vote(spec, two, [...votes, 'player 3', 'player 2', 'player 2', 'player 2']);
    assert.equal(loadGame(spec).mover(won), TERMINAL);
    close(returnsOf(loadGame(spec), won), [-1, -1, 2 / 3, 2 / 3, 2 / 3]);
  });

  test('tells whoever is voted out its role, and its votes are worth their mean, a spy’s nothing', () => {
    const spec = 'who_is_the_spy(preset=party,players=4,objects=2,votes=3)';
    const game = loadGame(spec);
    const first = ['player 4', 'player 4', 'player 4', 'player 2'];
    const state = vote(spec, deal(1), first);
    assert.deepEqual(
      [0, 1, 2, 3].map((seat) => game.knowsRole?.(state, seat)),
      [false, false, false, true],
    );
    const end = vote(spec, deal(1), [...first, 'player 2', 'player 1', 'player 2']);
    const signals = new Float64Array(2 * game.seats);
    game.signals?.(end, signals);
    assert.deepEqual(Array.from(signals.subarray(4)), [0, NaN, 0, 1]);
  });

  test('of the party game is the spy’s where as many spies as civilians are left', () => {
    const { game, state } = ends('who_is_the_spy(preset=party,players=3,objects=1)', [
      'deal spies 1',
      'colour of object 1 red, spies red',
      'shape of object 1 cube, spies sphere',
      'object 1 is red',
      'object 1 is a cube',
      'object 1 is red',
      ...['player 2', 'player 1', 'player 2'],
    ]);
    close(returnsOf(game, state), [1, -0.5, -0.5]);
  });

  test('with judges is decided by their votes, and those that nobody casts are made up', () => {
    const game = loadGame('who_is_the_spy(preset=released,objects=1,judges=2)');
    const state = afterNames(game, [
      ...DEAL,
      'object 1 is blue',
      'object 1 is red',
      'object 1 is a cube',
      'object 1 is red', // all that is true was said, and may be said again
      'object 1 is green',
      'object 1 is a cube',
      'object 1 is red',
      'object 1 is a cube',
      'n/a',
      'n/a',
    ]);
    assert.equal(game.mover(state), -1);
    const probabilities = new Float64Array(game.chanceCount);
    assert.equal(game.chance(state, probabilities), 4);
    close(probabilities.subarray(0, 4), [0.6, 0.4 / 3, 0.4 / 3, 0.4 / 3]);
    const random = stream(1, 'test');
    const drawn = [0, 0, 0, 0];
    for (let count = 0; count < 3000; count++) drawn[game.draw(state, random)]++;
    drawn.forEach((count, player) =>
      assert.ok(Math.abs(count / 3000 - probabilities[player]) < 0.03, drawn.join()),
    );
    game.apply(state, 0);
    game.apply(state, 2);
    assert.equal(game.mover(state), TERMINAL);
    close(returnsOf(game, state), [
      -0.1 * (1 - 1 / 3),
      ...[0, 1, 0].map((votes) => (0.1 / 3) * (2 / 3) - 0.1 * (votes - 1 / 3)),
      0,
      0,
    ]);
    const signals = new Float64Array(2 * game.seats);
    game.signals?.(state, signals);
    close(signals.subarray(6 + 4), [-0.3, -0.3]);
    assert.deepEqual(game.roles, ['civilian', 'spy', 'judge']);
  });

  test('shows a vote to nobody before all are in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VARIANTS), fc.nat(), (spec, seed) => {
        const game = loadGame(spec);
        const clues = game.stages?.[0].end ?? 0;
        playOut(game, seed, (state) => {
          const seat = game.mover(state);
          const votes = choices(game, state);
          if (seat < 0 || votes[0] < clues) return;
          const next = state.slice();
          game.apply(next, votes[0]);
          const last = game.mover(next) < 0 || choices(game, next)[0] < clues;
          if (last) return;
          for (let reader = 0; reader < game.seats; reader++) {
            if (reader === seat) continue;
            const seen = votes.map((vote) => {
              const then = state.slice();
              game.apply(then, vote);
              const observation = new Float32Array(game.observationSize);
              game.observe(then, reader, observation);
              return [
                game.text.view(then, reader),
                observation.join(),
                game.witness(state, vote, reader),
                game.text.event(state, vote, reader),
              ].join('|');
            });
            assert.equal(new Set(seen).size, 1);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('tells nobody who else votes where that would tell who is a civilian', () => {
    const choosing = (spec: string): number[] => {
      const game = loadGame(spec);
      const state = afterNames(game, [...DEAL, 'object 1 is red', 'object 1 is a cube', 'object 1 is red']);
      const list = new Int32Array(game.seats);
      return Array.from(list.subarray(0, game.choosing?.(state, list)));
    };
    assert.deepEqual(choosing('who_is_the_spy(players=3,objects=1)'), [1]);
    assert.deepEqual(choosing('who_is_the_spy(players=3,objects=1,voters=everybody)'), [0, 1, 2]);
  });

  test('tells a role that is not told by nothing before the end', () => {
    const game = loadGame('who_is_the_spy(told=false,players=3,objects=1,values=2)');
    const [as, other] = [
      ['deal spies 1', 'colour of object 1 red, spies red', 'shape of object 1 cube, spies sphere'],
      ['deal spies 2', 'colour of object 1 red, spies red', 'shape of object 1 sphere, spies cube'],
    ].map((deal) => afterNames(game, [...deal, 'object 1 is red']));
    // Player 1 sees a red sphere in both, as the spy and as a civilian.
    for (const state of [as, other]) assert.equal(game.knowsRole?.(state, 0), false);
    const [one, two] = [as, other].map((state) => {
      const observation = new Float32Array(game.observationSize);
      game.observe(state, 0, observation);
      return `${game.text.view(state, 0)} ${observation.join()}`;
    });
    assert.equal(one, two);
  });
});

describe('presets', () => {
  const has = (spec: string, parts: string): void => {
    for (const part of parts.split(',')) assert.ok(loadGame(spec).spec.includes(part), `${spec}: ${part}`);
  };

  test('play as the paper, as its released code, and as at parties', () => {
    has(
      'who_is_the_spy(preset=paper)',
      'players=5,spies=1,spy_sees=blank,told=true,rounds=2,voters=civilians',
    );
    has('who_is_the_spy(preset=paper)', 'abstain=true,votes=1,rewards=clue,beta=0.1,lambda=0.1');
    has(
      'who_is_the_spy(preset=released)',
      'players=4,spies=1,spy_sees=other,rounds=2,voters=judges,judges=8',
    );
    has('who_is_the_spy(preset=party)', 'told=false,voters=everybody,abstain=false,votes=4,rewards=party');
    has('who_is_the_spy(preset=party,players=8)', 'players=8,votes=6');
  });

  test('options that contradict each other are refused, with what to do', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['players=4,spies=2', /2 spies among 4 players are no minority; lower spies or raise players/],
      ['spy_sees=blank,told=false', /set told=true, or spy_sees=other/],
      ['told=false,voters=civilians', /set told=true, or voters=everybody/],
      ['judges=2', /judges vote, and there are some, where voters=judges/],
      ['voters=judges,judges=0', /contradict/],
      ['votes=2,voters=everybody', /set votes=1, or rewards=party/],
      ['votes=2,rewards=party', /set voters=everybody, or votes=1/],
      ['players=5,spies=2,rewards=party,votes=1', /2 spies cannot be voted out by 1 vote; raise votes/],
      ['edits=7', /6 values cannot have 7 of them edited; lower edits/],
      ['told=false,lies=spies', /the choice of clues tells the role/],
    ];
    for (const [options, message] of wrong)
      assert.throws(
        () => loadGame(`who_is_the_spy(${options})`),
        (error: unknown) => error instanceof OptionError && message.test(error.message),
        options,
      );
  });
});

describe('small instances', () => {
  test('have exactly their histories', () => {
    // 3 spies; 4 outcomes of the first value and 2 of the second, since exactly one of the two is edited. A spy has 4
    // clues and a civilian 2 wherever the spy sits: 24 × 4 × 2 × 2 = 384. Two civilians have 3 votes each.
    assert.deepEqual(
      perft(loadGame('who_is_the_spy(players=3,objects=1,values=2,repeats=true)')),
      [1, 3, 12, 24, 64, 160, 384, 1152, 3456],
    );
  });

  // Values of the first clue giver, the second and the third; their equilibria are exact to the digits that are shown.
  const SOLVED: readonly (readonly [string, readonly number[]])[] = [
    ['players=3,objects=1,values=2', [1 / 40, -1 / 48, -1 / 240]],
    ['players=3,objects=1,values=2,repeats=true', [1 / 24, -1 / 80, -7 / 240]],
    ['players=3,objects=1,values=2,abstain=false', [1 / 40, -1 / 48, -1 / 240]],
  ];
  for (const [options, values] of SOLVED) {
    test(`are solved: ${options}`, () => {
      const tree = buildTree(loadGame(`who_is_the_spy(${options})`));
      const measure = new NashConv(tree);
      const solver = new Cfr(tree, { plus: true }).run(400);
      assert.ok(measure.evaluate(solver.averagePolicy()) < 3e-6);
      close(measure.values, values, 1e-5);
    });
  }
});
