import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHandHistory } from '@parlor/agents';
import {
  type EpisodeRecord,
  type Game,
  type LanguageGame,
  loadGame,
  parseSpec,
  replayLanguage,
} from '@parlor/envs';
import { z } from 'zod';
import { UsageError } from './errors.ts';
import { wordsGame } from './games.ts';

/** What `in_words` keeps of the closed game: its actions and chance outcomes in this round. */
const position = z.object({ history: z.array(z.int()) });

/** A folder that each hand of hold'em goes to as a file in the Poker Hand History format. */
export class HandFolder {
  /** Hands that have been written. */
  count = 0;
  private readonly folder: string;
  private pending: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  /**
   * Makes the folder where it is missing.
   * @param spec of the game, closed or in words
   * @throws UsageError where that is not one hand of hold'em, or where the folder has hands already; OptionError where
   * the format has no code for the game
   */
  constructor(folder: string, spec: string) {
    const { game, options } = parseSpec(spec);
    const closed = game === 'in_words' ? String(options['game']) : spec;
    if (parseSpec(closed).game !== 'holdem')
      throw new UsageError(`--hands is for holdem, not for ${closed}.`);
    if ((options['rounds'] ?? 1) !== 1 || (options['starter'] ?? 0) !== 0)
      throw new UsageError('--hands is for episodes of one hand: leave rounds and starter out.');
    writeHandHistory(loadGame(closed), []);
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).some((name) => name.endsWith('.phh')))
      throw new UsageError(`${folder} has hands already, which stay as they are; name another folder.`);
    this.folder = folder;
  }

  /**
   * Writes the hand of an episode, after those before it.
   * @param name of the file, without what it ends in
   * @param hand what the file calls it
   */
  add(record: EpisodeRecord, name: string, hand: string | number): void {
    this.pending = this.pending.then(async () => {
      if (this.failure !== undefined) return;
      try {
        await this.write(record, name, hand);
        this.count++;
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error(String(error)); // close throws it
      }
    });
  }

  /** Resolves when all are written. Throws what kept one from being so. */
  async close(): Promise<void> {
    await this.pending;
    if (this.failure !== undefined) throw this.failure;
  }

  private async write(record: EpisodeRecord, name: string, hand: string | number): Promise<void> {
    const { game, history } = await handOf(record);
    const players = record.seats.map(({ player }) => player ?? '');
    const text = writeHandHistory(game, history, { players, fields: { hand, _seed: String(record.seed) } });
    writeFileSync(join(this.folder, `${name}.phh`), text, { flag: 'wx' });
  }
}

/** The closed game of an episode, and its actions and chance outcomes. */
async function handOf(record: EpisodeRecord): Promise<{ game: Game; history: readonly number[] }> {
  const { spec, history } = record;
  if (history !== null) return { game: loadGame(spec), history };
  // A record in words has replies; the rules say again what each of them did.
  const rules = wordsGame(spec);
  let last: unknown;
  const watched: LanguageGame = {
    ...rules,
    start(random) {
      const begun = rules.start(random);
      last = begun.state;
      return begun;
    },
    apply(state, action, random) {
      const next = rules.apply(state, action, random);
      last = next.state;
      return next;
    },
  };
  await replayLanguage(record, watched);
  return { game: loadGame(String(parseSpec(spec).options['game'])), history: position.parse(last).history };
}
