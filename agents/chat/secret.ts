import { inspect } from 'node:util';

const SHOWN = '[key]';
/** Local servers take short words for a key; keys that open anything are longer. */
const SECRET_LENGTH = 16;

/** A key that nothing shows by accident: not JSON, not a template literal, not the console. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The key itself, for the client that sends it. */
  reveal(): string {
    return this.#value;
  }

  /** A complaint of the server without the key, which some quote. */
  redact(text: string): string {
    return text.replaceAll(this.#value, SHOWN);
  }

  /** A model's words without the key. One that is too short to be a secret, such as `none`, may be an honest word. */
  redactWords(text: string): string {
    return this.#value.length < SECRET_LENGTH ? text : this.redact(text);
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
