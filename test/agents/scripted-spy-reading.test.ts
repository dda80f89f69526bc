import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CHANCE, CIVILIAN, type Game, JUDGE, loadGame, SPY, stream, TERMINAL } from '@parlor/envs';
import { legalClues, SceneBelief, type SpyFacts, spyFacts, SpyReading, spyRows } from '@parlor/agents';

/** What happened in a play, as the actions tell it. */
interface Story {
  readonly seat: number;
  readonly spies: number;
  /** What civilians see and what spies see. */
  readonly scenes: readonly [Int32Array, Int32Array];
  readonly clues: readonly { readonly clue: number; readonly speaker: number }[];
  readonly votes: readonly { readonly vote: number; readonly voter: number }[];
  readonly state: Int32Array;
}

/** Plays at random, and shows every decision on the way. */
function play(game: Game, seed: number, show: (story: Story) => void): void {
  const facts = spyFacts(game);
  const random = stream(seed, 'test');
  const state = new Int32Array(game.stateSize);
  const legal = new Int32Array(game.maxLegal);
  const { cells, values } = facts.vocabulary;
  const most = Math.max(...values);
  const scenes: [Int32Array, Int32Array] = [new Int32Array(cells), new Int32Array(cells)];
  const clues: { clue: number; speaker: number }[] = [];
  const votes: { vote: number; voter: number }[] = [];
  let spies = 0;
  game.start(state);
  for (let drawn = -1, mover = game.mover(state); mover !== TERMINAL; mover = game.mover(state)) {
    if (mover === CHANCE) {
      const outcome = game.draw(state, random);
      if (drawn < 0) spies = facts.deals[outcome];
      else if (drawn < cells) {
        scenes[0][drawn] = facts.blank ? outcome : Math.floor(outcome / most);
        scenes[1][drawn] = facts.blank ? -1 : outcome % most;
      }
      drawn++;
      game.apply(state, outcome);
      continue;
    }
    show({ seat: mover, spies, scenes, clues, votes, state });
    const action = legal[random.below(game.legal(state, legal))];
    if (action < facts.clueCount) clues.push({ clue: action, speaker: mover });
    else votes.push({ vote: action - facts.clueCount, voter: mover });
    game.apply(state, action);
  }
}

function read(game: Game, reading: SpyReading, { state, seat }: Story): Float32Array {
  const row = new Float32Array(game.observationSize);
  game.observe(state, seat, row);
  reading.read(row, 0, seat);
  return row;
}

const SPECS = [
  'who_is_the_spy',
  'who_is_the_spy(preset=paper)',
  'who_is_the_spy(preset=released)',
  'who_is_the_spy(preset=party)',
  'who_is_the_spy(preset=party,told=true,voters=everybody,players=7,spies=2)',
  'who_is_the_spy(objects=4,attributes=4,values=8,edits=5,lies=all,repeats=true,rounds=3)',
  'who_is_the_spy(objects=1,attributes=1,values=2,lies=all)',
  'who_is_the_spy(objects=2,clues=counts,told=false,rounds=4,lies=none)',
];

describe('a reading says what happened, as far as the seat knows, in', () => {
  for (const spec of SPECS) {
    test(spec, () => {
      const game = loadGame(spec);
      const facts = spyFacts(game);
      const reading = new SpyReading(facts);
      const rows = spyRows(game);
      const legal = new Int32Array(game.maxLegal);
      const own = new Int32Array(facts.clueCount);
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          play(game, seed, (story) => {
            const { clues, scenes, seat, spies, state, votes } = story;
            const row = read(game, reading, story);
            const { view } = reading;
            const spy = seat < facts.players && ((spies >> seat) & 1) === 1;
            const role = seat >= facts.players ? JUDGE : !facts.told ? -1 : spy ? SPY : CIVILIAN;
            assert.equal(view.role, role);
            assert.equal(rows.role(row, 0), role);
            assert.equal(view.sees, !(facts.blank && spy));
            assert.deepEqual(reading.scene, scenes[spy ? 1 : 0]);
            const heard = Array.from(view.clues, (clue, slot) => ({ clue, speaker: slot % facts.players }));
            assert.deepEqual(
              heard.filter(({ clue }) => clue >= 0),
              clues,
            );
            const count = game.legal(state, legal);
            assert.equal(reading.voting, legal[0] >= facts.clueCount);
            assert.equal(rows.votes(row, 0), reading.voting);
            // Votes of a poll are known when all are in.
            const known = Array.from(reading.votes).filter((vote) => vote >= -1);
            const past = votes.map(({ vote }) => (vote === facts.players ? -1 : vote)).slice(0, known.length);
            assert.deepEqual(known, past);
            if (!reading.voting) {
              assert.equal(known.length, votes.length);
              assert.deepEqual(own.slice(0, legalClues(facts, view, own)), legal.slice(0, count));
              return;
            }
            for (let player = 0; player < facts.players; player++) {
              const eligible = legal.subarray(0, count).includes(facts.clueCount + player);
              assert.equal(reading.inGame(player) && player !== seat, eligible);
              if (!reading.inGame(player)) assert.equal(view.exposed[player], (spies >> player) & 1);
            }
          });
        }),
        { numRuns: 12 },
      );
    });
  }
});

/** The probability of each clue to be true by counting scenes, one by one. */
function counted(facts: SpyFacts, reading: SpyReading, mode: 'listen' | 'guess' | 'presume'): number[] {
  const { vocabulary, players, spies, clueCount, edits } = facts;
  const { cells, values, holds } = vocabulary;
  const { view } = reading;
  const [fellow, civilian] = [(spies - 1) / clueCount, (players - spies) / vocabulary.mostTrue];
  const truth = new Array<number>(clueCount).fill(0);
  let sum = 0;
  const scene = new Int32Array(cells);
  const visit = (cell: number, weight: number): void => {
    if (cell < cells) {
      const count = values[cell % values.length];
      for (let value = 0; value < count; value++) {
        scene[cell] = value;
        const edited = mode !== 'listen' && view.sees && value !== reading.scene[cell];
        visit(cell + 1, edited ? weight / (count - 1) : weight);
      }
      return;
    }
    if (mode !== 'listen' && view.sees) {
      let changed = 0;
      for (let index = 0; index < cells; index++) if (scene[index] !== reading.scene[index]) changed++;
      if (changed !== edits) return;
    }
    for (const [slot, clue] of view.clues.entries()) {
      const speaker = slot % players;
      if (clue < 0 || mode === 'presume' || (mode === 'guess' && speaker === view.seat)) continue;
      const sure = mode === 'listen' || spies === 1;
      if (!holds(scene, 0, clue)) weight *= sure ? 0 : fellow / (fellow + civilian);
    }
    sum += weight;
    for (let clue = 0; clue < clueCount; clue++) if (holds(scene, 0, clue)) truth[clue] += weight;
  };
  visit(0, 1);
  return truth.map((weight) => weight / sum);
}

describe('what is believed of the civilians’ scene is what counting scenes gives, in', () => {
  for (const spec of [
    'who_is_the_spy(rounds=2)',
    'who_is_the_spy(preset=paper,objects=2)',
    'who_is_the_spy(objects=2,edits=3,values=4)',
    'who_is_the_spy(objects=2,attributes=3,edits=2)',
    'who_is_the_spy(players=5,spies=2,objects=2,edits=2)',
    'who_is_the_spy(players=5,spies=2,objects=2,spy_sees=blank)',
  ]) {
    test(spec, () => {
      const game = loadGame(spec);
      const facts = spyFacts(game);
      const reading = new SpyReading(facts);
      const belief = new SceneBelief(facts);
      let checked = 0;
      for (let seed = 0; seed < 12; seed++) {
        play(game, seed, (story) => {
          read(game, reading, story);
          const spy = reading.view.role === SPY;
          for (const mode of spy ? (['listen', 'guess', 'presume'] as const) : (['listen'] as const)) {
            const expected = counted(facts, reading, mode);
            if (expected.some(Number.isNaN)) continue; // nothing fits: a spy has lied
            belief[mode](reading.view);
            checked++;
            for (const [clue, truth] of expected.entries())
              assert.ok(Math.abs(belief.truth[clue] - truth) < 1e-9, `${mode}, clue ${clue}`);
          }
        });
      }
      assert.ok(checked > 20, `${checked} positions`);
    });
  }
});
