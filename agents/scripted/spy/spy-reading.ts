import { CLUE_KINDS } from '@parlor/envs';
import { hotIn, placeOf } from '../reading.ts';
import { ClueView } from './clue-view.ts';
import type { SpyFacts } from './spy-facts.ts';

/** What an observation of the closed game says: one object, read into again and again. */
export class SpyReading {
  /** What the seat knows as whoever gives a clue does: role, scene, all clues so far. */
  readonly view: ClueView;
  /** Its own scene, where it sees one: [cells]. */
  readonly scene: Int32Array;
  /** Whether it is asked for a vote; for a clue else. */
  voting = false;
  /** Polls that are over. */
  poll = 0;
  /** What was voted, −2 for nothing (or nothing known), −1 for n/a, else a player: [votes, voters]. */
  readonly votes: Int32Array;
  private readonly facts: SpyFacts;
  private readonly at: Readonly<Record<Field, number>>;
  private readonly most: number;
  /** Number of the first clue of each kind. */
  private readonly counts: number;
  private readonly comparisons: number;
  private readonly width: number;
  /** Values of the attributes before each. */
  private readonly first: Int32Array;
  /** Number of each pair of objects: [objects, objects]. */
  private readonly pairs: Int32Array;

  constructor(facts: SpyFacts) {
    const { game, vocabulary } = facts;
    const { objects, values, cells, statements } = vocabulary;
    this.facts = facts;
    this.view = new ClueView(facts);
    this.scene = new Int32Array(cells);
    this.votes = new Int32Array(facts.votes * facts.voters);
    const offset = (name: Field): number => placeOf(game, 'who_is_the_spy', name, 'spy').offset;
    this.at = {
      role: offset('role'),
      scene: offset('scene'),
      voting: offset('voting'),
      out: offset('out'),
      kind: offset('kind'),
      objects: offset('objects'),
      attribute: offset('attribute'),
      value: offset('value'),
      count: offset('count'),
      same: offset('same'),
      votes: offset('votes'),
      spies: offset('spies'),
    };
    this.most = Math.max(...values);
    this.width = values.reduce((sum, count) => sum + count, 0);
    this.first = Int32Array.from(values, (_, attribute) =>
      values.slice(0, attribute).reduce((sum, count) => sum + count, 0),
    );
    this.counts = objects * this.width;
    this.comparisons = statements.findIndex(({ kind }) => kind === 'comparison');
    this.pairs = new Int32Array(objects * objects);
    for (let one = 0, pair = 0; one < objects; one++)
      for (let other = one + 1; other < objects; other++) this.pairs[one * objects + other] = pair++;
  }

  /** Reads the observation from `start` on, which is the seat's. */
  read(observations: Float32Array, start: number, seat: number): void {
    const { facts, view, at } = this;
    const { game, slots } = facts;
    const roles = game.roles.length;
    view.seat = seat;
    view.role = hotIn(observations, start + at.role, roles); // none is UNKNOWN
    view.moment++;
    this.voting = observations[start + at.voting] === 1;
    this.readScene(observations, start + at.scene);
    view.said.fill(0);
    view.end = slots;
    for (let slot = 0; slot < slots; slot++) {
      const clue = this.clueIn(observations, start, slot);
      view.clues[slot] = clue;
      if (clue >= 0) view.said[clue] = 1;
    }
    this.readPolls(observations, start);
  }

  private readScene(observations: Float32Array, from: number): void {
    const { facts, view, scene, most } = this;
    const { objects, values } = facts.vocabulary;
    const attributes = values.length;
    view.sees = true;
    for (let attribute = 0; attribute < attributes; attribute++) {
      let column = 0;
      for (let object = objects - 1; object >= 0; object--) {
        const cell = object * attributes + attribute;
        const value = hotIn(observations, from + cell * most, most);
        scene[cell] = value;
        if (value < 0) view.sees = false;
        column = column * values[attribute] + Math.max(0, value);
      }
      view.columns[attribute] = column;
    }
  }

  /** The clue in a slot, −1 for none. */
  private clueIn(observations: Float32Array, start: number, slot: number): number {
    const { at, most, first } = this;
    const { objects, values } = this.facts.vocabulary;
    const attributes = values.length;
    const kind = hotIn(observations, start + at.kind + slot * CLUE_KINDS.length, CLUE_KINDS.length);
    if (kind < 0) return -1;
    const attribute = hotIn(observations, start + at.attribute + slot * attributes, attributes);
    const about = start + at.objects + slot * objects;
    if (kind === 2) {
      const one = hotIn(observations, about, objects);
      const other = one + 1 + hotIn(observations, about + one + 1, objects - one - 1);
      const same = observations[start + at.same + slot * 2 + 1] === 1 ? 1 : 0;
      return this.comparisons + (this.pairs[one * objects + other] * attributes + attribute) * 2 + same;
    }
    const value = first[attribute] + hotIn(observations, start + at.value + slot * most, most);
    if (kind === 0) return hotIn(observations, about, objects) * this.width + value;
    const count = hotIn(observations, start + at.count + slot * (objects + 1), objects + 1);
    return this.counts + value * (objects + 1) + count;
  }

  private readPolls(observations: Float32Array, start: number): void {
    const { facts, view, at, votes } = this;
    const { players, rounds, voters } = facts;
    this.poll = 0;
    for (let index = 0; index < votes.length; index++) {
      votes[index] = hotIn(observations, start + at.votes + index * (players + 1), players + 1) - 1;
      if (votes[index] >= -1) this.poll = 1 + Math.floor(index / voters);
    }
    for (let player = 0; player < players; player++) {
      view.exposed[player] = observations[start + at.spies + player] === 1 ? 1 : 0;
      view.left[player] = facts.votes;
      if (observations[start + at.out + player] !== 1) continue;
      let last = this.poll - 1; // the poll after which it left: the last in which it spoke
      while (last > 0 && view.clues[last * rounds * players + player] < 0) last--;
      view.left[player] = last;
    }
  }

  /** Whether a vote may be for the player. */
  inGame(player: number): boolean {
    return this.view.left[player] === this.facts.votes;
  }
}

type Field =
  | 'role'
  | 'scene'
  | 'voting'
  | 'out'
  | 'kind'
  | 'objects'
  | 'attribute'
  | 'value'
  | 'count'
  | 'same'
  | 'votes'
  | 'spies';
