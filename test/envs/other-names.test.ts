import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gameNames, loadGame, loadLanguageGame, gameKind, otherName, parseSpec } from '@parlor/envs';
import { OTHER_NAMES } from '../../envs/games/other-names.ts';

test('what other suites call a game leads to a spec that can be loaded here', () => {
  for (const [other, spec] of Object.entries(OTHER_NAMES)) {
    const { game } = parseSpec(spec);
    const loaded = gameKind(game) === 'closed' ? loadGame(spec) : loadLanguageGame(spec);
    assert.equal(loaded.id, game, other);
    assert.ok(!gameNames().includes(other), `${other} is a game of its own`);
    assert.match(other, /^[a-z][a-z0-9_]*$/);
    assert.equal(otherName(other), spec);
  }
});

test('versions, dashes and capitals are seen through', () => {
  for (const [name, spec] of [
    ['Holdem', 'holdem'],
    ['limit-holdem', 'holdem(betting=limit)'],
    ['texas_holdem_no_limit_v6', 'holdem'],
    ['connect_four_v3', 'connect_four'],
    ['leduc_holdem_v4', 'leduc_poker'],
    ['hanabi_v5', 'hanabi'],
    ['KuhnPoker-v0', 'kuhn_poker'],
    ['TicTacToe-v0', 'tic_tac_toe'],
    ['python_iterated_prisoners_dilemma', 'repeated_game(game=prisoners_dilemma)'],
    ['kuhn_poker', undefined],
    ['chess', undefined],
    ['constructor', undefined],
  ] as const) {
    assert.equal(otherName(name), spec, name);
  }
});

test('an unknown name is refused with the one that is meant', () => {
  for (const [name, hint] of [
    [
      'limit-holdem',
      /^There is no game "limit-holdem" \(did you mean holdem\(betting=limit\)\?\); the games are /,
    ],
    ['Poker(players=3)', /^There is no game "Poker" \(did you mean holdem\?\); /],
    ['chess', /^There is no game "chess"; the games are /],
  ] as const) {
    assert.throws(() => loadGame(name), { name: 'OptionError', message: hint });
  }
  assert.throws(() => loadGame('in_words(game=matrix_pd)'), /did you mean|in_words is a language game/);
});
