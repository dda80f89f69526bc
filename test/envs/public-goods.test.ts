import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadGame, publicGoods } from '@parlor/envs';
import fc from 'fast-check';
import { perft } from './perft.ts';

const groups = fc
  .record({
    players: fc.integer({ min: 2, max: 8 }),
    steps: fc.integer({ min: 1, max: 90 }),
    unit: fc.integer({ min: 1, max: 11 }),
    part: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  })
  .map(({ players, steps, unit, part }) => ({
    ...{ players, unit },
    endowment: steps * unit,
    multiplier: 1 + part * (players - 1),
  }));

describe('public goods', () => {
  test('has one level of histories for each player, of all amounts that it may give', () => {
    assert.deepEqual(perft(loadGame('public_goods(players=3,endowment=10)')), [1, 11, 121, 1331]);
    assert.deepEqual(
      perft(loadGame('public_goods(players=2,endowment=20,unit=10,multiplier=1.5)')),
      [1, 3, 9],
    );
  });

  test('pays what is kept and a share of the multiplied pot, within its range', () => {
    fc.assert(
      fc.property(groups, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (group, picks) => {
        const { players, endowment, unit, multiplier } = group;
        const game = publicGoods(group);
        const state = new Int32Array(game.stateSize);
        const paid = new Float64Array(players);
        game.start(state);
        const given = picks.slice(0, players).map((pick) => (pick % (endowment / unit + 1)) * unit);
        for (const tokens of given) {
          const action = game.text.parse(state, `I give [${tokens}].`);
          assert.equal(action, tokens / unit);
          game.apply(state, tokens / unit);
        }
        game.returns(state, paid);
        const pot = multiplier * given.reduce((sum, tokens) => sum + tokens, 0);
        const [low, high] = game.payoffRange;
        for (const [seat, payoff] of paid.entries()) {
          assert.ok(Math.abs(payoff - (endowment - given[seat] + pot / players)) < 1e-9);
          assert.ok(payoff >= low && payoff <= high);
        }
        // All the tokens that were not given, and the pot.
        const total = paid.reduce((sum, payoff) => sum + payoff, 0);
        assert.ok(Math.abs(total - (players * endowment - pot / multiplier + pot)) < 1e-6);
      }),
      { numRuns: 200 },
    );
  });

  test('a contribution is read however it is written, and one that cannot be is refused with the reason', () => {
    const game = loadGame('public_goods');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    const read = (reply: string): number | string => {
      const found = game.text.parse(state, reply);
      return typeof found === 'number' ? found : found.reason;
    };
    for (const reply of ['5', '[5]', '5 tokens', '[5 tokens]', '[5 token]', '[contribute 5]', 'I give 5.'])
      assert.equal(read(reply), 5, reply);
    for (const reply of ['all', '[all]', 'I contribute everything', '[all my tokens]', '[20 tokens]'])
      assert.equal(read(reply), 20, reply);
    // What is kept was contributed.
    for (const reply of ['keep 15', '[keep 15]', 'I keep 15 tokens.']) assert.equal(read(reply), 5, reply);
    assert.equal(read('[keep 21]'), 'You have 20 tokens.');
    for (const reply of ['I contribute all but 1', 'contribute 1 less than all', "I won't contribute 3"])
      assert.equal(typeof read(reply), 'string', reply);
    for (const reply of ['nothing', '[nothing]', 'none', 'I contribute nothing.', '[0 tokens]'])
      assert.equal(read(reply), 0, reply);
    for (const reply of ['21', '[21]', 'I contribute 21 tokens.'])
      assert.equal(read(reply), 'You have 20 tokens.', reply);
    for (const reply of ['[-5]', '[5.5 tokens]', '[contribute]', 'all or nothing', ''])
      assert.equal(typeof read(reply), 'string', reply);
    const units = loadGame('public_goods(endowment=20,unit=10)').text.parse(state, '[15 tokens]');
    assert.ok(typeof units === 'object');
    assert.equal(units.reason, '15 is no multiple of 10, as contributions must be.');
    assert.match(units.format, /\[0\] \[10\] \[20\]/);
    const repeated = loadGame('repeated_game(game=public_goods,rounds=2)');
    const first = new Int32Array(repeated.stateSize);
    repeated.start(first);
    assert.equal(repeated.text.parse(first, '[contribute 5 tokens]'), 5);
  });

  test('reaches its range: the only one to give everything, the only one to give nothing', () => {
    const game = loadGame('public_goods(players=3,endowment=10,multiplier=1.7)');
    const extremes = [
      [10, 0, 0],
      [0, 10, 10],
    ].map((choices) => {
      const state = new Int32Array(game.stateSize);
      const paid = new Float64Array(3);
      game.start(state);
      for (const choice of choices) game.apply(state, choice);
      game.returns(state, paid);
      return paid[0];
    });
    assert.deepEqual(extremes, game.payoffRange);
  });

  test('is refused where it is no dilemma, where units do not fit, and where there are too many amounts', () => {
    for (const [spec, message] of [
      [
        'public_goods(multiplier=1)',
        /multiplier must be more than 1 and less than the number of players, 4, not 1; .* take stag_hunt, or matrix_game/,
      ],
      ['public_goods(players=2,multiplier=2)', /less than the number of players, 2, not 2/],
      ['public_goods(endowment=10,unit=3)', /unit must divide endowment, 10, which 3 does not/],
      ['public_goods(endowment=91)', /92 amounts .* raise unit or lower endowment, 91 are the most/],
    ] as const) {
      assert.throws(() => loadGame(spec), { name: 'OptionError', message });
    }
    assert.equal(loadGame('public_goods(players=8,endowment=90)').actionCount, 91);
    // The option's own range, 1 to 8, cannot say so.
    assert.match(publicGoods.options.multiplier.doc, /more than 1 and less than players$/);
  });

  test('eight players who all give the most are told apart from any other play', () => {
    const game = loadGame('public_goods(players=8,endowment=90)');
    const state = new Int32Array(game.stateSize);
    game.start(state);
    for (let seat = 0; seat < 7; seat++) game.apply(state, 90);
    const [last, before] = [90, 89].map((action) => game.witness(state, action, 0));
    assert.equal(last - before, 1);
    assert.ok(Number.isSafeInteger(last));
  });
});
