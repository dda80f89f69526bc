import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import {
  type Tree,
  TreeError,
  buildTree,
  Cfr,
  FirstLegalPolicy,
  KuhnEquilibriumPolicy,
  scriptedPolicies,
  loadPolicy,
  loadTabularPolicy,
  OnnxPolicy,
  ortEngine,
  type Policy,
  TabularPolicy,
  UniformPolicy,
} from '@parlor/agents';
import type { Game } from '@parlor/envs';
import { UsageError } from './errors.ts';
import { shortSpec } from './games.ts';
import { nearest } from './nearest.ts';

/** Policies that can be had by name, for a game. */
const POLICIES: Readonly<Record<string, (game: Game) => Policy>> = {
  uniform: () => new UniformPolicy(),
  script: scripted,
  'first-legal': () => new FirstLegalPolicy(),
  'kuhn-equilibrium': kuhnEquilibrium,
  cfr: (game) => solved(game, 'cfr'),
  'cfr+': (game) => solved(game, 'cfr+'),
};

/** What a command that takes agents says about them. */
export const POLICY_HELP = `${Object.keys(POLICIES).join(', ')}, or a policy file (.onnx, .json)`;

/** CFR iterations of a policy that is solved on the fly, and the largest tree for it: a few seconds. */
const ITERATIONS = 1000;
const MAX_HISTORIES = 1_000_000;
/** Histories that solving visits at most: some seconds. */
const VISITS = 5e7;

/**
 * The policy that the command line names: one of the list, or a file.
 * @param others what else may stand in its place, for the message
 * @throws UsageError for an unknown name or a file that is not there; PolicyFileError for a damaged one.
 */
export async function policy(name: string, game: Game, others: readonly string[] = []): Promise<Policy> {
  const make = POLICIES[name];
  if (make) return make(game);
  if (existsSync(name)) return policyFile(name, game);
  if (extname(name) !== '' || name.includes('/')) throw new UsageError(`There is no policy file ${name}.`);
  const known = [...new Set([...others, ...Object.keys(POLICIES)])];
  throw new UsageError(
    `There is no agent "${name}"${nearest(name, known)}; the agents are ${known.join(', ')}, or a policy file.`,
  );
}

/**
 * A saved policy, checked to be one for the game.
 * @throws UsageError where the file is missing or of another kind; PolicyFileError where it is damaged.
 */
export async function policyFile(path: string, game: Game): Promise<Policy> {
  if (!existsSync(path)) throw new UsageError(`There is no policy file ${path}.`);
  switch (extname(path).toLowerCase()) {
    case '.json':
      return loadTabularPolicy(path);
    case '.onnx':
      return networkPolicy(path, game);
    default:
      throw new UsageError(`${path} is no policy file; their names end in .onnx or .json.`);
  }
}

async function networkPolicy(path: string, game: Game): Promise<Policy> {
  const sizes = { inputs: game.observationSize, actions: game.actionCount };
  const loaded = await loadPolicy(await ortEngine(), path, {
    game: game.spec,
    gameVersion: game.version,
    sizes,
  });
  return new OnnxPolicy(basename(path), loaded);
}

function scripted(game: Game): Policy {
  const policy = scriptedPolicies[game.id]?.(game);
  if (policy === undefined) throw new UsageError(`There is no player by rules for ${shortSpec(game.spec)}.`);
  return { name: 'script', act: (batch, probabilities) => policy.act(batch, probabilities) };
}

function kuhnEquilibrium(game: Game): Policy {
  if (game.spec === 'kuhn_poker(players=2)') return new KuhnEquilibriumPolicy();
  throw new UsageError(`kuhn-equilibrium plays kuhn_poker for two players, not ${shortSpec(game.spec)}.`);
}

function solved(game: Game, algorithm: 'cfr' | 'cfr+'): Policy {
  const tree = smallTree(game, algorithm);
  const solver = new Cfr(tree, { plus: algorithm === 'cfr+' }).run(
    Math.min(ITERATIONS, Math.ceil(VISITS / tree.nodeCount)),
  );
  return TabularPolicy.fromTree(tree, solver.averagePolicy(), algorithm);
}

/** @throws UsageError where the game is too large to be solved while somebody waits. */
function smallTree(game: Game, algorithm: string): Tree {
  try {
    return buildTree(game, { maxHistories: MAX_HISTORIES });
  } catch (error) {
    if (!(error instanceof TreeError) || game.chanceKind === 'sampled') throw error;
    throw new UsageError(
      `${shortSpec(game.spec)} is too large to be solved on the spot for ${algorithm}; ` +
        'solve it with parlor solve --out policy.json, and name that file.',
    );
  }
}
