import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { EngineError } from '../../agents/network/errors.ts';
import { GraphBuilder } from '../../agents/network/graph-builder.ts';
import { encodeModel } from '../../agents/network/onnx.ts';
import { readModel } from '../../agents/network/onnx-reader.ts';
import { ortEngine } from '../../agents/network/ort-engine.ts';
import { ProtobufError, ProtobufWriter, readFields, readPacked } from '../../agents/network/protobuf.ts';
import { compute, engine } from './support/compute.ts';

test('fields of the wire format are read back as they were written', () => {
  const field = fc.record(
    {
      field: fc.integer({ min: 1, max: 2 ** 29 - 1 }),
      value: fc.oneof(fc.maxSafeNat(), fc.uint8Array({ maxLength: 300 })),
    },
    { noNullPrototype: true },
  );
  const property = fc.property(fc.array(field), (fields) => {
    const writer = new ProtobufWriter();
    for (const each of fields) {
      if (typeof each.value === 'number') writer.varint(each.field, each.value);
      else writer.bytes(each.field, each.value);
    }
    const read = [...readFields(writer.finish())].map((each) => ({
      ...each,
      value: typeof each.value === 'number' ? each.value : Uint8Array.from(each.value),
    }));
    assert.deepEqual(read, fields);
  });
  fc.assert(property, { numRuns: 200, seed: 1 });
});

test('the wire format is that of the worked examples of its documentation', () => {
  assert.deepEqual([...new ProtobufWriter().varint(1, 150).finish()], [0x08, 0x96, 0x01]);
  assert.deepEqual(
    [...new ProtobufWriter().text(2, 'testing').finish()],
    [0x12, 7, ...Buffer.from('testing')],
  );
  assert.deepEqual(
    [...new ProtobufWriter().message(3, (inner) => inner.varint(1, 150)).finish()],
    [0x1a, 3, 0x08, 0x96, 0x01],
  );
  const [packed] = readFields(Uint8Array.of(0x32, 6, 3, 0x8e, 2, 0x9e, 0xa7, 5));
  assert.deepEqual([...readPacked(packed.value as Uint8Array)], [3, 270, 86942]);
});

test('arbitrary bytes are read as fields or refused with a typed error, and a long length allocates nothing', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    try {
      for (const { value } of readFields(bytes)) {
        if (typeof value !== 'number') assert.equal(value.buffer, bytes.buffer);
      }
    } catch (error) {
      assert.ok(error instanceof ProtobufError);
    }
  });
  fc.assert(property, { numRuns: 2000, seed: 2 });
  const huge = Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1);
  assert.throws(() => [...readFields(huge)], /the bytes end inside a field/);
  assert.throws(() => [...readFields(new Uint8Array(12).fill(0xff))], /longer than ten bytes/);
});

test('a model tells its inputs, outputs, constants and metadata', () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', ['rows', 2]);
  const w = graph.input('w', [2, 2]);
  const bytes = encodeModel(graph.graph({ y: graph.gemm(x, w), z: graph.sum(x, 1) }), {
    initialisers: new Map([['w', Float32Array.of(1, 2, 3, 4)]]),
    vectors: ['z'],
    metadata: { game: 'leduc', ключ: 'Wörter ♠' },
  });
  const model = readModel(bytes);
  assert.deepEqual([model.inputs, model.outputs], [['x'], ['y', 'z']]);
  assert.deepEqual(
    [...model.metadata],
    [
      ['game', 'leduc'],
      ['ключ', 'Wörter ♠'],
    ],
  );
  const weights = model.initialisers.get('w');
  assert.deepEqual([weights?.dims, weights?.type], [[2, 2], 1]);
  assert.deepEqual(
    new Float32Array(Uint8Array.from(weights?.data ?? []).buffer),
    Float32Array.of(1, 2, 3, 4),
  );
});

test('one graph computes in float32 and in float64', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', [1, 1]);
  const y = graph.div(graph.constant(1), x);
  const compiled = graph.graph({ y });
  assert.equal((await compute(compiled, { x: [3] }, 1, 'float64')).y[0], 1 / 3);
  assert.equal((await compute(compiled, { x: [3] }, 1, 'float32')).y[0], Math.fround(1 / 3));
});

test('outputs may be inputs, constants, stopped, or the same node twice', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', ['rows', 2]);
  const y = graph.neg(x);
  const values = await compute(
    graph.graph({ a: x, b: y, c: y, d: graph.stop(y), e: graph.constant(5), f: graph.stop(x) }),
    { x: [1, 2, 3, 4] },
    2,
  );
  assert.deepEqual([...values.a], [1, 2, 3, 4]);
  assert.deepEqual([...values.f], [1, 2, 3, 4]);
  for (const name of ['b', 'c', 'd']) assert.deepEqual([...values[name]], [-1, -2, -3, -4]);
  assert.deepEqual([...values.e], [5]);
});

test('a binding reads and writes its arrays in place, run after run, and further bindings leave it as it is', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', ['rows', 1]);
  const program = await engine.compile(graph.graph({ y: graph.mul(x, graph.input('w', [1, 1])) }));
  const w = Float32Array.of(2);
  const [x1, y1, x2, y2] = [
    Float32Array.of(3),
    new Float32Array(1),
    Float32Array.of(4, 5),
    new Float32Array(2),
  ];
  const weights = program.bind({ w });
  const first = weights.bind({ x: x1, y: y1 }, 1);
  const second = weights.bind({ x: x2, y: y2 }, 2);
  await first.run();
  await second.run();
  assert.deepEqual([[...y1], [...y2]], [[6], [8, 10]]);
  w[0] = 10;
  x1[0] = 7;
  await first.run();
  assert.deepEqual([[...y1], [...y2]], [[70], [8, 10]]);
  await program.release();
});

test('arrays that do not fit, missing inputs and models that make no sense are refused with what is wrong', async () => {
  const graph = new GraphBuilder();
  const program = await engine.compile(graph.graph({ y: graph.neg(graph.input('x', ['rows', 3])) }));
  const refuses = (arrays: Record<string, Float32Array>, rows: number, message: RegExp): void =>
    assert.throws(
      () => program.bind(arrays, rows),
      (error) => error instanceof EngineError && message.test(error.message),
    );
  refuses({ x: new Float32Array(5) }, 2, /x needs 6 numbers \(2 × 3\) but the array has 5/);
  refuses({ q: new Float32Array(5) }, 2, /no input or output q/);
  await assert.rejects(
    program.bind({ y: new Float32Array(3) }).run(),
    (error) => error instanceof EngineError && /x/.test(error.message),
  );
  await assert.rejects(engine.load(Uint8Array.of(1, 2, 3)), EngineError);
});

test('where ONNX Runtime can not be loaded, the error says what to do', async () => {
  const cause = new Error('no such binary');
  await assert.rejects(
    ortEngine(() => Promise.reject(cause)),
    (error) => {
      assert.ok(error instanceof EngineError && error.cause === cause);
      assert.match(error.message, /onnxruntime-node can not be loaded on \S+: run npm install again/);
      return true;
    },
  );
  assert.match(engine.name, /^onnxruntime-node \d+\.\d+\.\d+ cpu$/);
});
