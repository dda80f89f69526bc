import { ParlorError } from '../core/errors.ts';
import { NAME } from './names.ts';
import { type EntityKind, RELATIONS, type RelationName } from './relations.ts';

/** Forward from a subject to its object, or backward from an object to the subjects that have it. */
export interface Step {
  readonly relation: RelationName;
  readonly direction: 'forward' | 'backward';
}

/** A question about a fictional world: where does the path lead from the entity called `start`? */
export interface Question {
  readonly start: string;
  /** 1 … {@link MOST_HOPS} steps. */
  readonly path: readonly Step[];
}

export const MOST_HOPS = 6;

/** A step as it is said and what it leads from and to. */
interface Hop {
  readonly step: Step;
  readonly phrase: string;
  readonly from: EntityKind;
  readonly to: EntityKind;
}

const HOPS: readonly Hop[] = RELATIONS.flatMap(({ name, subject, object, forward, backward }): Hop[] => [
  { step: { relation: name, direction: 'forward' }, phrase: forward, from: subject, to: object },
  { step: { relation: name, direction: 'backward' }, phrase: backward, from: object, to: subject },
]);
const hopOf = new Map(HOPS.map((hop) => [`${hop.step.direction} ${hop.step.relation}`, hop]));
const hopSaid = new Map(HOPS.map((hop) => [hop.phrase, hop]));

function hop({ direction, relation }: Step): Hop {
  const found = hopOf.get(`${direction} ${relation}`);
  if (!found)
    throw new ParlorError(`There is no step ${direction} along ${relation}; take one of RELATIONS.`);
  return found;
}

/** The kinds that a step leads from and to. */
export function kindsOf(step: Step): readonly [from: EntityKind, to: EntityKind] {
  const { from, to } = hop(step);
  return [from, to];
}

/**
 * Whether the path has 1 … {@link MOST_HOPS} steps, each from the kind that the one before it leads to, the first from
 * the kind of the start where that is given.
 */
export function isWellTyped({ path }: Pick<Question, 'path'>, start?: EntityKind): boolean {
  let kind = start;
  for (const step of path) {
    const { from, to } = hop(step);
    if (kind !== undefined && kind !== from) return false;
    kind = to;
  }
  return path.length >= 1 && path.length <= MOST_HOPS;
}

const LEAD_IN = 'According to the documents,';

/** How a question ends that a step leads to: a step back names the kind itself, `what is the event won by …`. */
function asking({ to, step }: Hop): string {
  return to === 'person' ? 'who is' : step.direction === 'backward' ? 'what is' : `which ${to} is`;
}

const askingFor = (path: readonly Step[]): string => asking(hop(path[path.length - 1]));

/**
 * The question in words, the last step first: `According to the documents, which place is the birthplace of the founder
 * of Orvane Institute?` Ten words or more.
 * @throws ParlorError if the path is not {@link isWellTyped well typed}, or the start is no name of a world
 */
export function phraseQuestion({ start, path }: Question): string {
  if (!isWellTyped({ path })) {
    throw new ParlorError(
      `A question has 1 to ${MOST_HOPS} steps, each from what the one before it leads to; draw one or mend its path.`,
    );
  }
  if (!A_NAME.test(start)) throw new ParlorError('A question starts from the name of an entity of a world.');
  const phrases = path.map((step) => hop(step).phrase).reverse();
  return `${LEAD_IN} ${askingFor(path)} ${phrases.join(' ')} ${start}?`;
}

const A_NAME = new RegExp(`^(?:${NAME})$`, 'u');
const OPENING = new RegExp(
  `^(?:${LEAD_IN.replace(',', ',?')} )?(${[...new Set(HOPS.map(asking))].join('|')}) `,
  'iu',
);
const PHRASE = HOPS.map(({ phrase }) => phrase).join('|');
const PHRASES = new RegExp(`(${PHRASE}) `, 'yu');
const PHRASES_IN_ANY_CASE = new RegExp(`(${PHRASE}) `, 'iyu');

/**
 * Reads what {@link phraseQuestion} says, exactly; upper and lower case, spaces, the lead-in and the question mark may
 * differ. A name counts as written, but gets its capitals back where it has none, or the text has nothing else.
 * @returns undefined for any other text
 */
export function readQuestion(text: string): Question | undefined {
  const plain = text.trim().replace(/\s+/gu, ' ').replace(/ ?\?$/u, '');
  const opening = OPENING.exec(plain);
  if (!opening) return undefined;
  const asked = opening[1].toLowerCase();
  const nested = plain.slice(opening[0].length);
  if (plain === plain.toUpperCase()) return readNested(asked, nested.toLowerCase(), PHRASES);
  return readNested(asked, nested, PHRASES) ?? readNested(asked, nested, PHRASES_IN_ANY_CASE);
}

/** Phrases in lower case are tried first: a name may begin like a phrase, but never in lower case. */
function readNested(asked: string, nested: string, phrases: RegExp): Question | undefined {
  const path: Step[] = [];
  let at = 0;
  while (path.length <= MOST_HOPS) {
    phrases.lastIndex = at;
    const said = hopSaid.get(phrases.exec(nested)?.[1].toLowerCase() ?? '');
    if (!said) break;
    path.unshift(said.step);
    at = phrases.lastIndex;
  }
  if (!isWellTyped({ path }) || askingFor(path) !== asked) return undefined;
  const start = readName(nested.slice(at));
  return start === undefined ? undefined : { start, path };
}

function readName(written: string): string | undefined {
  if (A_NAME.test(written)) return written;
  const name = written.replace(/(?<=^| )(?!(?<= )(?:of|the|and) )\p{Ll}/gu, (letter) => letter.toUpperCase());
  return written === written.toLowerCase() && A_NAME.test(name) ? name : undefined;
}
