import {
  ChatAgent,
  type ChatConfigInput,
  type ChatEvent,
  ChatModel,
  type ChatModelOptions,
  MemoryTranscripts,
} from '@parlor/agents';
import { GAME_AUTHOR, type Message, type TimeStep } from '@parlor/envs';
import { ModelServer, type ModelServerOptions } from '../../../scripts/support/model-server.ts';

/** A key as endpoints give them; no output may ever hold it. */
export const KEY = 'sk-test-0123456789abcdefghij';

/** A model on a server of its own, with everything that it writes and tells. */
export interface Bench {
  readonly server: ModelServer;
  readonly model: ChatModel;
  readonly transcripts: MemoryTranscripts;
  readonly events: ChatEvent[];
  /** How long it was to wait before retries, in milliseconds; it did not wait. */
  readonly waits: number[];
  /** An agent at seat 0 of word duel, begun. */
  seated(): ChatAgent;
}

export interface BenchOptions {
  readonly server?: ModelServerOptions;
  readonly config?: Partial<ChatConfigInput>;
  readonly options?: ChatModelOptions;
}

/** Does some work at a server, which is closed whatever happens. */
export async function atServer<Result>(
  { server: serverOptions, config, options }: BenchOptions,
  work: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const server = await ModelServer.start(serverOptions);
  const transcripts = new MemoryTranscripts();
  const events: ChatEvent[] = [];
  const waits: number[] = [];
  try {
    const model = await ChatModel.open(
      { baseURL: server.baseURL, model: 'local', key: KEY, ...config },
      {
        transcripts,
        onEvent: (event) => events.push(event),
        sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
        environment: {},
        ...options,
      },
    );
    const seated = (): ChatAgent => {
      const agent = new ChatAgent(model, { name: 'ada' });
      agent.begin({ spec: 'word_duel', seat: 0, seed: 1 });
      return agent;
    };
    return await work({ server, model, transcripts, events, waits, seated });
  } finally {
    await server.close();
  }
}

/** A message of the game to seat 0. */
export function told(text: string, parts: Partial<Message> = {}): Message {
  return { author: GAME_AUTHOR, audience: [0], text, ...parts };
}

/** A step at which seat 0 must act. */
export function stepOf(messages: readonly Message[], turn = 0): TimeStep {
  return {
    seat: 0,
    role: 0,
    observation: new Float32Array(0),
    legal: [],
    tokens: [],
    messages,
    rewards: [0, 0],
    returns: [0, 0],
    terminated: false,
    truncated: false,
    done: false,
    info: { turn, episode: 0 },
  };
}

export const FIRST = stepOf([told('You hide the word apple.')]);
