import { randomInt } from 'node:crypto';
import {
  type Agent,
  HumanAgent,
  InputEndedError,
  PolicyAgent,
  playEpisode,
  type Terminal,
} from '@parlor/agents';
import { AsyncEnv, AsyncRecording, Env, type EpisodeRecord, Recording, type Seed } from '@parlor/envs';
import { policy, POLICY_HELP } from '../support/agents.ts';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { Console, SharedConsole } from '../support/console.ts';
import { UsageError } from '../support/errors.ts';
import { environment, GAME_HELP } from '../support/games.ts';
import { Output } from '../support/output.ts';

interface PlayOptions extends Partial<CommonOptions> {
  readonly seats?: string;
  readonly episodes?: number;
}

type Table = Recording | AsyncRecording;

const HUMAN = 'human';

export const playCommand = command(
  ['parlor play leduc_poker', 'parlor play kuhn_poker --seats kuhn-equilibrium,human'],
  null,
)
  .argument('<game>', GAME_HELP)
  .option('--seats <list>', `who sits where, parted by commas: ${HUMAN}, ${POLICY_HELP}`)
  .option('--episodes <n>', 'how many are played; left out, you are asked after each', integer(1))
  .action(async (spec: string, options: PlayOptions) => {
    const out = new Output(options);
    const bare = environment(spec);
    const names = seatNames(options.seats, bare);
    const onEpisode = (record: EpisodeRecord): void => out.row({ type: 'episode', record });
    const recording = { players: names, onEpisode };
    const env = bare instanceof Env ? new Recording(bare, recording) : new AsyncRecording(bare, recording);
    const seed = options.seed ?? randomInt(1_000_000);
    const roles = await firstRoles(bare, seed);
    const programs = new Map<number, Agent>();
    for (const [seat, name] of names.entries()) {
      if (name !== HUMAN) programs.set(seat, await program(name, env));
    }
    const people = names.length - programs.size;
    const screen = new Console(out.json ? process.stderr : process.stdout);
    const write = (text: string): void => (people > 0 ? screen.write(`${text}\n`) : out.say(text));
    const returns = names.map(() => 0);
    let episodes = 0;
    try {
      const agents = names.map((_, seat) => {
        const terminal = people > 1 ? new SharedConsole(screen, seat) : screen;
        return programs.get(seat) ?? person(env, terminal, roles[seat] ?? -1);
      });
      do {
        write(`\n${heading(`Episode ${episodes + 1} of ${env.game.spec}, seed ${seed}`)}`);
        const { step } = await playEpisode(env, agents, { seed, episode: episodes });
        episodes++;
        for (const [seat, value] of step.returns.entries()) returns[seat] = (returns[seat] ?? 0) + value;
        if (people === 0) write(payoffs(step.returns));
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
    }
    if (episodes > 1) write(`\n${episodes} episodes: ${payoffs(returns)}`);
    out.result({ game: env.game.id, spec: env.game.spec, seed, seats: names, episodes, returns });
  });

/** @throws UsageError where there is not one name for each seat. */
function seatNames(list: string | undefined, env: ReturnType<typeof environment>): string[] {
  const { spec, seats } = env.game;
  if (list === undefined) {
    const other = env instanceof Env ? 'uniform' : HUMAN;
    return Array.from({ length: seats }, (_, seat) => (seat === 0 ? HUMAN : other));
  }
  const names = list.split(',').map((name) => name.trim());
  if (names.length === seats) return names;
  throw new UsageError(`${spec} has ${seats} seats, and --seats names ${names.length}; name one for each.`);
}

/** The role that each seat knows it has as an episode begins; −1 where it is undecided or not known to it. */
async function firstRoles(env: ReturnType<typeof environment>, seed: Seed): Promise<readonly number[]> {
  if (env instanceof AsyncEnv) {
    await env.reset({ seed });
    return env.roles.map((role, seat) => ((env.game.knowsRole?.(env.position, seat) ?? true) ? role : -1));
  }
  const { game } = env;
  const state = new Int32Array(game.stateSize);
  game.start(state);
  return Array.from({ length: game.seats }, (_, seat) =>
    (game.knowsRole?.(state, seat) ?? true) ? game.role(state, seat) : -1,
  );
}

/** A person, who is told the rules once, before anything happens. */
function person(env: Table, terminal: Terminal, role: number): Agent {
  if (env instanceof AsyncRecording) return new HumanAgent(terminal, { rules: env.game.rules(role) });
  return new HumanAgent(terminal, { table: env, rules: env.game.text.rules(role) });
}

async function program(name: string, env: Table): Promise<Agent> {
  if (env instanceof Recording) {
    return new PolicyAgent(await policy(name, env.game, [HUMAN]), { game: env.game });
  }
  throw new UsageError(`${env.game.id} is a game in words: ${HUMAN} is who can play it here, not "${name}".`);
}

/** Where nobody has said how many episodes are played, the person is asked. */
async function again(terminal: Terminal, { episodes }: PlayOptions): Promise<boolean> {
  if (episodes !== undefined) return true;
  terminal.write('\n');
  return /^\s*(y|yes)\s*$/i.test((await terminal.ask('Play again? [y/n] ')) ?? '');
}

function payoffs(returns: readonly number[]): string {
  return `${returns.map((value, seat) => `player ${seat + 1} ${value > 0 ? '+' : ''}${value}`).join(', ')}.`;
}

function heading(text: string): string {
  return `── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`;
}
