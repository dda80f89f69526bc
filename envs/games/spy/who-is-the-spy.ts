import { setSize } from '../../core/bits.ts';
import { defineGame } from '../../core/factory.ts';
import { CHANCE, type State, TERMINAL } from '../../core/game.ts';
import { spyChance } from './closed-chance.ts';
import { CLOSED_OPTIONS, Phase, spyTable } from './closed-table.ts';
import { spyObservation } from './closed-observation.ts';
import { CIVILIAN, JUDGE, SPY } from './options.ts';
import {
  ABSTAINED,
  clueRewardRange,
  clueRewards,
  decisionReward,
  partyReward,
  partyWinner,
  releasedDecisionReward,
  votedOut,
} from './payoffs.ts';
import { whoIsTheSpyText } from './who-is-the-spy-text.ts';

/**
 * Who Is the Spy (Vision-Zero; Q. Wang et al., arXiv 2509.25541) with a finite vocabulary. Civilians see a scene, spies
 * the same scene with some values edited, or nothing. In each round the players give one clue each, in seat order and
 * heard by all: a statement about a scene. Then the voters vote at once. Roles are dealt uniformly; the scene is drawn
 * cell by cell (attribute by attribute of each object), its values uniform and the edited cells a uniform choice.
 *
 * Actions: clues 0 … c − 1 (see `vocabularyOf`), then a vote for each player, then n/a where a vote may be.
 * Seats: the players, then the judges.
 */
export const whoIsTheSpy = defineGame({
  id: 'who_is_the_spy',
  summary: 'clues about a picture that the spy sees otherwise, then a vote',
  options: CLOSED_OPTIONS,
  create(options) {
    const { players, told, rounds, abstain, votes, rewards, lies, repeats } = options;
    const table = spyTable('who_is_the_spy', options);
    const { at, size, seats, blank, released, clueCount, noVote, actionCount, deals, most } = table;
    const { voters, electorate, firstVoter, endVoter, isSpy, isOut, sceneOf, nextPlayer, nextVoter } = table;
    const { cells, mostTrue, truths } = table.vocabulary;
    const { fields, roles, observe } = spyObservation(table);
    const { chance, draw } = spyChance(table);
    const paid = rewards === 'clue';

    const voteOf = (action: number): number => (action === noVote ? 1 : 2 + action - clueCount);

    const received = new Int32Array(players);
    const spy = new Int32Array(players);
    /** Writes who is a spy and counts the votes of a poll, those that were made up included. */
    function count(state: State, poll: number): void {
      for (let player = 0; player < players; player++) {
        received[player] = released ? state[at.madeUp + player] : 0;
        spy[player] = (state[at.deal] >> player) & 1;
      }
      for (let voter = 0, from = at.votes + poll * voters; voter < voters; voter++) {
        const vote = state[from + voter] - 2;
        if (vote >= 0) received[vote]++;
      }
    }

    /** The last vote of a poll is in. */
    function settle(state: State): void {
      const poll = state[at.poll];
      count(state, poll);
      if (paid) {
        let cast = 0;
        for (let player = 0; player < players; player++) cast += received[player];
        state[at.phase] = released && cast === 0 ? Phase.madeUp : Phase.over;
        return;
      }
      const leaving = votedOut(received, players);
      if (leaving >= 0) state[at.out] |= 1 << leaving;
      const spiesLeft = setSize(state[at.deal] & ~state[at.out]);
      const civiliansLeft = players - setSize(state[at.out]) - spiesLeft;
      if (partyWinner(spiesLeft, civiliansLeft, votes - poll - 1) !== undefined) {
        state[at.phase] = Phase.over;
        return;
      }
      state[at.poll] = poll + 1;
      state[at.round] = 0;
      state[at.phase] = Phase.clues;
      state[at.turn] = nextPlayer(state, 0);
    }

    function clueLegal(state: State, actions: Int32Array): number {
      const seat = state[at.turn];
      const scene = sceneOf(state, seat);
      const honest = scene >= 0 && (lies === 'none' || (lies === 'spies' && !isSpy(state, seat)));
      let written = 0;
      if (honest) written = truths(state, scene, actions);
      else while (written < clueCount) actions[written] = written++;
      if (repeats) return written;
      let fresh = 0;
      for (let index = 0; index < written; index++) {
        const clue = actions[index];
        if (((state[at.said + (clue >> 5)] >> (clue & 31)) & 1) === 0) actions[fresh++] = clue;
      }
      if (fresh > 0) return fresh;
      return honest ? truths(state, scene, actions) : written; // all was said, and may be said again
    }

    function voteLegal(state: State, actions: Int32Array): number {
      const seat = state[at.turn];
      let written = 0;
      for (let player = 0; player < players; player++)
        if (player !== seat && !isOut(state, player)) actions[written++] = clueCount + player;
      if (abstain) actions[written++] = noVote;
      return written;
    }

    function apply(state: State, action: number): void {
      switch (state[at.phase]) {
        case Phase.roles:
          state[at.deal] = deals[action];
          state[at.phase] = Phase.scene;
          return;
        case Phase.scene: {
          const cell = state[at.cell]++;
          const value = blank ? action : Math.floor(action / most);
          const other = blank ? 0 : action - value * most;
          state[at.scene + cell] = value;
          state[at.other + cell] = other;
          if (!blank && value !== other) state[at.edited]++;
          if (cell + 1 === cells) state[at.phase] = Phase.clues;
          return;
        }
        case Phase.clues: {
          const player = state[at.turn];
          state[at.clues + (state[at.poll] * rounds + state[at.round]) * players + player] = action + 1;
          if (!repeats) state[at.said + (action >> 5)] |= 1 << (action & 31);
          const next = nextPlayer(state, player + 1);
          if (next < players) {
            state[at.turn] = next;
          } else if (state[at.round] + 1 < rounds) {
            state[at.round]++;
            state[at.turn] = nextPlayer(state, 0);
          } else {
            state[at.phase] = Phase.vote;
            state[at.turn] = nextVoter(state, firstVoter);
          }
          return;
        }
        case Phase.vote: {
          const seat = state[at.turn];
          state[at.votes + state[at.poll] * voters + seat - firstVoter] = voteOf(action);
          const next = nextVoter(state, seat + 1);
          if (next < endVoter) state[at.turn] = next;
          else settle(state);
          return;
        }
        default:
          state[at.madeUp + action]++;
          if (++state[at.draws] === electorate) state[at.phase] = Phase.over;
      }
    }

    function returns(state: State, out: Float64Array): void {
      for (let seat = 0; seat < seats; seat++) out[seat] = 0;
      if (state[at.phase] !== Phase.over) return;
      if (paid) {
        count(state, 0);
        clueRewards(received, spy, options, out);
        return;
      }
      const spiesWin = (state[at.deal] & ~state[at.out]) !== 0;
      for (let player = 0; player < players; player++)
        out[player] = partyReward(isSpy(state, player), spiesWin, options);
    }

    const after = new Int32Array(size);
    /** What the last vote of a poll tells: all votes, and who are the spies where it ends the game, else who leaves. */
    function ballot(state: State, action: number): number {
      let token = 0;
      const from = at.votes + state[at.poll] * voters;
      for (let voter = 0; voter < voters; voter++) {
        const vote = firstVoter + voter === state[at.turn] ? voteOf(action) : state[from + voter];
        token = token * (players + 2) + vote;
      }
      after.set(state);
      apply(after, action);
      const leaving = after[at.out] & ~state[at.out];
      let told = 0;
      if (after[at.phase] === Phase.over) told = 1 + deals.indexOf(state[at.deal]);
      else if (leaving !== 0) told = deals.length + ((leaving & state[at.deal]) === 0 ? 1 : 2);
      return 1 + token * (deals.length + 3) + told;
    }

    return {
      version: 1,
      seats,
      roles,
      actionCount,
      maxLegal: Math.max(lies === 'none' && !blank ? mostTrue : clueCount, players + 1),
      chanceCount: Math.max(deals.length, blank ? most : most * most, released ? players : 0),
      chanceKind: 'exact',
      stateSize: size,
      observation: fields.list,
      observationSize: fields.size,
      recall: 'perfect',
      maxTurns: 1 + cells + votes * (rounds * players + voters) + (released ? electorate : 0),
      payoff: 'zero-sum',
      payoffRange: paid ? clueRewardRange(options) : [-1, 1],
      information: 'imperfect',
      pays: 'at-end',
      stages: [
        { name: 'clue', first: 0, end: clueCount },
        { name: 'vote', first: clueCount, end: actionCount, ...(abstain && { abstain: noVote }) },
      ],

      start(state) {
        for (let i = 0; i < size; i++) state[i] = 0;
      },
      mover(state) {
        const phase = state[at.phase];
        if (phase === Phase.clues || phase === Phase.vote) return state[at.turn];
        return phase === Phase.over ? TERMINAL : CHANCE;
      },
      role(state, seat) {
        if (seat >= players) return JUDGE;
        return state[at.phase] === Phase.roles ? -1 : isSpy(state, seat) ? SPY : CIVILIAN;
      },
      knowsRole: (state, seat) =>
        told || seat >= players || state[at.phase] === Phase.over || isOut(state, seat),
      legal(state, actions) {
        const phase = state[at.phase];
        return phase === Phase.clues
          ? clueLegal(state, actions)
          : phase === Phase.vote
            ? voteLegal(state, actions)
            : 0;
      },
      chance,
      draw,
      apply,
      returns,
      signals(state, out) {
        returns(state, out);
        for (let seat = 0; seat < seats; seat++) {
          let sum = 0;
          let count = 0;
          const voter = seat - firstVoter;
          for (let poll = 0; poll <= state[at.poll] && voter >= 0 && !isSpy(state, seat); poll++) {
            const vote = state[at.votes + poll * voters + voter];
            if (vote === 0) continue;
            const accuracy = decisionReward(vote === 1 ? ABSTAINED : vote - 2, (player) =>
              isSpy(state, player),
            );
            sum += released ? releasedDecisionReward(accuracy) : accuracy;
            count++;
          }
          out[seats + seat] = count === 0 ? NaN : sum / count;
        }
      },
      witness(state, action, seat) {
        switch (state[at.phase]) {
          case Phase.roles:
            return told && seat < players ? 1 + ((deals[action] >> seat) & 1) : 0;
          case Phase.scene: {
            const spies = seat < players && isSpy(state, seat);
            if (blank) return spies ? 0 : 1 + action;
            return 1 + (spies ? action % most : Math.floor(action / most));
          }
          case Phase.clues:
            return 1 + action;
          case Phase.vote:
            if (nextVoter(state, state[at.turn] + 1) === endVoter) return ballot(state, action);
            return seat === state[at.turn] ? voteOf(action) : 0;
          default: {
            const last = state[at.draws] + 1 === electorate; // which tells the roles
            return 1 + action * (deals.length + 1) + (last ? 1 + deals.indexOf(state[at.deal]) : 0);
          }
        }
      },
      observe,
      choosing(state, list) {
        const phase = state[at.phase];
        if (phase !== Phase.clues && phase !== Phase.vote) return 0;
        let seat = state[at.turn];
        let written = 0;
        list[written++] = seat;
        // Where civilians alone vote, who else does is not for a voter to know.
        if (phase === Phase.clues || options.voters === 'civilians') return written;
        while ((seat = nextVoter(state, seat + 1)) < endVoter) list[written++] = seat;
        return written;
      },
      text: whoIsTheSpyText(table, {
        apply,
        legal: (state, actions) =>
          state[at.phase] === Phase.clues ? clueLegal(state, actions) : voteLegal(state, actions),
      }),
    };
  },
});
