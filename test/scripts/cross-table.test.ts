import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MatchEpisode } from '@parlor/agents';
import { Env, loadGame, type EpisodeRecord, Recording } from '@parlor/envs';
import fc from 'fast-check';
import { CrossTable } from '../../scripts/support/cross-table.ts';

const record = ((): EpisodeRecord => {
  const records: EpisodeRecord[] = [];
  const env = new Recording(new Env(loadGame('kuhn_poker')), {
    players: ['a', 'b'],
    onEpisode: (episode) => records.push(episode),
  });
  let step = env.reset({ seed: 1 });
  while (!step.done) step = env.step(step.legal[0]);
  return records[0];
})();

/** Who wins, draws and loses how often, by name. */
function told(seats: number, episodes: readonly (readonly number[])[]): Record<string, number[]> {
  const names = Array.from({ length: seats }, (_, index) => `agent ${index}`);
  const table = new CrossTable(names, seats);
  for (const [deal, returns] of episodes.entries()) {
    const episode: MatchEpisode = {
      deal,
      rotation: 0,
      returns,
      forfeit: null,
      forfeited: [],
      failures: [],
      record,
    };
    table.add([...names.keys()], episode);
  }
  return Object.fromEntries(
    table.standings().map(({ agent, wins, draws, losses }) => [agent.slice(6), [wins, draws, losses]]),
  );
}

const returns = fc.integer({ min: 2, max: 6 }).chain((seats) =>
  fc.record({
    seats: fc.constant(seats),
    episodes: fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: seats, maxLength: seats }), {
      maxLength: 20,
    }),
  }),
);

describe('what an agent has won, drawn and lost', () => {
  test('counts every opponent at the table: who shares first place has drawn with whom it shares it', () => {
    assert.deepEqual(told(3, [[1, 1, -2]]), { 0: [1, 1, 0], 1: [1, 1, 0], 2: [0, 0, 2] });
    // More than the mean is not yet a win against everybody.
    assert.deepEqual(told(4, [[5, 3, -4, -4]]), { 0: [3, 0, 0], 1: [2, 0, 1], 2: [0, 1, 2], 3: [0, 1, 2] });
  });

  test('is a win for each loss, and each opponent once an episode', () => {
    fc.assert(
      fc.property(returns, ({ seats, episodes }) => {
        const rows = Object.values(told(seats, episodes));
        const sum = (place: number): number => rows.reduce((total, row) => total + row[place], 0);
        assert.equal(sum(0), sum(2));
        assert.equal(sum(1) % 2, 0);
        for (const [wins, draws, losses] of rows)
          assert.equal(wins + draws + losses, episodes.length * (seats - 1));
      }),
    );
  });

  test('between two is the episodes with more, as much and less than the other', () => {
    fc.assert(
      fc.property(returns, ({ episodes }) => {
        const pairs = episodes.map(([first, second]) => [first, second]);
        const count = (test: (first: number, second: number) => boolean): number =>
          pairs.filter(([first, second]) => test(first, second)).length;
        assert.deepEqual(told(2, pairs)[0], [
          count((first, second) => first > second),
          count((first, second) => first === second),
          count((first, second) => first < second),
        ]);
      }),
    );
  });

  test('is explained where there are more than two seats, and only there', () => {
    const names = ['a', 'b', 'c'];
    assert.match(
      new CrossTable(names, 3).text(names, 'zero-sum'),
      /\nWon, drawn and lost count every opponent at the table/,
    );
    assert.doesNotMatch(new CrossTable(names, 2).text(names.slice(1), 'zero-sum'), /every opponent/);
  });

  test('is left out where the payoff is common: everybody has drawn with everybody', () => {
    const names = ['a', 'b', 'c'];
    const text = new CrossTable(names, 3).text(names, 'common');
    assert.match(text, /^ +agent +return +± 95 % +a +b +c$/m);
    assert.doesNotMatch(text, /won|drawn/i);
    assert.match(new CrossTable(names, 3).text(names, 'general-sum'), /^ +agent .* +c +won\/drawn\/lost$/m);
  });
});
