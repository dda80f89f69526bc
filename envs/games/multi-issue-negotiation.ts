import { OptionError } from '../core/errors.ts';
import { defineGame } from '../core/factory.ts';
import { fields } from '../core/field.ts';
import { CHANCE, type State, TERMINAL } from '../core/game.ts';
import { layout } from '../core/layout.ts';
import { compositionCount, compositions } from './compositions.ts';
import { ISSUE_NAMES, multiIssueText } from './multi-issue-negotiation-text.ts';

const OPEN = 0;
const AGREED = 1;
const WALKED = 2;

/** More offers, or more ways to weigh the issues, are refused: every one is an action, or an outcome of chance. */
const MOST = 4096;

/**
 * Negotiation about several issues at once. Each is settled at a level; the buyer (seat 0) wants high levels, the
 * seller (seat 1) low ones, each by private weights that add up to the same points, dealt uniformly among all ways to
 * share the points out. The buyer is paid Σ wᵢ xᵢ / (levels − 1), the seller Σ wᵢ (levels − 1 − xᵢ) / (levels − 1), so
 * both gain where each gives way in what matters less to it (logrolling; H. Raiffa, The Art and Science of
 * Negotiation, 1982). A seat accepts the open offer, replaces it by an offer of its own, or walks away.
 * Offers are actions 0 … levels^issues − 1: the levels as digits, the first issue's the most significant; then come
 * accept and walk away. After the last offer there is no other than these two.
 */
export const multiIssueNegotiation = defineGame({
  id: 'multi_issue_negotiation',
  summary: 'several issues, private weights: give way in what matters less',
  options: {
    issues: { kind: 'integer', default: 3, min: 1, max: ISSUE_NAMES.length, doc: 'issues to be settled' },
    levels: { kind: 'integer', default: 3, min: 2, max: 10, doc: 'levels at which an issue can be settled' },
    points: { kind: 'integer', default: 10, min: 1, max: 100, doc: 'what the weights of a seat add up to' },
    no_deal: { kind: 'real', default: 2, min: 0, max: 100, doc: 'points of each seat without an agreement' },
    turns: { kind: 'integer', default: 6, min: 1, max: 64, doc: 'most offers' },
  },
  create({ issues, levels, points, no_deal: noDeal, turns }) {
    const offers = levels ** issues;
    if (offers > MOST) {
      throw new OptionError(
        `multi_issue_negotiation: ${levels} levels of ${issues} issues are ${offers} offers; ${MOST} are the most: ` +
          'lower levels or issues.',
      );
    }
    if (points < issues) {
      throw new OptionError(
        `multi_issue_negotiation: ${points} points cannot give each of ${issues} issues at least 1: raise points.`,
      );
    }
    const deals = compositionCount(points, issues);
    if (deals > MOST) {
      throw new OptionError(
        `multi_issue_negotiation: ${points} points can be shared among ${issues} issues in ${deals} ways; ${MOST} are ` +
          'the most: lower points or issues.',
      );
    }
    const weights = compositions(points, issues);
    const accept = offers;
    const walkAway = offers + 1;
    /** The levels of every offer: [offers, issues]. */
    const settled = Int32Array.from({ length: offers * issues }, (_, place) => {
      const issue = place % issues;
      return Math.floor((place - issue) / issues / levels ** (issues - 1 - issue)) % levels;
    });

    const { at, size } = layout({
      dealt: 1,
      deal: 2, // row of `weights` that each seat has
      made: 1, // offers so far; once weights are dealt, seat `made & 1` is to move
      end: 1,
      offers: turns,
    });
    const features = fields({
      seat: { shape: [2], kind: 'one-hot' },
      weights: { shape: [issues], kind: 'real' }, // own, as parts of the points
      offers: { shape: [turns, issues, levels], kind: 'one-hot' },
      end: { shape: [2], kind: 'one-hot' }, // agreed, walked away
    });

    /** What an offer pays a seat. */
    function worth(state: State, seat: number, offer: number): number {
      const row = state[at.deal + seat] * issues;
      let sum = 0;
      for (let issue = 0; issue < issues; issue++) {
        sum += weights[row + issue] * settled[offer * issues + issue];
      }
      const part = sum / (levels - 1);
      return seat === 0 ? part : points - part;
    }

    return {
      version: 1,
      seats: 2,
      roles: ['buyer', 'seller'],
      actionCount: offers + 2,
      maxLegal: offers + 2,
      chanceCount: deals,
      chanceKind: 'exact',
      stateSize: size,
      observation: features.list,
      observationSize: features.size,
      recall: 'perfect',
      maxTurns: 2 + turns + 1,
      payoff: 'general-sum',
      payoffRange: [0, Math.max(points, noDeal)],
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
      },
      mover(state) {
        if (state[at.dealt] < 2) return CHANCE;
        return state[at.end] === OPEN ? state[at.made] & 1 : TERMINAL;
      },
      role: (_state, seat) => seat,
      legal(state, actions) {
        if (state[at.dealt] < 2 || state[at.end] !== OPEN) return 0;
        const made = state[at.made];
        let count = 0;
        if (made < turns) while (count < offers) actions[count] = count++;
        if (made > 0) actions[count++] = accept;
        actions[count++] = walkAway;
        return count;
      },
      chance(_state, probabilities) {
        probabilities.fill(1 / deals);
        return deals;
      },
      draw: (_state, random) => random.below(deals),
      apply(state, action) {
        const dealt = state[at.dealt];
        if (dealt < 2) {
          state[at.deal + dealt] = action;
          state[at.dealt] = dealt + 1;
        } else if (action < offers) {
          const made = state[at.made];
          state[at.offers + made] = action;
          state[at.made] = made + 1;
        } else {
          state[at.end] = action === accept ? AGREED : WALKED;
        }
      },
      returns(state, out) {
        const end = state[at.end];
        if (end === AGREED) {
          const offer = state[at.offers + state[at.made] - 1];
          out[0] = worth(state, 0, offer);
          out[1] = worth(state, 1, offer);
        } else {
          out[0] = out[1] = end === WALKED ? noDeal : 0;
        }
      },
      witness(state, action, seat) {
        const dealt = state[at.dealt];
        if (dealt < 2) return seat === dealt ? 3 + offers + action : 0;
        return 1 + action;
      },
      observe(state, seat, out) {
        out[features.at.seat + seat] = 1;
        if (seat < state[at.dealt]) {
          const row = state[at.deal + seat] * issues;
          for (let issue = 0; issue < issues; issue++) {
            out[features.at.weights + issue] = weights[row + issue] / points;
          }
        }
        const made = state[at.made];
        for (let turn = 0, place = features.at.offers; turn < made; turn++) {
          const first = state[at.offers + turn] * issues;
          for (let issue = 0; issue < issues; issue++, place += levels) {
            out[place + settled[first + issue]] = 1;
          }
        }
        if (state[at.end] !== OPEN) out[features.at.end + state[at.end] - 1] = 1;
      },
      resample(state, seat, random, out) {
        out.set(state);
        const other = 1 - seat; // its weights are independent of the seat's own
        if (other < state[at.dealt]) out[at.deal + other] = random.below(deals);
      },
      text: multiIssueText({ issues, levels, points, noDeal, turns, offers, weights, settled, worth, at }),
    };
  },
});
