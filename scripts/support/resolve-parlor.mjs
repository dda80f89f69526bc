/** A module hook: packages of the suite that are not installed where a file lies are those of this repository. */
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !specifier.startsWith('@parlor/')) throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
}
