import { createHash } from 'node:crypto';
import type { Policy } from '@parlor/agents';

/** A frozen member: its weights never change, and its name says which they are. */
export interface Snapshot {
  readonly name: string;
  /** The learner that it was copied from; {@link FIXED} for a policy that never was a learner and has no weights. */
  readonly learner: string;
  /** Decisions that the learner had learned from. */
  readonly steps: number;
  readonly weights: Float32Array;
  readonly policy: Policy;
}

/** In place of the learner of a member that never learned. No learner can be called so. */
export const FIXED = '';

/** The first 8 hexadecimal digits of the SHA-256 of the weights, as little-endian float32. */
export function weightHash(weights: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(weights.length * 4));
  weights.forEach((weight, index) => bytes.setFloat32(4 * index, weight, true));
  return createHash('sha256').update(new Uint8Array(bytes.buffer)).digest('hex').slice(0, 8);
}

/** The league's frozen members, oldest first. */
export class Population {
  private readonly members: Snapshot[] = [];
  private readonly makePolicy: (name: string, weights: Float32Array) => Policy;

  /** @param makePolicy makes a policy that reads the weights it is given, which will not change */
  constructor(makePolicy: (name: string, weights: Float32Array) => Policy) {
    this.makePolicy = makePolicy;
  }

  get snapshots(): readonly Snapshot[] {
    return this.members;
  }

  /** Takes a policy in that never learns, such as a scripted one; it is called after the policy. */
  fix(policy: Policy): Snapshot {
    const snapshot = { name: policy.name, learner: FIXED, steps: 0, weights: new Float32Array(0), policy };
    this.members.push(snapshot);
    return snapshot;
  }

  /**
   * Copies a learner's weights into the population.
   * @returns the new snapshot, or undefined where the same weights are in it already
   */
  admit(learner: string, weights: Float32Array, steps: number): Snapshot | undefined {
    const name = `${learner}:${weightHash(weights)}`;
    if (this.members.some((member) => member.name === name)) return undefined;
    const copy = weights.slice();
    const snapshot = { name, learner, steps, weights: copy, policy: this.makePolicy(name, copy) };
    this.members.push(snapshot);
    return snapshot;
  }
}
