import type { State } from '../../core/game.ts';
import { lastMarked, quote } from '../../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../../core/text.ts';
import type { holdemBetting } from './holdem-betting.ts';
import { type Said, saidAmid, saidBy } from './holdem-said.ts';
import { CALL, FOLD, type HoldemTable, RAISE } from './holdem-table.ts';
import type { holdemWords } from './holdem-words.ts';

/** Reads replies: which action they name, or why there is none. */
export function holdemReply(
  table: HoldemTable,
  betting: ReturnType<typeof holdemBetting>,
  words: ReturnType<typeof holdemWords>,
) {
  const { at, options } = table;
  const { betOf, choices, cost } = words;

  const isFree = (state: State): boolean => state[at.stake] <= betOf(state, state[at.mover]);

  /** The action that bets or raises to so many chips. */
  function raiseTo(state: State, to: number): number | undefined {
    const { actions, range } = choices(state);
    if (range !== null && to >= range.least && to <= range.most) return 1 + to;
    return actions.find((action) => action >= RAISE && betting.amountOf(state, action) === to);
  }

  /** The action that puts in the last chip, be it a call. */
  function allIn(state: State): number | undefined {
    const seat = state[at.mover];
    const raise = raiseTo(state, betOf(state, seat) + state[at.stack + seat]);
    return raise ?? (cost(state, CALL) === state[at.stack + seat] ? CALL : undefined);
  }

  /** The least or the most that one may bet or raise to, where it is among the amounts. */
  function extreme(state: State, kind: 'least' | 'most'): number | undefined {
    if (options.actions === 'fixed') return RAISE;
    const range = betting.raiseRange(state);
    return range === null ? undefined : raiseTo(state, range[kind]);
  }

  /** Why the mover may neither bet nor raise, or undefined where it may. */
  function whyNoRaise(state: State): string | undefined {
    const { actions, range } = choices(state);
    if (range !== null || actions.some((action) => action >= RAISE)) return undefined;
    const seat = state[at.mover];
    if (state[at.actives] < 2) return 'You cannot raise: everybody else is all-in.';
    if (!betting.canBeCalled(state, seat)) return 'You cannot raise: nobody has the chips to call more.';
    if (cost(state, CALL) === state[at.stack + seat]) return 'You cannot raise: a call takes your last chip.';
    if (table.limit && state[at.bets] >= options.bets) {
      return `You cannot raise: there have been ${options.bets} bets in this round, as many as there may be.`;
    }
    const much = table.limit ? 'half a bet' : 'as much as a raise must be';
    return `You cannot raise: nobody has raised by ${much} since you acted.`;
  }

  function whyNotTo(state: State, to: number, said: string): string {
    const range = options.actions === 'full' ? betting.raiseRange(state) : null;
    const verb = words.verbTo(state);
    if (range === null) return `${quote(said)} is not among the amounts that you are offered.`;
    if (to < range.least) return `${to} is too little: ${verb} ${range.least} or more.`;
    const limited = range.most < betOf(state, state[at.mover]) + state[at.stack + state[at.mover]];
    return `${to} is ${limited ? 'more than the pot allows' : 'more than you have'}: ${verb} at most ${range.most}.`;
  }

  function callOf(state: State, chips: number | undefined): number | string {
    if (isFree(state)) return 'There is nothing to call: check is free.';
    const price = cost(state, CALL);
    const asked = [undefined, price, state[at.stake]].includes(chips);
    return asked ? CALL : `A call costs ${price}, not ${chips}.`;
  }

  /** Chips after calling and raising by the part; a pot that is more than one may bet is the most that one may. */
  function raiseByPart(state: State, said: Said & { kind: 'part' }): number | string {
    const offered = choices(state).actions.find(
      (action) => Math.abs(options.fractions[action - RAISE] - said.part) < 0.01,
    );
    if (options.actions === 'fractions' && offered !== undefined) return offered;
    const range = betting.raiseRange(state);
    if (range !== null && options.actions !== 'fixed') {
      const call = state[at.stake] - betOf(state, state[at.mover]);
      const to = state[at.stake] + Math.floor(said.part * (state[at.pot] + call));
      if (said.part === 1 && to >= range.most)
        return raiseTo(state, range.most) ?? whyNotTo(state, to, said.words);
      if (options.actions === 'full') return raiseTo(state, to) ?? whyNotTo(state, to, said.words);
    }
    return `${quote(said.words)} is not among the amounts that you are offered.`;
  }

  /** Where a raise has one size, its chips are what it comes to or what it adds. */
  function fixedRaise(state: State, chips: number): number | string {
    const to = betting.amountOf(state, RAISE);
    if (chips === to || chips === to - state[at.stake]) return RAISE;
    return `Bets have one size here: ${words.verbTo(state)} ${to}.`;
  }

  function raiseByChips(state: State, said: Said & { kind: 'to' | 'by' }): number | string {
    const chips = said.amount * (said.blinds ? options.big_blind : 1);
    if (!Number.isInteger(chips)) return `${quote(said.words)} is no whole number of chips.`;
    if (options.actions === 'fixed') return fixedRaise(state, chips);
    const to = chips + (said.kind === 'by' ? state[at.stake] : 0);
    return raiseTo(state, to) ?? whyNotTo(state, to, said.words);
  }

  function raiseOf(state: State, said: Said): number | string {
    const refused = whyNoRaise(state);
    if (refused !== undefined) return refused;
    if (said.kind === 'to' || said.kind === 'by') return raiseByChips(state, said);
    if (said.kind === 'least' || said.kind === 'most') {
      return (
        extreme(state, said.kind) ?? `${quote(said.words)} is not among the amounts that you are offered.`
      );
    }
    if (said.kind === 'part') return raiseByPart(state, said);
    const { actions, range } = choices(state);
    const raises = actions.filter((action) => action >= RAISE);
    return raises.length === 1 && range === null ? raises[0] : 'Say how much.';
  }

  /** The legal action that is said, or why there is none. */
  function actionOf(state: State, said: Said): number | string {
    switch (said.kind) {
      case 'fold':
        return isFree(state) ? 'There is nothing to call, so nobody folds.' : FOLD;
      case 'check':
        return isFree(state) ? CALL : `You cannot check: to stay in you must call ${cost(state, CALL)}.`;
      case 'passive':
        return CALL;
      case 'call':
        return callOf(state, said.chips);
      case 'all-in':
        return allIn(state) ?? whyNoRaise(state) ?? 'You cannot be all-in here.';
      case 'unclear':
        return whyNoRaise(state) ?? said.reason;
      case 'raise':
      case 'least':
      case 'most':
      case 'part':
      case 'to':
      case 'by':
        return raiseOf(state, said);
    }
  }

  function format(state: State): string {
    const { actions, range } = choices(state);
    const named = actions.map((action) => `[${words.actionName(state, action)}]`);
    if (range !== null) {
      named.push(`[${words.verbTo(state)} x] with x from ${range.least} to ${range.most}`);
    }
    return `Answer with one of: ${named.join(' ')}.`;
  }

  return function parse(state: State, reply: string): number | ParseFailure {
    const refuse = (reason: string): ParseFailure => ({ reason, format: format(state) });
    const text = reply.slice(-REPLY_LIMIT);
    const marked = lastMarked(text);
    const said = (marked ?? text).trim();
    const only = saidBy(said);
    const all = only === undefined ? saidAmid(said) : [only];
    const found = all.map((one) => actionOf(state, one));
    const actions = new Set(found.filter((one) => typeof one === 'number'));
    const [action] = actions;
    if (actions.size > 1) return refuse('The reply names more than one action.');
    if (action !== undefined && found.every((one) => one === action)) return action;
    const [reason] = found.filter((one) => typeof one === 'string');
    if (reason !== undefined) return refuse(reason);
    if (said === '') return refuse('The reply is empty.');
    return refuse(
      /^\$?\d+$/.test(said)
        ? `${quote(said)} alone is no action: say what it is for.`
        : `${quote(said)} ${marked === undefined ? 'names no action' : 'is not possible here'}.`,
    );
  };
}
