import { ParlorError } from '@parlor/envs';
import { z } from 'zod';
import { ADMISSION_RULES } from './admission-rules.ts';
import { amount, count, positive, size } from './numbers.ts';
import { OPPONENT_RULES } from './opponent-rules.ts';
import { RESET_RULES } from './reset-rules.ts';
import { ruleSchema } from './rule.ts';
import { STAGE_RULES } from './stage-rules.ts';

/** A league configuration that says something impossible. */
export class ConfigError extends ParlorError {
  override readonly name = 'ConfigError';
}

/** Policies that can be members without ever learning and need not be given: the uniform one, the player by rules. */
export const FIXED_MEMBERS = ['uniform', 'script'] as const;

/** A number, or one that changes with the steps; left out, `steps` is the whole budget. */
const schedule = z.union(
  [
    amount,
    z.strictObject({ kind: z.literal('linear'), from: amount, to: amount, steps: count.optional() }),
    z.strictObject({ kind: z.literal('exponential'), from: positive, to: positive, steps: count.optional() }),
  ],
  {
    error:
      'expected a number from 0 on, or { kind, from, to, steps }, "linear" or "exponential" and then above 0',
  },
);

/** A league role is data: who a learner plays, when it is copied into the population, when it starts anew. */
const role = z.strictObject({
  /** Each with its share of the episodes: the shares of a role are divided by their sum. */
  opponents: z.array(ruleSchema(OPPONENT_RULES, { weight: positive.default(1) })).min(1),
  admission: ruleSchema(ADMISSION_RULES, {}),
  reset: ruleSchema(RESET_RULES, {}).default({ rule: 'never' }),
});

const training = z.strictObject({
  algorithm: z.enum(['ppo', 'reinforce']).default('ppo'),
  /** What a return is compared with: the critic's values, or a baseline of the role. Left out, what is usual. */
  advantage: z.enum(['critic', 'role']).optional(),
  space: z.enum(['logit', 'probability']).default('logit'),
  hidden: z.array(count.max(4096)).min(1).max(8).default([64, 64]),
  learningRate: schedule.default({ kind: 'exponential', from: 1e-2, to: 1e-4 }),
  /** In units of the advantage's deviation. */
  entropy: schedule.default({ kind: 'exponential', from: 0.1, to: 0.03 }),
  minibatch: size.default(2048),
  epochs: count.default(1),
  gradientClip: positive.default(2),
  clip: positive.default(0.2),
  valueCoefficient: amount.default(0.5),
  importanceCap: positive.default(10),
  gamma: z.number().min(0).max(1).default(1),
  lambda: z.number().min(0).max(1).default(1),
  baseline: z
    .strictObject({
      decay: z.number().min(0).lt(1).default(0.95),
      timing: z.enum(['pre', 'post']).default('pre'),
      biasCorrection: z.boolean().default(false),
      by: z.enum(['role', 'game']).default('role'),
    })
    .prefault({}),
  /** Which decisions are learned from, and by what, in a game that has stages. */
  stages: ruleSchema(STAGE_RULES, {}).default({ rule: 'returns' }),
  /** The published weights are the mean over about this last part of all updates. */
  averaging: z.number().gt(0).max(1).default(0.2),
});

const leagueConfig = z.strictObject({
  game: z.string().default('leduc_poker'),
  seed: z.union([z.number().int(), z.string()], { error: 'expected a whole number or a text' }).default(1),
  /** Decisions that each learner learns from. */
  steps: count.default(40_000_000),
  /** Episodes of a round, for each learner. */
  episodes: size.default(2048),
  training: training.prefault({}),
  roles: z.record(z.string(), role).default({
    main: {
      opponents: [{ rule: 'self-play', weight: 1 }],
      admission: { rule: 'steps', every: 5_000_000 },
      reset: { rule: 'never' },
    },
  }),
  /** Members that never learn, from the start: `uniform`, `script`, or policies that whoever makes the league gives. */
  fixed: z.array(z.string().regex(/^[\w-]+$/)).default([]),
  /** The live members and their league roles; the first one is published. */
  learners: z
    .array(z.strictObject({ name: z.string().regex(/^[\w-]+$/), role: z.string() }))
    .min(1)
    .default([{ name: 'main', role: 'main' }]),
  /** Alarms of whoever watches the league that end it after the round in which they begin. */
  stopOn: z.array(z.string().regex(/^[\w-]+$/)).default([]),
  evaluation: z
    .strictObject({
      /** Exact evaluations of each learner over the whole run. */
      points: count.max(10_000).default(60),
      /** Deals of each match between two frozen members, at least 2; every deal is played once from every seat. */
      deals: size.min(2).default(1000),
      /** Iterations of the CFR+ solution that the result is compared with, fewer on large trees; 0 for none. */
      referenceIterations: z.number().int().min(0).default(500),
      /** Largest game tree, in histories, that is evaluated exactly; six-sided liar's dice needs 300_000. 0 for none. */
      maxHistories: z.number().int().min(0).default(100_000),
    })
    .prefault({}),
});

/** Everything that decides what happens in a league. How fast it happens is decided elsewhere. */
export type LeagueConfig = z.output<typeof leagueConfig>;
export type LeagueConfigInput = z.input<typeof leagueConfig>;
export type LeagueRole = LeagueConfig['roles'][string];
export type TrainingConfig = LeagueConfig['training'];

/** What returns are compared with: unless the configuration says it, PPO has a critic and REINFORCE baselines. */
export function advantageOf({ advantage, algorithm }: Pick<TrainingConfig, 'advantage' | 'algorithm'>) {
  return advantage ?? (algorithm === 'ppo' ? 'critic' : 'role');
}

/**
 * Checks a configuration and fills in the defaults.
 * @throws ConfigError with one sentence that names the first thing that is wrong.
 */
export function parseConfig(input: unknown): LeagueConfig {
  const parsed = leagueConfig.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    throw new ConfigError(
      `The league configuration is wrong${place ? ` at "${place}"` : ''}: ${issue?.message ?? 'unreadable'}.`,
    );
  }
  const config = parsed.data;
  const { algorithm, advantage, stages } = config.training;
  if (advantage === 'critic' && algorithm === 'reinforce')
    throw new ConfigError('"reinforce" has no critic; set training.advantage to "role", or leave it out.');
  if (stages.rule !== 'returns' && advantageOf(config.training) === 'critic') {
    throw new ConfigError(
      `training.stages "${stages.rule}" gives each stage advantages of its own, for which there is no critic; set training.advantage to "role".`,
    );
  }
  if (new Set(config.fixed).size < config.fixed.length)
    throw new ConfigError('The league configuration names a fixed member twice.');
  for (const [name, { opponents }] of Object.entries(config.roles)) {
    for (const entry of opponents) {
      if (entry.rule !== 'fixed') continue;
      const known = config.fixed.map((member) => `"${member}"`).join(', ');
      if (
        entry.name === undefined
          ? config.fixed.length > 0
          : config.fixed.some((member) => member === entry.name)
      )
        continue;
      throw new ConfigError(
        `League role "${name}" plays against fixed ${entry.name === undefined ? 'members' : `member "${entry.name}"`}, but fixed lists ${known || 'none'}.`,
      );
    }
  }
  const names = new Set<string>();
  for (const { name, role: roleName } of config.learners) {
    if (names.has(name)) throw new ConfigError(`The league configuration names two learners "${name}".`);
    names.add(name);
    if (!Object.hasOwn(config.roles, roleName)) {
      const known = Object.keys(config.roles).join(', ');
      throw new ConfigError(
        `Learner "${name}" has the unknown league role "${roleName}"; the roles are ${known}.`,
      );
    }
  }
  return config;
}
