// npm run bench: measures the built program and writes docs/benchmarks.md. `npm run bench -- account` runs one of them.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, install, node, ROOT } from './run.mjs'

install()
build()
const { status } = spawnSync(node(), [join(ROOT, 'bench', 'all.ts'), ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' })
process.exit(status ?? 1)
