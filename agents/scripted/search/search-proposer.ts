import {
  type EntityKind,
  factIndex,
  type FactIndex,
  MOST_HOPS,
  OptionError,
  phraseQuestion,
  type Random,
  RELATIONS,
  shuffle,
  stream,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Seating } from '../../agent.ts';
import { AgentError } from '../../errors.ts';
import { type Chain, chainsTo, stepsBack } from './chains.ts';
import { SearchNotes } from './search-notes.ts';
import { kindIn, searchesFor } from './search-words.ts';

export interface SearchProposerOptions {
  /** Facts that its questions chain, where it finds so many; 1 … 6, default 2. */
  readonly hops?: number;
}

/** Searches that the rules of the game ask for at the least. */
const LEAST_SEARCHES = 2;
/** Searches for others that could be the answer as well, and replies that it keeps for them. */
const CHECKS = 4;
/** Entities from which it looks outward at the same time. */
const FRONTIER = 4;
/** Kinds that others have a relation to, so that a chain can go on from them. */
const REACHED = new Set<EntityKind>(RELATIONS.map(({ object }) => object));

/**
 * A proposer by rules for documents about fictional worlds. It searches for its answer, then for whoever has a relation
 * to it, and so on outward, until the facts that it has read chain into a question of so many hops with one answer. Where
 * others could be the answer as well, it looks for them before it asks. It reads its messages and nothing else.
 */
export class SearchProposer implements Agent {
  readonly name: string;
  private readonly hops: number;
  private notes = new SearchNotes();
  private random: Random = stream(0, 'seat');
  private searched = new Set<string>();

  constructor({ hops = 2 }: SearchProposerOptions = {}) {
    if (!(Number.isInteger(hops) && hops >= 1 && hops <= MOST_HOPS))
      throw new OptionError(`A proposer's hops must be a whole number from 1 to ${MOST_HOPS}, not ${hops}.`);
    this.hops = hops;
    this.name = `proposer of ${hops} ${hops === 1 ? 'hop' : 'hops'}`;
  }

  begin({ seat, seed, episode = 0 }: Seating): void {
    this.notes = new SearchNotes();
    this.random = stream(seed, 'seat', { episode, seat });
    this.searched = new Set();
  }

  /** @throws AgentError where it was told no answer, or has read of nothing to ask. */
  act({ messages }: TimeStep): string {
    const { hops, notes } = this;
    notes.read(messages);
    if (notes.answer === '') throw new AgentError(this.name, 'it was told no answer');
    const facts = factIndex(notes.facts.filter(({ hearsay }) => !hearsay));
    const kind = kindIn(facts, notes.answer);
    const chains = chainsTo(facts, notes.answer, hops, needOf(kind));
    const query = notes.left > 1 ? this.query(facts, chains, kind) : undefined;
    if (query !== undefined) {
      this.searched.add(query);
      return `<search>${query}</search>`;
    }
    if (chains.length === 0) throw new AgentError(this.name, 'it has read of nothing to ask');
    return `<question>${phraseQuestion(chains[0])}</question>`;
  }

  /** What to search for next; undefined where it is time to ask. */
  private query(
    facts: FactIndex,
    chains: readonly Chain[],
    kind: EntityKind | undefined,
  ): string | undefined {
    const { hops, notes, searched } = this;
    const need = needOf(kind);
    const best = chains.length > 0 ? chains[0] : undefined;
    const good = best !== undefined && best.path.length === hops && stepsBack(best) <= need;
    const outward = this.fresh([
      ...(need > 0 ? this.inside(facts, kind) : []),
      ...this.outward(facts, chains),
    ]);
    const checks = best === undefined ? [] : checksOf(best).filter((check) => !searched.has(check));
    if (!good && outward !== undefined && notes.left > 1 + checks.length) return outward;
    return checks[0] ?? (searched.size < LEAST_SEARCHES ? outward : undefined);
  }

  /** Searches for what the answer has a relation to, where that is not known. */
  private inside(facts: FactIndex, kind: EntityKind | undefined): string[] {
    const { answer } = this.notes;
    return RELATIONS.filter(
      ({ name, subject }) => subject === kind && facts.objectsOf(answer, name).length === 0,
    ).map(({ name }) => searchesFor(answer, { relation: name, direction: 'forward' })[0]);
  }

  /** Searches for what leads on from the answer and from the starts of the longest chains. */
  private outward(facts: FactIndex, chains: readonly Chain[]): string[] {
    const { answer } = this.notes;
    const lengths = new Map<string, number>([[answer, 0]]);
    const need = needOf(kindIn(facts, answer));
    for (const chain of chains) {
      const { start, path } = chain;
      if (path.length === this.hops || stepsBack(chain) > need) continue;
      lengths.set(start, Math.max(path.length, lengths.get(start) ?? 0));
    }
    const ends = [...lengths]
      .filter(([name]) => reached(kindIn(facts, name)))
      .sort((a, b) => b[1] - a[1])
      .slice(0, FRONTIER);
    const around = ends.map(([name, length]) => this.around(facts, name, length));
    // All that is likely comes before what is searched for again in other words.
    return [answer, ...around.flatMap(([first = []]) => first), ...around.flatMap((rest) => rest.flat())];
  }

  /** Searches for who has a relation to an entity, in several ways. */
  private around(facts: FactIndex, name: string, length: number): string[][] {
    const kind = kindIn(facts, name);
    const order = Int32Array.from(RELATIONS.keys());
    shuffle(order, order.length, this.random);
    const relations = Array.from(order, (index) => RELATIONS[index]).filter(
      ({ object }) => object === (kind ?? object),
    );
    // What nobody has a relation to can only be where a chain starts.
    const last = length + 1 === this.hops;
    const searches = relations
      .filter(({ subject }) => last || reached(subject))
      .map(({ name: relation }) => searchesFor(name, { relation, direction: 'backward' }));
    return [0, 1, 2, 3].map((way) => searches.map((ways) => ways[way]));
  }

  private fresh(queries: readonly string[]): string | undefined {
    return queries.find((query) => !this.searched.has(query));
  }
}

/** Searches for others that a step back may lead to. */
function checksOf({ path, via }: Chain): string[] {
  return path.flatMap((step, index) =>
    step.direction === 'backward' ? searchesFor(via[index], step).slice(0, CHECKS) : [],
  );
}

/** Steps back that no question can do without: to what nobody has a relation to. */
function needOf(kind: EntityKind | undefined): number {
  return reached(kind) ? 0 : 1;
}

/** Whether there may be somebody who has a relation to what is of this kind. */
function reached(kind: EntityKind | undefined): boolean {
  return kind === undefined || REACHED.has(kind);
}
