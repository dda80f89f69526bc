import {
  fixedValues,
  type Game,
  MOST_VALUE,
  parseSpec,
  type TradingActions,
  tradingActions,
  tradingGoods,
} from '@parlor/envs';
import { PolicyError } from '../policies/errors.ts';
import type { DecisionBatch, Policy } from '../policy.ts';
import { expectGame } from './reading.ts';

const PASS = 0;
const ACCEPT = 1;

/** What the policy knows of one game of trading: what its observations and actions mean. */
interface Table {
  readonly resources: number;
  readonly quantity: number;
  readonly stock: number;
  /** Whether the larger gain wins, so that what the other gains is lost. */
  readonly wins: boolean;
  readonly actions: TradingActions;
  /** What each seat values each good at, as far as the other can know: [seats][goods]. */
  readonly believed: readonly (readonly number[])[];
  /** Offsets of the fields of an observation. */
  readonly values: number;
  readonly goods: number;
  readonly open: number;
}

/**
 * A simple trader for `trading`. It accepts what gains it (where the larger gain wins: what gains it more than the
 * other), and makes the offer that does most of that, if it can one that the other gains by too and can answer for.
 * Where it has the choice between equals it picks one at random. Private values of the other it takes for average.
 */
export class TradingPolicy implements Policy {
  readonly name = 'trader';
  private readonly game: Game;
  private readonly table: Table;

  /** @throws PolicyError where the game is another. */
  constructor(game: Game) {
    this.game = game;
    this.table = readTable(game);
  }

  /** @throws PolicyError where the batch is of another game. */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, table } = this;
    const { legalActions, legalOffsets } = batch;
    expectGame(batch, game, this.name);
    for (let row = 0; row < batch.count; row++) {
      const from = legalOffsets[row];
      const to = legalOffsets[row + 1];
      const sight = look(table, batch.observations, row * game.observationSize, batch.seats[row]);
      let best = -Infinity;
      let equals = 0;
      for (let at = from; at < to; at++) {
        const liking = appeal(table, sight, legalActions[at]);
        if (liking > best) equals = 0;
        if (liking >= best) {
          best = liking;
          equals++;
        }
      }
      for (let at = from; at < to; at++) {
        probabilities[at] = appeal(table, sight, legalActions[at]) === best ? 1 / equals : 0;
      }
    }
  }
}

/** A position as one observation shows it: amounts and values by good. */
interface Sight {
  readonly values: readonly number[];
  /** What the other values goods at, as far as this seat can know. */
  readonly believed: readonly number[];
  /** What the other holds. */
  readonly others: readonly number[];
  /** What this seat gets and pays where it accepts the open offer. */
  readonly get: readonly number[];
  readonly pay: readonly number[];
}

function look(table: Table, observations: Float32Array, start: number, seat: number): Sight {
  const { resources, quantity } = table;
  const read = (offset: number, unit: number): number[] =>
    Array.from({ length: resources }, (_, good) => Math.round(observations[start + offset + good] * unit));
  return {
    values: read(table.values, MOST_VALUE),
    believed: table.believed[1 - seat],
    others: read(table.goods + resources, 2 * table.stock),
    get: read(table.open, quantity),
    pay: read(table.open + resources, quantity),
  };
}

/**
 * How much the policy likes an action, to be compared with others here: first the open offer if it is any good, then
 * offers that the other may like too, then other offers, then to pass; of one kind, the most gainful.
 */
function appeal({ actions, wins }: Table, sight: Sight, action: number): number {
  const { values, believed, others, get, pay } = sight;
  if (action === PASS) return 0;
  if (action === ACCEPT) {
    let own = 0;
    let other = 0;
    for (const [good, value] of values.entries()) {
      own += (get[good] - pay[good]) * value;
      other += (pay[good] - get[good]) * believed[good];
    }
    const gain = wins ? own - other : own;
    return gain > 0 ? 3 * SCALE + gain : -Infinity;
  }
  const give = actions.give[action];
  const want = actions.want[action];
  const giveAmount = actions.giveAmount[action];
  const wantAmount = actions.wantAmount[action];
  const own = wantAmount * values[want] - giveAmount * values[give];
  const other = giveAmount * believed[give] - wantAmount * believed[want];
  const gain = wins ? own - other : own;
  if (gain <= 0 || others[want] < wantAmount) return -Infinity;
  return (other > 0 ? 2 : 1) * SCALE + gain;
}

/** More than any offer can gain: what comes first whatever the gain is a multiple of it. */
const SCALE = 1e6;

function readTable(game: Game): Table {
  const { game: id, options } = parseSpec(game.spec);
  const offset = (name: string): number => {
    const field = game.observation.find((candidate) => candidate.name === name);
    if (id !== 'trading' || field === undefined) {
      throw new PolicyError(`The trader is for trading, not ${game.spec}.`);
    }
    return field.offset;
  };
  const values = offset('values');
  const resources = Number(options.resources);
  const quantity = Number(options.quantity);
  const bases = tradingGoods(resources).map(({ base }) => base);
  return {
    resources,
    quantity,
    stock: Number(options.stock),
    wins: options.result === 'winner',
    actions: tradingActions(resources, quantity),
    believed: options.values === 'fixed' ? fixedValues(resources) : [bases, bases],
    values,
    goods: offset('goods'),
    open: offset('open'),
  };
}
