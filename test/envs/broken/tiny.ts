import { CHANCE, defineGame, fields, layout, parseName, TERMINAL } from '@parlor/envs';

const CELLS = 1000;

/** A good game of sampled chance: a number from 0 to 999 is hidden, and one guess is made whether it is low or high. */
export const lowOrHigh = defineGame({
  id: 'low_or_high',
  summary: 'guess whether a hidden number is low or high',
  options: {},
  create() {
    const { at, size } = layout({ phase: 1, number: 1, guess: 1 });
    const names = ['low', 'high'];
    const features = fields({ over: { shape: [1], kind: 'flag' } });
    return {
      version: 1,
      seats: 1,
      roles: ['guesser'],
      actionCount: 2,
      maxLegal: 2,
      chanceCount: CELLS,
      chanceKind: 'sampled',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'current',
      maxTurns: 2,
      payoff: 'general-sum',
      payoffRange: [0, 1],
      information: 'imperfect',
      start: (state) => void state.fill(0),
      mover: (state) => [CHANCE, 0, TERMINAL][state[at.phase]],
      role: () => 0,
      legal(state, actions) {
        if (state[at.phase] !== 1) return 0;
        actions[0] = 0;
        actions[1] = 1;
        return 2;
      },
      chance: () => 0,
      draw: (_state, random) => random.below(CELLS),
      apply(state, action) {
        state[state[at.phase] === 0 ? at.number : at.guess] = action;
        state[at.phase]++;
      },
      returns(state, out) {
        const high = state[at.number] >= CELLS / 2 ? 1 : 0;
        out[0] = state[at.phase] === 2 && state[at.guess] === high ? 1 : 0;
      },
      witness: (state, action) => (state[at.phase] === 0 ? 0 : 1 + action + 2 * state[at.number]),
      observe(state, _seat, out) {
        if (state[at.phase] === 2) out[features.at.over] = 1;
      },
      text: {
        rules: () => 'Is the hidden number [low] or [high]?',
        view: (state) => (state[at.phase] === 2 ? `It was ${state[at.number]}.` : 'Guess: [low] or [high].'),
        event: (state, action) =>
          state[at.phase] === 0 ? null : `You say ${names[action]}; it was ${state[at.number]}.`,
        actionName: (state, action) => (state[at.phase] === 0 ? `hide ${action}` : names[action]),
        parse: (_state, reply) => parseName(reply, names),
      },
    };
  },
});

/**
 * A good game of hidden roles: one of three seats gets another word than the others, so nobody knows who is the odd
 * one. Everybody votes at the same time; the odd one loses if somebody else votes for it.
 */
export const oddOneOut = defineGame({
  id: 'odd_one_out',
  summary: 'find out who got another word',
  options: {},
  create() {
    const seats = 3;
    // Outcome 2 × odd + word: who is the odd one, and which word it gets.
    const { at, size } = layout({ dealt: 1, turn: 1, vote: seats });
    const words = ['tea', 'coffee'];
    const features = fields({
      word: { shape: [2], kind: 'one-hot' },
      own: { shape: [seats], kind: 'one-hot' },
      votes: { shape: [seats, seats], kind: 'one-hot' },
    });
    const odd = (state: Int32Array): number => (state[at.dealt] - 1) >> 1;
    const wordOf = (state: Int32Array, seat: number): number =>
      ((state[at.dealt] - 1) & 1) === 1 ? Number(odd(state) !== seat) : Number(odd(state) === seat);
    return {
      version: 1,
      seats,
      roles: ['the odd one', 'one of the others'],
      actionCount: seats,
      maxLegal: seats - 1,
      chanceCount: 2 * seats,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 1 + seats,
      payoff: 'general-sum',
      payoffRange: [0, 1],
      information: 'imperfect',
      start: (state) => void state.fill(0),
      mover: (state) =>
        state[at.dealt] === 0 ? CHANCE : state[at.turn] === seats ? TERMINAL : state[at.turn],
      role: (state, seat) => (state[at.dealt] === 0 ? -1 : odd(state) === seat ? 0 : 1),
      knowsRole: (state) => state[at.turn] === seats,
      legal(state, actions) {
        let count = 0;
        if (state[at.turn] === seats) return 0;
        for (let seat = 0; seat < seats; seat++) if (seat !== state[at.turn]) actions[count++] = seat;
        return count;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / (2 * seats));
        return 2 * seats;
      },
      draw: (_state, random) => random.below(2 * seats),
      apply(state, action) {
        if (state[at.dealt] === 0) state[at.dealt] = 1 + action;
        else state[at.vote + state[at.turn]++] = action;
      },
      returns(state, out) {
        const caught = [0, 1, 2].some((seat) => seat !== odd(state) && state[at.vote + seat] === odd(state));
        for (let seat = 0; seat < seats; seat++) {
          out[seat] = state[at.turn] < seats ? 0 : Number((seat === odd(state)) !== caught);
        }
      },
      witness(state, action, seat) {
        if (state[at.dealt] === 0) {
          const after = Int32Array.from([1 + action]);
          return 1 + wordOf(after, seat);
        }
        const own = state[at.turn] === seat ? 1 + action : 0;
        if (state[at.turn] < seats - 1) return own === 0 ? 0 : 2 + own;
        // The last vote turns everything up.
        return 10 + state[at.dealt] + 8 * (state[at.vote] + 3 * (state[at.vote + 1] + 3 * action));
      },
      observe(state, seat, out) {
        if (state[at.dealt] === 0) return;
        const turn = state[at.turn];
        out[features.at.word + wordOf(state, seat)] = 1;
        if (turn > seat) out[features.at.own + state[at.vote + seat]] = 1;
        for (let other = 0; turn === seats && other < seats; other++) {
          out[features.at.votes + seats * other + state[at.vote + other]] = 1;
        }
      },
      resample(state, seat, random, out) {
        out.set(state);
        if (state[at.turn] === seats) return;
        do out[at.dealt] = 1 + random.below(2 * seats);
        while (wordOf(out, seat) !== wordOf(state, seat));
        for (let other = 0; other < state[at.turn]; other++) {
          if (other !== seat) out[at.vote + other] = (other + 1 + random.below(seats - 1)) % seats;
        }
      },
      choosing(state, choosing) {
        let count = 0;
        if (state[at.dealt] === 0) return 0;
        for (let seat = state[at.turn]; seat < seats; seat++) choosing[count++] = seat;
        return count;
      },
      text: {
        rules: () => 'One of you got another word. Vote for the odd one: [1], [2] or [3].',
        view(state, seat) {
          if (state[at.dealt] === 0) return 'Words are dealt.';
          const lines = [`Your word: ${words[wordOf(state, seat)]}.`];
          if (state[at.turn] > seat) lines.push(`You voted for ${state[at.vote + seat] + 1}.`);
          if (state[at.turn] === seats) {
            lines.push(`Votes: ${Array.from(state.subarray(at.vote), (vote) => vote + 1).join(' ')}.`);
            lines.push(`The odd one was ${odd(state) + 1}.`);
          }
          return lines.join('\n');
        },
        event(state, action, seat) {
          if (state[at.dealt] === 0)
            return `Your word is ${words[wordOf(Int32Array.from([1 + action]), seat)]}.`;
          if (state[at.turn] < seats - 1)
            return state[at.turn] === seat ? `You vote for ${action + 1}.` : null;
          const votes = [state[at.vote], state[at.vote + 1], action].map((vote) => vote + 1);
          return `The votes were ${votes.join(' ')}; deal ${state[at.dealt]}: the odd one was ${odd(state) + 1}.`;
        },
        actionName: (state, action) => (state[at.dealt] === 0 ? `deal ${action}` : String(action + 1)),
        parse(state, reply) {
          const others = [0, 1, 2].filter((seat) => seat !== state[at.turn]);
          const found = parseName(
            reply,
            others.map((seat) => String(seat + 1)),
          );
          return typeof found === 'number' ? others[found] : found;
        },
      },
    };
  },
});
