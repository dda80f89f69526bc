import type { State } from '../../core/game.ts';
import { GraphPhase, type GraphTable, PROPOSER } from './graph-table.ts';

/** What the mover may do in the closed game of search: look up and name whom it has heard of; a solver answers anybody. */
export function graphLegal({ at, ask, directions, going, naming, options }: GraphTable) {
  const { entities, least_look_ups, look_ups, solver_look_ups } = options;

  function lookingLegal(state: State, actions: Int32Array): number {
    let written = 0;
    const made = state[at.made + PROPOSER];
    const heard = state[at.heard + PROPOSER];
    if (made < look_ups) {
      for (let rest = heard; rest !== 0; rest &= rest - 1) {
        const entity = 31 - Math.clz32(rest & -rest);
        const looked = state[at.looked + entity];
        for (let direction = 0; direction < directions; direction++)
          if (((looked >> direction) & 1) === 0) actions[written++] = entity * directions + direction;
      }
    }
    // Where nothing is left to look up, the question may begin.
    if (made >= least_look_ups || written === 0)
      for (let rest = heard; rest !== 0; rest &= rest - 1)
        actions[written++] = naming + 31 - Math.clz32(rest & -rest);
    return written;
  }

  function composingLegal(state: State, actions: Int32Array): number {
    let written = 0;
    for (; written < directions; written++) actions[written] = going + written;
    if (state[at.length] > 0) actions[written++] = ask;
    return written;
  }

  function solvingLegal(state: State, actions: Int32Array): number {
    let written = 0;
    const seat = state[at.turn];
    if (state[at.made + seat] < solver_look_ups) {
      for (let rest = state[at.heard + seat]; rest !== 0; rest &= rest - 1) {
        const first = (31 - Math.clz32(rest & -rest)) * directions;
        for (let direction = 0; direction < directions; direction++) actions[written++] = first + direction;
      }
    }
    for (let entity = 0; entity < entities; entity++) actions[written++] = naming + entity;
    return written;
  }

  return (state: State, actions: Int32Array): number => {
    switch (state[at.phase]) {
      case GraphPhase.looking:
        return lookingLegal(state, actions);
      case GraphPhase.composing:
        return composingLegal(state, actions);
      case GraphPhase.solving:
        return solvingLegal(state, actions);
      default:
        return 0;
    }
  };
}
