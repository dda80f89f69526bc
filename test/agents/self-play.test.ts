import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Actor, type DecisionBatch, DecisionStore, type Policy, SelfPlay } from '@parlor/agents';
import { CHANCE, type Game, loadGame, type Seed, stream, TERMINAL } from '@parlor/envs';
import { footprint } from '../support/footprint.ts';
import { toll } from './support/toll.ts';

const GAMES = [
  toll(),
  ...['leduc_poker', 'kuhn_poker(players=3)', 'tic_tac_toe', 'rock_paper_scissors'].map((spec) =>
    loadGame(spec),
  ),
];

/** A policy that answers an observation in its own odd way, in eighths, so that sums are exact. Some are 0. */
class OddPolicy implements Policy {
  readonly name: string;
  readonly values = new Float32Array(1000);
  readonly asked: DecisionBatch[] = [];
  private readonly salt: number;

  constructor(salt: number) {
    this.name = `odd ${salt}`;
    this.salt = salt;
  }

  act(batch: DecisionBatch, probabilities: Float64Array): void {
    this.asked.push({ ...batch, seats: batch.seats.slice(), observations: batch.observations.slice() });
    const size = batch.game.observationSize;
    for (let row = 0; row < batch.count; row++) {
      let hash = this.salt;
      for (let at = row * size; at < (row + 1) * size; at++)
        hash = Math.imul(hash ^ (batch.observations[at] * 2 ** 20), 0x01000193) ^ (hash >>> 15);
      this.values[row] = (hash >>> 8) % 100;
      let left = 8;
      for (let at = batch.legalOffsets[row]; at < batch.legalOffsets[row + 1]; at++) {
        const last = at + 1 === batch.legalOffsets[row + 1];
        hash = Math.imul(hash, 0x5bd1e995) ^ (hash >>> 13);
        const share = last ? left : (hash >>> 4) % (left + 1);
        probabilities[at] = share / 8;
        left -= share;
      }
    }
  }
}

interface Row {
  readonly episode: number;
  readonly seat: number;
  readonly role: number;
  readonly action: number;
  readonly probability: number;
  readonly value: number;
  readonly legal: readonly number[];
  readonly observation: readonly number[];
  readonly rewards: number[];
}

/** One episode, played by the book: one decision at a time, straight on the rules. */
function playByTheBook(
  game: Game,
  address: { seed: Seed; round: number; first: number; episode: number },
  seats: readonly OddPolicy[],
): { returns: number[]; rows: Map<OddPolicy, Row[]>; state: number[] } {
  const where = { game: address.first + address.episode, episode: address.round };
  const chance = stream(address.seed, 'chance', where);
  const choices = seats.map((_, seat) => stream(address.seed, 'seat', { ...where, seat }));
  const rows = new Map<OddPolicy, Row[]>();
  const state = new Int32Array(game.stateSize);
  const paid = new Float64Array(game.seats);
  const before = new Float64Array(game.seats);
  game.start(state);
  for (;;) {
    let mover = game.mover(state);
    while (mover === CHANCE) {
      game.apply(state, game.draw(state, chance));
      mover = game.mover(state);
    }
    game.returns(state, paid);
    for (const own of rows.values()) {
      const last = own[own.length - 1];
      paid.forEach((sum, seat) => (last.rewards[seat] += sum - before[seat]));
    }
    before.set(paid);
    if (mover === TERMINAL) return { returns: Array.from(paid), rows, state: Array.from(state) };
    const actions = new Int32Array(game.maxLegal);
    const count = game.legal(state, actions);
    const observations = new Float32Array(game.observationSize);
    game.observe(state, mover, observations);
    const probabilities = new Float64Array(count);
    const policy = seats[mover];
    policy.act(
      {
        game,
        count: 1,
        observations,
        seats: Int32Array.of(mover),
        legalOffsets: Int32Array.of(0, count),
        legalActions: actions,
        tokens: () => [],
      },
      probabilities,
    );
    const luck = choices[mover].unit();
    let at = 0;
    for (let below = probabilities[0]; luck >= below; below += probabilities[at]) at++;
    const own = rows.get(policy) ?? [];
    rows.set(policy, own);
    own.push({
      episode: address.episode,
      seat: mover,
      role: game.role(state, mover),
      action: actions[at],
      probability: probabilities[at],
      value: policy.values[0],
      legal: Array.from(actions.subarray(0, count)),
      observation: Array.from(observations),
      rewards: new Array<number>(game.seats).fill(0),
    });
    game.apply(state, actions[at]);
  }
}

/** A store's rows in canonical order. */
function rowsOf(store: DecisionStore, episodes: number): Row[] {
  store.sort(episodes);
  return Array.from(store.order.subarray(0, store.count), (row) => ({
    episode: store.episode[row],
    seat: store.seat[row],
    role: store.role[row],
    action: store.actions[row],
    probability: store.oldProbability[row],
    value: store.values[row],
    legal: Array.from(store.legalActions.subarray(store.legalOffsets[row], store.legalOffsets[row + 1])),
    observation: Array.from(store.observations.subarray(row * store.inputs, (row + 1) * store.inputs)),
    rewards: Array.from(store.rewards.subarray(row * store.seats, (row + 1) * store.seats)),
  }));
}

function storeFor(game: Game): DecisionStore {
  return new DecisionStore(game.observationSize, game.seats);
}

interface Learner extends Actor {
  readonly policy: OddPolicy;
}

function actorOf(game: Game, salt: number, learns: boolean): Learner {
  const policy = new OddPolicy(salt);
  if (!learns) return { policy };
  return { policy, learning: { store: storeFor(game), values: () => policy.values } };
}

describe('a round of self-play', () => {
  const setting = fc
    .record({
      game: fc.constantFrom(...GAMES),
      seed: fc.oneof(fc.integer(), fc.string()),
      round: fc.nat(1000),
      first: fc.nat(1000),
      episodes: fc.integer({ min: 1, max: 30 }),
      batch: fc.integer({ min: 1, max: 35 }),
      learns: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    })
    .chain((given) =>
      fc.record({
        given: fc.constant(given),
        lineup: fc.array(fc.nat(given.learns.length - 1), {
          minLength: given.episodes * given.game.seats,
          maxLength: given.episodes * given.game.seats,
        }),
      }),
    );

  test('is what playing its episodes one by one gives: choices, rows, rewards, returns and ends in order', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ given, lineup }) => {
        const { game, seed, round, first, episodes, batch, learns } = given;
        const actors = learns.map((learning, salt) => actorOf(game, salt, learning));
        const ends: [number, number[]][] = [];
        const play = new SelfPlay(game, {
          seed,
          episodes,
          batch,
          ended: (state, episode) => ends.push([episode, Array.from(state)]),
        });
        // A round before it leaves nothing behind but its memory.
        await play.play(round + 1, first, actors, Int32Array.from(lineup).reverse());
        for (const { learning } of actors) learning?.store.clear();
        ends.length = 0;
        await play.play(round, first, actors, Int32Array.from(lineup));

        const returns: number[] = [];
        const states: [number, number[]][] = [];
        const rows = new Map<OddPolicy, Row[]>(actors.map(({ policy }) => [policy, []]));
        for (let episode = 0; episode < episodes; episode++) {
          const seats = lineup.slice(episode * game.seats, (episode + 1) * game.seats);
          const policies = seats.map((actor) => actors[actor].policy);
          const played = playByTheBook(game, { seed, round, first, episode }, policies);
          returns.push(...played.returns);
          states.push([episode, played.state]);
          for (const [policy, own] of played.rows) rows.get(policy)?.push(...own);
        }
        assert.deepEqual(Array.from(play.returns), returns);
        assert.deepEqual(ends, states);
        for (const { policy, learning } of actors) {
          if (learning) assert.deepEqual(rowsOf(learning.store, episodes), rows.get(policy));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('gives the same rows in canonical order for every batch size', async () => {
    const game = toll();
    const episodes = 50;
    const lineup = Int32Array.from({ length: episodes * game.seats }, (_, at) => (at % 7 === 0 ? 1 : 0));
    const outcomes = [];
    for (const batch of [1, 7, 49, 50, 1000]) {
      const actors = [actorOf(game, 3, true), actorOf(game, 4, true)];
      const play = new SelfPlay(game, { seed: 'x', episodes, batch });
      await play.play(0, 0, actors, lineup);
      const rows = actors.map(({ learning }) => learning && rowsOf(learning.store, episodes));
      outcomes.push({ rows, returns: Array.from(play.returns) });
    }
    for (const outcome of outcomes.slice(1)) assert.deepEqual(outcome, outcomes[0]);
    assert.ok((outcomes[0].rows[1]?.length ?? 0) > 20);
  });

  test('never mixes seats: whoever holds a seat decides for it until the episode ends', async () => {
    const game = toll();
    const episodes = 200;
    const actors = [0, 1, 2].map((salt) => actorOf(game, salt, salt === 0));
    const random = stream(5, 'test');
    const lineup = Int32Array.from({ length: episodes * game.seats }, () => random.below(3));
    await new SelfPlay(game, { seed: 5, episodes, batch: 64 }).play(0, 0, actors, lineup);
    const holders = new Map<string, Set<number>>();
    let decisions = 0;
    actors.forEach(({ policy }, actor) => {
      for (const { count, observations, seats } of policy.asked) {
        for (let row = 0; row < count; row++) {
          const deal = observations[(row + 1) * game.observationSize - 1];
          const place = `${deal} ${seats[row]}`;
          holders.set(place, (holders.get(place) ?? new Set()).add(actor));
          decisions++;
        }
      }
    });
    for (const [place, held] of holders) assert.equal(held.size, 1, place);
    assert.ok(decisions > 1.3 * holders.size, 'seats decide more than once');
    assert.ok(holders.size > 2 * episodes, 'most seats decide');
  });

  test('with frozen opponents leaves only the learner’s own decisions in its store', async () => {
    const game = loadGame('leduc_poker');
    const episodes = 60;
    const learner = actorOf(game, 1, true);
    const frozen = actorOf(game, 2, false);
    const lineup = Int32Array.from({ length: 2 * episodes }, (_, at) => ((at >> 1) % 2 === at % 2 ? 0 : 1));
    await new SelfPlay(game, { seed: 1, episodes, batch: 16 }).play(0, 0, [learner, frozen], lineup);
    const { store } = learner.learning ?? assert.fail();
    assert.ok(store.count >= episodes && frozen.policy.asked.length > 0);
    for (let row = 0; row < store.count; row++) assert.equal(store.seat[row], store.episode[row] % 2);
    const asked = learner.policy.asked.reduce((sum, { count }) => sum + count, 0);
    assert.equal(store.count, asked);
  });

  test('keeps legal actions as lists: memory follows what is legal, not what could be', async () => {
    const spec = 'betting=pot-limit,stacks=10000';
    const episodes = 64;
    const bytes = [];
    let [most, kept, stored] = [0, 0, 0];
    for (const set of ['actions=full', 'fractions=1']) {
      const game = loadGame(`holdem(${spec},${set})`);
      const store = storeFor(game);
      const policy: Policy = {
        name: 'even',
        act({ count, legalOffsets }, probabilities) {
          most = Math.max(most, legalOffsets[count]);
          for (let row = 0; row < count; row++)
            probabilities.fill(
              1 / (legalOffsets[row + 1] - legalOffsets[row]),
              legalOffsets[row],
              legalOffsets[row + 1],
            );
        },
      };
      const play = new SelfPlay(game, { seed: 1, episodes, batch: episodes });
      const actor: Actor = { policy, learning: { store, values: () => [] } };
      await play.play(0, 0, [actor], new Int32Array(2 * episodes));
      kept = Math.max(kept, store.legalOffsets[store.count]);
      stored = Math.max(stored, store.count);
      // Room for rows is doubled: what a row is alike in both games.
      const rows = store.actions.length * 4 * (store.inputs + 8 + 2 * store.seats);
      bytes.push(footprint([play, actor], [game, store]) + footprint(store) - rows);
    }
    assert.ok(most > 32 * episodes && kept > most, 'lists outgrow the room that there is at first');
    // Lists in the environment, the group (with probabilities) and the store, each with up to twice the room it needs.
    const room = 2 * (4 * most + 12 * most + 4 * kept) + 4 * 10_002;
    assert.ok(bytes[0] - bytes[1] < room, `${bytes.join(' and ')} bytes; ${most} at once, ${kept} in all`);
    const fixed = 10_002 * ((4 + 12) * episodes + 4 * stored);
    assert.ok(room < fixed / 3, 'lists of a fixed width would not pass');
  });

  test('never chooses an action of probability 0, even where the others fall short of 1', async () => {
    const game = toll();
    const store = storeFor(game);
    const short: Policy = {
      name: 'short',
      act({ count, legalOffsets }, probabilities) {
        for (let row = 0; row < count; row++) {
          probabilities.fill(0, legalOffsets[row], legalOffsets[row + 1]);
          probabilities[legalOffsets[row]] = 0.5; // half of all draws run past the end
        }
      },
    };
    const play = new SelfPlay(game, { seed: 1, episodes: 20, batch: 20 });
    await play.play(0, 0, [{ policy: short, learning: { store, values: () => [] } }], new Int32Array(60));
    assert.equal(store.count, 20 * 6);
    assert.ok(store.actions.subarray(0, store.count).every((action) => action === 0));
  });

  test('asks each actor once for all the games that wait for it', async () => {
    const game = loadGame('kuhn_poker');
    const actor = actorOf(game, 9, false);
    const lineup = new Int32Array(2 * 100);
    await new SelfPlay(game, { seed: 1, episodes: 100, batch: 100 }).play(0, 0, [actor], lineup);
    assert.deepEqual(
      actor.policy.asked.map(({ count }) => count === 100),
      [true, true, false],
    );
  });

  test('gives another round, another seed and other episodes other deals', async () => {
    const game = toll();
    const lineup = new Int32Array(3 * 20);
    const deals = async (seed: Seed, round: number, first: number): Promise<Set<number>> => {
      const actor = actorOf(game, 1, true);
      await new SelfPlay(game, { seed, episodes: 20, batch: 20 }).play(round, first, [actor], lineup);
      const { store } = actor.learning ?? assert.fail();
      return new Set(rowsOf(store, 20).map(({ observation }) => observation[game.observationSize - 1]));
    };
    const seen = await Promise.all([deals(1, 0, 0), deals(1, 1, 0), deals(1, 0, 20), deals('1', 0, 0)]);
    const all = new Set(seen.flatMap((set) => [...set]));
    assert.equal(
      all.size,
      seen.reduce((sum, set) => sum + set.size, 0),
    );
    assert.deepEqual(await deals(1, 0, 0), seen[0]);
  });
});

describe('a decision store', () => {
  test('puts the rows of every episode together, in order of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 200 }), (episodes) => {
        const store = new DecisionStore(1, 1);
        for (const episode of episodes) {
          store.reserve(1);
          store.episode[store.count++] = episode;
        }
        store.sort(10);
        store.sort(10); // nothing is left over from the first time
        const expected = episodes.map((_, row) => row).sort((a, b) => episodes[a] - episodes[b] || a - b);
        assert.deepEqual(Array.from(store.order.subarray(0, store.count)), expected);
      }),
    );
  });

  test('keeps what it holds when it grows, and clears what it adds', () => {
    const store = new DecisionStore(2, 2);
    for (let round = 0; round < 2; round++) {
      store.clear();
      for (let row = 0; row < 100; row++) {
        store.reserve(1);
        assert.deepEqual(Array.from(store.rewards.subarray(2 * row, 2 * row + 2)), [0, 0]);
        store.observations.fill(row, 2 * row, 2 * row + 2);
        store.addLegal(Int32Array.of(0, row % 3), Int32Array.of(row, row + 1, row + 2), 1);
        store.rewards.fill(row, 2 * row, 2 * row + 2);
        store.count++;
      }
      for (let row = 0; row < 100; row++) {
        assert.deepEqual([store.observations[2 * row + 1], store.rewards[2 * row]], [row, row]);
        const legal = store.legalActions.subarray(store.legalOffsets[row], store.legalOffsets[row + 1]);
        assert.deepEqual(Array.from(legal), [row, row + 1, row + 2].slice(0, row % 3));
      }
    }
  });
});
