import { SCENE_ATTRIBUTES } from '@parlor/envs';
import type { PictureView } from './picture-view.ts';

const [colour, shape, material, size] = SCENE_ATTRIBUTES.map(({ values }): readonly string[] => values);
/** The words of an object in the order in which they are said. */
const KINDS = [size, colour, material, shape];
const WORDS = new Set(KINDS.flat());

/** `there is a small red cube`, `there are 2 metal objects`, `there is no sphere`. */
const STATEMENT = /\bthere (?:is|are) (an?|one|no|\d+) ((?:[a-z]+ )*)(cube|sphere|cylinder|object)s?\b/i;

interface Statement {
  /** Whether it says how many, or only that there are some. */
  readonly count: number | undefined;
  readonly words: readonly string[];
}

function read(text: string): Statement | undefined {
  const [, number, middle, noun] = STATEMENT.exec(text) ?? [];
  if (noun === undefined) return undefined;
  const words = middle
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  if (!words.every((word) => WORDS.has(word))) return undefined;
  const shaped = noun.toLowerCase();
  const amount = number.toLowerCase();
  return {
    count:
      amount === 'a' || amount === 'an'
        ? undefined
        : amount === 'no'
          ? 0
          : amount === 'one'
            ? 1
            : Number(amount),
    words: shaped === 'object' ? words : [...words, shaped],
  };
}

/** A statement in words, of attributes in any order. */
function say({ count, words }: Statement): string {
  const ordered = KINDS.flatMap((kind) => kind.filter((word) => words.includes(word)));
  const noun = ordered.find((word) => shape.includes(word)) ?? 'object';
  const before = ordered.filter((word) => word !== noun);
  const look = [...before, noun].join(' ');
  if (count === undefined) return `There is ${/^[aeiou]/.test(look) ? 'an' : 'a'} ${look}`;
  return count === 1 ? `There is one ${look}` : `There are ${count === 0 ? 'no' : count} ${look}s`;
}

/** Every part of some words but none and all of them, the largest first. */
function parts(words: readonly string[]): string[][] {
  const found: string[][] = [];
  for (let set = 1; set < (1 << words.length) - 1; set++)
    found.push(words.filter((_, at) => ((set >> at) & 1) === 1));
  return found.sort((one, other) => other.length - one.length);
}

/** The words of each object in a description: `1. a small red metal cube, front left`. */
export function sceneObjects(text: string): string[][] {
  return Array.from(text.matchAll(/^\s*\d+\. an? ([^,\n]+)/gm), ([, look]) => look.split(' '));
}

/** A scene by the words of its objects; none: a scene that is not seen, of which nothing is true or false. */
export function sceneView(objects: readonly (readonly string[])[]): PictureView {
  const matching = (words: readonly string[]): number =>
    objects.filter((object) => words.every((word) => object.includes(word))).length;
  const kinds = [...WORDS].map((word) => [word]);
  const counts = (sets: readonly string[][]): string[] =>
    sets.map((words) => say({ count: matching(words), words }));
  /** Parts of what objects look like, each once, the largest first. */
  const wholes = [...new Set(objects.flatMap((object) => parts(object).map((words) => words.join(' '))))]
    .map((words) => words.split(' '))
    .sort((one, other) => other.length - one.length);
  const pairs = wholes.filter(({ length }) => length === 2);
  return {
    truth(text) {
      const statement = read(text);
      if (statement === undefined || objects.length === 0) return undefined;
      const found = matching(statement.words);
      return statement.count === undefined ? found > 0 : found === statement.count;
    },
    telling:
      objects.length === 0
        ? []
        : [...objects.map((words) => say({ count: undefined, words })), ...counts(pairs), ...counts(kinds)],
    safe: wholes.filter((words) => matching(words) > 1).map((words) => say({ count: undefined, words })),
    // Most scenes have large and small, metal and rubber objects, and some of each shape.
    guesses: () =>
      [
        ...[...size, ...material, ...shape].map((word) => [word]),
        ...size.flatMap((one) => material.map((other) => [one, other])),
      ].map((words) => say({ count: undefined, words })),
    weaker(text) {
      const statement = read(text);
      if (statement === undefined || statement.count === 0) return [];
      const { words, count } = statement;
      const all = count === undefined ? parts(words) : [words, ...parts(words)];
      return all.filter(({ length }) => length > 0).map((part) => say({ count: undefined, words: part }));
    },
  };
}
