import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base64, PictureError, type PictureFile, picturePairs, pictureType } from '@parlor/envs';
import fc from 'fast-check';

const HEADS = {
  png: [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  jpg: [0xff, 0xd8, 0xff, 0xe0],
  jpeg: [0xff, 0xd8, 0xff, 0xdb],
  webp: [0x52, 0x49, 0x46, 0x46, 9, 9, 9, 9, 0x57, 0x45, 0x42, 0x50],
} as const;
type Ending = keyof typeof HEADS;

const picture = (ending: Ending, ...more: number[]): Uint8Array =>
  Uint8Array.from([...HEADS[ending], ...more]);

const problemsOf = (files: readonly PictureFile[]): readonly string[] => {
  try {
    picturePairs(files);
  } catch (error) {
    assert.ok(error instanceof PictureError);
    return error.problems;
  }
  return [];
};

describe('pairs of pictures', () => {
  test('are found among files in any order, come in order of names, and hold the very bytes', () => {
    const ending = fc.constantFrom<Ending>('png', 'jpg', 'jpeg', 'webp');
    const bytes = fc.uint8Array({ maxLength: 40 });
    const name = fc.string({ minLength: 1, maxLength: 8 });
    const pair = fc.record({ name, ending, bytes });
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
        fc.infiniteStream(fc.nat()),
        (pairs, order) => {
          const files = pairs
            .flatMap(({ name, ending, bytes }) => [
              { file: `${name}_original.${ending}`, bytes: picture(ending, 1, ...bytes) },
              { file: `${name}_modified.${ending.toUpperCase()}`, bytes: picture(ending, 2, ...bytes) },
            ])
            .map((file) => ({ file, key: Number(order.next().value) }))
            .sort((a, b) => a.key - b.key)
            .map(({ file }) => file);
          const found = picturePairs(files);
          assert.deepEqual(
            found.map((one) => one.name),
            pairs.map((one) => one.name).sort(),
          );
          for (const { name, original, edited } of found) {
            for (const [url, mark] of [
              [original, 1],
              [edited, 2],
            ] as const) {
              const wanted = pairs.find((one) => one.name === name);
              assert.ok(wanted);
              const type = wanted.ending === 'jpg' ? 'jpeg' : wanted.ending;
              const code = Buffer.from(picture(wanted.ending, mark, ...wanted.bytes)).toString('base64');
              assert.equal(url, `data:image/${type};base64,${code}`);
            }
          }
        },
      ),
    );
  });

  const good: readonly PictureFile[] = [
    { file: 'a_original.png', bytes: picture('png', 1) },
    { file: 'a_modified.png', bytes: picture('png', 2) },
  ];
  const bad: readonly [string, PictureFile, RegExp][] = [
    ['a foreign file', { file: 'notes.txt', bytes: picture('png') }, /"notes.txt" has no name of a picture/],
    ['a side of no name', { file: '_original.png', bytes: picture('png') }, /"_original.png" has no name/],
    ['no modified picture', { file: 'b_original.png', bytes: picture('png') }, /"b" has no modified/],
    ['no original picture', { file: 'b_modified.png', bytes: picture('png') }, /"b" has no original/],
    [
      'a second picture of a side',
      { file: 'a_original.jpg', bytes: picture('jpg') },
      /is the second of its name/,
    ],
    [
      'a file that could not be read',
      { file: 'b_original.png', problem: 'is locked' },
      /"b_original.png" is locked/,
    ],
    [
      'another format than named',
      { file: 'b_original.png', bytes: picture('webp') },
      /holds image\/webp, not image\/png/,
    ],
    ['no picture at all', { file: 'b_original.png', bytes: Uint8Array.of() }, /holds no png, jpeg or webp/],
  ];
  for (const [what, file, message] of bad) {
    test(`with ${what} are refused by name`, () => {
      assert.deepEqual(problemsOf(good), []);
      assert.match(problemsOf([...good, file]).join('\n'), message);
    });
  }

  test('must differ within a pair, and there must be one', () => {
    assert.match(
      problemsOf([good[0], { file: 'a_modified.png', bytes: picture('png', 1) }])[0],
      /twice the same/,
    );
    assert.deepEqual(problemsOf([]), ['there are none']);
  });

  test('name all that is wrong in the error, five in its sentence', () => {
    const files = Array.from({ length: 7 }, (_, index) => ({ file: `${index}.gif`, bytes: picture('png') }));
    assert.equal(problemsOf(files).length, 7);
    assert.throws(
      () => picturePairs(files, 'folder "x"'),
      /^PictureError: folder "x": "0.gif" .*; and 2 more; give pairs/,
    );
  });
});

test('a picture is known by its first bytes, and no shorter piece of them', () => {
  for (const [ending, head] of Object.entries(HEADS)) {
    const type = `image/${ending === 'jpg' ? 'jpeg' : ending}`;
    assert.equal(pictureType(Uint8Array.from(head)), type);
    const needed = type === 'image/jpeg' ? 3 : head.length;
    assert.equal(pictureType(Uint8Array.from(head.slice(0, needed - 1))), undefined);
  }
});

test('base64 is the standard one, with padding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) =>
      assert.equal(base64(bytes), Buffer.from(bytes).toString('base64')),
    ),
  );
  const long = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919) >> 3);
  assert.equal(base64(long), Buffer.from(long).toString('base64'));
});
