import { SimulationError } from './errors.ts';

/** What may be there at once, or has to be awaited. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there, so that rules whose sources answer at once never wait. */
export function after<Value, Result>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Result>,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
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
  return value instanceof Promise ? value.then(done, failed) : done(value);
}

/**
 * A value that is there at once.
 * @throws SimulationError where it has to be awaited after all
 */
export function instant<Value>(value: Awaitable<Value>, who: string): Value {
  if (!(value instanceof Promise)) return value;
  throw new SimulationError(`${who} must answer at once here, and it does not.`);
}
