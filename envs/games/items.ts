import { quote } from '../core/reply.ts';

/** What an item is called. */
export interface ItemName {
  readonly one: string;
  readonly many: string;
}

/** Amounts in words: `1 book, 2 hats`; items of which there are none are left out. */
export function listItems(amounts: ArrayLike<number>, names: readonly ItemName[]): string {
  const parts = names.flatMap(({ one, many }, type) =>
    amounts[type] > 0 ? [`${amounts[type]} ${amounts[type] === 1 ? one : many}`] : [],
  );
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

/** Names in a row: `books, hats and balls`. */
export function everyItem(names: readonly ItemName[]): string {
  const many = names.map((name) => name.many);
  return many.length === 1 ? many[0] : `${many.slice(0, -1).join(', ')} and ${many[many.length - 1]}`;
}

/** The same at the beginning of a sentence. */
export function everyItemFirst(names: readonly ItemName[]): string {
  const list = everyItem(names);
  return list.charAt(0).toUpperCase() + list.slice(1);
}

/** What one of each is worth: `book 4, hat 0, ball 2`. */
export function listValues(values: ArrayLike<number>, names: readonly ItemName[]): string {
  return names.map(({ one }, type) => `${one} ${values[type]}`).join(', ');
}

/** A table with a column for each item, and rows of a label and a number for each. */
export function itemTable(
  names: readonly ItemName[],
  rows: readonly (readonly [label: string, numbers: ArrayLike<number>])[],
): string[] {
  const labels = Math.max(...rows.map(([label]) => label.length));
  const line = (label: string, cells: readonly string[]): string =>
    `${label.padEnd(labels)}  ${cells.map((cell, type) => cell.padStart(names[type].many.length)).join('  ')}`;
  return [
    line(
      '',
      names.map(({ many }) => many),
    ),
    ...rows.map(([label, numbers]) =>
      line(
        label,
        names.map((_, type) => String(numbers[type])),
      ),
    ),
  ];
}

const COUNTED = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...COUNTED.map((word, number) => [word, number] as const),
  ['no', 0],
  ['a', 1],
  ['an', 1],
]);

/**
 * Reads amounts of items: `1 book, 2 hats`, `a book and all hats`, `nothing`, `everything`, or a number for each item in
 * their order, `1 2 0`. What is not named is left.
 * @param words in lower case, without commas
 * @param pool how many there are of each
 * @returns the amounts, or one sentence that says what is wrong
 */
export function readItems(
  words: readonly string[],
  names: readonly ItemName[],
  pool: ArrayLike<number>,
): number[] | string {
  const said = words.join(' ');
  const inPool = (type: number, amount: number): string | undefined => {
    if (amount <= pool[type]) return undefined;
    if (pool[type] === 0) return `There are no ${names[type].many} in the pool.`;
    return `There ${pool[type] === 1 ? 'is' : 'are'} only ${listItems([pool[type]], [names[type]])} in the pool.`;
  };
  const broken = words.find((word) => /^-?\p{N}+\.\p{N}+$/u.test(word));
  if (broken !== undefined) return `Amounts are whole numbers, and ${broken} is not written as one.`;
  // As many numbers as items can only be the amounts of all, in their order.
  if (words.length === names.length && words.every((word) => /^\d{1,9}$/.test(word))) {
    const amounts = words.map(Number);
    return amounts.map((of, type) => inPool(type, of)).find((reason) => reason !== undefined) ?? amounts;
  }
  if (said === 'nothing') return names.map(() => 0);
  if (said === 'everything' || said === 'all') return names.map((_, type) => pool[type]);
  const amounts = names.map(() => -1);
  let amount: number | 'all' | undefined;
  for (const word of words) {
    if (word === 'and' || word === 'the' || (word === 'of' && amount === 'all')) continue;
    const type = names.findIndex(({ one, many }) => word === one || word === many);
    if (type < 0) {
      if (amount !== undefined)
        return /^\d+$/.test(word)
          ? `${quote(said)} does not say of which item each number is.`
          : `${quote(word)} is no item here; the items are ${everyItem(names)}.`;
      amount = word === 'all' ? word : /^\d{1,9}$/.test(word) ? Number(word) : NUMBER_WORDS.get(word);
      if (amount === undefined)
        return `${quote(word)} is no amount and no item; the items are ${everyItem(names)}.`;
      continue;
    }
    if (amount === undefined) return `${quote(said)} does not say how many ${names[type].many}.`;
    if (amounts[type] >= 0) return `${quote(said)} names ${names[type].many} twice.`;
    amounts[type] = amount === 'all' ? pool[type] : amount;
    const tooMany = inPool(type, amounts[type]);
    if (tooMany !== undefined) return tooMany;
    amount = undefined;
  }
  if (amount !== undefined) return `${quote(said)} does not say of which item.`;
  if (amounts.every((of) => of < 0)) return 'The reply does not say what you keep.';
  return amounts.map((of) => Math.max(of, 0));
}
