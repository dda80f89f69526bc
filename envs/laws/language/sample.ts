import { TERMINAL } from '../../core/game.ts';
import { broken } from '../violation.ts';
import type { LanguageRow } from './law.ts';
import { canary } from './plant.ts';
import { contrast, quoted } from './show.ts';
import { chanceOf, rulesPlay, secretsOf, withValues } from './walk.ts';

/** Samples that are looked at in each state. */
const SAMPLES = 3;

export const SAMPLE_LAWS: readonly LanguageRow[] = [
  {
    name: 'sample-is-accepted',
    summary: 'whatever sample gives is accepted, and the same for the same random numbers',
    check({ game, seed, replies }) {
      if (game.sample === undefined) return;
      for (const { state, mover } of rulesPlay(game, seed, replies, (reached) => reached)) {
        if (mover === TERMINAL) return;
        for (let draw = 0; draw < SAMPLES; draw++) {
          const reply: unknown = game.sample(state, mover, chanceOf(seed + draw));
          if (typeof reply !== 'string') broken(`sample gives seat ${mover} no text but ${String(reply)}`);
          const again = game.sample(state, mover, chanceOf(seed + draw));
          if (again !== reply) broken(`sample gives ${contrast(again, reply)} for the same random numbers`);
          const parsed = game.parse(state, mover, reply);
          if (!('action' in parsed)) broken(`the sample ${quoted(reply)} is rejected: ${parsed.reason}`);
        }
      }
    },
  },
  {
    name: 'sample-knows-what-its-seat-knows',
    summary: 'a sample does not depend on what is hidden from the seat that gives it',
    check({ game, seed, replies }) {
      if (game.sample === undefined || game.hidden === undefined) return;
      for (const { state, mover } of rulesPlay(game, seed, replies, (reached) => reached)) {
        if (mover === TERMINAL) return;
        const secrets = secretsOf(game, state).filter(({ knownTo }) => !knownTo.includes(mover));
        for (const [number, { path, value }] of secrets.entries()) {
          const other = withValues(state, new Map([[path, canary(value, number, 0)]]));
          // Of a state that the game cannot make sense of, it can say nothing.
          if (!attempt(() => game.mover(other) === mover)) continue;
          for (let draw = 0; draw < SAMPLES; draw++) {
            const one = game.sample(state, mover, chanceOf(seed + draw));
            const two = game.sample(other, mover, chanceOf(seed + draw));
            if (one !== two)
              broken(
                `with another value in state.${path.join('.')}, hidden from seat ${mover}, its sample is ${contrast(two, one)}`,
              );
          }
        }
      }
    },
  },
];

/** Whether something holds; what cannot be asked does not. */
function attempt(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}
