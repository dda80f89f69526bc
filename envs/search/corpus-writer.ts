import { type Key, type Random, Stream } from '../core/random.ts';
import { compose, pick, type Sentence } from './compose.ts';
import { CORPUS_STYLES, type CorpusDocument, type CorpusKind, type CorpusStyle } from './corpus-document.ts';
import type { CorpusPlan } from './corpus-plan.ts';
import { statement } from './fact-sentence.ts';
import { fill } from './filler.ts';
import { nearDuplicate, textOf } from './near-duplicate.ts';
import { type Fact, HEARSAY } from './relations.ts';
import { SimilarNames } from './similar-names.ts';
import { STYLES } from './styles.ts';
import type { World } from './world.ts';

/** Games of the key's streams: the world has 0, the plan 1. */
const WRITING = 2;
const COPYING = 3;
/** One statement in so many words; two may be told at any length. */
const WORDS_A_FACT = 25;
/** How likely an article states a fact that another article about its subject has to state. */
const AGAIN = 0.35;
const TITLES_OF_COPIES = ['second printing', 'a copy', 'reprinted', 'from another hand'] as const;

/** A document before its sentences are joined. */
interface Draft {
  readonly kind: CorpusKind;
  readonly style: CorpusStyle;
  readonly title: string;
  readonly about: readonly string[];
  readonly sentences: readonly Sentence[];
}

export interface CorpusWriterOptions {
  readonly world: World;
  readonly plan: CorpusPlan;
  readonly streams: Key;
  readonly words: number;
}

/** Writes any document of a corpus by its place, whatever was written before. */
export class CorpusWriter {
  private readonly world: World;
  private readonly plan: CorpusPlan;
  private readonly streams: Key;
  private readonly words: number;
  private readonly similar: SimilarNames;
  private readonly mostFacts: number;

  constructor({ world, plan, streams, words }: CorpusWriterOptions) {
    this.world = world;
    this.plan = plan;
    this.streams = streams;
    this.words = words;
    this.similar = new SimilarNames(world);
    this.mostFacts = Math.max(2, Math.floor(words / WORDS_A_FACT));
  }

  document(index: number): CorpusDocument {
    if (this.plan.kindOf(index) !== 'near-duplicate') return finished(idOf(index), this.draft(index));
    const random = new Stream().seek(this.streams, COPYING, index);
    let original = random.below(this.plan.documents);
    while (this.plan.kindOf(original) === 'near-duplicate') original = random.below(this.plan.documents);
    const draft = this.draft(original);
    const copy: Draft = {
      ...draft,
      kind: 'near-duplicate',
      title: `${draft.title}, ${pick(TITLES_OF_COPIES, random)}`,
      sentences: nearDuplicate(draft.sentences, this.words, random),
    };
    return { ...finished(idOf(index), copy), copyOf: idOf(original) };
  }

  /** Any document but a near-duplicate. */
  private draft(index: number): Draft {
    const random = new Stream().seek(this.streams, WRITING, index);
    const style = pick(CORPUS_STYLES, random);
    const kind = this.plan.kindOf(index);
    if (kind === 'distractor') return this.distractor(style, random);
    return kind === 'rumour' ? this.rumour(style, random) : this.article(index, style, random);
  }

  /** States its part of the facts about its subject, so that all articles together state all, and some more. */
  private article(index: number, style: CorpusStyle, random: Random): Draft {
    const { entity, part, parts } = this.plan.article(index);
    const subject = this.world.entities[entity].name;
    const facts = this.world.factsOf(subject);
    const own = facts.filter((_, at) => at % parts === part);
    const more = facts.filter((fact) => !own.includes(fact) && random.unit() < AGAIN);
    const others = this.world.about(subject);
    if (others.length > facts.length) {
      // Facts that lead to the subject, to be found from it.
      for (let draws = random.below(3); draws > 0; draws--) more.push(pick(others, random));
    }
    const told = [...new Set([...own, ...more])].slice(0, Math.max(own.length, this.mostFacts));
    const other = this.similar.similarTo(subject, random);
    return this.write(
      { kind: 'article', style, about: [subject], other, told: states(told, style, random) },
      random,
    );
  }

  /** Is about something that is easily mistaken for something else, and states at most what has to do with neither. */
  private distractor(style: CorpusStyle, random: Random): Draft {
    const subject = pick(this.world.entities, random).name;
    const other = this.similar.similarTo(subject, random);
    const told: Fact[] = [];
    for (let draws = random.below(3); draws > 0; draws--) {
      const fact = pick(this.world.facts, random);
      const names = [fact.subject, fact.object];
      if (!names.includes(subject) && !names.includes(other) && !told.includes(fact)) told.push(fact);
    }
    return this.write(
      { kind: 'distractor', style, about: [subject, other], other, told: states(told, style, random) },
      random,
    );
  }

  /** Tells one or two facts about its subject wrongly, as hearsay, and may state another as it is. */
  private rumour(style: CorpusStyle, random: Random): Draft {
    const { subject } = pick(this.world.facts, random);
    const facts = this.world.factsOf(subject);
    const from = random.below(facts.length);
    const count = Math.min(facts.length, 1 + random.below(2));
    const told = Array.from({ length: count }, (_, at): Sentence => {
      const fact = facts[(from + at) % facts.length];
      const object = this.similar.sameKind(fact.object, random, [fact.object, subject]);
      // The first wording begins with a name, so that it can stand in the middle of a sentence.
      const { sentence, fact: claim } = statement({ ...fact, object }, 0);
      return { text: `${pick(HEARSAY, random)} ${sentence}`, fact: claim, hearsay: true };
    });
    if (count < facts.length && random.below(2) > 0)
      told.splice(random.below(2), 0, ...states([facts[(from + count) % facts.length]], style, random));
    const other = this.similar.similarTo(subject, random);
    return this.write({ kind: 'rumour', style, about: [subject], other, told }, random);
  }

  private write(
    {
      told,
      other,
      ...draft
    }: Pick<Draft, 'kind' | 'style' | 'about'> & { other: string; told: readonly Sentence[] },
    random: Random,
  ): Draft {
    const [subject] = draft.about;
    const kind = this.world.kindOf(subject) ?? 'person';
    const title = fill(pick(STYLES[draft.style].titles, random), subject, other, random);
    const { words } = this;
    const sentences = compose({ style: draft.style, subject, kind, other, told, words, random });
    return { ...draft, title, sentences };
  }
}

const idOf = (index: number): string => `d${String(index).padStart(6, '0')}`;

/** Facts in the wordings that a style prefers. */
function states(facts: readonly Fact[], style: CorpusStyle, random: Random): Sentence[] {
  const { wordings } = STYLES[style];
  return facts.map((fact) => {
    let rest = random.below(10);
    let wording = 0;
    while (rest >= wordings[wording]) rest -= wordings[wording++];
    const { sentence, fact: stated } = statement(fact, wording);
    return { text: sentence, fact: stated };
  });
}

function finished(id: string, { kind, style, title, about, sentences }: Draft): CorpusDocument {
  const facts = (hearsay: boolean): Fact[] =>
    sentences.flatMap(({ fact, hearsay: heard = false }) => (fact && heard === hearsay ? [fact] : []));
  const text = textOf(sentences);
  return { id, title, text, kind, style, about, states: facts(false), rumours: facts(true) };
}
