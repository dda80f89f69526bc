import {
  factIndex,
  type FactIndex,
  kindsOf,
  MOST_HOPS,
  OptionError,
  type Question,
  type Random,
  readQuestion,
  stream,
  type TimeStep,
} from '@parlor/envs';
import type { Agent, Seating } from '../../agent.ts';
import { AgentError } from '../../errors.ts';
import { SearchNotes } from './search-notes.ts';
import { kindIn, searchesFor } from './search-words.ts';

export interface SearchSolverOptions {
  /** Steps of a question that it follows, and for the rest it guesses; 0 … 6, default 6: all of them. */
  readonly hops?: number;
  /** Whether it leaves out what documents pass on as hearsay; default yes. */
  readonly careful?: boolean;
}

/** Entities that it follows a step from at the most. */
const MOST_BRANCHES = 3;

/**
 * A solver by rules for documents about fictional worlds, of graded skill. It follows a question step by step, searching
 * for where each step leads to, as far as it can; then it answers with what it has come to, or guesses among what it has
 * read. It reads its messages and nothing else.
 */
export class SearchSolver implements Agent {
  readonly name: string;
  private readonly hops: number;
  private readonly careful: boolean;
  private notes = new SearchNotes();
  private random: Random = stream(0, 'seat');
  private searched = new Set<string>();

  constructor({ hops = 6, careful = true }: SearchSolverOptions = {}) {
    if (!(Number.isInteger(hops) && hops >= 0 && hops <= MOST_HOPS))
      throw new OptionError(`A solver's hops must be a whole number from 0 to ${MOST_HOPS}, not ${hops}.`);
    this.hops = hops;
    this.careful = careful;
    this.name = `${careful ? 'careful' : 'credulous'} solver of ${hops} ${hops === 1 ? 'hop' : 'hops'}`;
  }

  begin({ seat, seed, episode = 0 }: Seating): void {
    this.notes = new SearchNotes();
    this.random = stream(seed, 'seat', { episode, seat });
    this.searched = new Set();
  }

  /** @throws AgentError where it was asked nothing. */
  act({ messages }: TimeStep): string {
    const { careful, notes } = this;
    notes.read(messages);
    if (notes.question === '') throw new AgentError(this.name, 'it was asked nothing');
    const facts = factIndex(notes.facts.filter(({ hearsay }) => !careful || !hearsay));
    const question = readQuestion(notes.question);
    const found = question ? this.follow(question, facts) : { query: undefined };
    if ('query' in found && notes.left > 1) {
      // Whoever cannot follow the question still looks for something to guess.
      const blind = notes.titles.length === 0 ? this.fresh([question?.start ?? notes.question]) : undefined;
      const query = found.query ?? blind;
      if (query !== undefined) {
        this.searched.add(query);
        return `<search>${query}</search>`;
      }
    }
    const answer = 'answer' in found ? found.answer : this.guess(question, facts);
    return `<answer>${answer}</answer>`;
  }

  /** Where the question's steps lead to, or what to search for before it is known; neither where it is beyond reach. */
  private follow(
    { start, path }: Question,
    facts: FactIndex,
  ): { readonly answer: string } | { readonly query: string | undefined } {
    let reached: readonly string[] = [start];
    const later: string[] = [];
    for (const [index, step] of path.entries()) {
      if (index === this.hops) return { query: undefined };
      const { relation, direction } = step;
      const next = new Set<string>();
      for (const name of reached.slice(0, MOST_BRANCHES)) {
        const forward = direction === 'forward';
        const leads = forward
          ? facts.objectsOf(name, relation).slice(0, 1)
          : facts.subjectsOf(relation, name);
        for (const other of leads) next.add(other);
        if (forward && leads.length > 0) continue;
        // Of what may be several it looks for more, at once but once, and again where none of them leads on.
        const searches = searchesFor(name, step).slice(0, forward ? 2 : undefined);
        const query = this.fresh(leads.length > 0 ? searches.slice(0, 1) : searches);
        if (query !== undefined) return { query };
        later.unshift(...searches);
      }
      if (next.size === 0) return { query: this.fresh(later) };
      reached = [...next];
    }
    return { answer: reached[0] };
  }

  /** Something that it has read of, of the kind that is asked for if it can. */
  private guess(question: Question | undefined, facts: FactIndex): string {
    const { titles, facts: read } = this.notes;
    const names = [...new Set(read.flatMap(({ subject, object }) => [subject, object]))];
    const wanted = question && kindsOf(question.path[question.path.length - 1])[1];
    const fitting = names.filter((name) => name !== question?.start && kindIn(facts, name) === wanted);
    for (const list of [fitting, titles]) if (list.length > 0) return list[this.random.below(list.length)];
    return 'nobody';
  }

  private fresh(queries: readonly string[]): string | undefined {
    return queries.find((query) => !this.searched.has(query));
  }
}
