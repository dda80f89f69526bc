import { AgentError, ChatAgent, type ChatModel } from '@parlor/agents';
import { AsyncEnv, loadLanguageGame, type Seed, type TimeStep } from '@parlor/envs';

/** How chat agents fared in episodes that were all played at the same time. */
export interface ChatEpisodes {
  readonly episodes: number;
  /** Decisions of all episodes. */
  readonly decisions: number;
  /** Episodes that ended by a forfeit, by its reason. */
  readonly forfeits: Readonly<Record<string, number>>;
  /** Sum over episodes, per seat. */
  readonly returns: readonly number[];
}

/**
 * Plays episodes of a language game at the same time, every seat held by a chat agent on the same model. An agent that
 * cannot answer forfeits. Nothing is kept of an episode but its result.
 */
export async function playChatEpisodes(
  model: ChatModel,
  { spec, seed, episodes }: { readonly spec: string; readonly seed: Seed; readonly episodes: number },
): Promise<ChatEpisodes> {
  const game = loadLanguageGame(spec);
  const forfeits: Record<string, number> = {};
  const returns = new Array<number>(game.seats).fill(0);
  let decisions = 0;
  const results = Array.from({ length: episodes }, async (_, episode) => {
    const env = new AsyncEnv(game);
    const agents = Array.from({ length: game.seats }, () => new ChatAgent(model));
    const last = await playChatEpisode(env, agents, seed, episode);
    decisions += env.decisions.length;
    for (const [seat, value] of last.returns.entries()) returns[seat] = (returns[seat] ?? 0) + value;
    if (last.info.forfeit === undefined) return;
    const reason = last.info.reason ?? '';
    forfeits[reason] = (forfeits[reason] ?? 0) + 1;
  });
  await Promise.all(results);
  return { episodes, decisions, forfeits, returns };
}

/** Plays one episode; an agent that cannot answer forfeits with its reason. */
export async function playChatEpisode(
  env: AsyncEnv,
  agents: readonly ChatAgent[],
  seed: Seed,
  episode: number,
): Promise<TimeStep> {
  const { spec } = env.game;
  for (const [seat, agent] of agents.entries()) agent.begin({ spec, seat, seed, episode });
  let step = await env.reset({ seed, episode });
  while (!step.done) {
    const agent = agents[step.seat];
    if (agent === undefined) throw new Error(`No agent holds seat ${step.seat}.`);
    step = await reply(env, agent, step);
  }
  for (const agent of agents) agent.end();
  return step;
}

async function reply(env: AsyncEnv, agent: ChatAgent, step: TimeStep): Promise<TimeStep> {
  try {
    return await env.step(await agent.act(step));
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    return env.forfeit(error.reason);
  }
}
