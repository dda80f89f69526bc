import {
  BayesianVoter,
  CLUE_RULES,
  type ClueRuleName,
  type Policy,
  rollout,
  SplitPolicy,
  spyFacts,
  SpyPolicy,
  spyRows,
  TruthVoter,
  UniformPolicy,
} from '@parlor/agents';
import { type Game, loadGame, parseSpec, SPY } from '@parlor/envs';

/** Who gives the clues of spies, who those of civilians, and who votes: seats are drawn anew, parts are not. */
export interface Parts {
  readonly spy: Policy;
  readonly civilian: Policy;
  readonly voter: Policy;
}

/** What becomes of an episode between parts, with 95 % intervals. */
export interface Outcome {
  readonly episodes: number;
  /** Share of episodes in which the spy has more votes than each other player. */
  readonly caught: number;
  /** Share of votes for the spy. */
  readonly accuracy: number;
  /** Share of votes for nobody. */
  readonly abstention: number;
  /** Half the width of the interval of `caught`. */
  readonly reach: number;
}

/** The game in which being caught can be seen in the returns: the same observations and actions, other payoffs. */
export function partyOf(spec: string): Game {
  const { game, options } = parseSpec(spec);
  if (game !== 'who_is_the_spy') throw new Error(`${spec} is no who_is_the_spy`);
  return loadGame('who_is_the_spy', { ...options, rewards: 'party' });
}

/** Players by rules: consistent civilians, spies by a rule, and voters that know both rules but for a slip. */
export function byRules(
  game: Game,
  spy: ClueRuleName = 'imitating',
  civilian: ClueRuleName = 'consistent',
): SpyPolicy {
  const facts = spyFacts(game);
  const voter = new BayesianVoter(facts, {
    civilian: CLUE_RULES.consistent(facts),
    spy: CLUE_RULES.imitating(facts),
    tremble: 0.05,
  });
  return new SpyPolicy(game, { civilian, spy, voter, name: `${civilian} civilian, ${spy} spy` });
}

/** Voters to compare with: the Bayesian reference, who only counts false clues, and who knows nothing. */
export function votersOf(game: Game): Readonly<Record<string, Policy>> {
  return {
    bayesian: byRules(game),
    truth: new SpyPolicy(game, { voter: new TruthVoter(spyFacts(game)) }),
    uniform: new UniformPolicy(),
  };
}

/** Plays episodes of the party game between parts. */
export async function outcome(game: Game, parts: Parts, seed: string, episodes: number): Promise<Outcome> {
  const rows = spyRows(game);
  const policies = [parts.civilian, parts.spy, parts.voter];
  const split = new SplitPolicy('parts', policies, ({ observations }, row) =>
    rows.votes(observations, row) ? 2 : rows.role(observations, row) === SPY ? 1 : 0,
  );
  const seated = Array.from({ length: game.seats }, () => split);
  const { returns, roles, signals } = await rollout(game, seated, { seed, episodes });
  if (!roles || !signals) throw new Error(`${game.spec} has no stages`);
  let [caught, votes, right, nobody] = [0, 0, 0, 0];
  for (let at = 0; at < returns.length; at++) {
    if (roles[at] === SPY && (returns[at] ?? 0) < 0) caught++;
    const [episode, seat] = [Math.floor(at / game.seats), at % game.seats];
    const signal = signals[(2 * episode + 1) * game.seats + seat] ?? NaN;
    if (Number.isNaN(signal)) continue;
    votes++;
    if (signal > 0) right++;
    else if (signal > -1) nobody++;
  }
  const share = caught / episodes;
  return {
    episodes,
    caught: share,
    accuracy: right / votes,
    abstention: nobody / votes,
    reach: 1.96 * Math.sqrt((share * (1 - share)) / episodes),
  };
}
