import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AsyncEnv,
  GAME_AUTHOR,
  make,
  type NegotiationState,
  OptionError,
  simpleNegotiation,
  stream,
  loadLanguageGame,
} from '@parlor/envs';
import fc from 'fast-check';
import { checkLanguageGame } from '@parlor/envs/laws';

const amount = fc.integer({ min: -1, max: 12 });
const item = fc
  .tuple(amount, fc.constantFrom('Wood', 'gold', 'Ore'))
  .map(([count, name]) => `${count} ${name}`);
const side = fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => items.join(', '));
const offer = fc.tuple(side, side).map(([give, want]) => `[Offer: ${give} -> ${want}]`);
const message = fc
  .array(
    fc.oneof(offer, fc.constantFrom('[Accept]', '[Deny]', '\\boxed{[Accept]}', 'Well, well.', '[deny] ')),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(' '));
const PRESETS = ['none', 'spiral', 'textarena'] as const;

describe('simple negotiation keeps the laws of language games', () => {
  for (const spec of [
    'simple_negotiation',
    'simple_negotiation(preset=spiral,turns=6)',
    'simple_negotiation(preset=textarena,turns=6)',
    'simple_negotiation(resources=5,turns=4)',
  ]) {
    test(`as ${spec}, with replies of its own and others`, async () => {
      const game = loadLanguageGame(spec);
      assert.deepEqual((await checkLanguageGame(game, { runs: 12, seed: 1 })).violations, []);
      assert.deepEqual(
        (await checkLanguageGame(game, { runs: 12, seed: 1, replies: message })).violations,
        [],
      );
    });
  }
});

/** Plays replies from the start; what each is answered by: the reason of a rejection, or what is said to both. */
async function transcript(env: AsyncEnv, replies: readonly string[]): Promise<string[][]> {
  await env.reset({ seed: 1 });
  const answers: string[][] = [];
  for (const reply of replies) {
    const before = env.log.length;
    await env.step(reply);
    const rejected = env.decisions.at(-1)?.rejected;
    const told = env.log.slice(before).filter(({ audience }) => audience.length === 2);
    answers.push([
      ...(rejected === undefined ? [] : [`rejected: ${rejected}`]),
      ...told.map(({ author, text }) => (author === GAME_AUTHOR ? text : `${author + 1}: ${text}`)),
    ]);
  }
  return answers;
}

const environment = (options: Parameters<typeof simpleNegotiation>[0]): AsyncEnv<NegotiationState> =>
  new AsyncEnv<NegotiationState>(simpleNegotiation(options), { invalidMoves: { retries: 99 } });

describe('trades between the players that SPIRAL released', () => {
  /** Source: specification of published systems, section 12, item 4. */
  const rows: readonly (readonly [replies: string[], result: RegExp, returns: number[]])[] = [
    [
      ['[Offer: 1 Wood -> 1 Gold]', '[Accept]'],
      /player 1 has gained \+10, player 2 has gained \+10: a draw/,
      [0, 0],
    ],
    [
      ['[Offer: 1 Wood -> 2 Gold]', '[Accept]'],
      /gained \+25, player 2 has gained \+5: player 1 wins/,
      [1, -1],
    ],
    [['[Offer: 1 Wood -> 3 Gold]', '[Accept]'], /gained \+40, player 2 has gained 0: player 1 wins/, [1, -1]],
    [['[Offer: 2 Gold -> 1 Wood]', '[Accept]'], /gained -25, player 2 has gained -5: player 2 wins/, [-1, 1]],
    [['Good day.', 'And to you.'], /gained 0, player 2 has gained 0: a draw/, [0, 0]],
  ];
  for (const preset of ['none', 'spiral'] as const) {
    for (const [replies, result, returns] of rows) {
      test(`${preset}: ${replies.join(' ')}`, async () => {
        const env = environment({ preset, turns: 2 });
        const told = await transcript(env, replies);
        assert.equal(env.current.terminated, true);
        assert.match(told.at(-1)?.at(-1) ?? '', result);
        assert.deepEqual(env.current.returns, returns);
      });
    }
  }
});

const OFFER = '[Offer: 1 Wood -> 2 Gold]';
const OFFERED = `Player 1 offers: ${OFFER}`;
const TRADED = 'Player 2 accepts the offer, and the goods change hands.';

/** What is said, and what the documented rules, SPIRAL's and TextArena's make of it. */
const TRANSCRIPTS: readonly {
  readonly story: string;
  readonly replies: readonly string[];
  readonly none: readonly (readonly string[])[];
  readonly spiral: readonly (readonly string[])[];
  readonly textarena: readonly (readonly string[])[];
}[] = [
  {
    story: 'an acceptance and a new offer in one message, in this order',
    replies: [`Hello. ${OFFER}`, '[Accept] More? [Offer: 11 Wood -> 1 Gold]'],
    none: [
      ['1: Hello.', OFFERED],
      ['2: More?', TRADED, 'Player 2 offers: [Offer: 11 Wood -> 1 Gold]'],
    ],
    spiral: [
      ['1: Hello.', OFFERED],
      ['2: More?', TRADED, 'Player 2 offers: [Offer: 11 Wood -> 1 Gold]'],
    ],
    textarena: [
      ['1: Hello.', OFFERED],
      ['2: More?', TRADED, 'Player 2 offers: [Offer: 11 Wood -> 1 Gold]'],
    ],
  },
  {
    story: 'an acceptance where no offer is open',
    replies: ['[Accept] Fine!'],
    none: [['rejected: No open offer is yours to accept.']],
    spiral: [['1: Fine!', "No open offer is player 1's to accept: nothing happens."]],
    textarena: [['1: Fine!', "No open offer is player 1's to accept: nothing happens."]],
  },
  {
    story: 'an acceptance of what a denial has cleared',
    replies: [OFFER, '[Deny]', 'Why?', '[Accept]'],
    none: [
      [OFFERED],
      ['Player 2 denies the offer.'],
      ['1: Why?'],
      ['rejected: No open offer is yours to accept.'],
    ],
    spiral: [
      [OFFERED],
      ['Player 2 denies the offer.'],
      ['1: Why?'],
      ["No open offer is player 2's to accept: nothing happens."],
    ],
    textarena: [
      [OFFERED],
      ['Player 2 has not accepted the offer, which counts as a rejection; it stays open.'],
      ['1: Why?', 'Player 1 has not accepted the offer, which counts as a rejection; it stays open.'],
      [TRADED],
    ],
  },
  {
    story: 'plain words leave an offer open',
    replies: [OFFER, 'Let me think.', 'Take your time.', '[Accept]'],
    none: [[OFFERED], ['2: Let me think.'], ['1: Take your time.'], [TRADED]],
    spiral: [[OFFERED], ['2: Let me think.'], ['1: Take your time.'], [TRADED]],
    textarena: [
      [OFFERED],
      [
        '2: Let me think.',
        'Player 2 has not accepted the offer, which counts as a rejection; it stays open.',
      ],
      [
        '1: Take your time.',
        'Player 1 has not accepted the offer, which counts as a rejection; it stays open.',
      ],
      [TRADED],
    ],
  },
  {
    story: 'an acceptance of one’s own offer',
    replies: [OFFER, 'Hm.', '[Accept]'],
    none: [[OFFERED], ['2: Hm.'], ['rejected: You cannot accept your own offer.']],
    spiral: [[OFFERED], ['2: Hm.'], ['rejected: You cannot accept your own offer.']],
    textarena: [
      [OFFERED],
      ['2: Hm.', 'Player 2 has not accepted the offer, which counts as a rejection; it stays open.'],
      ['Player 1 accepts the offer, and the goods change hands.'],
    ],
  },
  {
    story: 'an offer that replaces its author’s last',
    replies: [OFFER, 'Hm.', '[Offer: 2 Wood -> 3 Gold]'],
    none: [[OFFERED], ['2: Hm.'], ['Player 1 replaces its offer by: [Offer: 2 Wood -> 3 Gold]']],
    spiral: [[OFFERED], ['2: Hm.'], ['Player 1 offers: [Offer: 2 Wood -> 3 Gold]']],
    textarena: [
      [OFFERED],
      ['2: Hm.', 'Player 2 has not accepted the offer, which counts as a rejection; it stays open.'],
      [
        'Player 1 has not accepted the offer, which counts as a rejection; it stays open.',
        'Player 1 offers: [Offer: 2 Wood -> 3 Gold]',
      ],
    ],
  },
  {
    story: 'an offer that answers an offer',
    replies: [OFFER, '[Offer: 1 Gold -> 1 Wood]'],
    none: [
      [OFFERED],
      ['Player 2 denies the open offer by making another.', 'Player 2 offers: [Offer: 1 Gold -> 1 Wood]'],
    ],
    spiral: [
      [OFFERED],
      ['Player 2 denies the open offer by making another.', 'Player 2 offers: [Offer: 1 Gold -> 1 Wood]'],
    ],
    textarena: [
      [OFFERED],
      [
        'Player 2 has not accepted the offer, which counts as a rejection; it stays open.',
        'Player 2 offers: [Offer: 1 Gold -> 1 Wood]',
      ],
    ],
  },
  {
    story: 'an acceptance by who does not hold what is asked for',
    replies: ['[Offer: 1 Wood -> 11 Gold]', '[Accept]'],
    none: [['Player 1 offers: [Offer: 1 Wood -> 11 Gold]'], ['rejected: You do not hold what is asked for.']],
    spiral: [
      ['Player 1 offers: [Offer: 1 Wood -> 11 Gold]'],
      ['rejected: You do not hold what is asked for.'],
    ],
    textarena: [
      ['Player 1 offers: [Offer: 1 Wood -> 11 Gold]'],
      ['rejected: You do not hold what is asked for.'],
    ],
  },
];

describe('what is said, what becomes of it, and what both are told', () => {
  for (const { story, replies, ...expected } of TRANSCRIPTS) {
    for (const preset of PRESETS) {
      test(`${preset}: ${story}`, async () => {
        const env = environment({ preset, resources: 2 });
        assert.deepEqual(await transcript(env, replies), expected[preset]);
      });
    }
  }
});

describe('an offer whose author no longer holds what it gives', () => {
  const start = simpleNegotiation().start(stream(1, 'chance')).state;
  const open = { by: 0, give: [1, 0], want: [0, 1] };
  const rows: readonly (readonly [
    (typeof PRESETS)[number],
    goods: number[][],
    what: 'cancelled' | 'rejected',
  ])[] = [
    ['none', [[0, 10], [20, 10]], 'cancelled'], // prettier-ignore
    ['spiral', [[0, 10], [20, 10]], 'cancelled'], // prettier-ignore
    ['textarena', [[0, 10], [20, 10]], 'cancelled'], // prettier-ignore
    ['none', [[0, 20], [20, 0]], 'cancelled'], // prettier-ignore
    ['spiral', [[0, 20], [20, 0]], 'cancelled'], // prettier-ignore
    ['textarena', [[0, 20], [20, 0]], 'rejected'], // prettier-ignore
  ];
  for (const [preset, goods, what] of rows) {
    test(`${preset}: held ${JSON.stringify(goods)}, ${what}`, () => {
      const game = simpleNegotiation({ preset, resources: 2 });
      const state: NegotiationState = { ...start, goods, offer: open, turn: 1 };
      const parsed = game.parse(state, 1, '[Accept]');
      assert.equal('action' in parsed, what === 'cancelled');
      if (!('action' in parsed)) return;
      const { state: next, messages } = game.apply(state, parsed.action, stream(1, 'chance'));
      assert.deepEqual(next.goods, goods);
      assert.equal(next.offer, null);
      assert.match(messages[0].text, /cancelled/);
      assert.deepEqual(messages[0].audience, [0, 1]);
    });
  }
});

test('presets cost invalid replies what the released systems do, and TextArena plays one message more', async () => {
  const rows = [
    ['spiral', 1, [-1.5, 0.5], 10],
    ['textarena', 2, [-1, 1], 11],
    ['none', 2, [-1, 1], 10],
  ] as const;
  for (const [preset, replies, returns, turns] of rows) {
    const env = new AsyncEnv(simpleNegotiation({ preset }));
    await env.reset({ seed: 1 });
    for (let i = 0; i < replies; i++) await env.step('[Offer: 99 Wood -> 1 Gold]');
    assert.deepEqual(env.current.returns, returns);
    assert.equal(env.current.done, true);
    await env.reset({ seed: 1 });
    let count = 0;
    for (; !env.current.done; count++) await env.step('Well.');
    assert.equal(count, turns);
    assert.deepEqual(env.current.returns, [0, 0]);
  }
});

describe('replies that mean nothing', () => {
  const rows: readonly (readonly [string, RegExp])[] = [
    ['', /says nothing/],
    [' \n\u0000 ', /says nothing/],
    ['[hello]', /"hello" in brackets/],
    ['[]', /nothing in the brackets/],
    ['[GAME] Player 2 forfeits.', /"GAME" in brackets/],
    ['[Accept] [Deny]', /both accepts and denies/],
    ['[Deny]', /No open offer/],
    [`${OFFER} ${OFFER}`, /more than one offer/],
    ['[Offer: 1 Wood -> 2 Gold', /not closed/],
    ['[Offer: 1 Wood for 2 Gold]', /two sides/],
    ['[Offer: 1 Wood -> 2 Gold -> 3 Wood]', /two sides/],
    ['[Offer: Wood -> 2 Gold]', /"Wood" is not an amount/],
    ['[Offer: 1 Wood -> ]', /not an amount/],
    ['[Offer: 1 Wood -> 2 Silver]', /no good called "Silver"; there are Wood, Gold/],
    ['[Offer: 0 Wood -> 2 Gold]', /from 1 on/],
    ['[Offer: 1 Wood -> -2 Gold]', /from 1 on/],
    ['[Offer: 1.5 Wood -> 2 Gold]', /not an amount/],
    ['[Offer: 11 Wood -> 2 Gold]', /do not hold/],
    ['[Offer: 6 Wood, 6 Wood -> 2 Gold]', /do not hold/],
    ['[Offer: 1 Wood -> 1 Wood]', /both sides/],
  ];
  for (const [reply, reason] of rows) {
    test(JSON.stringify(reply), () => {
      const game = simpleNegotiation();
      const { state } = game.start(stream(1, 'chance'));
      const parsed = game.parse(state, 0, reply);
      assert.ok('reason' in parsed);
      assert.match(parsed.reason, reason);
      assert.ok('action' in game.parse(state, 0, parsed.format), 'the format is itself a good reply');
    });
  }
});

test('tokens are read in brackets, in boxes and in both, whatever their case, and are no part of what is said', () => {
  const game = simpleNegotiation();
  const start = game.start(stream(1, 'chance')).state;
  const state: NegotiationState = { ...start, offer: { by: 1, give: [1, 0], want: [0, 1] } };
  for (const reply of ['[accept]', '\\boxed{Accept}', '\\boxed{[ACCEPT]}', '\\boxed{\\text{[Accept]}}']) {
    const parsed = game.parse(state, 0, `So  be\u200bit. ${reply}`);
    assert.ok('action' in parsed, reply);
    assert.deepEqual(parsed.action, { words: 'So be it.', answer: 'accept', offer: null });
  }
  const parsed = game.parse(state, 0, '[deny] [offer: 2 wood AND 1 Gold → 1 GOLD]');
  assert.ok('reason' in parsed && /Gold is on both sides/.test(parsed.reason));
});

test('goods are conserved and never negative, and what a random player says is always accepted', async () => {
  for (const options of [
    ...PRESETS.map((preset) => ({ preset })),
    { resources: 5 },
    { resources: 3, stocks: 'fixed', stock: 1 } as const,
  ]) {
    const env = new AsyncEnv<NegotiationState>(simpleNegotiation(options));
    let trades = 0;
    for (let episode = 0; episode < 60; episode++) {
      const random = stream(1, 'test', { episode });
      await env.reset({ seed: 1, episode });
      const total = sums(env.position.goods);
      while (!env.current.done) {
        const before = env.position;
        const reply = env.sample(random);
        assert.ok(reply !== undefined);
        await env.step(reply);
        assert.equal(env.decisions.at(-1)?.rejected, undefined, reply);
        assert.deepEqual(sums(env.position.goods), total);
        assert.ok(env.position.goods.flat().every((held) => held >= 0));
        if (env.position.goods !== before.goods) trades++;
      }
      assert.equal(env.current.info.forfeit, undefined);
    }
    assert.ok(trades > 20, `${trades} trades`);
  }
});

function sums(goods: NegotiationState['goods']): number[] {
  return goods[0].map((held, good) => held + goods[1][good]);
}

test('a seat is told its own goods and values, and nothing of the other’s before the end', () => {
  const game = simpleNegotiation({ resources: 5 });
  const { state, messages } = game.start(stream(3, 'chance'));
  const told = (seat: number): string =>
    messages.flatMap(({ audience, text }) => (audience.includes(seat) ? [text] : [])).join(' ');
  for (const seat of [0, 1]) {
    assert.match(told(seat), new RegExp(`You hold ${state.stocks[seat][0]} Wheat, .*Your values: Wheat `));
    assert.match(told(seat), new RegExp(`Ore ${state.values[seat][4]}\\.( Your turn: message 1 of 10\\.)?$`));
  }
  const hidden = game.hidden?.(state) ?? [];
  assert.equal(hidden.length, 30);
  for (const { path, knownTo } of hidden) assert.deepEqual(knownTo, [path[1]]);
  for (const { audience } of messages) assert.equal(audience.length, 1);
});

test('whoever is to speak is told how many messages are left, and what the open offer is worth to it', async () => {
  const env = new AsyncEnv(simpleNegotiation());
  const last = (seat: number): string => env.messages(seat).at(-1)?.text ?? '';
  await env.reset({ seed: 1 });
  assert.equal(last(0), 'Your turn: message 1 of 10.');
  await env.step('[Offer: 1 Wood -> 2 Gold]');
  // 1 Wood is worth 15 to the second player, 2 Gold 10.
  assert.equal(
    last(1),
    'Your turn: message 2 of 10. Open offer: you get 1 Wood for 2 Gold, worth +5 to you.',
  );
  await env.step('Hm.');
  assert.equal(last(0), 'Your turn: message 3 of 10. Your own offer is still open.');
});

test('stocks and values of five goods are drawn as TextArena draws them', () => {
  const game = simpleNegotiation({ resources: 5 });
  const ranges = [[5, 6], [8, 12], [12, 18], [20, 30], [32, 40]]; // prettier-ignore
  const stocks = new Set<number>();
  const values = ranges.map(() => new Set<number>());
  for (let episode = 0; episode < 300; episode++) {
    const { state } = game.start(stream(1, 'chance', { episode }));
    for (const stock of state.stocks.flat()) stocks.add(stock);
    for (const own of state.values) for (const [good, value] of own.entries()) values[good].add(value);
  }
  assert.deepEqual([Math.min(...stocks), Math.max(...stocks), stocks.size], [5, 25, 21]);
  for (const [good, [low, high]] of ranges.entries()) {
    const drawn = values[good];
    assert.deepEqual([Math.min(...drawn), Math.max(...drawn), drawn.size], [low, high, high - low + 1]);
  }
});

test('options are checked, and default to what was published', () => {
  assert.equal(
    make('simple_negotiation').game.spec,
    'simple_negotiation(preset=none,resources=2,turns=10,stocks=fixed,stock=10,values=fixed)',
  );
  assert.equal(
    make('simple_negotiation(preset=textarena)').game.spec,
    'simple_negotiation(preset=textarena,resources=5,turns=10,stocks=random,stock=10,values=random)',
  );
  assert.throws(() => simpleNegotiation({ resources: 6 }), OptionError);
  assert.throws(() => simpleNegotiation({ turns: 0 }), OptionError);
});
