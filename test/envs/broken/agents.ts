import {
  Env,
  type Game,
  informationState,
  kuhnPoker,
  stream,
  type Stream,
  type TimeStep,
} from '@parlor/envs';
import type { AgentUnderTest, Decisions, PolicyUnderTest, Violation } from '@parlor/envs/laws';
import { stateAfter } from '@parlor/envs/laws';

/** A policy or an agent that breaks one law on purpose. */
export interface BrokenAgent<Subject> {
  readonly law: string;
  readonly story: string;
  readonly game: Game;
  make(): Subject;
  /** Whether the law is broken when the counterexample is replayed with a fresh subject. */
  breaks(subject: Subject, violation: Violation): boolean | Promise<boolean>;
}

const kuhn = kuhnPoker();
const CARD = 2;

/** Kuhn poker whose observation shows the opponent's card: for agents that make use of it. */
const leaky: Game = {
  ...kuhn,
  observe(state, seat, out) {
    kuhn.observe(state, seat, out);
    if (kuhn.mover(state) >= 0) out[0] = state[1 - seat];
  },
};

/** Fills every row by a rule of its legal actions' places. */
function rule(
  name: string,
  probability: (batch: Decisions, row: number, place: number, count: number) => number,
): PolicyUnderTest {
  return {
    name,
    act(batch, probabilities) {
      for (let row = 0; row < batch.count; row++) {
        const start = batch.legalOffsets[row];
        const count = batch.legalOffsets[row + 1] - start;
        for (let place = 0; place < count; place++) {
          probabilities[start + place] = probability(batch, row, place, count);
        }
      }
    },
  };
}

export const uniform: PolicyUnderTest = rule('uniform', (_batch, _row, _place, count) => 1 / count);

/** Reads its tokens, so that it plays another distribution in every information state. */
export const tabular: PolicyUnderTest = rule('tabular', (batch, row, place) => {
  const first = (1 + (batch.tokens(row).reduce((sum, token) => sum + token, 0) % 7)) / 8;
  return place === 0 ? first : 1 - first;
});

/** A batch at one history, or several times at it. */
function decide(
  policy: PolicyUnderTest,
  game: Game,
  history: readonly number[],
  times = 1,
): Promise<Float64Array> {
  const state = stateAfter(game, history);
  const seat = game.mover(state);
  const observations = new Float32Array(times * game.observationSize);
  const legal = new Int32Array(game.maxLegal);
  const count = game.legal(state, legal);
  for (let row = 0; row < times; row++) {
    game.observe(
      state,
      seat,
      observations.subarray(row * game.observationSize, (row + 1) * game.observationSize),
    );
  }
  const probabilities = new Float64Array(times * count).fill(NaN);
  const batch: Decisions = {
    game,
    count: times,
    observations,
    seats: new Int32Array(times).fill(seat),
    legalOffsets: Int32Array.from({ length: times + 1 }, (_, row) => row * count),
    legalActions: Int32Array.from({ length: times * count }, (_, at) => legal[at % count]),
    tokens: () => informationState(game, history, seat),
  };
  return Promise.resolve(policy.act(batch, probabilities)).then(() => probabilities);
}

export const BROKEN_POLICIES: readonly BrokenAgent<PolicyUnderTest>[] = [
  {
    law: 'policy-gives-distributions',
    story: 'the probabilities add up to less than 1',
    game: kuhn,
    make: () => rule('half', (_batch, _row, _place, count) => 0.5 / count),
    breaks: async (policy, { actions }) =>
      (await decide(policy, kuhn, actions)).reduce((sum, probability) => sum + probability, 0) < 0.9,
  },
  {
    law: 'policy-gives-distributions',
    story: 'an answer is left out',
    game: kuhn,
    make: () => ({ name: 'silent', act: () => undefined }),
    breaks: async (policy, { actions }) => (await decide(policy, kuhn, actions)).some(Number.isNaN),
  },
  {
    law: 'policy-writes-its-rows-only',
    story: 'the observations are centred in place',
    game: kuhn,
    make: () => ({
      name: 'centring',
      act(batch, probabilities) {
        batch.observations.fill(0);
        return uniform.act(batch, probabilities);
      },
    }),
    breaks(policy) {
      const observations = Float32Array.of(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
      const legal = { legalOffsets: Int32Array.of(0, 2), legalActions: Int32Array.of(0, 1) };
      const batch = {
        game: kuhn,
        count: 1,
        observations,
        seats: Int32Array.of(0),
        ...legal,
        tokens: () => [3],
      };
      void policy.act(batch, new Float64Array(2));
      return observations[0] === 0;
    },
  },
  {
    law: 'policy-answers-rows-alone',
    story: 'an answer depends on the size of the batch',
    game: kuhn,
    make: () =>
      rule('crowded', ({ count }, _row, place) => (place === 0 ? 1 / (1 + count) : count / (1 + count))),
    breaks: async (policy, { actions }) =>
      (await decide(policy, kuhn, actions, 1))[0] !== (await decide(policy, kuhn, actions, 2))[0],
  },
  {
    law: 'policy-answers-rows-alone',
    story: 'an answer depends on the row',
    game: kuhn,
    make: () => rule('first', (_batch, row, place) => (row === 0 ? place : 1 - place)),
    breaks: async (policy, { actions }) => {
      const probabilities = await decide(policy, kuhn, actions, 2);
      return probabilities[0] !== probabilities[2];
    },
  },
  {
    law: 'policy-remembers-nothing',
    story: 'it grows bolder the more it is asked',
    game: kuhn,
    make: () => {
      let asked = 0;
      return {
        name: 'bold',
        act(batch, probabilities) {
          const bold = 1 - 1 / (2 + asked++);
          return rule('bold', (_batch, _row, place) => (place === 0 ? 1 - bold : bold)).act(
            batch,
            probabilities,
          );
        },
      };
    },
    breaks: async (policy, { actions }) => {
      const first = (await decide(policy, kuhn, actions))[0];
      return (await decide(policy, kuhn, actions))[0] !== first;
    },
  },
  {
    law: 'policy-follows-information',
    story: "it makes use of the opponent's card, which a broken game shows",
    game: leaky,
    make: () =>
      rule('peeping', ({ observations, game }, row, place) => {
        const bet = observations[row * game.observationSize] === 0 ? 0.9 : 0.1;
        return place === 0 ? 1 - bet : bet;
      }),
    breaks: async (policy, { actions, other = [] }) => {
      const seat = leaky.mover(stateAfter(leaky, actions));
      const same =
        informationState(leaky, actions, seat).join() === informationState(leaky, other, seat).join();
      return same && (await decide(policy, leaky, actions))[0] !== (await decide(policy, leaky, other))[0];
    },
  },
];

/** An agent that draws uniformly, from a stream of its seed. */
export function drawing(): AgentUnderTest {
  let random: Stream = stream(0, 'seat');
  return {
    name: 'drawing',
    begin({ seed, seat }) {
      random = stream(seed, 'seat', { seat });
    },
    act: ({ legal }) => legal[random.below(legal.length)],
  };
}

const acting = (name: string, act: (step: TimeStep) => number): AgentUnderTest => ({
  name,
  begin: () => undefined,
  act,
});

/** What an agent does at the start of an episode, with seat and seed as the law had them. */
async function opens(agent: AgentUnderTest, game: Game, seed: number): Promise<number | string> {
  const env = new Env(game);
  await agent.begin({ spec: game.spec, seat: 0, seed });
  return agent.act(env.reset({ seed }));
}

/** The step at a history. */
const stepAt = (game: Game, history: readonly number[]): TimeStep =>
  new Env(game).restore({
    spec: game.spec,
    version: game.version,
    seed: 0,
    episode: 0,
    history,
    chance: [1, 2, 3, 4],
  });

export const BROKEN_AGENTS: readonly BrokenAgent<AgentUnderTest>[] = [
  {
    law: 'agent-acts-legally',
    story: 'it names an action that there is not',
    game: kuhn,
    make: () => acting('confused', () => 7),
    breaks: (agent, { actions }) => {
      const step = stepAt(kuhn, actions);
      return !step.legal.includes(agent.act(step) as number);
    },
  },
  {
    law: 'agent-repeats-itself',
    story: 'the seed is ignored in favour of a global generator',
    game: kuhn,
    make: () => {
      const global = stream(1, 'seat');
      return acting('unseeded', ({ legal }) => legal[global.below(legal.length)]);
    },
    breaks: async (agent) => {
      const openings = new Set<number | string>();
      for (let time = 0; time < 30; time++) openings.add(await opens(agent, kuhn, 3));
      return openings.size > 1;
    },
  },
  {
    law: 'agent-forgets-episodes',
    story: 'it bets once it has lost an episode',
    game: kuhn,
    make: () => {
      let lost = false;
      return {
        ...acting('sore loser', ({ legal }) => legal[lost ? legal.length - 1 : 0]),
        end: (returns) => {
          lost ||= returns.some((value) => value < 0);
        },
      };
    },
    breaks: async (agent) => {
      const first = await opens(agent, kuhn, 3);
      await agent.end?.([-1, 1]);
      return (await opens(agent, kuhn, 3)) !== first;
    },
  },
  {
    law: 'agent-leaves-steps-alone',
    story: 'it normalises the observation in place',
    game: kuhn,
    make: () =>
      acting('tidy', ({ observation, legal }) => {
        observation.fill(0.5);
        return legal[0];
      }),
    breaks: async (agent) => {
      const step = new Env(kuhn).reset({ seed: 1 });
      const before = step.observation.join();
      await agent.act(step);
      return step.observation.join() !== before;
    },
  },
  {
    law: 'agent-follows-information',
    story: "it makes use of the opponent's card, which a broken game shows",
    game: leaky,
    make: () => acting('peeping', ({ observation, legal }) => legal[observation[0] >= CARD ? 0 : 1]),
    breaks: async (agent, { actions, other = [] }) =>
      (await agent.act(stepAt(leaky, actions))) !== (await agent.act(stepAt(leaky, other))),
  },
];
