import type { Game } from '@parlor/envs';
import type { DecisionBatch, Policy } from '../../policy.ts';
import { expectGame } from '../reading.ts';
import { graphFacts } from './graph-facts.ts';
import { GraphProposer } from './graph-proposer.ts';
import { GraphReading } from './graph-reading.ts';
import { GraphSolver } from './graph-solver.ts';

/** How well a {@link GraphPolicy} plays. */
export interface GraphPolicyOptions {
  /** As the proposer it chains so many facts. Default: as many as a question may have. */
  readonly proposes?: number;
  /** As a solver it follows so many steps of a question, and then guesses. Default: all. */
  readonly solves?: number;
  /** Whether it spends look-ups that it can spare on repeating those that leave it in doubt. Default: yes. */
  readonly careful?: boolean;
  readonly name?: string;
}

/** A player by rules for both roles of the closed game of search; among actions that it likes as much, it takes any. */
export class GraphPolicy implements Policy {
  readonly name: string;
  readonly game: Game;
  private readonly reading: GraphReading;
  private readonly proposer: GraphProposer;
  private readonly solver: GraphSolver;
  private readonly legal: Int32Array;
  private readonly wants: Float64Array;

  /** @throws PolicyError where the game is another */
  constructor(game: Game, options: GraphPolicyOptions = {}) {
    const facts = graphFacts(game);
    const { proposes = facts.hops, solves = facts.hops, careful = true } = options;
    this.game = game;
    this.name = options.name ?? `graph-${proposes}-${solves}${careful ? '-careful' : ''}`;
    this.reading = new GraphReading(facts);
    this.proposer = new GraphProposer(facts, proposes);
    this.solver = new GraphSolver(facts, solves, careful);
    this.legal = new Int32Array(game.maxLegal);
    this.wants = new Float64Array(game.maxLegal);
  }

  /** @throws PolicyError where the batch is of another game */
  act(batch: DecisionBatch, probabilities: Float64Array): void {
    const { game, legal, reading, wants } = this;
    expectGame(batch, game, this.name);
    const { legalActions, legalOffsets, observations } = batch;
    for (let row = 0; row < batch.count; row++) {
      reading.read(observations, row * game.observationSize);
      const from = legalOffsets[row];
      const count = legalOffsets[row + 1] - from;
      for (let index = 0; index < count; index++) legal[index] = legalActions[from + index];
      (reading.proposing ? this.proposer : this.solver).weigh(reading, legal, count, wants);
      let most = -Infinity;
      let equals = 0;
      for (let index = 0; index < count; index++) {
        if (wants[index] > most) equals = 0;
        if (wants[index] >= most) {
          most = wants[index];
          equals++;
        }
      }
      for (let index = 0; index < count; index++)
        probabilities[from + index] = wants[index] === most ? 1 / equals : 0;
    }
  }
}

/** Makes proposers that chain so many facts; as solvers they follow whole questions, carefully. */
export function graphProposer({ hops }: { readonly hops?: number } = {}): (game: Game) => GraphPolicy {
  const name = `graph-proposer${hops === undefined ? '' : `-${hops}`}`;
  return (game) => new GraphPolicy(game, { ...(hops !== undefined && { proposes: hops }), name });
}

/** Makes solvers that follow so many steps of a question; as proposers they chain as many facts as they can. */
export function graphSolver({
  hops,
  careful = false,
}: { readonly hops?: number; readonly careful?: boolean } = {}): (game: Game) => GraphPolicy {
  const name = `graph-solver${hops === undefined ? '' : `-${hops}`}${careful ? '-careful' : ''}`;
  return (game) => new GraphPolicy(game, { ...(hops !== undefined && { solves: hops }), careful, name });
}
