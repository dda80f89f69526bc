import { type Policy, rollout } from '@parlor/agents';
import type { Game } from '@parlor/envs';
import { policy, POLICY_HELP } from '../support/agents.ts';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { UsageError } from '../support/errors.ts';
import { nameOfGame } from '../support/game-module.ts';
import { closedGame, GAME_HELP, shortSpec } from '../support/games.ts';
import { Mean } from '../support/mean.ts';
import { namesOf } from '../support/names.ts';
import { Output, table } from '../support/output.ts';

interface RolloutOptions extends CommonOptions {
  readonly episodes: number;
  readonly policy: string;
}

/** Episodes between two reports of progress. */
const CHUNK = 8192;

export const rolloutCommand = command([
  'parlor rollout leduc_poker --episodes 100000',
  'parlor rollout kuhn_poker --policy kuhn-equilibrium,uniform',
])
  .argument('<game>', GAME_HELP)
  .option('--episodes <n>', 'how many are played', integer(1), 10_000)
  .option('--policy <list>', `one for all seats or one for each, parted by commas: ${POLICY_HELP}`, 'uniform')
  .action(async (spec: string, options: RolloutOptions) => {
    const { episodes, seed } = options;
    const out = new Output(options);
    const game = closedGame(await nameOfGame(spec));
    const names = namesOf(options.policy);
    const policies = await seated(names, game);
    const loaded = out.seconds;

    const means = Array.from({ length: game.seats }, () => new Mean());
    let decisions = 0;
    let transitions = 0;
    for (let first = 0; first < episodes; first += CHUNK) {
      const count = Math.min(CHUNK, episodes - first);
      const part = await rollout(game, policies, { seed, first, episodes: count });
      decisions += part.decisions;
      transitions += part.transitions;
      for (const [seat, mean] of means.entries()) {
        for (let at = seat; at < part.returns.length; at += game.seats) mean.add(part.returns[at] ?? NaN);
      }
      out.progress(() => `episode ${first + count} of ${episodes}`);
    }

    const seconds = out.seconds - loaded;
    const perSecond = Math.round(decisions / seconds);
    const seats = means.map((mean, seat) => ({ seat, policy: policies[seat]?.name, ...mean.summary() }));
    out.say(`${shortSpec(game.spec)}, ${episodes} episodes, seed ${seed}\n`);
    out.say(
      table(
        ['seat', 'policy', 'mean return', '95 % interval'],
        seats.map(({ seat, policy, mean, low, high }) => [
          seat,
          policy ?? '',
          mean.toFixed(4),
          `${low.toFixed(4)} … ${high.toFixed(4)}`,
        ]),
      ),
    );
    out.say(
      `\n${decisions} decisions, ${transitions} transitions with chance; ${perSecond} decisions a second.`,
    );
    out.result({ game: game.id, spec: game.spec, seed, episodes, decisions, transitions, seconds, seats });
  });

async function seated(names: readonly string[], game: Game): Promise<Policy[]> {
  if (names.length !== 1 && names.length !== game.seats) {
    throw new UsageError(
      `${shortSpec(game.spec)} has ${game.seats} seats, and ${names.length} policies were named; name one, or one for each seat.`,
    );
  }
  const byName = new Map<string, Policy>();
  for (const name of names) if (!byName.has(name)) byName.set(name, await policy(name, game));
  return Array.from({ length: game.seats }, (_, seat) => {
    const found = byName.get(names[seat] ?? names[0] ?? '');
    if (found === undefined) throw new UsageError(`No policy is named for seat ${seat}.`);
    return found;
  });
}
