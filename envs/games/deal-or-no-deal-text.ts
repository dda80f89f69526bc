import { CHANCE, type State } from '../core/game.ts';
import type { TextFace } from '../core/text.ts';
import { amount } from './amount.ts';
import { readDivision } from './division-reply.ts';
import { everyItemFirst, type ItemName, itemTable, listItems, listValues } from './items.ts';

const NAMES: readonly ItemName[] = [
  { one: 'book', many: 'books' },
  { one: 'hat', many: 'hats' },
  { one: 'ball', many: 'balls' },
];
const [AGREED, FAILED] = [1, 2];

interface DealTable {
  readonly types: number;
  readonly minItems: number;
  readonly maxItems: number;
  readonly total: number;
  readonly contested: boolean;
  readonly turns: number;
  readonly discount: number;
  readonly probEnd: number;
  /** The action that agrees; those below are divisions. */
  readonly agree: number;
  readonly divisions: Int32Array;
  readonly pools: Int32Array;
  readonly values: Int32Array;
  /** What a deal keeps of its worth, by the turn in which it is made. */
  readonly kept: Float64Array;
  readonly at: Readonly<Record<'mover' | 'dealt' | 'pool' | 'first' | 'made' | 'end' | 'proposals', number>>;
  worth(state: State, seat: number, proposer: number, division: number): number;
}

/** Deal or no deal in words: `[propose 1 book, 2 hats]`, which is what its author would keep, and `[agree]`. */
export function dealOrNoDealText(table: DealTable): TextFace {
  const { types, minItems, maxItems, total, contested, turns, discount, probEnd, agree, kept, at } = table;
  const names = NAMES.slice(0, types);

  const row = (rows: Int32Array, number: number): Int32Array =>
    rows.subarray(number * types, (number + 1) * types);
  const poolOf = (state: State): Int32Array => row(table.pools, state[at.pool]);
  const keeps = (division: number): Int32Array => row(table.divisions, division);
  const leaves = (state: State, division: number): Int32Array =>
    poolOf(state).map((items, type) => items - keeps(division)[type]);

  const tellProposal = (state: State, seat: number, division: number, reader: number): string => {
    const own = seat === reader;
    const [kept, left] = [keeps(division), leaves(state, division)].map((amounts) =>
      listItems(amounts, names),
    );
    const worth = amount(table.worth(state, reader, seat, division));
    return own
      ? `You propose to keep ${kept}, worth ${worth} to you; player ${2 - seat} would get ${left}.`
      : `Player ${seat + 1} proposes to keep ${kept}; you would get ${left}, worth ${worth} to you.`;
  };
  /** The end by agreement in the turn that is next, or was the last. */
  const tellDeal = (state: State, reader: number): string => {
    const made = state[at.made];
    const proposer = 1 - (made & 1);
    const division = state[at.proposals + made - 1];
    const own = proposer === reader ? keeps(division) : leaves(state, division);
    const paid = amount(kept[made] * table.worth(state, reader, proposer, division));
    const agrees = reader === proposer ? `Player ${2 - proposer} agrees` : 'You agree';
    return `${agrees}: you get ${listItems(own, names)} and are paid ${paid}.`;
  };
  const tellOut = 'That was the last turn. There is no deal, which pays 0.';
  const tellEnd = 'Time is up. There is no deal, which pays 0.';

  /** A proposal of about half the pool, as it may be written. */
  const example = (pool: ArrayLike<number>): string =>
    `propose ${listItems(
      names.map((_, type) => Math.ceil(pool[type] / 2)),
      names,
    )}`;

  return {
    rules: (role) =>
      [
        `Deal or no deal; you are player ${role + 1} of 2. Player 1 begins.`,
        `${everyItemFirst(names)} are to be divided, ${minItems === maxItems ? maxItems : `${minItems} to ${maxItems}`} in all.`,
        `Each player knows only what they are worth to itself. The whole pool is worth ${total} to each; every item is worth something to somebody${contested ? ', and some item to both' : ''}.`,
        'In turn, propose a division by naming what you would keep, or agree to the last proposal.',
        `There are at most ${turns} turns, and to agree takes one: nobody can agree to a proposal of the last turn.`,
        'A deal pays each player what it gets by its own values. No deal pays 0 to both.',
        ...(discount < 1
          ? [`From the third turn on, a deal is worth ${amount(discount)} times as much as a turn before.`]
          : []),
        ...(probEnd > 0
          ? [`After each proposal from the second turn on, time is up with probability ${amount(probEnd)}.`]
          : []),
        // The pool holds at least one of each, so that the example is always possible.
        `Answer in brackets: [agree], or what you would keep, such as [propose ${listItems([1, 1, 0], names)}].`,
      ].join('\n'),

    view(state, seat) {
      const dealt = state[at.dealt];
      const made = state[at.made];
      const lines = [`You are player ${seat + 1}.`];
      if (dealt > 0) {
        const own = dealt > seat + 1;
        lines.push(
          ...itemTable(names, [
            ['in the pool', poolOf(state)],
            ...(own ? [['one is worth to you', row(table.values, state[at.first + seat])] as const] : []),
          ]),
        );
      }
      for (let turn = 0; turn < made; turn++) {
        lines.push(`Turn ${turn + 1}: ${tellProposal(state, turn & 1, state[at.proposals + turn], seat)}`);
      }
      if (state[at.end] === AGREED) lines.push(`Turn ${made + 1}: ${tellDeal(state, seat)}`);
      else if (state[at.end] === FAILED) lines.push(made === turns ? tellOut : tellEnd);
      else if (state[at.mover] === seat) {
        const turn = `Your turn (${made + 1} of ${turns}${made + 1 === turns ? ', the last' : ''})`;
        if (made > 0) {
          const paid = kept[made] * table.worth(state, seat, 1 - seat, state[at.proposals + made - 1]);
          lines.push(`${turn}: [agree], which pays you ${amount(paid)}, or say what you would keep.`);
        } else lines.push(`${turn}: say what you would keep, such as [${example(poolOf(state))}].`);
      }
      return lines.join('\n');
    },

    event(state, action, seat) {
      const dealt = state[at.dealt];
      if (dealt === 0) return `To be divided: ${listItems(row(table.pools, action), names)}.`;
      if (dealt < 3) {
        if (dealt - 1 !== seat) return null;
        return `Worth to you: ${listValues(row(table.values, action), names)}; the whole pool ${total}.`;
      }
      const mover = state[at.mover];
      if (mover === CHANCE) return action === 1 ? tellEnd : null;
      if (action === agree) return tellDeal(state, seat);
      const told = tellProposal(state, mover, action, seat);
      return state[at.made] + 1 === turns ? `${told} ${tellOut}` : told;
    },

    actionName(state, action) {
      const dealt = state[at.dealt];
      if (dealt === 0) return `the pool is ${listItems(row(table.pools, action), names)}`;
      if (dealt < 3) return `worth to player ${dealt}: ${listValues(row(table.values, action), names)}`;
      if (state[at.mover] === CHANCE) return action === 1 ? 'time is up' : 'it goes on';
      return action === agree ? 'agree' : `propose ${listItems(keeps(action), names)}`;
    },

    parse(state, reply) {
      const pool = poolOf(state);
      const reading = readDivision(reply, {
        names,
        pool,
        accept: 'agree',
        canAccept: state[at.made] > 0,
        example: example(pool),
      });
      if ('reason' in reading) return reading;
      if ('accepts' in reading) return agree;
      return numberOf(reading.keeps);
    },
  };

  /** The division that keeps these amounts, at most `maxItems` together. */
  function numberOf(amounts: readonly number[]): number {
    let division = 0;
    while (amounts.some((items, type) => items !== keeps(division)[type])) division++;
    return division;
  }
}
