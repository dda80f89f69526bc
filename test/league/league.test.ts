import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Actor,
  buildTree,
  loadPolicy,
  NashConv,
  OnnxPolicy,
  type Policy,
  SelfPlay,
  tabulate,
} from '@parlor/agents';
import { loadGame } from '@parlor/envs';
import {
  ADMISSION_RULES,
  ANCHOR,
  League,
  type LeagueConfigInput,
  OPPONENT_RULES,
  parseConfig,
  RESET_RULES,
  type RuleContext,
  weightHash,
} from '@parlor/league';
import { countingEngine, engine, type Played, playLeague, tiny } from './support.ts';

const GAMES = ['leduc_poker', 'kuhn_poker', 'tic_tac_toe', 'rock_paper_scissors', 'kuhn_poker(players=3)'];

/** Two learners that meet their pasts, one of which starts anew after each admission. */
const RIVALS: LeagueConfigInput = {
  roles: {
    main: {
      opponents: [
        { rule: 'self-play', weight: 2 },
        { rule: 'uniform', weight: 1 },
      ],
      admission: { rule: 'steps', every: 250 },
    },
    exploiter: {
      opponents: [{ rule: 'latest' }, { rule: 'uniform' }],
      admission: { rule: 'score', above: 0.2, games: 20, atLeast: 100, atMost: 300 },
      reset: { rule: 'on-admission' },
    },
  },
  learners: [
    { name: 'ann', role: 'main' },
    { name: 'bob', role: 'exploiter' },
  ],
};

function hashes({ of }: Played): string[] {
  return of('admitted').map(({ member }) => member.split(':')[1]);
}

/** Self-play alone, admitted every so many steps. */
function selfPlay(every: number, reset: 'never' | 'on-admission' = 'never'): LeagueConfigInput {
  return {
    roles: {
      main: {
        opponents: [{ rule: 'self-play' }],
        admission: { rule: 'steps', every },
        reset: { rule: reset },
      },
    },
  };
}

describe('a league', { concurrency: 1 }, () => {
  for (const game of GAMES) {
    test(`on ${game} tells the same for the same seed, whatever the batch size and the threads`, async () => {
      const config = tiny(game, RIVALS);
      const first = await playLeague(config);
      const { events, of } = first;
      assert.ok(of('admitted').length >= 4 && of('round').length >= 4, 'enough happens');
      const all = [{ batch: 7 }, { batch: 1, threads: 2 }, {}, { batch: 64, threads: 2 }, { batch: 1e6 }];
      for (const options of game === GAMES[0] ? all : all.slice(0, 2)) {
        const again = await playLeague(config, options);
        assert.deepEqual(again.events, events, JSON.stringify(options));
      }
      const other = await playLeague({ ...config, seed: 2 });
      const text = (played: Played, type: 'round' | 'match'): string => JSON.stringify(played.of(type));
      assert.notEqual(text(other, 'round'), JSON.stringify(of('round')));
      assert.notEqual(text(other, 'match'), JSON.stringify(of('match')));
      assert.notDeepEqual(hashes(other), hashes(first));
    });
  }

  test('on Leduc poker is the same on two threads where the network is large enough to be shared', async () => {
    const config = tiny('leduc_poker', {
      steps: 3000,
      episodes: 512,
      training: { hidden: [64, 64] },
      evaluation: { maxHistories: 0 },
    });
    const [one, two, few] = [
      await playLeague(config),
      await playLeague(config, { threads: 2 }),
      await playLeague(config, { threads: 2, batch: 200 }),
    ];
    assert.deepEqual(two.events, one.events);
    assert.deepEqual(few.events, one.events);
  });

  test('tells its story in order: start, members, rounds, and one end', async () => {
    const { events, result, of } = await playLeague(tiny('kuhn_poker', RIVALS));
    assert.equal(events[0].type, 'started');
    assert.deepEqual(events.at(-1), { type: 'finished', result });
    assert.equal(of('started').length + of('finished').length, 2);
    const [started] = of('started');
    assert.equal(started.game, 'kuhn_poker(players=2)');
    assert.equal(result.interrupted, false);
    assert.equal(result.rounds, 1 + Math.max(...of('round').map(({ round }) => round)));
    for (const name of ['ann', 'bob']) {
      const rounds = of('round').filter(({ learner }) => learner === name);
      rounds.forEach(({ round, steps, episodes, returns, update }, index) => {
        assert.deepEqual([round, episodes], [index, 80]);
        assert.ok(steps > (rounds[index - 1]?.steps ?? 0));
        assert.equal(returns.length, 2);
        assert.ok(update.gradientSteps > 0 && update.entropy > 0);
      });
      assert.ok((rounds.at(-1)?.steps ?? 0) >= 600 && (rounds.at(-2)?.steps ?? 600) < 600);
    }
    const learned = ['ann', 'bob'].map(
      (name) =>
        of('round')
          .filter(({ learner }) => learner === name)
          .at(-1)?.steps ?? 0,
    );
    assert.equal(result.steps, learned[0] + learned[1]);
  });

  test('lets all frozen members play each other, and rates them all', async () => {
    const { result, of } = await playLeague(tiny('kuhn_poker', RIVALS));
    const members = [ANCHOR, 'cfr+', ...of('admitted').map(({ member }) => member), 'ann:average'];
    assert.deepEqual(new Set(result.members.map(({ name }) => name)), new Set(members));
    const pairs = of('match').map(({ members: pair }) => [...pair].sort().join(' '));
    assert.equal(new Set(pairs).size, pairs.length, 'nobody meets twice');
    assert.equal(pairs.length, (members.length * (members.length - 1)) / 2);
    for (const { name, games } of result.members) {
      assert.equal(games, (members.length - 1) * 30 * 2);
      for (const other of members) assert.equal(other in result.scores[name], other !== name);
    }
    assert.equal(result.members.find(({ name }) => name === ANCHOR)?.rating, 0);
    assert.deepEqual(of('rated').at(-1)?.members, result.members);
  });

  test('publishes a policy whose file alone gives the NashConv that it tells', async () => {
    for (const spec of ['leduc_poker', 'kuhn_poker(players=3)', 'rock_paper_scissors']) {
      // Long enough that the average is not the last weights.
      const { league, result, of } = await playLeague(
        tiny(spec, { seed: 3, steps: 4000, training: { hidden: [33, 9] } }),
      );
      const game = loadGame(spec);
      const loaded = await loadPolicy(engine, league.policyFile(), {
        game: game.spec,
        gameVersion: game.version,
      });
      const tree = buildTree(game);
      const policy = await tabulate(tree, new OnnxPolicy('file', loaded));
      assert.equal(new NashConv(tree).evaluate(policy), result.nashConv);
      assert.equal(loaded.metadata?.notes['member'], result.published);
      // It is the average, not the learner as it plays.
      const last = of('evaluated').at(-1) ?? assert.fail();
      assert.ok(Math.abs(last.averageNashConv - (result.nashConv ?? NaN)) < 1e-5);
      assert.ok(Math.abs(last.averageNashConv - last.nashConv) > 1e-4);
    }
  });

  test('that learns at a rate of 0 keeps its weights bit by bit and is as good as at first', async () => {
    for (const game of ['leduc_poker', 'kuhn_poker']) {
      const { league, result, of } = await playLeague(
        tiny(game, { ...selfPlay(100), steps: 2000, training: { learningRate: 0 } }),
      );
      const [first, ...more] = of('admitted');
      assert.deepEqual(more, [], 'the same weights are admitted once');
      const { weights } = await loadPolicy(engine, league.policyFile());
      assert.equal(first.member, `main:${weightHash(weights ?? new Float32Array(0))}`);
      const { nashConv, uniformNashConv } = result;
      const evaluated = of('evaluated');
      assert.equal(evaluated.length, 4);
      for (const event of evaluated) {
        assert.equal(event.nashConv, event.averageNashConv);
        assert.equal(event.nashConv, evaluated[0].nashConv);
      }
      assert.ok(nashConv !== null && uniformNashConv !== null);
      assert.ok(Math.abs(nashConv - evaluated[0].nashConv) < 1e-6);
      assert.ok(Math.abs(nashConv - uniformNashConv) < 0.15 * uniformNashConv, `${nashConv}`);
      // The published average and the snapshot are one policy under two names.
      const twins = of('match').filter(
        ({ members }) => members[0] === result.published && members[1] === first.member,
      );
      assert.deepEqual(
        twins.map(({ payoff, margin, draws }) => [payoff, margin, draws]),
        [[0, 0, 30]],
      );
    }
  });

  test('admits by steps at the end of the round in which they are reached, then counts anew', async () => {
    const { of } = await playLeague(tiny('kuhn_poker', { ...selfPlay(400), steps: 3000 }));
    let last = 0;
    const due: number[] = [0];
    for (const { steps } of of('round')) {
      if (steps - last < 400) continue;
      due.push(steps);
      last = steps;
    }
    assert.ok(due.length > 5);
    assert.deepEqual(
      of('admitted').map(({ steps }) => steps),
      due,
    );
    assert.equal(new Set(hashes(await playLeague(tiny('kuhn_poker', selfPlay(1))))).size, 5);
  });

  test('admits by score as soon as the score is reached, but not before its first bound nor after its second', async () => {
    const admitted = async (above: number): Promise<number[]> => {
      const { of } = await playLeague(
        tiny('kuhn_poker', {
          steps: 2000,
          roles: {
            main: {
              opponents: [{ rule: 'uniform' }],
              admission: { rule: 'score', above, games: 10, atLeast: 200, atMost: 700 },
            },
          },
        }),
      );
      const steps = of('admitted').map((event) => event.steps);
      const rounds = [0, ...of('round').map((event) => event.steps)];
      // The number of steps that the round before each admission had not reached, and what it then had.
      return steps.slice(1).flatMap((at, index) => {
        const before = rounds[rounds.indexOf(at) - 1] - steps[index];
        return [before, at - steps[index]];
      });
    };
    const [easyBefore, easy] = await admitted(-100);
    assert.ok(easyBefore < 200 && easy >= 200 && easy < 400, `${easyBefore} ${easy}`);
    const [hardBefore, hard] = await admitted(100);
    assert.ok(hardBefore < 700 && hard >= 700, `${hardBefore} ${hard}`);
  });

  test('takes the snapshot first and starts anew second', async () => {
    const { of } = await playLeague(tiny('kuhn_poker', { ...selfPlay(500), steps: 500 }));
    const [first, trained] = of('admitted');
    const { of: of2 } = await playLeague(
      tiny('kuhn_poker', { ...selfPlay(500, 'on-admission'), steps: 500 }),
    );
    assert.deepEqual(
      of2('admitted').map(({ member }) => member),
      [first.member, trained.member],
    );
    assert.notEqual(first.member, trained.member);
  });

  test('that starts anew at its very end publishes what it had learned, not its first weights', async () => {
    const config = (reset: 'never' | 'on-admission') =>
      tiny('kuhn_poker', { ...selfPlay(500, reset), steps: 500 });
    const { league, of } = await playLeague(config('on-admission'));
    assert.equal(of('round').at(-1)?.steps, of('admitted').at(-1)?.steps, 'the last round admits');
    const kept = await playLeague(config('never'));
    const weightsOf = async (played: League) => (await loadPolicy(engine, played.policyFile())).weights;
    const published = await weightsOf(league);
    assert.deepEqual(published, await weightsOf(kept.league));
    assert.notEqual(of('admitted')[0].member, `main:${weightHash(published ?? new Float32Array(0))}`);
  });

  test('learns from the learner’s own decisions alone where others are frozen', async () => {
    const play = (rule: 'self-play' | 'latest'): Promise<Played> =>
      playLeague(
        tiny('rock_paper_scissors', {
          roles: { main: { opponents: [{ rule }], admission: { rule: 'steps', every: 1e6 } } },
        }),
      );
    // In rock-paper-scissors everybody decides once.
    assert.ok((await play('self-play')).of('round').every(({ steps, round }) => steps === 160 * (round + 1)));
    assert.ok((await play('latest')).of('round').every(({ steps, round }) => steps === 80 * (round + 1)));
  });

  test('teaches a learner that plays itself alone the same, whoever else learns beside it', async () => {
    const config = tiny('kuhn_poker', { ...selfPlay(300), training: { algorithm: 'reinforce' } });
    const names = (...list: string[]) => ({ learners: list.map((name) => ({ name, role: 'main' })) });
    const alone = await playLeague({ ...config, ...names('ann') });
    const beside = await playLeague({ ...config, ...names('ann', 'bob') });
    const story = ({ of }: Played, name: string) => of('round').filter(({ learner }) => learner === name);
    assert.deepEqual(story(beside, 'ann'), story(alone, 'ann'));
    assert.notDeepEqual(
      story(beside, 'bob').map(({ returns }) => returns),
      story(beside, 'ann').map(({ returns }) => returns),
    );
  });

  test('draws the opponents of every round anew', async () => {
    const { of } = await playLeague(
      tiny('rock_paper_scissors', {
        roles: {
          main: {
            opponents: [{ rule: 'self-play' }, { rule: 'latest' }],
            admission: { rule: 'steps', every: 1e6 },
          },
        },
      }),
    );
    // Everybody decides once: 160 decisions in self-play, 80 against a frozen member.
    const steps = [0, ...of('round').map((event) => event.steps)];
    const learned = steps.slice(1).map((count, round) => count - steps[round]);
    assert.ok(learned.length >= 4 && new Set(learned).size > 1, learned.join(' '));
    for (const count of learned) assert.ok(count > 90 && count < 150, learned.join(' '));
  });

  test('forgets a learner’s training results when it is admitted or starts anew, and only then', async (t) => {
    // Episodes that count when the learner's opponents are drawn, round by round.
    const counts: number[] = [];
    const { apply } = OPPONENT_RULES.uniform;
    t.mock.method(OPPONENT_RULES.uniform, 'apply', (entry: { rule: string }, context: RuleContext) => {
      const own = context.snapshots.map(({ name }) => context.payoffs.get(context.learner, name).episodes);
      counts.push(own.reduce((sum, episodes) => sum + episodes, 0));
      return apply(entry, context);
    });
    const played = async (): Promise<number[]> => {
      await playLeague(
        tiny('kuhn_poker', {
          steps: 900,
          roles: { main: { opponents: [{ rule: 'uniform' }], admission: { rule: 'steps', every: 250 } } },
        }),
      );
      return counts.splice(0);
    };
    const [first, second, ...later] = await played();
    assert.deepEqual([first, second], [0, 80]);
    assert.ok(later.includes(0) && later.some((count) => count > 80), later.join(' '));
    for (const [index, count] of later.entries())
      assert.ok(count === 0 || count === [second, ...later][index] + 80, later.join(' '));
    t.mock.method(RESET_RULES.never, 'apply', () => true);
    assert.ok((await played()).every((count) => count === 0));
  });

  test('decides who is admitted when all have learned, on the population of the round’s start', async (t) => {
    const seen: string[][] = [];
    const { apply } = ADMISSION_RULES.steps;
    t.mock.method(
      ADMISSION_RULES.steps,
      'apply',
      (entry: Parameters<typeof apply>[0], context: Parameters<typeof apply>[1]) => {
        seen.push(context.snapshots.map(({ name }) => name));
        return apply(entry, context);
      },
    );
    const names = ['ann', 'bob', 'cy'];
    const { events, of } = await playLeague(
      tiny('kuhn_poker', {
        ...selfPlay(200),
        steps: 1000,
        learners: names.map((name) => ({ name, role: 'main' })),
      }),
    );
    const rounds = of('round').length / names.length;
    assert.equal(seen.length, of('round').length);
    for (let round = 0; round < rounds; round++) {
      const [ann, ...others] = seen.slice(3 * round, 3 * round + 3);
      for (const other of others) assert.deepEqual(other, ann);
    }
    assert.ok(of('admitted').length > 6, 'several are admitted');
    // All three learn, and only then are the due ones admitted, in their order.
    const story = events.flatMap((event) =>
      event.type === 'round' || event.type === 'admitted' ? [`${event.type} ${event.learner}`] : [],
    );
    const rest = story.slice(story.indexOf('round ann')).join(',');
    assert.match(
      rest,
      /^(round ann,round bob,round cy,?(admitted ann,?)?(admitted bob,?)?(admitted cy,?)?)+$/,
    );
  });

  test('asks every frozen member as one actor through all rounds, so that its room is made once', async (t) => {
    const play = t.mock.method(SelfPlay.prototype, 'play');
    await playLeague(
      tiny('kuhn_poker', {
        roles: { main: { opponents: [{ rule: 'uniform' }], admission: { rule: 'steps', every: 300 } } },
      }),
    );
    const actors = new Map<Policy, Set<Actor>>();
    const rounds = new Map<Policy, number>();
    for (const { arguments: words } of play.mock.calls) {
      for (const actor of words[2]) {
        actors.set(actor.policy, (actors.get(actor.policy) ?? new Set()).add(actor));
        rounds.set(actor.policy, (rounds.get(actor.policy) ?? 0) + 1);
      }
    }
    assert.ok(actors.size > 3 && Math.max(...rounds.values()) > 3);
    for (const [policy, objects] of actors) assert.equal(objects.size, 1, policy.name);
  });

  test('of a game that is too large to be listed tells no NashConv, and of a reference that is not wanted none', async () => {
    const large = await playLeague(tiny('kuhn_poker', { evaluation: { maxHistories: 10 } }));
    const { nashConv, uniformNashConv, referenceNashConv } = large.result;
    assert.deepEqual([nashConv, uniformNashConv, referenceNashConv], [null, null, null]);
    assert.match(
      large.result.notExact ?? '',
      /^kuhn_poker\(players=2\) has more than 10 histories, and evaluation\.maxHistories allows no more; raise it/,
    );
    assert.deepEqual(
      large.of('started').map(({ notExact }) => notExact),
      [large.result.notExact],
    );
    assert.deepEqual(large.of('evaluated'), []);
    assert.ok(large.result.members.every(({ name }) => name !== 'cfr+'));
    const alone = await playLeague(tiny('kuhn_poker', { evaluation: { referenceIterations: 0 } }));
    assert.equal(alone.result.referenceNashConv, null);
    assert.equal(alone.result.notExact, null);
    assert.ok((alone.result.uniformNashConv ?? 0) > 0.9);
    assert.ok(alone.result.members.every(({ name }) => name !== 'cfr+'));
  });

  test('evaluates as often as it is asked to, at the end too', async () => {
    for (const points of [1, 2, 5, 1000]) {
      const { of } = await playLeague(tiny('kuhn_poker', { steps: 2000, evaluation: { points } }));
      const steps = of('evaluated').map((event) => event.steps);
      assert.equal(steps[0], 0);
      assert.equal(steps.at(-1), of('round').at(-1)?.steps);
      assert.equal(steps.length, 1 + Math.min(points, of('round').length));
    }
  });

  test('ends after the round at hand when it is asked to, and says so', async () => {
    const stop = new AbortController();
    const config = tiny('kuhn_poker', { steps: 1e9 });
    const league = await League.create(parseConfig(config), { engine });
    let rounds = 0;
    league.events.subscribe((event) => {
      if (event.type !== 'round') return;
      rounds++;
      if (event.round === 2) stop.abort();
    });
    const result = await league.run(stop.signal);
    assert.deepEqual([rounds, result.rounds, result.interrupted], [3, 3, true]);
    assert.ok(result.nashConv !== null && result.steps > 0);
  });

  test('that is asked to end before its first round publishes its first weights', async () => {
    const { result, of } = await playLeague(tiny('kuhn_poker'), { signal: AbortSignal.abort() });
    assert.deepEqual([result.rounds, result.steps, result.interrupted], [0, 0, true]);
    assert.equal(result.nashConv?.toFixed(5), of('evaluated')[0].nashConv.toFixed(5));
  });

  test('that is asked to end when its budget is spent was not interrupted', async () => {
    const stop = new AbortController();
    const league = await League.create(parseConfig(tiny('kuhn_poker')), { engine });
    league.events.subscribe((event) => {
      if (event.type === 'round' && event.steps >= 600) stop.abort();
    });
    assert.equal((await league.run(stop.signal)).interrupted, false);
  });

  test('runs once, and refuses more in one sentence', async () => {
    const { league, result } = await playLeague(tiny('kuhn_poker'));
    const refused = { name: 'LeagueError', message: /^[^\n]+runs once[^\n]+\.$/ };
    await assert.rejects(league.run(), refused);
    assert.equal(result.interrupted, false);
    const running = await League.create(parseConfig(tiny('kuhn_poker')), { engine });
    const end = running.run();
    await assert.rejects(running.run(), refused);
    await assert.rejects(running.release(), { name: 'LeagueError', message: /is running/ });
    assert.ok((await end).rounds > 0);
    await running.release();
    const idle = await League.create(parseConfig(tiny('kuhn_poker')), { engine });
    await idle.release();
    await assert.rejects(idle.run(), refused);
  });

  test('gives back every program of the engine when it is released, and publishes as before', async () => {
    const counting = countingEngine();
    const config = parseConfig(tiny('kuhn_poker', RIVALS));
    const league = await League.create(config, { engine: counting.engine, threads: 2 });
    assert.equal(counting.held(), 4, 'a network for one thread and for two, and two learners');
    await league.run();
    assert.equal(counting.held(), 4);
    const file = league.policyFile();
    await league.release();
    await league.release();
    assert.equal(counting.held(), 0);
    assert.deepEqual(league.policyFile(), file);
  });

  test('holds no program when it cannot be set up, nor the published one when that fails', async () => {
    const config = parseConfig(tiny('kuhn_poker', RIVALS));
    const setUp = countingEngine({ compilesAtMost: 2 });
    await assert.rejects(League.create(config, { engine: setUp.engine }), /no more programs/);
    assert.equal(setUp.held(), 0);
    const counting = countingEngine({ loadedRunsAtMost: 1 });
    const league = await League.create(config, { engine: counting.engine });
    await assert.rejects(league.run(), /no more runs/);
    assert.equal(counting.held(), 3);
    await league.release();
    assert.equal(counting.held(), 0);
  });
});
