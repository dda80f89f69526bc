import { type Agent, PolicyAgent, playEpisode, scriptedAgents, scriptedPolicies } from '@parlor/agents';
import { AsyncEnv, type LanguageGame, loadLanguageGame } from '@parlor/envs';
import { closedBeneath } from '../support/games.ts';
import { type Figure, rates, type Subject } from './measure.ts';

const SPECS = [
  'in_words(game=kuhn_poker)',
  'in_words(game=kuhn_poker,preset=spiral)',
  'in_words(game=leduc_poker)',
  'in_words(game=tic_tac_toe)',
  'in_words(game=multi_issue_negotiation)',
  'in_words(game=trading)',
  'simple_negotiation',
  'word_duel',
];

/** Episodes in words between the suite's players by rules, one after the other: episodes a second. */
export async function benchLanguage(): Promise<Figure[]> {
  const subjects = SPECS.map((spec): Subject => {
    const game = loadLanguageGame(spec);
    const env = new AsyncEnv(game);
    const agents = Array.from({ length: game.seats }, () => player(game));
    let episode = 0;
    return {
      name: spec,
      async run() {
        await playEpisode(env, agents, { seed: 1, episode: episode++ });
        return 1;
      },
    };
  });
  const results = await rates(subjects);
  return subjects.map(({ name }, index) => ({
    suite: 'language',
    name,
    value: results[index] ?? 0,
    unit: 'episodes/s',
    baseline: null,
  }));
}

function player(game: LanguageGame): Agent {
  const agent = scriptedAgents[game.id]?.();
  if (agent) return agent;
  const closed = closedBeneath(game);
  const policy = closed && scriptedPolicies[closed.id]?.(closed);
  if (!policy) throw new Error(`${game.spec} has no player by rules`);
  return new PolicyAgent(policy);
}
