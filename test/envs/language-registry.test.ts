import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AsyncEnv,
  defineLanguageGame,
  Env,
  gameFactory,
  gameKind,
  gameNames,
  languageGameFactory,
  loadGame,
  loadLanguageGame,
  make,
  OptionError,
  registerLanguageGame,
  TERMINAL,
} from '@parlor/envs';

/** A user's own game: whoever is told a number says it back. */
const echo = defineLanguageGame({
  id: 'echo_test',
  summary: 'say what you are told',
  options: { most: { kind: 'integer', default: 9, min: 1, max: 9, doc: 'the largest number' } },
  create: ({ most }) => ({
    version: 1,
    seats: 1,
    roles: ['echo'],
    maxTurns: 1,
    payoff: 'common',
    payoffRange: [0, 1],
    information: 'perfect',
    rules: () => 'Say the number in brackets.',
    start(random) {
      const state: { told: number; said: number } = { told: random.below(most) + 1, said: 0 };
      return { state, messages: [{ author: -1, audience: [0], text: String(state.told) }] };
    },
    mover: ({ said }) => (said > 0 ? TERMINAL : 0),
    role: () => 0,
    parse: (_state, _seat, reply) =>
      /^[1-9]$/.test(reply) ? { action: Number(reply) } : { reason: 'No digit.', format: 'Answer 1 to 9.' },
    apply: ({ told }, said) => ({ state: { told, said }, messages: [] }),
    returns: ({ told, said }) => [told === said ? 1 : 0],
  }),
});

test('one list of names knows games of both kinds', () => {
  assert.deepEqual(
    gameNames('language').filter((name) => name === 'word_duel'),
    ['word_duel'],
  );
  assert.equal(gameNames('closed').includes('word_duel'), false);
  assert.deepEqual(gameNames(), [...gameNames('closed'), ...gameNames('language')].sort());
  for (const kind of ['closed', 'language'] as const) {
    for (const name of gameNames(kind)) assert.equal(gameKind(name), kind);
  }
  assert.throws(() => gameKind('chess_960'), /There is no game "chess_960"; the games are .*word_duel/);
});

test('make gives the environment that fits the game, and the compiler knows which', () => {
  const closed: Env = make('kuhn_poker', { players: 3 });
  const spoken: AsyncEnv = make('word_duel', { length: 4 }, { turnLimit: 2 });
  const bySpec: AsyncEnv = make('word_duel(length=4)');
  assert.equal(closed instanceof Env, true);
  assert.equal(spoken.settings.turnLimit, 2);
  assert.equal(bySpec.game.spec, spoken.game.spec);
});

test('an environment of any kind is played by awaiting it', async () => {
  for (const [name, reply] of [
    ['tic_tac_toe', 4],
    ['word_duel', '[apple]'],
  ] as [string, number | string][]) {
    const env = make(name);
    await env.reset({ seed: 1 });
    const step = await env.step(reply);
    assert.equal(step.info.turn, 1);
    assert.equal(
      env instanceof Env ? typeof env.game.actionCount : 'undefined',
      typeof reply === 'number' ? 'number' : 'undefined',
    );
    assert.equal(env.clone().messages(0).length > 0, true);
  }
});

test('a call for the other kind says what to call', () => {
  assert.throws(
    () => loadGame('word_duel'),
    (error: unknown) => {
      assert.ok(error instanceof OptionError, String(error));
      assert.match(
        error.message,
        /word_duel is a language game: call loadLanguageGame\('word_duel'\).* make\('word_duel'\)/,
      );
      return true;
    },
  );
  assert.throws(() => gameFactory('word_duel'), OptionError);
  assert.throws(
    () => loadLanguageGame('kuhn_poker'),
    /kuhn_poker is a closed game: call loadGame\('kuhn_poker'\)/,
  );
  assert.throws(() => languageGameFactory('kuhn_poker'), OptionError);
  assert.throws(() => loadLanguageGame('nothing'), /There is no game "nothing"/);
  assert.throws(() => make('kuhn_poker' as string, {}, { turnLimit: 3 }), /no settings for replies/);
  assert.throws(() => make('word_duel' as string, { players: 3 }), /word_duel has no option "players"/);
});

test('every language game loads from its own specification', () => {
  for (const name of gameNames('language')) {
    const { spec, id } = loadLanguageGame(name);
    assert.equal(id, name);
    assert.equal(loadLanguageGame(spec).spec, spec);
    assert.notEqual(languageGameFactory(name).summary, '');
  }
});

test('a user’s language game joins the registry, under a name that is free among both kinds', async () => {
  registerLanguageGame(echo);
  assert.equal(gameKind('echo_test'), 'language');
  assert.equal(loadLanguageGame('echo_test', { most: 3 }).spec, 'echo_test(most=3)');
  const env = make('echo_test(most=1)');
  await env.reset({ seed: 1 });
  assert.deepEqual((await env.step('1')).returns, [1]);
  assert.throws(() => registerLanguageGame(echo), /There is a game called echo_test already/);
  assert.throws(
    () => registerLanguageGame(Object.assign(() => echo(), { ...echo, id: 'kuhn_poker' })),
    OptionError,
  );
  assert.throws(
    () => registerLanguageGame(Object.assign(() => echo(), { ...echo, id: 'No Name' })),
    OptionError,
  );
});
