import { CHANCE, defineGame, fields, layout, parseName, TERMINAL } from '@parlor/envs';

const SEATS = 3;
const WORDS = 2;
const SIGNS = 2;
/** The vote for nobody. */
const NOBODY = SIGNS + SEATS;
/** Weights of the votes on the stranger, and on other residents. */
const BETA = 0.5;
const LAMBDA = 0.25;

/**
 * A good game with stages: one of three seats is a stranger, the others see the same word. Everybody makes a sign for
 * all to see, then the residents vote at the same time for who is the stranger, or for nobody. The returns are those
 * of Vision-Zero's clues (arXiv 2509.25541), the signal of a vote 1 for the stranger, −0.5 for nobody, −1 for another.
 */
export const stranger = defineGame({
  id: 'stranger_test',
  summary: 'find out who saw no word',
  options: {},
  create() {
    // Outcome 2 × stranger + word.
    const { at, size } = layout({ dealt: 1, turn: 1, sign: SEATS, vote: SEATS });
    const turns = SEATS + SEATS - 1;
    const signs = ['nod', 'shrug'];
    const features = fields({
      word: { shape: [WORDS + 1], kind: 'one-hot' },
      signs: { shape: [SEATS, SIGNS], kind: 'one-hot' },
      own: { shape: [SEATS + 1], kind: 'one-hot' },
      dealt: { shape: [SEATS * WORDS], kind: 'one-hot' },
      votes: { shape: [SEATS, SEATS + 1], kind: 'one-hot' },
    });
    const who = (state: Int32Array): number => (state[at.dealt] - 1) >> 1;
    /** What a seat was dealt: a word, or none. */
    const wordOf = (dealt: number, seat: number): number => (dealt >> 1 === seat ? WORDS : dealt & 1);
    const resident = (state: Int32Array, place: number): number => (place < who(state) ? place : place + 1);
    const mover = (state: Int32Array): number => {
      const turn = state[at.turn];
      if (state[at.dealt] === 0) return CHANCE;
      if (turn === turns) return TERMINAL;
      return turn < SEATS ? turn : resident(state, turn - SEATS);
    };
    /** Whether the seat has voted, by the state. */
    const voted = (state: Int32Array, seat: number): boolean => state[at.vote + seat] > 0;
    const nameOf = (action: number): string =>
      action < SIGNS ? signs[action] : action === NOBODY ? 'nobody' : `player ${action - SIGNS + 1}`;
    const legalList = (state: Int32Array): number[] => {
      const seat = mover(state);
      if (seat < 0) return [];
      if (state[at.turn] < SEATS) return [0, 1];
      return [2, 3, 4, NOBODY].filter((action) => action !== SIGNS + seat);
    };
    const revealed = (state: Int32Array): string =>
      Array.from({ length: SEATS }, (_, seat) => seat)
        .filter((seat) => voted(state, seat))
        .map((seat) => `player ${seat + 1} for ${nameOf(state[at.vote + seat] - 1 + SIGNS)}`)
        .join(', ');
    const returns = (state: Int32Array, out: Float64Array): void => {
      out.fill(0, 0, SEATS);
      if (state[at.turn] < turns) return;
      const votes = [0, 0, 0];
      for (let seat = 0; seat < SEATS; seat++) {
        const vote = state[at.vote + seat] - 1;
        if (vote >= 0 && vote < SEATS) votes[vote]++;
      }
      const spy = who(state);
      const rest = (votes[0] + votes[1] + votes[2] - votes[spy]) / (SEATS - 1);
      for (let seat = 0; seat < SEATS; seat++) {
        out[seat] =
          seat === spy
            ? BETA * (rest - votes[spy])
            : (BETA / (SEATS - 1)) * (votes[spy] - rest) - LAMBDA * (votes[seat] - rest);
      }
    };
    return {
      version: 1,
      seats: SEATS,
      roles: ['stranger', 'resident'],
      actionCount: NOBODY + 1,
      maxLegal: SEATS,
      chanceCount: SEATS * WORDS,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 1 + turns,
      payoff: 'zero-sum',
      payoffRange: [-1, 1],
      information: 'imperfect',
      pays: 'at-end',
      stages: [
        { name: 'sign', first: 0, end: SIGNS },
        { name: 'vote', first: SIGNS, end: NOBODY + 1, abstain: NOBODY },
      ],
      start: (state) => void state.fill(0),
      mover,
      role: (state, seat) => (state[at.dealt] === 0 ? -1 : who(state) === seat ? 0 : 1),
      legal(state, actions) {
        const turn = state[at.turn];
        if (state[at.dealt] === 0 || turn === turns) return 0;
        let count = 0;
        if (turn < SEATS) for (; count < SIGNS; count++) actions[count] = count;
        else {
          const seat = resident(state, turn - SEATS);
          for (let other = 0; other <= SEATS; other++) if (other !== seat) actions[count++] = SIGNS + other;
        }
        return count;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / (SEATS * WORDS));
        return SEATS * WORDS;
      },
      draw: (_state, random) => random.below(SEATS * WORDS),
      apply(state, action) {
        if (state[at.dealt] === 0) {
          state[at.dealt] = 1 + action;
          return;
        }
        const seat = mover(state);
        if (state[at.turn] < SEATS) state[at.sign + seat] = 1 + action;
        else state[at.vote + seat] = 1 + action - SIGNS;
        state[at.turn]++;
      },
      returns,
      signals(state, out) {
        returns(state, out);
        for (let seat = 0; seat < SEATS; seat++) {
          const vote = state[at.vote + seat] - 1;
          out[SEATS + seat] = vote < 0 ? NaN : vote === SEATS ? -0.5 : vote === who(state) ? 1 : -1;
        }
      },
      witness(state, action, seat) {
        if (state[at.dealt] === 0) return 1 + wordOf(action, seat);
        if (state[at.turn] < SEATS) return 4 + action;
        if (state[at.turn] < turns - 1) return mover(state) === seat ? 10 + action : 0;
        // The last vote turns everything up.
        const other = state[at.vote + resident(state, 0)];
        return 100 + (state[at.dealt] * 10 + other) * 10 + action;
      },
      observe(state, seat, out) {
        const dealt = state[at.dealt] - 1;
        if (dealt < 0) return;
        out[features.at.word + wordOf(dealt, seat)] = 1;
        for (let other = 0; other < SEATS; other++) {
          if (state[at.sign + other] > 0)
            out[features.at.signs + other * SIGNS + state[at.sign + other] - 1] = 1;
        }
        if (voted(state, seat)) out[features.at.own + state[at.vote + seat] - 1] = 1;
        if (state[at.turn] < turns) return;
        out[features.at.dealt + dealt] = 1;
        for (let other = 0; other < SEATS; other++) {
          if (voted(state, other))
            out[features.at.votes + other * (SEATS + 1) + state[at.vote + other] - 1] = 1;
        }
      },
      choosing(state, seats) {
        const turn = state[at.turn];
        if (state[at.dealt] === 0 || turn === turns) return 0;
        // Who else is a resident is not for a resident to know.
        seats[0] = turn < SEATS ? turn : resident(state, turn - SEATS);
        return 1;
      },
      text: {
        rules: (role) =>
          `${role === 0 ? 'You saw no word.' : role === 1 ? 'One of you saw no word.' : 'All but one see a word.'} ` +
          'Make a sign, [nod] or [shrug]; then vote: [player 1], [player 2], [player 3] or [nobody].',
        view(state, seat) {
          if (state[at.dealt] === 0) return 'Words are dealt.';
          const lines = [`Your word: ${['tea', 'milk', 'none'][wordOf(state[at.dealt] - 1, seat)]}.`];
          for (let other = 0; other < state[at.turn] && other < SEATS; other++)
            lines.push(`Player ${other + 1}: ${signs[state[at.sign + other] - 1]}.`);
          if (voted(state, seat)) lines.push(`You voted for ${nameOf(state[at.vote + seat] - 1 + SIGNS)}.`);
          if (state[at.turn] === turns)
            lines.push(`Votes: ${revealed(state)}. The stranger was player ${who(state) + 1}.`);
          return lines.join('\n');
        },
        event(state, action, seat) {
          if (state[at.dealt] === 0)
            return ['Your word is tea.', 'Your word is milk.', 'You see no word.'][wordOf(action, seat)];
          const own = mover(state);
          if (state[at.turn] < SEATS)
            return `${own === seat ? 'You' : `Player ${own + 1}`}: ${nameOf(action)}.`;
          if (state[at.turn] < turns - 1) return own === seat ? `You vote for ${nameOf(action)}.` : null;
          return (
            `The votes: ${revealed(state)}, player ${own + 1} for ${nameOf(action)}; ` +
            `deal ${state[at.dealt]}: the stranger was player ${who(state) + 1}.`
          );
        },
        actionName: (state, action) => (state[at.dealt] === 0 ? `deal ${action}` : nameOf(action)),
        parse(state, reply) {
          const legal = legalList(state);
          const found = parseName(reply, legal.map(nameOf));
          return typeof found === 'number' ? legal[found] : found;
        },
      },
    };
  },
});
