import { CIVILIAN, SPY } from '@parlor/envs';
import { Alternatives } from './alternatives.ts';
import { type ClueRule, ClueView, legalClues, UNKNOWN } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';

/** How players are taken to choose clues. */
export interface ClueModel {
  /** How civilians do; all players, where roles are not told. */
  readonly civilian: ClueRule;
  readonly spy: ClueRule;
  /** How often either says any legal clue instead, each alike; default 0. */
  readonly tremble?: number;
}

/** Numbers that are kept of positions that were asked about before. */
const ROOM = 1 << 19;
const MOST_ENTRIES = 1 << 12;

/**
 * How likely each player is to say what it said, if it is on the side of whoever asks and sees the same, and if it is on
 * the other side, by what it may see then. The seats that vote after the same clues ask for the same numbers, so those
 * of the last some thousand positions are kept.
 */
export class ClueLikelihoods {
  /** From `sameAt` on, of each player on one's own side: [players]. */
  readonly same: Float64Array;
  sameAt = 0;
  /** From `otherAt` on, of each player on the other side by what it may see: [players, count]. */
  readonly other: Float64Array;
  otherAt = 0;
  /** What the other side may see: an edit of one's own scene; for a spy that sees nothing, any scene. */
  readonly alternatives: Alternatives | undefined;
  /** How many alternatives there are; 1 where the other side sees nothing. */
  readonly count: number;
  private readonly facts: SpyFacts;
  private readonly ours: ClueRule;
  private readonly theirs: ClueRule;
  private readonly ourRole: number;
  private readonly theirRole: number;
  private readonly tremble: number;
  /** A player as one imagines it. */
  private readonly view: ClueView;
  private readonly legal: Int32Array;
  private readonly weights: Float64Array;
  /** What each entry is for: [entries, size of a key]. Empty entries have −2. */
  private readonly keys: Int32Array;
  private readonly key: Int32Array;
  private readonly entries: number;

  /** @param spy whether it is a spy that asks; who does not know its role is none */
  constructor(facts: SpyFacts, model: ClueModel, spy: boolean) {
    const { players, clueCount, blank, told, slots, columns } = facts;
    const civilian = told ? CIVILIAN : UNKNOWN;
    const [own, other] = spy ? [SPY, civilian] : [civilian, told ? SPY : UNKNOWN];
    this.facts = facts;
    const theySpy = told ? model.spy : model.civilian;
    this.ours = spy ? theySpy : model.civilian;
    this.theirs = spy ? model.civilian : theySpy;
    this.ourRole = own;
    this.theirRole = other;
    this.tremble = model.tremble ?? 0;
    this.alternatives = blank && !spy ? undefined : new Alternatives(facts, blank);
    this.count = this.alternatives?.count ?? 1;
    this.view = new ClueView(facts);
    this.legal = new Int32Array(clueCount);
    this.weights = new Float64Array(clueCount);
    let entries = MOST_ENTRIES;
    while (entries > 1 && entries * players * (this.count + 1) > ROOM) entries /= 2;
    this.entries = entries;
    this.same = new Float64Array(entries * players);
    this.other = new Float64Array(entries * players * this.count);
    this.key = new Int32Array(columns.length + slots + players);
    this.keys = new Int32Array(entries * this.key.length).fill(-2);
  }

  /** Finds or works out the numbers for what a seat knows. */
  seek(own: ClueView): void {
    const entry = this.entryOf(own);
    const { players } = this.facts;
    this.sameAt = entry * players;
    this.otherAt = entry * players * this.count;
    const from = entry * this.key.length;
    let found = true;
    for (let index = 0; index < this.key.length; index++)
      if (this.keys[from + index] !== this.key[index]) found = false;
    if (found) return;
    this.keys.set(this.key, from);
    this.hear(own);
  }

  /** Writes the key of what a seat knows, and where it belongs. */
  private entryOf(own: ClueView): number {
    const { key } = this;
    const { players } = this.facts;
    key.set(own.columns);
    key.set(own.clues, own.columns.length);
    const from = key.length - players;
    for (let player = 0; player < players; player++)
      key[from + player] = own.left[player] * 2 + own.exposed[player];
    let hash = 0;
    for (let index = 0; index < key.length; index++) {
      hash = Math.imul(hash ^ key[index], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.entries - 1);
  }

  /** Goes through the clues in order. */
  private hear(own: ClueView): void {
    const { alternatives, count, facts, other, otherAt, same, sameAt, view } = this;
    const { players, slots } = facts;
    same.fill(1, sameAt, sameAt + players);
    other.fill(1, otherAt, otherAt + players * count);
    view.clues.set(own.clues);
    view.left.set(own.left);
    view.exposed.set(own.exposed);
    view.said.fill(0);
    for (let slot = 0; slot < slots; slot++) {
      const clue = own.clues[slot];
      if (clue < 0) continue;
      const speaker = slot % players;
      view.seat = speaker;
      view.end = slot;
      view.moment++;
      view.role = this.ourRole;
      view.sees = own.sees;
      view.columns.set(own.columns);
      const known = this.likelihood(this.ours, clue);
      let most = known;
      view.role = this.theirRole;
      view.sees = alternatives !== undefined;
      const from = otherAt + speaker * count;
      for (let index = 0; index < count; index++) {
        alternatives?.write(index, own.columns, view.columns);
        const likelihood = this.likelihood(this.theirs, clue);
        other[from + index] *= likelihood;
        most = Math.max(most, likelihood);
      }
      // A factor of all hypotheses alike, which keeps long products from vanishing.
      const scale = most > 0 ? 1 / most : 1;
      same[sameAt + speaker] *= known * scale;
      for (let index = from; index < from + count; index++) other[index] *= scale;
      view.said[clue] = 1;
    }
  }

  /** How likely the player as it is imagined says a clue. */
  private likelihood(rule: ClueRule, clue: number): number {
    const { legal, weights, tremble, view } = this;
    const count = legalClues(this.facts, view, legal);
    let place = 0;
    while (place < count && legal[place] !== clue) place++;
    if (place === count) return 0;
    rule.weigh(view, legal, count, weights);
    return (1 - tremble) * weights[place] + tremble / count;
  }
}
