import type { EpisodeSettings } from './environment.ts';
import { RecordError } from './errors.ts';
import type { Seed } from './random.ts';
import {
  type DecisionRecord,
  type EpisodeRecord,
  GAME_KINDS,
  type GameKind,
  type MatchRecord,
  type MessageRecord,
  type ParlorRecord,
  RECORD_FORMAT,
  RECORD_FORMAT_VERSION,
  RECORD_HEADER,
  type SeatRecord,
} from './record.ts';

/**
 * Reads a record out of what `JSON.parse` gave. Fields that it does not know are left out.
 * @throws RecordError naming the first field that is wrong.
 */
export function parseRecord(json: unknown): ParlorRecord {
  const at = fieldsOf(json, '');
  const format = at('format', text);
  if (format !== RECORD_FORMAT) throw wrong('format', JSON.stringify(RECORD_FORMAT), format);
  const version = at('formatVersion', whole);
  if (version !== RECORD_FORMAT_VERSION) {
    throw new RecordError(
      `formatVersion is ${version}, but this version of the suite reads ${RECORD_FORMAT_VERSION}.`,
      'formatVersion',
    );
  }
  return at('kind', oneOf(['episode', 'match'])) === 'match' ? readMatch(at) : readEpisode(at);
}

/** Reads one value, or says which field is wrong. */
type Reader<Value> = (value: unknown, path: string) => Value;
/** Reads a field of one object. */
type Fields = <Value>(name: string, read: Reader<Value>) => Value;

function readMatch(at: Fields): MatchRecord {
  const spec = at('spec', text);
  const version = at('version', whole);
  const players = at('players', list(text));
  if (new Set(players).size < players.length) throw wrong('players', 'a list without repetition', players);
  const episodes = at(
    'episodes',
    list((value, path) => {
      const record = readEpisode(fieldsOf(value, path));
      if (record.spec !== spec) throw wrong(`${path}.spec`, `the match's ${spec}`, record.spec);
      if (record.version !== version)
        throw wrong(`${path}.version`, `the match's ${version}`, record.version);
      for (const [seat, { player }] of record.seats.entries()) {
        if (player === null || players.includes(player)) continue;
        throw wrong(`${path}.seats[${seat}].player`, "one of the match's players", player);
      }
      return record;
    }),
  );
  return { ...RECORD_HEADER, kind: 'match', spec, version, players, episodes };
}

function readEpisode(at: Fields): EpisodeRecord {
  at('kind', oneOf(['episode']));
  const gameKind = at('gameKind', oneOf(GAME_KINDS));
  const seats = at('seats', list(readSeat));
  const seat = wholeBelow(seats.length);
  const viewer = at('viewer', nullOr(seat));
  const complete = viewer === null;
  return {
    ...RECORD_HEADER,
    kind: 'episode',
    gameKind,
    spec: at('spec', text),
    version: at('version', whole),
    viewer,
    seed: at('seed', complete ? readSeed : nothing),
    episode: at('episode', whole),
    game: at('game', whole),
    seats,
    history: at('history', complete && gameKind === 'closed' ? list(whole) : nothing),
    settings: at('settings', gameKind === 'language' ? readSettings : nothing),
    decisions: at('decisions', list(decisionReader(gameKind, viewer, seat))),
    messages: at('messages', list(messageReader(viewer, seat))),
    returns: at('returns', (value, path) => {
      const returns = list(finite)(value, path);
      if (returns.length !== seats.length) throw wrong(path, `${seats.length} numbers, one a seat`, value);
      return returns;
    }),
    terminated: at('terminated', flag),
    truncated: at('truncated', flag),
    reason: at('reason', nullOr(text)),
  };
}

function readSeat(value: unknown, path: string): SeatRecord {
  const at = fieldsOf(value, path);
  return { player: at('player', nullOr(text)), role: at('role', nullOr(text)) };
}

function readSettings(value: unknown, path: string): EpisodeSettings {
  const at = fieldsOf(value, path);
  return {
    invalidMoves: at('invalidMoves', (policy, inner) => {
      const field = fieldsOf(policy, inner);
      return {
        retries: field('retries', whole),
        offender: field('offender', finite),
        others: field('others', finite),
      };
    }),
    turnLimit: at('turnLimit', positive),
  };
}

function decisionReader(kind: GameKind, viewer: number | null, seat: Reader<number>): Reader<DecisionRecord> {
  return (value, path) => {
    const at = fieldsOf(value, path);
    const decision = {
      turn: at('turn', whole),
      seat: at('seat', viewer === null ? seat : only(viewer)),
      role: at('role', nullOr(text)),
      legal: at('legal', kind === 'closed' ? ascending : list(never)),
      ...at('probability', optional('probability', probability)),
      ...at('value', optional('value', finite)),
      ...at('reasoning', optional('reasoning', text)),
    };
    if (kind === 'language') {
      return {
        ...decision,
        reply: at('reply', text),
        ...at('rejected', optional('rejected', text)),
        ...at('forfeit', optional('forfeit', text)),
      };
    }
    const action = at('action', whole);
    if (!decision.legal.includes(action)) throw wrong(`${path}.action`, 'one of the legal actions', action);
    return { ...decision, action };
  };
}

function messageReader(viewer: number | null, seat: Reader<number>): Reader<MessageRecord> {
  return (value, path) => {
    const at = fieldsOf(value, path);
    const audience = at('audience', list(seat));
    if (viewer !== null && !audience.includes(viewer))
      throw wrong(`${path}.audience`, `with seat ${viewer}`, audience);
    return {
      turn: at('turn', whole),
      author: at('author', (author, inner) => (author === -1 ? -1 : seat(author, inner))),
      ...at('images', optional('images', list(picture))),
      audience,
      text: at('text', text),
    };
  };
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(path, 'an object', value);
  const object = value as Readonly<Record<string, unknown>>;
  return (name, read) =>
    read(
      unsigned(Object.hasOwn(object, name) ? object[name] : undefined),
      path === '' ? name : `${path}.${name}`,
    );
}

/** A 0 without its sign: JSON does not write one. */
function unsigned(value: unknown): unknown {
  return value === 0 ? 0 : value;
}

function list<Value>(read: Reader<Value>): Reader<Value[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, 'a list', value);
    return value.map((item: unknown, index) => read(unsigned(item), `${path}[${index}]`));
  };
}

function nullOr<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value, path) => (value === null ? null : read(value, path));
}

/** A field that may be left out, as an object to be spread: without the field, or with it. */
function optional<Name extends string, Value>(
  name: Name,
  read: Reader<Value>,
): Reader<{ [N in Name]?: Value }> {
  return (value, path) =>
    value === undefined ? {} : ({ [name]: read(value, path) } as { [N in Name]?: Value });
}

function reader<Value>(wanted: string, fits: (value: unknown) => value is Value): Reader<Value> {
  return (value, path) => {
    if (!fits(value)) throw wrong(path, wanted, value);
    return value;
  };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isFinite = (value: unknown): value is number => Number.isFinite(value);

const text = reader('a text', (value): value is string => typeof value === 'string');
const picture = reader(
  'a picture as a data URL',
  (value): value is string => typeof value === 'string' && /^data:image\/[a-z+.-]+;base64,/.test(value),
);
const flag = reader('true or false', (value): value is boolean => typeof value === 'boolean');
const finite = reader('a number', isFinite);
const whole = reader('a whole number from 0 on', isWhole);
const positive = reader('a whole number from 1 on', (value): value is number => isWhole(value) && value > 0);
const probability = reader(
  'a probability',
  (value): value is number => isFinite(value) && value >= 0 && value <= 1,
);
const nothing = reader('null here', (value): value is null => value === null);
const readSeed = reader(
  'a number or a text',
  (value): value is Seed => isFinite(value) || typeof value === 'string',
);

const only = (wanted: number): Reader<number> =>
  reader(`${wanted}, the viewer`, (value): value is number => value === wanted);
const wholeBelow = (count: number): Reader<number> =>
  reader(`a seat from 0 to ${count - 1}`, (value): value is number => isWhole(value) && value < count);
const oneOf = <const Value extends string>(values: readonly Value[]): Reader<Value> =>
  reader(`one of ${values.join(', ')}`, (value): value is Value => values.some((known) => known === value));

const never: Reader<never> = (value, path) => {
  throw wrong(path, 'left out here', value);
};

const ascending: Reader<number[]> = (value, path) => {
  const actions = list(whole)(value, path);
  if (actions.some((action, index) => index > 0 && action <= actions[index - 1])) {
    throw wrong(path, 'in ascending order', value);
  }
  return actions;
};

function wrong(path: string, wanted: string, value: unknown): RecordError {
  const found = value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value);
  const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found;
  return new RecordError(`${path === '' ? 'The record' : path} must be ${wanted}, not ${shown}.`, path);
}
