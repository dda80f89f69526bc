import fc from 'fast-check';
import { Env } from '../core/env.ts';
import { type Game, TERMINAL } from '../core/game.ts';
import { informationState } from '../core/information.ts';
import type { Message } from '../core/message.ts';
import { type Seed, Stream } from '../core/random.ts';
import type { TimeStep } from '../core/time-step.ts';
import { difference, observationOf } from './answers.ts';
import { redeal } from './family.ts';
import { type CheckOptions, chosen, parameters, violationsOf } from './law.ts';
import { choicesOf, LAW_KEY, legalOf, walk } from './playthrough.ts';
import { tell } from './story.ts';
import { Broken, broken, LawError, type Verdict, type Violation } from './violation.ts';

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

/** Anything that holds a seat. */
export interface AgentUnderTest {
  readonly name: string;
  begin(seating: { readonly spec: string; readonly seat: number; readonly seed: Seed }): void | Promise<void>;
  act(step: TimeStep): number | string | Promise<number | string>;
  note?(message: Message): void | Promise<void>;
  end?(returns: readonly number[]): void | Promise<void>;
}

export interface AgentOptions extends CheckOptions {
  /** How far probabilities of the same decision in different batches may be apart; default 1e-6, for float32. */
  readonly tolerance?: number;
}

/** A law of agents, as a property for any test runner: `await fc.assert(law.property)`. */
export interface AgentLaw {
  readonly name: string;
  readonly summary: string;
  readonly property: fc.IAsyncProperty<unknown>;
}

const SUM_TOLERANCE = 1e-6;
/** Guards the entries after the probabilities that are asked for. */
const GUARD = -7;

/** A decision of some seat along a playthrough. */
interface Decision {
  readonly seat: number;
  readonly observation: Float32Array;
  readonly legal: readonly number[];
  readonly tokens: readonly number[];
  readonly history: readonly number[];
}

function decisionsOf(game: Game, choices: readonly number[]): Decision[] {
  const decisions: Decision[] = [];
  for (const { state, mover, history } of walk(game, choices)) {
    if (mover >= 0) decisions.push(decisionAt(game, state, mover, history.slice()));
  }
  return decisions;
}

function decisionAt(game: Game, state: Int32Array, seat: number, history: readonly number[]): Decision {
  const tokens = informationState(game, history, seat);
  return {
    seat,
    observation: observationOf(game, state, seat),
    legal: legalOf(game, state),
    tokens,
    history,
  };
}

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
  other_?: readonly number[],
): void {
  const at = one.findIndex((value, index) => !(Math.abs(value - other[index]) <= tolerance));
  if (at < 0) return;
  broken(
    `seat ${row.seat} does ${row.legal[at]} with probability ${one[at]}, but ${where} ${other[at]}`,
    row.history,
    other_,
  );
}

interface AgentRow<Subject> {
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

const POLICY_ROWS: readonly AgentRow<PolicyUnderTest>[] = [
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

function decisionsAlong(game: Game, history: readonly number[], seat: number): Decision[] {
  const state = new Int32Array(game.stateSize);
  const decisions: Decision[] = [];
  game.start(state);
  for (let turn = 0; ; turn++) {
    const mover = game.mover(state);
    if (mover === seat) decisions.push(decisionAt(game, state, seat, history.slice(0, turn)));
    if (turn === history.length || mover === TERMINAL) return decisions;
    game.apply(state, history[turn]);
  }
}

/** An agent's episode: what it was shown and did. */
interface Episode {
  readonly history: readonly number[];
  readonly seat: number;
  /** What the agent did, and how long the history was then. */
  readonly replies: readonly { readonly reply: number; readonly turn: number }[];
}

/** Lets an agent hold a seat for one episode; the others play by choices. */
async function seatAgent(
  agent: AgentUnderTest,
  game: Game,
  choices: readonly number[],
  salt: number,
  inspect?: (step: TimeStep, reply: number | string) => void,
): Promise<Episode> {
  const env = new Env(game);
  const seat = salt % game.seats;
  const replies: { reply: number; turn: number }[] = [];
  let step = env.reset({ seed: salt });
  await agent.begin({ spec: game.spec, seat, seed: salt });
  for (let turn = 0; !step.done; turn++) {
    let action = step.legal[(choices[turn] ?? 0) % step.legal.length];
    if (step.seat === seat) {
      for (const message of step.messages) await agent.note?.(message);
      const reply = await agent.act(step);
      inspect?.(step, reply);
      if (typeof reply !== 'number' || !step.legal.includes(reply)) {
        broken(
          `seat ${seat} answers ${JSON.stringify(reply)}, but legal are ${step.legal.join(', ')}`,
          env.actions,
        );
      }
      action = reply;
      replies.push({ reply, turn: env.actions.length });
    }
    step = env.step(action);
  }
  await agent.end?.(step.returns);
  return { history: env.actions, seat, replies };
}

function expectSamePlay(game: Game, one: Episode, other: Episode, where: string): void {
  const at = one.replies.findIndex(({ reply }, index) => reply !== other.replies[index]?.reply);
  if (at < 0) return;
  const { reply, turn } = one.replies[at];
  broken(
    `seat ${one.seat} does ${reply}, but ${where} ${other.replies[at]?.reply}`,
    one.history.slice(0, turn),
  );
}

const AGENT_ROWS: readonly AgentRow<AgentUnderTest>[] = [
  {
    name: 'agent-acts-legally',
    summary: 'an agent answers with a legal action',
    async check(agent, game, choices, salt) {
      await seatAgent(agent, game, choices, salt);
    },
  },
  {
    name: 'agent-repeats-itself',
    summary: 'the same seed and episode, the same play',
    async check(agent, game, choices, salt) {
      const first = await seatAgent(agent, game, choices, salt);
      const second = await seatAgent(agent, game, choices, salt);
      expectSamePlay(game, first, second, 'in the same episode again');
    },
  },
  {
    name: 'agent-forgets-episodes',
    summary: 'nothing is remembered across episodes',
    async check(agent, game, choices, salt) {
      const first = await seatAgent(agent, game, choices, salt);
      await seatAgent(
        agent,
        game,
        choices.map((choice) => choice + 1),
        salt + 1,
      );
      // One that is left before its end must leave nothing behind either.
      await agent.begin({ spec: game.spec, seat: first.seat, seed: salt + 2 });
      const second = await seatAgent(agent, game, choices, salt);
      expectSamePlay(game, first, second, 'after other episodes');
    },
  },
  {
    name: 'agent-leaves-steps-alone',
    summary: 'an agent does not write to what it is shown',
    async check(agent, game, choices, salt) {
      const fresh: string[][] = [];
      const lines = (step: TimeStep): string[] => [
        `observation: ${step.observation.join()}`,
        `legal: ${step.legal.join()}`,
        `returns: ${step.returns.join()}`,
      ];
      const watched: AgentUnderTest = {
        name: agent.name,
        begin: (seating) => agent.begin(seating),
        note: (message) => agent.note?.(message),
        end: (returns) => agent.end?.(returns),
        act: (step) => {
          fresh.push(lines(step));
          return agent.act(step);
        },
      };
      let turn = 0;
      await seatAgent(watched, game, choices, salt, (step) => {
        const differs = difference(lines(step), fresh[turn++]);
        if (differs !== undefined)
          broken(`after seat ${step.seat} has acted, the step shows ${differs} was shown to it`);
      });
    },
  },
  {
    name: 'agent-follows-information',
    summary: 'the same information and seed, the same action',
    async check(agent, game, choices, salt) {
      const first = await seatAgent(agent, game, choices, salt);
      const other = redeal(game, first.history, first.seat, new Stream().seek(LAW_KEY, salt, 7));
      const env = new Env(game);
      const saved = { spec: game.spec, version: game.version, seed: salt, episode: 0 };
      let decision = 0;
      await agent.begin({ spec: game.spec, seat: first.seat, seed: salt });
      for (const { tokens, history, seat } of decisionsAlong(game, other, first.seat)) {
        const past = first.replies[decision++];
        if (past === undefined) return;
        const before = first.history.slice(0, past.turn);
        if (informationState(game, before, seat).join() !== tokens.join()) return;
        const step = env.restore({ ...saved, history, chance: [1, 2, 3, 4] });
        for (const message of step.messages) await agent.note?.(message);
        const reply = await agent.act(step);
        if (reply !== past.reply) {
          broken(
            `seat ${seat} does ${reply}, but ${past.reply} where it has witnessed the same (${tell(game, before)})`,
            history,
            before,
          );
        }
      }
    },
  },
];

async function judgeAgent(
  law: string,
  summary: string,
  name: string,
  game: Game,
  seed: number,
  body: () => Promise<void>,
): Promise<void> {
  try {
    await body();
  } catch (error) {
    const actions = (error instanceof Broken ? error.history : undefined) ?? [];
    const other = error instanceof Broken ? error.other : undefined;
    const clause =
      error instanceof Broken
        ? error.message
        : `it throws ${error instanceof Error ? error.stack : String(error)}`;
    const message = `${name} breaks ${law} (${summary}) in ${game.spec}. ${tell(game, actions)}: ${clause}.`;
    const violation: Violation = { law, actions, message, seed, ...(other && { other }) };
    throw new LawError([violation]);
  }
}

function properties<Subject extends { readonly name: string }>(
  rows: readonly AgentRow<Subject>[],
  subject: Subject,
  game: Game,
  options: AgentOptions,
): AgentLaw[] {
  return rows.map((row) => ({
    name: row.name,
    summary: row.summary,
    property: fc.asyncProperty(choicesOf(game), fc.nat({ max: 999 }), (choices, salt) =>
      judgeAgent(row.name, row.summary, subject.name, game, salt, () =>
        row.check(subject, game, choices, salt, options),
      ),
    ),
  }));
}

function isAgent(subject: AgentUnderTest | PolicyUnderTest): subject is AgentUnderTest {
  return 'begin' in subject;
}

/** Every law that an agent, or a policy, must obey in a game. */
export function agentLaws(
  subject: AgentUnderTest | PolicyUnderTest,
  game: Game,
  options: AgentOptions = {},
): AgentLaw[] {
  return isAgent(subject)
    ? properties(AGENT_ROWS, subject, game, options)
    : properties(POLICY_ROWS, subject, game, options);
}

/**
 * Checks an agent, or a policy in batches, against every law, in a game that obeys its own.
 * @returns as `checkGame` does; `actions` is the history at which the agent or policy breaks the law
 * @throws OptionError as `checkGame` does
 */
export async function checkAgent(
  subject: AgentUnderTest | PolicyUnderTest,
  game: Game,
  options: AgentOptions = {},
): Promise<Verdict> {
  const violations: Violation[] = [];
  for (const { name, property } of chosen(agentLaws(subject, game, options), options)) {
    violations.push(...violationsOf(name, await fc.check(property, parameters(options))));
  }
  return { ok: violations.length === 0, violations };
}
