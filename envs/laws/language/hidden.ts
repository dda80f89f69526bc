import type { LanguageGame } from '../../core/language-game.ts';
import type { Message } from '../../core/message.ts';
import { broken } from '../violation.ts';
import type { LanguageRow } from './law.ts';
import { type PlantedPoint, plantedPlay, tells } from './plant.ts';
import { contrast, quoted } from './show.ts';
import { chanceOf, secretsOf, valueAt } from './walk.ts';

/** So many secrets are planted one at a time; others with all together. */
const SINGLY = 8;
/** So many beginnings are compared. */
const STARTS = 24;

const where = (path: readonly (string | number)[]): string => `state.${path.join('.')}`;

function* plantings(game: LanguageGame, seed: number): Generator<number | undefined> {
  const count = secretsOf(game, game.start(chanceOf(seed)).state).length;
  yield undefined;
  for (let only = 0; only < Math.min(count, SINGLY); only++) yield (seed + only) % count;
}

/** What is addressed to a seat, as one text. */
function told(news: readonly Message[], seat: number): string {
  return JSON.stringify(news.filter(({ audience }) => audience.includes(seat)));
}

function checkDeclared(game: LanguageGame, seed: number): void {
  const { information, hidden, closed, seats } = game;
  if (hidden === undefined) {
    if (information === 'imperfect' && closed === undefined)
      broken(
        'information is imperfect, but nothing says what is hidden: add hidden(state), which lists the parts of the ' +
          'state that some seats may not know and who does, or closed(state) where a closed game is played in words',
      );
    return;
  }
  const starts = Array.from({ length: STARTS }, (_, at) => game.start(chanceOf(seed + at)));
  for (const { state } of starts) {
    for (const { path, knownTo } of hidden(state)) {
      const value = valueAt(state, path);
      if (typeof value !== 'string' && typeof value !== 'number')
        broken(
          `hidden names ${where(path)}, where there is no text or number but ${String(JSON.stringify(value))}`,
        );
      if (!knownTo.every((seat) => Number.isInteger(seat) && seat >= 0 && seat < seats))
        broken(`hidden says that ${where(path)} is known to seats ${knownTo.join()}`);
    }
  }
  if (information === 'perfect') return;
  // What some seats are told and chance decides is a secret of theirs.
  const secret = starts.some(({ state }) => secretsOf(game, state).length > 0);
  for (let seat = 0; seat < seats && !secret; seat++) {
    const [first, ...others] = starts.map(({ messages }) =>
      JSON.stringify(messages.filter(({ audience }) => audience.includes(seat) && audience.length < seats)),
    );
    const other = others.find((text) => text !== first);
    if (other !== undefined)
      broken(
        `seat ${seat} alone is told ${contrast(first, other)}, as with another seed, but hidden lists nothing`,
      );
  }
}

/** Values that a seat must not know at the start, by what they are: [name, value]. */
function unknownAtStart(game: LanguageGame, seed: number, seat: number): Map<string, string> {
  const { state } = game.start(chanceOf(seed));
  const secrets = secretsOf(game, state);
  const known = new Set(
    (game.hidden?.(state) ?? [])
      .filter(({ knownTo }) => knownTo.includes(seat))
      .map(({ path }) => JSON.stringify(valueAt(state, path))),
  );
  const unknown = new Map<string, string>();
  for (const { path, value, knownTo } of secrets) {
    if (!knownTo.includes(seat) && !known.has(JSON.stringify(value))) unknown.set(where(path), String(value));
  }
  const role = game.role(state, seat);
  if (game.knowsRole?.(state, seat) === false && role >= 0) unknown.set('its role', game.roles[role]);
  return unknown;
}

/**
 * A value that follows what a seat is told: there in one of its messages at every beginning, whatever it is, where the
 * values of other beginnings mostly are not. So a list of all words, or a number met by chance, is no leak.
 */
function checkStarts(game: LanguageGame, seed: number): void {
  for (let seat = 0; seat < game.seats; seat++) {
    const starts = Array.from({ length: STARTS }, (_, at) => {
      const { messages } = game.start(chanceOf(seed + at));
      const texts = messages.filter(({ audience }) => audience.includes(seat)).map(({ text }) => text);
      return { texts, unknown: unknownAtStart(game, seed + at, seat) };
    });
    const count = Math.min(...starts.map(({ texts }) => texts.length));
    for (const name of new Set(starts.flatMap(({ unknown }) => [...unknown.keys()]))) {
      for (let index = 0; index < count; index++) {
        const told = starts.flatMap(({ texts, unknown }) => {
          const value = unknown.get(name) ?? '';
          return value === '' ? [] : [{ text: texts[index], value }];
        });
        if (!follows(told)) continue;
        const [{ text, value }] = told;
        broken(`at the start seat ${seat} is told ${quoted(text)}, and so ${name}: ${value}`);
      }
    }
  }
}

function follows(told: readonly { readonly text: string; readonly value: string }[]): boolean {
  if (told.length < STARTS / 4 || !told.every(({ text, value }) => mentions(text, value))) return false;
  const others = told.flatMap(({ text, value }) =>
    told.filter((other) => other.value !== value).map((other) => mentions(text, other.value)),
  );
  return others.length >= told.length && others.filter(Boolean).length < others.length / 2;
}

function mentions(text: string, value: string): boolean {
  const pattern = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

export const HIDDEN_LAWS: readonly LanguageRow[] = [
  {
    name: 'hidden-is-declared',
    summary: 'a game of imperfect information lists what is hidden and who knows it',
    check({ game, seed }) {
      checkDeclared(game, seed);
    },
  },
  {
    name: 'no-leak-at-start',
    summary: 'at the start nobody is told what is hidden from it, nor a role that it is not to know',
    check({ game, seed }) {
      checkStarts(game, seed);
    },
  },
  {
    name: 'no-leak-of-hidden',
    summary: 'as long as a value is hidden, no message tells it to a seat that does not know it',
    check({ game, seed, replies }) {
      if (game.hidden === undefined) return;
      for (const only of plantings(game, seed)) {
        for (const { planted, news } of plantedPlay(game, seed, replies, 0, only)) {
          for (const { value, knownTo, path } of planted) {
            const leak = news.find(
              ({ text, audience }) => audience.some((seat) => !knownTo.includes(seat)) && tells(text, value),
            );
            if (leak === undefined) continue;
            const seats = leak.audience.filter((seat) => !knownTo.includes(seat)).join();
            broken(
              `with ${quoted(String(value))} in ${where(path)}, seat ${seats} is told ${quoted(leak.text)}`,
            );
          }
        }
      }
    },
  },
  {
    name: 'hidden-makes-no-difference',
    summary:
      'as long as a text is hidden, what a seat that does not know it is told is the same whatever it is',
    check({ game, seed, replies }) {
      if (game.hidden === undefined) return;
      for (const only of plantings(game, seed)) {
        const others = plantedPlay(game, seed, replies, 1, only);
        const learned = new Set<number>();
        for (const point of plantedPlay(game, seed, replies, 0, only)) {
          const other = others.next();
          if (other.done || !textsAlone(point) || point.planted.length === 0) break;
          for (const { knownTo } of [...point.planted, ...other.value.planted])
            knownTo.forEach((seat) => learned.add(seat));
          if (point.planted.length !== other.value.planted.length) break;
          for (let seat = 0; seat < game.seats; seat++) {
            if (learned.has(seat)) continue;
            const [one, two] = [told(point.news, seat), told(other.value.news, seat)];
            if (one !== two)
              broken(
                `with another text in ${where(point.planted[0].path)}, hidden from seat ${seat}, it is told ${contrast(one, two)}`,
              );
          }
        }
      }
    },
  },
];

/** Games may do sums with numbers, and tell their results; a text that no rule knows is the same as any other. */
function textsAlone({ planted }: PlantedPoint): boolean {
  return planted.every(({ value }) => typeof value === 'string');
}
