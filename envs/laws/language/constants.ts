import { parseSpec } from '../../core/options.ts';
import { gameNames, loadLanguageGame } from '../../core/registry.ts';
import type { LanguageGame } from '../../core/language-game.ts';
import { AsyncEnv } from '../../core/async-env.ts';
import { broken } from '../violation.ts';
import type { LanguageRow } from './law.ts';
import { play, stepText } from './script.ts';
import { contrast } from './show.ts';

const PAYOFFS: readonly string[] = ['zero-sum', 'constant-sum', 'general-sum', 'common'];
const FUNCTIONS = 'rules start mover role parse apply returns'.split(' ');
const OPTIONAL = 'choosing knowsRole sample closed hidden signals'.split(' ');

/** Constants that make no sense would break every other law in a confusing way: this law is checked first. */
export const LANGUAGE_SANITY = 'constants-are-sane';

function checkConstants(game: LanguageGame): void {
  const { id, spec, roles, payoffRange, payoff, information, invalidMoves } = game;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9_]*$/.test(id))
    broken(`id ${JSON.stringify(id)} is no game name`);
  if (typeof spec !== 'string') broken('spec is no text');
  // A game written in plain JavaScript may lack what the compiler would have asked for.
  const parts = new Map<string, unknown>(Object.entries(game));
  const missing = FUNCTIONS.filter((name) => typeof parts.get(name) !== 'function');
  if (missing.length > 0) broken(`these functions are missing: ${missing.join(', ')}`);
  const odd = OPTIONAL.filter(
    (name) => parts.get(name) !== undefined && typeof parts.get(name) !== 'function',
  );
  if (odd.length > 0) broken(`these are no functions: ${odd.join(', ')}`);
  if (parts.get('view') !== undefined) broken('it has a view, but a seat sees its messages and nothing else');
  for (const name of ['version', 'seats', 'maxTurns'] as const) {
    if (!(Number.isSafeInteger(game[name]) && game[name] > 0))
      broken(`${name} is ${game[name]}, no positive whole number`);
  }
  if (!PAYOFFS.includes(payoff)) broken(`payoff is ${payoff}`);
  if (information !== 'perfect' && information !== 'imperfect')
    broken(`information is ${String(information)}`);
  if (!(payoffRange.length === 2 && payoffRange.every(Number.isFinite) && payoffRange[0] <= payoffRange[1])) {
    broken(`payoffRange is ${payoffRange.join(' to ')}`);
  }
  if (roles.length === 0 || new Set(roles).size < roles.length)
    broken(`roles are ${roles.join(', ')}: none, or one twice`);
  if (roles.some((role) => role.trim() === '')) broken('a role has no name');
  if (invalidMoves === undefined) return;
  const { retries, offender, others } = invalidMoves;
  if (!(Number.isInteger(retries) && retries >= 0 && Number.isFinite(offender) && Number.isFinite(others)))
    broken(`invalidMoves is ${JSON.stringify(invalidMoves)}`);
}

/** The same numbers and words, for whoever compares two games. */
function constantsOf(game: LanguageGame): string {
  const constants = Object.entries(game).filter(([, value]) => typeof value !== 'function');
  return JSON.stringify(constants.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const CONSTANT_LAWS: readonly LanguageRow[] = [
  {
    name: LANGUAGE_SANITY,
    summary: 'numbers, kinds and ranges are possible ones, and no function is missing',
    constant: true,
    check: ({ game }) => checkConstants(game),
  },
  {
    name: 'spec-names-id',
    summary: 'spec can be read and names the id',
    constant: true,
    check({ game: { id, spec } }) {
      const parsed = parseSpec(spec);
      if (parsed.game !== id) broken(`spec ${spec} names ${parsed.game}, but id is ${id}`);
    },
  },
  {
    name: 'spec-loads-equal-game',
    summary: 'where the game is registered, its spec loads an equal game',
    async check({ game, seed, replies, settings, env }) {
      if (!gameNames('language').includes(game.id)) return;
      const loaded = loadLanguageGame(game.spec);
      const [own, other] = [constantsOf(game), constantsOf(loaded)];
      if (own !== other) broken(`its constants are ${contrast(own, other)} as in what ${game.spec} loads`);
      for (const role of [-1, ...game.roles.keys()]) {
        const [words, loadedWords] = [game.rules(role), loaded.rules(role)];
        if (words !== loadedWords)
          broken(`its rules are ${contrast(words, loadedWords)} as in what ${game.spec} loads`);
      }
      const twin = await play(new AsyncEnv(loaded, settings), seed, replies);
      for (const [index, step] of (await play(env(), seed, replies)).entries()) {
        const [here, there] = [stepText(step), index < twin.length ? stepText(twin[index]) : 'nothing'];
        if (here !== there) broken(`step ${index} is ${contrast(here, there)} as in what ${game.spec} loads`);
      }
    },
  },
  {
    name: 'rules-are-text',
    summary: 'there are rules to read for every role, and for whoever does not know its role',
    constant: true,
    check({ game }) {
      for (const role of [-1, ...game.roles.keys()]) {
        const text: unknown = game.rules(role);
        if (typeof text !== 'string' || text.trim() === '')
          broken(`rules(${role}) is ${typeof text === 'string' ? 'empty' : `no text but ${String(text)}`}`);
      }
    },
  },
];
