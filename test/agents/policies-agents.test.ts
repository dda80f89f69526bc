import assert from 'node:assert/strict';
import test from 'node:test';
import {
  GAME_AUTHOR,
  type Game,
  loadGame,
  make,
  type Message,
  OptionError,
  type ParseFailure,
  parseName,
} from '@parlor/envs';
import type { Reply } from '../../agents/agent.ts';
import { playEpisode } from '../../agents/play/index.ts';
import {
  FirstLegalPolicy,
  HumanAgent,
  InputEndedError,
  KuhnEquilibriumPolicy,
  PolicyAgent,
  PolicyError,
  type Terminal,
  UniformPolicy,
} from '../../agents/policies/index.ts';

/** A person who enters these lines, then leaves. */
function person(...lines: string[]): Terminal & { screen: string } {
  const terminal = {
    screen: '',
    write(text: string): void {
      terminal.screen += text;
    },
    ask(question: string): Promise<string | undefined> {
      const line = lines.shift();
      terminal.screen += `${question}${line ?? ''}\n`;
      return Promise.resolve(line);
    },
  };
  return terminal;
}

test('a policy agent plays its policy: samples are spread as its probabilities', async () => {
  const env = make('kuhn_poker');
  const jack = { hands: 0, bets: 0 };
  for (let episode = 0; episode < 3000; episode++) {
    const agents = [new PolicyAgent(new KuhnEquilibriumPolicy(0.3)), new PolicyAgent(new FirstLegalPolicy())];
    await playEpisode(env, agents, { seed: 1, episode });
    if (env.actions[0] !== 0) continue;
    jack.hands++;
    jack.bets += env.actions[2];
  }
  const error = Math.sqrt((0.3 * 0.7) / jack.hands);
  assert.ok(jack.hands > 800);
  assert.ok(Math.abs(jack.bets / jack.hands - 0.3) < 5 * error, `${jack.bets} bets of ${jack.hands}`);
});

test('a policy agent remembers nothing of earlier episodes', async () => {
  const env = make('leduc_poker');
  const veteran = new PolicyAgent(new UniformPolicy());
  const other = new PolicyAgent(new UniformPolicy());
  for (let episode = 0; episode < 5; episode++)
    await playEpisode(env, [veteran, other], { seed: 2, episode });
  const played = env.actions;
  await playEpisode(env, [new PolicyAgent(new UniformPolicy()), other], { seed: 2, episode: 4 });
  assert.deepEqual(env.actions, played);
});

test('a policy agent without a seat, or in an unknown game, says so', async () => {
  const agent = new PolicyAgent(new UniformPolicy());
  const step = make('kuhn_poker').reset({ seed: 1 });
  await assert.rejects(agent.act(step), PolicyError);
  assert.throws(() => agent.begin({ spec: 'no_game', seat: 0, seed: 1 }), OptionError);
});

test('a policy agent plays a game that is in no registry when it is given', async () => {
  const game: Game = { ...loadGame('kuhn_poker'), id: 'house_rules', spec: 'house_rules' };
  const agent = new PolicyAgent(new FirstLegalPolicy(), { game });
  const step = make('kuhn_poker').reset({ seed: 1 });
  agent.begin({ spec: 'house_rules', seat: 0, seed: 1 });
  assert.equal(await agent.act(step), 0);
});

test('a person is shown the rules once, the position and the news, and asked again after a slip', async () => {
  const env = make('tic_tac_toe');
  const terminal = person('middle', '5', '[5]', '9', '3', '7');
  const human = new HumanAgent(terminal, { table: env, rules: (seat) => env.game.text.rules(seat) });
  const { step } = await playEpisode(env, [human, new PolicyAgent(new FirstLegalPolicy())], { seed: 3 });
  assert.equal(step.done, true);
  const { screen } = terminal;
  assert.equal(screen.split('Three in a row, column or diagonal win').length, 2, 'rules once');
  assert.match(screen, /You play x\./);
  assert.match(screen, /> middle\n"middle" names no action\. Answer with one of: \[1\]/);
  assert.match(screen, /You take cell 5\.\no takes cell 1\./);
  assert.match(screen, /> \[5\]\nCell 5 is taken: x is there\./);
  assert.ok(
    screen.endsWith(`\n${env.view(0)}\n\nThe game is over: player 1 +1, player 2 -1.\n`),
    'the last board',
  );
});

test('a person may ask for the rules, and leave, in both kinds of games', async () => {
  const env = make('kuhn_poker');
  const duel = make('word_duel', { rounds: 1, words: 2 });
  for (const [table, options, rule] of [
    [env, { table: env }, 'The deck has 3 cards'],
    [duel, { verdict: (reply: string) => duel.verdict(reply) }, 'guess the word'],
  ] as const) {
    const terminal = person('?', ' Help ', 'quit');
    const rules = (seat: number): string =>
      table === env ? env.game.text.rules(seat) : duel.game.rules(seat);
    const human = new HumanAgent(terminal, { ...options, rules, name: 'Ada' });
    await assert.rejects(
      playEpisode(table, [human, human], { seed: 3 }),
      (error) => error instanceof InputEndedError && /Ada has left/.test(error.message),
    );
    const { screen } = terminal;
    assert.equal(screen.split(rule).length, 4, 'at the start and twice more');
    assert.equal(screen.split('? for help, quit or Ctrl-D to leave.').length, 4);
    assert.doesNotMatch(screen, /names no action|rejected/);
  }
});

test('what leaves is an action where the game has one of that name, and not where one may say anything', async () => {
  const negotiation = make('simple_negotiation');
  await negotiation.reset({ seed: 1 });
  const answer = (verdict: (reply: string) => ParseFailure | undefined, line: string): Promise<Reply> =>
    new HumanAgent(person(line), { verdict }).act(negotiation.current);
  assert.equal(negotiation.verdict('quit'), undefined);
  await assert.rejects(
    answer((reply) => negotiation.verdict(reply), 'quit'),
    InputEndedError,
  );
  const words = ['quit', 'help', '?'];
  const named = (reply: string): ParseFailure | undefined => {
    const found = parseName(reply, words);
    return typeof found === 'number' ? undefined : found;
  };
  for (const word of words) assert.equal(await answer(named, word), word);
});

test('a slip in a game in words costs nothing: a person is asked until its reply is accepted', async () => {
  const env = make('word_duel', { rounds: 1, words: 2 });
  const step = await env.reset({ seed: 3 });
  const [, word = ''] = /such as \[(\w+)\]/.exec(env.game.rules(0)) ?? [];
  const terminal = person('what', 'ever', 'zzzzz', word);
  const human = new HumanAgent(terminal, { verdict: (reply) => env.verdict(reply) });
  assert.equal(await human.act(step), word);
  assert.deepEqual(env.decisions, []);
  assert.match(
    terminal.screen,
    /> what\nThe reply names no word of the list\. Answer with a word of the list/,
  );
});

test('the end is told once: a board is shown again, sentences are not, and a game in words has told it', async () => {
  const poker = make('kuhn_poker');
  const terminal = person('bet');
  await playEpisode(
    poker,
    [new HumanAgent(terminal, { table: poker }), new PolicyAgent(new FirstLegalPolicy())],
    { seed: 3 },
  );
  const news = poker
    .messages(0)
    .slice(1)
    .map(({ text }) => `${text}\n`);
  assert.ok(
    terminal.screen.endsWith(`> bet\n${news.join('')}\nThe game is over: player 1 +1, player 2 -1.\n`),
    terminal.screen,
  );
  const words = person();
  const human = new HumanAgent(words);
  human.begin({ spec: 'word_duel', seat: 0, seed: 1 });
  human.end([1.5, -1.5]);
  assert.equal(words.screen, '\nPayoff: player 1 +1.5, player 2 -1.5.\n');
});

test('the end of input is an error that says who was to move', async () => {
  const env = make('kuhn_poker');
  const human = new HumanAgent(person(), { table: env, name: 'Ada' });
  await assert.rejects(
    playEpisode(env, [human, new PolicyAgent(new UniformPolicy())], { seed: 3 }),
    (error) => error instanceof InputEndedError && /Ada was to move/.test(error.message),
  );
});

test('a person plays a game in words by what it is told', async () => {
  const env = make('word_duel', { rounds: 1, words: 2 });
  const terminals = [person('xyz', 'xyz'), person()];
  const humans = terminals.map((terminal) => new HumanAgent(terminal));
  const { step } = await playEpisode(env, humans, { seed: 3 });
  assert.equal(step.done, true);
  terminals.forEach(({ screen }, seat) => {
    for (const { text } of env.messages(seat)) assert.ok(screen.includes(text));
  });
  assert.ok(!terminals[1].screen.includes('xyz'));
});

test('a person is told where each picture is, and that there is one where it cannot be shown', () => {
  const url = 'data:image/png;base64,AAAA';
  const message: Message = {
    author: GAME_AUTHOR,
    audience: [0],
    text: 'You see a scene.',
    images: [url, url],
  };
  const [shown, dark] = [person(), person()];
  new HumanAgent(shown, { picture: (given) => `at ${given.length}` }).note(message);
  new HumanAgent(dark).note(message);
  assert.equal(shown.screen, 'You see a scene.\nPicture: at 26.\nPicture: at 26.\n');
  assert.match(dark.screen, /^You see a scene\.\nPicture: it cannot be shown here\.\n/);
});
