import { lastMarked, quote } from '../../core/reply.ts';
import { type ParseFailure, REPLY_LIMIT } from '../../core/text.ts';
import { ABSTAINED } from './payoffs.ts';

/** Who may be voted for by a seat. */
export interface Ballot {
  /** Ascending. */
  readonly candidates: readonly number[];
  readonly players: number;
  readonly abstain: boolean;
}

const PLAYER = /^(?:(?:i )?vote (?:for )?)?(?:player|seat|number|no\.)? ?#?([1-9]\d?)$/;
const NOBODY = /^(?:n ?\/ ?a|na|none|nobody|uncertain|unsure|abstain)$/;
const NAMED = /(?<![\p{L}\p{N}])(?:player #?([1-9]\d?)|n\/a)(?![\p{L}\p{N}])/gu;

/** The answers of a ballot, as they are written: `[player 2] [player 3] [n/a]`. */
export function ballotNames({ candidates, abstain }: Ballot): string {
  return [...candidates.map((player) => `[player ${player + 1}]`), ...(abstain ? ['[n/a]'] : [])].join(' ');
}

/**
 * The vote that a reply gives: the player's number, with or without the word `player`, or n/a in one of its forms; in
 * the last brackets or box, as the whole reply, or as the only player or n/a that the reply names.
 */
export function readVote(
  reply: string,
  seat: number,
  ballot: Ballot,
): { readonly action: { readonly vote: number } } | ParseFailure {
  const format = `Answer with one of: ${ballotNames(ballot)}.`;
  const marked = lastMarked(reply);
  const said = marked ?? reply.slice(-REPLY_LIMIT);
  const text = tidy(said);
  let meant = meaning(text);
  if (meant === undefined && marked === undefined) {
    const named = new Set(Array.from(text.matchAll(NAMED), ([, number]) => numbered(number)));
    if (named.size > 1) return { reason: 'The reply names more than one vote.', format };
    [meant] = named;
  }
  if (meant === undefined)
    return { reason: text === '' ? 'There is no vote.' : `${quote(said)} is no vote.`, format };
  const reason = refusal(meant, seat, ballot);
  return reason === undefined ? { action: { vote: meant } } : { reason, format };
}

function tidy(said: string): string {
  return said
    .slice(0, REPLY_LIMIT)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/^[\s"'*]+|[\s"'*.!]+$/g, '');
}

function meaning(text: string): number | undefined {
  if (NOBODY.test(text)) return ABSTAINED;
  const found = PLAYER.exec(text);
  return found ? numbered(found[1]) : undefined;
}

/** The player of a number from 1 on; without one, nobody. */
function numbered(number: string | undefined): number {
  return number === undefined ? ABSTAINED : Number(number) - 1;
}

function refusal(vote: number, seat: number, { candidates, players, abstain }: Ballot): string | undefined {
  if (candidates.includes(vote) || (vote === ABSTAINED && abstain)) return undefined;
  if (vote === ABSTAINED) return 'You must vote for somebody.';
  if (vote === seat) return 'You cannot vote for yourself.';
  return vote < players
    ? `Player ${vote + 1} has left the game.`
    : `There is no player ${vote + 1} to vote for.`;
}
