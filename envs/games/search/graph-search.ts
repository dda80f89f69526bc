import { defineGame } from '../../core/factory.ts';
import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import { graphChance } from './graph-chance.ts';
import { graphLegal } from './graph-legal.ts';
import { graphObservation } from './graph-observation.ts';
import { graphJudge, Verdict } from './graph-question.ts';
import { graphSearchText } from './graph-search-text.ts';
import { GRAPH_OPTIONS, GraphPhase, graphTable, PROPOSER, SOLVER } from './graph-table.ts';
import { graphWitness } from './graph-witness.ts';
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
    const { entities, relations, hops, look_ups, solver_look_ups } = options;
    const { noise, distractors, given, solvers, rewards, penalty } = options;
    const table = graphTable('graph_search', options);
    const { at, size, seats, directions, lookUps, cells, all, blurred, byChance } = table;
    const { naming, going, ask, actionCount, foundOf } = table;
    const { chanceCount, chance, draw } = graphChance(table);
    const questions = graphJudge(table);
    const { judge, leads } = questions;
    const { fields, observe } = graphObservation(table);
    const legal = graphLegal(table);
    const witness = graphWitness(table, questions);

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
        if (!byChance) out[PROPOSER] = proposerReward(rewards, success, solvers); // else it has proposed nothing
      },
      witness,
      observe,
      text: graphSearchText(table, { judge, legal }),
    };
  },
});
