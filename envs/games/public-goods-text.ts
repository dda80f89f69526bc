import type { OneShotWords } from './matrix/one-shot-text.ts';

interface PublicGoods {
  readonly players: number;
  readonly endowment: number;
  readonly unit: number;
  readonly multiplier: number;
}

/** The public goods game in words. Actions are called by the tokens that are contributed. */
export function publicGoodsWords({ players, endowment, unit, multiplier }: PublicGoods): OneShotWords {
  const names = Array.from({ length: endowment / unit + 1 }, (_, action) => String(action * unit));
  const tokens = endowment === 1 ? '1 token' : `${endowment} tokens`;
  return {
    names: Array.from({ length: players }, () => names),
    past: 'contributed',
    present: 'contribute',
    ask: 'Contribute',
    board: () => `You have ${tokens}; the pot is multiplied by ${multiplier} and shared by ${players}.`,
    rules: () =>
      [
        `The public goods game for ${players} players: all contribute to a common pot at the same time.`,
        `Everybody has ${tokens} and keeps what it does not contribute. The pot is multiplied by ${multiplier} and shared equally among all, whoever contributed what.`,
        `Answer with the tokens that you contribute in brackets, ${unit === 1 ? '' : `a multiple of ${unit}, `}such as [${names[names.length >> 1]}].`,
      ].join('\n'),
  };
}
