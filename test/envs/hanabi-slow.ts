import { fieldSize, type Game, type State } from '@parlor/envs';
import { NaiveHanabi, type NaiveHanabiOptions } from '../../scripts/bench/naive/hanabi.ts';

export interface Match {
  readonly spec: string;
  readonly slow: NaiveHanabiOptions;
}

/** A game of Hanabi and the options of its slow twin, which was written apart from it, with objects and lists. */
export function match(options: Partial<NaiveHanabiOptions> = {}): Match {
  const players = options.players ?? 2;
  const slow: NaiveHanabiOptions = {
    players,
    colours: 5,
    ranks: 5,
    hand: players < 4 ? 5 : 4,
    tokens: 8,
    lives: 3,
    zeroWhenLost: true,
    ...options,
  };
  const spec =
    `hanabi(players=${players},colours=${slow.colours},ranks=${slow.ranks},hand=${slow.hand},` +
    `information_tokens=${slow.tokens},lives=${slow.lives},lost=${slow.zeroWhenLost ? 'zero' : 'points'})`;
  return { spec, slow };
}

/** The slow game after these outcomes and actions. */
export function slowAfter(rules: NaiveHanabiOptions, history: readonly number[]): NaiveHanabi {
  const game = new NaiveHanabi(rules);
  for (const action of history) game.applyAction(action);
  return game;
}

/** What can happen in the slow game: distinct outcomes of chance with their probabilities, or legal actions with 1. */
export function slowChoices(game: NaiveHanabi): Map<number, number> {
  const choices = new Map<number, number>();
  if (game.currentPlayer() === -1) {
    for (const { outcome, probability } of game.chanceOutcomes())
      choices.set(outcome, (choices.get(outcome) ?? 0) + probability);
  } else for (const action of game.legalActions()) choices.set(action, 1);
  return choices;
}

/** One field of what a seat observes, as a list. */
export function observed(game: Game, state: State, seat: number, name: string): number[] {
  const out = new Float32Array(game.observationSize);
  game.observe(state, seat, out);
  const field = game.observation.find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no field ${name}`);
  return Array.from(out.subarray(field.offset, field.offset + fieldSize(field)));
}

/** What the fields of an observation must hold, from the slow game. */
export function slowFields(game: NaiveHanabi, seat: number): Readonly<Record<string, number[]>> {
  const { players, colours, ranks, hand, tokens, lives } = game.rules;
  const full = colours * (ranks === 1 ? 3 : 2 * ranks); // three, one, and two of each between
  const hands = game.hands.map((_, offset) => game.hands[(seat + offset) % players] ?? []);
  const places = Array.from({ length: hand }, (_, place) => place);
  const upTo = (count: number, most: number): number[] =>
    Array.from({ length: most }, (_, at) => (at < count ? 1 : 0));
  const only = (values: readonly number[], first: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => (values.includes(first + at) ? 1 : 0));
  const kindOf = ({ colour, rank }: { colour: number; rank: number }): number => colour * ranks + rank - 1;
  const perCard = (
    list: typeof hands,
    features: (held: (typeof hands)[number][number]) => number[],
    size: number,
  ) =>
    list.flatMap((cards) =>
      places.flatMap((place) => {
        const held = cards[place];
        return held === undefined ? new Array<number>(size).fill(0) : features(held);
      }),
    );
  return {
    held: perCard(hands, () => [1], 1),
    cards: perCard(hands.slice(1), ({ card }) => only([kindOf(card)], 0, colours * ranks), colours * ranks),
    fireworks: game.fireworks.flatMap((height) => only([height], 1, ranks)),
    discards: Array.from(
      { length: colours * ranks },
      (_, kind) => game.discards.filter((card) => kindOf(card) === kind).length,
    ),
    tokens: upTo(game.tokens, tokens),
    lives: upTo(game.lives, lives),
    deck: upTo(Math.min(game.deck.length, full - players * hand), Math.max(full - players * hand, 1)),
    turnsLeft: only(game.currentPlayer() === -2 ? [] : [game.turnsLeft ?? 0], 1, players),
    openRanks: perCard(hands, (held) => only(game.openRanks(held), 1, ranks), ranks),
    openColours: perCard(hands, (held) => only(game.openColours(held), 0, colours), colours),
    told: perCard(
      hands,
      ({ card, hints }) =>
        (['rank', 'colour'] as const).map((on) =>
          hints.some((hint) => hint.on === on && hint.value === card[on]) ? 1 : 0,
        ),
      2,
    ),
  };
}
