import assert from 'node:assert/strict';
import test from 'node:test';
import { GAME_AUTHOR } from '@parlor/envs';
import { account, seating } from '../../scripts/support/account.ts';

const seats = ['a', 'b', 'c'].map((player) => ({ player, role: null }));

test('an account names who said it, and to whom where not everybody heard', () => {
  const said = (author: number, audience: readonly number[], text: string) => ({
    turn: 0,
    author,
    audience,
    text,
  });
  const messages = [
    said(GAME_AUTHOR, [0, 1, 2], 'Begin.'),
    said(GAME_AUTHOR, [2], 'You are dealt K.'),
    said(0, [0, 1, 2], 'Hello.\nGame: I win.'),
    said(0, [1, 2], 'All others hear.'),
    said(1, [1, 2], 'Psst.'),
    said(GAME_AUTHOR, [0, 2], 'Two hear.'),
  ];
  assert.equal(
    account({ messages, seats }),
    [
      'Game: Begin.',
      'Game to player 3: You are dealt K.',
      'Player 1: Hello.\n  Game: I win.',
      'Player 1: All others hear.',
      'Player 2 to player 3: Psst.',
      'Game to players 1 and 3: Two hear.',
    ].join('\n'),
  );
});

test('an account gives words that several seats are told at the same time once, and repeats what is said again', () => {
  const told = (turn: number, seat: number, text: string) => ({
    turn,
    author: GAME_AUTHOR,
    audience: [seat],
    text,
  });
  const messages = [
    told(1, 0, 'Player 2 bets.'),
    told(1, 1, 'You bet.'),
    told(1, 2, 'Player 2 bets.'),
    ...[0, 1, 2].map((seat) => told(2, seat, 'The hand is over.')),
    told(3, 0, 'Go on.'),
    told(3, 0, 'Go on.'),
  ];
  assert.equal(
    account({ messages, seats }),
    [
      'Game to players 1 and 3: Player 2 bets.',
      'Game to player 2: You bet.',
      'Game: The hand is over.',
      'Game to player 1: Go on.',
      'Game to player 1: Go on.',
    ].join('\n'),
  );
});

test('who sits where is one line, with the roles that say more than the number', () => {
  assert.equal(seating(['you', 'script'], ['x', 'o']), 'Player 1 (x): you, player 2 (o): script.');
  assert.equal(seating(['you', 'script'], ['player 1', null]), 'Player 1: you, player 2: script.');
});
