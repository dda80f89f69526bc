import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Game, goofspiel, loadGame, OptionError, type State, stream, TERMINAL } from '@parlor/envs';
import { type Options, Table } from './goofspiel-table.ts';
import { choices, perft } from './perft.ts';

function play(game: Game, history: readonly number[]): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) {
    assert.ok(choices(game, state).includes(action), `${action} is possible`);
    game.apply(state, action);
  }
  return state;
}

function returnsOf(game: Game, state: State): number[] {
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return Array.from(out);
}

/**
 * By hand: with k cards left everybody bids one of k, and one of k prizes is turned up; the last cards ask nobody. For
 * three cards and descending prizes that is 1, 3, 9, 18, 36: the 31 decisions and 36 ends of the reference table.
 */
function counted(players: number, cards: number, drawn: boolean): number[] {
  const counts = [1];
  for (let left = cards; left > 1; left--) {
    for (let step = drawn ? -1 : 0; step < players; step++) counts.push(counts[counts.length - 1] * left);
  }
  return counts;
}

describe('goofspiel has exactly its histories', () => {
  for (const [spec, counts] of [
    ['goofspiel(cards=3,prizes=descending,information=imperfect,turns=turn-based)', counted(2, 3, false)],
    ['goofspiel(cards=4,prizes=ascending,ties=carry)', counted(2, 4, false)],
    ['goofspiel(cards=3)', counted(2, 3, true)],
    ['goofspiel(cards=3,players=3,information=imperfect)', counted(3, 3, true)],
    ['goofspiel(cards=2,players=4)', counted(4, 2, true)],
  ] as const) {
    test(spec, () => assert.deepEqual(perft(loadGame(spec)), counts));
  }
});

/** Games told by prizes, where chance draws them, and bids (all by value, not number), and what everybody gets. */
const GAMES: readonly (readonly [
  string,
  spec: string,
  history: readonly number[],
  returns: readonly number[],
])[] = [
  ['3 and 1 beat 2', 'goofspiel(cards=3,prizes=descending)', [2, 1, 1, 3], [1, -1]],
  ['equal bids all along draw', 'goofspiel(cards=3,prizes=descending)', [2, 2, 3, 3], [0, 0]],
  ['the last cards decide', 'goofspiel(cards=3,prizes=ascending)', [1, 2, 3, 1], [-1, 1]],
  ['what is tied is lost', 'goofspiel(cards=3,prizes=descending,result=points)', [3, 3, 2, 1], [2, 1]],
  ['or carried over', 'goofspiel(cards=3,prizes=descending,result=points,ties=carry)', [3, 3, 2, 1], [5, 1]],
  [
    'and lost after the last',
    'goofspiel(cards=2,prizes=descending,result=points,ties=carry)',
    [1, 1],
    [0, 0],
  ],
  ['the lead, of two', 'goofspiel(cards=3,prizes=descending,result=difference)', [3, 3, 2, 1], [1, -1]],
  ['drawn prizes', 'goofspiel(cards=3,result=points)', [2, 1, 3, 3, 3, 1], [3, 2]],
  [
    'three: the loser pays',
    'goofspiel(cards=3,players=3,prizes=descending)',
    [1, 1, 3, 2, 3, 2],
    [-1, -1, 2],
  ],
  [
    'three: two share what the third pays',
    'goofspiel(cards=3,players=3,prizes=descending)',
    [3, 2, 1, 1, 3, 3], // 3 for the first; 2 lost; then 2, 1, 2 for 1, which is lost
    [2, -1, -1],
  ],
  [
    'three: two with 3 points each share',
    'goofspiel(cards=3,players=3,prizes=descending,ties=carry)',
    [3, 1, 2, 2, 3, 3], // 3 for the first; 2 tied; 1, 2, 1 for 3 in all
    [0.5, 0.5, -1],
  ],
  [
    'three: the lead over the mean of the others',
    'goofspiel(cards=3,players=3,prizes=descending,ties=carry,result=difference)',
    [3, 1, 2, 2, 3, 3],
    [1.5, 1.5, -3],
  ],
];

describe('games of goofspiel told move by move', () => {
  for (const [name, spec, history, returns] of GAMES) {
    test(`${spec}: ${name}`, () => {
      const game = loadGame(spec);
      const state = play(
        game,
        history.map((value) => value - 1),
      );
      assert.equal(game.mover(state), TERMINAL);
      assert.deepEqual(returnsOf(game, state), returns);
    });
  }
});

const tables: fc.Arbitrary<Options> = fc.record({
  players: fc.integer({ min: 2, max: 4 }),
  cards: fc.integer({ min: 2, max: 13 }),
  prizes: fc.constantFrom('random', 'descending', 'ascending'),
  information: fc.constantFrom('perfect', 'imperfect'),
  ties: fc.constantFrom('discard', 'carry'),
  result: fc.constantFrom('winner', 'points', 'difference'),
});
/** Two players, hidden bids, descending prizes. */
const ORDINARY: Options = {
  players: 2,
  cards: 3,
  prizes: 'descending',
  information: 'imperfect',
  ties: 'discard',
  result: 'winner',
};
const picks = fc.infiniteStream(fc.nat());

function closeTo(actual: readonly number[], expected: readonly number[]): void {
  for (const [seat, value] of expected.entries())
    assert.ok(Math.abs(actual[seat] - value) < 1e-12, `${actual.join()} is ${expected.join()}`);
}

test('goofspiel agrees with its rules over lists of bids, at every table', () => {
  fc.assert(
    fc.property(tables, picks, (options, numbers) => {
      const game = goofspiel(options);
      const slow = new Table(options);
      const state = play(game, []);
      for (;;) {
        assert.equal(game.mover(state), slow.mover());
        const possible = choices(game, state);
        assert.deepEqual(
          possible.map((action) => action + 1),
          slow.possible(),
        );
        closeTo(returnsOf(game, state), slow.returns());
        if (possible.length === 0) return;
        const action = possible[numbers.next().value % possible.length];
        game.apply(state, action);
        slow.apply(action + 1);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

/** Visits every history with the tokens of every seat so far. */
function visit(
  game: Game,
  at: (history: readonly number[], state: State, tokens: readonly string[]) => void,
): void {
  const walk = (state: State, history: readonly number[], tokens: readonly string[]): void => {
    at(history, state, tokens);
    for (const action of choices(game, state)) {
      const seen = tokens.map((so, seat) => {
        const token = game.witness(state, action, seat);
        return token === 0 ? so : `${so} ${token}`;
      });
      const next = state.slice();
      game.apply(next, action);
      walk(next, [...history, action], seen);
    }
  };
  walk(
    play(game, []),
    [],
    Array.from({ length: game.seats }, () => ''),
  );
}

describe('what a seat witnesses is what is told at a table', () => {
  const small: readonly Partial<Options>[] = [
    { cards: 3 },
    { cards: 3, information: 'imperfect' },
    { cards: 4, prizes: 'descending', information: 'imperfect' },
    { cards: 3, players: 3, prizes: 'ascending', information: 'imperfect' },
    { cards: 3, players: 3, prizes: 'ascending' },
  ];
  for (const given of small) {
    const options: Options = {
      players: 2,
      cards: 3,
      prizes: 'random',
      information: 'perfect',
      ties: 'discard',
      result: 'winner',
      ...given,
    };
    const game = goofspiel(options);
    test(game.spec, () => {
      const told = new Map<string, string>();
      const meant = new Map<string, string>();
      visit(game, (history, _state, tokens) => {
        const slow = new Table(options);
        for (const action of history) slow.apply(action + 1);
        for (const [seat, sequence] of tokens.entries()) {
          const [token, words] = [`${seat}:${sequence}`, `${seat}:${slow.seen[seat]}`];
          assert.equal(told.get(token) ?? words, words, 'equal tokens are equal words');
          assert.equal(meant.get(words) ?? token, token, 'equal words are equal tokens');
          told.set(token, words);
          meant.set(words, token);
        }
      });
    });
  }
});

test('simultaneous and turn-based play differ in who counts as choosing, and in nothing else', () => {
  const [together, byTurns] = (['simultaneous', 'turn-based'] as const).map((turns) =>
    goofspiel({ cards: 3, players: 3, information: 'imperfect', turns }),
  );
  const told = (game: Game): string[] => {
    const found: string[] = [];
    visit(game, (history, state, tokens) => {
      found.push([history.join(), state.join(), tokens.join('|'), returnsOf(game, state).join()].join(' / '));
    });
    return found;
  };
  assert.deepEqual(told(together), told(byTurns));
  assert.equal(byTurns.choosing, undefined);
  const seats = new Int32Array(3);
  assert.equal(together.choosing?.(play(together, [0, 2]), seats), 2);
  assert.deepEqual(Array.from(seats.subarray(0, 2)), [1, 2]);
});

describe('the payoff range is reached at both ends', () => {
  const results = ['winner', 'points', 'difference'] as const;
  const sizes = [
    [2, 2],
    [2, 4],
    [3, 3],
    [4, 2],
  ] as const;
  for (const [players, cards] of sizes) {
    test(`${players} players, ${cards} cards`, () => {
      for (const ties of ['discard', 'carry'] as const) {
        for (const result of results) {
          const game = goofspiel({ players, cards, ties, result, prizes: 'descending' });
          const values: number[] = [];
          visit(game, (_history, state) => {
            if (game.mover(state) === TERMINAL) values.push(...returnsOf(game, state));
          });
          closeTo(game.payoffRange, [Math.min(...values), Math.max(...values)]);
        }
      }
    });
  }
});

describe('hidden bids are resampled', () => {
  test('to others that lead to the same winners, with all thirteen cards', () => {
    const game = goofspiel({ information: 'imperfect', prizes: 'descending' });
    const options: Options = { ...ORDINARY, cards: 13 };
    fc.assert(
      fc.property(
        picks,
        fc.integer({ min: 0, max: 24 }),
        fc.nat({ max: 999 }),
        (numbers, length, episode) => {
          const state = play(game, []);
          const [slow, again] = [new Table(options), new Table(options)];
          const history: number[] = [];
          while (history.length < length) {
            const possible = choices(game, state);
            history.push(possible[numbers.next().value % possible.length]);
            game.apply(state, history[history.length - 1]);
            slow.apply(history[history.length - 1] + 1);
          }
          const out = new Int32Array(game.stateSize);
          game.resample?.(state, 0, stream(1, 'test', { episode }), out);
          // The state's own log says what the other has bid; played from the start, it must be this state.
          const bids = bidsOf(out);
          const told = history.map((action, turn) => (turn % 2 === 0 ? action : bids[turn >> 1] - 1));
          assert.deepEqual(play(game, told), out);
          for (const action of told) again.apply(action + 1);
          assert.equal(again.seen[0], slow.seen[0]);
          assert.deepEqual(again.points(), slow.points());
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  for (const [players, cards, rounds, episode] of [
    [2, 6, 4, 120],
    [2, 5, 5, 5],
    [3, 4, 4, 4],
  ] as const) {
    test(`as often as each is likely: ${players} players, ${rounds} of ${cards} rounds`, () => {
      const options = { ...ORDINARY, players, cards } as const;
      const game = goofspiel(options);
      const random = stream(1, 'test', { episode });
      const decisions = Math.min(rounds, cards - 1) * players;
      const state = play(game, []);
      const history: number[] = [];
      while (history.length < decisions) {
        const possible = choices(game, state);
        history.push(possible[random.below(possible.length)]);
        game.apply(state, history[history.length - 1]);
      }
      // Every history in which the first seat bids the same and sees the same is as likely as any other.
      const expected = new Set<string>();
      const seen = seenOf(options, history);
      const search = (before: readonly number[], at: State): void => {
        if (before.length === decisions) {
          if (seenOf(options, before) === seen) expected.add(at.join());
          return;
        }
        const turn = before.length;
        for (const action of turn % players === 0 ? [history[turn]] : choices(game, at)) {
          const next = at.slice();
          game.apply(next, action);
          search([...before, action], next);
        }
      };
      search([], play(game, []));
      assert.ok(expected.size > 5, `${expected.size} histories look the same`);
      const draws = 400 * expected.size;
      const counts = new Map<string, number>();
      const out = new Int32Array(game.stateSize);
      for (let draw = 0; draw < draws; draw++) {
        game.resample?.(state, 0, random, out);
        counts.set(out.join(), (counts.get(out.join()) ?? 0) + 1);
      }
      assert.deepEqual([...counts.keys()].sort(), [...expected].sort());
      for (const count of counts.values())
        assert.ok(Math.abs(count - 400) < 6 * Math.sqrt(400), `${count} of 400`);
    });
  }

  test('where that is practical: not with three or more players and many cards', () => {
    assert.equal(goofspiel({ players: 3, information: 'imperfect' }).resample, undefined);
    assert.notEqual(goofspiel({ players: 3, cards: 8, information: 'imperfect' }).resample, undefined);
    assert.notEqual(goofspiel({ players: 4 }).resample, undefined);
  });
});

/** What the first seat has seen of a game without chance. */
function seenOf(options: Options, history: readonly number[]): string {
  const table = new Table(options);
  for (const action of history) table.apply(action + 1);
  return table.seen[0];
}

/** Bids of the second of two seats, with thirteen cards: the state ends with all bids, by round and seat. */
function bidsOf(state: State): number[] {
  return Array.from(state.subarray(-26)).filter((_, at) => at % 2 === 1);
}

describe('goofspiel in words', () => {
  test('cards are read, and a card that is gone is refused', () => {
    const game = goofspiel({ cards: 4, prizes: 'descending' });
    const state = play(game, [2, 0]);
    for (const reply of ['4', '[4]', 'Bid 4', 'I play [bid 4].', 'my card is 4'])
      assert.equal(game.text.parse(state, reply), 3, reply);
    const gone = game.text.parse(state, '[3]');
    assert.deepEqual(gone, {
      reason: 'Your card 3 is gone.',
      format: 'Answer with one of your cards: [1] [2] [4].',
    });
    for (const reply of ['9', '[bid 9]']) {
      const none = game.text.parse(state, reply);
      assert.equal(typeof none === 'object' && none.reason, 'There is no card 9: cards are 1 to 4.');
    }
  });

  test('the table shows what everybody may see', () => {
    const history = [1, 2, 3]; // 4: 2 against 3; 3: 4 is bid first
    const open = goofspiel({ cards: 4, prizes: 'descending' });
    const view = open.text.view(play(open, history), 1);
    assert.match(view, /player 1 {2}1 · 3 4 {2}0 points\n {2}player 2 {2}1 2 · 4 {2}4 points {2}\(you\)/);
    assert.match(
      view,
      /1 {6}4 {9}2 {4}3 {2}you\nRound 2 of 4\. The prize: 3\.\nYour bid: \[1\] \[2\] \[4\]\./,
    );
    const closed = goofspiel({ cards: 4, prizes: 'descending', information: 'imperfect' });
    const hidden = closed.text.view(play(closed, history), 1);
    assert.match(hidden, /player 1 {2}3 cards {2}0 points/);
    assert.match(hidden, /1 {6}4 {9}\? {4}3 {2}you/);
  });

  test('what is carried over is told', () => {
    const game = goofspiel({ cards: 3, ties: 'carry', information: 'imperfect' });
    const tied = play(game, [1, 0, 0]);
    assert.match(
      game.text.event(play(game, [1, 0]), 0, 0) ?? '',
      /^Nobody bid highest alone: 2 is carried over\.$/,
    );
    assert.match(game.text.view(tied, 0), /about to be turned up\. 2 is carried over\./);
    assert.equal(game.text.event(tied, 2, 0), 'The prize is 3, and 2 carried over: 5 in all.');
    game.apply(tied, 2);
    game.apply(tied, 2);
    assert.equal(game.text.event(tied, 1, 1), 'You bid 2. Player 1 wins 5. The last prize is 1. You win 1.');
  });
});

test('options out of range are refused', () => {
  for (const wrong of ['cards=14', 'cards=1', 'players=5', 'prizes=up', 'turns=at-once'])
    assert.throws(() => loadGame(`goofspiel(${wrong})`), OptionError);
});
