/** The oldest Node.js that runs this package: it has SQLite built in and reads TypeScript configurations. */
const OLDEST = [22, 18] as const

/** What to tell somebody whose Node.js is too old; undefined when it is not. */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined
  return `garde-fou needs Node.js ${OLDEST.join('.')} or newer, and this is ${version}. Install a newer one, or run "npx --package=node@24 --package=garde-fou -- garde-fou …".`
}
