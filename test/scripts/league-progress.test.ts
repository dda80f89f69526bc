import assert from 'node:assert/strict';
import test from 'node:test';
import type { LeagueEvent } from '@parlor/league';
import { LeagueProgress } from '../../scripts/support/league-progress.ts';

const round: Extract<LeagueEvent, { type: 'round' }> = {
  type: 'round',
  round: 0,
  learner: 'main',
  episodes: 100,
  steps: 250,
  returns: [0, 0],
  update: {
    gradientSteps: 1,
    policyLoss: 0,
    valueLoss: 0,
    entropy: 0,
    gradientNorm: 0,
    learningRate: 0,
    entropyCoefficient: 0,
  },
};

test('the progress line of a league tells what is learned now, where stages are told apart', () => {
  const progress = new LeagueProgress(1000);
  progress.note(round, 1);
  assert.match(progress.line(2), /^ 25 % · 0.0 M decisions · 100 episodes\/s · 3 s left$/);
  const stages = { trained: ['vote'], accuracy: 0.625, abstention: 0.1, averages: null };
  progress.note({ ...round, stages }, 2);
  assert.match(progress.line(3), / left · learning vote · 63 % right, 10 % n\/a$/);
  progress.note({ ...round, stages: { ...stages, trained: ['clue', 'vote'], accuracy: null } }, 3);
  assert.match(progress.line(4), / left · learning clue and vote$/);
});

test('the progress line of a league names the alarms that are on, with their learners', () => {
  const progress = new LeagueProgress(1000);
  progress.note(round, 1);
  const alarm = { type: 'alarm', round: 0, learner: 'main', name: 'repetition', on: true } as const;
  progress.note(alarm, 1);
  progress.note({ ...alarm, learner: 'other', name: 'too-easy' }, 1);
  assert.match(progress.line(2), / left · alarm: repetition of main, too-easy of other$/);
  progress.note({ ...alarm, on: false }, 2);
  assert.match(progress.line(2), / left · alarm: too-easy of other$/);
});
