export * from './best-response.ts';
export * from './build-tree.ts';
export * from './cfr.ts';
export * from './errors.ts';
export * from './expected-value.ts';
export * from './nash-conv.ts';
export * from './tabulate.ts';
export * from './tree.ts';
