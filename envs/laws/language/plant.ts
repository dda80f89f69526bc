import type { HiddenPart, Json, LanguageGame } from '../../core/language-game.ts';
import { type Point, rulesPlay, type Secret, secretsOf, withValues } from './walk.ts';

/** Letters that no game uses, without upper and lower case: the syllables U+1200 to U+1247 of Ethiopic. */
const LETTERS = Array.from({ length: 72 }, (_, at) => String.fromCharCode(0x1200 + at));
/** Half of the letters for one variant, half for the other, so that the two agree nowhere. */
const HALF = LETTERS.length / 2;

/** Spreads numbers over 32 bits, so that sums of some are not others (finaliser of MurmurHash3, A. Appleby). */
function scatter(value: number): number {
  const x = Math.imul(value ^ 0x5bd1e995, 0x85ebca6b);
  const y = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return y ^ (y >>> 16);
}

/** A value to be found again: another for each number, and for each of two variants. */
export function canary(value: string | number, number: number, variant: 0 | 1): string | number {
  // Scattered, since a game may tell a sum or a difference of what a seat knows: none is another seat's canary.
  if (typeof value === 'number') return 900_000_007 + (scatter(number + 1) >>> 7) + 50_000_000 * variant;
  // As long as what it stands for, for a game that counts letters, but long enough not to be met by chance.
  const length = Math.min(Math.max(value.length, 4), 40);
  let text = '';
  for (let at = 0, rest = 1 + number; at < length; at++) {
    text += LETTERS[HALF * variant + ((rest + 5 * at) % HALF)];
    rest = Math.floor(rest / HALF) + at + number;
  }
  return text;
}

/** Whether a text tells a canary, a number also with signs between its thousands. */
export function tells(text: string, value: string | number): boolean {
  if (typeof value === 'string') return text.includes(value);
  return /\d{3}/.test(text) && text.replace(/(?<=\d)[,.'_ \u00a0\u202f](?=\d)/g, '').includes(String(value));
}

/** A point of an episode in which values were put in place of hidden ones. */
export interface PlantedPoint extends Point {
  /** What is planted and still hidden here. */
  readonly planted: readonly Secret[];
}

/**
 * Plays on with canaries in place of hidden values, as soon as they are hidden.
 * @param only which of the secrets of the start; left out, all secrets, and those that come later. Equal texts get
 * equal canaries, since a game may compare them
 */
export function* plantedPlay(
  game: LanguageGame,
  seed: number,
  replies: readonly string[],
  variant: 0 | 1,
  only?: number,
): Generator<PlantedPoint> {
  const canaries = new Map<string, string | number>();
  const planted = new Set<string | number>();
  const canaryFor = (value: string | number): string | number => {
    const known = typeof value === 'string' ? canaries.get(value) : undefined;
    if (known !== undefined) return known;
    const fresh = canary(value, only ?? planted.size, variant);
    if (typeof value === 'string') canaries.set(value, fresh);
    planted.add(fresh);
    return fresh;
  };
  let begun = false;
  const plant = (state: Json): Json => {
    const secrets = secretsOf(game, state).filter(({ value }) => !planted.has(value));
    const chosen = only === undefined ? secrets : begun ? [] : secrets.slice(only, only + 1);
    begun = true;
    const values = new Map<HiddenPart['path'], Json>(
      chosen.map(({ path, value }) => [path, canaryFor(value)]),
    );
    return values.size === 0 ? state : withValues(state, values);
  };
  try {
    for (const point of rulesPlay(game, seed, replies, plant)) {
      const secrets = secretsOf(game, point.state).filter(({ value }) => planted.has(value));
      yield {
        ...point,
        planted: secrets.map((secret) => ({ ...secret, knownTo: knownWith(secret, secrets) })),
      };
    }
  } catch (error) {
    // No game need know what to do with a value of another kind (a seat's number, a word of its own list): this play
    // ends here. What a law throws where the point was looked at does not come this way.
    if (!begun) throw error;
  }
}

/** Who knows a value: whoever knows one of the parts that hold it. */
function knownWith({ value }: Secret, secrets: readonly Secret[]): readonly number[] {
  return [...new Set(secrets.flatMap((other) => (other.value === value ? other.knownTo : [])))];
}
