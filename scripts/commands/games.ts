import {
  gameFactory,
  formatOption,
  formatSpec,
  gameNames,
  languageGameFactory,
  type OptionSchema,
  type OptionSpec,
  type OptionValue,
  parseSpec,
} from '@parlor/envs';
import { command, type CommonOptions } from '../support/command.ts';
import { anyGame, knownName } from '../support/games.ts';
import { Output, table } from '../support/output.ts';

export const gamesCommand = command([
  'parlor games',
  'parlor games leduc_poker "hex(rows=5)"',
  'parlor games --json | head -1',
])
  .argument('[games...]', 'which games, with options or without; all when left out')
  .action((specs: readonly string[], options: CommonOptions) => {
    const out = new Output(options);
    const games = (specs.length > 0 ? specs : gameNames()).map(describeGame);
    out.say(
      table(
        ['game', 'players', 'roles', 'payoff', 'information', 'actions', 'observation', 'chance', 'state'],
        games.map((game) => [
          game.given,
          game.given === game.name ? [...new Set(game.players)].join('–') : game.seats,
          game.roles.length <= 3 ? game.roles.join(', ') : `${game.roles[0]} … ${game.roles.at(-1)}`,
          game.payoff,
          game.information,
          ...(game.sizes
            ? [game.sizes.actions, game.sizes.observation, game.sizes.chance, game.sizes.state]
            : ['words', 'words', '-', 'JSON']),
        ]),
      ),
    );
    if (games.some(({ sizes }) => sizes !== null)) out.say(`\n${legend(games)}`);
    for (const game of games) {
      out.say(`\n${game.given}: ${game.summary}`);
      const width = Math.max(10, ...game.options.map(({ name }) => name.length));
      for (const { name, doc, values, default: fixed, usual, value, given } of game.options) {
        const left =
          fixed === null ? `${usual} unless others say otherwise` : `${formatOption(fixed)} unless given`;
        const here = given ? `; here ${value}, as given` : value === usual ? '' : `; here ${value}`;
        out.say(`  ${name.padEnd(width)} ${doc} (${values}; ${left}${here})`);
      }
      out.row({ type: 'game', ...game });
    }
    out.result({ games: games.length });
  });

type Described = ReturnType<typeof describeGame>;

/**
 * A game as its spec has it, and what the options may be. `sizes` is null for a game in words.
 * @throws OptionError or UsageError where there is no such game.
 */
function describeGame(spec: string) {
  const name = knownName(spec);
  const { kind, game } = anyGame(spec);
  const factory = kind === 'closed' ? gameFactory(name) : languageGameFactory(name);
  const { options } = parseSpec(spec);
  const plain = Object.keys(options).length > 0 ? factory() : game;
  const { players } = factory.options;
  return {
    name,
    /** As it was asked for. */
    given: formatSpec(name, options),
    summary: factory.summary,
    kind,
    spec: game.spec,
    /** What there may be, whatever is given. */
    players: players?.kind === 'integer' ? [players.min, players.max] : [game.seats, game.seats],
    seats: game.seats,
    roles: game.roles,
    payoff: game.payoff,
    information: game.information,
    sizes:
      kind === 'closed'
        ? {
            actions: game.actionCount,
            observation: game.observationSize,
            chance: game.chanceCount,
            state: game.stateSize,
          }
        : null,
    options: describeOptions(factory.options, {
      usual: parseSpec(plain.spec).options,
      values: parseSpec(game.spec).options,
      given: options,
    }),
  };
}

interface OptionsSeen {
  /** Those of the game where none is given. */
  readonly usual: Readonly<Record<string, OptionValue>>;
  /** Those of the game. */
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly given: Readonly<Record<string, OptionValue>>;
}

/** A default that depends on other options is null; `usual` is what it is where none is given. */
function describeOptions(schema: OptionSchema, { usual, values, given }: OptionsSeen) {
  return Object.entries(schema).map(([name, spec]) => ({
    name,
    doc: spec.doc,
    values: range(spec),
    default: typeof spec.default === 'function' ? null : spec.default,
    usual: String(usual[name]), // as in the spec
    value: String(values[name]),
    given: Object.hasOwn(given, name),
  }));
}

/** What the numbers of the table are, and with which options. */
function legend(games: readonly Described[]): string {
  const closed = games.filter(({ sizes }) => sizes !== null);
  const plain = closed.every(({ name, given }) => given === name);
  return (
    `Sizes are those with ${plain ? 'default options' : 'the options given, and the defaults of the others'}: ` +
    'actions, numbers\nin an observation, chance outcomes, and 32-bit words of a state.'
  );
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
