import { memberOf } from '../core/optional-module.ts';

/** By their number in the index. */
const FIELDS = ['title', 'text'];
/** The form in which MiniSearch 7 saves an index. */
const SERIALISATION = 2;

/**
 * Whether a value is an index of so many documents as MiniSearch saves it, documents being known to it by their places.
 * MiniSearch believes whatever it is given, so every number in it is looked at.
 */
export function isIndexForm(value: unknown, documents: number): value is object {
  const member = (name: string): unknown => memberOf(value, name);
  const isPlace = (place: string): boolean => /^\d+$/.test(place) && Number(place) < documents;
  const isLengths = (lengths: unknown): boolean =>
    Array.isArray(lengths) &&
    lengths.length === FIELDS.length &&
    lengths.every((length) => isWhole(length, 0));
  const isCounts = (counts: unknown): boolean =>
    isRecord(counts) && entries(counts, (place, count) => isPlace(place) && isWhole(count, 1));
  const isWord = (row: unknown): boolean =>
    Array.isArray(row) &&
    row.length === 2 &&
    typeof row[0] === 'string' &&
    row[0] !== '' &&
    isRecord(row[1]) &&
    entries(row[1], (field, counts) => isField(field) && isCounts(counts));
  const [fields, ids, lengths, means] = ['fieldIds', 'documentIds', 'fieldLength', 'averageFieldLength'].map(
    member,
  );
  const words = member('index');
  return (
    typeof value === 'object' &&
    value !== null &&
    member('serializationVersion') === SERIALISATION &&
    member('documentCount') === documents &&
    member('nextId') === documents &&
    FIELDS.every((field, number) => memberOf(fields, field) === number) &&
    isRecord(ids) &&
    Object.keys(ids).length === documents &&
    entries(ids, (place, id) => isPlace(place) && id === Number(place)) &&
    isRecord(lengths) &&
    Object.keys(lengths).length === documents &&
    entries(lengths, (place, length) => isPlace(place) && isLengths(length)) &&
    Array.isArray(means) &&
    means.every((mean) => typeof mean === 'number' && mean >= 0) &&
    isRecord(member('storedFields')) &&
    Array.isArray(words) &&
    words.every(isWord)
  );
}

const isField = (field: string): boolean => Number(field) < FIELDS.length && /^\d$/.test(field);

function isWhole(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether every entry is as it should be; a list of millions of them is never made. */
function entries(
  record: Readonly<Record<string, unknown>>,
  isGood: (name: string, value: unknown) => boolean,
): boolean {
  for (const name in record) if (!isGood(name, record[name])) return false;
  return true;
}
