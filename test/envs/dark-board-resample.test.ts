import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Game, informationState, loadGame, type State, stream, TERMINAL } from '@parlor/envs';
import { choices } from './perft.ts';

const DRAWS = 150;
/** Standard deviations that a statistic may be off; seeds are fixed. */
const DEVIATIONS = 5;

/** States that a seat cannot tell apart, with the probability that uniform play reaches each. */
type Alike = Map<string, number>;

const phase = (game: Game, state: State, seat: number): string => {
  const mover = game.mover(state);
  return mover === TERMINAL ? 'over' : mover === seat ? 'choosing' : 'waiting';
};

/** All states that look to the seat as one does that has shown it these tokens. */
function alike(game: Game, seat: number, tokens: readonly number[], now: string): Alike {
  const found: Alike = new Map();
  const walk = (state: State, seen: number, weight: number): void => {
    if (seen === tokens.length && phase(game, state, seat) === now) {
      found.set(state.join(), (found.get(state.join()) ?? 0) + weight);
    }
    const legal = choices(game, state);
    for (const action of legal) {
      const token = game.witness(state, action, seat);
      if (token !== 0 && token !== tokens[seen]) continue;
      const next = state.slice();
      game.apply(next, action);
      walk(next, seen + (token === 0 ? 0 : 1), weight / legal.length);
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state, 0, 1);
  return found;
}

/** Pearson's statistic of what is resampled from a state, less what is to be expected of it, and its variance. */
function excess(
  game: Game,
  state: State,
  seat: number,
  expected: Alike,
  seed: number,
): readonly [number, number] {
  const random = stream(seed, 'test');
  const counts = new Map<string, number>();
  const out = new Int32Array(game.stateSize);
  for (let draw = 0; draw < DRAWS; draw++) {
    game.resample?.(state, seat, random, out);
    const key = out.join();
    assert.ok(expected.has(key), 'what is resampled fits what the seat has witnessed');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const total = [...expected.values()].reduce((sum, weight) => sum + weight, 0);
  let statistic = 0;
  let variance = 0;
  for (const [key, weight] of expected) {
    const mean = (DRAWS * weight) / total;
    statistic += ((counts.get(key) ?? 0) - mean) ** 2 / mean;
    variance += 1 / mean;
  }
  // The exact moments of Pearson's statistic (J. B. S. Haldane, 1937): rare states widen it.
  const kinds = expected.size;
  return [statistic - (kinds - 1), 2 * (kinds - 1) + variance - (kinds * kinds + 2 * kinds - 2) / DRAWS];
}

function follows(game: Game, points: readonly { history: number[]; seat: number }[]): void {
  let sum = 0;
  let variance = 0;
  let hidden = 0;
  for (const [seed, { history, seat }] of points.entries()) {
    const state = new Int32Array(game.stateSize);
    game.start(state);
    for (const action of history) game.apply(state, action);
    const tokens = informationState(game, history, seat);
    const expected = alike(game, seat, tokens, phase(game, state, seat));
    if (expected.size === 1) continue;
    hidden++;
    const [more, spread] = excess(game, state, seat, expected, seed);
    sum += more;
    variance += spread;
  }
  assert.ok(hidden > 4, `${hidden} points hide something`);
  const off = Math.abs(sum) / Math.sqrt(variance);
  assert.ok(off < DEVIATIONS, `what is resampled is ${off.toFixed(1)} standard deviations off the posterior`);
}

/** One history for each information state of both seats, whoever is to move. */
function everywhere(game: Game): { history: number[]; seat: number }[] {
  const points = new Map<string, { history: number[]; seat: number }>();
  const walk = (state: State, history: number[]): void => {
    for (const seat of [0, 1]) {
      const key = `${seat} ${phase(game, state, seat)} ${informationState(game, history, seat).join()}`;
      points.set(key, { history, seat });
    }
    for (const action of choices(game, state)) {
      const next = state.slice();
      game.apply(next, action);
      walk(next, [...history, action]);
    }
  };
  const state = new Int32Array(game.stateSize);
  game.start(state);
  walk(state, []);
  return [...points.values()];
}

/** Points of random playthroughs, none of which is so late that looking for all that is alike takes long. */
function somewhere(game: Game, count: number, longest: number): { history: number[]; seat: number }[] {
  const random = stream(1, 'test');
  return Array.from({ length: count }, (_, index) => {
    const history: number[] = [];
    const state = new Int32Array(game.stateSize);
    game.start(state);
    while (history.length < longest && game.mover(state) !== TERMINAL) {
      const legal = choices(game, state);
      history.push(legal[random.below(legal.length)]);
      game.apply(state, history[history.length - 1]);
    }
    return { history, seat: index % 2 };
  });
}

describe('resampling in the dark follows the posterior of uniform play', () => {
  for (const version of ['classical', 'abrupt']) {
    for (const told of ['nothing', 'number']) {
      const options = `version=${version},told=${told}`;
      test(`everywhere in dark_hex(rows=2,${options})`, () => {
        const game = loadGame(`dark_hex(rows=2,${options})`);
        follows(game, everywhere(game));
      });
      test(`in the middle of dark_hex and phantom_tic_tac_toe with ${options}`, () => {
        for (const spec of [`dark_hex(${options})`, `phantom_tic_tac_toe(${options})`] as const) {
          const game = loadGame(spec);
          follows(game, somewhere(game, 12, 6));
        }
      });
    }
  }

  test('a state of a large board is resampled to one that the seat cannot tell from it', () => {
    for (const version of ['classical', 'abrupt']) {
      const game = loadGame(`dark_hex(rows=9,version=${version},told=number)`);
      const out = new Int32Array(game.stateSize);
      for (const { history, seat } of somewhere(game, 12, 100)) {
        const state = new Int32Array(game.stateSize);
        game.start(state);
        for (const action of history) game.apply(state, action);
        game.resample?.(state, seat, stream(history.length, 'test'), out);
        assert.equal(game.text.view(out, seat), game.text.view(state, seat));
        assert.equal(game.mover(out), game.mover(state));
        assert.notDeepEqual(out, state);
      }
    }
  });
});
