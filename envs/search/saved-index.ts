import { OptionError, ParlorError } from '../core/errors.ts';
import { memberOf } from '../core/optional-module.ts';
import type { Document } from './document.ts';
import { isIndexForm } from './index-form.ts';
import { type IndexOptions, indexOptions } from './index-options.ts';

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
  /** The index as MiniSearch writes it. */
  readonly index: unknown;
}

/**
 * An index as two lines of JSON: a header (format, version, how many documents, length and checksum of what follows), and
 * the options, the documents as [id, title, text] and MiniSearch's own form of the index.
 * @throws SearchIndexError where it is longer than a text can be
 */
export function encodeIndex({ options, documents, index }: IndexContent): string {
  try {
    const body = JSON.stringify({
      options: { ...options, stopWords: [...options.stopWords] },
      documents: documents.map(({ id, title, text }) => [id, title, text]),
      index,
    });
    const header = {
      format: FORMAT,
      version: VERSION,
      documents: documents.length,
      length: body.length,
      checksum: checksum(body),
    };
    return `${JSON.stringify(header)}\n${body}\n`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SearchIndexError(
      `An index of ${documents.length} documents is longer than a text can be; save the documents and index them anew.`,
      { cause },
    );
  }
}

/** @throws SearchIndexError where the text is no saved index of this version, or is damaged */
export function decodeIndex(saved: string): IndexContent {
  const end = saved.slice(0, HEADER_LIMIT).indexOf('\n');
  const header = end < 0 ? undefined : parsed(saved.slice(0, end));
  if (memberOf(header, 'format') !== FORMAT) throw foreign('it does not begin as one');
  const version = memberOf(header, 'version');
  if (version !== VERSION)
    throw foreign(`its version is ${JSON.stringify(version) ?? 'missing'}, and this one reads ${VERSION}`);
  const body = saved.slice(end + 1, saved.endsWith('\n') ? -1 : undefined);
  if (memberOf(header, 'length') !== body.length)
    throw damaged('it is shorter or longer than its header says');
  if (memberOf(header, 'checksum') !== checksum(body)) throw damaged('its checksum is wrong');
  const content = parsed(body);
  const listed = memberOf(content, 'documents');
  if (!Array.isArray(listed)) throw damaged('it has no documents');
  const documents = listed.map(documentOf);
  if (new Set(documents.map(({ id }) => id)).size < documents.length) throw damaged('an id comes twice');
  if (memberOf(header, 'documents') !== documents.length) throw damaged('its counts are wrong');
  const options = optionsOf(memberOf(content, 'options'));
  const index = memberOf(content, 'index');
  if (!isIndexForm(index, documents.length)) throw damaged('MiniSearch cannot read it');
  return { options, documents, index };
}

/** A saved index that makes no sense. @param why a clause */
export function damaged(why: string, options?: ErrorOptions): SearchIndexError {
  return new SearchIndexError(
    `The saved index is damaged: ${why}; index the documents and save them anew.`,
    options,
  );
}

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
  const [id, title, text]: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof id === 'string' && typeof title === 'string' && typeof text === 'string')
    return { id, title, text };
  throw damaged('a document is none');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw cause instanceof SyntaxError ? damaged('it is no JSON', { cause }) : cause;
  }
}

/** The hash FNV-1a over UTF-16 code units (G. Fowler, L. C. Noll, K.-P. Vo), against accidents. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
