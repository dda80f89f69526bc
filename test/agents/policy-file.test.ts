import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { stream } from '@parlor/envs';
import { PolicyFileError } from '../../agents/network/errors.ts';
import { GraphBuilder } from '../../agents/network/graph-builder.ts';
import { initialWeights, Network, type NetworkShape } from '../../agents/network/network.ts';
import { encodeModel, type ModelOptions } from '../../agents/network/onnx.ts';
import { encodePolicy, savePolicy, type PolicyMetadata } from '../../agents/network/policy-file.ts';
import { loadPolicy, type LoadOptions } from '../../agents/network/policy-loader.ts';
import { temporaryFolder } from '../support/folder.ts';
import { engine } from './support/compute.ts';

const folder = temporaryFolder();
const SHAPE: NetworkShape = { inputs: 6, hidden: [16, 8], actions: 4 };
const METADATA: PolicyMetadata = {
  game: 'leduc_poker(players=2)',
  gameVersion: 3,
  shape: SHAPE,
  notes: { seed: '7', steps: '45000000', name: 'Zoë ♠' },
};
const WEIGHTS = initialWeights(SHAPE, stream(5, 'test'));
const BYTES = encodePolicy(METADATA, WEIGHTS);

async function refused(source: string | Uint8Array, message: RegExp, options?: LoadOptions): Promise<void> {
  await assert.rejects(loadPolicy(engine, source, options), (error) => {
    assert.ok(error instanceof PolicyFileError, String(error));
    assert.match(error.message, message);
    assert.match(error.message, /^[^\n]+\.$/, 'one sentence on one line');
    return true;
  });
}

function batch(rows: number): { observations: Float32Array; legal: Float32Array } {
  const random = stream(rows, 'test');
  return {
    observations: Float32Array.from({ length: rows * SHAPE.inputs }, () => 4 * random.unit() - 2),
    legal: Float32Array.from({ length: rows * SHAPE.actions }, (_, index) =>
      index % 4 === 0 ? 1 : random.below(2),
    ),
  };
}

test('a saved policy comes back with its metadata, its weights and the very bits of its network’s outputs', async () => {
  const path = join(folder, 'policy.onnx');
  await savePolicy(path, METADATA, WEIGHTS);
  const policy = await loadPolicy(engine, path, { game: METADATA.game, gameVersion: 3 });
  assert.deepEqual(policy.metadata, METADATA);
  assert.deepEqual(policy.weights, WEIGHTS);
  assert.deepEqual([policy.inputs, policy.actions], [6, 4]);

  const network = await Network.create(engine, SHAPE);
  const evaluator = network.evaluator(WEIGHTS);
  for (const rows of [1, 2, 65, 700]) {
    const { observations, legal } = batch(rows);
    const logits = new Float32Array(rows * SHAPE.actions);
    const values = new Float32Array(rows);
    await evaluator.run(observations, rows, logits, values);
    const output = await policy.run(observations, legal, rows);
    assert.deepEqual(output.value, values);
    output.logits.forEach((logit, index) => {
      if (legal[index] === 1) assert.equal(logit, logits[index]);
      else assert.ok(logit < -0.99e9 && Number.isFinite(logit) && Math.exp(logit) === 0);
    });
    assert.equal(output.logits.length, rows * SHAPE.actions);
  }
  const { logits, value } = await policy.run(new Float32Array(0), new Float32Array(0), 0);
  assert.deepEqual([logits.length, value.length], [0, 0]);
  await policy.release();
});

test('the very bits of a wide network’s outputs come back too, where constant weights could be summed otherwise', async () => {
  const shape = { inputs: 400, hidden: [300], actions: 2 };
  const weights = initialWeights(shape, stream(6, 'test'));
  const random = stream(7, 'test');
  const observations = Float32Array.from({ length: 50 * 400 }, () => 2 * random.unit() - 1);
  const logits = new Float32Array(50 * 2);
  const values = new Float32Array(50);
  await (await Network.create(engine, shape)).evaluator(weights).run(observations, 50, logits, values);
  const policy = await loadPolicy(engine, encodePolicy({ ...METADATA, shape }, weights));
  const output = await policy.run(observations, new Float32Array(100).fill(1), 50);
  assert.deepEqual(output, { logits, value: values });
});

test('the same policy is the same bytes, and writing leaves one file', async () => {
  assert.deepEqual(encodePolicy(METADATA, WEIGHTS), BYTES);
  const own = join(folder, 'own');
  mkdirSync(own);
  const path = join(own, 'policy.onnx');
  writeFileSync(path, 'old');
  await Promise.all([savePolicy(path, METADATA, WEIGHTS), savePolicy(path, METADATA, WEIGHTS)]);
  assert.deepEqual(readdirSync(own), ['policy.onnx']);
  assert.deepEqual(Uint8Array.from(readFileSync(path)), BYTES);
});

test('a place that can not be written to is a typed error that names it, and nothing half-written stays', async () => {
  const parent = join(folder, 'parent');
  mkdirSync(join(parent, 'taken', 'inner'), { recursive: true });
  for (const path of [join(parent, 'missing', 'policy.onnx'), join(parent, 'taken')]) {
    await assert.rejects(savePolicy(path, METADATA, WEIGHTS), (error) => {
      assert.ok(error instanceof PolicyFileError);
      assert.ok(error.message.startsWith(`${path} can not be written (E`), error.message);
      return true;
    });
  }
  assert.deepEqual(readdirSync(parent), ['taken']);
});

test('a file cut off anywhere is refused', async () => {
  for (let size = 0; size < BYTES.length; size += size < 64 || size > BYTES.length - 900 ? 1 : 7) {
    await refused(BYTES.subarray(0, size), /^the policy /);
  }
});

test('a file with bytes changed anywhere is refused, or loads and runs; its weights and metadata are never wrong', async () => {
  const random = stream(9, 'test');
  const { observations, legal } = batch(3);
  let loaded = 0;
  for (let run = 0; run < 400; run++) {
    const bytes = BYTES.slice();
    for (let change = 0; change <= run % 3; change++) bytes[random.below(bytes.length)] = random.below(256);
    try {
      const policy = await loadPolicy(engine, bytes, { sizes: SHAPE });
      loaded++;
      if (policy.metadata) assert.deepEqual([policy.metadata, policy.weights], [METADATA, WEIGHTS]);
      const { logits } = await policy.run(observations, legal, 3);
      assert.equal(logits.length, 12);
      await policy.release();
    } catch (error) {
      assert.ok(error instanceof PolicyFileError, `run ${run}: ${String(error)}`);
    }
  }
  assert.ok(loaded < 200, 'most changes are noticed');
});

test('what is no policy is refused with what it lacks', async () => {
  await refused(join(folder, 'nowhere.onnx'), /nowhere\.onnx can not be read \(ENOENT\)/);
  await refused(folder, /can not be read \(EISDIR\)/);
  await refused(new Uint8Array(0), /is no ONNX model, or is damaged: the model has no graph/);
  await refused(new TextEncoder().encode('{"not": "a model"}'), /is no ONNX model, or is damaged/);
  await refused(new Uint8Array(64).fill(255), /is no ONNX model, or is damaged/);
});

test('a policy for another game, version or size than asked for is refused', async () => {
  await refused(BYTES, /plays the game leduc_poker\(players=2\), not kuhn_poker/, {
    game: 'kuhn_poker(players=2)',
  });
  await refused(BYTES, /plays a game of version 3, not 4/, { gameVersion: 4 });
  await refused(BYTES, /takes observations of length 6, not 7/, { sizes: { inputs: 7, actions: 4 } });
  await refused(BYTES, /chooses among this many actions: 4, not 5/, { sizes: { inputs: 6, actions: 5 } });
});

/** A model as someone else would export it: other names inside, `value` as a column, no metadata of ours. */
function foreignModel(
  options: ModelOptions = {},
  names = ['observation', 'legal', 'logits', 'value'],
): Uint8Array {
  const graph = new GraphBuilder();
  const observation = graph.input(names[0], ['rows', 3]);
  const legal = graph.input(names[1], ['rows', 3]);
  const logits = graph.add(graph.mul(observation, graph.constant(2)), legal);
  return encodeModel(graph.graph({ [names[2]]: logits, [names[3]]: graph.sum(observation, 1) }), options);
}

test('a model from elsewhere plays, where the caller gives the sizes', async () => {
  for (const vectors of [[], ['value']]) {
    const policy = await loadPolicy(engine, foreignModel({ vectors }), { sizes: { inputs: 3, actions: 3 } });
    assert.deepEqual([policy.metadata, policy.weights], [undefined, undefined]);
    const { logits, value } = await policy.run(
      Float32Array.of(1, 2, 3, 4, 5, 6),
      Float32Array.of(1, 0, 1, 1, 1, 0),
      2,
    );
    assert.deepEqual([...logits], [3, 4, 7, 9, 11, 12]);
    assert.deepEqual([...value], [6, 15]);
    const one = await policy.run(Float32Array.of(1, 2, 3), Float32Array.of(1, 0, 1), 1);
    assert.deepEqual([[...one.logits], [...one.value]], [[3, 4, 7], [6]]);
    await policy.release();
  }
});

test('a model from elsewhere is refused without sizes, with wrong ones, wrong names or another element type', async () => {
  const sizes = { inputs: 3, actions: 3 };
  await refused(foreignModel(), /does not tell its sizes/);
  await refused(foreignModel(), /can not be run: observation needs 6 numbers/, {
    sizes: { inputs: 2, actions: 3 },
  });
  await refused(
    foreignModel({}, ['obs', 'legal', 'logits', 'value']),
    /must have the inputs observation and legal, but has obs, legal/,
    { sizes },
  );
  await refused(
    foreignModel({}, ['observation', 'legal', 'logits', 'v']),
    /must have the outputs logits and value, but has logits, v/,
    { sizes },
  );
  await refused(foreignModel({ type: 'float64' }), /can not be run/, { sizes });
});

test('metadata that is missing, makes no sense or is of another format is refused by its name', async () => {
  const metadata = (change: Record<string, string | undefined>): Uint8Array => {
    const all = {
      parlor_format: '1',
      game: 'g',
      game_version: '1',
      shape: '{"inputs":3,"hidden":[],"actions":3}',
      notes: '{}',
      checksum: '',
      ...change,
    };
    const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return foreignModel({ metadata: Object.fromEntries(kept) });
  };
  await refused(metadata({ parlor_format: '2' }), /has the policy format 2, but this version reads 1/);
  for (const key of ['game', 'game_version', 'shape', 'notes']) {
    await refused(metadata({ [key]: undefined }), new RegExp(`lacks the metadata ${key}\\.`));
  }
  await refused(metadata({ game_version: 'x' }), /has the metadata game_version = "x", which makes no sense/);
  await refused(metadata({ shape: '{"inputs":0,"hidden":[],"actions":3}' }), /has the metadata shape/);
  await refused(metadata({ notes: '[1]' }), /has the metadata notes/);
  await refused(metadata({}), /has no matrix weight1 of 4 × 3/);
});
