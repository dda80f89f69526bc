/** A bot in another language, a child process that speaks JSON lines, plays poker and a word game in words. */
import { BotAgent, type Entrant, PolicyAgent, playMatch, RandomAgent, UniformPolicy } from '@parlor/agents';
import { loadLanguageGame } from '@parlor/envs';

const file = process.argv[2] ?? 'examples/bots/random.mjs';
const bot: Entrant = { name: file, seat: () => new BotAgent(file) };
for (const [spec, opponent] of [
  ['in_words(game=leduc_poker)', { name: 'uniform', seat: () => new PolicyAgent(new UniformPolicy()) }],
  ['word_duel', { name: 'random', seat: (table) => new RandomAgent(table) }],
] as [string, Entrant][]) {
  const { episodes, forfeits } = await playMatch(loadLanguageGame(spec), [bot, opponent], {
    seed: 1,
    deals: 5,
  });
  console.log(`${spec}: ${episodes} episodes, ${forfeits[0]} forfeits of the bot`);
}
