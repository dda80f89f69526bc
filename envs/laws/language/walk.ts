import type { HiddenPart, Json, LanguageGame } from '../../core/language-game.ts';
import { TERMINAL } from '../../core/game.ts';
import { GAME_AUTHOR, type Message } from '../../core/message.ts';
import { stream, type Stream } from '../../core/random.ts';

/** The chance of an episode, as environments draw it. */
export function chanceOf(seed: number): Stream {
  return stream(seed, 'chance');
}

/** What stands at a path of a state; undefined where there is nothing. */
export function valueAt(state: Json, path: HiddenPart['path']): Json | undefined {
  let value: Json | undefined = state;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, name) ? (value as Readonly<Record<string | number, Json>>)[name] : undefined;
  }
  return value;
}

/** A copy of a state with other values in it. */
export function withValues(state: Json, values: ReadonlyMap<HiddenPart['path'], Json>): Json {
  const copy = JSON.parse(JSON.stringify(state)) as Json;
  for (const [path, value] of values) {
    const parent = valueAt(copy, path.slice(0, -1));
    if (typeof parent === 'object' && parent !== null)
      (parent as Record<string | number, Json>)[path[path.length - 1]] = value;
  }
  return copy;
}

/** A part that some seat does not know, and what stands there. */
export interface Secret extends HiddenPart {
  readonly value: string | number;
}

/** The parts of a state that some seat does not know and that a value can be put in place of. */
export function secretsOf(game: LanguageGame, state: Json): Secret[] {
  return (game.hidden?.(state) ?? []).flatMap((part) => {
    const value = valueAt(state, part.path);
    const secret = (typeof value === 'string' || typeof value === 'number') && part.path.length > 0;
    const open = new Set(part.knownTo).size >= game.seats;
    return secret && !open ? [{ ...part, value }] : [];
  });
}

/** A point of an episode that is played by the rules alone. */
export interface Point {
  readonly state: Json;
  /** The seat to move, or TERMINAL. */
  readonly mover: number;
  /** What the reply before it led to: a private refusal, or what the game tells. */
  readonly news: readonly Message[];
}

/**
 * Plays replies by the rules alone, each once, rejected ones for nothing; stops at the end.
 * @param plant may put another state in place of each that is reached, and decides where to begin
 */
export function* rulesPlay(
  game: LanguageGame,
  seed: number,
  replies: readonly string[],
  plant: (state: Json) => Json,
): Generator<Point> {
  const random = chanceOf(seed);
  const begun = game.start(random);
  let state = plant(begun.state);
  let mover = game.mover(state);
  yield { state, mover, news: begun.messages };
  for (const reply of replies) {
    if (mover === TERMINAL) return;
    const parsed = game.parse(state, mover, reply);
    if ('action' in parsed) {
      const after = game.apply(state, parsed.action, random);
      state = plant(after.state);
      mover = game.mover(state);
      yield { state, mover, news: after.messages };
    } else {
      const text = `${parsed.reason} ${parsed.format}`;
      yield { state, mover, news: [{ author: GAME_AUTHOR, audience: [mover], text }] };
    }
  }
}
