import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { deals } from './deal-or-no-deal-deals.ts';
import { everyInstance, listedInstances } from './deal-or-no-deal-instances.ts';
import { dealOrNoDealText } from './deal-or-no-deal-text.ts';
import { divisionsByPool, divisionsOfAtMost, worthOf } from './divisions.ts';

/** How an episode stands, in words and observations too. */
const OPEN = 0;
const AGREED = 1;
const FAILED = 2;

/** Outcomes of chance after a turn. */
const GOES_ON = 0;
const ENDS = 1;

/** Pool, first and second player's values. */
const DEALS = 3;

/**
 * Deal or no deal (M. Lewis, D. Yarats, Y. Dauphin, D. Parikh, D. Batra, 2017; after D. DeVault, J. Mell, J. Gratch,
 * 2015): two players divide a pool of books, hats and balls that they value differently, each knowing its own values
 * alone. Of every instance the pool is worth the same total to each, every type is worth something to somebody, and
 * some type to both; all instances under these rules are equally likely: 5 793 by default.
 * In turn a player proposes a division or agrees to the last one; to agree is a turn too, so nobody can agree to a
 * proposal of the last turn. Without agreement both get 0.
 * Action k proposes division k, what the proposer keeps: all amounts of at most `max_items` items in lexicographic
 * order, 120 by default; the action after them agrees.
 */
export const dealOrNoDeal = defineGame({
  id: 'deal_or_no_deal',
  summary: 'divide books, hats and balls whose worth to the other is hidden',
  options: {
    types: { kind: 'integer', default: 3, min: 1, max: 3, doc: 'types of items' },
    max_items: { kind: 'integer', default: 7, min: 1, max: 12, doc: 'most items in the pool' },
    min_items: {
      kind: 'integer',
      default: ({ types, max_items: most }) => Math.max(Number(types), Number(most) - 2),
      min: 1,
      max: 12,
      doc: 'fewest items in the pool; left out, two fewer than the most',
    },
    total: { kind: 'integer', default: 10, min: 1, max: 100, doc: 'worth of the whole pool to each player' },
    contested: {
      kind: 'boolean',
      default: true,
      doc: 'whether some item must be worth something to both players',
    },
    turns: { kind: 'integer', default: 10, min: 1, max: 64, doc: 'most turns, agreeing included' },
    discount: {
      kind: 'real',
      default: 1,
      min: 0,
      max: 1,
      doc: 'what a deal keeps of its worth with every turn after the second',
    },
    prob_end: {
      kind: 'real',
      default: 0,
      min: 0,
      max: 1,
      doc: 'probability that it ends without a deal after a proposal, from the second turn on',
    },
    instances: {
      kind: 'numbers',
      default: [0],
      min: 0,
      max: 100,
      whole: true,
      lengths: [1, 9 * 2000],
      doc: "instances to deal: pool, first and second player's values, one after the other; 0 for all",
    },
  },
  create({
    types,
    max_items: maxItems,
    min_items: minItems,
    total,
    contested,
    turns,
    discount,
    prob_end: probEnd,
    instances: listed,
  }) {
    if (minItems > maxItems || maxItems < types) {
      throw new OptionError(
        `deal_or_no_deal: a pool of ${minItems} to ${maxItems} items of ${types} types cannot be; raise max_items or ` +
          'lower min_items or types.',
      );
    }
    const rules = { types, minItems, maxItems, total, contested };
    const all = listed.length === 1 && listed[0] === 0;
    const instances = all ? everyInstance(rules) : listedInstances(listed, rules);
    const { at, size } = layout({
      mover: 1,
      dealt: 1, // of pool, first and second player's values
      pool: 1, // number in `pools`
      first: 1, // number in `values`
      second: 1,
      made: 1, // proposals so far; seat `made & 1` is next, unless chance ends it before
      end: 1,
      proposals: turns,
    });
    const dealing = deals(instances, at);
    const { pools, values, poolCount, valueCount } = dealing;

    /** What the proposer keeps: [divisions, types]. */
    const divisions = divisionsOfAtMost(maxItems, types);
    const agree = divisions.length / types;
    const legalIn = divisionsByPool(divisions, pools, types, agree);
    const { from: legalFrom, list: legalList } = legalIn;
    const uncertain = probEnd > 0 && turns > 2;
    /** What a deal keeps of its worth where it is made in this turn, counted from 0. */
    const kept = Float64Array.from({ length: turns }, (_, turn) => discount ** Math.max(0, turn - 1));

    const features = fields({
      seat: { shape: [2], kind: 'one-hot' },
      pool: { shape: [types, maxItems + 1], kind: 'one-hot' },
      values: { shape: [types, total + 1], kind: 'one-hot' }, // own
      made: { shape: [turns + 1], kind: 'one-hot' },
      proposals: { shape: [turns, types, maxItems + 1], kind: 'one-hot' }, // what the proposer keeps
      end: { shape: [2], kind: 'one-hot' }, // agreed, failed
    });
    const saw = { proposal: 1, end: 2 + agree, pool: 3 + agree, values: 3 + agree + poolCount };

    /** What a division is worth to a seat, before any discount. */
    function worth(state: State, seat: number, proposer: number, division: number): number {
      const kept = worthOf(divisions, division, values, state[at.first + seat], types);
      return seat === proposer ? kept : total - kept;
    }

    return {
      version: 1,
      seats: 2,
      roles: ['player 1', 'player 2'],
      actionCount: agree + 1,
      maxLegal: legalIn.longest,
      chanceCount: Math.max(poolCount, valueCount, uncertain ? 2 : 0),
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: DEALS + turns + (uncertain ? turns - 2 : 0),
      payoff: 'general-sum',
      payoffRange: [0, turns > 1 ? total : 0],
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
        const pool = state[at.pool];
        const from = legalFrom[pool];
        const count = legalFrom[pool + 1] - from - (state[at.made] > 0 ? 0 : 1); // at the end of the list is `agree`
        for (let i = 0; i < count; i++) actions[i] = legalList[from + i];
        return count;
      },
      chance(state, probabilities) {
        if (state[at.dealt] < DEALS) return dealing.chance(state, probabilities);
        probabilities.fill(0);
        probabilities[GOES_ON] = 1 - probEnd;
        probabilities[ENDS] = probEnd;
        return probEnd < 1 ? 2 : 1;
      },
      draw(state, random) {
        if (state[at.dealt] < DEALS) return dealing.draw(state, random);
        return random.unit() < probEnd ? ENDS : GOES_ON;
      },
      apply(state, action) {
        const dealt = state[at.dealt];
        if (dealt < DEALS) {
          state[at.pool + dealt] = action;
          state[at.dealt] = dealt + 1;
          if (dealt === DEALS - 1) state[at.mover] = 0;
          return;
        }
        const mover = state[at.mover];
        const made = state[at.made];
        if (mover === CHANCE) {
          state[at.mover] = action === ENDS ? TERMINAL : made & 1;
          if (action === ENDS) state[at.end] = FAILED;
        } else if (action === agree) {
          state[at.mover] = TERMINAL;
          state[at.end] = AGREED;
        } else {
          state[at.proposals + made] = action;
          state[at.made] = made + 1;
          if (made + 1 === turns) {
            state[at.mover] = TERMINAL;
            state[at.end] = FAILED;
          } else state[at.mover] = uncertain && made > 0 ? CHANCE : 1 - mover;
        }
      },
      returns(state, out) {
        if (state[at.end] !== AGREED) {
          out[0] = 0;
          out[1] = 0;
          return;
        }
        const made = state[at.made];
        const proposer = 1 - (made & 1);
        const division = state[at.proposals + made - 1];
        out[0] = kept[made] * worth(state, 0, proposer, division);
        out[1] = kept[made] * worth(state, 1, proposer, division);
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt === 0) return saw.pool + action;
        if (dealt < DEALS) return seat === dealt - 1 ? saw.values + action : 0;
        // That it goes on is nothing to be seen; what is done next is.
        if (state[at.mover] === CHANCE) return action === ENDS ? saw.end : 0;
        return saw.proposal + action;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        const dealt = state[at.dealt];
        if (dealt === 0) return;
        const pool = state[at.pool] * types;
        for (let type = 0; type < types; type++) {
          out[features.at.pool + type * (maxItems + 1) + pools[pool + type]] = 1;
        }
        if (dealt > 1 + seat) {
          const own = state[at.first + seat] * types;
          for (let type = 0; type < types; type++) {
            out[features.at.values + type * (total + 1) + values[own + type]] = 1;
          }
        }
        const made = state[at.made];
        out[features.at.made + made] = 1;
        for (let turn = 0, place = features.at.proposals; turn < made; turn++) {
          const division = state[at.proposals + turn] * types;
          for (let type = 0; type < types; type++, place += maxItems + 1) {
            out[place + divisions[division + type]] = 1;
          }
        }
        if (state[at.end] !== OPEN) out[features.at.end + state[at.end] - 1] = 1;
      },
      resample(state, seat, random, out) {
        out.set(state);
        dealing.resample(state, seat, random, out);
      },
      text: dealOrNoDealText({
        types,
        minItems,
        maxItems,
        total,
        contested,
        turns,
        discount,
        probEnd: uncertain ? probEnd : 0,
        agree,
        divisions,
        pools,
        values,
        kept,
        at,
        worth,
      }),
    };
  },
});
