import { OptionError, ParlorError } from '../core/errors.ts';
import { memberOf } from '../core/optional-module.ts';
import type { Document } from './document.ts';
import { type IndexOptions, indexOptions } from './index-options.ts';
import { Postings } from './postings.ts';

/** Documents that cannot be indexed, or a saved index that cannot be read or written; the message says why. */
export class SearchIndexError extends ParlorError {
  override readonly name = 'SearchIndexError';
}

const FORMAT = 'parlor search index';
/** Raised when the meaning of a saved index changes. */
const VERSION = 1;
/** The longest first line that is looked at. Unit: UTF-16 code units. */
const HEADER_LIMIT = 1000;

/** What a search engine in memory is made of. */
export interface IndexContent {
  readonly options: IndexOptions;
  readonly documents: readonly Document[];
  readonly postings: Postings;
}

/**
 * An index as two lines of JSON. The first is a header: format, version, how many documents and words there are, and the
 * length and checksum of the second. That holds the options, the documents as [id, title, text], and for every word its
 * places in titles and in texts: steps between documents, each with how often the word is there.
 * @throws SearchIndexError where it is longer than a text can be.
 */
export function encodeIndex({ options, documents, postings }: IndexContent): string {
  const terms = function* (): Generator<string> {
    for (const [term, number] of postings.terms) {
      yield JSON.stringify([term, ...postings.lists[number].map(steps)]);
    }
  };
  try {
    const body =
      `{"options":${JSON.stringify({ ...options, stopWords: [...options.stopWords] })},` +
      `"documents":[${documents.map(({ id, title, text }) => JSON.stringify([id, title, text])).join()}],` +
      `"terms":[${[...terms()].join()}]}`;
    const counts = { documents: documents.length, terms: postings.terms.size, length: body.length };
    return `${JSON.stringify({ format: FORMAT, version: VERSION, ...counts, checksum: checksum(body) })}\n${body}\n`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SearchIndexError(
      `An index of ${documents.length} documents is longer than a text can be; save the documents and index them anew.`,
      { cause },
    );
  }
}

/** @throws SearchIndexError where the text is no saved index of this version, or is damaged. */
export function decodeIndex(saved: string): IndexContent {
  const end = saved.slice(0, HEADER_LIMIT).indexOf('\n');
  const header = end < 0 ? undefined : parsed(saved.slice(0, end));
  if (memberOf(header, 'format') !== FORMAT) throw foreign('it does not begin as one');
  const version = memberOf(header, 'version');
  if (version !== VERSION) {
    throw foreign(`its version is ${JSON.stringify(version) ?? 'missing'}, and this one reads ${VERSION}`);
  }
  const body = saved.slice(end + 1, saved.endsWith('\n') ? -1 : undefined);
  if (memberOf(header, 'length') !== body.length)
    throw damaged('it is shorter or longer than its header says');
  if (memberOf(header, 'checksum') !== checksum(body)) throw damaged('its checksum is wrong');
  const content = parsed(body);
  const documents = listAt(content, 'documents').map(documentOf);
  const options = optionsOf(memberOf(content, 'options'));
  const postings = postingsOf(listAt(content, 'terms'), documents.length);
  if (new Set(documents.map(({ id }) => id)).size < documents.length) throw damaged('an id comes twice');
  if (
    memberOf(header, 'documents') !== documents.length ||
    memberOf(header, 'terms') !== postings.terms.size
  ) {
    throw damaged('its counts are wrong');
  }
  return { options, documents, postings };
}

function optionsOf(value: unknown): IndexOptions {
  if (typeof value !== 'object' || value === null) throw damaged('it has no options');
  try {
    return indexOptions(value);
  } catch (cause) {
    if (!(cause instanceof OptionError)) throw cause;
    throw damaged('its options make no sense', { cause });
  }
}

function documentOf(value: unknown): Document {
  const [id, title, text] = listOf(value);
  if (typeof id === 'string' && typeof title === 'string' && typeof text === 'string')
    return { id, title, text };
  throw damaged('a document is none');
}

function postingsOf(rows: readonly unknown[], documents: number): Postings {
  const postings = new Postings();
  postings.open(documents);
  for (const row of rows) {
    const [term, title, text] = listOf(row);
    const lists = [placesOf(title, documents), placesOf(text, documents)] as const;
    if (typeof term !== 'string' || term === '' || postings.terms.has(term)) throw damaged('a word is none');
    if (lists[0].length + lists[1].length === 0) throw damaged('a word is nowhere');
    postings.tell(term, lists);
  }
  return postings;
}

/** Documents in place of the steps between them. */
function placesOf(value: unknown, documents: number): number[] {
  if (!Array.isArray(value) || value.length % 2 !== 0) throw damaged('the places of a word are none');
  const given: readonly unknown[] = value;
  const places = new Array<number>(given.length);
  let document = -1;
  for (let at = 0; at < given.length; at += 2) {
    const [step, often] = [given[at], given[at + 1]];
    if (!isCount(step) || !isCount(often)) throw damaged('the places of a word are none');
    document += step;
    if (document >= documents) throw damaged('a word is in a document that is not there');
    places[at] = document;
    places[at + 1] = often;
  }
  return places;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;

function steps(list: readonly number[]): number[] {
  const row = new Array<number>(list.length);
  for (let at = 0; at < list.length; at += 2) {
    row[at] = at === 0 ? list[0] + 1 : list[at] - list[at - 2];
    row[at + 1] = list[at + 1];
  }
  return row;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  if (Array.isArray(list)) return list;
  throw damaged(`it has no ${name}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** FNV-1a (G. Fowler, L. Noll and K. Vo) over UTF-16 code units: no change of a single one goes unseen. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const foreign = (why: string): SearchIndexError =>
  new SearchIndexError(
    `This is no search index that can be read here: ${why}; index the documents and save them anew.`,
  );

const damaged = (why: string, options?: ErrorOptions): SearchIndexError =>
  new SearchIndexError(
    `The search index is damaged: ${why}; index the documents and save them anew.`,
    options,
  );
