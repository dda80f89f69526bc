/**
 * Module hooks for a user's file, which may lie anywhere: packages of the suite that are not installed there are those
 * of this repository, and a file that imports or exports is an ES module whatever package.json is near.
 */
import { readFile } from 'node:fs/promises';

const ESM_SYNTAX = /^\s*(import\b(?!\s*\()|export\b)/m;

export async function resolve(specifier, context, next) {
  try {
    return await asModule(await next(specifier, context));
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !specifier.startsWith('@parlor/')) throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
}

async function asModule(resolved) {
  const { url, format } = resolved;
  if (format === 'module' || !/^file:.*\.[jt]s(\?|$)/.test(url) || url.includes('/node_modules/'))
    return resolved;
  const source = await readFile(new URL(url), 'utf8');
  return ESM_SYNTAX.test(source) ? { ...resolved, format: 'module' } : resolved;
}
