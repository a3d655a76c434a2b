// npm test: everything, in the order in which a mistake is cheapest to find. It ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, install, node, ROOT, step } from './run.mjs'

install()
const tool = (...parts) => join(ROOT, 'node_modules', ...parts)
const run = (label, ...args) => step(label, node(), args, { show: true })
run('Types of the routes', tool('@react-router', 'dev', 'dist', 'cli', 'index.js'), 'typegen')
run('Types', tool('typescript', 'bin', 'tsc'), '--noEmit')
run('Lint', tool('@biomejs', 'biome', 'bin', 'biome'), 'lint', '--error-on-warnings')
build()

const folder = mkdtempSync(join(tmpdir(), 'maillage-report-'))
const report = join(folder, 'report.json')
const { status } = spawnSync(
  node(),
  [tool('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
const {
  numPassedTests: passed = 0,
  numFailedTests: failed = 0,
  numTotalTests: total = 0,
  numFailedTestSuites: brokenFiles = 0,
} = JSON.parse(readFileSync(report, 'utf8'))
rmSync(folder, { recursive: true })
// A test that did not run proves nothing: skipped ones and files that could not be read count as failed.
const lost = Math.max(failed, total - passed, status === 0 ? 0 : Math.max(1, brokenFiles))
process.stdout.write(`\n${passed} passed, ${lost} failed\n`)
process.exit(lost === 0 && passed > 0 ? 0 : 1)
