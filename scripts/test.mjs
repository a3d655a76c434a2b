// npm test: everything, in the order in which a mistake is cheapest to find. It ends with "N passed, N failed".
import { spawn } from 'node:child_process'
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
// A test that did not run proves nothing: skipped ones and files that could not be read count as failed.
const countsOf = (report, status) => {
  const { numPassedTests: passed = 0, numTotalTests: total = 0, numFailedTestSuites: broken = 0 } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed, lost: total - passed || (status === 0 ? 0 : Math.max(1, broken)) }
}
/** One run of the tests. What it says is shown as it comes, or at its end. */
const tests = (name, args, { later = false } = {}) =>
  new Promise((resolve) => {
    const report = join(folder, `${name}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const child = spawn(node(), [tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...args], {
      cwd: ROOT,
      stdio: ['ignore', later ? 'pipe' : 'inherit', later ? 'pipe' : 'inherit'],
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part))
    child.once('close', (status) => resolve({ ...countsOf(report, status), said: Buffer.concat(said) }))
  })

const asked = process.argv.slice(2)
// The screens are looked at while the journeys are walked: a journey waits for its server half of the time.
const runs =
  asked.length > 0
    ? [await tests('asked', asked)]
    : [
        await tests('parts', ['--project=parts']),
        ...(await Promise.all([tests('journeys', ['--project=journeys']), tests('screens', ['--project=screens'], { later: true })])),
      ]
for (const { said } of runs) process.stdout.write(said)
rmSync(folder, { recursive: true })
const sum = (count) => runs.reduce((all, run) => all + run[count], 0)
process.stdout.write(`\n${sum('passed')} passed, ${sum('lost')} failed\n`)
process.exit(sum('lost') === 0 && sum('passed') > 0 ? 0 : 1)
