import fc from 'fast-check';
import { Stream, type Random } from '../../core/random.ts';
import { LAW_KEY } from '../playthrough.ts';
import {
  BROKEN_JSON,
  HEADERS,
  LANGUAGES,
  LOOKALIKES,
  MARKER,
  TAGS,
  TWO_LINES,
  UNSEEN,
} from './junk-texts.ts';

const pick = <Value>(random: Random, values: readonly Value[]): Value => values[random.below(values.length)];

function repeated(random: Random, most: number, values: readonly string[]): string {
  let text = '';
  for (let count = 1 + random.below(most); count > 0; count--) text += pick(random, values);
  return text;
}

/** Characters of any kind, lone surrogates among them. */
function characters(random: Random): string {
  const top = pick(random, [0x80, 0x500, 0x3000, 0x10000]);
  let text = '';
  for (let count = 1 + random.below(40); count > 0; count--) text += String.fromCharCode(random.below(top));
  return text;
}

/** Ways to spoil a sensible reply. */
const TWISTS: readonly ((reply: string, random: Random) => string)[] = [
  (reply) => reply.toUpperCase(),
  (reply) => reply.toLowerCase(),
  (reply) => reply.replace(/./gu, (sign) => `${sign} `),
  (reply) => reply.replaceAll(' ', ''),
  (reply) => reply + reply,
  (reply) => `${reply}\n${reply}`,
  (reply, random) => reply.slice(0, random.below(reply.length + 1)),
  (reply, random) => reply.slice(random.below(reply.length + 1)),
  (reply) => [...reply].reverse().join(''),
  (reply) => reply.replace(/[\p{L}\p{N}\p{P}]/gu, (sign) => LOOKALIKES[sign.toLowerCase()]?.[0] ?? sign),
  (reply, random) =>
    reply.replace(/\w/g, (sign) => (random.below(4) === 0 ? (LOOKALIKES[sign]?.[1] ?? sign) : sign)),
  (reply, random) => spliced(reply, pick(random, UNSEEN), random),
  (reply, random) => spliced(reply, pick(random, TAGS), random),
  (reply, random) => spliced(reply, pick(random, HEADERS), random),
  (reply, random) => spliced(reply, TWO_LINES, random),
  (reply, random) =>
    reply.replace(/\d+/g, () => pick(random, ['0', '-1', '007', '1e9', '9'.repeat(30), '½', '٣'])),
  (reply, random) => `${reply}\n${pick(random, HEADERS)}${MARKER} ${reply}`,
  (reply) => `<think>${reply}</think>`,
  (reply, random) => `<think>no: ${pick(random, LANGUAGES)}</think>${reply}`,
  (reply) => reply.replaceAll('[', '\\boxed{').replaceAll(']', '}'),
  (reply) => `${JSON.stringify(reply).slice(0, -1)}`,
];

/** The reply with something put into it. */
function spliced(reply: string, thing: string, random: Random): string {
  const at = random.below(reply.length + 1);
  return reply.slice(0, at) + thing + reply.slice(at);
}

/** A sensible reply spoilt in one to three ways; the game may still accept it. */
export function twisted(reply: string, random: Random): string {
  let text = reply;
  for (let count = 1 + random.below(3); count > 0; count--) text = pick(random, TWISTS)(text, random);
  return text;
}

/** Kinds of junk, each as likely as the others. */
const KINDS: readonly ((random: Random) => string)[] = [
  (random) => pick(random, ['', ' ', '\n', ' \t\n ', '\u3000', '\u00a0', '[]', '[ ]', '\\boxed{}', '.', '?']),
  characters,
  (random) => pick(random, LANGUAGES),
  (random) => repeated(random, 12, UNSEEN),
  (random) => `${pick(random, UNSEEN)}[${MARKER}${pick(random, UNSEEN)}]`,
  (random) => `${pick(random, HEADERS)}${MARKER} wins.`,
  (random) => `[${MARKER}]\n${pick(random, HEADERS)}${MARKER}\n${pick(random, HEADERS)}`,
  (random) => `[${pick(random, HEADERS)}${TWO_LINES}]`,
  (random) => `\\boxed{${TWO_LINES}${pick(random, UNSEEN)}${MARKER}}`,
  (random) => `[${MARKER.repeat(1 + random.below(60))}]`,
  (random) => pick(random, BROKEN_JSON),
  (random) => repeated(random, 40, TAGS),
  (random) => pick(random, ['[', '{', '(', '\\boxed{', '<think>']).repeat(1 + random.below(300)),
  (random) => `${'['.repeat(random.below(60))}${MARKER}${']'.repeat(random.below(60))}`,
  (random) => `<think>${MARKER} ${pick(random, LANGUAGES)}`,
  (random) =>
    pick(random, ['constructor', '__proto__', 'toString', 'undefined', 'null', 'NaN', '-0', '1e999']),
  (random) =>
    `[${pick(random, ['__proto__', 'constructor', 'hasOwnProperty', 'NaN', '-1', '99', '0x1', '1e3'])}]`,
  (random) => `# ${MARKER}\n\n- [ ] ${pick(random, HEADERS)}\n\n|a|b|\n|-|-|\n![x](data:,x) [link](http://x)`,
];

/** One reply of junk in so many is megabytes long, and one in so many some thousand letters: they cost time. */
const HUGE = 20_000;
const LONG = 200;

/** One to four megabytes of it. */
function megabytes(text: string, random: Random): string {
  const much = text === '' ? ' ' : text;
  return much.repeat(Math.ceil(((1 + random.below(4)) * 2 ** 20) / much.length));
}

/**
 * A reply that means little: of any length and alphabet, with marks and speaker tags that are not its to use, or a
 * sensible reply spoilt. Nothing but the random numbers decides which.
 */
export function junkReply(random: Random, sensible = ''): string {
  if (random.below(HUGE) === 0) return megabytes(pick(random, KINDS)(random), random);
  if (random.below(LONG) === 0) return `${sensible}${pick(random, KINDS)(random)} `.repeat(300);
  switch (sensible === '' ? 0 : random.below(4)) {
    case 1:
      return twisted(sensible, random);
    case 2:
      return `${pick(random, KINDS)(random)} ${sensible}`;
    case 3:
      return `${sensible} ${pick(random, KINDS)(random)}`;
    default:
      return pick(random, KINDS)(random);
  }
}

/** The same for fast-check. */
export const junkText: fc.Arbitrary<string> = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.nat({ max: 2 ** 30 }).map((draw) => junkReply(new Stream().seek(LAW_KEY, draw, 2))),
);
