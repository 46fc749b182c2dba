import { registerHooks } from 'node:module'

/**
 * Lets Node run the sources as they are: they import one another as `.js`, the name they have once built. Only a file
 * that is missing is looked for as `.ts`, so packages are untouched.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context)
    } catch (error) {
      if (!specifier.startsWith('.') || !specifier.endsWith('.js')) throw error
      return nextResolve(`${specifier.slice(0, -3)}.ts`, context)
    }
  },
})
