import { recordLanguageEpisode } from '../../core/record-episode.ts';
import { parseRecord } from '../../core/record-parse.ts';
import { replayLanguage } from '../../core/replay.ts';
import type { Json } from '../../core/language-game.ts';
import type { SimulatedGame, Transition } from '../../core/simulated-game.ts';
import { AsyncEnv } from '../../core/async-env.ts';
import { broken } from '../violation.ts';
import { checkJson, freeze } from './json.ts';
import type { LanguageRow, Stage } from './law.ts';
import { play, stepText } from './script.ts';
import { contrast, quoted } from './show.ts';
import { Stopper } from './stopper.ts';
import { compare, pointOf, trace, traceOn } from './trace.ts';

/** The place in the script where something is done, which the seed decides. */
function cutOf({ seed, replies }: Stage): number {
  return replies.length === 0 ? 0 : seed % (replies.length + 1);
}

export const DETERMINISM_LAWS: readonly LanguageRow[] = [
  {
    name: 'same-replies-same-episode',
    summary: 'the same seed and the same replies give the same episode',
    async check({ seed, replies, env }) {
      compare(await trace(env(), seed, replies), await trace(env(), seed, replies), 'the second time');
    },
  },
  {
    name: 'nothing-is-remembered',
    summary: 'what was played before, or is played in turn with it, does not matter',
    async check({ seed, replies, env }) {
      const alone = await trace(env(), seed, replies);
      const [used, other] = [env(), env()];
      await trace(used, seed + 1, replies.slice(0, 3));
      compare(alone, await trace(used, seed, replies), 'after another episode');
      await used.reset({ seed });
      const points = [pointOf(used)];
      await other.reset({ seed: seed + 2 });
      for (const reply of replies) {
        if (!other.current.done) await other.step(reply);
        points.push(...(await traceOn(used, [reply])));
      }
      compare(alone, points, 'with another episode played in turn with it,');
    },
  },
  {
    name: 'state-is-json',
    summary: 'the state is JSON that nothing writes to',
    async check({ game, seed, replies, seats, env }) {
      const played = env();
      await played.reset({ seed });
      for (const reply of ['', ...replies]) {
        const state = played.position;
        checkJson(state);
        const before = JSON.stringify(state);
        freeze(state);
        for (const seat of seats) {
          game.role(state, seat);
          game.knowsRole?.(state, seat);
        }
        game.mover(state);
        game.returns(state);
        game.choosing?.(state);
        game.hidden?.(state);
        if (played.current.done) break;
        await played.step(reply);
        const after = JSON.stringify(state);
        if (after !== before)
          broken(`a state that had been left was written to: it is ${contrast(after, before)}`);
      }
    },
  },
  {
    name: 'saved-goes-on',
    summary: 'an episode that was saved as JSON and restored goes on as it would have',
    async check(stage) {
      const { seed, replies, env } = stage;
      const cut = cutOf(stage);
      const [original, twin] = [env(), env()];
      await trace(original, seed, replies.slice(0, cut));
      const saved = original.save();
      await twin.restore(JSON.parse(JSON.stringify(saved)) as typeof saved);
      compare([pointOf(original)], [pointOf(twin)], `restored after ${cut} replies,`);
      const [one, other] = [JSON.stringify(saved), JSON.stringify(twin.save())];
      if (one !== other) broken(`what is restored is saved as ${contrast(other, one)}`);
      const rest = replies.slice(cut);
      compare(
        await traceOn(original, rest),
        await traceOn(twin, rest),
        `restored after ${cut} replies, then`,
      );
    },
  },
  {
    name: 'record-replays',
    summary: 'an episode that was recorded as JSON and read again plays again',
    async check({ game, seed, replies, env }) {
      const played = env();
      const steps = await play(played, seed, replies);
      const players = Array.from({ length: game.seats }, (_, seat) => `player ${seat}`);
      const record = parseRecord(JSON.parse(JSON.stringify(recordLanguageEpisode(played, players))));
      if (record.kind !== 'episode') broken(`its record is read as a ${record.kind}`);
      const again = await replayLanguage(record, game);
      compare(steps.map(stepText), again.map(stepText), 'replayed from its record,');
    },
  },
  {
    name: 'clone-goes-its-own-way',
    summary: 'a clone and its original go separate ways',
    async check(stage) {
      const { seed, replies, env } = stage;
      const cut = cutOf(stage);
      const expected = await trace(env(), seed, replies);
      const played = env();
      const points = await trace(played, seed, replies.slice(0, cut));
      const twin = played.clone();
      // The clone says other things, and says them first.
      await traceOn(twin, replies.slice(0, cut).reverse());
      points.push(...(await traceOn(played, replies.slice(cut))));
      compare(expected, points, `with a clone made after ${cut} replies that plays on,`);
    },
  },
  {
    name: 'aborted-steps-leave-no-trace',
    summary: 'a step that is cancelled leaves everything as it was',
    async check({ game, seed, replies, settings, env }) {
      const expected = await trace(env(), seed, replies);
      const slow = new Stopper();
      // Its rules have been asked, but their answer never arrives.
      const stopped: SimulatedGame<Json, Json> = {
        ...game,
        apply(state, action, random) {
          const answer = game.apply(state, action, random);
          return slow.pending ? new Promise<Transition<Json>>(() => {}) : answer;
        },
      };
      const played = new AsyncEnv(stopped, settings);
      await played.reset({ seed });
      const points = [pointOf(played)];
      for (const reply of replies) {
        if (played.current.done) break;
        const before = JSON.stringify([played.save(), played.log, played.position]);
        const done = await slow.during((signal) => played.step(reply, { signal }));
        if (done !== undefined) {
          points.push(pointOf(played)); // the reply was rejected, so the rules were never asked to wait
          continue;
        }
        const after = JSON.stringify([played.save(), played.log, played.position]);
        if (after !== before)
          broken(`after ${quoted(reply, 60)} was cancelled everything is ${contrast(after, before)}`);
        await played.step(reply);
        points.push(pointOf(played));
      }
      compare(expected, points, 'with every step cancelled once before it is done,');
    },
  },
];
