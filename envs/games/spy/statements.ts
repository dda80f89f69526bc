import type { State } from '../../core/game.ts';
import { SCENE_ATTRIBUTES } from '../../pictures/scene.ts';

export { SCENE_ATTRIBUTES };

/** What clues may be about: single objects, also how many there are of a kind, also how two compare. */
export const CLUE_KINDS = ['objects', 'counts', 'comparisons'] as const;
export type ClueKind = (typeof CLUE_KINDS)[number];

/** A clue: a statement about a scene that is true of it or false. */
export type Statement =
  | { readonly kind: 'object'; readonly object: number; readonly attribute: number; readonly value: number }
  | { readonly kind: 'count'; readonly attribute: number; readonly value: number; readonly count: number }
  | {
      readonly kind: 'comparison';
      readonly first: number;
      readonly second: number;
      readonly attribute: number;
      readonly same: boolean;
    };

/** The finite vocabulary of clues about scenes of `objects` objects, and what is true of a scene. */
export interface Vocabulary {
  readonly objects: number;
  /** How many values each attribute has: [attributes]. */
  readonly values: readonly number[];
  /** A scene's numbers: the value of attribute a of object i at i · attributes + a. */
  readonly cells: number;
  /** Every statement, in the order of their numbers. */
  readonly statements: readonly Statement[];
  /** Most statements that are true of one scene. */
  readonly mostTrue: number;
  /** Writes the numbers of the statements that are true of the scene from `from` on, ascending; returns how many. */
  truths(state: State, from: number, out: Int32Array): number;
  /** Whether a statement is true of the scene from `from` on. */
  holds(state: State, from: number, statement: number): boolean;
}

/**
 * Statements in three blocks: attribute a of object i is v; exactly c objects have the value v of attribute a; objects
 * i and j are the same in attribute a, or differ. The second and the third need two objects at least.
 */
export function vocabularyOf(objects: number, values: readonly number[], kinds: ClueKind): Vocabulary {
  const attributes = values.length;
  const width = values.reduce((sum, count) => sum + count, 0);
  const first = values.map((_, attribute) =>
    values.slice(0, attribute).reduce((sum, count) => sum + count, 0),
  );
  const counted = objects > 1 && kinds !== 'objects';
  const compared = objects > 1 && kinds === 'comparisons';
  const statements: Statement[] = [];
  const each = (visit: (attribute: number, value: number) => void): void =>
    values.forEach((count, attribute) => {
      for (let value = 0; value < count; value++) visit(attribute, value);
    });

  for (let object = 0; object < objects; object++)
    each((attribute, value) => statements.push({ kind: 'object', object, attribute, value }));
  const counts = statements.length;
  if (counted) {
    each((attribute, value) => {
      for (let count = 0; count <= objects; count++)
        statements.push({ kind: 'count', attribute, value, count });
    });
  }
  const comparisons = statements.length;
  if (compared) {
    for (let one = 0; one < objects; one++)
      for (let other = one + 1; other < objects; other++)
        for (let attribute = 0; attribute < attributes; attribute++)
          for (const same of [false, true])
            statements.push({ kind: 'comparison', first: one, second: other, attribute, same });
  }

  /** How many objects have the value. */
  function tally(state: State, from: number, attribute: number, value: number): number {
    let count = 0;
    for (let object = 0, at = from + attribute; object < objects; object++, at += attributes)
      if (state[at] === value) count++;
    return count;
  }

  return {
    objects,
    values,
    cells: objects * attributes,
    statements,
    mostTrue:
      objects * attributes +
      (counted ? width : 0) +
      (compared ? ((objects * (objects - 1)) / 2) * attributes : 0),

    truths(state, from, out) {
      let written = 0;
      for (let object = 0, at = from, base = 0; object < objects; object++, base += width)
        for (let attribute = 0; attribute < attributes; attribute++)
          out[written++] = base + first[attribute] + state[at++];
      if (counted) {
        for (let attribute = 0, base = counts; attribute < attributes; attribute++)
          for (let value = 0; value < values[attribute]; value++, base += objects + 1)
            out[written++] = base + tally(state, from, attribute, value);
      }
      if (compared) {
        let base = comparisons;
        for (let one = 0; one < objects; one++)
          for (let other = one + 1; other < objects; other++)
            for (let attribute = 0; attribute < attributes; attribute++, base += 2) {
              const same =
                state[from + one * attributes + attribute] === state[from + other * attributes + attribute];
              out[written++] = base + (same ? 1 : 0);
            }
      }
      return written;
    },

    holds(state, from, number) {
      const statement = statements[number];
      switch (statement.kind) {
        case 'object':
          return state[from + statement.object * attributes + statement.attribute] === statement.value;
        case 'count':
          return tally(state, from, statement.attribute, statement.value) === statement.count;
        case 'comparison': {
          const { first: one, second: other, attribute, same } = statement;
          return (
            (state[from + one * attributes + attribute] === state[from + other * attributes + attribute]) ===
            same
          );
        }
      }
    },
  };
}

/** A statement in words, distinct from every other of its vocabulary; objects are numbered from 1. */
export function sayStatement(statement: Statement): string {
  const { name, values } = SCENE_ATTRIBUTES[statement.attribute];
  switch (statement.kind) {
    case 'object': {
      const value = values[statement.value];
      return `object ${statement.object + 1} is ${name === 'shape' ? `a ${value}` : value}`;
    }
    case 'count': {
      const { count } = statement;
      const value = values[statement.value];
      const number = count === 0 ? 'no' : String(count);
      const things = name === 'shape' ? value : `${value} object`;
      return `there ${count === 1 ? 'is' : 'are'} ${number} ${things}${count === 1 ? '' : 's'}`;
    }
    case 'comparison': {
      const pair = `objects ${statement.first + 1} and ${statement.second + 1}`;
      return statement.same ? `${pair} have the same ${name}` : `${pair} differ in ${name}`;
    }
  }
}

/** An object's values in words, such as `small red metal cube`. */
export function sayObject(values: ArrayLike<number>, from: number, attributes: number): string {
  const said = SCENE_ATTRIBUTES.slice(0, attributes).map(
    ({ values: names }, attribute) => names[values[from + attribute]],
  );
  const [colour, shape, material, size] = said;
  return [size, colour, material, shape ?? 'object'].filter((word) => word !== undefined).join(' ');
}
