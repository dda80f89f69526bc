import assert from 'node:assert/strict';
import test from 'node:test';
import { IllegalActionError, make, type Message, OptionError, type TimeStep } from '@parlor/envs';
import type { Agent, Reply, Seating } from '../../agents/agent.ts';
import { AgentError } from '../../agents/errors.ts';
import { InvalidReplyError, playEpisode } from '../../agents/play/index.ts';
import { PolicyAgent, UniformPolicy } from '../../agents/policies/index.ts';

/** Answers from a list, and keeps all it is told. */
class Scripted implements Agent {
  readonly name = 'scripted';
  readonly life: string[] = [];
  readonly steps: TimeStep[] = [];
  private readonly replies: Reply[];

  constructor(...replies: Reply[]) {
    this.replies = replies;
  }

  begin({ spec, seat, seed, episode }: Seating): void {
    this.life.push(`begin ${spec} seat ${seat} seed ${seed} episode ${episode}`);
  }

  act(step: TimeStep): Reply {
    this.steps.push(step);
    this.life.push('act');
    const reply = this.replies.shift();
    assert.ok(reply !== undefined, 'no more replies');
    return reply;
  }

  note(message: Message): void {
    this.life.push(message.text);
  }

  end(returns: readonly number[]): void {
    this.life.push(`end ${returns.join(' ')}`);
  }
}

const agent = (): PolicyAgent => new PolicyAgent(new UniformPolicy());

test('agents are told the beginning, every message for their seat once and in time, and the end', async () => {
  const env = make('kuhn_poker');
  const [first, second] = [new Scripted('check', 0), new Scripted('[bet]')];
  const { step, decisions } = await playEpisode(env, [first, second], { seed: 4, episode: 2 });

  assert.deepEqual(decisions, [
    { seat: 0, reply: 0 },
    { seat: 1, reply: 1 },
    { seat: 0, reply: 0 },
  ]);
  assert.deepEqual(step.returns, [-1, 1]);
  const card = (life: string[]): string => life[1];
  assert.match(card(first.life), /^You are dealt (J|Q|K)\.$/);
  assert.deepEqual(first.life, [
    'begin kuhn_poker(players=2) seat 0 seed 4 episode 2',
    card(first.life),
    'act',
    'You check.',
    'Player 2 bets.',
    'act',
    'You fold.',
    'end -1 1',
  ]);
  assert.deepEqual(second.life, [
    'begin kuhn_poker(players=2) seat 1 seed 4 episode 2',
    card(second.life),
    'Player 1 checks.',
    'act',
    'You bet.',
    'Player 1 folds.',
    'end -1 1',
  ]);
  assert.notEqual(card(first.life), card(second.life));
  assert.deepEqual(first.steps[0].legal, [0, 1]);
});

test('an episode is the same for the same seed and episode, and others are not', async () => {
  const env = make('leduc_poker');
  const play = async (seed: number, episode: number): Promise<readonly number[]> => {
    await playEpisode(env, [agent(), agent()], { seed, episode });
    return env.actions;
  };
  const once = await play(1, 3);
  await play(2, 0);
  assert.deepEqual(await play(1, 3), once);
  const others = new Set<string>();
  for (const episode of [0, 1, 2, 4, 5]) others.add((await play(1, episode)).join());
  assert.ok(others.size > 3);
});

test("the deal does not depend on the agents, nor one seat's choices on who sits in the other", async () => {
  const env = make('rock_paper_scissors');
  const choice = async (other: Agent, episode: number): Promise<Reply> => {
    const { decisions } = await playEpisode(env, [agent(), other], { seed: 5, episode });
    return decisions[0].reply;
  };
  const choices = new Set<Reply>();
  for (let episode = 0; episode < 20; episode++) {
    const drawn = await choice(agent(), episode);
    assert.equal(await choice(new Scripted(1), episode), drawn);
    choices.add(drawn);
  }
  assert.equal(choices.size, 3);
});

test('the two seats of a policy draw from streams of their own', async () => {
  const env = make('rock_paper_scissors');
  let equal = 0;
  for (let episode = 0; episode < 300; episode++) {
    const { decisions } = await playEpisode(env, [agent(), agent()], { seed: 5, episode });
    if (decisions[0].reply === decisions[1].reply) equal++;
  }
  assert.ok(Math.abs(equal - 100) < 5 * Math.sqrt(300 * (1 / 3) * (2 / 3)), `${equal} of 300 are equal`);
});

test('a reply in words that names no action is told why, and asked for again', async () => {
  const env = make('tic_tac_toe');
  const first = new Scripted('the middle', '[0]', '[5]', 0, 1, 2);
  const second = new Scripted(3, 8, 5);
  const { step } = await playEpisode(env, [first, second], { seed: 1 });
  assert.deepEqual(step.returns, [1, -1]);
  const asked = first.life.slice(0, first.life.indexOf('You take cell 5.'));
  assert.equal(asked.filter((line) => line === 'act').length, 3);
  assert.equal(asked.filter((line) => /Answer with one of: \[1\]/.test(line)).length, 2);
  assert.match(asked.join('\n'), /"0" is not possible here/);
});

test('an agent that never names an action ends the play with an error that names it', async () => {
  const env = make('kuhn_poker');
  await assert.rejects(
    playEpisode(env, [new Scripted('hm', 'hm', 'hm'), agent()], { seed: 1, retries: 2 }),
    (error) =>
      error instanceof InvalidReplyError &&
      /kuhn_poker.*scripted \(seat 0\).*3 times.*"hm" names no action.*\[check\] \[bet\]/.test(error.message),
  );
});

test('an illegal action by number is the environment’s error', async () => {
  await assert.rejects(
    playEpisode(make('kuhn_poker'), [new Scripted(7), agent()], { seed: 1 }),
    IllegalActionError,
  );
});

test('there must be an agent for each seat', async () => {
  await assert.rejects(
    playEpisode(make('kuhn_poker', { players: 3 }), [agent(), agent()], { seed: 1 }),
    (error) => error instanceof OptionError && /3 seats, and 2 agents/.test(error.message),
  );
});

test('a game in words is played by the same function, each seat told its own messages alone', async () => {
  const env = make('word_duel', { rounds: 1, words: 4 });
  const seated = [new Scripted('no word at all', 'abcde'), new Scripted()];
  const { step } = await playEpisode(env, seated, { seed: 2 });
  assert.equal(step.done, true);
  for (const [seat, { life }] of seated.entries()) {
    const told = life.slice(1, -1).filter((line) => line !== 'act');
    assert.deepEqual(
      told,
      env.messages(seat).map(({ text }) => text),
    );
    assert.ok(told.length > 0);
    assert.equal(life.at(-1), `end ${step.returns.join(' ')}`);
  }
});

test('a failure is listed with its detail, which no player is told', async () => {
  const failing = (detail?: string): Agent => ({
    name: 'failing',
    begin: () => undefined,
    act: () => {
      throw new AgentError('failing', 'it has lost the thread', { detail });
    },
  });
  for (const [detail, extra] of [
    ['Traceback: no thread', { detail: 'Traceback: no thread' }],
    [undefined, {}],
  ] as const) {
    const env = make('word_duel');
    const other = new Scripted();
    const { step, failures } = await playEpisode(env, [failing(detail), other], { seed: 2 });
    assert.equal(step.info.forfeit, 0);
    assert.deepEqual(failures, [{ seat: 0, agent: 'failing', reason: 'it has lost the thread', ...extra }]);
    assert.ok(other.life.includes('Player 1 forfeits: it has lost the thread.'));
    assert.doesNotMatch(other.life.join('\n'), /Traceback/);
  }
});

test('an episode ends when it is stopped, though its environment hangs', async () => {
  const env = make('word_duel');
  const stop = new AbortController();
  const hanging = {
    game: env.game,
    reset: env.reset.bind(env),
    messages: env.messages.bind(env),
    step: () => {
      setImmediate(() => stop.abort(new Error('enough')));
      return new Promise<TimeStep>(() => undefined);
    },
  };
  const agents = [new Scripted('[apple]'), new Scripted('[apple]')];
  await assert.rejects(playEpisode(hanging, agents, { seed: 1, signal: stop.signal }), /enough/);
});
