import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AsyncEnv, loadLanguageGame, OptionError, spyWordsOf, WORD_PAIRS } from '@parlor/envs';
import { playEpisode } from '../../agents/play/index.ts';
import { SpyWordsAgent } from '../../agents/scripted/index.ts';
import { larger, means, worthTheirRules } from './support/spy-means.ts';

const EPISODES = 80;

describe('among players by rules, in spy_words', () => {
  for (const [spec, civiliansToo] of [
    ['spy_words', true],
    ['spy_words(preset=paper)', true],
    ['spy_words(preset=party)', true],
    ['spy_words(preset=released,judges=2)', false],
  ] as const) {
    test(`a spy by rules is caught less than one at random, and civilians earn more, in ${spec}`, async () => {
      // A spy that is told so, and knows the pair, gives nothing away: then there is nothing for civilians to find.
      const noSpy = await worthTheirRules(spec, EPISODES, civiliansToo);
      assert.ok(noSpy.vote.mean > 0.9, `${noSpy.vote.mean}`);
    });
  }

  test('judges by rules find a spy at random, and judges at random do not', async () => {
    const spec = 'spy_words(preset=released,judges=2,told=false)';
    const [rules, none] = await Promise.all([means(spec, [], 60), means(spec, ['judge'], 60)]);
    assert.ok(larger(rules.vote, none.vote), `${rules.vote.mean} and ${none.vote.mean}`);
  });
});

describe('the player by rules of spy_words', () => {
  test('says nothing twice, nothing false and never its word, however long the game', async () => {
    const env = new AsyncEnv(loadLanguageGame('spy_words(players=10,rounds=4,category=nature)'));
    const agents = Array.from({ length: 10 }, () => new SpyWordsAgent());
    for (let episode = 0; episode < 5; episode++) {
      const { step } = await playEpisode(env, agents, { seed: 2, episode });
      assert.equal(step.info.forfeit, undefined);
      assert.ok(env.decisions.every(({ rejected }) => rejected === undefined));
    }
  });

  test('tells its word from the other of its pair where it is heard', async () => {
    const { words, own } = WORD_PAIRS[0];
    const agent = new SpyWordsAgent();
    agent.begin({ spec: 'spy_words(told=true)', seat: 0, seed: 1 });
    const step = await new AsyncEnv(loadLanguageGame('spy_words(told=true)')).reset({ seed: 1 });
    const tell = (text: string, author = -1) => ({ author, audience: [0], text });
    const clue = agent.act({
      ...step,
      messages: [
        tell(`You are player 1, a civilian. Your word is ${words[0]}.`),
        tell('Clues: player 1 speaks.'),
      ],
    });
    assert.match(clue, /^\[[A-Z].*\.\]$/);
    const vote = agent.act({
      ...step,
      messages: [
        tell(own[0][0], 1),
        tell(`I would say: ${own[1][0]}!`, 2),
        tell(own[0][1], 3),
        tell(
          'All clues have been given. All players vote now, each for one other: [player 2] [player 3] [player 4].',
        ),
      ],
    });
    assert.equal(vote, '[player 3]');
  });

  test('says what it knows as it is written, signs and all, and knows it again when others say it', async () => {
    const said = ["you hold on to each other's jacket", 'Santa has a white one', "it isn't make-up"];
    const agent = new SpyWordsAgent([
      {
        words: ['zorb', 'zarb'],
        category: 'mine',
        difficulty: 'hard',
        both: said,
        own: [['it zigs'], ['it zags']],
      },
    ]);
    agent.begin({ spec: 'spy_words(told=true)', seat: 0, seed: 1 });
    const step = await new AsyncEnv(loadLanguageGame('spy_words(told=true)')).reset({ seed: 1 });
    const tell = (text: string, author = -1) => ({ author, audience: [0], text });
    const [deal, turn] = ['You are player 1, a civilian. Your word is zorb.', 'Clues: player 1 speaks.'];
    const mine = [...said, 'it zigs'];
    const left = new Set(mine);
    let messages = [tell(deal), tell(turn)];
    while (left.size > 0) {
      const clue = agent.act({ ...step, messages });
      const text = mine.find((one) => `[${one.charAt(0).toUpperCase()}${one.slice(1)}.]` === clue);
      assert.ok(text !== undefined && left.delete(text), clue);
      messages = [tell(text, 1), tell(turn)];
    }
    assert.match(
      agent.act({ ...step, messages }),
      /^\[[A-Z][a-z ]+,? (you hold on to each other's jacket|Santa has a white one|it isn't make-up|it zigs)\.\]$/,
    );
  });

  test('plays the same in an episode whatever it has played before', async () => {
    const env = new AsyncEnv(loadLanguageGame('spy_words'));
    const agents = Array.from({ length: 4 }, () => new SpyWordsAgent());
    const first = await playEpisode(env, agents, { seed: 4, episode: 3 });
    await playEpisode(env, [...agents].reverse(), { seed: 4, episode: 4 });
    const again = await playEpisode(env, agents, { seed: 4, episode: 3 });
    assert.deepEqual(again.decisions, first.decisions);
  });

  test("plays with a user's own pairs, known to it or not, and says so where the game is another", async () => {
    const mine = spyWordsOf({ id: 'mine', pairs: [{ words: ['zorb', 'zarb'] }] })();
    const env = new AsyncEnv(mine);
    const unknowing = Array.from({ length: 4 }, () => new SpyWordsAgent([]));
    const { step } = await playEpisode(env, unknowing, { seed: 1 });
    assert.equal(step.info.forfeit, undefined);
    assert.equal(env.position.stage, 'over');
    const knowing = new SpyWordsAgent();
    assert.throws(() => knowing.begin({ spec: mine.spec, seat: 0, seed: 1 }), OptionError);
    assert.throws(() => knowing.begin({ spec: 'kuhn_poker', seat: 0, seed: 1 }), OptionError);
  });
});
