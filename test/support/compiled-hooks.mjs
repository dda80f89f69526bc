import { readFile } from 'node:fs/promises';

const ROOT = new URL('../../', import.meta.url).href;
const MODULES = `${ROOT}node_modules/`;
/** Where the compiler puts what it makes of each file; see the tsconfig.json of each folder. */
const COMPILED = `${MODULES}.cache/parlor/`;

const isSource = (url) => url.endsWith('.ts') && url.startsWith(ROOT) && !url.startsWith(MODULES);

/** The compiler has rewritten `./x.ts` to `./x.js`. */
export function resolve(specifier, context, next) {
  const { parentURL = '' } = context;
  if (!(/^\.{1,2}\/.*\.js$/.test(specifier) && isSource(parentURL))) return next(specifier, context);
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL).href;
  return { url, format: 'module', shortCircuit: true };
}

export async function load(url, context, next) {
  if (!isSource(url)) return next(url, context);
  const compiled = `${COMPILED}${url.slice(ROOT.length, -'.ts'.length)}.js`;
  const code = await readFile(new URL(compiled), 'utf8');
  const source = code.replace(/^\/\/# sourceMappingURL=.*$/m, `//# sourceMappingURL=${compiled}.map`);
  return { format: 'module', source, shortCircuit: true };
}
