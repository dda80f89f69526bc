import { type ClosedDecision, closedDecision } from './closed-decision.ts';
import { closingWords } from './closing.ts';
import { OptionError } from './errors.ts';
import { CHANCE, type Game, type State, TERMINAL } from './game.ts';
import type { InvalidMovePolicy } from './invalid-moves.ts';
import type { LanguageGame } from './language-game.ts';
import { GAME_AUTHOR, type Message } from './message.ts';
import { type Random, Stream } from './random.ts';
import { speech, unmarked } from './reply.ts';
import { signalsOf } from './signals-of.ts';

/** What several rounds come to. `total`: all that was won; the others 1 for the winner, in all or of the last round. */
export const MATCH_RESULTS = ['total', 'winner', 'last'] as const;
export type MatchResult = (typeof MATCH_RESULTS)[number];

export interface InWordsOptions {
  /** Rounds of an episode; who takes the closed game's first seat goes round. */
  readonly rounds: number;
  /** The seat that takes the closed game's first seat in the first round. */
  readonly starter: number;
  readonly result: MatchResult;
  /** `full`: a round is worth what the closed game pays; `unit`: 1 to a seat that gains, −1 to one that loses. */
  readonly stakes: 'full' | 'unit';
  /** Whether seats may say something besides the action, which all others hear. */
  readonly speech: boolean;
  readonly invalidMoves?: InvalidMovePolicy;
}

export type InWordsState = {
  /** Won in the rounds that are over: [seats]. */
  readonly scores: readonly number[];
  /** Won in the last of them: [seats]. */
  readonly last: readonly number[];
  /** Rounds that are over. */
  readonly round: number;
  /** The closed game's state in this round. */
  readonly position: readonly number[];
  /** Its actions and chance outcomes in this round. */
  readonly history: readonly number[];
  /** What the rounds' chance follows from, four words: round r is dealt the same however earlier rounds went. */
  readonly key: readonly number[];
  /** State of this round's chance generator. */
  readonly chance: readonly [number, number, number, number];
};

/** An action of the closed game, and what was said besides. */
export type InWordsAction = { readonly action: number; readonly words: string };

/** Raised when what this adapter says or saves changes; a closed game's own version counts below it. */
const VERSION = 1001;

/**
 * A closed game played in words, through its text face: seats are told the events that they witness, and before each
 * decision what they see then. An episode may be a match of several rounds with the seats going round.
 * @throws OptionError where an option does not fit the game.
 */
export function inWords(
  game: Game,
  options: InWordsOptions,
): Omit<LanguageGame<InWordsState, InWordsAction>, 'id' | 'spec'> {
  const { rounds, starter, result, stakes } = options;
  const { seats, text } = game;
  const everybody = Array.from({ length: seats }, (_, seat) => seat);
  const turned = rounds > 1 || starter > 0;
  if (starter >= seats) {
    throw new OptionError(
      `in_words: starter must be a seat of ${game.spec}, 0 to ${seats - 1}, not ${starter}.`,
    );
  }
  if (options.speech && game.choosing) {
    throw new OptionError(
      `in_words: in ${game.spec} seats choose at the same time, and speech would tell the choice; leave speech out.`,
    );
  }
  if (stakes === 'unit' && !(seats === 2 && game.payoff === 'zero-sum')) {
    throw new OptionError(`in_words: stakes=unit is for zero-sum games of two seats, not ${game.spec}.`);
  }

  /** The closed game's seat that a seat of the match holds in a round, and the other way round. */
  const held = (round: number, seat: number): number =>
    (seat - starter - round + (rounds + 1) * seats) % seats;
  const holder = (round: number, seat: number): number => (seat + starter + round) % seats;
  /** The words with each number of a player turned into that of another seat. */
  const renumbered = (words: string, other: (seat: number) => number): string =>
    turned
      ? words.replace(/\b(player) *(\d+)\b/gi, (all, player: string, number: string) =>
          Number(number) > seats || number === '0' ? all : `${player} ${other(Number(number) - 1) + 1}`,
        )
      : words;
  /** Words of the closed game, in which players have the numbers of its seats, as this round's players are told them. */
  const named = (words: string, round: number): string => renumbered(words, (seat) => holder(round, seat));
  /** A player's words as the closed game reads them. */
  const heard = (reply: string, round: number): string => renumbered(reply, (seat) => held(round, seat));
  const decision = (state: InWordsState): ClosedDecision =>
    closedDecision(game, stateOf(state), state.history, (words) => named(words, state.round));

  const over = ({ round }: InWordsState): boolean => round === rounds;
  const stateOf = ({ position }: InWordsState): State => Int32Array.from(position);

  function mover(state: InWordsState): number {
    return over(state) ? TERMINAL : holder(state.round, game.mover(stateOf(state)));
  }

  /** Everything that is said between two decisions, and the state that it ends in. */
  class Telling {
    readonly messages: Message[] = [];
    readonly position: State;
    readonly key: readonly number[];
    readonly chance = new Stream();
    scores: readonly number[];
    last: readonly number[];
    round: number;
    history: number[];

    constructor(from: InWordsState) {
      this.position = stateOf(from);
      this.scores = from.scores;
      this.last = from.last;
      this.round = from.round;
      this.history = from.history.slice();
      this.key = from.key;
      this.chance.restore(from.chance);
    }

    say(audience: readonly number[], words: string, author = GAME_AUTHOR): void {
      this.messages.push({ author, audience, text: words });
    }

    /** Begins a round, or the next one where nobody has anything to decide, until somebody has. */
    begin(): void {
      game.start(this.position);
      this.chance.seek({ words: Int32Array.from(this.key) }, 0, this.round);
      this.history = [];
      if (rounds > 1) this.say(everybody, `Round ${this.round + 1} of ${rounds} begins.`);
      this.happen();
    }

    take(action: number): void {
      for (const seat of everybody) {
        const words = text.event(this.position, action, held(this.round, seat));
        if (words !== null) this.say([seat], named(words, this.round));
      }
      game.apply(this.position, action);
      this.history.push(action);
    }

    /** Lets chance happen until a seat must act, whose view then is the last thing it is told, or the match is over. */
    happen(): void {
      while (game.mover(this.position) === CHANCE) this.take(game.draw(this.position, this.chance));
      const seat = game.mover(this.position);
      if (seat === TERMINAL) return this.settle();
      const reader = holder(this.round, seat);
      this.say([reader], named(text.view(this.position, seat), this.round));
    }

    settle(): void {
      const paid = new Float64Array(seats);
      game.returns(this.position, paid);
      this.last = everybody.map((seat) => {
        const value = paid[held(this.round, seat)];
        return (stakes === 'unit' ? Math.sign(value) : value) + 0; // JSON has no −0
      });
      this.scores = this.scores.map((score, seat) => score + this.last[seat]);
      this.round++;
      if (rounds > 1) {
        const totals = this.round < rounds ? ` In all: ${listed(this.scores)}.` : '';
        this.say(everybody, `Round ${this.round} is over: ${listed(this.last)}.${totals}`);
      }
      if (this.round < rounds) return this.begin();
      this.say(everybody, `The game is over: ${listed(returnsOf(this.state))}.`);
    }

    get state(): InWordsState {
      const { scores, last, round, history, key } = this;
      return {
        scores,
        last,
        round,
        position: Array.from(this.position),
        history,
        key,
        chance: this.chance.save(),
      };
    }
  }

  function returnsOf(state: InWordsState): number[] {
    if (result !== 'total')
      return over(state) ? ranked(result === 'last' ? state.last : state.scores) : state.scores.map(() => 0);
    if (over(state)) return state.scores.slice();
    const paid = new Float64Array(seats);
    if (stakes === 'full') game.returns(stateOf(state), paid);
    return state.scores.map((score, seat) => score + paid[held(state.round, seat)]);
  }

  const [low, high] = stakes === 'unit' ? [-1, 1] : game.payoffRange;
  return {
    version: VERSION + game.version,
    seats,
    roles: turned ? everybody.map((seat) => `player ${seat + 1}`) : game.roles,
    maxTurns: rounds * game.maxTurns,
    payoff: result === 'total' ? game.payoff : 'zero-sum',
    payoffRange: result === 'total' ? [Math.min(low, low * rounds), Math.max(high, high * rounds)] : [-1, 1],
    information: game.information,
    ...(options.invalidMoves && { invalidMoves: options.invalidMoves }),

    rules(role) {
      // Where the seats go round, nobody keeps a role: the view says each time what one is.
      const known = rounds === 1 && role >= 0 && (!turned || game.roles.length === seats);
      const words = known ? named(text.rules(turned ? held(0, role) : role), 0) : text.rules(-1);
      const lines = [words];
      if (rounds > 1) lines.push(`${rounds} rounds are played; the seats go round. ${AIMS[result]}`);
      if (stakes === 'unit') lines.push('Every round is worth 1 to its winner, whatever the stakes in it.');
      if (options.speech) lines.push('What you say besides the action in brackets is heard by everybody.');
      return lines.join('\n');
    },

    start(random) {
      const nothing = everybody.map(() => 0);
      const telling = new Telling({
        scores: nothing,
        last: nothing,
        round: 0,
        position: new Array<number>(game.stateSize).fill(0),
        history: [],
        key: Array.from({ length: 4 }, () => word(random)),
        chance: [0, 0, 0, 0],
      });
      telling.begin();
      return { state: telling.state, messages: telling.messages };
    },

    mover,
    role: (state, seat) => (turned ? seat : game.role(stateOf(state), seat)),

    parse(state, _seat, reply) {
      const found = text.parse(stateOf(state), heard(reply, state.round));
      if (typeof found !== 'number')
        return { reason: named(found.reason, state.round), format: named(found.format, state.round) };
      return { action: { action: found, words: options.speech ? speech(unmarked(reply)) : '' } };
    },

    apply(state, { action, words }) {
      const telling = new Telling(state);
      if (words !== '') telling.say(everybody, words, mover(state));
      telling.take(action);
      telling.happen();
      return { state: telling.state, messages: telling.messages };
    },

    returns: returnsOf,

    sample(state, _seat, random) {
      const { legal } = decision(state);
      const name = text.actionName(stateOf(state), legal[random.below(legal.length)]);
      return `[${named(name, state.round)}]`;
    },
    closing(state, seat) {
      const last = state.round - 1; // an episode that was given up may have no round that is over
      if (last < 0) return [];
      const paragraphs = closingWords(game, stateOf(state), seat < 0 ? seat : held(last, seat));
      return paragraphs.map((words) => named(words, last));
    },
    closed: decision,
    ...(game.choosing && {
      choosing(state: InWordsState) {
        const list = new Int32Array(seats);
        const count = game.choosing?.(stateOf(state), list) ?? 0;
        return Array.from(list.subarray(0, count), (seat) => holder(state.round, seat)).sort((a, b) => a - b);
      },
    }),
    // A game in words pays what the closed game pays here, so that signals that are the returns stay the returns.
    ...(game.stages &&
      rounds === 1 &&
      result === 'total' &&
      stakes === 'full' && {
        signals: (state: InWordsState) => signalsOf(game, stateOf(state), (seat) => held(0, seat)),
      }),
    ...(game.knowsRole && {
      knowsRole: (state: InWordsState, seat: number) =>
        turned || (game.knowsRole?.(stateOf(state), seat) ?? true),
    }),
  };
}

/** 32 random bits, as a signed integer. */
function word(random: Random): number {
  return (random.below(65536) << 16) | random.below(65536);
}

const AIMS: Readonly<Record<MatchResult, string>> = {
  total: 'What you win in all rounds together counts.',
  winner: 'Whoever has won most in all rounds together wins the match.',
  last: 'Whoever wins the last round wins the match.',
};

function listed(values: readonly number[]): string {
  return values.map((value, seat) => `player ${seat + 1} ${value > 0 ? '+' : ''}${value}`).join(', ');
}

/** 1 to the seat that has most and the same loss to each other, adding up to 0; seats that share the most share it. */
function ranked(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const winners = scores.filter((score) => score === most).length;
  const others = scores.length - winners;
  if (others === 0) return scores.map(() => 0);
  return scores.map((score) =>
    score === most ? others / (winners * (scores.length - 1)) : -1 / (scores.length - 1),
  );
}
