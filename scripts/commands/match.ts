import { appendFileSync, closeSync, openSync } from 'node:fs';
import { InputEndedError, type MatchEpisode, playMatch } from '@parlor/agents';
import { INVALID_MOVE_PRESETS, type InvalidMovePreset } from '@parlor/envs';
import { Option } from 'commander';
import { combinations } from '../support/combinations.ts';
import { command, type CommonOptions, integer } from '../support/command.ts';
import { Console } from '../support/console.ts';
import { CrossTable } from '../support/cross-table.ts';
import { ENTRANT_HELP, entrants, type EntrantOptions } from '../support/entrants.ts';
import { UsageError } from '../support/errors.ts';
import { checkWritable } from '../support/files.ts';
import { nameOfGame } from '../support/game-module.ts';
import { GAME_HELP, shortSpec, wordsGame } from '../support/games.ts';
import { HandFolder } from '../support/hand-folder.ts';
import { FailureDetails } from '../support/failure-details.ts';
import { namesOf } from '../support/names.ts';
import { Output } from '../support/output.ts';

interface MatchCommandOptions extends CommonOptions, EntrantOptions {
  readonly game: string;
  readonly agents: string;
  readonly deals: number;
  readonly duplicate: boolean;
  readonly tables: number;
  readonly invalidMoves?: InvalidMovePreset;
  readonly turnLimit?: number;
  readonly records?: string;
  readonly hands?: string;
}

export const matchCommand = command([
  'parlor match --game kuhn_poker --agents cfr+,uniform',
  'parlor match --game word_duel --agents script,random,bot:./my-bot.py --deals 20',
  'parlor match --game simple_negotiation --agents chat:qwen3-4b,script --tables 8 --cache replies',
])
  .requiredOption('--game <game>', GAME_HELP)
  .requiredOption(
    '--agents <list>',
    `parted by commas, script*3 for three, as many as there are seats or more: ${ENTRANT_HELP}`,
  )
  .option('--deals <n>', 'deals of each match; every deal is played once from every seat', integer(1), 100)
  .option('--no-duplicate', 'deal every episode anew, instead of each deal once from every seat')
  .option('--tables <n>', 'episodes side by side, for agents that take their time', integer(1, 10_000), 1)
  .addOption(
    new Option('--invalid-moves <policy>', 'what replies that mean nothing cost').choices(
      Object.keys(INVALID_MOVE_PRESETS),
    ),
  )
  .option('--turn-limit <n>', 'actions after which an episode is cut short', integer(1))
  .option('--records <file>', 'where every episode is written, one JSON object a line')
  .option('--hands <folder>', 'where every hand of holdem is written, a Poker Hand History file each')
  .option('--cache <folder>', 'keeps what chat models answer: the same match again asks them nothing')
  .option('--transcript <file>', 'where every request to a chat model is written, one JSON object a line')
  .action(async (options: MatchCommandOptions) => {
    const { deals, seed } = options;
    const out = new Output(options);
    const game = wordsGame(await nameOfGame(options.game));
    const names = namesOf(options.agents);
    if (names.length < game.seats) {
      throw new UsageError(
        `${shortSpec(game.spec)} has ${game.seats} seats, and --agents names ${names.length}; name ${game.seats} or more, the same one twice if you like.`,
      );
    }
    if (options.records !== undefined) checkWritable(options.records);
    const hands = options.hands === undefined ? undefined : new HandFolder(options.hands, game.spec);
    const screen = new Console(out.json ? process.stderr : process.stdout);
    if (options.tables > 1 && names.includes('human'))
      throw new UsageError('A person plays at one table; leave --tables out.');
    const stop = new AbortController();
    let failure: Error | undefined;
    const players = await entrants(names, game, screen, {
      options,
      out,
      signal: stop.signal,
      giveUp: (error) => {
        failure ??= error;
        stop.abort(error);
      },
    });
    const matches = combinations(players.length, game.seats);
    const total = matches.length * deals * game.seats;
    out.say(
      `${shortSpec(game.spec)}, ${deals} ${deals === 1 ? 'deal' : 'deals'} ${options.duplicate ? 'from every seat' : 'of every seating'}` +
        `${matches.length > 1 ? ` in each of ${matches.length} matches` : ''}, seed ${seed}\n`,
    );

    const interrupt = (): void => {
      if (stop.signal.aborted) process.exit(130);
      out.clear();
      process.stderr.write('Stopping: the episodes that are over count. Once more ends at once.\n');
      stop.abort();
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const file = options.records === undefined ? undefined : openSync(options.records, 'w');
    const results = new CrossTable(
      players.map(({ name }) => name),
      game.seats,
    );
    let played = 0;
    const nameOf = handNames(matches.length, deals, game.seats);
    const details = new FailureDetails(out);
    try {
      for (const [number, match] of matches.entries()) {
        const onEpisode = (episode: MatchEpisode): void => {
          played++;
          results.add(match, episode);
          write(
            out,
            file,
            match.map((player) => players[player]?.name ?? ''),
            episode,
          );
          const { file: hand, words } = nameOf(number, episode);
          hands?.add(episode.record, hand, words);
          details.tell(episode.failures);
          out.progress(() => progress(played, total, out.seconds, results));
        };
        const seated = match.flatMap((player) => players[player] ?? []);
        const settings = {
          ...(options.invalidMoves && { invalidMoves: options.invalidMoves }),
          ...(options.turnLimit !== undefined && { turnLimit: options.turnLimit }),
        };
        await playMatch(game, seated, {
          seed,
          deals,
          duplicate: options.duplicate,
          tables: options.tables,
          settings,
          signal: stop.signal,
          onEpisode,
        });
        if (stop.signal.aborted) break;
      }
    } catch (error) {
      // A person who leaves ends the match; what was played counts.
      if (!(error instanceof InputEndedError)) throw error;
      out.say('You have left the match.\n');
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      screen.close();
      stop.abort(); // what is still under way, such as a request to a model
      for (const { close } of players) await close?.();
      if (file !== undefined) closeSync(file);
      await hands?.close();
    }
    if (failure) throw failure;
    const roles =
      game.roles.length === game.seats
        ? game.roles
        : players.slice(0, game.seats).map((_, seat) => `player ${seat + 1}`);
    out.say(results.text(roles, game.payoff));
    const failures = results.failures();
    if (failures.length > 0) out.say('\nForfeits and failures:');
    for (const { agent, reason, count } of failures) out.say(`  ${agent}: ${reason} (${count} ×)`);
    for (const line of players.flatMap(({ summary }) => summary?.() ?? [])) out.say(`\n${line}`);
    const { seconds } = out;
    const interrupted = played < total;
    out.say(
      `\n${interrupted ? 'Stopped after' : 'In all'} ${played} ${played === 1 ? 'episode' : 'episodes'} in ${seconds.toFixed(1)} s` +
        `${options.records === undefined ? '' : `; their records are in ${options.records}`}${options.hands === undefined ? '' : `; their hands are in ${options.hands}`}.`,
    );
    out.result({
      game: game.id,
      spec: game.spec,
      seed,
      deals,
      episodes: played,
      interrupted,
      seconds,
      agents: results.standings(),
      failures,
      costs: players.flatMap(({ name, costs }) => (costs ? [{ agent: name, ...costs() }] : [])),
    });
  });

/** What hands are called: as the rows of their episodes, and in the same order. */
function handNames(
  matches: number,
  deals: number,
  seats: number,
): (match: number, episode: MatchEpisode) => { readonly file: string; readonly words: string } {
  const digits = (value: number, of: number): string => String(value).padStart(String(of - 1).length, '0');
  return (match, { deal, rotation }) => {
    const place = `deal-${digits(deal, deals)}-rotation-${digits(rotation, seats)}`;
    const file = matches > 1 ? `match-${digits(match, matches)}-${place}` : place;
    return { file, words: file.replaceAll('-', ' ') };
  };
}

function write(
  out: Output,
  file: number | undefined,
  agents: readonly string[],
  episode: MatchEpisode,
): void {
  const { deal, rotation, returns, forfeit, forfeited, failures, record } = episode;
  // At once, so that nothing is lost when the match is killed, and a full disk ends it with a reason.
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(record)}\n`);
  const reason = record.reason;
  out.row({ type: 'episode', agents, deal, rotation, returns, forfeit, forfeited, reason, failures });
}

function progress(played: number, total: number, seconds: number, results: CrossTable): string {
  const left = ((total - played) * seconds) / played;
  const [first] = results.standings();
  const forfeits = results.standings().reduce((sum, standing) => sum + standing.forfeits, 0);
  return (
    `episode ${played} of ${total} · ${(played / seconds).toFixed(1)} a second · ${left.toFixed(0)} s left` +
    `${first && !Number.isNaN(first.mean) ? ` · first ${first.agent}` : ''}` +
    `${forfeits > 0 ? ` · ${forfeits} ${forfeits === 1 ? 'forfeit' : 'forfeits'}` : ''}`
  );
}
