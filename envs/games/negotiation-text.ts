import type { State } from '../core/game.ts';
import type { TextFace } from '../core/text.ts';
import { readDivision } from './division-reply.ts';
import { worthOf } from './divisions.ts';
import { everyItemFirst, type ItemName, itemTable, listItems, listValues } from './items.ts';
import { partOf } from './negotiation-reply.ts';
import { readUtterance, spell } from './utterance-reply.ts';

/** The items of the paper. */
const NAMES: readonly ItemName[] = [
  { one: 'pepper', many: 'peppers' },
  { one: 'cherry', many: 'cherries' },
  { one: 'strawberry', many: 'strawberries' },
];
const [AGREED, FAILED] = [1, 2];

interface NegotiationTable {
  readonly types: number;
  readonly maxItems: number;
  readonly maxValue: number;
  readonly minTurns: number;
  readonly maxTurns: number;
  /** Whether proposals are hidden until one is accepted. */
  readonly hidden: boolean;
  /** Whether both are paid what the deal is worth to both. */
  readonly shared: boolean;
  readonly scaled: boolean;
  readonly symbols: number;
  /** Symbols of an utterance. */
  readonly length: number;
  /** Actions of an utterance; 0 where there are none. */
  readonly parts: number;
  /** The action that accepts: those below are proposals, those above what can be said. */
  readonly accept: number;
  readonly amounts: Int32Array;
  readonly values: Int32Array;
  readonly at: Readonly<
    Record<
      'mover' | 'dealt' | 'limit' | 'pool' | 'first' | 'made' | 'said' | 'end' | 'proposals' | 'utterances',
      number
    >
  >;
  worth(state: State, seat: number, turn: number): number;
  sees(state: State, seat: number, turn: number): boolean;
}

/** Negotiation in words: `[propose 1 pepper, 2 cherries]`, which is what its author would keep, `[accept]`, `[say abc]`. */
export function negotiationText(table: NegotiationTable): TextFace {
  const { types, maxItems, maxValue, minTurns, maxTurns, hidden, shared, scaled, symbols, length, parts } =
    table;
  const { accept, amounts, values, at, worth } = table;
  const names = NAMES.slice(0, types);
  const spelt = parts === 0 ? 0 : length / parts;
  const turnsToPlay = minTurns === maxTurns ? `${maxTurns}` : `${minTurns} to ${maxTurns}`;

  const row = (rows: Int32Array, number: number): Int32Array =>
    rows.subarray(number * types, (number + 1) * types);
  const poolOf = (state: State): Int32Array => row(amounts, state[at.pool]);
  const speaking = (state: State): boolean => state[at.said] < state[at.made] * parts;
  const who = (seat: number, reader: number): string => (seat === reader ? 'You' : `Player ${seat + 1}`);

  /** What amounts are worth to a reader, of all there is: `5 of 12`. */
  const worthTo = (state: State, reader: number, points: number): string =>
    `worth ${points} of ${worthOf(amounts, state[at.pool], values, state[at.first + reader], types)} to you`;
  const kept = (state: State, seat: number, turn: number): Int32Array => {
    const keeps = row(amounts, state[at.proposals + turn]);
    return (turn & 1) === seat ? keeps : poolOf(state).map((items, type) => items - keeps[type]);
  };

  const tellProposal = (state: State, turn: number, reader: number, sees: boolean): string => {
    const seat = turn & 1;
    if (!sees) return `Player ${seat + 1} makes a proposal that you cannot see.`;
    const [own, other] = [reader, 1 - reader].map((side) => listItems(kept(state, side, turn), names));
    const points = worthTo(state, reader, worth(state, reader, turn));
    return seat === reader
      ? `You propose to keep ${own}, ${points}; player ${2 - reader} would get ${other}.`
      : `Player ${seat + 1} proposes to keep ${other}; you would get ${own}, ${points}.`;
  };
  const tellWord = (seat: number, said: string, reader: number): string =>
    `${who(seat, reader)} ${seat === reader ? 'say' : 'says'} "${said}".`;
  const tellDeal = (state: State, reader: number): string => {
    const turn = state[at.made] - 1;
    const [own, other] = [reader, 1 - reader].map((side) => listItems(kept(state, side, turn), names));
    const points = worthTo(state, reader, worth(state, reader, turn));
    const acceptor = 1 - (turn & 1);
    const accepts = acceptor === reader ? 'You accept' : `Player ${acceptor + 1} accepts`;
    return `${accepts}: you get ${own}, ${points}; player ${2 - reader} gets ${other}.`;
  };
  const tellOut = 'That was the last turn. There is no deal, which pays 0.';

  /** What has been said after this turn's proposal, as far as it has been said. */
  const saidIn = (state: State, turn: number): string => {
    let said = '';
    for (let part = turn * parts; part < Math.min((turn + 1) * parts, state[at.said]); part++) {
      said += spell(state[at.utterances + part], spelt, symbols);
    }
    return said;
  };

  const example = (pool: ArrayLike<number>): string =>
    `propose ${listItems(
      names.map((_, type) => Math.ceil(pool[type] / 2)),
      names,
    )}`;
  const askWord = `say ${spelt === 1 ? 'a letter' : `${spelt} letters`} from a to ${spell(symbols - 1, 1, symbols)}`;

  const pay = (): string => {
    const points = shared ? 'what the items of both are worth to them' : 'what its items are worth to it';
    if (!scaled) return `A deal pays each player ${points}.`;
    return `A deal pays each player ${points}, as a share of the most that ${shared ? 'any deal could' : 'the whole pool would'} be worth.`;
  };

  return {
    rules: (role) =>
      [
        `Negotiation; you are player ${role + 1} of 2. Player 1 begins.`,
        `${everyItemFirst(names)} are to be divided, up to ${maxItems} of each.`,
        `Each player knows only what they are worth to itself: one of each is worth from 0 to ${maxValue}.`,
        `In turn, ${hidden ? 'make a proposal that the other player cannot see,' : 'propose a division'} by naming what you would keep, or accept the last proposal${hidden ? ' without having seen it' : ''}.`,
        ...(parts > 0
          ? [
              `After a proposal its author says ${length} letters from a to ${spell(symbols - 1, 1, symbols)}, which mean what the players make of them.`,
            ]
          : []),
        `There are ${turnsToPlay} turns${minTurns < maxTurns ? ', and nobody knows beforehand how many' : ''}; after the last there is no deal. To accept takes a turn too.`,
        `${pay()} No deal pays 0 to both.`,
        `Answer in brackets: [accept], or what you would keep, such as [propose ${listItems([1, 1, 0], names)}].${parts > 0 ? ` Then you are asked for your word, such as [say ${spell(0, spelt, symbols)}].` : ''}`,
      ].join('\n'),

    view(state, seat) {
      const dealt = state[at.dealt];
      const made = state[at.made];
      const lines = [`You are player ${seat + 1}.`];
      if (dealt > 1) {
        const own = dealt > seat + 2;
        lines.push(
          ...itemTable(names, [
            ['in the pool', poolOf(state)],
            ...(own ? [['one is worth to you', row(values, state[at.first + seat])] as const] : []),
          ]),
        );
      }
      for (let turn = 0; turn < made; turn++) {
        const told = tellProposal(state, turn, seat, table.sees(state, seat, turn));
        const said = saidIn(state, turn);
        lines.push(`Turn ${turn + 1}: ${told}${said === '' ? '' : ` ${tellWord(turn & 1, said, seat)}`}`);
      }
      if (state[at.end] === AGREED) lines.push(`Turn ${made + 1}: ${tellDeal(state, seat)}`);
      else if (state[at.end] === FAILED) lines.push(tellOut);
      else if (state[at.mover] === seat) {
        const turn = `Your turn (${made + 1} of ${turnsToPlay})`;
        if (speaking(state)) lines.push(`Your word, to go with the proposal: ${askWord}.`);
        else if (made === 0)
          lines.push(`${turn}: say what you would keep, such as [${example(poolOf(state))}].`);
        else if (hidden) lines.push(`${turn}: [accept] what you have not seen, or say what you would keep.`);
        else {
          const points = worthTo(state, seat, worth(state, seat, made - 1));
          lines.push(`${turn}: [accept], ${points}, or say what you would keep.`);
        }
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const dealt = state[at.dealt];
      if (dealt === 0) return null;
      if (dealt === 1) return `To be divided: ${listItems(row(amounts, action), names)}.`;
      if (dealt < 4) {
        return dealt - 2 === seat ? `Worth to you: ${listValues(row(values, action), names)}.` : null;
      }
      const mover = state[at.mover];
      if (action > accept) return tellWord(mover, spell(action - accept - 1, spelt, symbols), seat);
      if (action === accept) return tellDeal(state, seat);
      const after = state.slice();
      const turn = state[at.made];
      after[at.proposals + turn] = action;
      const told = tellProposal(after, turn, seat, !hidden || mover === seat);
      return turn + 1 === minTurns + state[at.limit] ? `${told} ${tellOut}` : told;
    },

    actionName(state, action) {
      const dealt = state[at.dealt];
      if (dealt === 0) return `${minTurns + action} turns`;
      if (dealt === 1) return `the pool is ${listItems(row(amounts, action), names)}`;
      if (dealt < 4) return `worth to player ${dealt - 1}: ${listValues(row(values, action), names)}`;
      if (action > accept) return `say ${spell(action - accept - 1, spelt, symbols)}`;
      return action === accept ? 'accept' : `propose ${listItems(row(amounts, action), names)}`;
    },

    parse(state, reply) {
      if (speaking(state)) {
        const said = partOf(reply, 'word', spelt);
        const word = readUtterance(said ?? '', spelt, symbols);
        if (typeof word === 'number') return accept + 1 + word;
        return said === undefined
          ? { ...word, reason: 'Your proposal is made; now a word goes with it.' }
          : word;
      }
      const pool = poolOf(state);
      const said = parts > 0 ? partOf(reply, 'division', spelt) : reply;
      const reading = readDivision(said ?? '', {
        names,
        pool,
        accept: 'accept',
        canAccept: state[at.made] > 0,
        example: example(pool),
      });
      if ('reason' in reading) {
        const format = parts > 0 ? `${reading.format} Your word is asked for after that.` : reading.format;
        return {
          reason: said === undefined ? 'A proposal comes first, and a word after it.' : reading.reason,
          format,
        };
      }
      if ('accepts' in reading) return accept;
      return reading.keeps.reduce((number, items) => number * (maxItems + 1) + items, 0);
    },
  };
}
