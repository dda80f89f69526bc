/** Proposers search a fictional world and ask, solvers search and answer: rounds whose free slots are filled anew. */
import { QuestionPool, SearchProposer, searchRounds, SearchSolver } from '@parlor/agents';
import { corpusOf, miniSearchEngine, type SearchSources, worldReader } from '@parlor/envs';

// Any engine, reader and answers do: a corpus of your own, an engine over HTTP, a chat model that reads.
const corpus = corpusOf({ seed: 5, documents: 400 });
const names = corpus.world.entities.map(({ name }) => name);
const sources: SearchSources = {
  engine: miniSearchEngine(corpus.documents()),
  reader: worldReader(() => corpus.world),
  examples: ['According to the documents, which place is the seat of the employer of Ada Brun?'],
  answer: (random) => names[random.below(names.length)] ?? '',
};

const rounds = searchRounds({
  id: 'search_my_world',
  sources,
  options: { solvers: 4 },
  proposer: () => new SearchProposer({ hops: 3 }),
  solver: () => new SearchSolver({ hops: 2, careful: false }),
  batch: 20,
  rounds: 3,
  fill: 'replay',
  pool: new QuestionPool({ threshold: 0.75 }),
  seed: 1,
});
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number): string => `${Math.round(100 * share)} %`;

for await (const { round, episodes, slots } of rounds) {
  const proposed = episodes.filter(({ replayed }) => !replayed);
  const accepted = proposed.filter((episode) => episode.accepted);
  const difficulty = 1 - mean(accepted.map(({ success }) => success ?? 0));
  const replayed = slots.filter((content) => content === 'replayed').length;
  console.log(
    `Round ${round + 1}: ${percent(accepted.length / proposed.length)} of the questions are accepted, ` +
      `${percent(difficulty)} of the answers to them are wrong, and ${replayed} questions are asked again.`,
  );
  for (const { question, answer } of accepted.slice(0, 1)) console.log(`  ${question} ${answer}.`);
}
