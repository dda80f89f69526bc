import { type EpisodeRecord, GAME_AUTHOR, type MessageRecord } from '@parlor/envs';

/** Everything that is said in an episode, in order, for whoever may see everything: a message a line, or more. */
export function account({ messages, seats }: Pick<EpisodeRecord, 'messages' | 'seats'>): string {
  return together(messages)
    .map(({ author, audience, text }) => {
      const hearers = audience.filter((seat) => seat !== author);
      const everybody = hearers.length === seats.length - (author === GAME_AUTHOR ? 0 : 1);
      const to = everybody ? '' : ` to ${listed(hearers.length > 0 ? hearers : audience)}`;
      const from = author === GAME_AUTHOR ? 'Game' : `Player ${author + 1}`;
      return `${from}${to}: ${text.split('\n').join('\n  ')}`;
    })
    .join('\n');
}

/** Messages with the same words at the same time, one for each seat, as one message. */
function together(messages: readonly MessageRecord[]): MessageRecord[] {
  const found: MessageRecord[] = [];
  for (const message of messages) {
    const index = found.findLastIndex(
      ({ turn, author, text, audience }) =>
        turn === message.turn &&
        author === message.author &&
        text === message.text &&
        !audience.some((seat) => message.audience.includes(seat)),
    );
    const same = found[index];
    if (same) found[index] = { ...same, audience: [...same.audience, ...message.audience] };
    else found.push(message);
  }
  return found;
}

/** `player 1`, or `players 1 and 3`. */
function listed(seats: readonly number[]): string {
  const numbers = seats.map((seat) => seat + 1).sort((a, b) => a - b);
  return `player${numbers.length > 1 ? 's' : ''} ${numbers.join(', ').replace(/, (\d+)$/, ' and $1')}`;
}

/** Who sits where, on one line. A role that is left out, or no more than the player's number, is not named. */
export function seating(players: readonly string[], roles: readonly (string | null)[]): string {
  const seats = players.map((player, seat) => {
    const name = `player ${seat + 1}`;
    const role = roles[seat] ?? name;
    return `${name}${/^player\b/.test(role) ? '' : ` (${role})`}: ${player}`;
  });
  return `${seats.join(', ').replace(/^p/, 'P')}.`;
}
