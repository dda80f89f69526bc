import { OptionError } from '../../core/errors.ts';
import { fields } from '../../core/field.ts';
import { CHANCE, type Game, type Payoff, type State, TERMINAL } from '../../core/game.ts';
import { layout } from '../../core/layout.ts';
import { oneRound } from './one-round.ts';
import { repeatedText } from './repeated-text.ts';

export interface RepeatedOptions {
  /** The most rounds. */
  readonly rounds: number;
  /** A payoff of round t, counted from 0, is worth discount^t of itself. */
  readonly discount: number;
  /** The probability that there is another round after one; 1: all rounds are played. */
  readonly continuation: number;
  /** How many of the last rounds observations tell of. */
  readonly memory: number;
}

/** Raised when what repetition adds changes; the version of the game that is repeated counts below it. */
const VERSION = 1000;

/** Outcomes of chance after a round. */
export const STOP = 0;
export const GO_ON = 1;

/**
 * A game of one simultaneous choice, played again and again by the same seats. After each round everybody sees what
 * all did, and is paid; rewards come along the way. All rounds are one episode and one information state.
 * @param options within the bounds that `repeated_game` gives them
 * @throws OptionError where the game is another kind of game, or has too many joint choices.
 */
export function repeated(game: Game, options: RepeatedOptions): Omit<Game, 'id' | 'spec'> {
  const { rounds, discount, continuation, memory } = options;
  const { seats, actionCount: width } = game;
  const one = oneRound(game);
  const { legal: lists, pay } = one;
  if (memory > rounds) {
    throw new OptionError(`repeated_game: memory is at most rounds, ${rounds}, not ${memory}.`);
  }
  /** The first token of joint choices; those before are of what chance does, and of a seat's own choice. */
  const firstJoint = 3 + width;
  if (firstJoint + width ** seats > Number.MAX_SAFE_INTEGER) {
    throw new OptionError(
      `repeated_game: ${game.spec} has more joint choices than can be numbered; take fewer seats or actions.`,
    );
  }
  const mayStop = continuation < 1 && rounds > 1;
  const { at, size } = layout({
    turn: 1, // the seat to choose; seats: chance; seats + 1: the end
    round: 1, // rounds that are over
    choice: seats, // of this round
    paid: 2 * seats, // a double each, in two halves
    past: memory * seats, // choices of the last rounds, round r at r modulo memory
  });
  const features = fields({
    seat: { shape: [seats], kind: 'one-hot' },
    played: { shape: [1], kind: 'real' }, // rounds that are over, of all
    own: { shape: [width], kind: 'one-hot' }, // of this round
    past: { shape: [memory, seats, width], kind: 'one-hot' }, // the last round first, own choice first, next seats next
  });
  const worth = worths(rounds, discount);

  const gains = new Float64Array(seats);
  const double = new Float64Array(1);
  const halves = new Int32Array(double.buffer);
  const paidTo = (state: State, seat: number): number => {
    halves[0] = state[at.paid + 2 * seat];
    halves[1] = state[at.paid + 2 * seat + 1];
    return double[0];
  };

  function finishRound(state: State): void {
    const round = state[at.round];
    pay(state, at.choice, gains);
    const row = at.past + (round % memory) * seats;
    for (let seat = 0; seat < seats; seat++) {
      double[0] = paidTo(state, seat) + worth[round] * gains[seat];
      state[at.paid + 2 * seat] = halves[0];
      state[at.paid + 2 * seat + 1] = halves[1];
      state[row + seat] = state[at.choice + seat];
      state[at.choice + seat] = 0;
    }
    state[at.round] = round + 1;
    state[at.turn] = round + 1 === rounds ? seats + 1 : mayStop ? seats : 0;
  }

  return {
    version: VERSION + game.version,
    seats,
    roles: game.roles,
    actionCount: width,
    maxLegal: game.maxLegal,
    chanceCount: mayStop ? 2 : 0,
    chanceKind: mayStop ? 'exact' : 'none',
    stateSize: size,
    observation: features.list,
    observationSize: features.size,
    recall: memory >= rounds - 1 ? 'perfect' : 'current', // whoever is to choose has at most so many rounds behind it
    maxTurns: rounds * seats + (mayStop ? rounds - 1 : 0),
    payoff: kindOf(game.payoff, mayStop && continuation > 0 && discount > 0),
    payoffRange: rangeOf(game.payoffRange, worth, continuation),
    information: 'imperfect',
    pays: 'along',

    start(state) {
      for (let i = 0; i < size; i++) state[i] = 0;
    },
    mover(state) {
      const turn = state[at.turn];
      return turn < seats ? turn : turn === seats ? CHANCE : TERMINAL;
    },
    role: (_state, seat) => game.role(one.positions[seat], seat),
    legal(state, actions) {
      const turn = state[at.turn];
      if (turn >= seats) return 0;
      const list = lists[turn];
      for (let index = 0; index < list.length; index++) actions[index] = list[index];
      return list.length;
    },
    chance(_state, probabilities) {
      probabilities[STOP] = 1 - continuation;
      probabilities[GO_ON] = continuation;
      return continuation > 0 ? 2 : 1;
    },
    draw: (_state, random) => (random.unit() < continuation ? GO_ON : STOP),
    apply(state, action) {
      const turn = state[at.turn];
      if (turn === seats) {
        state[at.turn] = action === GO_ON ? 0 : seats + 1;
        return;
      }
      state[at.choice + turn] = action;
      if (turn + 1 < seats) state[at.turn] = turn + 1;
      else finishRound(state);
    },
    returns(state, out) {
      for (let seat = 0; seat < seats; seat++) out[seat] = paidTo(state, seat);
    },
    witness(state, action, seat) {
      const turn = state[at.turn];
      if (turn === seats) return 1 + action;
      if (turn < seats - 1) return seat === turn ? 3 + action : 0;
      let joint = 0; // all choices are turned up
      for (let other = 0; other < turn; other++) joint = joint * width + state[at.choice + other];
      return firstJoint + joint * width + action;
    },
    observe(state, seat, out) {
      const turn = state[at.turn];
      const round = state[at.round];
      out[features.at.seat + seat] = 1;
      out[features.at.played] = round / rounds;
      if (seat < turn && turn < seats) out[features.at.own + state[at.choice + seat]] = 1;
      const remembered = round < memory ? round : memory;
      let place = features.at.past;
      for (let ago = 1; ago <= remembered; ago++) {
        const row = at.past + ((round - ago) % memory) * seats;
        for (let step = 0; step < seats; step++) {
          const other = seat + step < seats ? seat + step : seat + step - seats;
          out[place + state[row + other]] = 1;
          place += width;
        }
      }
    },
    choosing(state, chosen) {
      let count = 0;
      for (let seat = state[at.turn]; seat < seats; seat++) chosen[count++] = seat;
      return count;
    },
    resample(state, seat, random, out) {
      const turn = state[at.turn];
      out.set(state);
      if (turn >= seats) return;
      for (let other = 0; other < turn; other++) {
        const list = lists[other];
        if (other !== seat) out[at.choice + other] = list[random.below(list.length)];
      }
    },
    text: repeatedText({ game, one, at, rounds, discount, continuation, mayStop, memory, paidTo }),
  };
}

/** What a payoff of each round is worth: discount^t. */
function worths(rounds: number, discount: number): Float64Array {
  return Float64Array.from({ length: rounds }, (_, round) => discount ** round);
}

/** Rounds that may count or not leave no sum constant but 0. */
function kindOf(payoff: Payoff, openEnd: boolean): Payoff {
  return payoff === 'constant-sum' && openEnd ? 'general-sum' : payoff;
}

/** The same extreme payoff in every round, added up as play adds it: in as many rounds as make it more extreme. */
function rangeOf(
  [low, high]: readonly [number, number],
  worth: Float64Array,
  continuation: number,
): [number, number] {
  const over = (payoff: number, rounds: number): number =>
    worth.subarray(0, rounds).reduce((sum, share) => sum + share * payoff, 0);
  const lengths = continuation === 1 ? [worth.length] : continuation === 0 ? [1] : [1, worth.length];
  return [
    Math.min(...lengths.map((rounds) => over(low, rounds))),
    Math.max(...lengths.map((rounds) => over(high, rounds))),
  ];
}
