import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLUE_KINDS, sayStatement, stream, vocabularyOf } from '@parlor/envs';

describe('a vocabulary of clues', () => {
  const vocabularies = fc
    .record({
      objects: fc.integer({ min: 1, max: 6 }),
      values: fc.integer({ min: 2, max: 8 }),
      attributes: fc.integer({ min: 1, max: 4 }),
      kinds: fc.constantFrom(...CLUE_KINDS),
      seed: fc.nat(),
    })
    .map(({ objects, values, attributes, kinds, seed }) => {
      const counts = [8, 3, 2, 2].slice(0, attributes).map((count) => Math.min(count, values));
      const random = stream(seed, 'test');
      const scene = Int32Array.from({ length: objects * attributes }, (_, cell) =>
        random.below(counts[cell % attributes]),
      );
      return { scene, vocabulary: vocabularyOf(objects, counts, kinds) };
    });

  test('lists the truths about a scene: exactly the statements that hold, ascending', () => {
    fc.assert(
      fc.property(vocabularies, ({ scene, vocabulary }) => {
        const out = new Int32Array(vocabulary.statements.length);
        const count = vocabulary.truths(scene, 0, out);
        assert.ok(count <= vocabulary.mostTrue);
        assert.deepEqual(
          Array.from(out.subarray(0, count)),
          Array.from(vocabulary.statements.keys()).filter((clue) => vocabulary.holds(scene, 0, clue)),
        );
      }),
    );
  });

  test('says every statement in words of its own', () => {
    const { statements } = vocabularyOf(6, [8, 3, 2, 2], 'comparisons');
    assert.equal(statements.length, 6 * 15 + 15 * 7 + 15 * 4 * 2);
    assert.equal(new Set(statements.map(sayStatement)).size, statements.length);
    assert.deepEqual(
      [0, 8, 13, 6 * 15, 6 * 15 + 1, 6 * 15 + 8 * 7 + 2, 6 * 15 + 15 * 7, 6 * 15 + 15 * 7 + 3].map((clue) =>
        sayStatement(statements[clue]),
      ),
      [
        'object 1 is red',
        'object 1 is a cube',
        'object 1 is small',
        'there are no red objects',
        'there is 1 red object',
        'there are 2 cubes',
        'objects 1 and 2 differ in colour',
        'objects 1 and 2 have the same shape',
      ],
    );
  });
});
