import {
  GAME_AUTHOR,
  type Message,
  OptionError,
  parseSpec,
  resolveOptions,
  type TimeStep,
  wordDuel,
  wordDuelFeedback,
  WORD_DUEL_WORDS,
} from '@parlor/envs';
import { AgentError } from '../errors.ts';
import type { Agent, Seating } from '../agent.ts';

/** How close each word of a list is to each other, as a number per answer: [secret, guess] of the whole list. */
interface Answers {
  readonly words: readonly string[];
  readonly table: readonly Int32Array[];
}

const known = new Map<4 | 5, Answers>();

/** Found once for each length, since comparing words is what takes time. */
function answersOf(length: 4 | 5): Answers {
  const found = known.get(length);
  if (found) return found;
  const words = WORD_DUEL_WORDS[length];
  const answers: Answers = {
    words,
    table: words.map((secret) => Int32Array.from(words, (guess) => code(wordDuelFeedback(secret, guess)))),
  };
  known.set(length, answers);
  return answers;
}

/** Marks as a number in base 3. */
function code(marks: string): number {
  return [...marks].reduce((number, mark) => 3 * number + '-~+'.indexOf(mark), 0);
}

/**
 * Word duel: keeps the words that fit every answer to its guesses, its own word left out, and guesses the one of them
 * that is expected to leave the fewest. It reads the game's messages and nothing else.
 */
export class WordDuelAgent implements Agent {
  readonly name = 'word-filter';
  private answers: Answers = { words: [], table: [] };
  private seat = -1;
  /** Indices of the words that the other may hide. */
  private candidates: number[] = [];
  /** The last word that this seat said, until it is answered. */
  private asked: string | undefined;

  /** @throws OptionError where the game is another */
  begin({ spec, seat }: Seating): void {
    const { game, options } = parseSpec(spec);
    if (game !== wordDuel.id) throw new OptionError(`${this.name} plays ${wordDuel.id}, not ${spec}.`);
    const { length, words } = resolveOptions(game, wordDuel.options, options);
    this.answers = answersOf(length === 4 ? 4 : 5);
    this.seat = seat;
    this.candidates = Array.from({ length: words }, (_, index) => index);
    this.asked = undefined;
  }

  /** @throws AgentError where no word fits what it has been told */
  act(step: TimeStep): string {
    for (const message of step.messages) this.read(message);
    const guess = this.best();
    if (guess === undefined) {
      throw new AgentError(this.name, 'no word of the list fits what it has been told');
    }
    return `[${this.answers.words[guess]}]`;
  }

  private read({ author, text }: Message): void {
    if (author === this.seat) this.asked = text;
    if (author !== GAME_AUTHOR) return;
    const { words, table } = this.answers;
    const own = /^You hide the word (\w+)\.$/.exec(text)?.[1];
    if (own !== undefined) this.candidates = this.candidates.filter((word) => words[word] !== own);
    const [, guess, marks] = /^(\w+) ([-~+]+)$/.exec(text) ?? [];
    if (guess === undefined || guess !== this.asked) return;
    const asked = words.indexOf(guess);
    const answer = code(marks);
    this.candidates = this.candidates.filter((secret) => table[secret][asked] === answer);
    this.asked = undefined;
  }

  /** The candidate for which the squares of how many candidates give each answer add up to the least. */
  private best(): number | undefined {
    let best: number | undefined;
    let least = Infinity;
    const sizes = new Int32Array(3 ** 5); // how many candidates give each answer
    for (const guess of this.candidates) {
      sizes.fill(0);
      let sum = 0;
      for (const secret of this.candidates) {
        sum += 2 * sizes[this.answers.table[secret][guess]]++ + 1; // the next square
      }
      if (sum < least) [best, least] = [guess, sum];
    }
    return best;
  }
}
