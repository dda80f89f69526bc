import fc from 'fast-check';
import type { Game } from '../core/game.ts';
import { parseSpec } from '../core/options.ts';
import { gameFactory, gameNames } from '../core/registry.ts';
import { answersOf, difference } from './answers.ts';
import { constantLaw, type GameRow, isVisited, judge, once } from './law.ts';
import { sameState, walk } from './playthrough.ts';
import { broken } from './violation.ts';

const CHANCE_KINDS: readonly string[] = ['none', 'exact', 'sampled'];
const PAYOFFS: readonly string[] = ['zero-sum', 'constant-sum', 'general-sum', 'common'];

const FUNCTIONS = 'start mover role legal chance draw apply returns witness observe'.split(' ');
const WORDS = 'rules view event actionName parse'.split(' ');

/** Constants that make no sense would break every other law in a confusing way: this law is checked first. */
export const SANITY = 'constants-are-sane';
const SPEC_LAW = 'spec-loads-equal-game';
const SPEC_SUMMARY = 'where the game is registered, its spec loads an equal game';

function checkConstants(game: Game): void {
  const { id, spec, roles, payoffRange, chanceCount, chanceKind } = game;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9_]*$/.test(id))
    broken(`id ${JSON.stringify(id)} is no game name`);
  if (typeof spec !== 'string') broken('spec is no text');
  // A game written in plain JavaScript may lack what the compiler would have asked for.
  const functions = new Map<string, unknown>(Object.entries(game));
  const words = new Map<string, unknown>(Object.entries(game.text ?? {}));
  const missing = [
    ...FUNCTIONS.filter((name) => typeof functions.get(name) !== 'function'),
    ...WORDS.filter((name) => typeof words.get(name) !== 'function').map((name) => `text.${name}`),
  ];
  if (missing.length > 0) broken(`these functions are missing: ${missing.join(', ')}`);
  for (const name of ['version', 'seats', 'stateSize'] as const) {
    if (!(Number.isSafeInteger(game[name]) && game[name] > 0))
      broken(`${name} is ${game[name]}, no positive whole number`);
  }
  // A game that is over at the start has no turns and no actions.
  for (const name of ['maxTurns', 'actionCount', 'maxLegal', 'chanceCount', 'observationSize'] as const) {
    if (!(Number.isSafeInteger(game[name]) && game[name] >= 0))
      broken(`${name} is ${game[name]}, no whole number`);
  }
  if (game.maxLegal > game.actionCount)
    broken(`maxLegal ${game.maxLegal} is more than actionCount ${game.actionCount}`);
  if (!CHANCE_KINDS.includes(chanceKind)) broken(`chanceKind is ${chanceKind}`);
  if ((chanceKind === 'none') !== (chanceCount === 0))
    broken(`chanceKind is ${chanceKind} with ${chanceCount} outcomes`);
  if (!PAYOFFS.includes(game.payoff)) broken(`payoff is ${game.payoff}`);
  if (!['at-end', 'along', undefined].includes(game.pays)) broken(`pays is ${game.pays}`);
  if (game.recall !== 'perfect' && game.recall !== 'current') broken(`recall is ${String(game.recall)}`);
  if (game.information !== 'perfect' && game.information !== 'imperfect') {
    broken(`information is ${String(game.information)}`);
  }
  if (!(payoffRange.length === 2 && payoffRange.every(Number.isFinite) && payoffRange[0] <= payoffRange[1])) {
    broken(`payoffRange is ${payoffRange.join(' to ')}`);
  }
  if (roles.length === 0 || new Set(roles).size < roles.length)
    broken(`roles are ${roles.join(', ')}: none, or one twice`);
  if (roles.some((role) => role.trim() === '')) broken('a role has no name');
}

function checkSpec({ id, spec }: Game): void {
  const parsed = parseSpec(spec);
  if (parsed.game !== id) broken(`spec ${spec} names ${parsed.game}, but id is ${id}`);
}

/** The same numbers and words, for whoever compares two games. */
function constantsOf(game: Game): string[] {
  return Object.entries(game)
    .filter(([, value]) => typeof value !== 'function' && value !== game.text)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .sort();
}

export const CONSTANT_LAWS: readonly GameRow[] = [
  constantLaw(
    SANITY,
    'sizes, kinds and ranges are possible ones, and no function is missing',
    checkConstants,
  ),
  constantLaw('spec-names-id', 'spec can be read and names the id', checkSpec),
  {
    name: SPEC_LAW,
    summary: SPEC_SUMMARY,
    property({ game, choices }) {
      // Some games take their time to be made.
      const load = once(() => {
        const { game: name, options } = parseSpec(game.spec);
        const factory = gameFactory(name);
        return (factory.create ?? factory)(options);
      });
      return fc.property(choices, (chosen) => {
        const history: number[] = [];
        judge(SPEC_LAW, SPEC_SUMMARY, game, history, () => {
          if (gameNames().includes(game.id)) compareLoaded(game, load(), chosen, history);
        });
      });
    },
  },
];

function compareLoaded(game: Game, loaded: Game, choices: readonly number[], history: number[]): void {
  const constants = difference(constantsOf(game), constantsOf(loaded));
  if (constants !== undefined) broken(`it says ${constants} is what ${game.spec} loads`, []);
  const twin = walk(loaded, choices);
  for (const position of walk(game, choices, history)) {
    const other = twin.next();
    if (other.done || !sameState(position.state, other.value.state))
      broken('the loaded game is in another state');
    if (!isVisited(position, choices.length)) continue;
    const differs = difference(answersOf(game, position.state), answersOf(loaded, other.value.state));
    if (differs !== undefined) broken(`it answers ${differs} is what the loaded game answers`);
  }
}
