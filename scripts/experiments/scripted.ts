/**
 * The suite's player by rules against a random one, in words, in every role of every game: `npm run evidence:scripted`.
 * Writes figures/scripted.jsonl. About two minutes.
 */
import {
  type Entrant,
  type MatchEpisode,
  PolicyAgent,
  playMatch,
  RandomAgent,
  scriptedAgents,
  scriptedPolicies,
} from '@parlor/agents';
import { gameNames, type LanguageGame, loadLanguageGame } from '@parlor/envs';
import { CrossTable } from '../support/cross-table.ts';
import { saveRows } from '../support/figures.ts';
import { closedBeneath } from '../support/games.ts';
import { Mean } from '../support/mean.ts';
import { table } from '../support/output.ts';

const SPECS = [
  ...gameNames('closed')
    .filter((name) => Object.hasOwn(scriptedPolicies, name))
    .map((name) => `in_words(game=${name})`),
  'in_words(game=kuhn_poker(players=3))',
  'in_words(game=trading(values=random))',
  'in_words(game=trading(result=gain))',
  'search_self_play',
  'simple_negotiation',
  'simple_negotiation(resources=5)',
  'spy_pictures',
  'spy_words',
  'word_duel',
];
const DEALS = 1000;
const SEED = 1;

function script(game: LanguageGame): Entrant {
  const make = scriptedAgents[game.id];
  if (make) return { name: 'script', seat: () => make() };
  const closed = closedBeneath(game);
  const policy = closed && scriptedPolicies[closed.id]?.(closed);
  if (!policy) throw new Error(`${game.spec} has no player by rules`);
  return { name: 'script', seat: () => new PolicyAgent(policy) };
}

/** What the first entrant earns in each role. */
function byRole({ roles, seats }: LanguageGame): {
  means: Map<string, Mean>;
  add(episode: MatchEpisode): void;
} {
  const means = new Map(roles.map((role) => [role, new Mean()]));
  return {
    means,
    add({ rotation, record, returns }) {
      means.get(record.seats[rotation % seats]?.role ?? '')?.add(returns[0] ?? NaN);
    },
  };
}

const rows: object[] = [];
const cells: (string | number)[][] = [];
for (const spec of SPECS) {
  const game = loadLanguageGame(spec);
  const random = (name: string): Entrant => ({ name, seat: (seatedAt) => new RandomAgent(seatedAt, name) });
  const others = Array.from({ length: game.seats - 1 }, (_, index) => random(`random ${index + 1}`));
  const entrants = [script(game), ...others];
  const results = new CrossTable(
    entrants.map(({ name }) => name),
    game.seats,
  );
  const players = entrants.map((_, index) => index);
  const ours = byRole(game);
  await playMatch(game, entrants, {
    seed: SEED,
    deals: DEALS,
    onEpisode: (episode) => {
      results.add(players, episode);
      ours.add(episode);
    },
  });
  // Where roles are dealt, all share what the script does well: a random player in its place tells what it is worth.
  const dealt = game.roles.length < game.seats && game.roles.length > 1;
  const theirs = byRole(game);
  if (dealt)
    await playMatch(game, [random('random'), ...others], {
      seed: SEED,
      deals: DEALS,
      onEpisode: (episode) => theirs.add(episode),
    });
  for (const standing of results.standings()) {
    rows.push({
      type: 'standing',
      spec: game.spec,
      seed: SEED,
      roles: game.roles,
      ...standing,
    });
  }
  const roles = game.roles.map((role) => ({
    role,
    script: ours.means.get(role)?.summary(),
    random: theirs.means.get(role)?.summary(),
  }));
  if (dealt) for (const means of roles) rows.push({ type: 'role', spec: game.spec, seed: SEED, ...means });
  const own = results.standings().find(({ agent }) => agent === 'script');
  if (!own) continue;
  const signed = (mean: number): string => `${mean > 0 ? '+' : ''}${mean.toFixed(3)}`;
  const shown = dealt
    ? roles.map(
        ({ role, script: mine, random: other }) =>
          `${role} ${signed(mine?.mean ?? NaN)} (random there ${signed(other?.mean ?? NaN)})`,
      )
    : own.seats.map(
        (mean, seat) =>
          `${game.roles.length === game.seats ? (game.roles[seat] ?? '') : `player ${seat + 1}`} ${signed(mean)}`,
      );
  const other = results
    .standings()
    .filter(({ agent }) => agent !== 'script')
    .map(({ mean }) => mean);
  cells.push([
    spec,
    own.mean.toFixed(3),
    `${own.low.toFixed(3)} … ${own.high.toFixed(3)}`,
    (other.reduce((sum, mean) => sum + mean, 0) / other.length).toFixed(3),
    shown.join(', '),
    own.forfeits,
  ]);
  process.stderr.write(`${spec}\n`);
}
saveRows('scripted.jsonl', 'npm run evidence:scripted', rows);
process.stdout.write(`${table(['game', 'script', '95 %', 'random', 'script by role', 'forfeits'], cells)}\n`);
