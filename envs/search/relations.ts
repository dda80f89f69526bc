/** What there is in a fictional world. */
export const ENTITY_KINDS = ['person', 'place', 'organisation', 'work', 'event'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/**
 * A typed relation of a fictional world. Every subject has at most one object; an object may have any number of subjects.
 * Phrases and sentences are what documents and questions are made of, and what is read out of them again.
 */
export interface Relation {
  readonly name: string;
  readonly subject: EntityKind;
  readonly object: EntityKind;
  /** In front of a subject, the phrase for its object: `the birthplace of` Ana Velm. */
  readonly forward: string;
  /** In front of an object, the phrase for whoever has it: `the person born in` Torrin. */
  readonly backward: string;
  /** Statements of a fact: `{s}` the subject, `{o}` the object, `{y}` the year. Without a year, where there is no `{y}`. */
  readonly sentences: readonly string[];
  /** Words that a search for such facts does well to hold. */
  readonly words: string;
}

/**
 * The relations of every fictional world. No phrase is the beginning of another, so that nested phrases are read in one
 * way; no two sentences have the same words between their names.
 */
export const RELATIONS = [
  {
    name: 'birthplace',
    subject: 'person',
    object: 'place',
    forward: 'the birthplace of',
    backward: 'the person born in',
    sentences: [
      '{s} was born in {o} in {y}.',
      'In {y}, {o} saw the birth of {s}.',
      'The birthplace of {s} is {o}.',
    ],
    words: 'born birth birthplace',
  },
  {
    name: 'employer',
    subject: 'person',
    object: 'organisation',
    forward: 'the employer of',
    backward: 'the person employed by',
    sentences: ['{s} has worked for {o} since {y}.', 'In {y}, {o} hired {s}.', 'The employer of {s} is {o}.'],
    words: 'worked employer hired',
  },
  {
    name: 'teacher',
    subject: 'person',
    object: 'person',
    forward: 'the teacher of',
    backward: 'the person taught by',
    sentences: [
      '{s} learned the trade from {o} in {y}.',
      'In {y}, {o} took {s} as a pupil.',
      'The teacher of {s} was {o}.',
    ],
    words: 'teacher pupil learned taught',
  },
  {
    name: 'residence',
    subject: 'person',
    object: 'place',
    forward: 'the residence of',
    backward: 'the person living in',
    sentences: [
      '{s} moved to {o} in {y} and still lives there.',
      'Since {y}, {o} has been home to {s}.',
      'The residence of {s} is {o}.',
    ],
    words: 'lives moved home residence',
  },
  {
    name: 'seat',
    subject: 'organisation',
    object: 'place',
    forward: 'the seat of',
    backward: 'the organisation based in',
    sentences: [
      '{s} has had its seat in {o} since {y}.',
      'In {y}, {o} became the base of {s}.',
      'The seat of {s} is {o}.',
    ],
    words: 'seat base based headquarters',
  },
  {
    name: 'founder',
    subject: 'organisation',
    object: 'person',
    forward: 'the founder of',
    backward: 'the organisation founded by',
    sentences: [
      '{s} was founded by {o} in {y}.',
      'In {y}, {o} established {s}.',
      'The founder of {s} is {o}.',
    ],
    words: 'founded founder established',
  },
  {
    name: 'rival',
    subject: 'organisation',
    object: 'organisation',
    forward: 'the main rival of',
    backward: 'the organisation whose main rival is',
    sentences: [
      '{s} has seen its main rival in {o} since {y}.',
      'In {y}, {o} became the main rival of {s}.',
      'The main rival of {s} is {o}.',
    ],
    words: 'rival competitor',
  },
  {
    name: 'sister',
    subject: 'place',
    object: 'place',
    forward: 'the sister town of',
    backward: 'the place whose sister town is',
    sentences: [
      '{s} chose {o} as its sister town in {y}.',
      'In {y}, {o} was named the sister town of {s}.',
      'The sister town of {s} is {o}.',
    ],
    words: 'sister town twinned',
  },
  {
    name: 'mayor',
    subject: 'place',
    object: 'person',
    forward: 'the mayor of',
    backward: 'the place governed by',
    sentences: [
      '{s} has been governed by {o} since {y}.',
      'In {y}, {o} was elected mayor of {s}.',
      'The mayor of {s} is {o}.',
    ],
    words: 'mayor governed elected',
  },
  {
    name: 'author',
    subject: 'work',
    object: 'person',
    forward: 'the author of',
    backward: 'the work written by',
    sentences: [
      '{s} was written by {o} in {y}.',
      'In {y}, {o} finished writing {s}.',
      'The author of {s} is {o}.',
    ],
    words: 'author wrote written',
  },
  {
    name: 'setting',
    subject: 'work',
    object: 'place',
    forward: 'the setting of',
    backward: 'the work set in',
    sentences: [
      '{s} takes place in {o}, as it was in {y}.',
      'The scenes of {y} in {o} are the heart of {s}.',
      'The setting of {s} is {o}.',
    ],
    words: 'setting takes place scenes',
  },
  {
    name: 'publisher',
    subject: 'work',
    object: 'organisation',
    forward: 'the publisher of',
    backward: 'the work published by',
    sentences: [
      '{s} was published by {o} in {y}.',
      'In {y}, {o} brought out {s}.',
      'The publisher of {s} is {o}.',
    ],
    words: 'published publisher',
  },
  {
    name: 'venue',
    subject: 'event',
    object: 'place',
    forward: 'the venue of',
    backward: 'the event held in',
    sentences: [
      '{s} was held in {o} in {y}.',
      'In {y}, {o} was the stage of {s}.',
      'The venue of {s} is {o}.',
    ],
    words: 'held venue stage',
  },
  {
    name: 'organiser',
    subject: 'event',
    object: 'organisation',
    forward: 'the organiser of',
    backward: 'the event organised by',
    sentences: [
      '{s} was organised by {o} in {y}.',
      'In {y}, {o} staged {s}.',
      'The organiser of {s} is {o}.',
    ],
    words: 'organised organiser staged',
  },
  {
    name: 'winner',
    subject: 'event',
    object: 'person',
    forward: 'the winner of',
    backward: 'the event won by',
    sentences: ['{s} was won by {o} in {y}.', 'In {y}, {o} came first in {s}.', 'The winner of {s} is {o}.'],
    words: 'won winner first',
  },
] as const satisfies readonly Relation[];

export type RelationName = (typeof RELATIONS)[number]['name'];

/** In front of a statement, what marks it as hearsay that may be wrong. */
export const HEARSAY = [
  'Rumour has it that',
  'It is whispered, though nothing confirms it, that',
  'Some people claim without proof that',
] as const;

/** A fact of a world, or one that a document states. Entities are given by name. */
export interface Fact {
  readonly subject: string;
  readonly relation: RelationName;
  readonly object: string;
  /** When it came to be so; left out in a statement that tells no year. */
  readonly year?: number;
}
