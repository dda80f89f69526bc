/**
 * The decisions of one learner in one round, as they were made. Rows that belong to the same episode are in order of
 * time; `order` puts the episodes in order too, whatever batches they were played in. Grows as needed and is reused.
 */
export class DecisionStore {
  readonly inputs: number;
  readonly seats: number;
  count = 0;
  /** [count, inputs] */
  observations = new Float32Array(0);
  /** Legal actions of row i: `legalActions` from `legalOffsets[i]` to `legalOffsets[i + 1]`, ascending. [count + 1] */
  legalOffsets = new Int32Array(1);
  legalActions = new Int32Array(0);
  /** [count] */
  actions = new Int32Array(0);
  /** The probability with which the action was chosen: [count] */
  oldProbability = new Float32Array(0);
  /** The critic's value: [count] */
  values = new Float32Array(0);
  /** [count] */
  seat = new Int32Array(0);
  /** [count] */
  role = new Int32Array(0);
  /** Number of the episode in its round: [count] */
  episode = new Int32Array(0);
  /** What every seat was paid after the decision and before the learner's next one in the episode: [count, seats] */
  rewards = new Float64Array(0);
  /** Rows in order of their episodes: [count], written by `sort`. */
  order = new Int32Array(0);
  private firsts = new Int32Array(0);

  constructor(inputs: number, seats: number) {
    this.inputs = inputs;
    this.seats = seats;
  }

  /** Empties the store. */
  clear(): void {
    this.count = 0;
  }

  /** Makes room for more rows, cleared where they are added to. */
  reserve(rows: number): void {
    const needed = this.count + rows;
    if (needed > this.actions.length) this.grow(Math.max(needed, 2 * this.actions.length));
    this.rewards.fill(0, this.count * this.seats, needed * this.seats);
  }

  /**
   * Adds the legal actions of the next `rows` rows, for which there is room; `count` stays, until they are whole.
   * @param offsets of the rows' lists in `actions`: [rows + 1], from 0 on
   */
  addLegal(offsets: Int32Array, actions: Int32Array, rows: number): void {
    const { legalOffsets, count } = this;
    const start = legalOffsets[count];
    const added = offsets[rows];
    if (start + added > this.legalActions.length) {
      const length = Math.max(start + added, 2 * this.legalActions.length);
      this.legalActions = grown(this.legalActions, new Int32Array(length));
    }
    const { legalActions } = this;
    for (let at = 0; at < added; at++) legalActions[start + at] = actions[at];
    for (let row = 1; row <= rows; row++) legalOffsets[count + row] = start + offsets[row];
  }

  /** Writes `order`: a counting sort by episode, which keeps the order of time within each. */
  sort(episodes: number): void {
    const { count, episode } = this;
    if (this.order.length < count) this.order = new Int32Array(this.actions.length);
    if (this.firsts.length < episodes + 1) this.firsts = new Int32Array(episodes + 1);
    const { firsts, order } = this;
    firsts.fill(0);
    for (let row = 0; row < count; row++) firsts[episode[row] + 1]++;
    for (let e = 0; e < episodes; e++) firsts[e + 1] += firsts[e];
    for (let row = 0; row < count; row++) order[firsts[episode[row]]++] = row;
  }

  private grow(capacity: number): void {
    this.observations = grown(this.observations, new Float32Array(capacity * this.inputs));
    this.legalOffsets = grown(this.legalOffsets, new Int32Array(capacity + 1));
    this.actions = grown(this.actions, new Int32Array(capacity));
    this.oldProbability = grown(this.oldProbability, new Float32Array(capacity));
    this.values = grown(this.values, new Float32Array(capacity));
    this.seat = grown(this.seat, new Int32Array(capacity));
    this.role = grown(this.role, new Int32Array(capacity));
    this.episode = grown(this.episode, new Int32Array(capacity));
    this.rewards = grown(this.rewards, new Float64Array(capacity * this.seats));
  }
}

function grown<Numbers extends Float32Array | Float64Array | Int32Array>(
  old: Numbers,
  larger: Numbers,
): Numbers {
  larger.set(old);
  return larger;
}
