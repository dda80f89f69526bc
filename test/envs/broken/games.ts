import {
  CHANCE,
  type Game,
  informationState,
  kuhnPoker,
  leducPoker,
  loadGame,
  type ParseFailure,
  rockPaperScissors,
  type State,
  stream,
  TERMINAL,
  type TextFace,
  ticTacToe,
} from '@parlor/envs';
import { stateAfter, type Violation } from '@parlor/envs/laws';
import { dealtAgain, natural } from './deals.ts';
import { lowOrHigh, oddOneOut } from './tiny.ts';
import { stranger } from '../stranger.ts';

/** A game that breaks one law on purpose. */
export interface BrokenGame {
  readonly law: string;
  /** What is wrong with it. */
  readonly story: string;
  readonly game: Game;
  /** The game that it was made from, which does not break when the same is replayed; where it can be. */
  readonly good?: Game;
  /** Whether the law is broken in `game` when the counterexample is replayed. */
  breaks(game: Game, violation: Violation): boolean;
}

const kuhn = kuhnPoker();
const leduc = leducPoker();
const board = ticTacToe();
const hands = rockPaperScissors();
const sampled = lowOrHigh();
const odd = oddOneOut();
const aces = natural();
const village = stranger();

/** Where two-player Kuhn poker keeps things. */
const K = { card: 0, dealt: 2, turn: 3, bets: 4, end: 5 } as const;
const BET = 1;

const twin = (game: Game, changes: Partial<Game>): Game => ({ ...game, ...changes });
const retold = (game: Game, changes: Partial<TextFace>): Game => ({
  ...game,
  text: { ...game.text, ...changes },
});

const observation = (game: Game, state: State, seat: number): string => {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  return out.join();
};
const returns = (game: Game, state: State): number[] => {
  const out = new Float64Array(game.seats);
  game.returns(state, out);
  return Array.from(out);
};
/** What the array held before is one number everywhere. */
const signals = (game: Game, state: State, held = 0): number[] => {
  const out = new Float64Array((game.stages?.length ?? 0) * game.seats).fill(held);
  game.signals?.(state, out);
  return Array.from(out);
};
const legal = (game: Game, state: State): number[] => {
  const actions = new Int32Array(game.maxLegal + 4);
  return Array.from(actions.subarray(0, game.legal(state, actions)));
};
const everySeat = (game: Game): number[] => Array.from({ length: game.seats }, (_, seat) => seat);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const showdown = (state: State): boolean => state[K.dealt] === 2 && state[K.turn] === state[K.end];
const higher = (state: State): number => (state[K.card] > state[K.card + 1] ? 0 : 1);

/** Two histories that some seat cannot tell apart, at which it is shown something else. */
const leaks =
  (shown: (game: Game, state: State, seat: number) => unknown) =>
  (game: Game, { actions, other = [] }: Violation): boolean =>
    everySeat(game).some((seat) => {
      const same =
        informationState(game, actions, seat).join() === informationState(game, other, seat).join();
      const one = shown(game, stateAfter(game, actions), seat);
      return same && String(one) !== String(shown(game, stateAfter(game, other), seat));
    });

/** Two histories that some seat has seen different things in, but is shown the same. */
const aliases =
  (shown: (game: Game, history: readonly number[], seat: number) => unknown) =>
  (game: Game, { actions, other = [] }: Violation): boolean =>
    everySeat(game).some((seat) => {
      const same =
        informationState(game, actions, seat).join() === informationState(game, other, seat).join();
      return !same && String(shown(game, actions, seat)) === String(shown(game, other, seat));
    });

const told = (game: Game, history: readonly number[], seat: number): string =>
  history
    .map((action, turn) => game.text.event(stateAfter(game, history.slice(0, turn)), action, seat) ?? '')
    .join('|');

/** Some action that can be done after the counterexample is wrong. */
const atSomeAction =
  (wrong: (game: Game, state: State, action: number, seat: number) => boolean) =>
  (game: Game, { actions }: Violation): boolean => {
    const state = stateAfter(game, actions);
    const count = game.mover(state) === CHANCE ? game.chanceCount : game.actionCount;
    return Array.from({ length: count }, (_, action) => action).some((action) =>
      everySeat(game).some((seat) => wrong(game, state, action, seat)),
    );
  };

function withoutSignals(game: Game): Game {
  const copy: { -readonly [Part in keyof Game]: Game[Part] } = { ...game };
  delete copy.signals;
  return copy;
}

/** A clock in the state: the same actions never lead to the same state twice. */
function clocked(): Game {
  let clock = 0;
  const time = kuhn.stateSize;
  return twin(kuhn, {
    stateSize: time + 1,
    apply(state, action) {
      kuhn.apply(state, action);
      state[time] = ++clock;
    },
  });
}

/** One deck for all games, dealt from in turn, whatever outcome was drawn. */
function globalDeck(): Game {
  let dealt = 0;
  return twin(kuhn, {
    apply: (state, action) => kuhn.apply(state, state[K.dealt] === 0 ? (action + dealt++) % 3 : action),
    legal: () => 0,
    mover: (state) => (state[K.dealt] === 0 ? CHANCE : TERMINAL),
    returns: (_state, out) => void out.fill(0),
    chance: (_state, probabilities) => {
      probabilities.fill(1 / 3);
      return 3;
    },
  });
}

/** The first card is remembered outside the state, of whatever game was dealt last. */
function rememberedCard(): Game {
  let card = 0;
  return twin(kuhn, {
    apply(state, action) {
      if (state[K.dealt] === 0) card = action;
      kuhn.apply(state, action);
    },
    returns(state, out) {
      const real = state[K.card];
      const known = state.slice();
      known[K.card] = card;
      kuhn.returns(real === card ? state : known, out);
    },
  });
}

/** The turn is kept outside the state, so that a clone and its original share them. */
function sharedTurn(): Game {
  let turn = 0;
  return twin(kuhn, {
    start(state) {
      turn = 0;
      kuhn.start(state);
    },
    apply(state, action) {
      kuhn.apply(state, action);
      turn = state[K.turn];
    },
    observe(state, seat, out) {
      const shared = state.slice();
      shared[K.turn] = turn;
      kuhn.observe(shared, seat, out);
    },
  });
}

/** The bets are kept beside the array, so that they are lost when it is saved. */
function besideTheState(): Game {
  const beside = new WeakMap<State, number>();
  return twin(kuhn, {
    apply(state, action) {
      kuhn.apply(state, action);
      beside.set(state, state[K.bets]);
    },
    observe(state, seat, out) {
      const known = state.slice();
      known[K.bets] = beside.get(state) ?? 0;
      kuhn.observe(known, seat, out);
    },
  });
}

/** The legal list is another one every third time. */
function fickleMask(): Game {
  let asked = 0;
  return twin(kuhn, {
    legal: (state, actions) => (asked++ % 3 === 2 ? 1 : 2) * Math.sign(kuhn.legal(state, actions)),
  });
}

function noisyObservation(): Game {
  let noise = 0;
  return twin(kuhn, {
    observe(state, seat, out) {
      kuhn.observe(state, seat, out);
      noise = 1 - noise;
      out[0] = noise;
    },
  });
}

const failure: ParseFailure = { reason: 'No.', format: 'Answer with a number.' };

const biased: Game['draw'] = (state, random) => {
  for (;;) {
    const card = random.below(4) % 3; // the first card twice as often
    if (state[K.dealt] === 0 || card !== state[K.card]) return card;
  }
};

/** Draws many times and compares with what chance says. */
const drawIsWrong = (game: Game, { actions }: Violation): boolean => {
  const state = stateAfter(game, actions);
  const probabilities = new Float64Array(game.chanceCount);
  game.chance(state, probabilities);
  const random = stream(0, 'test');
  const counts = new Float64Array(game.chanceCount);
  for (let draw = 0; draw < 20_000; draw++) counts[game.draw(state, random)]++;
  return probabilities.some(
    (probability, outcome) => Math.abs(counts[outcome] / 20_000 - probability) > 0.03,
  );
};

/** The last possibility is taken at every turn: one of Leduc's 5 520 ends, which few random playthroughs reach. */
const RARE = (() => {
  const state = stateAfter(leduc, [5, 4]);
  for (;;) {
    const mover = leduc.mover(state);
    if (mover === TERMINAL) return state.join();
    leduc.apply(state, mover === CHANCE ? 3 : (legal(leduc, state).at(-1) ?? 0));
  }
})();

/** An ace makes the next deal of whatever game a good one. */
function luckyDeck(): Game {
  let lucky = false;
  return twin(aces, {
    draw(_state, random) {
      const card = lucky ? 2 : random.below(3);
      lucky = card === 0;
      return card;
    },
  });
}

const observationOfState = (game: Game, state: State): Float32Array => {
  const out = new Float32Array(game.stateObservationSize ?? 0);
  game.observeState?.(state, out);
  return out;
};

/** How often each state is resampled for the mover, of 3 000 times. */
const resampled = (game: Game, state: State): number[] => {
  const counts = new Map<string, number>();
  const random = stream(0, 'test');
  const out = new Int32Array(game.stateSize);
  for (let draw = 0; draw < 3000; draw++) {
    game.resample?.(state, game.mover(state), random, out);
    counts.set(out.join(), (counts.get(out.join()) ?? 0) + 1);
  }
  return [...counts.values()];
};

const refusal = (game: Game, state: State): string => JSON.stringify(game.text.parse(state, 'nonsense'));

export const BROKEN_GAMES: readonly BrokenGame[] = [
  {
    law: 'constants-are-sane',
    story: 'more actions are legal at once than there are',
    game: twin(kuhn, { maxLegal: 3 }),
    good: kuhn,
    breaks: (game) => game.maxLegal > game.actionCount,
  },
  {
    law: 'spec-names-id',
    story: 'the spec names another game',
    game: twin(kuhn, { id: 'poker' }),
    good: kuhn,
    breaks: (game) => !game.spec.startsWith(game.id),
  },
  {
    law: 'spec-loads-equal-game',
    story: 'the spec says three players',
    game: twin(kuhn, { spec: 'kuhn_poker(players=3)' }),
    good: kuhn,
    breaks: (game) => loadGame(game.spec as 'kuhn_poker').seats !== game.seats,
  },
  {
    law: 'spec-loads-equal-game',
    story: 'a house rule under the usual name: the lower card wins',
    game: twin(kuhn, {
      returns: (state, out) => (
        kuhn.returns(state, out),
        out.forEach((value, seat) => (out[seat] = 0 - value))
      ),
    }),
    good: kuhn,
    breaks: (game, { actions }) => {
      const usual = loadGame(game.spec as 'kuhn_poker');
      return (
        returns(game, stateAfter(game, actions)).join() !== returns(usual, stateAfter(usual, actions)).join()
      );
    },
  },
  {
    law: 'start-clears',
    story: 'start trusts that the array is fresh',
    game: twin(kuhn, { start: (state) => void (state[K.end] = 2) }),
    good: kuhn,
    breaks(game) {
      const [fresh, used] = [0, 7].map((word) => new Int32Array(game.stateSize).fill(word));
      game.start(fresh);
      game.start(used);
      return fresh.join() !== used.join();
    },
  },
  {
    law: 'same-actions-same-states',
    story: 'there is a clock in the state',
    game: clocked(),
    good: kuhn,
    breaks: (game, { actions }) => stateAfter(game, actions).join() !== stateAfter(game, actions).join(),
  },
  {
    law: 'same-actions-same-states',
    story: 'a global generator deals: the same seed alternates between deals',
    game: globalDeck(),
    good: kuhn,
    breaks: (game, { actions }) =>
      new Set(Array.from({ length: 8 }, () => stateAfter(game, actions).join())).size > 1,
  },
  {
    law: 'nothing-is-remembered',
    story: 'the last card dealt in any game decides this one',
    game: rememberedCard(),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const alone = returns(game, state).join();
      return [0, 1, 2].some((card) => {
        stateAfter(game, [card]);
        return returns(game, state).join() !== alone;
      });
    },
  },
  {
    law: 'clone-goes-its-own-way',
    story: 'the turn is shared by a state and its clones',
    game: sharedTurn(),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const before = observation(game, state, 0);
      const clone = state.slice();
      // The clone is played on, or another game is started, and the original follows.
      if (game.mover(clone) === TERMINAL) stateAfter(game, []);
      while (game.mover(clone) !== TERMINAL) {
        game.apply(
          clone,
          game.mover(clone) === CHANCE
            ? ([0, 1].find((card) => clone[K.card] !== card || clone[K.dealt] === 0) ?? 0)
            : BET,
        );
      }
      return observation(game, state, 0) !== before;
    },
  },
  {
    law: 'state-is-all',
    story: 'the bets are kept beside the state and lost when it is saved',
    game: besideTheState(),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      return observation(game, state, 0) !== observation(game, Int32Array.from(state), 0);
    },
  },
  {
    law: 'state-in-a-slab',
    story: 'observe reads the buffer and not the view',
    game: twin(kuhn, {
      observe: (state, seat, out) => kuhn.observe(new Int32Array(state.buffer), seat, out),
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const slab = new Int32Array(3 * game.stateSize).fill(1);
      slab.set(state, game.stateSize);
      const inside = slab.subarray(game.stateSize, 2 * game.stateSize);
      return observation(game, inside, 0) !== observation(game, state, 0);
    },
  },
  {
    law: 'reading-does-not-write',
    story: 'whoever asks for the returns takes the bets off the table',
    game: twin(kuhn, {
      returns(state, out) {
        kuhn.returns(state, out);
        state[K.bets] = 0;
      },
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const before = state.join();
      returns(game, state);
      return state.join() !== before;
    },
  },
  {
    law: 'mover-is-valid',
    story: 'the third turn belongs to a seat that is not there',
    game: twin(kuhn, { mover: (state) => (state[K.turn] === 2 && !showdown(state) ? 2 : kuhn.mover(state)) }),
    good: kuhn,
    breaks: (game, { actions }) => game.mover(stateAfter(game, actions)) >= game.seats,
  },
  {
    law: 'legal-list',
    story: 'actions are listed in descending order',
    game: twin(kuhn, {
      legal(state, actions) {
        const count = kuhn.legal(state, actions);
        actions.subarray(0, count).reverse();
        return count;
      },
    }),
    good: kuhn,
    breaks: (game, { actions }) => {
      const listed = legal(game, stateAfter(game, actions));
      return listed.some((action, at) => at > 0 && action < listed[at - 1]);
    },
  },
  {
    law: 'legal-list',
    story: 'a single one of thousands of finished positions is not finished, but has no actions',
    game: twin(leduc, { mover: (state) => (state.join() === RARE ? 0 : leduc.mover(state)) }),
    good: leduc,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return game.mover(state) >= 0 && legal(game, state).length === 0;
    },
  },
  {
    law: 'possible-is-playable',
    story: 'a listed legal action aborts',
    game: twin(board, {
      apply(state, action) {
        if (action === 8) throw new RangeError('no such cell');
        board.apply(state, action);
      },
    }),
    good: board,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      return legal(game, state).some((action) => {
        try {
          game.apply(state.slice(), action);
          return false;
        } catch {
          return true;
        }
      });
    },
  },
  {
    law: 'legal-is-accepted',
    story: 'a mask that lies: it is another one every third time',
    game: fickleMask(),
    good: kuhn,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return new Set(Array.from({ length: 3 }, () => legal(game, state).join())).size > 1;
    },
  },
  {
    law: 'chance-is-a-distribution',
    story: 'a card that is gone leaves its probability behind',
    game: twin(kuhn, {
      chance(state, probabilities) {
        const count = kuhn.chance(state, probabilities);
        for (let card = 0; card < 3; card++) if (probabilities[card] > 0) probabilities[card] = 1 / 3;
        return count;
      },
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const probabilities = new Float64Array(game.chanceCount);
      game.chance(stateAfter(game, actions), probabilities);
      return Math.abs(sum(Array.from(probabilities)) - 1) > 1e-9;
    },
  },
  {
    law: 'draw-agrees-with-chance',
    story: 'the seed is ignored: the lowest card is dealt first',
    game: twin(kuhn, { draw: (state) => (state[K.dealt] === 1 && state[K.card] === 0 ? 1 : 0) }),
    good: kuhn,
    breaks: drawIsWrong,
  },
  {
    law: 'draw-agrees-with-chance',
    story: 'a remainder favours the first card',
    game: twin(kuhn, { draw: biased }),
    good: kuhn,
    breaks: drawIsWrong,
  },
  {
    law: 'draw-agrees-with-chance',
    story: 'a real number is rounded, so the middle card is dealt most',
    game: twin(kuhn, { draw: (_state, random) => Math.round(random.unit() * 2) }),
    good: kuhn,
    breaks: drawIsWrong,
  },
  {
    law: 'sampled-draw',
    story: 'the seed is ignored: the scene is always the same',
    game: twin(sampled, { draw: () => 5 }),
    good: sampled,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      const seeds = Array.from({ length: 100 }, (_, seed) => game.draw(state, stream(seed, 'test')));
      return new Set(seeds).size === 1;
    },
  },
  {
    law: 'payoff-kind',
    story: 'an ante too many is taken from the loser',
    game: twin(kuhn, {
      returns(state, out) {
        kuhn.returns(state, out);
        if (showdown(state)) out[1 - higher(state)] -= 1;
      },
    }),
    good: kuhn,
    breaks: (game, { actions }) => sum(returns(game, stateAfter(game, actions))) !== 0,
  },
  {
    law: 'payoff-kind',
    story: 'a common payoff is paid to one seat only',
    game: twin(hands, {
      payoff: 'common',
      returns: (state, out) => void out.set([state[0] === 2 ? 1 : 0, 0]),
    }),
    breaks: (game, { actions }) => new Set(returns(game, stateAfter(game, actions))).size > 1,
  },
  {
    law: 'payoff-kind',
    story: 'a constant sum that depends on the choice',
    game: twin(hands, {
      payoff: 'constant-sum',
      returns: (state, out) => void out.set([state[0] === 2 ? state[1] : 0, 0]),
    }),
    breaks: (game, { actions, other = [] }) =>
      sum(returns(game, stateAfter(game, actions))) !== sum(returns(game, stateAfter(game, other))),
  },
  {
    law: 'payoff-kind',
    story: 'a single one of thousands of ends is paid wrongly',
    game: twin(leduc, {
      returns(state, out) {
        leduc.returns(state, out);
        if (state.join() === RARE) out[0] += 1;
      },
    }),
    good: leduc,
    breaks: (game, { actions }) => sum(returns(game, stateAfter(game, actions))) !== 0,
  },
  {
    law: 'payoff-kind',
    story: 'the largest pots are paid wrongly',
    game: twin(leduc, {
      returns(state, out) {
        leduc.returns(state, out);
        if (Math.abs(out[0]) === 13) out[0] += 1;
      },
    }),
    good: leduc,
    breaks: (game, { actions }) => sum(returns(game, stateAfter(game, actions))) !== 0,
  },
  {
    law: 'payoff-range',
    story: 'the pot is larger than promised',
    game: twin(kuhn, { payoffRange: [-1, 1] }),
    good: kuhn,
    breaks: (game, { actions }) =>
      returns(game, stateAfter(game, actions)).some(
        (value) => value < game.payoffRange[0] || value > game.payoffRange[1],
      ),
  },
  {
    law: 'payoff-range',
    story: 'a single one of thousands of ends pays more than promised',
    game: twin(leduc, {
      returns(state, out) {
        leduc.returns(state, out);
        if (state.join() === RARE) out[0] = 14;
      },
    }),
    good: leduc,
    breaks: (game, { actions }) =>
      returns(game, stateAfter(game, actions)).some((value) => value > game.payoffRange[1]),
  },
  {
    law: 'pays-as-promised',
    story: 'antes are charged at once in a game that pays at the end',
    game: twin(kuhn, {
      returns: (state, out) => (showdown(state) ? kuhn.returns(state, out) : void out.fill(-1)),
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      return game.mover(state) !== TERMINAL && returns(game, state).some((value) => value !== 0);
    },
  },
  {
    law: 'length-is-bounded',
    story: 'a hand is longer than promised',
    game: twin(kuhn, { maxTurns: 3 }),
    good: kuhn,
    breaks: (game, { actions }) => actions.length > game.maxTurns,
  },
  {
    law: 'length-is-bounded',
    story: 'play goes round for ever',
    game: twin(hands, {
      maxTurns: 2 ** 31 - 1,
      apply: (state) => void (state[0] = 1 - state[0]),
    }),
    good: hands,
    breaks: (game, { actions }) =>
      actions.length > 0 &&
      actions.some(
        (_, turn) => stateAfter(game, actions.slice(0, turn)).join() === stateAfter(game, actions).join(),
      ),
  },
  {
    law: 'terminal-stays',
    story: 'a finished game still offers actions',
    game: twin(hands, {
      legal(_state, actions) {
        actions.set([0, 1, 2]);
        return 3;
      },
    }),
    good: hands,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      return game.mover(state) === TERMINAL && legal(game, state).length > 0;
    },
  },
  {
    law: 'terminal-stays',
    story: 'a finished game crashes when it is asked',
    game: retold(hands, {
      view(state, seat) {
        if (state[0] === 2) throw new TypeError('nobody is left');
        return hands.text.view(state, seat);
      },
    }),
    good: hands,
    breaks(game, { actions }) {
      try {
        game.text.view(stateAfter(game, actions), 0);
        return false;
      } catch {
        return true;
      }
    },
  },
  {
    law: 'moves-follow-the-mover',
    story: 'the mover is not among those who choose',
    game: twin(hands, {
      choosing(_state, seats) {
        seats[0] = 1;
        return 1;
      },
    }),
    good: hands,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const seats = new Int32Array(game.seats);
      return !seats.subarray(0, game.choosing?.(state, seats)).includes(game.mover(state));
    },
  },
  {
    law: 'roles-stay',
    story: 'whoever is to move is called the first player',
    game: twin(kuhn, { role: (state, seat) => (kuhn.mover(state) === seat ? 0 : 1) }),
    good: kuhn,
    breaks: (game, { actions }) =>
      actions.some((_, turn) =>
        everySeat(game).some(
          (seat) =>
            game.role(stateAfter(game, actions.slice(0, turn)), seat) !==
            game.role(stateAfter(game, actions), seat),
        ),
      ),
  },
  {
    law: 'tokens-match-words',
    story: 'a pass of the other player is seen, but not told',
    game: retold(kuhn, {
      event: (state, action, seat) =>
        state[K.dealt] === 2 && action !== BET && state[K.turn] % 2 !== seat
          ? null
          : kuhn.text.event(state, action, seat),
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      if (game.mover(state) === TERMINAL) return false;
      return [0, 1].some((action) =>
        everySeat(game).some(
          (seat) =>
            (game.witness(state, action, seat) === 0) !== (game.text.event(state, action, seat) === null),
        ),
      );
    },
  },
  {
    law: 'own-actions-are-witnessed',
    story: 'a seat forgets what it did',
    game: twin(kuhn, {
      witness: (state, action, seat) => (kuhn.mover(state) === seat ? 1 : kuhn.witness(state, action, seat)),
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const mover = game.mover(state);
      const tokens = legal(game, state).map((action) => game.witness(state, action, mover));
      return tokens.includes(0) || new Set(tokens).size < tokens.length;
    },
  },
  {
    law: 'perfect-information-hides-nothing',
    story: 'a game with hidden choices is called one of perfect information',
    game: twin(hands, { information: 'perfect' }),
    breaks: atSomeAction((game, state, action, seat) => game.witness(state, action, seat) === 0),
  },
  {
    law: 'undecided-seats-notice-nothing',
    story: 'the second player sees what the first has chosen before it chooses',
    game: retold(hands, {
      view: (state, seat) => hands.text.view(state, seat) + (state[0] === 1 ? ` (${state[1]})` : ''),
    }),
    good: hands,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      const views = legal(game, state).map((action) =>
        game.text.view(stateAfter(game, [...actions, action]), 1),
      );
      return game.mover(state) === 0 && new Set([...views, game.text.view(state, 1)]).size > 1;
    },
  },
  {
    law: 'no-leak-in-observations',
    story: "the opponent's card is in the observation",
    game: twin(kuhn, {
      observe(state, seat, out) {
        kuhn.observe(state, seat, out);
        if (state[K.dealt] === 2) out[2 + state[K.card + 1 - seat]] = 1;
      },
    }),
    good: kuhn,
    breaks: leaks(observation),
  },
  {
    law: 'no-leak-in-observations',
    story: "Leduc's opponent's card is in the observation",
    game: twin(leduc, {
      observe(state, seat, out) {
        leduc.observe(state, seat, out);
        if (leduc.mover(state) >= 0) out[8 + state[1 - seat]] = 1;
      },
    }),
    good: leduc,
    breaks: leaks(observation),
  },
  {
    law: 'no-leak-in-observations',
    story: 'a large game shows the cards of others, found among dealt-again playthroughs',
    game: ((large: Game) =>
      twin(large, {
        observe(state, seat, out) {
          large.observe(state, seat, out);
          if (large.mover(state) >= 0) out[1] = state[1 - seat] > 25 ? 1 : 0;
        },
      }))(leducPoker({ ranks: 13, suits: 4 })),
    breaks: leaks(observation),
  },
  {
    law: 'no-leak-in-views',
    story: "the opponent's card is in the view",
    game: retold(kuhn, {
      view: (state, seat) => `${kuhn.text.view(state, seat)} Other card: ${state[K.card + 1 - seat]}.`,
    }),
    good: kuhn,
    breaks: leaks((game, state, seat) => game.text.view(state, seat)),
  },
  {
    law: 'no-leak-in-legal-actions',
    story: 'only the winner may bet',
    game: twin(kuhn, {
      legal: (state, actions) =>
        kuhn.legal(state, actions) === 0 ? 0 : higher(state) === kuhn.mover(state) ? 2 : 1,
    }),
    breaks: leaks((game, state, seat) => (game.mover(state) === seat ? legal(game, state) : '')),
  },
  {
    law: 'no-leak-in-returns',
    story: 'the return to date tells who holds the higher card',
    game: twin(kuhn, {
      returns(state, out) {
        kuhn.returns(state, out);
        if (state[K.dealt] === 2 && !showdown(state)) out[higher(state)] = 1;
      },
    }),
    good: kuhn,
    breaks: leaks((game, state) => returns(game, state)),
  },
  {
    law: 'no-leak-in-choosing',
    story: 'who holds the higher card is said to choose at the same time as the other',
    game: twin(kuhn, {
      choosing(state, seats) {
        const mover = kuhn.mover(state);
        if (mover < 0) return 0;
        let count = 0;
        for (const seat of [0, 1]) if (seat === mover || higher(state) === seat) seats[count++] = seat;
        return count;
      },
    }),
    good: kuhn,
    breaks: leaks((game, state, seat) => {
      if (game.mover(state) !== seat || !game.choosing) return '';
      const seats = new Int32Array(2);
      return seats.subarray(0, game.choosing(state, seats)).join();
    }),
  },
  {
    law: 'no-leak-in-roles',
    story: 'a role tells who holds the higher card',
    game: twin(kuhn, { role: (state, seat) => (state[K.dealt] < 2 ? -1 : higher(state) === seat ? 0 : 1) }),
    good: kuhn,
    breaks: leaks((game, state, seat) => game.role(state, seat)),
  },
  {
    law: 'no-leak-in-action-names',
    story: 'actions are called otherwise where the other player holds the king',
    game: retold(kuhn, {
      actionName: (state, action) =>
        kuhn.text.actionName(state, action) + (state[K.dealt] === 2 && state[K.card + 1] === 2 ? '!' : ''),
    }),
    good: kuhn,
    breaks: leaks((game, state, seat) =>
      game.mover(state) === seat
        ? legal(game, state).map((action) => game.text.actionName(state, action))
        : '',
    ),
  },
  {
    law: 'no-leak-in-refusals',
    story: "the reason of a refusal tells the other player's card",
    game: retold(kuhn, {
      parse(state, reply) {
        const parsed = kuhn.text.parse(state, reply);
        if (typeof parsed === 'number') return parsed;
        return { ...parsed, reason: `${parsed.reason} (The other holds ${state[K.card + 1]}.)` };
      },
    }),
    good: kuhn,
    breaks: leaks((game, state, seat) => (game.mover(state) === seat ? refusal(game, state) : '')),
  },
  {
    law: 'no-leak-in-refusals',
    story: "the format of an answer tells the other player's card",
    game: retold(kuhn, {
      parse(state, reply) {
        const parsed = kuhn.text.parse(state, reply);
        if (typeof parsed === 'number') return parsed;
        return { ...parsed, format: state[K.card + 1] === 0 ? 'Answer [bet].' : 'Answer [pass].' };
      },
    }),
    good: kuhn,
    breaks: leaks((game, state, seat) => (game.mover(state) === seat ? refusal(game, state) : '')),
  },
  {
    law: 'no-leak-in-words',
    story: "a player's voice tells its card",
    game: retold(kuhn, {
      event(state, action, seat) {
        const words = kuhn.text.event(state, action, seat);
        return words && state[K.dealt] === 2 ? `${words} (${state[K.card + (state[K.turn] % 2)]})` : words;
      },
    }),
    good: kuhn,
    breaks: (game, { actions, other = [] }) =>
      everySeat(game).some(
        (seat) =>
          informationState(game, actions, seat).join() === informationState(game, other, seat).join() &&
          told(game, actions, seat) !== told(game, other, seat),
      ),
  },
  {
    law: 'no-alias-in-words',
    story: 'words tell that somebody acts, not how',
    game: retold(kuhn, {
      event: (state, action, seat) =>
        state[K.dealt] === 2 ? 'A player acts.' : kuhn.text.event(state, action, seat),
    }),
    good: kuhn,
    breaks: aliases(told),
  },
  {
    law: 'no-alias-in-observations',
    story: 'the observation leaves out the betting, so that information states merge',
    game: twin(kuhn, {
      observe(state, seat, out) {
        kuhn.observe(state, seat, out);
        out.fill(0, 5);
      },
    }),
    good: kuhn,
    breaks: aliases((game, history, seat) => observation(game, stateAfter(game, history), seat)),
  },
  {
    law: 'no-alias-in-observations',
    story: 'in a large game the first round of betting is left out',
    game: ((large: Game) =>
      twin(large, {
        observe(state, seat, out) {
          large.observe(state, seat, out);
          const { offset } = large.observation[3];
          out.fill(0, offset, offset + (large.observationSize - offset) / 2);
        },
      }))(leducPoker({ players: 3 })),
    breaks: aliases((game, history, seat) => observation(game, stateAfter(game, history), seat)),
  },
  {
    law: 'unknown-roles-stay-hidden',
    story: 'the word of the odd one is marked',
    game: twin(odd, {
      witness: (state, action, seat) =>
        state[0] === 0 ? (action >> 1 === seat ? 3 : 1) + (action & 1) : odd.witness(state, action, seat),
    }),
    good: odd,
    breaks(game, { actions }) {
      // Among all deals that look the same to a seat that does not know its role, the role is the same.
      const state = stateAfter(game, actions);
      return everySeat(game).some((seat) => {
        if (game.knowsRole?.(state, seat) ?? true) return false;
        const seen = informationState(game, actions.slice(0, 1), seat).join();
        const deals = Array.from({ length: game.chanceCount }, (_, deal) => deal);
        const alike = deals.filter((deal) => informationState(game, [deal], seat).join() === seen);
        return new Set(alike.map((deal) => game.role(stateAfter(game, [deal]), seat))).size === 1;
      });
    },
  },
  {
    law: 'resample-keeps-what-is-known',
    story: 'the own card is dealt again too',
    game: twin(kuhn, {
      resample(state, _seat, random, out) {
        out.set(state);
        if (state[K.dealt] < 2) return;
        out[K.card] = random.below(3);
        out[K.card + 1] = (out[K.card] + 1 + random.below(2)) % 3;
      },
    }),
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return everySeat(game).some((seat) =>
        Array.from({ length: 20 }, (_, seed) => seed).some((seed) => {
          const out = new Int32Array(game.stateSize);
          game.resample?.(state, seat, stream(seed, 'test'), out);
          return observation(game, out, seat) !== observation(game, state, seat);
        }),
      );
    },
  },
  {
    law: 'resample-keeps-what-is-known',
    story: 'the opponent may get the card that the seat holds',
    game: twin(kuhn, {
      resample(state, seat, random, out) {
        out.set(state);
        if (state[K.dealt] === 2 && !showdown(state)) out[K.card + 1 - seat] = random.below(3);
      },
    }),
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return everySeat(game).some((seat) =>
        Array.from({ length: 20 }, (_, seed) => seed).some((seed) => {
          const out = new Int32Array(game.stateSize);
          game.resample?.(state, seat, stream(seed, 'test'), out);
          return out[K.card] === out[K.card + 1];
        }),
      );
    },
  },
  {
    law: 'resample-follows-the-posterior',
    story: 'the true state is always given',
    game: twin(dealtAgain, { resample: (state, _seat, _random, out) => void out.set(state) }),
    good: dealtAgain,
    breaks: (game, { actions }) => resampled(game, stateAfter(game, actions)).length < 2,
  },
  {
    law: 'resample-follows-the-posterior',
    story: 'one of two cards comes three times as often',
    game: twin(dealtAgain, {
      resample: (state, seat, random, out) =>
        dealtAgain.resample?.(
          state,
          seat,
          { below: (n) => Math.min(random.below(4), n - 1), unit: () => random.unit() },
          out,
        ),
    }),
    good: dealtAgain,
    breaks: (game, { actions }) => Math.max(...resampled(game, stateAfter(game, actions))) > 2000,
  },
  {
    law: 'resample-follows-the-posterior',
    story: 'words are dealt again, but the votes that a seat cannot see stay as they are',
    game: twin(odd, {
      resample(state, seat, random, out) {
        odd.resample?.(state, seat, random, out);
        if (odd.mover(state) === seat) out.set(state.subarray(2), 2);
      },
    }),
    good: odd,
    breaks: (game, { actions }) =>
      resampled(game, stateAfter(game, actions)).length < 3 * 2 ** (actions.length - 1),
  },
  {
    law: 'fields-fit',
    story: 'two fields share a number',
    game: twin(kuhn, {
      observation: kuhn.observation.map((field) => ({ ...field, offset: Math.max(0, field.offset - 1) })),
    }),
    good: kuhn,
    breaks: ({ observation: [first, second] }) => second.offset < first.offset + first.shape[0],
  },
  {
    law: 'observations-fit-their-fields',
    story: 'a one-hot field holds the number of the card',
    game: twin(kuhn, {
      observe(state, seat, out) {
        kuhn.observe(state, seat, out);
        if (seat < state[K.dealt]) out[2 + state[K.card + seat]] = 1 + state[K.card + seat];
      },
    }),
    good: kuhn,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return everySeat(game).some((seat) => /[2-9]/.test(observation(game, state, seat)));
    },
  },
  {
    law: 'observing-repeats',
    story: 'the observation flickers',
    game: noisyObservation(),
    good: kuhn,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return observation(game, state, 1) !== observation(game, state, 1);
    },
  },
  {
    law: 'state-observations-are-declared',
    story: 'nobody knows how long observations of the state are',
    game: (({ stateObservationSize, ...rest }: Game) => (void stateObservationSize, rest))(dealtAgain),
    good: dealtAgain,
    breaks: (game) => game.stateObservationSize === undefined,
  },
  {
    law: 'state-observations-are-declared',
    story: 'observations of the state have a length, but do not exist',
    game: twin(kuhn, { stateObservationSize: 3 }),
    good: dealtAgain,
    breaks: (game) => game.observeState === undefined,
  },
  {
    law: 'state-observations-fit',
    story: 'observations of the state are no numbers',
    game: twin(dealtAgain, { observeState: (_state, out) => void out.fill(NaN) }),
    good: dealtAgain,
    breaks: (game, { actions }) => observationOfState(game, stateAfter(game, actions)).some(Number.isNaN),
  },
  {
    law: 'state-observations-fit',
    story: 'observations of the state are longer than declared',
    game: twin(dealtAgain, {
      observeState: (state, out) => new Float32Array(out.buffer, out.byteOffset).set(state.subarray(0, 3)),
    }),
    good: dealtAgain,
    breaks(game, { actions }) {
      const size = game.stateObservationSize ?? 0;
      const slab = new Float32Array(size + 4).fill(-7);
      game.observeState?.(stateAfter(game, actions), slab.subarray(0, size));
      return slab.subarray(size).some((value) => value !== -7);
    },
  },
  {
    law: 'state-observations-fit',
    story: 'observations of the state take the cards off the table',
    game: twin(dealtAgain, {
      observeState(state, out) {
        out[0] = state[K.card];
        state[K.card] = 0;
      },
    }),
    good: dealtAgain,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const before = state.join();
      observationOfState(game, state);
      return state.join() !== before;
    },
  },
  {
    law: 'names-are-distinct',
    story: 'both actions are called act',
    game: retold(kuhn, { actionName: () => 'act' }),
    good: kuhn,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      const names = legal(game, state).map((action) => game.text.actionName(state, action));
      return new Set(names).size < names.length;
    },
  },
  {
    law: 'names-are-read-back',
    story: 'cells are named from 1 and read from 0',
    game: retold(board, { actionName: (_state, action) => String(action) }),
    good: board,
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return legal(game, state).some(
        (action) => game.text.parse(state, game.text.actionName(state, action)) !== action,
      );
    },
  },
  {
    law: 'names-are-read-back',
    story: 'a mask that lies: taken cells are listed as legal',
    game: twin(board, {
      legal(state, actions) {
        if (board.mover(state) === TERMINAL) return 0;
        for (let cell = 0; cell < 9; cell++) actions[cell] = cell;
        return 9;
      },
    }),
    breaks: (game, { actions }) => {
      const state = stateAfter(game, actions);
      return legal(game, state).some(
        (action) => game.text.parse(state, game.text.actionName(state, action)) !== action,
      );
    },
  },
  {
    law: 'parse-survives-anything',
    story: 'any number is read as an action',
    game: retold(kuhn, {
      parse(state, reply) {
        const number = /-?\d+/.exec(reply);
        return number ? Number(number[0]) : kuhn.text.parse(state, reply);
      },
    }),
    good: kuhn,
    breaks: (game, { actions }) => game.text.parse(stateAfter(game, actions), '99') === 99,
  },
  {
    law: 'parse-survives-anything',
    story: 'a reply without brackets is a crash',
    game: retold(kuhn, {
      parse(state, reply) {
        const end = reply.indexOf(']');
        if (end < 0) throw new SyntaxError('no bracket');
        return kuhn.text.parse(state, reply);
      },
    }),
    good: kuhn,
    breaks(game, { actions }) {
      try {
        game.text.parse(stateAfter(game, actions), '');
        return false;
      } catch {
        return true;
      }
    },
  },
  {
    law: 'parse-survives-anything',
    story: 'a refusal does not say why',
    game: retold(kuhn, {
      parse(state, reply) {
        const parsed = kuhn.text.parse(state, reply);
        return typeof parsed === 'number' ? parsed : { ...failure, reason: '' };
      },
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const parsed = game.text.parse(stateAfter(game, actions), '?');
      return typeof parsed !== 'number' && parsed.reason === '';
    },
  },
  {
    law: 'rules-are-told',
    story: 'the second player is told no rules',
    game: retold(kuhn, { rules: (role) => (role === 1 ? '' : kuhn.text.rules(role)) }),
    good: kuhn,
    breaks: (game) => game.roles.some((_, role) => game.text.rules(role) === ''),
  },
  {
    law: 'views-are-told',
    story: 'who waits sees nothing',
    game: retold(kuhn, {
      view: (state, seat) => (kuhn.mover(state) === seat ? kuhn.text.view(state, seat) : ''),
    }),
    good: kuhn,
    breaks: (game, { actions }) =>
      everySeat(game).some((seat) => game.text.view(stateAfter(game, actions), seat) === ''),
  },
  {
    law: 'stages-divide-the-actions',
    story: 'the vote for nobody belongs to no stage',
    game: twin(village, {
      stages: [
        { name: 'sign', first: 0, end: 2 },
        { name: 'vote', first: 2, end: 5 },
      ],
    }),
    good: village,
    breaks: ({ stages = [], actionCount }) => stages.at(-1)?.end !== actionCount,
  },
  {
    law: 'stages-divide-the-actions',
    story: 'nobody says what the stages are trained on',
    game: withoutSignals(village),
    good: village,
    breaks: (game) => game.signals === undefined,
  },
  {
    law: 'stages-divide-the-actions',
    story: 'a stage abstains with an action of another one',
    game: twin(village, {
      stages: [
        { name: 'sign', first: 0, end: 2, abstain: 5 },
        { name: 'vote', first: 2, end: 6 },
      ],
    }),
    good: village,
    breaks: ({ stages = [] }) => stages.some(({ end, abstain = 0 }) => abstain >= end),
  },
  {
    law: 'signals-are-whole',
    story: 'the signal of a seat that has none is what the array held',
    game: twin(village, {
      signals(state, out) {
        const held = out.slice();
        village.signals?.(state, out);
        for (let at = 0; at < out.length; at++) if (Number.isNaN(out[at])) out[at] = held[at];
      },
    }),
    good: village,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      return signals(game, state, 1).join() !== signals(game, state, 2).join();
    },
  },
  {
    law: 'signals-are-whole',
    story: 'a vote is worth more than any number',
    game: twin(village, {
      signals(state, out) {
        village.signals?.(state, out);
        for (let at = 0; at < out.length; at++) if (at >= 3 && out[at] === 1) out[at] = Infinity;
      },
    }),
    good: village,
    breaks: (game, { actions }) => signals(game, stateAfter(game, actions)).includes(Infinity),
  },
  {
    law: 'signals-are-whole',
    story: 'asking for the signals takes the last vote away',
    game: twin(village, {
      signals(state, out) {
        village.signals?.(state, out);
        state[state.length - 1] = 0;
      },
    }),
    good: village,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const before = state.join();
      signals(game, state);
      return state.join() !== before;
    },
  },
  {
    law: 'first-stage-is-played-for-returns',
    story: 'signs are learned from the votes',
    game: twin(village, {
      signals(state, out) {
        village.signals?.(state, out);
        out.copyWithin(0, 3);
      },
    }),
    good: village,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions);
      const paid = returns(game, state);
      return signals(game, state).some((value, at) => at < 3 && !Number.isNaN(value) && value !== paid[at]);
    },
  },
  {
    law: 'vector-equals-single',
    story: 'chance is drawn from one deck for all games of a batch',
    game: (() => {
      let next = 0;
      return twin(kuhn, { draw: (state) => (state[K.dealt] === 1 ? (state[K.card] + 1) % 3 : next++ % 3) });
    })(),
    good: kuhn,
    breaks(game, { actions }) {
      const state = stateAfter(game, actions.slice(0, 0));
      const deals = Array.from({ length: 3 }, () => game.draw(state, stream(1, 'test')));
      return new Set(deals).size > 1;
    },
  },
  {
    law: 'vector-equals-single',
    story: 'observe reads the buffer, where other games of the batch are',
    game: twin(kuhn, {
      observe: (state, seat, out) => kuhn.observe(new Int32Array(state.buffer, 0, 6), seat, out),
    }),
    good: kuhn,
    breaks(game, { actions }) {
      const slab = new Int32Array(2 * game.stateSize);
      slab.set(stateAfter(game, actions), game.stateSize);
      return (
        observation(game, slab.subarray(game.stateSize), 0) !==
        observation(game, stateAfter(game, actions), 0)
      );
    },
  },
  {
    law: 'vector-equals-single',
    story: 'a deal that ends at once makes the next deal of another game a good one',
    game: luckyDeck(),
    good: aces,
    breaks(game) {
      const deal = (card: number): number =>
        game.draw(stateAfter(game, []), { below: () => card, unit: () => 0 });
      deal(1);
      const before = deal(1);
      deal(0);
      return deal(1) !== before;
    },
  },
];
