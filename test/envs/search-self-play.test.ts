import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  answersTo,
  type AsyncEnv,
  corpusOf,
  factIndex,
  make,
  readQuestion,
  RELATIONS,
  sameAnswer,
  type SearchState,
  searchSelfPlay,
  statementsIn,
  stream,
  type TimeStep,
} from '@parlor/envs';
import { checkLanguageGame } from '@parlor/envs/laws';

const DOCUMENTS = 100;
const { world } = corpusOf({ seed: 1, documents: DOCUMENTS });

const table = (options: Parameters<typeof searchSelfPlay>[0] = {}): AsyncEnv =>
  make('search_self_play', { documents: DOCUMENTS, ...options });
const stateOf = (env: AsyncEnv): SearchState => env.position as SearchState;

/** Plays the proposer's part at random. */
async function propose(env: AsyncEnv, episode: number): Promise<TimeStep> {
  const random = stream(2, 'test', { episode });
  let step = await env.reset({ seed: 1, episode });
  while (!step.done && step.seat === 0) step = await env.step(env.sample(random) ?? '');
  return step;
}

test('an accepted question has exactly one answer in the world, and its documents support it', async () => {
  const env = table();
  let accepted = 0;
  for (let episode = 0; episode < 300; episode++) {
    await propose(env, episode);
    const { verdict, question, answer, documents, queries } = stateOf(env);
    if (verdict !== 'accepted') continue;
    accepted++;
    const read = readQuestion(question);
    assert.ok(read, question);
    assert.deepEqual(answersTo(read, world), [answer]);
    const stated = documents.flatMap(({ text }) => statementsIn(text).filter(({ hearsay }) => !hearsay));
    const supported = answersTo(read, factIndex(stated));
    assert.deepEqual(supported, [answer]);
    assert.ok(!question.toLowerCase().includes(answer.toLowerCase()));
    assert.ok(documents.length > 0 && new Set(queries).size === queries.length && queries.length > 1);
  }
  assert.ok(accepted > 20, `${accepted} accepted`);
});

test('a question that is accepted would be rejected with its answer in it, after a repeated search, or without a find', async () => {
  const env = table();
  const random = fc.integer({ min: 0, max: 400 });
  let spoilt = 0;
  await fc.assert(
    fc.asyncProperty(random, fc.constantFrom('answer', 'repeated', 'nothing'), async (episode, fault) => {
      await propose(env, episode);
      const { verdict, question, answer, queries } = stateOf(env);
      if (verdict !== 'accepted') return;
      spoilt++;
      const asked = fault === 'answer' ? `${question} It is not ${answer.toUpperCase()}.` : question;
      const searches =
        fault === 'nothing'
          ? ['xyzzy', 'plugh']
          : fault === 'repeated'
            ? [...queries, ` ${queries[0]}`]
            : queries;
      await env.reset({ seed: 1, episode });
      for (const query of searches) await env.step(`<search>${query}</search>`);
      const step = await env.step(`<question>${asked}</question>`);
      assert.equal(step.terminated, true);
      const why = { answer: 'answer-in-question', repeated: 'repeated-search', nothing: 'no-document' };
      assert.equal(stateOf(env).verdict, why[fault]);
      assert.deepEqual(step.returns, [0, 0, 0, 0, 0, 0]);
    }),
    { numRuns: 150, seed: 1 },
  );
  assert.ok(spoilt > 10, `${spoilt} spoilt`);
});

test('the game itself asks questions of as many facts as it is told to, each with one answer', async () => {
  for (const hops of [1, 2, 3, 4]) {
    const env = table({ asks: 'world', hops, solvers: 1 });
    for (let episode = 0; episode < 20; episode++) {
      const step = await env.reset({ seed: 1, episode });
      assert.equal(step.seat, 1);
      const { question, answer } = stateOf(env);
      const read = readQuestion(question);
      assert.equal(read?.path.length, hops);
      assert.deepEqual(read && answersTo(read, world), [answer]);
      assert.deepEqual((await env.step(`<answer>${answer}</answer>`)).returns, [0, 1]);
      await env.reset({ seed: 1, episode });
      assert.deepEqual((await env.step('<answer>nobody</answer>')).returns, [0, 0]);
    }
  }
});

test('documents tell the answers: a search for the start of a question finds its first fact', async () => {
  const env = table({ asks: 'world', hops: 1, solvers: 1 });
  let told = 0;
  const episodes = 40;
  for (let episode = 0; episode < episodes; episode++) {
    await env.reset({ seed: 3, episode });
    const { question, answer } = stateOf(env);
    await env.step(`<search>${question}</search>`);
    const shown = env.messages(1).at(-1)?.text ?? '';
    if (shown.includes(answer)) told++;
  }
  assert.ok(told > episodes / 2, `${told} of ${episodes}`);
});

describe('every law of language games holds', () => {
  for (const spec of [
    { verify: false },
    { asks: 'world' },
    { preset: 'released', solvers: 1, penalty: -1, answer_in_query: false },
  ] as const) {
    test(`with ${JSON.stringify(spec)}`, async () => {
      const game = searchSelfPlay({ documents: DOCUMENTS, ...spec });
      assert.deepEqual((await checkLanguageGame(game, { runs: 6, seed: 1 })).violations, []);
    });
  }
});

test('worlds, documents and options differ by their spec, and the same spec gives the same episode', async () => {
  const [one, two] = [table({ world: 5 }), make(searchSelfPlay({ documents: DOCUMENTS, world: 5 }).spec)];
  const first = await one.reset({ seed: 4 });
  assert.deepEqual(first, await two.reset({ seed: 4 }));
  const other = await table({ world: 6 }).reset({ seed: 4 });
  assert.notDeepEqual(first.messages, other.messages);
  assert.ok(
    sameAnswer(stateOf(one).answer, /The answer is (.*?)\. Make/.exec(first.messages[0].text)?.[1] ?? ''),
  );
});

test('proposers are told every phrase that the reader understands, and examples that it reads', () => {
  const rules = searchSelfPlay({ documents: DOCUMENTS }).rules(0);
  for (const { forward, backward } of RELATIONS)
    for (const phrase of [forward, backward]) assert.ok(rules.includes(`${phrase} …`), phrase);
  const examples = [...rules.matchAll(/^- (.*)$/gm)].map(([, example]) => readQuestion(example)?.path.length);
  assert.deepEqual(examples, [1, 2, 3]);
  assert.ok(!searchSelfPlay({ documents: DOCUMENTS }).rules(1).includes(RELATIONS[0].forward));
});
