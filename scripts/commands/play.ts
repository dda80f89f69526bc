import { randomInt } from 'node:crypto';
import {
  type Agent,
  HumanAgent,
  InputEndedError,
  PolicyAgent,
  type Playable,
  playEpisode,
  RandomAgent,
  scriptedAgents,
  scriptedPolicies,
  type Terminal,
} from '@parlor/agents';
import {
  AsyncEnv,
  AsyncRecording,
  closingWords,
  Env,
  type EpisodeRecord,
  type Game,
  gameKind,
  loadGame,
  loadLanguageGame,
  parseSpec,
  Recording,
} from '@parlor/envs';
import { account, seating } from '../support/account.ts';
import { policy } from '../support/agents.ts';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { Console, SharedConsole } from '../support/console.ts';
import {
  ENTRANT_HELP,
  ENTRANT_KINDS,
  type EntrantOptions,
  entrants,
  playsInWords,
} from '../support/entrants.ts';
import { UsageError } from '../support/errors.ts';
import { nameOfGame } from '../support/game-module.ts';
import {
  closedBeneath,
  GAME_HELP,
  knownName,
  seatedSpec,
  shortSpec,
  wordsGame,
  wrongSeats,
} from '../support/games.ts';
import { FailureDetails } from '../support/failure-details.ts';
import { namesOf } from '../support/names.ts';
import { Output } from '../support/output.ts';
import { columnsOf, wrap } from '../support/wrap.ts';

interface PlayOptions extends Partial<CommonOptions>, EntrantOptions {
  readonly seats?: string;
  readonly episodes?: number;
}

/** Where an episode is played, and who sits there. */
interface Table {
  readonly env: Playable & { readonly game: { readonly id: string } } & Pick<Recording, 'record'>;
  /** The role of each seat that everybody knows before the episode begins; null where there is none. */
  readonly roles: readonly (string | null)[];
  readonly agents: readonly Agent[];
  /** The last position once an episode is over, as a seat sees it, or for seat −1 whoever looks on. */
  closing(seat: number): readonly string[];
  /** Ends what agents still have under way, and lets go of what they share. */
  close(): Promise<void>;
}

const HUMAN = 'human';

export const playCommand = command(
  [
    'parlor play leduc_poker',
    'parlor play kuhn_poker --seats kuhn-equilibrium,human',
    'parlor play holdem --seats human,random,random',
    'parlor play word_duel',
  ],
  null,
)
  .argument('<game>', GAME_HELP)
  .option('--seats <list>', `who sits where, parted by commas, script*3 for three: ${ENTRANT_HELP}`)
  .option('--episodes <n>', 'how many are played; left out, you are asked after each', integer(1))
  .option('--cache <folder>', 'keeps what chat models answer')
  .option(
    '--pictures <folder>',
    'where pictures are put for you to look at; left out, a new temporary folder',
  )
  .option('--transcript <file>', 'where every request to a chat model is written, one JSON object a line')
  .action(async (given: string, options: PlayOptions) => {
    const out = new Output(options);
    const named = await nameOfGame(given);
    const spec = options.seats === undefined ? named : seatedSpec(named, namesOf(options.seats).length);
    const closed = gameKind(knownName(spec)) === 'closed';
    const { seats } = closed ? loadGame(spec) : loadLanguageGame(spec);
    const names = seatNames(options.seats, spec, seats, closed);
    const seed = options.seed ?? randomInt(1_000_000);
    const people = names.filter((name) => name === HUMAN).length;
    const screen = new Console(out.json ? process.stderr : process.stdout);
    const write = (text: string): void =>
      people > 0 ? screen.write(`${text}\n`) : out.say(wrap(text, columnsOf(process.stdout)));
    const players = names.map((name) => (name === HUMAN && people === 1 ? 'you' : name));
    const { env, agents, roles, closing, close } =
      closed && !names.some(playsInWords)
        ? await closedTable(loadGame(spec), names, screen, out)
        : await wordsTable(spec, names, options, screen, out);
    const returns = names.map(() => 0);
    const details = new FailureDetails(out);
    let episodes = 0;
    try {
      do {
        write(`\n${heading(`Episode ${episodes + 1} of ${shortSpec(env.game.spec)}, seed ${seed}`)}`);
        if (people > 0) write(seating(players, roles));
        const { step, failures } = await playEpisode(env, agents, { seed, episode: episodes });
        episodes++;
        for (const [seat, value] of step.returns.entries()) returns[seat] = (returns[seat] ?? 0) + value;
        if (people === 0) watch(env.record(), closing(-1), write);
        details.tell(failures);
      } while (
        episodes < (options.episodes ?? (people > 0 ? Infinity : 1)) &&
        (await again(screen, options))
      );
    } catch (error) {
      // Ctrl-C, Ctrl-D or the end of a script: the person has left, which is no failure.
      if (!(error instanceof InputEndedError)) throw error;
      write('You have left the game.');
    } finally {
      screen.close();
      for (const agent of agents) await agent.close?.();
      await close();
    }
    if (episodes > 1) write(`\n${episodes} episodes: ${payoffs(returns)}`);
    out.result({ game: env.game.id, spec: env.game.spec, seed, seats: names, episodes, returns });
  });

/**
 * Left out, you sit first and the others are played by the suite.
 * @throws UsageError where there is not one name for each seat.
 */
function seatNames(list: string | undefined, spec: string, seats: number, closed: boolean): string[] {
  if (list === undefined) {
    const { game } = parseSpec(spec);
    const other = closed
      ? 'uniform'
      : Object.hasOwn(scriptedAgents, game) ||
          Object.hasOwn(scriptedPolicies, closedBeneath(loadLanguageGame(spec))?.id ?? '')
        ? 'script'
        : loadLanguageGame(spec).sample
          ? 'random'
          : HUMAN;
    return Array.from({ length: seats }, (_, seat) => (seat === 0 ? HUMAN : other));
  }
  const names = namesOf(list);
  if (names.length === seats) return names;
  throw new UsageError(wrongSeats(spec, seats, '--seats', names.length));
}

/** A closed game between people, policies, and players at random. */
async function closedTable(
  game: Game,
  names: readonly string[],
  screen: Console,
  out: Output,
): Promise<Table> {
  const inner = new Env(game);
  const env = new Recording(inner, { players: names, onEpisode: writer(out) });
  const closing = (seat: number): string[] => closingWords(game, inner.position, seat);
  const known = firstRoles(game);
  const people = names.filter((name) => name === HUMAN).length;
  const agents: Agent[] = [];
  for (const [seat, name] of names.entries()) {
    const terminal: Terminal = people > 1 ? new SharedConsole(screen, seat) : screen;
    const rules = (): string => game.text.rules(known[seat] ?? -1);
    agents.push(
      name === HUMAN
        ? new HumanAgent(terminal, { table: env, rules, closing })
        : name === 'random'
          ? new RandomAgent()
          : new PolicyAgent(await policy(name, game, ENTRANT_KINDS), { game }),
    );
  }
  return { env, agents, roles: rolesOf(game), closing, close: () => Promise.resolve() };
}

/** A game in words, between agents of any kind. */
async function wordsTable(
  spec: string,
  names: readonly string[],
  options: PlayOptions,
  screen: Console,
  out: Output,
): Promise<Table> {
  const game = wordsGame(spec);
  const inner = new AsyncEnv(game);
  const env = new AsyncRecording(inner, { players: names, onEpisode: writer(out) });
  const closing = (seat: number): readonly string[] => inner.closing(seat);
  const agents: Agent[] = [];
  const stop = new AbortController();
  const parts = {
    options,
    out,
    signal: stop.signal,
    closing,
    giveUp: (error: Error): void => stop.abort(error),
  };
  const seated = await entrants(names, game, screen, parts);
  for (const entrant of seated) agents.push(await entrant.seat(env));
  const close = async (): Promise<void> => {
    stop.abort();
    for (const entrant of seated) await entrant.close?.();
  };
  // In a game in words roles may be drawn, and secret: each person reads of its own in the rules.
  const roles = gameKind(knownName(spec)) === 'closed' ? rolesOf(loadGame(spec)) : names.map(() => null);
  return { env, agents, roles, closing, close };
}

function writer(out: Output): (record: EpisodeRecord) => void {
  return (record) => out.row({ type: 'episode', record });
}

/** The role that each seat knows it has as an episode of a closed game begins; −1 where it does not know. */
function firstRoles(game: Game): number[] {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  return Array.from({ length: game.seats }, (_, seat) =>
    (game.knowsRole?.(state, seat) ?? true) ? game.role(state, seat) : -1,
  );
}

/** The names of the roles that everybody knows from the beginning: a closed game begins without chance. */
function rolesOf(game: Game): (string | null)[] {
  return firstRoles(game).map((role) => game.roles[role] ?? null);
}

/** Where nobody has said how many episodes are played, the person is asked. */
async function again(terminal: Terminal, { episodes }: PlayOptions): Promise<boolean> {
  if (episodes !== undefined) return true;
  terminal.write('\n');
  return /^\s*(y|yes)\s*$/i.test((await terminal.ask('Play again? [y/n] ')) ?? '');
}

/** What an episode without people was like: who said what, how it looked in the end, and who was paid what. */
function watch(record: EpisodeRecord, closing: readonly string[], write: (text: string) => void): void {
  const { seats, returns } = record;
  write(
    seating(
      seats.map(({ player }) => player ?? ''),
      seats.map(({ role }) => role),
    ),
  );
  write([account(record), ...closing, `Payoff: ${payoffs(returns)}`].join('\n\n'));
}

function payoffs(returns: readonly number[]): string {
  return `${returns.map((value, seat) => `player ${seat + 1} ${value > 0 ? '+' : ''}${Number(value.toFixed(4)) + 0}`).join(', ')}.`;
}

function heading(text: string): string {
  return `── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`;
}
