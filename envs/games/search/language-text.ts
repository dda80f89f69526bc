import { GAME_AUTHOR, type Message } from '../../core/message.ts';
import { quote, speech } from '../../core/reply.ts';
import type { Document } from '../../search/document.ts';
import { LEAST_SEARCHES, QUESTION_LENGTH, QUESTION_WORDS } from './filters.ts';
import type { SearchState } from './search-state.ts';
import { MANY_ANSWERS } from './payoffs.ts';
import type { SearchSources } from './sources.ts';
import { PROPOSER, type SearchOptions } from './options.ts';

export const tell = (audience: readonly number[], text: string): Message => ({
  author: GAME_AUTHOR,
  audience,
  text,
});

export const PROPOSER_FORMAT =
  'Answer with one search, <search>words to look for</search>, or with your question, <question>…</question>.';
export const SOLVER_FORMAT =
  'Answer with one search, <search>words to look for</search>, or with your answer, <answer>…</answer>.';

/** The most of a document that is shown. Unit: UTF-16 code units. */
const DOCUMENT_LIMIT = 1500;
const TITLE_LIMIT = 200;

/** Free words on one line, as others may hear them; of a longer text the end. */
export function oneLine(text: string, limit: number): string {
  return speech(text.length > limit ? text.slice(-limit) : text).replace(/\n/g, ' ');
}

/** How to play in a role. */
export function rules(role: number, options: SearchOptions, sources: SearchSources): string {
  const { solvers, turns, results } = options;
  const others =
    solvers === 1
      ? 'one solver searches and answers'
      : `${solvers} solvers search and answer, each on its own`;
  const beginning = sources.ask
    ? 'a question is asked.'
    : 'a proposer is given an answer, searches, and asks a question that has this answer and no other. Then';
  const shared = [
    `Search self-play: ${beginning} ${sources.ask ? capital(others) : others}.`,
    `Every reply is one search, <search>words to look for</search>, which shows you at most ${documents(results)}, or ends your part. You have at most ${turns} replies.`,
    'What documents tell is all that counts: what they pass on as rumour may be wrong.',
  ];
  const own =
    role !== PROPOSER
      ? solverRules(options)
      : sources.ask
        ? ['You are the proposer, and have nothing to do and nothing to gain.']
        : proposerRules(options, sources);
  return [...shared, ...own].join('\n');
}

function solverRules({ many_answers: many }: SearchOptions): string[] {
  const lines = [
    'You are a solver. Search until you know, then end with <answer>the answer alone</answer>. You are paid 1 if it is right, and 0 if it is wrong or missing.',
  ];
  if (many === 'quarter')
    lines.push(
      `Of several answers in one reply the last counts, a quarter where there are more than ${MANY_ANSWERS}.`,
    );
  return lines;
}

const capital = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}`;

function proposerRules(options: SearchOptions, { examples, guide }: SearchSources): string[] {
  const { verify, noise, answer_in_query: inQuery } = options;
  const { least, most } = QUESTION_LENGTH;
  const lines = [
    'You are the proposer. End with <question>your question</question>.',
    `A question is rejected unless it has ${QUESTION_WORDS} words or more and ${least} to ${most} characters, does not hold the answer, and comes after at least ${LEAST_SEARCHES} searches, no two of them the same${inQuery ? '' : ' and none with the answer in it'}, that found something.`,
  ];
  if (verify) {
    const amid = noise > 0 ? `, amid ${noise} others` : '';
    lines.push(
      `A reader then sees the documents that you found${amid}, and nothing else: it must come to your answer, and to no other.`,
    );
  }
  lines.push(payment(options));
  if (guide !== undefined) lines.push(guide);
  if (examples.length > 0)
    lines.push(`Questions may look like this:\n${examples.map((example) => `- ${example}`).join('\n')}`);
  return lines;
}

function payment({ rewards, penalty, solvers }: SearchOptions): string {
  const rejected = `a rejected one pays ${penalty}`;
  switch (rewards) {
    case 'difficulty':
      return solvers === 1
        ? `A question that the solver fails pays you 1, one that it answers 0; ${rejected}.`
        : `A question pays you the share of the solvers that fail: make it hard, but answerable; ${rejected}.`;
    case 'intermediate':
      return `A question pays you most where half of the solvers answer it, and nothing where all or none do; ${rejected}.`;
    case 'format':
      return `A question that is accepted pays you 1; ${rejected}.`;
  }
}

/** What a proposer is told at the beginning. */
export function task(answer: string, { searches, turns }: SearchOptions): string {
  return `The answer is ${answer}. Make ${searches} searches, then ask your question. ${turnsLeft(turns, PROPOSER)}`;
}

export function turnsLeft(turns: number, role: number): string {
  const last = role === PROPOSER ? 'ask now' : 'answer now';
  return turns === 1 ? `You have one reply left: ${last}.` : `You have ${turns} replies.`;
}

/** What a search shows. Documents are data: nothing in them passes for a tag of the game. */
export function results(found: readonly Document[], turns: number, role: number): string {
  const shown = found.map(
    ({ title, text }, index) =>
      `Document ${index + 1} (${shorten(title, TITLE_LIMIT)}): ${shorten(text, DOCUMENT_LIMIT)}`,
  );
  const lines = shown.length === 0 ? ['Nothing was found.'] : shown;
  const rest = turns === 0 ? 'You have no reply left.' : turnsLeft(turns, role);
  return `<information>\n${lines.join('\n')}\n</information>\n${rest.replace(/replies\.$/, 'replies left.')}`;
}

export const ACCEPTED = 'Your question is accepted.';

/** @param clause why */
export function rejected(clause: string, answer: string): string {
  return `The question is rejected: ${clause}. The answer was ${answer}.`;
}

export const otherAnswer = (answer: string): string => `the reader comes to ${quote(answer)}`;

/** A reader's reason as a clause of one line. */
export const clause = (reason: string): string =>
  shorten(reason, TITLE_LIMIT).replace(/[.\s]+$/, '') || 'the reader finds no answer';

export function ending({ answer, solvers }: SearchState): string {
  const told = solvers.map(({ answer: given, right }, index) => {
    const what = given === '' ? 'none' : `${quote(given)}, ${right ? 'right' : 'wrong'}`;
    return `solver ${index + 1} ${what}`;
  });
  return `The answer was ${answer}. Answers: ${told.join('; ')}.`;
}

const documents = (count: number): string => (count === 1 ? 'one document' : `${count} documents`);

function shorten(text: string, limit: number): string {
  const clean = text
    .slice(0, 4 * limit)
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .trim();
  return clean.length > limit ? `${clean.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}
