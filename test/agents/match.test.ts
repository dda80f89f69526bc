import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Agent,
  AgentError,
  type Entrant,
  KuhnEquilibriumPolicy,
  type MatchEpisode,
  type MatchOptions,
  PolicyAgent,
  playMatch,
  UniformPolicy,
} from '@parlor/agents';
import { loadLanguageGame, OptionError, parseRecord, replayLanguage } from '@parlor/envs';
import { CrossTable } from '../../scripts/support/cross-table.ts';

const kuhn = loadLanguageGame('in_words(game=kuhn_poker,rounds=2)');
const duel = loadLanguageGame('word_duel(rounds=2)');

const uniform: Entrant = { name: 'uniform', seat: () => new PolicyAgent(new UniformPolicy()) };
const wise: Entrant = { name: 'wise', seat: () => new PolicyAgent(new KuhnEquilibriumPolicy()) };

function agent(act: Agent['act'], more: Partial<Agent> = {}): Entrant {
  return { name: 'agent', seat: () => ({ name: 'agent', begin: () => undefined, act, ...more }) };
}

async function match(
  entrants: readonly Entrant[],
  options: Partial<MatchOptions> = {},
  game = kuhn,
): Promise<{ result: Awaited<ReturnType<typeof playMatch>>; episodes: MatchEpisode[] }> {
  const episodes: MatchEpisode[] = [];
  const onEpisode = (episode: MatchEpisode): void => void episodes.push(episode);
  const result = await playMatch(game, entrants, { seed: 1, deals: 10, onEpisode, ...options });
  return { result, episodes };
}

test('every deal is played once from every seat, on the same cards', async () => {
  const { episodes, result } = await match([wise, uniform]);
  assert.equal(result.episodes, 20);
  assert.equal(result.interrupted, false);
  const dealt = ({ record }: MatchEpisode): string[] =>
    record.messages
      .filter(({ text }) => text.startsWith('You are dealt'))
      .map(({ text, audience }) => `${audience.join()} ${text}`)
      .sort();
  for (let deal = 0; deal < 10; deal++) {
    const [first, second] = [episodes[deal], episodes[10 + deal]];
    assert.deepEqual([first.deal, first.rotation, second.rotation], [deal, 0, 1]);
    assert.deepEqual(dealt(first), dealt(second));
    assert.deepEqual(
      first.record.seats.map(({ player }) => player),
      ['wise', 'uniform'],
    );
    assert.deepEqual(
      second.record.seats.map(({ player }) => player),
      ['uniform', 'wise'],
    );
    assert.deepEqual(first.returns, first.record.returns);
    assert.deepEqual(second.returns, [second.record.returns[1], second.record.returns[0]]);
    assert.deepEqual(Array.from(result.returns.subarray(2 * deal, 2 * deal + 2)), first.returns);
  }
});

test('the result is the same for any number of tables', async () => {
  const alone = await match([wise, uniform], { tables: 1 });
  for (const tables of [3, 7, 50]) {
    const together = await match([wise, uniform], { tables });
    assert.deepEqual(together.episodes, alone.episodes);
    assert.deepEqual(together.result, alone.result);
  }
});

test('the wiser policy wins', async () => {
  const { result } = await match([wise, uniform], { deals: 500 });
  const mean =
    result.returns.reduce((sum, value, at) => sum + (at % 2 === 0 ? value : 0), 0) / result.episodes;
  assert.ok(mean > 0.2, `mean return ${mean}`);
});

test('records of a match replay', async () => {
  const { episodes } = await match([wise, uniform], { deals: 3 });
  for (const { record } of episodes) {
    const read = parseRecord(JSON.parse(JSON.stringify(record)));
    assert.equal(read.kind, 'episode');
    if (read.kind === 'episode')
      assert.deepEqual((await replayLanguage(read)).at(-1)?.returns, record.returns);
  }
});

describe('an agent that cannot answer', () => {
  const silent = agent(() => {
    throw new AgentError('agent', 'its model is silent');
  });

  test('forfeits with its reason, and the match goes on', async () => {
    const { result, episodes } = await match([silent, uniform], { deals: 4 });
    assert.equal(result.episodes, 8);
    assert.deepEqual(result.forfeits, [8, 0]);
    for (const { returns, forfeit, failures, record } of episodes) {
      assert.deepEqual(returns, [-4, 4]);
      assert.equal(forfeit, 0);
      assert.equal(failures[0].reason, 'its model is silent');
      assert.match(record.reason ?? '', /forfeits: its model is silent\.$/);
    }
  });

  test('forfeits when it is to move where it failed while it began or listened', async () => {
    const fail = (): never => {
      throw new AgentError('agent', 'its process has ended');
    };
    for (const broken of [{ begin: fail }, { note: fail }]) {
      const { episodes } = await match(
        [agent(() => '[apple]', broken), agent(() => '[apple]')],
        { deals: 2 },
        duel,
      );
      assert.deepEqual(
        episodes.map(({ forfeit }) => forfeit),
        [0, 0, 0, 0],
      );
    }
  });

  test('does not change a result when it fails at the very end', async () => {
    const late = agent(() => '[apple]', {
      end: () => {
        throw new AgentError('agent', 'it is tired');
      },
    });
    const { episodes } = await match([late, agent(() => '[apple]')], { deals: 1 }, duel);
    assert.deepEqual(
      episodes.map(({ forfeit, failures }) => [forfeit, failures.length]),
      [
        [null, 1],
        [null, 1],
      ],
    );
  });
});

test('agents stay at their table and are let go at the end, also when one breaks', async () => {
  let [open, closed] = [0, 0];
  const counted = (act: Agent['act']): Entrant => ({
    name: 'counted',
    seat: () => (open++, { name: 'counted', begin: () => undefined, act, close: () => void closed++ }),
  });
  await match([counted(() => '[apple]'), counted(() => '[apple]')], { tables: 3 }, duel);
  assert.deepEqual([open, closed], [12, 12]); // three tables, two seatings, two agents
  const bug = counted(() => {
    throw new TypeError('a bug');
  });
  await assert.rejects(match([bug, counted(() => '[apple]')], { tables: 2 }, duel), /a bug/);
  assert.equal(open, closed);
});

test("hold'em is dealt in duplicate: the same cards with the seats rotated, however far a hand goes", async () => {
  const holdem = loadLanguageGame('in_words(game=holdem(players=3))');
  const CARDS = /^(?:You are dealt|The flop is|The turn is|The river is) ([^.]+)/;
  const cards = ({ record }: MatchEpisode): string[] =>
    record.messages.flatMap(({ text, audience }) => {
      const dealt = CARDS.exec(text)?.[1];
      return dealt === undefined ? [] : [`${audience.join()} ${dealt}`];
    });
  const options = { seed: 3, deals: 8 };
  const { episodes } = await match([uniform, uniform, uniform], options, holdem);
  let boards = 0;
  for (const episode of episodes) {
    const same = episodes.filter(({ deal }) => deal === episode.deal);
    assert.deepEqual(
      same.map(({ rotation }) => rotation),
      [0, 1, 2],
    );
    for (const other of same) {
      const common = Math.min(cards(episode).length, cards(other).length);
      assert.deepEqual(cards(episode).slice(0, common), cards(other).slice(0, common));
      if (common > 3) boards++;
    }
  }
  assert.ok(boards > 24, 'boards are dealt as well');
  const anew = await match([uniform, uniform, uniform], { ...options, duplicate: false }, holdem);
  assert.equal(new Set(anew.episodes.map((episode) => cards(episode).slice(0, 3).join())).size, 24);
});

test('no agent meets a deal twice, so that none can remember what the other side was dealt', async () => {
  const met: string[][] = [];
  const remembering: Entrant = {
    name: 'remembering',
    seat: () => {
      const deals: string[] = [];
      met.push(deals);
      return {
        name: 'remembering',
        begin: ({ episode = 0 }) => void deals.push(String(episode)),
        act: () => '[apple]',
      };
    },
  };
  for (const tables of [1, 3]) {
    met.length = 0;
    await match([remembering, remembering], { tables }, duel);
    assert.equal(met.flat().length, 40);
    for (const deals of met) assert.equal(new Set(deals).size, deals.length, deals.join());
  }
});

test('plays long matches in blocks, so that one which is stopped is fair but for its last block', async () => {
  const { episodes } = await match([uniform, uniform], { deals: 1100 });
  const places = episodes.map(({ deal, rotation }) => `${deal}:${rotation}`);
  assert.equal(new Set(places).size, 2200);
  assert.deepEqual(
    [places[0], places[499], places[500], places[999], places[1000]],
    ['0:0', '499:0', '0:1', '499:1', '500:0'],
  );
  assert.deepEqual(
    [places[2000], places[2099], places[2100], places[2199]],
    ['1000:0', '1099:0', '1000:1', '1099:1'],
  );
});

test('lets timers and signals run between the episodes of agents that answer at once', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const { result } = await match([uniform, uniform], { deals: 1_000_000, signal: stop.signal });
  assert.equal(result.interrupted, true);
  assert.ok(result.episodes > 0);
});

test('counts what is over when it is stopped, though an earlier episode hangs', async () => {
  const stop = new AbortController();
  let played = 0;
  const hanging: Entrant = {
    name: 'hanging',
    seat: () => {
      let episode = 0;
      return {
        name: 'hanging',
        begin: (seating) => void (episode = seating.episode ?? 0),
        act: () => (episode === 0 ? new Promise<string>(() => undefined) : '[apple]'),
        end: () => {
          if (++played === 6) stop.abort();
        },
      };
    },
  };
  const { result, episodes } = await match(
    [hanging, agent(() => '[apple]')],
    { tables: 2, signal: stop.signal },
    duel,
  );
  assert.ok(result.episodes >= 5, String(result.episodes));
  assert.deepEqual(
    episodes.map(({ deal }) => deal),
    [1, 2, 3, 4, 5, 6].slice(0, result.episodes),
  );
});

test('an error after the match was stopped is told, and every agent is let go though one cannot', async () => {
  const stop = new AbortController();
  const buggy = agent(() => {
    stop.abort(new Error('enough'));
    throw new TypeError('a bug');
  });
  await assert.rejects(match([buggy, buggy], { signal: stop.signal }, duel), /a bug/);
  let closed = 0;
  const failing = agent(() => '[apple]', {
    close: () => {
      throw new Error('stuck');
    },
  });
  const fine = agent(() => '[apple]', { close: () => void closed++ });
  await assert.rejects(match([failing, fine], { deals: 1 }, duel), /stuck/);
  assert.ok(closed >= 1);
});

test('a match that is stopped keeps what it has played', async () => {
  const stop = new AbortController();
  let asked = 0;
  const counting = agent(() => {
    if (++asked === 9) stop.abort(new Error('enough'));
    return '[apple]';
  });
  const { result, episodes } = await match([counting, counting], { signal: stop.signal }, duel);
  assert.equal(result.interrupted, true);
  assert.equal(result.episodes, episodes.length);
  assert.ok(result.episodes === 2, String(result.episodes)); // four replies an episode
  assert.equal(result.returns.length, 4);
});

test('wrong numbers are refused', async () => {
  await assert.rejects(match([uniform]), OptionError);
  for (const wrong of [{ deals: 0 }, { deals: 1.5 }, { tables: 0 }]) {
    await assert.rejects(match([uniform, uniform], wrong), OptionError);
  }
});

test('where a game goes on without a seat that forfeits, each forfeit counts, with its reason', async () => {
  const game = loadLanguageGame('search_self_play(documents=100,asks=world,hops=1,solvers=2)');
  const silent = agent(() => {
    throw new AgentError('agent', 'its model is silent');
  });
  const guess = agent(() => '<answer>nobody</answer>');
  const { result, episodes } = await match([guess, silent, guess], { deals: 2 }, game);
  // A proposer has nothing to do here, so that the silent one is asked from two of three seats.
  assert.deepEqual(result.forfeits, [0, 4, 0]);
  for (const { forfeit, forfeited, returns, rotation, record } of episodes) {
    assert.equal(forfeit, null);
    assert.deepEqual(forfeited, rotation === 2 ? [] : [1]);
    assert.deepEqual(returns, [0, 0, 0]);
    assert.equal(record.terminated, true);
  }
  const table = new CrossTable(['guess', 'silent', 'other'], 3);
  for (const episode of episodes) table.add([0, 1, 2], episode);
  assert.deepEqual(table.failures(), [{ agent: 'silent', reason: 'its model is silent', count: 4 }]);
  assert.deepEqual(
    table
      .standings()
      .map((row) => [row.agent, row.forfeits])
      .sort(),
    [
      ['guess', 0],
      ['other', 0],
      ['silent', 4],
    ],
  );
});
