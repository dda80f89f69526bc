import { cardName, type Game, type HoldemReader, type State, TERMINAL } from '@parlor/envs';
import { type HandAction, UNKNOWN } from './hand-action.ts';
import { amountOf, type HandAmounts } from './hand-amounts.ts';
import { HandHistoryError } from './hand-history-error.ts';
import type { HandHistory } from './hand-history.ts';
import { wonPots } from './hand-pots.ts';

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
  /** The same where the pots that it shares are shared to parts of a chip. */
  readonly even: number;
  /** It may get more or less than that by less than this: an odd chip of each pot that it shares, or all odd ones. */
  readonly odd: number;
  readonly folded: boolean;
}

type Show = HandAction & { readonly kind: 'show' };

/** Less than the smallest amount of a file, a thousandth. */
const SAME = 0.0005;

/**
 * What does not fit the end that the hand has come to, where it has come to one: a hand that wins and was not shown (the
 * suite turns up every hand that is in), stacks that it cannot leave, or winnings that it does not give.
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

function resultsOf({ game, reader, state, seats, amounts: { chip, largest } }: PlayedHand): Result[] {
  const { antes, stacks } = reader;
  const returns = new Float64Array(game.seats);
  game.returns(state, returns);
  const areDead = antes.some((ante) => ante !== antes[0]);
  const all = stacks.map((before, seat) => {
    const paid = before - reader.stack(state, seat);
    const back = reader.uncalled(state, seat);
    const gain = returns[seat] ?? 0;
    const dead = areDead ? Math.min(antes[seat] ?? 0, before) : 0;
    const folded = reader.hasFolded(state, seat);
    const matched = paid - back - dead;
    return { stack: before + gain, matched, back, dead, won: gain + paid - back, even: 0, odd: 0, folded };
  });
  const loose = sum(all.map(({ dead }) => dead));
  const matched = all.map((result) => result.matched);
  // The game may have smaller chips than the table.
  const oddChip = Math.max(1, Math.round(largest / chip));
  for (const { chips, winners } of wonPots(reader, state, matched, loose)) {
    for (const seat of winners) {
      const result = all[seat];
      if (result === undefined) continue;
      result.even += chips / winners.length;
      if (winners.length > 1) result.odd += Math.max(oddChip, chips % (oddChip * winners.length));
    }
  }
  return seats.flatMap((seat) => all[seat] ?? []);
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
  { amounts: { chip } }: PlayedHand,
  results: readonly Result[],
): HandHistoryError | undefined {
  if (finishing === undefined) return undefined;
  const fits = results.every((result, player) => {
    const gotten = (finishing[player] ?? 0) - keptOf(result, chip);
    return gotten > -SAME && gotten < mostOf(result, chip);
  });
  if (fits && sum(finishing) - sum(stacks) < SAME) return undefined;
  const ends = results.map(({ stack }) => amountOf(stack, chip));
  return new HandHistoryError(
    source,
    lines.fields['finishing_stacks'],
    `the hand leaves ${ends.join(', ')}, and not these stacks: only who wins may have less, as after a rake.`,
  );
}

/** Winnings are what each got out of the pots, less a rake: no more than they hold, and what stacks at the end say. */
function strangeWinnings(
  { finishing, notes, source, lines }: HandHistory,
  { amounts: { chip } }: PlayedHand,
  results: readonly Result[],
): HandHistoryError | undefined {
  const { winnings } = notes;
  if (!Array.isArray(winnings)) return undefined;
  const given = results.map((_, player) => Number(winnings[player]));
  const refuse = (what: string): HandHistoryError =>
    new HandHistoryError(
      source,
      lines.fields['winnings'],
      `${what}: say what each gets out of the pots, or leave winnings out.`,
    );
  const isAlone = results.filter(({ folded }) => !folded).length === 1;
  // A blind that nobody has called may count.
  const uncalled = results.map(({ back }) => (isAlone ? back : 0));
  const wrong = results.findIndex((result, player) => {
    const amount = given[player] ?? 0;
    if (amount === 0) return result.even > 0 && result.even >= result.odd;
    return amount >= mostOf(result, chip) + (uncalled[player] ?? 0) * chip;
  });
  const result = results[wrong];
  if (result !== undefined) {
    const won = result.won > 0 ? `wins ${amountOf(result.won, chip)}` : 'wins nothing';
    return refuse(`p${wrong + 1} ${won} in this hand, and not ${given[wrong]}`);
  }
  const most = amountOf(sum(results.map(({ won }) => won)) + sum(uncalled), chip);
  const total = sum(given);
  if (total - most >= SAME) return refuse(`all win ${most} in this hand, and not ${amountOf(total, 1)}`);
  if (finishing === undefined) return undefined;
  const other = results.findIndex((one, player) => {
    const more = (given[player] ?? 0) - ((finishing[player] ?? 0) - keptOf(one, chip));
    // Each may have the odd chip, whoever has it in the other.
    const slack = one.odd * chip + SAME;
    return more <= -slack || more >= slack + (uncalled[player] ?? 0) * chip;
  });
  const kept = results[other];
  if (kept === undefined) return undefined;
  const end = finishing[other] ?? 0;
  const gotten = amountOf(end - keptOf(kept, chip), 1);
  return refuse(`p${other + 1} has ${end} at the end, ${gotten} of it won, and not ${given[other]}`);
}

/** The stack of whoever gets nothing out of the pots, as an amount: what others have not matched has come back. */
function keptOf({ stack, won }: Result, chip: number): number {
  return amountOf(stack - won, chip);
}

/** Whoever wins gets less than this out of the pots, as an amount. */
function mostOf({ even, odd }: Result, chip: number): number {
  return (even + odd) * chip + (odd > 0 ? -SAME : SAME);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
