import { integers, reals } from './growing.ts';

/**
 * Interns sequences of tokens: a trie with one root per seat (nodes 0 … seats − 1), its edges in one open-addressing
 * hash table, so that a step costs one probe and allocates nothing.
 */
export class TokenTrie {
  private readonly seats: number;
  private readonly parents = integers();
  private readonly tokens = reals();
  /** Node at each slot, 0 where empty: roots are nobody's child. A power of two long, at most half full. */
  private table = new Int32Array(4096);

  constructor(seats: number) {
    this.seats = seats;
    for (let seat = 0; seat < seats; seat++) {
      this.parents.push(-1);
      this.tokens.push(0);
    }
  }

  /** The node of a sequence extended by one token. */
  child(node: number, token: number): number {
    const parents = this.parents.values;
    const tokens = this.tokens.values;
    const { table } = this;
    let slot = hash(node, token) & (table.length - 1);
    for (let found = table[slot]; found !== 0; found = table[slot]) {
      if (parents[found] === node && tokens[found] === token) return found;
      slot = (slot + 1) & (table.length - 1);
    }
    const added = this.parents.length;
    table[slot] = added;
    this.parents.push(node);
    this.tokens.push(token);
    if (2 * added > table.length) this.rehash();
    return added;
  }

  /** The tokens from the root to a node. */
  sequence(node: number): number[] {
    const tokens: number[] = [];
    for (let at = node; at >= this.seats; at = this.parents.values[at]) tokens.push(this.tokens.values[at]);
    return tokens.reverse();
  }

  private rehash(): void {
    const table = new Int32Array(2 * this.table.length);
    for (let node = this.seats; node < this.parents.length; node++) {
      let slot = hash(this.parents.values[node], this.tokens.values[node]) & (table.length - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1);
      table[slot] = node;
    }
    this.table = table;
  }
}

/** Tokens are safe integers, so both halves count. Multipliers are those of MurmurHash3 (A. Appleby). */
function hash(node: number, token: number): number {
  let mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(token | 0, 0x85ebca6b);
  mixed ^= Math.imul((token / 2 ** 32) | 0, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
