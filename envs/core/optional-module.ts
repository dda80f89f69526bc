/** Answers a module by its name, as `require` does. */
export type LoadModule = (name: string) => unknown;

/** What a value has under a name, where it can have anything: for modules whose types are not installed. */
export function memberOf(value: unknown, name: string): unknown {
  const holds = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holds ? Reflect.get(value, name) : undefined;
}

/** What Node puts here, and a browser does not: this package needs neither until an optional package is asked for. */
declare const process: unknown;

/**
 * `require` for this file, without an import of Node's modules, which would bind the whole package to Node; undefined
 * where this is no Node, or one before 20.16.
 */
export function moduleLoader(): LoadModule | undefined {
  const node = typeof process === 'undefined' ? undefined : process;
  const getBuiltin = memberOf(node, 'getBuiltinModule');
  if (typeof getBuiltin !== 'function') return undefined;
  const createRequire = memberOf(Reflect.apply(getBuiltin, node, ['node:module']), 'createRequire');
  if (typeof createRequire !== 'function') return undefined;
  const require: unknown = Reflect.apply(createRequire, undefined, [Reflect.get(import.meta, 'url')]);
  if (typeof require !== 'function') return undefined;
  return (name): unknown => Reflect.apply(require, undefined, [name]);
}
