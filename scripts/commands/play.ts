import { randomInt } from 'node:crypto';
import {
  type Agent,
  HumanAgent,
  InputEndedError,
  PolicyAgent,
  playEpisode,
  type Terminal,
} from '@parlor/agents';
import { AsyncRecording, Env, type EpisodeRecord, Recording } from '@parlor/envs';
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
    const names = seatNames(options.seats, bare.game, bare instanceof Env);
    const recording = {
      players: names,
      onEpisode: (record: EpisodeRecord) => out.row({ type: 'episode', record }),
    };
    const env = bare instanceof Env ? new Recording(bare, recording) : new AsyncRecording(bare, recording);
    const seed = options.seed ?? randomInt(1_000_000);
    const terminal = names.includes(HUMAN)
      ? new Console(out.json ? process.stderr : process.stdout)
      : undefined;
    const shared = names.filter((name) => name === HUMAN).length > 1;
    const voice = (seat: number): Terminal | undefined =>
      terminal && shared ? new SharedConsole(terminal, seat) : terminal;
    const agents = await Promise.all(names.map((name, seat) => agentOf(name, env, voice(seat))));
    const totals = names.map(() => 0);
    let played = 0;
    try {
      for (;;) {
        terminal?.write(`${heading(`Episode ${played + 1} of ${env.game.spec}, seed ${seed}`)}\n`);
        const { step } = await playEpisode(env, agents, { seed, episode: played });
        played++;
        for (const [seat, value] of step.returns.entries()) totals[seat] = (totals[seat] ?? 0) + value;
        if (!(await another(terminal, played, options.episodes))) break;
      }
    } catch (error) {
      // Ctrl-C, Ctrl-D or the end of a script: the person has left, which is no failure.
      if (!(error instanceof InputEndedError)) throw error;
      terminal?.write('You have left the game.\n');
    } finally {
      terminal?.close();
    }
    if (played > 1)
      terminal?.write(
        `${played} episodes: ${totals.map((sum, seat) => `player ${seat + 1} ${sum}`).join(', ')}.\n`,
      );
    out.result({
      game: env.game.id,
      spec: env.game.spec,
      seed,
      seats: names,
      episodes: played,
      returns: totals,
    });
  });

/** @throws UsageError where there is not one name for each seat. */
function seatNames(list: string | undefined, { spec, seats }: Table['game'], closed: boolean): string[] {
  if (list === undefined) {
    const other = closed ? 'uniform' : HUMAN;
    return Array.from({ length: seats }, (_, seat) => (seat === 0 ? HUMAN : other));
  }
  const names = list.split(',').map((name) => name.trim());
  if (names.length === seats) return names;
  throw new UsageError(`${spec} has ${seats} seats, and --seats names ${names.length}; name one for each.`);
}

async function agentOf(name: string, env: Table, terminal: Terminal | undefined): Promise<Agent> {
  if (name === HUMAN && terminal) return new HumanAgent(terminal, env instanceof Recording ? env : undefined);
  if (env instanceof Recording)
    return new PolicyAgent(await policy(name, env.game, [HUMAN]), { game: env.game });
  throw new UsageError(`${env.game.id} is a game in words: ${HUMAN} is who can play it here, not "${name}".`);
}

async function another(
  terminal: Terminal | undefined,
  played: number,
  episodes: number | undefined,
): Promise<boolean> {
  if (episodes !== undefined || terminal === undefined) return played < (episodes ?? 1);
  const answer = await terminal.ask('\nPlay again? [y/n] ');
  return /^\s*(y|yes)\s*$/i.test(answer ?? '');
}

function heading(text: string): string {
  return `── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`;
}
