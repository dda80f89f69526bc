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
const TARGET = 0.1;
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
export const SCENE_GAP = 0.2;

/** The part of an object's box on the screen that boxes of nearer objects may cover, all of them together. */
export const SCENE_HIDDEN = 0.16;

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

/** What a scene is judged by: where objects are and how big, whatever their colours. */
export type Solid = Pick<SceneObject, 'shape' | 'size' | 'x' | 'y'>;

/** Objects that have a place, and whether one more may join them. */
export class Crowd {
  private readonly x: number[] = [];
  private readonly y: number[] = [];
  private readonly reach: number[] = [];
  private readonly boxes: ScreenBox[] = [];
  /** How much of each box nearer boxes cover. */
  private readonly hidden: number[] = [];

  /**
   * Lets an object in if it stands apart from each of the others on the ground, and if on the screen, then, nearer objects
   * cover no more than SCENE_HIDDEN of the box of any. A box is larger than what it is drawn around, by a third at most,
   * so about two thirds of every object are seen.
   * @returns whether it is in now
   */
  join(one: Solid): boolean {
    const box = this.room(one);
    if (box === undefined) return false;
    this.enter(one, box);
    return true;
  }

  /** The box of an object that may join; undefined where it may not. */
  room({ shape, size, x, y }: Solid): ScreenBox | undefined {
    const count = this.x.length;
    const reach = SCENE_BODIES[shape].footprint * SCENE_RADIUS[size];
    for (let other = 0; other < count; other++) {
      const least = reach + this.reach[other] + SCENE_GAP;
      const dx = x - this.x[other];
      const dy = y - this.y[other];
      if (dx * dx + dy * dy < least * least) return undefined;
    }
    const box = screenBox(shape, size, x, y);
    let hidden = 0;
    for (let other = 0; other < count; other++) {
      const common = overlap(box, this.boxes[other]);
      if (common === 0) continue;
      if (y < this.y[other]) {
        if (this.hidden[other] + common / area(this.boxes[other]) > SCENE_HIDDEN) return undefined;
      } else {
        hidden += common / area(box);
      }
    }
    return hidden > SCENE_HIDDEN ? undefined : box;
  }

  /** Lets an object in that has room. */
  enter({ shape, size, x, y }: Solid, box: ScreenBox): void {
    let hidden = 0;
    for (let other = 0; other < this.x.length; other++) {
      const common = overlap(box, this.boxes[other]);
      if (y < this.y[other]) this.hidden[other] += common / area(this.boxes[other]);
      else hidden += common / area(box);
    }
    this.x.push(x);
    this.y.push(y);
    this.reach.push(SCENE_BODIES[shape].footprint * SCENE_RADIUS[size]);
    this.boxes.push(box);
    this.hidden.push(hidden);
  }
}

const area = (box: ScreenBox): number => (box.right - box.left) * (box.bottom - box.top);

/** The area that two boxes share. */
function overlap(one: ScreenBox, other: ScreenBox): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  if (width <= 0) return 0;
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return height <= 0 ? 0 : width * height;
}

/** Whether no two objects of a scene overlap and all are well seen: whether all of them may join a `Crowd`. */
export function isClear({ objects }: Scene): boolean {
  const crowd = new Crowd();
  return objects.every((object) => crowd.join(object));
}
