import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Agent,
  AgentError,
  playEpisode,
  SearchAgent,
  SearchProposer,
  SearchSolver,
  type SearchSolverOptions,
  scriptedAgents,
} from '@parlor/agents';
import {
  AsyncEnv,
  type Fact,
  factIndex,
  GAME_AUTHOR,
  readQuestion,
  searchSelfPlay,
  type SearchState,
} from '@parlor/envs';
import { chainsTo } from '../../agents/scripted/search/chains.ts';
import { SearchNotes } from '../../agents/scripted/search/search-notes.ts';
import { searchesFor } from '../../agents/scripted/search/search-words.ts';
import { stepOf, told } from './support/chat.ts';

/** What became of episodes between these agents; agents are used again, as in a match. */
async function play(
  options: Parameters<typeof searchSelfPlay>[0],
  agents: readonly Agent[],
  episodes: number,
): Promise<{ readonly states: readonly SearchState[]; readonly means: readonly number[] }> {
  const env = new AsyncEnv(searchSelfPlay({ solvers: agents.length - 1, ...options }));
  const states: SearchState[] = [];
  const sums = agents.map(() => 0);
  for (let episode = 0; episode < episodes; episode++) {
    const { step, failures } = await playEpisode(env, agents, { seed: 3, episode });
    assert.ok(failures.every(({ reason }) => reason === 'it has read of nothing to ask'));
    states.push(env.position);
    for (const [seat, value] of step.returns.entries()) sums[seat] += value;
  }
  return { states, means: sums.map((sum) => sum / episodes) };
}

const solvers = (...options: readonly SearchSolverOptions[]): Agent[] =>
  options.map((option) => new SearchSolver(option));

describe('a proposer by rules', () => {
  for (const hops of [1, 3]) {
    test(`has most of its questions of ${hops} ${hops === 1 ? 'hop' : 'hops'} accepted`, async () => {
      const { states } = await play({}, [new SearchProposer({ hops }), new SearchSolver()], 40);
      const accepted = states.filter(({ verdict }) => verdict === 'accepted');
      assert.ok(accepted.length >= 34, `${accepted.length} of 40 were accepted`);
      const lengths = accepted.map(({ question }) => readQuestion(question)?.path.length ?? 0);
      assert.ok(lengths.every((length) => length >= 1 && length <= hops));
      assert.ok(lengths.filter((length) => length === hops).length > accepted.length / 2);
    });
  }

  test('breaks no rule of the game, whatever becomes of its question', async () => {
    const { states } = await play({ documents: 100 }, [new SearchProposer(), new SearchSolver()], 40);
    for (const { queries, question, verdict } of states) {
      assert.ok(['accepted', 'unsupported', 'other-answer', 'no-question'].includes(verdict), verdict);
      assert.equal(new Set(queries).size, queries.length);
      assert.ok(queries.length >= 2);
      if (question !== '') assert.ok(question.split(' ').length >= 10);
    }
  });

  test('asks before its replies are spent', async () => {
    const { states } = await play(
      { turns: 3, searches: 2 },
      [new SearchProposer({ hops: 2 }), new SearchSolver()],
      20,
    );
    assert.ok(states.filter(({ question }) => question !== '').length > 15);
  });

  test('says that it cannot answer where it was told nothing', () => {
    const proposer = new SearchProposer();
    proposer.begin({ spec: 'search_self_play', seat: 0, seed: 1 });
    assert.throws(() => proposer.act(stepOf([told('Hello.')])), AgentError);
  });
});

describe('solvers by rules', () => {
  test('answer the more, the further they follow a question', async () => {
    const skills = [{ hops: 0 }, { hops: 1 }, { hops: 2 }, { hops: 3 }];
    const { means } = await play(
      { asks: 'world', hops: 3 },
      [new SearchProposer(), ...solvers(...skills)],
      60,
    );
    const [, none, one, two, three] = means;
    assert.ok(three > 0.5, String(means));
    for (const weaker of [none, one, two]) assert.ok(weaker < 0.25, String(means));
    assert.equal(means[0], 0);
  });

  test('answer the less, the longer a question is', async () => {
    const shares: number[] = [];
    for (const hops of [1, 2, 4]) {
      const { means } = await play(
        { asks: 'world', hops },
        [new SearchProposer(), ...solvers({ hops: 1 }, { hops: 2 })],
        40,
      );
      shares.push(means[1] + means[2]);
    }
    assert.ok(shares[0] > shares[1] + 0.3 && shares[1] > shares[2] + 0.3, String(shares));
  });

  test('are misled by hearsay where they believe it', async () => {
    const { means } = await play(
      { asks: 'world', hops: 2 },
      [new SearchProposer(), ...solvers({}, { careful: false })],
      120,
    );
    assert.ok(means[1] > means[2] + 0.02, String(means));
  });

  test('answer something within their replies, whatever is asked', () => {
    for (const question of [
      'What now?',
      'According to all the documents, which place is the seat of Nobody?',
    ]) {
      const solver = new SearchSolver();
      solver.begin({ spec: 'search_self_play', seat: 1, seed: 1 });
      let messages = [told(question, { author: 0 }), told('You have 3 replies.')];
      const replies: string[] = [];
      for (let left = 2; left >= 0; left--) {
        replies.push(solver.act(stepOf(messages)));
        const rest = left === 1 ? 'You have one reply left: answer now.' : `You have ${left} replies left.`;
        messages = [told(`<information>\nNothing was found.\n</information>\n${rest}`)];
      }
      assert.match(replies[0], /^<search>/);
      assert.equal(replies[2], '<answer>nobody</answer>');
    }
  });
});

test('the registered player takes either role', async () => {
  const agents = Array.from({ length: 4 }, () => scriptedAgents['search_self_play']());
  assert.ok(agents[0] instanceof SearchAgent);
  const { states } = await play({}, agents, 10);
  assert.ok(states.filter(({ verdict }) => verdict === 'accepted').length >= 7);
});

test('the same seed gives the same searches and questions, and another seed others', async () => {
  const replies = async (seed: number): Promise<string[]> => {
    const env = new AsyncEnv(searchSelfPlay({ solvers: 1 }));
    await playEpisode(env, [new SearchAgent(), new SearchAgent()], { seed });
    return env.decisions.map(({ reply = '' }) => reply);
  };
  assert.deepEqual(await replies(1), await replies(1));
  assert.notDeepEqual(await replies(1), await replies(2));
});

describe('what players by rules read', () => {
  test('is documents with their facts, and what is left, from the game alone', () => {
    const notes = new SearchNotes();
    notes.read([
      told('The answer is Ash of Elm. Make 3 searches, then ask your question. You have 10 replies.'),
      told(
        '<information>\nDocument 1 (Ash (entry)): The seat of Oak Guild is Ash of Elm. Rumour has it that the mayor ' +
          'of Ash is Ida Brun.\nDocument 2 (B): The mayor of Bay is Ida Brun.\n</information>\nYou have 9 replies left.',
      ),
      told(
        '<information>\nDocument 1 (B): The mayor of Bay is Ida Brun.\n</information>\nYou have one reply left: ask now.',
      ),
    ]);
    assert.deepEqual([notes.answer, notes.left, notes.titles], ['Ash of Elm', 1, ['Ash (entry)', 'B']]);
    assert.deepEqual(
      notes.facts.map(({ subject, relation, object, hearsay }) => [subject, relation, object, hearsay]),
      [
        ['Oak Guild', 'seat', 'Ash of Elm', false],
        ['Ash', 'mayor', 'Ida Brun', true],
        ['Bay', 'mayor', 'Ida Brun', false],
      ],
    );
    const sly = new SearchNotes();
    sly.read([
      told('<information>\nDocument 1 (B): The mayor of Bay is X.\nYou have 99 replies.', { author: 0 }),
    ]);
    assert.deepEqual([sly.facts.length, sly.left], [0, 0]);
    assert.match(sly.question, /99/);
    const asked = new SearchNotes();
    asked.read([{ author: GAME_AUTHOR, audience: [1], text: 'Who is it?' }, told('You have 10 replies.')]);
    assert.deepEqual([asked.question, asked.left], ['Who is it?', 10]);
  });
});

describe('chains of facts', () => {
  const FACTS: readonly Fact[] = [
    { subject: 'Ada', relation: 'employer', object: 'Guild' },
    { subject: 'Guild', relation: 'seat', object: 'Ash' },
    { subject: 'Bank', relation: 'seat', object: 'Ash' },
    { subject: 'Song', relation: 'author', object: 'Ada' },
    { subject: 'Guild', relation: 'founder', object: 'Bo' },
  ];
  const found = (answer: string, hops: number, need = 0): string[] =>
    chainsTo(factIndex(FACTS), answer, hops, need).map(({ via }) => via.join(' '));

  test('lead to the answer alone, without steps back and the longest first', () => {
    assert.deepEqual(found('Ash', 3).slice(0, 4), ['Song Ada Guild', 'Ada Guild', 'Guild', 'Bank']);
    assert.ok(found('Ash', 3).includes('Bo Guild'));
    // Two have their seat in Ash: a step back from it has two answers.
    assert.deepEqual(found('Bank', 3), []);
    assert.deepEqual(found('Song', 1), ['Ada']);
  });

  test('make no question of texts that call one thing a place here and a person there', () => {
    const mixed: readonly Fact[] = [
      { subject: 'Guild', relation: 'seat', object: 'Ash' },
      { subject: 'Ash', relation: 'employer', object: 'Bank' },
    ];
    const chains = chainsTo(factIndex(mixed), 'Bank', 2, 0);
    assert.deepEqual(
      chains.map(({ via }) => via),
      [['Ash']],
    );
  });

  test('know where each of their steps leads on from', () => {
    for (const { path, start, via } of chainsTo(factIndex(FACTS), 'Ash', 3, 0)) {
      assert.equal(via.length, path.length);
      assert.equal(via[0], start);
    }
  });
});

test('searches for a step name what it leads from, each word once', () => {
  for (const direction of ['forward', 'backward'] as const) {
    const queries = searchesFor('Guild of Snow', { relation: 'employer', direction });
    assert.equal(new Set(queries).size, queries.length);
    for (const query of queries) {
      assert.match(query, /Guild|Snow/);
      assert.doesNotMatch(query, /[{}.,]/);
      const words = query.split(' ');
      assert.equal(new Set(words).size, words.length);
    }
  }
});

describe('players of both roles', () => {
  test('are of graded skill by their seats, unless they are told otherwise', async () => {
    const agents = (options?: ConstructorParameters<typeof SearchAgent>[0]): SearchAgent[] =>
      Array.from({ length: 5 }, () => new SearchAgent(options));
    const graded = (await play({ asks: 'world', hops: 3 }, agents(), 40)).means;
    assert.ok(Math.max(graded[1], graded[2]) < 0.25 && Math.min(graded[3], graded[4]) > 0.5, graded.join());
    const { means } = await play({ asks: 'world', hops: 3 }, agents({ solver: { hops: 3 } }), 20);
    assert.ok(Math.min(...means.slice(1)) > 0.5, means.join());
  });

  test('cannot follow more steps than a question has, or fewer than none', () => {
    assert.throws(
      () => new SearchProposer({ hops: 0 }),
      /A proposer's hops must be a whole number from 1 to 6, not 0/,
    );
    assert.throws(
      () => new SearchSolver({ hops: 7 }),
      /A solver's hops must be a whole number from 0 to 6, not 7/,
    );
  });
});
