import { defineGame } from '../core/factory.ts';
import { bargaining } from './bargaining.ts';

/**
 * Bargaining with alternating offers over a pot that shrinks (I. Ståhl, 1972, with a last offer; A. Rubinstein, 1982,
 * without one). Offers are whole units, so the pot is also the discretisation: in units of a pot of 1000, the first
 * proposer's share in backward induction is within a few units of Ståhl's (1 − (−δ)^n) / (1 + δ) for n offers. In a
 * coarse pot rounding counts for much: of the 10 units of the default game it keeps 1, where the formula says 2.47.
 */
export const alternatingOffers = defineGame({
  id: 'alternating_offers',
  summary: 'offers in turn over a pot that shrinks until two agree',
  options: {
    pot: { kind: 'integer', default: 10, min: 1, max: 1000, doc: 'units to be shared' },
    turns: { kind: 'integer', default: 6, min: 1, max: 64, doc: 'most offers' },
    discount: {
      kind: 'real',
      default: 0.9,
      min: 0.001,
      max: 1,
      doc: 'what a share keeps of its worth with every rejected offer',
    },
  },
  create: ({ pot, turns, discount }) => bargaining({ pot, turns, discount, roles: ['first', 'second'] }),
});
