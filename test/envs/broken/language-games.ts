import { type ClosedDecision, type Json, type LanguageGame, TERMINAL, wordDuel } from '@parlor/envs';
import type { WordDuelState } from '../../../envs/games/word-duel.ts';
import { hands, type Hands, owls, type Owls, talk, type Talk, tell } from './words.ts';

/** A language game that breaks one law on purpose. */
export interface BrokenLanguageGame {
  readonly law: string;
  /** What is wrong with it. */
  readonly story: string;
  readonly game: LanguageGame;
  /** The game that it was made from, which does not break with the same script. */
  readonly good: LanguageGame;
}

type Duel = LanguageGame<WordDuelState, string>;
const BOTH = [0, 1];
// Few words, so that a random script finds one.
const duel: Duel = wordDuel({ words: 4, rounds: 3 });

const row = (law: string, story: string, changes: Partial<Duel>): BrokenLanguageGame => ({
  law,
  story,
  game: { ...duel, ...changes },
  good: duel,
});

/** A duel whose rules say something more after each guess. */
const adding = (more: (state: WordDuelState, guess: string) => string, audience = BOTH): Partial<Duel> => ({
  apply(state, guess, random) {
    const after = duel.apply(state, guess, random);
    return { ...after, messages: [...after.messages, tell(audience, more(state, guess))] };
  },
});

/** Counts what is done for as long as the process runs. */
const counting = (): Partial<Duel> => {
  let calls = 0;
  return adding(() => `That was guess ${++calls}.`);
};

/** Keeps the guesses outside the state, and forgets them at each start. */
const sharing = (): Partial<Duel> => {
  const guesses: string[] = [];
  return {
    start(random) {
      guesses.length = 0;
      return duel.start(random);
    },
    apply(state, guess, random) {
      guesses.push(guess);
      return duel.apply({ ...state, guesses: guesses.slice(0, state.guesses.length) }, guess, random);
    },
  };
};

/** Counts the actions of an episode outside the state. */
const recounting = (): Partial<Duel> => {
  let actions = 0;
  return {
    start(random) {
      actions = 0;
      return duel.start(random);
    },
    ...adding(() => `Guess ${++actions}.`),
  };
};

const ended = new WeakSet<WordDuelState>();
const purse = [0, 0];
let fumbled = 'nothing';

export const BROKEN_LANGUAGE_GAMES: readonly BrokenLanguageGame[] = [
  row('constants-are-sane', 'nobody plays', { seats: 0 }),
  row('forfeits-come-to-an-end', 'whoever forfeits is asked again', {
    forfeit: (state) => ({ state, messages: [] }),
  }),
  row('spec-names-id', 'spec names another game', { spec: 'word_duet(rounds=3,length=5,words=4)' }),
  row('spec-loads-equal-game', 'spec loads a shorter game', { maxTurns: 7 }),
  row('rules-are-text', 'whoever does not know its role has no rules to read', {
    rules: (role) => (role < 0 ? '' : duel.rules(role)),
  }),

  row('same-replies-same-episode', 'guesses are counted over all episodes', counting()),
  row('nothing-is-remembered', 'guesses are kept outside the state', sharing()),
  row('state-is-json', 'a guess is written into the state it is given', {
    apply(state, guess, random) {
      const after = duel.apply(state, guess, random);
      (state.guesses as string[]).push(guess);
      return after;
    },
  }),
  row('state-is-json', 'the state holds what JSON cannot', {
    start(random) {
      const { state, messages } = duel.start(random);
      return { state: Object.assign({}, state, { clock: NaN }), messages };
    },
  }),
  row('saved-goes-on', 'the count of guesses is not saved', counting()),
  row('record-replays', 'the count of guesses is not recorded', counting()),
  row('clone-goes-its-own-way', 'guesses are shared with clones', sharing()),
  row('aborted-steps-leave-no-trace', 'a guess that was cancelled is counted', recounting()),

  row('every-reply-gets-a-verdict', 'half a character makes it throw', {
    parse(state, seat, reply) {
      return encodeURIComponent(reply) === '' ? duel.parse(state, seat, '') : duel.parse(state, seat, reply);
    },
  }),
  row('every-reply-gets-a-verdict', 'a refusal quotes the whole reply', {
    parse(state, seat, reply) {
      const parsed = duel.parse(state, seat, reply);
      return 'action' in parsed ? parsed : { ...parsed, reason: `What is ${reply}?` };
    },
  }),
  row('every-reply-gets-a-verdict', 'a refusal does not say how to answer', {
    parse(state, seat, reply) {
      const parsed = duel.parse(state, seat, reply);
      return 'action' in parsed ? parsed : { ...parsed, format: '' };
    },
  }),
  {
    law: 'nothing-passes-for-markup',
    story: 'words are passed on as they are',
    game: {
      ...talk,
      parse: (_state, _seat, reply) =>
        reply.trim() === '' ? { reason: 'Nothing.', format: 'Say something.' } : { action: reply },
    },
    good: talk,
  },
  {
    law: 'nothing-passes-for-markup',
    story: 'the game repeats what was said, line by line',
    game: {
      ...talk,
      apply: ({ said }: Talk, words: string) => ({
        state: { said: said + 1 },
        messages: [tell(BOTH, `It was said:\n${words}`)],
      }),
    },
    good: talk,
  },

  {
    law: 'nothing-passes-for-markup',
    story: 'a seat is heard to say an action in brackets',
    game: {
      ...talk,
      apply: ({ said }: Talk, words: string) => ({
        state: { said: said + 1 },
        messages: [{ author: said % 2, audience: BOTH, text: `[bet] ${words}`.slice(0, 100) }],
      }),
    },
    good: talk,
  },

  row('rejection-changes-nothing', 'a reply that means nothing is written down', {
    parse(state, seat, reply) {
      const parsed = duel.parse(state, seat, reply);
      if (!('action' in parsed)) (state as { fumbles?: number }).fumbles = reply.length;
      return parsed;
    },
  }),
  row('reasoning-stays-private', 'what was rejected is told with the next guess', {
    parse(state, seat, reply) {
      const parsed = duel.parse(state, seat, reply);
      if (!('action' in parsed)) fumbled = reply;
      return parsed;
    },
    ...adding(() => `Before, somebody said ${fumbled}.`),
  }),
  row(
    'messages-reach-their-audience',
    'a message is for a seat that is not there',
    adding(() => 'Hear!', [0, 2]),
  ),
  row(
    'messages-reach-their-audience',
    'a message says nothing',
    adding(() => ''),
  ),
  row('roles-stay', 'the seats swap roles', { role: ({ guesses }, seat) => (seat + guesses.length) % 2 }),
  {
    law: 'roles-stay',
    story: 'a seat is shown the role that it does not know',
    // The second question about the same state is the law's.
    game: { ...owls, knowsRole: forgetful() },
    good: owls,
  },
  {
    law: 'choosing-holds-the-mover',
    story: 'whoever has chosen is said to choose',
    game: { ...hands, choosing: () => [0] },
    good: hands,
  },
  {
    law: 'choices-stay-hidden',
    story: 'the first hand is told before the second is chosen',
    game: {
      ...hands,
      apply(state: Hands, action: number, random) {
        const after = hands.apply(state, action, random);
        return { ...after, messages: [tell(BOTH, `Somebody chose ${action}.`), ...after.messages] };
      },
    },
    good: hands,
  },

  {
    law: 'hidden-is-declared',
    story: 'nothing says what is hidden',
    game: without(duel, 'hidden'),
    good: duel,
  },
  row('hidden-is-declared', 'secrets are dealt, but nothing is said to be hidden', { hidden: () => [] }),
  row('hidden-is-declared', 'what is hidden is not in the state', {
    hidden: () => [{ path: ['secret', 0], knownTo: [0] }],
  }),
  row('no-leak-at-start', 'everybody is told the first word', {
    start(random) {
      const { state, messages } = duel.start(random);
      return { state, messages: [...messages, tell(BOTH, `Player 1 hides ${state.secrets[0]}.`)] };
    },
  }),
  {
    law: 'no-leak-at-start',
    story: 'a seat is told the role that it is not to know',
    game: {
      ...owls,
      start(random) {
        const { state, messages } = owls.start(random);
        const role = owls.roles[owls.role(state, 1)];
        return { state, messages: [...messages, tell([1], `You are the ${role}.`)] };
      },
    },
    good: owls,
  },
  row(
    'no-leak-of-hidden',
    'the word is told with the second guess',
    adding(({ secrets, guesses }) => (guesses.length === 1 ? `Player 1 hides ${secrets[0]}.` : 'Go on.')),
  ),
  {
    law: 'no-leak-of-hidden',
    story: 'a number is told',
    game: {
      ...owls,
      apply(state: Owls, guess: number, random) {
        const after = owls.apply(state, guess, random);
        return { ...after, messages: [...after.messages, tell(BOTH, `It is not ${state.owl}.`)] };
      },
    },
    good: owls,
  },
  row(
    'hidden-makes-no-difference',
    'the first letter is told',
    adding(({ secrets }) => `The word of player 1 begins with ${secrets[0][0]}.`),
  ),

  row('sample-is-accepted', 'it suggests a word that is not in the list', { sample: () => '[zebra]' }),
  row('sample-is-accepted', 'it suggests another word each time', {
    sample: (() => {
      let calls = 0;
      return () => (calls++ % 2 === 0 ? '[apple]' : '[apple]!');
    })(),
  }),
  row('sample-knows-what-its-seat-knows', 'it suggests the word that is to be found', {
    sample: ({ secrets }, seat) => `[${secrets[1 - seat]}]`,
  }),
  {
    law: 'closed-decisions-fit',
    story: 'actions are called what no reply may call them',
    game: { ...hands, closed: (state: Hands) => renamed(hands.closed?.(state)) },
    good: hands,
  },
  {
    law: 'no-leak-beyond-closed',
    story: 'whoever chooses last is told a little about the first hand',
    game: {
      ...hands,
      apply(state: Hands, action: number, random) {
        const after = hands.apply(state, action, random);
        return { ...after, messages: [tell([1], action === 0 ? 'A fist.' : 'No fist.'), ...after.messages] };
      },
    },
    good: hands,
  },

  row('rewards-add-up', 'returns are written into the same list each time', {
    returns(state) {
      for (const seat of BOTH) purse[seat] = duel.returns(state)[seat];
      return purse;
    },
  }),
  row('payoff-kind', 'both are paid for a find', { returns: (state) => duel.returns(state).map(Math.abs) }),
  row('payoff-range', 'a late find pays more', {
    returns: (state) => duel.returns(state).map((value) => value * state.guesses.length),
  }),
  {
    law: 'signals-fit-seats',
    story: 'a signal has the name of the seat that it is about',
    game: { ...owls, signals: ({ owl }: Owls) => ({ [`player ${owl + 1}`]: [1, 1] }) },
    good: owls,
  },
  {
    law: 'signals-fit-seats',
    story: 'one signal is for both seats',
    game: { ...owls, signals: () => ({ guess: [1] }) },
    good: owls,
  },
  {
    law: 'signals-fit-seats',
    story: 'a signal is no number',
    game: { ...owls, signals: () => ({ guess: [1, NaN] }) },
    good: owls,
  },
  row('length-is-bounded', 'it never ends', { mover: ({ guesses }) => guesses.length % 2 }),
  row('the-end-is-the-end', 'it is over only when it is asked for the first time', {
    mover(state) {
      const mover = duel.mover(state);
      if (mover !== TERMINAL || !ended.has(state)) {
        if (mover === TERMINAL) ended.add(state);
        return mover;
      }
      return 0;
    },
  }),
];

/** A game that lacks a function that games may lack. */
export function without(game: LanguageGame, name: 'hidden' | 'sample'): LanguageGame {
  const copy: { -readonly [Part in keyof LanguageGame]: LanguageGame[Part] } = { ...game };
  delete copy[name];
  return copy;
}

/** Says that a seat knows its role when it is asked first about a state, and not again. */
function forgetful(): (state: Json) => boolean {
  const asked = new WeakSet<object>();
  return (state) => {
    if (typeof state !== 'object' || state === null || asked.has(state)) return false;
    asked.add(state);
    return true;
  };
}

function renamed(decision: ClosedDecision | undefined): ClosedDecision {
  if (decision === undefined) throw new TypeError('There is no decision.');
  const { game, seat, legal, observation, tokens } = decision;
  return { game, seat, legal, observation, tokens, names: legal.map((action) => `hand ${action}`) };
}
