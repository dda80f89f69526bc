import type { State } from '../core/game.ts';
import { parseName, type TextFace } from '../core/text.ts';

const CARDS = ['A', 'B', 'C', 'D', 'E'];

interface TinyHanabiTable {
  readonly cards: number;
  readonly actions: number;
  readonly payoffs: readonly number[];
  readonly at: Readonly<Record<'turn' | 'card' | 'choice', number>>;
}

/** Tiny Hanabi in words: cards are letters, choices are numbers, and the table of payoffs is shown as far as it matters. */
export function tinyHanabiText({ cards, actions, payoffs, at }: TinyHanabiTable): TextFace {
  const names = Array.from({ length: actions }, (_, action) => String(action + 1));
  const letters = CARDS.slice(0, cards);
  const width = Math.max(...payoffs.map((payoff) => String(payoff).length)) + 2;

  const payoff = (first: number, second: number, choice: number, answer: number): number =>
    payoffs[((first * cards + second) * actions + choice) * actions + answer];
  const row = (label: string, values: readonly (string | number)[]): string =>
    `  ${label.padEnd(20)}${values.map((value) => String(value).padStart(width)).join('')}`;
  const everyAction = Array.from({ length: actions }, (_, action) => action);

  /** What player 1 can bring about with its card, for each card that player 2 may have. */
  const firstTable = (card: number): string[] =>
    letters.flatMap((letter, other) => [
      row(`If player 2 has ${letter}:`, names),
      ...everyAction.map((choice) =>
        row(
          `  you choose ${names[choice]}`,
          everyAction.map((answer) => payoff(card, other, choice, answer)),
        ),
      ),
    ]);
  /** What player 2's choices are worth with its card after player 1's choice, for each card of player 1. */
  const secondTable = (card: number, choice: number): string[] => [
    row('You choose', names),
    ...letters.map((letter, other) =>
      row(
        `  if player 1 has ${letter}`,
        everyAction.map((answer) => payoff(other, card, choice, answer)),
      ),
    ),
  ];

  const deal = (first: string, second: string, card: number, other: number): string => {
    const rows = everyAction.map((choice) => {
      const values = everyAction.map((answer) => payoff(card, other, choice, answer));
      return `after ${names[choice]}: ${values.join(' ')}`;
    });
    return `  ${first} and ${second}, ${rows.join('; ')}`;
  };

  const tell = (seat: number, action: number, reader: number): string =>
    seat === reader ? `You choose ${names[action]}.` : `Player ${seat + 1} chooses ${names[action]}.`;
  const outcome = (state: State, answer: number): string => {
    const [first, second] = [state[at.card], state[at.card + 1]];
    return (
      `Player 1 had ${letters[first]}, player 2 had ${letters[second]}: ` +
      `both get ${payoff(first, second, state[at.choice], answer)}.`
    );
  };

  return {
    rules: (role) =>
      [
        `Tiny Hanabi, for two players who get the same${role < 0 ? '' : `; you are player ${role + 1}`}.`,
        `Each is dealt a card, ${letters.join(' or ')}, equally likely whatever the other has, and sees it alone.`,
        `Player 1 chooses a number from 1 to ${actions}; player 2 sees it and chooses one too.`,
        `What both get, by the cards of players 1 and 2, player 1's choice, and player 2's choices ${names.join(' ')}:`,
        ...letters.flatMap((first, card) => letters.map((second, other) => deal(first, second, card, other))),
        'Answer with the number of your choice in brackets, such as [1].',
      ].join('\n'),

    view(state, seat) {
      const turn = state[at.turn];
      const lines = [`You are player ${seat + 1} of 2.`];
      if (turn > seat) lines.push(`Your card: ${letters[state[at.card + seat]]}.`);
      for (let choice = 0; choice < turn - 2; choice++)
        lines.push(tell(choice, state[at.choice + choice], seat));
      if (turn === 4) lines.push(outcome(state, state[at.choice + 1]));
      if (turn - 2 === seat) {
        const card = state[at.card + seat];
        const table = seat === 0 ? firstTable(card) : secondTable(card, state[at.choice]);
        const columns = seat === 0 ? ', by what player 2 then chooses' : '';
        lines.push(`What both get${columns}:`, ...table);
        lines.push(`Your turn: ${names.map((name) => `[${name}]`).join(' ')}.`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const turn = state[at.turn];
      if (turn < 2) return turn === seat ? `Your card is ${letters[action]}.` : null;
      const told = tell(turn - 2, action, seat);
      return turn === 2 ? told : `${told} ${outcome(state, action)}`;
    },

    actionName: (state, action) => (state[at.turn] < 2 ? `deal ${letters[action]}` : names[action]),

    parse: (_state, reply) => parseName(reply, names),
  };
}
