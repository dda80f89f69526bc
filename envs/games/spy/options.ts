import { OptionError } from '../../core/errors.ts';
import type { OptionSchema, OptionsOf, OptionValue } from '../../core/options.ts';

/** What a spy gets in place of what civilians get: the other half of the pair, or nothing at all. */
export const SPY_SEES = ['other', 'blank'] as const;
/** Who votes: the civilians, every player, or judges who see what civilians see and give no clues. */
export const VOTERS = ['civilians', 'everybody', 'judges'] as const;
/** `clue`: the zero-sum rewards of Vision-Zero; `party`: the civilians win if the spies are voted out. */
export const SPY_REWARDS = ['clue', 'party'] as const;
/** The paper's second version, the released code, the game as it is played at parties. */
export const SPY_PRESETS = ['none', 'paper', 'released', 'party'] as const;

/** What differs between the games of the family where no option and no preset says otherwise. */
interface SpyDefaults {
  readonly players: number;
  readonly rounds: number;
  /** Whether seats are told their role. */
  readonly told: boolean;
}

type Known = Readonly<Record<string, OptionValue>>;
const preset =
  <Value>(values: { readonly [Preset in (typeof SPY_PRESETS)[number]]?: Value }, otherwise: Value) =>
  (options: Known): Value => {
    const name = options['preset'] as (typeof SPY_PRESETS)[number];
    return values[name] ?? otherwise;
  };

/**
 * The options that every game of the family has. Presets are defaults: an option that is given counts. But for two
 * things of the released code, which go with the preset: votes that are made up where nobody votes, and its reward of votes.
 * Source of `paper` and `released`: Q. Wang et al., Vision-Zero, arXiv 2509.25541, second version, and its code.
 */
export function spyOptions({ players, rounds, told }: SpyDefaults) {
  return {
    preset: {
      kind: 'choice',
      default: 'none',
      values: SPY_PRESETS,
      doc: 'play as Vision-Zero (paper, released code), or as at parties',
    },
    players: {
      kind: 'integer',
      default: preset({ paper: 5, released: 4, party: 6 }, players),
      min: 3,
      max: 10,
      doc: 'who give clues, spies included',
    },
    spies: { kind: 'integer', default: 1, min: 1, max: 4, doc: 'spies among the players' },
    spy_sees: {
      kind: 'choice',
      default: preset<string>({ paper: 'blank' }, 'other'),
      values: SPY_SEES,
      doc: 'what a spy gets: the other of the pair, or nothing',
    },
    told: {
      kind: 'boolean',
      default: (options: Known) =>
        options['spy_sees'] === 'blank' ||
        preset({ paper: true, released: true, party: false }, told)(options),
      doc: 'whether players are told their role',
    },
    rounds: {
      kind: 'integer',
      default: preset({ paper: 2, released: 2, party: 1 }, rounds),
      min: 1,
      max: 4,
      doc: 'rounds of clues before each vote',
    },
    voters: {
      kind: 'choice',
      default: (options: Known) =>
        preset<string>(
          { released: 'judges', party: 'everybody' },
          options['told'] === true ? 'civilians' : 'everybody',
        )(options),
      values: VOTERS,
      doc: 'who votes, at once and hidden',
    },
    judges: {
      kind: 'integer',
      default: (options: Known) => (options['voters'] === 'judges' ? 8 : 0),
      min: 0,
      max: 8,
      doc: 'seats that only vote, and get what civilians get',
    },
    abstain: {
      kind: 'boolean',
      default: preset({ party: false }, true),
      doc: 'whether a vote may be n/a',
    },
    rewards: {
      kind: 'choice',
      default: preset<string>({ party: 'party' }, 'clue'),
      values: SPY_REWARDS,
      doc: 'what is paid: the clue rewards of Vision-Zero, or winning',
    },
    votes: {
      kind: 'integer',
      default: (options: Known) =>
        options['rewards'] !== 'party'
          ? 1
          : preset({ party: Math.min(8, Number(options['players']) - 2) }, Number(options['spies']))(options),
      min: 1,
      max: 8,
      doc: 'most votes; where the party game is played, whoever has most leaves',
    },
    beta: { kind: 'real', default: 0.1, min: 0, max: 10, doc: 'weight of votes for spies (rewards=clue)' },
    lambda: { kind: 'real', default: 0.1, min: 0, max: 10, doc: 'weight of unjust suspicion (rewards=clue)' },
  } as const satisfies OptionSchema;
}

export type SpyOptions = OptionsOf<ReturnType<typeof spyOptions>>;

/** @throws OptionError where options contradict each other. */
export function checkSpyOptions(id: string, options: SpyOptions): void {
  const refuse = (why: string): never => {
    throw new OptionError(`${id}: ${why}.`);
  };
  const { players, spies, spy_sees: sees, told, voters, judges, votes, rewards } = options;
  if (players < 2 * spies + 1)
    refuse(`${spies} spies among ${players} players are no minority; lower spies or raise players`);
  if (sees === 'blank' && !told)
    refuse('who gets nothing knows that it is a spy; set told=true, or spy_sees=other');
  if (voters === 'civilians' && !told)
    refuse('where civilians alone vote, being asked tells the role; set told=true, or voters=everybody');
  if (voters === 'judges' ? judges === 0 : judges > 0)
    refuse(
      `voters=${voters} and judges=${judges} contradict each other; judges vote, and there are some, where voters=judges`,
    );
  if (rewards === 'party' && votes < spies)
    refuse(`${spies} spies cannot be voted out by ${votes} ${votes === 1 ? 'vote' : 'votes'}; raise votes`);
  if (votes > 1 && voters === 'civilians')
    refuse('who voted is told after each vote, and so who is a civilian; set voters=everybody, or votes=1');
  if (votes > 1 && rewards === 'clue')
    refuse('clue rewards are paid for one vote; set votes=1, or rewards=party');
}

/** The roles of a table, by their indices: {@link CIVILIAN}, {@link SPY} and, where there are any, {@link JUDGE}. */
export function spyRoles({ judges }: Pick<SpyOptions, 'judges'>): string[] {
  return judges > 0 ? ['civilian', 'spy', 'judge'] : ['civilian', 'spy'];
}
export const CIVILIAN = 0;
export const SPY = 1;
export const JUDGE = 2;
