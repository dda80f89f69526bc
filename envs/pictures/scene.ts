/** What objects of a scene have, and the values that there are: those of CLEVR (J. Johnson et al., 2017). */
export const SCENE_ATTRIBUTES = [
  { name: 'colour', values: ['red', 'blue', 'green', 'yellow', 'gray', 'brown', 'purple', 'cyan'] },
  { name: 'shape', values: ['cube', 'sphere', 'cylinder'] },
  { name: 'material', values: ['rubber', 'metal'] },
  { name: 'size', values: ['small', 'large'] },
] as const;

type Attribute = (typeof SCENE_ATTRIBUTES)[number];
export type SceneAttribute = Attribute['name'];

/** The looks of an object: one value of each attribute. */
export type SceneLook = {
  readonly [Name in SceneAttribute]: Extract<Attribute, { readonly name: Name }>['values'][number];
};

export type SceneColour = SceneLook['colour'];
export type SceneShape = SceneLook['shape'];
export type SceneMaterial = SceneLook['material'];
export type SceneSize = SceneLook['size'];

/** An object that stands on the ground at (x, y): x to the right, y away from the viewer, (0, 0) in the middle. */
export interface SceneObject extends SceneLook {
  readonly x: number;
  readonly y: number;
}

/** Objects on a plain ground, as plain JSON. */
export interface Scene {
  readonly objects: readonly SceneObject[];
}

/** Where centres of objects may be: −x … x and −y … y, in units of the ground. */
export const SCENE_GROUND = { x: 3.2, y: 2.6 } as const;

/** Half the height of a sphere of each size, in units of the ground. */
export const SCENE_RADIUS: Readonly<Record<SceneSize, number>> = { small: 0.36, large: 0.7 };

/** The body of a shape for a radius of 1; all parts grow with it. */
export interface SceneBody {
  /** Of the smallest upright cylinder around it. */
  readonly footprint: number;
  readonly height: number;
}

/** Bodies look about equally big: a cube has edges of 1.5, a cylinder is a little higher than wide. */
export const SCENE_BODIES: Readonly<Record<SceneShape, SceneBody>> = {
  cube: { footprint: 0.75 * Math.SQRT2, height: 1.5 },
  sphere: { footprint: 1, height: 2 },
  cylinder: { footprint: 0.88, height: 1.65 },
};
