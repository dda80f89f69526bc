import { buildTree, Cfr, NashConv } from '@parlor/agents';
import { loadGame } from '@parlor/envs';
import { type Figure, rates } from './measure.ts';

/** CFR and NashConv by walking the nodes of the flat tree. */
export async function benchSolvers(): Promise<Figure[]> {
  const subjects = ['kuhn_poker', 'leduc_poker'].flatMap((name) => {
    const game = loadGame(name);
    const tree = buildTree(game);
    const solver = new Cfr(tree);
    const plus = new Cfr(tree, { plus: true });
    const policy = new Cfr(tree).run(10).averagePolicy();
    const measure = new NashConv(tree);
    const times = name === 'leduc_poker' ? 5 : 500;
    return [
      { name: `${name}, CFR`, unit: 'iterations/s', run: () => repeat(times, () => solver.run(1)) },
      { name: `${name}, CFR+`, unit: 'iterations/s', run: () => repeat(times, () => plus.run(1)) },
      { name: `${name}, NashConv`, unit: 'ms', run: () => repeat(times, () => measure.evaluate(policy)) },
      { name: `${name}, building the tree`, unit: 'ms', run: () => repeat(1, () => buildTree(game)) },
    ];
  });
  const results = await rates(subjects, 8);
  return subjects.map(({ name, unit }, index) => {
    const rate = results[index] ?? 0;
    return { suite: 'solvers', name, value: unit === 'ms' ? 1000 / rate : rate, unit, baseline: null };
  });
}

function repeat(times: number, action: () => unknown): number {
  for (let time = 0; time < times; time++) action();
  return times;
}
