import { fields } from '../../core/field.ts';
import type { State } from '../../core/game.ts';
import { Phase, type SpyTable } from './closed-table.ts';
import { CIVILIAN, JUDGE, SPY, spyRoles } from './options.ts';
import { CLUE_KINDS } from './statements.ts';

/** Features of what a seat knows in the closed game, and what writes them. */
export function spyObservation(table: SpyTable) {
  const { at, attributes, firstVoter, endVoter, isOut, isSpy, most, sceneOf, slots, voters } = table;
  const { objects, players, told, votes } = table.options;
  const { cells, holds, statements } = table.vocabulary;
  const roles = spyRoles(table.options);
  const features = fields({
    seat: { shape: [table.seats], kind: 'one-hot' },
    role: { shape: [roles.length], kind: 'one-hot' }, // where the seat is told
    scene: { shape: [cells, most], kind: 'one-hot' }, // its own
    voting: { shape: [1], kind: 'flag' },
    out: { shape: [players], kind: 'flag' },
    // Each clue so far, by its parts.
    kind: { shape: [slots, CLUE_KINDS.length], kind: 'one-hot' },
    objects: { shape: [slots, objects], kind: 'flag' },
    attribute: { shape: [slots, attributes], kind: 'one-hot' },
    value: { shape: [slots, most], kind: 'one-hot' },
    count: { shape: [slots, objects + 1], kind: 'one-hot' },
    same: { shape: [slots, 2], kind: 'one-hot' }, // differ, same
    fits: { shape: [slots, 2], kind: 'one-hot' }, // false of its own scene, true of it
    votes: { shape: [votes * voters, players + 1], kind: 'one-hot' }, // n/a, each player
    spies: { shape: [players], kind: 'flag' }, // who were voted out; when it is over, all
  });
  const place = features.at;

  function observeClue(state: State, scene: number, slot: number, clue: number, out: Float32Array): void {
    const statement = statements[clue];
    const kind = place.kind + slot * CLUE_KINDS.length;
    const about = place.objects + slot * objects;
    out[place.attribute + slot * attributes + statement.attribute] = 1;
    switch (statement.kind) {
      case 'object':
        out[kind] = 1;
        out[about + statement.object] = 1;
        out[place.value + slot * most + statement.value] = 1;
        break;
      case 'count':
        out[kind + 1] = 1;
        out[place.value + slot * most + statement.value] = 1;
        out[place.count + slot * (objects + 1) + statement.count] = 1;
        break;
      case 'comparison':
        out[kind + 2] = 1;
        out[about + statement.first] = 1;
        out[about + statement.second] = 1;
        out[place.same + slot * 2 + (statement.same ? 1 : 0)] = 1;
    }
    if (scene >= 0) out[place.fits + slot * 2 + (holds(state, scene, clue) ? 1 : 0)] = 1;
  }

  function observeVotes(state: State, seat: number, out: Float32Array): void {
    const phase = state[at.phase];
    const width = players + 1;
    const known = (state[at.poll] + (phase > Phase.vote ? 1 : 0)) * voters;
    for (let index = 0; index < known; index++) {
      const vote = state[at.votes + index];
      if (vote > 0) out[place.votes + index * width + vote - 1] = 1;
    }
    if (phase !== Phase.vote || seat < firstVoter || seat >= endVoter) return;
    const own = known + seat - firstVoter; // nobody else's before all are in
    if (state[at.votes + own] > 0) out[place.votes + own * width + state[at.votes + own] - 1] = 1;
  }

  return {
    fields: features,
    roles,
    observe(state: State, seat: number, out: Float32Array): void {
      const phase = state[at.phase];
      const over = phase === Phase.over;
      out[place.seat + seat] = 1;
      if (seat >= players) out[place.role + JUDGE] = 1;
      if (phase === Phase.roles) return;
      if (seat < players && (told || over || isOut(state, seat)))
        out[place.role + (isSpy(state, seat) ? SPY : CIVILIAN)] = 1;
      const scene = sceneOf(state, seat);
      const drawn = scene < 0 ? 0 : state[at.cell];
      for (let cell = 0; cell < drawn; cell++) out[place.scene + cell * most + state[scene + cell]] = 1;
      if (phase === Phase.vote) out[place.voting] = 1;
      for (let slot = 0; slot < slots; slot++) {
        const clue = state[at.clues + slot] - 1;
        if (clue >= 0) observeClue(state, scene, slot, clue, out);
      }
      observeVotes(state, seat, out);
      for (let player = 0; player < players; player++) {
        if (isOut(state, player)) out[place.out + player] = 1;
        if (isSpy(state, player) && (over || isOut(state, player))) out[place.spies + player] = 1;
      }
    },
  };
}
