// Plain JavaScript for any Node from 20 on: everything else runs on the Node that comes as a dependency (docs/decisions/0002).
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const inRoot = (...parts) => join(ROOT, ...parts)
const isWindows = process.platform === 'win32'
export const localNode = () => inRoot('node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')

const fail = (message) => {
  process.stderr.write(`maillage: ${message}\n`)
  process.exit(1)
}

/** Runs a step that may take long, with a line before and the time after; its own output is shown only when it fails. */
export const step = (label, command, args, { show = false } = {}) => {
  const started = Date.now()
  // A command whose output goes to a program says nothing of this; npm start and npm test always do.
  const isScript = ['start', 'test', 'bench', 'dev'].includes(process.env.npm_lifecycle_event ?? '')
  const say = (text) => (process.stderr.isTTY || isScript) && process.stderr.write(text)
  say(`${label} …${show ? '\n' : ''}`)
  const env = { ...process.env, PATH: `${inRoot('node_modules', '.bin')}${isWindows ? ';' : ':'}${process.env.PATH}` }
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    env,
    stdio: show ? 'inherit' : 'pipe',
    encoding: 'utf8',
    shell: isWindows,
  })
  if (status === 0) return say(show ? '' : ` ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
  process.stderr.write(`\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}\n`)
  fail(`"${label}" failed; the lines above say why`)
}

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(inRoot(file)))
  return hash.digest('hex')
}
const stamp = (name) => inRoot('node_modules', `.maillage-${name}`)
const isDone = (name, hash) => existsSync(stamp(name)) && readFileSync(stamp(name), 'utf8') === hash
const done = (name, hash) => writeFileSync(stamp(name), hash)

/** Dependencies exactly as locked, installed when they are missing or the lock changed. */
export const install = () => {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or later is needed, this is ${process.version}`)
  const hash = hashOf(['package-lock.json'])
  if (existsSync(inRoot('node_modules')) && isDone('install', hash)) return
  // Not `npm ci`: it refuses a registry that lacks the binaries of another platform. The lock is obeyed, and not written.
  step('Installing what Maillage stands on', 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (!existsSync(localNode()))
    fail('the npm package "node" brought no program for this machine: install Node 24 and set MAILLAGE_NODE to its path')
  done('install', hash)
}

const filesBelow = (folder) =>
  readdirSync(inRoot(folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => statSync(inRoot(name)).isFile())

/** The server and the pages, built when a source changed. */
export const build = () => {
  const files = [
    ...filesBelow('src').filter((name) => !/\.test\.tsx?$/.test(name)),
    ...filesBelow('public'),
    'package-lock.json',
    'vite.config.ts',
    'react-router.config.ts',
  ].sort()
  const hash = hashOf(files)
  if (existsSync(inRoot('build', 'server', 'index.js')) && isDone('build', hash)) return
  step('Building', node(), [inRoot('node_modules', '@react-router', 'dev', 'dist', 'cli', 'index.js'), 'build'])
  done('build', hash)
}

export const node = () => process.env.MAILLAGE_NODE ?? localNode()

/** Hands over to the program on its own Node; signals and the exit code pass through. */
export const runMaillage = (args) => {
  install()
  build()
  const child = spawn(node(), ['--enable-source-maps', inRoot('scripts', 'main.mjs'), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm does not always pass a signal on: who was started by it stops when it is gone.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1))
}
