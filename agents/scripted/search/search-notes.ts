import { GAME_AUTHOR, type Message, type StatedFact, statementsIn } from '@parlor/envs';

/** What a proposer is asked for, in the game's words. */
const TASK = /^The answer is (.+)\. Make \d+ searches, then ask your question\./;
const LEFT = /You have (?:(\d+) replies|one reply)(?: left)?(?:: \w+ now)?\.$/;
const DOCUMENT = /^Document \d+ \((.*?)\): (.*)$/;

/** What a seat of search self-play has been told in one episode, and the facts in the documents that it was shown. */
export class SearchNotes {
  /** What a proposer is to ask for; the empty text where it is not. */
  answer = '';
  /** What a solver is to answer; the empty text until it is asked. */
  question = '';
  /** Replies that are left. */
  left = 0;
  /** Titles of documents, each once. */
  readonly titles: string[] = [];
  /** In order of reading, each sentence once for each document that it stands in. */
  readonly facts: StatedFact[] = [];
  private readonly documents = new Set<string>();

  read(messages: readonly Message[]): void {
    for (const { author, text } of messages) {
      if (author !== GAME_AUTHOR) {
        this.question ||= text;
        continue;
      }
      const left = LEFT.exec(text);
      if (left) this.left = Number(left[1] ?? 1);
      const task = TASK.exec(text);
      if (task) this.answer = task[1];
      else if (text.startsWith('<information>\n')) text.split('\n').forEach((line) => this.keep(line));
      else if (!left) this.question ||= text; // where the game itself asks
    }
  }

  private keep(line: string): void {
    const [, title, text] = DOCUMENT.exec(line) ?? [];
    if (title === undefined || this.documents.has(line.slice(line.indexOf('(')))) return;
    this.documents.add(line.slice(line.indexOf('(')));
    if (!this.titles.includes(title)) this.titles.push(title);
    this.facts.push(...statementsIn(text));
  }
}
