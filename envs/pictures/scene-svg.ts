import { type Scene, SCENE_BODIES, type SceneObject, SCENE_RADIUS } from './scene.ts';
import { COMMON_DEFS, type Paint, paintOf } from './scene-paint.ts';
import { across, down, magnification, screenBox, type ScreenBox } from './scene-view.ts';
import { type PictureSize, sizeOf } from './picture-size.ts';

/** Coordinates are whole tenths of a pixel: they are short, alike everywhere, and quick to write. */
const FINE = 10;

/** From the screen of `scene-view.ts` to coordinates of a picture. */
interface Frame {
  readonly scale: number;
  readonly middle: number;
  readonly centre: number;
}

const frameOf = (width: number, height: number): Frame => ({
  scale: Math.min(width / 3, height / 2) * FINE,
  middle: (width / 2) * FINE,
  centre: (height / 2) * FINE,
});

/**
 * The smallest upright rectangle around an object in a picture of this size, without its shadow. Unit: pixels.
 * @throws OptionError where the size is out of its range.
 */
export function objectBox({ shape, size, x, y }: SceneObject, picture?: PictureSize): ScreenBox {
  const { width, height } = sizeOf(picture);
  const { scale, middle, centre } = frameOf(width, height);
  const box = screenBox(shape, size, x, y);
  return {
    left: (middle + box.left * scale) / FINE,
    right: (middle + box.right * scale) / FINE,
    top: (centre + box.top * scale) / FINE,
    bottom: (centre + box.bottom * scale) / FINE,
  };
}

/**
 * A scene as an SVG document: the far objects first, on a lit ground, with their shadows. It has no text and needs no
 * fonts. The scene fits whatever the size, and is never stretched.
 * @throws OptionError where the size is out of its range.
 */
export function sceneSvg({ objects }: Scene, size?: PictureSize): string {
  const { width, height } = sizeOf(size);
  const frame = frameOf(width, height);
  const ordered = [...objects].sort((one, other) => other.y - one.y);
  const used = new Set<string>();
  let shadows = '';
  let bodies = '';
  let defs = COMMON_DEFS;
  for (const object of ordered) {
    const paint = paintOf(object.colour, object.material, object.shape);
    if (!used.has(paint.id)) {
      used.add(paint.id);
      defs += paint.defs;
    }
    shadows += shadowOf(object, frame);
    bodies += DRAW[object.shape](object, paint, frame);
  }
  const whole = `width="${width * FINE}" height="${height * FINE}"`;
  return `${openSvg(width, height)}<defs>${defs}</defs><rect ${whole} fill="url(#ground)"/>${shadows}${bodies}</svg>`;
}

/**
 * A picture with nothing on it.
 * @throws OptionError where the size is out of its range.
 */
export function blankSvg(size?: PictureSize): string {
  const { width, height } = sizeOf(size);
  return `${openSvg(width, height)}<rect width="${width * FINE}" height="${height * FINE}" fill="#d6d4d2"/></svg>`;
}

const openSvg = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width * FINE} ${height * FINE}">`;

const right = (frame: Frame, x: number, y: number, z: number): number =>
  Math.round(frame.middle + across(x, y, z) * frame.scale);

const below = (frame: Frame, y: number, z: number): number =>
  Math.round(frame.centre + down(y, z) * frame.scale);

/** A dark spot where the object meets the ground, and a soft shadow away from the light, to the right. */
function shadowOf({ shape, size, x, y }: SceneObject, frame: Frame): string {
  const radius = SCENE_RADIUS[size];
  const reach = SCENE_BODIES[shape].footprint * radius;
  const flat = 0.57; // of a circle on the ground, as the camera sees it: the sine of its pitch
  const unit = magnification(y, 0) * frame.scale;
  const wide = Math.round(reach * 1.75 * unit);
  const narrow = Math.round(reach * 1.15 * unit);
  const [cx, cy] = [right(frame, x + reach * 0.75, y, 0), below(frame, y + reach * 0.12, 0)];
  const contact = shape === 'sphere' ? 0.8 : 1.22;
  return (
    `<ellipse cx="${cx}" cy="${cy}" rx="${wide}" ry="${Math.round(narrow * flat)}" fill="url(#shadow)" opacity=".75"/>` +
    `<ellipse cx="${right(frame, x, y, 0)}" cy="${below(frame, y, 0)}" rx="${Math.round(reach * contact * unit)}" ` +
    `ry="${Math.round(reach * contact * flat * unit)}" fill="url(#shadow)"/>`
  );
}

type Draw = (object: SceneObject, paint: Paint, frame: Frame) => string;

const DRAW: Readonly<Record<SceneObject['shape'], Draw>> = {
  sphere({ x, y, size, material }, { id }, frame) {
    const radius = SCENE_RADIUS[size];
    const [cx, cy] = [right(frame, x, y, radius), below(frame, y, radius)];
    const r = Math.round(radius * magnification(y, radius) * frame.scale);
    const circle = `<circle cx="${cx}" cy="${cy}" r="${r}" fill="url(#`;
    const body = `${circle}${id})"/>`;
    if (material === 'rubber') return body;
    const [gx, gy] = [cx - Math.round(r * 0.4), cy - Math.round(r * 0.48)];
    return (
      `${body}${circle}rim)"/><ellipse cx="${gx}" cy="${gy}" rx="${Math.round(r * 0.24)}" ` +
      `ry="${Math.round(r * 0.15)}" transform="rotate(-38 ${gx} ${gy})" fill="url(#glint)"/>`
    );
  },

  cylinder({ x, y, size, material }, { id, light, dark }, frame) {
    const radius = SCENE_RADIUS[size];
    const reach = SCENE_BODIES.cylinder.footprint * radius;
    const height = SCENE_BODIES.cylinder.height * radius;
    const ring = (z: number): readonly [cx: number, cy: number, rx: number, ry: number] => {
      const [near, far] = [below(frame, y - reach, z), below(frame, y + reach, z)];
      const rx = Math.round(reach * magnification(y, z) * frame.scale);
      return [right(frame, x, y, z), (near + far) >> 1, rx, (near - far) >> 1];
    };
    const [bx, by, bw, bh] = ring(0);
    const [tx, ty, tw, th] = ring(height);
    const side = `M${tx - tw} ${ty}L${bx - bw} ${by}A${bw} ${bh} 0 0 0 ${bx + bw} ${by}L${tx + tw} ${ty}z`;
    const line = material === 'metal' ? light : dark;
    return (
      `<path d="${side}" fill="url(#${id}-side)"/><ellipse cx="${tx}" cy="${ty}" rx="${tw}" ry="${th}" ` +
      `fill="url(#${id}-top)" stroke="${line}" stroke-width="8" stroke-opacity=".55"/>`
    );
  },

  cube({ x, y, size, material }, { id, light, dark }, frame) {
    const radius = SCENE_RADIUS[size];
    const reach = SCENE_BODIES.cube.footprint * radius;
    const height = SCENE_BODIES.cube.height * radius;
    const point = (dx: number, dy: number, z: number): string =>
      `${right(frame, x + dx * reach, y + dy * reach, z)} ${below(frame, y + dy * reach, z)}`;
    const [left, near, side, far] = CORNERS.map(([dx, dy]) => point(dx, dy, height));
    const [footLeft, footNear, footSide] = CORNERS.map(([dx, dy]) => point(dx, dy, 0));
    const face = (outline: string, name: string): string =>
      `<path d="M${outline}z" fill="url(#${id}-${name})"/>`;
    const line = material === 'metal' ? light : dark;
    return (
      face(`${left}L${near}L${footNear}L${footLeft}`, 'left') +
      face(`${near}L${side}L${footSide}L${footNear}`, 'right') +
      face(`${left}L${near}L${side}L${far}`, 'top') +
      `<path d="M${left}L${near}L${side}M${near}L${footNear}" fill="none" stroke="${line}" stroke-width="9" ` +
      'stroke-opacity=".6" stroke-linejoin="round"/>'
    );
  },
};

/** Where a cube's corners are around its middle: left, nearest, right, farthest. It is turned by so much to the right. */
const TURN = (18 * Math.PI) / 180;
const CORNERS: readonly (readonly [number, number])[] = [
  [-Math.cos(TURN), -Math.sin(TURN)],
  [Math.sin(TURN), -Math.cos(TURN)],
  [Math.cos(TURN), Math.sin(TURN)],
  [-Math.sin(TURN), Math.cos(TURN)],
];
