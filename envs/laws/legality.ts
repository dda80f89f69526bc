import { Env, type SavedEnv } from '../core/env.ts';
import { IllegalActionError } from '../core/errors.ts';
import { CHANCE, type Game, TERMINAL } from '../core/game.ts';
import { answersOf } from './answers.ts';
import { type GameRow, positionLaw } from './law.ts';
import { legalOf, picked, type Position, someOf } from './playthrough.ts';
import { broken } from './violation.ts';

/** Of more actions or outcomes than these, only some are tried out at each position. */
const TRIED = 16;
const DRAWN = 6;
/** Actions that are not legal, besides those that there are not. */
const REFUSED = 12;
/** Guards the entries after the legal actions. */
const UNTOUCHED = -99;

function checkMover({ game, mover }: Position): void {
  if (mover === TERMINAL) return;
  if (mover === CHANCE) {
    if (game.chanceKind === 'none') broken('chance is to move in a game without chance');
    return;
  }
  if (!(Number.isInteger(mover) && mover >= 0 && mover < game.seats)) {
    broken(`mover answers ${mover}; the seats are 0 to ${game.seats - 1}`);
  }
}

function checkList({ game, state, mover }: Position): void {
  if (mover < 0) return;
  const { maxLegal, actionCount } = game;
  const buffer = new Int32Array(maxLegal + 8).fill(UNTOUCHED);
  const count = game.legal(state, buffer);
  if (!(Number.isInteger(count) && count > 0 && count <= maxLegal)) {
    broken(`legal answers ${count}; from 1 to ${maxLegal} actions can be legal`);
  }
  const listed = buffer.subarray(0, count).join(', ');
  for (let at = 0; at < count; at++) {
    if (!(buffer[at] >= 0 && buffer[at] < actionCount)) {
      broken(`legal actions ${listed} are not all from 0 to ${actionCount - 1}`);
    }
    if (at > 0 && buffer[at] <= buffer[at - 1]) broken(`legal actions ${listed} are not ascending`);
  }
  if (buffer.subarray(maxLegal).some((entry) => entry !== UNTOUCHED))
    broken(`legal writes more than ${maxLegal} entries`);
}

/** Options are done on a copy, which must then be a position that answers. */
function checkPlayable(position: Position): void {
  const { game, state, mover } = position;
  for (const action of someOf(position, mover === CHANCE ? DRAWN : TRIED)) {
    const next = state.slice();
    try {
      game.apply(next, action);
      checkMover({ ...position, state: next, mover: game.mover(next) });
      answersOf(game, next);
    } catch (error) {
      const what = mover === CHANCE ? 'outcome' : `action of seat ${mover}`;
      broken(
        `${action} is a possible ${what}, but ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** An environment at this position, reached through its own saved form. */
function environmentAt(game: Game, history: readonly number[]): Env {
  const env = new Env(game);
  const saved: SavedEnv = {
    spec: game.spec,
    version: game.version,
    seed: 0,
    episode: 0,
    history,
    chance: [1, 2, 3, 4],
  };
  env.restore(saved);
  return env;
}

function checkAccepted(position: Position): void {
  const { game, state, mover, history } = position;
  if (mover < 0) return;
  const legal = legalOf(game, state);
  const env = environmentAt(game, history);
  const before = JSON.stringify(env.save());
  const offered = env.current.legal;
  if (offered.join() !== legal.join())
    broken(`the environment offers ${offered.join()}, but legal are ${legal.join()}`);
  const listed = new Set(legal);
  const others = Array.from({ length: game.actionCount }, (_, action) => action).filter(
    (action) => !listed.has(action),
  );
  for (const action of [-1, game.actionCount, 0.5, NaN, ...picked(position, others, REFUSED)]) {
    try {
      env.step(action);
    } catch (error) {
      if (!(error instanceof IllegalActionError)) {
        broken(
          `the illegal action ${action} throws ${error instanceof Error ? error.name : String(error)}, no IllegalActionError`,
        );
      }
      if (JSON.stringify(env.save()) !== before)
        broken(`the illegal action ${action} changes the environment`);
      continue;
    }
    broken(`the environment accepts ${action}, but legal are ${legal.join(', ')}`);
  }
  for (const action of someOf(position, TRIED)) {
    try {
      env.clone().step(action);
    } catch (error) {
      broken(
        `the environment refuses ${action}, which is legal: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

export const LEGALITY_LAWS: readonly GameRow[] = [
  positionLaw('mover-is-valid', 'a seat, chance or the end is next', checkMover, 'cheap'),
  positionLaw(
    'legal-list',
    'the mover has legal actions, ascending, in range and within maxLegal',
    checkList,
    'cheap',
  ),
  positionLaw('possible-is-playable', 'every legal action and possible outcome can be done', checkPlayable),
  positionLaw('legal-is-accepted', 'an environment accepts exactly the legal actions', checkAccepted),
];
