import { TERMINAL } from '../../core/game.ts';
import type { HiddenPart, LanguageGame } from '../../core/language-game.ts';
import type { Message } from '../../core/message.ts';
import { type Random, shuffle } from '../../core/random.ts';
import { clueFault, readClue } from './clue.ts';
import * as say from './language-text.ts';
import { checkSpyOptions, JUDGE, SPY, type SpyOptions, spyRoles } from './options.ts';
import {
  ABSTAINED,
  clueRewardRange,
  clueRewards,
  decisionReward,
  partyReward,
  partyWinner,
  releasedDecisionReward,
  SIMULATED_HIT,
  votedOut,
} from './payoffs.ts';
import { randomClue } from './remarks.ts';
import type { SpySecrets } from './secrets.ts';
import { type Ballot, readVote } from './vote.ts';

export type SpyState = {
  /** The name of each seat's role: [seats]. */
  readonly roles: readonly string[];
  /** What each seat was given, the empty text for nothing: [seats]. */
  readonly secrets: readonly string[];
  readonly clues: readonly { readonly seat: number; readonly text: string }[];
  readonly stage: 'clues' | 'vote' | 'over';
  /** Clues since the last vote. */
  readonly said: number;
  /** Votes that are over. */
  readonly held: number;
  /** Votes of this vote or of the last one, null where there is none: [seats]. */
  readonly votes: readonly (number | null)[];
  /** Those of the votes before it, the first one first: [votes][seats]. */
  readonly earlier: readonly (readonly (number | null)[])[];
  /** What counts in place of votes that are all n/a, in the preset `released`. */
  readonly madeUp: readonly number[];
  /** Players that were voted out, in that order. */
  readonly out: readonly number[];
};

export type SpyAction = { readonly clue: string } | { readonly vote: number };

type SpyGame = Omit<LanguageGame<SpyState, SpyAction>, 'id' | 'spec'>;

/**
 * Who Is the Spy in free words (Vision-Zero; Q. Wang et al., arXiv 2509.25541): roles and secrets are dealt, the players
 * give clues in turn, then the voters vote at once. Where there are several votes, whoever has most leaves after each.
 * Seats: the players, then the judges.
 * @throws OptionError where options contradict each other.
 */
export function spyLanguageGame(id: string, secrets: SpySecrets, options: SpyOptions): SpyGame {
  checkSpyOptions(id, options);
  const {
    preset,
    players,
    spies,
    spy_sees: sees,
    told,
    rounds,
    voters,
    judges,
    abstain,
    votes,
    rewards,
  } = options;
  const seats = players + judges;
  const all = Array.from({ length: seats }, (_, seat) => seat);
  const roles = spyRoles(options);
  const spyNoun = spies === 1 ? 'the spy' : 'the spies';

  // A role that is not the spy's counts as the civilians', whatever its name: the laws put other names there.
  const isSpy = ({ roles: held }: SpyState, seat: number): boolean => held[seat] === roles[SPY];
  const isOver = ({ stage }: SpyState): boolean => stage === 'over';
  const playing = ({ out }: SpyState): number[] =>
    all.filter((seat) => seat < players && !out.includes(seat));

  function mover(state: SpyState): number {
    if (state.stage === 'over') return TERMINAL;
    if (state.stage === 'vote') return waiting(state)[0];
    const speakers = playing(state);
    return speakers[state.said % speakers.length];
  }

  function ballotOf(state: SpyState, seat: number): Ballot {
    return { candidates: playing(state).filter((player) => player !== seat), players, abstain };
  }

  /** Who votes, in the order in which they are asked. */
  function votersOf(state: SpyState): number[] {
    if (voters === 'judges') return all.slice(players);
    return playing(state).filter((seat) => voters === 'everybody' || !isSpy(state, seat));
  }
  /** Who has yet to vote. */
  const waiting = (state: SpyState): number[] => votersOf(state).filter((seat) => state.votes[seat] === null);

  function call(state: SpyState): Message {
    const speakers = playing(state);
    return say.tell(all, say.roundCall(options, state.held, state.said / speakers.length, speakers));
  }

  function received({ votes: given, madeUp }: SpyState): number[] {
    const counts = new Array<number>(players).fill(0);
    for (const vote of [...given, ...madeUp]) if (vote !== null && vote !== ABSTAINED) counts[vote]++;
    return counts;
  }

  /** A vote made up as the released code does: for a spy or for a civilian, each equally likely among their kind. */
  function madeUpVote(state: SpyState, random: Random): number {
    const hit = random.unit() < SIMULATED_HIT;
    const kind = playing(state).filter((player) => isSpy(state, player) === hit);
    return kind[random.below(kind.length)];
  }

  /** All votes are in. */
  function settle(state: SpyState, random: Random): { state: SpyState; messages: Message[] } {
    const counts = received(state);
    const nobody = preset === 'released' && rewards === 'clue' && counts.every((count) => count === 0);
    const madeUp = nobody ? votersOf(state).map(() => madeUpVote(state, random)) : [];
    const leaving = rewards === 'party' ? votedOut(counts, players) : -1;
    const held = state.held + 1;
    const out = leaving < 0 ? state.out : [...state.out, leaving];
    const settled: SpyState = { ...state, stage: 'clues', said: 0, held, madeUp, out };
    const left = playing(settled);
    const spiesLeft = left.filter((player) => isSpy(state, player)).length;
    const won = partyWinner(spiesLeft, left.length - spiesLeft, votes - held);
    const over = rewards === 'clue' || won !== undefined;

    const lines = [say.namedVotes(state.votes)];
    if (nobody) lines.push(say.madeUpVotes(madeUp));
    if (rewards === 'party') lines.push(say.leaves(leaving, isSpy(state, leaving)));
    const messages = [say.tell(all, lines.join(' '))];
    if (!over) return { state: settled, messages: [...messages, call(settled)] };

    const who = all.filter((seat) => isSpy(state, seat));
    const ending = say.ending(who, rewards === 'party' ? won === 'spies' : undefined);
    const civilian = all.findIndex((seat) => !isSpy(state, seat));
    const { text, images } = secrets.both(state.secrets[civilian], state.secrets[who[0]] ?? '', spyNoun);
    messages.push({ ...say.tell(all, `${ending} ${text}`), ...(images && { images }) });
    return { state: { ...settled, stage: 'over' }, messages };
  }

  function returns(state: SpyState): number[] {
    const paid = new Array<number>(seats).fill(0);
    if (!isOver(state)) return paid;
    if (rewards === 'clue') {
      const spy = all.map((seat) => (isSpy(state, seat) ? 1 : 0));
      clueRewards(received(state), spy, options, paid);
      return paid.map((value) => value + 0); // no −0
    }
    const spiesWin = playing(state).some((player) => isSpy(state, player));
    for (let player = 0; player < players; player++)
      paid[player] = partyReward(isSpy(state, player), spiesWin, options);
    return paid;
  }

  return {
    version: 1,
    seats,
    roles,
    maxTurns: votes * (rounds * players + (voters === 'judges' ? judges : players)),
    payoff: 'zero-sum',
    payoffRange: rewards === 'clue' ? clueRewardRange(options) : [-1, 1],
    information: 'imperfect',

    rules: (role) => say.spyRules(secrets, options, role),

    start(random) {
      const [civilian, spy] = secrets.deal(random);
      const order = Int32Array.from({ length: players }, (_, player) => player);
      shuffle(order, players, random);
      const chosen = order.subarray(0, spies);
      const dealt = all.map((seat) => (seat >= players ? JUDGE : chosen.includes(seat) ? SPY : 0));
      const state: SpyState = {
        roles: dealt.map((role) => roles[role]),
        secrets: dealt.map((role) => (role !== SPY ? civilian : sees === 'blank' ? '' : spy)),
        clues: [],
        stage: 'clues',
        said: 0,
        held: 0,
        votes: all.map(() => null),
        earlier: [],
        madeUp: [],
        out: [],
      };
      // Each secret is shown once, since drawing it may take long.
      const shown = new Map([...new Set(state.secrets)].map((secret) => [secret, secrets.own(secret)]));
      const deals = all.map((seat) =>
        say.tellDeal(seat, dealt[seat], shown.get(state.secrets[seat]) ?? { text: '' }, spies, told),
      );
      return { state, messages: [...deals, call(state)] };
    },

    mover,
    role: ({ roles: held }, seat) => roles.indexOf(held[seat]),
    knowsRole: (state, seat) => told || seat >= players || isOver(state) || state.out.includes(seat),

    choosing(state) {
      const seat = mover(state);
      // Where civilians alone vote, who else does is not for a voter to know.
      return state.stage !== 'vote' || voters === 'civilians' ? [seat] : waiting(state);
    },

    hidden(state) {
      if (isOver(state)) return [];
      const known = (seat: number): number[] => (told || seat >= players ? [seat] : []);
      const open = (seat: number): boolean => seat >= players || state.out.includes(seat);
      return [
        ...all.map((seat): HiddenPart => ({
          path: ['roles', seat],
          knownTo: open(seat) ? all : known(seat),
        })),
        ...all.map((seat): HiddenPart => ({
          path: ['secrets', seat],
          knownTo: all.filter((other) => isSpy(state, other) === isSpy(state, seat)),
        })),
        ...(state.stage === 'vote' ? all : [])
          .filter((seat) => state.votes[seat] !== null)
          .map((seat): HiddenPart => ({ path: ['votes', seat], knownTo: [seat] })),
      ];
    },

    parse(state, seat, reply) {
      if (state.stage === 'vote') return readVote(reply, seat, ballotOf(state, seat));
      const earlier = state.clues.map(({ text }) => text);
      return readClue(reply, earlier, secrets.unspeakable ? state.secrets[seat] : '', secrets.noun);
    },

    sample(state, seat, random) {
      if (state.stage === 'vote') {
        const { candidates } = ballotOf(state, seat);
        const drawn = random.below(candidates.length + (abstain ? 1 : 0));
        return drawn === candidates.length ? '[n/a]' : `[player ${candidates[drawn] + 1}]`;
      }
      const earlier = state.clues.map(({ text }) => text);
      const own = secrets.unspeakable ? state.secrets[seat] : '';
      return randomClue(random, (clue) => clueFault(clue, earlier, own) !== undefined);
    },

    apply(state, action, random) {
      const seat = mover(state);
      if ('vote' in action) {
        const given = state.votes.map((vote, index) => (index === seat ? action.vote : vote));
        const after: SpyState = { ...state, votes: given };
        return waiting(after).length > 0 ? { state: after, messages: [] } : settle(after, random);
      }
      const heard: Message = { author: seat, audience: all, text: action.clue };
      const after: SpyState = {
        ...state,
        clues: [...state.clues, { seat, text: action.clue }],
        said: state.said + 1,
      };
      const speakers = playing(state);
      if (after.said < rounds * speakers.length) {
        const next = after.said % speakers.length === 0 ? [call(after)] : [];
        return { state: after, messages: [heard, ...next] };
      }
      const asked: SpyState = {
        ...after,
        stage: 'vote',
        votes: all.map(() => null),
        earlier: state.held === 0 ? [] : [...state.earlier, state.votes],
      };
      return { state: asked, messages: [heard, say.tell(all, say.voteCall(options, speakers, votes))] };
    },

    returns,

    // Of clues the returns, of votes the mean of their own rewards.
    signals(state) {
      const reward = (vote: number): number => {
        const accuracy = decisionReward(vote, (player) => isSpy(state, player));
        return preset === 'released' ? releasedDecisionReward(accuracy) : accuracy;
      };
      const mean = (seat: number): number | null => {
        const cast = [...state.earlier, state.votes].flatMap((votes) => votes[seat] ?? []);
        if (isSpy(state, seat) || cast.length === 0) return null;
        return cast.reduce((sum, vote) => sum + reward(vote), 0) / cast.length;
      };
      return { clue: returns(state), vote: all.map(mean) };
    },
  };
}
