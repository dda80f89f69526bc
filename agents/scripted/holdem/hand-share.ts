import { type HandEvaluator, handEvaluator, type HandOrder, omahaStrength } from '@parlor/envs';

/** How many hands of four cards there are to each one that is looked at; a prime, so that these are of all kinds. */
const STRIDE = 397;

/** How a hand stands to others. */
export interface Standing {
  /** The share of them that it beats, equal ones counted half. */
  readonly share: number;
  /** Whether none of them beats it. */
  readonly unbeaten: boolean;
}

/**
 * Which share of all hands that another player could hold the own one beats on this board of three cards or more, equal
 * ones counted half. Of hands of four cards (Omaha) some hundreds stand for all.
 */
export class HandShare {
  private readonly evaluator: HandEvaluator;
  private readonly firstCard: number;
  private readonly hole: number;
  private readonly stride: number;
  private readonly cards = new Int32Array(9);
  private readonly rest = new Int32Array(52);

  /**
   * @param firstCard the lowest card of the deck
   * @param stride how many hands of four cards there are to each one that is looked at; 1 for all
   */
  constructor(hole: number, order: HandOrder, firstCard: number, stride = STRIDE) {
    this.stride = stride;
    this.evaluator = handEvaluator(order);
    this.firstCard = firstCard;
    this.hole = hole;
  }

  of(hand: readonly number[], board: readonly number[]): Standing {
    const { cards, rest, hole } = this;
    let left = 0;
    for (let card = this.firstCard; card < 52; card++) {
      if (!hand.includes(card) && !board.includes(card)) rest[left++] = card;
    }
    // The hand first, so that another one takes its place with the board left where it is.
    cards.set(hand);
    cards.set(board, hole);
    return hole === 2 ? this.ofTwo(board.length, left) : this.ofFour(board.length, left);
  }

  private ofTwo(board: number, left: number): Standing {
    const { cards, rest, evaluator } = this;
    const own = evaluator.strengthOf(cards, 0, 2 + board);
    let [score, losses] = [0, 0];
    for (let one = 1; one < left; one++) {
      cards[0] = rest[one];
      for (let other = 0; other < one; other++) {
        cards[1] = rest[other];
        const theirs = evaluator.strengthOf(cards, 0, 2 + board);
        if (theirs < own) score += 2;
        else if (theirs === own) score++;
        else losses++;
      }
    }
    return { share: score / (left * (left - 1)), unbeaten: losses === 0 };
  }

  private ofFour(board: number, left: number): Standing {
    const { cards, rest, evaluator, stride } = this;
    const own = omahaStrength(evaluator, cards, 0, cards, 4, board);
    let [score, hands, losses, next] = [0, 0, 0, 0];
    for (let a = 3; a < left; a++) {
      cards[0] = rest[a];
      for (let b = 2; b < a; b++) {
        cards[1] = rest[b];
        for (let c = 1; c < b; c++) {
          cards[2] = rest[c];
          for (; next < c; next += stride) {
            cards[3] = rest[next];
            const theirs = omahaStrength(evaluator, cards, 0, cards, 4, board);
            if (theirs < own) score += 2;
            else if (theirs === own) score++;
            else losses++;
            hands++;
          }
          next -= c;
        }
      }
    }
    return { share: score / (2 * hands), unbeaten: losses === 0 };
  }
}
