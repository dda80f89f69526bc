import { ParlorError } from '@parlor/envs';
/** Writes the protocol-buffer wire format (protobuf.dev, "Encoding"): fields of varints, texts, bytes and messages. */
export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  /** A whole number, 0 ≤ value ≤ 2⁵³ − 1. */
  varint(field: number, value: number): this {
    return this.append(encodeVarint(field * 8)).append(encodeVarint(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.append(encodeVarint(field * 8 + 2))
      .append(encodeVarint(value.length))
      .append(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, write: (writer: ProtobufWriter) => unknown): this {
    const inner = new ProtobufWriter();
    write(inner);
    return this.bytes(field, inner.finish());
  }

  texts(field: number, values: readonly string[]): this {
    for (const value of values) this.text(field, value);
    return this;
  }

  messages<T>(
    field: number,
    values: readonly T[],
    write: (writer: ProtobufWriter, value: T) => unknown,
  ): this {
    for (const value of values) this.message(field, (writer) => write(writer, value));
    return this;
  }

  finish(): Uint8Array {
    const result = new Uint8Array(this.size);
    let offset = 0;
    for (const chunk of this.chunks) {
      result.set(chunk, offset);
      offset += chunk.length;
    }
    return result;
  }

  private append(chunk: Uint8Array): this {
    this.chunks.push(chunk);
    this.size += chunk.length;
    return this;
  }
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** One field of a message: `value` is a number (varint) or the bytes of all other wire types. */
export interface ProtobufField {
  readonly field: number;
  readonly value: number | Uint8Array;
}

/** Bytes that are no message of the wire format. */
export class ProtobufError extends ParlorError {
  override readonly name = 'ProtobufError';
}

/**
 * The fields of one message, in order and as they are read; inner messages stay bytes, as views of `bytes`.
 * @throws ProtobufError where the bytes end early, a number is longer than ten bytes, or a wire type is unknown.
 */
export function* readFields(bytes: Uint8Array): Generator<ProtobufField> {
  const cursor = new Cursor(bytes);
  while (!cursor.done) {
    const tag = cursor.varint();
    const field = Math.floor(tag / 8);
    if (field === 0) throw new ProtobufError('a field has the number 0');
    switch (tag % 8) {
      case 0:
        yield { field, value: cursor.varint() };
        break;
      case 1:
        yield { field, value: cursor.take(8) };
        break;
      case 2:
        yield { field, value: cursor.take(cursor.varint()) };
        break;
      case 5:
        yield { field, value: cursor.take(4) };
        break;
      default:
        throw new ProtobufError(`wire type ${tag % 8} is unknown`);
    }
  }
}

/** The numbers of a packed repeated field. */
export function* readPacked(bytes: Uint8Array): Generator<number> {
  const cursor = new Cursor(bytes);
  while (!cursor.done) yield cursor.varint();
}

class Cursor {
  private readonly bytes: Uint8Array;
  private offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.offset >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let position = 0; position < 10; position++) {
      if (this.done) throw new ProtobufError('the bytes end inside a number');
      const byte = this.bytes[this.offset++];
      value += (byte & 127) * 128 ** position;
      if (byte < 128) return value;
    }
    throw new ProtobufError('a number is longer than ten bytes');
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.offset) throw new ProtobufError('the bytes end inside a field');
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }
}
