import { OptionError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import {
  type Scene,
  SCENE_ATTRIBUTES,
  SCENE_GROUND,
  type SceneAttribute,
  type SceneLook,
  type SceneObject,
} from './scene.ts';
import { across, Crowd, type Solid } from './scene-view.ts';

export interface ScenePairOptions {
  /** How many objects: 1 to MOST_OBJECTS; 4 to 6, drawn, when left out. */
  readonly objects?: number;
  /** How many of them are edited: 1 to all; 2, or all of fewer, when left out. */
  readonly edits?: number;
  /** How many attributes of each edited object change: 1 to as many as may; drawn for each when left out. */
  readonly attributes?: number;
  /** Which attributes may change; all when left out. */
  readonly of?: readonly SceneAttribute[];
}

/** What an edit makes of one attribute of one object. */
export interface SceneChange {
  /** The object's index, from 0, in both scenes. */
  readonly object: number;
  readonly attribute: SceneAttribute;
  readonly from: string;
  readonly to: string;
}

/** Two scenes with the same number of objects at the same places, in order from left to right on the screen. */
export interface ScenePair {
  readonly original: Scene;
  readonly edited: Scene;
  /** By object, then in the order of SCENE_ATTRIBUTES. */
  readonly changes: readonly SceneChange[];
}

/** More objects find no room. */
export const MOST_OBJECTS = 10;

/** Places tried for one object, before all go to the grid. */
const TRIES = 40;

/**
 * Draws a scene and its edit. The looks are uniform, an edited attribute is uniform over its other values, and places
 * are drawn for both scenes alike: which of the two is the original does not show. In both, objects stand apart and are
 * well seen (see `isClear`).
 * @throws OptionError where an option is out of its range.
 */
export function scenePair(random: Random, options: ScenePairOptions = {}): ScenePair {
  const { of = SCENE_ATTRIBUTES.map(({ name }) => name) } = options;
  const editable = SCENE_ATTRIBUTES.flatMap(({ name }, index) => (of.includes(name) ? [index] : []));
  if (editable.length === 0 || of.length !== editable.length) {
    throw new OptionError(
      `scene pair: of must name some of ${SCENE_ATTRIBUTES.map(({ name }) => name).join(', ')}, each once.`,
    );
  }
  const count = whole('objects', options.objects ?? 4 + random.below(3), MOST_OBJECTS);
  const edits = whole('edits', options.edits ?? Math.min(2, count), count);
  const { attributes } = options;
  if (attributes !== undefined) whole('attributes', attributes, editable.length);

  const original = Array.from({ length: count }, () =>
    SCENE_ATTRIBUTES.map(({ values }) => random.below(values.length)),
  );
  const chosen = subset(random, count, edits);
  const edited = original.map((values, object) => {
    if (!chosen[object]) return values;
    const changing = attributes ?? 1 + random.below(editable.length);
    const which = subset(random, editable.length, changing);
    const after = [...values];
    editable.forEach((attribute, at) => {
      if (!which[at]) return;
      const { length } = SCENE_ATTRIBUTES[attribute].values;
      after[attribute] = (values[attribute] + 1 + random.below(length - 1)) % length;
    });
    return after;
  });

  const before = original.map(lookOf);
  const after = edited.map(lookOf);
  const places = scattered(random, before, after) ?? onGrid(random, before, after);
  const order = places
    .map((_, index) => index)
    .sort((one, other) => places[one].left - places[other].left || one - other);
  const sceneOf = (looks: readonly SceneLook[]): Scene => ({
    objects: order.map((index): SceneObject => {
      const { colour, shape, material, size } = looks[index];
      const { x, y } = places[index];
      return { colour, shape, material, size, x, y };
    }),
  });
  const pair = { original: sceneOf(before), edited: sceneOf(after) };
  return { ...pair, changes: changesOf(pair.original, pair.edited) };
}

/** What differs in looks between two scenes with the same objects in the same order. */
export function changesOf(original: Scene, edited: Scene): SceneChange[] {
  return original.objects.flatMap((look, object) =>
    SCENE_ATTRIBUTES.flatMap(({ name }) => {
      const [from, to] = [look[name], edited.objects[object][name]];
      return from === to ? [] : [{ object, attribute: name, from, to }];
    }),
  );
}

/** A place on the ground, and how far to the right it is on the screen. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly left: number;
}

const placeAt = (x: number, y: number): Place => ({ x, y, left: across(x, y, 0) });
const tidy = (value: number): number => Math.round(value * 100) / 100;

/** A number of hundredths, exact in JSON. */
const hundredths = (random: Random, reach: number): number => {
  const most = Math.round(reach * 100);
  return (random.below(2 * most + 1) - most) / 100;
};

/** Places drawn one by one; undefined where one of them finds no room. */
function scattered(
  random: Random,
  before: readonly SceneLook[],
  after: readonly SceneLook[],
): Place[] | undefined {
  const places: Place[] = [];
  const crowds = [new Crowd(), new Crowd()] as const;
  for (let index = 0; index < before.length; index++) {
    let left = TRIES;
    for (; left > 0; left--) {
      const place = placeAt(hundredths(random, SCENE_GROUND.x), hundredths(random, SCENE_GROUND.y));
      const [one, other] = [solid(before[index], place), solid(after[index], place)];
      const room = crowds[0].room(one);
      const otherRoom = room && crowds[1].room(other);
      if (room === undefined || otherRoom === undefined) continue;
      crowds[0].enter(one, room);
      crowds[1].enter(other, otherRoom);
      places.push(place);
      break;
    }
    if (left === 0) return undefined;
  }
  return places;
}

const solid = ({ shape, size }: SceneLook, { x, y }: Place): Solid => ({ shape, size, x, y });

/** Staggered rows with room for MOST_OBJECTS large objects, none of them much hidden: rows from front to back. */
const GRID: readonly Place[] = [-2.5, 0, 2.5].flatMap((y, row) =>
  (row === 1 ? [-3, -1, 1, 3] : [-2, 0, 2]).map((x) => placeAt(x, y)),
);
const JITTER = 0.1;

/** Places of the grid in random order, moved a little where that leaves everything seen. */
function onGrid(random: Random, before: readonly SceneLook[], after: readonly SceneLook[]): Place[] {
  const order = shuffled(random, GRID.length);
  const straight = before.map((_, index) => GRID[order[index]]);
  const moved = straight.map(({ x, y }) =>
    placeAt(tidy(x + hundredths(random, JITTER)), tidy(y + hundredths(random, JITTER))),
  );
  const fits = [before, after].every((looks) => {
    const crowd = new Crowd();
    return looks.every((look, index) => crowd.join(solid(look, moved[index])));
  });
  return fits ? moved : straight;
}

function shuffled(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Which of `count` are in a random subset of `size`. */
function subset(random: Random, count: number, size: number): boolean[] {
  const chosen = Array.from({ length: count }, () => false);
  for (const index of shuffled(random, count).slice(0, size)) chosen[index] = true;
  return chosen;
}

function lookOf([colour, shape, material, size]: readonly number[]): SceneLook {
  const [colours, shapes, materials, sizes] = SCENE_ATTRIBUTES;
  return {
    colour: colours.values[colour],
    shape: shapes.values[shape],
    material: materials.values[material],
    size: sizes.values[size],
  };
}

function whole(name: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new OptionError(`scene pair: ${name} must be a whole number from 1 to ${most}, not ${value}.`);
}
