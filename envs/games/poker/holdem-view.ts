import { type State, TERMINAL } from '../../core/game.ts';
import type { holdemBetting } from './holdem-betting.ts';
import type { holdemCards } from './holdem-cards.ts';
import { positionNames } from './holdem-positions.ts';
import { holdemSidePots, type Pot } from './holdem-side-pots.ts';
import { CALLED, CHECKED, FOLD, FOLDED, type HoldemTable, RAISED, STREETS } from './holdem-table.ts';
import type { holdemWords } from './holdem-words.ts';

interface Parts {
  readonly table: HoldemTable;
  readonly cards: ReturnType<typeof holdemCards>;
  readonly betting: ReturnType<typeof holdemBetting>;
  readonly words: ReturnType<typeof holdemWords>;
  settle(state: State, out: Float64Array): void;
}

/** What a seat gets at the end. */
interface Gain {
  /** Of the pots. */
  readonly wins: number;
  /** Of its own chips, which nobody has matched. */
  readonly back: number;
}

/** The table of hold'em as one sees it from a seat: board, pots, stacks, the line of actions, and what each choice costs. */
export function holdemView({ table, cards, betting, words, settle }: Parts) {
  const { at, players, stacks, button, kept } = table;
  const { betOf, who, Who, s, hand, cost } = words;
  const { pots, unmatched } = holdemSidePots(table);
  const everybody = Array.from({ length: players }, (_, seat) => seat);
  const places = positionNames(table).map((name, seat) =>
    players === 2 && seat === button && name !== 'button' ? `${name}, button` : name,
  );
  const placeWidth = Math.max(...places.map((name) => name.length));
  const chipWidth = String(stacks.reduce((sum, stack) => sum + stack, 0)).length;
  const isIn = (state: State, seat: number): boolean => ((state[at.live] >> seat) & 1) === 1;
  const isOver = (state: State): boolean => state[at.mover] === TERMINAL;
  const isAllIn = (state: State, seat: number): boolean => isIn(state, seat) && state[at.stack + seat] === 0;
  const list = (names: readonly string[]): string =>
    names.length < 3
      ? names.join(' and ')
      : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

  /** What each seat gets at the end: of the pots, and what nobody has matched. */
  function gains(state: State): Gain[] {
    const won = new Float64Array(players);
    settle(state, won);
    return everybody.map((seat) => {
      const back = unmatched(state, seat);
      return { wins: won[seat] + stacks[seat] - state[at.stack + seat] - back, back };
    });
  }

  const potName = (index: number, count: number): string =>
    index === 0 ? 'main pot' : count === 2 ? 'side pot' : `side pot ${index}`;

  function potLine(state: State, reader: number): string {
    const all = pots(state, false);
    const total = all.reduce((sum, { chips }) => sum + chips, 0);
    if (all.length < 2) return `Pot: ${total}.`;
    const parts = all.map(({ chips, seats }, index) => {
      return `${potName(index, all.length)} ${chips} (${list(seats.map((seat) => who(seat, reader)))})`;
    });
    return `Pot: ${total}: ${parts.join(', ')}.`;
  }

  /** A seat's line; at the end with what it gets, which is in its stack then. */
  function seatLine(state: State, seat: number, reader: number, width: number, gain?: Gain): string {
    const turn = betting.turnOf(state) === seat ? '▸' : ' ';
    const name = `player ${seat + 1}${seat === reader ? ' (you)' : ''}`.padEnd(width);
    const chips = `${state[at.stack + seat] + (gain ? gain.wins + gain.back : 0)}`.padStart(chipWidth);
    const shown = cards.sees(state, reader, seat) ? hand(state, seat) : '';
    const doing = (gain ? gained(state, seat, gain) : doingOf(state, seat)).padEnd(10 + chipWidth);
    const made = cards.isShown(state, seat) && state[at.open] >= 3 ? `  ${words.madeHand(state, seat)}` : '';
    return `${turn} ${name}  ${places[seat].padEnd(placeWidth)}  ${chips} left  ${doing}  ${shown}${made}`.trimEnd();
  }

  function gained(state: State, seat: number, { wins, back }: Gain): string {
    if (!isIn(state, seat)) return 'folded';
    const parts = [...(wins > 0 ? [`wins ${wins}`] : []), ...(back > 0 ? [`${back} back`] : [])];
    return parts.join(', ');
  }

  function doingOf(state: State, seat: number): string {
    if (!isIn(state, seat)) return 'folded';
    const bet = betOf(state, seat) > 0 ? `bet ${betOf(state, seat)}` : '';
    if (!isAllIn(state, seat)) return bet;
    return bet === '' ? 'all-in' : `${bet}, all-in`;
  }

  /** Antes and blinds, as they were paid. */
  function postsLine(reader: number): string {
    const { opening } = betting;
    const posts = everybody.map((seat) => opening[at.paid + seat]);
    const antes = everybody.map((seat) => stacks[seat] - opening[at.stack + seat] - posts[seat]);
    const alike = antes.every((ante) => ante === antes[0]);
    const paid = [
      ...(alike && antes[0] > 0 ? [`everybody antes ${antes[0]}`] : []),
      ...everybody.flatMap((seat) =>
        !alike && antes[seat] > 0 ? [`${who(seat, reader)} ante${s(seat, reader)} ${antes[seat]}`] : [],
      ),
      ...everybody.flatMap((seat) =>
        posts[seat] > 0 ? [`${who(seat, reader)} post${s(seat, reader)} ${posts[seat]}`] : [],
      ),
    ];
    return `Posts: ${paid.length === 0 ? 'none' : paid.join(', ')}.`;
  }

  /** What the log has of a round, in order; of very long rounds the latest. */
  function entries(state: State, round: number): { readonly done: number; readonly seat: number }[] {
    const count = state[at.count + round];
    return Array.from({ length: Math.min(count, kept) }, (_, index) => {
      const place = count <= kept ? index : (count + index) % kept;
      const entry = state[at.log + round * kept + place];
      return { done: entry >> 4, seat: entry & 15 };
    });
  }

  /** The line of actions of a round. Who is all-in now became so with the last thing that it did. */
  function roundLine(state: State, round: number, reader: number): string {
    const line = entries(state, round);
    const later = Array.from({ length: state[at.round] - round }, (_, step) => round + 1 + step);
    const acted = new Set(later.flatMap((one) => entries(state, one).map(({ seat }) => seat)));
    const last = new Map(line.map(({ seat }, index) => [seat, index]));
    const raises = line.filter(({ done }) => done >= RAISED).length;
    let opens = (round > 0 || table.greatestPost === 0) && raises === state[at.raised + round];
    const told = line.map(({ done, seat }, index) => {
      const allIn = isAllIn(state, seat) && !acted.has(seat) && last.get(seat) === index ? ', all-in' : '';
      const [name, ending] = [who(seat, reader), s(seat, reader)];
      if (done === FOLDED) return `${name} fold${ending}`;
      if (done === CHECKED) return `${name} check${ending}`;
      if (done === CALLED) return `${name} call${ending}${allIn}`;
      const does = opens ? `bet${ending}` : `raise${ending} to`;
      opens = false;
      return `${name} ${does} ${done - RAISED}${allIn}`;
    });
    const label = `${STREETS[round][0].toUpperCase()}${STREETS[round].slice(1)}`;
    const earlier = state[at.count + round] > kept ? ['…'] : [];
    return `${label}: ${[...earlier, ...told].join('; ')}.`;
  }

  function choicesLine(state: State): string {
    const { actions, range } = words.choices(state);
    const parts = actions.map((action) => {
      const chips = cost(state, action);
      const price = action === FOLD || chips === 0 ? '' : ` costs ${chips}`;
      return `[${words.actionName(state, action)}]${price}`;
    });
    if (range !== null) {
      const [least, most] = [range.least, range.most].map((to) => to - betOf(state, state[at.mover]));
      parts.push(
        `[${words.verbTo(state)} x] with x from ${range.least} to ${range.most} costs ${least} to ${most}`,
      );
    }
    return `Your turn: ${parts.join(', ')}.`;
  }

  /** Hands that have been turned up from the `before`-th on, and at the end who gets what. */
  function outcome(state: State, reader: number, before: number): string[] {
    const shown = everybody.filter((seat) => cards.isShown(state, seat)).slice(before);
    const lines = shown.map(
      (seat) =>
        `${Who(seat, reader)} show${s(seat, reader)} ${hand(state, seat)}: ${words.madeHand(state, seat)}.`,
    );
    if (!isOver(state)) return lines;
    const all = pots(state, true);
    for (const [index, pot] of all.entries()) {
      if (all.length > 1)
        lines.push(`${takers(state, pot, reader)} the ${potName(index, all.length)} of ${pot.chips}.`);
    }
    for (const [seat, { wins, back }] of gains(state).entries()) {
      if (wins > 0 && all.length < 2) lines.push(`${Who(seat, reader)} win${s(seat, reader)} ${wins}.`);
      if (back > 0)
        lines.push(`${Who(seat, reader)} get${s(seat, reader)} ${back} back, which nobody has matched.`);
    }
    return lines;
  }

  /** Who wins a pot, or shares it. */
  function takers(state: State, { seats }: Pot, reader: number): string {
    const strengths = seats.map((seat) => (seats.length === 1 ? 0 : words.strength(state, seat)));
    const best = Math.max(...strengths);
    const winners = seats.filter((_, place) => strengths[place] === best);
    const [first] = winners;
    if (winners.length === 1) return `${Who(first, reader)} win${s(first, reader)}`;
    const names = list(winners.map((seat) => who(seat, reader)));
    return `${names[0].toUpperCase()}${names.slice(1)} share`;
  }

  function view(state: State, reader: number): string {
    const board = words.board(state);
    const paid = isOver(state) ? gains(state) : [];
    const width = 'player '.length + String(players).length + ' (you)'.length;
    const rounds = Array.from({ length: state[at.round] + 1 }, (_, round) => round);
    const lines = [
      isOver(state)
        ? `Board: ${board.length === 0 ? 'none' : board.join(' ')}. The hand is over.`
        : `Board: ${board.length === 0 ? 'no cards yet' : board.join(' ')}. ${potLine(state, reader)}`,
      ...everybody.map((seat) => seatLine(state, seat, reader, width, paid[seat])),
      postsLine(reader),
      ...rounds
        .filter((round) => state[at.count + round] > 0)
        .map((round) => roundLine(state, round, reader)),
    ];
    const knows = cards.sees(state, reader, reader) && board.length > 0;
    if (knows && !cards.isShowing(state)) lines.push(`You have ${words.madeHand(state, reader)}.`);
    if (state[at.mover] === reader) lines.push(choicesLine(state));
    return lines.join('\n');
  }

  return { view, outcome };
}
