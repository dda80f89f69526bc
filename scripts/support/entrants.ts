import { type Entrant, HumanAgent, PolicyAgent, type Terminal } from '@parlor/agents';
import type { SimulatedGame } from '@parlor/envs';
import { policy, POLICY_HELP } from './agents.ts';
import { Console, SharedConsole } from './console.ts';
import { UsageError } from './errors.ts';
import { closedBeneath } from './games.ts';
import type { Output } from './output.ts';

/** What a command that takes agents of any kind says about them. */
export const ENTRANT_HELP = `human, ${POLICY_HELP}`;

export interface EntrantOptions {
  readonly cache?: string;
  readonly transcript?: string;
}

/** An agent that the command line names, and what there is to tell of it at the end. */
export interface NamedEntrant extends Entrant {
  /** One line for people. */
  readonly summary?: () => string;
  /** What it cost, for programs. */
  readonly costs?: () => Readonly<Record<string, unknown>>;
}

/** Agents of one kind: how it makes one of a name, given a table's game. */
type Maker = (rest: string, game: SimulatedGame, context: Context) => NamedEntrant | Promise<NamedEntrant>;

interface Context {
  readonly options: EntrantOptions;
  readonly out: Output;
  terminal(): Terminal;
}

/** Kinds whose names are `kind` or `kind:rest`. */
const KINDS: Readonly<Record<string, Maker>> = {
  human: (_rest, _game, context) => ({ name: 'human', seat: () => new HumanAgent(context.terminal(), {}) }),
};

/**
 * The agents that the command line names, for a game in words.
 * @throws UsageError for an unknown name, or one that cannot play this game.
 */
export async function entrants(
  names: readonly string[],
  game: SimulatedGame,
  options: EntrantOptions,
  out: Output,
): Promise<NamedEntrant[]> {
  const people = names.filter((name) => name === 'human').length;
  const screen = new Console(out.json ? process.stderr : process.stdout);
  let seated = 0;
  const context: Context = {
    options,
    out,
    terminal: () => (people > 1 ? new SharedConsole(screen, seated++) : screen),
  };
  const found: NamedEntrant[] = [];
  for (const name of names) found.push(await entrant(name, game, context));
  return found.map((one, index) => ({ ...one, name: distinct(found, index) }));
}

async function entrant(name: string, game: SimulatedGame, context: Context): Promise<NamedEntrant> {
  const [kind = '', ...rest] = name.split(':');
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (make) return make(rest.join(':'), game, context);
  const closed = closedBeneath(game);
  if (closed === undefined) {
    throw new UsageError(
      `${game.id} is played in words: the agents are ${Object.keys(KINDS).join(', ')}, not "${name}".`,
    );
  }
  const found = await policy(name, closed, Object.keys(KINDS));
  return { name, seat: () => new PolicyAgent(found) };
}

/** The name of an entrant, with a number where others have the same. */
function distinct(all: readonly Entrant[], index: number): string {
  const name = all[index]?.name ?? '';
  const before = all.slice(0, index).filter((other) => other.name === name).length;
  return before > 0 ? `${name} (${before + 1})` : name;
}
