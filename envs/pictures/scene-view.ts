import {
  type Scene,
  SCENE_BODIES,
  type SceneObject,
  SCENE_RADIUS,
  type SceneShape,
  type SceneSize,
} from './scene.ts';

/**
 * The camera of scenes: a pinhole that looks down at the middle of the ground. It stands far away, so that a large
 * object at the back still looks larger than a small one in front.
 */
const PITCH = (35 * Math.PI) / 180;
const DISTANCE = 15;
/** The height of the point that it looks at. */
const TARGET = 0.35;
/** Chosen so that all objects on the ground lie within ±1.5 across and ±1 up and down. */
const FOCAL = 4.7;
const SIN = Math.sin(PITCH);
const COS = Math.cos(PITCH);

/** How many units of length of the screen one unit of the ground is at a point: perspective. */
export function magnification(y: number, z: number): number {
  return FOCAL / (DISTANCE + y * COS - (z - TARGET) * SIN);
}

/** Across the screen, to the right; 0 in the middle, −1.5 … 1.5 in a picture of 3 : 2. */
export function across(x: number, y: number, z: number): number {
  return x * magnification(y, z);
}

/** Down the screen; 0 in the middle, −1 … 1 in a picture of 3 : 2. */
export function down(y: number, z: number): number {
  return -(y * SIN + (z - TARGET) * COS) * magnification(y, z);
}

/** Objects stand apart on the ground by this much at least. */
export const SCENE_GAP = 0.12;

/** The part of an object's box on the screen that boxes of nearer objects may cover, all of them together. */
export const SCENE_HIDDEN = 0.22;

/** The smallest upright rectangle around an object on the screen. */
export interface ScreenBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The box of an object of this shape and size at (x, y). */
export function screenBox(shape: SceneShape, size: SceneSize, x: number, y: number): ScreenBox {
  const radius = SCENE_RADIUS[size];
  const body = SCENE_BODIES[shape];
  const half = body.height * radius * 0.5;
  const middle = x * magnification(y, half);
  const reach = body.footprint * radius;
  const width = reach * magnification(y, half);
  if (shape === 'sphere') {
    const height = down(y, half);
    return { left: middle - width, right: middle + width, top: height - width, bottom: height + width };
  }
  return {
    left: middle - width,
    right: middle + width,
    top: down(y + reach, 2 * half),
    bottom: down(y - reach, 0),
  };
}

/** How much of `behind` is covered by `front`: 0 … 1. */
function covered(behind: ScreenBox, front: ScreenBox): number {
  const width = Math.min(behind.right, front.right) - Math.max(behind.left, front.left);
  const height = Math.min(behind.bottom, front.bottom) - Math.max(behind.top, front.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / ((behind.right - behind.left) * (behind.bottom - behind.top));
}

/** What a scene is judged by: where objects are and how big, whatever their colours. */
export type Solid = Pick<SceneObject, 'shape' | 'size' | 'x' | 'y'>;

/** Whether two objects stand apart on the ground. */
export function standApart(one: Solid, other: Solid): boolean {
  const least =
    SCENE_BODIES[one.shape].footprint * SCENE_RADIUS[one.size] +
    SCENE_BODIES[other.shape].footprint * SCENE_RADIUS[other.size] +
    SCENE_GAP;
  const dx = one.x - other.x;
  const dy = one.y - other.y;
  return dx * dx + dy * dy >= least * least;
}

/**
 * Whether the last object may join those before it: it stands apart from each, and on the screen nearer objects cover no
 * more than SCENE_HIDDEN of the box of any. A box is larger than what it is drawn around, by a third at most, so about
 * two thirds of every object are seen.
 */
export function joins(objects: readonly Solid[]): boolean {
  const last = objects.length - 1;
  for (let index = 0; index < last; index++) if (!standApart(objects[index], objects[last])) return false;
  const boxes = objects.map(({ shape, size, x, y }) => screenBox(shape, size, x, y));
  for (let behind = 0; behind <= last; behind++) {
    let hidden = 0;
    for (let front = 0; front <= last; front++)
      if (objects[front].y < objects[behind].y) hidden += covered(boxes[behind], boxes[front]);
    if (hidden > SCENE_HIDDEN) return false;
  }
  return true;
}

/** Whether no two objects of a scene overlap and all are well seen, as `joins` has it. */
export function isClear({ objects }: Scene): boolean {
  return objects.every((_, index) => joins(objects.slice(0, index + 1)));
}
