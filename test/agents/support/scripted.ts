import assert from 'node:assert/strict';
import { type Game, loadGame } from '@parlor/envs';
import { checkAgent } from '@parlor/envs/laws';
import { rollout } from '../../../agents/play/index.ts';
import { UniformPolicy } from '../../../agents/policies/index.ts';
import type { Policy } from '../../../agents/policy.ts';
import { scriptedPolicies } from '../../../agents/scripted/index.ts';

const uniform = new UniformPolicy();

export function scripted(game: Game): Policy {
  return scriptedPolicies[game.id](game);
}

/** Holds the player by rules of a game to every law of policies. */
export async function obeysLaws(spec: string, runs: number): Promise<void> {
  const game = loadGame(spec);
  assert.deepEqual((await checkAgent(scripted(game), game, { runs })).violations, []);
}

/** Mean return of every seat, and its standard error. */
export async function means(
  game: Game,
  policies: readonly Policy[],
  episodes: number,
): Promise<{ mean: number; error: number }[]> {
  const { returns } = await rollout(game, policies, { seed: 'scripted', episodes });
  return policies.map((_, seat) => {
    const own = returns.filter((_value, at) => at % game.seats === seat);
    const mean = own.reduce((sum, value) => sum + value, 0) / episodes;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (episodes - 1);
    return { mean, error: Math.sqrt(variance / episodes) };
  });
}

/** That in each of these seats, by default all, the player by rules earns clearly more of uniform others than a uniform one. */
export async function beatsUniform(spec: string, episodes: number, seats?: readonly number[]): Promise<void> {
  const game = loadGame(spec);
  const policy = scripted(game);
  const everybody = Array.from({ length: game.seats }, (_, seat) => seat);
  const base = await means(
    game,
    everybody.map(() => uniform),
    episodes,
  );
  for (const seat of seats ?? everybody) {
    const lineup = everybody.map((other) => (other === seat ? policy : uniform));
    const own = (await means(game, lineup, episodes))[seat]; // the same deals
    const error = Math.hypot(own.error, base[seat].error);
    const told = `seat ${seat}: ${own.mean}, uniform ${base[seat].mean}, standard error ${error}`;
    assert.ok(own.mean - base[seat].mean > 4 * error, told);
  }
}

/**
 * That in a zero-sum game the player by rules clearly wins from uniform others, on average over all seats of the same
 * deals: a uniform one wins nothing then.
 */
export async function winsFromUniform(spec: string, deals: number): Promise<void> {
  const game = loadGame(spec);
  assert.equal(game.payoff, 'zero-sum');
  const policy = scripted(game);
  const won = new Float64Array(deals);
  for (let seat = 0; seat < game.seats; seat++) {
    const lineup = Array.from({ length: game.seats }, (_, other) => (other === seat ? policy : uniform));
    const { returns } = await rollout(game, lineup, { seed: 'scripted', episodes: deals });
    for (let deal = 0; deal < deals; deal++) won[deal] += returns[deal * game.seats + seat] / game.seats;
  }
  const mean = won.reduce((sum, value) => sum + value, 0) / deals;
  const variance = won.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (deals - 1);
  const error = Math.sqrt(variance / deals);
  assert.ok(mean > 4 * error, `${mean}, standard error ${error}`);
}

/** What a policy does for certain after these actions and outcomes. */
export async function choiceAfter(
  game: Game,
  history: readonly number[],
  policy = scripted(game),
): Promise<number> {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) game.apply(state, action);
  const seat = game.mover(state);
  assert.ok(seat >= 0, 'a seat is to act');
  const observations = new Float32Array(game.observationSize);
  game.observe(state, seat, observations);
  const legal = new Int32Array(game.maxLegal);
  const count = game.legal(state, legal);
  const probabilities = new Float64Array(count);
  await policy.act(
    {
      game,
      count: 1,
      observations,
      seats: Int32Array.of(seat),
      legalOffsets: Int32Array.of(0, count),
      legalActions: legal.subarray(0, count),
      tokens: () => assert.fail('rules read observations'),
    },
    probabilities,
  );
  const place = probabilities.indexOf(1);
  assert.ok(place >= 0, `${policy.name} is not certain: ${probabilities.join(', ')}`);
  return legal[place];
}
