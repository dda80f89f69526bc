import { OptionError } from '../../core/errors.ts';
import { categoryOf, type HandClass, ranksOf } from './hand-class.ts';
import { handEvaluator } from './hand-evaluator.ts';
import type { HandCategory, HandOrder } from './hand-order.ts';

/** What a card of each rank is called. */
const ONE = [
  'deuce',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'jack',
  'queen',
  'king',
  'ace',
];

function classOf(strength: number, order: HandOrder): HandClass {
  const { classes } = handEvaluator(order).tables;
  if (strength in classes) return classes[strength];
  throw new OptionError(
    `${strength} is no strength of the ${order} order; strengths are whole numbers from 0 to ${classes.length - 1}.`,
  );
}

/**
 * What kind of hand a strength is.
 * @param order of the evaluator that the strength is from
 * @throws OptionError where no hand has this strength
 */
export function handCategory(strength: number, order: HandOrder): HandCategory {
  return categoryOf(classOf(strength, order), order);
}

/**
 * A hand in words: 'two pair, kings and sevens, ace kicker', 'straight, nine high'.
 * @param order of the evaluator that the strength is from
 * @throws OptionError where no hand has this strength
 */
export function describeHand(strength: number, order: HandOrder): string {
  const hand = classOf(strength, order);
  const category = categoryOf(hand, order);
  const ranks = ranksOf(hand);
  const one = ranks.map((rank) => ONE[rank] ?? '');
  const many = ranks.map((rank) => (rank === 4 ? 'sixes' : `${ONE[rank]}s`));
  const [first, second, third, fourth, last] = one;
  switch (category) {
    case 'royal flush':
      return category;
    case 'straight flush':
    case 'straight':
      return `${category}, ${first} high`;
    case 'four of a kind':
      return `${category}, ${many[0]}, ${last} kicker`;
    case 'full house':
      return `${category}, ${many[0]} over ${many[4]}`;
    case 'three of a kind':
      return `${category}, ${many[0]}, ${fourth} and ${last} kickers`;
    case 'two pair':
      return `${category}, ${many[0]} and ${many[2]}, ${last} kicker`;
    case 'pair':
      return `${category} of ${many[0]}, ${third}, ${fourth} and ${last} kickers`;
    case 'flush':
      return `${category}, ${first}, ${second}, ${third}, ${fourth} and ${last}`;
    case 'high card':
      return `${first} high, ${second}, ${third}, ${fourth} and ${last} kickers`;
  }
}
