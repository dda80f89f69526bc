import { answerEpisode, beginEpisode, forfeitEpisode } from './async-episode.ts';
import type { Cancellable } from './environment.ts';
import { Env } from './env.ts';
import { RecordError } from './errors.ts';
import type { Game } from './game.ts';
import { isPossible } from './possible.ts';
import type { Seed } from './random.ts';
import type { EpisodeRecord, GameKind } from './record.ts';
import { loadGame, loadLanguageGame } from './registry.ts';
import type { SimulatedGame } from './simulated-game.ts';
import type { TimeStep } from './time-step.ts';
import { truncatedStep } from './truncate.ts';

/**
 * Plays a recorded episode of a closed game again. Chance is as recorded, so no generator is involved.
 * @param game the rules; left out, the registry has them
 * @returns the time step before each decision, and the last one: [decisions + 1]
 * @throws RecordError where the record is a seat's view, comes from another game or version, or does not play.
 * @throws OptionError where the registry does not know the game.
 */
export function replay(record: EpisodeRecord, game?: Game): TimeStep[] {
  const seed = checkReplayable(record, 'closed');
  const history = record.history ?? [];
  const rules = game ?? loadGame(record.spec);
  checkRules(record, rules);
  let turn = 0;
  const next = (): number => {
    if (turn >= history.length) throw mismatch('history', 'stops before a chance outcome');
    return history[turn++];
  };
  const draw: Game['draw'] = (state) => {
    const outcome = next();
    if (!isPossible(rules, state, outcome))
      throw mismatch(`history[${turn - 1}]`, 'is no possible outcome there');
    return outcome;
  };

  const env = new Env({ ...rules, draw });
  const steps = [env.reset({ seed, episode: record.episode, game: record.game })];
  for (const [index, decision] of record.decisions.entries()) {
    const step = steps[index];
    const path = `decisions[${index}]`;
    if (step.seat !== decision.seat) throw mismatch(`${path}.seat`, `should be ${step.seat}`);
    if (step.info.turn !== decision.turn) throw mismatch(`${path}.turn`, `should be ${step.info.turn}`);
    if (step.legal.join() !== decision.legal.join())
      throw mismatch(`${path}.legal`, `should be ${step.legal.join()}`);
    if (!step.legal.includes(history[turn])) throw mismatch(`history[${turn}]`, 'is no legal action there');
    if (decision.action !== history[turn]) throw mismatch(`${path}.action`, `should be ${history[turn]}`);
    steps.push(env.step(next()));
  }
  if (turn < history.length) throw mismatch(`history[${turn}]`, 'comes after the last decision');
  if (record.truncated && !env.current.done) {
    steps.push(truncatedStep(rules, history, steps.pop() ?? env.current, record.reason ?? 'cut short'));
  }
  checkEnd(record, steps[steps.length - 1]);
  return steps;
}

/**
 * Plays a recorded episode of a language game again.
 * @param game the rules; left out, the registry has them
 * @returns the time step before each decision, rejected replies included, and the last one: [decisions + 1]
 * @throws RecordError where the record is a seat's view, comes from another game or version, or does not play.
 * @throws OptionError where the registry does not know the game.
 */
export async function replayLanguage(
  record: EpisodeRecord,
  game?: SimulatedGame,
  { signal }: Cancellable = {},
): Promise<TimeStep[]> {
  const seed = checkReplayable(record, 'language');
  const { settings } = record;
  if (settings === null) throw mismatch('settings', 'is missing');
  const rules: SimulatedGame = game ?? loadLanguageGame(record.spec);
  checkRules(record, rules);
  let point = await beginEpisode(rules, seed, record.episode, settings, signal);
  const steps = [point.step];
  for (const [index, { seat, turn, reply = '', rejected, forfeit }] of record.decisions.entries()) {
    const { step } = point;
    const path = `decisions[${index}]`;
    if (step.seat !== seat) throw mismatch(`${path}.seat`, `should be ${step.seat}`);
    if (step.info.turn !== turn) throw mismatch(`${path}.turn`, `should be ${step.info.turn}`);
    point =
      forfeit === undefined
        ? await answerEpisode(rules, point, { speech: reply, reasoning: '' }, signal)
        : forfeitEpisode(rules, point, forfeit);
    const verdict = point.decisions[index].rejected;
    if (verdict !== rejected) throw mismatch(`${path}.rejected`, `should be ${verdict ?? 'left out'}`);
    steps.push(point.step);
  }
  checkEnd(record, point.step);
  return steps;
}

/** @returns the seed, which only a complete record has. */
function checkReplayable({ spec, viewer, seed, gameKind }: EpisodeRecord, kind: GameKind): Seed {
  if (gameKind !== kind) {
    const call = kind === 'closed' ? 'replayLanguage()' : 'replay()';
    throw new RecordError(`${spec} is a ${gameKind} game: call ${call} for its records.`, 'gameKind');
  }
  if (viewer !== null || seed === null) {
    throw new RecordError(
      `This is what seat ${viewer} may know of the episode; replay a complete record.`,
      'viewer',
    );
  }
  return seed;
}

function checkRules(record: EpisodeRecord, game: { readonly spec: string; readonly version: number }): void {
  if (record.spec === game.spec && record.version === game.version) return;
  throw new RecordError(
    `${game.spec} version ${game.version} cannot replay a record of ${record.spec} version ${record.version}.`,
    'spec',
  );
}

function checkEnd(record: EpisodeRecord, last: TimeStep): void {
  for (const [seat, value] of last.returns.entries()) {
    if (record.returns[seat] !== value) throw mismatch(`returns[${seat}]`, `should be ${value}`);
  }
  if (record.terminated !== last.terminated) throw mismatch('terminated', `should be ${last.terminated}`);
  if (record.truncated !== last.truncated) throw mismatch('truncated', `should be ${last.truncated}`);
}

function mismatch(path: string, what: string): RecordError {
  return new RecordError(`The record does not play: ${path} ${what}.`, path);
}
