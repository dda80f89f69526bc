import type { SpyOptions } from './options.ts';

/** A vote for nobody. */
export const ABSTAINED = -1;

/**
 * The clue rewards of Vision-Zero (arXiv 2509.25541, second version), which add up to 0 for any votes. With v̄ₛ and v̄꜀
 * the mean numbers of votes for spies and for civilians, ψ = v̄ₛ − v̄꜀, k spies and n civilians:
 * spy i gets −β ψ − λ (vᵢ − v̄ₛ), civilian j gets β (k / n) ψ − λ (vⱼ − v̄꜀).
 * For one spy these are the paper's; its example is 4 civilians with the votes spy 3, first civilian 1.
 * @param received votes for each player: [players]
 * @param spy whether each player is a spy, 0 or 1: [players]
 * @param out the reward of each player: [players]
 */
export function clueRewards(
  received: ArrayLike<number>,
  spy: ArrayLike<number>,
  { players, spies, beta, lambda }: Pick<SpyOptions, 'players' | 'spies' | 'beta' | 'lambda'>,
  out: Float64Array | number[],
): void {
  const civilians = players - spies;
  let forSpies = 0;
  let forCivilians = 0;
  for (let player = 0; player < players; player++) {
    if (spy[player] === 1) forSpies += received[player];
    else forCivilians += received[player];
  }
  const meanSpy = forSpies / spies;
  const meanCivilian = forCivilians / civilians;
  const lead = meanSpy - meanCivilian;
  for (let player = 0; player < players; player++) {
    const suspicion = lambda * (received[player] - (spy[player] === 1 ? meanSpy : meanCivilian));
    const reward =
      spy[player] === 1 ? -beta * lead - suspicion : ((beta * spies) / civilians) * lead - suspicion;
    out[player] = reward + 0; // no −0
  }
}

/**
 * The least and the greatest clue reward of a player: a reward is linear in the votes, so each voter does the most for it,
 * or against it, by itself. Nobody votes for itself.
 */
export function clueRewardRange(options: SpyOptions): [number, number] {
  const { players, spies, judges, voters, abstain } = options;
  const spy = Array.from({ length: players }, (_, player) => (player < spies ? 1 : 0));
  /** What a vote for each player is worth to each: [players, players]. */
  const worth = spy.map((_, target) => {
    const out = new Array<number>(players).fill(0);
    clueRewards(
      spy.map((__, player) => (player === target ? 1 : 0)),
      spy,
      options,
      out,
    );
    return out;
  });
  const first = voters === 'civilians' ? spies : 0;
  const electorate =
    voters === 'judges'
      ? new Array<number>(judges).fill(-1)
      : Array.from({ length: players - first }, (_, voter) => first + voter);
  let [low, high] = [0, 0];
  for (let player = 0; player < players; player++) {
    let [least, most] = [0, 0];
    for (const voter of electorate) {
      const choices = worth.map((row) => row[player]).filter((_, target) => target !== voter);
      if (abstain) choices.push(0);
      least += Math.min(...choices);
      most += Math.max(...choices);
    }
    low = Math.min(low, least);
    high = Math.max(high, most);
  }
  return [low, high];
}

/** What the party game pays a player: 1 to each spy that wins, shared by the civilians, or the other way round. */
export function partyReward(
  isSpy: boolean,
  spiesWin: boolean,
  { players, spies }: Pick<SpyOptions, 'players' | 'spies'>,
): number {
  const stake = spiesWin ? 1 : -1;
  return isSpy ? stake : (-stake * spies) / (players - spies);
}

/** Who has won after a vote: the civilians where no spy is left, the spies where they are as many or votes have run out. */
export function partyWinner(
  spies: number,
  civilians: number,
  votesLeft: number,
): 'civilians' | 'spies' | undefined {
  if (spies === 0) return 'civilians';
  return spies >= civilians || votesLeft === 0 ? 'spies' : undefined;
}

/** Who is voted out: whoever has more votes than each other player, −1 where several have most or nobody has any. */
export function votedOut(received: ArrayLike<number>, players: number): number {
  let out = -1;
  let most = 0;
  for (let player = 0; player < players; player++) {
    if (received[player] > most) [out, most] = [player, received[player]];
    else if (received[player] === most) out = -1;
  }
  return out;
}

/**
 * The reward of a vote, for training (Vision-Zero, its decision stage): 1 for a spy, −0.5 for n/a, −1 for a civilian.
 * Before training it is normalised within the votes of an episode. It is no part of the returns, since it does not add
 * up to 0. The votes of spies have none, as only civilians vote there; who votes several times has the mean.
 */
export function decisionReward(vote: number, isSpy: (player: number) => boolean): number {
  return vote === ABSTAINED ? -0.5 : isSpy(vote) ? 1 : -1;
}

/** The same as the released code has it: 0.3 for a reply of the right form (−0.3 else), 1.2 × the above, 0.99 if right. */
export function releasedDecisionReward(accuracy: number, wellFormed = true): number {
  return 0.3 * (wellFormed ? 1 : -1) + 1.2 * accuracy + (accuracy > 0 ? 0.99 : 0);
}

/** Where nobody votes, the released code makes up votes, each for the spy with this probability. */
export const SIMULATED_HIT = 0.6;
