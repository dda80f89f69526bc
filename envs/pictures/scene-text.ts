import { type Scene, SCENE_GROUND, type SceneLook, type SceneObject } from './scene.ts';
import type { ScenePair } from './scene-pair.ts';
import { across } from './scene-view.ts';

/** An object's looks in words, such as `small red metal cube`. */
export function lookText({ size, colour, material, shape }: SceneLook): string {
  return `${size} ${colour} ${material} ${shape}`;
}

/** A scene in plain English, a line for each object, numbered from left to right as a viewer sees them. */
export function sceneText({ objects }: Scene): string {
  const order = [...objects].sort((one, other) => across(one.x, one.y, 0) - across(other.x, other.y, 0));
  const count = order.length === 1 ? 'one object' : `${order.length} objects, from left to right`;
  const lines = order.map((object, index) => `${index + 1}. a ${lookText(object)}, ${placeText(object)}`);
  return [`There ${order.length === 1 ? 'is' : 'are'} ${count}:`, ...lines].join('\n');
}

/** What is edited, a line for each object: `2. a small red metal cube becomes a large red metal cube`. */
export function changeText({ original, edited, changes }: ScenePair): string[] {
  const changed = [...new Set(changes.map(({ object }) => object))];
  return changed.map(
    (object) =>
      `${object + 1}. a ${lookText(original.objects[object])} becomes a ${lookText(edited.objects[object])}`,
  );
}

/** Where an object stands, by thirds of the ground: `at the back on the left`, `in the middle`. */
export function placeText({ x, y }: SceneObject): string {
  const side = third(x, SCENE_GROUND.x, ['on the left', '', 'on the right']);
  const depth = third(y, SCENE_GROUND.y, ['in front', '', 'at the back']);
  if (side === '' && depth === '') return 'in the middle';
  if (side === '') return `${depth} in the middle`;
  return depth === '' ? side : `${depth} ${side}`;
}

function third(value: number, reach: number, words: readonly [string, string, string]): string {
  return words[value < -reach / 3 ? 0 : value > reach / 3 ? 2 : 1];
}
