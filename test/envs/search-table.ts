import {
  AsyncEnv,
  type AsyncEnvOptions,
  type Document,
  type Reader,
  type SearchEngine,
  type SearchOptions,
  type SearchSources,
  searchSelfPlayOf,
  type TimeStep,
} from '@parlor/envs';

/** Documents about towns and their wells. */
export const DOCUMENTS: readonly Document[] = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'].map(
  (name, index) => ({
    id: `d${index}`,
    title: `${name} town`,
    text: `The well of ${name} town is ${['Anna', 'Berta', 'Clara', 'Dora', 'Edda', 'Frida'][index]}.`,
  }),
);

/** Finds the documents that hold a word of the query, in order. */
export const shelf: SearchEngine = {
  name: 'shelf',
  search: (query, k) =>
    DOCUMENTS.filter(({ text }) =>
      query.split(' ').some((word) => word !== '' && text.toLowerCase().includes(word.toLowerCase())),
    )
      .slice(0, k)
      .map((document) => ({ ...document, score: 1 })),
};

/** Answers "well of … town" from the document that tells it. */
export const wells: Reader = {
  name: 'wells',
  read(question, documents) {
    const town = /well of (\w+) town/.exec(question)?.[1];
    const found = documents.find(({ text }) => text.includes(`well of ${town} town`));
    const answer = /is (\w+)\./.exec(found?.text ?? '')?.[1];
    return answer === undefined ? { none: 'no document tells it' } : { answer };
  },
};

export const SOURCES: SearchSources = {
  engine: shelf,
  reader: wells,
  examples: ['Of which name is the deep and famous well of Ash town?'],
  answer: () => 'Anna',
};
export const ASH = 'Of which name is the deep and famous well of Ash town?';

export const table = (
  options: Partial<SearchOptions> = {},
  sources: Partial<SearchSources> = {},
  settings?: AsyncEnvOptions,
): AsyncEnv => {
  const game = searchSelfPlayOf({ id: 'wells_test', sources: { ...SOURCES, ...sources } }, options);
  return new AsyncEnv(game, settings);
};

/** Plays replies from the beginning: the step after the last. */
export async function play(env: AsyncEnv, replies: readonly string[]): Promise<TimeStep> {
  let step = await env.reset({ seed: 1 });
  for (const reply of replies) step = await env.step(reply);
  return step;
}
export const search = (query: string): string => `<search>${query}</search>`;
export const ask = (question: string): string => `<question>${question}</question>`;
export const answer = (text: string): string => `<answer>${text}</answer>`;
/** A proposer that is accepted. */
export const GOOD = [search('Anna'), search('Ash well'), ask(ASH)];

export const lastTold = (env: AsyncEnv, seat: number): string => env.messages(seat).at(-1)?.text ?? '';
