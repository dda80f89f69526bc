import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { parseAction, type ParseFailure, type TextFace } from '../core/text.ts';
import { COLOURS, hanabiNames } from './hanabi-names.ts';
import { cardAlone, spellCards, spellHints } from './hanabi-reply.ts';
import type { HanabiRules } from './hanabi-rules.ts';
import { copiesOf, type HanabiTable, readReport } from './hanabi-table.ts';

type HanabiTextTable = HanabiTable & Pick<HanabiRules, 'legal' | 'named' | 'kindAt' | 'apply'>;

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Hanabi in words: all hands but the reader's, what the hints tell of each card, and what can be done. */
export function hanabiText(table: HanabiTextTable): TextFace {
  const { players, colours, ranks, hand, mostTokens, mostLives, kinds, total, dealt, deck, at } = table;
  const { actionCount, hintColour, zeroWhenLost } = table;
  const names = hanabiNames(table);
  const seats = Array.from({ length: players }, (_, seat) => seat);
  const after = (seat: number): number[] => seats.slice(1).map((offset) => (seat + offset) % players);
  const colourNames = COLOURS.slice(0, colours);
  const over = (state: State): boolean => state[at.mover] === TERMINAL;

  const ending = (state: State): string => {
    const score = state[at.score];
    if (score === kinds) return `All fireworks are complete: ${many(score, 'point')}.`;
    if (state[at.lives] > 0) return `That was the last turn: ${many(score, 'point')}.`;
    const wasted = score > 0 ? `, not ${score}` : '';
    const lost = zeroWhenLost ? `the game is lost and scores 0${wasted}` : many(score, 'point');
    return `No life is left: ${lost}.`;
  };

  const width = Math.max('card 1'.length, colours + ranks + 1) + 2;
  const row = (label: string, cells: readonly string[]): string =>
    `${label.padEnd(14)}${cells.map((cell) => cell.padEnd(width)).join('')}`.trimEnd();
  const places = Array.from({ length: hand }, (_, place) => place);
  const header = row(
    '',
    places.map((place) => `card ${place + 1}`),
  );
  const handRows = (state: State, seat: number, reader: number): string[] => {
    const first = at.cards + seat * hand;
    const open = places.map((place) => names.open(state[first + place]));
    if (seat === reader) return [row('You are told', open)];
    const cards = places.map((place) =>
      state[first + place] === 0 ? '' : names.short[table.kindAt(state, seat, place)],
    );
    return [row(`Player ${seat + 1}`, cards), row('  is told', open)];
  };

  const board = (state: State): string[] => {
    const heights = colourNames.map((colour, index) => `${colour} ${state[at.fireworks + index] || '–'}`);
    const turns = state[at.turns];
    const discarded: string[] = [];
    for (let kind = 0; kind < kinds; kind++) {
      for (let copy = 0; copy < state[at.discards + kind]; copy++) discarded.push(names.short[kind]);
    }
    return [
      `Fireworks: ${heights.join(' · ')} (${state[at.score]} of ${many(kinds, 'point')})`,
      `Hint tokens: ${state[at.tokens]} of ${mostTokens} · Lives: ${state[at.lives]} of ${mostLives} · ` +
        `Deck: ${Math.min(total - state[at.drawn], deck)}${turns > 0 ? `; ${many(turns, 'turn')} left` : ''}`,
      `Discarded: ${discarded.length === 0 ? 'none' : discarded.join(' ')}`,
    ];
  };
  /** What everybody did last, the longest ago first. */
  const lately = (state: State, reader: number): string[] => {
    const first = state[at.seat] + (state[at.mover] < 0 ? 1 : 0);
    return seats.flatMap((step) => {
      const seat = (first + step) % players;
      const word = state[at.last + seat];
      if (word === 0) return [];
      const { action, detail, fits } = readReport(word);
      return [names.tell(action, detail, fits, seat, reader)];
    });
  };

  const legalActions = (state: State): number[] => {
    const actions = new Int32Array(actionCount);
    return Array.from(actions.subarray(0, table.legal(state, actions)));
  };
  /** Why an action that is not legal cannot be done. */
  const whyNot = (state: State, action: number): string => {
    if (action < hintColour) {
      const place = action % hand;
      if (state[at.cards + state[at.seat] * hand + place] === 0)
        return `You have no card ${place + 1} any more.`;
      return 'You cannot discard while all hint tokens are there.';
    }
    if (state[at.tokens] === 0) return 'There is no hint token left.';
    const { target, what, ofColour } = names.hintOf(action, state[at.seat]);
    return `Player ${target + 1} has no ${ofColour ? `${what} card` : `card of ${what}`}.`;
  };
  const formatOf = (state: State, legal: readonly number[]): string => {
    const own = names.actions[state[at.seat]];
    const examples = [
      legal.find((action) => action < hand),
      legal.find((action) => action >= hand && action < hintColour),
      legal.find((action) => action >= hintColour),
    ].flatMap((action) => (action === undefined ? [] : [`[${own[action]}]`]));
    return `Answer with one action in brackets, such as ${examples.join(' or ')}.`;
  };
  const span = (verb: string): string => (hand === 1 ? `[${verb} 1]` : `[${verb} 1] … [${verb} ${hand}]`);
  const choices = (state: State): string[] => {
    const seat = state[at.mover];
    const tokens = state[at.tokens];
    const hints = legalActions(state).filter((action) => action >= hintColour);
    const say = (action: number): string =>
      `[${names.actions[seat][action]}] ${names.listOf(table.named(state, action))}`;
    return [
      'Your turn:',
      `  ${span('play')}: lay the card on its firework, or lose a life if it does not fit`,
      tokens < mostTokens
        ? `  ${span('discard')}: lay the card away, and get a hint token back`
        : '  no discard while all hint tokens are there',
      ...(tokens === 0
        ? ['  no hint without a token: discard, or complete a firework']
        : ['  or a hint, which costs a token and points out these cards:']),
      ...after(seat).flatMap((other) => {
        const own = hints.filter((action) => names.targetOf(action, seat) === other);
        return own.length === 0 ? [] : [`    ${own.map(say).join(' · ')}`];
      }),
    ];
  };

  return {
    rules(role) {
      const next = role < 0 ? 2 : 1 + ((role + 1) % players);
      const copies = copiesOf(ranks).map((count, rank) => `${count} of rank ${rank + 1}`);
      const palette = colourNames.map((name, colour) => `${name} (${names.letters[colour]})`);
      return [
        `Hanabi for ${players} players who all get the same score${role < 0 ? '' : `; you are player ${role + 1}`}.`,
        `There are cards in ${palette.join(', ')}; of each colour ${copies.join(', ')}.`,
        `Everybody holds ${many(hand, 'card')} and sees those of all others, but not its own. Card 1 is the oldest; a drawn card comes last.`,
        'Each colour has a firework: its ranks are laid in order, from 1 on. Every card laid is a point.',
        'In turn, do one of three things:',
        `  [play 1]: lay your card 1 on its firework. If it is not the next rank, it is discarded, and a life is lost (of ${mostLives}).`,
        `  [discard 1]: lay your card 1 away and get a hint token back, unless all ${mostTokens} are there.`,
        `  [hint player ${next} ${COLOURS[0]}] or [hint player ${next} rank 1]: spend a token to point out all cards of a colour or of a rank, at least one, in another hand.`,
        'Whoever plays or discards draws a card. A complete firework gives a hint token back.',
        'Once the deck is empty, everybody has one more turn. The game ends at once when all fireworks are complete, or when no life is left' +
          `${zeroWhenLost ? ', and then scores 0' : ''}.`,
        'Hints are shown as what they leave open: R? is red of any rank, YG1 a yellow or green 1, ?? anything; * marks a card that a hint has named.',
        'Answer with the action in brackets, such as [play 1].',
      ].join('\n');
    },

    view(state, seat) {
      const lines = [`You are player ${seat + 1} of ${players}.`, ...board(state), '', header];
      for (const other of after(seat)) lines.push(...handRows(state, other, seat));
      lines.push(...handRows(state, seat, seat), '', ...lately(state, seat));
      if (over(state)) lines.push(ending(state));
      else if (state[at.mover] === seat) lines.push(...choices(state));
      return lines.join('\n').trimEnd();
    },

    event(state, action, seat) {
      const actor = state[at.seat];
      const own = actor === seat;
      if (state[at.mover] === CHANCE) {
        const drawn = state[at.drawn];
        const who = own ? 'You' : `Player ${actor + 1}`;
        const verb = drawn < dealt ? (own ? 'are dealt' : 'is dealt') : own ? 'draw' : 'draws';
        const empty = drawn + 1 === total ? ' The deck is empty: everybody has one more turn.' : '';
        return `${who} ${verb} ${own ? 'a card' : names.cards[action]}.${empty}`;
      }
      const next = state.slice();
      table.apply(next, action);
      const { detail, fits } = readReport(next[at.last + actor]);
      const told = names.tell(action, detail, fits, actor, seat);
      return over(next) ? `${told} ${ending(next)}` : told;
    },

    actionName: (state, action) =>
      state[at.mover] === CHANCE ? `deal ${names.cards[action]}` : names.actions[state[at.seat]][action],

    parse(state, reply): number | ParseFailure {
      const seat = state[at.seat];
      const others = after(seat);
      const said = spellHints(reply, others.length === 1 ? others[0] : undefined);
      const legal = legalActions(state);
      const found = parseAction(spellCards(said.reply), {
        names: names.actions[seat],
        legal,
        why: (action) => whyNot(state, action),
        format: formatOf(state, legal),
      });
      const hint = said.hints.find(({ target }) => target === undefined || !others.includes(target));
      if (typeof found === 'number') return found;
      const card = cardAlone(reply);
      if (card !== undefined && !(card >= 1 && card <= hand)) {
        const held = places.filter((place) => state[at.cards + seat * hand + place] !== 0).length;
        return { ...found, reason: `You hold ${many(held, 'card')}, so there is no card ${card}.` };
      }
      if (hint === undefined) return found;
      const { target, what } = hint;
      const reason =
        target === undefined
          ? `The hint about ${what} does not say whom it is for.`
          : target === seat
            ? 'You cannot give a hint to yourself.'
            : `There is no player ${target + 1}.`;
      return { ...found, reason };
    },

    spectator: (state) =>
      [
        'The whole table:',
        ...board(state),
        '',
        header,
        ...seats.flatMap((seat) => handRows(state, seat, -1)),
      ].join('\n'),
  };
}
