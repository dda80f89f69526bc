import { HandHistoryError, type HandHistoryValue, parseHandHistories, replayHand } from '@parlor/agents';
import { stream } from '@parlor/envs';
import { command, type CommonOptions } from '../support/command.ts';
import { fail } from '../support/errors.ts';
import { readText } from '../support/files.ts';
import { tellHand } from '../support/hand-told.ts';
import { Output } from '../support/output.ts';
import { coloured } from '../support/colours.ts';

export const handsCommand = command([
  'parlor hands hands/deal-00-rotation-0.phh',
  'parlor hands night.phhs --json',
])
  .argument(
    '<file...>',
    'hands in the Poker Hand History format, one a file (.phh) or several under headers such as [1] (.phhs)',
  )
  .action((files: readonly string[], options: CommonOptions) => {
    const out = new Output(options);
    const tally = { hands: 0, failed: 0 };
    for (const file of files) tellFile(file, options, out, tally);
    const { hands, failed } = tally;
    if (failed > 0) process.exitCode = 1;
    if (hands + failed > 1)
      out.say(
        `\n${hands} ${hands === 1 ? 'hand' : 'hands'} told${failed > 0 ? `, ${failed} that cannot be read or played` : ''}.`,
      );
    out.result({ files: files.length, hands, failed });
  });

/** Tells the hands of a file; what is malformed is reported, and the others are told all the same. */
function tellFile(
  file: string,
  { seed }: CommonOptions,
  out: Output,
  tally: { hands: number; failed: number },
): void {
  const refused = (error: unknown, hand: number | null): void => {
    tally.failed++;
    out.clear();
    const isKnown = error instanceof HandHistoryError;
    out.row({
      type: 'hand',
      file,
      hand,
      ok: false,
      error: error instanceof Error ? error.message : String(error),
      line: isKnown ? (error.line ?? null) : null,
    });
    fail(error);
  };
  let hands: ReturnType<typeof parseHandHistories>;
  try {
    hands = parseHandHistories(readText(file), file);
  } catch (error) {
    refused(error, null);
    return;
  }
  for (const [index, read] of hands.entries()) {
    try {
      const history = read();
      const { players = [], notes } = history;
      const replayed = replayHand(history, { random: stream(seed, 'chance') });
      const told = tellHand(replayed, players.map(printable));
      tally.hands++;
      const name = nameOf(notes['hand']);
      const called = name === null ? '' : `, hand ${printable(name)}`;
      out.say(`${tally.hands + tally.failed > 1 ? '\n' : ''}── ${file}${called} ──`);
      for (const line of told.lines) out.say(coloured(line, process.stdout));
      out.row({
        type: 'hand',
        file,
        hand: index + 1,
        ok: true,
        name,
        spec: replayed.game.spec,
        chip: replayed.chip,
        players,
        unknown: replayed.unknown.map((seat) => replayed.seats.indexOf(seat) + 1),
        over: told.over,
        lines: told.lines,
        stacks: told.stacks,
        gains: told.gains,
      });
    } catch (error) {
      refused(error, index + 1);
    }
  }
}

/** What the file calls the hand: a text or a number. */
function nameOf(hand: HandHistoryValue | undefined): string | null {
  return typeof hand === 'string' || typeof hand === 'number' || typeof hand === 'bigint' ? `${hand}` : null;
}

/** Words of a file as a terminal may show them: what it would obey or cannot show is a replacement character. */
function printable(words: string): string {
  return words.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
