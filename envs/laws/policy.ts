import type { Game } from '../core/game.ts';
import { Stream } from '../core/random.ts';
import { type Decision, decisionsAlong, decisionsOf } from './decision.ts';
import { redeal } from './family.ts';
import type { CheckOptions } from './law.ts';
import { LAW_KEY } from './playthrough.ts';
import { tell } from './story.ts';
import { broken } from './violation.ts';

/** Decisions that wait for an answer, row by row, as a policy reads them. */
export interface Decisions {
  readonly game: Game;
  readonly count: number;
  readonly observations: Float32Array;
  readonly seats: Int32Array;
  readonly legalOffsets: Int32Array;
  readonly legalActions: Int32Array;
  tokens(row: number): readonly number[];
}

/** State of knowledge to distribution over actions, in batches. */
export interface PolicyUnderTest {
  readonly name: string;
  act(batch: Decisions, probabilities: Float64Array): void | Promise<void>;
}

export interface AgentOptions extends CheckOptions {
  /** How far probabilities of the same decision in different batches may be apart; default 1e-6, for float32. */
  readonly tolerance?: number;
}

/** A law of agents or policies as its file states it. */
export interface AgentRow<Subject> {
  readonly name: string;
  readonly summary: string;
  check(
    subject: Subject,
    game: Game,
    choices: readonly number[],
    salt: number,
    options: AgentOptions,
  ): Promise<void>;
}

const SUM_TOLERANCE = 1e-6;
/** Guards the entries after the probabilities that are asked for. */
const GUARD = -7;

function batchOf(game: Game, rows: readonly Decision[]): Decisions {
  const size = game.observationSize;
  const observations = new Float32Array(rows.length * size);
  const legalOffsets = new Int32Array(rows.length + 1);
  for (const [row, { observation, legal }] of rows.entries()) {
    observations.set(observation, row * size);
    legalOffsets[row + 1] = legalOffsets[row] + legal.length;
  }
  return {
    game,
    count: rows.length,
    observations,
    seats: Int32Array.from(rows, ({ seat }) => seat),
    legalOffsets,
    legalActions: Int32Array.from(rows.flatMap(({ legal }) => legal)),
    tokens: (row) => rows[row].tokens,
  };
}

/** Probabilities of each row. */
async function ask(policy: PolicyUnderTest, game: Game, rows: readonly Decision[]): Promise<number[][]> {
  const batch = batchOf(game, rows);
  const probabilities = new Float64Array(batch.legalActions.length).fill(NaN);
  await policy.act(batch, probabilities);
  return rows.map((_, row) =>
    Array.from(probabilities.subarray(batch.legalOffsets[row], batch.legalOffsets[row + 1])),
  );
}

function expectClose(
  one: readonly number[],
  other: readonly number[],
  tolerance: number,
  where: string,
  row: Decision,
  history?: readonly number[],
): void {
  const at = one.findIndex((value, index) => !(Math.abs(value - other[index]) <= tolerance));
  if (at < 0) return;
  broken(
    `seat ${row.seat} does ${row.legal[at]} with probability ${one[at]}, but ${where} ${other[at]}`,
    row.history,
    history,
  );
}

/** Decisions along a playthrough, each with one that its seat cannot tell from it. */
function* twins(
  game: Game,
  choices: readonly number[],
  salt: number,
): Generator<{ original: Decision; twin: Decision }> {
  const random = new Stream().seek(LAW_KEY, salt, 6);
  const originals = decisionsOf(game, choices);
  const last = originals.at(-1);
  if (last === undefined) return;
  for (let seat = 0; seat < game.seats; seat++) {
    const own = originals.filter((decision) => decision.seat === seat);
    for (const twin of decisionsAlong(game, redeal(game, last.history, seat, random), seat)) {
      const original = own.find(({ tokens }) => tokens.join() === twin.tokens.join());
      // The legal lists are equal by a law of games; a game that breaks it has no twin here.
      if (original && original.legal.join() === twin.legal.join()) yield { original, twin };
    }
  }
}

export const POLICY_LAWS: readonly AgentRow<PolicyUnderTest>[] = [
  {
    name: 'policy-gives-distributions',
    summary: 'every legal action has a probability, and those of a row add up to 1',
    async check(policy, game, choices) {
      const rows = decisionsOf(game, choices);
      for (const [row, probabilities] of (await ask(policy, game, rows)).entries()) {
        const { seat, legal, history } = rows[row];
        for (const [at, probability] of probabilities.entries()) {
          if (!(probability >= 0 && probability <= 1 + SUM_TOLERANCE)) {
            broken(`seat ${seat} does ${legal[at]} with probability ${probability}`, history);
          }
        }
        const sum = probabilities.reduce((total, probability) => total + probability, 0);
        if (Math.abs(sum - 1) > SUM_TOLERANCE)
          broken(`the probabilities of seat ${seat} add up to ${sum}`, history);
      }
    },
  },
  {
    name: 'policy-writes-its-rows-only',
    summary: 'a policy writes the probabilities it was asked for and nothing else',
    async check(policy, game, choices) {
      const rows = decisionsOf(game, choices);
      const batch = batchOf(game, rows);
      const { observations, seats, legalOffsets, legalActions } = batch;
      const lent = { observations, seats, legalOffsets, legalActions };
      const before = Object.fromEntries(Object.entries(lent).map(([name, array]) => [name, array.slice()]));
      const probabilities = new Float64Array(legalActions.length + 8).fill(GUARD);
      await policy.act(batch, probabilities);
      if (probabilities.subarray(legalActions.length).some((value) => value !== GUARD)) {
        broken(`${legalActions.length} probabilities are asked for, and more are written`, []);
      }
      for (const [name, array] of Object.entries(lent)) {
        if (array.some((value, at) => value !== before[name][at]))
          broken(`the policy writes to the batch's ${name}`, []);
      }
    },
  },
  {
    name: 'policy-answers-rows-alone',
    summary: 'a decision has the same answer in any batch and any row',
    async check(policy, game, choices, salt, { tolerance = 1e-6 }) {
      const rows = decisionsOf(game, choices);
      const together = await ask(policy, game, rows);
      const turned = await ask(
        policy,
        game,
        rows.map((_, row) => rows[(row + salt) % rows.length]).concat(rows),
      );
      for (const [row, decision] of rows.entries()) {
        const [alone] = await ask(policy, game, [decision]);
        expectClose(together[row], alone, tolerance, 'in a batch of one', decision);
        expectClose(together[row], turned[rows.length + row], tolerance, 'in a larger batch', decision);
        const place = (row - (salt % rows.length) + rows.length) % rows.length;
        expectClose(together[row], turned[place], tolerance, 'in another row', decision);
      }
    },
  },
  {
    name: 'policy-remembers-nothing',
    summary: 'the same batch has the same answer, whatever was asked in between',
    async check(policy, game, choices, salt) {
      const rows = decisionsOf(game, choices);
      const before = await ask(policy, game, rows);
      const others = decisionsOf(
        game,
        choices.map((choice) => choice + 1 + salt),
      );
      await ask(policy, game, others);
      const after = await ask(policy, game, rows);
      for (const [row, decision] of rows.entries())
        expectClose(before[row], after[row], 0, 'when asked again', decision);
    },
  },
  {
    name: 'policy-follows-information',
    summary: 'the same information has the same distribution',
    async check(policy, game, choices, salt, { tolerance = 1e-6 }) {
      for (const { original, twin } of twins(game, choices, salt)) {
        const [one, other] = await ask(policy, game, [original, twin]);
        expectClose(
          one,
          other,
          tolerance,
          `where the seat has witnessed the same (${tell(game, twin.history)})`,
          original,
          twin.history,
        );
      }
    },
  },
];
