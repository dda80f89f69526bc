import { OptionError, ParlorError } from '../core/errors.ts';
import { memberOf } from '../core/optional-module.ts';
import type { Document } from './document.ts';
import { type IndexOptions, indexOptions } from './index-options.ts';
import { isIndexForm } from './index-form.ts';

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
export interface SavedIndex {
  readonly options: IndexOptions;
  readonly documents: readonly Document[];
  /** As MiniSearch has it; its parts make sense. */
  readonly index: object;
}

/**
 * An index as two lines of JSON. The first is a header: format, version, how many documents there are, and the length and
 * checksum of the second. That holds the options, the documents as [id, title, text], and MiniSearch's own index.
 * @param index as MiniSearch saves it
 * @throws SearchIndexError where it is longer than a text can be.
 */
export function encodeIndex(
  options: IndexOptions,
  documents: readonly Document[],
  index: () => string,
): string {
  try {
    const body =
      `{"options":${JSON.stringify({ ...options, stopWords: [...options.stopWords] })},` +
      `"documents":[${documents.map(({ id, title, text }) => JSON.stringify([id, title, text])).join()}],` +
      `"index":${index()}}`;
    const counts = { documents: documents.length, length: body.length, checksum: checksum(body) };
    return `${JSON.stringify({ format: FORMAT, version: VERSION, ...counts })}\n${body}\n`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SearchIndexError(
      `An index of ${documents.length} documents is longer than a text can be; save the documents and index them anew.`,
      { cause },
    );
  }
}

/** @throws SearchIndexError where the text is no saved index of this version, or is damaged. */
export function decodeIndex(saved: string): SavedIndex {
  const end = saved.slice(0, HEADER_LIMIT).indexOf('\n');
  const header = end < 0 ? undefined : parsed(saved.slice(0, end));
  if (memberOf(header, 'format') !== FORMAT) throw foreign('it does not begin as one');
  const version = memberOf(header, 'version');
  if (version !== VERSION) {
    throw foreign(`its version is ${JSON.stringify(version) ?? 'missing'}, and this one reads ${VERSION}`);
  }
  const body = saved.slice(end + 1, saved.endsWith('\n') ? -1 : undefined);
  if (memberOf(header, 'length') !== body.length) throw damaged('it is shorter or longer than it says');
  if (memberOf(header, 'checksum') !== checksum(body)) throw damaged('its checksum is wrong');
  const content = parsed(body);
  const options = optionsOf(memberOf(content, 'options'));
  const documents = listAt(content, 'documents').map(documentOf);
  if (memberOf(header, 'documents') !== documents.length) throw damaged('its counts are wrong');
  if (new Set(documents.map(({ id }) => id)).size < documents.length) throw damaged('an id comes twice');
  const index = memberOf(content, 'index');
  if (!isIndexForm(index, documents.length)) throw damaged('its words are in no form of minisearch 7');
  // MiniSearch tells its words backwards; put in their order again, they find and sum up as they did.
  return { options, documents, index: { ...index, index: [...listAt(index, 'index')].reverse() } };
}

const damaged = (why: string, options?: ErrorOptions): SearchIndexError =>
  new SearchIndexError(
    `The search index is damaged: ${why}; index the documents and save them anew.`,
    options,
  );

const foreign = (why: string): SearchIndexError =>
  new SearchIndexError(
    `This is no search index that can be read here: ${why}; index the documents and save them anew.`,
  );

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
  const [id, title, text]: readonly unknown[] = isList(value) ? value : [];
  if (typeof id === 'string' && typeof title === 'string' && typeof text === 'string')
    return { id, title, text };
  throw damaged('a document is none');
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  if (isList(list)) return list;
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
