import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import {
  blankSvg,
  isClear,
  MOST_OBJECTS,
  objectBox,
  OptionError,
  picturePair,
  PICTURE_KINDS,
  pictureSvg,
  pictureText,
  pictureUrl,
  PngError,
  pngOf,
  type Scene,
  SCENE_ATTRIBUTES,
  SCENE_BODIES,
  SCENE_GROUND,
  SCENE_RADIUS,
  type SceneLook,
  scenePair,
  type ScenePairOptions,
  sceneSvg,
  sceneText,
  stream,
} from '@parlor/envs';
import type * as ResvgModule from '@resvg/resvg-js';
import fc from 'fast-check';
import { loadRasteriser } from '../../envs/pictures/png.ts';
import { Crowd } from '../../envs/pictures/scene-view.ts';
import { needs } from '../support/require.ts';

const NAMES = SCENE_ATTRIBUTES.map(({ name }) => name);

/** Whatever may be asked for: everything left out, or any number of objects, edits and attributes that goes. */
const asked: fc.Arbitrary<ScenePairOptions> = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: MOST_OBJECTS }).chain((objects) =>
    fc.subarray(NAMES, { minLength: 1 }).chain((of) =>
      fc.record({
        objects: fc.constant(objects),
        edits: fc.integer({ min: 1, max: objects }),
        attributes: fc.integer({ min: 1, max: of.length }),
        of: fc.constant(of),
      }),
    ),
  ),
);
const seeds = fc.nat();
const draw = (seed: number, options?: ScenePairOptions) => scenePair(stream(seed, 'test'), options);
const looks = ({ objects }: Scene) => objects.map((object) => NAMES.map((name) => object[name]));

/** Holds a document to the form of XML that pictures use: tags that are closed in order, and attributes that say something. */
function checkSvg(svg: string): void {
  assert.doesNotMatch(svg, /NaN|undefined|Infinity|null|\[object/);
  assert.doesNotMatch(svg, /<text|<image|<style|<script|href/);
  const open: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const [tag, closing, name, content, alone] =
      /^<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9:-]+="[^"<>&]*")*)(\/?)>\s*/.exec(rest) ?? [];
    assert.ok(tag !== undefined && name !== undefined, `no tag: ${rest.slice(0, 60)}`);
    if (closing === '/') assert.equal(open.pop(), name);
    else if (alone !== '/') open.push(name);
    const attributes = [...(content ?? '').matchAll(/ ([^=]+)=/g)].map(([, attribute]) => attribute);
    assert.equal(new Set(attributes).size, attributes.length, tag);
    rest = rest.slice(tag.length);
  }
  assert.deepEqual(open, []);
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, 'no id comes twice');
  for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) assert.ok(ids.includes(id), `${id} is defined`);
}

describe('a pair of scenes', () => {
  test('has as many objects, edits and changes as asked for, at the same places and in nothing else', () => {
    fc.assert(
      fc.property(seeds, asked, (seed, options) => {
        const { original, edited, changes } = draw(seed, options);
        const count = original.objects.length;
        if (options.objects === undefined) assert.ok(count >= 4 && count <= 6, `${count} objects`);
        else assert.equal(count, options.objects);
        assert.deepEqual(
          original.objects.map(({ x, y }) => [x, y]),
          edited.objects.map(({ x, y }) => [x, y]),
        );
        const [before, after] = [looks(original), looks(edited)];
        const found = before.flatMap((values, object) =>
          values.flatMap((from, attribute) => {
            const to = after[object]?.[attribute];
            return from === to ? [] : [{ object, attribute: NAMES[attribute], from, to }];
          }),
        );
        assert.deepEqual(changes, found);
        const byObject = [...new Set(changes.map(({ object }) => object))].map((one) =>
          changes.filter(({ object }) => object === one),
        );
        assert.equal(byObject.length, options.edits ?? 2);
        for (const made of byObject)
          if (options.attributes !== undefined) assert.equal(made.length, options.attributes);
        for (const { attribute } of changes) assert.ok((options.of ?? NAMES).includes(attribute));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps objects apart, on the ground, well seen and in order from left to right, in both scenes', () => {
    const reach = (look: SceneLook): number => SCENE_BODIES[look.shape].footprint * SCENE_RADIUS[look.size];
    fc.assert(
      fc.property(seeds, asked, (seed, options) => {
        const { original, edited } = draw(seed, options);
        for (const scene of [original, edited]) {
          assert.ok(isClear(scene));
          scene.objects.forEach((one, index) => {
            assert.ok(Math.abs(one.x) <= SCENE_GROUND.x && Math.abs(one.y) <= SCENE_GROUND.y);
            for (const other of scene.objects.slice(index + 1))
              assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > reach(one) + reach(other));
          });
          for (const behind of scene.objects) {
            const box = objectBox(behind);
            let covered = 0;
            for (const front of scene.objects.filter(({ y }) => y < behind.y)) {
              const other = objectBox(front);
              const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
              const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
              covered += Math.max(0, across) * Math.max(0, down);
            }
            const area = (box.right - box.left) * (box.bottom - box.top);
            assert.ok(covered < 0.17 * area, `${covered / area} of an object's box is covered`);
          }
          const middles = scene.objects.map((object) => {
            const { left, right } = objectBox({ ...object, shape: 'cube', size: 'small' });
            return (left + right) / 2;
          });
          middles.slice(1).forEach((middle, index) => assert.ok(middle >= (middles[index] ?? NaN) - 1));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('finds room on a grid where every place that is drawn is taken', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = stream(seed, 'test');
      const crowded = {
        // Draws of places are the only ones among so many numbers.
        below: (n: number) => (n > 500 ? 0 : random.below(n)),
        unit: () => random.unit(),
      };
      const objects = 2 + (seed % (MOST_OBJECTS - 1));
      const { original, edited } = scenePair(crowded, { objects, edits: objects });
      assert.equal(original.objects.length, objects);
      assert.ok(isClear(original) && isClear(edited));
    }
  });

  test('is the same for the same seed, another for another, and whole after JSON', () => {
    fc.assert(
      fc.property(seeds, asked, (seed, options) => {
        const pair = draw(seed, options);
        assert.deepEqual(draw(seed, options), pair);
        assert.deepEqual(JSON.parse(JSON.stringify(pair)), pair);
        assert.equal(sceneSvg(draw(seed, options).edited), sceneSvg(pair.edited));
      }),
      { numRuns: 50 },
    );
    const many = Array.from({ length: 200 }, (_, seed) => JSON.stringify(draw(seed).original));
    assert.equal(new Set(many).size, 200);
  });

  test('has every look as often in the original as in the edited scene', () => {
    const pairs = Array.from({ length: 1500 }, (_, seed) => draw(seed));
    for (const side of ['original', 'edited'] as const) {
      const objects = pairs.flatMap((pair) => pair[side].objects);
      for (const { name, values } of SCENE_ATTRIBUTES) {
        for (const value of values) {
          const count = objects.filter((object) => object[name] === value).length;
          const mean = objects.length / values.length;
          const deviation = Math.sqrt(mean * (1 - 1 / values.length));
          assert.ok(Math.abs(count - mean) < 5 * deviation, `${side}: ${count} are ${value}, not ${mean}`);
        }
      }
    }
  });

  test('is refused where an option is out of its range, in words that name it', () => {
    const refused: readonly (readonly [ScenePairOptions, RegExp])[] = [
      [{ objects: 0 }, /objects must be .* from 1 to 10, not 0/],
      [{ objects: MOST_OBJECTS + 1 }, /objects must be/],
      [{ objects: 3, edits: 4 }, /edits must be .* from 1 to 3, not 4/],
      [{ edits: 1.5 }, /edits must be/],
      [{ attributes: 5 }, /attributes must be .* from 1 to 4/],
      [{ of: ['size'], attributes: 2 }, /attributes must be .* from 1 to 1/],
      [{ of: [] }, /of must name some of colour, shape, material, size/],
      [{ of: ['size', 'size'] }, /of must name/],
    ];
    for (const [options, message] of refused)
      assert.throws(
        () => draw(1, options),
        (error) => error instanceof OptionError && message.test(error.message),
      );
  });
});

test('an object that stands in another, or that nearer ones hide, finds no room', () => {
  const solid = (x: number, y: number, size: 'small' | 'large') => ({ shape: 'cube', size, x, y }) as const;
  const crowd = new Crowd();
  assert.ok(crowd.join(solid(0, 0, 'large')));
  assert.ok(!crowd.join(solid(0.9, 0, 'large')), 'they would touch');
  assert.ok(!crowd.join(solid(0, 1.4, 'small')), 'it would be hidden');
  assert.ok(!crowd.join(solid(0, -1.4, 'large')), 'it would hide the first');
  assert.ok(crowd.join(solid(1.8, 0, 'large')));
  assert.ok(crowd.join(solid(0, 3, 'small')));
});

describe('the drawing', () => {
  test('is well formed, of the size asked for, and has no text, whatever the picture', () => {
    const sides = fc.record({
      width: fc.integer({ min: 320, max: 1024 }),
      height: fc.integer({ min: 240, max: 1024 }),
    });
    fc.assert(
      fc.property(seeds, sides, fc.constantFrom(...PICTURE_KINDS), (seed, size, kind) => {
        const { original, edited } = picturePair(stream(seed, 'test'), { kind });
        for (const svg of [pictureSvg(original, size), pictureSvg(edited, size), blankSvg(size)]) {
          checkSvg(svg);
          assert.ok(svg.includes(` width="${size.width}" height="${size.height}"`));
        }
      }),
      { numRuns: 60 },
    );
    assert.throws(() => sceneSvg({ objects: [] }, { width: 0 }), OptionError);
    assert.throws(() => blankSvg({ height: 100.5 }), OptionError);
  });

  test('lies within the picture with every object, whether it is wide, square or high', () => {
    for (const [width, height] of [
      [480, 320],
      [512, 512],
      [448, 448],
      [300, 900],
      [900, 300],
    ] as const)
      for (const shape of SCENE_ATTRIBUTES[1].values)
        for (const x of [-SCENE_GROUND.x, SCENE_GROUND.x])
          for (const y of [-SCENE_GROUND.y, SCENE_GROUND.y]) {
            const look = { colour: 'red', material: 'metal', size: 'large', shape } as const;
            const { left, right, top, bottom } = objectBox({ ...look, x, y }, { width, height });
            assert.ok(left > 0 && right < width && top > 0 && bottom < height);
          }
  });

  test('is a data URL that holds the document', () => {
    const svg = sceneSvg(draw(1).original);
    const [head, content] = pictureUrl(svg, 'svg').split(',');
    assert.equal(head, 'data:image/svg+xml;base64');
    assert.equal(Buffer.from(content ?? '', 'base64').toString('utf8'), svg);
  });
});

test('a scene in words says every object from left to right, and where it stands', () => {
  const scene: Scene = {
    objects: [
      { colour: 'blue', shape: 'sphere', material: 'rubber', size: 'large', x: 3, y: -2 },
      { colour: 'red', shape: 'cube', material: 'metal', size: 'small', x: -3, y: 2 },
      { colour: 'gray', shape: 'cylinder', material: 'metal', size: 'small', x: 0, y: 0 },
    ],
  };
  assert.equal(
    sceneText(scene),
    [
      'There are 3 objects, from left to right:',
      '1. a small red metal cube, at the back on the left',
      '2. a small gray metal cylinder, in the middle',
      '3. a large blue rubber sphere, in front on the right',
    ].join('\n'),
  );
  fc.assert(
    fc.property(seeds, fc.constantFrom(...PICTURE_KINDS), (seed, kind) => {
      const { original, edited, changes } = picturePair(stream(seed, 'test'), { kind });
      assert.notEqual(pictureText(original), pictureText(edited));
      assert.equal(changes.length, 2);
    }),
    { numRuns: 60 },
  );
});

test('where the peer for PNG is missing or is something else, the error names the remedy', () => {
  const missing = (): unknown => {
    throw new Error('Cannot find module');
  };
  const fails = (load: () => unknown, message: RegExp): void =>
    assert.throws(
      () => loadRasteriser(load)('<svg/>'),
      (error) => error instanceof PngError && message.test(error.message),
    );
  fails(missing, /run npm install @resvg\/resvg-js\.$/);
  fails(() => ({}), /another interface than version 2/);
  fails(() => ({ Resvg: class {} }), /another interface than version 2/);
  fails(
    () => ({
      Resvg: class {
        render = () => ({ asPng: () => 'text' });
      },
    }),
    /another interface/,
  );
});

const skip = needs('@resvg/resvg-js');

describe('PNG', { skip }, () => {
  const size = { width: 240, height: 160 };

  /** Red, green, blue and alpha of every pixel. */
  function pixels(scene: Scene): Uint8Array {
    const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof ResvgModule;
    return new Resvg(sceneSvg(scene, size), { font: { loadSystemFonts: false } }).render().pixels;
  }

  /** Where two pictures differ by more than a shade, as (x, y). */
  function differing(one: Uint8Array, other: Uint8Array): (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    for (let at = 0; at < one.length; at += 4) {
      let most = 0;
      for (let channel = at; channel < at + 3; channel++)
        most = Math.max(most, Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)));
      if (most > 20) found.push([(at / 4) % size.width, Math.floor(at / 4 / size.width)]);
    }
    return found;
  }

  test('has the signature and the size asked for, and is the same twice', () => {
    for (const [width, height] of [
      [480, 320],
      [512, 512],
      [448, 448],
    ] as const) {
      for (const svg of [sceneSvg(draw(3).original, { width, height }), blankSvg({ width, height })]) {
        const bytes = Buffer.from(pngOf(svg));
        assert.equal(bytes.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
        assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [width, height]);
        assert.deepEqual(Buffer.from(pngOf(svg)), bytes);
        assert.equal(pictureUrl(svg), `data:image/png;base64,${bytes.toString('base64')}`);
      }
    }
    assert.throws(() => pngOf('<svg'), PngError);
  });

  test('shows every single change on a good part of the object, and differs nowhere else', () => {
    for (let seed = 0; seed < 12; seed++) {
      const { original, edited, changes } = draw(seed, { edits: 3 });
      const before = pixels(original);
      for (const { object, attribute, to } of changes) {
        const objects = original.objects.map((one, index) =>
          index === object ? { ...one, [attribute]: to } : one,
        );
        const found = differing(before, pixels({ objects }));
        const boxes = [original.objects[object], objects[object]].map((one) => {
          assert.ok(one);
          return objectBox(one, size);
        });
        const areas = boxes.map(({ left, right, top, bottom }) => (right - left) * (bottom - top));
        assert.ok(
          found.length > 0.12 * Math.min(...areas),
          `seed ${seed}: ${attribute} becomes ${to}, and ${found.length} pixels differ`,
        );
        for (const [x, y] of found)
          assert.ok(
            boxes.some(({ left, right, top, bottom }) => {
              const shadow = right - left;
              return x > left - shadow / 2 && x < right + shadow && y > top - 2 && y < bottom + shadow / 2;
            }),
            `seed ${seed}: ${attribute} becomes ${to} also at ${x}, ${y}`,
          );
      }
      assert.ok(differing(before, pixels(edited)).length > 0);
    }
  });

  test('shows more than half of every object, however many there are', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { original } = draw(seed, { objects: MOST_OBJECTS });
      const { objects } = original;
      const all = pixels(original);
      const empty = pixels({ objects: [] });
      objects.forEach((object, index) => {
        const seen = differing(all, pixels({ objects: objects.filter((_, other) => other !== index) }));
        const whole = differing(empty, pixels({ objects: [object] }));
        assert.ok(seen.length > 0.5 * whole.length, `seed ${seed}: ${seen.length} of ${whole.length} pixels`);
      });
    }
  });

  test('keeps the eight colours apart, and metal shinier than rubber', () => {
    const [colours, shapes] = [SCENE_ATTRIBUTES[0].values, SCENE_ATTRIBUTES[1].values];
    const means: (readonly [string, readonly number[]])[] = [];
    for (const shape of shapes) {
      for (const colour of colours) {
        const [rubber, metal] = (['rubber', 'metal'] as const).map((material) => {
          const object = { colour, shape, material, size: 'large', x: 0, y: 0 } as const;
          const { left, right, top, bottom } = objectBox(object, size);
          const values = pixels({ objects: [object] });
          const inside: (readonly number[])[] = [];
          const [across, down] = [(right - left) * 0.2, (bottom - top) * 0.2];
          for (let y = Math.ceil(top + down); y < bottom - down; y++)
            for (let x = Math.ceil(left + across); x < right - across; x++)
              inside.push([...values.subarray(4 * (y * size.width + x), 4 * (y * size.width + x) + 3)]);
          const mean = [0, 1, 2].map(
            (channel) => inside.reduce((sum, pixel) => sum + (pixel[channel] ?? 0), 0) / inside.length,
          );
          const light = inside.map((pixel) => pixel.reduce((sum, value) => sum + value, 0) / 3);
          return { mean, range: Math.max(...light) - Math.min(...light) };
        });
        assert.ok(rubber && metal);
        assert.ok(
          metal.range > 1.4 * rubber.range,
          `${colour} ${shape}: ${metal.range} of metal, ${rubber.range} of rubber`,
        );
        means.push([`${colour} rubber ${shape}`, rubber.mean]);
      }
      const these = means.splice(0);
      these.forEach(([one, mine], index) => {
        for (const [other, its] of these.slice(index + 1)) {
          const distance = Math.hypot(...mine.map((value, channel) => value - (its[channel] ?? 0)));
          assert.ok(distance > 60, `${one} and ${other} are ${distance.toFixed(0)} apart`);
        }
      });
    }
  });
});
