import { Env } from '../core/env.ts';
import type { Game } from '../core/game.ts';
import { informationState } from '../core/information.ts';
import type { Message } from '../core/message.ts';
import { type Seed, Stream } from '../core/random.ts';
import type { TimeStep } from '../core/time-step.ts';
import { difference } from './answers.ts';
import { decisionsAlong } from './decision.ts';
import { redeal } from './family.ts';
import { LAW_KEY } from './playthrough.ts';
import type { AgentRow } from './policy.ts';
import { tell } from './story.ts';
import { broken } from './violation.ts';

/** Anything that holds a seat. */
export interface AgentUnderTest {
  readonly name: string;
  begin(seating: { readonly spec: string; readonly seat: number; readonly seed: Seed }): void | Promise<void>;
  act(step: TimeStep): number | string | Promise<number | string>;
  note?(message: Message): void | Promise<void>;
  end?(returns: readonly number[]): void | Promise<void>;
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

function expectSamePlay(one: Episode, other: Episode, where: string): void {
  const at = one.replies.findIndex(({ reply }, index) => reply !== other.replies[index]?.reply);
  if (at < 0) return;
  const { reply, turn } = one.replies[at];
  broken(
    `seat ${one.seat} does ${reply}, but ${where} ${other.replies[at]?.reply}`,
    one.history.slice(0, turn),
  );
}

export const AGENT_LAWS: readonly AgentRow<AgentUnderTest>[] = [
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
      expectSamePlay(first, second, 'in the same episode again');
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
      expectSamePlay(first, second, 'after other episodes');
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
