import type { Game, State } from '../../core/game.ts';
import type { TextFace } from '../../core/text.ts';
import { otherPlayer, points, toldChoices, toldPayoffs } from '../matrix/one-shot-text.ts';
import { ruled } from '../matrix/payoff-table-text.ts';
import type { OneRound } from './one-round.ts';

interface RepeatedTable {
  readonly game: Game;
  readonly one: OneRound;
  readonly at: Readonly<Record<'turn' | 'round' | 'choice' | 'past', number>>;
  readonly rounds: number;
  readonly discount: number;
  readonly continuation: number;
  readonly mayStop: boolean;
  readonly memory: number;
  paidTo(state: State, seat: number): number;
}

/** Rounds that a view shows at most: whoever reads it has been told of all. */
const SHOWN = 20;

/** A repeated game in words: those of the game that is repeated, and what happened in the rounds before. */
export function repeatedText(table: RepeatedTable): TextFace {
  const { game, one, at, rounds, discount, continuation, mayStop, memory, paidTo } = table;
  const { seats, text } = game;
  const { present, past } = text.verbs ?? { present: 'choose', past: 'chose' };
  const everybody = Array.from({ length: seats }, (_, seat) => seat);
  const name = (seat: number, action: number): string => text.actionName(one.positions[seat], action);

  /** What everybody got in a round, before the discount. */
  const gains = (choices: readonly number[]): number[] => {
    const paid = new Float64Array(seats);
    one.pay(Int32Array.from(choices), 0, paid);
    return Array.from(paid);
  };
  /** What a payoff of a round is worth, as a factor. */
  const worth = (round: number): number => discount ** round;
  const pastChoices = (state: State, round: number): number[] =>
    everybody.map((seat) => state[at.past + (round % memory) * seats + seat]);

  function history(state: State, reader: number): string[] {
    const played = state[at.round];
    const shown = Math.min(played, memory, SHOWN);
    if (shown === 0) return [];
    const order = [reader, ...everybody.filter((seat) => seat !== reader)];
    const rows = Array.from({ length: shown }, (_, index) => {
      const round = played - shown + index;
      const choices = pastChoices(state, round);
      return [
        String(round + 1),
        ...order.map((seat) => name(seat, choices[seat])),
        points(gains(choices)[reader]),
        ...(discount < 1 ? [points(worth(round) * gains(choices)[reader])] : []),
      ];
    });
    const others = order.slice(1).map((seat) => otherPlayer(seat, seats));
    const counts = discount < 1 ? ['counts'] : [];
    return ruled([['round', 'you', ...others, 'you get', ...counts], ...rows]);
  }

  function totals(state: State, reader: number): string {
    const others = everybody
      .filter((seat) => seat !== reader)
      .map((seat) => `${otherPlayer(seat, seats)} has ${points(paidTo(state, seat))}`);
    return `In all you have ${[points(paidTo(state, reader)), ...others].join(', ')}.`;
  }

  function stands(state: State): string {
    const played = state[at.round];
    const turn = state[at.turn];
    if (turn > seats) return `The game ended after ${played === 1 ? '1 round' : `${played} rounds`}.`;
    if (turn === seats) return `Round ${played} is over; chance decides whether there is another one.`;
    const share = discount < 1 && played > 0 ? ` Payoffs count ${points(worth(played))} times now.` : '';
    return `Round ${played + 1} of ${mayStop ? 'at most ' : ''}${rounds}.${share}`;
  }

  function roundsRule(): string {
    if (rounds === 1 || (mayStop && continuation === 0)) return 'One round is played.';
    return mayStop
      ? `The same players play round after round: after each there is another one with probability ${continuation}, up to ${rounds} in all.`
      : `The same players play ${rounds} rounds.`;
  }

  return {
    rules: (role) =>
      [
        text.rules(role),
        `${roundsRule()} After each round everybody sees what all did. What you get in all rounds together counts.`,
        ...(discount < 1 ? [`With every round that passes, a payoff counts ${discount} times as much.`] : []),
      ].join('\n'),

    view(state, seat) {
      const turn = state[at.turn];
      const lines = [stands(state), ...history(state, seat)];
      if (state[at.round] > 0) lines.push(totals(state, seat));
      if (turn <= seat) lines.push(text.view(one.positions[seat], seat));
      else if (turn < seats) lines.push(`In this round you ${past} ${name(seat, state[at.choice + seat])}.`);
      return lines.join('\n');
    },

    event(state, action, seat) {
      const turn = state[at.turn];
      if (turn === seats) return action === 1 ? 'There is another round.' : 'There is no other round.';
      if (turn < seats - 1) return seat === turn ? `You ${present} ${name(seat, action)}.` : null;
      const choices = everybody.map((other) => (other < turn ? state[at.choice + other] : action));
      const done = choices.map((choice, other) => name(other, choice));
      const round = state[at.round];
      const paid = gains(choices);
      const told = `Round ${round + 1}: ${toldChoices(done, seat, past)} ${toldPayoffs(paid, seat)}`;
      if (discount === 1 || round === 0) return told;
      return `${told} That counts ${points(worth(round))} times: ${points(worth(round) * paid[seat])} for you.`;
    },

    actionName(state, action) {
      const turn = state[at.turn];
      return turn < seats ? name(turn, action) : action === 1 ? 'another round' : 'no other round';
    },

    parse(state, reply) {
      const turn = state[at.turn];
      if (turn < seats) return text.parse(one.positions[turn], reply);
      return { reason: 'Nobody is to choose now.', format: 'Wait for the next round.' };
    },
  };
}
