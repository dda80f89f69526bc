import type { Random } from '../../core/random.ts';
import type { SearchState } from './search-state.ts';
import type { SearchOptions } from './options.ts';
import type { SearchSources } from './sources.ts';

/** A reply that is accepted, drawn from a broad choice by what the seat knows. */
export function randomReply(
  state: SearchState,
  seat: number,
  random: Random,
  sources: SearchSources,
  { searches, turns }: SearchOptions,
): string {
  const { answer, documents, queries, question, solvers } = state;
  const pick = (texts: readonly string[]): string => texts[random.below(texts.length)];
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? ['nothing'];
  if (seat > 0) {
    const { titles } = solvers[seat - 1];
    if (state.turns + 1 < turns && random.below(2) === 0)
      return `<search>${pick(words(question))} ${pick(words(question))}</search>`;
    return `<answer>${pick(titles.length > 0 ? titles : words(question))}</answer>`;
  }
  if (queries.length < searches && state.turns + 1 < turns) {
    const seen = documents.length > 0 ? words(pick(documents.map(({ text }) => text))) : [];
    const query =
      queries.length === 0
        ? answer
        : `${pick([answer, pick(documents.map(({ title }) => title).concat(answer))])} ${pick(seen.concat('more'))}`;
    return `<search>${query}</search>`;
  }
  const composed = random.below(4) === 0 ? undefined : sources.compose?.(answer, documents, random);
  return `<question>${composed ?? `Of what do the documents tell that ${pick(words(pick(documents.map(({ text }) => text).concat('nothing'))))} is a part?`}</question>`;
}
