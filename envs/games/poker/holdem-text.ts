import type { State } from '../../core/game.ts';
import type { TextFace } from '../../core/text.ts';
import { cardSymbol } from './cards.ts';
import type { holdemBetting } from './holdem-betting.ts';
import type { holdemCards } from './holdem-cards.ts';
import { positionNames } from './holdem-positions.ts';
import { holdemReply } from './holdem-reply.ts';
import { holdemRules } from './holdem-rules-text.ts';
import { CALL, FOLD, type HoldemTable, STREETS } from './holdem-table.ts';
import { holdemView } from './holdem-view.ts';
import { holdemWords } from './holdem-words.ts';

interface Parts {
  readonly table: HoldemTable;
  readonly cards: ReturnType<typeof holdemCards>;
  readonly betting: ReturnType<typeof holdemBetting>;
  apply(state: State, action: number): void;
  settle(state: State, out: Float64Array): void;
}

/** Hold'em in words: the table as one sees it from a seat, what happens, and what each choice costs. */
export function holdemText({ table, cards, betting, apply, settle }: Parts): TextFace {
  const { at, players, hole, options } = table;
  const names = positionNames(players);
  const words = holdemWords(table, cards, betting);
  const { Who, s, cost } = words;
  const { view, outcome } = holdemView({ table, cards, betting, words, settle });

  /** What the mover does, as a reader is told. */
  function told(state: State, action: number, reader: number): string {
    const seat = state[at.mover];
    const [name, ending] = [Who(seat, reader), s(seat, reader)];
    const chips = cost(state, action);
    const isLast = chips > 0 && chips === state[at.stack + seat];
    const allIn = isLast ? ` and ${seat === reader ? 'are' : 'is'} all-in` : '';
    if (action === FOLD) return `${name} fold${ending}.`;
    if (action === CALL)
      return chips === 0 ? `${name} check${ending}.` : `${name} call${ending} ${chips}${allIn}.`;
    const to = betting.amountOf(state, action);
    return state[at.stake] > 0
      ? `${name} raise${ending} to ${to}${allIn}.`
      : `${name} bet${ending} ${to}${allIn}.`;
  }

  function event(state: State, action: number, seat: number): string | null {
    const after = state.slice();
    apply(after, action);
    const [dealt, open] = [state[at.dealt], state[at.open]];
    if (dealt < cards.holeCards) {
      const isWhole = Math.floor(dealt / hole) === seat && dealt % hole === hole - 1;
      return isWhole ? `You are dealt ${words.hand(after, seat)}.` : null;
    }
    const shown = Array.from({ length: players }, (_, other) => cards.isShown(state, other)).filter(Boolean);
    const end = outcome(after, seat, shown.length);
    const say = (text: string): string => [text, ...end].join('\n');
    if (state[at.mover] >= 0) return say(told(state, action, seat));
    if (cards.isShowing(state)) return end.join('\n');
    if (open < 2) return null;
    if (open === 2) return `The flop is ${words.board(after).join(' ')}.`;
    return say(`The ${STREETS[open - 1]} is ${cardSymbol(action + table.firstCard)}.`);
  }

  return {
    rules: (role) => holdemRules(options, role, names),
    view,
    event,
    actionName: words.actionName,
    parse: holdemReply(table, betting, words),
  };
}
