import { type GameRow, playLaw } from './law.ts';
import { walk } from './playthrough.ts';
import { broken } from './violation.ts';

export const ROLE_LAWS: readonly GameRow[] = [
  playLaw(
    'roles-stay',
    'a seat has no role at first or one of roles, and keeps it',
    (game, choices, history) => {
      const roles = new Array<number>(game.seats).fill(-1);
      for (const { state } of walk(game, choices, history)) {
        for (let seat = 0; seat < game.seats; seat++) {
          const role = game.role(state, seat);
          if (!(Number.isInteger(role) && role >= -1 && role < game.roles.length)) {
            broken(`seat ${seat} has role ${role}; the roles are 0 to ${game.roles.length - 1}`);
          }
          if (roles[seat] >= 0 && role !== roles[seat]) {
            broken(
              `seat ${seat} was ${game.roles[roles[seat]]} and is now ${game.roles[role] ?? 'undecided'}`,
            );
          }
          roles[seat] = role;
        }
      }
    },
  ),
];
