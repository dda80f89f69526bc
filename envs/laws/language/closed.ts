import type { ClosedDecision } from '../../core/closed-decision.ts';
import { TERMINAL } from '../../core/game.ts';
import type { Json, LanguageGame } from '../../core/language-game.ts';
import { GAME_AUTHOR } from '../../core/message.ts';
import { broken } from '../violation.ts';
import type { LanguageRow, Stage } from './law.ts';
import { play, playOn } from './script.ts';
import { contrast, quoted } from './show.ts';
import { rulesPlay } from './walk.ts';

function checkDecision(language: LanguageGame, state: Json, mover: number, decision: ClosedDecision): void {
  const { game, seat, legal, names, observation, tokens } = decision;
  if (!(Number.isInteger(seat) && seat >= 0 && seat < game.seats))
    broken(`the closed game ${game.spec} has no seat ${seat}`);
  if (legal.length === 0 || legal.length > game.maxLegal) broken(`${legal.length} actions are legal`);
  if (
    !legal.every(
      (action, at) => action >= 0 && action < game.actionCount && (at === 0 || action > legal[at - 1]),
    )
  )
    broken(`the legal actions are ${legal.join()}`);
  if (names.length !== legal.length || new Set(names).size < names.length)
    broken(`the ${legal.length} legal actions are called ${names.join(', ')}`);
  if (observation.length !== game.observationSize || !observation.every(Number.isFinite))
    broken(`the observation is ${observation.join()}; it should have ${game.observationSize} finite numbers`);
  if (!tokens.every((token) => Number.isSafeInteger(token) && token > 0))
    broken(`the tokens are ${tokens.join()}`);
  // Two names for two actions: each is read as an action of its own.
  const meant = new Set<string>();
  for (const name of names) {
    const parsed = language.parse(state, mover, `[${name}]`);
    if (!('action' in parsed))
      broken(`[${name}] is an action of the closed game, but is rejected: ${parsed.reason}`);
    meant.add(JSON.stringify(parsed));
  }
  if (meant.size < names.length) broken(`two of ${quoted(names.join(', '))} are read as the same action`);
}

/** Plays that are compared. */
const PLAYS = 8;

/** What seats were told by the time they saw the same in the closed game, in several plays. */
function checkTold({ game, seed, replies }: Stage): void {
  const known = new Map<string, string>();
  for (let play = 0; play < PLAYS; play++) {
    const rotated = [...replies.slice(play), ...replies.slice(0, play)];
    const told = Array.from({ length: game.seats }, () => '');
    const seen = new Map<number, readonly number[]>(); // by seat of the closed game
    const places = new Map<number, number>();
    let before: Json | undefined;
    for (const { state, mover, news } of rulesPlay(game, seed + play, rotated, (reached) => reached)) {
      if (state === before) continue; // a refusal, which tells of the reply alone
      before = state;
      for (const { author, audience, text } of news) {
        if (author !== GAME_AUTHOR) continue; // what others say besides their actions is theirs to choose
        for (const seat of audience) told[seat] += `${text}\n`;
      }
      const decision = mover === TERMINAL ? undefined : game.closed?.(state);
      if (decision === undefined) continue;
      const { tokens } = decision;
      // Tokens begin anew with each round of a match, and words do not: only the first round is compared. It is over
      // when the seats have moved on, when tokens are no longer continued, or when somebody has been paid.
      const last = seen.get(decision.seat);
      const continued =
        !last || (tokens.length > last.length && last.every((token, at) => token === tokens[at]));
      const place = places.get(decision.seat) ?? mover;
      if (!continued || place !== mover || game.returns(state).some((value) => value !== 0)) break;
      seen.set(decision.seat, tokens);
      places.set(decision.seat, place);
      const situation = `${mover} as ${decision.seat} in ${decision.game.spec}: ${tokens.join()}`;
      const other = known.get(situation) ?? told[mover];
      if (other !== told[mover])
        broken(`seat ${mover} is told ${contrast(told[mover], other)}, but sees the same in the closed game`);
      known.set(situation, other);
    }
  }
}

export const CLOSED_LAWS: readonly LanguageRow[] = [
  {
    name: 'closed-decisions-fit',
    summary:
      'where a closed game is played in words, its legal actions are ascending and their names in brackets are accepted',
    async check({ game, seed, replies, env }) {
      if (game.closed === undefined) return;
      const played = env();
      await play(played, seed, []);
      for (const reply of replies) {
        const { closed, seat, done } = played.current;
        if (done) break;
        if (closed === undefined) broken(`seat ${seat} is to move without a decision of the closed game`);
        checkDecision(game, played.position, seat, closed);
        await playOn(played, [reply]);
      }
      const { closed, done } = played.current;
      if (done && closed !== undefined) broken('there is a decision of the closed game after the end');
    },
  },
  {
    name: 'no-leak-beyond-closed',
    summary: 'where a closed game is played in words, a seat that sees the same in it is told the same',
    check(stage) {
      if (stage.game.closed !== undefined) checkTold(stage);
    },
  },
];
