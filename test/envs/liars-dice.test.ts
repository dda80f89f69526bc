import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CHANCE, type Game, liarsDice, loadGame, OptionError, type State, TERMINAL } from '@parlor/envs';
import { NaiveLiarsDice } from '../../scripts/bench/naive/liars-dice.ts';
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
 * By hand: each of the sides^dice rolls is followed by every set of bids, in rising order; b bids end in one more
 * action where there is a bid. So m actions after the roll are m bids, or m − 1 and a call. For one die of six sides
 * that adds up to the 7 + 147 456 + 147 420 of the reference table.
 */
function counted(players: number, dice: number, sides: number): number[] {
  const total = players * dice;
  const bids = total * sides;
  const choose = (n: number, k: number): number => {
    let value = 1;
    for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
    return k > n ? 0 : value;
  };
  const rolling = Array.from({ length: total }, (_, die) => sides ** die);
  const bidding = Array.from(
    { length: bids + 2 },
    (_, made) => sides ** total * (choose(bids, made) + (made < 2 ? 0 : choose(bids, made - 1))),
  );
  return [...rolling, ...bidding];
}

describe("liar's dice has exactly its histories", () => {
  for (const [players, dice, sides] of [
    [2, 1, 2],
    [2, 1, 6],
    [2, 2, 2],
    [3, 1, 2],
  ] as const) {
    test(`${players} players, dice of each ${dice}, sides ${sides}`, () => {
      const game = liarsDice({ players, dice, sides });
      assert.deepEqual(perft(game), counted(players, dice, sides));
    });
  }
});

const LIAR = 12;
/** Rounds told by their rolls, bids and the call, and what everybody gets. */
const ROUNDS: readonly (readonly [
  string,
  spec: string,
  history: readonly number[],
  returns: readonly number[],
])[] = [
  ['a bid that holds costs the caller', 'liars_dice', [4, 0, 4, LIAR], [1, -1]],
  ['a lie costs the bidder', 'liars_dice', [4, 0, 1, LIAR], [-1, 1]],
  ['sixes count as fives', 'liars_dice', [4, 5, 10, LIAR], [1, -1]],
  ['sixes count as fives only where they are wild', 'liars_dice(wild=false)', [4, 5, 10, LIAR], [-1, 1]],
  ['fives do not count as sixes', 'liars_dice', [4, 5, 11, LIAR], [-1, 1]],
  ['two sixes are two, not four', 'liars_dice', [5, 5, 11, LIAR], [1, -1]],
  ['more than was bid holds as well', 'liars_dice', [2, 2, 2, LIAR], [1, -1]],
  ['the second seat may have bid last', 'liars_dice', [0, 0, 0, 7, LIAR], [1, -1]],
  ['every bid can be made in turn', 'liars_dice(sides=2)', [1, 1, 0, 1, 2, 3, 4], [-1, 1]],
  ['three: the bidder before the caller pays both', 'liars_dice(players=3)', [0, 0, 0, 1, 18], [-2, 1, 1]],
  [
    'three: the last seat is called by the first',
    'liars_dice(players=3)',
    [0, 1, 2, 0, 1, 2, 18],
    [-2, 1, 1],
  ],
  ['three: the caller alone pays', 'liars_dice(players=3)', [0, 0, 0, 0, 6, 18], [1, 1, -2]],
  ['dice of all cups count', 'liars_dice(dice=2,sides=3)', [0, 1, 1, 2, 7, 12], [1, -1]],
];

describe("rounds of liar's dice told move by move", () => {
  for (const [name, spec, history, returns] of ROUNDS) {
    test(`${spec}: ${name}`, () => {
      const game = loadGame(spec);
      const state = play(game, history);
      assert.equal(game.mover(state), TERMINAL);
      assert.deepEqual(returnsOf(game, state), returns);
    });
  }
});

interface TableOptions {
  readonly players: number;
  readonly dice: number;
  readonly sides: number;
  readonly wild: boolean;
}

/** The rules written again over lists of dice, as they are told at a table. */
class Table {
  private readonly options: TableOptions;
  private readonly cups: number[][];
  private readonly bids: { count: number; face: number; bidder: number }[] = [];
  private rolled = 0;
  private turn = 0;
  private loser = -1;

  constructor(options: TableOptions) {
    this.options = options;
    this.cups = Array.from({ length: options.players }, () => []);
  }

  mover(): number {
    if (this.rolled < this.options.players * this.options.dice) return CHANCE;
    return this.loser >= 0 ? TERMINAL : this.turn % this.options.players;
  }

  possible(): number[] {
    if (this.mover() === TERMINAL) return [];
    if (this.mover() === CHANCE) return Array.from({ length: this.options.sides }, (_, face) => face);
    const last = this.bids.at(-1);
    const found: number[] = [];
    for (let count = 1; count <= this.options.players * this.options.dice; count++) {
      for (let face = 1; face <= this.options.sides; face++) {
        if (!last || count > last.count || (count === last.count && face > last.face))
          found.push((count - 1) * this.options.sides + face - 1);
      }
    }
    return last ? [...found, this.options.players * this.options.dice * this.options.sides] : found;
  }

  apply(action: number): void {
    const mover = this.mover();
    if (mover === CHANCE) {
      this.cups.find((cup) => cup.length < this.options.dice)?.push(action + 1);
      this.rolled++;
    } else if (action === this.options.players * this.options.dice * this.options.sides) {
      const { count, face, bidder } = this.bids.at(-1) ?? assert.fail('nothing was bid');
      const counting = this.cups
        .flat()
        .filter((die) => die === face || (this.options.wild && die === this.options.sides)).length;
      this.loser = counting >= count ? mover : bidder;
    } else {
      const face = (action % this.options.sides) + 1;
      this.bids.push({ count: (action + 1 - face) / this.options.sides + 1, face, bidder: mover });
      this.turn++;
    }
  }

  returns(): number[] {
    return this.cups.map((_, seat) =>
      this.loser < 0 ? 0 : seat === this.loser ? 1 - this.options.players : 1,
    );
  }
}

const tables = fc.record({
  players: fc.integer({ min: 2, max: 6 }),
  dice: fc.integer({ min: 1, max: 5 }),
  sides: fc.integer({ min: 2, max: 8 }),
  wild: fc.boolean(),
});
/** Which of the possible actions are taken, as parts of their number; the first ones more often, so that it goes on. */
const picks = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }).map((part) => part ** 3));

test("liar's dice agrees with its rules over lists of dice, at every table", () => {
  fc.assert(
    fc.property(tables, picks, (options, parts) => {
      const game = liarsDice(options);
      const slow = new Table(options);
      const state = play(game, []);
      for (;;) {
        assert.equal(game.mover(state), slow.mover());
        const possible = choices(game, state);
        assert.deepEqual(possible, slow.possible());
        assert.deepEqual(returnsOf(game, state), slow.returns());
        if (possible.length === 0) return;
        const action = possible[Math.floor(parts.next().value * possible.length)] ?? 0;
        game.apply(state, action);
        slow.apply(action);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('the naive version of the benchmark plays the same game', () => {
  fc.assert(
    fc.property(picks, (parts) => {
      const game = liarsDice();
      const naive = new NaiveLiarsDice();
      const state = play(game, []);
      for (;;) {
        assert.equal(game.mover(state), naive.currentPlayer());
        assert.deepEqual(returnsOf(game, state), naive.returns());
        for (let seat = 0; seat < 2; seat++) {
          if (game.mover(state) === CHANCE) break; // it shows a die before all are rolled
          const seen = new Float32Array(game.observationSize);
          game.observe(state, seat, seen);
          assert.deepEqual(Array.from(seen), naive.observation(seat));
        }
        const possible = choices(game, state);
        if (possible.length === 0) return;
        if (game.mover(state) !== CHANCE) assert.deepEqual(possible, naive.legalActions());
        const action = possible[Math.floor(parts.next().value * possible.length)] ?? 0;
        game.apply(state, action);
        naive.applyAction(action);
      }
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('the order in which dice were rolled is forgotten: what is the same cup is the same state', () => {
  const game = liarsDice({ dice: 3 });
  const rolls = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(rolls, rolls, (first, second) => {
      const sorted = (dice: number[]): number[] => dice.toSorted((a, b) => a - b);
      const state = play(game, [...first, ...second]);
      assert.deepEqual(state, play(game, [...sorted(first), ...sorted(second)]));
      // And the last die tells the cup: equal cups, and no others, are the same token.
      const token = (dice: number[]): number => game.witness(play(game, dice.slice(0, 2)), dice[2], 0);
      assert.equal(token(first), token(sorted(first)));
      assert.equal(token(first) === token(second), sorted(first).join() === sorted(second).join());
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('a token for everybody’s dice stays a safe integer at the largest table', () => {
  const game = liarsDice({ players: 6, dice: 5, sides: 8 });
  const state = play(game, Array<number>(30).fill(7)); // eights have the highest numbers
  game.apply(state, 0);
  for (let seat = 0; seat < 6; seat++) assert.ok(Number.isSafeInteger(game.witness(state, 240, seat)));
});

describe("liar's dice in words", () => {
  const game = liarsDice({ dice: 2 });
  const start = play(game, [4, 1, 0, 5]);
  const after = play(game, [4, 1, 0, 5, 9]); // 2 fours … 4 sixes are 9 … 23

  test('a bid is read however it is written', () => {
    const rows: readonly (readonly [reply: string, bid: number])[] = [
      ['2 fives', 10],
      ['I say [2 fives].', 10],
      ['2x5', 10],
      ['[2 × 5]', 10],
      ['2x5, that is, 2 fives', 10],
      ['2 five', 10],
      ['1 sixes', 5],
      ['1 SIX', 5],
      ['2 5', 10],
      ['[bid 2 5]', 10],
      ['I bid 2, 5.', 10],
      ['two fives', 10],
      ['\\boxed{4*6}', 23],
    ];
    for (const [reply, bid] of rows) assert.equal(game.text.parse(start, reply), bid, reply);
  });

  test('what cannot be bid is refused with the reason', () => {
    const rows: readonly (readonly [State, reply: string, reason: RegExp, format: RegExp])[] = [
      [start, 'liar', /no bid yet/, /such as \[1 one\] or \[2 ones\]/],
      [after, '2x3', /2 threes is not higher than the last bid, 2 fours/, /higher than 2 fours.*\[2 fives\]/],
      [after, '[5 ones]', /There are 4 dice in all/, /or with \[liar\]/],
      [after, '0 fives', /^A bid is of at least one die\.$/, /\[liar\]/],
      [start, '[0x5]', /at least one die/, /\[1 one\]/],
      [after, '2x7', /The dice have 6 sides/, /\[liar\]/],
      [after, 'bid 9 6', /There are 4 dice in all/, /\[liar\]/],
      [after, 'what?', /names no action/, /\[liar\]/],
      [after, '2 fives or 2 sixes', /more than one/, /\[liar\]/],
      [play(game, [4, 1, 0, 5, 23]), '[4 sixes]', /not higher/, /No bid is higher than 4 sixes/],
    ];
    for (const [state, reply, reason, format] of rows) {
      const failure = game.text.parse(state, reply);
      assert.ok(typeof failure === 'object', reply);
      assert.match(failure.reason, reason);
      assert.match(failure.format, format);
    }
  });

  test('a cup shows its dice to its owner, and to all once a liar is called', () => {
    assert.match(
      game.text.view(after, 0),
      /player 1 {2}⚁ ⚄ {2}\(you\)\n {2}player 2 {2}▒ ▒\nYou bid 2 fours\./,
    );
    assert.match(
      game.text.view(after, 1),
      /bid \[2 fives\] \[2 sixes\] \[3 ones\] \[3 twos\] … \[4 sixes\], or/,
    );
    const told = 'Player 2 calls liar. You show ⚁ ⚄. Player 2 shows ⚀ ⚅.';
    assert.equal(
      game.text.event(after, 24, 0),
      `${told} 1 of the 4 dice counts as a four, so 2 fours was a lie: you lose.`,
    );
    assert.match(game.text.event(after, 24, 1) ?? '', /a lie: player 1 loses\.$/);
    game.apply(after, 24);
    assert.match(game.text.view(after, 0), /player 2 {2}⚀ ⚅\n/);
  });
});

test('options out of range are refused', () => {
  for (const wrong of ['players=7', 'dice=6', 'sides=1', 'sides=9', 'wild=2'])
    assert.throws(() => loadGame(`liars_dice(${wrong})`), OptionError);
});
