import {
  AsyncEnv,
  type AsyncEnvironment,
  type AsyncEnvOptions,
  type EpisodeRecord,
  PROPOSER,
  recordLanguageEpisode,
  type Rejection,
  type SearchAction,
  SearchError,
  type SearchState,
  type Seed,
  type SimulatedGame,
} from '@parlor/envs';
import type { Agent } from '../agent.ts';
import { AgentError } from '../errors.ts';
import { type AgentFailure, type Playable, playEpisode } from '../play/play-episode.ts';

/** Makes an agent for one seat of one episode, which is closed after it. */
export type MakeAgent = (table: AsyncEnvironment) => Agent | Promise<Agent>;

/** Where an episode stands in its round. */
export interface SearchPlace {
  readonly slot: number;
  /** Counts the episodes of the slot, from 0. */
  readonly attempt: number;
  /** Whether its question came from the pool. */
  readonly replayed: boolean;
}

/** One episode of search self-play, as those who train or measure see it. */
export interface SearchEpisode extends SearchPlace {
  readonly record: EpisodeRecord;
  /** [seats] */
  readonly returns: readonly number[];
  /** The empty text where none was asked. */
  readonly question: string;
  readonly answer: string;
  readonly accepted: boolean;
  /** Why the question was rejected; null where it was not. */
  readonly reason: Rejection | null;
  /** What the solvers were paid on average, 0 … 1; null where the question was rejected. */
  readonly success: number | null;
  /**
   * The seats whose replies are to be trained on, ascending: the proposer's own proposal, rejected or not, and every
   * solver of an accepted question; nobody whose agent could not answer, which is no fault of its words.
   */
  readonly trained: readonly number[];
  /** Agents that could not answer, with the reason. */
  readonly failures: readonly AgentFailure[];
}

/** An episode that a search engine or a judge broke off; it counts for nobody. */
export interface BrokenEpisode extends SearchPlace {
  readonly error: SearchError | AgentError;
}

/** What all episodes of the rounds are played with. */
export interface SearchTable {
  readonly proposer: MakeAgent;
  readonly solver: MakeAgent;
  readonly seed: Seed;
  readonly settings: AsyncEnvOptions;
}

/**
 * Plays one episode with agents of its own.
 * @param asks whether the game itself asks, so that the proposer has no part in it
 * @throws what is no failure of an engine or a judge
 */
export async function playSearch(
  game: SimulatedGame<SearchState, SearchAction>,
  { place, episode, asks }: { place: SearchPlace; episode: number; asks: boolean },
  { proposer, solver, seed, settings }: SearchTable,
  signal: AbortSignal,
): Promise<SearchEpisode | BrokenEpisode> {
  const env = new AsyncEnv(game, settings);
  const agents: Agent[] = [];
  try {
    for (let seat = 0; seat < game.seats; seat++)
      agents.push(await (seat === PROPOSER ? proposer(env) : solver(env)));
    const { failures } = await playEpisode(cancelled(env, signal), agents, { seed, episode, signal });
    return { ...place, ...outcome(env, agents, failures, asks) };
  } catch (error) {
    // An agent that fails forfeits: what gets here was thrown by the engine or the judge.
    if (error instanceof SearchError || error instanceof AgentError) return { ...place, error };
    throw error;
  } finally {
    await closeAll(agents);
  }
}

/** The environment whose engine, reader and judge are to stop when the signal aborts. */
function cancelled(env: AsyncEnv<SearchState, SearchAction>, signal: AbortSignal): Playable {
  return {
    game: env.game,
    reset: (options) => env.reset({ ...options, signal }),
    step: (reply) => env.step(String(reply), { signal }),
    messages: (seat) => env.messages(seat),
    forfeit: (why) => env.forfeit(why),
  };
}

function outcome(
  env: AsyncEnv<SearchState, SearchAction>,
  agents: readonly Agent[],
  failures: readonly AgentFailure[],
  asks: boolean,
): Omit<SearchEpisode, keyof SearchPlace> {
  const { question, answer, verdict } = env.position;
  const { returns } = env.current;
  const accepted = verdict === 'accepted';
  const paid = returns.slice(1);
  const trained = [...returns.keys()].filter(
    (seat) => (seat === PROPOSER ? !asks : accepted) && !failures.some(({ seat: failed }) => failed === seat),
  );
  return {
    record: recordLanguageEpisode(
      env,
      agents.map(({ name }) => name),
    ),
    returns,
    question,
    answer,
    accepted,
    reason: verdict === 'accepted' || verdict === 'none' ? null : verdict,
    success: accepted ? paid.reduce((sum, value) => sum + value, 0) / paid.length : null,
    trained,
    failures,
  };
}

/** Lets every agent go, whatever becomes of the others. */
async function closeAll(agents: readonly Agent[]): Promise<void> {
  const closing = await Promise.allSettled(agents.map(async (agent) => agent.close?.()));
  for (const one of closing) if (one.status === 'rejected') throw one.reason;
}
