import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { lastMarked } from '../core/reply.ts';
import { type ParseFailure, parseName, type TextFace } from '../core/text.ts';

type Part = 'mover' | 'round' | 'pot' | 'hand' | 'points' | 'prize' | 'won' | 'bid';

interface GoofspielTable {
  readonly players: number;
  readonly cards: number;
  readonly prizes: string;
  /** Whether the bids of settled rounds are seen. */
  readonly open: boolean;
  readonly carries: boolean;
  readonly result: string;
  readonly at: Readonly<Record<Part, number>>;
  apply(state: State, action: number): void;
}

const RESULTS: Readonly<Record<string, string>> = {
  winner: 'Whoever has most points in the end gets 1 from everybody else; several who have most share it.',
  points: 'In the end your points are yours, however many the others have.',
  difference: 'In the end you get your points less the mean of what the others have.',
};
const ORDERS: Readonly<Record<string, string>> = {
  random: 'in random order',
  descending: 'the highest first',
  ascending: 'the lowest first',
};

/** Goofspiel in words: a table of the rounds, and the cards that everybody has left. */
export function goofspielText(table: GoofspielTable): TextFace {
  const { players, cards, open, carries, at, apply } = table;
  const everybody = Array.from({ length: players }, (_, seat) => seat);
  const names = Array.from({ length: cards }, (_, card) => String(card + 1));

  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
  const held = (state: State, seat: number): number[] =>
    Array.from({ length: cards }, (_, card) => card).filter((card) => (state[at.hand + seat] >> card) & 1);
  const bidOf = (state: State, round: number, seat: number): number => state[at.bid + round * players + seat];
  const winnerOf = (state: State, round: number): number | undefined =>
    state[at.won + round] < 2 ? undefined : state[at.won + round] - 2;
  /** What was bid for in a round, carried prizes included. */
  const stake = (state: State, round: number): number => {
    const carried = carries && round > 0 && winnerOf(state, round - 1) === undefined;
    return state[at.prize + round] + (carried ? stake(state, round - 1) : 0);
  };
  const prizeTold = (state: State, round: number): string => {
    const [prize, all] = [state[at.prize + round], stake(state, round)];
    return all === prize ? `${prize}` : `${prize}, and ${all - prize} carried over: ${all} in all`;
  };

  /** How a round ended, for one reader. */
  const tellRound = (state: State, round: number, reader: number): string => {
    const bids = everybody.map(
      (seat) => `${seat === reader ? 'you' : `player ${seat + 1}`} ${bidOf(state, round, seat)}`,
    );
    const shown = open ? ` The bids: ${bids.join(', ')}.` : '';
    const winner = winnerOf(state, round);
    const all = stake(state, round);
    const lost = carries && round < cards - 1 ? 'carried over' : 'discarded';
    if (winner === undefined) return `${shown} Nobody bid highest alone: ${all} is ${lost}.`;
    return `${shown} ${who(winner, reader)} ${winner === reader ? 'win' : 'wins'} ${all}.`;
  };

  /** Cards of a seat as the reader may see them: those that are gone are dots, those of others perhaps a number. */
  const cardsOf = (state: State, seat: number, reader: number): string => {
    if (seat !== reader && !open) return `${cards - state[at.round]} cards`;
    // What lies face down is still in the hand of another.
    const pending = seat === reader || state[at.round] === cards ? 0 : bidOf(state, state[at.round], seat);
    const left = new Set(held(state, seat).map((card) => names[card]));
    if (pending > 0) left.add(String(pending));
    return names.map((name) => (left.has(name) ? name : '·'.repeat(name.length))).join(' ');
  };

  const people = (state: State, reader: number): string[] => {
    const hands = everybody.map((seat) => cardsOf(state, seat, reader));
    const width = Math.max(...hands.map((hand) => hand.length));
    return everybody.map((seat) => {
      const points = state[at.points + seat];
      const own = seat === reader ? '  (you)' : '';
      return `  player ${seat + 1}  ${hands[seat].padEnd(width)}  ${points} ${points === 1 ? 'point' : 'points'}${own}`;
    });
  };

  const rounds = (state: State, reader: number): string[] => {
    const settled = state[at.round];
    if (settled === 0) return [];
    const head = [
      'round',
      'prize',
      ...everybody.map((seat) => (seat === reader ? 'you' : `player ${seat + 1}`)),
      'won by',
    ];
    const rows = Array.from({ length: settled }, (_, round) => {
      const bids = everybody.map((seat) =>
        open || seat === reader ? String(bidOf(state, round, seat)) : '?',
      );
      const winner = winnerOf(state, round);
      const won = winner === undefined ? 'nobody' : winner === reader ? 'you' : `player ${winner + 1}`;
      return [String(round + 1), String(state[at.prize + round]), ...bids, won];
    });
    return [head, ...rows].map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padStart(head[column].length)))
        .join('  '),
    );
  };

  const formatOf = (state: State): string => {
    const mover = state[at.mover];
    if (mover < 0) return 'Nobody is to bid now.';
    return `Answer with one of your cards: ${held(state, mover)
      .map((card) => `[${names[card]}]`)
      .join(' ')}.`;
  };

  return {
    rules: () =>
      [
        `Goofspiel for ${players} players. Everybody holds the cards 1 to ${cards}.`,
        `There are prizes of 1 to ${cards} points, turned up one by one, ${ORDERS[table.prizes]}.`,
        'For each, everybody bids one card in secret. The highest bid wins the prize; all cards that were bid are gone.',
        `Where nobody bids highest alone, ${
          carries ? 'the prize is added to the next, and after the last it is lost.' : 'the prize is lost.'
        }`,
        open
          ? 'After each round all bids are turned up.'
          : 'After each round you learn who won the prize, and nothing more about the bids.',
        'The last card of everybody is played by itself.',
        RESULTS[table.result],
        'Answer with a card in brackets, such as [2].',
      ].join('\n'),

    view(state, seat) {
      const round = state[at.round];
      const lines = [
        `You are player ${seat + 1} of ${players}.`,
        ...people(state, seat),
        ...rounds(state, seat),
      ];
      if (state[at.mover] === TERMINAL) return [...lines, 'All prizes are gone.'].join('\n');
      if (state[at.mover] === CHANCE) {
        const carried = state[at.pot] > 0 ? ` ${state[at.pot]} is carried over.` : '';
        return [...lines, `The next prize is about to be turned up.${carried}`].join('\n');
      }
      lines.push(`Round ${round + 1} of ${cards}. The prize: ${prizeTold(state, round)}.`);
      const own = bidOf(state, round, seat);
      if (own > 0) lines.push(`You have bid ${own}.`);
      else
        lines.push(
          `Your bid: ${held(state, seat)
            .map((card) => `[${names[card]}]`)
            .join(' ')}.`,
        );
      return lines.join('\n');
    },

    event(state, action, seat) {
      const mover = state[at.mover];
      const after = state.slice();
      apply(after, action);
      const round = state[at.round];
      if (mover === CHANCE) return `The prize is ${prizeTold(after, round)}.`;
      const own = mover === seat ? `You bid ${names[action]}.` : '';
      if (mover < players - 1) return own === '' ? null : own;
      const told = own + tellRound(after, round, seat);
      const ended = after[at.mover] === TERMINAL;
      const last = ended
        ? ` The last prize is ${prizeTold(after, round + 1)}.${tellRound(after, round + 1, seat)}`
        : '';
      return (told + last).trim();
    },

    actionName: (state, action) => (state[at.mover] === CHANCE ? `turn up ${names[action]}` : names[action]),

    parse(state, reply): number | ParseFailure {
      const said = reply.replace(/\b(?:bid|play|card)\s+(?=\d)/gi, '');
      const mover = state[at.mover];
      const actions = mover < 0 ? [] : held(state, mover);
      const found = parseName(
        said,
        actions.map((card) => names[card]),
      );
      if (typeof found === 'number') return actions[found];
      const any = mover < 0 ? found : parseName(said, names);
      const outside = /^\s*(\d{1,9})[.!]?\s*$/.exec(lastMarked(said) ?? said)?.[1];
      const reason =
        typeof any === 'number'
          ? `Your card ${names[any]} is gone.`
          : outside === undefined
            ? any.reason
            : `There is no card ${Number(outside)}: cards are 1 to ${cards}.`;
      return { reason, format: formatOf(state) };
    },
  };
}
