import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type Game,
  GRAPH_ENTITIES,
  loadGame,
  make,
  OptionError,
  readGraphQuestion,
  sayGraphQuestion,
  TERMINAL,
} from '@parlor/envs';
import { buildTree, Cfr, NashConv } from '@parlor/agents';
import { checkGame } from '@parlor/envs/laws';
import { close } from './close.ts';
import { afterNames, returnsOf } from './after-names.ts';
import { playOut, SlowSearch } from './graph-slow.ts';
import { choices } from './perft.ts';

const names = (game: Game, state: Int32Array): string[] =>
  choices(game, state).map((action) => game.text.actionName(state, action));

const seenBy = (game: Game, state: Int32Array, seat: number): Float32Array => {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  return out;
};

describe('the laws hold in', () => {
  // Small games, since questions of random play are rarely accepted in large ones.
  for (const [spec, runs] of [
    ['graph_search(entities=3,relations=1,hops=1,look_ups=1,solvers=1,distractors=0,noise=0.5)', 20],
    ['graph_search(entities=4,given=false,noise=1,distractors=3,penalty=-1,solvers=2)', 6],
    ['graph_search(entities=4,asks=chance,noise=0,distractors=0,solvers=2)', 6],
    ['graph_search(entities=4,asks=chance,noise=0.5,distractors=0,given=false,solvers=3)', 6],
    ['graph_search(entities=3,relations=1,look_ups=12,least_look_ups=12,solver_look_ups=0,solvers=2)', 12],
    [
      'graph_search(entities=16,relations=4,hops=4,look_ups=12,solver_look_ups=12,distractors=4,solvers=8)',
      1,
    ],
  ] as const)
    test(spec, () => assert.deepEqual(checkGame(loadGame(spec), { runs, seed: 1 }).violations, []));
});

describe('a question is judged as by sets of names, in random play of', () => {
  for (const options of [
    'entities=4,relations=1,hops=2,look_ups=6',
    'entities=5,hops=3,look_ups=12,least_look_ups=9',
    'entities=4,relations=1,hops=3,look_ups=8,given=false',
    'entities=3,hops=4,look_ups=12,least_look_ups=11',
    'entities=8',
  ]) {
    test(options, () => {
      const game = loadGame(`graph_search(${options},solvers=1,solver_look_ups=0,penalty=-0.5)`);
      const verdicts = new Map<string, number>();
      for (let seed = 0; seed < 700; seed++) {
        const slow = new SlowSearch();
        let told: readonly (string | null)[] = [];
        const end = playOut(game, seed, (state, action) => {
          const mover = game.mover(state);
          if (mover < 1) {
            slow.add(game.text.actionName(state, action));
            told = [0, 1].map((seat) => game.text.event(state, action, seat));
          }
        });
        const verdict = slow.judge();
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        if (verdict === 'accepted') {
          assert.match(told[0] ?? '', /The question is asked: Who is/);
          const { answers, supported } = slow.follow(slow.start, slow.path);
          assert.ok(answers.size === 1 && supported && !answers.has(slow.start));
          const [answer] = answers;
          const right = game.text.view(end, 1).includes(`You answer ${answer}.`);
          assert.deepEqual(returnsOf(game, end), right ? [0, 1] : [1, 0]);
          assert.match(game.text.view(end, 1), new RegExp(`The answer was ${answer}[,;]`));
        } else {
          assert.ok(told[0]?.endsWith(` The question is rejected: ${verdict}.`), told[0] ?? '');
          assert.equal(told[1], 'The question is rejected.');
          assert.deepEqual(returnsOf(game, end), [-0.5, 0]);
        }
      }
      // Every case was there, so that nothing is only seemingly the same.
      const cases = options.includes('given=false') ? 5 : 6;
      assert.ok(options === 'entities=8' || verdicts.size === cases, [...verdicts].join(' '));
    });
  }
});

/** Ana → Boro → Cleo → Dima → Ana are the teachers; Ana is the neighbour of all others, and Boro of Ana. */
const CIRCLE = [
  ['Ana', 'Boro', 'Boro'],
  ['Boro', 'Cleo', 'Ana'],
  ['Cleo', 'Dima', 'Ana'],
  ['Dima', 'Ana', 'Ana'],
].flatMap(([whom, teacher, neighbour]) => [
  `the teacher of ${whom} is ${teacher}`,
  `the neighbour of ${whom} is ${neighbour}`,
]);
const circle = (options = ''): Game =>
  loadGame(`graph_search(entities=4,noise=0,distractors=0${options === '' ? '' : `,${options}`})`);
const forth = (relation: string): string => `go on to the ${relation} of that`;
const back = (relation: string): string => `go on to the one whose ${relation} is that`;

/** To the question who the teacher of the teacher of Boro is: Dima. */
const ASKED = [
  ...CIRCLE,
  'give the answer Dima',
  'look up whose teacher is Dima',
  'look up whose teacher is Cleo',
  'begin with Boro',
  forth('teacher'),
  forth('teacher'),
  'ask',
];

describe('a question that is rejected', () => {
  const REJECTED: readonly (readonly [reason: string, history: readonly string[]])[] = [
    [
      'it has no answer',
      [
        'give the answer Cleo',
        'look up whose neighbour is Cleo',
        'look up the teacher of Cleo',
        'begin with Cleo',
        back('neighbour'),
        'ask',
      ],
    ],
    [
      'it has several answers',
      [
        'give the answer Ana',
        'look up whose neighbour is Ana',
        'look up the teacher of Ana',
        'begin with Ana',
        back('neighbour'),
        'ask',
      ],
    ],
    [
      'its answer is another',
      [
        'give the answer Ana',
        'look up the neighbour of Ana',
        'look up the teacher of Ana',
        'begin with Ana',
        forth('neighbour'),
        'ask',
      ],
    ],
    [
      'it begins with its answer',
      [
        'give the answer Ana',
        'look up the neighbour of Ana',
        'look up whose neighbour is Boro',
        'begin with Ana',
        forth('neighbour'),
        back('neighbour'),
        'ask',
      ],
    ],
    [
      // The neighbour of Boro is Ana, but what was looked up is only that Boro is the neighbour of Ana.
      'not every fact in it was looked up',
      [
        'give the answer Ana',
        'look up the neighbour of Ana',
        'look up the teacher of Ana',
        'begin with Boro',
        forth('neighbour'),
        'ask',
      ],
    ],
    [
      // That nobody else has the teacher Cleo shows only in the look-up of these, not in that of Boro’s teacher.
      'not every fact in it was looked up',
      [
        'give the answer Boro',
        'look up the teacher of Boro',
        'look up the teacher of Cleo',
        'begin with Cleo',
        back('teacher'),
        'ask',
      ],
    ],
    [
      // Of the three whose neighbour is Ana two have not been looked up, though all lead to Ana.
      'not every fact in it was looked up',
      [
        'give the answer Boro',
        'look up the neighbour of Boro',
        'look up whose neighbour is Boro',
        'look up whose teacher is Boro',
        'begin with Ana',
        back('neighbour'),
        forth('neighbour'),
        forth('neighbour'),
      ],
    ],
  ];
  for (const [reason, history] of REJECTED) {
    test(`${reason}: ${history[history.length - 4]}, …`, () => {
      const game = circle('penalty=-0.1,solvers=3');
      const state = afterNames(game, [...CIRCLE, ...history]);
      assert.equal(game.mover(state), TERMINAL);
      assert.deepEqual(returnsOf(game, state), [-0.1, 0, 0, 0]);
      assert.ok(game.text.view(state, 0).endsWith(`The question is rejected: ${reason}.`));
      for (const seat of [1, 2, 3])
        assert.equal(
          game.text.view(state, seat),
          `You are player ${seat + 1}, a solver.\nThe question is rejected.`,
        );
    });
  }

  test('costs nothing where there is no penalty', () => {
    const game = circle('solvers=1');
    assert.deepEqual(returnsOf(game, afterNames(game, [...CIRCLE, ...REJECTED[0][1]])), [0, 0]);
  });

  test('would be accepted through several entities at once, were each looked up', () => {
    const game = circle('solvers=1,solver_look_ups=0');
    const state = afterNames(game, [
      ...CIRCLE,
      'give the answer Boro',
      'look up the neighbour of Boro',
      'look up whose neighbour is Ana',
      'look up whose neighbour is Boro',
      'begin with Ana',
      back('neighbour'),
      forth('neighbour'),
      forth('neighbour'),
    ]);
    assert.equal(game.mover(state), 1);
  });
});

describe('rewards', () => {
  const PAYS: Readonly<Record<string, (share: number) => number>> = {
    difficulty: (share) => 1 - share,
    intermediate: (share) => 4 * share * (1 - share),
    format: () => 1,
  };
  for (const [rewards, pays] of Object.entries(PAYS)) {
    test(`are those of ${rewards} for every number of solvers who succeed`, () => {
      for (let solvers = 1; solvers <= 8; solvers++) {
        const game = circle(`rewards=${rewards},solvers=${solvers}`);
        for (let right = 0; right <= solvers; right++) {
          const answers = Array.from({ length: solvers }, (_, solver) =>
            solver < right ? 'answer Dima' : 'answer Cleo',
          );
          const state = afterNames(game, [...ASKED, ...answers]);
          assert.equal(game.mover(state), TERMINAL);
          close(returnsOf(game, state), [
            pays(right / solvers),
            ...answers.map((answer) => (answer === 'answer Dima' ? 1 : 0)),
          ]);
        }
      }
    });
  }

  test('are told with the last answer, and to nobody before', () => {
    const game = circle('solvers=2');
    const early = afterNames(game, [...ASKED, 'answer Dima']);
    for (const seat of [0, 1, 2]) assert.doesNotMatch(game.text.view(early, seat), /The answer was/);
    assert.deepEqual(returnsOf(game, early), [0, 0, 0]);
    const end = afterNames(game, [...ASKED, 'answer Dima', 'answer Boro']);
    for (const seat of [0, 1, 2])
      assert.ok(game.text.view(end, seat).endsWith('The answer was Dima, given by player 2.'));
  });
});

describe('what may be done', () => {
  const NAMED = ['Ana', 'Boro', 'Cleo', 'Dima'];
  const about = (...whom: string[]): string[] =>
    whom.flatMap((name) => [
      `look up the teacher of ${name}`,
      `look up the neighbour of ${name}`,
      `look up whose teacher is ${name}`,
      `look up whose neighbour is ${name}`,
    ]);

  test('a proposer looks up whom it has heard of, nothing twice, and begins after the least look-ups', () => {
    const game = circle();
    const history = [...CIRCLE, 'give the answer Cleo'];
    const none = afterNames(game, history);
    assert.deepEqual(names(game, none), about('Cleo'));
    const one = afterNames(game, [...history, 'look up the neighbour of Cleo']);
    assert.deepEqual(names(game, one), [
      ...about('Ana'),
      'look up the teacher of Cleo',
      'look up whose teacher is Cleo',
      'look up whose neighbour is Cleo',
    ]);
    const two = names(
      game,
      afterNames(game, [...history, 'look up the neighbour of Cleo', 'look up whose teacher is Cleo']),
    );
    assert.deepEqual(two.slice(-3), ['begin with Ana', 'begin with Boro', 'begin with Cleo']);
    assert.equal(two.length, 4 + 4 + 2 + 3);
  });

  test('a proposer without a given answer has heard of everybody', () => {
    const game = circle('given=false,least_look_ups=0');
    const begins = NAMED.map((name) => `begin with ${name}`);
    assert.deepEqual(names(game, afterNames(game, CIRCLE)), [...about(...NAMED), ...begins]);
  });

  test('a proposer out of look-ups begins', () => {
    const game = circle('look_ups=1');
    const state = afterNames(game, [...CIRCLE, 'give the answer Cleo', 'look up the teacher of Cleo']);
    assert.deepEqual(names(game, state), ['begin with Cleo', 'begin with Dima']);
  });

  test('a proposer with nothing left to look up begins before the least look-ups', () => {
    const game = loadGame('graph_search(entities=4,relations=1,look_ups=12,least_look_ups=12)');
    const apart = ['Ana is Boro', 'Boro is Ana', 'Cleo is Dima', 'Dima is Cleo'];
    const state = afterNames(game, [
      ...apart.map((fact) => `the teacher of ${fact}`),
      'give the answer Ana',
      'look up the teacher of Ana',
      'look up whose teacher is Ana',
      'look up the teacher of Boro',
      'look up whose teacher is Boro',
    ]);
    assert.deepEqual(names(game, state), ['begin with Ana', 'begin with Boro']);
  });

  test('a question has a relation at least, and is asked as it is after the last', () => {
    const game = circle('hops=2,solvers=1');
    const goes = [forth('teacher'), forth('neighbour'), back('teacher'), back('neighbour')];
    const begun = ASKED.slice(0, ASKED.indexOf('begin with Boro') + 1);
    assert.deepEqual(names(game, afterNames(game, begun)), goes);
    assert.deepEqual(names(game, afterNames(game, [...begun, forth('teacher')])), [...goes, 'ask']);
    assert.equal(game.mover(afterNames(game, [...begun, forth('teacher'), forth('teacher')])), 1);
  });

  test('a solver looks up whom it has heard of, also twice, so often, and answers anybody', () => {
    const game = circle('solver_look_ups=2,solvers=1');
    const answers = NAMED.map((name) => `answer ${name}`);
    assert.deepEqual(names(game, afterNames(game, ASKED)), [...about('Boro'), ...answers]);
    const one = afterNames(game, [...ASKED, 'look up the teacher of Boro']);
    assert.deepEqual(names(game, one), [...about('Boro', 'Cleo'), ...answers]);
    const two = afterNames(game, [...ASKED, 'look up the teacher of Boro', 'look up the teacher of Boro']);
    assert.deepEqual(names(game, two), answers);
  });
});

describe('what a solver knows', () => {
  test('is the question and its own look-ups, whatever the proposer and other solvers did', () => {
    const game = circle('solvers=2');
    const others = [
      [...ASKED, 'look up the teacher of Boro', 'look up the teacher of Cleo', 'answer Dima'],
      [
        ...CIRCLE,
        'give the answer Dima',
        'look up the teacher of Dima',
        'look up whose teacher is Dima',
        'look up the teacher of Ana',
        'look up the teacher of Boro',
        'begin with Boro',
        forth('teacher'),
        forth('teacher'),
        'ask',
        'answer Ana',
      ],
    ].map((history) => afterNames(game, history));
    const [one, two] = others.map((state) => `${seenBy(game, state, 2).join()} ${game.text.view(state, 2)}`);
    assert.equal(one, two);
    assert.match(one, /The question: Who is the teacher of the teacher of Boro\?/);
  });

  test('what its look-ups lead to is derived, step by step of the question', () => {
    const game = circle('solvers=1,hops=3');
    const reach = game.observation.find(({ name }) => name === 'reach');
    assert.deepEqual(reach?.shape, [4, 4]);
    const rows = (names: readonly string[], seat: number): number[] => {
      const from = reach?.offset ?? 0;
      return Array.from(seenBy(game, afterNames(game, names), seat).subarray(from, from + 16));
    };
    const looked = [
      'look up the teacher of Boro',
      'look up the teacher of Boro',
      'look up the neighbour of Boro',
      'look up the teacher of Cleo',
    ];
    const start = [0, 1, 0, 0];
    const none = [0, 0, 0, 0];
    assert.deepEqual(rows([...ASKED, ...looked], 1), [
      ...start,
      ...[0, 0, 0.75, 0],
      ...[0, 0, 0, 0.5],
      ...none,
    ]);
    // The proposer found Cleo and Boro from the other side.
    assert.deepEqual(rows(ASKED.slice(0, -1), 0), [...start, ...[0, 0, 0.5, 0], ...[0, 0, 0, 0.5], ...none]);
    assert.deepEqual(rows(ASKED.slice(0, -4), 0), [...none, ...none, ...none, ...none]);
  });
});

describe('what a solver is shown', () => {
  /** The distribution of what a look-up shows, by walking all that chance may do. */
  function shown(options: string, lookUp: string): Map<string, number> {
    const game = loadGame(`graph_search(entities=4,solvers=1,${options})`);
    const masses = new Map<string, number>();
    const walk = (state: Int32Array, mass: number): void => {
      const probabilities = new Float64Array(game.chanceCount);
      game.chance(state, probabilities);
      for (const outcome of choices(game, state)) {
        const next = state.slice();
        const told = game.text.event(state, outcome, 1);
        game.apply(next, outcome);
        assert.equal(told !== null, game.mover(next) >= 0, 'only the last outcome tells');
        if (told === null) walk(next, mass * probabilities[outcome]);
        else masses.set(told, (masses.get(told) ?? 0) + mass * probabilities[outcome]);
      }
    };
    walk(afterNames(game, [...ASKED, lookUp]), 1);
    return masses;
  }

  /** The same from scratch: what is true or somebody else, and then somebody so often. */
  function expected(truth: readonly string[], noise: number, distractors: number): Map<string, number> {
    const people = GRAPH_ENTITIES.slice(0, 4);
    let sets: { who: readonly string[]; mass: number }[] = [
      { who: truth, mass: 1 - noise },
      ...people.map((name) => ({ who: [name], mass: noise / 4 })),
    ];
    for (let count = 0; count < distractors; count++)
      sets = sets.flatMap(({ who, mass }) => people.map((name) => ({ who: [...who, name], mass: mass / 4 })));
    const masses = new Map<string, number>();
    for (const { who, mass } of sets) {
      if (mass === 0) continue;
      const sorted = [...new Set(who)].sort();
      const last = sorted.pop() ?? 'nobody';
      const told = `You find ${sorted.length === 0 ? last : `${sorted.join(', ')} and ${last}`}.`;
      masses.set(told, (masses.get(told) ?? 0) + mass);
    }
    return masses;
  }

  for (const [noise, distractors] of [
    [0.3, 0],
    [0, 1],
    [0.1, 2],
    [1, 1],
    [0.5, 4],
  ])
    for (const [lookUp, truth] of [
      ['look up the teacher of Boro', ['Cleo']],
      ['look up whose neighbour is Boro', ['Ana']],
    ] as const)
      test(`is lost and blurred as often as the options say: ${noise}, ${distractors}, ${lookUp}`, () => {
        const got = shown(`noise=${noise},distractors=${distractors}`, lookUp);
        const wanted = expected(truth, noise, distractors);
        assert.deepEqual([...got.keys()].sort(), [...wanted.keys()].sort());
        for (const [told, mass] of wanted) assert.ok(Math.abs((got.get(told) ?? 0) - mass) < 1e-12, told);
      });

  test('is the truth at once where there is neither noise nor distractors, even if it is nobody', () => {
    const game = circle('solvers=1');
    const state = afterNames(game, [
      ...ASKED,
      'look up the teacher of Boro',
      'look up whose neighbour is Cleo',
    ]);
    assert.match(
      game.text.view(state, 1),
      /You look up the teacher of Boro: Cleo\.\nYou look up whose neighbour is Cleo: nobody\./,
    );
  });
});

describe('where nature asks', () => {
  test('every question has one answer, which pays, and lengths are as likely', () => {
    const game = loadGame('graph_search(asks=chance,entities=4,solvers=1,solver_look_ups=0)');
    const lengths = [0, 0, 0, 0];
    const plays = 1500;
    let itself = 0;
    for (let seed = 0; seed < plays; seed++) {
      const slow = new SlowSearch();
      let answer = '';
      const end = playOut(game, seed, (state, action) => {
        assert.notEqual(game.mover(state), 0);
        const name = game.text.actionName(state, action);
        if (game.mover(state) < 0) slow.add(name);
        else answer = name;
      });
      const { answers } = slow.follow(slow.start, slow.path);
      assert.ok(answers.size === 1 && slow.path.every(({ back }) => !back));
      const right = answers.has(answer.replace('answer ', ''));
      assert.deepEqual(returnsOf(game, end), right ? [0, 1] : [0, 0]);
      lengths[slow.path.length]++;
      if (!answers.has(slow.start)) continue;
      itself++;
      const last = slow.path[slow.path.length - 1];
      const [before] = slow.follow(slow.start, slow.path.slice(0, -1)).answers;
      for (const relation of ['teacher', 'neighbour'])
        assert.deepEqual([...slow.find(before, { ...last, relation })], [slow.start]);
    }
    assert.ok(itself > 0);
    for (const count of lengths.slice(1)) assert.ok(Math.abs(count / plays - 1 / 3) < 0.05, lengths.join());
  });

  test('actions and observations are those of the game in which the proposer does', () => {
    const [chance, proposer] = ['chance', 'proposer'].map((asks) => loadGame(`graph_search(asks=${asks})`));
    assert.deepEqual(chance.observation, proposer.observation);
    assert.equal(chance.actionCount, proposer.actionCount);
    // A solver with the same question sees the same.
    const fixed = 'entities=4,noise=0,distractors=0,solvers=1';
    const [asked, nature] = [
      [loadGame(`graph_search(${fixed})`), ASKED] as const,
      [
        loadGame(`graph_search(asks=chance,${fixed})`),
        [...CIRCLE, '2 steps', 'begin with Boro', forth('teacher'), forth('teacher')],
      ] as const,
    ].map(([game, history]) => {
      const state = afterNames(game, history);
      return `${seenBy(game, state, 1).join()} ${game.text.view(state, 1)} ${names(game, state).join()}`;
    });
    assert.equal(nature, asked);
  });
});

describe('words', () => {
  test('a question is read as it is said, with as many relations as there are', () => {
    assert.equal(sayGraphQuestion(0, [2, 0], 4), 'Who is the teacher of the rival of Ana?');
    assert.equal(sayGraphQuestion(1, [4, 1], 3), 'Who is the neighbour of the one whose neighbour is Boro?');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(15),
        fc.array(fc.nat(7)),
        (relations, start, path) => {
          const steps = path.map((direction) => direction % (2 * relations));
          assert.deepEqual(readGraphQuestion(sayGraphQuestion(start, steps, relations), relations), {
            start,
            path: steps,
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what is no question is refused with the part that is none, whatever it is', () => {
    const reasons: readonly (readonly [string, RegExp])[] = [
      ['', /^"" is no part of a question\.$/],
      ['Who is the teacher of Zed?', /"Zed" is no part/],
      ['Who is the heir of Ana?', /"the heir of Ana" is no part/],
      ['Who is the teacher of the one Ana?', /"the one Ana" is no part/],
    ];
    for (const [words, reason] of reasons) {
      const read = readGraphQuestion(words, 2);
      assert.ok('reason' in read && reason.test(read.reason), words);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => void readGraphQuestion(`Who is ${words}?`, 4)),
    );
  });

  test('an episode is played in words, by replies in the middle of sentences', async () => {
    const env = make('in_words(game=graph_search(solvers=1,entities=3,relations=1,hops=1,look_ups=1))');
    const told: string[] = [];
    let step = await env.reset({ seed: 5 });
    while (!step.done) {
      for (const { text } of step.messages) told.push(text);
      const wish =
        step.closed?.names.find((name) => name.startsWith('look up whose')) ?? step.closed?.names[0];
      step = await env.step(`Let me see. I think I will [${wish ?? ''}], that is best.`);
    }
    assert.match(told.join('\n'), /The given answer is \w+\.[^]*You look up whose teacher is \w+\. You find/);
  });

  test('a reply that is no action is told what one looks like', () => {
    const game = circle();
    const state = afterNames(game, ASKED);
    assert.deepEqual(game.text.parse(state, '[look up the teacher of Dima]'), {
      reason: '"look up the teacher of dima" is not possible here.',
      format: 'Answer with an action in brackets, such as [look up the teacher of Boro].',
    });
  });
});

describe('options', () => {
  test('that contradict each other are refused, with what to do', () => {
    assert.throws(
      () => loadGame('graph_search(look_ups=2,least_look_ups=3)'),
      (error: unknown) =>
        error instanceof OptionError && /raise look_ups or lower least_look_ups/.test(error.message),
    );
    assert.match(loadGame('graph_search(look_ups=1)').spec, /least_look_ups=1/);
  });
});

describe('small instances are solved', () => {
  /*
   * Three people, one relation, one step, one look-up for the proposer, one solver. The sum of what the two are paid is 1
   * where the question is accepted and 0 where it is not; the solver, who acts after that, cannot change it. So the game is
   * zero-sum in strategy: take what the proposer alone decides off the solver's payoff, and the two add up to 0.
   *
   * Only the look-up of those whose teacher the answer is supports a question, and one of them is needed to begin with:
   * somebody is in 3 of 4 graphs. If there are two, the proposer begins with either as often, so that of the two others
   * each is as likely the answer. A solver that looks up what it is asked sees the answer with 1 − ν + ν/3, the other with
   * ν/3, and with ν/3 the start, which tells nothing; it is right with 1 − ν/2. Whose teacher the start is tells less.
   * Without a look-up it is right half of the time, as with one that is always lost.
   */
  const SOLVED = [
    { noise: 0.5, lookUps: 1, penalty: 0 },
    { noise: 0.5, lookUps: 1, penalty: -1 },
    { noise: 0.2, lookUps: 1, penalty: 0 },
    { noise: 0, lookUps: 1, penalty: 0 },
    { noise: 1, lookUps: 1, penalty: 0 },
    { noise: 0.5, lookUps: 0, penalty: 0 },
  ];
  for (const { noise, lookUps, penalty } of SOLVED) {
    test(`noise ${noise}, ${lookUps} look-ups, penalty ${penalty}`, () => {
      const game = loadGame(
        `graph_search(entities=3,relations=1,hops=1,look_ups=1,solvers=1,distractors=0,noise=${noise},solver_look_ups=${lookUps},penalty=${penalty})`,
      );
      const tree = buildTree(game);
      const measure = new NashConv(tree);
      const start = measure.evaluate(new Cfr(tree, { plus: true }).run(1).averagePolicy());
      const gap = measure.evaluate(new Cfr(tree, { plus: true }).run(800).averagePolicy());
      assert.ok(start > 0.1 && gap < 1e-4, `${start} → ${gap}`);
      const success = 1 - (lookUps === 0 ? 1 : noise) / 2;
      close(measure.values, [(3 / 4) * (1 - success) + penalty / 4, (3 / 4) * success], 1e-4);
    });
  }
});
