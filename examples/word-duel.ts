/** A script plays random guesses in a game of words, every deal from both seats. */
import { type Entrant, playMatch, RandomAgent, WordDuelAgent } from '@parlor/agents';
import { loadLanguageGame } from '@parlor/envs';

const script: Entrant = { name: 'script', seat: () => new WordDuelAgent() };
const random: Entrant = { name: 'random', seat: (table) => new RandomAgent(table) };
const { episodes, returns } = await playMatch(loadLanguageGame('word_duel'), [script, random], {
  seed: 1,
  deals: 50,
});
const won = Array.from({ length: episodes }, (_, episode) => returns[2 * episode] ?? 0).filter(
  (value) => value > 0,
);
console.log(`script won ${won.length} of ${episodes}`);
