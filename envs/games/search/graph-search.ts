import { defineGame } from '../../core/factory.ts';
import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import { graphChance } from './graph-chance.ts';
import { graphObservation } from './graph-observation.ts';
import { graphJudge, Verdict } from './graph-question.ts';
import { graphSearchText } from './graph-search-text.ts';
import { GRAPH_OPTIONS, GraphPhase, graphTable, PROPOSER, SOLVER } from './graph-table.ts';
import { payoffRange, proposerReward, solverReward } from './payoffs.ts';

/**
 * Search self-play (arXiv 2510.18821) with a finite vocabulary. A knowledge graph is drawn anew for each episode: every
 * entity has one object of each relation, another entity. The proposer is given an answer and looks facts up, exactly;
 * then it composes a question, a path of relations from a start. A question that is not valid ({@link graphJudge})
 * ends the episode. A valid one goes to the solvers, who look facts up less often and less surely, and answer, each on
 * its own. An entity can be looked up, or begun with, once the seat has heard of it.
 *
 * Actions: look-ups (entity × 2R + direction), naming an entity (the start, or the answer), going on by a direction,
 * asking. Seats: the proposer, then the solvers. After the last answer everybody is told the right one and who gave it.
 */
export const graphSearch = defineGame({
  id: 'graph_search',
  summary: 'a question composed from looked-up facts, for solvers whose look-ups are noisy',
  options: GRAPH_OPTIONS,
  create(options) {
    const { entities, relations, hops, look_ups, solver_look_ups, least_look_ups } = options;
    const { noise, distractors, given, solvers, rewards, penalty } = options;
    const table = graphTable('graph_search', options);
    const { at, size, seats, directions, lookUps, cells, all, blurred, byChance } = table;
    const { naming, going, ask, actionCount, foundOf } = table;
    const { chanceCount, chance, draw } = graphChance(table);
    const { judge, leads } = graphJudge(table);
    const { fields, observe } = graphObservation(table);

    const entityOf = (set: number): number => 31 - Math.clz32(set);

    /** Writes a look-up and what it showed, which its seat has heard of from then on. */
    function find(state: State, seat: number, lookUp: number, set: number): void {
      state[foundOf(seat) + state[at.made + seat]++] = ((lookUp + 1) << 16) | set;
      state[at.heard + seat] |= set;
    }

    /** The question goes to the solvers. */
    function put(state: State): void {
      state[at.verdict] = Verdict.accepted;
      state[at.answer] = 1 + entityOf(leads(state, -1));
      for (let seat = 1; seat < seats; seat++) state[at.heard + seat] = 1 << (state[at.start] - 1);
      state[at.turn] = 1;
      state[at.phase] = GraphPhase.solving;
    }

    function submit(state: State): void {
      const verdict = judge(state, -1);
      if (verdict === Verdict.accepted) return put(state);
      state[at.verdict] = verdict;
      state[at.phase] = GraphPhase.over;
    }

    /** One more look-up of a solver is shown in full. */
    function show(state: State): void {
      const seat = state[at.turn];
      state[foundOf(seat) + state[at.made + seat] - 1] |= state[at.shown];
      state[at.heard + seat] |= state[at.shown];
      state[at.phase] = GraphPhase.solving;
    }

    function blur(state: State): void {
      if (state[at.cell] === distractors) show(state);
      else state[at.phase] = GraphPhase.distractor;
    }

    function apply(state: State, action: number): void {
      switch (state[at.phase]) {
        case GraphPhase.facts: {
          const cell = state[at.cell]++;
          const entity = Math.floor(cell / relations);
          const relation = cell - entity * relations;
          state[at.facts + entity * directions + relation] = 1 << action;
          state[at.facts + action * directions + relations + relation] |= 1 << entity;
          if (cell + 1 === cells)
            state[at.phase] = byChance ? GraphPhase.length : given ? GraphPhase.given : GraphPhase.looking;
          return;
        }
        case GraphPhase.given:
          state[at.answer] = 1 + action;
          state[at.heard + PROPOSER] = 1 << action;
          state[at.phase] = GraphPhase.looking;
          return;
        case GraphPhase.length:
          state[at.wanted] = 1 + action;
          state[at.phase] = GraphPhase.start;
          return;
        case GraphPhase.start:
          state[at.start] = 1 + action;
          state[at.phase] = GraphPhase.path;
          return;
        case GraphPhase.path:
          state[at.path + state[at.length]++] = action;
          if (state[at.length] === state[at.wanted]) put(state);
          return;
        case GraphPhase.noise:
          if (action > 0) state[at.shown] = 1 << (action - 1);
          blur(state);
          return;
        case GraphPhase.distractor:
          state[at.shown] |= 1 << action;
          state[at.cell]++;
          blur(state);
          return;
        case GraphPhase.looking: {
          if (action >= naming) {
            state[at.start] = 1 + action - naming;
            state[at.phase] = GraphPhase.composing;
            return;
          }
          const entity = Math.floor(action / directions);
          state[at.looked + entity] |= 1 << (action - entity * directions);
          find(state, PROPOSER, action, state[at.facts + action]);
          return;
        }
        case GraphPhase.composing:
          if (action !== ask) state[at.path + state[at.length]++] = action - going;
          if (action === ask || state[at.length] === hops) submit(state);
          return;
        default: {
          const seat = state[at.turn];
          if (action < naming) {
            find(state, seat, action, blurred ? 0 : state[at.facts + action]);
            if (!blurred) return;
            state[at.shown] = state[at.facts + action];
            state[at.cell] = 0;
            state[at.phase] = noise > 0 ? GraphPhase.noise : GraphPhase.distractor;
            return;
          }
          state[at.named + seat - 1] = 1 + action - naming;
          if (seat < solvers) state[at.turn] = seat + 1;
          else state[at.phase] = GraphPhase.over;
        }
      }
    }

    function lookingLegal(state: State, actions: Int32Array): number {
      let written = 0;
      const made = state[at.made + PROPOSER];
      const heard = state[at.heard + PROPOSER];
      if (made < look_ups) {
        for (let rest = heard; rest !== 0; rest &= rest - 1) {
          const entity = entityOf(rest & -rest);
          const looked = state[at.looked + entity];
          for (let direction = 0; direction < directions; direction++)
            if (((looked >> direction) & 1) === 0) actions[written++] = entity * directions + direction;
        }
      }
      // Where nothing is left to look up, the question may begin.
      if (made >= least_look_ups || written === 0)
        for (let rest = heard; rest !== 0; rest &= rest - 1)
          actions[written++] = naming + entityOf(rest & -rest);
      return written;
    }

    function composingLegal(state: State, actions: Int32Array): number {
      let written = 0;
      while (written < directions) actions[written] = going + written++;
      if (state[at.length] > 0) actions[written++] = ask;
      return written;
    }

    function solvingLegal(state: State, actions: Int32Array): number {
      let written = 0;
      const seat = state[at.turn];
      if (state[at.made + seat] < solver_look_ups) {
        for (let rest = state[at.heard + seat]; rest !== 0; rest &= rest - 1) {
          const first = entityOf(rest & -rest) * directions;
          for (let direction = 0; direction < directions; direction++) actions[written++] = first + direction;
        }
      }
      for (let entity = 0; entity < entities; entity++) actions[written++] = naming + entity;
      return written;
    }

    function legal(state: State, actions: Int32Array): number {
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
    }

    /** The question as a number from 0 on, after a last step that the state does not hold yet (−1: none). */
    function code(state: State, last: number): number {
      let path = 0;
      for (let hop = 0; hop < state[at.length]; hop++)
        path = path * (directions + 1) + 1 + state[at.path + hop];
      if (last >= 0) path = path * (directions + 1) + 1 + last;
      return path * entities + state[at.start] - 1;
    }

    function witnessRelation(state: State, action: number, seat: number): number {
      const last = action === ask ? -1 : action - going;
      if (last >= 0 && state[at.length] + 1 < hops) return seat === PROPOSER ? 1 + action : 0;
      const verdict = judge(state, last);
      if (seat === PROPOSER) return 1 + verdict * actionCount + action;
      return verdict === Verdict.accepted ? 2 + code(state, last) : 1;
    }

    /** No token of a look-up or of another answer is greater. */
    const tokens = actionCount * (all + 1);
    /** What the last answer tells: the right one, who gave it, and to its own seat what it is. */
    function witnessLast(state: State, action: number, seat: number): number {
      let token = seat === state[at.turn] ? 1 + action - naming : 0;
      for (let solver = 0; solver < solvers; solver++) {
        const named = solver === solvers - 1 ? 1 + action - naming : state[at.named + solver];
        token = 2 * token + (named === state[at.answer] ? 1 : 0);
      }
      return tokens + token * entities + state[at.answer];
    }

    return {
      version: 1,
      seats,
      roles: ['proposer', 'solver'],
      actionCount,
      maxLegal: lookUps + entities,
      chanceCount,
      chanceKind: 'exact',
      stateSize: size,
      observation: fields.list,
      observationSize: fields.size,
      recall: 'perfect',
      maxTurns:
        cells +
        (byChance ? 2 + hops : (given ? 1 : 0) + look_ups + 1 + hops) +
        solvers * (solver_look_ups * (1 + (noise > 0 ? 1 : 0) + distractors) + 1),
      payoff: 'general-sum',
      payoffRange: payoffRange(penalty),
      information: 'imperfect',
      pays: 'at-end',

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
        if (!given && !byChance) state[at.heard + PROPOSER] = all;
      },
      mover(state) {
        const phase = state[at.phase];
        if (phase < GraphPhase.looking) return CHANCE;
        if (phase < GraphPhase.solving) return PROPOSER;
        return phase === GraphPhase.over ? TERMINAL : state[at.turn];
      },
      role: (_state, seat) => (seat === PROPOSER ? PROPOSER : SOLVER),
      legal,
      chance,
      draw,
      apply,
      returns(state, out) {
        for (let seat = 0; seat < seats; seat++) out[seat] = 0;
        if (state[at.phase] !== GraphPhase.over) return;
        if (state[at.verdict] !== Verdict.accepted) {
          out[PROPOSER] = penalty;
          return;
        }
        let success = 0;
        for (let solver = 0; solver < solvers; solver++) {
          out[1 + solver] = solverReward(state[at.named + solver] === state[at.answer]);
          success += out[1 + solver];
        }
        out[PROPOSER] = proposerReward(rewards, success, solvers);
      },
      witness(state, action, seat) {
        switch (state[at.phase]) {
          case GraphPhase.given:
            return seat === PROPOSER ? 1 + action : 0;
          case GraphPhase.path:
            return state[at.length] + 1 === state[at.wanted] ? 2 + code(state, action) : 0;
          case GraphPhase.noise:
          case GraphPhase.distractor: {
            const noisy = state[at.phase] === GraphPhase.noise;
            const over = noisy ? distractors === 0 : state[at.cell] + 1 === distractors;
            if (!over || seat !== state[at.turn]) return 0;
            if (!noisy) return 1 + (state[at.shown] | (1 << action));
            return 1 + (action === 0 ? state[at.shown] : 1 << (action - 1));
          }
          case GraphPhase.looking:
            if (seat !== PROPOSER) return 0;
            return 1 + action * (all + 1) + (action < naming ? state[at.facts + action] : 0);
          case GraphPhase.composing:
            return witnessRelation(state, action, seat);
          case GraphPhase.solving: {
            if (action >= naming && state[at.turn] === solvers) return witnessLast(state, action, seat);
            if (seat !== state[at.turn]) return 0;
            return 1 + action * (all + 1) + (action < naming && !blurred ? state[at.facts + action] : 0);
          }
          default:
            return 0;
        }
      },
      observe,
      text: graphSearchText(table, { judge, legal }),
    };
  },
});
