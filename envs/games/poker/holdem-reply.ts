import type { State } from '../../core/game.ts';
import { lastMarked, quote } from '../../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../../core/text.ts';
import type { holdemBetting } from './holdem-betting.ts';
import { CALL, FOLD, type HoldemTable, RAISE } from './holdem-table.ts';
import type { holdemWords } from './holdem-words.ts';

/** What a reply may say, alone or amid other words. */
const SAID =
  /(?<![\p{L}\p{N}-])(fold|check|call|all[ -]?in|pot|(?:bet|raise)(?:\s+(?:to|by))?(?:\s+[-−]?\d(?:[\p{L}\p{N}.,]*[\p{L}\p{N}])?)?)(?![\p{L}\p{N}-])/giu;

const ALL_IN = /^(?:(?:bet|raise|go|i'm|i am) )?all[ -]?in$/;

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

  function pot(state: State): number | undefined {
    const seat = state[at.mover];
    if (options.actions === 'fractions') {
      const { actions } = choices(state);
      return actions.find((action) => options.fractions[action - RAISE] === 1);
    }
    const call = state[at.stake] - betOf(state, seat);
    return options.actions === 'full' ? raiseTo(state, state[at.stake] + state[at.pot] + call) : undefined;
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

  function whyNotTo(state: State, to: number): string {
    const range = options.actions === 'full' ? betting.raiseRange(state) : null;
    const verb = words.verbTo(state);
    if (range === null) return `${quote(`${verb} ${to}`)} is not among the amounts that you are offered.`;
    if (to < range.least) return `${to} is too little: ${verb} ${range.least} or more.`;
    const limited = range.most < betOf(state, state[at.mover]) + state[at.stack + state[at.mover]];
    return `${to} is ${limited ? 'more than the pot allows' : 'more than you have'}: ${verb} at most ${range.most}.`;
  }

  function raiseOf(state: State, said: string): number | string {
    const refused = whyNoRaise(state);
    if (refused !== undefined) return refused;
    const amount = /^(?:bet|raise)(?: (to|by))? (\d+)$/.exec(said);
    if (amount !== null) {
      const to = Number(amount[2]) + (amount[1] === 'by' ? state[at.stake] : 0);
      return raiseTo(state, to) ?? whyNotTo(state, to);
    }
    if (!/^(?:bet|raise)$/.test(said)) return `${quote(said)} is no whole number of chips.`;
    const { actions, range } = choices(state);
    const raises = actions.filter((action) => action >= RAISE);
    return raises.length === 1 && range === null ? raises[0] : 'Say how much.';
  }

  /** The legal action that these words name, or why there is none. */
  function actionOf(state: State, given: string): number | string {
    const said = given.toLowerCase().replace(/\s+/g, ' ').trim();
    if (said === 'fold') return isFree(state) ? 'There is nothing to call, so nobody folds.' : FOLD;
    if (said === 'call') return isFree(state) ? 'There is nothing to call: check is free.' : CALL;
    if (said === 'check') {
      return isFree(state) ? CALL : `You cannot check: to stay in you must call ${cost(state, CALL)}.`;
    }
    if (ALL_IN.test(said)) return allIn(state) ?? whyNoRaise(state) ?? 'You cannot be all-in here.';
    if (said === 'pot') return pot(state) ?? whyNoRaise(state) ?? 'A raise by the pot is not possible here.';
    if (/^(?:bet|raise)(?![^ ])/.test(said)) return raiseOf(state, said);
    return `${quote(given)} is not possible here.`;
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
    if (marked !== undefined) {
      const found = actionOf(state, marked);
      return typeof found === 'number' ? found : refuse(found);
    }
    const bare = text.trim();
    const found = [...bare.matchAll(SAID)].map(([said]) => actionOf(state, said));
    const actions = new Set(found.filter((one) => typeof one === 'number'));
    const [action] = actions;
    if (actions.size > 1) return refuse('The reply names more than one action.');
    if (action !== undefined && found.every((one) => one === action)) return action;
    const [reason] = found.filter((one) => typeof one === 'string');
    return refuse(reason ?? (bare === '' ? 'The reply is empty.' : `${quote(bare)} names no action.`));
  };
}
