import type { Game, State } from '../core/game.ts';
import { answersOf, choosingOf, difference, stateObservationOf } from './answers.ts';
import { type GameRow, isVisited, playLaw, positionLaw } from './law.ts';
import { LAW_KEY, pick, type Position, sameState, someOf, walk } from './playthrough.ts';
import { Stream } from '../core/random.ts';
import { broken } from './violation.ts';

/** What an array may hold before `start`. */
const GARBAGE = [-1, 1, 7, 0x55555555];
/** Guards the memory before and after a state: small, for a game that reads it by mistake may count up to it. */
const SENTINEL = 3;
/** How far a copy is played to see whether the original follows. */
const AHEAD = 4;

/** Plays on for a few turns. */
function playOn(game: Game, state: State, choices: readonly number[]): void {
  for (let turn = 0; turn < AHEAD; turn++) {
    const action = pick(game, state, game.mover(state), choices[turn] ?? turn);
    if (action === undefined) return;
    game.apply(state, action);
  }
}

/** What was found at each position of a playthrough. */
function record(
  game: Game,
  choices: readonly number[],
  history: number[],
): { state: State; answers: string[] }[] {
  const found: { state: State; answers: string[] }[] = [];
  for (const position of walk(game, choices, history)) {
    const answers = isVisited(position, choices.length) ? answersOf(game, position.state) : [];
    found.push({ state: position.state.slice(), answers });
  }
  return found;
}

function compare(
  game: Game,
  position: Position,
  found: { state: State; answers: string[] } | undefined,
  where: string,
): void {
  const { state, history } = position;
  if (found === undefined) broken(`${where} it goes on longer`, history);
  if (!sameState(state, found.state)) {
    broken(`${where} the state is ${state.join()}, but it was ${found.state.join()}`, history);
  }
  if (found.answers.length === 0) return;
  const differs = difference(answersOf(game, state), found.answers);
  if (differs !== undefined) broken(`${where} it answers ${differs} was the answer before`, history);
}

/** Every function of a game that reads, as name and call. */
function* readers(position: Position): Generator<[string, () => unknown]> {
  const { game, state, mover } = position;
  const options = someOf(position, 8);
  yield ['mover', () => game.mover(state)];
  yield ['returns', () => game.returns(state, new Float64Array(game.seats))];
  if (mover !== -1) yield ['legal', () => game.legal(state, new Int32Array(game.maxLegal))];
  if (mover === -1) {
    if (game.chanceKind === 'exact')
      yield ['chance', () => game.chance(state, new Float64Array(game.chanceCount))];
    yield ['draw', () => game.draw(state, new Stream().seek(LAW_KEY, 0, 0))];
  }
  if (game.choosing) yield ['choosing', () => choosingOf(game, state)];
  if (game.observeState) yield ['observeState', () => stateObservationOf(game, state)];
  if (mover >= 0) yield ['text.parse', () => game.text.parse(state, 'nonsense')];
  for (const action of options) yield ['text.actionName', () => game.text.actionName(state, action)];
  for (let seat = 0; seat < game.seats; seat++) {
    yield ['role', () => game.role(state, seat)];
    yield ['knowsRole', () => game.knowsRole?.(state, seat)];
    yield ['observe', () => game.observe(state, seat, new Float32Array(game.observationSize))];
    yield ['text.view', () => game.text.view(state, seat)];
    if (game.resample && mover !== -1) {
      yield [
        'resample',
        () => game.resample?.(state, seat, new Stream().seek(LAW_KEY, 0, 0), new Int32Array(game.stateSize)),
      ];
    }
    for (const action of options) {
      yield ['witness', () => game.witness(state, action, seat)];
      yield ['text.event', () => game.text.event(state, action, seat)];
    }
  }
}

export const DETERMINISM_LAWS: readonly GameRow[] = [
  playLaw('start-clears', 'start writes the same state whatever the array held', (game, choices, history) => {
    const clean = new Int32Array(game.stateSize);
    game.start(clean);
    for (const garbage of GARBAGE) {
      const dirty = new Int32Array(game.stateSize).fill(garbage);
      game.start(dirty);
      if (!sameState(clean, dirty))
        broken(`an array full of ${garbage} starts as ${dirty.join()}, not ${clean.join()}`, []);
    }
    const used = new Int32Array(game.stateSize);
    for (const position of walk(game, choices, history, used)) void position;
    game.start(used);
    if (!sameState(clean, used))
      broken(`started again in the same array it is ${used.join()}, not ${clean.join()}`);
  }),
  playLaw(
    'same-actions-same-states',
    'the same actions lead to the same states and answers',
    (game, choices, history) => {
      const first = record(game, choices, history);
      for (const position of walk(game, choices, history)) {
        compare(game, position, first[position.history.length], 'the second time');
      }
    },
  ),
  playLaw(
    'nothing-is-remembered',
    'nothing outside the state is remembered',
    (game, choices, history, salt) => {
      const alone = record(game, choices, history);
      const others = walk(
        game,
        choices.map((choice, turn) => choice + 1 + ((salt + turn) % 3)),
      );
      for (const position of walk(game, choices, history)) {
        others.next();
        compare(game, position, alone[position.history.length], 'with another game played in turn with it,');
      }
    },
  ),
  playLaw(
    'clone-goes-its-own-way',
    'a clone and its original go separate ways',
    (game, choices, history, salt) => {
      const ahead = choices.map((choice) => choice + 1 + (salt % 2));
      const kept: { clone: State; answers: string[]; history: readonly number[] }[] = [];
      for (const position of walk(game, choices, history)) {
        if (!isVisited(position, choices.length)) continue;
        const { state } = position;
        const before = answersOf(game, state);
        const original = state.slice();
        const clone = state.slice();
        const cloned = difference(answersOf(game, clone), before);
        if (cloned !== undefined) broken(`a clone answers ${cloned} is the original's answer`);
        kept.push({ clone: state.slice(), answers: before, history: history.slice() });
        playOn(game, clone, ahead.slice(history.length));
        if (!sameState(state, original)) broken('the original changes when a clone plays on');
        const after = difference(answersOf(game, state), before);
        if (after !== undefined)
          broken(`when a clone has played on, the original answers ${after} was its answer before`);
      }
      for (const { clone, answers, history: then } of kept) {
        const differs = difference(answersOf(game, clone), answers);
        if (differs !== undefined)
          broken(`when the original has played on, its clone answers ${differs} was its answer`, then);
      }
    },
  ),
  playLaw(
    'state-is-all',
    'a state written as JSON and read again is the same position',
    (game, choices, history) => {
      for (const position of walk(game, choices, history)) {
        if (!isVisited(position, choices.length)) continue;
        const words = JSON.parse(JSON.stringify(Array.from(position.state))) as number[];
        const restored = Int32Array.from(words);
        const differs = difference(answersOf(game, restored), answersOf(game, position.state));
        if (differs !== undefined)
          broken(`the restored state answers ${differs} is the answer of the one that was saved`);
        const original = position.state.slice();
        playOn(game, restored, choices.slice(history.length));
        playOn(game, original, choices.slice(history.length));
        if (!sameState(restored, original))
          broken(`what was restored goes on to ${restored.join()}, not ${original.join()}`);
      }
    },
  ),
  playLaw('state-in-a-slab', 'a state may be a part of a larger array', (game, choices, history) => {
    const size = game.stateSize;
    const slab = new Int32Array(3 * size).fill(SENTINEL);
    const inside = walk(game, choices, [], slab.subarray(size, 2 * size));
    for (const position of walk(game, choices, history)) {
      const other = inside.next();
      if (other.done) broken('in a slab the game ends sooner');
      compare(game, { ...other.value, history }, { state: position.state, answers: [] }, 'in a slab');
      if (isVisited(position, choices.length)) {
        const differs = difference(answersOf(game, other.value.state), answersOf(game, position.state));
        if (differs !== undefined) broken(`in a slab it answers ${differs} is the answer of a state alone`);
      }
      if (slab.some((word, at) => word !== SENTINEL && (at < size || at >= 2 * size))) {
        broken('it writes outside its part of a slab');
      }
    }
  }),
  positionLaw('reading-does-not-write', 'functions that read leave the state as it is', (position) => {
    const { state } = position;
    const before = state.slice();
    for (const [name, read] of readers(position)) {
      read();
      if (!sameState(state, before)) broken(`${name} turns the state ${before.join()} into ${state.join()}`);
    }
  }),
];
