import type { Json } from '../../core/language-game.ts';
import { broken } from '../violation.ts';

/** Never writes to a state again: a game that does, throws. */
export function freeze(value: Json): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

/** What JSON makes another thing of, at the first place where it does. */
function notJson(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? undefined
      : `${path} is ${value === 0 ? 'minus zero' : value}`;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== Array.prototype && kind !== null)
    return `${path} is an object of a class of its own`;
  for (const [name, part] of Object.entries(value)) {
    const found = notJson(part, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Says that the law is broken where JSON cannot hold the state. */
export function checkJson(state: Json): void {
  const odd = notJson(state, 'state');
  if (odd !== undefined) broken(`${odd}, which JSON cannot hold`);
}
