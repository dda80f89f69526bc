import { gameFactory, gameNames, type OptionSpec } from '@parlor/envs';
import { command, type CommonOptions } from '../support/command.ts';
import { Output, table } from '../support/output.ts';

export const gamesCommand = command(['parlor games', 'parlor games --json | head -1']).action(
  (options: CommonOptions) => {
    const out = new Output(options);
    const games = gameNames().map(describeGame);
    out.say(
      table(
        ['game', 'players', 'roles', 'payoff', 'information', 'actions', 'observation', 'chance', 'state'],
        games.map((game) => [
          game.name,
          game.players.join('–'),
          brief(game.roles),
          game.payoff,
          game.information,
          game.actions,
          game.observation,
          game.chanceKind === 'none' ? 'none' : game.chanceOutcomes,
          game.state,
        ]),
      ),
    );
    out.say(
      '\nactions, observation, chance outcomes and state (in 32-bit words) are counted with default options.',
    );
    for (const game of games) {
      out.say(`\n${game.name}: ${game.summary}`);
      for (const option of game.options) {
        const meaning = `${option.doc}: ${option.values}, default ${option.default}`;
        out.say(`  ${option.name.padEnd(10)} ${meaning}`);
      }
      out.row({ type: 'game', ...game });
    }
    out.result({ games: games.length });
  },
);

/** A game with its default options, and what the options may be. */
function describeGame(name: string) {
  const factory = gameFactory(name);
  const game = factory();
  const { players } = factory.options;
  return {
    name,
    summary: factory.summary,
    kind: 'closed',
    players: players?.kind === 'integer' ? [players.min, players.max] : [game.seats],
    roles: game.roles,
    payoff: game.payoff,
    information: game.information,
    actions: game.actionCount,
    observation: game.observationSize,
    chanceKind: game.chanceKind,
    chanceOutcomes: game.chanceCount,
    state: game.stateSize,
    options: Object.entries(factory.options).map(([option, spec]) => ({
      name: option,
      doc: spec.doc,
      values: range(spec),
      default: typeof spec.default === 'function' ? 'by the others' : spec.default,
    })),
  };
}

/** What an option may be, in words. */
function range(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'integer':
      return `${spec.min} to ${spec.max}`;
    case 'real':
      return `any number from ${spec.min} to ${spec.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return spec.values.join(' or ');
  }
}

function brief(roles: readonly string[]): string {
  return roles.length <= 3 ? roles.join(', ') : `${roles[0]} … ${roles.at(-1)}`;
}
