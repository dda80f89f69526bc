import { existsSync } from 'node:fs';
import {
  BotAgent,
  ChatAgent,
  type ChatConfigInput,
  ChatError,
  type ChatEvent,
  ChatModel,
  type ChatModelOptions,
  type Entrant,
  FileTranscripts,
  HumanAgent,
  type Ledger,
  PolicyAgent,
  RandomAgent,
  ReplyCache,
  scriptedAgents,
  type Terminal,
} from '@parlor/agents';
import { type AsyncEnvironment, ParlorError, type SimulatedGame, stream } from '@parlor/envs';
import { policy, POLICY_HELP } from './agents.ts';
import { type Console, SharedConsole } from './console.ts';
import { UsageError } from './errors.ts';
import { readText } from './files.ts';
import { closedBeneath, shortSpec } from './games.ts';
import type { Output } from './output.ts';
import { pictureShelf } from './picture-shelf.ts';

/** What a command that takes agents of any kind says about them. */
export const ENTRANT_HELP =
  'human, script, random, chat:<model> or chat:<configuration>.json, bot:<file>; in closed games also ' +
  POLICY_HELP;

/** What the command line says of agents that ask somebody else. */
export interface EntrantOptions {
  readonly cache?: string;
  readonly transcript?: string;
  readonly pictures?: string;
}

/** An agent that the command line names, and what there is to tell of it at the end. */
export interface NamedEntrant extends Entrant {
  /** One line for people. */
  readonly summary?: () => string;
  /** What it cost, for programs. */
  readonly costs?: () => Readonly<Record<string, unknown>>;
  /** Lets go of what all its agents share. */
  readonly close?: () => Promise<void>;
}

/** Where people sit, and what agents are made with. */
export interface EntrantContext {
  readonly game: SimulatedGame;
  readonly options: EntrantOptions;
  readonly out: Output;
  /** Aborts when the command ends, however it ends. */
  readonly signal: AbortSignal;
  terminal(): Terminal;
  /** What people are shown once an episode is over; see {@link HumanAgent}. */
  readonly closing?: (seat: number) => readonly string[];
  /** Ends the command: going on makes no sense. */
  giveUp(error: Error): void;
}

/** Makes agents of one kind; `rest` is what follows the colon in `kind:rest`. */
type Maker = (rest: string, context: EntrantContext) => NamedEntrant | Promise<NamedEntrant>;

/** The kinds of agents besides policies. */
const KINDS: Readonly<Record<string, Maker>> = {
  human: (_rest, context) => {
    const picture = pictureShelf(context.options.pictures);
    return { name: 'human', seat: (table) => person(table, context.terminal(), context, picture) };
  },
  script: (_rest, context) => script(context),
  random: () => ({ name: 'random', seat: (table) => new RandomAgent(table) }),
  chat,
  bot: (path, { signal }) => {
    if (path === '') throw new UsageError('A bot needs a file; write bot:<file>.');
    if (!existsSync(path)) throw new UsageError(`There is no bot ${path}; write bot:<file>.`);
    return { name: `bot:${path}`, seat: () => new BotAgent(path, { signal }) };
  },
};

/** Kinds that something follows, after a colon. */
const TAKES_MORE = ['chat', 'bot'];

/** A person, who is told the rules of the role that it knows it has. */
function person(
  table: AsyncEnvironment,
  terminal: Terminal,
  { closing }: EntrantContext,
  picture: (url: string) => string,
): HumanAgent {
  return new HumanAgent(terminal, {
    picture,
    ...(closing && { closing }),
    rules: (seat) => table.game.rules(table.knownRoles[seat] ?? -1),
    verdict: (reply) => table.verdict(reply),
  });
}

/** Whether a game shows pictures to somebody at its beginning. */
async function showsPictures(game: SimulatedGame): Promise<boolean> {
  const { messages } = await game.start(stream(0, 'test'));
  return messages.some(({ images = [] }) => images.length > 0);
}

/** Says once what an agent does not see. */
async function warnOfPictures({ game, out }: EntrantContext, what: string): Promise<void> {
  if (!(await showsPictures(game))) return;
  out.clear();
  process.stderr.write(`${what}\n`);
}

/** The suite's player by rules. */
async function script(context: EntrantContext): Promise<NamedEntrant> {
  const { game } = context;
  await warnOfPictures(context, 'script sees no pictures: it guesses. With format=text it reads them.');
  const make = scriptedAgents[game.id];
  if (make) return { name: 'script', seat: () => make() };
  const closed = closedBeneath(game);
  if (closed === undefined)
    throw new UsageError(
      `There is no player by rules for ${shortSpec(game.spec)}; name random, chat:<model> or bot:<file>, or human.`,
    );
  const found = await policy('script', closed);
  return { name: 'script', seat: () => new PolicyAgent(found) };
}

/** A chat model, shared by all tables; its endpoint and key come from the environment unless a file gives them. */
async function chat(rest: string, context: EntrantContext): Promise<NamedEntrant> {
  const { options, signal } = context;
  if (rest === '')
    throw new UsageError('A chat agent needs a model; write chat:<model> or chat:<configuration>.json.');
  const transcripts =
    options.transcript === undefined ? undefined : await FileTranscripts.open(options.transcript);
  // An endpoint that has never answered will hardly do so for the rest of the match.
  let unanswered = 0;
  const model: ChatModel = await openModel(chatConfig(rest), {
    signal,
    onEvent: (event) => {
      tell(event, context.out);
      if (event.type !== 'failure' || !UNREACHABLE.includes(event.reason)) return;
      if (answered(model.ledger) || ++unanswered < PATIENCE) return;
      const { baseURL } = model.config;
      context.giveUp(
        new ParlorError(
          `${baseURL} has not answered chat:${model.config.model} once: ${event.detail}. ` +
            'Check OPENAI_BASE_URL (it usually ends in /v1), OPENAI_API_KEY and the name of the model.',
        ),
      );
    },
    clock: () => performance.now(),
    ...(options.cache !== undefined && { cache: await ReplyCache.open(options.cache) }),
    ...(transcripts && { transcripts }),
  });
  const name = `chat:${model.config.model}`;
  if (!model.config.images)
    await warnOfPictures(
      context,
      `${name} is told of pictures and shown none; for a model that sees, write chat:<configuration>.json with "images": true in it.`,
    );
  return {
    name,
    seat: () => new ChatAgent(model, { name }),
    summary: () => costs(name, model.ledger),
    costs: () => ({ ...model.ledger }),
    close: async () => transcripts?.close(),
  };
}

/** Failures that say nothing of the model, and how many in a row without any answer are enough. */
const UNREACHABLE: readonly string[] = ['connection', 'refused'];
const PATIENCE = 3;

/** Whether a model has answered at all, be it with a refusal. */
function answered({ requests, failures, cacheHits }: Ledger): boolean {
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  return cacheHits > 0 || requests > failed;
}

/** @throws UsageError where the configuration is wrong or the client is not installed. */
async function openModel(config: ChatConfigInput, options: ChatModelOptions): Promise<ChatModel> {
  try {
    return await ChatModel.open(config, options);
  } catch (error) {
    throw error instanceof ChatError ? new UsageError(error.message) : error;
  }
}

/** @throws UsageError where the file is missing or no JSON; what is in it is checked by the chat agent. */
function chatConfig(rest: string): ChatConfigInput {
  if (!rest.endsWith('.json')) return { model: rest };
  if (!existsSync(rest)) throw new UsageError(`There is no chat configuration ${rest}.`);
  try {
    return JSON.parse(readText(rest)) as ChatConfigInput;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${rest} is no JSON: ${error.message}.`);
  }
}

/** What a model's endpoint does, for whoever runs the match. */
function tell(event: ChatEvent, out: Output): void {
  if (event.type === 'cache-hit') return;
  out.clear();
  const what =
    'reason' in event ? `${event.type}, ${event.reason}: ${event.detail}` : `${event.type}: ${event.detail}`;
  process.stderr.write(
    `${event.agent}, episode ${event.episode}, seat ${event.seat}: ${what.replace(/[\p{C}\s]+/gu, ' ').slice(0, 300)}\n`,
  );
}

function costs(name: string, ledger: Ledger): string {
  const { requests, retries, cacheHits, refusals, promptTokens, completionTokens, cost } = ledger;
  return (
    `${name}: ${requests} requests (${retries} retries), ${cacheHits} answers from the cache, ${refusals} refusals, ` +
    `${promptTokens} + ${completionTokens} tokens${cost > 0 ? `, cost ${cost.toFixed(4)}` : ''}`
  );
}

/** What stands for an agent on the command line besides a policy, for messages. */
export const ENTRANT_KINDS: readonly string[] = Object.keys(KINDS);

/** Kinds that play a closed game by its actions, too. */
const IN_CLOSED_GAMES = ['human', 'script', 'random'];

/** Whether a name means an agent that plays in words alone. */
export function playsInWords(name: string): boolean {
  const [kind = ''] = name.split(':');
  return Object.hasOwn(KINDS, kind) && !IN_CLOSED_GAMES.includes(kind);
}

/** What agents are made with, besides the game: what differs from command to command. */
export type EntrantParts = Pick<EntrantContext, 'options' | 'out' | 'signal' | 'closing' | 'giveUp'>;

/**
 * The agents that the command line names, for a game in words; people share one screen.
 * @throws UsageError for an unknown name, or one that cannot play this game.
 */
export async function entrants(
  names: readonly string[],
  game: SimulatedGame,
  screen: Console,
  parts: EntrantParts,
): Promise<NamedEntrant[]> {
  const { cache, transcript } = parts.options;
  if ((cache ?? transcript) !== undefined && !names.some((name) => name.startsWith('chat:'))) {
    throw new UsageError('--cache and --transcript are for chat models, and none is named.');
  }
  const people = names.filter((name) => name === 'human').length;
  let seated = 0;
  const terminal = (): Terminal => (people > 1 ? new SharedConsole(screen, seated++ % people) : screen);
  const context: EntrantContext = { ...parts, game, terminal };
  const found: NamedEntrant[] = [];
  for (const name of names) found.push(await entrant(name, context));
  return found.map((one, index) => ({ ...one, name: distinct(found, index) }));
}

async function entrant(name: string, context: EntrantContext): Promise<NamedEntrant> {
  const [kind = '', ...rest] = name.split(':');
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (make && rest.length > 0 && !TAKES_MORE.includes(kind))
    throw new UsageError(`"${name}": nothing follows ${kind}; write ${kind} alone.`);
  if (make) return make(rest.join(':'), context);
  const closed = closedBeneath(context.game);
  const kinds = Object.keys(KINDS);
  if (closed === undefined) {
    throw new UsageError(
      `${context.game.id} is a game in words: the agents are ${kinds.join(', ')}, not "${name}".`,
    );
  }
  const found = await policy(name, closed, kinds);
  return { name, seat: () => new PolicyAgent(found) };
}

/** The name of an entrant, with a number where others before it have the same. */
function distinct(all: readonly Entrant[], index: number): string {
  const name = all[index]?.name ?? '';
  const before = all.slice(0, index).filter((other) => other.name === name).length;
  return before > 0 ? `${name} (${before + 1})` : name;
}
