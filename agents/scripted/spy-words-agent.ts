import {
  holdsWord,
  OptionError,
  parseSpec,
  plainWords,
  type Random,
  resolveOptions,
  spyWords,
  stream,
  type TimeStep,
  WORD_PAIRS,
  type WordPair,
} from '@parlor/envs';
import type { Agent, Seating } from '../agent.ts';
import { SpyHearing } from './spy-hearing.ts';
import { SpySuspects, voteFor } from './spy-suspects.ts';
import { type Side, type Truth, UNKNOWN, WordKnowledge } from './word-knowledge.ts';

/** How likely a civilian is to say what is true, false, or not known to be true of its word. */
const CIVILIAN: Readonly<Record<Truth, number>> = { true: 1, false: 0.02, unknown: 0.25 };
/** The same of a spy, by what the clue says of its own word, or of the civilians' if that is better. */
const SPY: Readonly<Record<Truth, number>> = { true: 1, false: 0.3, unknown: 0.4 };

/** How what was said before is said again. */
const AGAIN = [
  'Indeed,',
  'As I see it,',
  'I agree that',
  'I would say',
  'In short,',
  'I also think',
  'Surely',
];
/** For whoever knows nothing better. */
const VAGUE = [
  'Most people know it',
  'You have come across it',
  'It has its uses',
  'It is not rare',
  'I have one in mind',
];

/** What everybody that is given no pairs knows, found once. */
let common: WordKnowledge | undefined;

/**
 * A player by rules for `spy_words`, which knows the suite's pairs and what is true of their words. It gives clues that
 * reveal little at first and tell its word from the other in the last round, weighs what others say by Bayes' rule,
 * itself included where it is not told its role, and says what fits the other word once it takes itself for the spy.
 * It reads the game's messages and nothing else.
 */
export class SpyWordsAgent implements Agent {
  readonly name = 'word-knower';
  private readonly knowledge: WordKnowledge;
  private readonly own: boolean;
  private hearing = new SpyHearing(0);
  /** The facts in each clue that was heard that are new in it, and all of them. */
  private facts: string[][] = [];
  private said = new Set<string>();
  private players = 0;
  private spies = 0;
  private random: Random = stream(0, 'seat');

  /** @param pairs what it knows; with pairs of one's own, it plays any game of {@link spyWordsOf} */
  constructor(pairs: readonly WordPair[] = WORD_PAIRS) {
    this.own = pairs !== WORD_PAIRS;
    this.knowledge = this.own ? new WordKnowledge(pairs) : (common ??= new WordKnowledge(WORD_PAIRS));
  }

  /** @throws OptionError where the game is another */
  begin({ spec, seat, seed, episode = 0 }: Seating): void {
    const { game, options } = parseSpec(spec);
    if (game !== spyWords.id && !this.own)
      throw new OptionError(
        `${this.name} plays ${spyWords.id}, not ${spec}; give it the pairs of another game.`,
      );
    const { players, spies } = resolveOptions(game, spyWords.options, options);
    this.players = players;
    this.spies = spies;
    this.hearing = new SpyHearing(seat);
    this.facts = [];
    this.said = new Set();
    this.random = stream(seed, 'seat', { episode, seat });
  }

  act({ messages }: TimeStep): string {
    const { hearing } = this;
    hearing.read(messages);
    for (const { text } of hearing.clues.slice(this.facts.length)) {
      const facts = this.knowledge.in(text);
      // Who says again what was said shows nothing of its own word.
      this.facts.push(facts.filter((fact) => !this.said.has(fact)));
      for (const fact of facts) this.said.add(fact);
    }
    const word = /^Your word is (.+)\.$/.exec(hearing.deal)?.[1] ?? '';
    const views = word === '' ? this.guessed() : this.knowledge.of(word);
    const found = this.weigh(views.length > 0 ? views : [UNKNOWN], word === '');
    const self = hearing.role === 'spy' ? 1 : hearing.role === undefined ? found.each[hearing.seat] : 0;
    if (hearing.voting) return voteFor(hearing, found.each, self > 0.5, this.random);
    const clue = this.clue(found.side, word, self > 0.5);
    return `[${clue.charAt(0).toUpperCase()}${clue.slice(1)}.]`;
  }

  /** The likeliest pair, and who is a spy over all of them. */
  private weigh(views: readonly Side[], blank: boolean): { side: Side; each: Float64Array } {
    const each = new Float64Array(this.players);
    let side = views[0];
    let [most, total] = [-1, 0];
    for (const view of views) {
      const suspects = new SpySuspects(this.players, this.spies, this.hearing, (player, isSpy, selfIsSpy) =>
        this.likelihood(player, isSpy, selfIsSpy && !blank, view),
      );
      if (suspects.weight > most) [side, most] = [view, suspects.weight];
      total += suspects.weight;
      for (let player = 0; player < each.length; player++)
        each[player] += suspects.weight * suspects.each[player];
    }
    if (total > 0) for (let player = 0; player < each.length; player++) each[player] /= total;
    return { side, each };
  }

  /** How likely a player's clues are; where the seat is a spy itself, civilians hold the other word of the pair. */
  private likelihood(player: number, isSpy: boolean, selfIsSpy: boolean, side: Side): number {
    let product = 1;
    for (const [index, { seat }] of this.hearing.clues.entries()) {
      if (seat !== player) continue;
      const [mine, theirs] = [false, true].map((other) =>
        this.knowledge.truth(this.facts[index], side, other),
      );
      const [civilians, spies] = selfIsSpy ? [theirs, mine] : [mine, theirs];
      product *= isSpy ? Math.max(SPY[spies], SPY[civilians]) : CIVILIAN[civilians];
    }
    return product;
  }

  /** The pairs whose word most clues are true of, for a spy that got none. */
  private guessed(): Side[] {
    let best: Side[] = [];
    let most = 0;
    for (const side of this.knowledge.sides) {
      const fits = this.facts.filter((facts) => this.knowledge.truth(facts, side, false) === 'true').length;
      if (fits > most) [best, most] = [[side], fits];
      else if (fits === most && fits > 0) best.push(side);
    }
    return best;
  }

  /** What it says: something true of what it takes for the civilians' word that nobody has said. */
  private clue(side: Side, word: string, asSpy: boolean): string {
    const { hearing } = this;
    const blends = asSpy && word !== '';
    const said = new Set(hearing.clues.map(({ text }) => plainWords(text)));
    const free = (clues: readonly string[]): string[] =>
      clues.filter((clue) => !said.has(plainWords(clue)) && !holdsWord(clue, word));
    const both = side.both.said;
    const telling = (blends ? side.others : side.own).said;
    const lists =
      hearing.lastRound || hearing.clues.length > this.players ? [telling, both] : [both, telling];
    for (const list of lists.map(free)) if (list.length > 0) return this.pick(list);
    const known = [...both, ...telling];
    const again = (known.length > 0 ? known : VAGUE).flatMap((fact) =>
      AGAIN.map((start) => `${start} ${fact}`),
    );
    for (const list of (known.length > 0 ? [again] : [VAGUE, again]).map(free))
      if (list.length > 0) return this.pick(list);
    return `I have thought of it ${hearing.clues.length + 2} times`;
  }

  private pick<Value>(values: readonly Value[]): Value {
    return values[this.random.below(values.length)];
  }
}
