import { type State, TERMINAL } from '../../core/game.ts';
import { lastMarked, quote } from '../../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT, type TextFace } from '../../core/text.ts';
import { cardSymbol } from './cards.ts';
import { describeHand } from './hand-name.ts';
import type { holdemBetting } from './holdem-betting.ts';
import type { holdemCards } from './holdem-cards.ts';
import { positionNames } from './holdem-positions.ts';
import { holdemRules } from './holdem-rules-text.ts';
import type { Strength } from './holdem-pots.ts';
import { CALL, FOLD, type HoldemTable, RAISE, STREETS } from './holdem-table.ts';

interface Parts {
  readonly table: HoldemTable;
  readonly cards: ReturnType<typeof holdemCards>;
  readonly betting: ReturnType<typeof holdemBetting>;
  readonly strength: Strength;
  apply(state: State, action: number): void;
  settle(state: State, out: Float64Array): void;
}

/** What a reply may say, alone or amid other words. */
const SAID =
  /(?<![\p{L}\p{N}-])(fold|check|call|all[ -]?in|pot|(?:bet|raise)(?:\s+to)?(?:\s+[-−]?\d(?:[\p{L}\p{N}.,]*[\p{L}\p{N}])?)?)(?![\p{L}\p{N}-])/giu;

/** Hold'em in words: the table as one sees it from a seat, what happens, and what each choice costs. */
export function holdemText({ table, cards, betting, strength, apply, settle }: Parts): TextFace {
  const { at, players, hole, stacks, button, options } = table;
  const names = positionNames(table);
  const everybody = Array.from({ length: players }, (_, seat) => seat);
  const width = Math.max(...names.map((name) => name.length));

  const bit = (word: number, seat: number): boolean => ((word >> seat) & 1) === 1;
  const betOf = (state: State, seat: number): number => state[at.paid + state[at.round] * players + seat];
  const toCall = (state: State): number => {
    const seat = state[at.mover];
    return Math.min(state[at.stake] - betOf(state, seat), state[at.stack + seat]);
  };
  const isDealing = (state: State): boolean => state[at.dealt] < cards.holeCards;
  const handOf = (state: State, seat: number): string =>
    Array.from({ length: hole }, (_, place) => cardSymbol(state[at.hole + seat * hole + place]))
      .reverse()
      .join(' ');
  const boardOf = (state: State): string[] =>
    state[at.open] < 3 ? [] : Array.from(state.subarray(at.board, at.board + state[at.open]), cardSymbol);

  function legalActions(state: State): number[] {
    const actions = new Int32Array(table.actionCount);
    return Array.from(actions.subarray(0, betting.legal(state, actions)));
  }

  function actionName(state: State, action: number): string {
    if (state[at.mover] < 0) {
      return cards.isShowing(state) ? 'show hands' : `deal ${cardSymbol(action + table.firstCard)}`;
    }
    if (action === FOLD) return 'fold';
    const verb = state[at.stake] > 0 ? 'raise' : 'bet';
    if (action === CALL) return state[at.stake] > betOf(state, state[at.mover]) ? 'call' : 'check';
    if (options.actions === 'fixed') return verb;
    if (options.actions === 'fractions' && action === table.actionCount - 1) return 'all-in';
    return `${verb}${verb === 'raise' ? ' to' : ''} ${betting.amountOf(state, action)}`;
  }

  /** Chips that an action takes from the stack of the mover. */
  function cost(state: State, action: number): number {
    if (action === FOLD) return 0;
    if (action === CALL) return toCall(state);
    return betting.amountOf(state, action) - betOf(state, state[at.mover]);
  }

  /** What the mover does, as a reader is told. */
  function told(state: State, action: number, reader: number): string {
    const seat = state[at.mover];
    const you = seat === reader;
    const who = you ? 'You' : `Player ${seat + 1}`;
    const s = you ? '' : 's';
    const chips = cost(state, action);
    const last = chips > 0 && chips === state[at.stack + seat] ? ` and ${you ? 'are' : 'is'} all-in` : '';
    if (action === FOLD) return `${who} fold${s}.`;
    if (action === CALL) return chips === 0 ? `${who} check${s}.` : `${who} call${s} ${chips}${last}.`;
    const to = betting.amountOf(state, action);
    return state[at.stake] > 0 ? `${who} raise${s} to ${to}${last}.` : `${who} bet${s} ${to}${last}.`;
  }

  /** Hands that have been turned up, and at the end who gets what. */
  function outcome(state: State, reader: number, before: number): string[] {
    const lines: string[] = [];
    const name = (seat: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);
    const s = (seat: number): string => (seat === reader ? '' : 's');
    for (const seat of everybody.filter((other) => cards.isShown(state, other)).slice(before)) {
      const what = describeHand(strength(state, seat), options.deck);
      lines.push(`${name(seat)} show${s(seat)} ${handOf(state, seat)}: ${what}.`);
    }
    if (state[at.mover] !== TERMINAL) return lines;
    const won = new Float64Array(players);
    settle(state, won);
    const paid = everybody.map((seat) => stacks[seat] - state[at.stack + seat]);
    for (const seat of everybody) {
      const bets = paid.map((chips, other) => chips - table.dead[other]);
      const unmatched = Math.max(0, bets[seat] - Math.max(...bets.filter((_, other) => other !== seat)));
      const taken = won[seat] + paid[seat] - unmatched;
      if (taken > 0) lines.push(`${name(seat)} win${s(seat)} ${taken}.`);
      if (unmatched > 0)
        lines.push(`${name(seat)} get${s(seat)} ${unmatched} back, which nobody has matched.`);
    }
    return lines;
  }

  function seatLine(state: State, seat: number, reader: number): string {
    const own = seat === reader;
    const turn = betting.turnOf(state) === seat ? '▸' : ' ';
    const who = `player ${seat + 1}${own ? ' (you)' : ''}`.padEnd(16);
    const chips = `${state[at.stack + seat]}`.padStart(String(table.deepest).length);
    const bet = betOf(state, seat);
    const doing = !bit(state[at.live], seat)
      ? 'folded'
      : state[at.stack + seat] === 0
        ? `all-in${bet > 0 ? `, bet ${bet}` : ''}`
        : bet > 0
          ? `bet ${bet}`
          : '';
    const hand = cards.sees(state, reader, seat) ? handOf(state, seat) : '';
    const dealer = seat === button && names[seat] !== 'button' ? ', button' : '';
    const position = `${names[seat]}${dealer}`.padEnd(players === 2 ? 'small blind, button'.length : width);
    return `${turn} ${who} ${position}  ${chips} left  ${doing.padEnd(16)} ${hand}`.trimEnd();
  }

  /** How a round of betting has gone, as far as the state keeps it. */
  function roundLine(state: State, round: number, reader: number): string {
    const bets = everybody.reduce((sum, seat) => sum + state[at.paid + round * players + seat], 0);
    const name = (seat: number): string => (seat === reader ? 'you' : `player ${seat + 1}`);
    const raises = state[at.raised + round];
    const label = `${STREETS[round][0].toUpperCase()}${STREETS[round].slice(1)}`;
    if (raises === 0) return `${label}: ${bets === 0 ? 'no bet' : `no raise, ${bets} paid`}.`;
    const top = Math.max(...everybody.map((seat) => state[at.paid + round * players + seat]));
    const times = raises === 1 ? 'one' : `${raises}`;
    const kind = round === 0 ? 'raise' : 'bet or raise';
    const plural =
      raises === 1 ? kind : kind.replace('bet or raise', 'bets and raises').replace(/^raise$/, 'raises');
    return `${label}: ${times} ${plural}, the last by ${name(state[at.raiser + round] - 1)} to ${top}; ${bets} paid.`;
  }

  function choicesLine(state: State): string {
    const actions = legalActions(state);
    const choice = (action: number): string => {
      const chips = cost(state, action);
      const plain = action === FOLD || chips === 0;
      return `[${actionName(state, action)}]${plain ? '' : ` costs ${chips}`}`;
    };
    const few = actions.length <= 8 ? actions : actions.filter((action) => action < RAISE);
    const parts = few.map(choice);
    if (few.length < actions.length) {
      const [least, most] = [actions[few.length], actions[actions.length - 1]];
      const verb = state[at.stake] > 0 ? 'raise to' : 'bet';
      const amounts = [least, most].map((action) => betting.amountOf(state, action));
      parts.push(
        `[${verb} x] with x from ${amounts.join(' to ')} costs ${cost(state, least)} to ${cost(state, most)}`,
      );
    }
    return `Your turn: ${parts.join(', ')}.`;
  }

  function view(state: State, seat: number): string {
    const board = boardOf(state);
    const lines = [
      `You are player ${seat + 1}, ${names[seat]}.`,
      `Board: ${board.length === 0 ? 'no cards yet' : board.join(' ')}. Pot: ${state[at.pot]}.`,
      ...everybody.map((other) => seatLine(state, other, seat)),
    ];
    for (let round = 0; round <= state[at.round]; round++) lines.push(roundLine(state, round, seat));
    const known = cards.sees(state, seat, seat) && state[at.open] === 5 && !cards.isShowing(state);
    if (known) lines.push(`You have ${describeHand(strength(state, seat), options.deck)}.`);
    if (state[at.mover] === seat) lines.push(choicesLine(state));
    lines.push(...outcome(state, seat, 0));
    return lines.join('\n');
  }

  function event(state: State, action: number, seat: number): string | null {
    const after = state.slice();
    apply(after, action);
    const shown = everybody.filter((other) => cards.isShown(state, other)).length;
    const end = outcome(after, seat, shown).join(' ');
    const say = (text: string): string => (end === '' ? text : `${text} ${end}`);
    if (state[at.mover] >= 0) return say(told(state, action, seat));
    if (isDealing(state)) {
      const dealt = state[at.dealt];
      if (Math.floor(dealt / hole) !== seat || dealt % hole !== hole - 1) return null;
      return `You are dealt ${handOf(after, seat)}.`;
    }
    if (cards.isShowing(state)) return end;
    const open = state[at.open];
    if (open < 2) return null;
    if (open === 2) return `The flop is ${boardOf(after).join(' ')}.`;
    return say(`The ${STREETS[open - 1]} is ${cardSymbol(action + table.firstCard)}.`);
  }

  /** The legal action that these words name, or why there is none. */
  function actionOf(state: State, words: string): number | string {
    const actions = legalActions(state);
    const said = words.toLowerCase().replace(/\s+/g, ' ').trim();
    const exact = actions.find((action) => actionName(state, action) === said);
    if (exact !== undefined) return exact;
    const raises = actions.filter((action) => action >= RAISE);
    if (/^all[ -]?in$/.test(said)) {
      const all = actions.find(
        (action) => action !== FOLD && cost(state, action) === state[at.stack + state[at.mover]],
      );
      return all ?? 'You cannot be all-in here.';
    }
    if (said === 'pot') {
      const most =
        options.actions === 'fractions'
          ? raises.find((action) => options.fractions[action - RAISE] === 1)
          : undefined;
      return most ?? 'A raise by the pot is not possible here.';
    }
    const amount = /^(?:bet|raise)(?: to)? (\d+)$/.exec(said);
    if (amount !== null) {
      const to = Number(amount[1]);
      return (
        raises.find((action) => betting.amountOf(state, action) === to) ??
        `${quote(said)} is not possible here.`
      );
    }
    return `${quote(said)} is not possible here.`;
  }

  function formatOf(state: State): string {
    const actions = legalActions(state);
    const few = actions.length <= 8 ? actions : actions.filter((action) => action < RAISE);
    const named = few.map((action) => `[${actionName(state, action)}]`);
    if (few.length < actions.length) {
      const verb = state[at.stake] > 0 ? 'raise to' : 'bet';
      const [least, most] = [actions[few.length], actions[actions.length - 1]];
      const amounts = [least, most].map((action) => betting.amountOf(state, action));
      named.push(`[${verb} x] with x from ${amounts.join(' to ')}`);
    }
    return `Answer with one of: ${named.join(' ')}.`;
  }

  function parse(state: State, reply: string): number | ParseFailure {
    const format = formatOf(state);
    const text = reply.slice(-REPLY_LIMIT);
    const marked = lastMarked(text);
    if (marked !== undefined) {
      const found = actionOf(state, marked);
      return typeof found === 'number' ? found : { reason: found, format };
    }
    const bare = text.trim();
    const found = [...bare.matchAll(SAID)].map(([said]) => actionOf(state, said));
    const actions = new Set(found.filter((one) => typeof one === 'number'));
    const [action] = actions;
    if (actions.size > 1) return { reason: 'The reply names more than one action.', format };
    if (action !== undefined && found.every((one) => one === action)) return action;
    const [reason] = found.filter((one) => typeof one === 'string');
    if (reason !== undefined) return { reason, format };
    return { reason: bare === '' ? 'The reply is empty.' : `${quote(bare)} names no action.`, format };
  }

  return { rules: (role) => holdemRules(options, role, names), view, event, actionName, parse };
}
