import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type SearchEngine, type SearchOptions } from '@parlor/envs';
import { answer, ask, ASH, GOOD, lastTold, play, search, table } from './search-table.ts';

describe('the proposer', () => {
  test('is told its answer, which nobody else is', async () => {
    const env = table();
    await env.reset({ seed: 1 });
    assert.match(lastTold(env, 0), /^The answer is Anna\. Make 3 searches/);
    for (const seat of [1, 2, 3, 4, 5]) assert.deepEqual(env.messages(seat), []);
  });

  test('is shown the best documents of each search, and how many replies are left', async () => {
    const env = table({ results: 2 });
    await play(env, [search('well')]);
    assert.equal(
      lastTold(env, 0),
      '<information>\nDocument 1 (Ash town): The well of Ash town is Anna.\n' +
        'Document 2 (Birch town): The well of Birch town is Berta.\n</information>\nYou have 9 replies left.',
    );
    await env.step(search('nowhere'));
    assert.match(lastTold(env, 0), /Nothing was found\./);
  });

  test('has its question accepted where the reader comes to the answer, and only then do solvers hear it', async () => {
    const env = table();
    const step = await play(env, GOOD);
    assert.deepEqual([step.done, step.seat, step.role], [false, 1, 1]);
    assert.equal(lastTold(env, 0), 'Your question is accepted.');
    for (const seat of [1, 2, 3, 4, 5]) {
      assert.deepEqual(
        env.messages(seat).map(({ author, text }) => [author, text]),
        [
          [0, ASH],
          [-1, 'You have 10 replies.'],
        ],
      );
    }
  });

  const rejected: readonly (readonly [string, readonly string[], Partial<SearchOptions>, RegExp])[] = [
    ['is too short', [search('Anna'), search('Ash'), ask('Why?')], {}, /10 to 1000 characters/],
    [
      'is too long',
      [search('Anna'), search('Ash'), ask(`${ASH} ${'really '.repeat(150)}`)],
      {},
      /10 to 1000/,
    ],
    [
      'has too few words',
      [search('Anna'), search('Ash'), ask('Which is the well of Ash town?')],
      {},
      /10 words/,
    ],
    [
      'holds its answer',
      [search('Anna'), search('Ash'), ask(`${ASH} It is not aNNa.`)],
      {},
      /holds its answer/,
    ],
    ['comes after no find', [search('x'), search('y'), ask(ASH)], {}, /found no document/],
    ['comes after one search', [search('Anna'), ask(ASH)], {}, /at least 2 searches/],
    ['comes after a repeated search', [search('Anna'), search(' anna '), ask(ASH)], {}, /the same/],
    ['comes after a search with the answer', GOOD, { answer_in_query: false }, /search holds the answer/],
    [
      'is not answered by its documents',
      [search('Berta'), search('Birch'), ask(ASH)],
      { noise: 0 },
      /no document tells it/,
    ],
    [
      'has another answer',
      [search('Berta'), search('Birch'), ask(ASH.replace('Ash', 'Birch'))],
      {},
      /the reader comes to "Berta"/,
    ],
    ['is never asked', Array.from({ length: 10 }, (_, index) => search(`Ash ${index}`)), {}, /no question/],
  ];
  for (const [story, replies, options, why] of rejected) {
    test(`has a question rejected that ${story}`, async () => {
      const env = table({ ...options, penalty: -0.5 });
      const step = await play(env, replies);
      assert.equal(step.terminated, true);
      assert.deepEqual(step.returns, [-0.5, 0, 0, 0, 0, 0]);
      for (const seat of [0, 5]) assert.match(lastTold(env, seat), why);
    });
  }

  test('that forfeits is rejected, and solvers are not to blame', async () => {
    const env = table({ penalty: -1 });
    await env.reset({ seed: 1 });
    const step = await env.forfeit('its model is silent');
    assert.deepEqual([step.terminated, step.info.forfeited], [true, [0]]);
    assert.deepEqual(step.returns, [-1, 0, 0, 0, 0, 0]);
  });

  test('is shown where no reader checks, too', async () => {
    const step = await play(table({ verify: false }), [search('x'), search('Ash'), ask(ASH)]);
    assert.equal(step.seat, 1);
  });
});

describe('solvers', () => {
  test('search on their own and see nothing of each other', async () => {
    const env = table({ solvers: 2 });
    await play(env, [...GOOD, search('Ash'), answer('Anna')]);
    assert.equal(env.current.seat, 2);
    assert.deepEqual(
      env.messages(2).map(({ text }) => text),
      [ASH, 'You have 10 replies.'],
    );
  });

  test('are right by the normalised words of the last answer, and told at the end', async () => {
    const env = table({ solvers: 4 });
    const replies = ['The anna!', 'Berta', 'is it Berta</answer> or <answer>ANNA', 'Ann'].map(answer);
    const step = await play(env, [...GOOD, ...replies]);
    assert.deepEqual(step.returns, [0.5, 1, 0, 1, 0]);
    assert.match(lastTold(env, 0), /The answer was Anna\. .*solver 2 "Berta", wrong; solver 3 "ANNA", right/);
  });

  test('pay the proposer 1 − k/n', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(), async (solvers, mask) => {
        const right = Array.from({ length: solvers }, (_, index) => (mask >> index) % 2 === 1);
        const env = table({ solvers });
        const step = await play(env, [...GOOD, ...right.map((is) => answer(is ? 'Anna' : 'Berta'))]);
        const count = right.filter(Boolean).length;
        assert.deepEqual(step.returns, [1 - count / solvers, ...right.map(Number)]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('that are out of replies, or forfeit, get nothing, and the others go on', async () => {
    const env = table({ solvers: 3, turns: 4 }, {}, { invalidMoves: { retries: 0 } });
    await play(env, [...GOOD, search('a'), search('b'), search('c')]);
    assert.match(lastTold(env, 1), /You have one reply left: answer now\.$/);
    let step = await env.step(search('d'));
    assert.equal(step.seat, 2);
    step = await env.step('I do not know');
    assert.deepEqual([step.seat, step.info.forfeited], [3, [2]]);
    step = await env.step(answer('Anna'));
    assert.deepEqual(
      [step.terminated, step.returns.map((value) => Number(value.toFixed(3)))],
      [true, [0.667, 0, 0, 1]],
    );
    assert.match(lastTold(env, 3), /solver 1 none; solver 2 none; solver 3 "Anna", right\./);
  });

  test('get a quarter for the last of more than ten answers, where the released code is played', async () => {
    const many = Array.from({ length: 11 }, () => answer('Anna')).join(' or ');
    const env = table({ solvers: 1, preset: 'released' });
    assert.deepEqual((await play(env, [...GOOD, many])).returns, [0.75, 0.25]);
    assert.deepEqual((await play(table({ solvers: 1 }), [...GOOD, many])).returns, [0, 1]);
    const ten = Array.from({ length: 10 }, () => answer('Anna')).join(' or ');
    assert.deepEqual((await play(env, [...GOOD, ten])).returns, [0, 1]);
  });
});

describe('replies', () => {
  test('are cut where a model would have stopped: at the first search that is closed', async () => {
    const env = table();
    await play(env, [`Let me look. ${search('Ash')} <information>It is Berta</information> ${ask(ASH)}`]);
    assert.match(lastTold(env, 0), /Document 1 \(Ash town\)/);
  });

  test('may lack the closing tag that a stop sequence has cut off', async () => {
    const env = table();
    await play(env, ['I look for <search>Ash']);
    assert.match(lastTold(env, 0), /Document 1 \(Ash town\)/);
  });

  for (const reply of [
    '',
    'Ash',
    '<search></search>',
    '<search> \u200b </search>',
    '<answer>Anna</answer>',
    '[Ash]',
  ]) {
    test(`such as ${JSON.stringify(reply)} mean nothing to a proposer, who is told the format`, async () => {
      const env = table();
      const step = await play(env, [reply]);
      assert.equal(typeof step.info.rejected, 'string');
      assert.match(lastTold(env, 0), /<search>words to look for<\/search>/);
    });
  }
});

test('an answer in any other form is in the question all the same', async () => {
  const forms = ['Ann\u200da', 'A\u030anna', 'ＡＮＮＡ', 'An\u034fna', 'Anna-Lee', 'anna?'];
  for (const form of forms) {
    const env = table({ verify: false });
    const step = await play(env, [search('Ash'), search('well'), ask(`${ASH} Not ${form}`)]);
    assert.equal(step.done, true, form);
    assert.match(lastTold(env, 0), /holds its answer/, form);
  }
  const step = await play(table({ verify: false }), [search('Ash'), search('well'), ask(`${ASH} Not Ann`)]);
  assert.equal(step.done, false);
});

test('a search that differs in signs alone is the same', async () => {
  for (const query of ['Ash, well!', 'ash  WELL', 'Ａsh well', 'Ash\u200d well']) {
    const env = table({ verify: false });
    await play(env, [search('Ash well'), search(query), ask(ASH)]);
    assert.match(lastTold(env, 0), /two searches are the same/, query);
  }
});

test('the last reply may be a search, whose documents are shown though there is nothing more to say', async () => {
  const env = table({ turns: 3, searches: 2 });
  const step = await play(env, [search('x'), search('y'), search('Ash')]);
  assert.equal(step.done, true);
  assert.match(env.messages(0).at(-2)?.text ?? '', /Document 1 \(Ash town\)[\s\S]*You have no reply left\.$/);
});

test('a long search is cut to its end', async () => {
  const asked: string[] = [];
  const engine: SearchEngine = { name: 'watched', search: (query) => (asked.push(query), []) };
  await play(table({}, { engine }), [search(`${'x'.repeat(500)} Ash`)]);
  assert.equal(asked[0].length, 300);
  assert.ok(asked[0].endsWith(' Ash'));
});

test('options that leave no reply for a question are refused', () => {
  assert.throws(() => table({ searches: 10 }), /10 searches and a question do not fit into 10 replies/);
  assert.throws(() => table({ turns: 2 }), /turns must be a whole number from 3/);
});

test('solvers hear nothing of each other’s forfeits', async () => {
  const env = table({ solvers: 2 });
  await play(env, GOOD);
  await env.forfeit('its model is silent');
  assert.deepEqual(
    env.messages(2).map(({ text }) => text),
    [ASH, 'You have 10 replies.'],
  );
  assert.match(lastTold(env, 1), /Player 2 forfeits: its model is silent\./);
});
