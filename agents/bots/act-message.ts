import type { Environment, Game, Message, SimulatedGame, TimeStep } from '@parlor/envs';
import type { ActMessage } from './bot-protocol.ts';

/** Where a closed game is played: what its actions are called, and what the seat sees. */
export type BotTable = Pick<Environment, 'game' | 'actions' | 'view'>;

interface Question {
  readonly id: number;
  /** Seconds. */
  readonly time: number;
  /** Whether the rules are told. */
  readonly rules: boolean;
  readonly messages: readonly Message[];
  readonly table: BotTable | undefined;
}

/** What a seat that must act is shown, as a bot reads it. */
export function actMessage(game: Game | SimulatedGame, step: TimeStep, question: Question): ActMessage {
  const { seat, role, closed } = step;
  const { id, time, messages, table } = question;
  const actions = closed?.legal ?? step.legal;
  const observation = closed?.observation ?? step.observation;
  const names = closed?.names ?? (table && actionNames(table, actions));
  return {
    type: 'act',
    id,
    seat,
    role: game.roles[role] ?? null,
    time,
    ...(question.rules && { rules: 'text' in game ? game.text.rules(role) : game.rules(role) }),
    messages,
    ...(table && { view: table.view(seat) }),
    ...(actions.length > 0 && { actions }),
    ...(names && { legal: names }),
    ...(observation.length > 0 && { observation: Array.from(observation) }),
  };
}

/** What actions are called where a closed game stands. */
function actionNames({ game, actions: history }: BotTable, actions: readonly number[]): string[] {
  const state = new Int32Array(game.stateSize);
  game.start(state);
  for (const action of history) game.apply(state, action);
  return actions.map((action) => game.text.actionName(state, action));
}
