import { parseName, type TextFace } from '../core/text.ts';

const NAMES = ['rock', 'paper', 'scissors'];

/** Rock-paper-scissors in words. */
export function rockPaperScissorsText({ at }: { at: Readonly<Record<'turn' | 'choice', number>> }): TextFace {
  return {
    rules: () =>
      [
        'Rock-paper-scissors: both players choose at the same time.',
        'Rock beats scissors, scissors beat paper, paper beats rock.',
        'Answer with your choice in brackets: [rock], [paper] or [scissors].',
      ].join('\n'),

    view(state, seat) {
      const turn = state[at.turn];
      const own = NAMES[state[at.choice + seat]];
      if (turn === 2)
        return `You chose ${own}. The other player chose ${NAMES[state[at.choice + 1 - seat]]}.`;
      return turn > seat ? `You chose ${own}.` : 'Choose: [rock] [paper] [scissors].';
    },

    event(state, action, seat) {
      if (state[at.turn] === 0) return seat === 0 ? `You choose ${NAMES[action]}.` : null;
      const [own, other] = seat === 0 ? [state[at.choice], action] : [action, state[at.choice]];
      return `You chose ${NAMES[own]}, the other player ${NAMES[other]}.`;
    },

    actionName: (_state, action) => NAMES[action],

    parse: (_state, reply) => parseName(reply, NAMES),
  };
}
