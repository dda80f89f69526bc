import { lastMarked } from '../core/reply.ts';
import { type ParseFailure, parseName } from '../core/text.ts';
import type { OneShotWords } from './matrix/one-shot-text.ts';
import { saidAlone } from './said-alone.ts';

/** A contribution and nothing besides: `5 tokens`, `contribute 5`, `I give all my tokens`, `nothing`. */
const CONTRIBUTION =
  /^(?:(?:contribute|give|put in)(?: |: ?|$))?(?:(\d{1,9})(?: tokens?)?|(all|everything)(?: (?:of )?(?:my |the )?tokens)?|none|nothing)$/;

/** What is kept, of which the rest is contributed. */
const KEPT = /^keep:? (\d{1,9})(?: tokens?)?$/;
/** Words of what is left: the number beside them is no contribution. */
const REST = /\b(?:keep|hold|all|everything|except|less|save)\b/i;

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

  function readProse(reply: string): number | ParseFailure {
    const found = parseName(reply, names);
    if (typeof found !== 'number' || lastMarked(reply) !== undefined || !REST.test(reply)) return found;
    const format = `Answer with the tokens that you contribute, such as [${names[names.length >> 1]}].`;
    return { reason: 'Say how much you contribute, not what is left.', format };
  }

  function read(reply: string): number | ParseFailure {
    const alone = saidAlone(reply);
    const kept = KEPT.exec(alone)?.[1];
    const said = CONTRIBUTION.exec(alone);
    if (said === null && kept === undefined) return readProse(reply);
    const [, number, all] = said ?? [];
    const given =
      kept !== undefined ? endowment - Number(kept) : all === undefined ? Number(number ?? 0) : endowment;
    const found = parseName(String(given), names);
    if (typeof found === 'number') return found;
    const reason =
      given > endowment || given < 0
        ? `You have ${tokens}.`
        : `${given} is no multiple of ${unit}, as contributions must be.`;
    return { ...found, reason };
  }

  return {
    names: Array.from({ length: players }, () => names),
    past: 'contributed',
    present: 'contribute',
    ask: 'Contribute',
    read,
    board: () => `You have ${tokens}; the pot is multiplied by ${multiplier} and shared by ${players}.`,
    rules: () =>
      [
        `The public goods game for ${players} players: all contribute to a common pot at the same time.`,
        `Everybody has ${tokens} and keeps what it does not contribute. The pot is multiplied by ${multiplier} and shared equally among all, whoever contributed what.`,
        `Answer with the tokens that you contribute in brackets, ${unit === 1 ? '' : `a multiple of ${unit}, `}such as [${names[names.length >> 1]}].`,
      ].join('\n'),
  };
}
