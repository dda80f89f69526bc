/** Who Is the Spy with words of one's own: `npx parlor play ./examples/who-is-the-spy.ts` to play it yourself. */
import { fileURLToPath } from 'node:url';
import { playEpisode, SpyWordsAgent } from '@parlor/agents';
import { AsyncEnv, readWordPairs, spyWordsOf, type WordPair } from '@parlor/envs';

// From a file of your own: two columns, or one JSON object a line.
const pairs = readWordPairs('lake,river\ncastle,palace\n');
export const waters = spyWordsOf({ id: 'waters', pairs });
export default waters;

// What the players by rules know of the words; chat models and people need no such thing.
const known: readonly WordPair[] = [
  {
    words: ['lake', 'river'],
    category: 'own',
    difficulty: 'medium',
    both: ['you can swim there', 'there are fish', 'boats go there', 'it is on maps'],
    own: [
      ['it stands still', 'it has one shore all around', 'some are salty'],
      ['it comes from a spring', 'it ends in the sea', 'bridges cross it'],
    ],
  },
  {
    words: ['castle', 'palace'],
    category: 'own',
    difficulty: 'hard',
    both: ['kings lived there', 'it has many rooms', 'it is old', 'tourists visit it'],
    own: [
      ['it has thick walls', 'it stands on a hill', 'it was built to be defended'],
      ['it has large windows', 'it stands in a garden', 'they held balls there'],
    ],
  },
];

// Only where this file is run itself, and not where `parlor play` takes the game from it.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const env = new AsyncEnv(waters({ players: 4, rounds: 2 }));
  const agents = Array.from({ length: env.game.seats }, () => new SpyWordsAgent(known));
  const caught = { right: 0, votes: 0 };
  for (let episode = 0; episode < 100; episode++) {
    const { step } = await playEpisode(env, agents, { seed: 1, episode });
    if (episode === 0)
      for (const { author, text } of env.log) console.log(author < 0 ? 'Game' : `Player ${author + 1}`, text);
    const spy = env.position.roles.indexOf('spy');
    const votes = env.position.votes.filter((vote, seat) => seat !== spy && vote !== null);
    caught.votes += votes.length;
    caught.right += votes.filter((vote) => vote === spy).length;
    if (Math.abs(step.returns.reduce((sum, value) => sum + value, 0)) > 1e-9) throw new Error('not zero-sum');
  }
  console.log(
    `${Math.round((100 * caught.right) / caught.votes)} % of the civilians' votes were for the spy`,
  );
}
