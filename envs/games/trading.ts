import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { fixedValues, MOST_VALUE, tradingGoods } from './trading-goods.ts';
import { tradingActions } from './trading-actions.ts';
import { tradingText } from './trading-text.ts';

const PASS = 0;
const ACCEPT = 1;

/**
 * Trading: two players hold goods that they value differently, and in turn make offers, accept or pass. After so many
 * turns, whoever has gained more by its own values wins; the closed form of `simple_negotiation`.
 *
 * What is left out of the game in words: an offer gives one good for one other, up to `quantity` units of each; an
 * action either answers or offers; whatever the addressee does but accept denies the open offer; everybody starts
 * with the same stock, so holdings are public and only values can be private.
 */
export const trading = defineGame({
  id: 'trading',
  summary: 'offers of goods that two players value differently; the larger gain wins',
  options: {
    resources: { kind: 'integer', default: 2, min: 2, max: 5, doc: 'kinds of goods' },
    stock: {
      kind: 'integer',
      default: 10,
      min: 1,
      max: 100,
      doc: 'units of each good that a player starts with',
    },
    turns: { kind: 'integer', default: 10, min: 1, max: 100, doc: 'turns of both players together' },
    quantity: {
      kind: 'integer',
      default: 3,
      min: 1,
      max: 10,
      doc: 'most units of a good on one side of an offer',
    },
    values: {
      kind: 'choice',
      default: ({ resources }) => (resources === 2 ? 'fixed' : 'random'),
      values: ['fixed', 'random'],
      doc: 'what goods are worth: known to both, or private and drawn; left out, fixed for two kinds of goods',
    },
    result: {
      kind: 'choice',
      default: 'winner',
      values: ['winner', 'gain'],
      doc: 'what pays: to gain more than the other (1, 0 or -1), or the gain itself',
    },
  },
  create({ resources, stock, turns, quantity, values, result }) {
    const goods = tradingGoods(resources);
    const fixed = Int32Array.from(fixedValues(resources).flat());
    const low = Int32Array.from(goods, (good) => good.low);
    const span = Int32Array.from(goods, (good) => good.high - good.low + 1);
    const drawn = values === 'random';
    const deals = drawn ? 2 * resources : 0;
    const outcomes = drawn ? Math.max(...span) : 0;
    const wins = result === 'winner';
    const numbered = tradingActions(resources, quantity);
    const { give, giveAmount, want, wantAmount, count: actionCount } = numbered;
    /** Offers that give one good: so many actions in a row. */
    const givesOne = (resources - 1) * quantity * quantity;
    const most =
      stock *
      goods.reduce((sum, { high }, good) => sum + Math.max(high, fixed[good], fixed[resources + good]), 0);

    const { at, size } = layout({
      dealt: 1, // values drawn: seat 0's, good by good, then seat 1's
      turn: 1,
      open: 1, // the action that is the open offer, addressed to whoever is to act; 0 for none
      goods: 2 * resources, // held by seat 0, by seat 1
      value: 2 * resources, // 0 before it is drawn
      log: turns, // actions so far
    });
    const features = fields({
      seat: { shape: [1], kind: 'flag' },
      values: { shape: [resources], kind: 'real' }, // own, in units of the greatest value
      goods: { shape: [2, resources], kind: 'real' }, // own and the other's, in shares of all there are
      turn: { shape: [1], kind: 'real' }, // share of the turns that are over
      open: { shape: [2, resources], kind: 'real' }, // what the open offer gives and wants, in units of the quantity
      answers: { shape: [turns, 2], kind: 'one-hot' }, // pass, accept
      gives: { shape: [turns, resources], kind: 'real' }, // of each turn's offer, in units of the quantity
      wants: { shape: [turns, resources], kind: 'real' },
    });

    function mover(state: State): number {
      if (state[at.dealt] < deals) return CHANCE;
      const turn = state[at.turn];
      return turn === turns ? TERMINAL : turn & 1;
    }

    /** What a seat's goods are worth to it above what they were at the start. */
    function gain(state: State, seat: number): number {
      const from = seat * resources;
      let sum = 0;
      for (let good = from; good < from + resources; good++) {
        sum += (state[at.goods + good] - stock) * state[at.value + good];
      }
      return sum;
    }

    /** How much more a seat gains where it now accepts the open offer. */
    function accepted(state: State, seat: number, accepter: number): number {
      const open = state[at.open];
      const value = at.value + seat * resources;
      const change =
        giveAmount[open] * state[value + give[open]] - wantAmount[open] * state[value + want[open]];
      return seat === accepter ? change : 0 - change;
    }

    function apply(state: State, action: number): void {
      const dealt = state[at.dealt];
      if (dealt < deals) {
        state[at.value + dealt] = low[dealt % resources] + action;
        state[at.dealt] = dealt + 1;
        return;
      }
      const turn = state[at.turn];
      if (action === ACCEPT) {
        const open = state[at.open];
        const own = at.goods + (turn & 1) * resources;
        const other = at.goods + (1 - (turn & 1)) * resources;
        state[own + give[open]] += giveAmount[open];
        state[other + give[open]] -= giveAmount[open];
        state[own + want[open]] -= wantAmount[open];
        state[other + want[open]] += wantAmount[open];
      }
      state[at.log + turn] = action;
      state[at.open] = action > ACCEPT ? action : 0;
      state[at.turn] = turn + 1;
    }

    return {
      version: 1,
      seats: 2,
      roles: ['first', 'second'],
      actionCount,
      maxLegal: actionCount,
      chanceCount: outcomes,
      chanceKind: drawn ? 'exact' : 'none',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: deals + turns,
      payoff: wins ? 'zero-sum' : 'general-sum',
      payoffRange: wins ? [-1, 1] : [-most, most],
      information: drawn ? 'imperfect' : 'perfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        for (let i = 0; i < 2 * resources; i++) {
          state[at.goods + i] = stock;
          if (!drawn) state[at.value + i] = fixed[i];
        }
      },
      mover,
      role: (_state, seat) => seat,
      legal(state, actions) {
        const seat = mover(state);
        if (seat < 0) return 0;
        const held = at.goods + seat * resources;
        const open = state[at.open];
        let count = 0;
        actions[count++] = PASS;
        // Whoever made the open offer still holds what it gives: goods move only when an offer is accepted.
        if (open > 0 && state[held + want[open]] >= wantAmount[open]) actions[count++] = ACCEPT;
        // Offers come in order of the good that is given, what is wanted for it, and how much of it is given.
        let offer = ACCEPT + 1;
        for (let good = 0; good < resources; good++) {
          const amount = state[held + good];
          if (amount >= quantity) {
            const end = offer + givesOne;
            while (offer < end) actions[count++] = offer++;
          } else {
            for (let want = 1; want < resources; want++, offer += quantity * quantity) {
              const end = offer + amount * quantity;
              for (let next = offer; next < end; next++) actions[count++] = next;
            }
          }
        }
        return count;
      },
      chance(state, probabilities) {
        const possible = span[state[at.dealt] % resources];
        probabilities.fill(0);
        probabilities.fill(1 / possible, 0, possible);
        return possible;
      },
      draw: (state, random) => random.below(span[state[at.dealt] % resources]),
      apply,
      returns(state, out) {
        if (mover(state) !== TERMINAL) {
          out[0] = 0;
          out[1] = 0;
          return;
        }
        const first = gain(state, 0);
        const second = gain(state, 1);
        out[0] = wins ? Math.sign(first - second) : first;
        out[1] = wins ? Math.sign(second - first) : second;
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt < deals) {
          const good = dealt % resources;
          return dealt - good === seat * resources ? 1 + actionCount + good * outcomes + action : 0;
        }
        const turn = state[at.turn];
        if (turn + 1 < turns) return 1 + action;
        // At the end both are told what the other has gained.
        let told = gain(state, 1 - seat);
        if (action === ACCEPT) told += accepted(state, 1 - seat, turn & 1);
        return 1 + actionCount + resources * outcomes + (told + most) * actionCount + action;
      },
      observe(state, seat, out) {
        const own = seat * resources;
        const other = resources - own;
        out[features.at.seat] = seat;
        for (let good = 0; good < resources; good++) {
          out[features.at.values + good] = state[at.value + own + good] / MOST_VALUE;
          out[features.at.goods + good] = state[at.goods + own + good] / (2 * stock);
          out[features.at.goods + resources + good] = state[at.goods + other + good] / (2 * stock);
        }
        const over = state[at.turn];
        out[features.at.turn] = over / turns;
        const open = state[at.open];
        if (open > 0) {
          out[features.at.open + give[open]] = giveAmount[open] / quantity;
          out[features.at.open + resources + want[open]] = wantAmount[open] / quantity;
        }
        for (let turn = 0; turn < over; turn++) {
          const action = state[at.log + turn];
          if (action <= ACCEPT) out[features.at.answers + 2 * turn + action] = 1;
          else {
            out[features.at.gives + resources * turn + give[action]] = giveAmount[action] / quantity;
            out[features.at.wants + resources * turn + want[action]] = wantAmount[action] / quantity;
          }
        }
      },
      resample(state, seat, random, out) {
        out.set(state);
        const other = (1 - seat) * resources;
        const over = mover(state) === TERMINAL;
        const told = gain(state, 1 - seat);
        // Nothing that the other may do depends on its values; but at the end its gain is known.
        do {
          for (let good = 0; good < resources; good++) {
            if (other + good < state[at.dealt])
              out[at.value + other + good] = low[good] + random.below(span[good]);
          }
        } while (over && gain(out, 1 - seat) !== told);
      },
      text: tradingText({
        goods,
        turns,
        quantity,
        actions: numbered,
        drawn,
        fixed,
        wins,
        at,
        mover,
        gain,
        apply,
      }),
    };
  },
});
