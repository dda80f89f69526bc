import { SimulationError } from './errors.ts';

/** What may be there at once, or has to be awaited. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Whether something has to be awaited: a promise of this platform or of another. */
function isPending(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';
}

/** Goes on with a value: at once where it is there, so that rules whose sources answer at once never wait. */
export function after<Value, Result>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return isPending(value) ? value.then(next) : next(value);
}

/** All values: at once where all are there. */
export function together<Value>(values: readonly Awaitable<Value>[]): Awaitable<Value[]> {
  return values.some(isPending) ? Promise.all(values) : (values as Value[]);
}

/** Does some work and, where it fails, whatever `failed` makes of the error; at once where it can. */
export function attempt<Value, Result>(
  work: () => Awaitable<Value>,
  done: (value: Value) => Awaitable<Result>,
  failed: (error: unknown) => Awaitable<Result>,
): Awaitable<Result> {
  let value: Awaitable<Value>;
  try {
    value = work();
  } catch (error) {
    return failed(error);
  }
  return isPending(value) ? value.then(done, failed) : done(value);
}

/**
 * A value that is there at once.
 * @throws SimulationError where it has to be awaited after all
 */
export function instant<Value>(value: Awaitable<Value>, who: string): Value {
  if (!isPending(value)) return value;
  throw new SimulationError(`${who} must answer at once here, and it does not.`);
}
