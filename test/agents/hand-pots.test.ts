import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANCE, holdem, holdemReader, stream, TERMINAL } from '@parlor/envs';
import fc from 'fast-check';
import { wonPots } from '../../agents/hand-history/hand-pots.ts';
import { choices } from '../envs/perft.ts';

/** Tables of every kind that a hand history may be of, with few chips, so that many are all-in. */
const tables = fc.record({
  kind: fc.constantFrom(
    { betting: 'limit' } as const,
    { betting: 'no-limit', actions: 'full' } as const,
    { betting: 'no-limit', actions: 'full', deck: 'short' } as const,
    { betting: 'pot-limit', actions: 'full', variant: 'omaha' } as const,
  ),
  stacks: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 6 }),
  antes: fc.constantFrom([0], [1], [0, 3, 1, 0, 2, 3]),
  seed: fc.nat(),
});

test('winners of the pots get what the game gives them, to less than a chip of each pot that they share', () => {
  let shared = 0;
  let several = 0;
  const property = fc.property(tables, ({ kind, stacks, antes, seed }) => {
    const players = stacks.length;
    const ante = antes.slice(0, players);
    const game = holdem({ ...kind, players, stacks, ante, small_blind: 1, big_blind: 2 });
    const reader = holdemReader(game);
    const random = stream(seed, 'test');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    while (game.mover(state) !== TERMINAL) {
      const possible = choices(game, state);
      // Nobody folds at once, and few later on.
      const first =
        game.mover(state) === CHANCE || random.below(5) === 0 ? 0 : Math.min(1, possible.length - 1);
      game.apply(state, possible[first + random.below(possible.length - first)]);
    }
    const returns = new Float64Array(players);
    game.returns(state, returns);
    const dead = stacks.map((stack, seat) => (ante.length > 1 ? Math.min(ante[seat], stack) : 0));
    const paid = stacks.map(
      (stack, seat) => stack - reader.stack(state, seat) - reader.uncalled(state, seat),
    );
    const loose = dead.reduce((total, one) => total + one, 0);
    const matched = paid.map((chips, seat) => chips - dead[seat]);
    const pots = wonPots(reader, state, matched, loose);
    if (pots.length > 1) several++;
    const total = pots.reduce((sum, { chips }) => sum + chips, 0);
    assert.equal(
      total,
      paid.reduce((sum, chips) => sum + chips, 0),
    );
    for (const [seat, chips] of paid.entries()) {
      const own = pots.filter(({ winners }) => winners.includes(seat));
      const even = own.reduce((sum, pot) => sum + pot.chips / pot.winners.length, 0);
      const odd = own.filter(({ winners }) => winners.length > 1).length;
      const won = returns[seat] + chips;
      if (odd === 0) assert.equal(won, even);
      else assert.ok(Math.abs(won - even) < odd, `${won}, ${even}`);
      shared += odd;
    }
  });
  fc.assert(property, { numRuns: 400, seed: 3 });
  assert.ok(shared > 20 && several > 50, `${shared} ${several}`);
});
