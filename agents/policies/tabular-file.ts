import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomically } from '../network/atomic-write.ts';
import { PolicyFileError } from '../network/errors.ts';
import { PolicyError } from './errors.ts';
import { TabularPolicy } from './tabular-policy.ts';

const FORMAT = 'parlor-tabular-policy';
const TOLERANCE = 1e-5;

const index = z.number().int().nonnegative();

const rowSchema = z
  .strictObject({
    seat: index,
    tokens: z.array(z.number().int().positive()),
    actions: z.array(index).min(1),
    probabilities: z.array(z.number().nonnegative()),
  })
  .refine((row) => row.probabilities.length === row.actions.length, 'needs one probability for each action')
  .refine(
    (row) => row.actions.every((action, k) => k === 0 || row.actions[k - 1] < action),
    'has unordered actions',
  )
  .refine(
    (row) => Math.abs(row.probabilities.reduce((sum, probability) => sum + probability, 0) - 1) <= TOLERANCE,
    'has probabilities that do not add up to 1',
  );

const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(1),
  name: z.string(),
  /** The game, as `loadGame` reads it. */
  spec: z.string(),
  /** Of the game's rules and encodings. */
  version: z.number().int(),
  rows: z.array(rowSchema),
});

/** A tabular policy as JSON. */
export function encodeTabularPolicy(policy: TabularPolicy): string {
  const { name, spec, version } = policy;
  const rows = Array.from(policy.rows(), (row) => `  ${JSON.stringify(row)}`).join(',\n');
  const head = JSON.stringify({ format: FORMAT, formatVersion: 1, name, spec, version });
  return `${head.slice(0, -1)},"rows":[\n${rows}\n]}\n`;
}

/**
 * Reads what {@link encodeTabularPolicy} wrote; probabilities are the same to the last bit.
 * @param source what to call the text in an error, such as its path
 * @throws PolicyFileError where it is something else.
 */
export function decodeTabularPolicy(text: string, source = 'The text'): TabularPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new PolicyFileError(`${source} is no tabular policy: it is no JSON.`, { cause: error });
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    const place = path.length > 0 ? `at ${path.join('.')}: ` : '';
    throw new PolicyFileError(`${source} is no tabular policy: ${place}${message}.`, { cause: parsed.error });
  }
  try {
    return new TabularPolicy(parsed.data, parsed.data.rows, parsed.data.name);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyFileError(`${source} is no tabular policy: ${error.message}`, { cause: error });
  }
}

/** @throws PolicyFileError where the file cannot be written; a file that was there is as it was. */
export async function saveTabularPolicy(path: string, policy: TabularPolicy): Promise<void> {
  try {
    await writeFileAtomically(path, new TextEncoder().encode(encodeTabularPolicy(policy)));
  } catch (error) {
    throw new PolicyFileError(`Policy file ${path} cannot be written (${codeOf(error)}).`, { cause: error });
  }
}

/** @throws PolicyFileError where the file cannot be read or is no tabular policy. */
export async function loadTabularPolicy(path: string): Promise<TabularPolicy> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new PolicyFileError(`Policy file ${path} cannot be read (${codeOf(error)}).`, { cause: error });
  }
  return decodeTabularPolicy(text, `Policy file ${path}`);
}

/** What the file system has against it, such as ENOENT. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}
