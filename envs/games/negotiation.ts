import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { digitRows, divisionsByPool } from './divisions.ts';
import { NEGOTIATION_OPTIONS } from './negotiation-options.ts';
import { negotiationPay } from './negotiation-pay.ts';
import { negotiationText } from './negotiation-text.ts';
import { turnLimits } from './turn-limits.ts';

const OPEN = 0;
const AGREED = 1;
const FAILED = 2;

/** Turn limit, pool, first and second player's values. */
const DEALS = 4;

/** So many utterances at most are actions of their own; where there are more, each symbol is an action. */
const MOST_UTTERANCES = 1000;

/**
 * Negotiation (K. Cao, A. Lazaridou, M. Lanctot, J. Leibo, K. Tuyls, S. Clark, Emergent Communication through
 * Negotiation, 2018): two players divide a pool of peppers, cherries and strawberries. There are 0 to `max_items` of
 * each, all pools equally likely; one of each is worth 0 to `max_value` to a player, all values but nothing at all
 * equally likely, and known to it alone. In its turn a player accepts the last proposal, or makes one and then says
 * something: symbols that mean nothing by themselves (cheap talk). After so many turns there is no deal: a number that
 * nobody knows before, by the Poisson distribution truncated to `min_turns` … `max_turns`; the last turn's proposal
 * cannot be accepted. With `proposals=hidden` the other player learns of a proposal only once it has accepted it.
 *
 * Actions below (max_items + 1)^types propose what the proposer keeps, its amounts as digits, the first item's the
 * most significant; then comes accept; then utterances, symbols as digits, or single symbols where there would be more
 * than 1 000 utterances.
 */
export const negotiation = defineGame({
  id: 'negotiation',
  summary: 'divide a pool by proposals and cheap talk, nobody knows for how long',
  options: NEGOTIATION_OPTIONS,
  create({
    types,
    max_items: maxItems,
    max_value: maxValue,
    max_turns: maxTurns,
    min_turns: minTurns,
    mean_turns: meanTurns,
    proposals: channel,
    utterances,
    symbols,
    utterance_length: length,
    rewards,
    scaled,
  }) {
    if (minTurns > maxTurns) {
      throw new OptionError(
        `negotiation: at least ${minTurns} and at most ${maxTurns} turns cannot be; raise max_turns or lower min_turns.`,
      );
    }
    const hidden = channel === 'hidden';
    const shared = rewards === 'shared';
    /** What a proposer can keep, and what can be in the pool: [proposals, types]. */
    const amounts = digitRows(maxItems, types);
    const accept = amounts.length / types;
    const pools = accept;
    /** What one of each can be worth; row 0 is nothing at all, and is never dealt: [vectors, types]. */
    const values = digitRows(maxValue, types);
    const vectors = values.length / types;
    const legalIn = divisionsByPool(amounts, amounts, types, accept);
    const { from: legalFrom, list: legalList } = legalIn;
    const limits = turnLimits(minTurns, maxTurns, meanTurns);

    const whole = symbols ** length <= MOST_UTTERANCES;
    /** An utterance takes so many actions, each of which is one of so many. */
    const parts = !utterances ? 0 : whole ? 1 : length;
    const words = !utterances ? 0 : whole ? symbols ** length : symbols;
    const utter = accept + 1;

    const { at, size } = layout({
      mover: 1,
      dealt: 1, // of turn limit, pool, first and second player's values
      limit: 1, // turns above the fewest
      pool: 1, // row of `amounts`
      first: 1, // row of `values`
      second: 1,
      made: 1, // proposals so far
      said: 1, // parts of utterances so far
      end: 1,
      proposals: maxTurns,
      utterances: maxTurns * parts,
    });
    const seen = {
      seat: { shape: [2], kind: 'one-hot' },
      pool: { shape: [types, maxItems + 1], kind: 'one-hot' },
      values: { shape: [types, maxValue + 1], kind: 'one-hot' }, // own
      made: { shape: [maxTurns + 1], kind: 'one-hot' },
      proposals: { shape: [maxTurns, types, maxItems + 1], kind: 'one-hot' }, // what the proposer keeps
      end: { shape: [2], kind: 'one-hot' }, // agreed, failed
    } as const;
    const features = utterances
      ? fields({ ...seen, utterances: { shape: [maxTurns, length, symbols], kind: 'one-hot' } })
      : fields(seen);
    const pay = negotiationPay({ types, amounts, values, shared, scaled, at });
    const utterancesAt = features.at.end + 2;
    /** Symbols of a part of an utterance. */
    const spelt = whole ? length : 1;
    const saw = {
      proposal: 1, // twice, for those that end it, and one more for hidden ones
      accept: 1 + 2 * (accept + 1), // with the proposal, where it was hidden
      word: 3 + 3 * accept,
      pool: 3 + 3 * accept + words,
      values: 3 + 3 * accept + words + pools,
    };
    const most = scaled ? 1 : types * maxItems * maxValue;

    /** Whether the seat knows this turn's proposal. */
    function sees(state: State, seat: number, turn: number): boolean {
      if (!hidden || (turn & 1) === seat) return true;
      return state[at.end] === AGREED && turn + 1 === state[at.made];
    }

    return {
      version: 1,
      seats: 2,
      roles: ['player 1', 'player 2'],
      actionCount: utter + words,
      maxLegal: Math.max(legalIn.longest, words),
      chanceCount: Math.max(limits.count, pools, vectors),
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: DEALS + maxTurns + (maxTurns - 1) * parts,
      payoff: shared ? 'common' : 'general-sum',
      payoffRange: [0, maxTurns > 1 ? most : 0],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        state[at.mover] = CHANCE;
      },
      mover: (state) => state[at.mover],
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.mover] < 0) return 0;
        const made = state[at.made];
        if (state[at.said] < made * parts) {
          for (let word = 0; word < words; word++) actions[word] = utter + word;
          return words;
        }
        const pool = state[at.pool];
        const from = legalFrom[pool];
        const count = legalFrom[pool + 1] - from - (made > 0 ? 0 : 1); // at the end of the list is `accept`
        for (let i = 0; i < count; i++) actions[i] = legalList[from + i];
        return count;
      },
      chance(state, probabilities) {
        probabilities.fill(0);
        const dealt = state[at.dealt];
        if (dealt === 0) {
          probabilities.set(limits.probabilities);
          return limits.possible;
        }
        const from = dealt === 1 ? 0 : 1;
        const to = dealt === 1 ? pools : vectors;
        probabilities.fill(1 / (to - from), from, to);
        return to - from;
      },
      draw(state, random) {
        const dealt = state[at.dealt];
        if (dealt === 0) return limits.draw(random, 0);
        return dealt === 1 ? random.below(pools) : 1 + random.below(vectors - 1);
      },
      apply(state, action) {
        const dealt = state[at.dealt];
        if (dealt < DEALS) {
          state[at.limit + dealt] = action;
          state[at.dealt] = dealt + 1;
          if (dealt === DEALS - 1) state[at.mover] = 0;
          return;
        }
        const made = state[at.made];
        const mover = state[at.mover];
        if (action < accept) {
          state[at.proposals + made] = action;
          state[at.made] = made + 1;
          if (made + 1 === minTurns + state[at.limit]) {
            state[at.mover] = TERMINAL;
            state[at.end] = FAILED;
          } else if (parts === 0) state[at.mover] = 1 - mover;
        } else if (action === accept) {
          state[at.mover] = TERMINAL;
          state[at.end] = AGREED;
        } else {
          const said = state[at.said];
          state[at.utterances + said] = action - utter;
          state[at.said] = said + 1;
          if (said + 1 === made * parts) state[at.mover] = 1 - mover;
        }
      },
      returns(state, out) {
        if (state[at.end] === AGREED) pay.accepted(state, out);
        else out[0] = out[1] = 0;
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt === 0) return 0;
        if (dealt === 1) return saw.pool + action;
        if (dealt < DEALS) return seat === dealt - 2 ? saw.values + action : 0;
        const made = state[at.made];
        if (action > accept) return saw.word + action - utter;
        if (action === accept) return saw.accept + (hidden ? state[at.proposals + made - 1] : 0);
        const ends = made + 1 === minTurns + state[at.limit] ? 1 : 0;
        const seen = hidden && state[at.mover] !== seat ? accept : action;
        return saw.proposal + 2 * seen + ends;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        const dealt = state[at.dealt];
        if (dealt < 2) return;
        const pool = state[at.pool] * types;
        for (let type = 0; type < types; type++) {
          out[features.at.pool + type * (maxItems + 1) + amounts[pool + type]] = 1;
        }
        if (dealt > 2 + seat) {
          const own = state[at.first + seat] * types;
          for (let type = 0; type < types; type++) {
            out[features.at.values + type * (maxValue + 1) + values[own + type]] = 1;
          }
        }
        const made = state[at.made];
        out[features.at.made + made] = 1;
        for (let turn = 0; turn < made; turn++) {
          if (!sees(state, seat, turn)) continue;
          const kept = state[at.proposals + turn] * types;
          const place = features.at.proposals + turn * types * (maxItems + 1);
          for (let type = 0; type < types; type++) {
            out[place + type * (maxItems + 1) + amounts[kept + type]] = 1;
          }
        }
        const said = state[at.said];
        for (let part = 0; part < said; part++) {
          let word = state[at.utterances + part];
          for (let symbol = (part + 1) * spelt - 1; symbol >= part * spelt; symbol--) {
            out[utterancesAt + symbol * symbols + (word % symbols)] = 1;
            word = (word / symbols) | 0;
          }
        }
        if (state[at.end] !== OPEN) out[features.at.end + state[at.end] - 1] = 1;
      },
      resample(state, seat, random, out) {
        out.set(state);
        const dealt = state[at.dealt];
        const made = state[at.made];
        const end = state[at.end];
        // It goes on after every proposal but the last one of all, whose turn was the limit.
        if (dealt > 0 && end !== FAILED) out[at.limit] = limits.draw(random, made + 1 - minTurns);
        const other = 1 - seat;
        if (dealt > 2 + other) out[at.first + other] = 1 + random.below(vectors - 1);
        if (!hidden) return;
        const pool = state[at.pool];
        const from = legalFrom[pool];
        for (let turn = other; turn < made; turn += 2) {
          if (sees(state, seat, turn)) continue;
          out[at.proposals + turn] = legalList[from + random.below(legalFrom[pool + 1] - from - 1)];
        }
      },
      text: negotiationText({
        types,
        maxItems,
        maxValue,
        minTurns,
        maxTurns,
        hidden,
        shared,
        scaled,
        symbols,
        length,
        parts,
        accept,
        amounts,
        values,
        at,
        worth: pay.worth,
        sees,
      }),
    };
  },
});
