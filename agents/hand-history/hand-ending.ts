import { cardName, type Game, type HoldemReader, type State, TERMINAL } from '@parlor/envs';
import { type HandAction, UNKNOWN } from './hand-action.ts';
import { amountOf, type HandAmounts } from './hand-amounts.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';

/** A hand that has been played as its file tells it. Lists are of players in the order of the file. */
export interface PlayedHand {
  readonly game: Game;
  readonly reader: HoldemReader;
  readonly state: State;
  readonly seats: readonly number[];
  readonly amounts: HandAmounts;
  readonly hands: readonly (readonly number[])[];
  /** Of whom the file does not know all cards. */
  readonly drawn: readonly boolean[];
}

/** How it ended for a player, in chips. */
interface Result {
  readonly stack: number;
  /** What it has put in and others have matched, without antes that nobody need match. */
  readonly matched: number;
  /** What it has bet and nobody has matched. */
  readonly back: number;
  /** What it gets out of the pots, without that. */
  readonly won: number;
  readonly folded: boolean;
}

type Show = HandAction & { readonly kind: 'show' };

/** Less than the smallest amount of a file, a thousandth. */
const SAME = 0.0005;

/**
 * What does not fit the end that the hand has come to, where it has come to one: a hand that wins and was not shown (the
 * suite turns up every hand that is in), stacks that it cannot leave, or winnings of somebody else.
 */
export function misfitOf(
  file: HandHistory,
  actions: readonly HandAction[],
  played: PlayedHand,
): HandHistoryError | undefined {
  if (played.game.mover(played.state) !== TERMINAL) return undefined;
  const results = resultsOf(played);
  return (
    hiddenWinner(file, actions, played, results) ??
    strangeStacks(file, played, results) ??
    strangeWinnings(file, played, results)
  );
}

function resultsOf({ game, reader, state, seats }: PlayedHand): Result[] {
  const { antes, stacks } = reader;
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  const areDead = antes.some((ante) => ante !== antes[0]);
  return seats.map((seat) => {
    const before = stacks[seat] ?? 0;
    const paid = before - reader.stack(state, seat);
    const back = reader.uncalled(state, seat);
    const gain = returns[seat] ?? 0;
    const dead = areDead ? Math.min(antes[seat] ?? 0, before) : 0;
    const folded = reader.hasFolded(state, seat);
    return { stack: before + gain, matched: paid - back - dead, back, won: gain + paid - back, folded };
  });
}

/** Whoever wins a showdown has shown its cards: not mucked them, nor kept them unknown when others showed theirs. */
function hiddenWinner(
  { source }: HandHistory,
  actions: readonly HandAction[],
  { reader, state, seats, hands, drawn }: PlayedHand,
  results: readonly Result[],
): HandHistoryError | undefined {
  // Nobody turns up the hand of whoever is left alone: it may stay hidden and win.
  const shows = actions.filter(
    (action): action is Show => action.kind === 'show' && reader.isShown(state, seats[action.player] ?? 0),
  );
  const won = ({ player }: Show): number => results[player]?.won ?? 0;
  const matched = ({ player }: Show): number => results[player]?.matched ?? 0;
  const mucked = shows.find((show) => show.cards === undefined && won(show) > 0);
  if (mucked !== undefined) {
    const { player, line } = mucked;
    const cards = (hands[player] ?? []).map(cardName).join('');
    return new HandHistoryError(
      source,
      line,
      `p${player + 1} mucks ${cards}, which wins: show it, or fold before.`,
    );
  }
  const open = shows.filter(({ cards }) => cards === 'dealt' || cards?.includes(UNKNOWN) === false);
  const hidden = shows.filter(
    ({ player, cards }) =>
      drawn[player] === true && Array.isArray(cards) && cards.every((card) => card === UNKNOWN),
  );
  const winner = hidden.find((show) => won(show) > 0);
  if (open.length === 0 || winner === undefined) return undefined;
  // Those that are hidden share what lies beyond all that a hand which is shown can win.
  const reach = Math.max(...open.map(matched));
  const isContested = hidden.some((show) => matched(show) > reach);
  const beyond = isContested ? sum(results.map((result) => Math.max(0, result.matched - reach))) : 0;
  if (sum(hidden.map(won)) <= beyond) return undefined;
  return new HandHistoryError(
    source,
    winner.line,
    `p${winner.player + 1} wins, however often its cards are dealt, and does not show them: name them.`,
  );
}

/** Only whoever wins may be left less than by the rules, as after a rake, and nobody more. */
function strangeStacks(
  { finishing, stacks, source, lines }: HandHistory,
  { amounts: { chip, largest } }: PlayedHand,
  results: readonly Result[],
): HandHistoryError | undefined {
  if (finishing === undefined) return undefined;
  const ends = results.map(({ stack }) => amountOf(stack, chip));
  const isShared = results.filter(({ won }) => won > 0).length > 1;
  // A pot that is shared leaves odd chips, of which the game may have smaller ones than the table.
  const odd = isShared ? oddChip(chip, largest) : SAME;
  const fits = results.every(({ won }, player) => {
    const more = (finishing[player] ?? 0) - (ends[player] ?? 0);
    return won > 0 ? more < odd && -more < amountOf(won, chip) + odd : Math.abs(more) < SAME;
  });
  if (fits && sum(finishing) - sum(stacks) < SAME) return undefined;
  return new HandHistoryError(
    source,
    lines.fields['finishing_stacks'],
    `the hand leaves ${ends.join(', ')}, and not these stacks: only who wins may have less, as after a rake.`,
  );
}

/** Winnings are what each got out of the pots, less a rake. */
function strangeWinnings(
  { notes, source, lines }: HandHistory,
  { amounts: { chip, largest } }: PlayedHand,
  results: readonly Result[],
): HandHistoryError | undefined {
  const { winnings } = notes;
  if (!Array.isArray(winnings)) return undefined;
  const isAlone = results.filter(({ folded }) => !folded).length === 1;
  const player = results.findIndex(({ won, back }, index) => {
    if (Number(winnings[index]) > 0) return won === 0 && !(isAlone && back > 0); // a blind that nobody called counts
    return amountOf(won, chip) >= oddChip(chip, largest);
  });
  const result = results[player];
  if (result === undefined) return undefined;
  const won = result.won > 0 ? `wins ${amountOf(result.won, chip)}` : 'wins nothing';
  return new HandHistoryError(
    source,
    lines.fields['winnings'],
    `p${player + 1} ${won} in this hand, and not ${Number(winnings[player])}: say what each gets out of the pots, or leave winnings out.`,
  );
}

/** Shares of a pot differ by less than this from those of the game, where the table has no smaller chips. */
function oddChip(chip: number, largest: number): number {
  return Math.max(chip / 2, largest - chip / 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
