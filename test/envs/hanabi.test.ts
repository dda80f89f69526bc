import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  closingWords,
  type Game,
  IllegalActionError,
  loadGame,
  make,
  OptionError,
  type State,
  stream,
  TERMINAL,
  VectorEnv,
} from '@parlor/envs';
import { NaiveHanabi } from '../../scripts/bench/naive/hanabi.ts';
import { match, observed, slowAfter, slowChoices, slowFields } from './hanabi-slow.ts';
import { choices, perft } from './perft.ts';

/** A position, from outcomes and actions that must be possible. */
function play(game: Game, history: readonly number[]): State {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const [turn, action] of history.entries()) {
    assert.ok(choices(game, state).includes(action), `turn ${turn}: ${action} is possible`);
    game.apply(state, action);
  }
  return state;
}

function scoreOf(game: Game, state: State): number {
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  assert.equal(new Set(returns).size, 1, 'everybody gets the same');
  return returns[0];
}

/** Asks both games everything that they both know. */
function compare(game: Game, state: State, slow: NaiveHanabi): void {
  const mover = game.mover(state);
  assert.equal(mover, slow.currentPlayer());
  const possible = slowChoices(slow);
  assert.deepEqual(
    choices(game, state),
    [...possible.keys()].sort((a, b) => a - b),
  );
  if (mover === -1) {
    const probabilities = new Float64Array(game.chanceCount);
    game.chance(state, probabilities);
    for (const [outcome, probability] of possible)
      assert.ok(Math.abs(probabilities[outcome] - probability) < 1e-12);
  }
  assert.equal(scoreOf(game, state), slow.returns()[0]);
  const { tokens, lives } = slow.rules;
  assert.ok(
    game.text
      .view(state, 0)
      .includes(`Hint tokens: ${slow.tokens} of ${tokens} · Lives: ${slow.lives} of ${lives} · Deck: `),
  );
  for (let seat = 0; seat < game.seats; seat++) {
    for (const [name, values] of Object.entries(slowFields(slow, seat)))
      assert.deepEqual(observed(game, state, seat, name), values, `${name} for seat ${seat}`);
  }
}

const SMALL = [
  match({ colours: 1, ranks: 2, hand: 1, tokens: 1 }),
  match({ colours: 1, ranks: 2, hand: 1, tokens: 1, lives: 1, zeroWhenLost: false }),
  match({ colours: 1, ranks: 2, hand: 2 }),
  match({ colours: 1, ranks: 3, hand: 3, tokens: 1, lives: 1 }),
  match({ players: 3, colours: 1, ranks: 2, hand: 1, tokens: 1 }),
];

describe('Hanabi has exactly the histories of a slow twin', () => {
  for (const { spec, slow } of SMALL) {
    test(spec, () => {
      const counts: number[] = [];
      const game = loadGame(spec);
      const walk = (history: number[], state: State): void => {
        const twin = slowAfter(slow, history);
        compare(game, state, twin);
        counts[history.length] = (counts[history.length] ?? 0) + 1;
        for (const action of slowChoices(twin).keys()) {
          const next = state.slice();
          game.apply(next, action);
          walk([...history, action], next);
        }
      };
      walk([], play(game, []));
      assert.deepEqual(perft(game), counts);
    });
  }

  // By hand: three ones and a two in two hands of two, the deck empty, a turn each, all 8 tokens there. The two lies in
  // one of 4 places: 2, 3, 4, 4 beginnings. The first plays card 1 or 2, hints the colour, or a rank: of two where the
  // other has the two. The second, after a play, plays 1 or 2, or hints the colour or rank of the card that is left; after
  // a hint it may discard 1 or 2 besides, and has two ranks to hint where the first has the two.
  test('as counted by hand where there are few', () => {
    const first = 2 * (2 + 1 + 2) + 2 * (2 + 1 + 1);
    const second = 4 * 2 * (2 + 2) + 2 * 3 * (2 + 2 + 2) + 2 * 2 * (2 + 2 + 3);
    assert.deepEqual(perft(loadGame('hanabi(colours=1,ranks=2,hand=2)')), [1, 2, 3, 4, 4, first, second]);
  });
});

describe('Hanabi goes as its slow twin says', () => {
  for (const players of [2, 3, 4, 5]) {
    test(`with ${players} players, at random`, () => {
      const { spec, slow } = match({ players, zeroWhenLost: players % 2 === 0 });
      const game = loadGame(spec);
      const longest = fc.array(fc.nat({ max: 720_719 }), { minLength: 150, maxLength: 150 });
      const endings = new Set<string>();
      fc.assert(
        fc.property(longest, fc.boolean(), (picks, careful) => {
          const state = play(game, []);
          const twin = new NaiveHanabi(slow);
          for (const [turn, pick] of picks.entries()) {
            if (turn % 5 === 0 || game.mover(state) === TERMINAL) compare(game, state, twin);
            const possible = choices(game, state);
            assert.deepEqual(
              possible,
              [...slowChoices(twin).keys()].sort((a, b) => a - b),
            );
            if (possible.length === 0) break;
            // Careful players play what fits, or else nothing, so that they get to the end of the deck.
            const safe = possible.filter((action) => !wrong(twin, action));
            const options = careful && safe.length > 0 ? safe : possible;
            const action = options[pick % options.length];
            game.apply(state, action);
            twin.applyAction(action);
          }
          endings.add(twin.lives === 0 ? 'lives' : twin.deck.length === 0 ? 'deck' : 'open');
        }),
        { numRuns: 12, seed: players },
      );
      assert.deepEqual([...endings].sort(), ['deck', 'lives']);
    });
  }
});

/** Whether the mover would lay a card that does not fit. */
function wrong(game: NaiveHanabi, action: number): boolean {
  const hand = game.hands[game.currentPlayer()];
  if (hand === undefined || action < game.rules.hand) return false;
  const held = hand[action - game.rules.hand];
  return held !== undefined && game.fireworks[held.card.colour] !== held.card.rank - 1;
}

/** Cards by name: colour × 5 + rank − 1. */
const kind = (name: string): number => 5 * 'RYGWB'.indexOf(name[0]) + Number(name[1]) - 1;
const kinds = (names: string): number[] => names.split(' ').map(kind);
/** Two players with hands of five: discard 0 … 4, play 5 … 9, colours 10 … 14, ranks 15 … 19. */
const [DISCARD, PLAY, COLOUR, RANK] = [0, 5, 10, 15];
const FIRST = 'R1 R2 Y1 G1 B5';
const SECOND = 'W1 W3 B1 R3 R1';
const DEAL = kinds(`${FIRST} ${SECOND}`);

/** The cards that seat `reader` sees in the other hand, by the view's letters. */
function handInView(view: string, label: string): string[] {
  const line = view.split('\n').find((one) => one.startsWith(label)) ?? '';
  return line.slice(label.length).trim().split(/\s+/);
}

describe('rules of Hanabi told move by move', () => {
  const game = loadGame('hanabi');
  const view = (state: State, seat: number): string => game.text.view(state, seat);

  test('hands are dealt seat by seat, and a seat sees all hands but its own', () => {
    const state = play(game, DEAL);
    assert.deepEqual(handInView(view(state, 1), 'Player 1'), FIRST.split(' '));
    assert.deepEqual(handInView(view(state, 0), 'Player 2'), SECOND.split(' '));
    assert.deepEqual(handInView(view(state, 0), 'You are told'), ['??', '??', '??', '??', '??']);
  });

  test('once it is over everybody is shown all hands, though no view tells a seat its own', () => {
    const game = loadGame('hanabi', { lives: 1 });
    const state = play(game, [...DEAL, PLAY + 4]); // blue 5, which fits nowhere yet
    assert.equal(game.mover(state), TERMINAL);
    const [own, whole] = closingWords(game, state, 0);
    assert.equal(own, game.text.view(state, 0));
    assert.doesNotMatch(own, /^Player 1/m);
    assert.match(whole, /^The whole table:\nFireworks: /);
    assert.deepEqual(handInView(whole, 'Player 1'), 'R1 R2 Y1 G1'.split(' '));
    assert.deepEqual(handInView(whole, 'Player 2'), SECOND.split(' '));
    assert.deepEqual(closingWords(game, state, -1), [whole]);
  });

  test('a hint names all cards of a colour or rank, and tells of the others that they are none', () => {
    const state = play(game, [...DEAL, COLOUR + 0, RANK + 0]);
    assert.deepEqual(handInView(view(state, 0), '  is told'), ['YGWB?', 'YGWB?', 'YGWB?', 'R?*', 'R?*']);
    assert.deepEqual(handInView(view(state, 0), 'You are told'), ['?1*', '?2345', '?1*', '?1*', '?2345']);
    assert.match(view(state, 0), /Hint tokens: 6 of 8/);
    assert.match(view(state, 0), /You tell player 2: cards 4 and 5 are red\./);
    assert.match(view(state, 0), /Player 2 tells you: cards 1, 3 and 4 have rank 1\./);
  });

  test('older cards move up with what is known of them, and a new card comes last with nothing known', () => {
    const state = play(game, [...DEAL, COLOUR + 4, RANK + 0, PLAY + 2, kind('W2')]);
    assert.deepEqual(handInView(view(state, 1), 'Player 1'), 'R1 R2 G1 B5 W2'.split(' '));
    assert.deepEqual(handInView(view(state, 1), '  is told'), ['?1*', '?2345', '?1*', '?2345', '??']);
    assert.match(view(state, 1), /yellow 1/);
  });

  test('a card that does not fit is discarded and costs a life, and no token comes back', () => {
    const state = play(game, [...DEAL, RANK + 0, PLAY + 1]);
    assert.match(view(state, 0), /Lives: 2 of 3/);
    assert.match(view(state, 0), /Hint tokens: 7 of 8/);
    assert.match(view(state, 0), /Discarded: W3/);
  });

  test('an observation tells what everybody did last, from the observer on', () => {
    const state = play(game, [...DEAL, COLOUR + 0, PLAY + 1, kind('W2')]);
    const set = (seat: number, field: string): number[] =>
      observed(game, state, seat, field).flatMap((flag, place) => (flag === 1 ? [place] : []));
    // Rows of 20 actions, 25 kinds and 5 places: the observer's own, then the other's.
    assert.deepEqual(set(0, 'lastAction'), [COLOUR + 0, 20 + PLAY + 1]);
    assert.deepEqual(set(1, 'lastAction'), [PLAY + 1, 20 + COLOUR + 0]);
    assert.deepEqual(set(0, 'lastCard'), [25 + kind('W3')]);
    assert.deepEqual(set(0, 'lastNamed'), [3, 4]);
    assert.deepEqual(set(0, 'lastFitted'), []);
    assert.deepEqual(set(1, 'turn'), [1]);
    game.apply(state, PLAY + 0);
    assert.deepEqual(set(1, 'lastFitted'), [1]);
  });

  test('a discard gives a token back', () => {
    const state = play(game, [...DEAL, RANK + 0, DISCARD + 1]);
    assert.match(view(state, 0), /Hint tokens: 8 of 8/);
    assert.match(view(state, 0), /Lives: 3 of 3/);
  });

  const oneColour = loadGame('hanabi(colours=1,ranks=2,hand=1,information_tokens=2)');
  test('a completed firework gives a token back, but never more than there were', () => {
    // Hands of one: discard 0, play 1, colours 2 and 3, ranks 4 and 5. Cards are R1, R2, Y1, Y2.
    const two = loadGame('hanabi(colours=2,ranks=2,hand=1,information_tokens=2)');
    const tokens = (history: readonly number[]): number =>
      Number(/Hint tokens: (\d+) of 2/.exec(two.text.view(play(two, history), 0))?.[1]);
    const redOne = [0, 1, 1, 2];
    assert.equal(tokens(redOne), 2);
    assert.equal(tokens([...redOne, 1]), 2, 'red is complete, and all tokens were there');
    const hinted = [...redOne, 3, 1, 0];
    assert.equal(tokens(hinted), 1, 'a hint has been paid for, and the first yellow card gives nothing back');
    assert.equal(tokens([...hinted, 1]), 2, 'red is complete');
  });

  test('the game ends at once when all fireworks are complete, and nobody draws', () => {
    const state = play(oneColour, [0, 1, 1, 0, 1]);
    assert.equal(oneColour.mover(state), TERMINAL);
    assert.equal(scoreOf(oneColour, state), 2);
  });

  test('when the deck is empty everybody has one more turn, whoever drew the last card too', () => {
    // Four cards, two are dealt. Player 1 hints, player 2 discards and draws, player 1 plays and draws the last card.
    const before = [0, 0, 3, 0, 0, 1];
    assert.match(
      oneColour.text.event(play(oneColour, before), 1, 1) ?? '',
      /The deck is empty: everybody has one more/,
    );
    const empty = [...before, 1];
    assert.equal(oneColour.mover(play(oneColour, empty)), 1);
    assert.match(oneColour.text.view(play(oneColour, empty), 0), /Deck: 0; 2 turns left/);
    assert.equal(oneColour.mover(play(oneColour, [...empty, 2])), 0);
    const over = play(oneColour, [...empty, 2, 2]);
    assert.equal(oneColour.mover(over), TERMINAL);
    assert.equal(scoreOf(oneColour, over), 1);
  });

  test('the last life ends the game at once: it scores nothing, or the points so far where so agreed', () => {
    const history = [...DEAL, PLAY + 0, kind('G4'), PLAY + 1, kind('G3'), PLAY + 0, kind('G3'), PLAY + 1];
    for (const [lost, score] of [
      ['zero', 0],
      ['points', 2],
    ] as const) {
      const short = loadGame('hanabi', { lives: 1, lost });
      const state = play(short, [...DEAL, PLAY + 0, kind('G4'), PLAY + 0, kind('G3'), PLAY + 3]);
      assert.equal(short.mover(state), TERMINAL);
      assert.equal(scoreOf(short, state), score);
    }
    assert.notEqual(game.mover(play(game, history)), TERMINAL, 'two of three lives are lost');
  });

  test('the best game scores 25, and the longest is as long as is said', () => {
    // One player draws what it then lays, in the order of the colours; the other hints or discards.
    const best = loadGame('hanabi(players=2,hand=1)');
    const order = Array.from({ length: 25 }, (_, card) => card);
    const rest = order.flatMap((card) => new Array<number>([2, 1, 1, 1, 0][card % 5]).fill(card));
    const state = play(best, [order[0], rest[0]]);
    let turn = 1;
    let drawn = 1;
    while (best.mover(state) !== TERMINAL) {
      if (best.mover(state) === 0) {
        best.apply(state, 1);
        if (best.mover(state) === -1) best.apply(state, order[turn++]);
      } else if (choices(best, state).includes(0)) {
        best.apply(state, 0);
        best.apply(state, rest[drawn++]);
      } else best.apply(state, choices(best, state)[1]);
    }
    assert.equal(scoreOf(best, state), 25);

    const long = play(game, []);
    let length = 0;
    while (game.mover(long) !== TERMINAL) {
      const options = choices(game, long);
      game.apply(
        long,
        game.mover(long) === -1 ? options[0] : (options.find((one) => one >= COLOUR) ?? options[0]),
      );
      length++;
    }
    assert.equal(length, game.maxTurns);
  });
});

describe('what is not allowed in Hanabi', () => {
  /** After resets with a seed until the hand of player 2 lacks a colour. */
  function env() {
    const table = make('hanabi');
    for (let seed = 0; ; seed++) {
      const { legal } = table.reset({ seed });
      if (legal.filter((action) => action >= COLOUR && action < RANK).length < 5) return table;
    }
  }

  test('an illegal action is refused with a typed error, and nothing changes', () => {
    const table = env();
    const { legal } = table.current;
    const noColour = [10, 11, 12, 13, 14].find((action) => !legal.includes(action));
    // A discard while all tokens are there, a hint that names no card, and what is no action at all.
    for (const action of [DISCARD, DISCARD + 4, noColour ?? -1, -1, 20, 1.5, Number.NaN]) {
      const before = JSON.stringify(table.save());
      assert.throws(() => table.step(action), IllegalActionError);
      assert.equal(JSON.stringify(table.save()), before);
      assert.equal(table.current.seat, 0);
    }
    table.step(PLAY);
  });

  test('a hint without a token is refused', () => {
    const table = make('hanabi', { information_tokens: 1 });
    table.reset({ seed: 1 });
    const hint = table.current.legal.find((action) => action >= COLOUR) ?? -1;
    table.step(hint);
    assert.ok(table.current.legal.every((action) => action < COLOUR));
    for (let action = COLOUR; action < table.game.actionCount; action++) {
      assert.throws(() => table.step(action), {
        name: 'IllegalActionError',
        message: /not legal for seat 1/,
      });
    }
  });

  test('so it is among many games at once', () => {
    const envs = new VectorEnv(loadGame('hanabi'), { count: 3, check: true });
    envs.reset({ seed: 1 });
    const actions = Int32Array.of(PLAY, PLAY, DISCARD);
    const before = envs.state(0).slice();
    assert.throws(() => envs.step(actions), IllegalActionError);
    assert.deepEqual(envs.state(0), before);
  });

  test('a reply that names an illegal action gets a reason and an example', () => {
    const table = env();
    const answer = table.parse('[discard 1]');
    assert.ok(typeof answer === 'object');
    assert.equal(answer.reason, 'You cannot discard while all hint tokens are there.');
    assert.match(answer.format, /such as \[play 1\] or \[hint player 2 /);
    assert.equal(table.parse('I would say [Play 2].'), PLAY + 1);
  });

  test('a hint is read however it is written, and refused with the reason', () => {
    const { text } = loadGame('hanabi');
    const two = make('hanabi');
    two.reset({ seed: 3 });
    const state = two.position;
    const red = text.parse(state, '[hint player 2 yellow]');
    const rank = text.parse(state, '[hint player 2 rank 3]');
    assert.ok(typeof red === 'number' && typeof rank === 'number');
    for (const reply of [
      'hint yellow to player 2',
      'I give player 2 a hint about yellow.',
      '[Hint: yellow]',
      'clue yellow cards for player 2',
    ])
      assert.equal(text.parse(state, reply), red, reply);
    assert.equal(text.parse(state, '[play card two]'), text.parse(state, '[play 2]'));
    for (const reply of [
      'hint yellow',
      '[Hint yellow cards]',
      'I tell player 2 about yellow.',
      'hint 2 yellow',
    ])
      assert.equal(text.parse(state, reply), red, reply);
    for (const reply of ['hint 3', '[hint rank 3]', 'hint player 2 3', 'clue 3s', 'hint player 2: number 3'])
      assert.equal(text.parse(state, reply), rank, reply);
    const reasonOf = (table: typeof two, reply: string): string => {
      const found = table.parse(reply);
      assert.ok(typeof found === 'object', reply);
      return found.reason;
    };
    assert.equal(reasonOf(two, '[hint red]'), 'Player 2 has no red card.');
    assert.equal(reasonOf(two, 'hint 5'), 'Player 2 has no card of rank 5.');
    assert.equal(reasonOf(two, '[hint player 1 red]'), 'You cannot give a hint to yourself.');
    assert.equal(reasonOf(two, '[hint player 3 red]'), 'There is no player 3.');
    assert.match(reasonOf(two, 'hint yellow, or hint green'), /more than one action/);
    for (let hints = 0; hints < 8; hints++) two.step(two.current.legal.at(-1) ?? -1);
    assert.equal(reasonOf(two, 'hint 1'), 'There is no hint token left.');
    const three = make('hanabi', { players: 3 });
    three.reset({ seed: 3 });
    assert.equal(reasonOf(three, 'hint red'), 'The hint about red does not say whom it is for.');
  });

  test('a card is read as the table shows it or as a person counts it', () => {
    const table = env();
    table.step(table.current.legal.at(-1) ?? -1); // a hint, so that there is a token to get back
    const rows: readonly (readonly [reply: string, action: number])[] = [
      ['play card 2', PLAY + 1],
      ['[play card 2]', PLAY + 1],
      ['I am sure of it: I play card 2.', PLAY + 1],
      ['[Play my 2nd card]', PLAY + 1],
      ['[discard card 1]', DISCARD],
      ['discard the 1st card', DISCARD],
    ];
    for (const [reply, action] of rows) assert.equal(table.parse(reply), action, reply);
    // What somebody else should do is no action of one's own.
    for (const reply of ['I tell player 1 to play card 2', 'play card 1 or play card 2', '[play card 12]'])
      assert.equal(typeof table.parse(reply), 'object', reply);
  });

  test('who names a card that it does not hold is told how many it holds', () => {
    const reasonOf = (reply: string, state: State): string => {
      const found = loadGame('hanabi').text.parse(state, reply);
      assert.ok(typeof found === 'object', reply);
      return found.reason;
    };
    const state = env().position;
    assert.equal(reasonOf('[play 6]', state), 'You hold 5 cards, so there is no card 6.');
    assert.equal(reasonOf('I discard 9.', state), 'You hold 5 cards, so there is no card 9.');
    assert.equal(reasonOf('[play card 0]', state), 'You hold 5 cards, so there is no card 0.');
    const fewer = play(loadGame('hanabi', { lives: 1 }), [...DEAL, PLAY + 4]);
    assert.equal(reasonOf('[play 6]', fewer), 'You hold 4 cards, so there is no card 6.');
    assert.equal(reasonOf('[play 5]', fewer), 'You have no card 5 any more.');
  });

  test('a deck that is too small for the hands is refused', () => {
    assert.throws(() => loadGame('hanabi', { players: 5, colours: 1 }), {
      name: 'OptionError',
      message: /1 colour of 5 ranks are 10 cards; 5 hands of 4 need 20/,
    });
    assert.throws(() => loadGame('hanabi', { information_tokens: 0 }), OptionError);
    assert.equal(
      loadGame('hanabi', { players: 4 }).spec,
      'hanabi(players=4,colours=5,ranks=5,hand=4,information_tokens=8,lives=3,lost=zero)',
    );
  });
});

describe('a hand of Hanabi that is dealt anew', () => {
  const { spec, slow } = match({ colours: 3, ranks: 3, hand: 3, tokens: 4 });
  const game = loadGame(spec);

  /** How many ways there are to lay the cards that a seat cannot see on its places, by what comes to lie there. */
  function waysOf(twin: NaiveHanabi, seat: number): Map<string, number> {
    const hand = twin.hands[seat];
    const unseen = [...twin.deck, ...hand.map(({ card }) => card)];
    const open = hand.map((held) => ({ colours: twin.openColours(held), ranks: twin.openRanks(held) }));
    const ways = new Map<string, number>();
    const lay = (laid: readonly number[], names: readonly number[]): void => {
      if (laid.length === hand.length) {
        ways.set(names.join(), (ways.get(names.join()) ?? 0) + 1);
        return;
      }
      const { colours, ranks } = open[laid.length];
      for (const [index, { colour, rank }] of unseen.entries()) {
        if (!laid.includes(index) && colours.includes(colour) && ranks.includes(rank))
          lay([...laid, index], [...names, colour * 3 + rank - 1]);
      }
    };
    lay([], []);
    return ways;
  }

  /** A seat's hand as the other sees it. */
  function handOf(state: State, seat: number): number[] {
    const cards = observed(game, state, 1 - seat, 'cards');
    return [0, 1, 2]
      .map((place) => cards.slice(9 * place, 9 * place + 9).indexOf(1))
      .filter((card) => card >= 0);
  }

  const DRAWS = 3000;
  test('is each way of laying what is unseen that fits the hints, equally often', () => {
    const random = stream(3, 'test');
    let narrow = 0;
    for (let deal = 0; deal < 12; deal++) {
      // Hints where there are any, so that much is known, and now and then something else.
      const history: number[] = [];
      const state = play(game, []);
      for (let turn = 0; turn < 12 + 2 * deal && game.mover(state) !== TERMINAL; turn++) {
        const possible = choices(game, state);
        const hints = possible.filter((action) => action >= 6);
        const options = game.mover(state) >= 0 && hints.length > 0 && turn % 4 > 0 ? hints : possible;
        const action =
          game.mover(state) === -1 ? game.draw(state, random) : options[random.below(options.length)];
        history.push(action);
        game.apply(state, action);
      }
      const twin = slowAfter(slow, history);
      const seat = deal % 2;
      const ways = waysOf(twin, seat);
      const total = [...ways.values()].reduce((sum, count) => sum + count, 0);
      if (ways.size < 20) narrow++;
      const counts = new Map<string, number>();
      const out = new Int32Array(game.stateSize);
      for (let draw = 0; draw < DRAWS; draw++) {
        game.resample?.(state, seat, random, out);
        const hand = handOf(out, seat).join();
        counts.set(hand, (counts.get(hand) ?? 0) + 1);
      }
      for (const hand of counts.keys()) assert.ok(ways.has(hand), `${hand} fits the hints`);
      // χ² over all hands, those that are expected seldom in one cell; a normal approximation bounds it.
      let distance = 0;
      let cells = 0;
      let rare = { expected: 0, count: 0 };
      for (const [hand, count] of ways) {
        const expected = (DRAWS * count) / total;
        const seen = counts.get(hand) ?? 0;
        if (expected < 5) rare = { expected: rare.expected + expected, count: rare.count + seen };
        else {
          distance += (seen - expected) ** 2 / expected;
          cells++;
        }
      }
      if (rare.expected > 0) {
        distance += (rare.count - rare.expected) ** 2 / rare.expected;
        cells++;
      }
      const freedom = cells - 1;
      assert.ok(distance <= freedom + 5 * Math.sqrt(2 * freedom) + 1e-9, `χ² is ${distance} for ${freedom}`);
    }
    assert.ok(narrow > 0 && narrow < 12, `${narrow} of 12 hands are nearly known`);
  });
});
