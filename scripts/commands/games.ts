import {
  gameFactory,
  gameKind,
  formatOption,
  gameNames,
  languageGameFactory,
  type OptionSchema,
  type OptionSpec,
  parseSpec,
} from '@parlor/envs';
import { command, type CommonOptions } from '../support/command.ts';
import { knownName } from '../support/games.ts';
import { Output, table } from '../support/output.ts';

export const gamesCommand = command([
  'parlor games',
  'parlor games leduc_poker',
  'parlor games --json | head -1',
])
  .argument('[games...]', 'which games; all when left out')
  .action((names: readonly string[], options: CommonOptions) => {
    const out = new Output(options);
    const games = (names.length > 0 ? names.map(knownName) : gameNames()).map(describeGame);
    out.say(
      table(
        ['game', 'players', 'roles', 'payoff', 'information', 'actions', 'observation', 'chance', 'state'],
        games.map(({ name, players, roles, payoff, information, sizes }) => [
          name,
          [...new Set(players)].join('–'),
          roles.length <= 3 ? roles.join(', ') : `${roles[0]} … ${roles.at(-1)}`,
          payoff,
          information,
          ...(sizes
            ? [sizes.actions, sizes.observation, sizes.chance, sizes.state]
            : ['words', 'words', '-', 'JSON']),
        ]),
      ),
    );
    out.say(
      '\nSizes are those with default options: actions, numbers in an observation, chance outcomes, and',
    );
    out.say('32-bit words of a state.');
    for (const game of games) {
      out.say(`\n${game.name}: ${game.summary}`);
      const width = Math.max(10, ...game.options.map(({ name }) => name.length));
      for (const { name, doc, values, default: fixed, usual } of game.options) {
        const left =
          fixed === null ? `${usual} unless others say otherwise` : `${formatOption(fixed)} unless given`;
        out.say(`  ${name.padEnd(width)} ${doc} (${values}; ${left})`);
      }
      out.row({ type: 'game', ...game });
    }
    out.result({ games: games.length });
  });

/** A game with its default options, and what the options may be. `sizes` is null for a game in words. */
function describeGame(name: string) {
  const kind = gameKind(name);
  const factory = kind === 'closed' ? gameFactory(name) : languageGameFactory(name);
  const game = factory();
  const { players } = factory.options;
  return {
    name,
    summary: factory.summary,
    kind,
    spec: game.spec,
    players: players?.kind === 'integer' ? [players.min, players.max] : [game.seats, game.seats],
    roles: game.roles,
    payoff: game.payoff,
    information: game.information,
    sizes:
      'stateSize' in game
        ? {
            actions: game.actionCount,
            observation: game.observationSize,
            chance: game.chanceCount,
            state: game.stateSize,
          }
        : null,
    options: describeOptions(factory.options, parseSpec(game.spec).options),
  };
}

/** A default that depends on other options is null; `usual` is what it is where none is given. */
function describeOptions(schema: OptionSchema, usual: Readonly<Record<string, unknown>>) {
  return Object.entries(schema).map(([name, spec]) => ({
    name,
    doc: spec.doc,
    values: range(spec),
    default: typeof spec.default === 'function' ? null : spec.default,
    usual: String(usual[name]), // as in the spec
  }));
}

/** What an option may be, in words. */
function range(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'integer':
      return `${spec.min} to ${spec.max}`;
    case 'real':
      return `any number from ${spec.min} to ${spec.max}`;
    case 'numbers':
      return `${spec.lengths.join(' to ')} numbers from ${spec.min} to ${spec.max}, as in 1/2/3`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return spec.values.join(' or ');
    case 'game':
      return 'a closed game';
  }
}
