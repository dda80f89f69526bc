import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type Agent,
  AgentError,
  type MakeAgent,
  QuestionPool,
  RoundsError,
  SLOT_FILLS,
  type SearchEpisode,
  type SearchRound,
  searchRounds,
  type SearchRoundsOptions,
} from '@parlor/agents';
import {
  type Document,
  OptionError,
  type Random,
  SearchError,
  type SearchSources,
  type Stream,
  stream,
} from '@parlor/envs';

/** Towns, each with a well of its own name. */
const WELLS = ['Anna', 'Berta', 'Clara', 'Dora', 'Edda', 'Frida', 'Greta', 'Hanna'];
const TOWNS = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel'];
const DOCUMENTS: readonly Document[] = TOWNS.map((town, index) => ({
  id: town,
  title: `${town} town`,
  text: `The well of ${town} town is ${WELLS[index]}.`,
}));
const townOf = (question: string): string => /well of (\w+) town/.exec(question)?.[1] ?? '';
const wellOf = (town: string): string => WELLS[TOWNS.indexOf(town)] ?? 'nobody';
const questionOf = (well: string): string =>
  `Of which name is the deep and famous well of ${TOWNS[WELLS.indexOf(well)]} town?`;

const SOURCES: SearchSources = {
  engine: {
    name: 'shelf',
    search: (query, k) =>
      DOCUMENTS.filter(({ text }) => query.split(' ').some((word) => text.includes(word)))
        .slice(0, k)
        .map((document) => ({ ...document, score: 1 })),
  },
  reader: {
    name: 'wells',
    read: (question, documents) => {
      const town = townOf(question);
      return documents.some(({ id }) => id === town)
        ? { answer: wellOf(town) }
        : { none: 'no document tells it' };
    },
  },
  examples: [],
  answer: (random: Random) => WELLS[random.below(WELLS.length)],
};

/** An agent that answers by what it has been told, and by its own stream. */
function agent(
  name: string,
  act: (told: readonly string[], random: Random, turn: number) => string,
): MakeAgent {
  return (): Agent => {
    let told: string[] = [];
    let random: Stream = stream(0, 'test');
    let turn = 0;
    return {
      name,
      begin({ seed, episode, seat }) {
        told = [];
        turn = 0;
        random = stream(seed, 'seat', { episode: episode ?? 0, seat });
      },
      note: ({ text }) => void told.push(text),
      act: () => act(told, random, turn++),
    };
  };
}

/** Asks well of its answer, or badly with this probability. */
const proposer = (bad = 0): MakeAgent =>
  agent('proposer', ([task], random, turn) => {
    const answer = /The answer is (\w+)\./.exec(task)?.[1] ?? '';
    const searches = [answer, TOWNS[WELLS.indexOf(answer)]];
    if (turn < 2) return `<search>${searches[turn]}</search>`;
    return `<question>${random.unit() < bad ? 'Which one?' : questionOf(answer)}</question>`;
  });
/** Knows the answer with this probability. */
const solver = (skill = 0.5): MakeAgent =>
  agent('solver', ([question], random) => {
    const knows = random.unit() < skill;
    return `<answer>${knows ? wellOf(townOf(question)) : 'nobody'}</answer>`;
  });

const BASE: SearchRoundsOptions = {
  id: 'search_wells',
  sources: SOURCES,
  options: { solvers: 3 },
  proposer: proposer(0.4),
  solver: solver(),
  batch: 6,
  rounds: 3,
  seed: 1,
};

async function all(options: Partial<SearchRoundsOptions>): Promise<SearchRound[]> {
  const rounds: SearchRound[] = [];
  for await (const round of searchRounds({ ...BASE, ...options })) rounds.push(round);
  return rounds;
}
const episodesOf = (rounds: readonly SearchRound[]): SearchEpisode[] =>
  rounds.flatMap(({ episodes }) => episodes);

describe('rounds of questions', () => {
  test('are the same however many episodes are played at the same time', async () => {
    for (const fill of SLOT_FILLS) {
      const one = await all({ fill, concurrency: 1 });
      assert.deepEqual(await all({ fill, concurrency: 8 }), one, fill);
      assert.notDeepEqual(await all({ fill, concurrency: 8, seed: 2 }), one, fill);
    }
  });

  test('tell of every episode what was asked, whether it was accepted, and how it was answered', async () => {
    const episodes = episodesOf(await all({ fill: 'dummy' }));
    assert.equal(episodes.length, 18);
    for (const { accepted, answer, question, reason, record, returns, success, trained } of episodes) {
      assert.equal(accepted, question !== 'Which one?');
      assert.equal(reason, accepted ? null : 'words');
      assert.deepEqual(record.returns, returns);
      assert.ok(record.messages[0].text.startsWith(`The answer is ${answer}.`));
      assert.deepEqual(trained, accepted ? [0, 1, 2, 3] : [0]);
      const right = record.messages.at(-1)?.text.match(/", right/g)?.length ?? 0;
      assert.equal(success, accepted ? right / 3 : null);
    }
    assert.ok(episodes.some(({ accepted }) => accepted) && episodes.some(({ accepted }) => !accepted));
  });

  test('pay proposers 1 − k/n', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(1000), async (solvers, seed) => {
        for (const { returns, success } of episodesOf(
          await all({ options: { solvers }, proposer: proposer(), seed, rounds: 1 }),
        )) {
          const k = returns.slice(1).reduce((sum, value) => sum + value, 0);
          assert.deepEqual([returns[0], success], [1 - k / solvers, k / solvers]);
        }
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  test('go on from a number and a pool as if they had never stopped', async () => {
    const options = { rounds: 6, proposer: proposer(0.6), pool: new QuestionPool({ reset: 4 }) };
    const whole = await all(options);
    const pool = new QuestionPool({ reset: 4 });
    const begun = await all({ ...options, pool, rounds: 2 });
    const saved: unknown = JSON.parse(JSON.stringify(pool.save()));
    const rest = await all({
      ...options,
      pool: QuestionPool.restore(saved, { reset: 4 }),
      rounds: 4,
      first: 2,
    });
    assert.deepEqual([...begun, ...rest], whole);
  });

  const wrong: readonly (readonly [keyof SearchRoundsOptions, number])[] = [
    ['batch', 0],
    ['rounds', -1],
    ['rounds', NaN],
    ['attempts', 16],
    ['concurrency', Infinity],
    ['first', 0.5],
  ];
  for (const [name, value] of wrong) {
    test(`do not begin with ${name} ${value}`, async () => {
      await assert.rejects(
        all({ [name]: value }),
        (error) => error instanceof RoundsError && error.message.includes(name),
      );
    });
  }
  test('do not begin with options that the game does not have', () =>
    assert.rejects(all({ options: { solvers: 9 } }), OptionError));
});

describe('a slot whose question is rejected', () => {
  test('stays empty where it is to', async () => {
    for (const { episodes, slots } of await all({ fill: 'dummy' })) {
      assert.deepEqual(
        slots,
        episodes.map(({ accepted }) => (accepted ? 'proposed' : 'empty')),
      );
    }
  });

  test('is filled by further proposals with answers of their own, as many as there may be', async () => {
    const rounds = await all({ fill: 'dynamic', attempts: 3, proposer: proposer(0.7), rounds: 5 });
    for (const { episodes, slots } of rounds) {
      for (const [slot, content] of slots.entries()) {
        const own = episodes.filter((episode) => episode.slot === slot);
        assert.deepEqual(
          own.map(({ attempt }) => attempt),
          [...own.keys()],
        );
        const accepted = own.map((episode) => episode.accepted);
        assert.ok(accepted.slice(0, -1).every((each) => !each));
        const last = accepted.at(-1) === true;
        assert.equal(content, last ? (own.length === 1 ? 'proposed' : 'proposed-again') : 'empty');
        if (!last) assert.equal(own.length, 3);
      }
    }
    const contents = new Set(rounds.flatMap(({ slots }) => slots));
    assert.deepEqual([...contents].sort(), ['empty', 'proposed', 'proposed-again']);
    const answers = episodesOf(rounds).map(({ answer }) => answer);
    assert.ok(new Set(answers).size > 4);
  });

  test('is filled with a question that was accepted in an earlier round, which solvers alone answer', async () => {
    const rounds = await all({ fill: 'replay', rounds: 6 });
    assert.ok(rounds[0].slots.every((content) => content === 'proposed' || content === 'empty'));
    const earlier = new Set<string>();
    for (const { episodes, slots } of rounds) {
      const free = slots.filter((content) => content !== 'proposed').length;
      const replays = episodes.filter(({ replayed }) => replayed);
      assert.equal(replays.length, earlier.size > 0 ? free : 0);
      for (const { accepted, question, record, returns, trained } of replays) {
        assert.ok(accepted && earlier.has(question));
        assert.deepEqual(trained, [1, 2, 3]);
        assert.ok(record.decisions.every(({ seat }) => seat > 0));
        assert.match(record.spec, /^search_wells_replay\(/);
        assert.equal(returns.length, 4);
      }
      for (const { accepted, question, replayed } of episodes)
        if (accepted && !replayed) earlier.add(question);
    }
    assert.ok(rounds.some(({ slots }) => slots.includes('replayed')));
    const accepted = episodesOf(rounds).filter((episode) => episode.accepted && !episode.replayed);
    assert.equal(rounds.at(-1)?.pooled, accepted.length);
    const numbers = episodesOf(rounds).map(({ record }) => record.episode);
    assert.equal(new Set(numbers).size, numbers.length);
  });

  test('is filled with other questions in another round', async () => {
    const pool = new QuestionPool();
    for (const well of WELLS) pool.add({ question: questionOf(well), answer: well, success: 1 });
    const rounds = await all({ pool, proposer: proposer(1), rounds: 4 });
    const asked = rounds.map(({ episodes }) =>
      episodes.filter(({ replayed }) => replayed).map(({ answer }) => answer),
    );
    for (const answers of asked) assert.equal(new Set(answers).size, BASE.batch);
    assert.equal(new Set(asked.map(String)).size, 4);
  });

  test('is not filled from a pool that was emptied, nor with what succeeds too often', async () => {
    const emptied = await all({ pool: new QuestionPool({ reset: 1 }), rounds: 4 });
    assert.ok(emptied.every(({ pooled, slots }) => pooled === 0 && !slots.includes('replayed')));
    const easy = await all({ pool: new QuestionPool({ threshold: 0.9 }), solver: solver(1), rounds: 4 });
    assert.ok(easy.every(({ pooled }) => pooled === 0));
  });
});

describe('what fails', () => {
  test('in the engine breaks off one episode, which is told, and its slot is filled', async () => {
    let searches = 0;
    const engine = {
      name: 'shaky',
      search(...given: Parameters<SearchSources['engine']['search']>) {
        if (++searches % 20 === 0) throw new SearchError('unavailable', 'It is down; start it.');
        return SOURCES.engine.search(...given);
      },
    };
    const rounds = await all({
      sources: { ...SOURCES, engine },
      fill: 'dynamic',
      proposer: proposer(),
      concurrency: 1,
    });
    const broken = rounds.flatMap((round) => round.broken);
    assert.ok(broken.length > 0);
    for (const { error } of broken) assert.equal(error.name, 'SearchError');
    for (const round of rounds) {
      for (const { slot, attempt } of round.broken) {
        assert.equal(round.slots[slot], 'proposed-again');
        assert.ok(round.episodes.some((episode) => episode.slot === slot && episode.attempt === attempt + 1));
      }
    }
  });

  test('in a judge breaks off one episode, too', async () => {
    const judge = {
      name: 'silent',
      same: () => Promise.reject(new AgentError('judge', 'its model is silent')),
    };
    const rounds = await all({ sources: { ...SOURCES, judge }, proposer: proposer(), solver: solver(0.8) });
    const broken = rounds.flatMap((round) => round.broken);
    assert.ok(broken.some(({ error }) => error.message === 'judge cannot answer: its model is silent.'));
    for (const { success } of episodesOf(rounds)) assert.equal(success, 1);
  });

  test('in a solver costs it alone, and it is not trained on', async () => {
    const silent: MakeAgent = () => ({
      name: 'silent',
      begin: () => undefined,
      act: () => {
        throw new AgentError('silent', 'its model is away');
      },
    });
    let made = 0;
    const rounds = await all({
      solver: (table) => (made++ % 3 === 1 ? silent(table) : solver(1)(table)),
      proposer: proposer(),
      concurrency: 1,
      rounds: 1,
    });
    for (const { failures, returns, trained } of episodesOf(rounds)) {
      assert.deepEqual(
        returns.map((value) => Number(value.toFixed(3))),
        [0.333, 1, 0, 1],
      );
      assert.deepEqual(trained, [0, 1, 3]);
      assert.deepEqual(
        failures.map(({ seat, reason }) => [seat, reason]),
        [[2, 'its model is away']],
      );
    }
  });

  test('by a defect ends the rounds, after every agent is closed', async () => {
    let open = 0;
    const counted =
      (make: MakeAgent): MakeAgent =>
      async (table) => {
        open++;
        return { ...(await make(table)), close: () => void open-- };
      };
    const reader = {
      name: 'defective',
      read: () => {
        throw new TypeError('undefined is not a reader');
      },
    };
    await assert.rejects(
      all({
        sources: { ...SOURCES, reader },
        proposer: counted(proposer()),
        solver: counted(solver()),
      }),
      /undefined is not a reader/,
    );
    assert.equal(open, 0);
  });

  test('or hangs ends with the signal, searches under way included', { timeout: 5000 }, async () => {
    const stop = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const engine = {
      name: 'hanging',
      search: (_query: string, _k: number, signal?: AbortSignal) => {
        signals.push(signal);
        if (signals.length === BASE.batch) stop.abort(new Error('enough'));
        return new Promise<never>(() => undefined);
      },
    };
    await assert.rejects(all({ sources: { ...SOURCES, engine }, signal: stop.signal }), /enough/);
    assert.ok(signals.every((signal) => signal?.aborted === true));
  });
});
