import {
  type Agent,
  AgentError,
  type BotAgent,
  PolicyAgent,
  playEpisode,
  RandomAgent,
  UniformPolicy,
} from '@parlor/agents';
import { AsyncEnv, Env, ParlorError, type Seed } from '@parlor/envs';
import { UsageError } from './errors.ts';
import { environment } from './games.ts';

/** Replies of the bot that the game does not accept, so that it forfeits. */
export class RejectedReplyError extends ParlorError {
  override readonly name = 'RejectedReplyError';
}

/** A game at which a bot plays whole episodes against opponents that choose at random. */
export class BotTable {
  readonly spec: string;
  readonly seats: number;
  private readonly env: Env | AsyncEnv;

  /** @throws UsageError or OptionError for an unknown game, or one in which nothing can be played at random. */
  constructor(spec: string) {
    this.env = environment(spec);
    const { game } = this.env;
    this.spec = game.spec;
    this.seats = game.seats;
    if (this.env instanceof AsyncEnv && !this.env.game.sample && !this.env.game.closed) {
      throw new UsageError(
        `${game.id} knows no random replies for the bot's opponents; choose another game.`,
      );
    }
  }

  /**
   * Plays one episode. A game in words asks again for a reply that it rejects, as often as its policy says.
   * @param onAnswer how long each answer took, in seconds
   * @returns what the bot answered, in order
   * @throws AgentError where it cannot go on; InvalidReplyError where a closed game refuses a reply, and
   *   RejectedReplyError where the bot forfeits a game in words.
   */
  async play(
    bot: BotAgent,
    { seat, seed, episode = 0 }: { readonly seat: number; readonly seed: Seed; readonly episode?: number },
    onAnswer: (seconds: number) => void = () => undefined,
  ): Promise<string[]> {
    const { env } = this;
    bot.table = env instanceof Env ? env : undefined;
    const answers: string[] = [];
    // A game in words goes on without a bot that fails.
    const errors: AgentError[] = [];
    const watch = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        if (error instanceof AgentError) errors.push(error);
        throw error;
      }
    };
    const player: Agent = {
      name: bot.name,
      begin: (seating) => watch(bot.begin(seating)),
      note: (message) => bot.note(message),
      end: (returns) => bot.end(returns),
      async act(step) {
        const started = performance.now();
        const answer = await watch(bot.act(step));
        onAnswer((performance.now() - started) / 1000);
        answers.push(String(answer));
        return answer;
      },
    };
    const agents = Array.from({ length: this.seats }, (_, index) =>
      index === seat ? player : opponent(env),
    );
    const { step } = await playEpisode(env, agents, { seed, episode, retries: 0 });
    const error = errors.at(0);
    if (error) throw error;
    if (env instanceof AsyncEnv && step.info.forfeit === seat) {
      const reason = env.decisions.at(-1)?.rejected ?? step.info.reason;
      throw new RejectedReplyError(`It forfeits; its last reply was rejected: ${reason}`);
    }
    return answers;
  }
}

function opponent(env: Env | AsyncEnv): Agent {
  return env instanceof Env ? new PolicyAgent(new UniformPolicy(), { game: env.game }) : new RandomAgent(env);
}
