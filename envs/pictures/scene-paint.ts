import { type SceneColour, type SceneMaterial, type SceneShape } from './scene.ts';

type Rgb = readonly [number, number, number];

/** Plain names for plain colours, as far apart as eight can be on a light ground. */
const COLOURS: Readonly<Record<SceneColour, Rgb>> = {
  red: [212, 32, 32],
  blue: [32, 84, 222],
  green: [26, 140, 44],
  yellow: [250, 212, 20],
  gray: [122, 125, 130],
  brown: [124, 74, 32],
  purple: [140, 48, 200],
  cyan: [24, 200, 212],
};
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [14, 12, 22];

/** A colour some way towards white (above 0) or towards black (below 0). */
function shade(colour: SceneColour, way: number): string {
  const [red, green, blue] = COLOURS[colour];
  const to = way > 0 ? WHITE : BLACK;
  const mix = (from: number, index: number): number => Math.round(from + (to[index] - from) * Math.abs(way));
  const number = (mix(red, 0) << 16) | (mix(green, 1) << 8) | mix(blue, 2);
  return `#${number.toString(16).padStart(6, '0')}`;
}

/** A gradient's stops: places from 0 to 1, and how light or dark the colour is there. */
type Stops = readonly (readonly [at: number, way: number])[];

const stops = (colour: SceneColour, list: Stops): string =>
  list.map(([at, way]) => `<stop offset="${at}" stop-color="${shade(colour, way)}"/>`).join('');

const linear = (id: string, axis: string, colour: SceneColour, list: Stops): string =>
  `<linearGradient id="${id}" ${axis}>${stops(colour, list)}</linearGradient>`;

const radial = (id: string, circle: string, colour: SceneColour, list: Stops): string =>
  `<radialGradient id="${id}" ${circle}>${stops(colour, list)}</radialGradient>`;

const ACROSS = 'x1="0" y1="0" x2="1" y2="0"';
const DOWN = 'x1="0" y1="0" x2="0" y2="1"';
const SLANTED = 'x1="0" y1="0" x2="1" y2="1"';

/**
 * The gradients of a shape, by material. Light falls from the upper left. Rubber is matt: one soft fall from light to
 * dark. Metal mirrors a bright sky, a dark horizon and the ground, in bands with hard edges.
 */
const PAINTS: Readonly<
  Record<SceneShape, Readonly<Record<SceneMaterial, (id: string, colour: SceneColour) => string>>>
> = {
  sphere: {
    rubber: (id, colour) =>
      radial(id, 'cx=".36" cy=".3" r=".78"', colour, [
        [0, 0.2],
        [0.4, 0],
        [0.8, -0.36],
        [1, -0.56],
      ]),
    metal: (id, colour) =>
      radial(id, 'cx=".5" cy="-.3" r="1.32"', colour, [
        [0.22, 0.1],
        [0.4, 0.72],
        [0.5, 0.12],
        [0.6, -0.1],
        [0.68, -0.62],
        [0.74, -0.5],
        [0.86, 0],
        [0.94, 0.4],
        [1, 0.1],
      ]),
  },
  cylinder: {
    rubber: (id, colour) =>
      linear(`${id}-side`, ACROSS, colour, [
        [0, -0.1],
        [0.3, 0.06],
        [1, -0.5],
      ]) +
      linear(`${id}-top`, SLANTED, colour, [
        [0, 0.28],
        [1, 0.14],
      ]),
    metal: (id, colour) =>
      linear(`${id}-side`, ACROSS, colour, [
        [0, -0.62],
        [0.1, -0.1],
        [0.2, 0.86],
        [0.28, 0.9],
        [0.36, 0.05],
        [0.58, -0.25],
        [0.66, -0.68],
        [0.76, -0.5],
        [0.86, 0.2],
        [0.92, 0.3],
        [1, -0.55],
      ]) +
      linear(`${id}-top`, SLANTED, colour, [
        [0, 0.2],
        [0.3, 0.8],
        [0.48, 0.85],
        [0.56, 0.15],
        [0.8, 0],
        [1, 0.5],
      ]),
  },
  cube: {
    rubber: (id, colour) =>
      linear(`${id}-left`, DOWN, colour, [
        [0, 0],
        [1, -0.14],
      ]) +
      linear(`${id}-right`, DOWN, colour, [
        [0, -0.36],
        [1, -0.48],
      ]) +
      linear(`${id}-top`, SLANTED, colour, [
        [0, 0.3],
        [1, 0.2],
      ]),
    metal: (id, colour) =>
      linear(`${id}-left`, SLANTED, colour, [
        [0, -0.12],
        [0.26, 0.06],
        [0.36, 0.6],
        [0.44, 0.66],
        [0.5, 0.06],
        [0.74, -0.16],
        [0.8, -0.46],
        [1, -0.1],
      ]) +
      linear(`${id}-right`, DOWN, colour, [
        [0, -0.3],
        [0.4, -0.5],
        [0.5, -0.74],
        [0.75, -0.55],
        [1, -0.1],
      ]) +
      linear(`${id}-top`, SLANTED, colour, [
        [0, 0.3],
        [0.4, 0.5],
        [0.5, 0.84],
        [0.62, 0.84],
        [0.68, 0.42],
        [1, 0.3],
      ]),
  },
};

/** What a combination of looks is drawn with, made once. */
export interface Paint {
  readonly id: string;
  /** The gradients, for `<defs>`. */
  readonly defs: string;
  /** A light and a dark line along edges. */
  readonly light: string;
  readonly dark: string;
}

const paints = new Map<SceneColour, Readonly<Record<SceneMaterial, Readonly<Record<SceneShape, Paint>>>>>();

export function paintOf(colour: SceneColour, material: SceneMaterial, shape: SceneShape): Paint {
  let found = paints.get(colour);
  if (found === undefined) {
    const make = (which: SceneMaterial, what: SceneShape): Paint => {
      const id = `${colour}-${which}-${what}`;
      const metal = which === 'metal';
      return {
        id,
        defs: PAINTS[what][which](id, colour),
        light: shade(colour, metal ? 0.85 : 0.3),
        dark: shade(colour, metal ? -0.6 : -0.5),
      };
    };
    const all = (which: SceneMaterial): Readonly<Record<SceneShape, Paint>> => ({
      cube: make(which, 'cube'),
      sphere: make(which, 'sphere'),
      cylinder: make(which, 'cylinder'),
    });
    found = { rubber: all('rubber'), metal: all('metal') };
    paints.set(colour, found);
  }
  return found[material][shape];
}

/**
 * The ground, shadows and what makes a sphere round and shiny: gradients that every scene has. The ground's runs straight
 * down, since rows of one colour make a PNG less than half as long as a round light would.
 */
export const COMMON_DEFS =
  '<linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#b6b4b5"/>' +
  '<stop offset=".45" stop-color="#dedcda"/><stop offset="1" stop-color="#c4c1be"/></linearGradient>' +
  '<radialGradient id="shadow"><stop offset="0" stop-color="#1c1822" stop-opacity=".62"/>' +
  '<stop offset=".5" stop-color="#1c1822" stop-opacity=".42"/>' +
  '<stop offset="1" stop-color="#1c1822" stop-opacity="0"/></radialGradient>' +
  '<radialGradient id="rim"><stop offset=".7" stop-color="#0e0c16" stop-opacity="0"/>' +
  '<stop offset=".92" stop-color="#0e0c16" stop-opacity=".3"/>' +
  '<stop offset="1" stop-color="#0e0c16" stop-opacity=".55"/></radialGradient>' +
  '<radialGradient id="glint"><stop offset="0" stop-color="#fff"/><stop offset=".5" stop-color="#fff"/>' +
  '<stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>';
