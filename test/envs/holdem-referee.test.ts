import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHANCE, holdem, loadGame, TERMINAL } from '@parlor/envs';
import { type TableAction, NaiveTable, type TableRules } from '../../scripts/bench/naive/holdem-table.ts';
import { NAIVE_GAMES } from '../../scripts/bench/naive/index.ts';
import { choices } from './perft.ts';

type Options = NonNullable<Parameters<typeof holdem>[0]>;

const blinds = fc.constantFrom([1, 2], [0, 2], [1, 1], [2, 5], [5, 10]);

/** Tables of 2 to 10 players with stacks of their own, short ones among them. */
const tables: fc.Arbitrary<Options> = fc
  .record({
    players: fc.integer({ min: 2, max: 10 }),
    betting: fc.constantFrom('limit', 'pot-limit', 'no-limit'),
    variant: fc.constantFrom('holdem', 'holdem', 'omaha'),
    deck: fc.constantFrom('full', 'full', 'short', 'short-trips'),
    blinds,
    antes: fc.oneof(
      fc.constantFrom([0], [0], [1], [3]),
      fc.array(fc.nat({ max: 6 }), { minLength: 2, maxLength: 10 }),
    ),
    posted: fc.oneof(
      fc.constantFrom('blinds', 'straddle'),
      fc.array(fc.constantFrom(0, 0, 1, 2, 3, 4, 8), { minLength: 2, maxLength: 10 }),
    ),
    depth: fc.constantFrom(3, 12, 40, 150),
  })
  .chain(({ players, blinds: [small_blind, big_blind], antes, posted, depth, ...rest }) => {
    const deck = rest.variant === 'omaha' && players > 7 ? ('full' as const) : rest.deck;
    return fc
      .array(fc.integer({ min: 1, max: depth * big_blind }), { minLength: players, maxLength: players })
      .map((stacks) => ({
        ...rest,
        deck,
        players,
        stacks,
        big_blind,
        ante: antes.slice(0, players),
        ...(typeof posted === 'string'
          ? { small_blind, straddle: posted === 'straddle' && players > 2 ? 2 * big_blind : 0 }
          : { posts: postsOf(posted.slice(0, players), big_blind, rest.betting) }),
        bets: rest.betting === 'limit' ? 6 : 4,
        actions: rest.betting === 'limit' ? ('fixed' as const) : ('full' as const),
      }));
  });

/** Halves of big blinds, odd ones too; at pot limit somebody posts a whole one. */
function postsOf(halves: readonly number[], bigBlind: number, betting: string): number[] {
  const posts = halves.map((post) => Math.ceil((post * bigBlind) / 2));
  const enough = betting !== 'pot-limit' || Math.max(...posts) >= bigBlind;
  return enough ? posts : [...posts.slice(1), bigBlind];
}

function slowTable(options: Options): NaiveTable {
  const { players = 2, big_blind = 2, small_blind = 1, straddle = 0, ante = 0, posts } = options;
  const seats = Array.from({ length: players }, (_, seat) => seat);
  const blinds = posts === undefined ? [small_blind, big_blind, straddle] : [posts].flat();
  const antes = [ante].flat();
  const rules: TableRules = {
    betting: options.betting ?? 'no-limit',
    omaha: options.variant === 'omaha',
    deck: options.deck ?? 'full',
    stacks: [options.stacks ?? []].flat(),
    blinds: seats.map((seat) => blinds[seat] ?? 0),
    bigBlind: big_blind,
    antes: seats.map((seat) => (antes.length === 1 ? antes[0] : (antes[seat] ?? 0))),
    betSizes: [big_blind, big_blind, 2 * big_blind, 2 * big_blind],
    bets: options.bets ?? 4,
  };
  return new NaiveTable(rules);
}

/** An action as the slow table calls it. At limit there is one amount, which it knows. */
function slowAction(action: number, slow: NaiveTable, betting: string | undefined): TableAction {
  if (action === 0) return 'fold';
  if (action === 1) return 'call';
  if (betting !== 'limit') return action - 1;
  const amount = slow.legal().at(-1);
  assert.equal(typeof amount, 'number');
  return amount ?? 'call';
}

/** Plays by these choices on both tables, and compares them at every turn. */
function compare(options: Options, picks: readonly number[]): void {
  const game = holdem(options);
  const slow = slowTable(options);
  const state = new Int32Array(game.stateSize);
  const hole = options.variant === 'omaha' ? 4 : 2;
  const firstCard = options.deck === 'full' ? 0 : 16;
  game.start(state);
  let [dealt, turn] = [0, 0];
  for (;;) {
    const pick = picks[turn++ % picks.length] ?? 0;
    const mover = game.mover(state);
    if (mover === TERMINAL) break;
    if (mover === CHANCE) {
      const possible = choices(game, state);
      const outcome = possible[pick % possible.length];
      if (dealt < hole * game.seats) slow.dealTo(Math.floor(dealt / hole), outcome + firstCard);
      else if (!slow.isOver) {
        assert.equal(slow.mover, undefined, 'a card is next');
        slow.dealBoard(outcome + firstCard);
      }
      dealt++;
      game.apply(state, outcome);
      continue;
    }
    assert.equal(mover, slow.mover, 'the same player acts');
    const legal = choices(game, state);
    const named = legal.map((action) => slowAction(action, slow, options.betting));
    assert.deepEqual(named, slow.legal(), 'the same is legal');
    // Raises are many: fold, call and a raise are about as likely.
    const index = pick % 3 < 2 ? pick % Math.min(2, legal.length) : Math.floor(pick / 3) % legal.length;
    slow.act(named[index] ?? 'call');
    game.apply(state, legal[index] ?? 1);
  }
  assert.ok(slow.isOver);
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  assert.deepEqual(Array.from(returns), slow.returns());
  assert.equal(
    returns.reduce((sum, value) => sum + value, 0),
    0,
  );
}

test('a second, obvious referee agrees on who acts, what is legal and who wins what, for 2 to 10 players', () => {
  const picks = fc.array(fc.nat({ max: 720_719 }), { minLength: 30, maxLength: 90, size: 'max' });
  fc.assert(
    fc.property(tables, picks, (options, chosen) => compare(options, chosen)),
    { numRuns: 600, seed: 6 },
  );
});

test('the naive game of the benchmark has the same actions, turns and returns', () => {
  const picks = fc.array(fc.nat({ max: 720_719 }), { minLength: 30, maxLength: 60, size: 'max' });
  for (const spec of ['holdem', 'holdem(betting=limit)', 'holdem(players=6)']) {
    const game = loadGame(spec);
    fc.assert(
      fc.property(picks, (chosen) => {
        const naive = NAIVE_GAMES[spec]?.();
        assert.ok(naive);
        const state = new Int32Array(game.stateSize);
        game.start(state);
        for (let turn = 0; game.mover(state) !== TERMINAL; turn++) {
          const possible = choices(game, state);
          if (naive.currentPlayer() === -2) {
            assert.deepEqual(possible, [0], 'the rest of many hands are turned up');
            game.apply(state, 0);
            continue;
          }
          assert.equal(naive.currentPlayer(), game.mover(state));
          if (game.mover(state) >= 0) assert.deepEqual(naive.legalActions(), possible);
          const action = possible[(chosen[turn % chosen.length] ?? 0) % possible.length];
          naive.applyAction(action);
          game.apply(state, action);
        }
        assert.equal(naive.currentPlayer(), -2);
        const returns = new Float64Array(game.seats);
        game.returns(state, returns);
        assert.deepEqual(naive.returns(), Array.from(returns));
      }),
      { numRuns: 40, seed: 3 },
    );
  }
});
