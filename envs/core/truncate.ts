import { type Game, TERMINAL } from './game.ts';
import { eventWords } from './information.ts';
import { GAME_AUTHOR, type Message } from './message.ts';
import type { TimeStep } from './time-step.ts';

const NO_FEATURES = new Float32Array(0);

/** The last time step of an episode that something outside the rules cuts short at `step`. */
export function truncatedStep(
  game: Game,
  history: readonly number[],
  step: TimeStep,
  reason: string,
): TimeStep {
  let words: readonly Message[] | undefined;
  return {
    seat: TERMINAL,
    role: -1,
    observation: NO_FEATURES,
    legal: [],
    tokens: [],
    get messages() {
      words ??= Array.from({ length: game.seats }, (_, seat) =>
        eventWords(game, history, seat).map((text) => ({ author: GAME_AUTHOR, audience: [seat], text })),
      ).flat();
      return words;
    },
    rewards: step.rewards,
    returns: step.returns,
    terminated: false,
    truncated: true,
    done: true,
    info: { turn: step.info.turn, episode: step.info.episode, reason },
  };
}
