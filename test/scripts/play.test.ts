import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseRecord } from '@parlor/envs';
import { parlor } from '../support/process.ts';
import { rows } from '../support/rows.ts';

describe('play', { concurrency: 2 }, () => {
  test('shows the rules first, takes replies until they are legal, and tells the result', async () => {
    const { status, stdout, stderr } = await parlor(
      ['play', 'tic_tac_toe', '--seats', 'human,first-legal', '--seed', '1', '--episodes', '1'],
      { input: 'what\n5\n[3]\n7\n' },
    );
    assert.deepEqual([status, stderr], [0, '']);
    const places = [
      'Three in a row',
      'You play x',
      '> what',
      'names no action',
      'o takes cell 1',
      'The game is over',
    ];
    const found = places.map((text) => stdout.indexOf(text));
    assert.ok(!found.includes(-1), stdout);
    assert.deepEqual(
      found,
      [...found].sort((a, b) => a - b),
      stdout,
    );
    assert.match(stdout, /player 1 \+1, player 2 -1/);
  });

  test('tells the rules before anything that happens, once', async () => {
    const { stdout } = await parlor(['play', 'kuhn_poker', '--seed', '3'], { input: 'bet\ny\nbet\nn\n' });
    assert.equal(stdout.match(/The deck has 3 cards/g)?.length, 1, stdout);
    assert.ok(stdout.indexOf('The deck has') < stdout.indexOf('You are dealt'), stdout);
    assert.equal(stdout.match(/You are dealt/g)?.length, 2, stdout);
  });

  test('asks whether to play again, and deals anew', async () => {
    const { status, stdout } = await parlor(['play', 'rock_paper_scissors', '--seed', '2'], {
      input: 'rock\ny\npaper\nn\n',
    });
    assert.equal(status, 0);
    assert.equal(stdout.match(/The game is over/g)?.length, 2);
    assert.match(stdout, /2 episodes: player 1 /);
  });

  test('ends cleanly when the input ends', async () => {
    const { status, stdout, stderr } = await parlor(['play', 'leduc_poker', '--seed', '1'], { input: '' });
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /You have left the game\.\n$/);
  });

  test('with JSON keeps the conversation off standard output and ends with the records', async () => {
    const words = [
      'play',
      'kuhn_poker',
      '--seats',
      'human,kuhn-equilibrium',
      '--seed',
      '3',
      '--episodes',
      '1',
      '--json',
    ];
    const { rows: episodes, result } = await rows(words, 'episode', { input: 'bet\n' });
    assert.equal(episodes.length, 1);
    const record = parseRecord(episodes[0]?.['record']);
    assert.ok(record.kind === 'episode' && record.terminated);
    assert.deepEqual(
      record.seats.map(({ player }) => player),
      ['human', 'kuhn-equilibrium'],
    );
    assert.deepEqual(result, {
      type: 'result',
      game: 'kuhn_poker',
      spec: 'kuhn_poker(players=2)',
      seed: 3,
      seats: ['human', 'kuhn-equilibrium'],
      episodes: 1,
      returns: record.returns,
    });
  });

  test('looks the same whether a policy or a player at random sits opposite, and shows what was hidden at the end', async () => {
    const shown = async (other: string): Promise<string> => {
      const words = [
        'play',
        'dark_hex(rows=2)',
        '--seats',
        `human,${other}`,
        '--seed',
        '1',
        '--episodes',
        '1',
      ];
      const { status, stdout, stderr } = await parlor(words, { input: 'a1\nb2\na2\nb1\n'.repeat(2) });
      assert.deepEqual([status, stderr], [0, '']);
      return stdout;
    };
    const [uniform, random] = await Promise.all([shown('uniform'), shown('random')]);
    for (const screen of [uniform, random]) {
      assert.match(screen, /\n── Episode 1 of dark_hex\(rows=2\), seed 1 ─/);
      assert.match(screen, /Player 1 \(x\): you, player 2 \(o\): (uniform|random)\./);
      assert.match(
        screen,
        /You (win|lose)\.\n\nThe whole board:\n[^]*\no tried .*\n\nThe game is over: player 1 [-+]1, player 2 [-+]1\.\n/,
      );
      assert.doesNotMatch(screen, /Payoff/);
    }
  });

  test('says how many seats a game has, and how to name them', async () => {
    for (const [words, message] of [
      [
        ['holdem', '--seats', 'human,random*10'],
        /holdem takes 2 to 10 players, and --seats names 11; .* such as --seats human,random\*9\./,
      ],
      [
        ['tic_tac_toe', '--seats', 'human'],
        /tic_tac_toe has 2 seats, and --seats names 1; .* such as --seats human,random\./,
      ],
    ] as const) {
      const { status, stderr } = await parlor(['play', ...words]);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });

  test('repeats an episode between agents from its seed', async () => {
    const play = (seed: string) =>
      rows(
        ['play', 'leduc_poker', '--seats', 'uniform,uniform', '--episodes', '5', '--seed', seed, '--json'],
        'episode',
      );
    const [first, again, other] = await Promise.all([play('a'), play('a'), play('b')]);
    assert.equal(first.rows.length, 5);
    assert.deepEqual(again, first);
    assert.notDeepEqual(other.rows, first.rows);
  });

  test('plays a game in words between people at one terminal', async () => {
    const { status, stdout } = await parlor(
      ['play', 'word_duel(words=2,rounds=1)', '--seats', 'human,human', '--seed', '1', '--episodes', '1'],
      {
        input: 'apple\n',
      },
    );
    assert.equal(status, 0);
    assert.match(stdout, /Word duel; you guess first/);
    assert.match(stdout, /for player 2/);
  });

  test('seats the suite’s own player opposite in a game in words, and a player by rules in a closed game', async () => {
    const words = await parlor(['play', 'word_duel', '--seed', '1', '--episodes', '1'], {
      input: 'apple\n'.repeat(6),
    });
    assert.equal(words.status, 0, words.stderr);
    assert.match(words.stdout, /Player 2: [a-z]{5}/);
    const closed = await parlor(['play', 'tic_tac_toe', '--seats', 'script,script', '--seed', '1']);
    assert.match(closed.stdout, /player 1 0, player 2 0/);
  });

  test('asks again after a slip in a game in words, gives help, and lets one leave', async () => {
    const { status, stdout, stderr } = await parlor(
      ['play', 'word_duel', '--seed', '1', '--seats', 'human,script'],
      { input: 'one\ntwo\nthree\nhelp\n?\napple\nquit\n' },
    );
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /\nPlayer 1: you, player 2: script\.\nWord duel/);
    assert.equal(stdout.match(/names no word of the list\. Answer with/g)?.length, 3, stdout);
    assert.equal(stdout.match(/Word duel; you guess first/g)?.length, 3, stdout);
    assert.doesNotMatch(stdout, /forfeit/);
    assert.match(stdout, /You: apple[^]*> quit\nYou have left the game\.\n$/);
  });

  test('shows agents that play among themselves with everything they say, and who sits where', async () => {
    const poker = await parlor(['play', 'kuhn_poker', '--seats', 'first-legal,uniform', '--seed', '1']);
    assert.match(
      poker.stdout,
      /\nPlayer 1: first-legal, player 2: uniform\.\nGame to player 1: You are dealt [JQK]\.\nGame to player 2: You are dealt [JQK]\.\nGame to player 1: You check/,
    );
    assert.match(poker.stdout, /\n\nPayoff: player 1 [-+]\d, player 2 [-+]\d\.\n$/);
    const words = ['play', 'word_duel', '--seats', 'script,random', '--seed', '1'];
    const duel = await parlor(words);
    assert.match(duel.stdout, /\nPlayer 1 \(first\): script, player 2 \(second\): random\.\n/);
    assert.match(duel.stdout, /\nPlayer 1: ([a-z]{5})\nGame: \1 [-~+]{5}\nPlayer 2: [a-z]{5}\n/);
  });
});
