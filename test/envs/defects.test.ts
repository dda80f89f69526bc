/**
 * A test for each defect that other suites were seen to have, named after it. Every check is a function that says what
 * is wrong: it finds nothing in our games, and finds the defect where one is put in on purpose.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AecEnv,
  AsyncEnv,
  AsyncRecording,
  CHANCE,
  Env,
  EpisodeOverError,
  type Game,
  gameNames,
  holdemReader,
  IllegalActionError,
  informationState,
  type InWordsState,
  kuhnPoker,
  type LanguageGame,
  leducPoker,
  loadGame,
  loadLanguageGame,
  type Message,
  ParallelEnv,
  type Random,
  Recording,
  type ResetOptions,
  stream,
  TERMINAL,
  TimeLimit,
  type TimeStep,
  VectorEnv,
} from '@parlor/envs';
import { checkGame } from '@parlor/envs/laws';
import { choices } from './perft.ts';

const CLOSED = gameNames('closed');
const WITH_CHANCE = CLOSED.filter((name) => loadGame(name).chanceKind !== 'none');
/** Decisions of an episode that are looked at: the rest of a long one is like its beginning. */
const LONGEST = 60;

/** Goes through an episode by choices that follow from a number: every step. */
function* episode(env: Env, seed: number, by = 0): Generator<TimeStep> {
  const random = stream(by, 'test');
  let step = env.reset({ seed });
  for (let turn = 0; ; turn++) {
    yield step;
    if (step.done || turn === LONGEST) return;
    step = env.step(step.legal[random.below(step.legal.length)]);
  }
}

const storyOf = (env: Env, seed: number, by?: number): string[] =>
  Array.from(episode(env, seed, by), (step) => JSON.stringify(step));

/** Kuhn poker with something done in another way. */
const kuhn = (changes: Partial<Game>): Game => ({ ...kuhnPoker(), ...changes });

describe('wrong order of play heads-up: the big blind must act first after the flop', () => {
  /** The first seat that acts in each round, over random hands; a set of them for each round. */
  function firstMovers(game: Game): string[] {
    const reader = holdemReader(game);
    const random = stream(2, 'test');
    const rounds = [0, 3, 4, 5].map((cards) => ({ cards, seats: new Set<number>() }));
    for (let hand = 0; hand < 200; hand++) {
      const state = new Int32Array(game.stateSize);
      game.start(state);
      let seen = -1;
      for (let mover = game.mover(state); mover !== TERMINAL; mover = game.mover(state)) {
        const open = reader.board(state).length;
        if (mover >= 0 && open !== seen) {
          rounds.find(({ cards }) => cards === open)?.seats.add(mover);
          seen = open;
        }
        const possible = choices(game, state);
        // Few raises, so that many hands come to the river.
        const few = mover === CHANCE ? possible.length : Math.min(2, possible.length);
        game.apply(state, possible[random.below(few)]);
      }
    }
    return rounds.map(({ seats }) => [...seats].join());
  }

  for (const betting of ['limit', 'pot-limit', 'no-limit'] as const) {
    test(`the button acts first before the flop and the big blind after it, at ${betting}`, () => {
      const game = loadGame('holdem', { betting });
      assert.deepEqual(game.roles, ['small blind', 'big blind']);
      assert.deepEqual(firstMovers(game), ['0', '1', '1', '1']);
    });
  }

  test('the other way round is found', () => {
    const right = loadGame('holdem(betting=limit)');
    const reader = holdemReader(right);
    const turned: Game = {
      ...right,
      mover(state) {
        const mover = right.mover(state);
        return mover < 0 || reader.board(state).length === 0 ? mover : 1 - mover;
      },
    };
    assert.notDeepEqual(firstMovers(turned), ['0', '1', '1', '1']);
  });
});

describe('a seed that is accepted and ignored, or shared through a global generator', () => {
  const SEEDS = 12;

  /** @param told what of an episode's steps is compared */
  function fault(
    make: () => Env,
    told: (story: string[]) => string[] = (story) => story,
  ): string | undefined {
    const stories = new Set<string>();
    const used = make();
    for (let seed = 0; seed < SEEDS; seed++) {
      const story = told(storyOf(make(), seed)).join('\n');
      stories.add(story);
      storyOf(used, seed + 100, 1);
      if (told(storyOf(used, seed)).join('\n') !== story)
        return `seed ${seed} gives one episode, and then another`;
      // In turn with a game of another seed.
      const [one, other] = [episode(make(), seed), episode(make(), seed + 1)];
      const turns: string[] = [];
      for (const step of one) {
        other.next();
        turns.push(JSON.stringify(step));
      }
      if (told(turns).join('\n') !== story) return `seed ${seed} gives another episode beside another game`;
    }
    return stories.size === 1 ? 'every seed gives the same episode' : undefined;
  }

  for (const name of WITH_CHANCE) {
    test(`no seed is ignored or shared through a global generator in ${name}`, () => {
      const game = loadGame(name);
      assert.equal(
        fault(() => new Env(game)),
        undefined,
      );
    });
  }

  test('no seed is ignored in Kuhn poker: they give all six deals equally often, closed and in words', async () => {
    const words = new AsyncEnv(loadLanguageGame('in_words(game=kuhn_poker)'));
    const closed = new Env(kuhnPoker());
    const deals = { closed: new Map<string, number>(), words: new Map<string, number>() };
    const count = (table: Map<string, number>, deal: string) => table.set(deal, (table.get(deal) ?? 0) + 1);
    const dealtInWords = async (seed: number): Promise<string> => {
      await words.reset({ seed });
      return (words.position as InWordsState).history.join();
    };
    for (let seed = 0; seed < 300; seed++) {
      closed.reset({ seed });
      count(deals.closed, closed.actions.join());
      const deal = await dealtInWords(seed);
      count(deals.words, deal);
      if (seed % 10 === 0) assert.equal(await dealtInWords(seed), deal);
    }
    for (const table of Object.values(deals)) {
      assert.equal(table.size, 6);
      // 50 are to be expected; more than 4.5 standard deviations off comes by chance once in 25,000 deals.
      for (const often of table.values()) assert.ok(often > 20 && often < 80, String([...table]));
    }
  });

  test('a seed that is ignored or shared is found: resets take turns between two deals, one generator serves all, or none does', () => {
    let resets = 0;
    class TakingTurns extends Env {
      override reset(options: ResetOptions = {}): TimeStep {
        return super.reset({ ...options, seed: resets++ % 2 });
      }
    }
    const shared: Random = stream(1, 'test');
    const base = kuhnPoker();
    const global = kuhn({ draw: (state) => base.draw(state, shared) });
    const fixed = kuhn({ draw: (state) => choices(base, state)[0] });
    assert.match(fault(() => new TakingTurns(base)) ?? '', /another/);
    assert.match(fault(() => new Env(global)) ?? '', /another/);
    assert.match(fault(() => new Env(fixed)) ?? '', /every seed/);
  });

  test('a seed test of the first step alone finds less than ours, which looks at whole episodes', () => {
    const base = leducPoker();
    const shared: Random = stream(1, 'test');
    // The hands follow the seed; the card on the table, of which there are four left, does not.
    const later: Game = {
      ...base,
      draw: (state, random) => base.draw(state, choices(base, state).length > 4 ? random : shared),
    };
    const first = (story: string[]): string[] => story.slice(0, 1);
    assert.equal(
      fault(() => new Env(base)),
      undefined,
    );
    assert.equal(
      fault(() => new Env(later), first),
      undefined,
    );
    assert.match(fault(() => new Env(later)) ?? '', /another/);
  });
});

/** Every history of a game at which a seat is to move. */
function decisions(game: Game): { history: number[]; state: Int32Array; mover: number }[] {
  const found: { history: number[]; state: Int32Array; mover: number }[] = [];
  const visit = (state: Int32Array, history: number[]): void => {
    const mover = game.mover(state);
    if (mover === TERMINAL) return;
    if (mover !== CHANCE) found.push({ history, state, mover });
    for (const action of choices(game, state)) {
      const next = state.slice();
      game.apply(next, action);
      visit(next, [...history, action]);
    }
  };
  const start = new Int32Array(game.stateSize);
  game.start(start);
  visit(start, []);
  return found;
}

describe('observations', () => {
  /** How often one observation stands for several information states, and one of these has several observations. */
  function compare(game: Game): { states: number; merged: number; leaking: number } {
    const observations = new Map<string, Set<string>>();
    const states = new Map<string, Set<string>>();
    for (const { history, state, mover } of decisions(game)) {
      const features = new Float32Array(game.observationSize);
      game.observe(state, mover, features);
      const [known, seen] = [
        `${mover}: ${informationState(game, history, mover).join()}`,
        `${mover}: ${features.join()}`,
      ];
      observations.set(seen, (observations.get(seen) ?? new Set()).add(known));
      states.set(known, (states.get(known) ?? new Set()).add(seen));
    }
    const several = (table: Map<string, Set<string>>): number =>
      [...table.values()].filter(({ size }) => size > 1).length;
    return { states: states.size, merged: several(observations), leaking: several(states) };
  }

  test('observations that merge information states, or leak what is hidden, are not in Kuhn and Leduc poker', () => {
    // 12, 48 and 936 information states: OpenSpiel.
    assert.deepEqual(compare(kuhnPoker()), { states: 12, merged: 0, leaking: 0 });
    assert.deepEqual(compare(kuhnPoker({ players: 3 })), { states: 48, merged: 0, leaking: 0 });
    assert.deepEqual(compare(leducPoker()), { states: 936, merged: 0, leaking: 0 });
  });

  test('observations that merge information states are found, by this count and by a law', () => {
    const base = kuhnPoker();
    const bets =
      base.observation.find(({ name }) => name === 'betting') ?? assert.fail('Kuhn poker shows its betting.');
    // A pass and a bet of the other player look alike.
    const merging = kuhn({
      observe(state, seat, out) {
        base.observe(state, seat, out);
        out.fill(0, bets.offset, base.observationSize);
      },
    });
    assert.ok(compare(merging).merged > 0);
    const laws = ['no-alias-in-observations'];
    assert.equal(checkGame(merging, { laws }).violations[0]?.law, laws[0]);
  });

  test('observations that leak what is hidden are found, by this count and by a law', () => {
    const base = kuhnPoker();
    const leaking = kuhn({
      observe(state, seat, out) {
        base.observe(state, seat, out);
        base.observe(state, 1 - seat, out); // written over what is already there: both cards
      },
    });
    assert.ok(compare(leaking).leaking > 0);
    const laws = ['no-leak-in-observations'];
    assert.equal(checkGame(leaking, { laws }).violations[0]?.law, laws[0]);
  });
});

describe('text of earlier episodes', () => {
  type Told = readonly (readonly string[])[];

  /** All that the seats were told, of each step and in all, in an episode whose seats add some words to each reply. */
  async function transcript(env: AsyncEnv, seed: number, words = ''): Promise<Told> {
    const random = stream(seed, 'test');
    const told: string[][] = [];
    const texts = (messages: readonly Message[]): string[] => messages.map(({ text }) => text);
    let step = await env.reset({ seed });
    for (let turn = 0; !step.done && turn < LONGEST; turn++) {
      told.push(texts(step.messages), [env.view(step.seat)]);
      step = await env.step(`${words}${env.sample(random) ?? ''}`);
    }
    for (let seat = 0; seat < env.game.seats; seat++) told.push(texts(env.messages(seat)));
    return told;
  }

  async function remembers(game: LanguageGame): Promise<boolean> {
    const used = new AsyncEnv(game);
    await transcript(used, 1, 'Heliotrope, says somebody. ');
    const again = await transcript(used, 2);
    return JSON.stringify(again) !== JSON.stringify(await transcript(new AsyncEnv(game), 2));
  }

  for (const name of [...gameNames('language'), 'in_words(game=kuhn_poker,rounds=3,speech=true)']) {
    test(`no text of earlier episodes is kept in ${name}`, async () =>
      assert.equal(await remembers(loadLanguageGame(name)), false));
  }

  for (const name of CLOSED) {
    test(`no text of earlier episodes is kept in ${name}`, () => {
      const used = new Env(loadGame(name));
      storyOf(used, 1);
      const again = storyOf(used, 2);
      assert.deepEqual(again, storyOf(new Env(loadGame(name)), 2));
    });
  }

  test('text of earlier episodes is found in a game that writes it down outside its state', async () => {
    const base = loadLanguageGame('word_duel', { words: 4, rounds: 1 });
    const heard: Message[] = [];
    const writing: LanguageGame = {
      ...base,
      start(random) {
        const { state, messages } = base.start(random);
        return { state, messages: [...heard, ...messages] };
      },
      apply(state, action, random) {
        const next = base.apply(state, action, random);
        heard.push(...next.messages);
        return next;
      },
    };
    assert.equal(await remembers(base), false);
    assert.equal(await remembers(writing), true);
  });
});

describe('a test of spaces that compares a thing with itself', () => {
  test('no space is compared with itself: what is observed and done is held against what is declared', () => {
    const laws = ['fields-fit', 'observations-fit-their-fields', 'legal-list'];
    const base = kuhnPoker();
    const [field] = base.observation;
    const wrong: Game[] = [
      kuhn({ observe: (state, seat, out) => (base.observe(state, seat, out), void (out[field.offset] = 2)) }),
      kuhn({ observation: base.observation.slice(1) }),
      kuhn({ legal: (state, actions) => (base.legal(state, actions) > 0 ? ((actions[0] = 2), 1) : 0) }),
    ];
    assert.deepEqual(checkGame(base, { laws, runs: 5 }).violations, []);
    for (const [index, game] of wrong.entries()) {
      const { violations } = checkGame(game, { laws, runs: 5 });
      assert.ok(violations.length > 0, String(index));
    }
  });
});

describe('a listed action that aborts, or an unlisted one that is accepted or crashes', () => {
  /** Tried at every step of an episode; listed actions on copies. */
  function fault(env: Env, seed: number): string | undefined {
    for (const { legal, done } of episode(env, seed, seed)) {
      if (done) return undefined;
      const listed = new Set(legal);
      const before = JSON.stringify(env.save());
      const { actionCount } = env.game;
      const some = Array.from({ length: 24 }, (_, at) => Math.floor((at * actionCount) / 24));
      for (const action of [...some, ...legal.slice(0, 24), -1, actionCount, 0.5, NaN, Infinity]) {
        const twin = env.clone();
        try {
          twin.step(action);
        } catch (error) {
          if (listed.has(action)) return `${action} is listed, but throws ${String(error)}`;
          if (!(error instanceof IllegalActionError))
            return `${action} is not listed, and throws ${String(error)}`;
          if (JSON.stringify(twin.save()) !== before) return `${action} is refused, but changes something`;
          continue;
        }
        if (!listed.has(action)) return `${action} is not listed, but accepted`;
      }
      if (JSON.stringify(env.save()) !== before) return 'what is done on a copy changes the original';
    }
    return undefined;
  }

  for (const name of CLOSED) {
    test(`no listed action aborts and no other is accepted or crashes in ${name}`, () => {
      for (let seed = 0; seed < 3; seed++) assert.equal(fault(new Env(loadGame(name)), seed), undefined);
    });
  }

  test('a listed action that aborts, and others that are accepted or crash, are found', () => {
    const base = kuhnPoker();
    const aborting = kuhn({
      apply(state, action) {
        if (base.mover(state) === 1 && action === 1) throw new RangeError('Out of memory.');
        base.apply(state, action);
      },
    });
    class Lenient extends Env {
      override clone(): Env {
        return Object.assign(new Lenient(this.game), super.clone());
      }
      override step(action: number): TimeStep {
        return super.step(this.current.legal.includes(action) ? action : this.current.legal[0]);
      }
    }
    class Crashing extends Lenient {
      override clone(): Env {
        return Object.assign(new Crashing(this.game), super.clone());
      }
      override step(action: number): TimeStep {
        if (!this.current.legal.includes(action)) throw new TypeError('undefined is not a function');
        return super.step(action);
      }
    }
    assert.match(fault(new Env(aborting), 1) ?? '', /1 is listed, but throws RangeError/);
    assert.match(fault(new Lenient(base), 1) ?? '', /-1 is not listed, but accepted/);
    assert.match(fault(new Crashing(base), 1) ?? '', /-1 is not listed, and throws TypeError/);
  });
});

describe('chips that no bet moves, an ante after the last round, and the last winner for the winner of all', () => {
  /** What is done in a round, and how much it moves to whoever wins it; undefined: to whoever has the higher card. */
  const LINES = [
    { actions: ['bet', 'bet'], chips: 2, winner: undefined },
    { actions: ['pass', 'pass'], chips: 1, winner: undefined },
    { actions: ['bet', 'pass'], chips: 1, winner: 0 },
    { actions: ['pass', 'bet', 'bet'], chips: 2, winner: undefined },
    { actions: ['pass', 'bet', 'pass'], chips: 1, winner: 1 },
  ] as const;

  /** Plays a match by lines and counts the chips by hand: what the game says of them, and what they are. */
  async function play(spec: string, seed: number, lines: readonly (typeof LINES)[number][]) {
    const env = new AsyncEnv(loadLanguageGame(spec));
    let step = await env.reset({ seed });
    const chips = [0, 0];
    const won: number[] = [];
    for (const { actions, chips: stake, winner } of lines) {
      const { history } = env.position as InWordsState;
      const first = step.seat;
      for (const action of actions) {
        const names = step.closed?.names ?? [];
        step = await env.step(`[${names[action === 'pass' ? 0 : 1]}]`);
      }
      const higher = history[0] > history[1] ? 0 : 1;
      const seat = (first + (winner ?? higher)) % 2;
      chips[seat] += stake;
      chips[1 - seat] -= stake;
      won.push(seat);
    }
    return { chips, won, done: step.done, returns: step.returns };
  }

  test('bets move chips in Kuhn poker in words, no ante is taken after the last round, and most chips win', async () => {
    let told = 0;
    for (let seed = 0; seed < 12; seed++) {
      const lines = LINES.map((_, at) => LINES[(at + seed) % LINES.length]);
      const match = await play('in_words(game=kuhn_poker,rounds=5)', seed, lines);
      assert.deepEqual([match.done, match.returns], [true, match.chips]);

      // Two rounds: the first is worth two chips, the last one.
      const rounds = [LINES[0], LINES[1]];
      const { won, done, returns } = await play(
        'in_words(game=kuhn_poker,rounds=2,result=winner)',
        seed,
        rounds,
      );
      assert.ok(done);
      assert.equal(returns[won[0]], 1, 'whoever has most chips has won, not whoever won the last round');
      if (won[0] !== won[1]) told++;
    }
    assert.ok(told > 0, 'in some matches another seat won the last round');
  });

  test('bets that move no chips, and the last winner for the winner of all, are found where a published game has them', async () => {
    const rounds = [LINES[0], LINES[0], LINES[0]]; // every bet is called
    const { chips, done, returns } = await play(
      'in_words(game=kuhn_poker,preset=textarena,rounds=3,result=total)',
      3,
      rounds,
    );
    assert.ok(done);
    assert.deepEqual(returns, [chips[0] / 2, chips[1] / 2], 'no bet moves a chip');
    const last = await Promise.all(
      Array.from({ length: 12 }, (_, seed) =>
        play('in_words(game=kuhn_poker,rounds=2,result=last)', seed, [LINES[0], LINES[1]]),
      ),
    );
    assert.ok(last.some(({ won, returns: paid }) => paid[won[0]] === -1));
  });
});

describe('a crash when stepped after the end', () => {
  const isOver = (error: unknown): boolean => error instanceof EpisodeOverError; // no TypeError, nor anything else

  for (const name of CLOSED) {
    test(`a step after the end is an EpisodeOverError in ${name}, in any environment`, () => {
      const game = loadGame(name);
      for (const env of [
        new Env(game),
        new TimeLimit(new Env(game), 3),
        new Recording(new Env(game), { onEpisode: () => undefined }),
      ]) {
        assert.throws(() => env.step(0), isOver);
        for (let step = env.reset({ seed: 1 }); !step.done;) step = env.step(step.legal[0]);
        for (const action of [0, -1, 0]) assert.throws(() => env.step(action), isOver);
        assert.ok(!env.reset().done, 'it plays on after a reset');
      }

      const cycle = new AecEnv(new TimeLimit(new Env(game), 3));
      assert.throws(() => cycle.step(0), isOver);
      cycle.reset({ seed: 1 });
      for (const agent of cycle.agentIter()) {
        const { actionMask } = cycle.infos[agent];
        cycle.step(cycle.last().terminated || cycle.last().truncated ? null : actionMask.indexOf(1));
      }
      for (const action of [0, null]) assert.throws(() => cycle.step(action), isOver);

      const together = new ParallelEnv(new TimeLimit(new Env(game), 3));
      assert.throws(() => together.step({}), isOver);
      let { infos } = together.reset({ seed: 1 });
      while (together.agents.length > 0) {
        const now = infos;
        const acts = together.choosing.map((agent) => [agent, now[agent].actionMask.indexOf(1)] as const);
        ({ infos } = together.step(Object.fromEntries(acts)));
      }
      for (const actions of [{}, { player_0: 0 }]) assert.throws(() => together.step(actions), isOver);
    });

    test(`a step after the end changes nothing in ${name} side by side`, () => {
      const game = loadGame(name);
      const vector = new VectorEnv(game, { count: 2, restart: false });
      const actions = new Int32Array(2);
      assert.throws(() => vector.step(actions), isOver);
      vector.reset({ seed: 1 });
      for (let turn = 0; turn <= game.maxTurns && vector.seats.some((seat) => seat !== TERMINAL); turn++) {
        for (let k = 0; k < 2; k++) actions[k] = vector.legalActions[vector.legalOffsets[k]];
        vector.step(actions);
      }
      const ends = [vector.state(0).slice(), vector.state(1).slice()];
      for (const action of [0, -1, game.actionCount]) vector.step(actions.fill(action));
      assert.deepEqual([vector.state(0), vector.state(1)], ends);
      assert.deepEqual(Array.from(vector.seats), [TERMINAL, TERMINAL]);
    });
  }

  for (const name of gameNames('language')) {
    test(`a step after the end is an EpisodeOverError in ${name}`, async () => {
      const game = loadLanguageGame(name);
      for (const env of [
        new AsyncEnv(game, { turnLimit: 40 }),
        new AsyncRecording(new AsyncEnv(game, { turnLimit: 40 }), { onEpisode: () => undefined }),
      ]) {
        await assert.rejects(env.step(''), isOver);
        const random = stream(1, 'test');
        let step = await env.reset({ seed: 1 });
        while (!step.done) step = await env.step(env.sample(random) ?? '');
        for (const reply of ['', '[0]', 'nonsense']) await assert.rejects(env.step(reply), isOver);
        await assert.rejects(env.forfeit('it is late'), isOver);
        assert.ok(!(await env.reset()).done, 'it plays on after a reset');
      }
    });
  }
});
