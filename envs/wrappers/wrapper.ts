import type { Environment, ResetOptions, SavedEnv } from '../core/environment.ts';
import type { Game } from '../core/game.ts';
import type { Message } from '../core/message.ts';
import type { ParseFailure } from '../core/text.ts';
import type { TimeStep } from '../core/time-step.ts';

/** An environment around another, which it passes everything on to; a wrapper overrides what it changes. */
export abstract class Wrapper implements Environment {
  readonly inner: Environment;

  constructor(inner: Environment) {
    this.inner = inner;
  }

  abstract clone(): Environment;

  get game(): Game {
    return this.inner.game;
  }

  get current(): TimeStep {
    return this.inner.current;
  }

  get actions(): readonly number[] {
    return this.inner.actions;
  }

  reset(options?: ResetOptions): TimeStep {
    return this.inner.reset(options);
  }

  step(action: number): TimeStep {
    return this.inner.step(action);
  }

  observe(seat: number): Float32Array {
    return this.inner.observe(seat);
  }

  view(seat: number): string {
    return this.inner.view(seat);
  }

  messages(seat: number): Message[] {
    return this.inner.messages(seat);
  }

  parse(reply: string): number | ParseFailure {
    return this.inner.parse(reply);
  }

  tokens(seat: number): number[] {
    return this.inner.tokens(seat);
  }

  save(): SavedEnv {
    return this.inner.save();
  }

  restore(saved: SavedEnv): TimeStep {
    return this.inner.restore(saved);
  }
}
