import { GAME_AUTHOR, type Message } from '../../core/message.ts';
import { CLUE_LIMIT } from './clue.ts';
import { CIVILIAN, JUDGE, SPY, type SpyOptions } from './options.ts';
import { ABSTAINED } from './payoffs.ts';
import type { Shown, SpySecrets } from './secrets.ts';

export const tell = (audience: readonly number[], text: string): Message => ({
  author: GAME_AUTHOR,
  audience,
  text,
});

const name = (seat: number): string => `player ${seat + 1}`;
const Name = (seat: number): string => `Player ${seat + 1}`;

export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

const roleName = (role: number, spies: number): string =>
  role === JUDGE ? 'a judge' : role === CIVILIAN ? 'a civilian' : spies === 1 ? 'the spy' : 'a spy';

/** A payoff as rules state it. */
const amount = (value: number): string => String(Number(value.toPrecision(4)));

/** How to play in a role; −1: without knowing it. */
export function spyRules(secrets: SpySecrets, options: SpyOptions, role: number): string {
  const { players, spies, told, rounds, judges, votes, rewards } = options;
  const { noun } = secrets;
  const spy = spies === 1 ? 'the spy' : 'a spy';
  const lines = [
    `Who Is the Spy, with ${noun}s: ${players} players, ${spies === 1 ? 'one of them the spy' : `${spies} of them spies`}, the others civilians${
      judges > 0 ? `, and ${judges === 1 ? 'a judge' : `${judges} judges`}` : ''
    }.${role < 0 ? '' : ` You are ${roleName(role, spies)}.`}`,
    secrets.rules,
    told
      ? 'Players are told whether they are civilians or spies, and nobody is told about others.'
      : 'Players are not told whether they are civilians or spies: work it out from what others say.',
    `${rounds === 1 ? 'There is one round of clues' : `There are ${rounds} rounds of clues`}${votes > 1 ? ' before each vote' : ''}. The players speak in turn, one clue each, and everybody hears it.`,
    `A clue is one short sentence about your ${noun}, of at most ${CLUE_LIMIT} characters, that nobody has said before${
      secrets.unspeakable ? ` and that does not say the ${noun} itself` : ''
    }. What you put in brackets is the clue, such as [${secrets.example}], and nobody hears the rest; without brackets all that you say is the clue.`,
    aim(noun, spy, role),
    ballot(options, spy),
    ...(rewards === 'party'
      ? [
          `Whoever has more votes than every other player leaves, and all are told its role; with a tie nobody leaves. There ${votes > 1 ? `are at most ${votes} votes, each after new clues` : 'is one vote'}.`,
        ]
      : []),
    rewards === 'party' ? partyPayoff(options) : cluePayoff(options),
  ];
  if (role === JUDGE) lines.push('Judges are paid nothing. Vote as well as you can.');
  return lines.join('\n');
}

/** What is expected of clues in a role. */
function aim(noun: string, spy: string, role: number): string {
  switch (role) {
    case CIVILIAN:
      return `What you say must be true of your ${noun}. Say enough for other civilians to trust you, and too little for ${spy} to learn what it is.`;
    case SPY:
      return `Blend in: learn from the clues what the civilians have, and say what would be true of that.`;
    case JUDGE:
      return `You give no clues. Find the player whose clues do not fit your ${noun}.`;
    default:
      return `Say what is true of your ${noun}: enough for others to trust you, and too little for ${spy} to learn what it is. If you come to think that you are ${spy}, blend in.`;
  }
}

function ballot({ voters, abstain, votes }: SpyOptions, spy: string): string {
  const who = voters === 'judges' ? 'the judges' : voters === 'civilians' ? 'the civilians' : 'all players';
  return `${votes > 1 ? 'After the clues' : 'Then'} ${who} vote at the same time for the player they take for ${spy}, such as [player 2]${
    abstain ? ', or [n/a] if they cannot tell' : ''
  }. Nobody votes for itself, and no vote is told before all are in.`;
}

function cluePayoff({ players, spies, beta, lambda }: SpyOptions): string {
  const civilians = players - spies;
  const share = amount((beta * spies) / civilians);
  const suspicion = `${amount(lambda)} for each vote that it has above the mean of the`;
  return spies === 1
    ? `Payoff: let the lead be the spy's votes less the mean votes of the civilians. The spy gets -${amount(beta)} times the lead. A civilian gets ${share} times the lead, less ${suspicion} civilians.`
    : `Payoff: let the lead be the mean votes of the spies less those of the civilians. A spy gets -${amount(beta)} times the lead, less ${suspicion} spies; a civilian gets ${share} times the lead, less ${suspicion} civilians.`;
}

function partyPayoff({ players, spies }: SpyOptions): string {
  const share = amount(spies / (players - spies));
  return spies === 1
    ? `The civilians win when the spy has left; the spy wins when as many spies as civilians are left, or after the last vote. Payoff: 1 to the spy that wins and -${share} to each civilian, or -1 and ${share}.`
    : `The civilians win when all spies have left; the spies win when at least as many spies as civilians are left, or after the last vote. Payoff: 1 to each spy if they win and -${share} to each civilian, or -1 and ${share}.`;
}

/** What a seat is dealt, for it alone. */
export function tellDeal(seat: number, role: number, secret: Shown, spies: number, told: boolean): Message {
  const who =
    told || role === JUDGE ? `You are ${name(seat)}, ${roleName(role, spies)}.` : `You are ${name(seat)}.`;
  return { ...tell([seat], `${who} ${secret.text}`), ...(secret.images && { images: secret.images }) };
}

/** A round of clues begins. */
export function roundCall(
  { rounds, votes }: SpyOptions,
  vote: number,
  round: number,
  speakers: readonly number[],
): string {
  const before = votes > 1 ? ` before vote ${vote + 1} of at most ${votes}` : '';
  const which = rounds === 1 ? `Clues${before}` : `Clues${before}, round ${round + 1} of ${rounds}`;
  return `${which}: ${listed(speakers.map(name))} speak in turn, one sentence each in brackets.`;
}

/** A vote begins. */
export function voteCall(
  { voters, abstain }: SpyOptions,
  candidates: readonly number[],
  votes: number,
): string {
  const who = voters === 'judges' ? 'The judges' : voters === 'civilians' ? 'The civilians' : 'All players';
  const names = candidates.map((player) => `[${name(player)}]`);
  if (abstain) names.push('[n/a]');
  return `All clues${votes > 1 ? ' of this vote' : ''} have been given. ${who} vote now, each for one other: ${names.join(' ')}.`;
}

const voteName = (vote: number): string => (vote === ABSTAINED ? 'n/a' : name(vote));

/** Who voted for whom: [seats], null for who did not vote. */
export function namedVotes(votes: readonly (number | null)[]): string {
  const named = votes.flatMap((vote, seat) => (vote === null ? [] : [`${name(seat)} for ${voteName(vote)}`]));
  return `Votes: ${named.join(', ')}.`;
}

export function madeUpVotes(votes: readonly number[]): string {
  const list = votes.map((vote) => name(vote));
  return `Nobody has voted for a player, so votes are made up: for ${listed(list)}.`;
}

export function leaves(player: number, isSpy: boolean): string {
  return player < 0
    ? 'Nobody leaves: no player has more votes than every other.'
    : `${Name(player)} leaves: ${isSpy ? 'a spy' : 'a civilian'}.`;
}

/** Who were the spies, and who wins where somebody does. */
export function ending(spies: readonly number[], spiesWin: boolean | undefined): string {
  const who = `${spies.length === 1 ? 'The spy was' : 'The spies were'} ${listed(spies.map(name))}.`;
  if (spiesWin === undefined) return who;
  return `${who} ${spiesWin ? (spies.length === 1 ? 'The spy wins' : 'The spies win') : 'The civilians win'}.`;
}
