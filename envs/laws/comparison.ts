import type { Game, State } from '../core/game.ts';
import { type Fact, FACTS, NOTHING_SEEN, phaseOf, type Seen, Sequences, see, shownTo } from './knowledge.ts';
import { isLookedAt } from './law.ts';
import { quote, tell } from './story.ts';

/** What a comparison of histories found: the clause that is false, and the two histories. */
export interface Finding {
  readonly clause: string;
  readonly history: readonly number[];
  readonly other: readonly number[];
}

/** The law that each kind of finding breaks. */
export const LEAK_LAW: Readonly<Record<Fact | 'words', string>> = {
  observation: 'no-leak-in-observations',
  view: 'no-leak-in-views',
  legal: 'no-leak-in-legal-actions',
  choosing: 'no-leak-in-choosing',
  returns: 'no-leak-in-returns',
  role: 'no-leak-in-roles',
  names: 'no-leak-in-action-names',
  refusal: 'no-leak-in-refusals',
  words: 'no-leak-in-words',
};
export const ALIAS_LAW = { words: 'no-alias-in-words', observation: 'no-alias-in-observations' } as const;
export const HIDDEN_ROLE_LAW = 'unknown-roles-stay-hidden';

interface Entry {
  readonly value: string;
  readonly history: () => readonly number[];
}

/**
 * Holds what seats are shown in many histories against what they have witnessed. Equal witness sequences must show
 * the same (no leak); different ones must be told apart by words, and by observations where recall is perfect.
 */
export class Comparison {
  /** The first finding of each law. */
  readonly findings = new Map<string, Finding>();
  readonly sequences = new Sequences();
  private readonly facts = new Map<string, Entry>();
  private readonly told = new Map<string, Entry>();
  private readonly observed = new Map<string, Entry>();
  /** Per information state whose seat does not know its role: the roles that it may have. */
  private readonly unknown = new Map<
    string,
    { roles: Set<number>; history: () => readonly number[]; seat: number }
  >();
  private readonly game: Game;
  private readonly offset: number | undefined;

  /** @param offset where it is given, what seats are shown after many tokens is compared now and then only */
  constructor(game: Game, offset?: number) {
    this.game = game;
    this.offset = offset;
  }

  /**
   * Adds one position, with what each seat has seen on the way to it.
   * @param decided the seats whose role was decided before: what happens later may well tell them which
   */
  add(
    state: State,
    mover: number,
    seen: readonly Seen[],
    history: () => readonly number[],
    decided: (seat: number) => boolean,
  ): void {
    const { game } = this;
    for (let seat = 0; seat < game.seats; seat++) {
      const { tokens, count, words } = seen[seat];
      this.leak('words', `${seat} words ${tokens}`, String(words), seat, history, 'was told other words');
      this.alias(
        this.told,
        ALIAS_LAW.words,
        `${seat} ${words}`,
        tokens,
        seat,
        history,
        'was told the same words',
      );

      if (this.offset !== undefined && !isLookedAt(count, this.offset)) continue;
      const phase = phaseOf(game, state, mover, seat);
      const shown = shownTo(game, state, mover, seat, tokens);
      for (const fact of FACTS) {
        const value = shown[fact];
        if (value === undefined) continue;
        this.leak(fact, `${seat} ${phase} ${fact} ${tokens}`, value, seat, history);
      }
      if (mover === seat && game.recall === 'perfect') {
        const key = `${seat} ${shown.observation}`;
        this.alias(this.observed, ALIAS_LAW.observation, key, tokens, seat, history, 'observes the same');
      }
      if (shown.role === 'unknown' && game.role(state, seat) >= 0 && !decided(seat)) {
        const key = `${seat} ${phase} ${tokens}`;
        const roles = this.unknown.get(key) ?? { roles: new Set<number>(), history, seat };
        roles.roles.add(game.role(state, seat));
        this.unknown.set(key, roles);
      }
    }
  }

  /** To be called when every history has been added: a role that is unknown must be one of several. */
  finish(): void {
    for (const { roles, history, seat } of this.unknown.values()) {
      if (roles.size > 1) continue;
      const role = this.game.roles[[...roles][0]];
      this.find(
        HIDDEN_ROLE_LAW,
        `seat ${seat} is said not to know its role, but having seen this it can only be ${role}`,
        history,
      );
      return;
    }
  }

  private leak(
    fact: Fact | 'words',
    key: string,
    value: string,
    seat: number,
    history: () => readonly number[],
    how?: string,
  ): void {
    const entry = this.facts.get(key);
    if (entry === undefined) {
      this.facts.set(key, { value, history });
      return;
    }
    if (entry.value === value || this.findings.has(LEAK_LAW[fact])) return;
    const differs =
      how ??
      `as ${fact} it is shown ${quote(this.explain(fact, value, entry.value))} and not ${quote(this.explain(fact, entry.value, value))}`;
    this.find(
      LEAK_LAW[fact],
      `seat ${seat} has witnessed the same as ${inWords(this.game, entry.history())}, but ${differs}`,
      history,
      entry.history(),
    );
  }

  private alias(
    table: Map<string, Entry>,
    law: string,
    key: string,
    tokens: number,
    seat: number,
    history: () => readonly number[],
    same: string,
  ): void {
    const entry = table.get(key);
    if (entry === undefined) table.set(key, { value: String(tokens), history });
    else if (entry.value !== String(tokens)) {
      this.find(
        law,
        `seat ${seat} has witnessed something else than ${inWords(this.game, entry.history())}, but ${same}`,
        history,
        entry.history(),
      );
    }
  }

  private find(
    law: string,
    clause: string,
    history: () => readonly number[],
    other: readonly number[] = [],
  ): void {
    if (!this.findings.has(law)) this.findings.set(law, { clause, history: history().slice(), other });
  }

  /** What the other one lacks: the numbers of an observation, with their fields, or the first line of a refusal. */
  private explain(fact: Fact | 'words', value: string, other: string): string {
    if (fact === 'refusal') {
      const lines = other.split('\n');
      return value.split('\n').find((line, at) => line !== lines[at]) ?? value;
    }
    if (fact !== 'observation') return value;
    const rest = new Set(other.split(' '));
    const own = value.split(' ').filter((entry) => entry !== '' && !rest.has(entry));
    return own.length === 0 ? 'nothing more' : own.map((entry) => this.field(entry)).join(', ');
  }

  private field(entry: string): string {
    const [index, value] = entry.split(':');
    const field = this.game.observation.findLast(({ offset }) => offset <= Number(index));
    return field ? `${field.name}[${Number(index) - field.offset}] = ${value}` : entry;
  }
}

function inWords(game: Game, history: readonly number[]): string {
  const told = tell(game, history);
  return told.charAt(0).toLowerCase() + told.slice(1);
}

/**
 * Adds the prefixes of a history.
 * @param from the length of the first one that has not been added with another history
 */
export function addHistory(
  game: Game,
  comparison: Comparison,
  actions: readonly number[],
  trail: number[],
  from = 0,
): void {
  const state = new Int32Array(game.stateSize);
  let seen: Seen[] = Array.from({ length: game.seats }, () => NOTHING_SEEN);
  let roles = seen.map(() => -1);
  game.start(state);
  trail.length = 0;
  for (let turn = 0; ; turn++) {
    const length = turn;
    const before = roles;
    if (turn >= from) {
      comparison.add(
        state,
        game.mover(state),
        seen,
        () => actions.slice(0, length),
        (seat) => before[seat] >= 0,
      );
    }
    roles = before.map((_, seat) => game.role(state, seat));
    if (turn === actions.length) return;
    const action = actions[turn];
    trail.push(action);
    seen = seen.map((before, seat) => see(game, comparison.sequences, before, state, action, seat));
    game.apply(state, action);
  }
}
