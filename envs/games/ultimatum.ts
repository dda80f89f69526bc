import { defineGame } from '../core/factory.ts';
import { bargaining } from './bargaining.ts';

/**
 * The ultimatum game (Güth, Schmittberger and Schwarze, 1982): the proposer offers the responder some units of a pot;
 * accepted, the pot is shared so; rejected, both get nothing.
 */
export const ultimatum = defineGame({
  id: 'ultimatum',
  summary: 'one offer to share a pot: take it, or nobody gets anything',
  options: {
    pot: { kind: 'integer', default: 10, min: 1, max: 100, doc: 'units to be shared' },
  },
  create: ({ pot }) => bargaining({ pot, turns: 1, discount: 1, roles: ['proposer', 'responder'] }),
});
