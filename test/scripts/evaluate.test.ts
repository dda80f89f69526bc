import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  buildTree,
  initialWeights,
  NashConv,
  Network,
  NetworkPolicy,
  ortEngine,
  savePolicy,
  tabulate,
} from '@parlor/agents';
import { loadGame, stream } from '@parlor/envs';
import { temporaryFolder } from '../support/folder.ts';
import { parlor } from '../support/process.ts';
import { rows } from '../support/rows.ts';

describe('evaluate', () => {
  const game = loadGame('kuhn_poker');
  const path = join(temporaryFolder(), 'random.onnx');
  const shape = { inputs: game.observationSize, hidden: [8], actions: game.actionCount };
  const weights = initialWeights(shape, stream(1, 'test')).map((weight) => 5 * weight);

  test('finds for a network in a file what the network has in memory', async () => {
    await savePolicy(path, { game: game.spec, gameVersion: game.version, shape, notes: {} }, weights);
    const network = await Network.create(await ortEngine(), shape);
    const tree = buildTree(game);
    const measure = new NashConv(tree);
    const nashConv = measure.evaluate(
      await tabulate(tree, new NetworkPolicy('random', network.evaluator(weights), shape)),
    );

    const { result } = await rows(['evaluate', 'kuhn_poker', path, '--json']);
    assert.ok(Math.abs(nashConv - 0.916666667) > 0.01, 'another policy than the uniform one');
    assert.ok(
      Math.abs(Number(result['nashConv']) - nashConv) < 1e-6,
      `${String(result['nashConv'])} ${nashConv}`,
    );
    const value = result['value'] as number[];
    for (const seat of [0, 1]) assert.ok(Math.abs(value[seat] - measure.values[seat]) < 1e-6);
  });

  test('plays it as well, and refuses it for another game or with a bit changed', async () => {
    const words = ['rollout', 'kuhn_poker', '--policy', path, '--episodes', '20', '--json'];
    assert.equal((await rows(words)).result['episodes'], 20);

    const bytes = readFileSync(path);
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 4, middle);
    const damaged = `${path}.damaged.onnx`;
    writeFileSync(damaged, bytes);
    for (const [spec, file] of [
      ['leduc_poker', path],
      ['kuhn_poker(players=3)', path],
      ['kuhn_poker', damaged],
    ]) {
      const { status, stdout, stderr } = await parlor(['evaluate', spec, file]);
      assert.deepEqual([status, stdout], [1, ''], stderr);
      assert.match(stderr, /^parlor: .*\.onnx.+\n$/);
    }
  });
});
