import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { loadGame } from '@parlor/envs';
import { PolicyFileError } from '../../agents/network/errors.ts';
import {
  decodeTabularPolicy,
  encodeTabularPolicy,
  loadTabularPolicy,
  PolicyError,
  saveTabularPolicy,
  TabularPolicy,
} from '../../agents/policies/index.ts';
import { buildTree, Cfr, nashConv, tabulate, uniformTreePolicy } from '../../agents/solvers/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { treePolicies } from './solvers-support.ts';

const kuhn = buildTree(loadGame('kuhn_poker'));

test('a tabular policy written as JSON is read back to the same bits', () => {
  fc.assert(
    fc.property(treePolicies(kuhn), fc.string(), (policy, name) => {
      const table = TabularPolicy.fromTree(kuhn, policy, name);
      const read = decodeTabularPolicy(encodeTabularPolicy(table));
      assert.deepEqual([...read.rows()], [...table.rows()]);
      assert.deepEqual(
        [read.name, read.spec, read.version],
        [name, 'kuhn_poker(players=2)', kuhn.game.version],
      );
    }),
    { numRuns: 100, seed: 5 },
  );
});

test('the NashConv of a policy can be found again from its file alone', async () => {
  const folder = temporaryFolder();
  const tree = buildTree(loadGame('leduc_poker'));
  const policy = new Cfr(tree, { plus: true }).run(20).averagePolicy();
  const path = join(folder, 'policy.json');
  await saveTabularPolicy(path, TabularPolicy.fromTree(tree, policy, 'solved'));

  const loaded = await loadTabularPolicy(path);
  const again = buildTree(loadGame(loaded.spec));
  assert.equal(nashConv(again, await tabulate(again, loaded)), nashConv(tree, policy));
  assert.deepEqual(await readdir(folder), ['policy.json'], 'no temporary file is left');
});

const good = encodeTabularPolicy(TabularPolicy.fromTree(kuhn, uniformTreePolicy(kuhn)));

const folder = temporaryFolder();

const BROKEN: readonly (readonly [string, string, RegExp])[] = [
  ['an empty file', '', /no JSON/],
  ['half a file', good.slice(0, good.length / 2), /no JSON/],
  ['another kind of file', '{"format":"something"}', /format/],
  ['a list', '[]', /no tabular policy/],
  ['a newer format', good.replace('"formatVersion":1', '"formatVersion":2'), /formatVersion/],
  ['a field too many', good.replace('"rows"', '"extra":1,"rows"'), /extra/],
  ['no spec', good.replace(/"spec":"[^"]*",/, ''), /spec/],
  ['a negative probability', good.replace('[0.5,0.5]', '[-0.5,1.5]'), /rows\.0\.probabilities/],
  ['probabilities that do not add up', good.replace('[0.5,0.5]', '[0.5,0.4]'), /rows\.0.*add up to 1/],
  ['a probability too few', good.replace('[0.5,0.5]', '[1]'), /rows\.0.*one probability for each action/],
  ['unordered actions', good.replace('"actions":[0,1]', '"actions":[1,0]'), /rows\.0.*unordered/],
  ['a token that is none', good.replace('"tokens":[3', '"tokens":[0'), /rows\.0\.tokens/],
  ['two rows for one information state', good.replace(/\[\n {2}(\{.*\}),/, '[\n  $1,\n  $1,'), /two rows/],
];

for (const [what, text, reason] of BROKEN) {
  test(`a policy file with ${what} is refused, and the error says why`, async () => {
    assert.notEqual(text, good);
    const path = join(folder, 'broken.json');
    await writeFile(path, text);
    await assert.rejects(
      loadTabularPolicy(path),
      (error) =>
        error instanceof PolicyFileError && error.message.includes(path) && reason.test(error.message),
    );
  });
}

test('a file that is not there or cannot be written is a policy file error, and nothing is half-written', async () => {
  const folder = temporaryFolder();
  await assert.rejects(
    loadTabularPolicy(join(folder, 'none.json')),
    (error) => error instanceof PolicyFileError && /none\.json.*ENOENT/.test(error.message),
  );
  const file = join(folder, 'file');
  await writeFile(file, 'as it was');
  const table = TabularPolicy.fromTree(kuhn, uniformTreePolicy(kuhn));
  await assert.rejects(
    saveTabularPolicy(join(file, 'policy.json'), table),
    (error) => error instanceof PolicyFileError && /cannot be written \(ENOTDIR\)/.test(error.message),
  );
  assert.equal(await readFile(file, 'utf8'), 'as it was');
});

test('a table refuses another game, an unknown information state, and other legal actions', async () => {
  const table = TabularPolicy.fromTree(kuhn, uniformTreePolicy(kuhn), 'mine');
  await assert.rejects(
    tabulate(buildTree(loadGame('kuhn_poker(players=3)')), table),
    (error) =>
      error instanceof PolicyError && /mine plays kuhn_poker\(players=2\).*players=3/.test(error.message),
  );
  const [first, ...rest] = table.rows();
  await assert.rejects(
    tabulate(kuhn, new TabularPolicy(kuhn.game, rest, 'mine')),
    (error) =>
      error instanceof PolicyError && /mine has no row for seat 0 after tokens 3/.test(error.message),
  );
  const short = { ...first, actions: [1], probabilities: [1] };
  await assert.rejects(
    tabulate(kuhn, new TabularPolicy(kuhn.game, [short, ...rest], 'mine')),
    (error) =>
      error instanceof PolicyError && /mine has actions 1 .* where 0, 1 are legal/.test(error.message),
  );
});
