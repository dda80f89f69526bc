import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  AsyncEnv,
  holdsWord,
  type LanguageGame,
  loadLanguageGame,
  OptionError,
  readWordPairs,
  RecordError,
  spyWords,
  spyWordsOf,
  type SpyState,
  stream,
  TERMINAL,
} from '@parlor/envs';
import { checkLanguageGame } from '@parlor/envs/laws';

type Options = Parameters<typeof spyWords>[0];
const PAIRS = [{ words: ['lake', 'river'] }] as const;
const lakes = spyWordsOf({ id: 'lakes', pairs: PAIRS });

/** A game of lakes and rivers whose start is known: the given seats are spies, civilians have the lake. */
function dealt(options: Options, spies: readonly number[]): LanguageGame<SpyState> {
  const game = lakes(options) as LanguageGame<SpyState>;
  for (let seed = 0; ; seed++) {
    const { state, messages } = game.start(stream(seed, 'chance'));
    const fits = game.roles.includes('spy') && spies.every((seat) => state.roles[seat] === 'spy');
    const civilian = state.roles.indexOf('civilian');
    if (fits && state.secrets[civilian] === 'lake') return { ...game, start: () => ({ state, messages }) };
  }
}

const environment = (game: LanguageGame<SpyState>): AsyncEnv<SpyState> =>
  new AsyncEnv(game, { invalidMoves: { retries: 99 } });

/** Plays from the start: new clues as long as there are clues to be given, then the votes as they come. */
async function play(game: LanguageGame<SpyState>, votes: readonly string[]): Promise<AsyncEnv<SpyState>> {
  const env = environment(game);
  let step = await env.reset({ seed: 1 });
  const left = [...votes];
  for (let turn = 0; !step.done; turn++) {
    const reply = env.position.stage === 'clues' ? `[Clue number ${turn}.]` : left.shift();
    if (reply === undefined) break;
    step = await env.step(reply);
    assert.equal(step.info.rejected, undefined, step.info.rejected);
  }
  return env;
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  assert.equal(actual.length, expected.length);
  for (const [at, value] of expected.entries())
    assert.ok(Math.abs(actual[at] - value) < 1e-12, `${actual.join()} for ${expected.join()}`);
};

describe('Who Is the Spy in words keeps the laws of language games', () => {
  for (const spec of [
    'spy_words(preset=paper)',
    'spy_words(preset=released,judges=3,rounds=1)',
    'spy_words(preset=party,players=5)',
    'spy_words(players=5,spies=2,told=true,spy_sees=blank,abstain=false,category=food,difficulty=hard)',
  ]) {
    test(`as ${spec}`, async () => {
      assert.deepEqual(
        (await checkLanguageGame(loadLanguageGame(spec), { runs: 5, seed: 1 })).violations,
        [],
      );
    });
  }
  test("with a user's own pairs", async () => {
    assert.deepEqual((await checkLanguageGame(lakes({ players: 3 }), { runs: 10, seed: 1 })).violations, []);
  });
});

describe('clue rewards', () => {
  test('of the example of Vision-Zero: spy 3 votes, first civilian 1, one n/a', async () => {
    // Everybody votes, so that there is a vote for the first civilian by the spy, and one civilian abstains.
    const game = dealt({ players: 5, told: true, voters: 'everybody', rounds: 1 }, [4]);
    const env = await play(game, ['[n/a]', '[player 5]', '[5]', '\\boxed{player 5}', '[player 1]']);
    near(env.current.returns, [-0.00625, 0.09375, 0.09375, 0.09375, -0.275]);
    assert.deepEqual(game.signals?.(env.position), {
      clue: env.current.returns,
      vote: [-0.5, 1, 1, 1, null],
    });
  });

  test('add up to nothing for any votes of any voters, and are what votes say', async () => {
    const option = fc.record({
      players: fc.integer({ min: 3, max: 6 }),
      voters: fc.constantFrom('civilians' as const, 'everybody' as const, 'judges' as const),
      beta: fc.constantFrom(0, 0.1, 1),
      lambda: fc.constantFrom(0, 0.1, 2),
    });
    await fc.assert(
      fc.asyncProperty(
        option,
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        fc.nat(),
        async (given, draws, seed) => {
          const game = spyWords({
            ...given,
            told: true,
            rounds: 1,
            judges: given.voters === 'judges' ? 3 : 0,
          });
          const env = environment(game);
          let step = await env.reset({ seed });
          for (let turn = 0; !step.done; turn++)
            step = await env.step(env.sample(stream(draws[turn % draws.length], 'test')) ?? '');
          const total = step.returns.reduce((sum, value) => sum + value, 0);
          assert.ok(Math.abs(total) < 1e-12, step.returns.join());
          assert.deepEqual(step.returns.slice(given.players), game.seats > given.players ? [0, 0, 0] : []);
          for (const value of step.returns)
            assert.ok(value >= game.payoffRange[0] - 1e-12 && value <= game.payoffRange[1] + 1e-12);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test('are of votes that are made up, where the released code finds none', async () => {
    const game = dealt({ preset: 'released', rounds: 1, judges: 2 }, [1]);
    const env = await play(game, ['[n/a]', '[uncertain]']);
    const { madeUp, votes } = env.position;
    assert.deepEqual([votes.slice(4), madeUp.length], [[-1, -1], 2]);
    assert.ok(madeUp.every((vote) => vote >= 0 && vote < 4));
    assert.ok(env.current.returns.some((value) => value !== 0));
    assert.match(env.log.at(-2)?.text ?? '', /votes are made up: for player \d and player \d\./);
    const signals = game.signals?.(env.position);
    // 0.3 for the form, 1.2 × −0.5 for n/a
    near(signals?.['vote'].slice(4).map(Number) ?? [], [-0.3, -0.3]);
    assert.deepEqual(signals?.['vote'].slice(0, 4), [null, null, null, null]);
    const voted = await play(game, ['[n/a]', '[player 2]']);
    assert.deepEqual(voted.position.madeUp, []);
    near(game.signals?.(voted.position)['vote'].slice(4).map(Number) ?? [], [-0.3, 0.3 + 1.2 + 0.99]);
  });

  test('hit the spy with six made-up votes of ten', () => {
    const game = dealt({ preset: 'released', rounds: 1, judges: 1 }, [1]);
    const begun = game.start(stream(0, 'chance')).state;
    const random = stream(3, 'chance');
    let hits = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const { state } = game.apply({ ...begun, stage: 'vote' }, { vote: -1 }, random);
      if (state.madeUp[0] === 1) hits++;
    }
    assert.ok(Math.abs(hits / 2000 - 0.6) < 0.04, `${hits}`);
  });
});

describe('a vote', () => {
  test('tells nobody anything until the last is in, then everybody all of it', async () => {
    const game = dealt({ players: 4, rounds: 1 }, [2]);
    const env = environment(game);
    await env.reset({ seed: 1 });
    for (let turn = 0; turn < 4; turn++) await env.step(`[Clue number ${turn}.]`);
    const before = env.log.length;
    for (const [seat, vote] of ['[2]', '[player 1]', '[n/a]'].entries()) {
      assert.deepEqual(env.current.info.choosing, [0, 1, 2, 3].slice(seat));
      await env.step(vote);
      assert.equal(env.log.length, before);
    }
    await env.step('[player 3]');
    const told = env.log.slice(before);
    assert.ok(told.every(({ audience }) => audience.length === 4));
    assert.equal(
      told[0].text,
      'Votes: player 1 for player 2, player 2 for player 1, player 3 for n/a, player 4 for player 3.',
    );
    assert.equal(
      told[1].text,
      'The spy was player 3. The word of the civilians was lake, that of the spy river.',
    );
  });

  test('of civilians alone is not said to be theirs while they vote: nobody is told who else does', async () => {
    const game = dealt({ players: 4, rounds: 1, told: true }, [2]);
    const env = environment(game);
    let step = await env.reset({ seed: 1 });
    for (let turn = 0; turn < 4; turn++) step = await env.step(`[Clue number ${turn}.]`);
    const seen: unknown[] = [];
    for (; !step.done; step = await env.step('[n/a]')) seen.push([step.seat, step.info.choosing]);
    assert.deepEqual(
      seen,
      [0, 1, 3].map((seat) => [seat, [seat]]),
    );
  });

  const ballots: readonly (readonly [reply: string, meant: number | RegExp])[] = [
    ['[player 3]', 2],
    ['[3]', 2],
    ['Player 3.', 2],
    ['3', 2],
    ['[１]', /yourself/],
    ['I think it is player 4, and [player 2] is not [ #3 ]', 2],
    ['It must be player 4, player 4 for sure.', 3],
    ['\\boxed{\\text{Player 2}}', 1],
    ['[vote for player 2]', 1],
    ['[N/A]', -1],
    ['[none]', -1],
    ['uncertain', -1],
    ['I would rather say n/a here.', -1],
    ['[abstain]', -1],
    ['[player 1]', /cannot vote for yourself/],
    ['[5]', /no player 5/],
    ['[99]', /no player 99/],
    ['[0]', /"0" is no vote/],
    ['[-2]', /"-2" is no vote/],
    ['[2.5]', /is no vote/],
    ['player 2 or player 3', /more than one vote/],
    ['player 2 or n/a', /more than one vote/],
    ['[]', /no vote/],
    ['', /no vote/],
  ];
  for (const [reply, meant] of ballots) {
    test(`reads ${JSON.stringify(reply)}`, () => {
      const game = dealt({ players: 4, rounds: 1 }, []);
      const { state } = game.start(stream(0, 'chance'));
      const parsed = game.parse({ ...state, stage: 'vote' }, 0, reply);
      if (typeof meant === 'number') assert.deepEqual(parsed, { action: { vote: meant } });
      else {
        assert.ok('reason' in parsed, JSON.stringify(parsed));
        assert.match(parsed.reason, meant);
        assert.match(parsed.format, /\[player 2\] \[player 3\] \[player 4\] \[n\/a\]\.$/);
      }
    });
  }

  test('must be for somebody where nobody may abstain, and not for who has left', () => {
    const game = dealt({ preset: 'party', players: 6 }, []);
    const { state } = game.start(stream(0, 'chance'));
    const later: SpyState = { ...state, stage: 'vote', out: [4] };
    for (const [reply, reason] of [
      ['[n/a]', 'You must vote for somebody.'],
      ['[player 5]', 'Player 5 has left the game.'],
    ]) {
      const parsed = game.parse(later, 0, reply);
      assert.ok('reason' in parsed);
      assert.equal(parsed.reason, reason);
      assert.equal(parsed.format, 'Answer with one of: [player 2] [player 3] [player 4] [player 6].');
    }
  });
});

describe('a clue', () => {
  const game = dealt({ players: 4 }, [3]); // seats 0 to 2 have the lake
  const { state } = game.start(stream(0, 'chance'));
  const later: SpyState = { ...state, clues: [{ seat: 3, text: 'It is wet, très wet.' }], said: 1 };
  const clues: readonly (readonly [reply: string, heard: string | RegExp])[] = [
    ['I look at it. [You can swim there.]', 'You can swim there.'],
    ['You can swim there.', 'You can swim there.'],
    ['First [this], then [that]', 'that'],
    ['\\boxed{Fish\nlive there}', 'Fish live there'],
    ['[A river runs into it]', 'A river runs into it'], // the other word, which the speaker may not know
    ['[Snowflakes fall there]', 'Snowflakes fall there'],
    ['[Big LAKES]', /says your own word/],
    ['[the lake]', /says your own word/],
    ['[lákè-like]', /says your own word/],
    ['[it is a l-a-k-e]', /says your own word/],
    ['[it is a la\u200bke]', /says your own word/],
    ['[n/a]', /is a vote, and it is time for clues/],
    ['[player 2]', /is a vote/],
    ['I have the lake, so I stay vague.\nIt is nice', /several lines and no brackets/],
    ['I have the lake, so I stay vague.\n[It is nice]', 'It is nice'],
    ['[it is wet: TRÈS wet!]', /has been said before/],
    ['[]', /no clue/],
    ['', /no clue/],
    ['[…!]', /has no words/],
    [`[${'long '.repeat(50)}]`, /249 characters, more than 200/],
  ];
  for (const [reply, heard] of clues) {
    test(`is read from ${JSON.stringify(reply.slice(0, 40))}`, () => {
      const parsed = game.parse(later, 0, reply);
      if (typeof heard === 'string') assert.deepEqual(parsed, { action: { clue: heard } });
      else {
        assert.ok('reason' in parsed, JSON.stringify(parsed));
        assert.match(parsed.reason, heard);
      }
    });
  }

  test('holds a word in one piece or taken apart, and in its plural, and no other', () => {
    const holds: readonly (readonly [text: string, word: string, held: boolean])[] = [
      ['I like icecream', 'ice cream', true],
      ['ice-creams!', 'ice cream', true],
      ['mice are small', 'mouse', true],
      ['a wolf among wolves', 'wolf', true],
      ['two wolves', 'wolf', true],
      ['sharp knives', 'knife', true],
      ['three feet', 'foot', true],
      ['a steam engine', 'tea', false],
      ['mandrill', 'drill', false],
      ['it is cold as ice, and full of cream', 'ice cream', false],
      ['', 'tea', false],
    ];
    for (const [text, word, held] of holds) assert.equal(holdsWord(text, word), held, `${word} in ${text}`);
  });

  test('may not say a word of several, nor its plural, whatever is between them', () => {
    const games = spyWordsOf({ id: 'berries', pairs: [{ words: ['wild berry', 'tame berry'] }] })();
    const begun = games.start(stream(0, 'chance')).state;
    const [own] = begun.secrets[0].split(' ');
    for (const [clue, fine] of [
      [`a ${own}-berry`, false],
      [`${own} berries`, false],
      [`${own} and berry`, true],
      ['berry', true],
    ] as const)
      assert.equal('action' in games.parse(begun, 0, `[${clue}]`), fine, clue);
  });
});

describe('what a seat is told', () => {
  /** All messages to a seat until its game is over or the replies are. */
  function told(
    game: LanguageGame<SpyState>,
    from: SpyState,
    seat: number,
    replies: readonly string[],
  ): string[] {
    const random = stream(1, 'chance');
    let state = from;
    const heard: string[] = [];
    for (const reply of replies) {
      const mover = game.mover(state);
      const parsed = game.parse(state, mover, reply);
      if (!('action' in parsed)) {
        if (mover === seat) heard.push(parsed.reason);
        continue;
      }
      const after = game.apply(state, parsed.action, random);
      heard.push(...after.messages.filter(({ audience }) => audience.includes(seat)).map(({ text }) => text));
      state = after.state;
    }
    assert.notEqual(game.mover(state), TERMINAL);
    return heard;
  }
  const replies = [
    'lake',
    '[One.]',
    '[One.]',
    '[Two.]',
    '[river]',
    '[Three.]',
    '[Four.]',
    '[2]',
    '[1]',
    '[4]',
    '[1]',
  ];

  test('does not depend on whether it is the spy: its word is all that it has', () => {
    const game = lakes({ players: 4, rounds: 1 }) as LanguageGame<SpyState>;
    const starts = Array.from({ length: 400 }, (_, seed) => game.start(stream(seed, 'chance')));
    for (const word of ['lake', 'river']) {
      const own = starts.filter(({ state }) => state.secrets[0] === word);
      assert.ok(
        own.some(({ state }) => state.roles[0] === 'spy') &&
          own.some(({ state }) => state.roles[0] !== 'spy'),
      );
      const views = own.map(({ state, messages }) =>
        JSON.stringify([
          messages.filter(({ audience }) => audience.includes(0)),
          told(
            game,
            state,
            0,
            replies.slice(1, 9).filter((reply) => reply !== '[river]'),
          ),
          game.knowsRole?.(state, 0),
          game.sample?.(state, 0, stream(5, 'seat')),
        ]),
      );
      assert.equal(new Set(views).size, 1);
    }
  });

  for (const options of [
    { players: 4, rounds: 1 },
    { players: 4, rounds: 1, told: true },
    { players: 5, spies: 2, rounds: 1, told: true, voters: 'everybody' },
    { players: 4, rounds: 1, voters: 'judges', judges: 2 },
    { preset: 'party', players: 6, votes: 2 },
  ] as const) {
    test(`does not depend on the others' roles before the end, with ${JSON.stringify(options)}`, () => {
      const game = lakes(options) as LanguageGame<SpyState>;
      const starts = Array.from({ length: 100 }, (_, seed) => game.start(stream(seed, 'chance')));
      for (const [seat, script] of [
        [0, ['[One.]', '[Two.]', '[Three.]', '[Four.]', '[Five.]', '[Six.]', '[2]', '[n/a]']],
        [1, ['[A b.]', '[lake]', '[C d.]', '[E f.]', '[G h.]', '[I j.]', '[K l.]', '[3]']],
      ] as const) {
        const views = new Map<string, Set<string>>();
        for (const { state, messages } of starts) {
          const own = `${game.knowsRole?.(state, seat) === true ? state.roles[seat] : ''} ${state.secrets[seat]}`;
          const view = JSON.stringify([
            messages.filter(({ audience }) => audience.includes(seat)),
            // Nobody but the speaker is told of a clue that is rejected, so all say what nobody's word is.
            told(game, state, seat, script.filter((reply) => reply !== '[lake]').slice(0, game.seats)),
          ]);
          views.set(own, (views.get(own) ?? new Set()).add(view));
        }
        assert.ok(views.size >= 2);
        for (const [own, seen] of views) assert.equal(seen.size, 1, own);
      }
    });
  }

  test('names its role only where it is told, and judges theirs always', async () => {
    const untold = lakes({ voters: 'judges', judges: 1, told: false });
    const env = new AsyncEnv(untold);
    const first = await env.reset({ seed: 1 });
    assert.equal(first.role, -1);
    assert.deepEqual(env.knownRoles, [-1, -1, -1, -1, 2]);
    for (let seat = 0; seat < 4; seat++)
      assert.match(env.messages(seat)[0].text, /^You are player \d\. Your word is \w+\.$/);
    assert.match(env.messages(4)[0].text, /^You are player 5, a judge\. Your word is \w+\.$/);
    const blank = new AsyncEnv(spyWords({ preset: 'paper' }));
    await blank.reset({ seed: 1 });
    const spy = blank.roles.indexOf(1);
    assert.equal(blank.messages(spy)[0].text, `You are player ${spy + 1}, the spy. You are told no word.`);
    assert.equal(blank.knownRoles[spy], 1);
  });
});

describe('the party game', () => {
  test('ends when the spy has left, and pays the civilians', async () => {
    const game = dealt({ preset: 'party', players: 5 }, [2]);
    const env = await play(game, ['[3]', '[3]', '[1]', '[3]', '[1]']);
    assert.deepEqual([env.current.terminated, env.position.held], [true, 1]);
    assert.match(env.log.at(-2)?.text ?? '', /Player 3 leaves: a spy\.$/);
    assert.match(env.log.at(-1)?.text ?? '', /^The spy was player 3\. The civilians win\./);
    assert.deepEqual(env.current.returns, [0.25, 0.25, -1, 0.25, 0.25]);
  });

  test('goes on without whoever leaves, and ends when as many spies as civilians are left', async () => {
    const game = dealt({ preset: 'party', players: 5 }, [2]);
    const first = await play(game, ['[2]', '[1]', '[2]', '[2]', '[2]']);
    assert.match(
      first.log.find(({ text }) => text.startsWith('Votes'))?.text ?? '',
      /Player 2 leaves: a civilian\.$/,
    );
    assert.equal(first.current.role, -1);
    assert.deepEqual(first.knownRoles, [-1, 0, -1, -1, -1]);
    assert.deepEqual(
      first.position.clues.slice(5).map(({ seat }) => seat),
      [0, 2, 3, 4],
    );
    const end = await play(game, [
      '[2]',
      '[1]',
      '[2]',
      '[2]',
      '[2]',
      '[4]',
      '[1]',
      '[1]',
      '[1]',
      '[4]',
      '[3]',
      '[4]',
    ]);
    assert.deepEqual(end.position.out, [1, 0, 3]);
    assert.match(end.log.at(-1)?.text ?? '', /The spy wins\./);
    assert.deepEqual(end.current.returns, [-0.25, -0.25, 1, -0.25, -0.25]);
  });

  test('lets nobody leave in a tie, and is the spy’s after the last vote', async () => {
    const game = dealt({ preset: 'party', players: 4, votes: 2 }, [2]);
    const tie = ['[2]', '[1]', '[1]', '[2]'];
    const env = await play(game, [...tie, ...tie]);
    assert.deepEqual([env.position.out, env.position.held, env.current.terminated], [[], 2, true]);
    assert.deepEqual(env.current.returns, [-1 / 3, -1 / 3, 1, -1 / 3]);
  });
});

describe('presets', () => {
  for (const [preset, seats, line] of [
    ['paper', 5, /5 players.*\n.*the spy none\.\n[^]*the civilians vote/],
    ['released', 12, /4 players.*8 judges.*\n.*another one that is close[^]*the judges vote/],
    ['party', 6, /6 players[^]*one round of clues before each vote[^]*at most 4 votes[^]*The civilians win/],
  ] as const) {
    test(`${preset} has its own numbers`, () => {
      const game = spyWords({ preset });
      assert.equal(game.seats, seats);
      assert.match(game.rules(-1), line);
    });
  }

  test('contradicting options are refused in one sentence', () => {
    for (const options of [
      { spies: 2 },
      { spy_sees: 'blank', told: false },
      { votes: 3 },
      { judges: 2 },
    ] as const)
      assert.throws(
        () => spyWords(options),
        (error) => error instanceof OptionError && /^spy_words: /.test(error.message),
      );
  });
});

describe("a user's own pairs", () => {
  test('are read from JSON Lines and from two columns', () => {
    const expected = [{ words: ['ice cream', 'cake'] }, { words: ['cat', 'dog'] }];
    for (const text of [
      '{"words": ["ice cream", "cake"], "category": "food"}\n\n["cat", "dog"]\n',
      'ice cream,cake\r\ncat , dog\r\n',
      '\ufeffcivilian,spy\n"ice cream","cake"\ncat,dog',
      'word 1\tword 2\nice cream\tcake\ncat\tdog\n',
    ])
      assert.deepEqual(readWordPairs(text), expected);
    assert.deepEqual(readWordPairs('"a ""b"", c",d'), [{ words: ['a "b", c', 'd'] }]);
  });

  for (const [text, line, why] of [
    ['cat,dog\ncat', 2, /has two words, not 1/],
    ['cat,dog,cow', 1, /has two words, not 3/],
    ['cat,dog\n\n{"words": ["cat"', 3, /no JSON/],
    ['{"word": ["cat", "dog"]}', 1, /holds no words/],
    ['["cat", 7]', 1, /holds no words/],
    ['cat,Cat', 1, /both words are "cat"/],
    ['cat, ', 1, /"" is no word/],
    ['cat,[dog]', 1, /brackets/],
    ['cat,"dog', 1, /double quote/],
    [`cat,${'x'.repeat(61)}`, 1, /61 characters/],
  ] as const) {
    test(`are refused with the number of the line: ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.throws(
        () => readWordPairs(text),
        (error) => error instanceof RecordError && error.path === `line ${line}` && why.test(error.message),
      );
    });
  }

  test('are refused where there are none, or one cannot be played with', () => {
    assert.throws(() => readWordPairs('\n'), RecordError);
    assert.throws(() => spyWordsOf({ id: 'mine', pairs: [] }), OptionError);
    assert.throws(
      () => spyWordsOf({ id: 'mine', pairs: [...PAIRS, { words: ['a\nb', 'c'] }] }),
      /mine: pair 2: /,
    );
  });
});
