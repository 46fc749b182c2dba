import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const built = join(root, 'dist', 'index.d.ts')

/** Builds the package unless the build is newer than every source: what is tested here is what would be published. */
export default function build(): void {
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
}

function newest(): number {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const settings = ['package.json', 'tsup.config.ts', 'tsconfig.json', 'tsconfig.build.json']
  return Math.max(
    ...[...sources, ...settings.map((name) => join(root, name))].map((file) => statSync(file).mtimeMs),
  )
}
