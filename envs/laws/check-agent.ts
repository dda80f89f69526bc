import fc from 'fast-check';
import type { Game } from '../core/game.ts';
import { AGENT_LAWS, type AgentUnderTest } from './agent.ts';
import { chosen, parameters, violationsOf } from './law.ts';
import { choicesOf } from './playthrough.ts';
import { type AgentOptions, type AgentRow, POLICY_LAWS, type PolicyUnderTest } from './policy.ts';
import { tell } from './story.ts';
import { Broken, LawError, type Verdict, type Violation } from './violation.ts';

/** A law of agents, as a property for any test runner: `await fc.assert(law.property)`. */
export interface AgentLaw {
  readonly name: string;
  readonly summary: string;
  readonly property: fc.IAsyncProperty<unknown>;
}

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
        : `it throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const message = `${name} breaks ${law} (${summary}) in ${game.spec}. ${tell(game, actions)}: ${clause}.`;
    const violation: Violation = { law, actions, message, seed, ...(other && { other }) };
    throw new LawError([violation], { cause: error });
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
    ? properties(AGENT_LAWS, subject, game, options)
    : properties(POLICY_LAWS, subject, game, options);
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
